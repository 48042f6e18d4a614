import PlainJSON
import Speech

/// The manual page, entrepot(1), made of what the daemon says of its commands. man(7)
struct ManualPage {
    let language: Language
    private var commands: [JSONObject] = []

    /// The request that asks for everything about every command.
    static let question = "help format=json"

    init(_ language: Language) { self.language = language }

    /// Takes a record of the answer.
    mutating func add(_ payload: [UInt8]) {
        if case .object(let record)? = try? JSONParser.parse(payload), record.text("usage") != nil { commands.append(record) }
    }

    private func said(_ english: String, _ french: String) -> String { language == .french ? french : english }

    /// The page as troff.
    var text: String {
        var lines = [
            ".TH ENTREPOT 1", said(".SH NAME", ".SH NOM"),
            said("entrepot \\- keep the books of a shared warehouse", "entrepot \\- tenir les comptes d'un entrepôt partagé"),
            ".SH SYNOPSIS", ".B entrepot", said("[options] COMMAND... [name=value...]", "[options] COMMANDE... [nom=valeur...]"), ".br",
            ".B entrepot", said("[options] -f FILE", "[options] -f FICHIER"), ".br", ".B entrepot",
            said(".SH DESCRIPTION", ".SH DESCRIPTION"),
            Self.escaped(
                said(
                    "Sends a command to the daemon entrepotd and shows its answer. Each word of the shell is one argument. Without a command it reads commands from standard input; at a terminal it is a conversation with history (Ctrl-R searches it), Tab, and ? for what can come next.",
                    "Envoie une commande au démon entrepotd et montre sa réponse. Chaque mot du shell est un argument. Sans commande il lit des commandes sur l'entrée standard ; dans un terminal c'est une conversation avec historique (Ctrl-R y cherche), Tab, et ? pour la suite possible."
                )),
            ".PP",
            Self.escaped(
                said(
                    "Words of commands and names of arguments may be cut short as long as they are clear. The arguments every entry takes (key= note= occurred= concerns= again= sure= anyway=) are explained by help.",
                    "Les mots des commandes et les noms des arguments peuvent être abrégés tant qu'ils restent clairs. Les arguments de toute écriture (clé= note= survenu= concerne= encore= sûr= malgré=) sont expliqués par aide."
                )),
            said(".SH COMMANDS", ".SH COMMANDES"),
        ]
        for command in commands {
            lines += [".TP", ".B " + Self.escaped(command.text("usage") ?? ""), Self.escaped(command.text("summary") ?? "")]
            for example in texts(command["examples"]).prefix(2) { lines += [".br", Self.escaped(said("e.g. ", "p. ex. ") + example)] }
        }
        lines += [
            said(".SH ENVIRONMENT", ".SH ENVIRONNEMENT"), ".TP", ".B ENTREPOT_SOCKET",
            said("the daemon's socket, unless --socket names one", "la prise du démon, si --socket n'en nomme pas"), ".TP",
            ".B ENTREPOT_HISTORY", said("the file of lines typed before", "le fichier des lignes déjà tapées"), ".TP",
            ".B NO_COLOR, PAGER, COLUMNS, LANG",
            said("as everywhere", "comme partout"), said(".SH EXIT STATUS", ".SH CODE DE RETOUR"),
            Self.escaped(
                said(
                    "0; 1 the house said no; 64 usage; 65 batch; 70 internal; 75 try again later; 76 protocol; 77 permission.",
                    "0 ; 1 la maison a dit non ; 64 usage ; 65 lot ; 70 interne ; 75 réessayer plus tard ; 76 protocole ; 77 droits.")),
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private func texts(_ value: JSONValue?) -> [String] {
        guard case .array(let values)? = value else { return [] }
        return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    /// A text that troff takes as it is: no backslash, no command at the beginning of a line, minus signs that can be copied.
    private static func escaped(_ text: String) -> String {
        let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
    }
}
