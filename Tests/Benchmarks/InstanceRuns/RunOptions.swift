// InstanceRuns: what `route-bench` and `plan-bench` share: their arguments, their clock, and one run after the other.
//
// A program brings the reading of its files (the reader of `InstanceRun`); everything else is here, so that both count time alike.

package import ArgumentParser

/// The arguments of a benchmark program.
package struct RunOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The instances to solve, one after the other.", valueName: "file"))
    package var files: [String]

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Budget for each file, above 0 to 1000000; 5 when --iterations is not given either.",
            discussion: """
                With one thread these are CPU seconds of this process, counted from its very start for the first file and from the beginning of \
                reading for the others, so that reading and preparation are paid for. With more threads they are seconds on the wall.
                """))
    package var seconds: Double?

    @Option(help: "Chooses among equally good ways; the same seed and iterations give the same routes.")
    package var seed: UInt64 = 1

    @Option(parsing: .unconditional, help: "Threads to search on, 1 to 64.")
    package var threads = 1

    @Option(
        parsing: .unconditional,
        help: "The most iterations, 0 or more; the result is reproducible unless --seconds are over before.")
    package var iterations: Int?

    @Option(
        help: ArgumentHelp(
            "Where to write the routes.",
            discussion: "With several files the name of each goes before the extension: out.sol becomes out-C101.sol for C101.txt.",
            valueName: "file"))
    package var output: String?

    package init() {}

    package mutating func validate() throws {
        if let seconds, !(seconds > 0 && seconds <= 1_000_000) {
            throw ValidationError("--seconds \(seconds) is no budget; give more than 0 and at most 1000000")
        }
        if let iterations, iterations < 0 { throw ValidationError("--iterations \(iterations) is below zero; give 0 or more") }
        guard (1...64).contains(threads) else { throw ValidationError("--threads \(threads) is not 1 to 64") }
        var seen: [String: String] = [:]
        for file in output == nil ? [] : files {
            guard let written = outputPath(for: file) else { continue }
            if let other = seen.updateValue(file, forKey: written) {
                throw ValidationError("\(other) and \(file) would both be written to \(written); run them one at a time")
            }
        }
    }

    /// The budget in seconds; `nil` when iterations alone decide.
    package var budget: Double? { seconds ?? (iterations == nil ? 5 : nil) }

    /// Where the routes of a file go, if anywhere.
    package func outputPath(for file: String) -> String? {
        guard let output else { return nil }
        guard files.count > 1 else { return output }
        let slash = output.lastIndex(of: "/").map { output.index(after: $0) } ?? output.startIndex
        // A dot that begins the name hides the file and begins no extension.
        let dot = output[slash...].lastIndex(of: ".").flatMap { $0 > slash ? $0 : nil } ?? output.endIndex
        return "\(output[..<dot])-\(Self.name(of: file))\(output[dot...])"
    }

    /// The name of a file without its directories and its extension.
    package static func name(of file: String) -> String {
        let last = file.split(separator: "/").last ?? "instance"
        guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return String(last) }
        return String(last[..<dot])
    }
}
