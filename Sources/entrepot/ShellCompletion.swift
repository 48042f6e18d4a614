/// Completion for shells: each asks the daemon (`complete`), which alone knows its commands and names.
enum ShellCompletion: String, CaseIterable {
    case bash, zsh, fish

    /// The script to load.
    var script: String {
        switch self {
        case .bash: Self.bashScript
        case .zsh: Self.zshScript
        case .fish: Self.fishScript
        }
    }

    // Bash takes a word apart at `=`: what stands in front of it is taken away from the candidates.
    private static let bashScript = #"""
        # Completion of entrepot for bash: source <(entrepot completion bash)
        _entrepot() {
            local line=${COMP_LINE:0:COMP_POINT} word text
            line=${line#*[[:space:]]}
            word=${line##*[[:space:]]}
            COMPREPLY=()
            while IFS=$'\t' read -r text _; do
                [[ $word == *=* ]] && text=${text#*=}
                [[ $text == *[=:] ]] && compopt -o nospace
                COMPREPLY+=("$text")
            done < <(entrepot --tsv complete "$line" 2>/dev/null | tail -n +2)
        }
        complete -F _entrepot entrepot

        """#

    private static let zshScript = #"""
        #compdef entrepot
        # Completion of entrepot for zsh: source <(entrepot completion zsh), or save it as _entrepot in your fpath
        _entrepot() {
            local line="${(j: :)words[2,CURRENT-1]}" text kind meaning
            local -a open whole
            [[ -n $line ]] && line="$line "
            while IFS=$'\t' read -r text kind meaning; do
                if [[ $text == *[=:] ]]; then open+=("${text//:/\\:}:$meaning"); else whole+=("${text//:/\\:}:$meaning"); fi
            done < <(entrepot --tsv complete "$line${words[CURRENT]}" 2>/dev/null | tail -n +2)
            _describe -V entrepot whole -U
            _describe -V entrepot open -U -S ''
        }
        compdef _entrepot entrepot

        """#

    private static let fishScript = #"""
        # Completion of entrepot for fish: entrepot completion fish | source
        function __entrepot_complete
            set -l line (string replace -r '^\S+\s+' '' -- (commandline -cp))
            entrepot --tsv complete "$line" columns=text,meaning 2>/dev/null | tail -n +2
        end
        complete -c entrepot -f -a '(__entrepot_complete)'

        """#
}
