import EntrepotStore
import PlainJSON
import Speech
import StockLedger

/// The part of a list that was asked for: at most so many records behind a cursor.
///
/// One record more than the limit is read, so that a page knows whether another follows. A cursor is the place of the last record shown.
struct ListPage: Sendable {
    /// How many records at most; `Int.max` for all.
    let limit: Int
    /// The cursor of the page before.
    let after: String?

    /// How many rows to read: one more than are shown.
    var wanted: Int { limit == Int.max ? limit : limit + 1 }

    /// A cursor that is a number; nil on the first page. Throws `ARG.VALUE` when it is none.
    func number(of list: String) throws -> Int64? {
        guard let after else { return nil }
        guard let number = Int64(after) else { throw notACursor(list) }
        return number
    }

    /// The rows behind the cursor, of a list that was read whole. Throws `ARG.VALUE` when no row of the list has it.
    func rest<Row>(of rows: [Row], list: String, cursor: (Row) -> String) throws -> ArraySlice<Row> {
        guard let after else { return rows[...] }
        guard let last = rows.firstIndex(where: { cursor($0) == after }) else { throw notACursor(list) }
        return rows[(last + 1)...]
    }

    /// The records of the page, how many they are, and the cursor behind them when there are more.
    func answer<Row>(_ rows: some Collection<Row>, cursor: (Row) -> String, _ record: (Row) throws -> JSONObject) rethrows -> Answer {
        let shown = Array(rows.prefix(limit))
        var answer = Answer(records: try shown.map(record), pairs: ["rows": .integer(Int64(shown.count))])
        if rows.count > shown.count { answer.next = shown.last.map(cursor) }
        return answer
    }

    private func notACursor(_ list: String) -> Refusal {
        Refusal(
            "ARG.VALUE", [.init("after", after ?? "")],
            Wording(
                "this is no cursor of «\(list)»: use next= of the page before, or leave after= out",
                "ce n'est pas un curseur de « \(list) » : utiliser next= de la page précédente, ou enlever après="))
    }
}
