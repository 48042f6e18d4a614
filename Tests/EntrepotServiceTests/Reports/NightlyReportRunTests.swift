import EntrepotService
import EntrepotStore
import FunderReports
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger
import Testing

@Suite("The night's report, read from the books")
struct NightlyReportRunTests {
    /// A small day, 12 March 2024, whose sums are done beside it.
    ///
    ///     owner     item     grant    opening  in                     out                                     loss   closing
    ///     auberge   blanket  winter   100      2 counted              40 distributed, less 5 taken back: 35   3      64
    ///     auberge   blanket  -        0        50 − 10 corrected: 40                                                 40
    ///     woodyard  wood     heat     0        200,000 g                                                             200,000
    ///
    /// `onRound` gives the distribution to the stop of a round, made by `ReportScene.addRound`.
    static func smallDay(onRound: Bool = false) async throws -> ReportScene {
        let scene = try await ReportScene.make()
        if onRound { try await scene.addRound() }
        // The day before: the opening of 100.
        try await scene.receive("blanket", 100, owner: "auberge", grant: "winter", cents: 50_000, lot: "W1", at: "2024-03-11T10:00+01:00")
        let gift = try await scene.receive("blanket", 50, owner: "auberge", lot: "G1", at: "2024-03-12T09:00+01:00")
        try await scene.receive("wood", 200_000, owner: "woodyard", grant: "heat", cents: 8_000, lot: "H1", at: "2024-03-12T09:30+01:00")
        // Inside: counts nothing.
        try await scene.move(.transferred, "W1", 60, from: "a1", to: "van", at: "2024-03-12T10:00+01:00")
        try await scene.move(.damaged, "W1", 3, from: "a1", to: "waste", at: "2024-03-12T11:00+01:00")
        let given = try await scene.move(
            .distributed, "W1", 40, from: "van", to: "recipient", at: "2024-03-12T12:00+01:00", round: onRound ? 1 : nil,
            stop: onRound ? 1 : nil)
        // Five of the forty were entered by mistake.
        try await scene.move(.corrected, "W1", 5, from: "recipient", to: "van", at: "2024-03-12T13:00+01:00", corrects: given)
        try await scene.move(.counted, "W1", 2, from: "found", to: "a1", at: "2024-03-12T14:00+01:00")
        // A gift of 10 too many was written down.
        try await scene.move(.corrected, "G1", 10, from: "a1", to: "donor", at: "2024-03-12T15:00+01:00", corrects: gift)
        // A loss that was none, and its reversal: 0.
        let lost = try await scene.move(.lost, "G1", 4, from: "a1", to: "loss", at: "2024-03-12T16:00+01:00")
        try await scene.move(.cancelled, "G1", 4, from: "loss", to: "a1", at: "2024-03-12T16:30+01:00", reverses: lost)
        return scene
    }

    private func facts(_ scene: ReportScene, _ day: String) async throws -> NightlyFacts {
        try await scene.settle()
        let warehouse = scene.warehouse
        let at = scene.house.now()
        let period = ReportingPeriod(day: try CivilDate(day))
        return try await scene.house.store.pool.transaction(isolation: .repeatableRead, readOnly: true) { transaction in
            try await NightlyQueries.facts(ReportBooks(warehouse: warehouse, period: period, at: at, revision: 1, in: transaction))
        }
    }

