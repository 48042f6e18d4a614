import EntrepotStore
import Measures
import Speech
import StockLedger

/// Whose money is spent, where it is written down, and which line of which grant it is charged to.
///
/// Money that was spent was spent: a closed grant, a day outside of it or too little left on a line do not refuse it, and are said.
struct ChargeGrant: Sendable {
    /// What was understood.
    struct Charge: Sendable {
        let warehouse: WarehouseRecord
        let owner: OrganisationRecord
        let grant: GrantRecord?
        let line: String?
    }

    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Looks up what was said, and asks whether the person may spend it.
    func understand(grant code: String?, line: String?, owner: String?, warehouse: String?) async throws -> Charge {
        let names = Names(desk)
        let grant: GrantRecord? = if let code { try await names.grant(code) } else { nil }
        let home: WarehouseRecord =
            if warehouse == nil, let place = grant?.homeWarehouse.flatMap({ desk.catalogue.warehouse($0) }) {
                place
            } else {
                try await names.warehouse(warehouse)
            }
        let payer: OrganisationRecord =
            if owner == nil, let holder = grant?.holder.flatMap({ desk.catalogue.organisation($0) }) {
                holder
            } else {
                try await ReceiveDonation(desk).owner(owner, names, home)
            }
        try desk.requireOwner(payer.id, in: home.id)
        if let grant {
            if let holder = grant.holder { try desk.requireOwner(holder, in: home.id) } else { try desk.requireWhole(home.id) }
        }
        return Charge(warehouse: home, owner: payer, grant: grant, line: try self.line(line, of: grant))
    }

    private func line(_ typed: String?, of grant: GrantRecord?) throws -> String? {
        guard let grant else {
            guard typed == nil else {
                throw Refusal(
                    .argumentMissing, [.init("arg", "grant")],
                    Wording(
                        "a line is a line of a grant: say which with grant=",
                        "une ligne est celle d'une subvention : dire laquelle avec subvention="))
            }
            return nil
        }
        let lines = grant.lines.map(\.name)
        if let typed {
            if let line = lines.first(where: { FoldedText($0) == FoldedText(typed) }) { return line }
            throw Refusal.notFound(
                "NOTFOUND.LINE", Wording("line of \(grant.code)", "ligne de \(grant.code)"), typed,
                nearest: NearestWords.nearest(to: typed, among: lines).isEmpty ? lines : NearestWords.nearest(to: typed, among: lines),
                figure: "line")
        }
        if lines.count < 2 { return lines.first }
        throw Refusal(
            .argumentMissing, [.init("arg", "line")],
            Wording(
                "say which line of \(grant.code) it is charged to with line=: \(lines.joined(separator: ", "))",
                "dire sur quelle ligne de \(grant.code) cela va avec ligne= : \(lines.joined(separator: ", "))"))
    }

    /// What has to be said of a sum that is charged, as it stands with it in the books: read inside its transaction.
    func warnings(_ charge: Charge, _ amount: Money, on day: CivilDate) async throws -> [Wording] {
        guard let grant = charge.grant else { return [] }
        var warnings: [Wording] = []
        if grant.isClosed {
            warnings.append(
                Wording(
                    "grant \(grant.code) is closed: it is charged all the same", "la subvention \(grant.code) est close : imputé quand même"
                ))
        }
        if day < grant.from || day > grant.until {
            warnings.append(
                Wording(
                    "\(day.words.english) lies outside \(grant.code), \(grant.from) to \(grant.until): ask the funder whether it counts",
                    "le \(day.words.french) est hors de \(grant.code), du \(grant.from) au \(grant.until) : demander au financeur si cela compte"
                ))
        }
        let rates = ExchangeRates(try await RateQueries.all(from: desk.source))
        let currency = grant.amount.currency
        guard rates.convert(amount, to: currency, on: day) != nil else {
            warnings.append(
                Wording(
                    "no rate from \(amount.currency) to \(currency) is known for that day: it is in no sum of \(grant.code) until one is said with \(en: .rateSet)",
                    "aucun taux de \(amount.currency) vers \(currency) connu ce jour-là : hors des sommes de \(grant.code) tant qu'il n'est pas dit avec \(fr: .rateSet)"
                ))
            return warnings
        }
        var money = GrantMoney()
        for warehouse in try await CatalogueWrite(desk).snapshot(fresh: false).warehouses {
            money.add(try await SpendingQueries.sums(under: grant.id, in: warehouse.id, from: desk.source), in: currency, at: rates)
        }
        func over(_ spent: Int64, _ budget: Int64, _ english: String, _ french: String) {
            guard spent > budget else { return }
            let (much, whole) = (ReceivedValue.text(spent, currency.code), ReceivedValue.text(budget, currency.code))
            warnings.append(
                Wording("\(english) is overspent: \(much) of \(whole)", "\(french) est dépassée : \(much) sur \(whole)"))
        }
        if let line = charge.line, let budget = grant.lines.first(where: { $0.name == line })?.minor {
            over(money.spent[line] ?? 0, budget, "line \(line) of \(grant.code)", "la ligne \(line) de \(grant.code)")
        }
        over(money.total, grant.amount.minor, "grant \(grant.code)", "la subvention \(grant.code)")
        return warnings
    }
}
