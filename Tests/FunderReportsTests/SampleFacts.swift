import FunderReports
import Measures
import Speech

/// One night of an invented warehouse and one quarter of an invented grant, small enough to add up by hand.
enum Sample {
    static func day(_ text: String) throws -> CivilDate { try CivilDate(text) }

    static func items() throws -> [ReportItem] {
        [
            ReportItem(
                code: "blanket", name: Wording("Blanket", "Couverture"), category: "bedding", base: .piece,
                mainPack: try Pack(name: "bale", factor: 30)),
            ReportItem(code: "sleeping-bag", name: Wording("Sleeping bag", "Sac de couchage"), category: "bedding", base: .piece),
            ReportItem(code: "tent-2", name: Wording("Tent, 2 people", "Tente 2 places"), category: "shelter", base: .piece),
            ReportItem(
                code: "firewood", name: Wording("Firewood", "Bois de chauffage"), category: "fuel", base: .gram,
                mainPack: try Pack(name: "bag", factor: 8_000)),
            ReportItem(code: "water", name: Wording("Water", "Eau"), category: "water", base: .millilitre),
            ReportItem(
                code: "baby-milk", name: Wording("Baby milk", "Lait infantile"), category: "food", base: .piece,
                mainPack: try Pack(name: "carton", factor: 24)),
        ]
    }

    static func cut() throws -> ReportCut {
        ReportCut(position: "1.4711", day: try day("2026-11-21"), time: try ClockTime("04:30"), zone: "Europe/Paris")
    }

    static func flows() -> [FlowRow] {
        [
            // 300 + 120 − 180 − 5 = 235
            FlowRow(
                warehouse: "calais", owner: "auberge", item: "blanket", opening: 300, incoming: [Flow(.received, 120)],
                outgoing: [Flow(.distributed, 180)], losses: [Flow(.damaged, 5)], closing: 235),
            // 40 + 0 − (30 + 10) = 0
            FlowRow(
                warehouse: "calais", owner: "utopia", item: "blanket", grant: "winter", opening: 40,
                outgoing: [Flow(.distributed, 30), Flow(.lent, 10)], closing: 0),
            // 90 + 60 − 100 = 50
            FlowRow(
                warehouse: "calais", owner: "collective", item: "sleeping-bag", opening: 90, incoming: [Flow(.bought, 60)],
                outgoing: [Flow(.distributed, 100)], closing: 50),
            // 102 − 102 = 0
            FlowRow(
                warehouse: "calais", owner: "auberge", item: "tent-2", opening: 102, outgoing: [Flow(.distributed, 102)], closing: 0),
            // 2,400 kg + 700 kg sorted − 1,240 kg − 60 kg wasted = 1,800 kg
            FlowRow(
                warehouse: "calais", owner: "woodyard", item: "firewood", opening: 2_400_000, incoming: [Flow(.sorted, 700_000)],
                outgoing: [Flow(.distributed, 1_240_000)], losses: [Flow(.wasted, 60_000)], closing: 1_800_000),
            // 0 + 6,000 l − 5,500.5 l = 499.5 l
            FlowRow(
                warehouse: "calais", owner: "food", item: "water", opening: 0, incoming: [Flow(.received, 6_000_000)],
                outgoing: [Flow(.distributed, 5_500_500)], closing: 499_500),
            FlowRow(warehouse: "calais", owner: "centre", item: "baby-milk", opening: 48, closing: 48),
        ]
    }

