import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import StockLedger
import Testing

@Suite("The past of the books", .timeLimit(.minutes(1)))
struct PastOfTheBooksTests {
    /// Noon of the operational day so many days ago.
    private func noon(_ days: Int32, _ scene: StoreScene) async throws -> Timestamp {
        let instant = try await scene.store.pool.value(
            "select (entrepot.operational_day(\(scene.warehouse.number), clock_timestamp()) - \(days)::integer + time '12:00') at time zone 'Europe/Paris'",
            as: InstantMicroseconds.self)
        return Timestamp(microseconds: instant.value)
    }

    private func post(
        _ scene: StoreScene, _ reason: MovementReason, _ lot: Identifier<Lot>, _ from: String, _ to: String, _ units: Int64,
        daysAgo: Int32?, anyway: String? = nil, count: Int64? = nil
    ) async throws -> PostingOutcome {
        var posting = try scene.posting(reason, lot, from, to, units)
        if let daysAgo { posting.occurredAt = try await noon(daysAgo, scene) }
        posting.anyway = anyway
        posting.count = count
        return try await scene.store.lanes.post(posting, warehouse: scene.warehouse)
    }

    private func detail(_ outcome: PostingOutcome) -> JSONObject {
        guard let text = outcome.detail, case .object(let object)? = try? JSONParser.parse(Array(text.utf8)) else { return JSONObject() }
        return object
    }

    /// What the books say of a place at the end of each of the last days, oldest first.
    private func ends(_ scene: StoreScene, _ place: String, from days: Int32) async throws -> [Int64] {
        try await scene.store.pool.column(
            """
            select coalesce(sum(s.on_hand), 0)::bigint
            from (select entrepot.operational_day(\(scene.warehouse.number), clock_timestamp()) as day) as t
            cross join generate_series(\(days)::integer, 0, -1) as n
            left join lateral entrepot.stock_as_of(\(scene.warehouse.number),
                    least(clock_timestamp(), entrepot.operational_day_begins(\(scene.warehouse.number), t.day - n + 1) - interval '1 microsecond')) as s
                on s.place_id = \(try scene.place(place).number)
            group by n order by n desc
            """)
    }

