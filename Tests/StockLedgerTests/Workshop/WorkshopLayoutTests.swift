import StockLedger
import Testing

@Suite("What went in, laid to what came out")
struct WorkshopLayoutTests {
    private typealias Output = WorkshopLayout.Output
    private typealias Cell = WorkshopLayout.Cell

    @Test("the same item comes out unit for unit, of every lot in proportion")
    func sameItem() {
        // 1,000 and 300 tents; 900 good, 350 damaged, 50 rags: 50 × 1000/1300 = 38.46, 50 × 300/1300 = 11.54.
        let layout = WorkshopLayout(
            inputs: [1_000, 300], outputs: [Output(units: 900, weight: 0, isSame: true), Output(units: 350, weight: 0, isSame: true)],
            waste: 50)
        #expect(layout.waste.map(\.from) == [38, 12])
        for (row, units) in [1_000, 300].enumerated() {
            #expect(layout.cells[row].reduce(layout.waste[row].from) { $0 + $1.from } == Int64(units))
            #expect(layout.cells[row].allSatisfy { $0.from == $0.to })
        }
        #expect(layout.cells.reduce(0) { $0 + $1[0].to } == 900)
        #expect(layout.cells.reduce(0) { $0 + $1[1].to } == 350)
    }

    @Test("other things share what went in by their weight, its value too")
    func byWeight() {
        // One bag: 6 kg of coats, 2 kg of shoes. One unit cannot be halved, its value can: 3 to 1.
        let layout = WorkshopLayout(
            inputs: [1], outputs: [Output(units: 6, weight: 6_000, isSame: false), Output(units: 4, weight: 2_000, isSame: false)], waste: 0
        )
        #expect(layout.cells[0].map(\.from) == [1, 0])
        #expect(layout.cells[0].map(\.to) == [6, 4])
        #expect(layout.cells[0].map(\.share) == [6_000, 2_000])
    }

    @Test("waste bears its part of the value by what was thrown away")
    func waste() {
        // 7 t of logs, 2 t thrown away: the share of the waste is 2 to 5.
        let layout = WorkshopLayout(
            inputs: [7_000_000], outputs: [Output(units: 1_000, weight: 5_000_000, isSame: false)], waste: 2_000_000)
        #expect(layout.cells[0][0].from == 5_000_000)
        #expect(layout.waste[0].share * 5 == layout.cells[0][0].share * 2)
    }

    @Test("everything that went in is laid to something, whatever the figures")
    func complete() {
        var seed: UInt64 = 11
        func next(_ below: UInt64) -> Int64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int64((seed >> 33) % below)
        }
        for _ in 0..<500 {
            let inputs = (0..<Int(next(4) + 1)).map { _ in next(30) + 1 }
            let total = inputs.reduce(0, +)
            let waste = next(UInt64(total))
            let same = next(UInt64(total - waste + 1))
            let others = (0..<Int(next(3) + 1)).map { _ in Output(units: next(20) + 1, weight: next(900) + 1, isSame: false) }
            let layout = WorkshopLayout(inputs: inputs, outputs: [Output(units: same, weight: 0, isSame: true)] + others, waste: waste)
            for row in inputs.indices {
                #expect(layout.cells[row].reduce(layout.waste[row].from) { $0 + $1.from } == inputs[row])
            }
            for (column, output) in others.enumerated() {
                #expect(layout.cells.reduce(0) { $0 + $1[column + 1].to } == output.units)
            }
            #expect(layout.cells.reduce(0) { $0 + $1[0].to } == same)
            #expect(layout.waste.reduce(0) { $0 + $1.from } == waste)
        }
    }
}
