package import PlainJSON

/// What the books say of a movement that stands in them: decoded once, here.
package struct Booked: Sendable, Equatable {
    package let movement: Int64
    /// Codes of the lots that the movement made, in their order.
    package let lots: [String]
    /// Rounds whose promises the movement broke, in order.
    package let releasedRounds: [Int64]
    /// For whom goods were kept without a round that the movement took, in order.
    package let releasedPurposes: [String]
    /// Base units beyond what the books held, booked as unexplained.
    package let shortfall: Int64?
    /// The closed count whose variance the movement explains.
    package let explainsCount: Int64?
    /// The closed count whose difference changes, because what was mended happened before it.
    package let countedSince: Int64?
    /// Base units that had been booked as found, and go away with what was mended.
    package let givenUp: Int64?
    /// Whether it was booked before, under the same key.
    package let isReplay: Bool
    /// The answer given then.
    package let keptAnswer: JSONObject?

    package init(
        movement: Int64, lots: [String] = [], releasedRounds: [Int64] = [], releasedPurposes: [String] = [], shortfall: Int64? = nil,
        explainsCount: Int64? = nil,
        countedSince: Int64? = nil, givenUp: Int64? = nil, isReplay: Bool = false, keptAnswer: JSONObject? = nil
    ) {
        self.movement = movement
        self.lots = lots
        self.releasedRounds = releasedRounds
        self.releasedPurposes = releasedPurposes
        self.shortfall = shortfall
        self.explainsCount = explainsCount
        self.countedSince = countedSince
        self.givenUp = givenUp
        self.isReplay = isReplay
        self.keptAnswer = keptAnswer
    }

    /// Reads the figures of the posting routine, or what was kept with a key; nil without a movement.
    package init?(_ detail: JSONObject, movement: Int64? = nil, isReplay: Bool) {
        guard let movement = movement ?? detail.integer("movement") else { return nil }
        var lots: [String] = []
        if case .array(let pairs)? = detail["lots"] {
            for case .array(let parts) in pairs where parts.count == 2 {
                if case .string(let code) = parts[1] { lots.append(code) }
            }
        }
        var rounds = Set<Int64>()
        var purposes = Set<String>()
        if case .array(let released)? = detail["released"] {
            for case .object(let one) in released {
                if let round = one.integer("round") {
                    rounds.insert(round)
                } else if let purpose = one.text("for") {
                    purposes.insert(purpose)
                }
            }
        }
        self.init(
            movement: movement, lots: lots, releasedRounds: rounds.sorted(), releasedPurposes: purposes.sorted(),
            shortfall: detail.integer("shortfall"),
            explainsCount: detail.integer("late_after_count"), countedSince: detail.integer("counted_since"),
            givenUp: detail.integer("given_up"), isReplay: isReplay, keptAnswer: isReplay ? detail : nil)
    }
}

extension PostingOutcome {
    /// The movement that stands in the books, from now or before; nil when it was refused.
    package var booked: Booked? {
        guard isBooked, let movement else { return nil }
        return Booked(figures, movement: movement, isReplay: verdict == .replayed)
    }

    /// The routine's figures.
    package var figures: JSONObject {
        guard let detail, case .object(let object)? = try? JSONParser.parse(Array(detail.utf8)) else { return JSONObject() }
        return object
    }
}
