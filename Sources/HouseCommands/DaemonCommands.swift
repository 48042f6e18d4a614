import AdminProtocol
package import AdminSocket
import EntrepotService
import Measures
import PlainJSON
import Speech

/// What the daemon does by itself, and what an administrator tells it.
package enum DaemonCommands {
    package static let all: [CommandSpec] = [jobs, ShowWordsCommand.spec, CompleteCommand.spec, acceptClock]

    private static let jobKeys = [
        "job", "every_seconds", "state", "began", "took_ms", "result", "last_deed", "last_deed_at", "next", "failures",
    ]

    private static let jobs = CommandSpec(
        "jobs", fr: "travaux", aliases: ["tâches"],
        Wording("list what the daemon does by itself, and when", "lister ce que le démon fait de lui-même, et quand"),
        roles: WhoMay.arrange, effect: .read, reply: jobKeys, examples: ["jobs"]
    ) { _, context throws(Refusal) in
        let rows = try context.services(as: HouseServices.self).jobs()
        return CommandReply(records: rows.map(record))
    }

    private static let acceptClock = CommandSpec(
        "admin clock accept", fr: "admin horloge accepter",
        Wording(
            "take the database's clock as right: nights that waited are made",
            "tenir l'horloge de la base pour juste : les nuits en attente se font"),
        // The administrator alone.
        roles: [], effect: .write, errors: [.commandUnavailable], reply: [], examples: ["admin clock accept"]
    ) { invocation, context throws(Refusal) in
        guard let watch = try context.services(as: HouseServices.self).watch else {
            throw Refusal(.commandUnavailable, Wording("nobody watches the clocks here", "personne ne surveille les horloges ici"))
        }
        return try await CommandBridge.writing(invocation, context) { desk in try await AcceptClock(desk, watch: watch).run() }
    }

    private static func record(_ row: JobRow) -> JSONObject {
        let (state, result): (String, String?) =
            switch row.result {
            case .none: (row.isRunning ? "running" : "waiting", nil)
            case .done(let deed): (row.isRunning ? "running" : "waiting", deed)
            case .failed(let error): (row.isRunning ? "running" : "failed", error)
            }
        return JSONObject(
            keys: jobKeys,
            values: [
                .string(row.name), .integer(row.everySeconds), .string(state), JSONValue(row.began?.description),
                JSONValue(row.tookMilliseconds), JSONValue(result), JSONValue(row.lastDeed), JSONValue(row.lastDeedAt?.description),
                JSONValue(row.next?.description), .integer(Int64(row.failures)),
            ])
    }
}
