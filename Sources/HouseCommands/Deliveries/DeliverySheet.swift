import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `delivery sheet`: the goods received note as a page of text. It is written out because the page has a language.
enum DeliverySheetCommand {
    static let spec = CommandSpec(
        "delivery sheet", fr: "livraison bon",
        Wording("read the goods received note, ready to print", "lire le bon de réception, prêt à imprimer"), roles: WhoMay.readGoods,
        effect: .read, isShort: false, arguments: [DeliveryCloseCommand.delivery.spec], errors: ["NOTFOUND.DELIVERY"], reply: ["line"],
        examples: ["delivery sheet 12"]
    ) { said, context throws(Refusal) in
        let number = try said[DeliveryCloseCommand.delivery]
        let language = said.optionalText("lang").flatMap { Language(rawValue: $0) } ?? context.language
        return try await CommandBridge.reading(said, context) { desk in
            try await ShowDeliveries(desk).note(number, in: language)
        }
    }
}
