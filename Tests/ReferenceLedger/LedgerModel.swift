package import Measures
package import Speech
package import StockLedger

/// The reference ledger: every rule of the module in memory, slow and obvious.
///
/// One warehouse. The simulation drives it beside the database and compares; it is no cache and holds no stock. A refused posting changes
/// nothing, because the model is a value and is replaced only on success.
package struct LedgerModel: Sendable {
    /// A lot at a place.
    package struct BalanceKey: Hashable, Comparable, Sendable {
        /// The place.
        package let place: Identifier<Place>
        /// The lot.
        package let lot: Identifier<Lot>

        package init(place: Identifier<Place>, lot: Identifier<Lot>) {
            self.place = place
            self.lot = lot
        }

        package static func < (left: Self, right: Self) -> Bool { (left.place, left.lot) < (right.place, right.lot) }
    }

    /// A balance that the lines do not give.
    package struct Fault: Hashable, Sendable {
        /// Where.
        package let key: BalanceKey
        /// Base units in the balance.
        package let booked: Int64
        /// Base units by the lines.
        package let derived: Int64

        package init(key: BalanceKey, booked: Int64, derived: Int64) {
            self.key = key
            self.booked = booked
            self.derived = derived
        }
    }

    /// What a posting answered.
    package struct Posted: Hashable, Sendable {
        /// The movements, in order of position.
        package var movements: [Identifier<Movement>]
        /// The promises that gave way, in order.
        package var released: [ReleasedReservation]
        /// How much of closed counts' variances was explained.
        package var explained: [Identifier<Count>: Quantity]
        /// Whether this is the stored answer to a repeated key.
        package var isReplay: Bool

        package init(
            movements: [Identifier<Movement>] = [], released: [ReleasedReservation] = [], explained: [Identifier<Count>: Quantity] = [:],
            isReplay: Bool = false
        ) {
            self.movements = movements
            self.released = released
            self.explained = explained
            self.isReplay = isReplay
        }
    }

    /// A key that makes a retry safe, with the words as typed.
    package struct PostingKey: Hashable, Sendable {
        /// The key.
        package let key: String
        /// Who and what, as typed: the same key with other words is refused.
        package let fingerprint: String

        package init(_ key: String, fingerprint: String) {
            self.key = key
            self.fingerprint = fingerprint
        }
    }

    package internal(set) var places: [Identifier<Place>: Place] = [:]
    package internal(set) var lots: [Identifier<Lot>: Lot] = [:]
    /// Every movement in order of position.
    package internal(set) var movements: [Movement] = []
    package internal(set) var reservations: [Reservation] = []
    package internal(set) var counts: [CountRecord] = []
    var onHand: [BalanceKey: Quantity] = [:]
    var answers: [String: (fingerprint: String, posted: Posted)] = [:]
    var lastReservation: Int64 = 0

    package init() {}

    /// Makes a place known.
    package mutating func add(_ place: Place) { places[place.id] = place }

    /// Makes a lot known.
    package mutating func add(_ lot: Lot) { lots[lot.id] = lot }

    /// The place of a kind with the lowest number: the warehouse's one `found`, `loss` and so on.
    package func outside(_ kind: PlaceKind) -> Identifier<Place>? {
        places.values.filter { $0.kind == kind }.map(\.id).min()
    }

    // MARK: What is there

    /// What is at a place of a lot now.
    package func balance(_ lot: Identifier<Lot>, at place: Identifier<Place>) -> Balance {
        let reserved = reservations.filter { $0.lot == lot && $0.place == place }.reduce(Quantity.zero) {
            Quantity.saturatingSum($0, $1.quantity)
        }
        return Balance(onHand: onHand[BalanceKey(place: place, lot: lot)] ?? .zero, reserved: reserved)
    }

    /// Every balance that is not nothing, in order of place and lot.
    package var balances: [(key: BalanceKey, balance: Balance)] {
        onHand.filter { !$0.value.isZero }.keys.sorted().map { ($0, balance($0.lot, at: $0.place)) }
    }

    /// The lots of an item as candidates, at one place or at all, those with nothing left included; in order of place and lot.
    package func candidates(_ item: Identifier<Item>, at place: Identifier<Place>? = nil) -> [LotCandidate] {
        onHand.keys.sorted().compactMap { key in
            guard place == nil || key.place == place, let lot = lots[key.lot], lot.item == item else { return nil }
            return LotCandidate(lot: lot, place: key.place, balance: balance(key.lot, at: key.place))
        }
    }

    /// What the lines say was there when everything up to `asOf` had happened, as far as it was recorded up to `knownAt`.
    ///
    /// Inside places only, nothing left out but zeros; a past balance may be negative where a sheet is still missing.
    package func derived(asOf: Timestamp? = nil, knownAt: Int64? = nil) -> [BalanceKey: Int64] {
        var sums: [BalanceKey: Int64] = [:]
        for movement in movements {
            if let asOf, movement.draft.header.occurredAt > asOf { continue }
            if let knownAt, movement.position > knownAt { continue }
            for line in movement.draft.lines {
                if isInside(line.from) { sums[BalanceKey(place: line.from, lot: line.lot), default: 0] -= line.quantity.units }
                if isInside(line.to) { sums[BalanceKey(place: line.to, lot: line.lot), default: 0] += line.quantity.units }
            }
        }
        return sums.filter { $0.value != 0 }
    }

    /// Every balance again from the lines; what differs, in order. Nothing differs, or something is broken.
    package func rederive() -> [Fault] {
        let derived = derived()
        return Set(derived.keys).union(onHand.keys).sorted().compactMap { key in
            let (booked, fromLines) = (onHand[key]?.units ?? 0, derived[key] ?? 0)
            return booked == fromLines ? nil : Fault(key: key, booked: booked, derived: fromLines)
        }
    }

    func isInside(_ place: Identifier<Place>) -> Bool { places[place]?.kind.isInside ?? false }

    /// A movement by its number.
    package func movement(_ id: Identifier<Movement>) throws(Refusal) -> Movement {
        guard let movement = movements.first(where: { $0.id == id }) else {
            throw Refusal(
                .movementNotFound, [.init("movement", id.description)],
                found: Wording("there is no movement \(id)", "le mouvement \(id) n'existe pas"),
                remedy: Wording("see movement list", "voir la liste des mouvements"))
        }
        return movement
    }
}
