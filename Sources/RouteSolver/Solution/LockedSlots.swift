/// Which slots are locked, and how far.
struct LockedSlots {
    /// One copy of a vehicle on one day.
    struct Key: Hashable {
        var vehicle: Int
        var copy: Int
        var day: Int
    }

    private var visits: [Key: Int] = [:]

    init(_ problem: RoutingProblem) {
        for lock in problem.locks {
            let key = Key(vehicle: lock.route.vehicle, copy: lock.route.copy, day: lock.route.day)
            let standing = lock.extent == .whole ? Int.max : lock.route.visits.count
            visits[key] = max(visits[key] ?? 0, standing)
        }
    }

    /// How many visits at the beginning of a slot stand; `Int.max` when all of it does, 0 when nothing is locked.
    func standing(vehicle: Int, copy: Int, day: Int) -> Int { visits[Key(vehicle: vehicle, copy: copy, day: day)] ?? 0 }
}
