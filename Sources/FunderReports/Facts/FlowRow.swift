/// An amount of one reason, in base units of the row's item.
package struct Flow: Hashable, Sendable {
    /// Why.
    package let reason: FlowReason
    /// Base units; below zero when the period reversed more than it booked.
    package let units: Int64

    package init(_ reason: FlowReason, _ units: Int64) {
        self.reason = reason
        self.units = units
    }
}

/// What one owner's goods of one item under one grant did in a warehouse in a period: the unit that has to close.
package struct FlowRow: Hashable, Sendable {
    /// The warehouse's code; rows of two warehouses close each for itself.
    package let warehouse: String
    /// The owner's code.
    package let owner: String
    /// The item's code.
    package let item: String
    /// The grant's code; nothing for unrestricted goods.
    package let grant: String?
    /// On hand when the period began, base units.
    package let opening: Int64
    /// What came in, by reason.
    package let incoming: [Flow]
    /// What went out, by reason, without the losses.
    package let outgoing: [Flow]
    /// What was lost, by cause.
    package let losses: [Flow]
    /// On hand when the period ended, read from the books and not computed from the rest.
    package let closing: Int64

    package init(
        warehouse: String,
        owner: String,
        item: String,
        grant: String? = nil,
        opening: Int64,
        incoming: [Flow] = [],
        outgoing: [Flow] = [],
        losses: [Flow] = [],
        closing: Int64
    ) {
        self.warehouse = warehouse
        self.owner = owner
        self.item = item
        self.grant = grant
        self.opening = opening
        self.incoming = incoming
        self.outgoing = outgoing
        self.losses = losses
        self.closing = closing
    }
}
