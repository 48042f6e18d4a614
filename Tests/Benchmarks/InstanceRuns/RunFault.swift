package import RouteInstances

/// Why one run has no result, in one line: the file, a stable code, what was found and what to do.
package struct RunFault: Error, Hashable, CustomStringConvertible {
    package let description: String

    /// A fault out of its line.
    package init(_ description: String) { self.description = description }

    /// A fault of the file itself, with the file's name.
    package init(_ fault: InstanceFault, in file: String) { description = "\(file): \(fault.description)" }
}
