import AdminProtocol
import EntrepotService
import EntrepotStore
import PlainJSON
import RoundPlanning
import StockLedger

/// Plans and rounds.
package enum RoundCommands {
    package static let all: [CommandSpec] =
        [planMake, planList, planShow, planWhy, planApprove]
        + [open, list, show, items, stops, manifest, load, depart, arrive, deliver, comeBack, close, cancel]

    /// Who may make a step: the roles of the life cycle's table, each standing for those above it.
    private static func roles(_ step: RoundStep) -> Set<Role> {
        let least = RoundLifeCycle.table.filter { $0.step == step }.map(\.who)
        if least.contains(.volunteer) { return [.volunteer, .manager, .lead] }
        return least.contains(.manager) ? [.manager, .lead] : [.lead]
    }

    private static let warehouse = ArgumentSpec.named(
        "warehouse", fr: "entrepôt", .code, example: "main",
        Bilingual(en: "the warehouse, when there are several", fr: "l'entrepôt, s'il y en a plusieurs"))
    private static let planNumber = ArgumentSpec.positional(
        "plan", .identifier, example: "3", Bilingual(en: "the plan's number", fr: "le numéro du plan"))
    private static let round = ArgumentSpec.positional(
        "round", fr: "tournée", .identifier, example: "7", Bilingual(en: "the round's number", fr: "le numéro de la tournée"))
    private static let stop = ArgumentSpec.named(
        "stop", fr: "arrêt", .text, required: true, example: "beach",
        Bilingual(en: "the site, or the number of the stop", fr: "le site, ou le numéro de l'arrêt"))
    private static let quality = ArgumentSpec.named(
        "quality", fr: "qualité",
        .choice([Choice("counted", fr: "compté"), Choice("estimated", fr: "estimé"), Choice("memory", fr: "mémoire")]),
        example: "counted", Bilingual(en: "how well the figures are known", fr: "à quel point les chiffres sont sûrs"))

    // MARK: Plans

    private static let planMake = CommandSpec(
        "plan make", fr: "plan faire",
        Bilingual(en: "Proposes rounds for the next days", fr: "Propose des tournées pour les prochains jours"),
        roles: [.manager, .lead], effect: .write,
        arguments: [
            .named(
                "from", fr: "du", .date(), example: "tomorrow",
                Bilingual(en: "the first day; tomorrow when left out", fr: "le premier jour ; demain par défaut")),
            .integer("days", fr: "jours", 1...31, example: "2", Bilingual(en: "how many days", fr: "combien de jours")), warehouse,
            .named(
                "organisation", fr: "association", .code, example: "auberge",
                Bilingual(en: "with this organisation's goods and people alone", fr: "avec les biens et l'équipe d'une seule association")),
            .named(
                "vehicles", fr: "véhicules", .list, example: "van-1,van-2",
                Bilingual(en: "only these vehicles", fr: "ces véhicules seulement")),
            .named(
                "items", fr: "articles", .list, example: "wood,blanket", Bilingual(en: "only these items", fr: "ces articles seulement")),
            .integer(
                "seconds", fr: "secondes", 1...3_600, example: "5",
                Bilingual(
                    en: "how long to search; left out: a fixed effort, always the same plan",
                    fr: "combien de temps chercher ; sinon effort fixe, toujours le même plan")),
            .integer(
                "iterations", fr: "itérations", 1...50_000_000, example: "5000",
                Bilingual(en: "the effort, instead of seconds", fr: "l'effort, au lieu des secondes")),
            .integer(
                "seed", fr: "graine", 0...Int64.max, example: "1", Bilingual(en: "the seed of the search", fr: "la graine de la recherche")),
            .named("frost", fr: "gel", .flag, example: "yes", Bilingual(en: "frost is expected", fr: "on attend du gel")),
        ], errors: ["PLAN.DAYS", "NOTFOUND.VEHICLE", "NOTFOUND.ITEM"], reply: MakePlan.keys,
        examples: ["plan make from=tomorrow days=2", "plan faire du=demain"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            var words = MakePlan.Words()
            words.from = invocation.optionalText("from")
            words.days = invocation.optionalInteger("days").map { Int($0) }
            words.warehouse = invocation.optionalText("warehouse")
            words.organisation = invocation.optionalText("organisation")
            words.vehicles = Self.names(invocation.optionalText("vehicles"))
            words.items = Self.names(invocation.optionalText("items"))
            words.seconds = invocation.optionalInteger("seconds").map { Int($0) }
            words.iterations = invocation.optionalInteger("iterations").map { Int($0) }
            words.seed = invocation.optionalInteger("seed")
            words.frost = invocation.flag("frost")
            let progress = context.progress
            return try await MakePlan(house).run(words, entry) { made in
                progress(CommandProgress(done: Int64(made), total: nil, unit: "iterations"))
            }
        }
    }

    private static func names(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { $0.lowercased() }
    }

    private static let planList = CommandSpec(
        "plan list", fr: "plan liste", Bilingual(en: "Plans, newest first", fr: "Les plans, du plus récent"), effect: .read, isList: true,
        arguments: [warehouse], reply: MakePlan.keys, examples: ["plan list"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.reading(invocation, context) { house in
            try await ShowPlans(house).list(
                warehouse: invocation.optionalText("warehouse"), limit: invocation.limit ?? 100, after: invocation.after)
        }
    }

    private static let planShow = CommandSpec(
        "plan show", fr: "plan montrer",
        Bilingual(en: "Who gets what, when, by which vehicle", fr: "Qui reçoit quoi, quand, par quel véhicule"), effect: .read,
        isList: true, arguments: [planNumber], errors: ["NOTFOUND.PLAN"], reply: ShowPlans.lineKeys, examples: ["plan show 3"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.reading(invocation, context) { house in
            try await ShowPlans(house).show(
                try Self.number(invocation, "plan"), limit: invocation.limit ?? Int.max, after: invocation.after)
        }
    }

    private static let planWhy = CommandSpec(
        "plan why", fr: "plan pourquoi",
        Bilingual(
            en: "Why a need is left out or cut, and what would lift it",
            fr: "Pourquoi un besoin est écarté ou réduit, et ce qui le lèverait"),
        effect: .read, isList: true,
        arguments: [
            planNumber, .named("site", .code, example: "beach", Bilingual(en: "one site only", fr: "un site seulement")),
            .named("item", fr: "article", .sku, example: "wood", Bilingual(en: "one item only", fr: "un article seulement")),
        ], errors: ["NOTFOUND.PLAN"], reply: ShowPlans.whyKeys, examples: ["plan why 3 site=beach"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.reading(invocation, context) { house in
            try await ShowPlans(house).why(
                try Self.number(invocation, "plan"), site: invocation.optionalText("site"), item: invocation.optionalText("item"),
                language: context.language == .french ? .french : .english, limit: invocation.limit ?? Int.max, after: invocation.after)
        }
    }

    private static let planApprove = CommandSpec(
        "plan approve", fr: "plan approuver",
        Bilingual(en: "Approves rounds of a plan and reserves their stock", fr: "Approuve des tournées et réserve leur stock"),
        roles: roles(.approve), effect: .write,
        arguments: [
            planNumber,
            .named(
                "round", fr: "tournée", .identifier, repeated: true, example: "7",
                Bilingual(en: "only this round", fr: "cette tournée seulement")),
            .integer(
                "if-rev", fr: "si-rév", 1...Int64(Int32.max), example: "1",
                Bilingual(en: "only if the plan is still this revision", fr: "seulement si le plan en est à cette révision")),
        ], errors: ["NOTFOUND.PLAN", "NOTFOUND.ROUND", "STOCK.INSUFFICIENT", "CONFLICT.REVISION", "PLAN.VEHICLE-TAKEN"],
        reply: ShowRounds.keys,
        examples: ["plan approve 3", "plan approuver 3 tournée=7"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            try await ApprovePlan(house).run(
                try Self.number(invocation, "plan"), rounds: try invocation.texts("round").map { try Self.number($0, "round") },
                revision: invocation.optionalInteger("if-rev"), entry)
        }
    }

    // MARK: Rounds

    private static let open = CommandSpec(
        "round open", fr: "tournée ouvrir", Bilingual(en: "Opens a round without a plan", fr: "Ouvre une tournée sans plan"),
        roles: [.manager, .lead],
        effect: .write,
        arguments: [
            .named("vehicle", fr: "véhicule", .code, required: true, example: "van-1", Bilingual(en: "the vehicle", fr: "le véhicule")),
            .named(
                "date", .date(), example: "today", Bilingual(en: "the day; today when left out", fr: "le jour ; aujourd'hui par défaut")),
            .named(
                "stop", fr: "arrêt", .code, repeated: true, example: "beach",
                Bilingual(en: "the sites, in order", fr: "les sites, dans l'ordre")), warehouse,
            .named(
                "organisation", fr: "association", .code, example: "auberge", Bilingual(en: "whose round it is", fr: "à quelle association")
            ),
        ], errors: ["NOTFOUND.VEHICLE", "NOTFOUND.SITE"], reply: ShowRounds.keys,
        examples: ["round open vehicle=van-1 date=today stop=beach stop=grove"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            try await OpenRound(house).run(
                OpenRound.Words(
                    vehicle: try invocation.text("vehicle"), date: invocation.optionalText("date"), stops: invocation.texts("stop"),
                    warehouse: invocation.optionalText("warehouse"), organisation: invocation.optionalText("organisation")), entry)
        }
    }

    private static let list = CommandSpec(
        "round list", fr: "tournée liste",
        Bilingual(
            en: "Rounds, newest first; figures in base units, blank when a round carries several (see round items)",
            fr: "Les tournées, de la plus récente ; chiffres en unités de base, vides s'il y en a plusieurs (voir tournée articles)"),
        effect: .read, isList: true,
        arguments: [
            warehouse,
            .named(
                "plan", .identifier, example: "3", Bilingual(en: "of one plan, proposals included", fr: "d'un plan, propositions comprises")
            ),
            .named(
                "state", fr: "état", .text, example: "underway",
                Bilingual(
                    en: "draft, approved, loading, underway, returned, closed, cancelled",
                    fr: "draft, approved, loading, underway, returned, closed, cancelled")),
            .named("date", .date(), example: "today", Bilingual(en: "one day only", fr: "un jour seulement")),
            .named("vehicle", fr: "véhicule", .code, example: "van-1", Bilingual(en: "one vehicle only", fr: "un véhicule seulement")),
        ], reply: ShowRounds.keys, examples: ["round list date=today"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.reading(invocation, context) { house in
            try await ShowRounds(house).list(
                warehouse: invocation.optionalText("warehouse"), plan: try Self.optionalNumber(invocation, "plan"),
                state: invocation.optionalText("state"), date: invocation.optionalText("date"), vehicle: invocation.optionalText("vehicle"),
                limit: invocation.limit ?? 100, after: invocation.after)
        }
    }

    private static let show = CommandSpec(
        "round show", fr: "tournée montrer",
        Bilingual(en: "A round and the equation of every item", fr: "Une tournée et l'équation de chaque article"), effect: .read,
        arguments: [round], errors: ["NOTFOUND.ROUND"], reply: ShowRounds.detailKeys, examples: ["round show 7"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.reading(invocation, context) { house in
            try await ShowRounds(house).show(try Self.number(invocation, "round"))
        }
    }

    private static let items = CommandSpec(
        "round items", fr: "tournée articles",
        Bilingual(
            en: "Item by item: planned, loaded, given, back, lost, and what is left",
            fr: "Article par article : prévu, chargé, donné, revenu, perdu, et le reste"),
        effect: .read, isList: true, arguments: [round], errors: ["NOTFOUND.ROUND"], reply: ShowRounds.itemKeys, examples: ["round items 7"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.reading(invocation, context) { house in
            try await ShowRounds(house).items(try Self.number(invocation, "round"))
        }
    }

    private static let stops = CommandSpec(
        "round stops", fr: "tournée arrêts", Bilingual(en: "The stops of a round", fr: "Les arrêts d'une tournée"), effect: .read,
        isList: true,
        arguments: [round], errors: ["NOTFOUND.ROUND"], reply: ShowRounds.stopKeys, examples: ["round stops 7"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.reading(invocation, context) { house in
            try await ShowRounds(house).stops(try Self.number(invocation, "round"))
        }
    }

    private static let manifest = CommandSpec(
        "round manifest", fr: "tournée bordereau",
        Bilingual(en: "What goes into the van: last stop first", fr: "Ce qui monte dans le véhicule : dernier arrêt d'abord"),
        effect: .read, isList: true, arguments: [round], errors: ["NOTFOUND.ROUND"], reply: ShowRounds.manifestKeys,
        examples: ["round manifest 7"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.reading(invocation, context) { house in
            try await ShowRounds(house).manifest(try Self.number(invocation, "round"))
        }
    }

    private static let load = CommandSpec(
        "round load", fr: "tournée charger",
        Bilingual(
            en: "Loads what was approved, or what is named; again: tops up", fr: "Charge ce qui est approuvé, ou nommé ; encore : complète"),
        roles: roles(.load), effect: .write,
        arguments: [
            round,
            .named(
                "take", fr: "prendre", .goods, repeated: true, example: "blanket:40",
                Bilingual(en: "what goes in, instead of what was approved", fr: "ce qui monte, au lieu de ce qui est approuvé")),
            .named("from", fr: "de", .place, example: "main/a1", Bilingual(en: "one shelf only", fr: "un rayon seulement")), quality,
        ], errors: ["STOCK.INSUFFICIENT", "ROUND.PAST", "ROUND.FINAL", "CONFLICT.LOOKS-REPEATED"], reply: ShowRounds.keys,
        examples: ["round load 7", "tournée charger 7 prendre=blanket:40"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            try await LoadRound(house).run(
                LoadRound.Words(
                    round: try Self.number(invocation, "round"), take: invocation.texts("take"), from: invocation.optionalText("from"),
                    quality: invocation.optionalText("quality")), entry)
        }
    }

    private static let depart = CommandSpec(
        "round depart", fr: "tournée partir", Bilingual(en: "The van leaves", fr: "Le véhicule part"), roles: roles(.depart),
        effect: .write,
        arguments: [round, quality], errors: ["ROUND.FINAL"], reply: ShowRounds.keys, examples: ["round depart 7 occurred=2026-11-21T09:10"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            try await MoveRound(house).depart(try Self.number(invocation, "round"), quality: invocation.optionalText("quality"), entry)
        }
    }

    private static let arrive = CommandSpec(
        "round arrive", fr: "tournée arriver", Bilingual(en: "The van is at a stop", fr: "Le véhicule est à un arrêt"),
        roles: roles(.arrive), effect: .write,
        arguments: [round, stop, quality], errors: ["NOTFOUND.STOP", "NOTFOUND.SITE"], reply: ShowRounds.keys,
        examples: ["round arrive 7 stop=beach"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            try await MoveRound(house).arrive(
                try Self.number(invocation, "round"), stop: try invocation.text("stop"), quality: invocation.optionalText("quality"), entry)
        }
    }

    private static let deliver = CommandSpec(
        "round deliver", fr: "tournée livrer",
        Bilingual(
            en: "Writes a stop down: what was given, to how many, how it went", fr: "Note un arrêt : ce qui est donné, à combien, comment"),
        roles: roles(.deliver), effect: .write,
        arguments: [
            round, stop,
            .named(
                "give", fr: "donner", .goods, repeated: true, example: "blanket:30",
                Bilingual(en: "what was given; a parent stands for its sizes", fr: "ce qui est donné ; un parent vaut pour ses tailles")),
            .integer(
                "people", fr: "personnes", 0...1_000_000, example: "30",
                Bilingual(en: "people served, everybody", fr: "personnes servies, toutes")),
            .integer("women", fr: "femmes", 0...1_000_000, example: "8", Bilingual(en: "women among them", fr: "dont femmes")),
            .integer("children", fr: "enfants", 0...1_000_000, example: "4", Bilingual(en: "children among them", fr: "dont enfants")),
            .named(
                "service", .text, repeated: true, example: "charging:25",
                Bilingual(en: "a service and how many had it", fr: "un service et combien en ont profité")),
            .named(
                "outcome", fr: "résultat",
                .choice([
                    Choice("served", fr: "servi"), Choice("partly-served", fr: "servi-en-partie"), Choice("no-access", fr: "pas-d'accès"),
                    Choice("stopped-by-police", fr: "arrêté-par-la-police"), Choice("evicted", fr: "évacué"),
                    Choice("no-one-there", fr: "personne"),
                ]), example: "served", Bilingual(en: "how it went; served when left out", fr: "comment ; servi par défaut")), quality,
        ], errors: ["STOCK.INSUFFICIENT", "ROUND.STOP-RECORDED", "NOTFOUND.STOP", "ROUND.FINAL"], reply: ShowRounds.keys,
        examples: ["round deliver 7 stop=beach give=blanket:30 people=30 women=8", "tournée livrer 7 arrêt=2 personnes=45 qualité=mémoire"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            var words = DeliverStop.Words(round: try Self.number(invocation, "round"), stop: try invocation.text("stop"))
            words.give = invocation.texts("give")
            words.people = invocation.optionalInteger("people")
            words.women = invocation.optionalInteger("women")
            words.children = invocation.optionalInteger("children")
            words.services = invocation.texts("service")
            words.outcome = invocation.optionalText("outcome")
            words.quality = invocation.optionalText("quality")
            return try await DeliverStop(house).run(words, entry)
        }
    }

    private static let comeBack = CommandSpec(
        "round return", fr: "tournée retour", aliases: ["tournée rentrer"],
        Bilingual(
            en: "The van is back: what came back, what was lost on the way", fr: "Le véhicule est rentré : ce qui revient, ce qui manque"),
        roles: roles(.comeBack), effect: .write,
        arguments: [
            round, goods("back", "revenu", "what came back", "ce qui revient"), goods("damaged", "abîmé", "damaged", "abîmé"),
            goods("wasted", "gaspillé", "spoilt or thrown away", "perdu ou jeté"),
            goods("seized", "saisi", "taken by police or others", "saisi"), goods("lost", "perdu", "lost or stolen", "perdu ou volé"),
            .named(
                "rest", fr: "reste", .flag, example: "yes",
                Bilingual(en: "whatever is not named came back", fr: "tout ce qui n'est pas nommé est revenu")),
            .named(
                "place", fr: "emplacement", .place, example: "main/a1",
                Bilingual(en: "where it was put; left out: where it came from", fr: "où c'est rangé ; sinon d'où ça venait")), quality,
        ], errors: ["ROUND.UNBALANCED", "ROUND.FINAL", "CONFLICT.LOOKS-REPEATED"], reply: ShowRounds.keys,
        examples: ["round return 7 back=blanket:5 lost=blanket:2", "tournée retour 7 reste=oui"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            var words = ReturnRound.Words(round: try Self.number(invocation, "round"))
            words.back = invocation.texts("back")
            words.damaged = invocation.texts("damaged")
            words.wasted = invocation.texts("wasted")
            words.seized = invocation.texts("seized")
            words.lost = invocation.texts("lost")
            words.rest = invocation.flag("rest")
            words.place = invocation.optionalText("place")
            words.quality = invocation.optionalText("quality")
            return try await ReturnRound(house).run(words, entry)
        }
    }

    private static func goods(_ name: String, _ french: String, _ english: String, _ frenchWords: String) -> ArgumentSpec {
        .named(name, fr: french, .goods, repeated: true, example: "blanket:2", Bilingual(en: english, fr: frenchWords))
    }

    private static let close = CommandSpec(
        "round close", fr: "tournée clore", aliases: ["tournée clôturer"],
        Bilingual(en: "Closes a round when everything loaded is accounted for", fr: "Clôt une tournée quand tout est justifié"),
        roles: roles(.close), effect: .write,
        arguments: [
            round,
            .named(
                "rest", fr: "reste", .choice([Choice("unexplained", fr: "inexpliqué"), Choice("back", fr: "revenu")]),
                example: "unexplained",
                Bilingual(
                    en: "what nobody can account for: an exception until explained, or it came back",
                    fr: "ce que personne n'explique : une anomalie, ou c'est revenu")),
        ], errors: ["ROUND.UNBALANCED", "ROUND.FINAL"], reply: ShowRounds.keys,
        examples: ["round close 7", "tournée clore 7 reste=inexpliqué"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            try await EndRound(house).close(try Self.number(invocation, "round"), rest: invocation.optionalText("rest"), entry)
        }
    }

    private static let cancel = CommandSpec(
        "round cancel", fr: "tournée annuler",
        Bilingual(en: "Cancels a round that has not left", fr: "Annule une tournée qui n'est pas partie"), roles: roles(.cancel),
        effect: .write, arguments: [round], errors: ["ROUND.UNDERWAY", "ROUND.FINAL"], reply: ShowRounds.keys, examples: ["round cancel 7"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            try await EndRound(house).cancel(try Self.number(invocation, "round"), entry)
        }
    }

    // MARK: Numbers

    private static func number(_ invocation: Invocation, _ name: String) throws(CommandFailure) -> Int64 {
        try number(try invocation.text(name), name)
    }

    private static func optionalNumber(_ invocation: Invocation, _ name: String) throws(CommandFailure) -> Int64? {
        guard let text = invocation.optionalText(name) else { return nil }
        return try number(text, name)
    }

    private static func number(_ text: String, _ name: String) throws(CommandFailure) -> Int64 {
        guard let number = Int64(text), number > 0 else {
            throw ArgumentRefusal.value(
                name, text, hint: Bilingual(en: "a number, as the list shows it", fr: "un numéro, comme dans la liste"))
        }
        return number
    }
}
