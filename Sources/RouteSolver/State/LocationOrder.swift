/// Numbers the locations so that near ones have near numbers: each is followed by the nearest that has none yet.
///
/// Whoever looks through a route reads one row of a travel table at the locations of its visits. These are near each other, so their entries
/// share cache lines and a large table costs hardly more than a small one.
struct LocationOrder {
    /// The number of each location.
    let place: [Int]

    init(_ travel: TravelMatrix) {
        var place = Array(repeating: 0, count: travel.count)
        var left = Array(0..<travel.count)
        var last = 0
        travel.metres.withUnsafeBufferPointer { metres in
            while !left.isEmpty {
                let row = last * travel.count
                var nearest = 0
                var least = Int.max
                for candidate in left.indices {
                    let way = metres[row + left[candidate]]
                    guard way != TravelMatrix.unreachable, way < least else { continue }
                    least = way
                    nearest = candidate
                }
                last = left[nearest]
                left[nearest] = left[left.count - 1]
                left.removeLast()
                place[last] = travel.count - left.count - 1
            }
        }
        self.place = place
    }
}
