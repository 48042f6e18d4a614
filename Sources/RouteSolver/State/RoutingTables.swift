/// Everything about a problem that does not change while it is searched, in flat tables that several threads may read.
///
/// Written once by `init`, never changed afterwards, freed with the last network that uses it.
final class RoutingTables: @unchecked Sendable {
    let visitCount: Int
    let dayCount: Int
    let nodeCount: Int
    let locationCount: Int
    let groupCount: Int
    let slotCount: Int
    /// All slots; the hot loops read the tables below instead.
    let slots: UnsafeMutableBufferPointer<Slot>
    let groups: UnsafeMutableBufferPointer<SlotGroup>
    /// The series, and for each visit its series or -1.
    let series: [SeriesPatterns]
    private let flatSeries: UnsafeMutablePointer<FlatSeries>
    let seriesOf: UnsafeMutablePointer<Int32>

    let location: UnsafeMutablePointer<UInt16>
    let demand: UnsafeMutablePointer<Load>
    let service: UnsafeMutablePointer<Int32>
    /// Windows of visit v on day d are at `dayWindows[v * dayCount + d]`.
    let dayWindows: UnsafeMutablePointer<DayWindows>
    /// Opening and closing of every window, those of one visit and day together.
    let windows: UnsafeMutablePointer<SIMD2<Int32>>
    /// How visit v fits group g: `fit[v * groupCount + g]`.
    let fit: UnsafeMutablePointer<UInt8>
    /// What making visit v on day d costs beside the driving: `dayCost[v * dayCount + d]`.
    let dayCost: UnsafeMutablePointer<Int>
    /// What leaving a visit out comes to.
    let absence: UnsafeMutablePointer<Absence>
    /// The slot a visit was in at first and what putting it elsewhere weighs in the scalar of annealing; `nowhere` and 0 for none.
    let home: UnsafeMutablePointer<Int32>
    let changePrice: UnsafeMutablePointer<Int>
    /// What each change weighs in the scalar, and what it costs in the caller's own units.
    private let changeWeight: Int
    private let pricePerChange: Int
    /// What a lock does to a visit (`Hold`), and the day it binds it to, or -1.
    let hold: UnsafeMutablePointer<UInt8>
    let heldDay: UnsafeMutablePointer<Int32>
    /// What stands whatever the search does.
    let standing: StandingRoutes
    /// Start node, end node, day, and whether times go the long way, by slot (`Slot`).
    let slotStart: UnsafeMutablePointer<Int32>
    let slotEnd: UnsafeMutablePointer<Int32>
    let slotDay: UnsafeMutablePointer<Int32>
    let slotIsIntricate: UnsafeMutablePointer<Bool>
    /// Slot of node visitCount + i.
    let slotOfStop: UnsafeMutablePointer<Int32>
    let groupDay: UnsafeMutablePointer<Int32>
    /// The travel table of each group, along rows for the ways from a location and for those to it (`TravelTable`).
    let groupOut: UnsafeMutablePointer<TravelRows>
    let groupBack: UnsafeMutablePointer<TravelRows>
    /// Opening, closing and length of each break, those of one group together.
    let breaks: UnsafeMutablePointer<SIMD4<Int32>>
    /// What the problem has at all, so that nobody asks for what there is not.
    let hasBreaks: Bool
    let hasPrices: Bool
    let hasSeries: Bool
    let hasOptional: Bool
    let hasDayCosts: Bool
    /// Whether a place costs what is driven and nothing else.
    let groupExtraIsNothing: Bool
    /// One per kind of vehicle; at least one.
    let travelTables: [TravelTable]

