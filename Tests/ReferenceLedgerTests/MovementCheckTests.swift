import Measures
import ReferenceLedger
import Speech
import StockLedger
import Testing

@Suite("What a movement keeps by itself")
struct MovementCheckTests {
    typealias Scene = LedgerScene

    @Test("a movement that breaks a rule is refused by its name")
    func checks() throws {
        var scene = try Scene()
        try scene.receiveSoap(100)
        func code(_ reason: MovementReason, _ lines: [MovementLine], happened: Int64 = 2) -> ErrorCode? {
            var copy = scene
            return refusal { try copy.post(reason, lines, recorded: 2, happened: happened) }?.code
        }
        let step = try scene.line(Scene.early, Scene.shelf, Scene.upper, 1)
        #expect(code(.transferred, []) == .linesMissing)
        #expect(code(.transferred, [step, step]) == .lineRepeated)
        #expect(code(.transferred, [try scene.line(Scene.early, Scene.shelf, Scene.shelf, 1)]) == .samePlace)
        #expect(code(.transferred, [try scene.line(Scene.early, Scene.shelf, Scene.upper, 0)]) == .quantityAboveZero)
        #expect(code(.transferred, [try scene.line(Scene.early, Scene.shelf, Scene.recipient, 1)]) == .reasonPlaces)
        #expect(code(.transferred, [try scene.line(Identifier(99), Scene.shelf, Scene.upper, 1)]) == .lotNotFound)
        #expect(code(.transferred, [try scene.line(Scene.early, Scene.shelf, Identifier(99), 1)]) == .placeNotFound)
        // Recorded in minute 2: minute 7 is five minutes ahead, minute 8 is too far.
        #expect(code(.transferred, [step], happened: 7) == nil)
        #expect(code(.transferred, [step], happened: 8) == .occurredInFuture)
        // One lot from one place to two is one lot in two lines, and both count: 60 + 60 > 100.
        let both = [try scene.line(Scene.early, Scene.shelf, Scene.upper, 60), try scene.line(Scene.early, Scene.shelf, Scene.van, 60)]
        #expect(code(.transferred, both) == .stockInsufficient)
        scene.ledger.add(Place(id: Identifier(50), warehouse: try Code("north"), code: try Code("b1"), kind: .bin))
        #expect(code(.transferred, [try scene.line(Scene.early, Scene.shelf, Identifier(50), 1)]) == .twoWarehouses)
    }

    @Test("a loan gives as much as it takes, and changes the owner only")
    func loan() throws {
        var scene = try Scene()
        try scene.receiveSoap(100)
        let unequal = MovementBuilders.convert(
            .lent, scene.header(2), [LotPick(lot: Scene.early, place: Scene.shelf, quantity: try Quantity(10))], through: Scene.workshop,
            outputs: [LotPut(lot: Scene.later, place: Scene.shelf, quantity: try Quantity(9))])
        #expect(refusal { _ = try scene.ledger.post(unequal, now: scene.at(2)) }?.code == .workshopUnbalanced)
        let equal = MovementBuilders.convert(
            .lent, scene.header(2), [LotPick(lot: Scene.early, place: Scene.shelf, quantity: try Quantity(10))], through: Scene.workshop,
            outputs: [LotPut(lot: Scene.later, place: Scene.shelf, quantity: try Quantity(10))])
        _ = try scene.ledger.post(equal, now: scene.at(2))
        #expect([scene.onHand(Scene.early, Scene.shelf), scene.onHand(Scene.later, Scene.shelf)] == [90, 10])
    }

    @Test("goods go through transit in two legs; what is lost on the way is a loss")
    func transit() throws {
        var scene = try Scene()
        try scene.receiveSoap(10)
        _ = try scene.ledger.post(
            MovementBuilders.send(
                scene.header(2), [LotPick(lot: Scene.early, place: Scene.shelf, quantity: try Quantity(8))], into: Scene.transit),
            now: scene.at(2))
        let drafts = MovementBuilders.arrive(
            scene.header(3), taken: [LotPick(lot: Scene.early, place: Scene.transit, quantity: try Quantity(5))], into: Scene.upper,
            lost: [LotPick(lot: Scene.early, place: Scene.transit, quantity: try Quantity(2))], to: Scene.loss)
        _ = try scene.ledger.post(drafts, now: scene.at(3))
        #expect(drafts.map(\.reason) == [.arrived, .lost])
        #expect([Scene.shelf, Scene.upper].map { scene.onHand(Scene.early, $0) } == [2, 5])
        #expect(scene.ledger.rederive() == [])
    }

    @Test("a line finds what the lines before it left")
    func inOrder() throws {
        var scene = try Scene()
        try scene.receiveSoap(10)
        let there = try scene.line(Scene.early, Scene.shelf, Scene.upper, 10)
        let onward = try scene.line(Scene.early, Scene.upper, Scene.van, 10)
        #expect(refusal { try scene.post(.transferred, [onward, there], recorded: 2) }?.code == .stockInsufficient)
        let moved = try scene.post(.transferred, [there, onward], recorded: 2).movements[0]
        #expect(scene.onHand(Scene.early, Scene.van) == 10)
        _ = try scene.ledger.reverse(moved, scene.header(3), now: scene.at(3))
        #expect(scene.onHand(Scene.early, Scene.shelf) == 10)
    }
}
