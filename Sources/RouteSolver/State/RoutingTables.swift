/// Everything about a problem that does not change while it is searched, in flat tables that several threads may read.
///
/// Written once by `init`, never changed afterwards, freed with the last network that uses it.
final class RoutingTables: @unchecked Sendable {
    /// The windows of one visit on one day: the outer bounds, and where all of them stand.
    struct DayWindows {
        /// Opening of the first window.
        var opens: Int32
        /// Closing of the last window.
        var closes: Int32
        /// First window in `windows`, and the one behind the last.
        var first: Int32
        var end: Int32

        /// Whether one window is all there is.
        @inline(__always) var isSingle: Bool { end &- first == 1 }
    }

    /// Whether and how a visit can be in a group: not at all, by the plain test, or by the long one.
    enum Fit {
        static let never: UInt8 = 0
        static let plain: UInt8 = 1
        static let several: UInt8 = 2
        static let breaks: UInt8 = 3
    }

    /// What a lock does to a visit.
    enum Hold {
        static let free: UInt8 = 0
        /// In a route that is left alone altogether.
        static let outside: UInt8 = 1
        /// In the fixed beginning of a route.
        static let pinned: UInt8 = 2
    }

    /// One series without arrays, for the hot loops.
    struct FlatSeries {
        let visits: UnsafeMutablePointer<Int>
        let visitCount: Int
        let table: UnsafeMutablePointer<Int32>
        let begins: UnsafeMutablePointer<Int>
        let patternCount: Int
        let isUniform: Bool

        init(_ series: SeriesPatterns) {
            visits = .table(series.visits.count, 0)
            visits.update(from: series.visits, count: series.visits.count)
            visitCount = series.visits.count
            table = .table(series.table.count, 0)
            table.update(from: series.table, count: series.table.count)
            begins = .table(series.begins.count, 0)
            begins.update(from: series.begins, count: series.begins.count)
            patternCount = series.begins.count
            isUniform = series.isUniform
        }

        func deallocate() {
            visits.deallocate()
            table.deallocate()
            begins.deallocate()
        }
    }

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
    let windows: UnsafeMutablePointer<SIMD2<Int32>>
    /// How visit v fits group g: `fit[v * groupCount + g]`.
    let fit: UnsafeMutablePointer<UInt8>
    /// What making visit v on day d costs beside the driving.
    let dayCost: UnsafeMutablePointer<Int>
    /// What leaving a visit out comes to.
    let absence: UnsafeMutablePointer<Absence>
    /// The slot a visit was in at first and what putting it elsewhere weighs in the scalar of annealing; `nowhere` and 0 for none.
    let home: UnsafeMutablePointer<Int32>
    let changePrice: UnsafeMutablePointer<Int>
    /// What each change weighs in the scalar, and what it costs in the caller's own units.
    let changeWeight: Int
    let pricePerChange: Int
    /// What a lock does to a visit (`Hold`), and the day it binds it to, or -1.
    let hold: UnsafeMutablePointer<UInt8>
    let heldDay: UnsafeMutablePointer<Int32>
    /// What stands whatever the search does.
    let standing: StandingRoutes
    let slotStart: UnsafeMutablePointer<Int32>
    let slotEnd: UnsafeMutablePointer<Int32>
    let slotDay: UnsafeMutablePointer<Int32>
    let slotIsIntricate: UnsafeMutablePointer<Bool>
    /// Slot of node visitCount + i.
    let slotOfStop: UnsafeMutablePointer<Int32>
    let groupDay: UnsafeMutablePointer<Int32>
    let groupOut: UnsafeMutablePointer<UnsafeMutablePointer<SIMD2<Int32>>>
    let groupBack: UnsafeMutablePointer<UnsafeMutablePointer<SIMD2<Int32>>>
    /// Opening, closing and length of each break.
    let breaks: UnsafeMutablePointer<SIMD4<Int32>>
    /// The slots that may reload, so that others are not asked.
    let reloadingSlots: [Int]
    let hasBreaks: Bool
    let hasPrices: Bool
    let hasSeries: Bool
    let hasOptional: Bool
    let hasDayCosts: Bool
    /// Whether a place costs what is driven and nothing else.
    let groupExtraIsNothing: Bool
    let hasPins: Bool
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
        reloadingSlots = builder.slots.indices.filter { builder.slots[$0].reloads }
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
                location[node] = UInt16(node == Int(slot.end) ? type.endLocation : type.startLocation)
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
        hasPins = !standing.prefixes.isEmpty
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
        fillVisits(problem)
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
    private func fillVisits(_ problem: RoutingProblem) {
        var written: Int32 = 0
        for (index, visit) in problem.visits.enumerated() {
            location[index] = UInt16(visit.location)
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
                guard Self.mayServe(visit, in: group, of: problem), demand[index].fits(group.capacity) else { continue }
                fit[index * groupCount + number] =
                    group.breakCount > 0 ? Fit.breaks : visit.windows[group.day].count == 1 ? Fit.plain : Fit.several
            }
        }
    }

    /// Whether a visit may be put into a group at all, whatever else is there and however heavy it is.
    private static func mayServe(_ visit: Visit, in group: SlotGroup, of problem: RoutingProblem) -> Bool {
        guard let shift = problem.vehicles[group.vehicle].shifts[group.day] else { return false }
        return !visit.windows[group.day].isEmpty && visit.requiredSkills & ~shift.skills == 0
            && (visit.allowedVehicles?.contains(group.vehicle) ?? true) && (visit.allowedDays?.contains(group.day) ?? true)
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

    /// When service begins at a visit reached at `arrival`; -1 when every window has closed.
    @inline(__always) func serviceStart(_ visit: Int, day: Int, arrival: Int32) -> Int32 {
        let span = dayWindows[visit &* dayCount &+ day]
        guard arrival <= span.closes else { return -1 }
        if arrival <= span.opens || span.isSingle { return max(arrival, span.opens) }
        var window = span.first
        while arrival > windows[Int(window)].y { window &+= 1 }
        return max(arrival, windows[Int(window)].x)
    }

    /// The latest moment inside a window that is not above `bound`; -1 when there is none.
    @inline(__always) func latestStart(_ visit: Int, day: Int, bound: Int32) -> Int32 {
        let span = dayWindows[visit &* dayCount &+ day]
        guard bound >= span.opens, span.first < span.end else { return -1 }
        if bound >= span.closes || span.isSingle { return min(bound, span.closes) }
        var window = span.end &- 1
        while bound < windows[Int(window)].x { window &-= 1 }
        return min(bound, windows[Int(window)].y)
    }
}
