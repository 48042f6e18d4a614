/// How far and how long it is from each location to each other one.
///
/// Nothing is assumed of it: the way back may be longer, and a detour may be shorter than the direct way. From a location to itself it is
/// always 0, whatever the table says.
package struct TravelMatrix: Sendable, Hashable {
    /// What stands in `seconds` or `metres` where there is no way.
    package static let unreachable = -1

    /// How many locations there are.
    package let count: Int
    /// Seconds from row to column, row after row.
    package private(set) var seconds: [Int]
    /// Metres from row to column, row after row.
    package private(set) var metres: [Int]

    /// A matrix out of its rows; the two lists hold `count * count` figures each, which `ProblemCheck` verifies.
    package init(count: Int, seconds: [Int], metres: [Int]) {
        self.count = count
        self.seconds = seconds
        self.metres = metres
    }

    /// A matrix in which a metre takes a second, for problems that only know distances.
    package init(distances: [[Int]]) {
        let flat = distances.flatMap { $0 }
        self.init(count: distances.count, seconds: flat, metres: flat)
    }

    /// Seconds from one location to another, `nil` when there is no way or no such location.
    package func seconds(from: Int, to: Int) -> Int? { entry(of: seconds, from: from, to: to) }

    /// Metres from one location to another, `nil` when there is no way or no such location.
    package func metres(from: Int, to: Int) -> Int? { entry(of: metres, from: from, to: to) }

    private func entry(of table: [Int], from: Int, to: Int) -> Int? {
        guard (0..<count).contains(from), (0..<count).contains(to), table.count == count * count else { return nil }
        if from == to { return 0 }
        let value = table[from * count + to]
        return value < 0 ? nil : value
    }
}
