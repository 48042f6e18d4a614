import EntrepotService
import PlainJSON
import ReferenceLedger

/// Counting while goods go on moving.
extension Simulation {
    func openCount() async throws {
        let shelf = pick(RealBooks.shelves)
        guard !openCounts.contains(where: { $0.place == shelf }) else { return }
        let taken = occurred()
        let outcome = try await say("count open \(shelf)", occurred: taken) { desk in
            try await CountStock(desk).open(place: "main/\(shelf)")
        }
        guard case .booked(let answer) = outcome, let number = answer.pairs.integer("count") else {
            throw disagreement("a count is not open", outcome)
        }
        try agree(outcome) { model, _ in try model.openCount(number, of: shelf) }
        openCounts.append((shelf, number, taken))
        self.taken[number] = taken
    }

    func enterCount() async throws {
        guard let count = openCounts.randomElement(using: &random) else { return }
        let item = item()
        let units = Int64.random(in: 0...120, using: &random)
        let adding = random.once(in: 4)
        let known = model.lots.values.filter { $0.item == item }.map(\.code).sorted()
        let lot = random.once(in: 5) && !known.isEmpty ? pick(known) : nil
        let outcome = try await say(
            "count enter \(count.number) \(count.place) \(units) \(item) \(lot ?? "") \(adding)", occurred: count.taken
        ) { desk in
            try await CountStock(desk).enter(
                count.number, item: item, quantity: String(units), lot: lot, owner: nil, adding: adding)
        }
        try agree(outcome) { model, now in
            if let lot {
                try model.enter(count.number, lot: lot, counted: units, adding: adding, at: count.taken ?? now)
            } else {
                try model.enter(count.number, item: item, owner: nil, counted: units, adding: adding, at: count.taken ?? now)
            }
        }
    }

    func closeCount() async throws {
        guard let index = openCounts.indices.randomElement(using: &random) else { return }
        let count = openCounts.remove(at: index)
        let rest = random.once(in: 4)
        let outcome = try await say("count close \(count.number) \(count.place) \(rest)", occurred: count.taken) { desk in
            try await CountStock(desk).close(count.number, restIsZero: rest)
        }
        try agree(outcome) { model, now in try model.closeCount(count.number, restIsZero: rest, moment: count.taken ?? now, now: now) }
        if count.taken != nil { note("count typed late") }
    }
}
