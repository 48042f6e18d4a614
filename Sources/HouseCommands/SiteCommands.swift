import AdminProtocol
package import AdminSocket
import EntrepotService
import Measures
import PlainJSON
import RoundPlanning
import Speech

/// Sites, needs, vehicles and crews: what planning knows before it begins.
package enum SiteCommands {
    package static let all: [CommandSpec] = [
        siteAdd, siteList, siteHeadcount, siteStatus, needSet, needList, vehicleAdd, vehicleList, vehicleStatus, crewSet, crewList,
    ]

    private static let site = ArgumentSpec.positional(
        "site", .code, example: "beach", Wording("the site's code", "le code du site"))
    private static let until = ArgumentSpec.named(
        "until", fr: "jusque", .date(), example: "2026-11-30",
        Wording("the last day of it; left out: until changed", "le dernier jour ; sinon jusqu'à nouvel ordre"))
    private static let people = ArgumentSpec.integer(
        "people", fr: "personnes", 0...1_000_000, example: "120", Wording("people living there", "personnes qui y vivent"))
    private static let shiftHours = ArgumentSpec.named(
        "shift", fr: "horaire", .text, example: "08:00-18:00", Wording("when it may be out", "quand il peut rouler"))

    // MARK: Sites

    private static let siteAdd = CommandSpec(
        "site add", fr: "site ajouter",
        Wording(
            "add a place where people are served",
            "ajouter un lieu où l'on sert des personnes"),
        roles: WhoMay.arrange, effect: .write,
        arguments: [
            site,
            .named("name", fr: "nom", .text, example: "\"La plage\"", Wording("its name", "son nom")),
            .named("zone", .code, example: "calais", Wording("the zone it lies in", "sa zone")),
            .named("lat", .decimal, example: "50.96", Wording("degrees north", "degrés nord")),
            .named("lon", .decimal, example: "1.87", Wording("degrees east", "degrés est")),
            people,
            .named(
                "sensitivity", fr: "sensibilité", .choice([Choice("normal", fr: "normale"), Choice("restricted", fr: "restreinte")]),
                example: "restricted",
                Wording(
                    "restricted: shown to those let in only (\(en: .siteAllow))",
                    "restreinte : pour qui en a la permission (\(fr: .siteAllow))")),
            .named(
                "open", fr: "ouvert", .text, repeated: true, example: "08:00-12:00",
                Wording("hours it may be served; 1:08:00-12:00 is Mondays only", "heures possibles ; 1:08:00-12:00 pour le lundi")
            ),
            .warehouse,
            .integer(
                "service-minutes", fr: "minutes-service", 0...1_440, example: "15",
                Wording("minutes a stop takes whoever is there", "minutes par arrêt")),
            .integer(
                "team", fr: "équipe", 0...100, example: "2",
                Wording("people a team needs there", "personnes nécessaires dans l'équipe")),
            .named(
                "women-only", fr: "femmes-seulement", .flag, example: "yes",
                Wording("only women may come", "seulement des femmes")),
            .named("by", fr: "par", .text, example: "outreach", Wording("who counted the people", "qui a compté")),
        ], errors: ["CONFLICT.EXISTS", "ARG.VALUE"], reply: KeepSites.keys,
        examples: ["site add beach zone=calais lat=50.96 lon=1.87 people=120 open=08:00-12:00 open=14:00-17:00"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            var words = KeepSites.Words(code: try invocation.text("site"))
            words.name = invocation.optionalText("name")
            words.zone = invocation.optionalText("zone")
            words.latitude = invocation.optionalText("lat")
            words.longitude = invocation.optionalText("lon")
            words.people = invocation.optionalInteger("people")
            words.isRestricted = invocation.optionalText("sensitivity") == "restricted"
            words.open = invocation.texts("open")
            words.warehouse = invocation.optionalText("warehouse")
            words.serviceMinutes = invocation.optionalInteger("service-minutes")
            words.team = invocation.optionalInteger("team")
            words.womenOnly = invocation.flag("women-only")
            words.by = invocation.optionalText("by")
            return try await KeepSites(desk).add(words)
        }
    }

    private static let siteList = CommandSpec(
        "site list", fr: "site lister", aliases: ["site liste"],
        Wording(
            "list the sites, their people and status",
            "lister les sites, leurs personnes, leur statut"),
        roles: WhoMay.read, effect: .read, isList: true,
        arguments: [
            .warehouse, .named("zone", .code, example: "calais", Wording("one zone only", "une zone seulement")),
            .named("status", fr: "statut", statuses, example: "open", Wording("one status only", "un statut seulement")),
        ], reply: KeepSites.keys, examples: ["site list zone=calais"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await KeepSites(desk).list(
                warehouse: invocation.optionalText("warehouse"), zone: invocation.optionalText("zone"),
                status: invocation.optionalText("status"))
        }
    }

    private static let statuses: ArgumentType = .choice([
        Choice("open", fr: "ouvert"), Choice("evicted", fr: "évacué"), Choice("unreachable", fr: "inaccessible"),
        Choice("closed", fr: "fermé"),
    ])

    private static let siteHeadcount = CommandSpec(
        "site headcount", fr: "site effectif",
        Wording(
            "keep how many people live there, and who says so",
            "noter combien de personnes y vivent, et qui le dit"),
        roles: WhoMay.serve, effect: .write,
        arguments: [
            site,
            .integer(
                "people", fr: "personnes", 0...1_000_000, required: true, example: "140",
                Wording("people living there", "personnes qui y vivent")),
            .named("by", fr: "par", .text, example: "outreach", Wording("who counted", "qui a compté")), .warehouse,
        ], errors: ["NOTFOUND.SITE"], reply: KeepSites.keys, examples: ["site headcount beach people=140 by=outreach"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            try await KeepSites(desk).headcount(
                try invocation.text("site"), people: try invocation.integer("people"), by: invocation.optionalText("by"),
                warehouse: invocation.optionalText("warehouse"))
        }
    }

    private static let siteStatus = CommandSpec(
        "site status", fr: "site statut",
        Wording(
            "say whether a site can be served",
            "dire si un site peut être servi"),
        roles: WhoMay.arrange, effect: .write,
        arguments: [
            site,
            .named(
                "status", fr: "statut", statuses, required: true, example: "evicted",
                Wording("open, evicted, unreachable or closed", "ouvert, évacué, inaccessible ou fermé")),
            until, .named("reason", fr: "motif", .text, example: "\"cleared at dawn\"", Wording("why", "pourquoi")), .warehouse,
        ], errors: ["NOTFOUND.SITE"], reply: KeepSites.keys,
        examples: ["site status beach status=evicted until=tomorrow reason=\"cleared at dawn\""]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            try await KeepSites(desk).status(
                try invocation.text("site"), status: try invocation.text("status"), until: invocation.optionalText("until"),
                reason: invocation.optionalText("reason"), warehouse: invocation.optionalText("warehouse"))
        }
    }

    // MARK: Needs

    private static let needSet = CommandSpec(
        "need set", fr: "besoin définir", aliases: ["besoin noter"],
        Wording(
            "state what one person requires of an item",
            "dire ce qu'il faut d'un article par personne"),
        roles: WhoMay.arrange, effect: .write,
        arguments: [
            .named(
                "item", fr: "article", .sku, required: true, example: "wood",
                Wording("the item; a parent stands for its sizes", "l'article ; un parent vaut pour ses tailles")),
            .named(
                "per_person_day", fr: "par_personne_jour", aliases: ["per-person-day", "par-personne-jour"], .text, required: true,
                example: "8kg/7",
                Wording(
                    "for one person a day (1,2kg), or in some days (8kg/7, 1/90)",
                    "par personne et par jour (1,2kg), ou pour des jours (8kg/7, 1/90)")),
            .named(
                "site", .code, example: "beach", Wording("one site only; left out: every site", "un site seulement ; sinon tous")),
            .named("season", fr: "saison", .text, example: "11-05", Wording("first and last month", "premier et dernier mois")),
            .named(
                "frost", fr: "gel", .text, example: "12kg", Wording("instead, on days of frost", "à la place, les jours de gel")),
            .integer(
                "interval_days", fr: "intervalle_jours", aliases: ["interval-days"], 1...365, example: "2",
                Wording("days between visits, at least", "jours entre deux passages, au moins")),
            .integer(
                "longest_interval_days", fr: "intervalle_max_jours", aliases: ["longest-interval-days"], 1...365, example: "4",
                Wording("days between visits, at most", "jours entre deux passages, au plus")),
            .named(
                "class", fr: "classe",
                .choice([
                    Choice("emergency", fr: "urgence"), Choice("vital", fr: "vital"), Choice("essential", fr: "essentiel"),
                    Choice("comfort", fr: "confort"),
                ]),
                example: "vital", Wording("how much it matters", "son importance")),
            .named(
                "shares", fr: "parts", .text, repeated: true, example: "trousers-m:60",
                Wording("how sizes are divided, in percent", "le partage entre tailles, en pour cent")),
            .warehouse,
        ], errors: ["NOTFOUND.ITEM", "NOTFOUND.SITE", "ARG.UNIT"], reply: StateNeeds.keys,
        examples: [
            "need set item=wood per_person_day=8kg/7 season=11-05 interval_days=2 class=vital",
            "besoin définir article=blanket par_personne_jour=1/90",
        ]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            var words = StateNeeds.Words(item: try invocation.text("item"), perPersonDay: try invocation.text("per_person_day"))
            words.site = invocation.optionalText("site")
            words.season = invocation.optionalText("season")
            words.frost = invocation.optionalText("frost")
            words.intervalDays = invocation.optionalInteger("interval_days")
            words.longestIntervalDays = invocation.optionalInteger("longest_interval_days")
            words.priority = invocation.optionalText("class")
            words.shares = invocation.texts("shares")
            words.warehouse = invocation.optionalText("warehouse")
            return try await StateNeeds(desk).set(words)
        }
    }

    private static let needList = CommandSpec(
        "need list", fr: "besoin lister", aliases: ["besoin liste"],
        Wording(
            "list the needs, by item and site",
            "lister les besoins, par article et site"),
        roles: WhoMay.read, effect: .read, isList: true,
        arguments: [
            .warehouse, .named("item", fr: "article", .sku, example: "wood", Wording("one item only", "un article seulement")),
            .named("site", .code, example: "beach", Wording("what holds at one site", "ce qui vaut pour un site")),
        ], reply: StateNeeds.keys, examples: ["need list item=wood"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await StateNeeds(desk).list(
                warehouse: invocation.optionalText("warehouse"), item: invocation.optionalText("item"),
                site: invocation.optionalText("site"))
        }
    }

    // MARK: Vehicles and crews

    private static let vehicle = ArgumentSpec.positional(
        "vehicle", fr: "véhicule", .code, example: "van-1", Wording("the vehicle's code", "le code du véhicule"))

    private static let vehicleAdd = CommandSpec(
        "vehicle add", fr: "véhicule ajouter",
        Wording(
            "add a vehicle, and the place its load stands in",
            "ajouter un véhicule, et l'emplacement de sa charge"),
        roles: WhoMay.arrange, effect: .write,
        arguments: [
            vehicle, .named("name", fr: "nom", .text, example: "\"Transit blanc\"", Wording("its name", "son nom")), .warehouse,
            .integer(
                "capacity_kg", fr: "charge_kg", aliases: ["capacity-kg", "charge-kg"], 1...100_000, required: true, example: "900",
                Wording("kilograms it may carry", "kilos qu'il peut porter")),
            .integer(
                "capacity_l", fr: "volume_l", aliases: ["capacity-l", "volume-l"], 1...100_000, required: true, example: "6000",
                Wording("litres it has room for", "litres de place")),
            shiftHours,
            .named(
                "start", fr: "départ", .text, example: "50.95,1.86",
                Wording("where it starts, when not at the warehouse", "d'où il part, sinon l'entrepôt")),
        ], errors: ["CONFLICT.EXISTS"], reply: KeepFleet.vehicleKeys,
        examples: ["vehicle add van-1 capacity_kg=900 capacity_l=6000 shift=08:00-18:00"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            var words = KeepFleet.VehicleWords(
                code: try invocation.text("vehicle"), kilograms: try invocation.integer("capacity_kg"),
                litres: try invocation.integer("capacity_l"))
            words.name = invocation.optionalText("name")
            words.warehouse = invocation.optionalText("warehouse")
            words.shift = invocation.optionalText("shift")
            words.start = invocation.optionalText("start")
            return try await KeepFleet(desk).add(words)
        }
    }

    private static let vehicleList = CommandSpec(
        "vehicle list", fr: "véhicule lister", aliases: ["véhicule liste"],
        Wording(
            "list the vehicles and whether they can go out",
            "lister les véhicules et leur état"),
        roles: WhoMay.read, effect: .read,
        isList: true, arguments: [.warehouse], reply: KeepFleet.vehicleKeys, examples: ["vehicle list"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await KeepFleet(desk).vehicles(warehouse: invocation.optionalText("warehouse"))
        }
    }

    private static let vehicleStatus = CommandSpec(
        "vehicle status", fr: "véhicule statut",
        Wording(
            "say whether a vehicle can go out",
            "dire si un véhicule peut rouler"),
        roles: WhoMay.arrange, effect: .write,
        arguments: [
            vehicle,
            .named(
                "status", fr: "statut",
                .choice([Choice("ready", fr: "prêt"), Choice("broken", fr: "en-panne"), Choice("away", fr: "absent")]), required: true,
                example: "broken", Wording("ready, broken or away", "prêt, en-panne ou absent")), until, .warehouse,
        ], errors: ["NOTFOUND.VEHICLE"], reply: KeepFleet.vehicleKeys, examples: ["vehicle status van-1 status=broken until=2026-11-30"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            try await KeepFleet(desk).status(
                try invocation.text("vehicle"), status: try invocation.text("status"), until: invocation.optionalText("until"),
                warehouse: invocation.optionalText("warehouse"))
        }
    }

    private static let crewSet = CommandSpec(
        "crew set", fr: "équipe définir",
        Wording(
            "state who is there for rounds on a day",
            "dire qui est là pour les tournées d'un jour"),
        roles: WhoMay.arrange, effect: .write,
        arguments: [
            .named("date", .date(), required: true, example: "tomorrow", Wording("the day", "le jour")), .warehouse,
            .named(
                "organisation", fr: "association", .code, example: "auberge",
                Wording("whose people; left out: anybody's", "de quelle association")),
            .integer(
                "drivers", fr: "conducteurs", 0...1_000, required: true, example: "2",
                Wording("people who may drive", "personnes qui conduisent")),
            .integer(
                "volunteers", fr: "bénévoles", 0...1_000, required: true, example: "6",
                Wording("people who come along", "personnes qui accompagnent")),
            .integer("women", fr: "femmes", 0...2_000, example: "3", Wording("women among them", "femmes parmi eux")),
            .named(
                "skills", fr: "compétences", .list, example: "nurse,arabic",
                Wording("skills somebody has", "compétences présentes")),
        ], reply: KeepFleet.crewKeys, examples: ["crew set date=tomorrow drivers=2 volunteers=6 women=3"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            var words = KeepFleet.CrewWords(
                date: try invocation.text("date"), drivers: try invocation.integer("drivers"),
                volunteers: try invocation.integer("volunteers"))
            words.warehouse = invocation.optionalText("warehouse")
            words.organisation = invocation.optionalText("organisation")
            words.women = invocation.optionalInteger("women") ?? 0
            words.skills = invocation.optionalText("skills")
            return try await KeepFleet(desk).set(words)
        }
    }

    private static let crewList = CommandSpec(
        "crew list", fr: "équipe lister", aliases: ["équipe liste"],
        Wording(
            "list the crews of the coming days",
            "lister les équipes des jours qui viennent"), roles: WhoMay.read,
        effect: .read,
        isList: true,
        arguments: [
            .named("from", fr: "du", .date(), example: "today", Wording("the first day", "le premier jour")),
            .integer("days", fr: "jours", 1...366, example: "7", Wording("how many days", "combien de jours")), .warehouse,
        ], reply: KeepFleet.crewKeys, examples: ["crew list days=7"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await KeepFleet(desk).crews(
                from: invocation.optionalText("from"), days: Int(invocation.optionalInteger("days") ?? 31),
                warehouse: invocation.optionalText("warehouse"))
        }
    }
}

extension ArgumentSpec {
    /// A whole number within limits, given as `name=value`.
    static func integer(
        _ name: String, fr french: String? = nil, aliases: [String] = [], _ range: ClosedRange<Int64>, required: Bool = false,
        example: String,
        _ summary: Wording
    ) -> ArgumentSpec {
        .named(name, fr: french, aliases: aliases, .integer(range), required: required, example: example, summary)
    }
}
