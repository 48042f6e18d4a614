import EntrepotStore
import Measures
import Speech

/// Money written down twice: an invoice that is known, or the same said a moment ago.
struct KnownInvoice: Sendable {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Asks back what looks like a second time. Only what the person may read is told to them.
    func refuse(_ new: NewSpending, _ warehouse: WarehouseRecord) async throws {
        if !desk.entry.sure, let invoice = new.invoice, let supplier = new.supplier {
            let known = try await desk.reading {
                try await SpendingQueries.sameInvoice(invoice, of: supplier, warehouse: warehouse.id, from: $0.source)
            }
            if let known {
                let kind = known.kind == .purchase ? Wording("purchase", "l'achat") : Wording("expense", "la dépense")
                throw Refusal(
                    "CONFLICT.INVOICE-KNOWN", [.init("invoice", invoice), .init("id", String(known.id))],
                    Wording(
                        "invoice \(invoice) of \(supplier) is \(kind.english) \(known.id) already: add sure=yes if it is another one",
                        "la facture \(invoice) de \(supplier) est déjà \(kind.french) \(known.id) : ajouter sûr=oui si c'en est une autre"))
            }
        }
        guard desk.entry.refusesRepeats, !desk.entry.again else { return }
        let alike = try await desk.reading { try await SpendingQueries.alike(new.contentHash, warehouse: warehouse.id, from: $0.source) }
        guard let alike else { return }
        throw Refusal(
            "CONFLICT.LOOKS-REPEATED", [.init("id", String(alike.id)), .init("by", alike.by)],
            Wording(
                "\(alike.by) wrote down the same as \(alike.id) within the last ten minutes: add again=yes if it happened twice",
                "\(alike.by) vient d'écrire la même chose (\(alike.id)) : ajouter encore=oui si c'est arrivé deux fois"))
    }

    /// The day money was spent: as written, and not ahead; else today.
    static func day(_ written: String?, figure: String, _ warehouse: WarehouseRecord, _ desk: Desk) async throws -> CivilDate {
        let today = try await Moments(desk).today(warehouse)
        guard let written else { return today }
        let day = try await Moments(desk).day(written, .happened, figure: figure, warehouse: warehouse)
        guard day <= today.adding(days: 1) else {
            throw Refusal(
                .occurredInFuture, [.init("argument", figure), .init("value", String(written.prefix(80))), .init("day", day.description)],
                Wording(
                    "\(day.words.english) has not come yet: check the date", "le \(day.words.french) n'est pas encore là : vérifier la date"
                ))
        }
        return day
    }
}
