extension RouteNetwork {
    /// Storage for `count` values, all the same at first; at least one, so that it is never null.
    static func table<Element: BitwiseCopyable>(_ count: Int, _ value: Element) -> UnsafeMutablePointer<Element> {
        let table = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
        table.initialize(repeating: value, count: max(1, count))
        return table
    }

    /// Seconds at a speed and metres, side by side so that one cache line serves both.
    static func travelTable(_ travel: TravelMatrix, speedPercent: Int) -> UnsafeMutablePointer<SIMD2<Int32>> {
        let table = table(travel.count * travel.count, SIMD2<Int32>(unreachable, unreachable))
        for index in 0..<travel.count * travel.count where travel.seconds[index] >= 0 && travel.metres[index] >= 0 {
            let seconds = (travel.seconds[index] * 100 + speedPercent - 1) / speedPercent
            table[index] = SIMD2(Int32(min(seconds, Int(unreachable))), Int32(travel.metres[index]))
        }
        for place in 0..<travel.count { table[place * travel.count + place] = .zero }
        return table
    }

    /// Whether a visit may be put into a slot at all, whatever else is in it.
    static func mayServe(_ visit: Visit, vehicle: Int, day: Int, shift: Shift, fits: Bool) -> Bool {
        fits && !visit.windows[day].isEmpty && visit.requiredSkills & ~shift.skills == 0
            && (visit.allowedVehicles?.contains(vehicle) ?? true) && (visit.allowedDays?.contains(day) ?? true)
    }

    /// Writes what is known of each visit into the tables.
    func fillVisits(_ problem: RoutingProblem) {
        var window = 0
        for (index, visit) in problem.visits.enumerated() {
            location[index] = Int32(visit.location)
            demand[index] = Load(visit.demand)
            service[index] = Int32(visit.serviceSeconds)
            for day in 0..<dayCount {
                windowStart[index * dayCount + day] = Int32(window)
                if !visit.dayCosts.isEmpty { dayCost[index * dayCount + day] = visit.dayCosts[day] }
                for span in visit.windows[day] {
                    windowOpens[window] = Int32(span.opens)
                    windowCloses[window] = Int32(span.closes)
                    window += 1
                }
            }
        }
        windowStart[visitCount * dayCount] = Int32(window)
    }
}
