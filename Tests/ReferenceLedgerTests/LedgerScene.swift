import Measures
import ReferenceLedger
import Speech
import StockLedger

/// A small warehouse for tests: two shelves, a van, a tank, transit, and the world outside; soap lots 1 and 2, rice lot 3.
struct LedgerScene {
    static let shelf = Identifier<Place>(1)
    static let upper = Identifier<Place>(2)
    static let van = Identifier<Place>(3)
    static let transit = Identifier<Place>(4)
    static let donor = Identifier<Place>(11)
    static let recipient = Identifier<Place>(12)
    static let loss = Identifier<Place>(13)
    static let waste = Identifier<Place>(14)
    static let found = Identifier<Place>(15)
    static let workshop = Identifier<Place>(16)
    static let soap = Identifier<Item>(1)
    static let rice = Identifier<Item>(2)
    /// Soap, expires day 30.
    static let early = Identifier<Lot>(1)
    /// Soap, expires day 60, another owner's.
    static let later = Identifier<Lot>(2)
    static let riceLot = Identifier<Lot>(3)

    let actor: Code
    var ledger = LedgerModel()

    init() throws {
        actor = try Code("maya")
        let main = try Code("main")
        let places: [(Identifier<Place>, String, PlaceKind)] = [
            (Self.shelf, "a1", .bin), (Self.upper, "a2", .bin), (Self.van, "van", .vehicle), (Self.transit, "transit", .transit),
            (Self.donor, "donors", .donor), (Self.recipient, "recipients", .recipient), (Self.loss, "loss", .loss),
            (Self.waste, "waste", .waste), (Self.found, "found", .found), (Self.workshop, "workshop", .workshop),
        ]
        for (id, code, kind) in places { ledger.add(Place(id: id, warehouse: main, code: try Code(code), kind: kind)) }
        let lots: [(Identifier<Lot>, Identifier<Item>, Int64, Int32?, Int32)] = [
            (Self.early, Self.soap, 1, 30, 1), (Self.later, Self.soap, 2, 60, 2), (Self.riceLot, Self.rice, 1, nil, 1),
        ]
        for (id, item, owner, expires, received) in lots {
            ledger.add(
                Lot(
                    id: id, item: item, owner: Identifier(owner), expires: expires.map { CivilDate(dayNumber: $0) },
                    receivedOn: CivilDate(dayNumber: received)))
        }
    }

    /// Minute `minute` of the story.
    func at(_ minute: Int64) -> Timestamp { Timestamp(microseconds: minute * 60_000_000) }

    func header(_ minute: Int64, round: Int64? = nil) -> MovementHeader {
        MovementHeader(occurredAt: at(minute), actor: actor, round: round.map { Identifier($0) })
    }

    func line(_ lot: Identifier<Lot>, _ from: Identifier<Place>, _ to: Identifier<Place>, _ units: Int64) throws -> MovementLine {
        MovementLine(lot: lot, from: from, to: to, quantity: try Quantity(units))
    }

    /// Posts one movement recorded at `recorded` minutes, which is when it happened unless `happened` says otherwise.
    @discardableResult
    mutating func post(
        _ reason: MovementReason, _ lines: [MovementLine], recorded: Int64, happened: Int64? = nil, round: Int64? = nil,
        forced: Bool = false
    ) throws -> LedgerModel.Posted {
        try ledger.post(
            [MovementDraft(reason, header(happened ?? recorded, round: round), lines: lines, isForced: forced)], now: at(recorded))
    }

    /// Soap received on the shelf: lot `early`.
    mutating func receiveSoap(_ units: Int64, recorded: Int64 = 1) throws {
        try post(.received, [line(Self.early, Self.donor, Self.shelf, units)], recorded: recorded)
    }

    func onHand(_ lot: Identifier<Lot>, _ place: Identifier<Place>) -> Int64 { ledger.balance(lot, at: place).onHand.units }
}

/// The refusal of an expression, or nil when it is accepted.
func refusal(_ work: () throws -> Void) -> Refusal? {
    do {
        try work()
        return nil
    } catch { return error as? Refusal }
}
