package import Measures

/// What an owner said about the use of their goods by others.
///
/// Deny unless said: goods of which nobody said anything are not used by others.
package struct Consent: Hashable, Sendable {
    /// The answer.
    package enum Answer: String, CaseIterable, Sendable {
        case yes, no
        /// Each time anew.
        case ask
    }

    /// What becomes of goods that are used.
    package enum Terms: String, CaseIterable, Sendable {
        /// They are owed.
        case loan
        /// They are given.
        case gift
    }

    /// Which goods are meant.
    package enum Subject: Hashable, Sendable {
        case everything
        case category(String)
        /// An item with all its sizes.
        case item(Identifier<Item>)
    }

    package let owner: Identifier<Owner>
    /// Who may use them; nil is everybody.
    package let user: Identifier<Owner>?
    package let subject: Subject
    package let answer: Answer
    package let terms: Terms
    /// The last day it holds; nil is until something else is said.
    package let until: CivilDate?
    /// Larger when it was said later.
    package let number: Int64

    package init(
        owner: Identifier<Owner>, user: Identifier<Owner>?, subject: Subject, answer: Answer, terms: Terms = .loan, until: CivilDate? = nil,
        number: Int64
    ) {
        self.owner = owner
        self.user = user
        self.subject = subject
        self.answer = answer
        self.terms = terms
        self.until = until
        self.number = number
    }
}

/// Everything that the owners of a warehouse said, and who may therefore use whose goods: the one place that decides it.
package struct Consents: Sendable {
    /// What may be done with goods.
    package enum Decision: Hashable, Sendable {
        /// They are the user's own.
        case own
        case allowed(Consent.Terms)
        /// The owner wants to be asked.
        case ask
        /// The owner said no.
        case refused
        /// The owner said nothing.
        case unsaid

        /// Whether they may be used without asking anybody.
        package var isAllowed: Bool {
            switch self {
            case .own, .allowed: true
            case .ask, .refused, .unsaid: false
            }
        }
    }

    /// An item as consents speak of it.
    package struct Kind: Hashable, Sendable {
        package let item: Identifier<Item>
        /// The item of which it is a size.
        package let parent: Identifier<Item>?
        package let category: String

        package init(item: Identifier<Item>, parent: Identifier<Item>?, category: String) {
            self.item = item
            self.parent = parent
            self.category = category
        }
    }

    private let said: [Consent]

    package init(_ said: [Consent]) {
        self.said = said
    }

    /// What holds on a day, the newest of those about the same goods and the same user.
    package func standing(on day: CivilDate) -> [Consent] {
        var newest: [Key: Consent] = [:]
        for one in said.sorted(by: { $0.number < $1.number }) { newest[Key(one)] = one }
        return newest.values.filter { one in one.until.map { day <= $0 } ?? true }.sorted { $0.number < $1.number }
    }

    /// Decides whether `user` may use goods of `owner` on a day.
    ///
    /// What was said about the goods most exactly counts: the item itself, the item it is a size of, its category, everything. Of what is
    /// equally exact, what was said to this user counts before what was said to all.
    package func decide(owner: Identifier<Owner>, user: Identifier<Owner>, _ kind: Kind, on day: CivilDate) -> Decision {
        if owner == user { return .own }
        let fitting = standing(on: day).filter { one in
            one.owner == owner && (one.user == nil || one.user == user) && Self.exactness(of: one.subject, for: kind) != nil
        }
        let best = fitting.max { first, second in
            let ranks = (
                Self.exactness(of: first.subject, for: kind) ?? 0, Self.exactness(of: second.subject, for: kind) ?? 0
            )
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
            return first.user == nil && second.user != nil
        }
        switch best?.answer {
        case .yes: return .allowed(best?.terms ?? .loan)
        case .no: return .refused
        case .ask: return .ask
        case nil: return .unsaid
        }
    }

    /// How exactly a subject means an item; nil when it does not.
    private static func exactness(of subject: Consent.Subject, for kind: Kind) -> Int? {
        switch subject {
        case .everything: 0
        case .category(let category): category == kind.category ? 1 : nil
        case .item(let item): item == kind.item ? 3 : item == kind.parent ? 2 : nil
        }
    }

    private struct Key: Hashable {
        let owner: Identifier<Owner>
        let user: Identifier<Owner>?
        let subject: Consent.Subject

        init(_ consent: Consent) {
            (owner, user, subject) = (consent.owner, consent.user, consent.subject)
        }
    }
}
