import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// Debts between organisations made smaller: goods given back, other goods that both agreed on, or what the lender lets go.
package struct SettleDebt: Sendable {
    /// What is said.
    package struct Words: Sendable {
        /// What is owed: the item, and how much of it is settled; everything owed of it when that is left out.
        package var item: String
        package var amount: String?
        /// Who owes.
        package var borrower: String
        /// Who is owed.
        package var lender: String
        /// Where the goods lie that go back.
        package var place: String?
        /// Other goods that are given instead, `SKU:QTY`.
        package var with: [String] = []
        /// Why the lender lets it go.
        package var forgiven: String?
        package var lot: String?
        package var serials: [String] = []
        package var warehouse: String?

        package init(item: String, amount: String? = nil, from borrower: String, to lender: String) {
            self.item = item
            self.amount = amount
            self.borrower = borrower
            self.lender = lender
        }
    }

    /// The keys of its records, in order: the goods that went back.
    package static let keys = ["movement", "item", "lot", "qty", "place", "lender", "borrower"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Settles, never more than is owed.
    package func run(_ words: Words) async throws -> Answer {
        let names = Names(desk)
        let item = try await names.anyItem(words.item)
        let borrower = try await names.organisation(words.borrower, figure: "from-owner")
        let lender = try await names.organisation(words.lender, figure: "to-owner")
        try LendGoods.requireTwo(lender, borrower)
        guard words.forgiven == nil || words.with.isEmpty else {
            throw Refusal(
                .argumentValue, ["argument": "forgive", "beside": "with"],
                Wording(
                    "what is let go is not paid: say forgive= or with=, not both",
                    "ce qui est abandonné n'est pas payé : dire abandonner= ou avec=, pas les deux"))
        }
        if words.forgiven != nil {
            let warehouse =
                if words.warehouse == nil, let place = words.place { try await names.place(place).warehouse } else {
                    try await names.warehouse(words.warehouse)
                }
            return try await forgive(words, item, lender, borrower, warehouse)
        }
        guard let written = words.place else {
            throw Refusal(
                .argumentMissing, ["arg": "place"],
                Wording(
                    "say where the goods lie that go back with place=, or why the debt is let go with forgive=",
                    "dire où sont les biens rendus avec emplacement=, ou pourquoi la dette est abandonnée avec abandonner="))
        }
        let (place, warehouse) = try await names.shelf(written)
        try desk.requireOwner(borrower.id, in: warehouse.id)
        // Other goods than those that are owed are a bargain of both.
        if !words.with.isEmpty { try desk.requireOwner(lender.id, in: warehouse.id) }
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            let here = SettleDebt(desk)
            let settled = try await here.owed(words, item, lender, borrower, warehouse, transaction)
            var goods = GoodsTaken.Words(give: words.with, owner: borrower.code)
            if words.with.isEmpty {
                goods = GoodsTaken.Words(
                    item: item.item.sku.text, amount: settled.typed, lot: words.lot, serials: words.serials, owner: borrower.code)
            }
            let taken = try await GoodsTaken.read(
                goods, at: place, in: warehouse, for: .moved(to: .workshop), allowsArchived: true, desk)
            let picking = PickedGoods(desk)
            let haul = try await picking.haul(taken)
            let (booked, codes) = try await ChangeOwner(desk).book(
                .borrowedBack, haul, at: place, in: warehouse, from: borrower, to: lender,
                meaning: picking.meaning("settled", "\(item.item.sku.text):\(settled.quantity.units)", haul, taken))
            let number = try await DebtQueries.settle(
                settled.quantity, of: item.item.id, lender: lender.id, borrower: borrower.id, movement: booked.movement, reason: nil,
                by: desk.actor, warehouse: warehouse.id, in: transaction)
            let records = zip(haul.picks, codes).map { pick, lot in
                JSONObject(
                    keys: Self.keys,
                    values: [
                        .integer(booked.movement), .string(haul.sku(pick)), .string(lot), .integer(pick.quantity.units),
                        .string(place.place.address), .string(lender.code), .string(borrower.code),
                    ])
            }
            let back = picking.sentence(haul, taken)
            var gave = Wording("given back: ", "rendu : ") + back
            if !words.with.isEmpty {
                let name = taken.single.map { $0.wish.item.item.sku.text }
                gave = Wording(
                    "\(back.english)\(name.map { " of \($0)" } ?? "") for \(settled.understood.english) of \(item.item.sku)",
                    "\(back.french)\(name.map { " de \($0)" } ?? "") contre \(settled.understood.french) de \(item.item.sku)")
            }
            var answer = Answer(
                records: records,
                pairs: [
                    "settlement": .integer(number), "movement": .integer(booked.movement), "item": .string(item.item.sku.text),
                    "qty": .integer(settled.quantity.units), "owed": .integer(settled.left),
                ], gave + here.left(settled.left, item, lender, borrower))
            answer.warnings = booked.warnings
            return answer
        }
    }

    private func forgive(
        _ words: Words, _ item: ItemRecord, _ lender: OrganisationRecord, _ borrower: OrganisationRecord, _ warehouse: WarehouseRecord
    ) async throws -> Answer {
        try desk.requireOwner(lender.id, in: warehouse.id)
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            let here = SettleDebt(desk)
            let settled = try await here.owed(words, item, lender, borrower, warehouse, transaction)
            let number = try await DebtQueries.settle(
                settled.quantity, of: item.item.id, lender: lender.id, borrower: borrower.id, movement: nil, reason: words.forgiven,
                by: desk.actor, warehouse: warehouse.id, in: transaction)
            return Answer(
                pairs: [
                    "settlement": .integer(number), "item": .string(item.item.sku.text), "qty": .integer(settled.quantity.units),
                    "owed": .integer(settled.left),
                ],
                Wording(
                    "\(lender.code) lets \(settled.understood.english) go", "\(lender.code) abandonne \(settled.understood.french)")
                    + here.left(settled.left, item, lender, borrower))
        }
    }

    /// So much of a debt.
    private struct Settled {
        let quantity: Quantity
        let typed: String
        let understood: Wording
        /// What is owed afterwards.
        let left: Int64
    }

    /// What is settled, against what is owed now; nobody else lends or settles until it is booked.
    private func owed(
        _ words: Words, _ item: ItemRecord, _ lender: OrganisationRecord, _ borrower: OrganisationRecord, _ warehouse: WarehouseRecord,
        _ transaction: Transaction
    ) async throws -> Settled {
        try await DebtQueries.hold(warehouse.id, in: transaction)
        let between = try await DebtQueries.owed(warehouse: warehouse.id, from: transaction).filter {
            $0.lender == lender.id && $0.borrower == borrower.id && $0.owed > 0
        }
        let owed = between.first { $0.item == item.item.id }?.owed ?? 0
        let typed = words.amount ?? (item.item.base == .piece ? String(owed) : "\(owed)\(item.item.base.rawValue)")
        let written: WrittenQuantity? = owed == 0 && words.amount == nil ? nil : try QuantityReader(item.item).read(typed)
        let want = written?.quantity ?? .zero
        let whose = WhoseGoods(desk)
        guard let written, want.units <= owed else {
            let others = between.map { "\($0.sku) \($0.owed)" }.joined(separator: ", ")
            let figures: Figures = [
                "item": .string(item.item.sku.text), "owed": .integer(owed), "want": .integer(want.units),
                "others": owed == 0 && !others.isEmpty ? .string(others) : .null,
            ]
            guard owed == 0 else {
                throw Refusal(
                    "RULE.SETTLES-MORE", figures,
                    Wording(
                        "\(borrower.code) owes \(lender.code) \(whose.amount(owed, item)) of \(item.item.sku), not \(whose.amount(want.units, item)): "
                            + "settle that much; more is a gift, see \(en: .lend) with as=gift",
                        "\(borrower.code) doit à \(lender.code) \(whose.amount(owed, item)) de \(item.item.sku), pas \(whose.amount(want.units, item)) : "
                            + "solder cela ; le surplus est un don, voir \(fr: .lend) avec comme=don"))
            }
            throw Refusal(
                "RULE.SETTLES-MORE", figures,
                others.isEmpty
                    ? Wording(
                        "\(borrower.code) owes \(lender.code) nothing: see \(en: .debts)",
                        "\(borrower.code) ne doit rien à \(lender.code) : voir \(fr: .debts)")
                    : Wording(
                        "\(borrower.code) owes \(lender.code) no \(item.item.sku), but \(others): name what is owed, and with= what is given for it",
                        "\(borrower.code) ne doit pas de \(item.item.sku) à \(lender.code), mais \(others) : nommer ce qui est dû, et avec= ce qui est donné à la place"
                    ))
        }
        return Settled(quantity: want, typed: typed, understood: written.understood, left: owed - want.units)
    }

    private func left(_ units: Int64, _ item: ItemRecord, _ lender: OrganisationRecord, _ borrower: OrganisationRecord) -> Wording {
        guard units > 0 else { return Wording("; nothing of it is owed any more", " ; il n'en est plus rien dû") }
        let amount = WhoseGoods(desk).amount(units, item)
        return Wording(
            "; \(borrower.code) still owes \(lender.code) \(amount)", " ; \(borrower.code) doit encore \(amount) à \(lender.code)")
    }
}
