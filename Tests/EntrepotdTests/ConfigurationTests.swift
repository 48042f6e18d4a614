import EmbeddedPostgres
import Glibc
import Measures
import Speech
import Testing

@testable import DaemonConfiguration

/// Reads a text as the file `f.yaml`.
private func read(_ text: String) -> ConfigurationFile { ConfigurationFile(path: "f.yaml", text: text, over: Configuration()) }

@Suite("The configuration file")
struct ConfigurationFileTests {
    @Test("delivered with the daemon lists every key once, with a comment, and its values are the defaults of the code")
    func deliveredFile() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let path = "/\(root)/Config/entrepotd.yaml"
        let text = try #require(try Files.text(of: path))
        let file = ConfigurationFile(path: path, text: text, over: Configuration())
        #expect(file.faults == [])
        #expect(file.configuration == Configuration())
        #expect(file.keys == ConfigurationKeys.all.map(\.name))

        // A value that is merely left out would not be seen above: change each default, and the file has to bring it back.
        var other = Configuration()
        other.stateDirectory = "/x"
        other.socket = SocketSettings(
            mode: 1, maximumClients: 1, maximumClientsPerUser: 1, reservedForAdministrators: 1, maximumQueuedRequests: 1,
            idleMinutes: 1, commandTimeoutSeconds: 1, longestCommandSeconds: 1, writeGraceSeconds: 1, strangerLines: 1, strangerSeconds: 1,
            maximumStrangerClients: 1, maximumBatchLines: 1, maximumBatchMegabytes: 1, maximumBatchesMegabytes: 1, maximumWatches: 1,
            watchTickSeconds: 1, stalledReaderSeconds: 1)
        other.database.poolSize = 1
        other.backup = BackupSettings(keepNights: 1, at: TimeOfDay(hour: 1, minute: 1))
        other.language = .french
        other.logLevel = "error"
        other.rules = RuleSettings(lossReviewAboveBaseUnits: 1, secondCountAbovePercent: 1)
        other.clock = ClockSettings(largestLeapDays: 1, longestStopDays: 1)
        other.drainSeconds = 1
        #expect(ConfigurationFile(path: path, text: text, over: other).configuration == Configuration())

