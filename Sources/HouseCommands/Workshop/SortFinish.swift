import AdminSocket
import EntrepotService
import Measures
import Speech

/// `sort finish`: what came out of a sorting that was begun before.
enum SortFinishCommand {
    static let sorting = StockArguments.number(
        "sorting", fr: "tri", example: "17", Wording("the number that sort gave", "le numéro donné par trier"))
    static let serials = Argument.serials

    static let spec = CommandSpec.write(
        "sort finish", fr: "trier finir",
        Wording("book what came out of a sorting begun before", "enregistrer ce qui sort d'un tri déjà commencé"), roles: WhoMay.book,
        [
            sorting, WorkshopArguments.out, WorkshopArguments.waste, WorkshopArguments.partly, WorkshopArguments.to, serials,
            WorkshopArguments.expires,
        ], isShort: false,
        errors: ["NOTFOUND.SORTING", "RULE.SORTING-SETTLED", "RULE.SORTED-MORE", "RULE.SORTED-LESS", "ARG.UNUSUAL"], reply: SortGoods.keys,
        examples: ["sort finish 17 out=coat:12 waste=rest", "trier finir 17 sortie=coat:12 partiel=oui"]
    ) { said, desk in
        try await FinishSorting(desk).run(
            said[sorting], out: said[WorkshopArguments.out], waste: said[WorkshopArguments.waste], partly: said[WorkshopArguments.partly],
            to: said[WorkshopArguments.to], expires: said[WorkshopArguments.expires], serials: said[serials])
    }
}
