package import Measures
package import PostgresClient
package import StockLedger

/// Questions about lots.
package enum LotQueries {
    /// A row of lot columns as a lot of the ledger.
    static func lot(_ row: borrowing Row) throws -> Lot {
        var packs: [Pack] = []
        if let name: String = try row.get("pack_name"), let factor: Int64 = try row.get("pack_factor") {
            packs.append(try Pack(name: name, factor: factor))
        }
        return Lot(
            id: Identifier(try row.get("lot_id")), item: Identifier(try row.get("item_id")), owner: Identifier(try row.get("owner_id")),
            grant: try row.get("grant_id", as: Int64?.self).map { Identifier($0) },
            condition: try row.word("condition"),
            expires: try row.get("expires_on", as: DayNumber?.self).map { CivilDate(dayNumber: $0.value) },
            receivedOn: CivilDate(dayNumber: try row.get("received_on", as: DayNumber.self).value), packs: packs)
    }

    /// The lot of an item with a code.
    package static func lot(code: String, item: Identifier<Item>, warehouse: Identifier<Warehouse>, from source: some QuerySource)
        async throws -> Lot?
    {
        try await source.first(
            """
            select lot_id, item_id, owner_id, grant_id, condition, expires_on, received_on, pack_name, pack_factor
            from entrepot.lot where warehouse_id = \(warehouse.number) and item_id = \(item.number) and code = \(code)
            """
        ) { row in try lot(row) }
    }

    /// A lot as it is found by what is printed on it.
    package struct Printed: Sendable, Equatable {
        package let warehouse: Identifier<Warehouse>
        package let lot: Identifier<Lot>
        package let item: Identifier<Item>
        package let code: String
        package let batch: String?
    }

    /// The lots with a batch, a serial number or a code, case aside: of one item or of any, in one warehouse or in all.
    package static func printed(
        _ name: String, item: Identifier<Item>? = nil, warehouse: Identifier<Warehouse>?, from source: some QuerySource
    ) async throws -> [Printed] {
        try await source.query(
            """
            select l.warehouse_id, l.lot_id, l.item_id, l.code, l.batch
            from entrepot.lot as l
            where (lower(l.batch) = lower(\(name)) or lower(l.code) = lower(\(name)))
              and (\(item?.number)::bigint is null or l.item_id = \(item?.number)::bigint)
              and (\(warehouse?.number)::bigint is null or l.warehouse_id = \(warehouse?.number)::bigint)
            order by l.warehouse_id, l.lot_id
            """
        ) { row in
            Printed(
                warehouse: Identifier(try row.get(0)), lot: Identifier(try row.get(1)), item: Identifier(try row.get(2)),
                code: try row.get(3), batch: try row.get(4))
        }
    }

    /// The lot of an item received last, for goods found without a name on them.
    package static func newest(
        item: Identifier<Item>, owner: Identifier<Owner>?, warehouse: Identifier<Warehouse>, from source: some QuerySource
    )
        async throws -> Lot?
    {
        let ofOwner: SQL = owner.map { "and owner_id = \($0.number)" } ?? ""
        return try await source.first(
            """
            select lot_id, item_id, owner_id, grant_id, condition, expires_on, received_on, pack_name, pack_factor
            from entrepot.lot where warehouse_id = \(warehouse.number) and item_id = \(item.number) \(ofOwner)
            order by received_on desc, lot_id desc limit 1
            """
        ) { row in try lot(row) }
    }

    /// Lots by their numbers.
    package static func lots(_ lots: [Identifier<Lot>], warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [Identifier<Lot>: Lot]
    {
        let rows = try await source.query(
            """
            select lot_id, item_id, owner_id, grant_id, condition, expires_on, received_on, pack_name, pack_factor
            from entrepot.lot where warehouse_id = \(warehouse.number) and lot_id = any(\(lots.map(\.number)))
            """
        ) { row in try lot(row) }
        return Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// A lot with everything that is known of it.
    package static func whole(_ lot: Identifier<Lot>, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> WholeLot?
    {
        try await source.first(
            """
            select l.lot_id, l.item_id, l.owner_id, l.grant_id, l.condition, l.expires_on, l.received_on, l.pack_name, l.pack_factor,
                   l.code, l.batch, l.donor_id, d.name as donor_name
            from entrepot.lot as l left join entrepot.donor as d on d.donor_id = l.donor_id
            where l.warehouse_id = \(warehouse.number) and l.lot_id = \(lot.number)
            """
        ) { row in
            WholeLot(
                lot: try self.lot(row), code: try row.get("code"), batch: try row.get("batch"),
                donor: try row.get("donor_id", as: Int64?.self).map { Identifier($0) }, donorName: try row.get("donor_name"))
        }
    }

    /// What was frozen when goods of a lot came in with a movement: how many, their value and papers.
    package static func receipt(
        _ lot: Identifier<Lot>, movement: Int64, warehouse: Identifier<Warehouse>, from source: some QuerySource
    ) async throws -> (quantity: Int64, value: Money?, waybill: String?, delivery: String?, purchase: Int64?)? {
        try await source.first(
            """
            select quantity, value_minor, currency, waybill, coalesce(delivery, delivery_id::text), purchase_id from entrepot.receipt
            where warehouse_id = \(warehouse.number) and movement_id = \(movement) and lot_id = \(lot.number)
            """
        ) { row in
            var value: Money?
            if let minor: Int64 = try row.get(1), let currency: String = try row.get(2) {
                value = try Money(minor: minor, currency: Currency(currency))
            }
            return (
                quantity: try row.get(0), value: value, waybill: try row.get(3), delivery: try row.get(4), purchase: try row.get(5)
            )
        }
    }

    /// Codes of lots by their numbers.
    package static func codes(_ lots: [Identifier<Lot>], warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [Identifier<Lot>: String]
    {
        let rows = try await source.query(
            "select lot_id, code from entrepot.lot where warehouse_id = \(warehouse.number) and lot_id = any(\(lots.map(\.number)))"
        ) { row in (Identifier<Lot>(try row.get(0)), try row.get(1, as: String.self)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// What goods made of a lot inherit of it beside its owner and grant: who gave it, and what is printed on it.
    package struct Origin: Sendable, Equatable {
        package let donor: Identifier<Donor>?
        package let batch: String?
    }

    /// Where lots come from, by their numbers.
    package static func origins(_ lots: [Identifier<Lot>], warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [Identifier<Lot>: Origin]
    {
        let rows = try await source.query(
            "select lot_id, donor_id, batch from entrepot.lot where warehouse_id = \(warehouse.number) and lot_id = any(\(lots.map(\.number)))"
        ) { row in
            (
                Identifier<Lot>(try row.get(0)),
                Origin(donor: try row.get(1, as: Int64?.self).map { Identifier($0) }, batch: try row.get(2))
            )
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// The codes of an item's lots of some owners, newest first, for a name that was not found.
    package static func knownCodes(
        item: Identifier<Item>, owners: Limit<Owner>, warehouse: Identifier<Warehouse>, from source: some QuerySource
    ) async throws -> [String] {
        let ofOwners: SQL = owners.named.map { "and owner_id = any(\($0.map(\.number)))" } ?? ""
        return try await source.column(
            """
            select code from entrepot.lot where warehouse_id = \(warehouse.number) and item_id = \(item.number) \(ofOwners)
            order by lot_id desc limit 200
            """)
    }

    /// The lots of an item that were ever here, of some owners, the one received last first; at most `limit`.
    package static func ever(
        item: Identifier<Item>, owners: Limit<Owner>, warehouse: Identifier<Warehouse>, limit: Int64, from source: some QuerySource
    ) async throws -> [NamedLot] {
        let ofOwners: SQL = owners.named.map { "and owner_id = any(\($0.map(\.number)))" } ?? ""
        return try await source.query(
            """
            select lot_id, item_id, owner_id, grant_id, condition, expires_on, received_on, pack_name, pack_factor, code
            from entrepot.lot where warehouse_id = \(warehouse.number) and item_id = \(item.number) \(ofOwners)
            order by received_on desc, lot_id desc limit \(limit)
            """
        ) { row in NamedLot(lot: try lot(row), code: try row.get("code")) }
    }

    /// What came in of an item with each of its last receipts, taken-back ones aside, in base units; at most nine.
    package static func recentReceipts(item: Identifier<Item>, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [Int64]
    {
        try await source.column(
            """
            select x.quantity
            from (select warehouse_id, lot_id from entrepot.lot
                  where warehouse_id = \(warehouse.number) and item_id = \(item.number) order by lot_id desc limit 9) as l
            cross join lateral (
                select y.movement_id, y.quantity from entrepot.movement_line as y
                where y.warehouse_id = l.warehouse_id and y.lot_id = l.lot_id order by y.movement_id limit 1) as x
            join entrepot.movement as m on m.warehouse_id = l.warehouse_id and m.movement_id = x.movement_id
            where m.reason in ('opening', 'received', 'bought', 'arrived')
              and not exists (
                select from entrepot.movement as r where r.warehouse_id = m.warehouse_id and r.reverses_id = m.movement_id)
            """)
    }
}

/// A lot as it stands in the books, with what is printed on it and who gave it.
package struct WholeLot: Sendable, Equatable {
    package let lot: Lot
    package let code: String
    package let batch: String?
    package let donor: Identifier<Donor>?
    package let donorName: String?
}
