package import Measures
package import Speech

/// An association that owns part of the stock; only its identifier matters to the ledger.
package enum Owner {}
/// A grant that restricts the use of a lot; only its identifier matters to the ledger.
package enum Grant {}

/// The state of the goods of a lot.
package enum Condition: String, CaseIterable, Sendable {
    case new
    case good
    case worn
    case damaged

    /// The word shown to people.
    package var words: Wording {
        switch self {
        case .new: Wording("new", "neuf")
        case .good: Wording("good", "bon état")
        case .worn: Wording("worn", "usé")
        case .damaged: Wording("damaged", "abîmé")
        }
    }

    /// What people type, in English or French, accents and case aside.
    package static func typed(_ word: FoldedText) -> Condition? {
        switch word.text {
        case "new", "neuf", "neuve": .new
        case "good", "bon", "bonne", "bon etat": .good
        case "worn", "used", "use", "usee", "usage": .worn
        case "damaged", "abime", "abimee": .damaged
        default: nil
        }
    }
}

/// Units of one item with one owner, source, grant, condition and expiry.
package struct Lot: Hashable, Sendable {
    /// Its number in the database.
    package let id: Identifier<Lot>
    /// The item.
    package let item: Identifier<Item>
    /// Whose it is.
    package let owner: Identifier<Owner>
    /// The grant that paid for it, if one did.
    package let grant: Identifier<Grant>?
    /// The state of the goods.
    package let condition: Condition
    /// The last day it may be given out; nil when it does not expire or the date is not known.
    package let expires: CivilDate?
    /// The day it came in.
    package let receivedOn: CivilDate
    /// Packs whose factor is this delivery's own, such as the stere of this load of wood.
    package let packs: [Pack]

    package init(
        id: Identifier<Lot>, item: Identifier<Item>, owner: Identifier<Owner>, grant: Identifier<Grant>? = nil,
        condition: Condition = .good,
        expires: CivilDate? = nil, receivedOn: CivilDate, packs: [Pack] = []
    ) {
        self.id = id
        self.item = item
        self.owner = owner
        self.grant = grant
        self.condition = condition
        self.expires = expires
        self.receivedOn = receivedOn
        self.packs = packs
    }
}
