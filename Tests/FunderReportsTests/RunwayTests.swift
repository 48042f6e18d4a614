import FunderReports
import Testing

@Suite("The runway of an item")
struct RunwayTests {
    private func level(
        _ item: String = "blanket", onHand: Int64, unusable: Int64 = 0, given: [Int64?], planned: Int64 = 0, lead: Int64 = 7
    ) -> StockLevel {
        StockLevel(
            item: item, onHand: onHand, unusable: unusable, dailyGiven: given, plannedNextSevenDays: planned, leadDays: lead)
    }

    @Test("is the usable stock over a steady rate, floored")
    func steady() {
        // 235 / 60 = 3.9: three whole days; seven days take 420.
        let runway = Runway(level(onHand: 235, given: Array(repeating: 60, count: 28)))
        #expect(runway.days == .days(3))
        #expect(runway.perDay == 60)
        #expect(runway.nextSevenDays == 420)
        #expect(runway.isLow)
    }

    @Test("weighs newer days more")
    func weighted() {
        // Two days, 0 and then 100: weights 27/29 and 1, so 100 / (56/29) = 51.78 a day; 1,000 / 51.78 = 19.3.
        let rising = Runway(level(onHand: 1_000, given: [0, 100]))
        #expect(rising.perDay == 52)
        #expect(rising.days == .days(19))
        // The other way round: 100 × (27/29) / (56/29) = 48.2 a day; 1,000 / 48.2 = 20.7.
        let falling = Runway(level(onHand: 1_000, given: [100, 0]))
        #expect(falling.perDay == 48)
        #expect(falling.days == .days(20))
    }

    @Test("leaves out days on which there was none to give")
    func stockOut() {
        // 10 a day on the days there was some; the three empty days are not days without demand.
        #expect(Runway(level(onHand: 45, given: [10, nil, nil, 10, nil, 10])).days == .days(4))
        #expect(Runway(level(onHand: 45, given: [10, 0, 0, 10, 0, 10])).perDay < 10)
    }

    @Test("takes only the last 28 days")
    func window() {
        #expect(Runway(level(onHand: 100, given: [1_000_000] + Array(repeating: 10, count: 28))).days == .days(10))
    }

    @Test("follows the plan of the next seven days when that is more")
    func planned() {
        // 140 planned in 7 days are 20 a day, more than 10: 100 / 20 = 5.
        #expect(Runway(level(onHand: 100, given: [10], planned: 140)).days == .days(5))
        // 35 planned are 5 a day, less than 10.
        #expect(Runway(level(onHand: 100, given: [10], planned: 35)).days == .days(10))
    }

    @Test("says no demand instead of infinity, and out instead of zero")
    func words() {
        #expect(Runway(level(onHand: 48, given: [0, 0, 0])).days == .noDemand)
        #expect(Runway(level(onHand: 48, given: [])).days == .noDemand)
        #expect(Runway(level(onHand: 0, given: [0, 5])).days == .out)
        #expect(Runway(level(onHand: 0, given: [nil], planned: 7)).days == .out)
        #expect(!Runway(level(onHand: 0, given: [5])).isLow)
    }

    @Test("does not count what is in quarantine or expired")
    func unusable() {
        #expect(Runway(level(onHand: 100, unusable: 100, given: [10])).days == .out)
        #expect(Runway(level(onHand: 100, unusable: 70, given: [10])).days == .days(3))
    }

    @Test("tables begin with the shortest and end without demand, equal ones by code")
    func order() {
        let table = Runway.table([
            level("d", onHand: 5, given: [0]), level("c", onHand: 30, given: [10]), level("b", onHand: 30, given: [10]),
            level("a", onHand: 90, given: [10]), level("e", onHand: 0, given: [10]),
        ])
        #expect(table.map(\.item) == ["e", "b", "c", "a", "d"])
    }

    @Test("stays exact at the largest quantities the books hold")
    func large() {
        let most: Int64 = 1_000_000_000_000_000
        #expect(Runway(level(onHand: most, given: Array(repeating: most, count: 28), planned: most)).days == .days(1))
    }
}
