import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `need set`.
enum StateNeedCommand {
    static let item: Argument<String> = .required(
        .named(
            "item", fr: "article", .sku, required: true, example: "wood",
            Wording("the item; a parent stands for its sizes", "l'article ; un parent vaut pour ses tailles")), ArgumentReading.text)
    static let rate: Argument<String> = .required(
        .named(
            "per_person_day", fr: "par_personne_jour", aliases: ["per-person-day", "par-personne-jour"], .text, required: true,
            example: "8kg/7",
            Wording(
                "for one person a day (1,2kg), or in some days (8kg/7, 1/90)",
                "par personne et par jour (1,2kg), ou pour des jours (8kg/7, 1/90)")),
        ArgumentReading.text)
    static let site = RoundArguments.text(
        "site", .code, example: "beach", Wording("one site only; left out: every site", "un site seulement ; sinon tous"))
    static let season = RoundArguments.text(
        "season", fr: "saison", example: "11-05", Wording("first and last month", "premier et dernier mois"))
    static let frost = RoundArguments.text(
        "frost", fr: "gel", example: "12kg", Wording("instead, on days of frost", "à la place, les jours de gel"))
    static let interval = RoundArguments.number(
        "interval_days", fr: "intervalle_jours", aliases: ["interval-days"], 1...365, example: "2",
        Wording("days between visits, at least", "jours entre deux passages, au moins"))
    static let longest = RoundArguments.number(
        "longest_interval_days", fr: "intervalle_max_jours", aliases: ["longest-interval-days"], 1...365, example: "4",
        Wording("days between visits, at most", "jours entre deux passages, au plus"))
    static let priority: Argument<PriorityClass?> = .maybe(
        "class", fr: "classe", example: "vital", Wording("how much it matters", "son importance"))
    static let shares: Argument<[String]> = .repeated(
        .named(
            "shares", fr: "parts", .text, repeated: true, example: "trousers-m:60",
            Wording("how sizes are divided, in percent", "le partage entre tailles, en pour cent")), ArgumentReading.text)
    static let warehouse = RoundArguments.warehouse

    static let spec = CommandSpec.write(
        "need set", fr: "besoin définir", aliases: ["besoin noter"],
        Wording(
            "state what one person requires of an item",
            "dire ce qu'il faut d'un article par personne"),
        roles: WhoMay.arrange,
        [item, rate, site, season, frost, interval, longest, priority, shares, warehouse], isShort: false,
        errors: ["NOTFOUND.ITEM", "NOTFOUND.SITE", "ARG.UNIT"], reply: NeedAnswer.keys,
        examples: [
            "need set item=wood per_person_day=8kg/7 season=11-05 interval_days=2 class=vital",
            "besoin définir article=blanket par_personne_jour=1/90",
        ]
    ) { said, desk in
        var words = StateNeed.Words(item: try said[item], perPersonDay: try said[rate])
        words.site = try said[site]
        words.season = try said[season]
        words.frost = try said[frost]
        words.intervalDays = try said[interval]
        words.longestIntervalDays = try said[longest]
        words.priority = try said[priority]?.rawValue
        words.shares = try said[shares]
        words.warehouse = try said[warehouse]
        return try await StateNeed(desk).run(words)
    }
}
