/// What leaving visits out comes to: of one visit, or of all that are out added up.
struct Absence: Equatable {
    /// In the scalar of annealing.
    var weight: Int
    /// In prizes.
    var prizes: Int
    /// In compulsory visits.
    var missed: Int

    static let nothing = Absence(weight: 0, prizes: 0, missed: 0)

    @inline(__always) static func += (left: inout Absence, right: Absence) {
        left.weight &+= right.weight
        left.prizes &+= right.prizes
        left.missed &+= right.missed
    }

    @inline(__always) static func -= (left: inout Absence, right: Absence) {
        left.weight &-= right.weight
        left.prizes &-= right.prizes
        left.missed &-= right.missed
    }
}
