/// Takes some neighbouring strings of visits out of the plan.
///
/// Source: Christiaens and Vanden Berghe (2020), section 5.1, equations 5 to 9. The mean number of visits removed is
/// `averageRemoved`; a string is at most `longestString` long and no longer than its route.
struct Ruin {
    var averageRemoved = 10.0
    var longestString = 10
    /// How often a string keeps some visits in its middle.
    var splitShare = 0.5
    /// How likely the kept middle stops growing at each step.
    var splitDepth = 0.99

    /// Removes strings near a random visit, logging each touched slot first, and refreshes their times.
    func run(
        _ network: RouteNetwork, neighbours: Neighbours, absent: inout AbsentList, undo: UndoLog, random: inout SplitMix64
    ) {
        let present = network.visitCount - absent.count
        guard present > 0, network.usedSlots > 0 else { return }
        let meanSize = Double(present) / Double(network.usedSlots)
        let longest = min(Double(longestString), meanSize)
        let mostStrings = max(1.0, 4.0 * averageRemoved / (1.0 + longest) - 1.0)
        let strings = Int(random.unit() * mostStrings) + 1
        let seed = Int32(random.below(network.visitCount))
        let list = neighbours.list(of: seed)
        var ruined = 0
        for place in 0..<neighbours.perVisit {
            guard ruined < strings else { break }
            let visit = list[place]
            let slot = network.slot[Int(visit)]
            guard slot != RouteNetwork.nowhere, !undo.isTouched(slot) else { continue }
            undo.touch(slot, in: network)
            let size = Int(network.size[Int(slot)])
            let most = min(Double(size), longest)
            let length = min(size, max(1, Int(random.unit() * most + 1.0)))
            removeString(around: visit, length: length, size: size, network, absent: &absent, random: &random)
            ruined += 1
        }
        for place in 0..<undo.count { network.refresh(slot: undo.touchedSlot(place)) }
    }

    /// Removes `length` visits in a row of which `visit` is one, sparing a stretch in the middle now and then.
    private func removeString(
        around visit: Int32, length: Int, size: Int, _ network: RouteNetwork, absent: inout AbsentList, random: inout SplitMix64
    ) {
        var spared = 0
        if length > 1, length < size, random.unit() < splitShare {
            spared = 1
            while length + spared < size, random.unit() > splitDepth { spared += 1 }
        }
        let span = length + spared
        // Where the visit stands among the visits of its route decides how far back the string may begin.
        let before = visitsBefore(visit, network, most: span - 1)
        let behind = visitsBehind(visit, network, most: span - 1)
        let leastBack = max(0, span - 1 - behind)
        let back = leastBack + random.below(before - leastBack + 1)
        var node = visit
        for _ in 0..<back { node = step(network.previous, from: node, network) }
        let keepFrom = spared == 0 ? span : 1 + random.below(max(1, length - 1))
        for offset in 0..<span {
            let following = offset + 1 < span ? step(network.next, from: node, network) : node
            if offset < keepFrom || offset >= keepFrom + spared {
                network.remove(node)
                absent.append(node)
            }
            node = following
        }
    }

    private func visitsBefore(_ visit: Int32, _ network: RouteNetwork, most: Int) -> Int {
        count(network.previous, from: visit, network, most: most)
    }

    private func visitsBehind(_ visit: Int32, _ network: RouteNetwork, most: Int) -> Int {
        count(network.next, from: visit, network, most: most)
    }

    private func count(_ links: UnsafeMutablePointer<Int32>, from visit: Int32, _ network: RouteNetwork, most: Int) -> Int {
        var found = 0
        var node = links[Int(visit)]
        while found < most, node != RouteNetwork.nowhere {
            if Int(node) < network.visitCount { found += 1 }
            node = links[Int(node)]
        }
        return found
    }

    /// The next visit along the links, over reload nodes.
    private func step(_ links: UnsafeMutablePointer<Int32>, from visit: Int32, _ network: RouteNetwork) -> Int32 {
        var node = links[Int(visit)]
        while Int(node) >= network.visitCount { node = links[Int(node)] }
        return node
    }
}
