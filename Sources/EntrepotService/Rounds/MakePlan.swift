import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import RoundPlanning
import RouteSolver
import Speech
import StockLedger

/// A plan of rounds for the next days: read, searched, saved.
///
/// The situation is read in one transaction and the plan saved in another; between them nothing of the database is held, and the search runs
/// on the concurrent executor whoever asked for it.
package struct MakePlan: Sendable {
    /// What was said.
    package struct Words: Sendable {
        /// A day as written; nil is tomorrow.
        package var from: String?
        package var days: Int?
        package var warehouse: String?
        /// Plans with this organisation's goods and people alone.
        package var organisation: String?
        /// Only these vehicles; empty for all.
        package var vehicles: [String] = []
        /// Only these items; empty for all.
        package var items: [String] = []
        /// How long to search; nil bounds the search by iterations, which makes the plan reproducible.
        package var seconds: Int?
        package var iterations: Int?
        package var seed: Int64?
        /// Whether days of frost are expected.
        package var frost = false

        package init() {}
    }

    /// The keys of a plan's record.
    package static let keys = ["plan", "rev", "rounds", "stops", "coverage_min", "km", "hours", "unserved"]
    /// Iterations without another word; a plan for ten sites takes a second or two.
    private static let usualIterations = 5_000
    /// Days back over which sharing looks at who got less.
    private static let trailingDays = 7

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Makes and saves a plan; its rounds are proposals until somebody approves them. `progress` is told iterations now and then.
    package func run(_ words: Words, progress: @escaping @Sendable (Int) -> Void = { _ in }) async throws -> Answer {
        guard desk.transaction == nil else {
            throw Refusal(
                "PLAN.NOT-IN-A-BATCH", [],
                Wording(
                    "a plan takes time and is made on its own: leave it out of the batch",
                    "un plan prend du temps et se fait seul : le sortir du lot"))
        }
        let warehouse = try await Names(desk).warehouse(words.warehouse)
        let organisation: OrganisationRecord? =
            if let code = words.organisation { try await Names(desk).organisation(code) } else { nil }
        try desk.requireRound(of: organisation?.id, in: warehouse.id)
        let read = try await desk.store.pool.transaction(isolation: .repeatableRead, readOnly: true) { transaction in
            try await situation(words, organisation: organisation, warehouse: warehouse, in: transaction)
        }
        let plan: RoundPlan
        do {
            plan = try await Self.search(read, seconds: words.seconds, isBounded: words.iterations != nil, progress: progress)
        } catch let errors as PlanningErrors {
            throw Self.refusal(errors)
        }
        let wishes: JSONObject = [
            "from": .string(plan.from.description), "days": .integer(Int64(plan.days)), "organisation": JSONValue(organisation?.code),
            "vehicles": JSONValue(words.vehicles), "items": JSONValue(words.items), "seconds": JSONValue(words.seconds),
            "iterations": .integer(Int64(read.iterations)), "seed": .integer(Int64(bitPattern: plan.seed)), "frost": .boolean(words.frost),
        ]
        let text = String(decoding: JSONText.encode(.object(wishes)), as: UTF8.self)
        return try await desk.once(in: warehouse.id, of: .round(of: organisation?.id)) { desk in
            let transaction = try desk.requireTransaction
            let id = try await PlanQueries.save(
                plan, wishes: text, actor: desk.actor, organisation: organisation?.id.number, warehouse: warehouse.id, in: transaction)
            // As the person may see it; a plan without rounds is nobody's yet and is told as it is.
            let seen = try await desk.reading { desk in
                (
                    try await PlanQueries.all(id: id, limit: 1, from: desk.source).first,
                    Set(try await SiteQueries.all(warehouse: warehouse.id, from: desk.source).map(\.site.code))
                )
            }
            var saved = seen.0
            if saved == nil { saved = try await PlanQueries.all(id: id, limit: 1, from: transaction).first }
            guard let saved else {
                throw Refusal(
                    "NOTFOUND.PLAN", [.init("plan", String(id))], Wording("the plan was not saved", "le plan n'a pas été enregistré"))
            }
            let hidden = Set(read.sites.map(\.code)).subtracting(seen.1)
            let warnings = plan.warnings.filter { warning in
                !hidden.contains { warning.subject == $0 || warning.subject.hasPrefix($0 + " ") }
            }
            let rounds = Wording.counted(saved.rounds, Wording("round", "tournée"))
            let stops = Wording.counted(saved.stops, Wording("stop", "arrêt"))
            return Answer(
                records: [ShowPlans.record(saved)], pairs: ["plan": .integer(id)],
                Wording(
                    "plan \(id): \(rounds.english) to \(stops.english); see \(en: .planShow) \(id), \(en: .planWhy) \(id), then \(en: .planApprove) \(id)",
                    "plan \(id) : \(rounds.french), \(stops.french) ; voir \(fr: .planShow) \(id), \(fr: .planWhy) \(id), puis \(fr: .planApprove) \(id)"
                ),
                warnings: warnings.map(Self.wording))
        }
    }

    /// The search, off whoever's executor asked for it. Seconds are used up, unless iterations were asked for too: then whatever ends first.
    @concurrent
    private static func search(
        _ situation: PlanningSituation, seconds: Int?, isBounded: Bool, progress: @escaping @Sendable (Int) -> Void
    ) async throws -> RoundPlan {
        let begin = ContinuousClock.now
        var spentShare: (@Sendable () -> Double)?
        if let seconds { spentShare = { (ContinuousClock.now - begin) / Duration.seconds(max(1, seconds)) } }
        let plan = try PlanMaker(situation).make(spentShare: isBounded ? nil : spentShare) { made in
            if made.iterations > 0 { progress(made.iterations) }
            return !Task.isCancelled && (spentShare?() ?? 0) < 1
        }
        try Task.checkCancellation()
        return plan
    }

    /// Everything that is known now.
    private func situation(
        _ words: Words, organisation: OrganisationRecord?, warehouse: WarehouseRecord, in transaction: Transaction
    ) async throws -> PlanningSituation {
        let moments = Moments(desk)
        let from =
            if let written = words.from {
                try await moments.day(written, .planned, figure: "from", warehouse: warehouse)
            } else { try await moments.today(warehouse).adding(days: 1) }
        let days = words.days ?? 1
        let names = Names(desk)
        let catalogue = desk.catalogue
        var wanted: Set<String>?
        for sku in words.items {
            let item = try await names.item(sku)
            let family = [item.item.sku.text] + catalogue.variants(of: item.item.id).map(\.item.sku.text)
            wanted = (wanted ?? []).union(family)
        }
        let needs = try await NeedQueries.all(warehouse: warehouse.id, from: transaction).filter { wanted?.contains($0.item) ?? true }
        var vehicles = try await VehicleQueries.all(warehouse: warehouse.id, from: transaction).map(\.vehicle)
        if !words.vehicles.isEmpty {
            var named: Set<String> = []
            for name in words.vehicles { named.insert(try await SiteNames(desk).vehicle(name, warehouse: warehouse).vehicle.code) }
            let meant = named
            vehicles.removeAll { !meant.contains($0.code) }
        }
        let crews = try await CrewQueries.all(from: from, days: days, warehouse: warehouse.id, in: transaction)
            .filter { organisation == nil || $0.organisation == nil || $0.organisation == organisation?.code }
        let longest = needs.map(\.perDays).max() ?? Self.trailingDays
        let first = from.adding(days: -max(Self.trailingDays, longest))
        let use = try await GoodsUse(
            own: organisation.map { .only([$0.id]) } ?? .everything, user: organisation?.id, on: from, in: warehouse.id, catalogue,
            from: transaction)
        let stock = try await SituationQueries.stock(warehouse: warehouse.id, from: transaction).map { lot in
            var lot = lot
            guard let owner = catalogue.organisation(lot.owner)?.id, let item = catalogue.item(lot.item)?.item.id else { return lot }
            let decision = use.decision(of: owner, item: item)
            (lot.consent, lot.isOfOthers) = (decision.isAllowed, decision != .own)
            return lot
        }
        let deliveries = try await SituationQueries.deliveries(since: first, warehouse: warehouse.id, from: transaction)
        // Every item that needs, stock or deliveries speak of, with its parent, so that nothing is unknown to the planner.
        var spoken = Set(needs.map(\.item) + needs.flatMap { $0.shares.map(\.item) } + stock.map(\.item) + deliveries.map(\.item))
        for sku in spoken.sorted() {
            guard let item = catalogue.item(sku) else { continue }
            if let parent = item.parent.flatMap({ catalogue.item($0) }) { spoken.insert(parent.item.sku.text) }
            spoken.formUnion(catalogue.variants(of: item.item.id).map(\.item.sku.text))
        }
        let items = spoken.sorted().compactMap { catalogue.item($0) }.map { item in
            PlannedItem(
                sku: item.item.sku.text, parent: item.parent.flatMap { catalogue.item($0)?.item.sku.text },
                pack: Self.sharedPack(of: item.item), measure: item.measure)
        }
        let committed = try await SituationQueries.committed(from: from, days: days, warehouse: warehouse.id, in: transaction)
        return PlanningSituation(
            from: from, days: days, warehouse: warehouse.code, position: warehouse.position,
            frost: words.frost ? (0..<max(0, min(31, days))).map { from.adding(days: $0) } : [],
            sites: try await SiteQueries.all(warehouse: warehouse.id, from: transaction).map(\.site), needs: needs, items: items,
            stock: stock,
            deliveries: deliveries, vehicles: vehicles, crews: crews.map(\.crew), committed: committed,
            travel: TravelModel(detourPermille: desk.rules.detourPercent * 10, metresPerHour: desk.rules.metresPerHour),
            trailingDays: Self.trailingDays, iterations: words.iterations ?? Self.usualIterations,
            seed: words.seed.map { UInt64(bitPattern: $0) } ?? 1)
    }

    /// What an item is handed out in. Pieces are given one by one, whatever carton they came in: 22 pairs of shoes serve 22 people though a
    /// carton holds 24. Grams and millilitres stand in a smallest pack, which stays whole: nobody is given half a bag of firewood.
    private static func sharedPack(of item: Item) -> Pack? {
        item.base == .piece ? nil : item.packs.min { ($0.factor, $0.name) < ($1.factor, $1.name) }
    }

    private static func refusal(_ errors: PlanningErrors) -> Refusal {
        let list = errors.errors.map { "\($0.subject): \($0.advice)" }.joined(separator: "; ")
        return Refusal(
            ErrorCode(rawValue: errors.errors.first?.code.rawValue ?? "PLAN.DAYS"),
            ["subject": errors.errors.first.map { .string($0.subject) } ?? .null],
            Wording("this cannot be planned: \(list)", "planification impossible : \(list)"))
    }

    private static func wording(_ warning: PlanWarning) -> Wording {
        switch warning.code {
        case .crewUnknown:
            Wording(
                "no crew is entered for \(warning.subject): the plan is not limited by people; see \(en: .crewSet)",
                "pas d'équipe saisie pour le \(warning.subject) : le plan n'en tient pas compte ; voir \(fr: .crewSet)")
        case .positionUnknown:
            Wording(
                "\(warning.subject) has no position: a default distance was used",
                "\(warning.subject) n'a pas de position : distance par défaut")
        case .restriction:
            Wording("a restriction is in force: \(warning.subject)", "une restriction est en vigueur : \(warning.subject)")
        case .noPeople:
            Wording(
                "\(warning.subject) has nobody: see \(en: .siteHeadcount)", "\(warning.subject) n'a personne : voir \(fr: .siteHeadcount)")
        }
    }
}
