import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Goods that came in as something else than was said: of another item, owner, donor, condition or grant.
///
/// The goods get a lot of their own that is what they are, and everything that happened to them since is booked for it as it was for the
/// first, so that every place and every recipient has what it had. That works where the books can tell the goods from others: where the
/// lot came in with this movement alone and stayed in this house. Elsewhere what still lies here is corrected, and the rest asked for.
struct CorrectedLots: Sendable {
    /// What was booked, and what to say of it.
    struct Done: Sendable {
        let booked: [Booked]
        let records: [JSONObject]
        let sentence: Wording
    }

    /// The item that it should have been, when it was another.
    let item: ItemRecord?
    private let owner: OrganisationRecord?
    private let donor: String?
    private let condition: Condition?
    /// The grant that it should have been; nil inside is none at all.
    private let grant: GrantRecord??
    private let id: Int64
    private let warehouse: WarehouseRecord
    /// Inside the transaction of the correction.
    private let desk: Desk

    /// More movements than these are not followed.
    private static let most = 1_000

    init(_ id: Int64, _ warehouse: WarehouseRecord, _ desk: Desk, _ words: CorrectMovement.Words) async throws {
        self.id = id
        self.warehouse = warehouse
        self.desk = desk
        let names = Names(desk)
        item = if let sku = words.item { try await names.item(sku) } else { nil }
        owner = if let code = words.owner { try await names.organisation(code, figure: "owner") } else { nil }
        donor = words.donor
        if let text = words.condition {
            guard let known = Condition.typed(FoldedText(text)) else {
                let list = Condition.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal(
                    "ARG.VALUE", [.init("condition", text)],
                    Wording("«\(text)» is not a condition: use \(list)", "«\(text)» n'est pas un état : utiliser \(list)"))
            }
            condition = known
        } else {
            condition = nil
        }
        if let code = words.grant {
            grant = ["none", "aucune"].contains(FoldedText(code).text) ? .some(nil) : .some(try await names.openGrant(code))
        } else {
            grant = nil
        }
        if let owner { try desk.requireOwner(owner.id, in: warehouse.id) }
    }

    var changesAnything: Bool { item != nil || owner != nil || donor != nil || condition != nil || grant != nil }

    /// Books it for every lot that the movement stands for.
    func book() async throws -> Done {
        let (row, _) = try await AmendMovement(desk).movement(id)
        let standing = try await AmendMovement(desk).standing(row, warehouse)
        var booked: [Booked] = []
        var records: [JSONObject] = []
        var sentence: Wording?
        for (lot, units) in standing.units.sorted(by: { $0.key < $1.key }) where units > 0 {
            guard let known = try await LotQueries.whole(lot, warehouse: warehouse.id, from: desk.source),
                let line = standing.lines.first(where: { $0.lot == lot }), let fresh = try renewed(known)
            else { continue }
            try refuseItem(known, at: line)
            let done = try await follow(standing.rows[lot] ?? row, line, known, fresh, units)
            booked += done.booked
            records += done.records
            sentence = sentence.map { $0 + Wording("; ", " ; ") + done.sentence } ?? done.sentence
        }
        guard let sentence else { throw AmendMovement.nothing(id) }
        return Done(booked: booked, records: records, sentence: sentence)
    }

    // MARK: What they are

    /// The lot as it should have been; nil when it is that already.
    private func renewed(_ known: WholeLot) throws -> NewLot? {
        let old = known.lot
        let isSameDonor = donor.map { FoldedText($0).text == FoldedText(known.donorName ?? "unknown").text } ?? true
        if (item?.item.id ?? old.item) == old.item, (owner?.id ?? old.owner) == old.owner, isSameDonor,
            (condition ?? old.condition) == old.condition, (grant.map { $0?.id } ?? old.grant) == old.grant
        {
            return nil
        }
        let sameItem = (item?.item.id ?? old.item) == old.item
        return NewLot(
            batch: known.batch, item: item?.item.id ?? old.item, owner: owner?.id ?? old.owner, donor: donor == nil ? known.donor : nil,
            donorName: donor, grant: grant.map { $0?.id } ?? old.grant, condition: condition ?? old.condition,
            expires: item?.item.expiry == Item.ExpiryRule.none ? nil : old.expires, receivedOn: old.receivedOn,
            ownPack: sameItem ? old.packs.first : nil)
    }

    /// Things that are counted otherwise, have numbers of their own, or are held back, do not become others by a correction.
    private func refuseItem(_ known: WholeLot, at line: MovementRow.Line) throws {
        guard let item, let old = desk.catalogue.item(known.lot.item), item.item.id != old.item.id else { return }
        let place = desk.catalogue.place(line.to)?.place.kind
        guard
            item.item.base != old.item.base || item.hasSerials || old.hasSerials || (item.isHeldBack && place != .quarantine)
                || (item.item.expiry == .required && known.lot.expires == nil)
        else { return }
        throw Refusal(
            "RULE.CORRECT-OTHERWISE", [.init("movement", String(id)), .init("item", item.item.sku.text)],
            Wording(
                "\(old.item.sku) and \(item.item.sku) are not counted, dated or kept alike: take it back with «\(en: .movementReverse) \(id)» and receive it again",
                "\(old.item.sku) et \(item.item.sku) ne se comptent, ne se datent ou ne se gardent pas pareil : annuler avec « \(fr: .movementReverse) \(id) » et le recevoir à nouveau"
            ))
    }

