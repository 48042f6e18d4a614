import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `audit list`: who did what.
enum AuditListCommand {
    static let warehouse = StockArguments.warehouse(
        Wording("its books; the catalogue when left out", "ses comptes ; le catalogue par défaut"))
    static let by = StockArguments.maybe("by", fr: "par", example: "amina", Wording("one person's lines", "les lignes d'une personne"))

    static let spec = CommandSpec.read(
        "audit list", fr: "audit lister", aliases: ["audit liste", "audit"],
        Wording(
            "list who did what, the newest first",
            "lister qui a fait quoi, du plus récent"), roles: WhoMay.amend, [warehouse, by], isList: true,
        isShort: false, reply: ReviewBooks.auditKeys, examples: ["audit list warehouse=main limit=20"]
    ) { said, desk in
        try await ReviewBooks(desk).audit(warehouse: said[warehouse], by: said[by], try said.page(of: 50))
    }
}