    @Test("counts what crossed the door, each owner, item and grant for itself, and closes")
    func flows() async throws {
        let scene = try await Self.smallDay()
        let facts = try await facts(scene, "2024-03-12")
        #expect(
            facts.flows == [
                FlowRow(
                    warehouse: "main", owner: "auberge", item: "blanket", grant: nil, opening: 0, incoming: [Flow(.received, 40)],
                    closing: 40),
                FlowRow(
                    warehouse: "main", owner: "auberge", item: "blanket", grant: "winter", opening: 100, incoming: [Flow(.counted, 2)],
                    outgoing: [Flow(.distributed, 35)], losses: [Flow(.damaged, 3)], closing: 64),
                FlowRow(
                    warehouse: "main", owner: "woodyard", item: "wood", grant: "heat", opening: 0, incoming: [Flow(.received, 200_000)],
                    closing: 200_000),
            ])
        // The day before: 100 pieces in, nothing out. The warehouse is no older.
        #expect(facts.previousDays == [DayTotals(piecesIn: 100)])
        #expect(facts.cut.position == "11")
        // Blankets: 104 on hand, given 0 on the first day and 35 on the second. Wood: never given; it came on the second day, none before.
        #expect(
            facts.stock == [
                StockLevel(item: "blanket", onHand: 104, dailyGiven: [0, 35]),
                StockLevel(item: "wood", onHand: 200_000, dailyGiven: [nil, 0]),
            ])
        #expect(facts.unvalued.map(\.units) == [50])
        #expect(facts.counts == [LastCount(place: "main/a1", countedOn: nil)])
        await scene.close()
    }

    @Test("shows what a count found and missed under Other, with its sign")
    func counted() async throws {
        let scene = try await ReportScene.make()
        try await scene.receive("blanket", 50, owner: "auberge", lot: "B1", at: "2024-03-12T09:00+01:00")
        try await scene.receive("wood", 9_000, owner: "woodyard", lot: "H1", at: "2024-03-12T09:00+01:00")
        try await scene.move(.counted, "B1", 4, from: "a1", to: "found", at: "2024-03-12T14:00+01:00")
        try await scene.move(.counted, "H1", 500, from: "found", to: "a1", at: "2024-03-12T14:00+01:00")
        let facts = try await facts(scene, "2024-03-12")
        let document = try NightlyReport.document(facts, in: .english)
        let tables = document.sections.filter { $0.id == "movements" }.flatMap(\.blocks).compactMap { block in
            if case .table(let table) = block { table } else { nil }
        }
        let other = try #require(tables.first?.columns.firstIndex { $0.title == "Other ±" })
        // 50 − 4 = 46 blankets, 9,000 + 500 = 9,500 g of wood.
        #expect(tables.first?.rows.map { $0.cells[other] } == [.quantity(-4, .piece), .quantity(500, .gram)])
        #expect(tables.first?.rows.map { $0.cells[other + 1] } == [.quantity(46, .piece), .quantity(9_500, .gram)])
        await scene.close()
    }

    @Test("looks at a needed parent with all its sizes: in stock while a size is, and out only when all are")
    func families() async throws {
        let scene = try await ReportScene.make()
        try await scene.addRound()
        try await scene.owner.withConnection { connection in
            try await connection.executeScript(
                """
                set search_path = entrepot, pg_temp;
                insert into item (sku, name, base_unit) values ('shoes', 'Shoes', 'piece'), ('hats', 'Hats', 'piece');
                insert into item (sku, name, base_unit, parent_id)
                    select s, s, 'piece', item_id from item, unnest('{shoes-41,shoes-42}'::text[]) as a (s) where sku = 'shoes';
                insert into item (sku, name, base_unit, parent_id) select 'hats-m', 'hats-m', 'piece', item_id from item where sku = 'hats';
                delete from need;
                insert into need (warehouse_id, item_id, units, per_days) select 1, item_id, 1, 100 from item where sku = 'shoes';
                reset search_path;
                """)
        }
        _ = try await scene.house.store.catalogue.reload()
        try await scene.receive("shoes-41", 30, owner: "auberge", lot: "S41", at: "2024-03-11T10:00+01:00")
        try await scene.receive("shoes-42", 8, owner: "auberge", lot: "S42", at: "2024-03-12T09:00+01:00")
        try await scene.receive("hats-m", 5, owner: "auberge", lot: "HM", at: "2024-03-11T10:00+01:00")
        try await scene.move(.distributed, "S41", 6, from: "a1", to: "recipient", at: "2024-03-11T12:00+01:00")
        try await scene.move(.distributed, "S41", 3, from: "a1", to: "recipient", at: "2024-03-12T12:00+01:00")
        try await scene.move(.distributed, "S42", 8, from: "a1", to: "recipient", at: "2024-03-12T12:00+01:00")
        // Nobody needs hats as such: the size stands for itself. One pair of shoes for a hundred people a day: 400 + 36 people need 4.36,
        // in seven days 28 + 2.52, each rounded: 31. On hand 30 + 8 − 6 − 3 − 8 = 21; given 6 on the 11th and 3 + 8 = 11 on the 12th.
        // The approved round of the 13th brings 12 blankets, of which there are none.
        let full = try await facts(scene, "2024-03-12")
        #expect(
            full.stock == [
                StockLevel(item: "blanket", onHand: 0, dailyGiven: [nil, nil], plannedNextSevenDays: 12),
                StockLevel(item: "hats-m", onHand: 5, dailyGiven: [0, 0]),
                StockLevel(item: "shoes", onHand: 21, dailyGiven: [6, 11], plannedNextSevenDays: 31),
            ])
        #expect(Runway.table(full.stock).filter { $0.days == .out }.map(\.item) == ["blanket"])
        // All 21 go on the 13th: now the family is out.
        try await scene.move(.distributed, "S41", 21, from: "a1", to: "recipient", at: "2024-03-13T12:00+01:00")
        let empty = try await facts(scene, "2024-03-13")
        #expect(Runway.table(empty.stock).filter { $0.days == .out }.map(\.item) == ["shoes"])
        #expect(empty.stock.first { $0.item == "shoes" }?.dailyGiven == [6, 11, 21])
        await scene.close()
    }

    @Test("tells people, rounds, and what each zone needed and was given")
    func people() async throws {
        let scene = try await Self.smallDay(onRound: true)
        let facts = try await facts(scene, "2024-03-12")
        let day = try CivilDate("2024-03-12")
        #expect(facts.contacts == [StopContacts(zone: "east", day: day, people: 120, women: 20, children: 10, quality: .estimated)])
        let round = RoundFact(code: "1", vehicle: "van", day: day, state: .returned, stopsPlanned: 2, stopsServed: 1, people: 120)
        #expect(facts.rounds == [round])
        #expect(facts.openRounds == [round])
        #expect(
            facts.tomorrow == [
                RoundAhead(
                    code: "2", vehicle: "van", departs: try ClockTime(seconds: 9 * 3_600), zones: ["west", "east"], stops: 2,
                    state: .approved)
            ])
        // One blanket for ten people a day: 400 in the east need 40 and got 40 − 5; 36 in the west need 3.6, rounded 4, and got none.
        #expect(
            facts.needs == [
                ZoneNeed(zone: "east", item: "blanket", needed: 40, given: 35, source: .model),
                ZoneNeed(zone: "west", item: "blanket", needed: 4, given: 0, source: .model),
            ])
        // Seven days of 40 + 3.6, each rounded: 280 + 25; more than the 12 planned for tomorrow.
        #expect(facts.stock.first { $0.item == "blanket" }?.plannedNextSevenDays == 305)
        await scene.close()
    }

    @Test("is a preview while the day runs, sealed once when it is over, and the same bytes ever after")
    func sealing() async throws {
        let scene = try await Self.smallDay()
        let entry = Entry(command: "report run nightly", words: "report run nightly")
        let preview = try await RunReport(scene.house.desk(entry)).run(.init(.nightly))
        #expect(preview.pairs["report_state"] == .string("preview"))

        try await scene.setClock("2024-03-13T08:00:00+01:00")
        var words = RunReport.Asked(.nightly)
        words.date = "2024-03-12"
        let sealed = try await RunReport(scene.house.desk(entry)).run(words)
        #expect(sealed.pairs["report_state"] == .string("sealed"))
        // The sealed one takes the place of the preview.
        #expect(sealed.pairs["report"] == preview.pairs["report"])
        let report = try #require(sealed.records.first?.integer("report"))
        let bytes = try await ReadReports(scene.house.desk()).fetch(report, format: "csv")

        let again = try await RunReport(scene.house.desk(entry)).run(words)
        #expect(again.changed == false)
        #expect(again.records == sealed.records)
        #expect(try await ReadReports(scene.house.desk()).fetch(report, format: "csv") == bytes)
        let text = try await ReadReports(scene.house.desk()).show(report)
        #expect(text.records.contains { $0.text("line")?.contains("Calais") == true })
        let all = try await ReadReports(scene.house.desk()).list(nil, warehouse: nil, grant: nil, Page(limit: 10))
        #expect(all.records == sealed.records)
        // Nobody can change it: not the daemon, which could while it was a preview, and not the owner of the tables.
        for statement in [
            "update entrepot.report_run set subject = 'x'", "update entrepot.report_run set state = 'due'",
            "delete from entrepot.report_file",
            "update entrepot.report_file set body = 'x'",
        ] {
            let refused = await #expect(throws: PostgresError.self) { try await scene.owner.executeScript(statement) }
            #expect(refused?.constraint == "report_stays_sealed", "\(statement)")
        }
        let emptied = await #expect(throws: PostgresError.self) { try await scene.owner.executeScript("truncate entrepot.report_file") }
        #expect(emptied?.constraint == "report_stays_sealed")
        let removed = await #expect(throws: PostgresError.self) {
            try await scene.house.store.pool.executeScript("delete from entrepot.report_file")
        }
        #expect(removed?.constraint == "report_stays_sealed")
        await scene.close()
    }

    @Test("carries what was recorded after a sealed night into the next one, under late")
    func late() async throws {
        let scene = try await Self.smallDay()
        try await scene.setClock("2024-03-13T08:00:00+01:00")
        var words = RunReport.Asked(.nightly)
        words.date = "2024-03-12"
        let entry = Entry(command: "report run nightly", words: "report run nightly")
        _ = try await RunReport(scene.house.desk(entry)).run(words)
        // A sheet of the 12th typed on the 13th: 6 more were given.
        let late = try await scene.move(.distributed, "W1", 6, from: "van", to: "recipient", at: "2024-03-12T18:00+01:00")
        let facts = try await facts(scene, "2024-03-13")
        #expect(
            facts.late == [
                FunderReports.LateEntry(
                    movement: late, concerns: try CivilDate("2024-03-12"), reason: .distributed, item: "blanket", units: 6)
            ])
        // 64 + 40 − 6 blankets when the 13th began.
        #expect(facts.flows.filter { $0.item == "blanket" }.map(\.opening) == [40, 58])
        // Once carried, never again.
        try await scene.setClock("2024-03-14T08:00:00+01:00")
        words.date = "2024-03-13"
        _ = try await RunReport(scene.house.desk(entry)).run(words)
        #expect(try await self.facts(scene, "2024-03-14").late == [])
        await scene.close()
    }

    @Test("counts a reversal of another day under the reason it takes back, with a minus")
    func reversal() async throws {
        let scene = try await ReportScene.make()
        let gift = try await scene.receive("blanket", 50, owner: "auberge", lot: "G1", at: "2024-03-11T09:00+01:00")
        let given = try await scene.move(.issued, "G1", 20, from: "a1", to: "recipient", at: "2024-03-11T10:00+01:00")
        let back = try await scene.move(
            .cancelled, "G1", 20, from: "recipient", to: "a1", at: "2024-03-12T09:00+01:00", reverses: given)
        // 30 when the day began, 20 not given after all: 50 when it ended.
        #expect(
            try await facts(scene, "2024-03-12").flows == [
                FlowRow(
                    warehouse: "main", owner: "auberge", item: "blanket", grant: nil, opening: 30, outgoing: [Flow(.issued, -20)],
                    closing: 50)
            ])
        // The reversal was the mistake: 20 given again. Then the gift itself is taken back as far as it is there: 30 received less.
        try await scene.move(.cancelled, "G1", 20, from: "a1", to: "recipient", at: "2024-03-13T09:00+01:00", reverses: back)
        try await scene.move(.corrected, "G1", 30, from: "a1", to: "donor", at: "2024-03-13T10:00+01:00", corrects: gift)
        #expect(
            try await facts(scene, "2024-03-13").flows == [
                FlowRow(
                    warehouse: "main", owner: "auberge", item: "blanket", grant: nil, opening: 50, incoming: [Flow(.received, -30)],
                    outgoing: [Flow(.issued, 20)], closing: 0)
            ])
        await scene.close()
    }

    @Test("is refused with every row when the balances do not agree with the lines")
    func unbalanced() async throws {
        let scene = try await Self.smallDay()
        try await scene.owner.execute(
            "update entrepot.balance set on_hand = on_hand - 7 where lot_id = (select lot_id from entrepot.lot where code = 'H1')")
        let entry = Entry(command: "report run nightly", words: "report run nightly")
        do {
            _ = try await RunReport(scene.house.desk(entry)).run(.init(.nightly))
            Issue.record("a report that does not close was made")
        } catch let refusal as Refusal {
            #expect(refusal.code == "RULE.REPORT-UNBALANCED")
            // 0 + 200,000 in = 200,000 expected, 199,993 there.
            #expect(
                refusal.rows == [
                    [
                        "warehouse": .string("main"), "owner": .string("woodyard"), "item": .string("wood"), "grant": .string("heat"),
                        "expected": .integer(200_000), "closing": .integer(199_993), "difference": .integer(-7),
                    ]
                ])
        }
        let all = try await ReadReports(scene.house.desk()).list(nil, warehouse: nil, grant: nil, Page(limit: 10))
        #expect(all.records.map { $0.text("state") } == ["failed"])
        #expect(all.records.map { $0.text("files") } == [""])
        await scene.close()
    }

    @Test(
        "has days of 23 and 25 hours when the clocks change",
        arguments: [
            // Days begin at 04:00, after the clocks changed in the night: the Saturday is the odd one.
            ("2026-03-28", "2026-03-28T03:00:00Z", "2026-03-29T02:00:00Z"), ("2026-03-29", "2026-03-29T02:00:00Z", "2026-03-30T02:00:00Z"),
            ("2026-10-24", "2026-10-24T02:00:00Z", "2026-10-25T03:00:00Z"), ("2026-10-25", "2026-10-25T03:00:00Z", "2026-10-26T03:00:00Z"),
        ])
    func clockChanges(day: String, opens: String, closes: String) async throws {
        let scene = try await ReportScene.make()
        let warehouse = scene.warehouse
        let at = scene.house.now()
        let period = ReportingPeriod(day: try CivilDate(day))
        let bounds = try await scene.house.store.pool.transaction(readOnly: true) { transaction in
            let books = try await ReportBooks(warehouse: warehouse, period: period, at: at, revision: 1, in: transaction)
            return [books.opens.description, books.closes.description]
        }
        #expect(bounds == [opens, closes])
        await scene.close()
    }
}
