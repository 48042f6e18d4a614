internal import Measures
package import Speech

/// Every label of the reports, in both languages; `{0}`, `{1}` … stand for what `filled` puts in.
package enum Phrase: String, CaseIterable, Sendable {
    // Headings
    case nightlyTitle, usageTitle, headline, exceptions, movements, runway, needs, tomorrow, late, rounds, quality
    case statement, incoming, outgoing, losses, budget, value, inKind, people, peopleSmall, lent, earlier
    // Columns
    case item, category, unit, opening, in_, given, otherOut, lost, closing, use, source, cause, quantity, onHand, packs
    case perDay, nextSeven, daysLeft, zone, needed, unmet, covered, basis, round, vehicle, departs, zones, stops, state
    case line, budgeted, spentPeriod, spentToDate, left, fate, share, amount, month, women, children, total, borrower, since
    case concerns, reason, entry, mean
    // Headline
    case headlinePiecesIn, headlinePiecesOut, headlineKg, headlineLitres, headlinePeople, headlineContacts, headlineTraced, ofTotal,
        lostBeside, atStops, ofValue
    case sevenDayMean, shortMean, noMean
    // Exceptions
    case out, low, expired, expiring, uncounted, openRounds, unvalued, unexplainedCount, unexplainedShortfall, unexplainedRound
    case evictions, neverCounted, lastCounted, noExceptions, andMore, runwayDetail, expiresDetail, movementDetail, evictionDetail
    case evictionUnknown, openRoundDetail
    // Remarks
    case nothingMoved, nothingStocked, noDemand, daysOut, noNeeds, needMethod, noTomorrow, lateRule, runwayMethod
    case stopsPlanned, stopsServed, noRounds, contactsMethod, contactsQuality, contactsAllCounted, peak, noPeak, noPeople, hiddenRule,
        roundedRule
    case smallRule, womenRule, statementRule, kitRule, seizureRule, tracedShare, tracedRule, withoutValue, noValue, noInKind, inKindRule
    case lentRule, noLent, moneyRule, unallocated, earlierRule, noLosses, wastageShare, stockLeftNote, noBudget
    // Data quality
    case lateEntries, estimatedPeople, memoryPeople, receiptsWithoutValue, differences, roundsNotClosed
    // Footers
    case cut, cutOf, revision, closes, scopeWarehouse, scopeWarehouses, scopeDay, scopePeriod, scopeGrant, scopeAmount
    // Subjects
    case subjectKg, subjectLitres, subjectQuiet, subjectUsage
    // Columns and remarks of the spreadsheet
    case csvReport, csvFrom, csvTo, csvWarehouses, csvGrant, csvFigure, csvSection, csvRow, csvColumn, csvValue, csvRemark
    case csvPeople, csvRounded, csvDays
    // Stated values
    case piece, kilogram, litre, sourceRequested, sourceModel, fewerThanFive, hidden, otherSites, notSaid
    case fateTraced, fateAllocated, fateOnHand, fateLent, fateLost
    case stateDraft, stateApproved, stateLoading, stateUnderway, stateReturned, stateClosed, stateCancelled

    /// The words in both languages.
    package var words: Wording {
        switch self {
        case .nightlyTitle: Wording("Nightly report", "Rapport de nuit")
        case .usageTitle: Wording("What your support became", "Ce que votre soutien est devenu")
        case .headline: Wording("At a glance", "En bref")
        case .exceptions: Wording("Needs attention", "À regarder")
        case .movements: Wording("In and out by category", "Entrées et sorties par catégorie")
        case .runway: Wording("Days of stock", "Jours de stock")
        case .needs: Wording("Need against given by zone", "Besoins et remises par zone")
        case .tomorrow: Wording("Tomorrow's rounds", "Tournées de demain")
        case .late: Wording("Late entries", "Saisies tardives")
        case .rounds: Wording("Rounds of the day", "Tournées du jour")
        case .quality: Wording("Data quality", "Qualité des données")
        case .statement: Wording("Stock statement", "État du stock")
        case .incoming: Wording("In by source", "Entrées par origine")
        case .outgoing: Wording("Out by use", "Sorties par usage")
        case .losses: Wording("Losses by cause", "Pertes par cause")
        case .budget: Wording("Spend against budget", "Dépenses et budget")
        case .value: Wording("Value traced", "Valeur suivie")
        case .inKind: Wording("Gifts in kind", "Dons en nature")
        case .people: Wording("People reached", "Personnes servies")
        case .peopleSmall: Wording("Women and children, by zone and month", "Femmes et enfants, par zone et mois")
        case .lent: Wording("Lent, due back", "Prêté, à rendre")
        case .earlier: Wording("Earlier periods", "Périodes antérieures")

        case .item: Wording("Item", "Article")
        case .category: Wording("Category", "Catégorie")
        case .unit: Wording("Unit", "Unité")
        case .opening: Wording("Opening", "Début")
        case .in_: Wording("In", "Entré")
        case .given: Wording("Given", "Remis")
        case .otherOut: Wording("Other ±", "Autre ±")
        case .lost: Wording("Lost", "Perdu")
        case .closing: Wording("Closing", "Fin")
        case .use: Wording("Use", "Usage")
        case .source: Wording("Source", "Origine")
        case .cause: Wording("Cause", "Cause")
        case .quantity: Wording("Quantity", "Quantité")
        case .onHand: Wording("On hand", "En stock")
        case .packs: Wording("That is", "Soit")
        case .perDay: Wording("Per day", "Par jour")
        case .nextSeven: Wording("Next 7", "7 jours")
        case .daysLeft: Wording("Days", "Jours")
        case .zone: Wording("Zone", "Zone")
        case .needed: Wording("Need", "Besoin")
        case .unmet: Wording("Unmet", "Manque")
        case .covered: Wording("Covered", "Couvert")
        case .basis: Wording("Basis", "Base")
        case .round: Wording("Round", "Tournée")
        case .vehicle: Wording("Vehicle", "Véhicule")
        case .departs: Wording("Leaves", "Départ")
        case .zones: Wording("Zones", "Zones")
        case .stops: Wording("Stops", "Arrêts")
        case .state: Wording("State", "État")
        case .line: Wording("Line", "Ligne")
        case .budgeted: Wording("Budget", "Budget")
        case .spentPeriod: Wording("This period", "Période")
        case .spentToDate: Wording("Spent to date", "Dépensé")
        case .left: Wording("Left", "Reste")
        case .fate: Wording("Became", "Devenu")
        case .share: Wording("Share", "Part")
        case .amount: Wording("Amount", "Montant")
        case .month: Wording("Month", "Mois")
        case .women: Wording("Women", "Femmes")
        case .children: Wording("Children", "Enfants")
        case .total: Wording("Total", "Total")
        case .borrower: Wording("Borrower", "Emprunteur")
        case .since: Wording("Since", "Depuis")
        case .concerns: Wording("Concerns", "Concerne")
        case .reason: Wording("Reason", "Motif")
        case .entry: Wording("Movement", "Mouvement")
        case .mean: Wording("Mean", "Moyenne")

        case .headlinePiecesIn: Wording("Items in", "Pièces reçues")
        case .headlinePiecesOut: Wording("Items out", "Pièces remises")
        case .headlineKg: Wording("kg out", "kg remis")
        case .headlineLitres: Wording("Litres out", "Litres remis")
        case .headlinePeople: Wording("People reached", "Pers. servies")
        case .headlineContacts: Wording("Contacts", "Contacts")
        case .headlineTraced: Wording("Traced", "Suivi")
        case .ofTotal: Wording("of {0}", "sur {0}")
        case .lostBeside: Wording("lost {0}", "perdu {0}")
        case .atStops: Wording("at stops", "aux arrêts")
        case .ofValue: Wording("of the value", "de la valeur")
        case .sevenDayMean: Wording("7-d mean {0}", "moy. 7 j {0}")
        case .shortMean: Wording("{1}-d mean {0}", "moy. {1} j {0}")
        case .noMean: Wording("no mean yet", "pas de moyenne")

        case .out: Wording("Out of stock", "En rupture")
        case .low: Wording("Low", "Stock bas")
        case .expired: Wording("Expired, still on hand", "Périmé, encore en stock")
        case .expiring: Wording("Expires within {0} days", "Périme sous {0} jours")
        case .uncounted: Wording("Not counted for {0} days", "Pas compté depuis {0} jours")
        case .openRounds: Wording("Rounds not closed", "Tournées non closes")
        case .unvalued: Wording("Receipts without value", "Réceptions sans valeur")
        case .unexplainedCount: Wording("Count differences unexplained", "Écarts de comptage inexpliqués")
        case .unexplainedShortfall: Wording("Given beyond the books, unexplained", "Sorti au-delà des livres, inexpliqué")
        case .unexplainedRound: Wording("Round differences unexplained", "Écarts de tournée inexpliqués")
        case .evictions: Wording("Evictions", "Expulsions")
        case .neverCounted: Wording("{0} (never)", "{0} (jamais)")
        case .lastCounted: Wording("{0} ({1})", "{0} (le {1})")
        case .noExceptions: Wording("Nothing to report.", "Rien à signaler.")
        case .andMore: Wording("and {0} more", "et {0} de plus")
        case .runwayDetail: Wording("{0}: {1} d", "{0}\u{A0}: {1} j")
        case .expiresDetail: Wording("{0}: {1}, lot {2}, on {3}", "{0}\u{A0}: {1}, lot {2}, le {3}")
        case .movementDetail: Wording("{0}: {1} (movement {2}, {3})", "{0}\u{A0}: {1} (mvt {2}, {3})")
        case .evictionDetail: Wording("{0} ({1} people)", "{0} ({1} personnes)")
        case .evictionUnknown: Wording("{0} (people not counted)", "{0} (personnes non comptées)")
        case .openRoundDetail: Wording("{0}, {1}, {2}", "{0}, {1}, {2}")

        case .nothingMoved: Wording("Nothing moved.", "Aucun mouvement.")
        case .nothingStocked: Wording("No item is followed.", "Aucun article suivi.")
        case .noDemand: Wording("no demand", "sans demande")
        case .daysOut: Wording("out", "rupture")
        case .noNeeds: Wording("No need was recorded for this day.", "Aucun besoin enregistré pour ce jour.")
        case .needMethod:
            Wording(
                "Unmet = need − given, never below zero. Basis: requested by somebody, or modelled from rule and headcount.",
                "Manque = besoin − remis, jamais sous zéro. Base\u{A0}: demandé par quelqu'un, ou calculé par règle et effectif.")
        case .noTomorrow: Wording("No round is planned.", "Aucune tournée prévue.")
        case .lateRule:
            Wording(
                "Recorded after their night was reported: they count on the day shown, the night that was sent stays as it was.",
                "Saisies après la clôture de leur nuit\u{A0}: elles comptent au jour indiqué, la nuit envoyée n'est pas refaite.")
        case .runwayMethod:
            Wording(
                "Days = usable stock / the larger of the weighted 28-day mean and what the next 7 days plan.",
                "Jours = stock utilisable / le plus grand de la moyenne pondérée de 28 jours et du prévu des 7 jours à venir.")
        case .stopsPlanned: Wording("Stops planned", "Prévus")
        case .stopsServed: Wording("Served", "Servis")
        case .noRounds: Wording("No round on this day.", "Aucune tournée ce jour.")
        case .contactsMethod:
            Wording(
                "Method: people served at each stop are added up (contacts); who comes again counts again. "
                    + "These are not unique people.",
                "Méthode\u{A0}: les personnes servies à chaque arrêt sont additionnées (contacts)\u{A0}; qui revient compte à nouveau. "
                    + "Ce ne sont pas des personnes uniques.")
        case .contactsQuality:
            Wording(
                "Part of the contacts was estimated or written from memory: {0}.",
                "Une partie des contacts a été estimée ou notée de mémoire\u{A0}: {0}.")
        case .contactsAllCounted: Wording("All contacts were counted.", "Tous les contacts ont été comptés.")
        case .peak:
            Wording(
                "Peak headcount of the served sites: {0} people on {1} (each site's latest estimate).",
                "Effectif maximal estimé des sites servis\u{A0}: {0} personnes, le {1} (dernière estimation de chaque site).")
        case .noPeak: Wording("No headcount of a site was estimated in the period.", "Aucun effectif de site estimé dans la période.")
        case .noPeople: Wording("No contact was recorded.", "Aucun contact enregistré.")
        case .hiddenRule:
            Wording(
                "\"hidden\": withheld, because a small number could be worked out from it.",
                "«\u{A0}caché\u{A0}»\u{A0}: masqué, car un petit nombre s'en déduirait.")
        case .roundedRule:
            Wording(
                "People are rounded to 5, each total by itself, so totals may differ from sums. Zones stand for sites.",
                "Personnes arrondies à 5, chaque total pour lui-même\u{A0}: les totaux peuvent différer de la somme. Zones au lieu de sites."
            )
        case .smallRule: Wording("\"<5\": one to four people.", "«\u{A0}<5\u{A0}»\u{A0}: une à quatre personnes.")
        case .womenRule:
            Wording(
                "Where the team counted them; without totals, and part of the contacts.",
                "Là où l'équipe les a comptés\u{A0}; sans totaux, et compris dans les contacts.")
        case .statementRule:
            Wording(
                "Opening + in − given − lost ± other = closing, checked per owner, item and grant.",
                "Début + entré − remis − perdu ± autre = fin, vérifié par propriétaire, article et subvention.")
        case .kitRule:
            Wording(
                "In: gifts and purchases. Other: loans, transfers, sorting, kits, counts. A kit counts once, as a kit.",
                "Entré\u{A0}: dons et achats. Autre\u{A0}: prêts, transferts, tri, kits, comptages. Un kit compte une fois, comme kit.")
        case .seizureRule:
            Wording(
                "What is seized after it was given is neither loss nor wastage: it was given.",
                "Ce qui est saisi après remise n'est ni perte ni gaspillage\u{A0}: c'était remis.")
        case .tracedShare: Wording("Traced to distribution: {0} of the value.", "Suivi jusqu'à la remise\u{A0}: {0} de la valeur.")
        case .tracedRule:
            Wording(
                "Value frozen at receipt. \"Allocated\": taken from mixed stock and shared by rule, not followed lot by lot.",
                "Valeur figée à la réception. «\u{A0}Réparti\u{A0}»\u{A0}: pris dans un stock mélangé et attribué par règle, non suivi lot par lot."
            )
        case .withoutValue: Wording("Lots without a value, left out: {0}.", "Lots sans valeur, laissés de côté\u{A0}: {0}.")
        case .noValue: Wording("No lot of this grant has a value.", "Aucun lot de cette subvention n'a de valeur.")
        case .noInKind: Wording("No valued gift in kind.", "Aucun don en nature valorisé.")
        case .inKindRule:
            Wording("The value of gifts in kind is never added to money.", "La valeur des dons en nature n'est jamais ajoutée à l'argent.")
        case .lentRule:
            Wording(
                "Lent is not used: these goods are still owed to this grant.",
                "Prêté n'est pas utilisé\u{A0}: ces biens restent dus à cette subvention.")
        case .noLent: Wording("Nothing is lent.", "Rien n'est prêté.")
        case .moneyRule: Wording("Money counts by invoice date.", "L'argent compte à la date de facture.")
        case .unallocated: Wording("Not on a line", "Hors lignes")
        case .earlierRule:
            Wording(
                "Entries of closed periods; they count in this one.", "Saisies de périodes closes\u{A0}; elles comptent dans cette période."
            )
        case .noLosses: Wording("No losses.", "Aucune perte.")
        case .wastageShare: Wording("Wastage ({0}): {1} of what left.", "Gaspillage ({0})\u{A0}: {1} des sorties.")
        case .stockLeftNote: Wording("Stock left: the column \"closing\".", "Stock restant\u{A0}: colonne «\u{A0}fin\u{A0}».")
        case .noBudget: Wording("No budget line.", "Aucune ligne de budget.")

        case .lateEntries: Wording("Late entries", "Saisies tardives")
        case .estimatedPeople: Wording("Contacts estimated", "Contacts estimés")
        case .memoryPeople: Wording("Contacts from memory", "Contacts de mémoire")
        case .receiptsWithoutValue: Wording("Receipts without value", "Réceptions sans valeur")
        case .differences: Wording("Differences unexplained", "Écarts inexpliqués")
        case .roundsNotClosed: Wording("Rounds not closed", "Tournées non closes")

        case .cut:
            Wording("Books cut at position {0}, {1} at {2} ({3}).", "Livres arrêtés à la position {0}, le {1} à {2} ({3}).")
        case .cutOf:
            Wording("Books of {4} cut at position {0}, {1} at {2} ({3}).", "Livres de {4} arrêtés à la position {0}, le {1} à {2} ({3}).")
        case .revision: Wording("Revision {0}.", "Révision {0}.")
        case .closes: Wording("All figures close.", "Tous les totaux ferment.")
        case .scopeWarehouse: Wording("Warehouse {0}", "Entrepôt {0}")
        case .scopeWarehouses: Wording("Warehouses {0}", "Entrepôts {0}")
        case .scopeDay: Wording("Operational day {0}", "Journée du {0}")
        case .scopePeriod: Wording("{0} to {1}", "Du {0} au {1}")
        case .scopeGrant: Wording("Grant {0} from {1} to {2}", "Subvention {0} de {1} à {2}")
        case .scopeAmount: Wording("Amount {0}, {1} to {2}", "Montant {0}, du {1} au {2}")

        case .subjectKg: Wording("{0} kg out", "{0} kg remis")
        case .subjectLitres: Wording("{0} l out", "{0} l remis")
        case .subjectQuiet: Wording("quiet day", "journée calme")
        case .subjectUsage: Wording("{0}: use from {1} to {2}", "{0}\u{A0}: usage du {1} au {2}")

        case .csvReport: Wording("Report", "Rapport")
        case .csvFrom: Wording("From", "Du")
        case .csvTo: Wording("To", "Au")
        case .csvWarehouses: Wording("Warehouses", "Entrepôts")
        case .csvGrant: Wording("Grant", "Subvention")
        case .csvFigure: Wording("Figure", "Chiffre")
        case .csvSection: Wording("Section", "Partie")
        case .csvRow: Wording("Row", "Ligne")
        case .csvColumn: Wording("Column", "Colonne")
        case .csvValue: Wording("Value", "Valeur")
        case .csvRemark: Wording("Remark", "Remarque")
        case .csvPeople: Wording("people", "personnes")
        case .csvRounded: Wording("rounded to 5", "arrondi à 5")
        case .csvDays: Wording("days", "jours")

        case .piece: Wording("piece", "pièce")
        case .kilogram: Wording(both: "kg")
        case .litre: Wording(both: "l")
        case .sourceRequested: Wording("requested", "demandé")
        case .sourceModel: Wording("modelled", "calculé")
        case .fewerThanFive: Wording(both: "<5")
        case .hidden: Wording("hidden", "caché")
        case .otherSites: Wording("other sites", "autres sites")
        case .notSaid: Wording(both: "–")
        case .fateTraced: Wording("given, traced", "remis, suivi")
        case .fateAllocated: Wording("given, allocated", "remis, réparti")
        case .fateOnHand: Wording("on hand", "en stock")
        case .fateLent: Wording("lent, due back", "prêté, à rendre")
        case .fateLost: Wording("lost", "perdu")
        case .stateDraft: Wording("draft", "brouillon")
        case .stateApproved: Wording("approved", "approuvée")
        case .stateLoading: Wording("loading", "en chargement")
        case .stateUnderway: Wording("underway", "en route")
        case .stateReturned: Wording("returned", "revenue")
        case .stateClosed: Wording("closed", "close")
        case .stateCancelled: Wording("cancelled", "annulée")
        }
    }

    /// The words in a language.
    package func text(_ language: Language) -> String { words(language) }

    /// The words with `{0}`, `{1}` … replaced, each once and never inside what was put in.
    package func filled(_ language: Language, _ values: String...) -> String {
        Self.fill(text(language), values)
    }

    static func fill(_ template: String, _ values: [String]) -> String {
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            let inside = rest[rest.index(after: open)...]
            guard let close = inside.firstIndex(of: "}") else { break }
            if let number = Int(inside[..<close]), values.indices.contains(number) { result += values[number] }
            rest = inside[inside.index(after: close)...]
        }
        return result + rest
    }
}
