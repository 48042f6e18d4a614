package import Measures
package import StockLedger

/// A lot that a posting moves: one in the books, or the posting's own n-th new lot.
package enum LotReference: Sendable, Equatable {
    case existing(Identifier<Lot>)
    /// Index into `Posting.newLots`, from 0.
    case new(Int)
}

/// A lot that comes into being with its first movement.
package struct NewLot: Sendable, Equatable {
    /// What somebody read on it; nil lets the books choose. Goods that differ in owner, donor, grant or condition may carry the same: then the
    /// lot gets a code of its own, and what was read stays its batch.
    package var code: String?
    /// The batch or serial number printed on it, where it is not the code.
    package var batch: String?
    package var item: Identifier<Item>
    package var owner: Identifier<Owner>
    package var donor: Identifier<Donor>?
    /// A donor by name, case and outer spaces aside; one whom nobody has named yet is made with the movement, and not when it is refused.
    package var donorName: String?
    package var grant: Identifier<Grant>?
    package var condition: Condition
    package var expires: CivilDate?
    /// The day it came in; nil is the operational day of the movement.
    package var receivedOn: CivilDate?
    package var ownPack: Pack?
    /// The lot of the other warehouse that it was, for goods that arrive from there.
    package var origin: (warehouse: Identifier<Warehouse>, lot: Identifier<Lot>)?

    package init(
        code: String? = nil, batch: String? = nil, item: Identifier<Item>, owner: Identifier<Owner>, donor: Identifier<Donor>? = nil,
        donorName: String? = nil, grant: Identifier<Grant>? = nil,
        condition: Condition = .good, expires: CivilDate? = nil, receivedOn: CivilDate? = nil, ownPack: Pack? = nil,
        origin: (warehouse: Identifier<Warehouse>, lot: Identifier<Lot>)? = nil
    ) {
        self.code = code
        self.batch = batch
        self.item = item
        self.owner = owner
        self.donor = donor
        self.donorName = donorName
        self.grant = grant
        self.condition = condition
        self.expires = expires
        self.receivedOn = receivedOn
        self.ownPack = ownPack
        self.origin = origin
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.code == right.code && left.batch == right.batch && left.item == right.item && left.owner == right.owner
            && left.donor == right.donor
            && left.donorName == right.donorName && left.grant == right.grant && left.condition == right.condition
            && left.expires == right.expires
            && left.receivedOn == right.receivedOn && left.ownPack == right.ownPack
            && left.origin?.warehouse == right.origin?.warehouse && left.origin?.lot == right.origin?.lot
    }
}

/// So much of a lot from a place to a place.
package struct PostingLine: Sendable, Equatable {
    package var lot: LotReference
    package var from: Identifier<Place>
    package var to: Identifier<Place>
    /// Above zero.
    package var quantity: Quantity
    /// Of a line that mends another entry: when the goods came to be at either end, so that what was counted there since stays as counted.
    package var about: (from: Timestamp, to: Timestamp)?

    package init(
        lot: LotReference, from: Identifier<Place>, to: Identifier<Place>, quantity: Quantity,
        about: (from: Timestamp, to: Timestamp)? = nil
    ) {
        self.lot = lot
        self.from = from
        self.to = to
        self.quantity = quantity
        self.about = about
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.lot == right.lot && left.from == right.from && left.to == right.to && left.quantity == right.quantity
            && left.about?.from == right.about?.from && left.about?.to == right.about?.to
    }
}

/// How far the figures of a fact can be trusted.
package enum Quality: String, Sendable, CaseIterable {
    case counted, estimated, memory, allocated, inferred
}

