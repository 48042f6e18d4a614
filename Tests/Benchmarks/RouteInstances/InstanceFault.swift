// RouteInstances: public routing instances as problems for the solver, and its solutions in the forms the instances' owners use.
//
// A file is read in two steps. `SolomonFile` and `PeriodicFile` say what stands in it and refuse what makes no sense, by line. `DimacsRule`
// and `PeriodicRule` then say how it is to be computed with: what is rounded, and which way. The way back is `CVRPLIBRoutes` and
// `PeriodicRoutes`.
//
// Everything here works on text in memory; whoever calls opens the files.

/// What is wrong with an instance file: a stable code, the line, what was found there and what would be right.
///
/// Reading the same file again never helps; it has to be mended.
package struct InstanceFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of fault it is; the raw value is stable.
    package enum Code: String, Sendable, CaseIterable {
        case empty = "INSTANCE.EMPTY"
        case header = "INSTANCE.HEADER"
        case kind = "INSTANCE.KIND"
        case columns = "INSTANCE.COLUMNS"
        case notANumber = "INSTANCE.NOT-A-NUMBER"
        case outOfRange = "INSTANCE.OUT-OF-RANGE"
        case depot = "INSTANCE.DEPOT"
        case windowReversed = "INSTANCE.WINDOW-REVERSED"
        case duplicateCustomer = "INSTANCE.DUPLICATE-CUSTOMER"
        case customerCount = "INSTANCE.CUSTOMER-COUNT"
        case pattern = "INSTANCE.PATTERN"
    }

    /// What kind of fault it is.
    package var code: Code
    /// Line of the file, from 1; the last one when something is missing at the end.
    package var line: Int
    /// What stands there.
    package var found: String
    /// What would be right.
    package var advice: String

    /// All of it in one line.
    package var description: String { "line \(line): \(code.rawValue): found \(found); \(advice)" }
}
