import Speech

/// What people want, in words of their own, and the commands that do it: `give` leads to what hands goods out, `undo` to what takes back.
///
/// No command is named here. A wish is widened by words that mean about the same, and the commands whose own words or summaries hold them
/// are found, so that a command that is added tomorrow is found as well.
enum Wishes {
    /// Words for one wish, in both languages; folded. The first of each is nearest to the words of the commands.
    private static let meanings: [(english: [String], french: [String])] = [
        (
            ["receive", "donation", "donate", "gift", "arrive", "arrived", "came", "incoming", "got"],
            ["recevoir", "don", "donation", "cadeau", "arriver", "arrivage", "recu", "reception"]
        ),
        (
            ["issue", "hand", "give", "given", "distribute", "serve", "deliver", "out"],
            ["remettre", "donner", "distribuer", "servir", "livrer", "sortie"]
        ),
        (
            ["move", "transfer", "shift", "carry", "relocate", "send", "ship", "put"],
            ["deplacer", "transferer", "bouger", "porter", "envoyer", "ranger", "expedier"]
        ),
        (
            ["reverse", "undo", "cancel", "revert", "take-back", "delete", "remove", "erase", "mistake", "wrong", "oops", "back"],
            ["annuler", "contre-passer", "defaire", "supprimer", "effacer", "enlever", "erreur", "faute", "oups", "reprendre"]
        ),
        (
            ["correct", "fix", "mend", "repair-entry", "change", "wrong", "mistake"],
            ["corriger", "rectifier", "changer", "erreur", "faute"]
        ),
        (["edit", "rename", "modify", "update", "change"], ["modifier", "renommer", "changer", "editer"]),
        (
            ["stock", "where", "search", "find", "look", "have", "inventory", "left", "much", "many"],
            ["stock", "ou", "chercher", "trouver", "rechercher", "inventaire", "reste", "combien"]
        ),
        (
            ["loss", "gone", "lose", "lost", "throw", "broken", "stolen", "missing", "rotten", "trash", "discard"],
            ["perte", "perdu", "perdre", "jeter", "casse", "vole", "manque", "pourri", "poubelle"]
        ),
        (["count", "counted", "inventory", "stocktake", "check"], ["comptage", "compter", "inventaire", "verifier"]),
        (["sort", "split", "cut", "bag", "repair", "unpack", "turn"], ["trier", "tri", "couper", "ensacher", "reparer", "deballer"]),
        (["kit", "assemble", "bundle", "parcel"], ["kit", "assembler", "colis"]),
        (["lend", "borrow", "loan", "debt", "owe", "settle"], ["preter", "emprunter", "pret", "emprunt", "dette", "devoir", "regler"]),
        (
            ["purchase", "buy", "bought", "order", "invoice", "pay", "expense", "cost"],
            ["achat", "acheter", "commande", "facture", "payer", "depense", "cout"]
        ),
        (["print", "label", "paper", "page", "sheet", "sticker"], ["imprimer", "etiquette", "papier", "feuille"]),
        (
            ["person", "user", "volunteer", "login", "password", "pin", "account"],
            ["personne", "utilisateur", "benevole", "compte", "connexion", "code"]
        ),
        (["add", "new", "create", "make", "define"], ["ajouter", "nouveau", "creer", "faire", "definir"]),
        (["import", "file", "csv", "excel", "spreadsheet", "upload"], ["importer", "fichier", "csv", "excel", "tableur"]),
        (["report", "statement", "figures", "summary", "export"], ["rapport", "bilan", "chiffres", "resume", "exporter"]),
        (["plan", "schedule", "route", "calendar", "rota"], ["plan", "planning", "calendrier", "trajet"]),
        (["round", "van", "trip", "tour", "truck", "outing"], ["tournee", "camion", "sortie", "trajet"]),
        (
            ["hello", "speak", "language", "lang", "french", "english", "speaks"],
            ["bonjour", "parler", "langue", "francais", "anglais", "parle"]
        ),
        (["list", "ls", "dir"], ["lister", "liste"]),
        (["reserve", "promise", "keep", "hold", "promised"], ["reserver", "promettre", "garder", "promis"]),
        (["archive", "close", "retire"], ["archiver", "clore", "fermer"]),
        (["approve", "allow", "release", "permit"], ["approuver", "permettre", "liberer", "autoriser"]),
        (["history", "movement", "entry", "log", "journal", "who"], ["mouvement", "historique", "ecriture", "journal", "qui"]),
        (["quit", "leave", "logout", "stop"], ["quitter", "sortir", "partir"]),
        (["help", "manual", "man", "how"], ["aide", "manuel", "comment"]),
    ]

    /// Whether a folded word is one that people say for something, in a language.
    static func isSaid(_ word: String, _ language: Language) -> Bool {
        meanings.contains { (language == .french ? $0.french : $0.english).contains(word) }
    }

    /// The commands that do what words wish, best first, at most `limit`; none when nobody says such words.
    ///
    /// A word counts in the language of who types; only where it is none of that language, in the other.
    static func commands(for words: [String], in table: CommandTable, _ language: Language, limit: Int = 5) -> [CommandSpec] {
        let typed = words.map { FoldedText($0).text }.filter { $0.count > 1 && CommandTable.mayBeKnown($0) }
        for tongue in [language, language == .french ? .english : .french] {
            let said = typed.filter { isSaid($0, tongue) }
            guard !said.isEmpty else { continue }
            let groups = meanings.filter { group in said.contains { (tongue == .french ? group.french : group.english).contains($0) } }
            let meant = Meant(
                tongue: tongue, said: Set(said), heads: Set(groups.map { tongue == .french ? $0.french[0] : $0.english[0] }),
                near: Set(groups.flatMap { tongue == .french ? $0.french : $0.english }))
            let scored = table.commands.enumerated().map { index, spec in (index, spec, meant.score(spec)) }
            let best = scored.reduce(0) { max($0, $1.2) }
            guard best > Meant.least else { continue }
            return scored.filter { $0.2 * 2 > best }.sorted { $0.2 == $1.2 ? $0.0 < $1.0 : $0.2 > $1.2 }.prefix(limit).map(\.1)
        }
        return []
    }

    /// What was said, and what means about the same.
    private struct Meant {
        let tongue: Language
        let said: Set<String>
        /// The word of each meaning that is nearest to the words of commands.
        let heads: Set<String>
        let near: Set<String>

        /// A summary that holds a word of about that meaning answers no wish by itself.
        static let least = 2

        /// How well a command's words and summary answer: its own words count more than its summary, what was said more than what is near.
        func score(_ spec: CommandSpec) -> Int {
            func words(_ text: String) -> [String] { FoldedText(text).text.split { !$0.isLetter && $0 != "-" }.map(String.init) }
            let verbs = Set(([spec.words(tongue)] + spec.aliases).flatMap(words))
            let told = Set(words(spec.summary(tongue)))
            let ofVerbs = !said.isDisjoint(with: verbs) ? 8 : !heads.isDisjoint(with: verbs) ? 7 : !near.isDisjoint(with: verbs) ? 5 : 0
            let ofSummary = !said.isDisjoint(with: told) ? 3 : !near.isDisjoint(with: told) ? 2 : 0
            // How to talk to the house is seldom what somebody wants of it.
            let score = max(ofVerbs, ofSummary) + (ofVerbs > 0 && ofSummary > 0 ? 1 : 0)
            return spec.effect == .session && ofVerbs < 7 ? score / 2 : score
        }
    }
}
