/// Every place one slot has for a further visit, judged in constant time each.
///
/// Keeps the earliest moment to leave each halt and the latest to arrive there, breaks apart. Without breaks the judgement is exact; with
/// breaks a place may be worse than it says, never better. What it says of a place that fails is the least the place can fail by; only the
/// places that may be the nearest are written out.
struct RoutePlaces {
    /// A place in a route.
    struct Place: Hashable {
        /// Which trip, as it is numbered with the visit in place.
        var trip: Int
        /// How many visits of that trip come before.
        var position: Int
        /// Whether the visit gets a trip of its own.
        var isOwnTrip: Bool
    }

    /// What has to be known of a visit on one day.
    struct Guest {
        var location: Int
        var windows: [ServiceWindow]
        var service: Int
        var demand: Load

        init(_ visit: Visit, day: Int) {
            location = visit.location
            windows = visit.windows[day]
            service = visit.serviceSeconds
            demand = Load(visit.demand)
        }
    }

    /// How a place suits: what it costs more to drive, and the least it fails by (0: free, breaks apart).
    struct Judgement {
        var place: Place
        var failsBy: Int
        var cost: Int
    }

    let schedule: RouteSchedule
    /// The visits of the route as it is, trip by trip.
    let trips: [[Int]]
    /// So many visits at its beginning stand; `Int.max` when it takes nobody.
    let standing: Int
    /// Whether the shift has breaks, so that a place is only sure once it is written.
    let hasBreaks: Bool
    /// Whether the route as it is can be driven and keeps its times, breaks apart.
    private(set) var isSound = true
    private let travel: TravelMatrix
    private let type: VehicleType
    private let capacity: Load
    private let shiftBegins: Int
    private let shiftEnds: Int
    /// Whether seconds too late at one halt are as many at the one that fails: where a visit has a second window they need not be.
    private var isLatenessExact = true
    private var halts: [Stand] = []
    /// What is left of each trip.
    private(set) var room: [Load]

    /// A halt and its times.
    private struct Stand {
        var location: Int
        var leaves: Int
        var latest: Int
    }

    init(_ schedule: RouteSchedule, shift: Shift, trips: [[Int]], standing: Int) {
        let problem = schedule.problem
        let type = problem.vehicles[schedule.vehicle]
        let capacity = Load(type.capacity)
        self.schedule = schedule
        self.trips = trips
        self.standing = standing
        self.type = type
        self.capacity = capacity
        travel = problem.travel
        hasBreaks = !shift.breaks.isEmpty
        shiftBegins = shift.begins
        shiftEnds = shift.ends
        room = trips.map { trip in trip.reduce(capacity) { $0 - Load(problem.visits[$1].demand) } }
        fill(problem)
    }

    /// Whether nothing may be added.
    var isLocked: Bool { standing == Int.max }
    /// Whether one more trip may be driven beside those there are.
    private var hasSpareTrip: Bool { !trips.isEmpty && trips.count <= type.reloads }

    /// Whether a demand would fit somewhere if another visit of the route gave its load up.
    func couldCarry(_ demand: Load, instead other: Load) -> Bool {
        hasSpareTrip || room.contains { (demand - other).fits($0) }
    }

    /// The trips with a visit at a place.
    func trips(with visit: Int, at place: Place) -> [[Int]] {
        var changed = trips
        if place.isOwnTrip { changed.insert([visit], at: place.trip) } else { changed[place.trip].insert(visit, at: place.position) }
        return changed
    }

    private mutating func fill(_ problem: RoutingProblem) {
        let day = schedule.day
        var clock = shiftBegins
        halts = [Stand(location: type.startLocation, leaves: clock, latest: Int.max)]
        var guests: [Guest?] = [nil]
        var isOpen = true
        func way(to location: Int) -> Int {
            let leg = leg(halts[halts.count - 1].location, location)
            if leg.failsBy > 0 { isOpen = false }
            return leg.seconds
        }
        for (number, trip) in trips.enumerated() {
            if number > 0 {
                clock += way(to: type.startLocation) + type.reloadSeconds
                halts.append(Stand(location: type.startLocation, leaves: clock, latest: Int.max))
                guests.append(nil)
            }
            for visit in trip {
                let guest = Guest(problem.visits[visit], day: day)
                clock = served(guest, at: clock + way(to: guest.location)).ends
                if guest.windows.count > 1 { isLatenessExact = false }
                halts.append(Stand(location: guest.location, leaves: clock, latest: Int.max))
                guests.append(guest)
            }
        }
        clock += way(to: type.endLocation)
        halts.append(Stand(location: type.endLocation, leaves: clock, latest: shiftEnds))
        isSound = isOpen && clock <= shiftEnds
        for halt in halts.indices.dropLast().reversed() {
            let bound = halts[halt + 1].latest - leg(halts[halt].location, halts[halt + 1].location).seconds
            guard let guest = guests[halt] else {
                halts[halt].latest = halt == 0 ? bound : bound - type.reloadSeconds
                continue
            }
            let begins = bound - guest.service
            if let window = guest.windows.last(where: { $0.opens <= begins }) {
                halts[halt].latest = min(window.closes, begins)
            } else {
                isSound = false
                halts[halt].latest = begins
            }
        }
        if let start = halts.first, start.latest < shiftBegins { isSound = false }
        // A vehicle that makes no visit does not go from its start to its end either.
        if trips.isEmpty { isSound = true }
    }

