package import Measures

/// The wall around the quarantine: what is put behind it, and what may leave it.
///
/// The database holds the same wall (`needs_approver` and the ways of each reason in post_movements); a test compares the two.
package enum Quarantine {
    /// Whether goods may leave a quarantine place.
    package enum Leave: Hashable, Sendable {
        /// Not for this reason.
        case never
        /// Only with the word of somebody other than the one who asks.
        case withApprover
        /// Thrown away, lost, back to the giver, or to another quarantine place.
        case freely
    }

    /// Whether goods may leave a quarantine place for a place of a kind, for a reason.
    ///
    /// They are let out by `released`; a reversal or a correction that would put them back onto a shelf lets them out as well.
    package static func leaving(to kind: PlaceKind, for reason: MovementReason) -> Leave {
        guard reason.rule.allows(from: .quarantine, to: kind) else { return .never }
        if reason == .released || kind.isInside && kind != .quarantine { return .withApprover }
        return .freely
    }

    /// Why goods that come in are held back.
    package enum Hold: Hashable, Sendable {
        /// Somebody named has to let every receipt of this item out.
        case always
        case expiryUnknown
        case expired
    }

    /// Why goods that come in are held back; nil when they are not.
    ///
    /// - Parameters:
    ///   - always: whether everything that comes in of the item is.
    ///   - expires: the last day it may be given out, when it is known.
    ///   - isUnknown: whether it is said to be unknown.
    ///   - day: the day it comes in.
    package static func hold(always: Bool, expires: CivilDate?, isUnknown: Bool, on day: CivilDate) -> Hold? {
        if always { return .always }
        if isUnknown { return .expiryUnknown }
        return expires.map { $0 < day } == true ? .expired : nil
    }

    /// What a new item of a category is unless something else is said: whether what comes in of it is held back and whether it is barred from
    /// mobile rounds.
    package static func custom(category: String) -> (holdsBack: Bool, mobile: MobileRule) {
        category == "infant-formula" ? (true, .never) : (false, .allowed)
    }
}

/// Whether an item may go on mobile rounds.
package enum MobileRule: String, CaseIterable, Sendable {
    case allowed
    case never
}
