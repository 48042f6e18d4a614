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
    var group: Int32
    /// Node it starts at; its reload nodes follow in number.
    var start: Int32
    /// Node it ends at.
    var end: Int32
}
