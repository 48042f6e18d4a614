internal import Measures

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
    package var words: Words {
        switch self {
        case .nightlyTitle: Words(fr: "Rapport de nuit", en: "Nightly report")
        case .usageTitle: Words(fr: "Ce que votre soutien est devenu", en: "What your support became")
        case .headline: Words(fr: "En bref", en: "At a glance")
        case .exceptions: Words(fr: "À regarder", en: "Needs attention")
        case .movements: Words(fr: "Entrées et sorties par catégorie", en: "In and out by category")
        case .runway: Words(fr: "Jours de stock", en: "Days of stock")
        case .needs: Words(fr: "Besoins et remises par zone", en: "Need against given by zone")
        case .tomorrow: Words(fr: "Tournées de demain", en: "Tomorrow's rounds")
        case .late: Words(fr: "Saisies tardives", en: "Late entries")
        case .rounds: Words(fr: "Tournées du jour", en: "Rounds of the day")
        case .quality: Words(fr: "Qualité des données", en: "Data quality")
        case .statement: Words(fr: "État du stock", en: "Stock statement")
        case .incoming: Words(fr: "Entrées par origine", en: "In by source")
        case .outgoing: Words(fr: "Sorties par usage", en: "Out by use")
        case .losses: Words(fr: "Pertes par cause", en: "Losses by cause")
        case .budget: Words(fr: "Dépenses et budget", en: "Spend against budget")
        case .value: Words(fr: "Valeur suivie", en: "Value traced")
        case .inKind: Words(fr: "Dons en nature", en: "Gifts in kind")
        case .people: Words(fr: "Personnes servies", en: "People reached")
        case .peopleSmall: Words(fr: "Femmes et enfants, par zone et mois", en: "Women and children, by zone and month")
        case .lent: Words(fr: "Prêté, à rendre", en: "Lent, due back")
        case .earlier: Words(fr: "Périodes antérieures", en: "Earlier periods")

        case .item: Words(fr: "Article", en: "Item")
        case .category: Words(fr: "Catégorie", en: "Category")
        case .unit: Words(fr: "Unité", en: "Unit")
        case .opening: Words(fr: "Début", en: "Opening")
        case .in_: Words(fr: "Entré", en: "In")
        case .given: Words(fr: "Remis", en: "Given")
        case .otherOut: Words(fr: "Autre ±", en: "Other ±")
        case .lost: Words(fr: "Perdu", en: "Lost")
        case .closing: Words(fr: "Fin", en: "Closing")
        case .use: Words(fr: "Usage", en: "Use")
        case .source: Words(fr: "Origine", en: "Source")
        case .cause: Words(fr: "Cause", en: "Cause")
        case .quantity: Words(fr: "Quantité", en: "Quantity")
        case .onHand: Words(fr: "En stock", en: "On hand")
        case .packs: Words(fr: "Soit", en: "That is")
        case .perDay: Words(fr: "Par jour", en: "Per day")
        case .nextSeven: Words(fr: "7 jours", en: "Next 7")
        case .daysLeft: Words(fr: "Jours", en: "Days")
        case .zone: Words(fr: "Zone", en: "Zone")
        case .needed: Words(fr: "Besoin", en: "Need")
        case .unmet: Words(fr: "Manque", en: "Unmet")
        case .covered: Words(fr: "Couvert", en: "Covered")
        case .basis: Words(fr: "Base", en: "Basis")
        case .round: Words(fr: "Tournée", en: "Round")
        case .vehicle: Words(fr: "Véhicule", en: "Vehicle")
        case .departs: Words(fr: "Départ", en: "Leaves")
        case .zones: Words(fr: "Zones", en: "Zones")
        case .stops: Words(fr: "Arrêts", en: "Stops")
        case .state: Words(fr: "État", en: "State")
        case .line: Words(fr: "Ligne", en: "Line")
        case .budgeted: Words(fr: "Budget", en: "Budget")
        case .spentPeriod: Words(fr: "Période", en: "This period")
        case .spentToDate: Words(fr: "Dépensé", en: "Spent to date")
        case .left: Words(fr: "Reste", en: "Left")
        case .fate: Words(fr: "Devenu", en: "Became")
        case .share: Words(fr: "Part", en: "Share")
        case .amount: Words(fr: "Montant", en: "Amount")
        case .month: Words(fr: "Mois", en: "Month")
        case .women: Words(fr: "Femmes", en: "Women")
        case .children: Words(fr: "Enfants", en: "Children")
        case .total: Words(fr: "Total", en: "Total")
        case .borrower: Words(fr: "Emprunteur", en: "Borrower")
        case .since: Words(fr: "Depuis", en: "Since")
        case .concerns: Words(fr: "Concerne", en: "Concerns")
        case .reason: Words(fr: "Motif", en: "Reason")
        case .entry: Words(fr: "Mouvement", en: "Movement")
        case .mean: Words(fr: "Moyenne", en: "Mean")

        case .headlinePiecesIn: Words(fr: "Pièces reçues", en: "Items in")
        case .headlinePiecesOut: Words(fr: "Pièces remises", en: "Items out")
        case .headlineKg: Words(fr: "kg remis", en: "kg out")
        case .headlineLitres: Words(fr: "Litres remis", en: "Litres out")
        case .headlinePeople: Words(fr: "Pers. servies", en: "People reached")
        case .headlineContacts: Words(fr: "Contacts", en: "Contacts")
        case .headlineTraced: Words(fr: "Suivi", en: "Traced")
        case .ofTotal: Words(fr: "sur {0}", en: "of {0}")
        case .lostBeside: Words(fr: "perdu {0}", en: "lost {0}")
        case .atStops: Words(fr: "aux arrêts", en: "at stops")
        case .ofValue: Words(fr: "de la valeur", en: "of the value")
        case .sevenDayMean: Words(fr: "moy. 7 j {0}", en: "7-d mean {0}")
        case .shortMean: Words(fr: "moy. {1} j {0}", en: "{1}-d mean {0}")
        case .noMean: Words(fr: "pas de moyenne", en: "no mean yet")

        case .out: Words(fr: "En rupture", en: "Out of stock")
        case .low: Words(fr: "Stock bas", en: "Low")
        case .expired: Words(fr: "Périmé, encore en stock", en: "Expired, still on hand")
        case .expiring: Words(fr: "Périme sous {0} jours", en: "Expires within {0} days")
        case .uncounted: Words(fr: "Pas compté depuis {0} jours", en: "Not counted for {0} days")
        case .openRounds: Words(fr: "Tournées non closes", en: "Rounds not closed")
        case .unvalued: Words(fr: "Réceptions sans valeur", en: "Receipts without value")
        case .unexplainedCount: Words(fr: "Écarts de comptage inexpliqués", en: "Count differences unexplained")
        case .unexplainedShortfall: Words(fr: "Sorti au-delà des livres, inexpliqué", en: "Given beyond the books, unexplained")
        case .unexplainedRound: Words(fr: "Écarts de tournée inexpliqués", en: "Round differences unexplained")
        case .evictions: Words(fr: "Expulsions", en: "Evictions")
        case .neverCounted: Words(fr: "{0} (jamais)", en: "{0} (never)")
        case .lastCounted: Words(fr: "{0} (le {1})", en: "{0} ({1})")
        case .noExceptions: Words(fr: "Rien à signaler.", en: "Nothing to report.")
        case .andMore: Words(fr: "et {0} de plus", en: "and {0} more")
        case .runwayDetail: Words(fr: "{0}\u{A0}: {1} j", en: "{0}: {1} d")
        case .expiresDetail: Words(fr: "{0}\u{A0}: {1}, lot {2}, le {3}", en: "{0}: {1}, lot {2}, on {3}")
        case .movementDetail: Words(fr: "{0}\u{A0}: {1} (mvt {2}, {3})", en: "{0}: {1} (movement {2}, {3})")
        case .evictionDetail: Words(fr: "{0} ({1} personnes)", en: "{0} ({1} people)")
        case .evictionUnknown: Words(fr: "{0} (personnes non comptées)", en: "{0} (people not counted)")
        case .openRoundDetail: Words(fr: "{0}, {1}, {2}", en: "{0}, {1}, {2}")

        case .nothingMoved: Words(fr: "Aucun mouvement.", en: "Nothing moved.")
        case .nothingStocked: Words(fr: "Aucun article suivi.", en: "No item is followed.")
        case .noDemand: Words(fr: "sans demande", en: "no demand")
        case .daysOut: Words(fr: "rupture", en: "out")
        case .noNeeds: Words(fr: "Aucun besoin enregistré pour ce jour.", en: "No need was recorded for this day.")
        case .needMethod:
            Words(
                fr: "Manque = besoin − remis, jamais sous zéro. Base\u{A0}: demandé par quelqu'un, ou calculé par règle et effectif.",
                en: "Unmet = need − given, never below zero. Basis: requested by somebody, or modelled from rule and headcount."
            )
        case .noTomorrow: Words(fr: "Aucune tournée prévue.", en: "No round is planned.")
        case .lateRule:
            Words(
                fr: "Saisies après la clôture de leur nuit\u{A0}: elles comptent au jour indiqué, la nuit envoyée n'est pas refaite.",
                en: "Recorded after their night was reported: they count on the day shown, the night that was sent stays as it was."
            )
        case .runwayMethod:
            Words(
                fr: "Jours = stock utilisable / le plus grand de la moyenne pondérée de 28 jours et du prévu des 7 jours à venir.",
                en: "Days = usable stock / the larger of the weighted 28-day mean and what the next 7 days plan."
            )
        case .stopsPlanned: Words(fr: "Prévus", en: "Stops planned")
        case .stopsServed: Words(fr: "Servis", en: "Served")
        case .noRounds: Words(fr: "Aucune tournée ce jour.", en: "No round on this day.")
        case .contactsMethod:
            Words(
                fr: "Méthode\u{A0}: les personnes servies à chaque arrêt sont additionnées (contacts)\u{A0}; qui revient compte à nouveau. "
                    + "Ce ne sont pas des personnes uniques.",
                en: "Method: people served at each stop are added up (contacts); who comes again counts again. "
                    + "These are not unique people."
            )
        case .contactsQuality:
            Words(
                fr: "Une partie des contacts a été estimée ou notée de mémoire\u{A0}: {0}.",
                en: "Part of the contacts was estimated or written from memory: {0}."
            )
        case .contactsAllCounted: Words(fr: "Tous les contacts ont été comptés.", en: "All contacts were counted.")
        case .peak:
            Words(
                fr: "Effectif maximal estimé des sites servis\u{A0}: {0} personnes, le {1} (dernière estimation de chaque site).",
                en: "Peak headcount of the served sites: {0} people on {1} (each site's latest estimate)."
            )
        case .noPeak: Words(fr: "Aucun effectif de site estimé dans la période.", en: "No headcount of a site was estimated in the period.")
        case .noPeople: Words(fr: "Aucun contact enregistré.", en: "No contact was recorded.")
        case .hiddenRule:
            Words(
                fr: "«\u{A0}caché\u{A0}»\u{A0}: masqué, car un petit nombre s'en déduirait.",
                en: "\"hidden\": withheld, because a small number could be worked out from it."
            )
        case .roundedRule:
            Words(
                fr:
                    "Personnes arrondies à 5, chaque total pour lui-même\u{A0}: les totaux peuvent différer de la somme. Zones au lieu de sites.",
                en: "People are rounded to 5, each total by itself, so totals may differ from sums. Zones stand for sites."
            )
        case .smallRule: Words(fr: "«\u{A0}<5\u{A0}»\u{A0}: une à quatre personnes.", en: "\"<5\": one to four people.")
        case .womenRule:
            Words(
                fr: "Là où l'équipe les a comptés\u{A0}; sans totaux, et compris dans les contacts.",
                en: "Where the team counted them; without totals, and part of the contacts."
            )
        case .statementRule:
            Words(
                fr: "Début + entré − remis − perdu ± autre = fin, vérifié par propriétaire, article et subvention.",
                en: "Opening + in − given − lost ± other = closing, checked per owner, item and grant."
            )
        case .kitRule:
            Words(
                fr: "Entré\u{A0}: dons et achats. Autre\u{A0}: prêts, transferts, tri, kits, comptages. Un kit compte une fois, comme kit.",
                en: "In: gifts and purchases. Other: loans, transfers, sorting, kits, counts. A kit counts once, as a kit."
            )
        case .seizureRule:
            Words(
                fr: "Ce qui est saisi après remise n'est ni perte ni gaspillage\u{A0}: c'était remis.",
                en: "What is seized after it was given is neither loss nor wastage: it was given."
            )
        case .tracedShare: Words(fr: "Suivi jusqu'à la remise\u{A0}: {0} de la valeur.", en: "Traced to distribution: {0} of the value.")
        case .tracedRule:
            Words(
                fr:
                    "Valeur figée à la réception. «\u{A0}Réparti\u{A0}»\u{A0}: pris dans un stock mélangé et attribué par règle, non suivi lot par lot.",
                en: "Value frozen at receipt. \"Allocated\": taken from mixed stock and shared by rule, not followed lot by lot."
            )
        case .withoutValue: Words(fr: "Lots sans valeur, laissés de côté\u{A0}: {0}.", en: "Lots without a value, left out: {0}.")
        case .noValue: Words(fr: "Aucun lot de cette subvention n'a de valeur.", en: "No lot of this grant has a value.")
        case .noInKind: Words(fr: "Aucun don en nature valorisé.", en: "No valued gift in kind.")
        case .inKindRule:
            Words(
                fr: "La valeur des dons en nature n'est jamais ajoutée à l'argent.",
                en: "The value of gifts in kind is never added to money.")
        case .lentRule:
            Words(
                fr: "Prêté n'est pas utilisé\u{A0}: ces biens restent dus à cette subvention.",
                en: "Lent is not used: these goods are still owed to this grant."
            )
        case .noLent: Words(fr: "Rien n'est prêté.", en: "Nothing is lent.")
        case .moneyRule: Words(fr: "L'argent compte à la date de facture.", en: "Money counts by invoice date.")
        case .unallocated: Words(fr: "Hors lignes", en: "Not on a line")
        case .earlierRule:
            Words(
                fr: "Saisies de périodes closes\u{A0}; elles comptent dans cette période.",
                en: "Entries of closed periods; they count in this one."
            )
        case .noLosses: Words(fr: "Aucune perte.", en: "No losses.")
        case .wastageShare: Words(fr: "Gaspillage ({0})\u{A0}: {1} des sorties.", en: "Wastage ({0}): {1} of what left.")
        case .stockLeftNote: Words(fr: "Stock restant\u{A0}: colonne «\u{A0}fin\u{A0}».", en: "Stock left: the column \"closing\".")
        case .noBudget: Words(fr: "Aucune ligne de budget.", en: "No budget line.")

        case .lateEntries: Words(fr: "Saisies tardives", en: "Late entries")
        case .estimatedPeople: Words(fr: "Contacts estimés", en: "Contacts estimated")
        case .memoryPeople: Words(fr: "Contacts de mémoire", en: "Contacts from memory")
        case .receiptsWithoutValue: Words(fr: "Réceptions sans valeur", en: "Receipts without value")
        case .differences: Words(fr: "Écarts inexpliqués", en: "Differences unexplained")
        case .roundsNotClosed: Words(fr: "Tournées non closes", en: "Rounds not closed")

        case .cut:
            Words(
                fr: "Livres arrêtés à la position {0}, le {1} à {2} ({3}).",
                en: "Books cut at position {0}, {1} at {2} ({3})."
            )
        case .cutOf:
            Words(
                fr: "Livres de {4} arrêtés à la position {0}, le {1} à {2} ({3}).",
                en: "Books of {4} cut at position {0}, {1} at {2} ({3})."
            )
        case .revision: Words(fr: "Révision {0}.", en: "Revision {0}.")
        case .closes: Words(fr: "Tous les totaux ferment.", en: "All figures close.")
        case .scopeWarehouse: Words(fr: "Entrepôt {0}", en: "Warehouse {0}")
        case .scopeWarehouses: Words(fr: "Entrepôts {0}", en: "Warehouses {0}")
        case .scopeDay: Words(fr: "Journée du {0}", en: "Operational day {0}")
        case .scopePeriod: Words(fr: "Du {0} au {1}", en: "{0} to {1}")
        case .scopeGrant: Words(fr: "Subvention {0} de {1} à {2}", en: "Grant {0} from {1} to {2}")
        case .scopeAmount: Words(fr: "Montant {0}, du {1} au {2}", en: "Amount {0}, {1} to {2}")

        case .subjectKg: Words(fr: "{0} kg remis", en: "{0} kg out")
        case .subjectLitres: Words(fr: "{0} l remis", en: "{0} l out")
        case .subjectQuiet: Words(fr: "journée calme", en: "quiet day")
        case .subjectUsage: Words(fr: "{0}\u{A0}: usage du {1} au {2}", en: "{0}: use from {1} to {2}")

        case .csvReport: Words(fr: "Rapport", en: "Report")
        case .csvFrom: Words(fr: "Du", en: "From")
        case .csvTo: Words(fr: "Au", en: "To")
        case .csvWarehouses: Words(fr: "Entrepôts", en: "Warehouses")
        case .csvGrant: Words(fr: "Subvention", en: "Grant")
        case .csvFigure: Words(fr: "Chiffre", en: "Figure")
        case .csvSection: Words(fr: "Partie", en: "Section")
        case .csvRow: Words(fr: "Ligne", en: "Row")
        case .csvColumn: Words(fr: "Colonne", en: "Column")
        case .csvValue: Words(fr: "Valeur", en: "Value")
        case .csvRemark: Words(fr: "Remarque", en: "Remark")
        case .csvPeople: Words(fr: "personnes", en: "people")
        case .csvRounded: Words(fr: "arrondi à 5", en: "rounded to 5")
        case .csvDays: Words(fr: "jours", en: "days")

        case .piece: Words(fr: "pièce", en: "piece")
        case .kilogram: Words(same: "kg")
        case .litre: Words(same: "l")
        case .sourceRequested: Words(fr: "demandé", en: "requested")
        case .sourceModel: Words(fr: "calculé", en: "modelled")
        case .fewerThanFive: Words(same: "<5")
        case .hidden: Words(fr: "caché", en: "hidden")
        case .otherSites: Words(fr: "autres sites", en: "other sites")
        case .notSaid: Words(same: "–")
        case .fateTraced: Words(fr: "remis, suivi", en: "given, traced")
        case .fateAllocated: Words(fr: "remis, réparti", en: "given, allocated")
        case .fateOnHand: Words(fr: "en stock", en: "on hand")
        case .fateLent: Words(fr: "prêté, à rendre", en: "lent, due back")
        case .fateLost: Words(fr: "perdu", en: "lost")
        case .stateDraft: Words(fr: "brouillon", en: "draft")
        case .stateApproved: Words(fr: "approuvée", en: "approved")
        case .stateLoading: Words(fr: "en chargement", en: "loading")
        case .stateUnderway: Words(fr: "en route", en: "underway")
        case .stateReturned: Words(fr: "revenue", en: "returned")
        case .stateClosed: Words(fr: "close", en: "closed")
        case .stateCancelled: Words(fr: "annulée", en: "cancelled")
        }
    }

    /// The words in a language.
    package func text(_ language: ReportLanguage) -> String { words.text(language) }

    /// The words with `{0}`, `{1}` … replaced, each once and never inside what was put in.
    package func filled(_ language: ReportLanguage, _ values: String...) -> String {
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