    // MARK: Where they went

    private func follow(_ row: MovementRow, _ line: MovementRow.Line, _ known: WholeLot, _ fresh: NewLot, _ units: Int64) async throws
        -> Done
    {
        var filter = MovementFilter(limit: Self.most + 1)
        filter.lot = known.lot.id
        filter.after = row.id
        let all = Self.standing(try await MovementQueries.list(filter, warehouse: warehouse.id, from: desk.source).reversed())
        // What was found for an entry is given up with it, and found again.
        let founds = all.filter { found in
            found.reason == MovementReason.unexplained.rawValue && all.contains { $0.id == found.because }
        }
        let later = all.filter { row in !founds.contains { $0.id == row.id } }
        let cameEarlier = try await MovementQueries.moved(known.lot.id, before: row.id, warehouse: warehouse.id, from: desk.source)
        guard !cameEarlier, later.count <= Self.most, later.allSatisfy({ canFollow($0, known.lot.id) }) else {
            return try await correctWhatIsHere(row, line, known, fresh, units)
        }
        // Backwards for the lot that was said, then forwards for the one that is right.
        let whole = [row] + later
        var back: [Posting] = []
        for movement in whole.reversed() {
            back.append(try posting(movement, try lines(of: movement, known.lot.id).map { $0.opposite }))
        }
        var first = try posting(row, try lines(of: row, known.lot.id).map { $0.of(.new(0)) })
        first.newLots = [fresh]
        try await value(&first, known, of: row, try Quantity(lines(of: row, known.lot.id).reduce(0) { $0 + $1.quantity.units }))
        let began = try await desk.bookParts(back + [first], in: warehouse, items: Array(repeating: line.sku, count: back.count + 1))
        guard let code = began.last?.lots.first,
            let lot = try await LotQueries.lot(code: code, item: fresh.item, warehouse: warehouse.id, from: desk.source)
        else { throw AmendMovement.nothing(id) }
        let rest = try later.map { movement in
            var again = try posting(movement, try lines(of: movement, known.lot.id).map { $0.of(.existing(lot.id)) })
            again.anyway = founds.first { $0.because == movement.id }.map { $0.note ?? "movement \($0.id)" }
            return again
        }
        let went = try await desk.bookParts(rest, in: warehouse, items: Array(repeating: line.sku, count: rest.count))
        let through =
            later.isEmpty
            ? Wording("", "")
            : Wording("; followed: ", " ; suivi : ")
                + Wording.counted(
                    Int64(later.count), Wording("entry since", "écriture depuis"), many: Wording("entries since", "écritures depuis"))
        return Done(
            booked: began + went, records: records(began.last?.movement, known, code, fresh, units, at: line),
            sentence: said(units, fresh, code) + through)
    }

    /// What still lies here of goods that cannot be told from others, or that went where the books do not follow.
    private func correctWhatIsHere(
        _ row: MovementRow, _ line: MovementRow.Line, _ known: WholeLot, _ fresh: NewLot, _ units: Int64
    ) async throws -> Done {
        let history = try await LotHistory(of: row, also: [known.lot.id], warehouse, desk)
        let reached = Correction.reached(from: line.to, by: history.lines(of: known.lot.id))
        let here = try await MovementQueries.whereabouts(of: known.lot.id, warehouse: warehouse.id, from: desk.source)
        var missing = units
        var posting = try desk.draft(.corrected, in: warehouse)
        posting.corrects = id
        for place in reached where missing > 0 && desk.catalogue.place(place)?.place.kind.isInside == true {
            let part = min(missing, here.first { $0.place == place }?.onHand ?? 0)
            guard part > 0 else { continue }
            missing -= part
            posting.lines.append(PostingLine(lot: .existing(known.lot.id), from: place, to: line.from, quantity: try Quantity(part)))
        }
        let found = units - missing
        guard missing == 0 || (desk.entry.anyway != nil && found > 0) else {
            throw Refusal(
                "RULE.CORRECT-LEFT",
                [
                    .init("movement", String(id)), .init("item", line.sku), .init("have", String(found)), .init("want", String(units)),
                ],
                Wording(
                    "\(missing) of these \(units) have left in a way that cannot be followed, among goods of other deliveries or to another warehouse: correct what took them, or add anyway=REASON to correct the \(found) that are here",
                    "\(missing) de ces \(units) sont partis d'une façon qu'on ne peut pas suivre, parmi d'autres livraisons ou vers un autre entrepôt : corriger ce qui les a pris, ou ajouter malgré=MOTIF pour corriger les \(found) qui sont ici"
                ))
        }
        var fresher = try desk.draft(
            .corrected, posting.lines.map { PostingLine(lot: .new(0), from: $0.to, to: $0.from, quantity: $0.quantity) }, in: warehouse)
        fresher.corrects = id
        fresher.newLots = [fresh]
        try await value(&fresher, known, of: row, try Quantity(found))
        posting.anyway = nil
        fresher.anyway = nil
        let booked = try await desk.bookParts([posting, fresher], in: warehouse, items: [line.sku, line.sku])
        let code = booked[1].lots.first ?? ""
        let rest =
            missing == 0
            ? Wording("", "")
            : Wording("; \(missing) have left and stay as they were", " ; \(missing) sont partis et restent comme ils étaient")
        return Done(
            booked: booked, records: records(booked[1].movement, known, code, fresh, found, at: line),
            sentence: said(found, fresh, code) + rest)
    }

