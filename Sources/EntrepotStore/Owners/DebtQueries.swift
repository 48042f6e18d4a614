package import Measures
package import PostgresClient
package import StockLedger

/// Goods that one organisation owes another.
package struct DebtRow: Sendable, Equatable {
    package let warehouse: Identifier<Warehouse>
    package let lender: Identifier<Owner>
    package let borrower: Identifier<Owner>
    package let item: Identifier<Item>
    package let sku: String
    package let unit: String
    /// Base units; below zero when more was settled than owed.
    package let owed: Int64
    /// When the first of them went over.
    package let since: Timestamp?
    /// The first day on which some are to be given back.
    package let due: CivilDate?
}

/// Loans, what is owed, and what was settled of it.
package enum DebtQueries {
    /// What is owed in a warehouse, as far as the reader may see it, in order of lender, borrower and item.
    package static func owed(warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> [DebtRow] {
        try await source.query(
            """
            select d.warehouse_id, d.lender_id, d.borrower_id, d.item_id, i.sku, i.base_unit, d.owed, d.since, d.due_on
            from entrepot.seen_debt as d
            join entrepot.item as i on i.item_id = d.item_id
            join entrepot.organisation as l on l.organisation_id = d.lender_id
            join entrepot.organisation as b on b.organisation_id = d.borrower_id
            where d.warehouse_id = \(warehouse.number)
            order by l.code, b.code, i.sku
            """
        ) { row in
            DebtRow(
                warehouse: Identifier(try row.get("warehouse_id")), lender: Identifier(try row.get("lender_id")),
                borrower: Identifier(try row.get("borrower_id")), item: Identifier(try row.get("item_id")), sku: try row.get("sku"),
                unit: try row.get("base_unit"), owed: try row.get("owed"),
                since: try row.get("since", as: InstantMicroseconds?.self).map { Timestamp(microseconds: $0.value) },
                due: try row.get("due_on"))
        }
    }

    /// Lets nobody else lend or settle in a warehouse until the transaction ends, so that what is owed stays what was read.
    package static func hold(_ warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws {
        try await transaction.execute("select pg_advisory_xact_lock(hashtextextended('debts', \(warehouse.number)))")
    }

    /// Marks a movement as one by which goods changed owner.
    package static func lend(
        _ movement: Int64, lender: Identifier<Owner>, borrower: Identifier<Owner>, _ terms: Consent.Terms, due: CivilDate?,
        warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            insert into entrepot.loan (warehouse_id, movement_id, lender_id, borrower_id, terms, due_on)
            values (\(warehouse.number), \(movement), \(lender.number), \(borrower.number), \(terms), \(due))
            """)
    }

    /// Between whom and on what terms a movement lent; nil when it did not.
    package static func loan(_ movement: Int64, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> (lender: Identifier<Owner>, borrower: Identifier<Owner>, terms: Consent.Terms)?
    {
        try await source.first(
            """
            select lender_id, borrower_id, terms from entrepot.loan where warehouse_id = \(warehouse.number) and movement_id = \(movement)
            """
        ) { row in
            (
                Identifier<Owner>(try row.get("lender_id")), Identifier<Owner>(try row.get("borrower_id")),
                try row.word("terms", as: Consent.Terms.self)
            )
        }
    }

    /// Keeps that a debt became smaller: by goods that a movement moved, or for a reason.
    package static func settle(
        _ quantity: Quantity, of item: Identifier<Item>, lender: Identifier<Owner>, borrower: Identifier<Owner>, movement: Int64?,
        reason: String?, by person: String, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws -> Int64 {
        try await transaction.value(
            """
            insert into entrepot.settlement (warehouse_id, lender_id, borrower_id, item_id, quantity, movement_id, reason, said_by)
            values (\(warehouse.number), \(lender.number), \(borrower.number), \(item.number), \(quantity.units), \(movement), \(reason),
                    \(person))
            returning settlement_id
            """)
    }

    /// A settlement, when the reader may see it.
    package static func settlement(_ number: Int64, from source: some QuerySource) async throws
        -> (warehouse: Identifier<Warehouse>, lender: Identifier<Owner>, movement: Int64?, isEnded: Bool)?
    {
        try await source.first(
            "select warehouse_id, lender_id, movement_id, ended_at is not null as ended from entrepot.settlement where settlement_id = \(number)"
        ) { row in
            (
                Identifier<Warehouse>(try row.get("warehouse_id")), Identifier<Owner>(try row.get("lender_id")),
                try row.get("movement_id", as: Int64?.self), try row.get("ended", as: Bool.self)
            )
        }
    }

    /// What was let go is owed again.
    package static func end(_ settlement: Int64, by person: String, warehouse: Identifier<Warehouse>, in transaction: Transaction)
        async throws
    {
        try await transaction.execute(
            """
            update entrepot.settlement set ended_at = clock_timestamp(), ended_by = \(person)
            where warehouse_id = \(warehouse.number) and settlement_id = \(settlement) and ended_at is null
            """)
    }

    /// Keeps on what terms a round takes goods of another owner along; what was agreed first stays.
    package static func agree(
        _ items: [(lender: Identifier<Owner>, item: Identifier<Item>, terms: Consent.Terms)], round: Int64,
        warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        for one in items {
            try await transaction.execute(
                """
                insert into entrepot.round_loan (warehouse_id, round_id, lender_id, item_id, terms)
                values (\(warehouse.number), \(round), \(one.lender.number), \(one.item.number), \(one.terms))
                on conflict do nothing
                """)
        }
    }

    /// The owners whose goods a round took along by agreement.
    package static func lenders(of round: Int64, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> Set<Identifier<Owner>>
    {
        Set(
            try await source.column(
                "select distinct lender_id from entrepot.round_loan where warehouse_id = \(warehouse.number) and round_id = \(round)",
                as: Int64.self
            ).map { Identifier($0) })
    }

    /// What a lot was, for the same goods under another owner: who gave them, by what they are known, their date and condition stay.
    package static func changedOwner(
        _ lots: [Identifier<Lot>], to owner: Identifier<Owner>, warehouse: Identifier<Warehouse>, from source: some QuerySource
    ) async throws -> [Identifier<Lot>: NewLot] {
        let rows = try await source.query(
            """
            select lot_id, item_id, owner_id, grant_id, condition, expires_on, received_on, pack_name, pack_factor, donor_id,
                   coalesce(batch, code) as printed
            from entrepot.lot where warehouse_id = \(warehouse.number) and lot_id = any(\(lots.map(\.number)))
            """
        ) { row in
            let lot = try LotQueries.lot(row)
            return (
                lot.id,
                NewLot(
                    batch: try row.get("printed"), item: lot.item, owner: owner,
                    donor: try row.get("donor_id", as: Int64?.self).map { Identifier($0) }, grant: lot.grant, condition: lot.condition,
                    expires: lot.expires, receivedOn: lot.receivedOn, ownPack: lot.packs.first)
            )
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}
