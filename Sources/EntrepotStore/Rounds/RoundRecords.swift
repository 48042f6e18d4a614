package import Measures
package import RoundPlanning
package import StockLedger

/// A round as the house keeps it.
package struct RoundRecord: Sendable, Equatable {
    package let id: Int64
    package let warehouse: Identifier<Warehouse>
    package let plan: Int64?
    package let vehicle: String
    package let vehicleNumber: Int64
    /// Where its load stands in the books.
    package let place: Identifier<Place>
    package let organisation: String?
    package let date: CivilDate
    package var state: RoundState
    package let departsAt: Timestamp?
    package let returnsAt: Timestamp?
    package var stops: Int64
    /// Whether it calls at a site that the reader may not see: its times are told to the half hour, and of its goods only those of the
    /// stops that are seen. What was loaded, came back or is left of it is then not known to the reader, and must not be shown as nothing.
    package let isBlurred: Bool
}

/// One stop of a round.
package struct RoundStopRecord: Sendable, Equatable {
    package let id: Int64
    package let sequence: Int64
    /// Nil for a site that the reader may not see: then only sequence and zone are known.
    package var site: String?
    package let zone: String
    /// What it is called to the reader: the site, or its zone.
    package var named: String { site ?? zone }
    package let eta: Timestamp?
    /// The same as `HH:MM` on the warehouse's clock.
    package let localETA: String?
    package let arrivedAt: Timestamp?
    package let deliveredAt: Timestamp?
    package let outcome: StopOutcome?
    package let people: Int64?
    package let women: Int64?
    package let children: Int64?
    package let quality: String?
}

/// One item that a stop is to be brought.
package struct StopItemRecord: Sendable, Equatable {
    package let stop: Int64
    package let item: Identifier<Item>
    package let sku: String
    package let planned: Int64
    package let wanted: Int64
}

/// A step somebody made, or that follows from a later one.
package struct RoundStepRecord: Sendable, Equatable {
    package let step: String
    /// The state it led to.
    package let state: String
    package let stop: Int64?
    /// Nil when written is now.
    package let occurredAt: Timestamp?
    package let actor: String
    package let isInferred: Bool
    package let quality: String?

    package init(step: String, state: String, stop: Int64?, occurredAt: Timestamp?, actor: String, isInferred: Bool, quality: String?) {
        self.step = step
        self.state = state
        self.stop = stop
        self.occurredAt = occurredAt
        self.actor = actor
        self.isInferred = isInferred
        self.quality = quality
    }

    /// The step that opens a round, by the life cycle's table.
    package static func opening(by actor: String) -> RoundStepRecord {
        RoundStepRecord(
            step: RoundStep.open.rawValue, state: RoundState.draft.rawValue, stop: nil, occurredAt: nil, actor: actor, isInferred: false,
            quality: nil)
    }
}

/// Units of a lot that a round put on its vehicle or took from it, as the books have it; reversals count against what they reverse.
package struct RoundLineRecord: Sendable, Equatable {
    package let reason: String
    package let stop: Int64?
    package let quality: String?
    package let lot: Identifier<Lot>
    package let lotCode: String
    package let item: Identifier<Item>
    package let sku: String
    /// The item it is a variant of.
    package let parent: String?
    package let expires: CivilDate?
    package let receivedOn: CivilDate
    /// Whether it went onto the vehicle.
    package let isOntoVehicle: Bool
    /// The other end.
    package let otherPlace: Identifier<Place>
    package let otherKind: String
    /// Base units; below zero for a reversal.
    package let units: Int64
    /// What one of them is: pieces, grams or millilitres.
    package let base: BaseUnit
    /// The code of whoever it belongs to.
    package let owner: String
}

/// Units that were shared over a stop because nobody noted them.
package struct AllocatedLine: Sendable, Equatable {
    package let movement: Int64
    package let stop: Int64?
    package let lot: Identifier<Lot>
    package let from: Identifier<Place>
    package let to: Identifier<Place>
    package let units: Int64
}

/// Stock promised to a round, or chosen for it by its plan.
package struct PromiseRecord: Sendable, Equatable {
    package let stop: Int64?
    package let place: Identifier<Place>
    package let lot: Identifier<Lot>
    package let item: Identifier<Item>
    package let sku: String
    package let units: Int64
    /// The code of whoever it belongs to; nil when that was not read.
    package let owner: String?

    package init(
        stop: Int64?, place: Identifier<Place>, lot: Identifier<Lot>, item: Identifier<Item>, sku: String, units: Int64,
        owner: String? = nil
    ) {
        self.stop = stop
        self.place = place
        self.lot = lot
        self.item = item
        self.sku = sku
        self.units = units
        self.owner = owner
    }
}