    /// Movements without those that were taken back and what took them back, where both came later.
    private static func standing(_ rows: [MovementRow]) -> [MovementRow] {
        var rows = rows
        while let last = rows.last(where: { row in row.reverses.map { reversed in rows.contains { $0.id == reversed } } ?? false }) {
            rows.removeAll { $0.id == last.id || $0.id == last.reverses }
        }
        return rows
    }

    /// Whether the books can say of a movement which of its goods were these: all of the lot, moved or gone, and nowhere made into others.
    private func canFollow(_ row: MovementRow, _ lot: Identifier<Lot>) -> Bool {
        switch MovementReason(rawValue: row.reason) {
        case .received, .bought, .opening, .arrived, .sent, .sorted, .assembled, .brokenUp, .lent, .borrowedBack, .released, nil:
            return false
        // What was given up for another goes its own way.
        case .cancelled, .corrected: if row.because != nil { return false }
        default: break
        }
        return row.lines.filter { $0.lot == lot }.allSatisfy { line in
            let kinds = [line.from, line.to].map { desk.catalogue.place($0)?.place.kind }
            let isInward = kinds.allSatisfy { $0?.isInside == true }
            return !kinds.contains(.transit) && !kinds.contains(.workshop) && !(isInward && kinds.contains(.quarantine))
        }
    }

    // MARK: Postings

    private func lines(of row: MovementRow, _ lot: Identifier<Lot>) throws -> [PostingLine] {
        try row.lines.filter { $0.lot == lot }.map {
            PostingLine(lot: .existing(lot), from: $0.from, to: $0.to, quantity: try Quantity($0.quantity))
        }
    }

    private func posting(_ row: MovementRow, _ lines: [PostingLine]) throws -> Posting {
        var posting = try desk.draft(.corrected, lines, in: warehouse)
        posting.corrects = row.corrects ?? row.id
        posting.round = row.round
        posting.stop = row.stop
        posting.count = row.count
        posting.anyway = nil
        return posting
    }

    /// The value that was frozen when the goods came in goes with them.
    private func value(_ posting: inout Posting, _ known: WholeLot, of row: MovementRow, _ units: Quantity) async throws {
        guard
            let receipt = try await LotQueries.receipt(known.lot.id, movement: row.id, warehouse: warehouse.id, from: desk.source)
        else { return }
        posting.isReceipt = true
        posting.waybill = receipt.waybill
        posting.delivery = receipt.delivery
        posting.purchase = receipt.purchase
        if let value = receipt.value {
            let part = Int128(value.minor) * Int128(min(units.units, receipt.quantity)) / Int128(receipt.quantity)
            posting.value = try Money(minor: Int64(part), currency: value.currency)
        }
    }

    // MARK: Words

    private func said(_ units: Int64, _ fresh: NewLot, _ code: String) -> Wording {
        let sku = desk.catalogue.items.first { $0.item.id == fresh.item }?.item.sku.text ?? ""
        let whose = desk.catalogue.organisation(fresh.owner)?.code ?? ""
        return Wording("\(units) are now \(sku) of \(whose), lot \(code)", "\(units) sont maintenant \(sku) de \(whose), lot \(code)")
    }

    private func records(
        _ movement: Int64?, _ known: WholeLot, _ code: String, _ fresh: NewLot, _ units: Int64, at line: MovementRow.Line
    ) -> [JSONObject] {
        let sku = desk.catalogue.items.first { $0.item.id == fresh.item }?.item.sku.text ?? ""
        return [
            JSONObject(
                keys: AmendMovement.keys,
                values: [
                    JSONValue(movement), .string(line.sku), .string(known.code), .integer(units), .string(line.toAddress),
                    .string(line.fromAddress), .string(line.owner),
                ]),
            JSONObject(
                keys: AmendMovement.keys,
                values: [
                    JSONValue(movement), .string(sku), .string(code), .integer(units), .string(line.fromAddress), .string(line.toAddress),
                    .string(desk.catalogue.organisation(fresh.owner)?.code ?? ""),
                ]),
        ]
    }
}

extension PostingLine {
    /// The line the other way.
    fileprivate var opposite: PostingLine { PostingLine(lot: lot, from: to, to: from, quantity: quantity) }

    /// The same of another lot.
    fileprivate func of(_ other: LotReference) -> PostingLine { PostingLine(lot: other, from: from, to: to, quantity: quantity) }
}