        // Each line with a key has its comment on the line above, or a section's name.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }
        for (index, line) in lines.enumerated() where !line.hasPrefix("#") && line.contains(":") {
            let isSection = line.hasSuffix(":") && ConfigurationKeys.all.contains { $0.name.hasPrefix(line.dropLast() + ".") }
            #expect(isSection || (index > 0 && lines[index - 1].hasPrefix("#")), "line \(index + 1): \(line)")
        }
    }

    @Test("sets values, and an empty value keeps the default")
    func values() {
        let file = read(
            """
            state: {directory: /srv/aid/}
            socket:
              mode: "0600"
              group: warehouse
              idle_minutes: 5
              path:
            language: fr
            backup: {at: "23:59", keep_nights: ~}
            roles:
              users:
                marie: [manager, admin]
                jean: {roles: partner, organisations: [auberge], warehouses: [calais, dunkirk]}
                laptop: {roles: [viewer], shared: [volunteer, manager]}
              groups:
                leads: [lead, viewer, lead]
            """)
        var expected = Configuration()
        expected.stateDirectory = "/srv/aid"
        expected.socket.mode = 0o600
        expected.socket.group = "warehouse"
        expected.socket.idleMinutes = 5
        expected.language = .french
        expected.backup.at = TimeOfDay(hour: 23, minute: 59)
        expected.roles.users = [
            AccountRoles(account: "marie", roles: [.manager, .admin]),
            AccountRoles(account: "jean", roles: [.partner], organisations: ["auberge"], warehouses: ["calais", "dunkirk"]),
            AccountRoles(account: "laptop", roles: [.viewer], shared: [.volunteer, .manager]),
        ]
        expected.roles.groups = [AccountRoles(account: "leads", roles: [.lead, .viewer])]
        #expect(file.faults == [])
        #expect(file.configuration == expected)
        #expect(file.configuration.socketPath == "/srv/aid/admin.sock")
    }

    @Test(
        "names each fault with its line and its remedy",
        arguments: [
            ("sockets:\n  mode: 1\n", "f.yaml:1: CONFIG.UNKNOWN-KEY: there is no key sockets. Did you mean socket?"),
            (
                "socket:\n  mode: \"0660\"\n  idle_minuets: 3\n",
                "f.yaml:3: CONFIG.UNKNOWN-KEY: there is no key socket.idle_minuets. Did you mean socket.idle_minutes?"
            ),
            ("log:\n  pool_size: 3\n", "f.yaml:2: CONFIG.UNKNOWN-KEY: there is no key log.pool_size. Did you mean database.pool_size?"),
            ("log:\n  colour: red\n", "f.yaml:2: CONFIG.UNKNOWN-KEY: there is no key log.colour. Here stand level."),
            (
                "socket:\n  max_clients: many\n",
                "f.yaml:2: CONFIG.VALUE: socket.max_clients cannot be \"many\". It takes a whole number from 1 to 65536."
            ),
            (
                "socket:\n  max_clients: 0\n",
                "f.yaml:2: CONFIG.VALUE: socket.max_clients cannot be \"0\". It takes a whole number from 1 to 65536."
            ),
            (
                "socket:\n  mode: \"0888\"\n",
                "f.yaml:2: CONFIG.VALUE: socket.mode cannot be \"0888\". It takes permission bits in octal and in quotes, such as \"0660\"."
            ),
            (
                "state:\n  directory: var\n",
                "f.yaml:2: CONFIG.VALUE: state.directory cannot be \"var\". It takes a path that begins with /."
            ),
            (
                "backup:\n  at: 24:00\n",
                "f.yaml:2: CONFIG.VALUE: backup.at cannot be \"24:00\". It takes a time from \"00:00\" to \"23:59\", in quotes."
            ),
            ("language: de\n", "f.yaml:1: CONFIG.VALUE: language cannot be \"de\". It takes one of en, fr."),
            ("language: [en]\n", "f.yaml:1: CONFIG.VALUE: language cannot be a list. It takes one of en, fr."),
            ("log: info\n", "f.yaml:1: CONFIG.VALUE: log is a section, not a value. Put its keys below it, each indented by two spaces."),
            (
                "log:\n  level: {a: b}\n",
                "f.yaml:2: CONFIG.VALUE: log.level cannot be a mapping. "
                    + "It takes one of trace, debug, info, notice, warning, error, critical."
            ),
            (
                "- a\n",
                "f.yaml:1: CONFIG.SYNTAX: the file is not a mapping of keys to values. Write lines such as \"log:\" and below it \"  level: info\"."
            ),
            ("log:\n  level: info\nlog:\n  level: error\n", "f.yaml:3: CONFIG.DUPLICATE-KEY: given twice: log. Keep one of them."),
            (
                "roles:\n  users:\n    marie: [manger]\n",
                "f.yaml:3: CONFIG.VALUE: \"manger\" is no role, for marie. Did you mean manager?"
            ),
            (
                "roles:\n  users:\n    marie: {role: [manager]}\n",
                "f.yaml:3: CONFIG.UNKNOWN-KEY: role is no part of the rights of marie. Did you mean roles?"
            ),
            (
                "roles:\n  users:\n    marie: {roles: [admin], organisations: [abri]}\n",
                "f.yaml:3: CONFIG.VALUE: marie would be an administrator with limits, and an administrator has none. Write marie: [admin] for "
                    + "everything, or a role that can be limited: marie: {roles: [manager], organisations: [abri]}."
            ),
            (
                "roles:\n  groups:\n    leads: {roles: [admin, lead], organisations: [abri], warehouses: [calais, dunkirk]}\n",
                "f.yaml:3: CONFIG.VALUE: leads would be an administrator with limits, and an administrator has none. Write leads: [admin] for "
                    + "everything, or a role that can be limited: leads: {roles: [manager], organisations: [abri], warehouses: [calais, dunkirk]}."
            ),
            (
                "roles:\n  users:\n    laptop: {roles: [viewer], shared: [volunteer, admin]}\n",
                "f.yaml:3: CONFIG.VALUE: persons would be administrators on the shared account laptop. Give administrators accounts of their "
                    + "own, and leave admin out of shared."
            ),
            (
                "roles:\n  users:\n    marie: {warehouses: [calais]}\n",
                "f.yaml:3: CONFIG.VALUE: marie has no roles. Write: marie: {roles: [viewer], …}, or remove the entry."
            ),
            ("roles:\n  users:\n    marie: []\n", "f.yaml:3: CONFIG.VALUE: marie has no list of words. Write: marie: [volunteer]."),
            (
                "roles:\n  users: marie\n",
                "f.yaml:2: CONFIG.VALUE: roles.users cannot be \"marie\". It takes a mapping of accounts to lists of roles."
            ),
        ])
    func faults(text: String, expected: String) {
        #expect(read(text).faults.map(\.description) == [expected])
    }

    @Test("with a key given twice tells it beside everything else, and keeps the first")
    func duplicates() {
        func told(_ text: String) -> [String] { read(text).faults.map { "\($0.place.dropFirst(7)) \($0.code.rawValue)" } }
        let text = """
            log:
              level: debug
            socket:
              mode: "0600"
              idle_minuets: 3
              mode: "0640"
              max_clients: none
            roles:
              users:
                marie: [manager]
                jean: [viewer]
                marie:
                  roles: [funder]
            log:
              level: error
              levle: info
            language: de
            """
        #expect(
            told(text) == [
                "5 CONFIG.UNKNOWN-KEY", "6 CONFIG.DUPLICATE-KEY", "7 CONFIG.VALUE", "12 CONFIG.DUPLICATE-KEY", "14 CONFIG.DUPLICATE-KEY",
                "17 CONFIG.VALUE",
            ])
        let configuration = read(text).configuration
        #expect(configuration.socket.mode == 0o600 && configuration.logLevel == "debug")
        #expect(configuration.roles.users.map(\.account) == ["marie", "jean"])
        // In braces, three times, in quotes, under a list that is not indented.
        #expect(told("log: {level: info, level: info}\nlanguage: de\n") == ["1 CONFIG.DUPLICATE-KEY", "2 CONFIG.VALUE"])
        #expect(
            told("language: en\n\"language\": fr\nlanguage: en\nlogs: 1\n")
                == ["2 CONFIG.DUPLICATE-KEY", "3 CONFIG.DUPLICATE-KEY", "4 CONFIG.UNKNOWN-KEY"])
        #expect(
            told("roles:\n  users:\n    a:\n    - viewer\n    a:\n    - nothing\nlanguage: de\n")
                == ["5 CONFIG.DUPLICATE-KEY", "7 CONFIG.VALUE"])
        // What cannot be told apart is said all the same.
        #expect(told("{log: {level: info},\nlog: {level: info}}\n") == ["1 CONFIG.DUPLICATE-KEY"])
    }

    @Test("that is no YAML says where it stops being it, and all faults are told at once")
    func severalFaults() {
        let broken = read("log:\n  level: \"info\nsocket:\n")
        #expect(broken.faults.map(\.code) == [.syntax])
        #expect(broken.faults.first?.place.hasPrefix("f.yaml:") == true)
        #expect(
            read("logs: 1\nlanguage: xx\nsocket:\n  mode: x\n").faults.map { "\($0.place) \($0.code.rawValue)" }
                == ["f.yaml:1 CONFIG.UNKNOWN-KEY", "f.yaml:2 CONFIG.VALUE", "f.yaml:4 CONFIG.VALUE"])
        #expect(read("").faults == [])
        #expect(read("# only a comment\n").configuration == Configuration())
    }
}

