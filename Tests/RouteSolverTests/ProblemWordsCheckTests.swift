import Testing

@testable import RouteSolver

@Suite("Checking series, breaks, leg costs, locks and a plan to begin from") struct ProblemWordsCheckTests {
    private func places(_ faults: [ProblemFault]) -> [String] { faults.map { "\($0.code.rawValue) \($0.place)" } }

    /// Two visits, one van, some days; nothing wrong.
    private func sound(days: Int = 1) -> RoutingProblem {
        RoutingProblem(
            dayCount: days, visits: [Instances.visit(0, days: days), Instances.visit(1, days: days)], vehicles: [Instances.van(days: days)],
            travel: Instances.line([5, 9]))
    }

    private func faults(days: Int = 1, _ change: (inout RoutingProblem) -> Void) -> [String] {
        var problem = sound(days: days)
        change(&problem)
        return places(ProblemCheck.faults(in: problem))
    }

    // MARK: Series

    @Test("series that are in order are no fault")
    func soundSeries() {
        #expect(faults(days: 3) { $0.series = [VisitSeries(visits: [0, 1], patterns: [[0, 2], [1], []], leastGap: 2)] } == [])
        #expect(faults(days: 3) { $0.series = [VisitSeries(visits: [0]), VisitSeries(visits: [1], leastGap: 62)] } == [])
    }

