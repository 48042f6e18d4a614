import Measures
import ReferenceLedger
import Speech
import StockLedger
import Testing

@Suite("Corrections")
struct CorrectionTests {
    typealias Scene = LedgerScene

    @Test("less is taken back from where the goods went")
    func carried() throws {
        var scene = try Scene()
        try scene.receiveSoap(100)
        try scene.post(.transferred, [scene.line(Scene.early, Scene.shelf, Scene.upper, 80)], recorded: 2)
        // It should have said 60: 40 too many; 20 are still on the shelf, 20 come from the upper one, which keeps 60.
        _ = try scene.ledger.correct(Identifier(1), line: 0, right: Quantity(60), scene.header(3), now: scene.at(3))
        #expect(
            scene.ledger.movements[2].draft.lines == [
                try scene.line(Scene.early, Scene.shelf, Scene.donor, 20), try scene.line(Scene.early, Scene.upper, Scene.donor, 20),
            ])
        #expect([scene.onHand(Scene.early, Scene.shelf), scene.onHand(Scene.early, Scene.upper)] == [0, 60])
        // A second correction starts from 60: back to 70 adds 10 where it was received.
        _ = try scene.ledger.correct(Identifier(1), line: 0, right: Quantity(70), scene.header(4), now: scene.at(4))
        #expect(scene.ledger.movements[3].draft.lines == [try scene.line(Scene.early, Scene.donor, Scene.shelf, 10)])
        #expect(
            refusal { _ = try scene.ledger.correct(Identifier(1), line: 0, right: Quantity(70), scene.header(5), now: scene.at(5)) }?.code
                == .nothingToCorrect)
    }

    @Test("what left the warehouse cannot be taken back and is named; anyway books it as unexplained")
    func partLeft() throws {
        var scene = try Scene()
        try scene.receiveSoap(100)
        try scene.post(.distributed, [scene.line(Scene.early, Scene.shelf, Scene.recipient, 70)], recorded: 2)
        // It should have said 50: 50 too many, 30 are there, 20 are short.
        let error = refusal { _ = try scene.ledger.correct(Identifier(1), line: 0, right: Quantity(50), scene.header(3), now: scene.at(3)) }
        #expect(error?.code == .stockInsufficient)
        #expect(error?.figures == [.init("movement", "1"), .init("have", "30"), .init("short", "20")])
        _ = try scene.ledger.correct(Identifier(1), line: 0, right: Quantity(50), scene.header(3), anyway: true, now: scene.at(3))
        #expect(scene.ledger.movements[2].draft.lines == [try scene.line(Scene.early, Scene.found, Scene.shelf, 20)])
        #expect(scene.ledger.movements[3].draft.lines == [try scene.line(Scene.early, Scene.shelf, Scene.donor, 50)])
        #expect(scene.ledger.rederive() == [])
    }

    @Test("a distribution that said too much gives back to where it left")
    func distribution() throws {
        var scene = try Scene()
        try scene.receiveSoap(100)
        try scene.post(.distributed, [scene.line(Scene.early, Scene.shelf, Scene.recipient, 70)], recorded: 2)
        _ = try scene.ledger.correct(Identifier(2), line: 0, right: Quantity(7), scene.header(3), now: scene.at(3))
        // 100 − 7 = 93
        #expect(scene.onHand(Scene.early, Scene.shelf) == 93)
        // Too little: 93 − (20 − 7) = 80
        _ = try scene.ledger.correct(Identifier(2), line: 0, right: Quantity(20), scene.header(4), now: scene.at(4))
        #expect(scene.onHand(Scene.early, Scene.shelf) == 80)
    }

    @Test("what has come back to where it left is not taken twice")
    func cameBack() throws {
        var scene = try Scene()
        try scene.receiveSoap(10)
        try scene.post(.transferred, [scene.line(Scene.early, Scene.shelf, Scene.upper, 10)], recorded: 2)
        try scene.post(.transferred, [scene.line(Scene.early, Scene.upper, Scene.shelf, 5)], recorded: 3)
        // Only 4 had gone up: 6 too many, 5 are up there, and 1 more came down than can have.
        let error = refusal { _ = try scene.ledger.correct(Identifier(2), line: 0, right: Quantity(4), scene.header(4), now: scene.at(4)) }
        #expect(error?.figures == [.init("movement", "2"), .init("have", "5"), .init("short", "1")])
        _ = try scene.ledger.correct(Identifier(2), line: 0, right: Quantity(5), scene.header(4), now: scene.at(4))
        #expect([scene.onHand(Scene.early, Scene.shelf), scene.onHand(Scene.early, Scene.upper)] == [10, 0])
    }

    @Test("a corrected movement is not reversed until its correction is")
    func correctedThenReversed() throws {
        var scene = try Scene()
        try scene.receiveSoap(100)
        let correction = try scene.ledger.correct(Identifier(1), line: 0, right: Quantity(90), scene.header(2), now: scene.at(2)).movements[
            0]
        #expect(refusal { _ = try scene.ledger.reverse(Identifier(1), scene.header(3), now: scene.at(3)) }?.code == .correctedSince)
        _ = try scene.ledger.reverse(correction, scene.header(4), now: scene.at(4))
        _ = try scene.ledger.reverse(Identifier(1), scene.header(5), now: scene.at(5))
        #expect(scene.ledger.balances.isEmpty)
        #expect(
            refusal { _ = try scene.ledger.correct(Identifier(1), line: 0, right: Quantity(1), scene.header(6), now: scene.at(6)) }?.code
                == .alreadyReversed)
    }
}
