import AdminProtocol
import Speech

/// The arguments commands have in common.
enum CommonArguments {
    /// The common arguments of a command of this effect and kind.
    static func of(effect: CommandEffect, isList: Bool, reply: [String]) -> [ArgumentSpec] {
        var arguments: [ArgumentSpec] = []
        if effect == .write { arguments += write }
        if isList { arguments += list }
        if !reply.isEmpty { arguments.append(columns) }
        return arguments + every
    }

    /// Every one, as the overview of help explains it: of writes only to who may write.
    static func explained(toWriter mayWrite: Bool) -> [ArgumentSpec] { (mayWrite ? write : []) + list + [columns] + every }

    /// The word of `limit=` for every record.
    static let all = "all"

    /// A value as its command gets it: `limit=tout` is `limit=all`.
    static func canonical(_ value: String, of argument: ArgumentSpec) throws(Refusal) -> String {
        if argument == limit, ["tout", "tous", "toutes", all].contains(FoldedText(value).text) { return all }
        return try ArgumentForm.canonical(value, of: argument)
    }

    private static let write: [ArgumentSpec] = [
        .named(
            "key", fr: "clé", .key, example: "van-12",
            Wording("makes a retry safe: the same key has its effect once", "rend une reprise sûre : une clé n'agit qu'une fois")),
        .named(
            "note", .text, example: "\"from the white van\"",
            Wording("a remark kept with the entry", "une remarque gardée avec l'écriture")),
        .named(
            "occurred", fr: "survenu", .instant, example: "2026-03-01T14:30",
            Wording("when it happened, if not now", "quand c'est arrivé, sinon maintenant")),
        .named(
            "concerns", fr: "concerne", .date(), example: "2026-02-27",
            Wording("the day of a closed period it belongs to", "le jour d'une période close dont il relève")),
        .named(
            "again", fr: "encore", .flag, example: "yes",
            Wording("book it although the same was just booked", "enregistrer bien que la même écriture vienne d'être faite")),
        .named(
            "sure", fr: "sûr", .flag, example: "yes",
            Wording("take a figure far beyond the usual as it is", "prendre tel quel un chiffre bien au-delà de l'habitude")),
        .named(
            "anyway", fr: "malgré", aliases: ["quand-même"], .text, example: "\"counted by hand\"",
            Wording("the reason to book it although the books say otherwise", "le motif d'enregistrer malgré les comptes")),
    ]

    private static let limit = ArgumentSpec.named(
        "limit", fr: "limite", .text, example: "100", Wording("how many records, or all", "combien d'enregistrements, ou tout"))

    private static let list: [ArgumentSpec] = [
        limit,
        .named(
            "after", fr: "après", .text, example: "a1b2",
            Wording("the cursor the last page ended with", "le curseur de la page précédente")),
    ]

    private static let columns = ArgumentSpec.named(
        "columns", fr: "colonnes", .list, example: "item,on_hand",
        Wording("the record keys wanted, in order", "les clés voulues, dans l'ordre"))

    private static let every: [ArgumentSpec] = [
        .named(
            "format", .choice(["table", "json", "tsv"]), example: "json",
            Wording("how records are written", "comment les enregistrements sont écrits")),
        .named(
            "timeout", fr: "délai", .duration, example: "60s",
            Wording("how long the command may take", "combien de temps la commande peut prendre")),
        .named(
            "lang", fr: "langue", .choice(["en", "fr"]), example: "fr",
            Wording("the language of the answer", "la langue de la réponse")),
    ]

    /// Names that say how to answer, not what to do: they are no part of what a key stands for.
    static let transportNames: Set<String> = ["key", "again", "sure", "format", "timeout", "lang", "columns"]
}
