import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
package import StockLedger

/// Goods that go over to another organisation where they lie, as a loan that is owed or as a gift.
///
/// What was the lender's becomes the borrower's in one movement, through the workshop: lots of the same donor, grant, date and condition.
package struct LendGoods: Sendable {
    /// What is said.
    package struct Words: Sendable {
        /// What is lent; its owner is the lender.
        package var goods: GoodsTaken.Words
        package var borrower: String
        package var place: String
        /// A day as written.
        package var due: String?
        /// Nil is what the lender consented to, or a loan.
        package var terms: Consent.Terms?

        package init(_ goods: GoodsTaken.Words, to borrower: String, at place: String, due: String? = nil, terms: Consent.Terms? = nil) {
            self.goods = goods
            self.borrower = borrower
            self.place = place
            self.due = due
            self.terms = terms
        }
    }

    /// The keys of its records, in order.
    package static let keys = ["movement", "item", "lot", "qty", "place", "lender", "borrower", "as", "due"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books it: by the lender, by whoever the lender lets use the goods, or by somebody who acts for everybody.
    package func run(_ words: Words) async throws -> Answer {
        let names = Names(desk)
        let (place, warehouse) = try await names.shelf(words.place)
        let lender = try await names.organisation(words.goods.owner ?? "", figure: "from-owner")
        let borrower = try await names.organisation(words.borrower, figure: "to-owner")
        try Self.requireTwo(lender, borrower)
        let scope = desk.scope.owners(in: warehouse.id)
        if !scope.contains(borrower.id) { try desk.requireOwner(lender.id, in: warehouse.id) }
        var taken = try await GoodsTaken.read(words.goods, at: place, in: warehouse, for: .moved(to: .workshop), desk)
        taken.user = borrower.id
        let goods = taken
        try await goods.askUnusual(desk)
        let due: CivilDate? =
            if let written = words.due { try await Moments(desk).day(written, .planned, figure: "due", warehouse: warehouse) } else { nil }
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            try await DebtQueries.hold(warehouse.id, in: transaction)
            let picking = PickedGoods(desk)
            let haul = try await picking.haul(goods)
            let terms = try await LendGoods(desk).terms(haul, words.terms, lender, borrower, warehouse)
            let (booked, codes) = try await ChangeOwner(desk).book(
                .lent, haul, at: place, in: warehouse, from: lender, to: borrower,
                meaning: picking.meaning("lent", borrower.code, haul, goods))
            try await DebtQueries.lend(
                booked.movement, lender: lender.id, borrower: borrower.id, terms, due: due, warehouse: warehouse.id, in: transaction)
            let records = zip(haul.picks, codes).map { pick, lot in
                JSONObject(
                    keys: Self.keys,
                    values: [
                        .integer(booked.movement), .string(haul.sku(pick)), .string(lot), .integer(pick.quantity.units),
                        .string(place.place.address), .string(lender.code), .string(borrower.code), .string(terms.rawValue),
                        JSONValue(due?.description),
                    ])
            }
            let what = picking.sentence(haul, goods)
            let until = due.map { Wording(" by \($0.words.english)", " avant le \($0.words.french)") } ?? Wording("", "")
            var answer = Answer(
                records: records, pairs: picking.pairs(haul, goods),
                terms == .loan
                    ? what
                        + Wording(
                            " of \(lender.code) now belong to \(borrower.code), who owe them back\(until.english)",
                            " de \(lender.code) sont maintenant à \(borrower.code), qui les doit\(until.french)")
                    : what
                        + Wording(
                            " of \(lender.code) now belong to \(borrower.code), as a gift",
                            " de \(lender.code) sont maintenant à \(borrower.code), en cadeau"),
                warnings: picking.warnings(haul) + booked.warnings, changed: true)
            answer.pairs["movement"] = .integer(booked.movement)
            return answer
        }
    }

    /// On what terms the goods go over. Whoever acts for the lender by name says it; others are bound by what the lender said.
    private func terms(
        _ haul: PickedHaul, _ said: Consent.Terms?, _ lender: OrganisationRecord, _ borrower: OrganisationRecord,
        _ warehouse: WarehouseRecord
    ) async throws -> Consent.Terms {
        let scope = desk.scope.owners(in: warehouse.id)
        if case .only(let owners) = scope, owners.contains(lender.id) { return said ?? .loan }
        let use = try await desk.use(by: borrower.id, in: warehouse)
        var agreed: Set<Consent.Terms> = []
        for pick in haul.picks {
            let sku = haul.sku(pick)
            switch use.decision(of: lender.id, item: pick.lot.item) {
            case .allowed(let terms): agreed.insert(terms)
            case .own: break
            case .unsaid:
                guard scope.contains(lender.id) else { throw Self.noConsent(lender, borrower, sku) }
            case .ask, .refused:
                guard scope.contains(lender.id), desk.entry.anyway != nil else { throw Self.noConsent(lender, borrower, sku) }
            }
        }
        // A loan may always be made of what might be a gift, and not the other way round.
        let most: Consent.Terms = agreed == [.gift] ? .gift : .loan
        guard said == .gift, most == .loan, !scope.contains(lender.id) else { return said ?? most }
        throw Refusal(
            "RULE.NO-CONSENT", ["owner": .string(lender.code), "user": .string(borrower.code), "as": "gift"],
            Wording(
                "\(lender.code) lends to \(borrower.code) and gives nothing away: leave as=gift out, or ask \(lender.code)",
                "\(lender.code) prête à \(borrower.code) et ne donne rien : enlever comme=don, ou demander à \(lender.code)"))
    }

    static func requireTwo(_ lender: OrganisationRecord, _ borrower: OrganisationRecord) throws(Refusal) {
        guard lender.id == borrower.id else { return }
        throw Refusal(
            .argumentValue, ["from-owner": .string(lender.code), "to-owner": .string(borrower.code)],
            Wording(
                "from-owner= and to-owner= are the same: name two organisations",
                "de-qui= et à-qui= sont les mêmes : nommer deux associations"))
    }

    static func noConsent(_ lender: OrganisationRecord, _ borrower: OrganisationRecord, _ sku: String) -> Refusal {
        Refusal(
            "RULE.NO-CONSENT", ["owner": .string(lender.code), "user": .string(borrower.code), "item": .string(sku)],
            Wording(
                "\(lender.code) has not let \(borrower.code) use \(sku): ask them to lend it or to say «\(en: .consentSet)»; whoever acts for "
                    + "everybody may add anyway=WHO-AGREED",
                "\(lender.code) n'a pas permis à \(borrower.code) d'utiliser \(sku) : leur demander de le prêter ou de dire "
                    + "« \(fr: .consentSet) » ; qui agit pour tous peut ajouter malgré=QUI-A-DIT-OUI"))
    }
}
