package import Measures
package import PostgresClient
import RoundPlanning
package import StockLedger

/// What is promised to a round, what was put on its vehicle and what left it: figures from the books.
package enum ManifestQueries {
    /// Everything a round moved onto its vehicle or from it, in the order booked. The ledger knows the round of every movement, so what
    /// another round left on the same vehicle does not show. Of a blurred round only what concerns the stops that the reader sees.
    package static func lines(of round: RoundRecord, from source: some QuerySource) async throws -> [RoundLineRecord] {
        try await lines(of: [round], from: source)[round.id] ?? []
    }

    /// The same of several rounds, by their numbers.
    package static func lines(of rounds: [RoundRecord], from source: some QuerySource) async throws -> [Int64: [RoundLineRecord]] {
        let rows = try await source.query(
            """
            select m.round_id, w.code as owner, coalesce(o.reason, m.reason) as reason, coalesce(o.stop_id, m.stop_id) as stop_id,
                   coalesce(o.quality, m.quality) as quality, x.lot_id, l.code as lot, l.item_id, i.sku,
                   parent.sku as parent, l.expires_on, l.received_on, e.onto, e.other, p.kind as other_kind,
                   case when m.reverses_id is null then x.quantity else -x.quantity end as units, i.base_unit
            from unnest(\(rounds.map(\.warehouse)), \(rounds.map(\.id)), \(rounds.map(\.place))) as r (warehouse_id, round_id, place_id)
            join entrepot.movement as m on m.warehouse_id = r.warehouse_id and m.round_id = r.round_id
            join entrepot.movement_line as x on x.warehouse_id = m.warehouse_id and x.movement_id = m.movement_id
                 and r.place_id in (x.from_place_id, x.to_place_id)
            left join entrepot.movement as o on o.warehouse_id = m.warehouse_id
                 and o.movement_id = case when m.reverses_id is null then m.corrects_id else m.reverses_id end
            cross join lateral (
                select case when m.reverses_id is null then x.from_place_id else x.to_place_id end as source,
                       case when m.reverses_id is null then x.to_place_id else x.from_place_id end as target) as d
            cross join lateral (
                select d.target = r.place_id as onto, case when d.target = r.place_id then d.source else d.target end as other) as e
            join entrepot.place as p on p.warehouse_id = x.warehouse_id and p.place_id = e.other
            join entrepot.lot as l on l.warehouse_id = x.warehouse_id and l.lot_id = x.lot_id
            join entrepot.organisation as w on w.organisation_id = l.owner_id
            join entrepot.item as i on i.item_id = l.item_id
            left join entrepot.item as parent on parent.item_id = i.parent_id
            order by m.movement_id, x.line_number
            """
        ) { row in
            let line = RoundLineRecord(
                reason: try row.get("reason"), stop: try row.get("stop_id"), quality: try row.get("quality"), lot: try row.get("lot_id"),
                lotCode: try row.get("lot"), item: try row.get("item_id"), sku: try row.get("sku"), parent: try row.get("parent"),
                expires: try row.get("expires_on"), receivedOn: try row.get("received_on"), isOntoVehicle: try row.get("onto"),
                otherPlace: try row.get("other"), otherKind: try row.get("other_kind"), units: try row.get("units"),
                base: try row.word("base_unit"), owner: try row.get("owner"))
            return (round: try row.get("round_id", as: Int64.self), line: line)
        }
        return Dictionary(grouping: rows, by: \.round).mapValues { $0.map(\.line) }
    }

    /// What lies on a vehicle, of whichever round, by item.
    package static func aboard(_ place: Identifier<Place>, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [(item: Identifier<Item>, units: Int64)]
    {
        try await source.query(
            """
            select l.item_id, sum(b.on_hand)::bigint as units from entrepot.balance as b
            join entrepot.lot as l on l.warehouse_id = b.warehouse_id and l.lot_id = b.lot_id
            where b.warehouse_id = \(warehouse) and b.place_id = \(place) and b.on_hand > 0 group by l.item_id order by l.item_id
            """
        ) { row in (item: try row.get("item_id"), units: try row.get("units")) }
    }

    /// What was shared over the stops of a round rather than noted, and not taken back since: one line of a movement each.
    package static func allocated(of round: RoundRecord, from source: some QuerySource) async throws -> [AllocatedLine] {
        try await source.query(
            """
            select m.movement_id, m.stop_id, x.lot_id, x.from_place_id, x.to_place_id, x.quantity
            from entrepot.movement as m
            join entrepot.movement_line as x on x.warehouse_id = m.warehouse_id and x.movement_id = m.movement_id
            where m.warehouse_id = \(round.warehouse) and m.round_id = \(round.id) and m.reason = 'distributed' and m.quality = 'allocated'
              and not exists (select from entrepot.movement as b where b.warehouse_id = m.warehouse_id and b.reverses_id = m.movement_id)
            order by m.movement_id, x.line_number
            """
        ) { row in
            AllocatedLine(
                movement: try row.get("movement_id"), stop: try row.get("stop_id"), lot: try row.get("lot_id"),
                from: try row.get("from_place_id"), to: try row.get("to_place_id"), units: try row.get("quantity"))
        }
    }

    /// What is still promised to a round, in the order of its stops.
    package static func promises(of round: RoundRecord, from source: some QuerySource) async throws -> [PromiseRecord] {
        try await source.query(
            """
            select r.stop_id, r.place_id, r.lot_id, l.item_id, i.sku, r.quantity, o.code as owner
            from entrepot.reservation as r
            join entrepot.lot as l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id
            join entrepot.organisation as o on o.organisation_id = l.owner_id
            join entrepot.item as i on i.item_id = l.item_id
            where r.warehouse_id = \(round.warehouse) and r.round_id = \(round.id)
            order by r.stop_id, i.sku, r.place_id, r.lot_id
            """
        ) { row in
            PromiseRecord(
                stop: try row.get("stop_id"), place: try row.get("place_id"), lot: try row.get("lot_id"), item: try row.get("item_id"),
                sku: try row.get("sku"), units: try row.get("quantity"), owner: try row.get("owner"))
        }
    }

    /// The lots that the plan of a round chose for its stops, in the order of the stops; nothing of stops that the reader may not see.
    package static func chosen(for round: RoundRecord, from source: some QuerySource) async throws -> [PromiseRecord] {
        try await source.query(
            """
            select x.stop_id, x.place_id, x.lot_id, x.item_id, i.sku, x.planned, o.code as owner
            from entrepot.round_stop_lot as x
            join entrepot.round_stop as s on s.warehouse_id = x.warehouse_id and s.round_id = x.round_id and s.stop_id = x.stop_id
            join entrepot.lot as l on l.warehouse_id = x.warehouse_id and l.lot_id = x.lot_id
            join entrepot.organisation as o on o.organisation_id = l.owner_id
            join entrepot.item as i on i.item_id = x.item_id
            where x.warehouse_id = \(round.warehouse) and x.round_id = \(round.id)
            order by s.sequence, i.sku, l.expires_on nulls last, l.received_on, x.lot_id, x.place_id
            """
        ) { row in
            PromiseRecord(
                stop: try row.get("stop_id"), place: try row.get("place_id"), lot: try row.get("lot_id"), item: try row.get("item_id"),
                sku: try row.get("sku"), units: try row.get("planned"), owner: try row.get("owner"))
        }
    }

    /// Base units promised to a round that facts took away again, by item.
    package static func broken(of round: RoundRecord, from source: some QuerySource) async throws -> [(sku: String, units: Int64)] {
        try await source.query(
            """
            select i.sku, sum(r.quantity)::bigint as units from entrepot.reservation_release as r
            join entrepot.lot as l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            where r.warehouse_id = \(round.warehouse) and r.round_id = \(round.id) group by i.sku order by i.sku
            """
        ) { row in (sku: try row.get("sku"), units: try row.get("units")) }
    }

    /// Reserves lots for the stops of a round, all or nothing; returns what is not available any more.
    package static func reserve(_ lines: [PromiseRecord], for round: RoundRecord, in transaction: Transaction) async throws
        -> [(lot: Identifier<Lot>, available: Int64, wanted: Int64)]
    {
        try await transaction.query(
            """
            select lot_id, available, wanted from entrepot.reserve_stock(\(round.warehouse), \(round.id),
                \(round.date), null, \(lines.map(\.stop)), \(lines.map(\.place)), \(lines.map(\.lot)),
                \(lines.map(\.units)))
            """
        ) { row in (lot: try row.get("lot_id"), available: try row.get("available"), wanted: try row.get("wanted")) }
    }

    /// Gives back everything that is promised to a round.
    package static func release(_ round: RoundRecord, in transaction: Transaction) async throws {
        _ = try await transaction.query(
            "select lot_id from entrepot.release_stock(\(round.warehouse), \(round.id), null)"
        ) { row in try row.get("lot_id", as: Identifier<Lot>.self) }
    }
}
