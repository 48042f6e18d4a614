import EmbeddedPostgres

/// Finding the directory with migrations, routines, views and grants.
package enum SchemaLocation {
    /// Where packages put it.
    package static let installed = "/usr/share/entrepot/Schema"

    /// The configured directory; else `Schema` beside the program or above it (a build tree), the installed one, or the one in the directory
    /// the program is run from.
    ///
    /// - Parameters:
    ///   - executable: path of the running program, symbolic links resolved.
    ///   - workingDirectory: where the program is run from, absolute.
    /// - Returns: nil when none of them holds `migrations`.
    package static func find(configured: String?, executable: String?, workingDirectory: String = Files.absolute(".")) -> String? {
        candidates(configured: configured, executable: executable, workingDirectory: workingDirectory).first {
            Files.isDirectory("\($0)/migrations")
        }
    }

    /// The directories tried, in order. A configured one is the only one. Where somebody stands comes last: what was installed with the
    /// program is not replaced by what happens to lie there.
    package static func candidates(configured: String?, executable: String?, workingDirectory: String) -> [String] {
        if let configured { return [configured] }
        var candidates: [String] = []
        if let executable {
            var directory = Files.parent(of: executable)
            while directory != "/" && directory != "." {
                candidates.append("\(directory)/Schema")
                directory = Files.parent(of: directory)
            }
        }
        candidates.append(installed)
        let here = workingDirectory == "/" ? "/Schema" : "\(workingDirectory)/Schema"
        return candidates.contains(here) ? candidates : candidates + [here]
    }

    /// Path of the running program. proc(5)
    package static func runningExecutable() -> String? { Files.resolved("/proc/self/exe") }
}
