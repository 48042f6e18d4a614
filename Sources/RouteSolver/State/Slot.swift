/// One copy of a vehicle on one day: the only thing a visit can be put into.
///
/// In the network a slot is a chain of nodes that always exists: its start, one node per reload, the visits between them, its end. Reload
/// nodes that are not used stand directly behind the start, where they cost nothing.
struct Slot {
    /// Position of the vehicle type in the problem.
    var vehicle: Int
    /// Which copy of it, from 0.
    var copy: Int
    /// Day of the problem.
    var day: Int
    /// The group of slots that are the same in everything but their copy.
    var group: Int
    /// Node it starts at; its reload nodes follow in number.
    var start: Int32
    /// Node it ends at.
    var end: Int32
    /// Whether times go the long way: it may reload, or its crew has breaks.
    var isIntricate: Bool

    /// Whether it may load again on the way.
    var reloads: Bool { end - start > 1 }
}

/// What all copies of a vehicle have in common on one day.
struct SlotGroup {
    /// Day of the problem.
    var day: Int
    /// Position of the vehicle type in the problem.
    var vehicle: Int
    /// First of its slots.
    var firstSlot: Int
    /// Second at which a copy may leave.
    var begins: Int32
    /// Second at which a copy has to be back.
    var ends: Int32
    /// Seconds it takes to load again.
    var reloadSeconds: Int32
    /// What using a copy costs.
    var fixedCost: Int
    /// What a trip carries.
    var capacity: Load
    /// Which of the travel tables is its own.
    var table: Int
    /// First of its breaks in `RoutingTables.breaks`; so many of them follow as `breakCount` says.
    var firstBreak: Int
    /// See `firstBreak`; at most `RoutingProblem.mostBreaks`.
    var breakCount: Int
}
