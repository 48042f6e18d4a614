import ArgumentParser
import Glibc
import InstanceRuns
import RouteInstances
import RouteSolver
import Testing

@Suite("The arguments of a benchmark") struct RunOptionsTests {
    @Test("five seconds are the budget when nothing is said, and iterations alone need no clock")
    func budget() throws {
        #expect(try RunOptions.parse(["a.txt"]).budget == 5)
        #expect(try RunOptions.parse(["a.txt", "--seconds", "0.5"]).budget == 0.5)
        #expect(try RunOptions.parse(["a.txt", "--iterations", "0"]).budget == nil)
        #expect(try RunOptions.parse(["a.txt", "--iterations", "9", "--seconds", "2"]).budget == 2)
    }

    @Test(
        "an argument that makes no sense is refused with what would make some",
        arguments: [
            (["--seconds", "0"], "--seconds 0.0 is no budget; give more than 0 and at most 1000000"),
            (["--seconds", "-3"], "--seconds -3.0 is no budget; give more than 0 and at most 1000000"),
            (["--seconds", "nan"], "--seconds nan is no budget; give more than 0 and at most 1000000"),
            (["--seconds", "inf"], "--seconds inf is no budget; give more than 0 and at most 1000000"),
            (["--iterations", "-1"], "--iterations -1 is below zero; give 0 or more"), (["--threads", "0"], "--threads 0 is not 1 to 64"),
            (["--threads", "65"], "--threads 65 is not 1 to 64"),
            (["b/a.sol", "--output", "o.sol"], "a.txt and b/a.sol would both be written to o-a.sol; run them one at a time"),
        ])
    func refused(arguments: [String], message: String) {
        let error = #expect(throws: (any Error).self) { try RunOptions.parse(["a.txt"] + arguments) }
        #expect(error.map { RunOptions.message(for: $0) } == message)
    }

    @Test("the name of each of several files goes before the extension of the output")
    func output() throws {
        func paths(_ output: String, _ files: String...) throws -> [String?] {
            let options = try RunOptions.parse(files + ["--output", output])
            return files.map(options.outputPath(for:))
        }
        #expect(try paths("out.sol", "C101.txt") == ["out.sol"])
        #expect(try paths("out.sol", "in/C101.txt", "p01") == ["out-C101.sol", "out-p01.sol"])
        #expect(try paths("some.dir/out", "a.b.txt", ".hidden") == ["some.dir/out-a.b", "some.dir/out-.hidden"])
        #expect(try paths("some.dir/.sol", "a.txt", "b/") == ["some.dir/.sol-a", "some.dir/.sol-b"])
        #expect(try RunOptions.parse(["a.txt"]).outputPath(for: "a.txt") == nil)
    }
}

@Suite("Running one instance after the other", .serialized) final class InstanceRunTests {
    private static let tiny = """
        TINY
        VEHICLE
        NUMBER CAPACITY
        2 50
        CUSTOMER
        CUST NO. XCOORD. YCOORD. DEMAND READY TIME DUE DATE SERVICE TIME
        0 0 0 0 0 100 0
        7 3 4 10 0 60 2
        9 0 4 20 0 90 3

        """
    private let directory: String

