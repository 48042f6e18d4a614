/// Finds where a crew takes its breaks, so that it is back earliest and leaves latest.
///
/// Exact: for each halt and each number of breaks taken so far it keeps the earliest moment forwards and the latest backwards. An
/// earlier moment is never worse, so no other way to be there with as many breaks taken has to be remembered. A window that has closed counts as
/// late and is served on arrival; fewer such windows come before an earlier moment.
struct BreakPlacement {
    private let halts: [Halt]
    private let breaks: [ShiftBreak]
    private let begins: Int
    private let width: Int

    /// A chain of at least a start and an end, the breaks that have to be taken, ascending, and the earliest second at the start.
    init(halts: [Halt], breaks: [ShiftBreak], begins: Int) {
        self.halts = halts
        self.breaks = breaks
        self.begins = begins
        width = breaks.count + 1
    }

    /// The earliest return that keeps the breaks, leaving as late as it allows; `nil` when no placement keeps them.
    func earliest() -> PlacedBreaks? {
        let hurried = forwards(leaving: nil)
        guard let end = earliestEnd(of: hurried) else { return nil }
        let back = hurried.arrives[index(halts.count - 1, end)]
        guard back.late == 0, let start = latestDeparture(after: hurried, returns: back.time) else {
            return placed(hurried, end, at: nil)
        }
        let unhurried = forwards(leaving: start)
        return earliestEnd(of: unhurried).map { placed(unhurried, $0, at: start.time) }
    }

    /// The best times when nobody insists on breaks.
    static func withoutBreaks(halts: [Halt], begins: Int) -> PlacedBreaks {
        let placement = BreakPlacement(halts: halts, breaks: [], begins: begins)
        return placement.earliest() ?? placement.placed(placement.forwards(leaving: nil), 0, at: nil)
    }

    /// When one further break could begin after these, in a place that makes no more windows late than `late`: at the return at the latest.
    func earliestMoment(for rest: ShiftBreak, late: Int) -> Int {
        let times = forwards(leaving: nil)
        var least = times.arrives[index(halts.count - 1, breaks.count)].time
        for halt in 0..<halts.count - 1 {
            for (moment, isServed) in [(times.ready[index(halt, breaks.count)], false), (times.leaves[index(halt, breaks.count)], true)]
            where !moment.isNever {
                let begins = max(moment.time, rest.opens)
                guard begins < least else { continue }
                var after = Moment(late: moment.late, time: begins + rest.seconds)
                if !isServed { after = served(after, at: halts[halt]) }
                for next in halts[(halt + 1)...] { after = served(after.later(by: next.legSeconds), at: next) }
                if after.late <= late { least = begins }
            }
        }
        return least
    }

    // MARK: Earliest moments

    /// So many windows missed by then, and the second of the day.
    private struct Moment: Comparable {
        var late: Int
        var time: Int

        static let never = Moment(late: Int.max, time: Int.max)
        var isNever: Bool { late == Int.max }

        func later(by seconds: Int) -> Moment { isNever ? self : Moment(late: late, time: time + seconds) }

        static func < (left: Moment, right: Moment) -> Bool { (left.late, left.time) < (right.late, right.time) }
    }

    /// The earliest moments at each halt with each number of breaks taken, and whether the last of them was taken there.
    private struct Moments {
        var arrives: [Moment]
        var ready: [Moment]
        var leaves: [Moment]
        var restsBefore: [Bool]
        var restsAfter: [Bool]
    }

    private func index(_ halt: Int, _ taken: Int) -> Int { halt * width + taken }

    private func forwards(leaving start: (taken: Int, time: Int)?) -> Moments {
        let never = Array(repeating: Moment.never, count: halts.count * width)
        let no = Array(repeating: false, count: never.count)
        var times = Moments(arrives: never, ready: never, leaves: never, restsBefore: no, restsAfter: no)
        times.arrives[start?.taken ?? 0] = Moment(late: 0, time: start?.time ?? begins)
        let end = halts.count - 1
        for halt in halts.indices {
            for taken in 0..<width {
                let here = index(halt, taken)
                if halt > 0 { times.arrives[here] = times.leaves[here - width].later(by: halts[halt].legSeconds) }
                times.ready[here] = times.arrives[here]
                if taken > 0, halt < end, halt > 0 || start == nil, let rested = rested(times.ready[here - 1], breaks[taken - 1]),
                    rested < times.ready[here]
                {
                    times.ready[here] = rested
                    times.restsBefore[here] = true
                }
                times.leaves[here] = served(times.ready[here], at: halts[halt])
                if taken > 0, halt > 0, halt < end, let rested = rested(times.leaves[here - 1], breaks[taken - 1]),
                    rested < times.leaves[here]
                {
                    times.leaves[here] = rested
                    times.restsAfter[here] = true
                }
            }
        }
        return times
    }

