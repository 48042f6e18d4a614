import Measures
import Testing

@testable import RoundPlanning

@Suite("What people need") struct NeedTests {
    private let day = CivilDate(dayNumber: 20_778)

    private func delivery(_ daysAgo: Int, _ units: Int64) -> PastDelivery {
        PastDelivery(site: "s", item: "i", date: day.adding(days: -daysAgo), units: units)
    }

    @Test("one bag in 8 days for 30 people over 2 days is 7.5 bags, rounded up to 8")
    func ratio() {
        let need = Need(item: "bag", units: 1, perDays: 8, intervalDays: 2)
        #expect(need.required(people: 30, days: 2, frost: false) == 8)
        #expect(need.lasting == false)
    }

    @Test("what is used up is left only as long as it lasts")
    func left() {
        // 10 a day: 50 given 6 days ago leave 20 after three; with 70 more they are 90, and 60 after three more.
        let need = Need(item: "i", units: 1)
        #expect(need.left(of: [delivery(3, 70), delivery(6, 50)], people: 10, on: day) == 60)
        #expect(need.left(of: [delivery(6, 50)], people: 10, on: day) == 0)
        #expect(need.left(of: [], people: 10, on: day) == 0)
    }

    @Test("a season over the turn of the year holds in its months only")
    func season() throws {
        let need = Need(item: "wood", units: 1, season: (from: 11, until: 5))
        let dates = try [10, 11, 12, 1, 5, 6].map { try CivilDate(year: 2026, month: $0, day: 15) }
        #expect(dates.map(need.isInSeason) == [false, true, true, true, true, false])
    }

    @Test("frost raises the rate, and the largest figures do not trap")
    func extremes() {
        let need = Need(item: "wood", units: 1_000, frostUnits: 1_500)
        #expect(need.required(people: 2, days: 3, frost: true) == 9_000)
        let huge = Need(item: "wood", units: .max, perDays: 1)
        #expect(huge.required(people: .max, days: 1, frost: false) == Quantity.ceiling)
    }

    @Test("a blanket in 90 days lasts, and comes for those who were given none")
    func lasting() throws {
        // 40 people, 25 given 80 days ago still count (90 days), 10 given 85 days ago are past the 83 days before the visit's own 7.
        var situation = try Situations.base()
        situation.sites = [try Situations.site("beach", people: 40)]
        situation.items = [
            PlannedItem(sku: "blanket", measure: UnitMeasure(units: 1, mass: Mass(grams: 1_500), volume: Volume(millilitres: 9_000)))
        ]
        situation.needs = [Need(item: "blanket", units: 1, perDays: 90, intervalDays: 7)]
        situation.stock = [StockLot(lot: 1, item: "blanket", owner: "a", units: 100)]
        situation.deliveries = [80, 85].map {
            PastDelivery(site: "beach", item: "blanket", date: Situations.firstDay.adding(days: -$0), units: $0 == 80 ? 25 : 10)
        }
        let plan = try PlanMaker(situation).make()
        #expect(plan.coverage == [SiteCoverage(site: "beach", item: "blanket", required: 40, given: 25, planned: 15)])
    }
}
