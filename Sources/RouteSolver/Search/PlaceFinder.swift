/// Looks for the cheapest feasible place of one visit: in the slots touched by this iteration, in those of its nearest neighbours, then in slots
/// not used yet; in all used ones when asked, or when they are few.
struct PlaceFinder {
    private let network: RouteNetwork
    private let tables: RoutingTables
    private let neighbours: Neighbours
    private let places: SlotPlaces
    /// How often the cheapest place of a slot is not seen.
    private let blink: Double
    /// Up to so many used slots all of them are asked rather than those of near neighbours.
    private let fewSlots = 12
    /// Which slots have been asked for the present visit, by its number.
    private let asked: UnsafeMutablePointer<UInt32>
    /// The number of the present question.
    private let question: UnsafeMutablePointer<UInt32>

    /// Where a visit may go, as `SlotPlaces` says.
    struct Place {
        var target: Int32 = Node.nowhere
        var cost: Int

        @inline(__always) var isFound: Bool { target != Node.nowhere }
    }

    init(_ network: RouteNetwork, neighbours: Neighbours, places: SlotPlaces, blink: Double) {
        self.network = network
        tables = network.tables
        self.neighbours = neighbours
        self.places = places
        self.blink = blink
        asked = .table(tables.slotCount, 0)
        question = .table(1, 0)
    }

    func deallocate() {
        asked.deallocate()
        question.deallocate()
    }

    /// The cheapest place for a visit that costs less than `bound`; in all slots if `everywhere`, otherwise in near ones and new ones.
    @inline(__always)
    func cheapest(for visit: Int32, ruined: UndoLog, bound: Int, everywhere: Bool, random: inout SplitMix64) -> Place {
        var best = Place(cost: bound)
        forEachSlot(near: visit, ruined: ruined, everywhere: everywhere) { slot in
            let answer = seen(visit, slot, below: best.cost, &random)
            if answer.cost < best.cost, answer.target != Node.nowhere {
                best = Place(target: answer.target, cost: answer.cost)
            }
        }
        return best
    }

    /// The cheapest place of a visit on each day, where it costs less than what stands there.
    @inline(__always)
    func cheapestByDay(
        for visit: Int32, ruined: UndoLog, everywhere: Bool, _ costs: UnsafeMutablePointer<Int>, _ targets: UnsafeMutablePointer<Int32>,
        random: inout SplitMix64
    ) {
        forEachSlot(near: visit, ruined: ruined, everywhere: everywhere) { slot in
            let day = Int(tables.slotDay[Int(slot)])
            let answer = seen(visit, slot, below: costs[day], &random)
            if answer.cost < costs[day], answer.target != Node.nowhere {
                costs[day] = answer.cost
                targets[day] = answer.target
            }
        }
    }

    /// What is seen of a slot: its cheapest place, or when that is passed over nothing; in slots of several trips as often the next best place, so
    /// that a visit comes to a later trip though there is room in an earlier one.
    @inline(__always)
    private func seen(_ visit: Int32, _ slot: Int32, below bound: Int, _ random: inout SplitMix64) -> SlotPlaces.Answer {
        let answer = places.answer(for: visit, in: slot)
        guard answer.cost < bound, answer.target != Node.nowhere, random.unit() <= blink else { return answer }
        guard tables.slotIsIntricate[Int(slot)], random.below(2) == 0 else {
            return SlotPlaces.Answer(cost: SlotPlaces.none, target: Node.nowhere, version: 0)
        }
        return places.answer(for: visit, in: slot, passing: answer.target)
    }

    /// Goes through the slots worth asking: near used ones, one unused one of each group that may be opened, and the visit's home.
    @inline(__always)
    private func forEachSlot(near visit: Int32, ruined: UndoLog, everywhere: Bool, _ ask: (Int32) -> Void) {
        if everywhere || network.usedSlots <= fewSlots {
            for place in 0..<network.usedSlots { ask(network.usedSlot(place)) }
        } else {
            nextQuestion()
            let number = question[0]
            let list = neighbours.beside(visit)
            let asked = self.asked
            let nodes = network.nodes
            let slots = tables.slotOfStop - tables.visitCount
            for place in 0..<ruined.count {
                let slot = ruined.touchedSlot(place)
                asked[Int(slot)] = number
                if !network.isEmpty(slot) { ask(slot) }
            }
            for entry in 0..<neighbours.besideCount {
                let near = list[entry]
                guard near >= 0 else { break }
                let trip = nodes[Int(near)].trip
                guard trip >= 0 else { continue }
                let slot = slots[Int(trip)]
                if asked[Int(slot)] != number {
                    asked[Int(slot)] = number
                    ask(slot)
                }
            }
        }
        let fits = tables.fit + Int(visit) &* tables.groupCount
        for group in 0..<tables.groupCount where fits[group] != RoutingTables.Fit.never {
            guard mayOpen(group) else { continue }
            let slot = tables.hasPrices ? network.anyEmptySlot(ofGroup: group) : network.emptySlot(ofGroup: group)
            if slot != Node.nowhere { ask(slot) }
        }
        guard tables.hasPrices else { return }
        let home = tables.home[Int(visit)]
        if home >= 0, network.isEmpty(home), mayOpen(Int(network.nodes[Int(tables.slotStart[Int(home)])].group)) { ask(home) }
    }

    @inline(__always) private func mayOpen(_ group: Int) -> Bool {
        let day = Int(tables.groupDay[group])
        return network.routesOnDay[day] < network.routeLimit[day]
    }

    private func nextQuestion() {
        if question[0] == UInt32.max {
            asked.update(repeating: 0, count: tables.slotCount)
            question[0] = 0
        }
        question[0] &+= 1
    }
}
