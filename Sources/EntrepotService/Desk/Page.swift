import PlainJSON
import Speech
import StockLedger

/// The part of a list that was asked for: at most so many records behind a cursor. Every list is cut here.
///
/// One record more than the limit is read, so that a page knows whether another follows. A cursor is the place of the last record shown; one
/// that is none is refused.
package struct Page: Sendable, Equatable {
    /// How many records at most, above zero; `Int.max` for all.
    package let limit: Int
    /// The cursor of the page before.
    package let after: String?

    package init(after: String? = nil, limit: Int = 1_000) {
        self.after = after
        self.limit = max(1, limit)
    }

    /// How many rows to read: one more than are shown.
    var wanted: Int { limit == Int.max ? limit : limit + 1 }

    /// A cursor that is a number; nil on the first page. Throws `ARG.VALUE` when it is none.
    func number(of list: String) throws(Refusal) -> Int64? {
        guard let after else { return nil }
        guard let number = Int64(after) else { throw notACursor(list) }
        return number
    }

    /// The rows behind the cursor, of a list that was read whole. Throws `ARG.VALUE` when no row of the list has it.
    func rest<Row>(of rows: [Row], list: String, cursor: (Row) -> String) throws(Refusal) -> ArraySlice<Row> {
        guard let after else { return rows[...] }
        guard let last = rows.firstIndex(where: { cursor($0) == after }) else { throw notACursor(list) }
        return rows[(last + 1)...]
    }

    /// The records of the page, how many they are, and the cursor behind them when there are more. The rows begin behind the cursor.
    func answer<Row>(_ rows: some Collection<Row>, cursor: (Row) -> String, _ record: (Row) throws -> JSONObject) rethrows -> Answer {
        let shown = Array(rows.prefix(limit))
        var answer = Answer(records: try shown.map(record), pairs: ["rows": .integer(Int64(shown.count))])
        if rows.count > shown.count { answer.next = shown.last.map(cursor) }
        return answer
    }

    /// The page of a list that was read whole.
    func cut<Row>(_ rows: [Row], list: String, cursor: (Row) -> String, _ record: (Row) throws -> JSONObject) throws -> Answer {
        try answer(try rest(of: rows, list: list, cursor: cursor), cursor: cursor, record)
    }

    /// The page of a list in order of a code, which is its cursor: a row that has left the list meanwhile breaks nothing.
    func cut<Row>(_ rows: [Row], list: String, by code: (Row) -> String, _ record: (Row) -> JSONObject) throws(Refusal) -> Answer {
        let isCode = after.map { $0.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 47 } }
        guard isCode != false, after != "" else { throw notACursor(list) }
        let ordered = rows.map { (code: code($0), row: $0) }.sorted { $0.code < $1.code }
            .filter { entry in after.map { entry.code > $0 } ?? true }
        return answer(ordered, cursor: \.code) { record($0.row) }
    }

    /// The refusal of a cursor that no page of the list ended with.
    func notACursor(_ list: String) -> Refusal {
        Refusal(
            .argumentValue, [.init("after", after ?? "")],
            Wording(
                "this is no cursor of «\(list)»: use next= of the page before, or leave after= out",
                "ce n'est pas un curseur de « \(list) » : utiliser next= de la page précédente, ou enlever après="))
    }
}
