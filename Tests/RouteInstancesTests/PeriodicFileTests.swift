import RouteSolver
import Testing

@testable import RouteInstances

@Suite("Reading Cordeau's periodic form") struct PeriodicFileTests {
    private static let head = "1 2 2 3\n0 40\n100.5 40\n0 50\n"
    private static let depot = " 0 0 0 0 0 0 0\n"
    private static let rows = " 1 3.0 4 1.5 7 2 2 3 5\n 2 -6 8 0 9 1 3 1 2 4 \n"

    private func fault(_ text: String) -> InstanceFault? {
        do throws(InstanceFault) {
            _ = try PeriodicFile(text)
            return nil
        } catch {
            return error
        }
    }

    @Test("a file is its days, its depot, and its clients with the days of their codes, the first day leftmost")
    func whole() throws {
        let file = try PeriodicFile(Self.head + Self.depot + Self.rows)
        #expect(file.vehicles == 2)
        #expect(
            file.days == [
                PeriodicFile.Day(longestDuration: nil, capacity: 40), PeriodicFile.Day(longestDuration: 100.5, capacity: 40),
                PeriodicFile.Day(longestDuration: nil, capacity: 50),
            ])
        #expect(file.depot == PeriodicFile.Client(number: 0, x: 0, y: 0, service: 0, demand: 0, patterns: []))
        // In 3 days 3 = 011, 5 = 101, 1 = 001, 2 = 010, 4 = 100.
        #expect(
            file.clients == [
                PeriodicFile.Client(number: 1, x: 3, y: 4, service: 1.5, demand: 7, patterns: [[1, 2], [0, 2]]),
                PeriodicFile.Client(number: 2, x: -6, y: 8, service: 0, demand: 9, patterns: [[2], [1], [0]]),
            ])
        #expect(file.clients.map(\.frequency) == [2, 1])
    }

    @Test("line endings and blank lines make no difference, and a code given twice counts once")
    func spacing() throws {
        let plain = Self.head + Self.depot + Self.rows
        let file = try PeriodicFile(plain)
        #expect(try PeriodicFile(plain.replacing("\n", with: "\r\n") + "\r\n\r\n") == file)
        #expect(try PeriodicFile(plain.replacing("\n", with: "\n\n \t\n")) == file)
        #expect(try PeriodicFile(plain.replacing("2 2 3 5", with: "2 3 3 5 3")) == file)
    }

    @Test("one client more than the first line says is read, two more or one less are not")
    func count() throws {
        #expect(try PeriodicFile(Self.head + Self.depot + Self.rows + "3 0 0 0 1 1 1 4\n").clients.map(\.number) == [1, 2, 3])
        #expect(
            fault(Self.head + Self.depot + Self.rows + "3 0 0 0 1 1 1 4\n4 0 0 0 1 1 1 4\n")?.description
                == "line 9: INSTANCE.CUSTOMER-COUNT: found 4 clients; line 1 says 2; give as many rows after the depot, or one more")
        #expect(fault(Self.head + Self.depot + "1 3 4 0 7 1 1 4\n")?.code == .customerCount)
    }

    @Test("a client with no visits is never visited, whatever its patterns")
    func never() throws {
        let file = try PeriodicFile(Self.head + Self.depot + "1 3 4 0 7 0 2 1 4\n2 3 4 0 7 0 0\n")
        #expect(file.clients.map(\.patterns) == [[], []])
        #expect(PeriodicRule(file).problem.visits == [])
    }

    @Test(
        "each mistake in the head is named by its line and code",
        arguments: [
            ("", 1, .empty), ("\n \r\n", 1, .empty), ("1 2 2\n", 1, .header), ("1 2 2 3 4\n", 1, .header), ("2 2 2 3\n", 1, .kind),
            ("one 2 2 3\n", 1, .notANumber), ("1 0 2 3\n", 1, .outOfRange), ("1 2 0 3\n", 1, .outOfRange), ("1 2 2 0\n", 1, .outOfRange),
            ("1 2 2 63\n", 1, .outOfRange), ("1 9223372036854775807 2 3\n", 1, .outOfRange), ("1 2 2 3\n", 1, .header),
            ("1 2 2 3\n0 40\n0 40\n", 3, .header), ("1 2 2 3\n0 40\n0\n0 40\n", 3, .columns), ("1 2 2 3\n-1 40\n", 2, .outOfRange),
            ("1 2 2 3\n0 0\n", 2, .outOfRange), ("1 2 2 3\n0 x\n", 2, .notANumber), ("1 2 2 3\n100001 40\n", 2, .outOfRange),
            (head, 4, .customerCount), (head + depot, 5, .customerCount), (head + "1 0 0 0 0 0 0\n", 5, .depot),
            (head + "0 0 0 0 5 0 0\n", 5, .depot), (head + "0 0 0 2 0 0 0\n", 5, .depot), (head + "0 0 0 0 0 1 1 1\n", 5, .outOfRange),
        ] as [(String, Int, InstanceFault.Code)])
    func heads(text: String, line: Int, code: InstanceFault.Code) {
        let fault = fault(text)
        #expect(fault?.line == line)
        #expect(fault?.code == code)
    }

    @Test(
        "a row that makes no sense is refused, whatever stands in it",
        arguments: [
            ("1 3 4 0 7 1", .columns), ("1 3 4 0 7 1 2 1", .columns), ("1 3 4 0 7 1 1 1 2", .columns), ("1 3 4 0 7 1 1", .columns),
            ("1 3 4 0 7 1 9223372036854775807 1", .outOfRange), ("1 3 4 0 7 1 5000 1", .columns), ("1 3 4 0 7 1 0", .outOfRange),
            ("x 3 4 0 7 1 1 1", .notANumber), ("1 3 4 0 seven 1 1 1", .notANumber), ("1 3 nan 0 7 1 1 1", .notANumber),
            ("1 3 4 0 -7 1 1 1", .outOfRange), ("1 3 4 -1 7 1 1 1", .outOfRange), ("1 3 4 0 7 4 1 7", .outOfRange),
            ("1 3 4 0 7 -1 1 1", .outOfRange), ("1 36000 4 0 7 1 1 1", .outOfRange), ("1 3 4 0 99999999999999999999 1 1 1", .outOfRange),
            ("1 3 4 0 7 1 1 0", .outOfRange), ("1 3 4 0 7 1 1 8", .outOfRange), ("1 3 4 0 7 1 1 -2", .outOfRange),
            ("1 3 4 0 7 1 1 3", .pattern), ("1 3 4 0 7 2 2 3 4", .pattern), ("0 3 4 0 7 1 1 1", .duplicateCustomer),
        ] as [(String, InstanceFault.Code)])
    func rows(row: String, code: InstanceFault.Code) {
        let fault = fault(Self.head + Self.depot + row + "\n")
        #expect(fault?.code == code)
        // Four lines of head, the depot, and the row.
        #expect(fault?.line == 6)
    }

    @Test("ten thousand clients are read, and twenty thousand visits are the most")
    func large() throws {
        let head = "1 2 10000 3\n0 40\n0 40\n0 40\n" + Self.depot
        let file = try PeriodicFile(head + (1...10_000).map { "\($0) \($0 % 100) 1 0 1 1 1 4\n" }.joined())
        #expect(file.clients.count == 10_000)
        #expect(file.clients[9_999] == PeriodicFile.Client(number: 10_000, x: 0, y: 1, service: 0, demand: 1, patterns: [[0]]))
        // 6,667 clients three times are 20,001 visits; five lines come before the first.
        let fault = fault(head + (1...10_000).map { "\($0) \($0 % 100) 1 0 1 3 1 7\n" }.joined())
        #expect(fault?.code == .customerCount)
        #expect(fault?.line == 5 + 6_667)
    }
}
