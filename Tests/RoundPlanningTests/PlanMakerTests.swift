import Measures
import RouteSolver
import Speech
import Synchronization
import Testing

@testable import RoundPlanning

@Suite("Making a plan") struct PlanMakerTests {
    /// site, item, units of every line, by round and stop.
    private func loads(_ plan: RoundPlan) -> [[String]] {
        plan.rounds.map { round in
            round.stops.flatMap { stop in stop.lines.map { "\(stop.site) \($0.item) \($0.units)" } }.sorted()
        }
    }

    private func reasons(_ plan: RoundPlan) -> [String] {
        plan.unmet.map { "\($0.site) \($0.item) \($0.reason.rawValue) \($0.given)/\($0.wanted)" }
    }

    @Test("two sites of 40 people: 2 days of 1 kg each are 10 bags a site, on one round of 15 km")
    func plain() throws {
        let plan = try PlanMaker(try Situations.base()).make()
        #expect(loads(plan) == [["beach firewood 80000", "wood firewood 80000"]])
        #expect(plan.unmet == [])
        // 10 min + 15 min + 10 min + 15 min + 10 min
        #expect(plan.score == PlanScore(coverageMinimum: 1_000, metres: 15_000, seconds: 3_600, unserved: 0))
        #expect(plan.rounds.map(\.grams) == [160_000])
        #expect(plan.rounds.map(\.millilitres) == [500_000])
        #expect(plan.rounds[0].stops.map(\.sequence) == [1, 2])
        #expect(plan.rounds[0].stops[0].lines[0].packs == 10)
        #expect(plan.warnings.map(\.code) == [.positionUnknown, .positionUnknown])
    }

    @Test("short stock is shared in whole bags and each shortage says by how much")
    func shortage() throws {
        // 100 kg are 12 whole bags: 6 each, 48 kg of 80 kg.
        let plan = try PlanMaker(try Situations.base(stockKilograms: 100)).make()
        #expect(loads(plan) == [["beach firewood 48000", "wood firewood 48000"]])
        #expect(reasons(plan) == ["beach firewood no-stock 48000/80000", "wood firewood no-stock 48000/80000"])
        #expect(plan.unmet[0].detail.english == "no stock: short by 4 bag (firewood)")
        #expect(plan.score.coverageMinimum == 600)
    }

    @Test("a site that got nothing in the days before is filled before one that did")
    func trailing() throws {
        var situation = try Situations.base(stockKilograms: 80)
        situation.deliveries = [
            PastDelivery(site: "beach", item: "firewood", date: Situations.firstDay.adding(days: -3), units: 80_000)
        ]
        #expect(loads(try PlanMaker(situation).make()) == [["wood firewood 80000"]])
    }

    @Test("what was given yesterday is not due today, and the plan says when it will be")
    func notDue() throws {
        var situation = try Situations.base()
        situation.deliveries = [PastDelivery(site: "beach", item: "firewood", date: Situations.firstDay.adding(days: -1), units: 8_000)]
        let plan = try PlanMaker(situation).make()
        #expect(loads(plan) == [["wood firewood 80000"]])
        #expect(reasons(plan) == ["beach firewood not-due 0/0"])
        #expect(plan.unmet[0].date == Situations.firstDay.adding(days: 1))
        #expect(plan.score.unserved == 0)
    }

