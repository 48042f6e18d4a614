import CLibPQ

/// Where the server is, as whom to speak to it, and what to set on every new session.
package struct ConnectionParameters: Sendable, CustomStringConvertible {
    /// One `SET` applied when the session begins.
    package struct Setting: Sendable, Equatable {
        /// The parameter's name, such as `search_path`.
        package let name: String
        /// Its value, as `SET` would take it.
        package let value: String

        /// Names a parameter and its value.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Keywords (`host=/run/x dbname=y`) or a URI (`postgresql://…`), as libpq reads them. May hold a password.
    package let connectionString: String
    /// The name shown in `pg_stat_activity`.
    package var applicationName: String
    /// The longest a connection attempt may take.
    package var connectTimeout: Duration
    /// Applied in this order when the session begins.
    package var settings: [Setting]
    /// The role to act as (`SET ROLE`), when not the one that logged in.
    package var role: String?
    /// Replaces the database of the connection string.
    package var database: String?
    /// The password, read from a file by the caller; replaces the one of the connection string.
    package var password: String?

    /// Takes keywords or a URI; throws `badParameters` when libpq cannot read it.
    package init(
        _ connectionString: String, applicationName: String = "entrepot", connectTimeout: Duration = .seconds(5),
        settings: [Setting] = [], role: String? = nil
    ) throws(PostgresError) {
        guard let options = unsafe PQconninfoParse(connectionString, nil) else {
            // libpq's message quotes the part it could not read, which may be the password: it is not repeated.
            throw PostgresError(
                .badParameters, "the connection string cannot be read; write host=… dbname=… user=… or postgresql://user@host/database")
        }
        unsafe PQconninfoFree(options)
        self.connectionString = connectionString
        self.applicationName = applicationName
        self.connectTimeout = connectTimeout
        self.settings = settings
        self.role = role
    }

    /// Builds the connection string from keyword and value pairs, quoting each value.
    package init(keywords: [(name: String, value: String)], applicationName: String = "entrepot") throws(PostgresError) {
        let text = keywords.map { keyword in
            var quoted = ""
            for character in keyword.value.unicodeScalars {
                if character == "\\" || character == "'" { quoted += "\\" }
                quoted.unicodeScalars.append(character)
            }
            return "\(keyword.name)='\(quoted)'"
        }
        try self.init(text.joined(separator: " "), applicationName: applicationName)
    }

    /// Where it goes and as what, without user or password.
    package var description: String {
        "ConnectionParameters(database: \(database ?? "as given"), application: \(applicationName))"
    }

    /// The pairs handed to libpq; the first `dbname` is expanded as a connection string, later pairs win (PQconnectStartParams).
    var pairs: [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = [
            ("dbname", connectionString), ("application_name", applicationName), ("client_encoding", "UTF8"),
        ]
        if let database { pairs.append(("dbname", database)) }
        if let password { pairs.append(("password", password)) }
        return pairs
    }

    /// Settings with the role last, so that they are made as the role that logged in.
    var sessionSettings: [Setting] {
        settings + (role.map { [Setting("role", $0)] } ?? [])
    }
}
