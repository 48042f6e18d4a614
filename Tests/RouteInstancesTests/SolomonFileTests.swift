import Testing

@testable import RouteInstances

@Suite("Reading Solomon's form") struct SolomonFileTests {
    private static let head =
        "TINY\nVEHICLE\nNUMBER CAPACITY\n 2 50\nCUSTOMER\nCUST NO. XCOORD. YCOORD. DEMAND READY TIME DUE DATE SERVICE TIME\n"
    private static let depot = "0 0 0 0 0 100 0\n"
    private static let rows = "1 3 4 10 5 60 2\n2 -6 8.5 20 0 90 3\n"

    private func fault(_ text: String) -> InstanceFault? {
        do throws(InstanceFault) {
            _ = try SolomonFile(text)
            return nil
        } catch {
            return error
        }
    }

    @Test("a file is its name, its fleet, its depot and its customers")
    func whole() throws {
        let file = try SolomonFile(Self.head + Self.depot + Self.rows)
        #expect(file.name == "TINY")
        #expect(file.vehicles == 2)
        #expect(file.capacity == 50)
        #expect(file.depot == SolomonFile.Customer(number: 0, x: 0, y: 0, demand: 0, ready: 0, due: 100, service: 0))
        #expect(
            file.customers == [
                SolomonFile.Customer(number: 1, x: 3, y: 4, demand: 10, ready: 5, due: 60, service: 2),
                SolomonFile.Customer(number: 2, x: -6, y: 8.5, demand: 20, ready: 0, due: 90, service: 3),
            ])
    }

    @Test("line endings, blank lines, tabs, spaces at the end and a byte order mark make no difference")
    func spacing() throws {
        let plain = Self.head + Self.depot + Self.rows
        let file = try SolomonFile(plain)
        let airy = plain.split(separator: "\n").map { " \($0)  \n \t \n" }.joined().replacing(" ", with: "\t ")
        #expect(try SolomonFile(plain.replacing("\n", with: "\r\n")) == file)
        #expect(try SolomonFile(airy) == file)
        #expect(try SolomonFile("\u{FEFF}" + plain + "\n\n") == file)
        #expect(try SolomonFile(String(plain.dropLast())) == file)
        #expect(try SolomonFile(plain.replacing("TINY", with: "Tiny  town")).name == "Tiny_town")
    }

    @Test(
        "each mistake is named by its line and code",
        arguments: [
            ("", 1, .empty), (" \r\n\n", 1, .empty), ("TINY\n", 1, .header), ("VEHICLE\n", 1, .header), ("TINY\nCUSTOMER\n", 2, .header),
            ("TINY\nVEHICLE\nNUMBER CAPACITY\n", 3, .header), ("TINY\nVEHICLE\nNUMBER CAPACITY\n2\n", 4, .columns),
            ("TINY\nVEHICLE\nNUMBER CAPACITY\n2 50 1\n", 4, .columns), ("TINY\nVEHICLE\nNUMBER CAPACITY\n0 50\n", 4, .outOfRange),
            ("TINY\nVEHICLE\nNUMBER CAPACITY\n2 -50\n", 4, .outOfRange), ("TINY\nVEHICLE\nNUMBER CAPACITY\ntwo 50\n", 4, .notANumber),
            (head, 6, .customerCount), (head + depot, 7, .customerCount), (head + "1 0 0 0 0 100 0\n", 7, .depot),
            (head + "0 0 0 5 0 100 0\n", 7, .depot), (head + "0 0 0 0 0 100 9\n", 7, .depot),
        ] as [(String, Int, InstanceFault.Code)])
    func heads(text: String, line: Int, code: InstanceFault.Code) {
        let fault = fault(text)
        #expect(fault?.line == line)
        #expect(fault?.code == code)
    }

    @Test(
        "a row that makes no sense is refused, whatever stands in it",
        arguments: [
            ("1 3 4 10 5 60", .columns), ("1 3 4 10 5 60 2 7", .columns), ("1", .columns), ("x 3 4 10 5 60 2", .notANumber),
            ("1 3,5 4 10 5 60 2", .notANumber), ("1 3 4 ten 5 60 2", .notANumber), ("1 3 4 10.5 5 60 2", .notANumber),
            ("1 nan 4 10 5 60 2", .notANumber), ("1 3 inf 10 5 60 2", .notANumber), ("1 1e3 4 10 5 60 2", .notANumber),
            ("1 0x10 4 10 5 60 2", .notANumber), ("1 - 4 10 5 60 2", .notANumber), ("1 1.2.3 4 10 5 60 2", .notANumber),
            ("1 . 4 10 5 60 2", .notANumber), ("1 --3 4 10 5 60 2", .notANumber), ("1 3 4 - 5 60 2", .notANumber),
            ("-1 3 4 10 5 60 2", .outOfRange), ("1 3 4 -10 5 60 2", .outOfRange), ("1 3 4 10 -5 60 2", .outOfRange),
            ("1 3 4 10 5 60 -2", .outOfRange), ("1 3 4 99999999999999999999 5 60 2", .outOfRange),
            ("1 3 4 9223372036854775807 5 60 2", .outOfRange), ("1 3 4 10 5 9223372036854775807 2", .outOfRange),
            ("1 3 4 10 5 10000001 2", .outOfRange), ("1 3 4 10 5 60 99999999", .outOfRange), ("1 1000000.5 4 10 5 60 2", .outOfRange),
            ("1 \(String(repeating: "9", count: 400)) 4 10 5 60 2", .outOfRange), ("1 3 4 10 61 60 2", .windowReversed),
            ("0 3 4 10 5 60 2", .duplicateCustomer), ("2 3 4 10 5 60 2\n2 3 4 10 5 60 2", .duplicateCustomer),
        ] as [(String, InstanceFault.Code)])
    func rows(row: String, code: InstanceFault.Code) {
        let fault = fault(Self.head + Self.depot + row + "\n")
        #expect(fault?.code == code)
        // Six lines of head, the depot, and the row; the second of two rows is the one at fault.
        #expect(fault?.line == (row.contains("\n") ? 9 : 8))
    }

    @Test("a fault says in one line what was found and what would be right, and obeys nothing in the file")
    func teaching() {
        #expect(
            fault(Self.head + Self.depot + "7 3 4 ten 5 60 2")?.description
                == "line 8: INSTANCE.NOT-A-NUMBER: found the demand 'ten'; the demand is a whole number of 0 to 1000000000")
        #expect(
            fault(Self.head + Self.depot + "7 3 4 10 61 60 2")?.description
                == "line 8: INSTANCE.WINDOW-REVERSED: found ready at 61, due at 60; the due date is not before the ready time")
        #expect(
            fault(Self.head + Self.depot + Self.rows + "1 3 4 10 5 60 2")?.description
                == "line 10: INSTANCE.DUPLICATE-CUSTOMER: found the number 1 again; it stands in line 8 already; numbers are unique")
        let hostile = fault(Self.head + Self.depot + "\u{1B}[2J\u{7F}" + String(repeating: "x", count: 10_000))
        #expect(hostile?.found == "1 columns in '?[2J?\(String(repeating: "x", count: 55))...'")
    }

    @Test("ten thousand customers are read, and a file of noise is refused")
    func large() throws {
        let rows = (1...10_000).map { "\($0) \($0 % 100) \($0 / 100) 1 0 100 1\n" }.joined()
        let file = try SolomonFile(Self.head + Self.depot + rows)
        #expect(file.customers.count == 10_000)
        #expect(file.customers[9_998] == SolomonFile.Customer(number: 9_999, x: 99, y: 99, demand: 1, ready: 0, due: 100, service: 1))
        let tooMany = (1...20_001).map { "\($0) 1 1 1 0 100 1\n" }.joined()
        #expect(fault(Self.head + Self.depot + tooMany)?.code == .customerCount)
        #expect(fault((0..<10_000).map { "\($0 &* 7919 % 257) " + ($0 % 9 == 0 ? "\n" : "") }.joined())?.code == .header)
    }
}
