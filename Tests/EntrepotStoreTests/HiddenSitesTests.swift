import EntrepotStore
import Measures
import PostgresClient
import RoundPlanning
import StockLedger
import Testing

// Calais' round 1 leaves at 09:07, is at beach at 09:34, at safe (restricted) at 10:11 and back at 11:41; its plan says 34 km.

@Suite("Restricted sites as others see them", .timeLimit(.minutes(1)))
struct HiddenSitesTests {
    private let calais = Identifier<Warehouse>(1)

    private func round(_ id: Int64, _ source: some QuerySource) async throws -> RoundRecord? {
        var filter = RoundQueries.Filter(limit: 1)
        filter.id = id
        return try await RoundQueries.all(filter, from: source).first
    }

    /// `27T09:30`, in UTC.
    private func short(_ instant: Timestamp?) -> String { instant.map { String($0.description.dropFirst(8).prefix(8)) } ?? "-" }

    @Test("a stop is its zone, its round's times are half hours, and of its goods only what others' stops got is told")
    func stops() async throws {
        let scene = try await ReadingScene.make()
        try await scene.store.reading(as: ReadingScene.viewer) { transaction in
            let round = try #require(try await self.round(1, transaction))
            #expect(round.isBlurred)
            #expect([short(round.departsAt), short(round.returnsAt)] == ["27T09:00", "27T11:30"])
            #expect(round.stops == 2)
            let stops = try await RoundQueries.stops(of: round, from: transaction)
            let told = stops.map { stop in
                "\(stop.sequence) \(stop.site ?? "?") \(stop.zone) \(short(stop.eta)) \(stop.localETA ?? "-") \(short(stop.arrivedAt)) "
                    + "\(short(stop.deliveredAt)) \(stop.outcome?.rawValue ?? "-") people \(stop.people ?? -1) \(stop.women ?? -1) \(stop.children ?? -1)"
            }
            #expect(
                told == [
                    "1 beach coast 27T09:30 10:30 27T09:30 27T09:30 served people 70 10 5", "2 ? west - - - - - people -1 -1 -1",
                ])
            #expect(stops.map(\.named) == ["beach", "west"])
            #expect(try await RoundQueries.items(of: round, from: transaction).map(\.stop) == [1])
            #expect(try await ManifestQueries.promises(of: round, from: transaction) == [])
            // What was loaded, less what beach got, would be what safe got: it is left out.
            #expect(try await movements(transaction) == ["7 distributed 27T09:30"])
            // Round 2 calls at no such site: nothing of it changes.
            let other = try #require(try await self.round(2, transaction))
            #expect(!other.isBlurred)
            #expect([short(other.departsAt), short(other.returnsAt)] == ["26T09:07", "26T11:41"])
        }
    }

    private func movements(_ transaction: Transaction) async throws -> [String] {
        try await MovementQueries.list(MovementFilter(limit: 10), warehouse: calais, from: transaction).filter { $0.round == 1 }.map {
            "\($0.id) \($0.reason) \(short($0.occurredAt))"
        }
    }

    @Test("its circle and the house see it as it is")
    func circle() async throws {
        let scene = try await ReadingScene.make()
        for scope in [ReadingScene.lead, .house] {
            try await scene.store.reading(as: scope) { transaction in
                let round = try #require(try await self.round(1, transaction))
                #expect(!round.isBlurred)
                let stops = try await RoundQueries.stops(of: round, from: transaction)
                #expect(stops.map(\.site) == ["beach", "safe"])
                #expect(stops.map { short($0.eta) } == ["27T09:34", "27T10:11"])
                #expect(stops.map(\.people) == [70, 30])
                #expect(try await ManifestQueries.promises(of: round, from: transaction).map(\.stop) == [2])
                #expect(try await movements(transaction).map { $0.prefix(1) } == ["7", "6", "5"])
            }
        }
    }

    @Test("a plan shows one line for it and tells no kilometres; it is no reason and nothing to drop instead")
    func plans() async throws {
        let scene = try await ReadingScene.make()
        try await scene.store.reading(as: ReadingScene.viewer) { transaction in
            let plan = try #require(try await PlanQueries.all(id: 1, limit: 1, from: transaction).first)
            #expect([plan.metres, plan.workingSeconds] == [nil, nil])
            #expect([plan.rounds, plan.stops, plan.unserved] == [1, 2, 1])
            let lines = try await PlanQueries.lines(of: plan, from: transaction)
            #expect(
                lines.map { "\($0.sequence) \($0.site ?? "?") \($0.zone) \(short($0.eta)) \($0.item ?? "?")" } == [
                    "1 beach coast 27T09:30 blanket", "2 ? west - ?",
                ])
            #expect(lines.map(\.units) == [5, nil])
            let unmet = try await PlanQueries.unmet(of: plan, site: nil, items: nil, from: transaction)
            #expect(unmet.map { "\($0.need.site) \($0.need.displaces ?? "-")" } == ["beach -"])
            // Asked for by its code it is not there either.
            #expect(try await PlanQueries.unmet(of: plan, site: "safe", items: nil, from: transaction) == [])
        }
        let plan = try #require(try await PlanQueries.all(id: 1, limit: 1, from: scene.store.pool).first)
        #expect([plan.metres, plan.workingSeconds] == [34_000, 9_000])
        let unmet = try await PlanQueries.unmet(of: plan, site: nil, items: nil, from: scene.store.pool)
        #expect(unmet.map { "\($0.need.site) \($0.need.displaces ?? "-")" } == ["beach safe", "safe beach"])
    }

    @Test("lists and hints know nothing of it; needs neither")
    func lists() async throws {
        let scene = try await ReadingScene.make()
        try await scene.store.reading(as: ReadingScene.viewer) { transaction in
            let sites = try await SiteQueries.all(warehouse: calais, from: transaction)
            let asked = try await SiteQueries.all(warehouse: calais, code: "safe", from: transaction)
            let needs = try await NeedQueries.all(warehouse: calais, from: transaction)
            #expect(sites.map(\.site.code) == ["beach"])
            #expect(asked == [])
            #expect(needs.map(\.site) == [nil, "beach"])
        }
    }

    @Test("somebody is let in by name or by role, once, and sent away again")
    func allowances() async throws {
        let scene = try await ReadingScene.make()
        let told = try await scene.store.pool.transaction { transaction in
            [
                try await SiteAllowances.allow(.person("vic"), site: 2, by: "ada", warehouse: calais, in: transaction),
                try await SiteAllowances.allow(.person("vic"), site: 2, by: "ada", warehouse: calais, in: transaction),
                try await SiteAllowances.allow(.role(.lead), site: 2, by: "ada", warehouse: calais, in: transaction),
            ]
        }
        #expect(told == [true, false, true])
        #expect(
            try await SiteAllowances.all(site: 2, warehouse: calais, from: scene.store.pool).map(\.holder) == [
                .person("vic"), .role(.lead),
            ])
        let seen = try await scene.store.reading(as: ReadingScene.viewer) {
            try await SiteQueries.all(warehouse: calais, from: $0).map(\.site.code)
        }
        #expect(seen == ["beach", "safe"])
        let withdrawn = try await scene.store.pool.transaction { transaction in
            [
                try await SiteAllowances.withdraw(.person("vic"), site: 2, warehouse: calais, in: transaction),
                try await SiteAllowances.withdraw(.person("vic"), site: 2, warehouse: calais, in: transaction),
            ]
        }
        #expect(withdrawn == [true, false])
        #expect(
            try await scene.store.reading(as: ReadingScene.viewer) { try await SiteAllowances.all(site: 2, warehouse: calais, from: $0) }
                == [])
    }
}
