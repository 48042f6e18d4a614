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

    /// What is due of an item.
    package func due(of item: String) -> Int64 { parts.filter { $0.lot.item == item }.reduce(0) { $0 + $1.due } }

    /// The items of it, in order.
    package var items: [String] { Set(parts.map(\.lot.item)).sorted() }

    /// What became of an item: so much arrived, so much was lost.
    package typealias Said = (item: String, taken: Int64, lost: Int64)

    /// Receives so many units of some items, and others as lost on the way, lots in order; what is not named arrived, was lost, or is still
    /// due. What was lost is a loss in the books of those who receive: it arrives with the rest and is lost from there.
    package mutating func receive(
        _ said: [Said], restArrived: Bool? = nil, into place: String, of books: inout ReferenceBooks, now: Int64
    ) throws(ReferenceRefusal) {
        guard said.allSatisfy({ $0.taken + $0.lost <= due(of: $0.item) }) else { throw ReferenceRefusal("RULE.TRANSIT-EXCEEDED") }
        var after = self
        var received = books
        var arrived: [ReferenceLine] = []
        var gone: [ReferenceLine] = []
        var takes = [Int64](repeating: 0, count: parts.count)
        var losses = takes
        for one in said {
            var (toTake, toLose) = (one.taken, one.lost)
            for (index, part) in parts.enumerated() where part.lot.item == one.item {
                takes[index] = min(toTake, part.due)
                toTake -= takes[index]
            }
            for (index, part) in parts.enumerated() where part.lot.item == one.item {
                losses[index] = min(toLose, part.due - takes[index])
                toLose -= losses[index]
            }
        }
        for (index, part) in parts.enumerated() {
            let others = part.due - takes[index] - losses[index]
            if restArrived == true { takes[index] += others } else if restArrived == false { losses[index] += others }
            let loss = losses[index]
            after.parts[index].received += takes[index]
            after.parts[index].lost += loss
            guard takes[index] + loss > 0 else { continue }
            arrived.append(ReferenceLine(part.lot.code, from: "transit", to: place, takes[index] + loss))
            if loss > 0 { gone.append(ReferenceLine(part.lot.code, from: place, to: "loss", loss)) }
            received.add(
                lot: part.lot.code, item: part.lot.item, owner: part.lot.owner, expires: part.lot.expires, receivedOn: part.lot.receivedOn)
        }
        try received.post(ReferenceEntry(.arrived, arrived, occurred: now), now: now)
        if !gone.isEmpty { try received.post(ReferenceEntry(.lost, gone, occurred: now), now: now) }
        books = received
        self = after
    }
}
