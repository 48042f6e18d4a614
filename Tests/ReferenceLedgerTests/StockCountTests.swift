import Measures
import ReferenceLedger
import Speech
import StockLedger
import Testing

@Suite("Stock counts and late sheets")
struct StockCountTests {
    typealias Scene = LedgerScene

    /// Soap on the shelf: 10 of the early lot, 20 of the later one.
    private func twoLots() throws -> Scene {
        var scene = try Scene()
        try scene.post(
            .received, [scene.line(Scene.early, Scene.donor, Scene.shelf, 10), scene.line(Scene.later, Scene.donor, Scene.shelf, 20)],
            recorded: 1)
        return scene
    }

    private func count(_ scene: inout Scene, _ item: Identifier<Item>, _ units: Int64, minute: Int64) throws -> Identifier<Count> {
        let id = scene.ledger.openCount(of: Scene.shelf)
        try scene.ledger.enterCount(id, item, Quantity(units), now: scene.at(minute))
        _ = try scene.ledger.closeCount(id, scene.header(minute), now: scene.at(minute))
        return id
    }

    private func soap(_ scene: Scene) -> [Int64] { [Scene.early, Scene.later].map { scene.onHand($0, Scene.shelf) } }

    @Test("what is missing is missing from the lots that leave first, what is too much goes to the lot received last")
    func spread() throws {
        var less = try twoLots()
        // 30 on the books, 17 counted: 13 missing, 10 of the early lot and 3 of the later.
        _ = try count(&less, Scene.soap, 17, minute: 2)
        #expect(soap(less) == [0, 17])
        #expect(
            less.ledger.movements[1].draft.lines == [
                try less.line(Scene.early, Scene.shelf, Scene.found, 10), try less.line(Scene.later, Scene.shelf, Scene.found, 3),
            ])
        var more = try twoLots()
        _ = try count(&more, Scene.soap, 34, minute: 2)
        #expect(soap(more) == [10, 24])
        #expect(more.ledger.movements[1].draft.lines == [try more.line(Scene.later, Scene.found, Scene.shelf, 4)])
    }

    @Test("an item that is not on the books needs a lot, unless there was none")
    func needsLot() throws {
        var scene = try twoLots()
        let id = scene.ledger.openCount(of: Scene.shelf)
        #expect(CountEntry(books: [], counted: try Quantity(3)).spread() == .needsLot(try Quantity(3)))
        #expect(refusal { try scene.ledger.enterCount(id, Scene.rice, Quantity(3), now: scene.at(2)) }?.code == .countNeedsLot)
        try scene.ledger.enterCount(id, Scene.rice, .zero, now: scene.at(2))
        var named = scene
        let other = named.ledger.openCount(of: Scene.shelf)
        try named.ledger.enterCount(other, Scene.rice, Quantity(3), filter: LotFilter(lot: Scene.riceLot), now: named.at(2))
        _ = try named.ledger.closeCount(other, named.header(2), now: named.at(2))
        #expect(named.onHand(Scene.riceLot, Scene.shelf) == 3)
    }

    @Test("a count survives goods that move before it is closed")
    func movesMeanwhile() throws {
        var scene = try twoLots()
        let id = scene.ledger.openCount(of: Scene.shelf)
        try scene.ledger.enterCount(id, Scene.soap, Quantity(28), now: scene.at(2))
        try scene.post(.issued, [scene.line(Scene.later, Scene.shelf, Scene.recipient, 5)], recorded: 3)
        _ = try scene.ledger.closeCount(id, scene.header(4), now: scene.at(4))
        // 28 counted, 5 left after: 23. The 2 missing are of the early lot.
        #expect(soap(scene) == [8, 15])
    }

    @Test("a second figure adds or replaces, and one lot is not counted twice")
    func modes() throws {
        var scene = try twoLots()
        let id = scene.ledger.openCount(of: Scene.shelf)
        try scene.ledger.enterCount(id, Scene.soap, Quantity(12), now: scene.at(2))
        try scene.ledger.enterCount(id, Scene.soap, Quantity(18), mode: .add, now: scene.at(3))
        #expect(scene.ledger.counts[0].entries.map(\.figures.counted) == [try Quantity(30)])
        try scene.ledger.enterCount(id, Scene.soap, Quantity(29), mode: .replace, now: scene.at(4))
        #expect(
            refusal { try scene.ledger.enterCount(id, Scene.soap, Quantity(1), filter: LotFilter(lot: Scene.early), now: scene.at(5)) }?
                .code
                == .countOverlap)
        _ = try scene.ledger.closeCount(id, scene.header(6), now: scene.at(6))
        #expect(soap(scene) == [9, 20])
        #expect(refusal { _ = try scene.ledger.closeCount(id, scene.header(7), now: scene.at(7)) }?.code == .countClosed)
    }

    @Test("what was not counted stays, or is nothing when that is said")
    func rest() throws {
        for restIsZero in [false, true] {
            var scene = try twoLots()
            try scene.post(.received, [scene.line(Scene.riceLot, Scene.donor, Scene.shelf, 500)], recorded: 1)
            let id = scene.ledger.openCount(of: Scene.shelf)
            try scene.ledger.enterCount(id, Scene.soap, Quantity(30), now: scene.at(2))
            _ = try scene.ledger.closeCount(id, scene.header(3), restIsZero: restIsZero, now: scene.at(3))
            #expect(scene.onHand(Scene.riceLot, Scene.shelf) == (restIsZero ? 0 : 500))
            #expect(soap(scene) == [10, 20])
        }
    }

    @Test("a late distribution explains what a count had missed, and the balance stays as counted")
    func lateDistribution() throws {
        var scene = try twoLots()
        // 30 on the books, 18 counted: 12 missing (10 early, 2 later).
        let id = try count(&scene, Scene.soap, 18, minute: 10)
        // The sheet of minute 5 says 10 of the early lot were given out; nothing of it is left on the books.
        let posted = try scene.post(
            .distributed, [scene.line(Scene.early, Scene.shelf, Scene.recipient, 10)], recorded: 20, happened: 5)
        #expect(soap(scene) == [0, 18])
        #expect(posted.explained == [id: try Quantity(10)])
        // 12 missing, 10 explained.
        #expect(scene.ledger.counts[0].entries[0].lines.map { [$0.variance, $0.explained] } == [[-10, -10], [-2, 0]])
        // In minute 7 the shelf held what the sheet left: 10 − 10 = 0 of the early lot, 20 of the later.
        #expect(scene.ledger.derived(asOf: scene.at(7)) == [LedgerModel.BalanceKey(place: Scene.shelf, lot: Scene.later): 20])
        #expect(scene.ledger.rederive() == [])
    }

    @Test("a late donation explains what a count had found, though it was booked to another lot")
    func lateDonation() throws {
        var scene = try Scene()
        try scene.receiveSoap(10)
        // 10 on the books, 25 counted: 15 found, on the early lot.
        let id = try count(&scene, Scene.soap, 25, minute: 10)
        let posted = try scene.post(.received, [scene.line(Scene.later, Scene.donor, Scene.shelf, 18)], recorded: 20, happened: 5)
        // 15 of the 18 are explained and leave the early lot; 3 were not there when it was counted and leave the later one.
        #expect(posted.explained == [id: try Quantity(15)])
        #expect(soap(scene) == [10, 15])
        #expect(
            scene.ledger.movements[3].draft.lines == [
                try scene.line(Scene.early, Scene.shelf, Scene.found, 15), try scene.line(Scene.later, Scene.shelf, Scene.found, 3),
            ])
    }

    @Test("a late donation takes no more from another lot than is left of it")
    func lateDonationAfterIssue() throws {
        var scene = try Scene()
        try scene.receiveSoap(10)
        let id = try count(&scene, Scene.soap, 25, minute: 10)
        try scene.post(.issued, [scene.line(Scene.early, Scene.shelf, Scene.recipient, 20)], recorded: 15)
        let posted = try scene.post(.received, [scene.line(Scene.later, Scene.donor, Scene.shelf, 18)], recorded: 20, happened: 5)
        // 25 counted, 20 issued: 5 stay whatever is typed. Of the 15 found on the early lot 5 are left to be given back.
        #expect(posted.explained == [id: try Quantity(5)])
        #expect(soap(scene) == [0, 5])
    }

    @Test("no more is taken away than is there when the count is closed")
    func adjustmentBounded() throws {
        var scene = try twoLots()
        let id = scene.ledger.openCount(of: Scene.shelf)
        // 5 of 30: 10 of the early lot and 15 of the later are missing; then 8 of the later lot go out, 12 are left on the books.
        try scene.ledger.enterCount(id, Scene.soap, Quantity(5), now: scene.at(2))
        try scene.post(.issued, [scene.line(Scene.later, Scene.shelf, Scene.recipient, 8)], recorded: 3)
        _ = try scene.ledger.closeCount(id, scene.header(4), now: scene.at(4))
        #expect(soap(scene) == [0, 0])
        #expect(scene.ledger.rederive() == [])
    }

    @Test("the first count after the sheet is the one that saw it")
    func firstOfTwo() throws {
        var scene = try Scene()
        try scene.receiveSoap(10)
        let first = try count(&scene, Scene.soap, 6, minute: 10)
        _ = try count(&scene, Scene.soap, 6, minute: 20)
        let posted = try scene.post(
            .distributed, [scene.line(Scene.early, Scene.shelf, Scene.recipient, 4)], recorded: 30, happened: 5)
        #expect(posted.explained == [first: try Quantity(4)])
        #expect(scene.onHand(Scene.early, Scene.shelf) == 6)
    }

    @Test("an entry after the count, or at another place, is not late")
    func notLate() throws {
        var scene = try twoLots()
        _ = try count(&scene, Scene.soap, 30, minute: 10)
        #expect(
            try scene.post(.received, [scene.line(Scene.early, Scene.donor, Scene.shelf, 1)], recorded: 20, happened: 15).movements.count
                == 1)
        #expect(
            try scene.post(.received, [scene.line(Scene.early, Scene.donor, Scene.upper, 1)], recorded: 20, happened: 5).movements.count
                == 1)
        #expect(soap(scene) == [11, 20])
    }
}
