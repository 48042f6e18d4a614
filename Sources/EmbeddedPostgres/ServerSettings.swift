/// The server's three configuration files, whole: nothing of them is edited by hand, `custom.conf` is for that.
struct ServerSettings: Equatable, Sendable {
    var layout: ClusterLayout
    /// Connections the daemon's pools may open, plus some for people and dumps.
    var maximumConnections: Int
    /// Accounts of the machine that may connect as any role.
    var accounts: [String]

    /// `postgresql.conf`.
    var main: String {
        """
        # Written by entrepotd at every start. Put settings of your own into \(layout.customSettings).
        listen_addresses = ''
        port = \(EmbeddedDatabase.port)
        unix_socket_directories = '\(ServerSettings.quoted(layout.socketDirectory))'
        unix_socket_permissions = 0700
        max_connections = \(maximumConnections)
        cluster_name = 'entrepot'

        # Modest: one warehouse's books fit many times.
        shared_buffers = 128MB
        effective_cache_size = 512MB
        work_mem = 8MB
        maintenance_work_mem = 64MB
        max_wal_size = 1GB
        huge_pages = off
        jit = off
        max_parallel_workers_per_gather = 0

        timezone = 'UTC'
        log_timezone = 'UTC'
        lc_messages = 'C'
        default_text_search_config = 'pg_catalog.simple'

        logging_collector = on
        log_directory = '\(ServerSettings.quoted(layout.log))'
        log_filename = 'postgres-%a.log'
        log_truncate_on_rotation = on
        log_rotation_age = 1d
        log_rotation_size = 0
        log_file_mode = 0600
        log_line_prefix = '%m [%p] %u '
        log_checkpoints = off

        include_if_exists = '\(ServerSettings.quoted(layout.customSettings))'

        # Below the include, so that nothing above can undo them.
        # An acknowledged entry is on the disk.
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        # No row, parameter or statement of the books is copied into a log. The message of an error repeats what was typed as well
        # ("invalid input syntax … "), so errors are left to the daemon, which tells their code; the server's own doings stay.
        log_min_messages = log
        log_statement = 'none'
        log_min_duration_statement = -1
        log_min_error_statement = panic
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0
        log_error_verbosity = terse

        """
    }

    /// `pg_hba.conf`: the socket only, by the peer's account.
    var hostBasedAuthentication: String {
        """
        # Written by entrepotd at every start.
        local all all peer map=entrepot

        """
    }

    /// `pg_ident.conf`: which account may be which role.
    var identityMap: String {
        var text = "# Written by entrepotd at every start: account of the machine, role of the database.\n"
        var seen: [String] = []
        for account in accounts where !seen.contains(account) {
            seen.append(account)
            for role in DatabaseRole.allCases { text += "entrepot \"\(account)\" \(role.rawValue)\n" }
        }
        return text
    }

    /// Writes what differs, owned by the server's account; true when a running server has to be restarted for it.
    func write(into data: String, owner: ServerAccount) throws(SystemCallError) -> Bool {
        var changed = false
        for (name, text) in [
            ("postgresql.conf", main), ("pg_hba.conf", hostBasedAuthentication), ("pg_ident.conf", identityMap),
        ] where try Files.text(of: "\(data)/\(name)") != text {
            try Files.write(text, to: "\(data)/\(name)", mode: 0o600, owner: owner)
            changed = true
        }
        return changed
    }

    private static func quoted(_ text: String) -> String {
        var result = ""
        for character in text {
            if character == "'" || character == "\\" { result.append(character) }
            result.append(character)
        }
        return result
    }
}
