import AdminProtocol
import AdminSocket
import Measures
import PlainJSON
import Speech

/// A table small enough to read, with a command of every kind.
enum SampleTable {
    static let volunteers: Set<Role> = [.volunteer, .manager, .lead]

    static let receive = CommandSpec(
        "donation receive", fr: "don recevoir", Wording("book goods that came", "enregistrer ce qui est arrivé"),
        roles: volunteers, effect: .write,
        arguments: [
            .named("donor", fr: "donateur", .text, example: "unknown", Wording("who gave it", "qui l'a donné")),
            .named("item", fr: "article", .sku, required: true, example: "rice", Wording("what came", "ce qui est arrivé")),
            .named(
                "qty", fr: "qté", aliases: ["quantité"], .quantity, required: true, example: "10carton",
                Wording("how much", "combien")),
            .named(
                "place", fr: "emplacement", .place, default: .place, example: "main/a1",
                Wording("where it was put", "où il est rangé")),
            .named(
                "expires", fr: "péremption", .date(orWords: [Choice("unknown", fr: "inconnue")]), example: "2027-05-01",
                Wording("best before", "date limite")),
            .named("serial", fr: "série", .text, repeated: true, Wording("serial numbers", "numéros de série")),
        ], errors: [.itemNotFound], reply: ["donation", "item", "qty"],
        examples: ["donation receive item=rice qty=10carton donor=unknown", "don recevoir article=riz qté=5sac"],
        handler: { invocation, _ throws(Refusal) in
            let quantity = try invocation.text("qty")
            if quantity == "0" {
                throw Refusal(.argumentValue, Wording("nothing came", "rien n'est arrivé"))
            }
            return CommandReply(
                records: [["qty": .string(quantity), "item": .string(try invocation.text("item"))]], pairs: ["donation": 1],
                text: Wording("booked", "enregistré"))
        })

    static let transfer = CommandSpec(
        "transfer", fr: "transférer", Wording("move goods", "déplacer"), roles: volunteers, effect: .write,
        arguments: [
            .positional("sku", fr: "article", .sku, example: "rice", Wording("what", "quoi")),
            .positional("qty", fr: "qté", .quantity, example: "3sac", Wording("how much", "combien")),
            .named("from", fr: "de", .place, required: true, example: "main/a1", Wording("from where", "d'où")),
            .named("to", fr: "vers", .place, required: true, example: "main/b2", Wording("to where", "vers où")),
        ], examples: ["transfer rice 3sac from=main/a1 to=main/b2"],
        handler: { _, _ in CommandReply(pairs: ["movement": 7]) })

    static let stock = CommandSpec(
        "stock", fr: "stock", Wording("what is where", "ce qui est où"), roles: Role.everybody, effect: .read, isList: true,
        arguments: [
            .named("item", fr: "article", .sku, Wording("one item", "un article"))
        ], reply: ["item", "place", "on_hand"], examples: ["stock", "stock item=rice"],
        handler: { _, _ in
            CommandReply(records: [
                ["item": "rice", "place": "main/a1", "on_hand": 120], ["item": "blanket", "place": "main/b2", "on_hand": 7],
            ])
        })

    static let issue = CommandSpec(
        "issue", fr: "remettre", Wording("hand out", "remettre"), roles: [.manager], effect: .write,
        arguments: [
            .named("give", fr: "donner", .goods, required: true, repeated: true, example: "rice:2kg", Wording("goods", "biens")),
            .named("secret", .pin, secret: true, Wording("a pin", "un code")),
        ], examples: ["issue give=rice:2kg give=blanket:1"], handler: { _, _ in CommandReply() })

    static let load = CommandSpec(
        "donation import", fr: "don importer", Wording("book a file", "importer un fichier"), roles: volunteers, effect: .write,
        takesRows: true, arguments: [], reply: ["line", "column", "code", "value", "message"], examples: ["donation import"],
        handler: { _, _ in CommandReply() })

    static let table = CommandTable([receive, transfer, stock, issue, load])
}

/// Parses a line by the sample table; the error's code and pairs when it is refused.
func understood(_ line: String, defaultPlace: String? = nil) -> (invocation: Invocation?, failure: Refusal?) {
    do {
        guard case .command(let request) = try RequestParser.parse(Array(line.utf8)) else { return (nil, nil) }
        return (try SampleTable.table.parse(request, defaultPlace: defaultPlace), nil)
    } catch let failure as Refusal {
        return (nil, failure)
    } catch {
        return (nil, nil)
    }
}
