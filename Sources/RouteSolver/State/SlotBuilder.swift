/// Lays out the slots of a problem: their nodes, their groups, and the travel tables the groups share.
struct SlotBuilder {
    private let problem: RoutingProblem
    private(set) var slots: [Slot] = []
    private(set) var groups: [SlotGroup] = []
    private(set) var tables: [TravelTable] = []
    private(set) var breaks: [SIMD4<Int32>] = []
    private(set) var nodeCount: Int
    private var kinds: [[Int]] = []
    /// How the travel tables number the locations.
    let order: LocationOrder

    init(_ problem: RoutingProblem) {
        self.problem = problem
        nodeCount = problem.visits.count
        order = LocationOrder(problem.travel)
    }

    mutating func build() {
        for (position, vehicle) in problem.vehicles.enumerated() {
            let table = table(for: vehicle)
            for (day, shift) in vehicle.shifts.enumerated() {
                guard let shift, vehicle.count > 0 else { continue }
                add(vehicle, at: position, day: day, shift: shift, table: table)
            }
        }
        if tables.isEmpty {
            tables.append(TravelTable(problem.travel, order: order, speedPercent: 100, costPerMetre: 1, costPerDrivingSecond: 0))
        }
    }

    private mutating func add(_ vehicle: VehicleType, at position: Int, day: Int, shift: Shift, table: Int) {
        groups.append(
            SlotGroup(
                day: day, vehicle: position, firstSlot: slots.count, begins: Int32(shift.begins), ends: Int32(shift.ends),
                reloadSeconds: Int32(vehicle.reloadSeconds), fixedCost: vehicle.fixedCost, capacity: Load(vehicle.capacity), table: table,
                firstBreak: breaks.count, breakCount: shift.breaks.count))
        breaks += shift.breaks.map { SIMD4(Int32($0.opens), Int32($0.closes), Int32($0.seconds), 0) }
        for copy in 0..<vehicle.count {
            let end = nodeCount + 1 + vehicle.reloads
            slots.append(
                Slot(
                    vehicle: position, copy: copy, day: day, group: groups.count - 1, start: Int32(nodeCount), end: Int32(end),
                    isIntricate: vehicle.reloads > 0 || !shift.breaks.isEmpty))
            nodeCount = end + 1
        }
    }

    private mutating func table(for vehicle: VehicleType) -> Int {
        let kind = [vehicle.speedPercent, vehicle.costPerMetre, vehicle.costPerDrivingSecond]
        if let known = kinds.firstIndex(of: kind) { return known }
        kinds.append(kind)
        tables.append(
            TravelTable(
                problem.travel, order: order, speedPercent: vehicle.speedPercent, costPerMetre: vehicle.costPerMetre,
                costPerDrivingSecond: vehicle.costPerDrivingSecond))
        return tables.count - 1
    }
}