    @Test("the visits of a series exist, are in one series once, and are one to sixteen")
    func seriesVisits() {
        #expect(
            faults(days: 3) { $0.series = [VisitSeries(visits: [0, 2, -1]), VisitSeries(visits: [1, 1, 0]), VisitSeries(visits: [])] }
                == [
                    "SERIES.VISIT series 0", "SERIES.VISIT series 0", "SERIES.DUPLICATE-VISIT series 1", "SERIES.DUPLICATE-VISIT series 1",
                    "SERIES.SIZE series 2",
                ])
        #expect(
            faults(days: 2) { problem in
                problem.visits = (0..<17).map { Visit(id: $0, location: 1, windows: [[], []], demand: [1]) }
                problem.series = [VisitSeries(visits: Array(0..<17))]
            } == ["SERIES.SIZE series 0"])
    }

    @Test("a pattern has days of the problem, ascending, no more than there are visits, and keeps the gap")
    func patterns() {
        #expect(
            faults(days: 3) {
                $0.series = [
                    VisitSeries(visits: [0, 1], patterns: [[0, 3], [2, 0], [1, 1], [0, 1, 2], [0, 1], [0, 2]], leastGap: 2)
                ]
            } == [
                "SERIES.PATTERN-DAYS series 0 pattern 0", "SERIES.PATTERN-DAYS series 0 pattern 1",
                "SERIES.PATTERN-DAYS series 0 pattern 2",
                "SERIES.PATTERN-DAYS series 0 pattern 3", "SERIES.PATTERN-GAP series 0 pattern 3", "SERIES.PATTERN-GAP series 0 pattern 4",
            ])
    }

    @Test("patterns are at most five thousand, counted also when they follow from the gap")
    func patternCount() {
        // Two of 62 days: 62 * 61 / 2 + 62 = 1953. Three: 62 * 61 * 60 / 6 = 37820 more. Three with a gap of 31: three need 1 + 31 + 31 = 63 days,
        // so none; two, 31 * 32 / 2 = 496; one, 62: 558.
        #expect(ProblemCheck.patternCount(days: 62, visits: 2, gap: 1) == 1953)
        #expect(ProblemCheck.patternCount(days: 62, visits: 3, gap: 1) == 39773)
        #expect(ProblemCheck.patternCount(days: 62, visits: 3, gap: 31) == 558)
        #expect(
            faults(days: 62) { problem in
                problem.visits.append(Instances.visit(2, days: 62))
                problem.visits[2].location = 1
                problem.series = [VisitSeries(visits: [0, 1, 2])]
            } == ["SERIES.TOO-MANY-PATTERNS series 0"])
        #expect(faults(days: 62) { $0.series = [VisitSeries(visits: [0, 1])] } == [])
        #expect(
            faults(days: 2) { $0.series = [VisitSeries(visits: [0, 1], patterns: Array(repeating: [0, 1], count: 5_001))] }
                == ["SERIES.TOO-MANY-PATTERNS series 0"])
        #expect(faults(days: 2) { $0.series = [VisitSeries(visits: [0, 1], patterns: Array(repeating: [0, 1], count: 5_000))] } == [])
    }

    @Test("counting the patterns of a gap equals trying all sets of days", arguments: 1...5)
    func patternCountTried(gap: Int) {
        for days in 1...9 {
            for visits in 1...5 {
                let tried = (1..<(1 << days)).filter { set in
                    let chosen = (0..<days).filter { set & (1 << $0) != 0 }
                    return chosen.count <= visits && zip(chosen, chosen.dropFirst()).allSatisfy { $1 - $0 >= gap }
                }.count
                #expect(ProblemCheck.patternCount(days: days, visits: visits, gap: gap) == tried)
            }
        }
    }

    @Test("a problem with series has at most 62 days")
    func seriesDays() {
        #expect(faults(days: 63) { $0.series = [VisitSeries(visits: [0, 1])] } == ["PROBLEM.SERIES-DAYS problem"])
        #expect(faults(days: 63) { _ in } == [])
    }

    // MARK: Breaks and leg costs

    @Test("breaks are at most three, each the right way round, ascending, and not over before the shift begins")
    func breaks() {
        func shift(_ breaks: [(Int, Int, Int)]) -> [String] {
            faults {
                $0.vehicles[0].shifts = [
                    Shift(begins: 50, ends: 500, breaks: breaks.map { ShiftBreak(opens: $0.0, closes: $0.1, seconds: $0.2) })
                ]
            }
        }
        #expect(shift([(0, 50, 0), (60, 90, 100), (70, 600, 1)]) == [])
        #expect(shift([(60, 61, 1), (62, 63, 1), (64, 65, 1), (66, 67, 1)]) == ["BREAK.COUNT vehicle 0 day 0"])
        #expect(shift([(100, 90, 5)]) == ["BREAK.REVERSED vehicle 0 day 0 break 0"])
        #expect(shift([(60, 90, -1)]) == ["BREAK.VALUE vehicle 0 day 0 break 0"])
        #expect(shift([(60, 90, 1), (60, 95, 1)]) == ["BREAK.ORDER vehicle 0 day 0 break 1"])
        #expect(shift([(60, 90, 1), (65, 90, 1)]) == ["BREAK.ORDER vehicle 0 day 0 break 1"])
        #expect(shift([(0, 49, 1)]) == ["BREAK.OUTSIDE-SHIFT vehicle 0 day 0 break 0"])
    }

    @Test("a leg may cost five hundred million and no more, whichever leg it is")
    func legCosts() {
        // The longest leg is 9 m and 9 s: 9 * 50_000_000 + 9 * 5_555_555 = 499_999_995 may be, one more per second is 500_000_004.
        #expect(
            faults {
                $0.vehicles[0].costPerMetre = 50_000_000
                $0.vehicles[0].costPerDrivingSecond = 5_555_555
            } == [])
        #expect(
            faults {
                $0.vehicles[0].costPerMetre = 50_000_000
                $0.vehicles[0].costPerDrivingSecond = 5_555_556
            } == ["VEHICLE.LEG-COST vehicle 0"])
        // At half the speed 18 s: 18 * 27_777_778 = 500_000_004.
        #expect(
            faults {
                $0.vehicles[0].speedPercent = 50
                $0.vehicles[0].costPerMetre = 0
                $0.vehicles[0].costPerDrivingSecond = 27_777_778
            } == ["VEHICLE.LEG-COST vehicle 0"])
        #expect(faults { $0.vehicles[0].costPerMetre = -1 } == ["VEHICLE.LEG-COST vehicle 0"])
        #expect(faults { $0.vehicles[0].costPerDrivingSecond = -1 } == ["VEHICLE.LEG-COST vehicle 0"])
        // The longest time and the longest distance are of different legs, and the time from a location to itself is never driven:
        // in millions, 1 m and 9 s cost 1 * 5 + 9 * 50 = 455, 9 m and 1 s cost 9 * 5 + 1 * 50 = 95.
        #expect(
            faults {
                $0.travel = TravelMatrix(count: 3, seconds: [99, 9, 0, 1, 0, 0, 0, 0, 0], metres: [99, 1, 0, 9, 0, 0, 0, 0, 0])
                $0.vehicles[0].costPerMetre = 5_000_000
                $0.vehicles[0].costPerDrivingSecond = 50_000_000
            } == [])
    }

    // MARK: Locks

    @Test("locks name what exists, once, and hold something")
    func locks() {
        #expect(faults { $0.locks = [RouteLock(RouteOutline(vehicle: 0, trips: [[1, 0]]))] } == [])
        #expect(
            faults(days: 2) { problem in
                problem.vehicles[0].shifts[1] = nil
                problem.locks = [
                    RouteLock(RouteOutline(vehicle: 1, trips: [[0]])), RouteLock(RouteOutline(vehicle: 0, copy: 1, trips: [[0]])),
                    RouteLock(RouteOutline(vehicle: 0, day: 2, trips: [[2]])), RouteLock(RouteOutline(vehicle: 0, day: 1, trips: [])),
                    RouteLock(RouteOutline(vehicle: 0, trips: [[1], []])), RouteLock(RouteOutline(vehicle: 0, trips: [[1]])),
                ]
            } == [
                "LOCK.SLOT lock 0", "LOCK.SLOT lock 1", "LOCK.DUPLICATE-VISIT lock 1", "LOCK.SLOT lock 2", "LOCK.VISIT lock 2",
                "LOCK.SLOT lock 3", "LOCK.EMPTY lock 3", "LOCK.EMPTY lock 4", "LOCK.DUPLICATE-SLOT lock 5", "LOCK.DUPLICATE-VISIT lock 5",
            ])
    }

    @Test("a lock that breaks a rule is no fault")
    func ruleBreakingLock() {
        #expect(
            faults {
                $0.visits[0].demand = [11]
                $0.visits[0].allowedDays = []
                $0.visits[0].windows = [[]]
                $0.routeLimits = [0]
                $0.locks = [RouteLock(RouteOutline(vehicle: 0, trips: [[0], [1]]))]
            } == [])
    }

    @Test("locks that put a series on days no pattern has contradict it")
    func lockedSeries() {
        func locked(_ series: VisitSeries, first: Int?, second: Int?) -> [String] {
            faults(days: 4) { problem in
                problem.series = [series]
                for (visit, day) in [first, second].enumerated() {
                    guard let day else { continue }
                    problem.locks.append(RouteLock(RouteOutline(vehicle: 0, day: day, trips: [[visit]])))
                }
            }
        }
        let contradiction = ["SERIES.LOCKS series 0"]
        let byPattern = VisitSeries(visits: [0, 1], patterns: [[0, 2], [1]])
        #expect(locked(byPattern, first: 0, second: 2) == [])
        #expect(locked(byPattern, first: 1, second: nil) == [])
        #expect(locked(byPattern, first: nil, second: 2) == [])
        #expect(locked(byPattern, first: 0, second: 3) == contradiction)
        #expect(locked(byPattern, first: nil, second: 1) == contradiction)
        let byGap = VisitSeries(visits: [0, 1], leastGap: 2)
        #expect(locked(byGap, first: 1, second: 3) == [])
        #expect(locked(byGap, first: 2, second: 3) == contradiction)
        #expect(locked(byGap, first: 3, second: 0) == contradiction)
        // The second visit needs the first two days before it.
        #expect(locked(byGap, first: nil, second: 2) == [])
        #expect(locked(byGap, first: nil, second: 1) == contradiction)
        #expect(locked(VisitSeries(visits: [1, 0], leastGap: 2), first: 3, second: 0) == [])
        // A third visit between or before them needs its days too: 0, 2, 4 there are not in four days, 0, 1, 2 there are.
        func third(gap: Int, first: Int?, third: Int) -> [String] {
            faults(days: 4) { problem in
                problem.visits.append(Instances.visit(2, days: 4))
                problem.visits[2].location = 1
                problem.series = [VisitSeries(visits: [0, 1, 2], leastGap: gap)]
                if let first { problem.locks.append(RouteLock(RouteOutline(vehicle: 0, day: first, trips: [[0]]))) }
                problem.locks.append(RouteLock(RouteOutline(vehicle: 0, day: third, trips: [[2]])))
            }
        }
        #expect(third(gap: 2, first: 0, third: 3) == contradiction)
        #expect(third(gap: 2, first: nil, third: 3) == contradiction)
        #expect(third(gap: 1, first: 0, third: 2) == [])
        #expect(third(gap: 1, first: nil, third: 2) == [])
        #expect(third(gap: 1, first: 2, third: 3) == contradiction)
    }

    // MARK: A plan to begin from

    @Test("a plan to begin from names slots and visits that exist, once, and a price")
    func start() {
        func faults(_ routes: [RouteOutline], price: Int = 0) -> [String] {
            places(ProblemCheck.faults(in: PlanStart(routes: routes, pricePerChange: price), for: sound()))
        }
        #expect(faults([RouteOutline(vehicle: 0, trips: [[0], [], [1]])], price: RoutingProblem.largestCost) == [])
        #expect(
            faults(
                [
                    RouteOutline(vehicle: 0, trips: [[0, 5]]), RouteOutline(vehicle: 0, trips: [[1, 0]]),
                    RouteOutline(vehicle: 0, day: 1, trips: [[]]), RouteOutline(vehicle: 0, copy: 1, trips: []),
                    RouteOutline(vehicle: -1, trips: [[1]]),
                ], price: -1)
                == [
                    "START.PRICE start", "START.UNKNOWN-VISIT start route 0", "START.DUPLICATE-SLOT start route 1",
                    "START.DUPLICATE-VISIT start route 1", "START.SLOT start route 2", "START.SLOT start route 3",
                    "START.SLOT start route 4",
                    "START.DUPLICATE-VISIT start route 4",
                ])
    }

    // MARK: Extremes

    @Test(
        "no figure of these traps, and each is named when it is out of range",
        arguments: [
            Int.min, Int.min + 1, -1, 0, 1, 2, 62, 63, RoutingProblem.largestMeasure, RoutingProblem.largestMeasure + 1, Int.max - 1,
            Int.max,
        ])
    func extremes(figure: Int) {
        func check(_ right: ClosedRange<Int>, _ code: String, _ change: (inout RoutingProblem) -> Void) {
            let found = faults { change(&$0) }
            #expect(right.contains(figure) ? found == [] : found.contains { $0.hasPrefix(code) })
        }
        let measures = 0...RoutingProblem.largestMeasure
        func rest(_ rest: ShiftBreak) -> [Shift?] { [Shift(begins: 0, ends: 9, breaks: [rest])] }
        check(0...RoutingProblem.largestLegCost / 9, "VEHICLE.LEG-COST") { $0.vehicles[0].costPerMetre = figure }
        check(0...(RoutingProblem.largestLegCost - 9) / 9, "VEHICLE.LEG-COST") { $0.vehicles[0].costPerDrivingSecond = figure }
        check(measures, "BREAK.VALUE") { $0.vehicles[0].shifts = rest(ShiftBreak(opens: 0, closes: 9, seconds: figure)) }
        check(measures, "BREAK.VALUE") { $0.vehicles[0].shifts = rest(ShiftBreak(opens: 0, closes: figure, seconds: 1)) }
        check(measures, "BREAK.VALUE") { $0.vehicles[0].shifts = rest(ShiftBreak(opens: figure, closes: figure, seconds: 1)) }
        check(1...62, "SERIES.GAP") { $0.series = [VisitSeries(visits: [0, 1], leastGap: figure)] }
        check(1...62, "SERIES.GAP") { $0.series = [VisitSeries(visits: [0, 1], patterns: [[0]], leastGap: figure)] }
        check(0...1, "SERIES.VISIT") { $0.series = [VisitSeries(visits: [figure])] }
        check(0...0, "SERIES.PATTERN-DAYS") { $0.series = [VisitSeries(visits: [0], patterns: [[figure]])] }
        check(0...0, "LOCK.SLOT") { $0.locks = [RouteLock(RouteOutline(vehicle: figure, trips: [[0]]))] }
        check(0...0, "LOCK.SLOT") { $0.locks = [RouteLock(RouteOutline(vehicle: 0, copy: figure, trips: [[0]]))] }
        check(0...0, "LOCK.SLOT") { $0.locks = [RouteLock(RouteOutline(vehicle: 0, day: figure, trips: [[0]]))] }
        check(0...1, "LOCK.VISIT") { $0.locks = [RouteLock(RouteOutline(vehicle: 0, trips: [[figure]]), extent: .prefix)] }
        // Everything at once, so that no check leans on another having stopped it.
        let wild = faults {
            $0.dayCount = figure
            $0.vehicles[0].count = figure
            $0.vehicles[0].shifts = rest(ShiftBreak(opens: figure, closes: figure, seconds: figure))
            $0.vehicles[0].speedPercent = figure
            $0.vehicles[0].costPerMetre = figure
            $0.vehicles[0].costPerDrivingSecond = figure
            $0.series = [
                VisitSeries(visits: [0, 1, figure], patterns: [[figure, Int.min, Int.max]], leastGap: figure),
                VisitSeries(visits: [0, figure]),
            ]
            $0.locks = [RouteLock(RouteOutline(vehicle: figure, copy: figure, day: figure, trips: [[0, figure], []]))]
        }
        #expect(wild.contains { $0.hasPrefix("SERIES.PATTERN-DAYS") })
        let start = PlanStart(
            routes: [RouteOutline(vehicle: figure, copy: figure, day: figure, trips: [[figure]])], pricePerChange: figure)
        #expect(ProblemCheck.faults(in: start, for: sound()).isEmpty == (figure == 0))
    }
}
