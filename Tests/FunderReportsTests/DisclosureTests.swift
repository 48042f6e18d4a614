import FunderReports
import Testing

@Suite("What people figures give away outside")
struct DisclosureTests {
    @Test("nothing between one and four is told, zero is, the rest is rounded to five")
    func cells() {
        let shown = [0, 1, 4, 5, 7, 8, 12, 13].map { DisclosedCount(outside: $0) }
        #expect(
            shown == [.rounded(0), .fewerThanFive, .fewerThanFive, .rounded(5), .rounded(5), .rounded(10), .rounded(10), .rounded(15)])
    }

    @Test("a table without small cells is only rounded, each total by itself")
    func plain() {
        // 12 → 10 and 12 → 10, while 24 → 25.
        let shown = Disclosure.outside([[12, 12]])
        #expect(shown.cells == [[.rounded(10), .rounded(10)]])
        #expect(shown.rowTotals == [.rounded(25)])
        #expect(!shown.hidesSomething)
    }

    @Test("one small cell takes the smallest of its row and of its column with it, until nobody can subtract")
    func complement() {
        // The 3 could be found from its row (3 = 53 − 50) and its column. Hidden with it: 20 in its column, 50 in its row;
        // then 20 and 50 are alone in theirs, and 90 closes the square.
        let shown = Disclosure.outside([[3, 50, 60], [20, 90, 100], [40, 200, 300]])
        #expect(
            shown.cells == [
                [.fewerThanFive, .hidden, .rounded(60)],
                [.hidden, .hidden, .rounded(100)],
                [.rounded(40), .rounded(200), .rounded(300)],
            ])
        #expect(shown.rowTotals == [.rounded(115), .rounded(210), .rounded(540)])
        #expect(shown.columnTotals == [.rounded(65), .rounded(340), .rounded(460)])
        #expect(shown.total == .rounded(865))
        #expect(shown.hidesSomething)
    }

    @Test("small cells that can only be ones or only be fours need a third")
    func extremes() {
        // 4 + 4 + 30 = 38: whoever knows 38 and 30 knows 8, and two cells below five make 8 only as 4 + 4.
        let shown = Disclosure.outside([[4, 4, 30], [40, 40, 40]])
        #expect(shown.cells[0] == [.fewerThanFive, .fewerThanFive, .hidden])
        // 3 + 4 + 30: 7 may be 3 + 4 or 4 + 3, so the 30 of the row stays.
        #expect(Disclosure.outside([[3, 4, 30], [40, 40, 40]]).cells[0] == [.fewerThanFive, .fewerThanFive, .rounded(30)])
    }

    @Test("a small total is hidden with its cell")
    func smallTotal() {
        let shown = Disclosure.outside([[3, 0]])
        #expect(shown.cells == [[.fewerThanFive, .rounded(0)]])
        #expect(shown.rowTotals == [.fewerThanFive])
        #expect(shown.total == .fewerThanFive)
    }

    @Test("no line of any table keeps one hidden cell alone")
    func property() {
        // 500 tables from a fixed seed (a 64-bit linear congruential generator, Knuth's MMIX constants).
        var state: UInt64 = 2_026
        func next(_ bound: UInt64) -> Int64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int64((state >> 33) % bound)
        }
        for _ in 0..<500 {
            let height = Int(next(4)) + 1
            let width = Int(next(4)) + 1
            let counts = (0..<height).map { _ in (0..<width).map { _ in next(3) == 0 ? next(6) : next(80) } }
            let shown = Disclosure.outside(counts)
            var lines = zip(shown.cells, shown.rowTotals).map { $0 + [$1] }
            lines.append(shown.columnTotals + [shown.total])
            let columns = (0...width).map { column in lines.map { $0[column] } }
            for line in lines + columns {
                let concealed = line.count { $0 == .hidden || $0 == .fewerThanFive }
                #expect(concealed != 1, "\(counts) shows \(shown.cells)")
            }
            for (row, shownRow) in zip(counts, shown.cells) {
                for (count, cell) in zip(row, shownRow) where (1...4).contains(count) { #expect(cell == .fewerThanFive) }
            }
        }
    }

    @Test("sites are told inside, merged for partners and only as zones for funders")
    func places() {
        let counts = [
            Disclosure.PlaceCount(site: "meadow", zone: "east", isRestricted: false, people: 120),
            Disclosure.PlaceCount(site: "refuge", zone: "east", isRestricted: true, people: 60),
            Disclosure.PlaceCount(site: "bridge", zone: "west", isRestricted: false, people: 12),
        ]
        func told(_ audience: Disclosure.Audience) -> [String] {
            Disclosure.merged(counts, for: audience).map { "\($0.place ?? "other sites") \($0.people)" }
        }
        #expect(told(.inside) == ["bridge 12", "meadow 120", "refuge 60"])
        #expect(told(.partner) == ["meadow 120", "other sites 72"])
        #expect(told(.funder) == ["east 180", "west 12"])
        #expect(told(.public) == told(.funder))
    }
}