    /// Judges the free places one after the other; those before or between what stands are not among them.
    func forEachPlace(for guest: Guest, _ body: (Judgement) -> Void) {
        guard !isLocked else { return }
        var before = 0
        var halt = 0
        let start = type.startLocation
        for trip in trips.indices {
            for position in 0...trips[trip].count {
                if before + position >= standing {
                    let from = halts[halt]
                    let to = halts[halt + 1]
                    var judged = judge(
                        guest, from: from.location, leaving: from.leaves, to: to.location, latest: to.latest, room: room[trip])
                    judged.cost -= legCost(from.location, to.location)
                    judged.place = Place(trip: trip, position: position, isOwnTrip: false)
                    body(judged)
                }
                if position < trips[trip].count { halt += 1 }
            }
            before += trips[trip].count
            halt += 1
        }
        guard hasSpareTrip || trips.isEmpty else { return }
        before = 0
        halt = 0
        for trip in 0...trips.count {
            if before >= standing || trips.isEmpty {
                // An own trip before another ends with a loading; the last one begins with it.
                let isLast = trip == trips.count && !trips.isEmpty
                var judged: Judgement
                if trips.isEmpty {
                    judged = judge(
                        guest, from: start, leaving: halts[0].leaves, to: halts[1].location, latest: halts[1].latest, room: capacity)
                } else if isLast {
                    let last = halts[halts.count - 2]
                    let end = halts[halts.count - 1]
                    let back = leg(last.location, start)
                    judged = judge(
                        guest, from: start, leaving: last.leaves + back.seconds + type.reloadSeconds, to: end.location, latest: end.latest,
                        room: capacity)
                    judged.failsBy += back.failsBy
                    judged.cost += cost(back) - legCost(last.location, end.location)
                } else {
                    let from = halts[halt]
                    let latest = trip == 0 ? from.latest - type.reloadSeconds : from.latest
                    judged = judge(guest, from: start, leaving: from.leaves, to: start, latest: latest, room: capacity)
                }
                judged.place = Place(trip: trip, position: 0, isOwnTrip: true)
                body(judged)
            }
            if trip < trips.count {
                before += trips[trip].count
                halt += trips[trip].count + 1
            }
        }
    }

    // MARK: One place

    private typealias Leg = (seconds: Int, metres: Int, failsBy: Int)

    private func judge(_ guest: Guest, from: Int, leaving: Int, to: Int, latest: Int, room: Load) -> Judgement {
        let out = leg(from, guest.location)
        let on = leg(guest.location, to)
        var failsBy = out.failsBy + on.failsBy
        if !guest.demand.fits(room) {
            for dimension in 0..<4 where guest.demand.lanes[dimension] > room.lanes[dimension] {
                let shortfall = Int(guest.demand.lanes[dimension]) - Int(room.lanes[dimension])
                failsBy += NearestObstacles.each + NearestObstacles.overload(shortfall, capacity: Int(capacity.lanes[dimension]))
            }
        }
        let service = served(guest, at: leaving + out.seconds)
        if service.late > 0 { failsBy += NearestObstacles.each + NearestObstacles.lateness(service.late) }
        let late = service.ends + on.seconds - latest
        if late > 0 { failsBy += NearestObstacles.each + (isLatenessExact ? NearestObstacles.lateness(late) : 0) }
        return Judgement(place: Place(trip: 0, position: 0, isOwnTrip: false), failsBy: failsBy, cost: cost(out) + cost(on))
    }

    private func served(_ guest: Guest, at moment: Int) -> (ends: Int, late: Int) {
        for window in guest.windows where moment <= window.closes { return (max(moment, window.opens) + guest.service, 0) }
        return (moment + guest.service, guest.windows.last.map { moment - $0.closes } ?? 0)
    }

    private func leg(_ from: Int, _ to: Int) -> Leg {
        guard let seconds = travel.seconds(from: from, to: to), let metres = travel.metres(from: from, to: to) else {
            return (0, 0, NearestObstacles.unreachable)
        }
        let speed = type.speedPercent
        return (speed == 100 ? seconds : (seconds * 100 + speed - 1) / speed, metres, 0)
    }

    private func cost(_ leg: Leg) -> Int { leg.metres * type.costPerMetre + leg.seconds * type.costPerDrivingSecond }
    private func legCost(_ from: Int, _ to: Int) -> Int { cost(leg(from, to)) }
}
