package import Measures
package import PostgresClient
package import StockLedger

/// One trait of a lot that was put right.
package struct LotChange: Sendable, Equatable {
    package let lot: String
    package let sku: String
    package let trait: String
    package let was: String?
    package let becomes: String?
    package let at: Timestamp
    package let by: String
    package let note: String?
}

/// What lots were said to be before they were put right.
package enum LotChanges {
    /// What a lot is from now on; nil leaves a trait as it is, nil inside is none.
    package struct Traits: Sendable {
        package var expires: CivilDate??
        package var donor: Identifier<Donor>?
        package var grant: Identifier<Grant>??
        package var condition: Condition?
        package var batch: String?

        package init() {}
    }

    /// Puts a lot right and writes down what it was, each trait that differs; the number of them.
    package static func change(
        _ lot: Identifier<Lot>, _ traits: Traits, warehouse: Identifier<Warehouse>, note: String?, actor: String,
        in transaction: Transaction
    ) async throws -> Int64 {
        let expires = traits.expires.flatMap { $0 }.map { DayNumber($0.dayNumber) }
        let grant = traits.grant.flatMap { $0 }?.number
        return try await transaction.value(
            """
            with old as materialized (
                select l.*, (select name from entrepot.donor where donor_id = l.donor_id) as donor,
                       (select code from entrepot.funding_grant where grant_id = l.grant_id) as grant_code
                from entrepot.lot as l where l.warehouse_id = \(warehouse.number) and l.lot_id = \(lot.number) for update),
            fresh as materialized (
                select case when \(traits.expires != nil) then \(expires)::date else expires_on end as expires_on,
                       coalesce(\(traits.donor?.number)::bigint, donor_id) as donor_id,
                       case when \(traits.grant != nil) then \(grant)::bigint else grant_id end as grant_id,
                       coalesce(\(traits.condition?.rawValue)::text, condition) as condition,
                       coalesce(\(traits.batch)::text, batch) as batch
                from old),
            changed as (
                update entrepot.lot as l
                set expires_on = f.expires_on, donor_id = f.donor_id, grant_id = f.grant_id, condition = f.condition, batch = f.batch
                from fresh as f where l.warehouse_id = \(warehouse.number) and l.lot_id = \(lot.number)),
            kept as (
                insert into entrepot.lot_change (warehouse_id, lot_id, trait, was, becomes, changed_by, note)
                select \(warehouse.number), \(lot.number), t.trait, t.was, t.becomes, \(actor), \(note)
                from old as o cross join fresh as f
                cross join lateral (values
                    ('expires', o.expires_on::text, f.expires_on::text),
                    ('donor', o.donor, (select name from entrepot.donor where donor_id = f.donor_id)),
                    ('grant', o.grant_code, (select code from entrepot.funding_grant where grant_id = f.grant_id)),
                    ('condition', o.condition, f.condition),
                    ('batch', o.batch, f.batch)) as t (trait, was, becomes)
                where t.was is distinct from t.becomes returning 1)
            select count(*) from kept
            """)
    }

    /// What was put right of a lot, the last first.
    package static func list(_ lot: Identifier<Lot>, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [LotChange]
    {
        try await source.query(
            """
            select l.code, i.sku, c.trait, c.was, c.becomes, c.changed_at, c.changed_by, c.note
            from entrepot.lot_change as c
            join entrepot.lot as l on l.warehouse_id = c.warehouse_id and l.lot_id = c.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            where c.warehouse_id = \(warehouse.number) and c.lot_id = \(lot.number) order by c.change_id desc
            """
        ) { row in
            LotChange(
                lot: try row.get(0), sku: try row.get(1), trait: try row.get(2), was: try row.get(3), becomes: try row.get(4),
                at: Timestamp(microseconds: try row.get(5, as: InstantMicroseconds.self).value), by: try row.get(6), note: try row.get(7))
        }
    }
}
