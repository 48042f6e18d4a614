import Testing

@testable import RouteSolver

@Suite("Keeping earliest and latest times") struct RouteNetworkTests {
    /// What one visit or end of a chain knows, whatever the numbers of the loadings between.
    private struct Stay: Equatable {
        var node: Int32
        var earliest: Int32
        var latest: Int32
        var room: SIMD4<Int32>
        var ready: SIMD4<Int32>
        var arrival: SIMD4<Int32>
    }

    /// Everything that follows from which visits are in which trips.
    private struct Figures: Equatable {
        var slots: [[Stay]]
        var sizes: [Int32]
        var pinned: [Int32]
        var routes: [Int32]
        var used: Set<Int32>
        var empty: [Bool]
        var placed: Int
        var absence: Absence
        var value: PlanValue
        var scalar: Int
    }

    private func figures(_ network: RouteNetwork) -> Figures {
        let tables = network.tables
        let slots = (0..<tables.slotCount).map { slot in
            let hasBreaks = tables.groups[tables.slots[slot].group].breakCount > 0
            return network.chain(ofSlot: slot).filter { $0 < tables.visitCount || $0 == tables.slotEnd[slot] }.map { node in
                let entry = network.nodes[Int(node)]
                let opener = network.opener(after: Int(node) < tables.visitCount ? node : entry.previous)
                return Stay(
                    node: node, earliest: entry.earliest, latest: entry.latest, room: network.room[Int(opener) - tables.visitCount].lanes,
                    ready: hasBreaks ? network.breakTimes.ready[Int(node)] : .zero,
                    arrival: hasBreaks ? network.breakTimes.arrival[Int(node)] : .zero)
            }
        }
        return Figures(
            slots: slots, sizes: (0..<tables.slotCount).map { network.size[$0] }, pinned: (0..<tables.slotCount).map { network.pinned[$0] },
            routes: (0..<tables.dayCount).map { network.routesOnDay[$0] }, used: Set((0..<network.usedSlots).map { network.usedSlot($0) }),
            empty: (0..<tables.slotCount).map { network.isEmpty(Int32($0)) }, placed: network.placedCount, absence: network.absence,
            value: network.value, scalar: network.scalar)
    }

    /// The same plan put into a network of its own.
    private func recomputed(_ network: RouteNetwork, _ frame: SearchFrame) -> Figures {
        let tables = network.tables
        let fresh = RouteNetwork(tables, routeLimits: frame.routeLimits)
        SearchTrial.leaveOutAll(fresh)
        let plan = PlanCopy(network)
        for slot in 0..<tables.slotCount { fresh.fill(Int32(slot), trips: plan.trips(ofSlot: slot), fixed: Int(network.pinned[slot])) }
        return figures(fresh)
    }

    /// What undoing has to put back besides the figures: the chains with their loadings, what each slot looks like, and who is absent.
    private struct State: Equatable {
        var chains: [[Int32]]
        var loadings: [Int32]
        var versions: [UInt32]
        var figures: Figures
        var isPlaced: [Bool]
        var absent: [Int32]
    }

    private func state(_ trial: SearchTrial) -> State {
        let network = trial.network
        let tables = network.tables
        return State(
            chains: (0..<tables.slotCount).map { network.chain(ofSlot: $0) },
            loadings: (0..<tables.nodeCount - tables.visitCount).map { network.loading[$0] },
            versions: (0..<tables.slotCount).map { network.version[$0] }, figures: figures(network),
            isPlaced: (0..<tables.visitCount).map { network.nodes[$0].isPlaced },
            absent: (0..<trial.absent.count).map { trial.absent.units[$0] })
    }