    static func nightly() throws -> NightlyFacts {
        var facts = NightlyFacts(
            warehouse: ReportWarehouse(code: "calais", name: "Calais"), day: try day("2026-11-20"), cut: try cut(), items: try items())
        facts.categoryNames = [
            "bedding": Wording("Bedding", "Couchage"), "shelter": Wording("Shelter", "Abri"),
            "fuel": Wording("Fuel", "Combustible"), "water": Wording("Water", "Eau"),
            "food": Wording("Food", "Alimentation"),
        ]
        facts.flows = flows()
        facts.previousDays = (1...7).map { number in
            DayTotals(
                piecesIn: Int64(100 + number), piecesOut: 380, gramsOut: 1_100_000, millilitresOut: 6_000_000,
                people: Int64(500 + 10 * number))
        }
        let steady = { (units: Int64) in [Int64?](repeating: units, count: 28) }
        facts.stock = [
            StockLevel(item: "blanket", onHand: 235, reserved: 60, dailyGiven: steady(60)),
            StockLevel(item: "sleeping-bag", onHand: 50, dailyGiven: steady(12), leadDays: 3),
            StockLevel(item: "tent-2", onHand: 0, dailyGiven: steady(16)),
            StockLevel(item: "firewood", onHand: 1_800_000, dailyGiven: steady(1_000_000), leadDays: 3),
            StockLevel(item: "water", onHand: 499_500, dailyGiven: steady(5_000_000), leadDays: 1),
            StockLevel(item: "baby-milk", onHand: 48, unusable: 0, dailyGiven: steady(0)),
        ]
        facts.expiring = [ExpiringLot(lot: "L-118", item: "baby-milk", expires: try day("2026-12-05"), units: 48)]
        facts.counts = [
            LastCount(place: "calais/a1", countedOn: try day("2026-11-10")), LastCount(place: "calais/b2", countedOn: nil),
            LastCount(place: "calais/c3", countedOn: try day("2026-09-30")),
        ]
        facts.openRounds = [
            RoundFact(code: "r-41", vehicle: "van-2", day: try day("2026-11-19"), state: .returned, stopsPlanned: 4, stopsServed: 4)
        ]
        facts.unvalued = [UnvaluedReceipt(movement: 9_120, item: "blanket", units: 120, receivedOn: try day("2026-11-20"))]
        facts.rounds = [
            RoundFact(code: "r-43", vehicle: "van-2", day: facts.day, state: .closed, stopsPlanned: 3, stopsServed: 2, people: 80),
            RoundFact(code: "r-42", vehicle: "van-1", day: facts.day, state: .closed, stopsPlanned: 5, stopsServed: 5, people: 460),
        ]
        facts.contacts = [
            StopContacts(zone: "calais-east", day: facts.day, people: 310), StopContacts(zone: "calais-west", day: facts.day, people: 150),
            StopContacts(zone: "dunkirk", day: facts.day, people: 80, quality: .estimated),
        ]
        facts.needs = [
            ZoneNeed(zone: "calais-east", item: "blanket", needed: 240, given: 160, source: .model),
            ZoneNeed(zone: "calais-west", item: "blanket", needed: 50, given: 50, source: .requested),
            ZoneNeed(zone: "dunkirk", item: "firewood", needed: 800_000, given: 240_000, source: .model),
        ]
        facts.tomorrow = [
            RoundAhead(
                code: "r-44", vehicle: "van-1", departs: try ClockTime("09:00"), zones: ["calais-east", "dunkirk"], stops: 6,
                state: .approved)
        ]
        facts.late = [LateEntry(movement: 9_130, concerns: try day("2026-11-18"), reason: .distributed, item: "blanket", units: 12)]
        facts.unexplained = [
            UnexplainedDifference(kind: .shortfall, movement: 9_101, item: "tent-2", units: 2, day: try day("2026-11-19"))
        ]
        facts.evictions = [EvictionFact(zone: "calais-east", people: 60)]
        return facts
    }

    static func usage() throws -> UsageFacts {
        let pounds = try Currency("GBP")
        let grant = ReportedGrant(
            code: "winter", funder: "Northern Fund", organisation: "Woodyard", currency: pounds, amount: 6_000_000,
            period: try ReportingPeriod(first: try day("2026-10-01"), last: try day("2027-03-31")),
            lines: [
                BudgetLine(
                    code: "wood", name: Wording("Firewood", "Bois"), budget: 4_500_000, spentInPeriod: 1_200_050,
                    spentToDate: 1_200_050),
                BudgetLine(
                    code: "bedding", name: Wording("Bedding", "Couchage"), budget: 1_000_000, spentInPeriod: 640_000,
                    spentToDate: 1_040_000),
            ]
        )
        var facts = UsageFacts(
            grant: grant, warehouses: [ReportWarehouse(code: "calais", name: "Calais")],
            period: try ReportingPeriod(first: try day("2026-10-01"), last: try day("2026-11-30")), cuts: [try cut()], items: try items())
        facts.flows = [
            // 0 + 20,000 kg − 14,400.5 kg − 99.5 kg = 5,500 kg
            FlowRow(
                warehouse: "calais", owner: "woodyard", item: "firewood", grant: "winter", opening: 0,
                incoming: [Flow(.bought, 20_000_000)],
                outgoing: [Flow(.distributed, 14_400_500)], losses: [Flow(.wasted, 99_500)], closing: 5_500_000),
            // 100 + 600 − 500 − 40 − 30 = 130
            FlowRow(
                warehouse: "calais", owner: "woodyard", item: "blanket", grant: "winter", opening: 100, incoming: [Flow(.bought, 600)],
                outgoing: [Flow(.distributed, 500), Flow(.lent, 40)], losses: [Flow(.seized, 30)], closing: 130),
        ]
        facts.traces = [
            ValueTrace(.traced, 900_000), ValueTrace(.allocated, 100_000), ValueTrace(.onHand, 350_000), ValueTrace(.lent, 20_000),
            ValueTrace(.lost, 30_000),
        ]
        facts.inKind = [InKindValue(basis: "market_used", value: try Money(minor: 125_000, currency: try Currency("EUR")))]
        facts.contacts = [
            StopContacts(zone: "calais-east", day: try day("2026-10-10"), people: 1_203, women: 3, children: 41),
            StopContacts(zone: "calais-east", day: try day("2026-11-10"), people: 1_498, women: 22),
            StopContacts(zone: "dunkirk", day: try day("2026-10-12"), people: 3, quality: .estimated),
            StopContacts(zone: "dunkirk", day: try day("2026-11-12"), people: 640),
        ]
        facts.headcounts = [
            Headcount(site: 1, zone: "calais-east", day: try day("2026-10-09"), people: 240),
            Headcount(site: 2, zone: "dunkirk", day: try day("2026-10-12"), people: 310),
            Headcount(site: 1, zone: "calais-east", day: try day("2026-11-09"), people: 200),
        ]
        facts.lent = [LentOut(borrower: "auberge", item: "blanket", units: 40, since: try day("2026-11-02"))]
        return facts
    }
}
