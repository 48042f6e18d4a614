import AdminProtocol
import AdminServer
import Measures
import PlainJSON

/// A table small enough to read, with a command of every kind.
enum SampleTable {
    static let volunteers: Set<Role> = [.volunteer, .manager, .lead]

    static let receive = CommandSpec(
        "donation receive", fr: "don recevoir", Bilingual(en: "book goods that came", fr: "enregistrer ce qui est arrivé"),
        roles: volunteers, effect: .write,
        arguments: [
            .named("donor", fr: "donateur", .text, example: "unknown", Bilingual(en: "who gave it", fr: "qui l'a donné")),
            .named("item", fr: "article", .sku, required: true, example: "rice", Bilingual(en: "what came", fr: "ce qui est arrivé")),
            .named(
                "qty", fr: "qté", aliases: ["quantité"], .quantity, required: true, example: "10carton",
                Bilingual(en: "how much", fr: "combien")),
            .named(
                "place", fr: "emplacement", .place, default: .place, example: "main/a1",
                Bilingual(en: "where it was put", fr: "où il est rangé")),
            .named(
                "expires", fr: "péremption", .date(orWords: [Choice("unknown", fr: "inconnue")]), example: "2027-05-01",
                Bilingual(en: "best before", fr: "date limite")),
            .named("serial", fr: "série", .text, repeated: true, Bilingual(en: "serial numbers", fr: "numéros de série")),
        ], errors: [.notFoundItem], reply: ["donation", "item", "qty"],
        examples: ["donation receive item=rice qty=10carton donor=unknown", "don recevoir article=riz qté=5sac"],
        handler: { invocation, _ throws(CommandFailure) in
            let quantity = try invocation.text("qty")
            if quantity == "0" {
                throw CommandFailure(.argumentValue, Bilingual(en: "nothing came", fr: "rien n'est arrivé"))
            }
            return CommandReply(
                records: [["qty": .string(quantity), "item": .string(try invocation.text("item"))]], pairs: ["donation": 1],
                text: Bilingual(en: "booked", fr: "enregistré"))
        })

    static let transfer = CommandSpec(
        "transfer", fr: "transférer", Bilingual(en: "move goods", fr: "déplacer"), roles: volunteers, effect: .write,
        arguments: [
            .positional("sku", fr: "article", .sku, example: "rice", Bilingual(en: "what", fr: "quoi")),
            .positional("qty", fr: "qté", .quantity, example: "3sac", Bilingual(en: "how much", fr: "combien")),
            .named("from", fr: "de", .place, required: true, example: "main/a1", Bilingual(en: "from where", fr: "d'où")),
            .named("to", fr: "vers", .place, required: true, example: "main/b2", Bilingual(en: "to where", fr: "vers où")),
        ], examples: ["transfer rice 3sac from=main/a1 to=main/b2"],
        handler: { _, _ in CommandReply(pairs: ["movement": 7]) })

    static let stock = CommandSpec(
        "stock", fr: "stock", Bilingual(en: "what is where", fr: "ce qui est où"), effect: .read, isList: true,
        arguments: [
            .named("item", fr: "article", .sku, Bilingual(en: "one item", fr: "un article"))
        ], reply: ["item", "place", "on_hand"], examples: ["stock", "stock item=rice"],
        handler: { _, _ in
            CommandReply(records: [
                ["item": "rice", "place": "main/a1", "on_hand": 120], ["item": "blanket", "place": "main/b2", "on_hand": 7],
            ])
        })

    static let issue = CommandSpec(
        "issue", fr: "remettre", Bilingual(en: "hand out", fr: "remettre"), roles: [.manager], effect: .write,
        arguments: [
            .named("give", fr: "donner", .goods, required: true, repeated: true, example: "rice:2kg", Bilingual(en: "goods", fr: "biens")),
            .named("secret", .pin, secret: true, Bilingual(en: "a pin", fr: "un code")),
        ], examples: ["issue give=rice:2kg give=blanket:1"], handler: { _, _ in CommandReply() })

    static let load = CommandSpec(
        "donation import", fr: "don importer", Bilingual(en: "book a file", fr: "importer un fichier"), roles: volunteers, effect: .write,
        takesRows: true, arguments: [], reply: ["line", "column", "code", "value", "message"], examples: ["donation import"],
        handler: { _, _ in CommandReply() })

    static let table = CommandTable([receive, transfer, stock, issue, load])
}

/// Parses a line by the sample table; the error's code and pairs when it is refused.
func understood(_ line: String, defaultPlace: String? = nil) -> (invocation: Invocation?, failure: CommandFailure?) {
    do {
        guard case .command(let request) = try RequestParser.parse(Array(line.utf8)) else { return (nil, nil) }
        return (try SampleTable.table.parse(request, defaultPlace: defaultPlace), nil)
    } catch let failure as CommandFailure {
        return (nil, failure)
    } catch {
        return (nil, nil)
    }
}
