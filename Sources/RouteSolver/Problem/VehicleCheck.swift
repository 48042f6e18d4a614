extension ProblemCheck {
    /// Names everything wrong with the vehicle types, their shifts and breaks.
    mutating func vehicles() {
        var seen: Set<Int> = []
        for vehicle in problem.vehicles {
            let place = "vehicle \(vehicle.id)"
            if !seen.insert(vehicle.id).inserted { report(.duplicateVehicle, place, "the id appears more than once; ids are unique") }
            if vehicle.count < 0 { report(.vehicleCount, place, "\(vehicle.count) copies; give zero or more") }
            if vehicle.capacity.count != problem.dimensionCount || vehicle.capacity.contains(where: { !Self.loads.contains($0) }) {
                report(
                    .vehicleCapacity, place,
                    "capacity \(vehicle.capacity); give \(problem.dimensionCount) figures of 0 to \(RoutingProblem.largestLoad)")
            }
            for location in [vehicle.startLocation, vehicle.endLocation] where !(0..<max(0, problem.travel.count)).contains(location) {
                report(.vehicleLocation, place, "location \(location) is not in the matrix of \(problem.travel.count)")
            }
            checkShifts(of: vehicle, place: place)
            if !(1...10_000).contains(vehicle.speedPercent) {
                report(.vehicleSpeed, place, "speed \(vehicle.speedPercent) percent; give 1 to 10000")
            }
            if !(0...50).contains(vehicle.reloads) || !Self.measures.contains(vehicle.reloadSeconds) {
                report(
                    .vehicleReloads, place,
                    "\(vehicle.reloads) reloads of \(vehicle.reloadSeconds) s; give 0 to 50, and a time of zero or more")
            }
            if !Self.costs.contains(vehicle.fixedCost) {
                report(.vehicleCost, place, "fixed cost \(vehicle.fixedCost); give 0 to \(RoutingProblem.largestCost)")
            }
            checkLegCosts(of: vehicle, place: place)
        }
    }

    private mutating func checkShifts(of vehicle: VehicleType, place: String) {
        if vehicle.shifts.count != problem.dayCount {
            report(
                .vehicleShift, place,
                "shifts for \(vehicle.shifts.count) days; the problem has \(problem.dayCount) (nil where it does not work)")
        }
        for (day, shift) in vehicle.shifts.enumerated() {
            guard let shift else { continue }
            let place = "\(place) day \(day)"
            if shift.ends < shift.begins || !Self.measures.contains(shift.begins) || !Self.measures.contains(shift.ends) {
                report(.vehicleShift, place, "a shift from \(shift.begins) to \(shift.ends); give ascending seconds")
            }
            if shift.breaks.count > RoutingProblem.mostBreaks {
                report(.breakCount, place, "\(shift.breaks.count) breaks; give at most \(RoutingProblem.mostBreaks)")
            }
            for (number, rest) in shift.breaks.enumerated() {
                check(rest, of: shift, place: "\(place) break \(number)")
                guard number > 0 else { continue }
                let before = shift.breaks[number - 1]
                if rest.opens <= before.opens || rest.closes <= before.closes {
                    report(
                        .breakOrder, "\(place) break \(number)",
                        "from \(rest.opens) to \(rest.closes) after one from \(before.opens) to \(before.closes); both ends have to ascend")
                }
            }
        }
    }

    private mutating func check(_ rest: ShiftBreak, of shift: Shift, place: String) {
        if rest.closes < rest.opens {
            report(.breakEndsBeforeItBegins, place, "it may begin from \(rest.opens) to \(rest.closes), which ends before it begins")
        }
        if [rest.opens, rest.closes, rest.seconds].contains(where: { !Self.measures.contains($0) }) {
            report(
                .breakValue, place,
                "\(rest.seconds) s from \(rest.opens) to \(rest.closes); give seconds of 0 to \(RoutingProblem.largestMeasure)")
        }
        if rest.closes < shift.begins {
            report(.breakOutsideShift, place, "it closes at \(rest.closes), before the shift begins at \(shift.begins); leave it out")
        }
    }

    /// Whether a metre or a second costs less than nothing, or some leg more than the search can add up.
    private mutating func checkLegCosts(of vehicle: VehicleType, place: String) {
        guard vehicle.costPerMetre >= 0, vehicle.costPerDrivingSecond >= 0 else {
            report(
                .legCost, place,
                "\(vehicle.costPerMetre) per metre and \(vehicle.costPerDrivingSecond) per second of driving; give zero or more")
            return
        }
        guard (1...10_000).contains(vehicle.speedPercent), let longestLeg else { return }
        if Self.isBearable(seconds: longestLeg.seconds, metres: longestLeg.metres, vehicle) { return }
        // Only now is it worth looking whether the longest time and the longest distance are of the same leg, or of none that is driven.
        let travel = problem.travel
        for cell in travel.seconds.indices {
            let seconds = travel.seconds[cell]
            let metres = travel.metres[cell]
            guard seconds >= 0, metres >= 0, cell / travel.count != cell % travel.count else { continue }
            if !Self.isBearable(seconds: seconds, metres: metres, vehicle) {
                report(
                    .legCost, place,
                    "the leg from \(cell / travel.count) to \(cell % travel.count) costs more than \(RoutingProblem.largestLegCost); give less per metre or second"
                )
                return
            }
        }
    }

    /// Whether a leg costs no more than `RoutingProblem.largestLegCost`; seconds and metres are in range.
    private static func isBearable(seconds: Int, metres: Int, _ vehicle: VehicleType) -> Bool {
        let (byMetres, tooFar) = metres.multipliedReportingOverflow(by: vehicle.costPerMetre)
        let ownSeconds = (seconds * 100 + vehicle.speedPercent - 1) / vehicle.speedPercent
        let (bySeconds, tooLong) = ownSeconds.multipliedReportingOverflow(by: vehicle.costPerDrivingSecond)
        let (sum, tooMuch) = byMetres.addingReportingOverflow(bySeconds)
        return !tooFar && !tooLong && !tooMuch && sum <= RoutingProblem.largestLegCost
    }
}
