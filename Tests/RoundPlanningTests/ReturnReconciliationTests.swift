import Measures
import RouteSolver
import Testing

@testable import RoundPlanning

@Suite("Settling a round that came back") struct ReturnReconciliationTests {
    private let bags = RoundSheet.LoadedLot(item: "firewood-bag", lot: 7, loaded: 100)

    private func line(_ outflow: RoundOutflow, stop: Int? = nil, _ item: String, lot: Int64?, _ units: Int64) -> RoundOutflowLine {
        RoundOutflowLine(outflow: outflow, stop: stop, item: item, lot: lot, units: units, allocated: false)
    }

    private func wood(_ outflow: RoundOutflow, stop: Int? = nil, _ units: Int64, allocated: Bool = false) -> RoundOutflowLine {
        RoundOutflowLine(outflow: outflow, stop: stop, item: "firewood-bag", lot: 7, units: units, allocated: allocated)
    }

    @Test("what left the van is shared over stops by people served, and marked")
    func shared() throws {
        // 100 loaded, 9 back, 1 damaged: 90 over 120 and 60 people: 60 and 30.
        let sheet = RoundSheet(
            lots: [bags],
            stops: [StopRecord(stop: 1, people: 120), StopRecord(stop: 2, people: 60), StopRecord(stop: 3, people: 9, outcome: .noAccess)],
            returned: [ItemUnits("firewood-bag", 9)], damaged: [ItemUnits("firewood-bag", 1)])
        #expect(
            try ReturnReconciliation(sheet).lines == [
                wood(.distributed, stop: 1, 60, allocated: true), wood(.distributed, stop: 2, 30, allocated: true), wood(.damaged, 1),
                wood(.returned, 9),
            ])
    }

    @Test("what was found of a lot and given out is not given out of another lot once more")
    func foundLot() throws {
        // 9 of lot 8 were given although nobody had loaded them; then 20 of lot 7 were loaded. All 20 come back, and lot 8 owes nothing.
        let sheet = RoundSheet(
            lots: [
                RoundSheet.LoadedLot(item: "firewood-bag", lot: 7, loaded: 20),
                RoundSheet.LoadedLot(item: "firewood-bag", lot: 8, loaded: 0),
            ],
            stops: [StopRecord(stop: 1, people: 9, given: [ItemUnits("firewood-bag", lot: 8, 9)])],
            found: [ItemUnits("firewood-bag", lot: 8, 9)], rest: .cameBack)
        #expect(
            try ReturnReconciliation(sheet).lines.map { "\($0.outflow.rawValue) \($0.lot ?? 0) \($0.units)" } == [
                "distributed 8 9", "returned 7 20",
            ])
    }

    @Test("rest=yes: what the sheet does not name came back")
    func rest() throws {
        let sheet = RoundSheet(
            lots: [bags], stops: [StopRecord(stop: 1, people: 120, given: [ItemUnits("firewood-bag", 70)])], rest: .cameBack)
        #expect(
            try ReturnReconciliation(sheet).lines == [wood(.distributed, stop: 1, 70), wood(.returned, 30, allocated: true)])
    }

    @Test("a difference is refused with its figure per item, above zero missing and below zero too much")
    func unbalanced() {
        let soap = RoundSheet.LoadedLot(item: "soap", lot: 9, loaded: 10)
        let sheet = RoundSheet(
            lots: [bags, soap],
            stops: [StopRecord(stop: 1, people: 5, given: [ItemUnits("firewood-bag", 70), ItemUnits("soap", 12)])],
            returned: [ItemUnits("firewood-bag", 20)])
        #expect(
            throws: ReconciliationError.unbalanced(RoundUnbalanced(differences: [ItemUnits("firewood-bag", 10), ItemUnits("soap", -2)]))
        ) { try ReturnReconciliation(sheet) }
    }

    @Test("closed anyway, what is missing stays unexplained and what is too much is found")
    func anyway() throws {
        let soap = RoundSheet.LoadedLot(item: "soap", lot: 9, loaded: 10)
        let sheet = RoundSheet(
            lots: [bags, soap],
            stops: [StopRecord(stop: 1, people: 5, given: [ItemUnits("firewood-bag", 70), ItemUnits("soap", 12)])],
            returned: [ItemUnits("firewood-bag", 20)], rest: .unexplained)
        let settled = try ReturnReconciliation(sheet)
        #expect(
            settled.lines == [
                wood(.distributed, stop: 1, 70), wood(.unexplained, 10, allocated: true), wood(.returned, 20),
                line(.distributed, stop: 1, "soap", lot: 9, 10), line(.distributed, stop: 1, "soap", lot: 9, 2),
            ])
        #expect(settled.accounts.map(\.found) == [0, 2])
        #expect(settled.accounts.map(\.difference) == [0, 0])
    }

    @Test("a parent stands for its sizes, and lots go first expired first out")
    func parent() throws {
        let early = try CivilDate(year: 2026, month: 12, day: 1)
        let late = try CivilDate(year: 2027, month: 3, day: 1)
        let sheet = RoundSheet(
            lots: [
                RoundSheet.LoadedLot(item: "gloves-l", parent: "gloves", lot: 2, expires: late, loaded: 10),
                RoundSheet.LoadedLot(item: "gloves-m", parent: "gloves", lot: 1, expires: early, loaded: 10, toppedUp: 5),
            ], stops: [StopRecord(stop: 1, people: 30, given: [ItemUnits("gloves", 18)])], returned: [ItemUnits("gloves", 7)])
        #expect(
            try ReturnReconciliation(sheet).lines == [
                line(.distributed, stop: 1, "gloves-l", lot: 2, 3), line(.returned, "gloves-l", lot: 2, 7),
                line(.distributed, stop: 1, "gloves-m", lot: 1, 15),
            ])
    }

    @Test("found goods that were never loaded are accounted for too")
    func found() throws {
        let sheet = RoundSheet(
            lots: [bags], found: [ItemUnits("tent", 2)], returned: [ItemUnits("firewood-bag", 100), ItemUnits("tent", 2)])
        #expect(try ReturnReconciliation(sheet).lines == [wood(.returned, 100), line(.returned, "tent", lot: nil, 2)])
    }

    @Test("impossible figures are refused by name")
    func figures() {
        #expect(throws: ReconciliationError.figure(RoundFigureError(item: "firewood-bag", units: -1))) {
            try ReturnReconciliation(RoundSheet(lots: [bags], lost: [ItemUnits("firewood-bag", -1)]))
        }
    }

    @Test("a lot that did not carry enough gives what it has, and the rest is concluded from another")
    func otherLot() throws {
        let more = RoundSheet.LoadedLot(item: "firewood-bag", lot: 8, loaded: 50)
        let sheet = RoundSheet(
            lots: [bags, more],
            stops: [
                StopRecord(stop: 1, people: 9, given: [ItemUnits("firewood-bag", lot: 8, 60), ItemUnits("firewood-bag", lot: 99, 20)])
            ],
            rest: .cameBack)
        #expect(
            try ReturnReconciliation(sheet).lines == [
                wood(.distributed, stop: 1, 10, allocated: true), wood(.distributed, stop: 1, 20, allocated: true),
                line(.distributed, stop: 1, "firewood-bag", lot: 8, 50), wood(.returned, 70, allocated: true),
            ])
    }

    @Test("whatever a sheet says, a settled round balances and its lines add up to its accounts", arguments: 1...150)
    func adds(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let items = ["gloves-l", "gloves-m", "soap"]
        func some(_ most: Int, _ count: Int) -> [ItemUnits] {
            (0..<random.below(count + 1)).map { _ in
                let name = (items + ["gloves", "tent"])[random.below(5)]
                return ItemUnits(name, lot: random.below(4) == 0 ? Int64(random.below(8)) : nil, Int64(random.below(most)))
            }
        }
        let sheet = RoundSheet(
            lots: (0..<6).map { number in
                let item = items[number % 3]
                return RoundSheet.LoadedLot(
                    item: item, parent: item == "soap" ? nil : "gloves", lot: Int64(number), loaded: Int64(random.below(50)),
                    toppedUp: Int64(random.below(9)))
            },
            stops: (1...3).map { StopRecord(stop: $0, people: Int64(random.below(80)), given: random.below(2) == 0 ? nil : some(15, 3)) },
            found: some(5, 1), handedOver: some(5, 1), returned: some(20, 3), damaged: some(4, 1), wasted: some(4, 1), seized: some(4, 1),
            lost: some(4, 1), rest: RoundSheet.Rest.allCases[random.below(3)])
        do {
            let settled = try ReturnReconciliation(sheet)
            #expect(settled.accounts.allSatisfy { $0.difference == 0 })
            for outflow in RoundOutflow.allCases {
                let booked = settled.lines.filter { $0.outflow == outflow }.reduce(0) { $0 + $1.units }
                #expect(booked == settled.accounts.reduce(0) { $0 + $1[outflow] })
            }
            for lot in sheet.lots {
                let booked = settled.lines.filter { $0.lot == lot.lot }.reduce(0) { $0 + $1.units }
                #expect(booked >= lot.loaded + lot.toppedUp)
            }
        } catch .unbalanced(let unbalanced) {
            #expect(sheet.rest != .unexplained && !unbalanced.differences.isEmpty && unbalanced.differences.allSatisfy { $0.units != 0 })
        } catch {
            Issue.record("no figure of this sheet is impossible: \(error)")
        }
    }
}
