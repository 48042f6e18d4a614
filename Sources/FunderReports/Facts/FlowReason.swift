/// Why goods entered or left a row of the books, in the words of the ledger.
package enum FlowReason: String, CaseIterable, Sendable {
    case received, bought, found, returned, borrowed
    case distributed, issued, handedOver = "handed_over"
    case lent, settled, transferred, inTransit = "in_transit", sorted, assembled, broken, counted, corrected
    case expired, damaged, wasted, scrapped, lost, stolen, seized, destroyed, fire, flood, unknown, unexplained
    /// A reason this version of the reports does not know; shown as "other", never left out.
    case other

    /// Goods that came from outside: gifts and purchases.
    package var isIntake: Bool { self == .received || self == .bought }

    /// Goods that reached people or partners. Kits count as kits: their components left as `assembled`.
    package var isGiven: Bool { self == .distributed || self == .issued || self == .handedOver }

    /// Goods that went bad in our hands. What is seized, stolen or burnt is a loss and not wastage.
    package var isWastage: Bool {
        self == .expired || self == .damaged || self == .wasted || self == .scrapped
    }
}
