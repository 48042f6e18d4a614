import EntrepotService
import PlainJSON
import ReferenceLedger

/// Counting while goods go on moving.
extension Simulation {
    func openCount() async throws {
        let shelf = pick(RealBooks.shelves)
        guard !openCounts.contains(where: { $0.place == shelf }) else { return }
        let outcome = try await say("count open \(shelf)") { house, entry in
            try await CountStock(house).open(place: "main/\(shelf)", entry)
        }
        guard case .booked(let answer) = outcome, let number = answer.pairs.integer("count") else {
            throw disagreement("a count is not open", outcome)
        }
        try agree(outcome) { model, _ in try model.openCount(number, of: shelf) }
        openCounts.append((shelf, number))
    }

    func enterCount() async throws {
        guard let count = openCounts.randomElement(using: &random) else { return }
        let item = item()
        let units = Int64.random(in: 0...120, using: &random)
        let adding = random.once(in: 4)
        let known = model.lots.values.filter { $0.item == item }.map(\.code).sorted()
        let lot = random.once(in: 5) && !known.isEmpty ? pick(known) : nil
        guard holds(item, count.place) || lot != nil else { return }
        let outcome = try await say("count enter \(count.number) \(count.place) \(units) \(item) \(lot ?? "") \(adding)") { house, entry in
            try await CountStock(house).enter(
                count.number, item: item, quantity: String(units), lot: lot, owner: nil, adding: adding, entry)
        }
        try agree(outcome) { model, now in
            if let lot {
                try model.enter(count.number, lot: lot, counted: units, adding: adding, at: now)
            } else {
                try model.enter(count.number, item: item, owner: nil, counted: units, adding: adding, at: now)
            }
        }
    }

    func closeCount() async throws {
        guard let index = openCounts.indices.randomElement(using: &random) else { return }
        let count = openCounts.remove(at: index)
        let rest = random.once(in: 4)
        let outcome = try await say("count close \(count.number) \(count.place) \(rest)") { house, entry in
            try await CountStock(house).close(count.number, restIsZero: rest, entry)
        }
        try agree(outcome) { model, now in try model.closeCount(count.number, restIsZero: rest, booked: now, ended: now) }
    }
}
