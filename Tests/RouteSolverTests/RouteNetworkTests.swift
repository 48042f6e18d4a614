import Testing

@testable import RouteSolver

@Suite("Keeping earliest and latest times") struct RouteNetworkTests {
    /// Everything that can be recomputed from the chains alone.
    private struct Figures: Equatable {
        var chains: [[Int32]]
        var earliest: [Int32]
        var latest: [Int32]
        var loads: [SIMD4<Int32>]
        var cost: Int
        var used: Int
        var routes: [Int32]
    }

    private func figures(_ network: RouteNetwork) -> Figures {
        let chains = network.slots.indices.map { network.chain(ofSlot: $0) }
        let nodes = chains.joined().sorted()
        return Figures(
            chains: chains, earliest: nodes.map { network.earliest[Int($0)] }, latest: nodes.map { network.latest[Int($0)] },
            loads: nodes.map { network.load[Int($0)].lanes }, cost: network.cost, used: network.usedSlots,
            routes: (0..<network.dayCount).map { network.routesOnDay[$0] })
    }

    /// The same chains built up in a network of their own.
    private func recomputed(_ network: RouteNetwork, _ problem: RoutingProblem) -> Figures {
        let fresh = RouteNetwork(problem)
        for slot in network.slots.indices {
            let chain = network.chain(ofSlot: slot)
            chain.withUnsafeBufferPointer { fresh.replace(slot: Int32(slot), by: $0) }
        }
        return figures(fresh)
    }

    @Test("after every ruin and recreate the figures equal recomputed ones, and undoing restores all of them", arguments: 1...10)
    func incremental(seed: UInt64) {
        let problem = Instances.random(visits: 25, seed: seed)
        let network = RouteNetwork(problem)
        let model = CostModel(problem)
        let neighbours = Neighbours(network, travel: problem.travel, most: 8)
        let keys = Recreate.Keys(problem)
        let undo = UndoLog(network)
        var random = SplitMix64(seed: seed)
        var absent = AbsentList(network, model: model)
        defer { absent.deallocate() }
        for visit in 0..<network.visitCount { absent.append(Int32(visit)) }
        for iteration in 0..<300 {
            let before = figures(network)
            undo.begin(network)
            absent.save()
            Ruin().run(network, neighbours: neighbours, absent: &absent, undo: undo, random: &random)
            let whole = Recreate().run(
                network, neighbours: neighbours, keys: keys, model: model, absent: &absent, undo: undo, random: &random,
                order: .drawn(&random), limit: iteration % 3 == 0 ? network.cost : Int.max)
            if whole { #expect(figures(network) == recomputed(network, problem)) }
            if !whole || iteration % 2 == 1 {
                undo.restore(network)
                absent.restore()
                #expect(figures(network) == before)
            }
            let missing = (0..<network.visitCount).filter { network.slot[$0] == RouteNetwork.nowhere }
            #expect(missing == (0..<absent.count).map { Int(absent.visits[$0]) }.sorted())
        }
    }

    @Test("several windows: forwards the first that has not closed, backwards the latest moment inside one")
    func windows() {
        // Windows 100-200 and 400-500 at 50 m; the van is out from 0 to 460 s and needs 50 s home: bound 410, inside the second window.
        let problem = RoutingProblem(
            visits: [Instances.visit(0, windows: [(100, 200), (400, 500)])], vehicles: [Instances.van(ends: 460)],
            travel: Instances.line([50]))
        let network = RouteNetwork(problem)
        network.insert(0, after: network.slots[0].start)
        #expect([network.earliest[0], network.latest[0]] == [100, 410])
        #expect([network.serviceStart(0, day: 0, arrival: 201), network.serviceStart(0, day: 0, arrival: 501)] == [400, -1])
        #expect([network.latestStart(0, day: 0, bound: 399), network.latestStart(0, day: 0, bound: 99)] == [200, -1])
    }
}
