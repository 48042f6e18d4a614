import EntrepotStore
package import Measures
import PlainJSON
import Speech
package import StockLedger

/// Goods that a donor brings: one movement from the world into a place, with a lot of its own.
package struct ReceiveDonation: Sendable {
    /// What was said, in the words it was said in.
    package struct Words: Sendable {
        package var item: String
        package var quantity: String
        package var place: String
        package var owner: String?
        package var donor: String?
        package var lot: String?
        /// A day, or `unknown`.
        package var expires: String?
        package var condition: String?
        package var grant: String?
        /// Value of the whole line, `120,00EUR`.
        package var value: String?
        package var delivery: String?
        package var waybill: String?
        package var serials: [String]
        /// The decimal mark of the words: a file tells, a person may use either.
        package var mark: DecimalMark
        /// Whether the words are a row of a file, whose deliveries are the file's own.
        package var isRow = false
        /// In which order a file writes day and month; nil when nothing shows it.
        package var order: WrittenDate.Order?

        package init(
            item: String, quantity: String, place: String, owner: String? = nil, donor: String? = nil, lot: String? = nil,
            expires: String? = nil, condition: String? = nil, grant: String? = nil, value: String? = nil, delivery: String? = nil,
            waybill: String? = nil, serials: [String] = [], mark: DecimalMark = .either
        ) {
            self.item = item
            self.quantity = quantity
            self.place = place
            self.owner = owner
            self.donor = donor
            self.lot = lot
            self.expires = expires
            self.condition = condition
            self.grant = grant
            self.value = value
            self.delivery = delivery
            self.waybill = waybill
            self.serials = serials
            self.mark = mark
        }
    }

    /// The words understood: what to post and what to answer.
    struct Understood: Sendable {
        var posting: Posting
        var answer: Answer
        var warehouse: WarehouseRecord
        var item: ItemRecord
        /// What was understood, for the question whether the same was said before.
        var meaning: String
        /// Whether the goods go to the quarantine instead of the place that was named.
        var isQuarantined: Bool
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books the donation.
    package func run(_ words: Words) async throws -> Answer {
        let understood = try await understand(words)
        return try await desk.book(
            understood.posting, in: understood.warehouse, understood.answer, item: understood.item.item.sku.text,
            meaning: understood.meaning)
    }

    /// Looks every name up and checks every rule that does not need the books' lock.
    func understand(_ words: Words) async throws -> Understood {
        let names = Names(desk)
        let item = try await names.item(words.item)
        var (place, warehouse) = try await names.shelf(words.place)
        let owner = try await owner(words.owner, names, warehouse)
        let delivery: DeliveryRow? =
            if !words.isRow, let number = words.delivery.flatMap(FindDelivery.number) {
                try await FindDelivery(desk).open(number, in: warehouse)
            } else {
                nil
            }
        let donor = words.donor ?? delivery?.donor ?? "unknown"
        let grant: GrantRecord? = if let code = words.grant { try await names.openGrant(code) } else { nil }
        var warnings: [Wording] = []

        let written = try QuantityReader(item.item, mark: words.mark).read(words.quantity)
        try await desk.askUnusual(written.quantity, typed: words.quantity, of: item, in: warehouse, to: place)
        let condition = try self.condition(words.condition)
        let (expires, isUnknown) = try await expiry(words.expires, item: item, order: words.order, warehouse)
        var isQuarantined = false
        let today = try await today(for: expires, warehouse)
        if let hold = Quarantine.hold(always: item.isHeldBack, expires: expires, isUnknown: isUnknown, on: today),
            let quarantine = desk.catalogue.place("\(warehouse.code)/quarantine"), place.place.kind != .quarantine
        {
            place = quarantine
            isQuarantined = true
            warnings.append(Self.quarantined(place.place.address, hold, item.item.sku.text))
        }
        var value: Money?
        if let text = words.value {
            value = try WrittenMoney.read(text, mark: words.mark)
        }
        try desk.requireOwner(owner.id, in: warehouse.id)
        var posting = try desk.draft(.received, in: warehouse)
        posting.isReceipt = true
        posting.value = value
        posting.delivery = delivery == nil ? words.delivery : nil
        posting.deliveryNumber = delivery?.id
        posting.waybill = words.waybill
        guard let outside = desk.catalogue.outside(.donor, of: warehouse) else {
            throw Refusal("NOTFOUND.PLACE", [], Wording("the warehouse has no donor place", "l'entrepôt n'a pas de place de donateurs"))
        }
        let codes = try serials(words, item: item, quantity: written.quantity)
        for (index, code) in codes.enumerated() {
            posting.newLots.append(
                NewLot(
                    code: code, item: item.item.id, owner: owner.id, donorName: donor, grant: grant?.id,
                    condition: condition, expires: expires, ownPack: written.ownPack))
            posting.lines.append(
                PostingLine(
                    lot: .new(index), from: outside.place.id, to: place.place.id,
                    quantity: codes.count > 1 ? try Quantity(1) : written.quantity))
        }
        let records = posting.lines.enumerated().map { index, line -> JSONObject in
            [
                "donation": .movementNumber, "movement": .movementNumber, "item": .string(item.item.sku.text), "lot": .lotCode(index),
                "qty": .integer(line.quantity.units), "unit": .string(item.item.base.rawValue), "place": .string(place.place.address),
                "owner": .string(owner.code),
            ]
        }
        let answer = Answer(
            records: records,
            pairs: [
                "donation": .movementNumber, "movement": .movementNumber, "item": .string(item.item.sku.text),
                "qty": .integer(written.quantity.units),
            ],
            written.understood, warnings: warnings, changed: true)
        let meaning = Meaning(
            "received", condition.rawValue, item, written.quantity, at: place, owner: owner.code,
            also: [
                words.lot ?? "", donor, expires?.description ?? (isUnknown ? "unknown" : ""), grant?.code ?? "",
                value?.description ?? "", delivery.map { String($0.id) } ?? words.delivery ?? "", words.waybill ?? "",
                words.serials.map { FoldedText($0).text }.sorted().joined(separator: ","),
            ])
        return Understood(
            posting: posting, answer: answer, warehouse: warehouse, item: item, meaning: meaning.text, isQuarantined: isQuarantined)
    }

    /// The day that decides whether goods are past their date: the warehouse's operational day, asked for only where it can differ from the
    /// day at Greenwich.
    private func today(for expires: CivilDate?, _ warehouse: WarehouseRecord) async throws -> CivilDate {
        let greenwich = CivilDate(dayNumber: Int32(clamping: desk.now.microseconds / 86_400_000_000))
        guard let expires, abs(expires.days(since: greenwich)) <= 2 else { return greenwich }
        return try await Moments(desk).today(warehouse)
    }

    /// Whose goods come in: the owner named, else the only one the person may act for; which of several is asked.
    func owner(_ code: String?, _ names: Names, _ warehouse: WarehouseRecord) async throws -> OrganisationRecord {
        if let code { return try await names.organisation(code, figure: "owner") }
        let scope = desk.scope.owners(in: warehouse.id)
        let live = desk.catalogue.organisations.filter { !$0.isArchived && scope.contains($0.id) }
        if live.count == 1 { return live[0] }
        let list = live.map(\.code).joined(separator: ", ")
        throw Refusal(
            "ARG.MISSING", [.init("arg", "owner")],
            Wording(
                "say whose goods these are with owner=: \(list)", "dire à qui sont ces biens avec propriétaire= : \(list)"))
    }

    private func condition(_ text: String?) throws -> Condition {
        guard let text else { return .good }
        guard let condition = Condition.typed(FoldedText(text)) else {
            let words = Condition.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                "ARG.VALUE", [.init("condition", text)],
                Wording("«\(text)» is not a condition: use \(words)", "«\(text)» n'est pas un état : utiliser \(words)"))
        }
        return condition
    }

    private func expiry(_ text: String?, item: ItemRecord, order: WrittenDate.Order?, _ warehouse: WarehouseRecord) async throws
        -> (CivilDate?, isUnknown: Bool)
    {
        switch text.map({ FoldedText($0).text }) {
        case nil:
            guard item.item.expiry != .required else {
                throw Refusal(
                    "ARG.MISSING", [.init("arg", "expires"), .init("item", item.item.sku.text)],
                    Wording(
                        "\(item.item.sku) needs its expiry date: add expires=2027-03-31, or expires=unknown to take it into quarantine",
                        "\(item.item.sku) a besoin d'une date de péremption : ajouter péremption=2027-03-31, ou péremption=inconnue pour la quarantaine"
                    ))
            }
            return (nil, false)
        case "unknown", "inconnu", "inconnue": return (nil, true)
        case .some:
            return (
                try await Moments(desk).day(text ?? "", .expiry, figure: "expires", order: order, warehouse: warehouse), false
            )
        }
    }

    private func serials(_ words: Words, item: ItemRecord, quantity: Quantity) throws -> [String?] {
        guard item.hasSerials else {
            guard words.serials.isEmpty else {
                throw Refusal(
                    "ARG.VALUE", [.init("item", item.item.sku.text)],
                    Wording(
                        "\(item.item.sku) is not counted by serial numbers: leave serial= out",
                        "\(item.item.sku) n'a pas de numéros de série : enlever série="))
            }
            return [words.lot]
        }
        guard Int64(words.serials.count) == quantity.units, Set(words.serials).count == words.serials.count else {
            throw Refusal(
                "ARG.VALUE", [.init("serials", String(words.serials.count)), .init("qty", quantity.description)],
                Wording(
                    "\(item.item.sku) has a serial number each: give serial= once for every piece, \(quantity) different ones",
                    "\(item.item.sku) a un numéro de série par pièce : donner série= une fois par pièce, \(quantity) numéros différents"))
        }
        return words.serials
    }

    /// Why goods were taken behind the wall, and how they leave it.
    static func quarantined(_ place: String, _ hold: Quarantine.Hold, _ sku: String) -> Wording {
        switch hold {
        case .always:
            Wording(
                "\(sku) goes to \(place) and leaves it only with a named approver",
                "\(sku) va en \(place) et n'en sort qu'avec un accord nommé")
        case .expiryUnknown: Wording("expiry unknown: taken into \(place)", "péremption inconnue : pris en \(place)")
        case .expired: Wording("already expired: taken into \(place)", "déjà périmé : pris en \(place)")
        }
    }
}
