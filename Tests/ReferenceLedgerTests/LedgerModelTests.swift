import Measures
import ReferenceLedger
import Speech
import StockLedger
import Testing

@Suite("The reference ledger")
struct LedgerModelTests {
    typealias Scene = LedgerScene

    @Test("goods received and moved are where the lines say")
    func moves() throws {
        var scene = try Scene()
        try scene.receiveSoap(100)
        try scene.post(.transferred, [scene.line(Scene.early, Scene.shelf, Scene.upper, 30)], recorded: 2)
        try scene.post(.issued, [scene.line(Scene.early, Scene.upper, Scene.recipient, 10)], recorded: 3)
        // 100 − 30 = 70; 30 − 10 = 20
        #expect([scene.onHand(Scene.early, Scene.shelf), scene.onHand(Scene.early, Scene.upper)] == [70, 20])
        #expect(scene.ledger.rederive() == [])
        #expect(scene.ledger.movements.map(\.position) == [1, 2, 3])
    }

    @Test("an intention beyond what is available is refused with the figures, and changes nothing")
    func refused() throws {
        var scene = try Scene()
        try scene.receiveSoap(10)
        _ = try scene.ledger.reserve(Quantity(4), of: Scene.early, at: Scene.shelf, for: Identifier(7), on: CivilDate(dayNumber: 5))
        let before = scene.ledger.movements
        let error = refusal { try scene.post(.transferred, [scene.line(Scene.early, Scene.shelf, Scene.upper, 7)], recorded: 2) }
        #expect(error?.code == .stockInsufficient)
        // 10 − 4 reserved = 6
        #expect(
            error?.figures == [
                .init("item", "1"), .init("place", "main/a1"), .init("have", "6"), .init("want", "7"), .init("reserved", "4"),
            ])
        #expect(scene.ledger.movements == before)
        // With anyway it is taken as the fact it claims to be: 10 − 7 = 3 stay, so 1 of the 4 promised is released.
        let posted = try scene.post(.transferred, [scene.line(Scene.early, Scene.shelf, Scene.upper, 7)], recorded: 2, forced: true)
        #expect(posted.released.map(\.quantity) == [try Quantity(1)])
    }

    @Test("a loss releases promises, the latest round first, and names them")
    func lossReleases() throws {
        var scene = try Scene()
        try scene.receiveSoap(20)
        let soon = try scene.ledger.reserve(Quantity(6), of: Scene.early, at: Scene.shelf, for: Identifier(1), on: CivilDate(dayNumber: 5))
        let late = try scene.ledger.reserve(Quantity(9), of: Scene.early, at: Scene.shelf, for: Identifier(2), on: CivilDate(dayNumber: 6))
        // 20 − 12 = 8 stay; 15 were promised, so 7 give way: all from round 2, which keeps 2.
        let posted = try scene.post(.stolen, [scene.line(Scene.early, Scene.shelf, Scene.loss, 12)], recorded: 2)
        #expect(posted.released.map { [$0.reservation.number, $0.round.number, $0.quantity.units] } == [[late.number, 2, 7]])
        #expect(scene.ledger.reservations.map { [$0.id.number, $0.quantity.units] } == [[soon.number, 6], [late.number, 2]])
        #expect(scene.ledger.balance(Scene.early, at: Scene.shelf) == Balance(onHand: try Quantity(8), reserved: try Quantity(8)))
    }

    @Test("a fact beyond what is on hand is refused, for nothing comes out of nowhere")
    func factBeyond() throws {
        var scene = try Scene()
        try scene.receiveSoap(5)
        let error = refusal { try scene.post(.stolen, [scene.line(Scene.early, Scene.shelf, Scene.loss, 6)], recorded: 2) }
        #expect(error?.figures.all.map(\.value.text) == ["1", "main/a1", "5", "6"])
    }

    @Test("a shortfall is booked as unexplained, then the movement is taken")
    func shortfall() throws {
        var scene = try Scene()
        try scene.receiveSoap(5)
        let taking = Taking.decide(
            try Quantity(8), from: scene.ledger.candidates(Scene.soap, at: Scene.shelf), standing: .intention, anyway: true)
        guard case .takenAnyway(let picks, let shortfall) = taking else {
            Issue.record("decided \(taking)")
            return
        }
        #expect(shortfall == LotPick(lot: Scene.early, place: Scene.shelf, quantity: try Quantity(3)))
        let drafts = MovementBuilders.moving(.issued, scene.header(2), picks, to: Scene.recipient, shortfall: shortfall, found: Scene.found)
        _ = try scene.ledger.post(drafts, now: scene.at(2))
        #expect(scene.ledger.movements.map(\.draft.reason) == [.received, .unexplained, .issued])
        #expect(scene.onHand(Scene.early, Scene.shelf) == 0)
        #expect(scene.ledger.rederive() == [])
    }

    @Test("loading uses up the round's own promise and no other")
    func ownPromise() throws {
        var scene = try Scene()
        try scene.receiveSoap(10)
        _ = try scene.ledger.reserve(Quantity(6), of: Scene.early, at: Scene.shelf, for: Identifier(1), on: CivilDate(dayNumber: 5))
        _ = try scene.ledger.reserve(Quantity(4), of: Scene.early, at: Scene.shelf, for: Identifier(2), on: CivilDate(dayNumber: 5))
        // Nothing is free, 6 are round 1's own.
        #expect(
            refusal { try scene.post(.loaded, [scene.line(Scene.early, Scene.shelf, Scene.van, 7)], recorded: 2, round: 1) }?.code
                == .stockInsufficient)
        let posted = try scene.post(.loaded, [scene.line(Scene.early, Scene.shelf, Scene.van, 6)], recorded: 2, round: 1)
        #expect(posted.released == [])
        #expect(scene.ledger.balance(Scene.early, at: Scene.shelf) == Balance(onHand: try Quantity(4), reserved: try Quantity(4)))
    }

    @Test("movement then reversal restores balances; a reversal is reversed, a reversed movement is not reversed again")
    func reversal() throws {
        var scene = try Scene()
        try scene.receiveSoap(10)
        let before = scene.ledger.balances.map(\.balance)
        let moved = try scene.post(.transferred, [scene.line(Scene.early, Scene.shelf, Scene.upper, 4)], recorded: 2).movements[0]
        let back = try scene.ledger.reverse(moved, scene.header(3), now: scene.at(3)).movements[0]
        #expect(scene.ledger.balances.map(\.balance) == before)
        let error = refusal { _ = try scene.ledger.reverse(moved, scene.header(4), now: scene.at(4)) }
        #expect(error?.code == .alreadyReversed)
        #expect(error?.figures == [.init("movement", "2"), .init("reversed_by", "3")])
        _ = try scene.ledger.reverse(back, scene.header(5), now: scene.at(5))
        #expect(scene.onHand(Scene.early, Scene.upper) == 4)
    }

    @Test("reversing a receipt whose goods left is refused, or forced with the shortfall")
    func reversalShort() throws {
        var scene = try Scene()
        try scene.receiveSoap(10)
        try scene.post(.issued, [scene.line(Scene.early, Scene.shelf, Scene.recipient, 4)], recorded: 2)
        #expect(refusal { _ = try scene.ledger.reverse(Identifier(1), scene.header(3), now: scene.at(3)) }?.code == .stockInsufficient)
        // 10 go back to the donor, 6 are there: 4 unexplained.
        _ = try scene.ledger.reverse(Identifier(1), scene.header(3), anyway: true, now: scene.at(3))
        #expect(scene.ledger.movements[2].draft.lines == [try scene.line(Scene.early, Scene.found, Scene.shelf, 4)])
        #expect(scene.onHand(Scene.early, Scene.shelf) == 0)
        #expect(scene.ledger.rederive() == [])
    }

    @Test("a key answers again what it answered, and refuses other words")
    func keys() throws {
        var scene = try Scene()
        let drafts = MovementBuilders.receipt(
            .received, scene.header(1), from: Scene.donor, [LotPut(lot: Scene.early, place: Scene.shelf, quantity: try Quantity(5))])
        let key = LedgerModel.PostingKey("k1", fingerprint: "maya donation receive")
        let first = try scene.ledger.post(drafts, key: key, now: scene.at(1))
        var again = first
        again.isReplay = true
        #expect(try scene.ledger.post(drafts, key: key, now: scene.at(2)) == again)
        #expect(scene.onHand(Scene.early, Scene.shelf) == 5)
        let other = LedgerModel.PostingKey("k1", fingerprint: "maya loss")
        #expect(refusal { _ = try scene.ledger.post(drafts, key: other, now: scene.at(2)) }?.code == .conflictKeyReused)
    }

    @Test("as of asks when things happened, known at what had been recorded")
    func twoTimes() throws {
        var scene = try Scene()
        try scene.receiveSoap(10, recorded: 10)
        // Recorded second, happened first.
        try scene.post(.received, [scene.line(Scene.later, Scene.donor, Scene.shelf, 3)], recorded: 20, happened: 5)
        let early = LedgerModel.BalanceKey(place: Scene.shelf, lot: Scene.early)
        let later = LedgerModel.BalanceKey(place: Scene.shelf, lot: Scene.later)
        #expect(scene.ledger.derived(asOf: scene.at(7)) == [later: 3])
        #expect(scene.ledger.derived(asOf: scene.at(7), knownAt: 1) == [:])
        #expect(scene.ledger.derived(knownAt: 1) == [early: 10])
        #expect(scene.ledger.derived() == [early: 10, later: 3])
    }

    @Test("drafts posted together stand or fall together")
    func together() throws {
        var scene = try Scene()
        let good = MovementDraft(.received, scene.header(1), lines: [try scene.line(Scene.early, Scene.donor, Scene.shelf, 5)])
        let bad = MovementDraft(.issued, scene.header(1), lines: [try scene.line(Scene.riceLot, Scene.shelf, Scene.recipient, 1)])
        #expect(refusal { _ = try scene.ledger.post([good, bad], now: scene.at(1)) }?.code == .stockInsufficient)
        #expect(scene.ledger.movements == [])
        #expect(scene.ledger.balances.isEmpty)
    }

    @Test("a place holds 10^15 at most")
    func ceiling() throws {
        var scene = try Scene()
        try scene.receiveSoap(Quantity.ceiling)
        #expect(refusal { try scene.receiveSoap(1, recorded: 2) }?.code == .quantityCeiling)
    }

    @Test("a thousand random entries keep every invariant", arguments: [1, 2, 3] as [UInt64])
    func random(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        var scene = try Scene()
        var taken = 0
        let lots = [Scene.early, Scene.later, Scene.riceLot]
        let inside = [Scene.shelf, Scene.upper, Scene.van]
        for minute in 1...1_000 {
            let lot = lots[random.below(3)]
            let (from, to) = (inside[random.below(3)], inside[random.below(3)])
            let units = Int64(random.below(40) + 1)
            do {
                switch random.below(7) {
                case 0, 1: try scene.post(.received, [scene.line(lot, Scene.donor, to, units)], recorded: Int64(minute))
                case 2: try scene.post(.transferred, [scene.line(lot, from, to, units)], recorded: Int64(minute))
                case 3: try scene.post(.lost, [scene.line(lot, from, Scene.loss, units)], recorded: Int64(minute))
                case 4:
                    _ = try scene.ledger.reserve(
                        Quantity(units), of: lot, at: from, for: Identifier(Int64(random.below(5))),
                        on: CivilDate(dayNumber: Int32(random.below(5))))
                case 5:
                    let id = Identifier<Movement>(Int64(random.below(max(1, scene.ledger.movements.count)) + 1))
                    _ = try scene.ledger.reverse(
                        id, scene.header(Int64(minute)), anyway: random.below(2) == 0, now: scene.at(Int64(minute)))
                default:
                    let count = scene.ledger.openCount(of: from)
                    try scene.ledger.enterCount(count, Scene.soap, Quantity(units), now: scene.at(Int64(minute)))
                    _ = try scene.ledger.closeCount(count, scene.header(Int64(minute)), now: scene.at(Int64(minute)))
                    let there = scene.ledger.candidates(Scene.soap, at: from).reduce(Int64(0)) { $0 + $1.balance.onHand.units }
                    #expect(there == units, "seed \(seed), minute \(minute)")
                }
                taken += 1
            } catch is Refusal {
                // Refusals change nothing, which the checks below would show.
            }
            for key in scene.ledger.balances.map(\.key) {
                let promised = scene.ledger.reservations.filter { $0.lot == key.lot && $0.place == key.place }
                #expect(
                    promised.reduce(Int64(0)) { $0 + $1.quantity.units } <= scene.onHand(key.lot, key.place),
                    "seed \(seed), minute \(minute)")
            }
        }
        #expect(scene.ledger.rederive() == [], "seed \(seed)")
        #expect(taken > 300, "seed \(seed)")
    }
}

/// SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014): the same seed, the same story.
struct SplitMix {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Int(mixed % UInt64(bound))
    }
}
