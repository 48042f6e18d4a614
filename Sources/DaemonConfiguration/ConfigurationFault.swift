/// Exit statuses of the daemon. sysexits.h
package enum DaemonExit: Int32, Sendable {
    case ok = 0
    /// Wrong flags.
    case usage = 64
    /// A service that is needed is not there.
    case unavailable = 69
    /// A defect of the daemon itself.
    case software = 70
    /// A directory or file cannot be made.
    case cannotCreate = 73
    /// Trying again may help.
    case temporary = 75
    /// The configuration is wrong.
    case configuration = 78

    /// The status for several faults at once: what a person has to mend comes before what may pass by itself.
    package static func worst(of statuses: [DaemonExit]) -> DaemonExit {
        for status in [DaemonExit.configuration, .cannotCreate, .software, .unavailable, .temporary, .usage] where statuses.contains(status)
        {
            return status
        }
        return .ok
    }
}

/// One thing that is wrong with the configuration or with what it points at.
package struct ConfigurationFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// Stable names of the faults.
    package enum Code: String, Sendable, CaseIterable {
        case fileUnreadable = "CONFIG.FILE-UNREADABLE"
        case syntax = "CONFIG.SYNTAX"
        case unknownKey = "CONFIG.UNKNOWN-KEY"
        case duplicateKey = "CONFIG.DUPLICATE-KEY"
        case value = "CONFIG.VALUE"
        case contradiction = "CONFIG.CONTRADICTION"
        case state = "CHECK.STATE"
        case socket = "CHECK.SOCKET"
        case schema = "CHECK.SCHEMA"
        case openSocket = "CHECK.SOCKET-OPEN"
        case account = "CHECK.ACCOUNT"
        case roles = "CHECK.ROLES"
        case directory = "CHECK.DIRECTORY"
        case secret = "CHECK.SECRET"
        case database = "CHECK.DATABASE"
    }

    package let code: Code
    /// `FILE:LINE`, an environment variable, a flag or a key.
    package let place: String
    /// What was found.
    package let found: String
    /// What to do.
    package let remedy: String
    /// With what status the daemon ends for it.
    package let status: DaemonExit

    package init(_ code: Code, at place: String, found: String, remedy: String, status: DaemonExit = .configuration) {
        self.code = code
        self.place = place
        self.found = found
        self.remedy = remedy
        self.status = status
    }

    /// Whether the daemon works all the same: a name that reaches nobody today must not keep the warehouse's books closed.
    package var isBearable: Bool { [.account, .roles, .openSocket].contains(code) }

    /// One line, whatever the parts hold.
    package var description: String {
        let text = "\(place): \(code.rawValue): \(found). \(remedy)\(remedy.hasSuffix("?") ? "" : ".")"
        return text.split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
    }
}
