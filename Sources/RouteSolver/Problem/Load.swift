/// A load in up to four dimensions, compared in one step.
struct Load: Equatable {
    var lanes: SIMD4<Int32>

    static let nothing = Load(lanes: .zero)

    init(lanes: SIMD4<Int32>) { self.lanes = lanes }

    /// The load of a checked list of figures; dimensions beyond the list are zero.
    init(_ figures: [Int]) {
        lanes = .zero
        for (lane, figure) in figures.prefix(4).enumerated() { lanes[lane] = Int32(clamping: figure) }
    }

    static func + (left: Load, right: Load) -> Load { Load(lanes: left.lanes &+ right.lanes) }
    static func - (left: Load, right: Load) -> Load { Load(lanes: left.lanes &- right.lanes) }

    /// Whether it is within a capacity in every dimension.
    func fits(_ capacity: Load) -> Bool { all(lanes .<= capacity.lanes) }
}
