import ReferenceLedger
import StockLedger

/// A small warehouse: two shelves, a van and the world outside; soap lots S1 (expires first) and S2, rice lot R.
struct ReferenceScene {
    var books = ReferenceBooks(
        places: [
            "a1": .bin, "a2": .bin, "van": .vehicle, "donor": .donor, "recipient": .recipient, "loss": .loss, "waste": .waste,
            "found": .found,
            "transit": .transit,
        ], dayStarts: 0)

    init() {
        books.add(lot: "S1", item: "soap", owner: "auberge", expires: 30, receivedOn: 1)
        books.add(lot: "S2", item: "soap", owner: "auberge", expires: 60, receivedOn: 2)
        books.add(lot: "R", item: "rice", owner: "salam", expires: nil, receivedOn: 1)
    }

    /// An hour of the story; hour 24 is the second day.
    static func hour(_ hour: Int64) -> Int64 { hour * 3_600_000_000 }

    @discardableResult
    mutating func receive(_ lot: String, _ units: Int64, at hour: Int64, typed: Int64? = nil, on place: String = "a1") throws
        -> ReferencePosted
    {
        try books.post(
            ReferenceEntry(.received, [ReferenceLine(lot, from: "donor", to: place, units)], occurred: Self.hour(hour)),
            now: Self.hour(typed ?? hour))
    }

    @discardableResult
    mutating func lose(_ lot: String, _ units: Int64, at hour: Int64, typed: Int64? = nil, anyway: Bool = false) throws -> ReferencePosted {
        try books.post(
            ReferenceEntry(.stolen, [ReferenceLine(lot, from: "a1", to: "loss", units)], occurred: Self.hour(hour), anyway: anyway),
            now: Self.hour(typed ?? hour))
    }

    /// A count of soap on a1, taken and closed in one hour.
    mutating func count(_ number: Int64, soap units: Int64, at hour: Int64) throws {
        try books.openCount(number, of: "a1")
        try books.enter(number, item: "soap", owner: nil, counted: units, adding: false, at: Self.hour(hour))
        try books.closeCount(number, restIsZero: false, moment: Self.hour(hour), now: Self.hour(hour))
    }

    func onHand(_ lot: String, _ place: String = "a1") -> Int64 { books.onHand(lot, at: place) }
}

/// The code an expression is refused with, or nil when it is accepted.
func refusal(_ work: () throws -> Void) -> String? {
    do {
        try work()
        return nil
    } catch { return (error as? ReferenceRefusal)?.code }
}
