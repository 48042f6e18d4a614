package import Measures
import Speech

/// The codes that roles may be limited to, as the database knows them.
package struct RoleCodes: Equatable, Sendable {
    package let organisations: [String]
    package let warehouses: [String]

    package init(organisations: [String], warehouses: [String]) {
        self.organisations = organisations
        self.warehouses = warehouses
    }

    /// Every limit that names what is not there: whoever has it reaches less than was meant, or nothing.
    package func faults(in roles: RoleSettings) -> [ConfigurationFault] {
        var faults: [ConfigurationFault] = []
        for (section, grants) in [("roles.users", roles.users), ("roles.groups", roles.groups)] {
            for grant in grants {
                for (noun, codes, known) in [
                    ("organisation", grant.organisations, organisations), ("warehouse", grant.warehouses, warehouses),
                ] {
                    for code in codes ?? [] where !known.contains(code) {
                        faults.append(
                            ConfigurationFault(
                                .roles, at: section, found: "\(grant.account) is limited to the \(noun) \(code), which is not there",
                                remedy: NearestWords.nearest(to: code, among: known).first.map { "Did you mean \($0)?" }
                                    ?? "Correct it, or add it with \(noun) add \(code)"))
                    }
                }
            }
        }
        return faults
    }
}
