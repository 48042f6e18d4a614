import AdminSocket
import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// `show words`: what a client needs to show records to people: the words of values in French, and whose clock each warehouse keeps.
enum ShowWordsCommand {
    private static let keys = ["kind", "key", "word", "french"]

    static let spec = CommandSpec.read(
        "show words", fr: "afficher mots",
        Wording(
            "list the words of records in French, and the clocks of warehouses",
            "lister les mots français des enregistrements, et les fuseaux"),
        roles: WhoMay.readGoods, [], reply: keys, examples: ["show words format=json"]
    ) { _, desk in
        let zones = desk.catalogue.warehouses.filter { desk.scope.warehouses.contains($0.id) }.map { home in
            record("zone", key: "warehouse", word: home.code, french: home.timeZone)
        }
        return Answer(records: zones + values)
    }

    /// Values that people choose from, by the argument that takes them, and those that the books write themselves.
    private static let values: [JSONObject] = {
        var found: [JSONObject] = []
        var seen: Set<[String]> = []
        func add(_ key: String, _ word: String, _ french: String) {
            if word != french, seen.insert([key, word]).inserted { found.append(record("value", key: key, word: word, french: french)) }
        }
        for argument in HouseCommands.all.flatMap(\.arguments) {
            for choice in argument.type.choices { add(argument.name, choice.name, choice.french ?? choice.name) }
        }
        for reason in MovementReason.allCases { add("reason", reason.rawValue, reason.words.french) }
        return found
    }()

    private static func record(_ kind: String, key: String, word: String, french: String) -> JSONObject {
        JSONObject(keys: keys, values: [.string(kind), .string(key), .string(word), .string(french)])
    }
}
