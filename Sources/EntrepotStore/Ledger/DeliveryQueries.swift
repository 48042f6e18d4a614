package import Measures
package import PostgresClient
package import StockLedger

/// A van at the door, or its goods received note.
package struct DeliveryRow: Sendable, Equatable {
    package let id: Int64
    package let warehouse: Identifier<Warehouse>
    package let donor: String?
    package let place: Identifier<Place>?
    package let waybill: String?
    package let customs: String?
    package let witness: String?
    package let note: String?
    package let cameAt: Timestamp
    package let openedBy: String
    package let closedAt: Timestamp?
    package let closedBy: String?
    /// The number of the goods received note, of its warehouse.
    package let noteNumber: Int64?
    /// Lines that the reader may know of, whatever became of them.
    package let lines: Int64
    package var isOpen: Bool { closedAt == nil }
}

/// What is said of a delivery when it is opened.
package struct NewDelivery: Sendable {
    package var donor: Identifier<Donor>?
    package var place: Identifier<Place>?
    package var waybill: String?
    package var customs: String?
    package var witness: String?
    package var note: String?
    package var cameAt: Timestamp

    package init(cameAt: Timestamp) {
        self.cameAt = cameAt
    }
}

/// Reading and writing deliveries.
package enum DeliveryQueries {
    /// Opens a delivery; gives its number.
    package static func open(_ new: NewDelivery, by actor: String, warehouse: Identifier<Warehouse>, in transaction: Transaction)
        async throws
        -> Int64
    {
        try await transaction.value(
            """
            insert into entrepot.delivery (warehouse_id, donor_id, place_id, waybill, customs, witness, note, came_at, opened_by)
            values (\(warehouse), \(new.donor), \(new.place), \(new.waybill), \(new.customs), \(new.witness), \(new.note), \(new.cameAt), \(actor))
            returning delivery_id
            """)
    }

    /// Closes a delivery and numbers its note; nil when somebody else has closed it.
    package static func close(_ delivery: Int64, by actor: String, warehouse: Identifier<Warehouse>, in transaction: Transaction)
        async throws
        -> Int64?
    {
        try await transaction.only("select entrepot.close_delivery(\(warehouse), \(delivery), \(actor))") { row in
            try row.get(0, as: Int64?.self)
        }
    }

    /// An open delivery of the same donor and papers, opened within ten minutes: the same van, told by two people.
    package static func alike(_ new: NewDelivery, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> (id: Int64, by: String)?
    {
        try await source.query(
            """
            select delivery_id, opened_by from entrepot.delivery
            where warehouse_id = \(warehouse) and closed_at is null and opened_at > clock_timestamp() - interval '10 minutes'
              and donor_id is not distinct from \(new.donor)::bigint and lower(waybill) is not distinct from lower(\(new.waybill))
              and lower(customs) is not distinct from lower(\(new.customs)) and place_id is not distinct from \(new.place)::bigint
            order by delivery_id desc limit 1
            """
        ) { row in (id: try row.get(0, as: Int64.self), by: try row.get(1, as: String.self)) }.first
    }

    /// Deliveries of a warehouse, the newest first: those below a number, open ones only, of a donor and those it absorbed.
    package static func list(
        warehouse: Identifier<Warehouse>, delivery: Int64? = nil, donor: Identifier<Donor>? = nil, openOnly: Bool = false,
        before: Int64? = nil, limit: Int, from source: some QuerySource
    ) async throws -> [DeliveryRow] {
        var conditions: [SQL] = ["v.warehouse_id = \(warehouse)"]
        if let delivery { conditions.append("v.delivery_id = \(delivery)") }
        if let donor { conditions.append("coalesce(d.merged_into_id, d.donor_id) = \(donor)") }
        if openOnly { conditions.append("v.closed_at is null") }
        if let before { conditions.append("v.delivery_id < \(before)") }
        return try await source.query(
            """
            select v.delivery_id, v.warehouse_id, s.name as donor, v.place_id, v.waybill, v.customs, v.witness, v.note, v.came_at, v.opened_by,
                   v.closed_at, v.closed_by, v.note_number,
                   (select count(*) from entrepot.receipt as r where r.warehouse_id = v.warehouse_id and r.delivery_id = v.delivery_id) as lines
            from entrepot.delivery as v
            left join entrepot.donor as d on d.donor_id = v.donor_id
            left join entrepot.donor as s on s.donor_id = coalesce(d.merged_into_id, d.donor_id)
            where \(SQL.joined(conditions, separator: " and "))
            order by v.delivery_id desc limit \(Int64(limit))
            """
        ) { row in
            DeliveryRow(
                id: try row.get("delivery_id"), warehouse: try row.get("warehouse_id"), donor: try row.get("donor"),
                place: try row.get("place_id"), waybill: try row.get("waybill"), customs: try row.get("customs"),
                witness: try row.get("witness"), note: try row.get("note"), cameAt: try row.get("came_at"),
                openedBy: try row.get("opened_by"), closedAt: try row.get("closed_at"), closedBy: try row.get("closed_by"),
                noteNumber: try row.get("note_number"), lines: try row.get("lines"))
        }
    }

    /// Which warehouse a delivery is of: people name it by its number alone.
    package static func warehouse(of delivery: Int64, from source: some QuerySource) async throws -> Identifier<Warehouse>? {
        try await source.column(
            "select warehouse_id from entrepot.delivery where delivery_id = \(delivery)", as: Identifier<Warehouse>.self
        ).first
    }
}
