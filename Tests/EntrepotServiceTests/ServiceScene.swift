import EntrepotService
import EntrepotStore
import Logging
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger
import TestSupport

/// A house on a database of its own with nothing in it, at noon of 2 March 2026.
struct ServiceScene: Sendable {
    let house: House
    let owner: ConnectionParameters

    static let schemaPath = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/\($1)" } + "/Schema"

    static func make() async throws -> ServiceScene {
        let parameters = try await ScratchCluster.freshDatabase()
        let connection = try await Connection.open(parameters)
        try await connection.executeScript(
            """
            do $$ begin create role entrepot_daemon login; exception when duplicate_object or unique_violation then null; end $$;
            do $$ begin create role entrepot_reader login; exception when duplicate_object or unique_violation then null; end $$;
            """)
        _ = try await Migrator(files: SchemaDirectory(path: schemaPath), connection: connection).run()
        await connection.close()
        var daemon = parameters
        daemon.role = "entrepot_daemon"
        let store = Store(daemon, limits: .init(connections: 8))
        // 2026-03-02 12:00 UTC: 20,514 days and a half since 1970.
        let noon = Timestamp(microseconds: (20_514 * 86_400 + 43_200) * 1_000_000)
        return ServiceScene(
            house: House(store: store, rules: HouseRules(), logger: Logger(label: "tests"), now: { noon }), owner: parameters)
    }

    /// Who says it, in which words, under which key.
    func entry(_ words: String = "words", key: String? = nil) -> Entry {
        Entry(command: words, words: words, key: key)
    }

    /// A record as one line of JSON.
    static func text(_ answer: Answer) -> [String] {
        answer.records.map { String(decoding: PlainJSON.JSONText.encode(.object($0)), as: UTF8.self) }
    }

    func asOwner(_ script: String) async throws {
        let connection = try await Connection.open(owner)
        try await connection.executeScript(script)
        await connection.close()
    }
}

/// The code and the figures a body was refused with, as one line; nil when it was not.
func refusal(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch let refusal as Refusal {
        return refusal.code.rawValue + refusal.figures.all.map { " \($0.name)=\($0.value.text)" }.joined()
    } catch {
        return "\(error)"
    }
}
