import EntrepotStore
import Measures
import Speech
import StockLedger

/// Chooses what is meant among the things that bear a name.
enum NameReading {
    /// The one thing of a name: live ones before archived ones.
    ///
    /// - Throws: `AMBIGUOUS.CODE` with every one of them when several bear it alike.
    static func one<Record>(
        _ records: [Record], typed: String, figure: String, isArchived: (Record) -> Bool, _ told: (Record) -> (code: String, name: String?)
    ) throws -> Record? {
        let live = records.filter { !isArchived($0) }
        let meant = live.isEmpty ? records : live
        guard meant.count > 1 else { return meant.first }
        throw ambiguous(typed, figure: figure, meant.map(told))
    }

    /// Several things bear a name alike: each is told, with its name where that is not its code.
    static func ambiguous(_ typed: String, figure: String, _ found: [(code: String, name: String?)]) -> Refusal {
        let shown = found.prefix(8)
        let list = shown.map { one in
            one.name.flatMap { $0 == one.code ? nil : "\(one.code) (\($0))" } ?? one.code
        }
        let more = found.count > shown.count ? " …" : ""
        return Refusal(
            .ambiguousCode, [.init(figure, typed), .init("readings", shown.map(\.code).joined(separator: ","))],
            Wording(
                "«\(typed)» may be \(list.joined(separator: " or "))\(more): write the code of the one that is meant",
                "« \(typed) » peut être \(list.joined(separator: " ou "))\(more) : écrire le code de celui qu'il faut"))
    }

    /// The codes nearest to what was typed: those that resemble it, then those of things whose names do, then those whose names hold its words.
    static func nearest(to typed: String, among things: [(code: String, names: [String])]) -> [String] {
        var codes = NearestWords.nearest(to: typed, among: things.map(\.code))
        func add(_ more: some Sequence<String>) {
            for code in more where codes.count < 3 && !codes.contains(code) { codes.append(code) }
        }
        guard codes.count < 3 else { return codes }
        let named = things.flatMap { thing in thing.names.map { (name: $0, code: thing.code) } }
        add(NearestWords.nearest(to: typed, among: named.map(\.name)).compactMap { name in named.first { $0.name == name }?.code })
        let words = NameKey(typed).singular.split(separator: " ").filter { $0.utf8.count > 2 }
        guard codes.count < 3, !words.isEmpty else { return codes }
        add(
            named.lazy.filter { entry in
                let held = NameKey(entry.name).singular.split(separator: " ")
                return words.allSatisfy { word in held.contains { $0.hasPrefix(word) } }
            }.map(\.code))
        return codes
    }
}