/// One movement as it is handed to the books.
package struct Posting: Sendable {
    package var reason: MovementReason
    /// Nil is now.
    package var occurredAt: Timestamp?
    /// The person code.
    package var actor: String
    /// The line as typed, secrets masked, for the audit; nil for a movement that is part of a larger command.
    package var command: String?
    /// Idempotency key and the fingerprint of person and words.
    package var key: (text: String, fingerprint: String)?
    /// Hash of what was said; nil when likeness does not matter.
    package var contentHash: Int64?
    /// Whether the same content within ten minutes refuses.
    package var refusesRepeats: Bool
    package var lines: [PostingLine]
    package var newLots: [NewLot]
    package var note: String?
    package var concerns: CivilDate?
    package var quality: Quality?
    package var reverses: Int64?
    package var corrects: Int64?
    /// The entry that was taken back, and that this one says as it should have been.
    package var replaces: Int64?
    /// Whether a reversal is somebody's own, within the hour.
    package var isUndo: Bool
    package var count: Int64?
    package var round: Int64?
    package var stop: Int64?
    /// The reason for which a shortfall is booked rather than refused.
    package var anyway: String?
    /// Whose goods the actor may move; others are refused as out of scope.
    package var scope: Limit<Owner>
    /// Whether the movement waits on the list of exceptions for a manager to look at it.
    package var isReviewed: Bool
    /// The other warehouse, for goods that are on their way there from now on.
    package var transitTo: Identifier<Warehouse>?
    /// Who let the goods out of the quarantine, never the actor.
    package var approver: String?
    /// When its sender stops waiting. A posting that waits longer for a lock of others is refused, and nothing is booked.
    package var deadline: ContinuousClock.Instant?
    /// The answer as JSON, kept with the key so that a repeat is answered alike.
    package var reply: String?
    /// Value of the goods that come in, frozen now.
    package var value: Money?
    package var waybill: String?
    /// The delivery they came with: one by its number, or in words.
    package var deliveryNumber: Int64?
    /// The purchase they are of.
    package var purchase: Int64?
    package var delivery: String?
    /// Whether goods come in from a donor or supplier and a receipt row is kept.
    package var isReceipt: Bool
    /// What became of what, for goods that become others.
    package var made: Made?
    /// To whom goods are handed out without a round.
    package var issued: Issued?

    package init(reason: MovementReason, actor: String, scope: Limit<Owner>, lines: [PostingLine], command: String? = nil) {
        self.reason = reason
        self.actor = actor
        self.scope = scope
        self.lines = lines
        self.command = command
        self.newLots = []
        self.refusesRepeats = false
        self.isReceipt = false
        self.isReviewed = false
        self.isUndo = false
    }

    /// The scope as the routine reads it.
    var scopeText: String {
        switch scope {
        case .everything: "everything"
        case .only(let owners): owners.map(\.number).sorted().map(String.init).joined(separator: ",")
        }
    }

    /// The rare parts as the JSON the routine reads; nil when there are none.
    var extra: String? {
        var json = JSONWriter()
        json.add("note", note)
        json.add("concerns", concerns?.description)
        json.add("quality", quality?.rawValue)
        json.add("reverses", reverses)
        json.add("corrects", corrects)
        json.add("replaces", replaces)
        if isUndo { json.add("undo", raw: "true") }
        if lines.contains(where: { $0.about != nil }) {
            let pairs = lines.map { line in
                line.about.map { "[\(JSONWriter.quoted($0.from.description)),\(JSONWriter.quoted($0.to.description))]" } ?? "null"
            }
            json.add("about", raw: "[\(pairs.joined(separator: ","))]")
        }
        json.add("count", count)
        json.add("round", round)
        json.add("stop", stop)
        json.add("anyway", anyway)
        json.add("approver", approver)
        json.add("transit_to", transitTo?.number)
        if isReviewed { json.add("review", raw: "true") }
        if let reply { json.add("reply", raw: reply) }
        if let made { json.add("makes", raw: made.text) }
        if let issued { json.add("issue", raw: issued.text) }
        if isReceipt {
            var receipt = JSONWriter()
            receipt.add("value_minor", value?.minor)
            receipt.add("currency", value?.currency.code)
            receipt.add("waybill", waybill)
            receipt.add("delivery", delivery)
            receipt.add("delivery_id", deliveryNumber)
            receipt.add("purchase_id", purchase)
            json.add("receipt", raw: receipt.text)
        }
        if !newLots.isEmpty {
            let lots = newLots.map { lot in
                var one = JSONWriter()
                one.add("code", lot.code)
                one.add("batch", lot.batch)
                one.add("item", lot.item.number)
                one.add("owner", lot.owner.number)
                one.add("donor", lot.donor?.number)
                one.add("donor_name", lot.donorName)
                one.add("grant", lot.grant?.number)
                one.add("condition", lot.condition.rawValue)
                one.add("expires", lot.expires?.description)
                one.add("received", lot.receivedOn?.description)
                one.add("pack_name", lot.ownPack?.name)
                one.add("pack_factor", lot.ownPack?.factor)
                one.add("origin_warehouse", lot.origin?.warehouse.number)
                one.add("origin_lot", lot.origin?.lot.number)
                return one.text
            }
            json.add("lots", raw: "[\(lots.joined(separator: ","))]")
        }
        return json.isEmpty ? nil : json.text
    }
}

/// A flat JSON object for the routines; the few kinds of value they read.
struct JSONWriter {
    private var members: [String] = []

    var isEmpty: Bool { members.isEmpty }
    var text: String { "{\(members.joined(separator: ","))}" }

    mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        add(name, raw: Self.quoted(value))
    }

    mutating func add(_ name: String, _ value: Int64?) {
        guard let value else { return }
        add(name, raw: String(value))
    }

    mutating func add(_ name: String, raw: String) {
        members.append("\"\(name)\":\(raw)")
    }

    /// A JSON string (RFC 8259, section 7).
    static func quoted(_ text: String) -> String {
        var result: [UInt8] = [34]
        for byte in text.utf8 {
            switch byte {
            case 34: result += [92, 34]
            case 92: result += [92, 92]
            case 10: result += [92, 110]
            case 13: result += [92, 114]
            case 9: result += [92, 116]
            case 0..<32:
                let hex = String(byte, radix: 16)
                result += Array("\\u00\(byte < 16 ? "0" : "")\(hex)".utf8)
            default: result.append(byte)
            }
        }
        result.append(34)
        return String(decoding: result, as: UTF8.self)
    }
}
