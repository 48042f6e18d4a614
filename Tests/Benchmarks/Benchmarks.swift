// # Benchmarks: what the daemon costs beside the database it stands on
//
//     swift run -c release benchmarks posting|watchers|stock|import|scale|as-of|memory|all
//
// One run starts a daemon of its own (`entrepotd --state TEMPORARY`, durable settings as shipped), fills the books, and measures in
// pairs: the socket, then `pgbench` or `psql` with the same statement on the same server, turn by turn. The machine may be busy with
// other work, so times drift; what counts are the ratios of neighbours, printed as the median and the range over the pairs.
//
// The daemon is the program beside this one unless `--daemon` names another; build both first:
//
//     swift build -c release --product entrepotd && swift run -c release benchmarks all
//
// *Commit + 1 ms* preloads a library into the server that lengthens each fdatasync(2) by a millisecond; it is compiled with `cc` when
// the run begins.

import ArgumentParser
import Glibc

@main
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmarks",
        abstract: "Measures the daemon beside pgbench and psql on the same server in the same run.",
        discussion: """
            posting   one client and 32 clients over the socket against pgbench; with the disk as it is and with 1 ms more for each commit
            stock     the list of 10,000 lots against psql with the same query, and its sums
            import    5,000 rows; and 5,000 rows of which 500 are bad
            scale     posting and stock with 2 million lines against 20 thousand
            as-of     stock 1, 30 and 365 days back at 2 million lines
            watchers  posting with a hundred watchers against posting with none
            memory    the daemon idle, with 200 idle clients, and the time to ready on a running server
            all       all of them

            Each prints one line per measure with its target. Run it on a quiet machine, after swift build -c release.
            """)

    @Argument(help: "What to measure.")
    var measures: [Measure]

    @Option(help: "Seconds of each load.")
    var seconds = 3

    @Option(help: "How often each pair is measured.")
    var pairs = 5

    @Option(help: "Lines of the large books.")
    var lines = 2_000_000

    @Option(help: ArgumentHelp("The daemon to measure; the one beside this program when not given.", valueName: "program"))
    var daemon: String?

    @Option(help: ArgumentHelp("Directory for the measured state; the disk under it is the one measured.", valueName: "dir"))
    var directory = "/var/tmp"

    @Option(help: ArgumentHelp("Of posting, only the loads whose name holds this text.", valueName: "text"))
    var only: String?

    func validate() throws {
        guard (1...10).contains(seconds), (1...100).contains(pairs), (100_000...20_000_000).contains(lines) else {
            throw ValidationError("--seconds is 1 to 10, --pairs 1 to 100, --lines 100000 to 20000000")
        }
    }

    func run() throws {
        let bench = try Bench(
            program: daemon ?? Self.besideThisProgram("entrepotd"), directory: directory, seconds: seconds, pairs: pairs, lines: lines)
        for measure in measures.contains(.all) ? Measure.allCases : measures {
            switch measure {
            case .posting: try PostingMeasure(bench, only: only).run()
            case .watchers: try WatchMeasure(bench).run()
            case .stock: try StockMeasure(bench).run()
            case .imports: try ImportMeasure(bench).run()
            case .scale: try ScaleMeasure(bench).run(asOf: measures.contains(.asOf) || measures.contains(.all))
            case .asOf:
                if !measures.contains(.scale), !measures.contains(.all) { try ScaleMeasure(bench).runAsOf() }
            case .memory: try MemoryMeasure(bench).run()
            case .all: break
            }
        }
    }

    private static func besideThisProgram(_ name: String) -> String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let length = readlink("/proc/self/exe", &buffer, buffer.count)
        let path = String(decoding: buffer.prefix(max(length, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/" + name
    }
}

/// What can be measured.
enum Measure: String, ExpressibleByArgument, CaseIterable {
    case posting, watchers, stock
    case imports = "import"
    case scale
    case asOf = "as-of"
    case memory, all
}

/// What the measures of one run share.
struct Bench {
    var program: String
    var directory: String
    var seconds: Int
    var pairs: Int
    var lines: Int

    init(program: String, directory: String, seconds: Int, pairs: Int, lines: Int) throws {
        guard access(program, X_OK) == 0 else {
            throw Fault("there is no \(program): build it with swift build -c release --product entrepotd, or name it with --daemon")
        }
        self.program = program
        self.directory = directory
        self.seconds = seconds
        self.pairs = pairs
        self.lines = lines
    }

    /// A fresh daemon; `preload` is a library for it and its server.
    func daemon(preload: String? = nil) throws -> MeasuredDaemon {
        try MeasuredDaemon(program: program, under: directory, preload: preload)
    }
}

/// Why a run cannot go on.
struct Fault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
