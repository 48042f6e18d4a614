/// Takes some neighbouring strings of visits out of the plan.
///
/// Source: Christiaens and Vanden Berghe (2020), section 5.1, equations 5 to 9. The mean number of visits removed is about
/// `averageRemoved`. A string is at most `shortString` long in one half of the ruins and at most `longString` in the other, and never
/// longer than its route or than the mean route: many short strings are best where routes are short, few long ones where routes are long.
/// Now and then much more is taken, so that all of a long route may go.
struct Ruin {
    private let network: RouteNetwork
    private let tables: RoutingTables
    private let neighbours: Neighbours
    private let averageRemoved = 10.0
    private let shortString = 7
    private let longString = 20
    /// One ruin in so many is a great one, with that mean and that longest string.
    private let greatEvery = 100
    private let greatRemoved = 80.0
    private let greatString = 100
    /// Among so few visits there are no great ones: they would take nearly everything.
    private static let fewVisits = 150
    /// How often a string keeps some visits in its middle.
    private let splitShare = 0.5
    /// How likely the kept middle grows by one more at each step.
    private let splitDepth = 0.01
    /// The slots that lost a string in the present ruin.
    private let ruinedSlots: UnsafeMutablePointer<Int32>

    init(_ network: RouteNetwork, neighbours: Neighbours) {
        self.network = network
        tables = network.tables
        self.neighbours = neighbours
        ruinedSlots = .table(tables.slotCount, Node.nowhere)
    }

    func deallocate() { ruinedSlots.deallocate() }

    /// Removes strings near a visit, logging each touched slot first; times are right again afterwards.
    func run(around seed: Int32, _ absent: inout AbsentUnits, undo: UndoLog, random: inout SplitMix64) {
        guard network.placedCount > 0, network.usedSlots > 0 else { return }
        let meanSize = Double(network.placedCount) / Double(network.usedSlots)
        let isGreat = tables.visitCount > Self.fewVisits && random.below(greatEvery) == 0
        let ordinaryString = random.next() & 1 == 0 ? shortString : longString
        let longest = min(Double(isGreat ? greatString : ordinaryString), meanSize)
        let mostStrings = max(1.0, 4.0 * (isGreat ? greatRemoved : averageRemoved) / (1.0 + longest) - 1.0)
        let strings = Int(random.unit() * mostStrings) + 1
        let list = neighbours.near(seed)
        var ruined = 0
        let before = absent.count
        for place in 0..<neighbours.nearCount {
            guard ruined < strings else { break }
            let visit = list[place]
            guard visit >= 0 else { break }
            guard network.nodes[Int(visit)].isPlaced, tables.hold[Int(visit)] == RoutingTables.Hold.free else { continue }
            let slot = network.slot(of: visit)
            guard !isRuined(slot, among: ruined) else { continue }
            ruinedSlots[ruined] = slot
            undo.touch(slot, in: network)
            let size = Int(network.size[Int(slot)])
            let most = min(Double(size), longest)
            let length = min(size, max(1, Int(random.unit() * most + 1.0)))
            removeString(around: visit, slot: slot, length: length, size: size, absent: &absent, random: &random)
            ruined += 1
        }
        if tables.hasSeries { removeSiblings(from: before, &absent, undo: undo) }
        for place in 0..<undo.count where tables.slots[Int(undo.touchedSlot(place))].isIntricate {
            network.refresh(undo.touchedSlot(place))
        }
    }

    private func isRuined(_ slot: Int32, among count: Int) -> Bool {
        for place in 0..<count where ruinedSlots[place] == slot { return true }
        return false
    }