@Suite("The sources of settings")
struct ConfigurationSourcesTests {
    @Test("flags win over the environment, the environment over the file")
    func precedence() throws {
        let path = "/tmp/entrepot-precedence-\(getpid()).yaml"
        try Files.write(
            "state: {directory: /file}\nlog: {level: debug}\nsocket: {idle_minutes: 3, max_queued_requests: 7}\n", to: path, mode: 0o600)
        defer { unlink(path) }
        let reading = ConfigurationSources(
            file: path,
            environment: [
                "ENTREPOT_STATE_DIRECTORY": "/variable", "ENTREPOT_SOCKET_IDLE_MINUTES": "4", "ENTREPOT_LOG_LEVEL": "error", "HOME": "/",
            ],
            flags: [.init(flag: "--state", key: "state.directory", value: "/flag/")]
        ).read()
        #expect(reading.faults == [])
        #expect(reading.configuration.stateDirectory == "/flag")
        #expect(reading.configuration.socket.idleMinutes == 4)
        #expect(reading.configuration.logLevel == "error")
        #expect(reading.configuration.socket.maximumQueuedRequests == 7)
        #expect(reading.keysInFile == ["state.directory", "log.level", "socket.idle_minutes", "socket.max_queued_requests"])
    }

    @Test("a misspelt variable, a bad flag and a missing file are all told")
    func faults() {
        let reading = ConfigurationSources(
            file: "/nowhere/at.yaml", environment: ["ENTREPOT_LOG_LEVLE": "info", "ENTREPOT_OTHER_PROGRAM": "1", "ENTREPOT_SOCKET": "/s"],
            flags: [.init(flag: "--log-level", key: "log.level", value: "loud")]
        ).read()
        #expect(
            reading.faults.map(\.description) == [
                "/nowhere/at.yaml: CONFIG.FILE-UNREADABLE: the configuration cannot be read (open /nowhere/at.yaml: No such file or directory). "
                    + "Name an existing file with --config, readable for the daemon's account.",
                "environment ENTREPOT_LOG_LEVLE: CONFIG.UNKNOWN-KEY: no key has this variable. Did you mean ENTREPOT_LOG_LEVEL?",
                "--log-level: CONFIG.VALUE: log.level cannot be \"loud\". It takes one of trace, debug, info, notice, warning, error, critical.",
            ])
    }

    @Test("a file that would not be read to its end is refused")
    func tooLong() throws {
        let path = "/tmp/entrepot-long-\(getpid()).yaml"
        defer { unlink(path) }
        // A comment of one mebibyte less the line that follows is read whole; one byte more is not.
        let rest = "foo: bar\n"
        let comment = String(repeating: "#", count: (1 << 20) - rest.utf8.count - 1) + "\n"
        try Files.write(comment + rest, to: path, mode: 0o600)
        #expect(ConfigurationSources(file: path).read().faults.map(\.code) == [.unknownKey])
        try Files.write("#" + comment + rest, to: path, mode: 0o600)
        #expect(
            ConfigurationSources(file: path).read().faults.map(\.description) == [
                "\(path): CONFIG.FILE-UNREADABLE: the configuration cannot be read (read \(path): File too large). "
                    + "A configuration has at most 1 MiB: see that it is the right file."
            ])
    }

    @Test("settings that contradict each other are told")
    func contradictions() {
        let reading = ConfigurationSources(environment: [
            "ENTREPOT_STATE_DIRECTORY": "/x", "ENTREPOT_DATABASE_OWNER_URL": "postgresql:///a", "ENTREPOT_SOCKET_MAX_CLIENTS": "8",
        ]).read()
        #expect(
            reading.faults.map { "\($0.code.rawValue) \($0.place)" } == [
                "CONFIG.CONTRADICTION database.owner_url", "CONFIG.CONTRADICTION socket.max_clients_per_user",
                "CONFIG.CONTRADICTION socket.reserved_for_administrators",
            ])
    }

    @Test("every key has a variable of its own")
    func variables() {
        let variables = ConfigurationKeys.all.map(\.variable)
        #expect(Set(variables).count == variables.count)
        #expect(ConfigurationKeys.named("socket.idle_minutes")?.variable == "ENTREPOT_SOCKET_IDLE_MINUTES")
    }
}

