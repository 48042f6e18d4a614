import StockLedger

/// Goods between two warehouses: each keeps books of its own, and only what was sent is told from one to the other.
package struct ReferenceTransit: Sendable {
    /// A lot on the road.
    package struct Part: Sendable {
        package let lot: ReferenceLot
        package let sent: Int64
        package var received: Int64 = 0
        package var lost: Int64 = 0
        package var due: Int64 { sent - received - lost }
    }

    /// The number people receive it by.
    package let number: Int64
    /// The movement by which it left, in the books of the sender.
    package let movement: Int
    /// In the order in which the lots became known.
    package var parts: [Part]

    package init(number: Int64, movement: Int, from books: ReferenceBooks) {
        self.number = number
        self.movement = movement
        parts = books.movements[movement - 1].lines.compactMap { line in books.lots[line.lot].map { Part(lot: $0, sent: line.units) } }
            .sorted { $0.lot.number < $1.lot.number }
    }

    package var due: Int64 { parts.reduce(0) { $0 + $1.due } }

    /// Receives so many units of the item, and notes others as lost, lots in order.
    package mutating func receive(
        taken: Int64, lost: Int64, into place: String, of books: inout ReferenceBooks, now: Int64
    ) throws(ReferenceRefusal) {
        guard taken + lost <= due else { throw ReferenceRefusal("RULE.TRANSIT-EXCEEDED") }
        var after = self
        var arrived: [ReferenceLine] = []
        var gone: [ReferenceLine] = []
        var (toTake, toLose) = (taken, lost)
        for index in after.parts.indices {
            let part = min(toTake, after.parts[index].due)
            after.parts[index].received += part
            toTake -= part
            if part > 0 { arrived.append(ReferenceLine(copy(after.parts[index]), from: "transit", to: place, part)) }
        }
        for index in after.parts.indices {
            let part = min(toLose, after.parts[index].due)
            after.parts[index].lost += part
            toLose -= part
            if part > 0 { gone.append(ReferenceLine(copy(after.parts[index]), from: "transit", to: "loss", part)) }
        }
        var received = books
        for (reason, lines) in [(MovementReason.arrived, arrived), (.lost, gone)] where !lines.isEmpty {
            for part in after.parts where lines.contains(where: { $0.lot == copy(part) }) {
                received.add(
                    lot: copy(part), item: part.lot.item, owner: part.lot.owner, expires: part.lot.expires,
                    receivedOn: part.lot.receivedOn)
            }
            try received.post(ReferenceEntry(reason, lines, occurred: now), now: now)
        }
        books = received
        self = after
    }

    /// What the lot is called at the other end.
    private func copy(_ part: Part) -> String { "\(part.lot.code)-t\(number)" }
}