    /// Removes `length` visits in a row of which `visit` is one, sparing a stretch in the middle now and then.
    private func removeString(
        around visit: Int32, slot: Int32, length: Int, size: Int, absent: inout AbsentUnits, random: inout SplitMix64
    ) {
        var spared = 0
        if length > 1, length < size, random.unit() < splitShare {
            spared = 1
            while length + spared < size, random.unit() < splitDepth { spared += 1 }
        }
        let span = length + spared
        // Where the visit stands among the visits of its route decides how far back the string may begin.
        let before = visitsBefore(visit, most: span - 1)
        let behind = visitsBehind(visit, most: span - 1)
        let leastBack = max(0, span - 1 - behind)
        let back = leastBack + random.below(max(0, before - leastBack) + 1)
        var node = visit
        for _ in 0..<back { node = stepBack(node) }
        let keepFrom = spared == 0 ? span : 1 + random.below(max(1, length - 1))
        node = remove(keepFrom, from: node, slot: slot, &absent)
        guard spared > 0 else { return }
        for _ in 0..<spared { node = stepOn(node) }
        _ = remove(length - keepFrom, from: node, slot: slot, &absent)
    }

    /// Removes so many visits in a row, over loadings, and returns the visit behind them (or the end).
    private func remove(_ count: Int, from first: Int32, slot: Int32, _ absent: inout AbsentUnits) -> Int32 {
        var node = first
        var left = count
        while left > 0 {
            let run = node
            var length = 0
            while length < left, Int(node) < tables.visitCount {
                absent.append(node)
                node = network.nodes[Int(node)].next
                length &+= 1
            }
            if length > 0 { network.removeRun(from: run, count: length, slot: slot) }
            left &-= length
            while Int(node) >= tables.visitCount, network.nodes[Int(node)].next != Node.nowhere { node = network.nodes[Int(node)].next }
            if network.nodes[Int(node)].next == Node.nowhere { break }
        }
        return node
    }

    /// Takes the other visits of every ruined series out as well, and leaves one entry for each series.
    private func removeSiblings(from first: Int, _ absent: inout AbsentUnits, undo: UndoLog) {
        let ruined = absent.count
        var kept = first
        for place in first..<ruined {
            let visit = absent.units[place]
            let index = tables.seriesOf[Int(visit)]
            guard index >= 0 else {
                absent.units[kept] = visit
                kept &+= 1
                continue
            }
            let isNew = tables.withSeries(Int(index)) { series in
                let leader = Int32(series.visits[0])
                for earlier in 0..<kept where absent.units[earlier] == leader { return false }
                for number in 0..<series.visitCount {
                    let sibling = Int32(series.visits[number])
                    guard network.nodes[Int(sibling)].isPlaced, tables.hold[Int(sibling)] == RoutingTables.Hold.free else { continue }
                    let slot = network.slot(of: sibling)
                    undo.touch(slot, in: network)
                    network.removeRun(from: sibling, count: 1, slot: slot)
                }
                absent.units[kept] = leader
                return true
            }
            if isNew { kept &+= 1 }
        }
        absent.shrink(to: kept)
    }

    private func visitsBefore(_ visit: Int32, most: Int) -> Int {
        var found = 0
        var node = network.nodes[Int(visit)].previous
        while found < most, node != Node.nowhere {
            if Int(node) < tables.visitCount {
                guard tables.hold[Int(node)] == RoutingTables.Hold.free else { return found }
                found += 1
            }
            node = network.nodes[Int(node)].previous
        }
        return found
    }

    private func visitsBehind(_ visit: Int32, most: Int) -> Int {
        var found = 0
        var node = network.nodes[Int(visit)].next
        while found < most, node != Node.nowhere {
            if Int(node) < tables.visitCount { found += 1 }
            node = network.nodes[Int(node)].next
        }
        return found
    }

    /// The visit before a visit, over loadings.
    private func stepBack(_ visit: Int32) -> Int32 {
        var node = network.nodes[Int(visit)].previous
        while Int(node) >= tables.visitCount { node = network.nodes[Int(node)].previous }
        return node
    }

    /// The visit behind a visit, over loadings.
    private func stepOn(_ visit: Int32) -> Int32 {
        var node = network.nodes[Int(visit)].next
        while Int(node) >= tables.visitCount { node = network.nodes[Int(node)].next }
        return node
    }
}