@Suite("The check of the machine")
struct ConfigurationCheckTests {
    private let installations = [PostgresInstallation(version: 15, binDirectory: "/usr/lib/postgresql/15/bin")]

    /// A state directory and a schema directory in a place of their own.
    private func withMachine(_ body: (_ directory: String, _ configuration: Configuration) throws -> Void) throws {
        var template = Array("/tmp/entrepot-check-XXXXXX".utf8CString)
        let directory = try #require(mkdtemp(&template).map { String(cString: $0) })
        defer { try? Files.removeTree(directory) }
        try Files.makeDirectory("\(directory)/Schema/migrations", mode: 0o755)
        var configuration = Configuration()
        configuration.stateDirectory = "\(directory)/state"
        configuration.schemaDirectory = "\(directory)/Schema"
        try body(directory, configuration)
    }

    @Test("finds nothing wrong where all is well, and makes nothing")
    func well() throws {
        try withMachine { directory, configuration in
            #expect(ConfigurationCheck(configuration: configuration, executable: nil, installations: installations).run() == [])
            #expect(Files.names(in: directory) == ["Schema"])
        }
    }

    @Test("tells everything that is wrong at once")
    func everything() throws {
        try withMachine { directory, configuration in
            try Files.write("", to: "\(directory)/file", mode: 0o600)
            var configuration = configuration
            configuration.stateDirectory = "\(directory)/file/state"
            configuration.socket.path = "/run/" + String(repeating: "s", count: 103)
            configuration.socket.group = "nobody-has-this"
            configuration.schemaDirectory = directory
            configuration.reportsDirectory = "\(directory)/file"
            configuration.socket.mode = 0o777
            configuration.database.binDirectory = directory
            configuration.roles.users = [
                AccountRoles(account: "nobody-is-this", roles: [.viewer]), AccountRoles(account: "root", roles: [.funder]),
            ]
            let faults = ConfigurationCheck(configuration: configuration, executable: nil, installations: []).run()
            #expect(
                faults.map { "\($0.code.rawValue) \($0.place) \($0.status.rawValue)" } == [
                    "CHECK.STATE state.directory 73", "CHECK.SOCKET socket.path 78", "CHECK.SOCKET-OPEN socket.mode 78",
                    "CHECK.SOCKET socket.group 78", "CHECK.DATABASE database.bin_directory 78", "CHECK.DATABASE POSTGRES.NOT-INSTALLED 69",
                    "CHECK.SCHEMA schema.directory 78", "CHECK.DIRECTORY reports.directory 73", "CHECK.ACCOUNT roles.users 78",
                    "CHECK.ACCOUNT roles.users 78",
                ])
            #expect(faults.suffix(2).map(\.found).first == "root is always administrator: the entry does nothing")
            #expect(faults.filter(\.isBearable).map(\.code) == [.openSocket, .account, .account])
            #expect(DaemonExit.worst(of: faults.map(\.status)) == .configuration)
            #expect(DaemonExit.worst(of: [.temporary, .unavailable]) == .unavailable)
            #expect(DaemonExit.worst(of: []) == .ok)
        }
    }

    @Test("a connection string is read from a file that only the daemon reads")
    func secrets() throws {
        try withMachine { directory, _ in
            let path = "\(directory)/url"
            var settings = DatabaseSettings()
            #expect(try DatabaseAddress.read(settings) == nil)
            settings.urlFile = path
            settings.ownerURL = "postgresql:///owner"
            #expect(throws: ConfigurationFault.self) { try DatabaseAddress.read(settings) }
            try Files.write("postgresql:///app\n# spare\n", to: path, mode: 0o644)
            #expect(throws: ConfigurationFault.self) { try DatabaseAddress.read(settings) }
            chmod(path, 0o600)
            #expect(
                try DatabaseAddress.read(settings) == DatabaseAddress(application: "postgresql:///app", owner: "postgresql:///owner"))
        }
    }

    @Test("the schema is found beside a program, above a build tree, or where packages put it")
    func schemaDirectory() throws {
        #expect(
            SchemaLocation.candidates(configured: nil, executable: "/w/.build/debug/entrepotd", workingDirectory: "/home/zoe")
                == ["/w/.build/debug/Schema", "/w/.build/Schema", "/w/Schema", "/usr/share/entrepot/Schema", "/home/zoe/Schema"])
        #expect(SchemaLocation.candidates(configured: "/s", executable: "/w/entrepotd", workingDirectory: "/w") == ["/s"])
        #expect(
            SchemaLocation.candidates(configured: nil, executable: "/w/entrepotd", workingDirectory: "/w")
                == ["/w/Schema", "/usr/share/entrepot/Schema"])
        try withMachine { directory, _ in
            #expect(SchemaLocation.find(configured: nil, executable: "\(directory)/.build/debug/entrepotd") == "\(directory)/Schema")
            #expect(SchemaLocation.find(configured: nil, executable: nil, workingDirectory: directory) == "\(directory)/Schema")
            #expect(SchemaLocation.find(configured: directory, executable: nil) == nil)
        }
    }
}

@Suite("Roles and what they are limited to")
struct RoleCodesTests {
    @Test("a limit that names what is not there is told with what was probably meant")
    func unknown() {
        let roles = RoleSettings(
            users: [
                AccountRoles(account: "jean", roles: [.partner], organisations: ["abri", "auberg"], warehouses: ["calais"]),
                AccountRoles(account: "zoe", roles: [.manager]),
            ], groups: [AccountRoles(account: "leads", roles: [.lead], warehouses: ["paris"])])
        let faults = RoleCodes(organisations: ["abri", "auberge"], warehouses: ["calais", "dunkirk"]).faults(in: roles)
        #expect(
            faults.map(\.description) == [
                "roles.users: CHECK.ROLES: jean is limited to the organisation auberg, which is not there. Did you mean auberge?",
                "roles.groups: CHECK.ROLES: leads is limited to the warehouse paris, which is not there. Correct it, or add it with warehouse add paris.",
            ])
        #expect(faults.map(\.isBearable) == [true, true])
    }
}
