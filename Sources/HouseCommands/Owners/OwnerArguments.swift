import AdminProtocol
import AdminSocket
import Measures
import Speech
import StockLedger

/// Arguments of the commands between organisations.
enum OwnerArguments {
    static let from = StockArguments.text(
        "from-owner", fr: "de-qui", .code, example: "auberge", Wording("whose goods they are now", "à qui sont les biens maintenant"))
    static let to = StockArguments.text(
        "to-owner", fr: "à-qui", .code, example: "salam", Wording("whose they become", "à qui ils deviennent"))
    static let terms = Argument<Consent.Terms?>.optional(
        .named(
            "as", fr: "comme", .choice(among: Consent.Terms.allCases), example: "loan",
            Wording("whether it is owed or given; a loan unless said", "si c'est dû ou donné ; un prêt par défaut")),
        Argument<Consent.Terms>.chosen)
}
