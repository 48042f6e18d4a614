import Testing

@testable import RouteSolver

@Suite("Places judged in constant time are those written out") struct RoutePlacesTests {
    /// A feasible route of random visits in a random slot, and the visits that are not in it.
    private func scene(_ problem: RoutingProblem, random: inout SplitMix64) -> (schedule: RouteSchedule, shift: Shift, trips: [[Int]])? {
        let vehicle = random.below(problem.vehicles.count)
        let day = random.below(problem.dayCount)
        guard let shift = problem.vehicles[vehicle].shifts[day] else { return nil }
        let schedule = RouteSchedule(problem: problem, vehicle: vehicle, copy: 0, day: day)
        var trips: [[Int]] = []
        for visit in problem.visits.indices.shuffled(using: &random).prefix(5) {
            var longer = trips
            if longer.isEmpty || random.below(3) == 0 { longer.append([visit]) } else { longer[longer.count - 1].append(visit) }
            if schedule.write(longer).obstacles.isEmpty { trips = longer }
        }
        return (schedule, shift, trips)
    }

    @Test("never worse than what is written, the same without breaks, and at the same cost", arguments: 0..<300)
    func judgements(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        var problem = Instances.plain(visits: 8, seed: UInt64(seed))
        problem.vehicles[0].costPerDrivingSecond = random.below(3)
        if seed % 2 == 1 {
            for vehicle in problem.vehicles.indices {
                for day in 0..<problem.dayCount {
                    let opens = random.below(3000)
                    let rest = ShiftBreak(opens: opens, closes: opens + random.below(800), seconds: random.below(600))
                    problem.vehicles[vehicle].shifts[day]?.breaks = [rest]
                }
            }
        }
        guard let (schedule, shift, trips) = scene(problem, random: &random) else { return }
        let slot = RoutePlaces(schedule, shift: shift, trips: trips, standing: 0)
        #expect(slot.isSound)
        let base = trips.isEmpty ? problem.vehicles[schedule.vehicle].fixedCost : schedule.write(trips).route.cost
        let made = Set(trips.joined())
        for visit in problem.visits.indices where !made.contains(visit) {
            let standing = schedule.standing(visit, shift: shift).count
            var places: Set<[[Int]]> = []
            slot.forEachPlace(for: RoutePlaces.Guest(problem.visits[visit], day: schedule.day)) { judged in
                let with = slot.trips(with: visit, at: judged.place)
                places.insert(with)
                let written = schedule.write(with)
                let others = written.obstacles.dropLast(standing)
                let severity = others.reduce(0) { $0 + NearestObstacles.severity(of: $1, in: problem) }
                #expect(judged.failsBy <= severity)
                if shift.breaks.isEmpty { #expect((judged.failsBy == 0) == others.isEmpty) }
                #expect(judged.cost == written.route.cost - base)
            }
            // One place before each visit and one behind each trip, and one for a trip of its own before and behind each trip.
            let own = trips.count <= problem.vehicles[schedule.vehicle].reloads || trips.isEmpty ? trips.count + 1 : 0
            #expect(places.count == trips.reduce(0) { $0 + $1.count + 1 } + own)
        }
    }

    @Test("what is reported for a visit left out is what writing every place out finds", arguments: 0..<150)
    func everyPlace(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        var problem = Instances.plain(visits: 9, seed: UInt64(seed))
        problem.routeLimits = []
        for vehicle in problem.vehicles.indices where seed % 2 == 1 {
            for day in 0..<problem.dayCount {
                let opens = random.below(3000)
                problem.vehicles[vehicle].shifts[day]?.breaks = [ShiftBreak(opens: opens, closes: opens + random.below(800), seconds: 300)]
            }
        }
        guard let (schedule, _, trips) = scene(problem, random: &random), !trips.isEmpty else { return }
        let route = schedule.write(trips).route
        let made = Set(trips.joined())
        let absent = problem.visits.indices.filter { !made.contains($0) }
        let reasons = AbsenceReasons(problem, routes: [route]).reasons(for: absent)
        for entry in reasons {
            var cheapest: Int?
            var nearest = NearestObstacles()
            for (vehicle, type) in problem.vehicles.enumerated() {
                for day in 0..<problem.dayCount where type.shifts[day] != nil {
                    let isUsed = vehicle == route.vehicle && day == route.day
                    let every = isUsed ? everyPlace(for: entry.visit, in: trips, reloads: type.reloads) : [[[entry.visit]]]
                    for with in every {
                        let written = RouteSchedule(problem: problem, vehicle: vehicle, copy: 0, day: day).write(with)
                        nearest.offer(PlanPlaces.figures(written.obstacles, for: entry.visit, in: problem), in: problem)
                        guard written.obstacles.isEmpty else { continue }
                        let dayCosts = problem.visits[entry.visit].dayCosts
                        let cost = written.route.cost - (isUsed ? route.cost : 0) + (dayCosts.isEmpty ? 0 : dayCosts[day])
                        cheapest = min(cheapest ?? cost, cost)
                    }
                }
            }
            switch entry.reason {
            case .notWorthIt(let cost, let prize):
                #expect(cost == cheapest)
                #expect(prize == problem.visits[entry.visit].prize ?? 0)
            case .noRoom(let obstacles, _):
                #expect(cheapest == nil)
                #expect(obstacles.reduce(0) { $0 + NearestObstacles.severity(of: $1, in: problem) } == nearest.severity)
            case .impossibleAlone(let obstacles):
                #expect(cheapest == nil)
                #expect(!obstacles.isEmpty)
            }
        }
    }

    private func everyPlace(for visit: Int, in trips: [[Int]], reloads: Int) -> [[[Int]]] {
        var found: [[[Int]]] = []
        for trip in trips.indices {
            for place in 0...trips[trip].count {
                var changed = trips
                changed[trip].insert(visit, at: place)
                found.append(changed)
            }
        }
        for place in 0...trips.count where trips.count <= reloads {
            var changed = trips
            changed.insert([visit], at: place)
            found.append(changed)
        }
        return found
    }
}
