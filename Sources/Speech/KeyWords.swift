/// The keys of records as people who read French say them. Records keep their English keys, which tools rely on; headers of tables, and
/// `colonnes=`, take these words.
package enum KeyWords {
    /// A key in a language: `on hand` stays `on_hand` in English, because that is what `columns=` takes.
    package static func word(_ key: String, _ language: Language) -> String {
        language == .french ? french[key] ?? key : key
    }

    /// The key that somebody named, in either language, with or without accents; nil when none of these is meant.
    package static func key(_ typed: String, among keys: [String]) -> String? {
        if keys.contains(typed) { return typed }
        let folded = FoldedText(typed).text
        return keys.first { FoldedText($0).text == folded || french[$0].map { FoldedText($0).text == folded } ?? false }
    }

    /// Whether a key has a French word of its own.
    package static func isKnown(_ key: String) -> Bool { french[key] != nil }

    private static let french: [String: String] = [
        "agreed": "accordé", "as": "comme", "becomes": "devient", "count_state": "comptage_situation", "counters": "compteurs",
        "destination": "destination", "do": "faire", "ended_at": "fini_le", "ended_by": "fini_par", "enough_for": "suffit_pour",
        "entered": "relevé", "fill": "remplissage", "for": "pour", "needed": "nécessaire", "number": "numéro", "places": "emplacements",
        "replaced_by": "remplacé_par", "reservation": "réservation", "service_minutes": "service_min", "trait": "particularité",
        "version": "version", "women_only": "femmes_seules",
        "absorbed": "réunis", "added_at": "ajouté_le", "added_by": "ajouté_par", "address": "adresse", "after": "après", "before": "avant",
        "came": "arrivé_le", "change": "changement", "changed_by": "changé_par", "customs": "douane", "first": "premier", "gifts": "dons",
        "last": "dernier", "late": "en_retard", "pin": "code_secret", "remark": "remarque", "rest": "reste", "stands": "tient",
        "text": "texte", "undoes": "annule", "witness": "témoin",
        "account": "compte", "action": "à_faire", "alias": "alias", "aliases": "alias", "allow": "permis", "allowed_at": "permis_le",
        "allowed_by": "permis_par", "amount": "montant", "answer": "réponse", "answered": "répondu", "approver": "approuvé_par",
        "archived": "hors_usage", "args": "arguments", "arrived": "arrivé", "asked": "demandé", "assembled": "assemblé", "at": "à",
        "audit": "audit", "available": "libre", "base": "unité", "batch": "numéro_imprimé", "because": "parce_que", "began": "commencé",
        "booked": "enregistré", "borrower": "emprunteur", "budget": "budget", "by": "par", "capacity_kg": "capacité_kg",
        "capacity_l": "capacité_l", "category": "catégorie", "children": "enfants", "chunk": "morceau", "class": "classe",
        "closed": "clos", "closed_at": "clos_le", "closed_by": "clos_par", "code": "code", "column": "colonne", "command": "commande",
        "component": "composant", "components": "composants", "concerns": "concerne", "condition": "état", "consent": "accord",
        "corrected_by": "corrigé_par", "corrects": "corrige", "count": "comptage", "counted": "compté", "coverage_min": "couverture_min",
        "cost": "coût", "currency": "monnaie", "damaged": "abîmé", "date": "date", "day": "jour", "debt": "dette", "delivered": "livré",
        "delivery": "livraison", "departs": "départ", "derived": "recalculé", "detail": "détail", "dispatch": "urgence",
        "distributed": "distribué", "done": "fait", "donation": "don", "donations": "dons", "donor": "donateur", "drivers": "conducteurs",
        "due": "dû", "due_on": "dû_le", "effect": "effet", "email": "courriel", "ended": "fini", "english": "anglais", "errors": "refus",
        "eta": "arrivée_utc", "eta_local": "arrivée", "every_seconds": "toutes_les_s", "examples": "exemples", "expected": "attendu",
        "expense": "dépense", "expires": "péremption", "expiry": "règle_péremption", "explained_by": "expliqué_par",
        "explanation": "explication", "failures": "échecs", "fault": "faute", "faults": "fautes", "field": "champ", "files": "fichiers",
        "finished": "fini", "found": "trouvé", "french": "français", "from": "de", "frost": "gel", "funder": "bailleur", "given": "donné",
        "grant": "subvention", "handed_over": "remis", "held": "retenu", "history": "historique", "hours": "heures", "id": "id",
        "input": "entrée", "inputs": "entrées", "instalment": "tranche", "interval_days": "intervalle_jours", "invoice": "facture",
        "invoice_on": "facture_du", "is": "est", "issued": "remis", "item": "article", "items": "articles", "job": "travail",
        "key": "clé", "kind": "sorte", "kit": "kit", "km": "km", "language": "langue", "last_deed": "dernier_acte",
        "last_deed_at": "dernier_acte_le", "lat": "lat", "left": "reste", "lender": "prêteur", "lift": "remède", "line": "ligne",
        "lines": "lignes", "loaded": "chargé", "loan": "prêt", "lon": "lon", "longest_interval_days": "intervalle_max_jours",
        "lost": "perdu", "lot": "lot", "lots": "lots", "meaning": "sens", "message": "message", "missing": "manque", "mobile": "tournée",
        "money": "argent", "movement": "mouvement", "movements": "mouvements", "name": "nom", "name_fr": "nom_français", "new": "nouveau",
        "next": "suivant", "note": "note", "occurred": "survenu", "occurred_at": "survenu_le", "old": "ancien", "on": "le",
        "on_hand": "présent", "open": "ouvert", "opened_at": "ouvert_le", "opened_by": "ouvert_par", "organisation": "association",
        "out": "sorti", "outcome": "issue", "output": "sortie", "outputs": "sorties", "in_currency": "en_monnaie", "in_kind": "en_nature",
        "line_left": "reste_par_ligne", "line_spent": "dépensé_par_ligne", "ordered": "commandé", "standard": "valeur_type",
        "owner": "propriétaire", "pack": "conditionnement",
        "packs": "conditionnements", "page": "page", "parent": "parent", "part": "part", "partly": "en_partie", "pay": "paiement",
        "people": "personnes", "per": "par", "per_days": "par_jours", "period": "période", "person": "personne", "place": "emplacement",
        "plan": "plan", "planned": "prévu", "position": "position", "price": "prix", "purchase": "achat", "qty": "qté",
        "quality": "qualité", "quantity": "quantité", "quarantine": "quarantaine", "rate": "taux", "reason": "motif",
        "received": "reçu", "recipe": "recette", "recipient": "destinataire", "recorded_at": "enregistré_le", "reference": "référence",
        "refused": "refusé", "remaining": "restant", "replaces": "remplace", "reply": "réponse", "report": "rapport",
        "request": "demande", "reserved": "promis", "result": "résultat", "retry": "reprise", "returned": "revenu",
        "returns": "retour", "rev": "rév", "reversed_by": "annulé_par", "reverses": "annule", "review": "revue", "revision": "révision",
        "role": "rôle", "roles": "rôles", "round": "tournée", "rounds": "tournées", "rows": "lignes", "season": "saison",
        "second": "second", "seen_by": "vu_par", "seized": "saisi", "sensitivity": "sensibilité", "sent": "envoyé",
        "sent_at": "envoyé_le", "seq": "ordre", "serial": "série", "serials": "séries", "settled": "réglé", "sha256": "sha256",
        "shares": "parts", "shift": "service", "short": "manque", "since": "depuis", "site": "site", "size": "taille",
        "skills": "compétences", "sku": "code_article", "sorting": "tri", "spent": "dépensé", "spent_other": "dépensé_autre",
        "state": "situation", "status": "statut", "status_reason": "statut_motif", "status_until": "statut_jusqu_au", "stops": "arrêts",
        "summary": "résumé", "supplier": "fournisseur", "team": "équipe", "timezone": "fuseau", "to": "vers", "took_ms": "durée_ms",
        "topic": "sujet", "topped_up": "complété", "total": "total", "transit": "transit", "unexplained": "inexpliqué",
        "unit": "unité", "units": "unités", "unserved": "non_servi", "until": "jusqu_au", "usage": "usage", "used": "utilisé",
        "user": "utilisateur", "value": "valeur", "values": "valeurs", "variance": "écart", "variants": "tailles",
        "vehicle": "véhicule", "volume_ml": "volume_ml", "volunteers": "bénévoles", "wanted": "demandé", "warehouse": "entrepôt",
        "was": "était", "waste": "rebut", "wasted": "gaspillé", "waybill": "lettre_de_voiture", "weight_g": "poids_g",
        "what": "quoi", "when": "quand", "who": "qui", "women": "femmes", "word": "mot", "words": "mots", "zone": "zone",
    ]
}
