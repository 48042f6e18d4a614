import DaemonConfiguration
import DaemonLife
import EntrepotStore
import Logging
import PostgresClient

extension DaemonParts {
    /// The parts of this program: what migrates, what looks at the database, what serves.
    static func assembled() -> DaemonParts {
        DaemonParts(migrate: Assembly.migrate, inspect: Assembly.inspect, open: Assembly.open)
    }
}

/// The real parts behind `DaemonParts`.
enum Assembly {
    /// Runs the migrations that are missing, as the owner.
    static func migrate(_ order: MigrationOrder) async throws -> String {
        let files = try schema(order.schemaDirectory)
        let connection = try await Connection.open(try ConnectionParameters(order.ownerURL, applicationName: "entrepotd migrations"))
        let outcome: Migrator.Outcome
        do {
            outcome = try await Migrator(files: files, connection: connection).run()
        } catch let fault as Migrator.Fault {
            await connection.close()
            throw ConfigurationFault(
                .schema, at: "schema.directory", found: fault.description, remedy: "Run the program that belongs to this database")
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
        if !outcome.ran.isEmpty { order.log.notice("the schema was brought up to date", metadata: ["ran": "\(outcome.ran.count) files"]) }
        return "\(outcome.version)"
    }

    /// Looks at the schema as the application's role.
    static func inspect(_ order: InspectionOrder) async throws -> DatabaseFindings {
        let files = try schema(order.schemaDirectory)
        let connection = try await Connection.open(try ConnectionParameters(order.applicationURL, applicationName: "entrepotd check"))
        let found: SchemaFindings
        do {
            found = try await SchemaFindings.look(connection)
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
        var faults: [ConfigurationFault] = []
        if let version = found.version, version != files.version {
            faults.append(
                ConfigurationFault(
                    .schema, at: "schema.directory",
                    found: "the database is at migration \(version), this program's schema at \(files.version)",
                    remedy: version < files.version
                        ? "Give database.owner_url_file, so that the daemon can migrate" : "Install the newer program"))
        }
        if found.mayChangeTables {
            faults.append(
                ConfigurationFault(
                    .database, at: "database.url", found: "its role may change the tables themselves",
                    remedy: "Connect as entrepot_daemon, and give the owner's connection string as database.owner_url_file"))
        }
        let isEmpty = found.organisations.isEmpty && found.warehouses.isEmpty
        return DatabaseFindings(
            schemaVersion: found.version.map(String.init), faults: faults,
            codes: isEmpty ? nil : RoleCodes(organisations: found.organisations, warehouses: found.warehouses))
    }

    private static func schema(_ path: String) throws -> SchemaDirectory {
        do {
            return try SchemaDirectory(path: path)
        } catch let fault as SchemaDirectory.Fault {
            throw ConfigurationFault(
                .schema, at: "schema.directory", found: fault.description, remedy: "Put the files back as they were delivered")
        }
    }
}