    init() throws {
        var template = Array("/tmp/instance-run-XXXXXX".utf8CString)
        directory = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    deinit {
        for name in ["a.txt", "b.txt", "bad.txt", "full.txt", "out-a.sol", "out-b.sol"] { unlink("\(directory)/\(name)") }
        rmdir(directory)
    }

    /// Runs files of the directory; what is printed, without the seconds, what is complained of, without the directory, and the verdict.
    private func run(_ arguments: [String], faults: [String] = []) throws -> (printed: [String], complaints: [String], sound: Bool) {
        var printed: [String] = []
        var complaints: [String] = []
        let options = try RunOptions.parse(arguments.map { $0.hasPrefix("-") || Double($0) != nil ? $0 : "\(directory)/\($0)" })
        let run = InstanceRun(options, print: { printed.append($0) }, complain: { complaints.append($0) }) { name, text in
            Result { () throws(InstanceFault) in
                let file = try SolomonFile(text)
                return PreparedInstance(name: name, problem: DimacsRule.problem(of: file)) { solution in
                    InstanceResult(
                        vehicles: solution.routes.count, distance: Decimals.tenths(solution.metres),
                        routes: CVRPLIBRoutes(solution, of: file).text, faults: faults)
                }
            }
        }
        let sound = run.all()
        return (
            printed.map { line in
                var columns = line.split(separator: " ")
                if columns.count == 5, Double(columns[3]) != nil { columns[3] = "S" }
                return columns.joined(separator: " ")
            }, complaints.map { $0.replacing("\(directory)/", with: "") }, sound
        )
    }

    @Test("each file has its line, and its routes go beside the others")
    func lines() throws {
        try TextFile.write(Self.tiny, to: "\(directory)/a.txt")
        try TextFile.write(Self.tiny, to: "\(directory)/b.txt")
        let result = try run(["a.txt", "b.txt", "--iterations", "30", "--output", "out.sol"])
        // 0-7-9-0: 5 + 3 + 4 = 12, the same the other way round.
        #expect(result.printed == ["a 1 12.0 S 30", "b 1 12.0 S 30"])
        #expect(result.complaints == [])
        #expect(result.sound)
        let routes = try ["a", "b"].map { try TextFile.read("\(directory)/out-\($0).sol") }
        #expect(routes[0] == routes[1])
        #expect(["Route #1: 7 9\nCost 12.0\n", "Route #1: 9 7\nCost 12.0\n"].contains(routes[0]))
    }

    @Test("what is wrong with one file is told in one line, and the others still run")
    func faults() throws {
        try TextFile.write(Self.tiny, to: "\(directory)/a.txt")
        try TextFile.write(Self.tiny.replacing("20 0 90", with: "20 99 90"), to: "\(directory)/bad.txt")
        try TextFile.write(Self.tiny.replacing("20 0 90", with: "51 0 90"), to: "\(directory)/full.txt")
        let result = try run(["none.txt", "bad.txt", "full.txt", "a.txt", "--iterations", "5"])
        #expect(result.printed == ["a 1 12.0 S 5"])
        #expect(
            result.complaints == [
                "none.txt: FILE.UNREADABLE: No such file or directory; name a file that exists and may be read",
                "bad.txt: line 9: INSTANCE.WINDOW-REVERSED: found ready at 99, due at 90; the due date is not before the ready time",
                "full.txt: RUN.UNSERVED: 1 of 2 visits are in no route; give more seconds, or the instance has no solution",
            ])
        #expect(!result.sound)
    }

    @Test("a solution that breaks the rule of its instance is not printed, nor are routes that cannot be written")
    func broken() throws {
        try TextFile.write(Self.tiny, to: "\(directory)/a.txt")
        let result = try run(["a.txt", "--iterations", "5"], faults: ["client 7: too late", "client 9: too early"])
        #expect(result.printed == [])
        #expect(result.complaints == ["a.txt: RUN.RULE-BROKEN: client 7: too late (and 1 more)"])
        #expect(!result.sound)
        let unwritten = try run(["a.txt", "--iterations", "5", "--output", "none/out.sol"])
        #expect(unwritten.printed == [])
        #expect(
            unwritten.complaints == [
                "none/out.sol: FILE.UNWRITABLE: No such file or directory; name a place for --output that may be written"
            ])
        #expect(try run([".", "--iterations", "5"]).complaints.first?.contains("FILE.UNREADABLE: Is a directory") == true)
    }

    @Test("a budget in seconds ends the search, by the CPU and by the wall")
    func seconds() throws {
        try TextFile.write(Self.tiny, to: "\(directory)/a.txt")
        try TextFile.write(Self.tiny, to: "\(directory)/b.txt")
        // The CPU of the whole process is spent before the first file is read here; the second has its own beginning.
        let spent = try run(["a.txt", "b.txt", "--seconds", "0.000001"])
        #expect(spent.printed.map { $0.split(separator: " ").dropLast().joined(separator: " ") } == ["a 1 12.0 S", "b 1 12.0 S"])
        #expect(spent.printed.first?.hasSuffix(" 0") == true)
        #expect(try run(["a.txt", "--seconds", "0.000001", "--threads", "2"]).sound)
    }
}
