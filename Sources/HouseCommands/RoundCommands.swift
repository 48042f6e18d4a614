import AdminProtocol
package import AdminSocket
import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Rounds, from the first list of sites to the return.
package enum RoundCommands {
    package static let all: [CommandSpec] =
        [open, list, show, items, stops, manifest, load, depart, arrive, deliver, comeBack, close, cancel]

    /// Who may make a step: the roles of the life cycle's table, each standing for those above it.
    static func roles(_ step: RoundStep) -> Set<Role> {
        let least = RoundLifeCycle.table.filter { $0.step == step }.map(\.who)
        if least.contains(.volunteer) { return [.volunteer, .manager, .lead] }
        return least.contains(.manager) ? [.manager, .lead] : [.lead]
    }

    private static let round = ArgumentSpec.positional(
        "round", fr: "tournée", .identifier, example: "7", Wording("the round's number", "le numéro de la tournée"))
    private static let stop = ArgumentSpec.named(
        "stop", fr: "arrêt", .text, required: true, example: "beach",
        Wording("the site, or the number of the stop", "le site, ou le numéro de l'arrêt"))
    private static let quality = ArgumentSpec.named(
        "quality", fr: "qualité",
        .choice([Choice("counted", fr: "compté"), Choice("estimated", fr: "estimé"), Choice("memory", fr: "mémoire")]),
        example: "counted", Wording("how well the figures are known", "à quel point les chiffres sont sûrs"))

    private static let open = CommandSpec(
        "round open", fr: "tournée ouvrir",
        Wording(
            "open a round without a plan",
            "ouvrir une tournée sans plan"),
        roles: roles(.open), effect: .write,
        arguments: [
            .named("vehicle", fr: "véhicule", .code, required: true, example: "van-1", Wording("the vehicle", "le véhicule")),
            .named(
                "date", .date(), example: "today", Wording("the day; today when left out", "le jour ; aujourd'hui par défaut")),
            .named(
                "stop", fr: "arrêt", .code, repeated: true, example: "beach",
                Wording("the sites, in order", "les sites, dans l'ordre")), .warehouse,
            .named(
                "organisation", fr: "association", .code, example: "auberge", Wording("whose round it is", "à quelle association")
            ),
        ], errors: ["NOTFOUND.VEHICLE", "NOTFOUND.SITE"], reply: ShowRounds.keys,
        examples: ["round open vehicle=van-1 date=today stop=beach stop=grove"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            try await OpenRound(desk).run(
                OpenRound.Words(
                    vehicle: try invocation.text("vehicle"), date: invocation.optionalText("date"), stops: invocation.texts("stop"),
                    warehouse: invocation.optionalText("warehouse"), organisation: invocation.optionalText("organisation")))
        }
    }

    private static let list = CommandSpec(
        "round list", fr: "tournée lister", aliases: ["tournée liste"],
        Wording(
            "list rounds, the newest first; figures in base units, blank where a round carries several (see \(en: .roundItems))",
            "lister les tournées, de la plus récente ; chiffres en unités de base, vides s'il y en a plusieurs (voir \(fr: .roundItems))"),
        roles: WhoMay.readRounds, effect: .read, isList: true,
        arguments: [
            .warehouse,
            .named(
                "plan", .identifier, example: "3", Wording("of one plan, proposals included", "d'un plan, propositions comprises")
            ),
            .named(
                "state", fr: "état",
                .choice([
                    Choice("draft", fr: "brouillon"), Choice("approved", fr: "approuvée"), Choice("loading", fr: "en-chargement"),
                    Choice("underway", fr: "en-route"), Choice("returned", fr: "rentrée"), Choice("closed", fr: "close"),
                    Choice("cancelled", fr: "annulée"),
                ]), example: "underway", Wording("where they stand", "où elles en sont")),
            .named("date", .date(), example: "today", Wording("one day only", "un jour seulement")),
            .named("vehicle", fr: "véhicule", .code, example: "van-1", Wording("one vehicle only", "un véhicule seulement")),
        ], reply: ShowRounds.keys, examples: ["round list date=today"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await ShowRounds(desk).list(
                warehouse: invocation.optionalText("warehouse"), plan: try invocation.optionalNumber("plan"),
                state: invocation.optionalText("state"), date: invocation.optionalText("date"), vehicle: invocation.optionalText("vehicle"),
                limit: invocation.limit ?? 100, after: invocation.after)
        }
    }

    private static let show = CommandSpec(
        "round show", fr: "tournée montrer",
        Wording(
            "show a round and the equation of every item",
            "montrer une tournée et l'équation de chaque article"), roles: WhoMay.readRounds,
        effect: .read,
        arguments: [round], errors: ["NOTFOUND.ROUND"], reply: ShowRounds.detailKeys, examples: ["round show 7"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await ShowRounds(desk).show(try invocation.number("round"))
        }
    }

    private static let items = CommandSpec(
        "round items", fr: "tournée articles",
        Wording(
            "show item by item what was planned, loaded, given, back, lost, and is left",
            "montrer article par article : prévu, chargé, donné, revenu, perdu, et le reste"),
        roles: WhoMay.readRounds, effect: .read, isList: true, arguments: [round], errors: ["NOTFOUND.ROUND"], reply: ShowRounds.itemKeys,
        examples: ["round items 7"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await ShowRounds(desk).items(try invocation.number("round"))
        }
    }

    private static let stops = CommandSpec(
        "round stops", fr: "tournée arrêts",
        Wording(
            "show the stops of a round",
            "montrer les arrêts d'une tournée"), roles: WhoMay.readRounds,
        effect: .read,
        isList: true,
        arguments: [round], errors: ["NOTFOUND.ROUND"], reply: ShowRounds.stopKeys, examples: ["round stops 7"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await ShowRounds(desk).stops(try invocation.number("round"))
        }
    }

    private static let manifest = CommandSpec(
        "round manifest", fr: "tournée bordereau",
        Wording(
            "show what goes into the van: last stop first",
            "montrer ce qui monte dans le véhicule : dernier arrêt d'abord"),
        roles: WhoMay.readRounds, effect: .read, isList: true, arguments: [round], errors: ["NOTFOUND.ROUND"],
        reply: ShowRounds.manifestKeys,
        examples: ["round manifest 7"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await ShowRounds(desk).manifest(try invocation.number("round"))
        }
    }

    private static let load = CommandSpec(
        "round load", fr: "tournée charger",
        Wording(
            "load what was approved, or what is named; again: top up",
            "charger ce qui est approuvé, ou nommé ; encore : compléter"),
        roles: roles(.load), effect: .write,
        arguments: [
            round,
            .named(
                "take", fr: "prendre", .goods, repeated: true, example: "blanket:40",
                Wording("what goes in, instead of what was approved", "ce qui monte, au lieu de ce qui est approuvé")),
            .named("from", fr: "de", .place, example: "main/a1", Wording("one shelf only", "un rayon seulement")),
            .named(
                "owner", fr: "propriétaire", .code, example: "auberge",
                Wording("whose goods; left out: all that the round may take", "à qui ; sinon tout ce que la tournée peut prendre")),
            quality,
        ],
        errors: [
            "STOCK.INSUFFICIENT", "ROUND.NOT-ITS-GOODS", "PLAN.VEHICLE-TAKEN", "ROUND.PAST", "ROUND.FINAL", "CONFLICT.LOOKS-REPEATED",
        ],
        reply: ShowRounds.keys,
        examples: ["round load 7", "tournée charger 7 prendre=blanket:40"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            try await LoadRound(desk).run(
                LoadRound.Words(
                    round: try invocation.number("round"), take: invocation.texts("take"), from: invocation.optionalText("from"),
                    owner: invocation.optionalText("owner"), quality: invocation.optionalText("quality")))
        }
    }

    private static let depart = CommandSpec(
        "round depart", fr: "tournée partir",
        Wording(
            "say that the van leaves",
            "dire que le véhicule part"), roles: roles(.depart),
        effect: .write,
        arguments: [round, quality], errors: ["PLAN.VEHICLE-TAKEN", "ROUND.FINAL"], reply: ShowRounds.keys,
        examples: ["round depart 7 occurred=2026-11-21T09:10"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            try await MoveRound(desk).depart(try invocation.number("round"), quality: invocation.optionalText("quality"))
        }
    }

    private static let arrive = CommandSpec(
        "round arrive", fr: "tournée arriver",
        Wording(
            "say that the van is at a stop",
            "dire que le véhicule est à un arrêt"),
        roles: roles(.arrive), effect: .write,
        arguments: [round, stop, quality], errors: ["PLAN.VEHICLE-TAKEN", "NOTFOUND.STOP", "NOTFOUND.SITE"], reply: ShowRounds.keys,
        examples: ["round arrive 7 stop=beach"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            try await MoveRound(desk).arrive(
                try invocation.number("round"), stop: try invocation.text("stop"), quality: invocation.optionalText("quality"))
        }
    }

    private static let deliver = CommandSpec(
        "round deliver", fr: "tournée livrer",
        Wording(
            "write a stop down: what was given, to how many, how it went",
            "noter un arrêt : ce qui est donné, à combien, comment"),
        roles: roles(.deliver), effect: .write,
        arguments: [
            round, stop,
            .named(
                "give", fr: "donner", .goods, repeated: true, example: "blanket:30",
                Wording("what was given; a parent stands for its sizes", "ce qui est donné ; un parent vaut pour ses tailles")),
            .integer(
                "people", fr: "personnes", 0...1_000_000, example: "30",
                Wording("people served, everybody", "personnes servies, toutes")),
            .integer("women", fr: "femmes", 0...1_000_000, example: "8", Wording("women among them", "dont femmes")),
            .integer("children", fr: "enfants", 0...1_000_000, example: "4", Wording("children among them", "dont enfants")),
            .named(
                "service", .text, repeated: true, example: "charging:25",
                Wording("a service and how many had it", "un service et combien en ont profité")),
            .named(
                "outcome", fr: "résultat",
                .choice([
                    Choice("served", fr: "servi"), Choice("partly-served", fr: "servi-en-partie"), Choice("no-access", fr: "pas-d'accès"),
                    Choice("stopped-by-police", fr: "arrêté-par-la-police"), Choice("evicted", fr: "évacué"),
                    Choice("no-one-there", fr: "personne"),
                ]), example: "served", Wording("how it went; served when left out", "comment ; servi par défaut")), quality,
        ], errors: ["STOCK.INSUFFICIENT", "PLAN.VEHICLE-TAKEN", "ROUND.STOP-RECORDED", "NOTFOUND.STOP", "ROUND.FINAL"],
        reply: ShowRounds.keys,
        examples: ["round deliver 7 stop=beach give=blanket:30 people=30 women=8", "tournée livrer 7 arrêt=2 personnes=45 qualité=mémoire"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            var words = DeliverStop.Words(round: try invocation.number("round"), stop: try invocation.text("stop"))
            words.give = invocation.texts("give")
            words.people = invocation.optionalInteger("people")
            words.women = invocation.optionalInteger("women")
            words.children = invocation.optionalInteger("children")
            words.services = invocation.texts("service")
            words.outcome = invocation.optionalText("outcome")
            words.quality = invocation.optionalText("quality")
            return try await DeliverStop(desk).run(words)
        }
    }

    private static let comeBack = CommandSpec(
        "round return", fr: "tournée retour", aliases: ["tournée rentrer"],
        Wording(
            "say what came back with the van, and what was lost on the way",
            "dire ce qui revient avec le véhicule, et ce qui manque"),
        roles: roles(.comeBack), effect: .write,
        arguments: [
            round, goods("back", "revenu", "what came back", "ce qui revient"), goods("damaged", "abîmé", "damaged", "abîmé"),
            goods("wasted", "gaspillé", "spoilt or thrown away", "perdu ou jeté"),
            goods("seized", "saisi", "taken by police or others", "saisi"), goods("lost", "perdu", "lost or stolen", "perdu ou volé"),
            .named(
                "rest", fr: "reste", .flag, example: "yes",
                Wording("whatever is not named came back", "tout ce qui n'est pas nommé est revenu")),
            .named(
                "place", fr: "emplacement", .place, example: "main/a1",
                Wording("where it was put; left out: where it came from", "où c'est rangé ; sinon d'où ça venait")), quality,
        ], errors: ["ROUND.UNBALANCED", "ROUND.FINAL", "CONFLICT.LOOKS-REPEATED"], reply: ShowRounds.keys,
        examples: ["round return 7 back=blanket:5 lost=blanket:2", "tournée retour 7 reste=oui"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            var words = ReturnRound.Words(round: try invocation.number("round"))
            words.back = invocation.texts("back")
            words.damaged = invocation.texts("damaged")
            words.wasted = invocation.texts("wasted")
            words.seized = invocation.texts("seized")
            words.lost = invocation.texts("lost")
            words.rest = invocation.flag("rest")
            words.place = invocation.optionalText("place")
            words.quality = invocation.optionalText("quality")
            return try await ReturnRound(desk).run(words)
        }
    }

    private static func goods(_ name: String, _ french: String, _ english: String, _ frenchWords: String) -> ArgumentSpec {
        .named(name, fr: french, .goods, repeated: true, example: "blanket:2", Wording(english, frenchWords))
    }

    private static let close = CommandSpec(
        "round close", fr: "tournée clore", aliases: ["tournée clôturer"],
        Wording(
            "close a round when everything loaded is accounted for",
            "clore une tournée quand tout est justifié"),
        roles: roles(.close), effect: .write,
        arguments: [
            round,
            .named(
                "rest", fr: "reste", .choice([Choice("unexplained", fr: "inexpliqué"), Choice("back", fr: "revenu")]),
                example: "unexplained",
                Wording(
                    "what nobody can account for: an exception until explained, or it came back",
                    "ce que personne n'explique : une anomalie, ou c'est revenu")),
        ], errors: ["ROUND.UNBALANCED", "ROUND.FINAL"], reply: ShowRounds.keys,
        examples: ["round close 7", "tournée clore 7 reste=inexpliqué"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            try await EndRound(desk).close(try invocation.number("round"), rest: invocation.optionalText("rest"))
        }
    }

    private static let cancel = CommandSpec(
        "round cancel", fr: "tournée annuler",
        Wording(
            "cancel a round that has not left",
            "annuler une tournée qui n'est pas partie"), roles: roles(.cancel),
        effect: .write, arguments: [round], errors: ["ROUND.UNDERWAY", "ROUND.FINAL"], reply: ShowRounds.keys, examples: ["round cancel 7"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            try await EndRound(desk).cancel(try invocation.number("round"))
        }
    }
}
