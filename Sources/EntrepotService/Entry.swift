import EntrepotStore
package import Measures
import StockLedger

/// The part that every write has in common: who says it, in which words, under which key.
package struct Entry: Sendable {
    /// The person code that the books show.
    package var actor: String
    /// The line as typed with secrets masked, for the audit.
    package var command: String
    /// The words that a key stands for, without key and form of answer.
    package var words: String
    package var key: String?
    package var note: String?
    /// When it happened, as written; nil is now.
    package var occurred: String?
    package var concerns: CivilDate?
    /// Booked although it looks repeated.
    package var again: Bool
    /// The reason to book it although the books say otherwise.
    package var anyway: String?
    /// Whether the session refuses what looks repeated.
    package var refusesRepeats: Bool
    /// Owners whose goods the person may move, as codes; nil is no limit.
    package var owners: [String]?
    /// When its sender stops waiting.
    package var deadline: ContinuousClock.Instant?
    /// Whether large losses of this person wait for a manager to look at them.
    package var isReviewed = false
    /// Warehouses the person may work in, as codes; nil is no limit.
    package var warehouses: [String]?

    package init(
        actor: String, command: String, words: String, key: String? = nil, note: String? = nil, occurred: String? = nil,
        concerns: CivilDate? = nil, again: Bool = false, anyway: String? = nil, refusesRepeats: Bool = true, owners: [String]? = nil,
        warehouses: [String]? = nil
    ) {
        self.actor = actor
        self.command = command
        self.words = words
        self.key = key
        self.note = note
        self.occurred = occurred
        self.concerns = concerns
        self.again = again
        self.anyway = anyway
        self.refusesRepeats = refusesRepeats
        self.owners = owners
        self.warehouses = warehouses
    }

    /// Whose goods the person may move, as the books take it.
    func reach(_ house: House) -> Limit<Owner> {
        guard let owners else { return .everything }
        return .only(Set(owners.compactMap { house.store.catalogue.current.organisation($0)?.id }))
    }

    /// What a key is bound to: the person and the words.
    package var fingerprint: String { Fingerprint.text(actor + "\u{1F}" + words) }

    /// What likeness is judged by: the words alone, whoever says them.
    package var contentHash: Int64 { Fingerprint.number(words) }
}

/// FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv), the same in every process and on every machine, unlike `Hasher`.
package enum Fingerprint {
    /// 64 bits, for likeness within ten minutes.
    package static func number(_ text: String) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            hash ^= UInt64(byte)
            hash = hash &* 0x0000_0100_0000_01b3
        }
        return Int64(bitPattern: hash)
    }

    /// 128 bits in hexadecimal, for keys that are kept for ever.
    package static func text(_ text: String) -> String {
        var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for byte in text.utf8 {
            hash ^= UInt128(byte)
            hash = hash &* 0x0000_0000_0100_0000_0000_0000_0000_013b
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 32 - digits.utf8.count) + digits
    }
}
