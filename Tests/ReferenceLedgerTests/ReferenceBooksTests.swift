import ReferenceLedger
import StockLedger
import Testing

@Suite("The second opinion")
struct ReferenceBooksTests {
    typealias Scene = ReferenceScene

    @Test("goods received and moved are where the lines say, now and then")
    func moves() throws {
        var scene = Scene()
        try scene.receive("S1", 100, at: 1)
        try scene.books.move(
            ReferenceBooks.Wish(item: "soap", units: 30, from: "a1"), .transferred, to: "a2", occurred: Scene.hour(2), anyway: false,
            now: Scene.hour(2))
        try scene.lose("S1", 10, at: 3)
        // 100 − 30 − 10 = 60
        #expect(scene.books.balances() == ["a1 S1 60", "a2 S1 30"])
        #expect(scene.books.balances(asOf: Scene.hour(2)) == ["a1 S1 70", "a2 S1 30"])
    }

    @Test("lots leave by date of expiry, and a refused entry changes nothing")
    func picking() throws {
        var scene = Scene()
        try scene.receive("S2", 10, at: 1)
        try scene.receive("S1", 5, at: 2)
        let wish = ReferenceBooks.Wish(item: "soap", units: 8, from: "a1")
        try scene.books.move(wish, .issued, to: "recipient", occurred: Scene.hour(3), anyway: false, now: Scene.hour(3))
        // 5 of S1, which expires first, and 3 of S2.
        #expect(scene.books.balances() == ["a1 S2 7"])
        #expect(
            refusal {
                try scene.books.move(wish, .issued, to: "recipient", occurred: Scene.hour(4), anyway: false, now: Scene.hour(4))
            } == "STOCK.INSUFFICIENT")
        #expect(scene.books.balances() == ["a1 S2 7"])
    }

    @Test("what is missing is booked from found when somebody says that it happened anyway")
    func shortfall() throws {
        var scene = Scene()
        try scene.receive("S1", 5, at: 1)
        #expect(refusal { try scene.lose("S1", 8, at: 2) } == "STOCK.INSUFFICIENT")
        let posted = try scene.lose("S1", 8, at: 2, anyway: true)
        // 5 were there, 3 are unexplained.
        #expect(posted.shortfall == 3)
        #expect(scene.books.exceptions.map { "\($0.kind) \($0.place) \($0.lot) \($0.units)" } == ["shortfall a1 S1 3"])
        #expect(scene.books.balances() == [])
    }

    @Test("a fact takes what is promised, from the latest round first; a wish does not")
    func promises() throws {
        var scene = Scene()
        try scene.receive("S1", 20, at: 1)
        try scene.books.promise([("a1", "S1", 6)], to: 1, neededOn: 5)
        try scene.books.promise([("a1", "S1", 9)], to: 2, neededOn: 6)
        #expect(refusal { try scene.books.promise([("a1", "S1", 6)], to: 3, neededOn: 4) } == "STOCK.INSUFFICIENT")
        let wish = ReferenceBooks.Wish(item: "soap", units: 6, from: "a1")
        #expect(
            refusal {
                try scene.books.move(wish, .transferred, to: "a2", occurred: Scene.hour(2), anyway: false, now: Scene.hour(2))
            } == "STOCK.INSUFFICIENT")
        // 20 − 12 = 8 stay; 15 were promised, so 7 give way: all from round 2, which keeps 2.
        try scene.lose("S1", 12, at: 3)
        #expect(scene.books.broken.map { "\($0.round) \($0.units)" } == ["2 7"])
        #expect(scene.books.promises.map { "\($0.round) \($0.units)" } == ["1 6", "2 2"])
    }

    @Test("a sheet typed after a count leaves the stock as counted; the first count after it is explained")
    func lateSheet() throws {
        var scene = Scene()
        try scene.receive("S1", 10, at: 1)
        try scene.count(1, soap: 6, at: 10)
        try scene.count(2, soap: 6, at: 20)
        let posted = try scene.lose("S1", 4, at: 5, typed: 30)
        #expect(posted.explains == [1])
        #expect(scene.onHand("S1") == 6)
        // Between the sheet and the count the shelf held what the sheet left: 10 − 4.
        #expect(scene.books.onHand("S1", at: "a1", asOf: Scene.hour(7)) == 6)
        // A lot that nobody knew of when soap was counted as a whole was counted with it; rice was not.
        #expect(try scene.receive("S2", 3, at: 5, typed: 31).explains == [1])
        #expect(try scene.receive("R", 3, at: 5, typed: 32).explains == [])
        #expect(scene.books.balances() == ["a1 R 3", "a1 S1 6"])
    }

    @Test("what moves between counting and closing is neither missing nor too much")
    func countSurvives() throws {
        var scene = Scene()
        try scene.receive("S1", 10, at: 1)
        try scene.receive("S2", 20, at: 1)
        try scene.books.openCount(1, of: "a1")
        try scene.books.enter(1, item: "soap", owner: nil, counted: 28, adding: false, at: Scene.hour(2))
        try scene.lose("S2", 5, at: 3)
        try scene.books.closeCount(1, restIsZero: false, moment: Scene.hour(4), now: Scene.hour(4))
        // 28 counted, 5 gone after: 23. The 2 missing are of the lot that leaves first.
        #expect(scene.books.balances() == ["a1 S1 8", "a1 S2 15"])
    }

    @Test("a reversal books the opposite once; a corrected movement is not reversed before its correction")
    func amending() throws {
        var scene = Scene()
        let received = try scene.receive("S1", 100, at: 1).movement
        let correction = try scene.books.correct(received, to: 90, anyway: false, now: Scene.hour(2)).movement
        #expect(scene.onHand("S1") == 90)
        #expect(refusal { try scene.books.reverse(received, anyway: false, now: Scene.hour(3)) } == "RULE.CORRECTED-SINCE")
        try scene.books.reverse(correction, anyway: false, now: Scene.hour(4))
        try scene.books.reverse(received, anyway: false, now: Scene.hour(5))
        #expect(scene.books.balances() == [])
        #expect(refusal { try scene.books.reverse(received, anyway: false, now: Scene.hour(6)) } == "RULE.ALREADY-REVERSED")
    }

    @Test("a round loads, gives out, loses and brings back; what is left goes where it came from")
    func round() throws {
        var scene = Scene()
        try scene.receive("S1", 10, at: 1)
        try scene.receive("S2", 20, at: 1, on: "a2")
        scene.books.open(ReferenceRound(number: 1, vehicle: "van", day: 1))
        try scene.books.load(1, item: "soap", units: 25, from: nil, anyway: false, now: Scene.hour(2))
        try scene.books.deliver(1, stop: "beach", item: "soap", units: 12, anyway: false, now: Scene.hour(3))
        #expect(refusal { try scene.books.close(1) } == "ROUND.UNBALANCED")
        try scene.books.bringBack(1, lost: "soap", units: 1, now: Scene.hour(4))
        // 25 loaded are 10 of S1 and 15 of S2; 12 given are 10 of S1 and 2 of S2; 1 lost; 12 go back to a2, where 5 had stayed.
        #expect(scene.books.balances() == ["a2 S2 17"])
        try scene.books.close(1)
    }

    @Test("goods between two warehouses are received in parts and no more than was sent")
    func transit() throws {
        var main = Scene()
        var port = Scene()
        port.books = ReferenceBooks(places: ["b1": .bin, "transit": .transit, "loss": .loss], dayStarts: 0)
        try main.receive("S1", 10, at: 1)
        let sent = try main.books.move(
            ReferenceBooks.Wish(item: "soap", units: 8, from: "a1"), .sent, to: "transit", occurred: Scene.hour(2), anyway: false,
            now: Scene.hour(2))
        var transit = ReferenceTransit(number: 7, movement: sent.movement, from: main.books)
        try transit.receive([("soap", 5, 2)], into: "b1", of: &port.books, now: Scene.hour(3))
        #expect(
            refusal { try transit.receive([("soap", 2, 0)], into: "b1", of: &port.books, now: Scene.hour(4)) } == "RULE.TRANSIT-EXCEEDED")
        #expect(port.books.balances() == ["b1 S1 5"])
        #expect(transit.due == 1)
    }
}