    /// Tables for a problem that `ProblemCheck` finds nothing wrong with, and the plan it begins from.
    init(_ problem: RoutingProblem, standing: StandingRoutes, start: PlanStart? = nil) {
        self.standing = standing
        visitCount = problem.visits.count
        dayCount = problem.dayCount
        locationCount = problem.travel.count
        var builder = SlotBuilder(problem)
        builder.build()
        slots = .allocate(capacity: builder.slots.count)
        _ = slots.initialize(fromContentsOf: builder.slots)
        groups = .allocate(capacity: builder.groups.count)
        _ = groups.initialize(fromContentsOf: builder.groups)
        nodeCount = builder.nodeCount
        groupCount = groups.count
        slotCount = slots.count
        travelTables = builder.tables
        hasBreaks = builder.groups.contains { $0.breakCount > 0 }

        slotStart = .table(slotCount, 0)
        slotEnd = .table(slotCount, 0)
        slotDay = .table(slotCount, 0)
        slotIsIntricate = .table(slotCount, false)
        slotOfStop = .table(nodeCount - visitCount, 0)
        location = .table(nodeCount, 0)
        for (index, slot) in slots.enumerated() {
            slotStart[index] = slot.start
            slotEnd[index] = slot.end
            slotDay[index] = Int32(slot.day)
            slotIsIntricate[index] = slot.isIntricate
            let type = problem.vehicles[slot.vehicle]
            for node in Int(slot.start)...Int(slot.end) {
                slotOfStop[node - visitCount] = Int32(index)
                location[node] = UInt16(builder.order.place[node == Int(slot.end) ? type.endLocation : type.startLocation])
            }
        }
        groupDay = .table(groupCount, 0)
        groupOut = .allocate(capacity: max(1, groupCount))
        groupBack = .allocate(capacity: max(1, groupCount))
        for (index, group) in groups.enumerated() {
            groupDay[index] = Int32(group.day)
            groupOut[index] = travelTables[group.table].out
            groupBack[index] = travelTables[group.table].back
        }
        breaks = .table(builder.breaks.count, .zero)
        for (index, entry) in builder.breaks.enumerated() { breaks[index] = entry }

        demand = .table(visitCount, .nothing)
        service = .table(visitCount, 0)
        dayCost = .table(visitCount * dayCount, 0)
        dayWindows = .table(visitCount * dayCount, DayWindows(opens: 0, closes: -1, first: 0, end: 0))
        windows = .table(problem.visits.reduce(0) { $0 + $1.windows.reduce(0) { $0 + $1.count } }, .zero)
        fit = .table(visitCount * groupCount, Fit.never)
        seriesOf = .table(visitCount, Node.nowhere)
        let patterns = problem.series.map { SeriesPatterns($0, in: problem) }
        series = patterns
        flatSeries = .allocate(capacity: max(1, patterns.count))
        for (index, pattern) in patterns.enumerated() { (flatSeries + index).initialize(to: FlatSeries(pattern)) }
        hasSeries = !patterns.isEmpty
        for (index, series) in patterns.enumerated() {
            for visit in series.visits { seriesOf[visit] = Int32(index) }
        }

        pricePerChange = start?.price ?? 0
        let weights = AbsenceWeights(problem, pricePerChange: pricePerChange)
        changeWeight = weights.change
        hasDayCosts = problem.visits.contains { !$0.dayCosts.isEmpty }
        hasPrices = pricePerChange > 0
        groupExtraIsNothing = !hasDayCosts && !hasPrices
        hasOptional = problem.visits.contains { $0.prize != nil }
        absence = .table(visitCount, .nothing)
        for (visit, wanted) in problem.visits.enumerated() { absence[visit] = weights.absence(of: wanted) }
        home = .table(visitCount, Node.nowhere)
        changePrice = .table(visitCount, 0)
        hold = .table(visitCount, Hold.free)
        heldDay = .table(visitCount, Node.nowhere)
        for route in standing.whole {
            for visit in route.visits { (hold[visit], heldDay[visit]) = (Hold.outside, Int32(route.day)) }
        }
        for route in standing.prefixes {
            for visit in route.visits { (hold[visit], heldDay[visit]) = (Hold.pinned, Int32(route.day)) }
        }
        fillVisits(problem, order: builder.order)
        if let start, hasPrices { fillHomes(start) }
    }

    deinit {
        for table in travelTables { table.deallocate() }
        for index in series.indices { flatSeries[index].deallocate() }
        flatSeries.deallocate()
        slots.deallocate()
        groups.deallocate()
        groupOut.deallocate()
        groupBack.deallocate()
        location.deallocate()
        hold.deallocate()
        for table in [service, home, heldDay, slotStart, slotEnd, slotDay, slotOfStop, groupDay, seriesOf] { table.deallocate() }
        for table in [dayCost, changePrice] { table.deallocate() }
        demand.deallocate()
        dayWindows.deallocate()
        windows.deallocate()
        fit.deallocate()
        absence.deallocate()
        slotIsIntricate.deallocate()
        breaks.deallocate()
    }

    /// Writes where visits were at first and what putting them elsewhere costs.
    private func fillHomes(_ start: PlanStart) {
        for route in start.routes {
            // A visit that was in a slot that is no more is changed wherever it goes.
            let slot = slot(of: route).map(Int32.init) ?? Node.nowhere
            for visit in route.visits where (0..<visitCount).contains(visit) && changePrice[visit] == 0 {
                home[visit] = slot
                changePrice[visit] = changeWeight
            }
        }
    }

    /// Writes what is known of each visit into the tables.
    private func fillVisits(_ problem: RoutingProblem, order: LocationOrder) {
        var written: Int32 = 0
        for (index, visit) in problem.visits.enumerated() {
            location[index] = UInt16(order.place[visit.location])
            demand[index] = Load(visit.demand)
            service[index] = Int32(visit.serviceSeconds)
            for day in 0..<dayCount {
                if !visit.dayCosts.isEmpty { dayCost[index * dayCount + day] = visit.dayCosts[day] }
                let spans = visit.windows[day]
                guard let first = spans.first, let last = spans.last else { continue }
                dayWindows[index * dayCount + day] = DayWindows(
                    opens: Int32(first.opens), closes: Int32(last.closes), first: written, end: written + Int32(spans.count))
                for span in spans {
                    windows[Int(written)] = SIMD2(Int32(span.opens), Int32(span.closes))
                    written += 1
                }
            }
            for (number, group) in groups.enumerated() {
                guard Fit.mayServe(visit, in: group, of: problem), demand[index].fits(group.capacity) else { continue }
                fit[index * groupCount + number] =
                    group.breakCount > 0 ? Fit.breaks : visit.windows[group.day].count == 1 ? Fit.plain : Fit.several
            }
        }
    }

    // MARK: Reading

    /// Lets something be done with a series.
    @inline(__always) func withSeries<Result>(_ index: Int, _ body: (FlatSeries) -> Result) -> Result { body(flatSeries[index]) }

    /// What changes of some weight together cost in the caller's own units.
    @inline(__always) func pricedChanges(_ weight: Int) -> Int { hasPrices ? weight / changeWeight &* pricePerChange : 0 }

    /// Position of the slot of an outline; `nil` when the vehicle does not work that day.
    func slot(of route: RouteOutline) -> Int? {
        guard slots.indices.contains(route.copy),
            let group = groups.firstIndex(where: { $0.vehicle == route.vehicle && $0.day == route.day })
        else { return nil }
        let slot = groups[group].firstSlot + route.copy
        return slots.indices.contains(slot) && slots[slot].group == group ? slot : nil
    }

    /// The slot of a start, reload or end node.
    @inline(__always) func slot(ofStop node: Int32) -> Int32 { slotOfStop[Int(node) &- visitCount] }
}
