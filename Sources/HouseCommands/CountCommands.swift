import AdminProtocol
import AdminSocket
import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Goods counted.
extension StockCommands {
    private static let countNumber = ArgumentSpec.positional(
        "count", fr: "comptage", .identifier, example: "4", Wording("the number of the count", "le numéro du comptage"))
    private static let countKeys = ["count", "item", "lot", "owner", "expected", "counted", "variance", "unit", "by", "at"]

    static let counts: [CommandSpec] = [
        CommandSpec(
            "count open", fr: "comptage ouvrir",
            Wording(
                "begin counting a place",
                "commencer le comptage d'un emplacement"),
            roles: WhoMay.book, effect: .write,
            arguments: [
                .named(
                    "place", fr: "emplacement", .place, required: true, default: .place, example: "main/a1",
                    Wording("the place", "l'emplacement"))
            ],
            errors: ["NOTFOUND.PLACE", "CONFLICT.COUNT-OPEN"], examples: ["count open place=main/a1"]
        ) { invocation, context throws(Refusal) in
            try await CommandBridge.writing(invocation, context) { desk in
                try await CountStock(desk).open(place: try invocation.text("place"))
            }
        },
        CommandSpec(
            "count enter", fr: "comptage saisir",
            Wording(
                "keep what was counted of an item",
                "saisir ce qui a été compté"),
            roles: WhoMay.book, effect: .write,
            arguments: [
                countNumber, sku, quantity, lot, owner,
                .named(
                    "mode", .choice([Choice("replace", fr: "remplacer"), Choice("add", fr: "ajouter")]), example: "add",
                    Wording(
                        "add to what was entered, or replace it (the default)", "ajouter à la saisie, ou la remplacer (par défaut)")
                ),
            ],
            errors: ["NOTFOUND.COUNT", "RULE.COUNT-CLOSED", "RULE.COUNT-NEEDS-LOT"],
            examples: ["count enter 4 blanket 118", "comptage saisir 4 bois 12sac"]
        ) { invocation, context throws(Refusal) in
            try await CommandBridge.writing(invocation, context) { desk in
                try await CountStock(desk).enter(
                    try invocation.number("count"), item: try invocation.text("item"), quantity: try invocation.text("qty"),
                    lot: invocation.optionalText("lot"), owner: invocation.optionalText("owner"),
                    adding: invocation.optionalText("mode") == "add")
            }
        },
        CommandSpec(
            "count show", fr: "comptage montrer",
            Wording(
                "show what was counted",
                "montrer ce qui a été compté"), roles: WhoMay.read, effect: .read,
            arguments: [countNumber], errors: ["NOTFOUND.COUNT"], reply: countKeys, examples: ["count show 4"]
        ) { invocation, context throws(Refusal) in
            try await CommandBridge.reading(invocation, context) { desk in
                try await CountStock(desk).show(try invocation.number("count"))
            }
        },
        CommandSpec(
            "count close", fr: "comptage clore",
            Wording(
                "end a count and book its differences",
                "clore un comptage et enregistrer ses écarts"),
            roles: WhoMay.amend, effect: .write,
            arguments: [
                countNumber,
                .named(
                    "rest", fr: "reste", .choice([Choice("zero", fr: "zéro"), Choice("keep", fr: "garder")]), example: "zero",
                    Wording("zero: what nobody counted is gone", "zéro : ce que personne n'a compté n'est plus là")),
            ],
            errors: ["NOTFOUND.COUNT", "RULE.COUNT-CLOSED"], reply: countKeys, examples: ["count close 4", "count close 4 rest=zero"]
        ) { invocation, context throws(Refusal) in
            try await CommandBridge.writing(invocation, context) { desk in
                try await CountStock(desk).close(
                    try invocation.number("count"), restIsZero: invocation.optionalText("rest") == "zero")
            }
        },
        CommandSpec(
            "count cancel", fr: "comptage annuler",
            Wording(
                "give a count up; nothing is booked",
                "abandonner un comptage ; rien n'est enregistré"),
            roles: WhoMay.book, effect: .write, arguments: [countNumber], errors: ["NOTFOUND.COUNT", "RULE.COUNT-CLOSED"],
            examples: ["count cancel 4"]
        ) { invocation, context throws(Refusal) in
            try await CommandBridge.writing(invocation, context) { desk in
                try await CountStock(desk).cancel(try invocation.number("count"))
            }
        },
    ]
}
