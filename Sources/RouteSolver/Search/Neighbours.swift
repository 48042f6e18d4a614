/// For every visit the visits nearest to it, itself first.
///
/// Near means few metres, the shorter way of the two. Lists are in space only, so that one visit sees the slots of all days.
final class Neighbours {
    let perVisit: Int
    private let lists: UnsafeMutablePointer<Int32>
    /// Mean metres to the nearest few others, the scale of a typical leg.
    let meanDistance: Int

    init(_ network: RouteNetwork, travel: TravelMatrix, most: Int) {
        let count = network.visitCount
        perVisit = min(most, count)
        lists = RouteNetwork.table(count * perVisit, RouteNetwork.nowhere)
        var total = 0
        var counted = 0
        var keys = [(metres: Int, visit: Int32)](repeating: (0, 0), count: count)
        for visit in 0..<count {
            let here = Int(network.location[visit])
            for other in 0..<count {
                let there = Int(network.location[other])
                let forth = travel.metres(from: here, to: there) ?? Int(RouteNetwork.unreachable)
                let back = travel.metres(from: there, to: here) ?? Int(RouteNetwork.unreachable)
                keys[other] = (other == visit ? -1 : min(forth, back), Int32(other))
            }
            keys.sort { ($0.metres, $0.visit) < ($1.metres, $1.visit) }
            for place in 0..<perVisit { lists[visit * perVisit + place] = keys[place].visit }
            for place in 1..<max(1, perVisit) where keys[place].metres < Int(RouteNetwork.unreachable) {
                total += keys[place].metres
                counted += 1
            }
        }
        meanDistance = counted == 0 ? 1 : max(1, total / counted)
    }

    deinit { lists.deallocate() }

    /// The neighbours of a visit, nearest first.
    @inline(__always) func list(of visit: Int32) -> UnsafeMutablePointer<Int32> { lists + Int(visit) * perVisit }
}