    @Test("firewood comes every second day over a week")
    func everySecondDay() throws {
        let plan = try PlanMaker(try Situations.base(days: 5)).make()
        #expect(
            plan.rounds.flatMap { round in round.stops.map { _ in round.date.days(since: Situations.firstDay) } } == [0, 0, 2, 2, 4, 4])
        #expect(plan.unmet == [])
    }

    @Test("when the van cannot carry everything all loads fall together and nobody is left out")
    func lowered() throws {
        // 160 kg wished, 100 kg carried: 12 bags, 6 each; 12 * 8 = 96 kg.
        var situation = try Situations.base()
        situation.vehicles = [try Situations.van(kilograms: 100)]
        let plan = try PlanMaker(situation).make()
        #expect(loads(plan) == [["beach firewood 48000", "wood firewood 48000"]])
        #expect(reasons(plan) == ["beach firewood no-vehicle 48000/80000", "wood firewood no-vehicle 48000/80000"])
        #expect(plan.unmet[0].detail.english == "no vehicle: needs 32 kg, the best (van) has 4 kg left")
        #expect(plan.unmet[0].lift?.french == "un véhicule portant 28 kg de plus")
    }

    @Test("when there is no room the less important goods stay behind first")
    func classesOnBoard() throws {
        // 160 kg of vital wood and 40 blankets of 1.5 kg: 220 kg in a van of 190 kg. All the wood, and 20 blankets in the 30 kg left.
        var situation = try Situations.base()
        situation.vehicles = [try Situations.van(kilograms: 190)]
        situation.items.append(
            PlannedItem(sku: "blanket", measure: UnitMeasure(units: 1, mass: Mass(grams: 1_500), volume: Volume(millilitres: 9_000))))
        situation.needs.append(Need(item: "blanket", units: 1, perDays: 2, intervalDays: 1, lasting: false, priority: .comfort))
        situation.stock.append(StockLot(lot: 2, item: "blanket", owner: "a", units: 500))
        let plan = try PlanMaker(situation).make()
        #expect(
            loads(plan) == [["beach blanket 10", "beach firewood 80000", "wood blanket 10", "wood firewood 80000"]])
        #expect(reasons(plan) == ["beach blanket no-vehicle 10/20", "wood blanket no-vehicle 10/20"])
    }

    @Test("a day without an entry of crew does not limit, and says so")
    func crewUnknown() throws {
        var situation = try Situations.base()
        situation.crews = []
        let plan = try PlanMaker(situation).make()
        #expect(plan.unmet == [])
        #expect(plan.warnings.first == PlanWarning(code: .crewUnknown, subject: "2026-11-21", date: Situations.firstDay))
    }

    @Test("litres bind as well as kilograms")
    func litres() throws {
        // A bag fills 25 L: 300 L carry 12 bags.
        var situation = try Situations.base()
        situation.vehicles = [try Situations.van(litres: 300)]
        let plan = try PlanMaker(situation).make()
        #expect(plan.rounds.map(\.millilitres) == [300_000])
        #expect(plan.unmet.map(\.measure) == [.millilitres, .millilitres])
    }

    @Test("a van that may reload carries in two rounds what it cannot carry in one")
    func reload() throws {
        var situation = try Situations.base()
        situation.vehicles = [try Situations.van(kilograms: 100, reloads: 1)]
        let plan = try PlanMaker(situation).make()
        #expect(loads(plan).map { $0.count } == [1, 1])
        #expect(plan.rounds.map(\.outing) == [1, 2])
        #expect(plan.rounds.map(\.metres) == [10_000, 10_000])
        #expect(plan.rounds[1].departs - plan.rounds[0].returns >= 1_800)
        #expect(plan.unmet == [])
    }

    @Test("a closed site, a restriction and a closing time each have their reason and figures")
    func closures() throws {
        var situation = try Situations.base()
        situation.sites = [
            try Situations.site("beach", people: 40), try Situations.site("early", people: 40, windows: ["07:00-08:05"]),
            try Situations.site("wood", people: 40),
        ]
        situation.travel = Situations.evenLegs(["beach", "early", "wood"])
        situation.sites[0].status = .evicted
        situation.restrictions = [Restriction(reference: "arrete-12", site: "wood", from: Situations.firstDay)]
        let plan = try PlanMaker(situation).make()
        #expect(plan.rounds == [])
        #expect(
            reasons(plan) == ["beach firewood closed 0/80000", "early firewood no-time 0/80000", "wood firewood restricted 0/80000"])
        #expect(
            plan.unmet.map { $0.detail.english } == [
                "site closed (evicted)", "no time: closes 08:05, earliest 08:10", "restriction arrete-12 not accepted",
            ])
        #expect(plan.unmet[1].lift?.english == "5 minutes more, until 08:10")
        situation.restrictions[0].accepted = true
        let accepted = try PlanMaker(situation).make()
        #expect(loads(accepted) == [["wood firewood 80000"]])
        #expect(accepted.warnings.contains(PlanWarning(code: .restriction, subject: "wood arrete-12", date: Situations.firstDay)))
    }

    @Test("no driver, too small a team and no women are told from no vehicle")
    func crews() throws {
        var situation = try Situations.base()
        situation.crews = [Crew(date: Situations.firstDay, drivers: 0, volunteers: 9)]
        #expect(reasons(try PlanMaker(situation).make()) == ["beach firewood no-crew 0/80000", "wood firewood no-crew 0/80000"])
        situation.crews = [Crew(date: Situations.firstDay, drivers: 1, volunteers: 1)]
        situation.sites[0].teamSize = 3
        situation.sites[1].womenOnly = true
        let plan = try PlanMaker(situation).make()
        #expect(reasons(plan) == ["beach firewood no-crew 0/80000", "wood firewood no-crew 0/80000"])
        #expect(plan.unmet.map { "\($0.needed) \($0.available)" } == ["3 2", "1 0"])
        situation.vehicles = []
        situation.sites = [try Situations.site("wood", people: 40)]
        #expect(reasons(try PlanMaker(situation).make()) == ["wood firewood no-vehicle 0/80000"])
    }

    @Test("stock of an owner who has not consented is not used and is named")
    func consent() throws {
        var situation = try Situations.base(stockKilograms: 100)
        situation.stock.append(StockLot(lot: 2, item: "firewood", owner: "salam", units: 50_000, consent: false))
        let plan = try PlanMaker(situation).make()
        #expect(reasons(plan) == ["beach firewood consent 48000/80000", "wood firewood consent 48000/80000"])
        #expect(plan.unmet[0].detail.english == "short by 4 bag; salam has 6 bag and has not consented")
    }

    @Test("sizes are shared in percent and lots go first expired first out, expired ones never")
    func sizesAndLots() throws {
        let piece = UnitMeasure(units: 1, mass: Mass(grams: 500), volume: Volume(millilitres: 2_000))
        var situation = try Situations.base()
        situation.sites = [try Situations.site("beach", people: 20)]
        situation.items = [
            PlannedItem(sku: "gloves", measure: piece), PlannedItem(sku: "gloves-l", parent: "gloves", measure: piece),
            PlannedItem(sku: "gloves-m", parent: "gloves", measure: piece),
        ]
        situation.needs = [
            Need(
                item: "gloves", units: 1, perDays: 60, intervalDays: 7,
                shares: [VariantShare(item: "gloves-m", percent: 60), VariantShare(item: "gloves-l", percent: 40)])
        ]
        // 20 people once in 60 days, 5 given 30 days ago: 15, of which 9 in m and 6 in l.
        situation.deliveries = [PastDelivery(site: "beach", item: "gloves-m", date: Situations.firstDay.adding(days: -30), units: 5)]
        situation.stock = [
            StockLot(lot: 1, item: "gloves-m", owner: "a", units: 50, expires: Situations.firstDay.adding(days: -1)),
            StockLot(lot: 2, item: "gloves-m", owner: "a", units: 50, expires: Situations.firstDay.adding(days: 90)),
            StockLot(lot: 3, item: "gloves-m", owner: "b", units: 4, expires: Situations.firstDay.adding(days: 9)),
            StockLot(lot: 4, item: "gloves-l", owner: "a", units: 50),
        ]
        let plan = try PlanMaker(situation).make()
        let lots = plan.rounds.flatMap { $0.stops.flatMap { $0.lines.flatMap { $0.lots.map { "\($0.item) \($0.lot) \($0.units)" } } } }
        #expect(lots == ["gloves-m 3 4", "gloves-m 2 5", "gloves-l 4 6"])
        #expect(plan.unmet == [])
    }

    @Test("any size will do where no shares were set")
    func anyVariant() throws {
        let piece = UnitMeasure(units: 1, mass: Mass(grams: 500), volume: Volume(millilitres: 2_000))
        var situation = try Situations.base()
        situation.sites = [try Situations.site("beach", people: 10)]
        situation.items = [PlannedItem(sku: "hat", measure: piece), PlannedItem(sku: "hat-blue", parent: "hat", measure: piece)]
        situation.needs = [Need(item: "hat", units: 1, perDays: 30, intervalDays: 7)]
        situation.stock = [StockLot(lot: 8, item: "hat-blue", owner: "a", units: 6), StockLot(lot: 9, item: "hat", owner: "a", units: 3)]
        let plan = try PlanMaker(situation).make()
        #expect(plan.rounds[0].stops[0].lines[0].itemUnits.map { "\($0.item) \($0.units)" } == ["hat 3", "hat-blue 6"])
        #expect(reasons(plan) == ["beach hat no-stock 9/10"])
    }

    @Test("a vehicle that is committed or away that day is not used")
    func committed() throws {
        var situation = try Situations.base()
        situation.committed = [CommittedRound(vehicle: "van", date: Situations.firstDay)]
        #expect(reasons(try PlanMaker(situation).make()) == ["beach firewood no-vehicle 0/80000", "wood firewood no-vehicle 0/80000"])
        situation.committed = []
        situation.vehicles[0].awayUntil = Situations.firstDay
        situation.days = 2
        situation.crews.append(Crew(date: Situations.firstDay.adding(days: 1), drivers: 1, volunteers: 1))
        let plan = try PlanMaker(situation).make()
        #expect(plan.rounds.map { $0.date.days(since: Situations.firstDay) } == [1])
        #expect(plan.unmet == [])
    }

    @Test("everything wrong with a situation is said at once")
    func errors() throws {
        var situation = try Situations.base()
        situation.days = 0
        situation.sites[1].code = "beach"
        situation.needs.append(Need(item: "tent", units: 0))
        situation.stock[0].units = -4
        #expect(throws: PlanningErrors.self) { try PlanMaker(situation).make() }
        #expect(
            SituationCheck.errors(in: situation).map(\.code) == [.days, .duplicateSite, .unknownItem, .needFigures, .stock])
    }

    @Test("the same situation and seed give the same plan, whatever the order of the sites' stock")
    func reproducible() throws {
        let situation = try RandomSituation.make(seed: 4)
        #expect(try PlanMaker(situation).make() == (try PlanMaker(situation).make()))
    }

    @Test("with a budget of time the routes are searched on until it is spent", arguments: 1...6)
    func budget(seed: UInt64) throws {
        var situation = try RandomSituation.make(seed: seed)
        situation.iterations = 1
        let asked = Mutex(0)
        let spentShare: @Sendable () -> Double = {
            asked.withLock { $0 += 1 }
            return Double(asked.withLock { $0 }) / 40
        }
        let long = try PlanMaker(situation).make(spentShare: spentShare)
        #expect(asked.withLock { $0 } >= 40)
        RandomSituation.check(long, situation)
    }

    @Test("random situations: nothing above stock, van or wish, nothing outside hours, every shortage has its reason", arguments: 1...40)
    func properties(seed: UInt64) throws {
        let situation = try RandomSituation.make(seed: seed)
        let plan = try PlanMaker(situation).make()
        RandomSituation.check(plan, situation)
    }
}
