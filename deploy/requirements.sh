# What the project needs on a machine, and how it gets there. Read by deploy/test and deploy/demo; bash.
#
# Debian 12 and Ubuntu 24.04: the Swift toolchain has to be there; libpq, libedit, pkg-config, git and PostgreSQL are installed when missing
# and when we may (root, or sudo without a password). When we may not, one line names what is missing.

# Says what stands in the way and ends.
give_up() {
    printf '%s: %s\n' "$(basename "$0")" "$1" >&2
    exit "${2:-69}"
}

# Directory with initdb and postgres of version 15 to 18, the newest first; fails when there is none.
find_postgresql() {
    local version directory
    for version in 18 17 16 15; do
        directory=/usr/lib/postgresql/$version/bin
        if [ -x "$directory/initdb" ] && [ -x "$directory/postgres" ] && [ -x "$directory/pg_dump" ]; then
            printf '%s\n' "$directory"
            return 0
        fi
    done
    return 1
}

# PostgreSQL's programs as the daemon and the tests would find them: by version, else on the path.
has_postgresql() {
    find_postgresql >/dev/null || { command -v initdb && command -v postgres && command -v pg_dump; } >/dev/null
}

# Finds the Swift toolchain, also where its own installers put it.
require_swift() {
    local directory version tools
    if ! command -v swift >/dev/null; then
        for directory in /opt/swift/usr/bin "$HOME/.local/share/swiftly/bin" /usr/share/swift/usr/bin; do
            if [ -x "$directory/swift" ]; then
                PATH=$directory:$PATH
                break
            fi
        done
    fi
    command -v swift >/dev/null || give_up "the Swift toolchain (6.2 or newer) is missing: see https://www.swift.org/install/linux/"
    # The same search path whatever the shell's own is: another order of compilers would build everything anew.
    tools=$(dirname "$(readlink -f "$(command -v swift)")")
    [ -x "$tools/swift" ] || tools=$(dirname "$(command -v swift)")
    PATH=$tools:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    case $version in
    [0-5].* | 6.[01] | '') give_up "Swift ${version:-of an unknown version} is too old, 6.2 or newer is needed: see https://www.swift.org/install/linux/" ;;
    esac
}

# Installs the packages that are missing, or names them.
install_requirements() {
    local -a missing=() run=()
    command -v pkg-config >/dev/null || missing+=(pkg-config)
    if ! { command -v pkg-config && pkg-config --exists libpq; } >/dev/null 2>&1; then missing+=(libpq-dev); fi
    if ! { command -v pkg-config && pkg-config --exists libedit; } >/dev/null 2>&1; then missing+=(libedit-dev); fi
    command -v git >/dev/null || missing+=(git)
    has_postgresql || missing+=(postgresql)
    if [ ${#missing[@]} -gt 0 ]; then
        if [ "$(id -u)" -ne 0 ]; then
            run=(sudo -n)
            sudo -n true 2>/dev/null || give_up "missing: ${missing[*]}; as root: apt-get install ${missing[*]}"
        fi
        command -v apt-get >/dev/null || give_up "missing: ${missing[*]}; install them with this system's own means"
        echo "Installing ${missing[*]} ..."
        "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update
        "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install "${missing[@]}" >/dev/null
        has_postgresql || give_up "PostgreSQL 15 to 18 is needed; this system's package brought another version"
    fi
    require_swift
}
