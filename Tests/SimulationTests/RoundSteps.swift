import EntrepotService
import PlainJSON
import ReferenceLedger

/// Rounds: promised, loaded, given out, brought back.
extension Simulation {
    private var today: Int32 { Int32(model.day(of: RealBooks.clock())) }

    func openRound() async throws {
        let van = pick(RealBooks.vans)
        guard !liveRounds.contains(where: { $0.van == van }) else { return }
        let outcome = try await say("round open \(van)") { desk in
            try await OpenRound(desk).run(
                OpenRound.Words(vehicle: van, stops: RealBooks.sites, warehouse: "main"))
        }
        guard case .booked(let answer) = outcome, let number = answer.pairs.integer("round") else {
            throw disagreement("a round is not open", outcome)
        }
        model.open(ReferenceRound(number: number, vehicle: van, day: today))
        liveRounds.append((number, van))
    }

    /// Lots promised to a round by name, as an approval does after it has picked them.
    func promise() async throws {
        guard let round = liveRounds.randomElement(using: &random) else { return try await openRound() }
        let here = model.lots.values.sorted { $0.number < $1.number }.flatMap { lot in
            RealBooks.shelves.filter { model.onHand(lot.code, at: $0) > 0 }.map { (lot: lot.code, place: $0) }
        }
        guard let one = here.randomElement(using: &random) else { return }
        let there = model.onHand(one.lot, at: one.place)
        let units = random.once(in: 2) ? max(1, there) : Int64.random(in: 1...max(1, there), using: &random)
        let day = today + Int32.random(in: 0...2, using: &random)
        let taken = try await real.promise([(one.place, one.lot, units)], to: round.number, neededOn: day)
        do {
            try model.promise([(one.place, one.lot, units)], to: round.number, neededOn: day)
            guard taken else { throw Disagreement("seed \(seed), step \(step): only the second opinion promised \(units) of \(one)") }
        } catch is ReferenceRefusal {
            guard !taken else { throw Disagreement("seed \(seed), step \(step): only the books promised \(units) of \(one)") }
        }
    }

    func load() async throws {
        guard let round = liveRounds.randomElement(using: &random) else { return }
        if model.promises.contains(where: { $0.round == round.number }), random.once(in: 2) {
            let outcome = try await say("round load \(round.number)") { desk in
                try await LoadRound(desk).run(LoadRound.Words(round: round.number))
            }
            try agree(outcome) { model, now in try model.loadPromised(round.number, now: now) }
            return
        }
        let item = item()
        let units = Int64.random(in: 1...30, using: &random)
        let from = random.once(in: 2) ? pick(RealBooks.shelves) : nil
        let anyway = random.once(in: 6) && model.newestLot(of: item) ? "it is in the van" : nil
        let words = LoadRound.Words(round: round.number, take: ["\(item):\(units)"], from: from.map { "main/\($0)" })
        let outcome = try await say("round load \(round.number) \(units) \(item) \(from ?? "")", anyway: anyway) { desk in
            try await LoadRound(desk).run(words)
        }
        try agree(outcome) { model, now in
            try model.load(round.number, item: item, units: units, from: from, anyway: anyway != nil, now: now)
        }
    }

    func deliver() async throws {
        let out = liveRounds.filter { model.rounds[$0.number]?.state != .draft }
        guard let round = out.randomElement(using: &random) else { return try await load() }
        let item = item()
        let units = Int64.random(in: 1...20, using: &random)
        let stop = pick(RealBooks.sites)
        let anyway = random.once(in: 6) && model.newestLot(of: item) ? "boxes were not counted" : nil
        var words = DeliverStop.Words(round: round.number, stop: stop)
        words.give = ["\(item):\(units)"]
        words.people = units
        let said = words
        let outcome = try await say("round deliver \(round.number) \(stop) \(units) \(item)", anyway: anyway) { desk in
            try await DeliverStop(desk).run(said)
        }
        try agree(outcome) { model, now in
            try model.deliver(round.number, stop: stop, item: item, units: units, anyway: anyway != nil, now: now)
        }
    }

    /// The van comes back and the round is closed, or it is called off before it left.
    func endRound() async throws {
        guard let index = liveRounds.indices.randomElement(using: &random) else { return }
        let round = liveRounds[index]
        let state = model.rounds[round.number]?.state
        if state == .draft || state == .loading && random.once(in: 3) {
            let outcome = try await say("round cancel \(round.number)") { desk in
                try await EndRound(desk).cancel(round.number)
            }
            let isOver = try agree(outcome) { model, now in
                try model.cancel(round.number, now: now)
                return true
            }
            if isOver == true { liveRounds.remove(at: index) }
            return
        }
        if state == .returned, random.once(in: 2) {
            let outcome = try await say("round close \(round.number)") { desk in
                try await EndRound(desk).close(round.number)
            }
            let isOver = try agree(outcome) { model, _ in
                try model.close(round.number)
                return true
            }
            guard isOver == true else { return }
            liveRounds.remove(at: index)
            note("round ended")
            return
        }
        let item = item()
        let aboard = model.aboard(round.number, item: item).reduce(0) { $0 + $1.units }
        let lost = random.once(in: 3) && aboard > 0 ? Int64.random(in: 1...aboard, using: &random) : 0
        var words = ReturnRound.Words(round: round.number)
        words.lost = lost > 0 ? ["\(item):\(lost)"] : []
        words.rest = true
        let said = words
        let outcome = try await say("round return \(round.number) lost \(lost) \(item)") { desk in
            try await ReturnRound(desk).run(said)
        }
        try agree(outcome) { model, now in
            try model.bringBack(round.number, lost: lost > 0 ? item : nil, units: lost, now: now)
        }
    }
}
