import AdminProtocol
import AdminSocket
import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// `watch`: what happens, as it happens.
enum WatchCommand {
    static let topics: Argument<[EventTopic]> = .repeated(
        .positional(
            "topic", fr: "sujet",
            .choice([
                "stock", Choice("rounds", fr: "tournées"), "plans", Choice("counts", fr: "comptages"), Choice("review", fr: "revue"),
                Choice("reports", fr: "rapports"),
            ]), repeated: true, example: "stock", Wording("what to watch", "ce qu'il faut suivre"))
    ) { value, spec throws(Refusal) in
        guard let topic = EventTopic(rawValue: value) else {
            throw ArgumentRefusal.value(spec.name, value, hint: Wording("one of the words of its help", "un des mots de son aide"))
        }
        return topic
    }
    static let since = StockArguments.maybe(
        "since", fr: "depuis", example: "3f2a9c1d.1204-1-77",
        Wording("go on behind this position, the last one that came", "continuer après cette position, la dernière reçue"))
    static let snapshot = StockArguments.flag(
        "snapshot", fr: "état", Wording("tell first how things stand", "dire d'abord où en sont les choses"))

    /// Who may watch each: those who may list it.
    static func roles(_ topic: EventTopic) -> Set<Role> {
        switch topic {
        case .stock: WhoMay.readGoods
        case .rounds: WhoMay.readRounds
        case .plans, .counts, .review: WhoMay.read
        case .reports: WhoMay.readReports
        }
    }

    static let spec = CommandSpec(
        "watch", fr: "suivre",
        Wording(
            "be told what happens, as it happens, until cancel", "être informé de ce qui se passe, à mesure, jusqu'à annuler"),
        roles: EventTopic.allCases.reduce(into: []) { $0.formUnion(roles($1)) }, effect: .read,
        arguments: [topics.spec, since.spec, snapshot.spec], errors: [.commandUnavailable, .argumentValue],
        examples: ["watch stock rounds", "watch stock snapshot=yes", "suivre stock tournées"], handler: nil,
        watch: { said, context throws(Refusal) in
            let services = try context.services(as: HouseServices.self)
            guard let watching = services.watching else {
                throw Refusal(.commandUnavailable, Wording("nothing is told to watchers here", "rien n'est dit aux observateurs ici"))
            }
            let topics = Set(try said[topics])
            // Who may watch one of them through one role and another through another role watches them one by one.
            let roles = topics.reduce(Role.everybody) { $0.intersection(Self.roles($1)) }
            try require(context.actor, roles, said)
            let house = services.house
            @Sendable func scope(_ actor: SessionActor) -> Scope { CommandBridge.scope(actor, allowing: roles, house) }
            let events = try await WatchEvents.begin(
                house, watching.feed, topics: topics, since: try said[since], snapshot: try said[snapshot], tick: watching.tick,
                as: scope(context.actor))
            return AdminSocket.Watch(pairs: ["seq": .string(await events.position)]) { who in
                try await events.next {
                    let actor = try await who()
                    try require(actor, roles, said)
                    return scope(actor)
                }.map { WatchedEvent(position: $0.cursor.description, topic: $0.topic, body: $0.body) }
            }
        })

    private static func require(_ actor: SessionActor, _ roles: Set<Role>, _ said: Invocation) throws(Refusal) {
        guard !actor.holds(anyOf: roles) else { return }
        let needed = Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: ",")
        let held = actor.roles.map(\.role.rawValue).joined(separator: ",")
        let topics = said.texts("topic").joined(separator: " ")
        throw Refusal(
            .permissionRole, ["command": "watch", "needs": .string(needed), "have": .string(held)],
            Wording(
                "watch \(topics) needs the role \(needed); you are \(held)",
                "suivre \(topics) demande le rôle \(needed) ; vous êtes \(held)"))
    }
}
