package import PostgresClient
package import Speech
import StockLedger

/// What a person is told when the database refuses a row: one table from the name of the rule to a code and a sentence.
///
/// The database is the net under the use cases: most of what stands here is refused earlier, with figures. The name of the rule is all
/// that is passed on; the server's message and detail print rows and stay in its own log. Every constraint, unique index and
/// `CONSTRAINT =` of a trigger under `Schema/` has its row here, which a test demands.
package enum ConstraintErrors {
    /// One rule.
    package struct Rule: Sendable, Equatable {
        /// The constraint's name in the database.
        package let name: String
        /// The stable code.
        package let code: ErrorCode
        /// What was found.
        package let found: Wording
        /// What to do.
        package let remedy: Wording
    }

    /// Every rule, in the order of the schema.
    package static let rules: [Rule] =
        catalogueRules + personRules + ledgerRules + ownerRules + roundRules + reportRules + innerRules

    private static let byName = Dictionary(rules.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// The rule of a name.
    package static func rule(_ name: String) -> Rule? { byName[name] }

    /// The refusal that an error of the database stands for; nil unless a rule of the schema was broken (SQLSTATE class 23).
    ///
    /// A rule that has no row here is `INTERNAL`, named but without values.
    package static func refusal(_ error: PostgresError) -> Refusal? {
        guard error.kind == .server, error.sqlState?.description.hasPrefix("23") == true else { return nil }
        let name = error.constraint ?? "not_null"
        let rule = byName[name] ?? inner(name)
        return Refusal(
            rule.code, [.init("rule", name)],
            Wording("\(rule.found.english): \(rule.remedy.english)", "\(rule.found.french) : \(rule.remedy.french)"))
    }

    // MARK: Catalogue

    private static let catalogueRules: [Rule] = [
        code("organisation_code_is_a_code"), taken("organisation_code_is_unique", "this organisation's code", "ce code d'association"),
        named("organisation_name_is_not_empty"), named("donor_name_is_not_empty"),
        taken("donor_name_is_unique", "this donor", "ce donateur"),
        Rule(
            name: "donor_address_is_short", code: "ARG.VALUE",
            found: Wording("an address is 1 to 500 characters", "une adresse fait 1 à 500 signes"),
            remedy: Wording("write a shorter one", "en écrire une plus courte")),
        unknown("donor_is_merged_into_a_donor", "NOTFOUND.DONOR", "donor", "donateur"),
        Rule(
            name: "donor_is_not_merged_into_itself", code: "ARG.VALUE",
            found: Wording("a donor does not absorb itself", "un donateur ne s'absorbe pas lui-même"),
            remedy: Wording("name another", "en nommer un autre")),
        unknown("donor_change_is_of_a_donor", "NOTFOUND.DONOR", "donor", "donateur"),
        code("item_sku_is_a_code"), taken("item_sku_is_unique", "this item's code", "ce code d'article"), named("item_name_is_not_empty"),
        named("item_french_name_is_not_empty"), code("item_category_is_a_code"),
        oneOf("item_base_unit_is_known", "the base unit", "l'unité de base", "piece, g, ml"),
        range("item_weight_is_plausible", "the weight in grams", "le poids en grammes", "0…1000000000"),
        Rule(
            name: "item_of_grams_weighs_itself", code: "ARG.VALUE",
            found: Wording("what is counted in grams weighs what it weighs", "ce qui se compte en grammes pèse ce qu'il pèse"),
            remedy: Wording("leave weight_g out", "enlever poids_g")),
        range("item_volume_is_plausible", "the volume in millilitres", "le volume en millilitres", "0…1000000000"),
        oneOf("item_expiry_rule_is_known", "the rule of expiry", "la règle de péremption", "none, optional, required"),
        Rule(
            name: "item_serial_is_for_pieces", code: "RULE.SERIAL-FOR-PIECES",
            found: Wording("only pieces have serial numbers", "seules des pièces ont un numéro de série"),
            remedy: Wording("leave serial out, or count the item in pieces", "enlever série, ou compter l'article en pièces")),
        Rule(
            name: "item_is_not_its_own_parent", code: "ARG.VALUE",
            found: Wording("an item is not its own parent", "un article n'est pas son propre parent"),
            remedy: Wording("name another", "en nommer un autre")),
        unknown("item_parent_id_fkey", "NOTFOUND.ITEM", "item", "article"),
        unknown("item_pack_item_id_fkey", "NOTFOUND.ITEM", "item", "article"),
        Rule(
            name: "pack_name_is_a_word", code: "ARG.VALUE",
            found: Wording("a pack's name is a word of at most 40 letters", "le nom d'un conditionnement est un mot d'au plus 40 lettres"),
            remedy: Wording("write it so, such as carton", "l'écrire ainsi, par exemple carton")),
        range("pack_factor_above_zero", "the content of a pack", "le contenu d'un conditionnement", "1…10^15"),
        taken("alias_is_of_one_item", "this name of an item", "ce nom d'article"),
        unknown("item_alias_item_id_fkey", "NOTFOUND.ITEM", "item", "article"),
        Rule(
            name: "alias_is_not_empty", code: "ARG.VALUE",
            found: Wording(
                "another name is 1 to 100 characters, not only blanks", "un autre nom fait 1 à 100 signes, pas seulement des espaces"),
            remedy: Wording("write another", "en écrire un autre")),
        Rule(
            name: "change_note_is_short", code: "ARG.VALUE",
            found: Wording("a note is at most 2,000 characters", "une note fait au plus 2 000 signes"),
            remedy: Wording("write a shorter one", "en écrire une plus courte")),
        taken("item_pack_pkey", "this pack of the item", "ce conditionnement de l'article"), code("warehouse_code_is_a_code"),
        taken("warehouse_code_is_unique", "this warehouse's code", "ce code d'entrepôt"), named("warehouse_name_is_not_empty"),
        range("warehouse_latitude_in_range", "the latitude", "la latitude", "-90…90"),
        range("warehouse_longitude_in_range", "the longitude", "la longitude", "-180…180"),
        together("warehouse_position_is_whole", "lat", "lon"),
        Rule(
            name: "warehouse_time_zone_is_known", code: "ARG.VALUE",
            found: Wording("the database knows no such time zone", "la base ne connaît pas ce fuseau horaire"),
            remedy: Wording(
                "give a name of the IANA time zone database, such as Europe/Paris",
                "donner un nom de la base IANA des fuseaux, par exemple Europe/Paris")),
        code("place_code_is_a_code"), taken("place_code_is_unique", "this place's code", "ce code d'emplacement"),
        oneOf("place_kind_is_known", "the kind of place", "la sorte d'emplacement", "bin, quarantine, vehicle, tank"),
        unknown("place_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"), code("grant_code_is_a_code"),
        taken("grant_code_is_unique", "this grant's code", "ce code de subvention"),
        range("grant_amount_not_negative", "the amount in minor units", "le montant en centimes", "0…10^15"),
        currency("grant_currency_is_iso"),
        ends("grant_ends_after_it_begins", "RULE.GRANT-ENDS-BEFORE-IT-BEGINS", "the grant", "la subvention"),
        unknown("funding_grant_funder_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("funding_grant_holder_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("funding_grant_parent_id_fkey", "NOTFOUND.GRANT", "grant", "subvention"),
        unknown("funding_grant_home_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        code("grant_line_name_is_a_code"),
        range("grant_line_amount_not_negative", "the amount of a line in minor units", "le montant d'une ligne en centimes", "0…10^15"),
        unknown("funding_grant_line_grant_id_fkey", "NOTFOUND.GRANT", "grant", "subvention"),
        taken("funding_grant_line_pkey", "this line of the grant", "cette ligne de la subvention"),
        Rule(
            name: "request_key_is_well_formed", code: "ARG.VALUE",
            found: Wording("a key is 1 to 64 of A-Z a-z 0-9 . _ : -", "une clé fait 1 à 64 signes parmi A-Z a-z 0-9 . _ : -"),
            remedy: Wording("write another", "en écrire une autre")),
        Rule(
            name: "request_key_is_unique", code: "CONFLICT.KEY-REUSED",
            found: Wording("somebody used this key a moment ago", "quelqu'un vient d'employer cette clé"),
            remedy: Wording("repeat the same line, or take a new key for other words", "répéter la même ligne, ou prendre une autre clé")),
    ]

    // MARK: Persons

    private static let personRules: [Rule] = [
        code("person_code_is_a_code"), taken("person_code_is_unique", "this person's code", "ce code de personne"),
        named("person_name_is_not_empty"),
        oneOf(
            "person_role_is_known", "the role", "le rôle", "viewer, volunteer, manager, lead, partner, funder, admin"),
        Rule(
            name: "person_admin_has_no_limits", code: "ARG.VALUE",
            found: Wording("an administrator has no limits", "un administrateur n'a pas de limites"),
            remedy: Wording("leave them out, or give another role", "les enlever, ou donner un autre rôle")),
        unknown("person_role_organisation_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("person_role_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        oneOf("default_language_is_known", "the language", "la langue", "en, fr"),
        oneOf("default_format_is_known", "the form", "la forme", "table, json, tsv"),
    ]

    // MARK: Ledger

    private static let ledgerRules: [Rule] = [
        Rule(
            name: "posting_is_for_a_known_warehouse", code: "NOTFOUND.WAREHOUSE",
            found: Wording("the warehouse has no books", "l'entrepôt n'a pas de comptes"),
            remedy: Wording("see \(en: .warehouseList)", "voir \(fr: .warehouseList)")),
        unknown("warehouse_books_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        Rule(
            name: "lot_code_is_well_formed", code: "ARG.VALUE",
            found: Wording(
                "a lot's code is 1 to 64 visible signs without blanks", "le code d'un lot fait 1 à 64 signes visibles sans espace"),
            remedy: Wording("write it so", "l'écrire ainsi")),
        oneOf("lot_condition_is_known", "the condition", "l'état", "new, good, worn, damaged"),
        range("lot_pack_factor_above_zero", "the content of a pack", "le contenu d'un conditionnement", "1…10^15"),
        taken("lot_code_is_unique", "this lot of the item", "ce lot de l'article", code: "CONFLICT.LOT-DIFFERS"),
        unknown("lot_item_id_fkey", "NOTFOUND.ITEM", "item", "article"),
        unknown("lot_owner_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("lot_donor_id_fkey", "NOTFOUND.DONOR", "donor", "donateur"),
        unknown("lot_grant_id_fkey", "NOTFOUND.GRANT", "grant", "subvention"),
        unknown("lot_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        Rule(
            name: "lot_batch_is_well_formed", code: "ARG.VALUE",
            found: Wording(
                "a batch or serial number is 1 to 64 visible signs without blanks",
                "un numéro de lot ou de série fait 1 à 64 signes visibles sans espace"),
            remedy: Wording("write it so", "l'écrire ainsi")),
        oneOf("item_mobile_rule_is_known", "whether it goes on rounds", "s'il va en tournée", "allowed, never"),
        Rule(
            name: "movement_approver_is_another", code: "RULE.NEEDS-APPROVER",
            found: Wording("nobody approves what they ask for themselves", "personne n'approuve sa propre demande"),
            remedy: Wording("name somebody else with approver=", "nommer une autre personne avec accord=")),
        Rule(
            name: "movement_note_is_short", code: "ARG.VALUE",
            found: Wording("a note is at most 2,000 characters", "une note fait au plus 2 000 signes"),
            remedy: Wording("shorten it", "la raccourcir")),
        oneOf("movement_quality_is_known", "the quality", "la qualité", "counted, estimated, memory, allocated, inferred"),
        Rule(
            name: "movement_occurred_before_it_was_recorded", code: "RULE.OCCURRED-IN-FUTURE",
            found: Wording("it cannot have happened later than now", "cela ne peut pas être arrivé après maintenant"),
            remedy: Wording("check the date and the time", "vérifier la date et l'heure")),
        Rule(
            name: "movement_is_not_before_the_books", code: "ARG.VALUE",
            found: Wording("the books begin with the year 2000", "les comptes commencent avec l'an 2000"),
            remedy: Wording("check the year", "vérifier l'année")),
        Rule(
            name: "movement_reversed_once", code: "RULE.ALREADY-REVERSED",
            found: Wording("this movement was reversed a moment ago", "ce mouvement vient d'être annulé"),
            remedy: Wording("see \(en: .movementShow)", "voir \(fr: .movementShow)")),
        unknown("movement_reverses_an_entry", "NOTFOUND.MOVEMENT", "movement", "mouvement"),
        unknown("movement_corrects_an_entry", "NOTFOUND.MOVEMENT", "movement", "mouvement"),
        unknown("movement_adjusts_a_count", "NOTFOUND.COUNT", "count", "comptage"),
        unknown("movement_is_of_a_known_round", "NOTFOUND.ROUND", "round", "tournée"),
        unknown("movement_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        range("line_quantity_above_zero", "a quantity", "une quantité", "1…10^15", code: "RULE.QUANTITY-ABOVE-ZERO"),
        unknown("line_moves_a_known_lot", "NOTFOUND.LOT", "lot", "lot"),
        unknown("line_leaves_a_known_place", "NOTFOUND.PLACE", "place", "emplacement"),
        unknown("line_reaches_a_known_place", "NOTFOUND.PLACE", "place", "emplacement"),
        Rule(
            name: "line_moves_between_places", code: "RULE.SAME-PLACE",
            found: Wording("goods go from a place to another one", "des biens vont d'un emplacement à un autre"),
            remedy: Wording("name two places", "nommer deux emplacements")),
        range(
            "balance_not_above_ceiling", "what a place holds of a lot", "ce qu'un emplacement tient d'un lot", "0…10^15",
            code: "RULE.QUANTITY-CEILING"),
        Rule(
            name: "balance_covers_reservations", code: "STOCK.INSUFFICIENT",
            found: Wording("not so much is there and free of promises", "il n'y en a pas autant de disponible"),
            remedy: Wording("see stock and take less, or add anyway=REASON", "voir stock et en prendre moins, ou ajouter malgré=MOTIF")),
        range("receipt_quantity_above_zero", "a quantity", "une quantité", "1…10^15", code: "RULE.QUANTITY-ABOVE-ZERO"),
        range("receipt_value_not_negative", "the value in minor units", "la valeur en centimes", "0…10^15"),
        Rule(
            name: "receipt_is_of_an_open_delivery", code: "RULE.DELIVERY-CLOSED",
            found: Wording(
                "the delivery was closed a moment ago and its note is made",
                "la livraison vient d'être close et son bon est fait"),
            remedy: Wording(
                "open another with \(en: .deliveryOpen) for what is found late",
                "en ouvrir une autre avec \(fr: .deliveryOpen) pour ce qui vient en retard")),
        unknown("receipt_came_with_a_delivery", "NOTFOUND.DELIVERY", "delivery", "livraison"),
        unknown("receipt_is_of_a_purchase", "NOTFOUND.PURCHASE", "purchase", "achat"),
        unknown("spending_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        unknown("spending_is_of_a_known_owner", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("spending_is_charged_to_a_known_grant", "NOTFOUND.GRANT", "grant", "subvention"),
        Rule(
            name: "spending_is_charged_to_a_line_of_its_grant", code: "RULE.LINE-CHARGED",
            found: Wording("money was charged to this line of the grant", "de l'argent est imputé à cette ligne de la subvention"),
            remedy: Wording("keep the line; its amount may be another", "garder la ligne ; son montant peut changer")),
        range("spending_amount_above_zero", "the amount in minor units", "le montant en centimes", "1…10^15"),
        currency("spending_currency_is_iso"),
        named("spending_supplier_is_short"), named("spending_invoice_is_short"), named("spending_purpose_is_short"),
        range("spending_note_is_short", "the length of a remark", "la longueur d'une remarque", "0…2000"),
        Rule(
            name: "spending_reversed_once", code: "RULE.SPENDING-REVERSED",
            found: Wording("somebody took it back a moment ago", "quelqu'un vient de le reprendre"),
            remedy: Wording("write it down again if it was right", "l'écrire à nouveau si c'était juste")),
        unknown("purchase_is_of_a_known_item", "NOTFOUND.ITEM", "item", "article"),
        range("purchase_quantity_above_zero", "a quantity", "une quantité", "1…10^15", code: "RULE.QUANTITY-ABOVE-ZERO"),
        range("purchase_value_not_negative", "the value in minor units", "la valeur en centimes", "0…10^15"),
        taken("purchase_names_an_item_once", "this item of the purchase", "cet article de l'achat"),
        currency("rate_currency_is_iso"), currency("rate_other_currency_is_iso"),
        range("rate_above_zero", "the rate", "le taux", "0.000001…1000000"),
        Rule(
            name: "rate_is_between_two_currencies", code: "ARG.VALUE",
            found: Wording("a rate is between two currencies", "un taux relie deux monnaies"),
            remedy: Wording("name another", "en nommer une autre")),
        unknown("valuation_is_of_a_known_item", "NOTFOUND.ITEM", "item", "article"),
        range("valuation_quantity_above_zero", "a quantity", "une quantité", "1…10^15", code: "RULE.QUANTITY-ABOVE-ZERO"),
        range("valuation_value_not_negative", "the value in minor units", "la valeur en centimes", "0…10^15"),
        currency("valuation_currency_is_iso"),
        unknown("delivery_is_of_a_known_donor", "NOTFOUND.DONOR", "donor", "donateur"),
        unknown("delivery_is_unloaded_at_a_known_place", "NOTFOUND.PLACE", "place", "emplacement"),
        unknown("delivery_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        named("delivery_waybill_is_short"), named("delivery_customs_is_short"), named("delivery_witness_is_short"),
        range("delivery_note_is_short", "the length of a remark", "la longueur d'une remarque", "0…2000"),
        unknown("expected_is_of_a_known_donor", "NOTFOUND.DONOR", "donor", "donateur"),
        unknown("expected_is_a_known_item", "NOTFOUND.ITEM", "item", "article"),
        unknown("expected_is_for_a_known_owner", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("expected_at_a_known_place", "NOTFOUND.PLACE", "place", "emplacement"),
        unknown("expected_donation_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        unknown("arrival_was_expected", "NOTFOUND.EXPECTED", "announcement", "annonce"),
        range("expected_quantity_above_zero", "a quantity", "une quantité", "1…10^15", code: "RULE.QUANTITY-ABOVE-ZERO"),
        range("expected_note_is_short", "the length of a remark", "la longueur d'une remarque", "0…2000"),
        currency("receipt_currency_is_iso"),
        together("receipt_value_has_a_currency", "value", "currency"),
        Rule(
            name: "kit_is_not_inside_itself", code: "RULE.KIT-INSIDE-ITSELF",
            found: Wording("the kit would be inside itself", "le kit serait dans lui-même"),
            remedy: Wording("leave it out of its own components", "l'enlever de ses propres composants")),
        range("component_quantity_above_zero", "a quantity", "une quantité", "1…10^15", code: "RULE.QUANTITY-ABOVE-ZERO"),
        unknown("component_is_a_known_item", "NOTFOUND.ITEM", "item", "article"),
        unknown("recipe_is_of_a_known_item", "NOTFOUND.ITEM", "item", "article"),
        oneOf("issue_recipient_is_known", "who it is for", "pour qui", "door, site, organisation, recycler"),
        range("issue_people_in_range", "the number of people", "le nombre de personnes", "0…1000000"),
        range("issue_women_in_range", "the number of women", "le nombre de femmes", "0…1000000"),
        range("issue_children_in_range", "the number of children", "le nombre d'enfants", "0…1000000"),
        Rule(
            name: "issue_women_and_children_within_people", code: "ARG.VALUE",
            found: Wording("more women and children than people", "plus de femmes et d'enfants que de personnes"),
            remedy: Wording("people= counts everybody", "personnes= compte tout le monde")),
        unknown("issue_is_for_a_known_site", "NOTFOUND.SITE", "site", "site"),
        unknown("issue_organisation_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        currency("inheritance_currency_is_iso"),
        unknown("lot_inheritance_value_grant_id_fkey", "NOTFOUND.GRANT", "grant", "subvention"),
        Rule(
            name: "sorting_takes_what_went_in", code: "RULE.SORTING-SETTLED",
            found: Wording("less is left of this sorting than was said", "il reste moins de ce tri que ce qui est dit"),
            remedy: Wording("see \(en: .sortList)", "voir \(fr: .sortList)")),
        Rule(
            name: "snapshot_is_a_day_old", code: "RULE.SNAPSHOT-TOO-YOUNG",
            found: Wording("a snapshot is of an instant at least a day back", "un cliché est d'un instant d'au moins un jour"),
            remedy: Wording("take it later", "le prendre plus tard")),
        Rule(
            name: "ledger_is_append_only", code: "RULE.APPEND-ONLY",
            found: Wording("what is in the books stays", "ce qui est dans les comptes y reste"),
            remedy: Wording("book a reversal or a correction instead", "enregistrer une annulation ou une correction")),
        range("reservation_quantity_above_zero", "a quantity", "une quantité", "1…10^15", code: "RULE.QUANTITY-ABOVE-ZERO"),
        unknown("reservation_is_at_a_known_place", "NOTFOUND.PLACE", "place", "emplacement"),
        unknown("reservation_is_of_a_known_lot", "NOTFOUND.LOT", "lot", "lot"),
        unknown("reservation_is_of_a_known_round", "NOTFOUND.ROUND", "round", "tournée"),
        oneOf("count_state_is_known", "the state of a count", "l'état d'un comptage", "open, closed, cancelled"),
        unknown("movement_replaces_an_entry", "NOTFOUND.MOVEMENT", "movement", "mouvement"),
        Rule(
            name: "count_open_once_a_place", code: "RULE.COUNT-OPEN",
            found: Wording("a count is open at this place", "un comptage est ouvert à cet emplacement"),
            remedy: Wording("close or cancel it first", "le fermer ou l'annuler d'abord")),
        unknown("count_is_at_a_known_place", "NOTFOUND.PLACE", "place", "emplacement"),
        unknown("stock_count_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        range("count_quantity_in_range", "a count", "un comptage", "0…10^15"),
        unknown("count_line_belongs_to_a_count", "NOTFOUND.COUNT", "count", "comptage"),
        unknown("count_line_is_of_a_known_lot", "NOTFOUND.LOT", "lot", "lot"),
        unknown("transit_is_of_a_movement", "NOTFOUND.TRANSIT", "transit", "transit"),
        unknown("transit_to_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        Rule(
            name: "transit_goes_elsewhere", code: "RULE.TWO-WAREHOUSES",
            found: Wording("goods in transit go to another warehouse", "un transit va vers un autre entrepôt"),
            remedy: Wording("transfer inside the warehouse instead", "transférer à l'intérieur de l'entrepôt")),
        range("arrival_sent_above_zero", "what was sent", "ce qui fut envoyé", "1…10^15", code: "RULE.QUANTITY-ABOVE-ZERO"),
        range("arrival_received_not_negative", "what arrived", "ce qui est arrivé", "0…10^15"),
        range("arrival_lost_not_negative", "what was lost", "ce qui fut perdu", "0…10^15"),
        Rule(
            name: "arrival_not_above_what_was_sent", code: "RULE.TRANSIT-MORE-THAN-SENT",
            found: Wording("more arrived or was lost than was sent", "plus est arrivé ou perdu qu'envoyé"),
            remedy: Wording(
                "see \(en: .transitList); book the rest as found", "voir \(fr: .transitList) ; enregistrer le reste comme trouvé")),
        unknown("transit_arrival_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
    ]

    // MARK: Sites and rounds

    private static let roundRules: [Rule] = [
        code("site_code_is_a_code"), code("site_zone_is_a_code"), taken("site_code_is_unique", "this site's code", "ce code de lieu"),
        unknown("site_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        range("site_latitude_in_range", "the latitude", "la latitude", "-90…90"),
        range("site_longitude_in_range", "the longitude", "la longitude", "-180…180"), together("site_position_is_whole", "lat", "lon"),
        oneOf("site_sensitivity_is_known", "the sensitivity", "la sensibilité", "normal, restricted"),
        oneOf("site_status_is_known", "the status", "l'état", "open, evicted, unreachable, closed"),
        range("site_people_in_range", "the number of people", "le nombre de personnes", "0…1000000"),
        range("site_service_time_in_range", "the seconds at a stop", "les secondes d'un arrêt", "0…86400"),
        range("site_service_time_per_person_in_range", "the seconds per person", "les secondes par personne", "0…3600"),
        range("site_team_in_range", "the size of the team", "la taille de l'équipe", "0…100"),
        range("window_weekday_is_known", "the weekday", "le jour de semaine", "0…7"),
        range("window_opens_in_range", "the opening time in seconds", "l'heure d'ouverture en secondes", "0…172800"),
        ends("window_ends_after_it_begins", "ARG.VALUE", "the window", "le créneau"),
        taken("site_window_pkey", "a window that opens then", "un créneau qui ouvre alors"),
        unknown("window_is_of_a_known_site", "NOTFOUND.SITE", "site", "lieu"),
        range("headcount_in_range", "the number of people", "le nombre de personnes", "0…1000000"),
        taken("site_headcount_pkey", "a headcount of that instant", "un décompte de cet instant"),
        unknown("headcount_is_of_a_known_site", "NOTFOUND.SITE", "site", "lieu"),
        unknown("status_change_is_of_a_known_site", "NOTFOUND.SITE", "site", "lieu"),
        named("allowance_person_is_not_empty"),
        oneOf("allowance_role_is_known", "the role", "le rôle", "viewer, volunteer, manager, lead, partner, funder, admin"),
        Rule(
            name: "allowance_names_a_person_or_a_role", code: "ARG.MISSING",
            found: Wording("who may see a site is a person or a role", "qui peut voir un lieu est une personne ou un rôle"),
            remedy: Wording("give one of the two", "donner l'un des deux")),
        taken("allowance_stated_once", "this leave to see the site", "cette permission de voir le lieu"),
        unknown("allowance_is_of_a_known_site", "NOTFOUND.SITE", "site", "lieu"),
        range("need_units_above_zero", "the quantity needed", "la quantité nécessaire", "1…10^12"),
        range("need_days_above_zero", "the days a quantity lasts", "les jours que dure une quantité", "1…3650"),
        range("need_season_begins_in_a_month", "the month a season begins", "le mois où commence la saison", "1…12"),
        range("need_season_ends_in_a_month", "the month a season ends", "le mois où finit la saison", "1…12"),
        together("need_season_is_whole", "season from", "season until"),
        range("need_frost_units_above_zero", "the quantity in frost", "la quantité par gel", "1…10^12"),
        range("need_interval_above_zero", "the days between visits", "les jours entre visites", "1…365"),
        Rule(
            name: "need_longest_interval_not_below_interval", code: "ARG.VALUE",
            found: Wording("the longest interval is below the usual one", "le plus long intervalle est sous l'habituel"),
            remedy: Wording("correct one of them", "corriger l'un des deux")),
        oneOf("need_class_is_known", "the class of a need", "la classe d'un besoin", "emergency, vital, essential, comfort"),
        taken("need_stated_once", "this need of the item at the site", "ce besoin de l'article au lieu"),
        unknown("need_is_of_a_known_site", "NOTFOUND.SITE", "site", "lieu"),
        unknown("need_item_id_fkey", "NOTFOUND.ITEM", "item", "article"),
        unknown("need_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        range("share_percent_in_range", "a share in percent", "une part en pour cent", "1…100"),
        taken("need_share_pkey", "a share of this item", "une part de cet article"),
        unknown("need_share_item_id_fkey", "NOTFOUND.ITEM", "item", "article"),
        unknown("share_is_of_a_known_need", "NOTFOUND.NEED", "need", "besoin"),
        code("vehicle_code_is_a_code"), taken("vehicle_code_is_unique", "this vehicle's code", "ce code de véhicule"),
        range("vehicle_carries_weight", "the load in grams", "la charge en grammes", "1…10^11"),
        range("vehicle_carries_volume", "the load in millilitres", "la charge en millilitres", "1…10^11"),
        range("vehicle_shift_begins_in_a_day", "the start of the shift in seconds", "le début du service en secondes", "0…172800"),
        ends("vehicle_shift_ends_after_it_begins", "ARG.VALUE", "the shift", "le service"),
        together("vehicle_start_is_whole", "lat", "lon"),
        oneOf("vehicle_status_is_known", "the status", "l'état", "ready, broken, away"),
        unknown("vehicle_is_a_place", "NOTFOUND.PLACE", "place", "emplacement"),
        unknown("vehicle_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        range("crew_drivers_in_range", "the number of drivers", "le nombre de conducteurs", "0…1000"),
        range("crew_volunteers_in_range", "the number of volunteers", "le nombre de bénévoles", "0…1000"),
        range("crew_women_in_range", "the number of women", "le nombre de femmes", "0…2000"),
        taken("crew_stated_once", "this organisation's crew of that day", "l'équipe de cette association ce jour-là"),
        unknown("crew_organisation_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("crew_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        range("plan_days_in_range", "the days of a plan", "les jours d'un plan", "1…31"),
        unknown("plan_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        unknown("plan_unserved_item_id_fkey", "NOTFOUND.ITEM", "item", "article"),
        unknown("unserved_belongs_to_a_plan", "NOTFOUND.PLAN", "plan", "plan"),
        unknown("unserved_is_of_a_known_site", "NOTFOUND.SITE", "site", "lieu"),
        oneOf(
            "round_state_is_known", "the state of a round", "l'état d'une tournée",
            "draft, approved, loading, underway, returned, closed, cancelled"),
        Rule(
            name: "round_has_its_vehicle_alone", code: "PLAN.VEHICLE-TAKEN",
            found: Wording("another round has the vehicle at that time", "une autre tournée a le véhicule à ce moment"),
            remedy: Wording(
                "see \(en: .roundList), make the plan anew, cancel the other round, or add anyway=REASON",
                "voir \(fr: .roundList), refaire le plan, annuler l'autre tournée, ou ajouter malgré=MOTIF")),
        Rule(
            name: "round_occupies_some_time", code: "ARG.VALUE",
            found: Wording("a round leaves after the year 2000 and comes back", "une tournée part après l'an 2000 et revient"),
            remedy: Wording("correct its date", "corriger sa date")),
        Rule(
            name: "round_shares_for_a_reason", code: "ARG.VALUE",
            found: Wording(
                "the reason why two rounds share a vehicle is 1 to 2000 characters",
                "la raison de partager un véhicule fait 1 à 2000 signes"),
            remedy: Wording("write it in anyway=", "l'écrire dans malgré=")),
        unknown("round_is_of_a_known_plan", "NOTFOUND.PLAN", "plan", "plan"),
        unknown("round_is_driven_by_a_known_vehicle", "NOTFOUND.VEHICLE", "vehicle", "véhicule"),
        unknown("round_organisation_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("round_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        oneOf(
            "round_step_is_known", "the step of a round", "l'étape d'une tournée",
            "open, approve, load, depart, arrive, deliver, return, close, cancel"),
        oneOf("round_step_quality_is_known", "the quality", "la qualité", "counted, estimated, memory"),
        Rule(
            name: "round_step_pkey", code: "CONFLICT.REVISION",
            found: Wording("somebody took the same step of the round a moment ago", "quelqu'un vient de faire la même étape de la tournée"),
            remedy: Wording(
                "see \(en: .roundShow), then repeat the line if it is still needed",
                "voir \(fr: .roundShow), puis répéter la ligne au besoin")),
        unknown("step_belongs_to_a_round", "NOTFOUND.ROUND", "round", "tournée"),
        range("stop_sequence_above_zero", "the number of a stop", "le numéro d'un arrêt", "1…"),
        taken("stop_sequence_is_unique", "this number of a stop", "ce numéro d'arrêt"),
        oneOf(
            "stop_outcome_is_known", "the outcome", "le résultat",
            "served, partly-served, no-access, stopped-by-police, evicted, no-one-there"),
        range("stop_people_in_range", "the number of people", "le nombre de personnes", "0…1000000"),
        range("stop_women_in_range", "the number of women", "le nombre de femmes", "0…1000000"),
        range("stop_children_in_range", "the number of children", "le nombre d'enfants", "0…1000000"),
        Rule(
            name: "stop_women_and_children_within_people", code: "ARG.VALUE",
            found: Wording("women and children are more than the people", "femmes et enfants dépassent le nombre de personnes"),
            remedy: Wording("correct one of the figures", "corriger l'un des chiffres")),
        oneOf("stop_quality_is_known", "the quality", "la qualité", "counted, estimated, memory"),
        unknown("stop_belongs_to_a_round", "NOTFOUND.ROUND", "round", "tournée"),
        unknown("stop_is_at_a_known_site", "NOTFOUND.SITE", "site", "lieu"),
        range("stop_item_planned_above_zero", "the quantity planned", "la quantité prévue", "1…10^15", code: "RULE.QUANTITY-ABOVE-ZERO"),
        unknown("stop_item_belongs_to_a_stop", "NOTFOUND.STOP", "stop", "arrêt"),
        unknown("round_stop_item_item_id_fkey", "NOTFOUND.ITEM", "item", "article"),
        taken("round_stop_item_pkey", "this item at the stop", "cet article à l'arrêt"),
        range("unserved_expired_not_negative", "the quantity expired", "la quantité périmée", "0…10^15", code: "RULE.QUANTITY-ABOVE-ZERO"),
        range("stop_lot_planned_above_zero", "the quantity planned", "la quantité prévue", "1…10^15", code: "RULE.QUANTITY-ABOVE-ZERO"),
        unknown("stop_lot_is_of_a_planned_item", "NOTFOUND.ITEM", "item", "article"),
        unknown("stop_lot_is_of_a_known_lot", "NOTFOUND.LOT", "lot", "lot"),
        unknown("stop_lot_is_at_a_known_place", "NOTFOUND.PLACE", "place", "emplacement"),
        taken("round_stop_lot_pkey", "this lot at the stop", "ce lot à l'arrêt"), code("service_is_a_code"),
        range("service_served_in_range", "the number served", "le nombre de personnes servies", "0…1000000"),
        unknown("service_belongs_to_a_stop", "NOTFOUND.STOP", "stop", "arrêt"),
        taken("round_stop_service_pkey", "this service at the stop", "ce service à l'arrêt"),
    ]

    // MARK: Reports

    private static let reportRules: [Rule] = [
        oneOf("report_name_is_known", "the report", "le rapport", "nightly, usage"),
        oneOf("report_audience_is_known", "the audience", "le public", "internal, partner, funder, public"),
        oneOf("report_language_is_known", "the language", "la langue", "en, fr"),
        oneOf("report_state_is_known", "the state of a report", "l'état d'un rapport", "due, preview, sealed, failed, superseded"),
        oneOf("report_format_is_known", "the format", "le format", "text, html, csv, pdf, xlsx"),
        ends("report_period_ends_after_it_begins", "ARG.VALUE", "the period", "la période"),
        Rule(
            name: "report_usage_is_of_a_grant", code: "ARG.MISSING",
            found: Wording("a usage report is of a grant", "un rapport d'usage est celui d'une subvention"),
            remedy: Wording("add grant=CODE", "ajouter subvention=CODE")),
        taken("report_once_a_period", "this revision of the report", "cette révision du rapport", code: "CONFLICT.REVISION"),
        unknown("report_run_grant_id_fkey", "NOTFOUND.GRANT", "grant", "subvention"),
        unknown("report_run_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        unknown("report_file_belongs_to_a_report", "NOTFOUND.REPORT", "report", "rapport"),
        Rule(
            name: "report_stays_sealed", code: "RULE.REPORT-SEALED",
            found: Wording("a sealed report stays as it is", "un rapport scellé reste tel quel"),
            remedy: Wording(
                "run it again: what changed goes into a new revision", "le refaire : ce qui a changé va dans une nouvelle révision")),
        Rule(
            name: "report_is_sealed_after_its_days", code: "RULE.REPORT-NOT-OVER",
            found: Wording(
                "the days of this report are not over by the database's clock",
                "les jours de ce rapport ne sont pas finis d'après l'horloge de la base"),
            remedy: Wording("until then it is a preview; see \(en: .showStatus)", "d'ici là c'est un aperçu ; voir \(fr: .showStatus)")),
        Rule(
            name: "report_is_sealed_by_a_trusted_clock", code: "RULE.CLOCK-HELD",
            found: Wording(
                "nothing is sealed while the clock is in doubt", "rien n'est scellé tant que l'horloge est douteuse"),
            remedy: Wording(
                "see \(en: .showStatus); set the machine's clock, or an administrator accepts it with \(en: .adminClockAccept)",
                "voir \(fr: .showStatus) ; régler l'horloge de la machine, ou un administrateur l'accepte avec \(fr: .adminClockAccept)")),
        taken("report_file_pkey", "this file of the report", "ce fichier du rapport", code: "CONFLICT.REVISION"),
        unknown("verification_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
    ]

    // MARK: Between owners

    private static let ownerRules: [Rule] = [
        oneOf("consent_answer_is_known", "the answer", "la réponse", "yes, no, ask"),
        oneOf("consent_terms_are_known", "the terms", "les conditions", "loan, gift"),
        oneOf("loan_terms_are_known", "the terms", "les conditions", "loan, gift"),
        oneOf("round_loan_terms_are_known", "the terms", "les conditions", "loan, gift"),
        Rule(
            name: "consent_is_for_others", code: "ARG.VALUE",
            found: Wording("an owner uses their own goods without being asked", "une association utilise ses biens sans demander"),
            remedy: Wording("name another user", "nommer une autre association")),
        Rule(
            name: "consent_is_of_an_item_or_a_category", code: "ARG.VALUE",
            found: Wording("a consent is of an item or of a category", "un accord porte sur un article ou sur une catégorie"),
            remedy: Wording("say one of them", "dire l'un ou l'autre")),
        between("loan_is_between_two"), between("settlement_is_between_two"),
        range("settlement_quantity_above_zero", "the quantity", "la quantité", "1…10^15"),
        unknown("consent_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        unknown("settlement_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        unknown("consent_owner_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("consent_user_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("loan_lender_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("loan_borrower_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("round_loan_lender_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("settlement_lender_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("settlement_borrower_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("consent_item_id_fkey", "NOTFOUND.ITEM", "item", "article"),
        unknown("round_loan_item_id_fkey", "NOTFOUND.ITEM", "item", "article"),
        unknown("settlement_item_id_fkey", "NOTFOUND.ITEM", "item", "article"),
        unknown("round_loan_is_of_a_round", "NOTFOUND.ROUND", "round", "tournée"),
        unknown("warehouse_closing_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        unknown("handover_to_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        unknown("handover_owner_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        named("handover_is_to_somebody"),
        unknown("partner_request_warehouse_id_fkey", "NOTFOUND.WAREHOUSE", "warehouse", "entrepôt"),
        unknown("partner_request_owner_id_fkey", "NOTFOUND.ORGANISATION", "organisation", "association"),
        unknown("partner_request_item_item_id_fkey", "NOTFOUND.ITEM", "item", "article"),
        range("partner_request_purpose_is_short", "the length of what it is for", "la longueur de pour=", "1…500"),
        range("partner_request_asks_for_something", "the quantity", "la quantité", "0…10^15"),
        range("partner_request_agrees_to_something", "the quantity", "la quantité", "0…10^15"),
        taken("movement_fills_one_request", "this movement of a request", "ce mouvement d'une demande"),
        unknown("request_is_filled_by_a_movement", "NOTFOUND.MOVEMENT", "movement", "mouvement"),
    ]

    private static func between(_ name: String) -> Rule {
        Rule(
            name: name, code: "ARG.VALUE",
            found: Wording("nobody owes themselves anything", "personne ne se doit rien à soi-même"),
            remedy: Wording("name two organisations", "nommer deux associations"))
    }

    // MARK: Rules that only a fault of the program can break

    private static let innerRules: [Rule] = [
        "spending_pkey", "spending_kind_is_known", "spending_line_is_of_a_grant", "spending_reverses_spending", "purchase_pkey",
        "purchase_is_spending", "purchase_is_closed_by_somebody", "purchase_line_pkey", "purchase_line_number_above_zero",
        "purchase_line_belongs_to_a_purchase", "exchange_rate_pkey", "valuation_pkey",
        "donor_change_pkey", "donor_change_is_known", "delivery_pkey", "delivery_note_number_above_zero", "delivery_note_is_numbered_once",
        "delivery_is_closed_with_a_note", "expected_donation_pkey", "expected_outcome_is_known", "expected_has_ended_or_not",
        "expected_arrival_pkey", "arrival_is_of_a_movement",
        "instance_is_one", "instance_pkey", "catalogue_change_pkey", "change_subject_is_known", "change_field_is_named",
        "change_changes_something", "organisation_pkey", "donor_pkey", "item_pkey", "warehouse_pkey", "place_kind_pkey",
        "place_kind_with_stock_is_unique", "place_pkey", "place_stock_is_known", "funding_grant_pkey", "audit_pkey", "movement_reason_pkey",
        "warehouse_books_pkey", "lot_pkey", "lot_origin_is_whole", "lot_arrives_from_elsewhere", "movement_pkey", "movement_reason_fkey",
        "movement_belongs_to_an_entry", "movement_undo_is_a_reversal", "period_pkey", "period_warehouse_id_fkey", "lot_change_pkey",
        "lot_change_is_of_a_known_trait", "lot_change_is_of_a_known_lot", "lot_change_changes_something", "period_note_is_short",
        "lot_change_note_is_short", "movement_line_pkey", "line_belongs_to_a_movement", "balance_pkey",
        "balance_reserved_not_negative",
        "balance_only_where_stock_is", "balance_is_at_a_real_place", "balance_is_of_a_known_lot", "receipt_pkey",
        "receipt_is_of_a_movement",
        "receipt_is_of_a_known_lot", "lot_inheritance_pkey", "inheritance_number_above_zero", "inheritance_went_in_not_negative",
        "inheritance_came_out_not_negative", "inheritance_is_of_a_movement", "inheritance_is_of_a_known_lot",
        "inheritance_leads_to_a_known_lot", "inheritance_gives_back_a_known_lot", "inheritance_of_waste_is_nothing",
        "inheritance_value_above_zero", "inheritance_value_is_told_once", "inheritance_value_belongs_to_an_inheritance",
        "inheritance_value_is_of_a_known_lot", "sorting_pkey", "kit_recipe_pkey",
        "recipe_version_above_zero", "kit_component_pkey", "issue_pkey",
        "issue_is_a_movement", "component_belongs_to_a_recipe", "sorting_is_a_movement",
        "sorting_began_with_a_movement",
        "ledger_exception_pkey", "exception_kind_is_known", "exception_quantity_above_zero",
        "exception_concerns_a_movement", "exception_is_explained_by_somebody", "journal_position_above_zero", "journal_position_is_unique",
        "import_row_pkey", "import_row_is_a_movement", "import_identity_is_a_digest", "import_ordinal_above_zero",
        "journal_lists_a_movement_once", "journal_lists_movements", "balance_snapshot_pkey", "snapshot_pkey", "snapshot_warehouse_id_fkey",
        "reservation_pkey", "reservation_release_pkey", "release_quantity_above_zero", "release_is_caused_by_a_movement",
        "stock_count_pkey",
        "count_has_ended_or_not", "stock_count_line_pkey", "count_expected_not_negative", "transit_pkey", "transit_arrival_pkey",
        "site_pkey", "site_allowance_pkey",
        "site_status_change_pkey", "need_pkey", "vehicle_pkey", "plan_pkey", "plan_unserved_pkey", "round_pkey", "round_stop_pkey",
        "clock_mark_pkey", "clock_mark_is_one", "clock_leap_is_forward", "clock_acceptance_is_by_somebody", "verification_pkey",
        "verification_faults_not_negative", "verification_has_ended_or_not",
        "person_pkey", "person_last_day_has_its_end", "person_erased_has_ended", "person_erased_has_no_name", "person_role_person_id_fkey",
        "person_role_stated_once", "person_pin_pkey", "person_pin_person_id_fkey", "pin_is_hashed", "pin_try_pkey",
        "pin_failures_above_zero", "session_default_pkey", "event_pkey", "event_topic_is_known",
        "report_run_pkey", "report_revision_above_zero", "report_sealed_is_whole", "report_file_name_is_plain", "schema_migration_pkey",
        "schema_applied_pkey", "consent_pkey", "loan_pkey", "round_loan_pkey", "settlement_pkey", "loan_is_of_a_movement",
        "settlement_is_of_a_movement", "settlement_moves_goods_or_says_why", "settlement_is_ended_by_somebody",
        "warehouse_closing_pkey", "closing_was_counted_by_somebody", "closing_was_ended_by_somebody", "handover_pkey",
        "handover_is_of_a_movement", "handover_goes_one_way", "partner_request_pkey", "partner_request_is_answered_by_somebody",
        "partner_request_item_pkey", "partner_request_item_is_of_a_request", "movement_fills_a_known_request",
    ].map(inner)

    // MARK: Rules of wording

    private static func inner(_ name: String) -> Rule {
        Rule(
            name: name, code: "INTERNAL",
            found: Wording(
                "the books refused what the program wrote (rule \(name))",
                "les comptes ont refusé ce que le programme écrivait (règle \(name))"),
            remedy: Wording("nothing was booked; tell the administrator", "rien n'est enregistré ; prévenir l'administrateur"))
    }

    private static func code(_ name: String) -> Rule {
        Rule(
            name: name, code: "ARG.VALUE",
            found: Wording(
                "a code is 1 to 40 of a-z, 0-9 and dash, not beginning with a dash",
                "un code fait 1 à 40 signes parmi a-z, 0-9 et le tiret, sans commencer par un tiret"),
            remedy: Wording("write it so", "l'écrire ainsi"))
    }

    private static func named(_ name: String) -> Rule {
        Rule(
            name: name, code: "ARG.VALUE",
            found: Wording("a name is 1 to 200 characters, not only blanks", "un nom fait 1 à 200 signes, pas seulement des espaces"),
            remedy: Wording("write another", "en écrire un autre"))
    }

    private static func range(_ name: String, _ english: String, _ french: String, _ limits: String, code: ErrorCode = "ARG.VALUE") -> Rule
    {
        Rule(
            name: name, code: code, found: Wording("\(english) lies outside \(limits)", "\(french) : hors de \(limits)"),
            remedy: Wording("correct the figure", "corriger le chiffre"))
    }

    private static func oneOf(_ name: String, _ english: String, _ french: String, _ words: String) -> Rule {
        Rule(
            name: name, code: "ARG.VALUE", found: Wording("\(english) is none of \(words)", "\(french) n'est pas parmi \(words)"),
            remedy: Wording("write one of them", "en écrire un"))
    }

    private static func taken(_ name: String, _ english: String, _ french: String, code: ErrorCode = "CONFLICT.EXISTS") -> Rule {
        Rule(
            name: name, code: code, found: Wording("\(english) exists already", "\(french) existe déjà"),
            remedy: Wording("look at what is there, or take another", "regarder ce qui existe, ou en prendre un autre"))
    }

    private static func unknown(_ name: String, _ code: ErrorCode, _ english: String, _ french: String) -> Rule {
        Rule(
            name: name, code: code, found: Wording("there is no such \(english)", "cela n'existe pas : \(french)"),
            remedy: Wording("see the list and name it again", "voir la liste et le nommer de nouveau"))
    }

    private static func together(_ name: String, _ first: String, _ second: String) -> Rule {
        Rule(
            name: name, code: "ARG.MISSING",
            found: Wording("\(first) and \(second) go together", "\(first) et \(second) vont ensemble"),
            remedy: Wording("give both or neither", "donner les deux ou aucun"))
    }

    private static func currency(_ name: String) -> Rule {
        Rule(
            name: name, code: "ARG.UNIT",
            found: Wording("a currency is three capital letters", "une monnaie s'écrit en trois lettres capitales"),
            remedy: Wording("write it so, such as EUR", "l'écrire ainsi, par exemple EUR"))
    }

    private static func ends(_ name: String, _ code: ErrorCode, _ english: String, _ french: String) -> Rule {
        Rule(
            name: name, code: code, found: Wording("\(english) ends before it begins", "\(french) finit avant de commencer"),
            remedy: Wording("check both ends", "vérifier les deux bouts"))
    }
}

extension Refusal {
    /// The refusal that an error of the database stands for; nil unless a rule of the schema was broken.
    package init?(_ error: PostgresError) {
        guard let refusal = ConstraintErrors.refusal(error) else { return nil }
        self = refusal
    }
}
