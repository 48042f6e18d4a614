import EmbeddedPostgres

/// Finding the directory with migrations, routines, views and grants.
package enum SchemaLocation {
    /// Where packages put it.
    package static let installed = "/usr/share/entrepot/Schema"

    /// The configured directory; else `Schema` beside the program or above it (a build tree); else the installed one.
    ///
    /// - Parameters:
    ///   - executable: path of the running program, symbolic links resolved.
    /// - Returns: nil when none of them holds `migrations`.
    package static func find(configured: String?, executable: String?) -> String? {
        candidates(configured: configured, executable: executable).first { Files.isDirectory("\($0)/migrations") }
    }

    /// The directories tried, in order. A configured one is the only one.
    static func candidates(configured: String?, executable: String?) -> [String] {
        if let configured { return [configured] }
        var candidates: [String] = []
        if let executable {
            var directory = Files.parent(of: executable)
            while directory != "/" && directory != "." {
                candidates.append("\(directory)/Schema")
                directory = Files.parent(of: directory)
            }
        }
        return candidates + [installed]
    }

    /// Path of the running program. proc(5)
    package static func runningExecutable() -> String? { Files.resolved("/proc/self/exe") }
}