    @Test(
        "what came in today cannot have left before: asked back with the day and the figures, and taken anyway from what was found that day"
    )
    func leftBeforeItCame() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(60)
        let refused = try await post(scene, .stolen, lot, "a1", "loss", 50, daysAgo: 2)
        #expect(refused.verdict == .insufficientThen)
        let figures = detail(refused)
        #expect([figures.integer("on_hand"), figures.integer("want")] == [0, 50])
        let day: String = try await scene.store.pool.value(
            "select to_char(entrepot.operational_day(\(scene.warehouse.number), \(InstantMicroseconds(try await noon(2, scene).microseconds))), 'YYYY-MM-DD')"
        )
        #expect(figures.text("day") == day)
        #expect(try await scene.balances() == ["a1 \(lot) 60"])
        let taken = try await post(scene, .stolen, lot, "a1", "loss", 50, daysAgo: 2, anyway: "seen by Sam")
        #expect(taken.verdict == .posted)
        #expect(detail(taken).integer("shortfall") == 50)
        // 50 found and 50 stolen that day: nothing then, and today's 60 stay.
        #expect(try await ends(scene, "a1", from: 3) == [0, 0, 0, 60])
        #expect(try await scene.faults() == [])
    }

    @Test("a group sees what its own earlier entries of the past took")
    func inOneGroup() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(100, at: try await noon(5, scene))
        // 30 left three days ago; 90 came in yesterday. At the end of the third day 70 were there.
        _ = try await post(scene, .issued, lot, "a1", "recipient", 30, daysAgo: 3)
        _ = try await post(scene, .received, lot, "donor", "a1", 90, daysAgo: 1)
        var take = try scene.posting(.issued, lot, "a1", "recipient", 40)
        take.occurredAt = try await noon(4, scene)
        // 40 and 40 are more than 70, however much is there today.
        let outcomes = try await PostMovements.post([take, take], warehouse: scene.warehouse, through: scene.store.pool)
        #expect(outcomes.map(\.verdict) == [.posted, .insufficientThen])
        #expect(detail(outcomes[1]).integer("on_hand") == 30)
        // 100; 100 - 40; - 30; the same; + 90; today.
        #expect(try await ends(scene, "a1", from: 5) == [100, 60, 30, 30, 120, 120])
        #expect(try await scene.faults() == [])
    }

    @Test("a count typed late is of its day: what happened after it goes on from it, whatever is typed first", arguments: [true, false])
    func countTypedLate(theftFirst: Bool) async throws {
        let scene = try await StoreScene.make()
        // 100 seven days ago; 90 counted three days ago; 5 stolen two days ago.
        let lot = try await scene.receive(100, at: try await noon(7, scene))
        func theft() async throws -> PostingOutcome { try await post(scene, .stolen, lot, "a1", "loss", 5, daysAgo: 2) }
        func count() async throws {
            let taken = try await noon(3, scene)
            try await scene.store.pool.transaction { transaction in
                let place = try scene.place("a1")
                let id = try await StockCountQueries.open(
                    place: place, at: taken, warehouse: scene.warehouse, actor: "sam", in: transaction)
                let onBooks = try await StockCountQueries.onBooks(place, at: taken, warehouse: scene.warehouse, in: transaction)
                #expect(onBooks == [lot: 100])
                try await StockCountQueries.enter(
                    id, lot: lot, expected: 100, counted: 90, countedAt: taken, actor: "sam", warehouse: scene.warehouse, in: transaction)
                let found = try await StockCountQueries.find(id, warehouse: scene.warehouse, from: transaction)
                let row = try #require(found)
                try await StockCountQueries.holdStill(row, in: transaction)
                try await StockCountQueries.expectAnew(row, in: transaction)
                var variance = try scene.posting(.counted, lot, "a1", "found", 10)
                variance.occurredAt = taken
                variance.count = id
                let outcome = try await PostMovements.post([variance], warehouse: scene.warehouse, through: transaction)[0]
                #expect(outcome.verdict == .posted)
                try await StockCountQueries.end(
                    id, state: "closed", at: taken, restIsZero: false, actor: "sam", warehouse: scene.warehouse, in: transaction)
            }
        }
        if theftFirst {
            #expect(try await theft().detail == nil)
            try await count()
        } else {
            try await count()
            // It happened after the count: it explains nothing of it.
            #expect(try await theft().detail == nil)
        }
        #expect(try await scene.balances() == ["a1 \(lot) 85"])
        // A sheet of the day before the count is explained by it: 4 of the 10 that were missing.
        let sheet = try await post(scene, .issued, lot, "a1", "recipient", 4, daysAgo: 4)
        #expect(detail(sheet).integer("late_after_count") == 1)
        #expect(try await scene.balances() == ["a1 \(lot) 85"])
        // 100, 100, 100, 96 after the sheet, 90 as counted, 85 after the theft.
        #expect(try await ends(scene, "a1", from: 7) == [100, 100, 100, 96, 90, 85, 85, 85])
        // A sheet of more than there was then is asked back: 100 were there, 120 are said to have left.
        let tooMuch = try await post(scene, .issued, lot, "a1", "recipient", 120, daysAgo: 5)
        #expect(tooMuch.verdict == .insufficientThen)
        let anyway = try await post(scene, .issued, lot, "a1", "recipient", 120, daysAgo: 5, anyway: "the sheet says so")
        // 96 were there at the lowest: 24 were found, and the count explains the other 96.
        #expect(detail(anyway).integer("shortfall") == 24)
        #expect(try await scene.balances() == ["a1 \(lot) 85"])
        #expect(try await ends(scene, "a1", from: 7).min() == 0)
        #expect(try await scene.faults() == [])
    }
}
