/// Seconds and cost of every leg for one kind of vehicle, side by side so that one cache line serves both.
///
/// `out` is read along a row for the ways from one location, `back` along a row for the ways to it, so that looking at the places for one visit
/// stays within two rows of memory. Where both are the same they are one table.
struct TravelTable {
    /// Seconds and cost from row to column.
    let out: UnsafeMutablePointer<SIMD2<Int32>>
    /// Seconds and cost from column to row.
    let back: UnsafeMutablePointer<SIMD2<Int32>>

    /// Stands where there is no way: later than every window and small enough to be added to.
    static let unreachable: Int32 = 500_000_000

    init(_ travel: TravelMatrix, speedPercent: Int, costPerMetre: Int, costPerDrivingSecond: Int) {
        let count = travel.count
        let out = UnsafeMutablePointer<SIMD2<Int32>>.table(count * count, SIMD2(Self.unreachable, Self.unreachable))
        travel.seconds.withUnsafeBufferPointer { seconds in
            travel.metres.withUnsafeBufferPointer { metres in
                for index in 0..<count * count where seconds[index] >= 0 && metres[index] >= 0 {
                    let driven = speedPercent == 100 ? seconds[index] : (seconds[index] * 100 + speedPercent - 1) / speedPercent
                    let cost = metres[index] * costPerMetre + driven * costPerDrivingSecond
                    out[index] = SIMD2(Int32(min(driven, Int(Self.unreachable))), Int32(min(cost, Int(Self.unreachable))))
                }
            }
        }
        for place in 0..<count { out[place * count + place] = .zero }
        self.out = out
        back = Self.isSymmetric(out, count) ? out : Self.transposed(out, count)
    }

    func deallocate() {
        if back != out { back.deallocate() }
        out.deallocate()
    }

    private static func isSymmetric(_ table: UnsafeMutablePointer<SIMD2<Int32>>, _ count: Int) -> Bool {
        for row in 0..<count {
            for column in 0..<row where table[row * count + column] != table[column * count + row] { return false }
        }
        return true
    }

    private static func transposed(_ table: UnsafeMutablePointer<SIMD2<Int32>>, _ count: Int) -> UnsafeMutablePointer<SIMD2<Int32>> {
        let turned = UnsafeMutablePointer<SIMD2<Int32>>.table(count * count, .zero)
        for row in 0..<count {
            for column in 0..<count { turned[column * count + row] = table[row * count + column] }
        }
        return turned
    }
}

extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
    /// Storage for `count` values, all the same at first; at least one, so that it is never null.
    static func table(_ count: Int, _ value: Pointee) -> UnsafeMutablePointer<Pointee> {
        let table = allocate(capacity: Swift.max(1, count))
        table.initialize(repeating: value, count: Swift.max(1, count))
        return table
    }
}
