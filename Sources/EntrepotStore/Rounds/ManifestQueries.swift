package import Measures
package import PostgresClient
import RoundPlanning
package import StockLedger

/// What is promised to a round, what was put on its vehicle and what left it: figures from the books.
package enum ManifestQueries {
    /// Everything a round moved onto its vehicle or from it, in the order booked. The ledger knows the round of every movement, so what
    /// another round left on the same vehicle does not show.
    package static func lines(of round: RoundRecord, from source: some QuerySource) async throws -> [RoundLineRecord] {
        try await source.query(
            """
            select coalesce(o.reason, m.reason) as reason, coalesce(o.stop_id, m.stop_id) as stop_id, coalesce(o.quality, m.quality), x.lot_id, l.code, l.item_id, i.sku,
                   parent.sku as parent, l.expires_on, l.received_on, e.onto, e.other, p.kind,
                   case when m.reverses_id is null then x.quantity else -x.quantity end as units, i.base_unit
            from entrepot.movement as m
            join entrepot.movement_line as x on x.warehouse_id = m.warehouse_id and x.movement_id = m.movement_id
            left join entrepot.movement as o on o.warehouse_id = m.warehouse_id and o.movement_id = coalesce(m.reverses_id, m.corrects_id)
            cross join lateral (
                select case when m.reverses_id is null then x.from_place_id else x.to_place_id end as source,
                       case when m.reverses_id is null then x.to_place_id else x.from_place_id end as target) as d
            cross join lateral (
                select d.target = \(round.place.number) as onto,
                       case when d.target = \(round.place.number) then d.source else d.target end as other) as e
            join entrepot.place as p on p.warehouse_id = x.warehouse_id and p.place_id = e.other
            join entrepot.lot as l on l.warehouse_id = x.warehouse_id and l.lot_id = x.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            left join entrepot.item as parent on parent.item_id = i.parent_id
            where m.warehouse_id = \(round.warehouse.number) and m.round_id = \(round.id)
              and \(round.place.number) in (x.from_place_id, x.to_place_id)
            order by m.movement_id, x.line_number
            """
        ) { row in
            RoundLineRecord(
                reason: try row.get(0), stop: try row.get(1), quality: try row.get(2), lot: Identifier(try row.get(3)),
                lotCode: try row.get(4),
                item: Identifier(try row.get(5)), sku: try row.get(6), parent: try row.get(7),
                expires: try row.get(8, as: DayNumber?.self).map { CivilDate(dayNumber: $0.value) },
                receivedOn: CivilDate(dayNumber: try row.get(9, as: DayNumber.self).value), isOntoVehicle: try row.get(10),
                otherPlace: Identifier(try row.get(11)), otherKind: try row.get(12), units: try row.get(13),
                base: BaseUnit(rawValue: try row.get(14)) ?? .piece)
        }
    }

    /// What was shared over the stops of a round rather than noted, and not taken back since: one line of a movement each.
    package static func allocated(of round: RoundRecord, from source: some QuerySource) async throws -> [AllocatedLine] {
        try await source.query(
            """
            select m.movement_id, m.stop_id, x.lot_id, x.from_place_id, x.to_place_id, x.quantity
            from entrepot.movement as m
            join entrepot.movement_line as x on x.warehouse_id = m.warehouse_id and x.movement_id = m.movement_id
            where m.warehouse_id = \(round.warehouse.number) and m.round_id = \(round.id) and m.reason = 'distributed' and m.quality = 'allocated'
              and not exists (select from entrepot.movement as b where b.warehouse_id = m.warehouse_id and b.reverses_id = m.movement_id)
            order by m.movement_id, x.line_number
            """
        ) { row in
            AllocatedLine(
                movement: try row.get(0), stop: try row.get(1), lot: Identifier(try row.get(2)), from: Identifier(try row.get(3)),
                to: Identifier(try row.get(4)), units: try row.get(5))
        }
    }

    /// What is still promised to a round, in the order of its stops.
    package static func promises(of round: RoundRecord, from source: some QuerySource) async throws -> [PromiseRecord] {
        try await source.query(
            """
            select r.stop_id, r.place_id, r.lot_id, l.item_id, i.sku, r.quantity
            from entrepot.reservation as r
            join entrepot.lot as l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            where r.warehouse_id = \(round.warehouse.number) and r.round_id = \(round.id)
            order by r.stop_id, i.sku, r.place_id, r.lot_id
            """
        ) { row in
            PromiseRecord(
                stop: try row.get(0), place: Identifier(try row.get(1)), lot: Identifier(try row.get(2)), item: Identifier(try row.get(3)),
                sku: try row.get(4), units: try row.get(5))
        }
    }

    /// Base units promised to a round that facts took away again, by item.
    package static func broken(of round: RoundRecord, from source: some QuerySource) async throws -> [(sku: String, units: Int64)] {
        try await source.query(
            """
            select i.sku, sum(r.quantity)::bigint from entrepot.reservation_release as r
            join entrepot.lot as l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            where r.warehouse_id = \(round.warehouse.number) and r.round_id = \(round.id) group by i.sku order by i.sku
            """
        ) { row in (sku: try row.get(0), units: try row.get(1)) }
    }

    /// Reserves lots for the stops of a round, all or nothing; returns what is not available any more.
    package static func reserve(_ lines: [PromiseRecord], for round: RoundRecord, in transaction: Transaction) async throws
        -> [(lot: Identifier<Lot>, available: Int64, wanted: Int64)]
    {
        try await transaction.query(
            """
            select lot_id, available, wanted from entrepot.reserve_stock(\(round.warehouse.number), \(round.id),
                \(DayNumber(round.date.dayNumber)), null, \(lines.map(\.stop)), \(lines.map(\.place.number)), \(lines.map(\.lot.number)),
                \(lines.map(\.units)))
            """
        ) { row in (lot: Identifier(try row.get(0)), available: try row.get(1), wanted: try row.get(2)) }
    }

    /// Gives back everything that is promised to a round.
    package static func release(_ round: RoundRecord, in transaction: Transaction) async throws {
        _ = try await transaction.query(
            "select lot_id from entrepot.release_stock(\(round.warehouse.number), \(round.id), null)"
        ) { row in try row.get(0, as: Int64.self) }
    }
}