    private func rested(_ moment: Moment, _ rest: ShiftBreak) -> Moment? {
        let begins = max(moment.time, rest.opens)
        return moment.isNever || begins > rest.closes ? nil : Moment(late: moment.late, time: begins + rest.seconds)
    }

    private func served(_ moment: Moment, at halt: Halt) -> Moment {
        guard !moment.isNever else { return moment }
        var served = moment
        if let window = halt.windows.first(where: { moment.time <= $0.closes }) {
            served.time = max(moment.time, window.opens)
        } else if !halt.windows.isEmpty {
            served.late += 1
        }
        served.time += halt.service
        return served
    }

    /// With how many breaks taken it is best to come back: all of them, or so early that the next is not needed.
    private func earliestEnd(of times: Moments) -> Int? {
        let last = index(halts.count - 1, 0)
        var best: Int?
        for taken in 0..<width where !times.arrives[last + taken].isNever {
            let moment = times.arrives[last + taken]
            guard taken == breaks.count || moment.time <= breaks[taken].closes else { continue }
            if let best, times.arrives[last + best] <= moment { continue }
            best = taken
        }
        return best
    }

    // MARK: Latest departure

    /// The latest moment to leave the start and still return at `returns`, and the breaks taken before it.
    private func latestDeparture(after times: Moments, returns: Int) -> (taken: Int, time: Int)? {
        var bounds: [Int?] = (0..<width).map { $0 == breaks.count || returns <= breaks[$0].closes ? returns : nil }
        for halt in halts.indices.dropFirst().reversed() {
            if halt < halts.count - 1 {
                rest(&bounds)
                bounds = bounds.map { $0.flatMap { latestArrival(at: halts[halt], before: $0) } }
                rest(&bounds)
            }
            bounds = bounds.map { $0.map { $0 - halts[halt].legSeconds } }
        }
        var best: (taken: Int, time: Int)?
        for (taken, bound) in bounds.enumerated() {
            guard let bound, !times.leaves[taken].isNever, times.leaves[taken].time <= bound else { continue }
            guard bound > best?.time ?? Int.min else { continue }
            best = (taken, bound)
        }
        return best
    }

    /// Widens the latest moments by taking the next break first.
    private func rest(_ bounds: inout [Int?]) {
        for (taken, rest) in breaks.enumerated().reversed() {
            guard let after = bounds[taken + 1] else { continue }
            let begins = min(rest.closes, after - rest.seconds)
            if begins >= rest.opens { bounds[taken] = max(bounds[taken] ?? begins, begins) }
        }
    }

    private func latestArrival(at halt: Halt, before bound: Int) -> Int? {
        let begins = bound - halt.service
        guard !halt.windows.isEmpty else { return begins }
        return halt.windows.last { $0.opens <= begins }.map { min($0.closes, begins) }
    }

    // MARK: Writing

    /// Follows the best way back to the start, then writes the times forwards.
    private func placed(_ times: Moments, _ end: Int, at departure: Int?) -> PlacedBreaks {
        var before = Array(repeating: 0, count: halts.count)
        var after = before
        var taken = end
        for halt in halts.indices.reversed() {
            while times.restsAfter[index(halt, taken)] {
                after[halt] += 1
                taken -= 1
            }
            while times.restsBefore[index(halt, taken)] {
                before[halt] += 1
                taken -= 1
            }
        }
        if departure != nil { before[0] = taken }
        var clock = begins
        var result = PlacedBreaks(stays: [], breaks: [], late: times.arrives[index(halts.count - 1, end)].late)
        func rest(_ count: Int) {
            for rest in breaks[result.breaks.count...].prefix(count) {
                let taken = TakenBreak(begins: max(clock, rest.opens), ends: max(clock, rest.opens) + rest.seconds)
                result.breaks.append(taken)
                clock = taken.ends
            }
        }
        for (number, halt) in halts.enumerated() {
            clock += halt.legSeconds
            let arrives = clock
            rest(before[number])
            if number == 0, let departure { clock = departure }
            let ends = served(Moment(late: 0, time: clock), at: halt).time
            clock = ends
            rest(after[number])
            result.stays.append(PlacedBreaks.Stay(arrives: arrives, begins: ends - halt.service, ends: ends, leaves: clock))
        }
        return result
    }
}
