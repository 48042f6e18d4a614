/// Seconds and cost of every leg for one kind of vehicle.
///
/// `out` is read along a row for the ways from one location, `back` along a row for the ways to it, so that looking at the places for one visit
/// stays within few rows of memory. Tables that would be the same are one.
struct TravelTable {
    /// From row to column.
    let out: TravelRows
    /// From column to row.
    let back: TravelRows

    /// Stands where there is no way: later than every window and small enough to be added to.
    static let unreachable: Int32 = 500_000_000

    init(_ travel: TravelMatrix, order: LocationOrder, speedPercent: Int, costPerMetre: Int, costPerDrivingSecond: Int) {
        let size = travel.count * travel.count
        let seconds = UnsafeMutablePointer<Int32>.table(size, Self.unreachable)
        let cost = UnsafeMutablePointer<Int32>.table(size, Self.unreachable)
        travel.seconds.withUnsafeBufferPointer { given in
            travel.metres.withUnsafeBufferPointer { metres in
                for from in 0..<travel.count {
                    let row = order.place[from] * travel.count
                    for to in 0..<travel.count {
                        let index = from * travel.count + to
                        guard given[index] >= 0, metres[index] >= 0 else { continue }
                        let driven = speedPercent == 100 ? given[index] : (given[index] * 100 + speedPercent - 1) / speedPercent
                        let place = row + order.place[to]
                        seconds[place] = Int32(min(driven, Int(Self.unreachable)))
                        cost[place] = Int32(min(metres[index] * costPerMetre + driven * costPerDrivingSecond, Int(Self.unreachable)))
                    }
                }
            }
        }
        for place in 0..<travel.count {
            seconds[place * travel.count + place] = 0
            cost[place * travel.count + place] = 0
        }
        out = TravelRows(seconds: seconds, cost: cost).shared(size)
        back = out.turned(travel.count)
    }

    func deallocate() {
        let tables: Set = [out.seconds, out.cost, back.seconds, back.cost]
        for table in tables { table.deallocate() }
    }
}

/// Seconds and cost of legs, each a table of its own: whoever looks for a cheap place asks for the time of few.
struct TravelRows {
    let seconds: UnsafeMutablePointer<Int32>
    let cost: UnsafeMutablePointer<Int32>

    /// Seconds and cost.
    @inline(__always) subscript(index: Int) -> SIMD2<Int32> { SIMD2(seconds[index], cost[index]) }

    /// The rows that begin so much further on.
    @inline(__always) static func + (rows: TravelRows, offset: Int) -> TravelRows {
        TravelRows(seconds: rows.seconds + offset, cost: rows.cost + offset)
    }

    /// The same with one table for both where they are the same, the other freed.
    fileprivate func shared(_ size: Int) -> TravelRows {
        for index in 0..<size where seconds[index] != cost[index] { return self }
        cost.deallocate()
        return TravelRows(seconds: seconds, cost: seconds)
    }

    /// The same from column to row; where that makes no difference, the same tables.
    fileprivate func turned(_ count: Int) -> TravelRows {
        let turned = Self.turned(seconds, count)
        return TravelRows(seconds: turned, cost: cost == seconds ? turned : Self.turned(cost, count))
    }

    private static func turned(_ table: UnsafeMutablePointer<Int32>, _ count: Int) -> UnsafeMutablePointer<Int32> {
        guard !isSymmetric(table, count) else { return table }
        let turned = UnsafeMutablePointer<Int32>.table(count * count, 0)
        for row in 0..<count {
            for column in 0..<count { turned[column * count + row] = table[row * count + column] }
        }
        return turned
    }

    private static func isSymmetric(_ table: UnsafeMutablePointer<Int32>, _ count: Int) -> Bool {
        for row in 0..<count {
            for column in 0..<row where table[row * count + column] != table[column * count + row] { return false }
        }
        return true
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
