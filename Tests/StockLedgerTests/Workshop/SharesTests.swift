import StockLedger
import Testing

@Suite("Whole units divided by weights")
struct SharesTests {
    @Test("the largest remainders get the units that are over, of equal ones the first")
    func remainders() {
        // 10 × 3/8 = 3.75, 10 × 3/8 = 3.75, 10 × 2/8 = 2.5.
        #expect(Shares.divide(10, by: [3, 3, 2]) == [4, 4, 2])
        #expect(Shares.divide(1, by: [1, 1]) == [1, 0])
        #expect(Shares.divide(5, by: []) == [])
        #expect(Shares.divide(5, by: [0, 0]) == [5, 0])
        #expect(Shares.divide(0, by: [2, 3]) == [0, 0])
    }

    @Test("many small amounts are divided as fairly as their sum: nobody loses every single piece")
    func carried() {
        var carried: [Int128] = []
        var sums: [Int64] = [0, 0]
        for _ in 0..<10 {
            let parts = Shares.divide(1, by: [3, 2], carrying: &carried)
            #expect(parts.reduce(0, +) == 1)
            for index in sums.indices { sums[index] += parts[index] }
        }
        // Ten pieces by 3 : 2.
        #expect(sums == [6, 4])
    }

    @Test("the parts of any division add up and are never below zero")
    func sums() {
        var seed: UInt64 = 7
        func next(_ below: UInt64) -> Int64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int64((seed >> 33) % below)
        }
        for _ in 0..<500 {
            let weights = (0..<Int(next(5) + 1)).map { _ in next(1_000) + 1 }
            var carried: [Int128] = []
            for _ in 0..<6 {
                let total = next(40)
                let parts = Shares.divide(total, by: weights, carrying: &carried)
                #expect(parts.reduce(0, +) == total && parts.allSatisfy { $0 >= 0 })
                #expect(carried.reduce(0, +) == 0)
            }
        }
    }
}