    @Test("after every ruin and recreate the figures equal recomputed ones, and undoing restores all of them", arguments: 1...24)
    func incremental(seed: UInt64) {
        let problem = Instances.random(visits: 25, seed: seed)
        let start = seed % 2 == 0 ? Instances.start(for: problem, seed: seed) : nil
        let frame = SearchFrame(problem, start: start)
        var random = SplitMix64(seed: seed)
        var trial = SearchTrial(frame)
        defer { trial.deallocate() }
        for iteration in 0..<60 {
            let before = state(trial)
            let isWhole = trial.iterate(limit: iteration % 3 == 0 ? trial.network.scalar : Int.max, &random)
            #expect(trial.network.agreesWithItsChains())
            let after = state(trial)
            #expect(after.figures == recomputed(trial.network, frame))
            if isWhole { #expect(trial.expectedAbsent() == after.absent.sorted()) }
            #expect(trial.foundNothingNew == (after.chains == before.chains))
            if !isWhole || iteration % 2 == 1 {
                trial.restore()
                #expect(state(trial) == before)
                #expect(trial.network.agreesWithItsChains())
            }
        }
    }

    @Test("what a slot was asked once is what it answers when asked anew, also after undoing", arguments: 1...8)
    func remembered(seed: UInt64) {
        let problem = Instances.random(visits: 20, seed: seed)
        var random = SplitMix64(seed: seed)
        var trial = SearchTrial(SearchFrame(problem, start: Instances.start(for: problem, seed: seed)))
        defer { trial.deallocate() }
        for _ in 0..<20 {
            _ = trial.iterate(limit: Int.max, &random)
            if random.below(2) == 0 { trial.restore() }
            let anew = trial.placesAnew
            for visit in trial.expectedAbsent() {
                for slot in 0..<Int32(trial.network.tables.slotCount) {
                    let known = trial.places.answer(for: visit, in: slot)
                    let asked = anew.answer(for: visit, in: slot)
                    #expect([known.cost, Int(known.target)] == [asked.cost, Int(asked.target)])
                }
            }
        }
    }

    @Test("two routes that go there and there again exchange their tails, for what that saves and not for more")
    func tails() {
        // On a line: A and B at 10 m and 20 m to one side, C and D to the other. The routes A D and C B come to 60 m each, A B and C D to 40 m.
        let problem = RoutingProblem(
            visits: (0..<4).map { Instances.visit($0) }, vehicles: [Instances.van(count: 2)], travel: Instances.line([10, 20, -10, -20]))
        let frame = SearchFrame(problem, start: nil)
        let trial = SearchTrial(frame)
        defer { trial.deallocate() }
        trial.network.fill(0, trips: [[0, 3]])
        trial.network.fill(1, trips: [[2, 1]])
        var random = SplitMix64(seed: 1)
        #expect(!trial.exchangeTails(around: 0, below: -40, &random))
        #expect(trial.exchangeTails(around: 0, below: -39, &random))
        #expect(PlanCopy(trial.network).trips(ofSlot: 0) == [[0, 1]])
        #expect(PlanCopy(trial.network).trips(ofSlot: 1) == [[2, 3]])
        #expect(trial.network.cost == 80 && trial.network.agreesWithItsChains())
    }

    @Test("several windows: forwards the first that has not closed, backwards the latest moment inside one")
    func windows() {
        // Windows 100-200 and 400-500 at 50 m; the van is out from 0 to 460 s and needs 50 s home: bound 410, inside the second window.
        let problem = RoutingProblem(
            visits: [Instances.visit(0, windows: [(100, 200), (400, 500)])], vehicles: [Instances.van(ends: 460)],
            travel: Instances.line([50]))
        let frame = SearchFrame(problem, start: nil)
        let network = RouteNetwork(frame.tables, routeLimits: [])
        network.insert(0, after: frame.tables.slotStart[0])
        #expect([network.nodes[0].earliest, network.nodes[0].latest] == [100, 410])
        let tables = frame.tables
        #expect([tables.serviceStart(0, day: 0, arrival: 201), tables.serviceStart(0, day: 0, arrival: 501)] == [400, -1])
        #expect([tables.latestStart(0, day: 0, bound: 399), tables.latestStart(0, day: 0, bound: 99)] == [200, -1])
    }
}
