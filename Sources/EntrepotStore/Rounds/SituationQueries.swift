package import Measures
package import PostgresClient
package import RoundPlanning

/// What planning is given beside sites, needs, vehicles and crews: stock, what was given lately, rounds that stand.
package enum SituationQueries {
    /// Stock of the bins that is free and may be given: not promised, not damaged, and of items that may go on mobile rounds; with what has
    /// expired, which planning leaves where it is and names as a reason. Whether its owner lets the plan use it is for the caller.
    package static func stock(warehouse: Identifier<Warehouse>, from source: some QuerySource)
        async throws
        -> [StockLot]
    {
        try await source.query(
            """
            select b.lot_id, p.code as place, i.sku, o.code as owner, b.on_hand - b.reserved as free, l.expires_on, l.received_on
            from entrepot.balance as b
            join entrepot.place as p on p.warehouse_id = b.warehouse_id and p.place_id = b.place_id
            join entrepot.lot as l on l.warehouse_id = b.warehouse_id and l.lot_id = b.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            join entrepot.organisation as o on o.organisation_id = l.owner_id
            where b.warehouse_id = \(warehouse) and p.kind = 'bin' and b.on_hand > b.reserved and l.condition <> 'damaged'
              and i.mobile = 'allowed'
            order by b.lot_id, b.place_id
            """
        ) { row in
            StockLot(
                lot: try row.get("lot_id"), place: try row.get("place"), item: try row.get("sku"), owner: try row.get("owner"),
                units: try row.get("free"), expires: try row.get("expires_on"), received: try row.get("received_on"))
        }
    }

    /// What sites were given since a day, and what rounds that stand will bring to stops not yet made.
    package static func deliveries(since day: CivilDate, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [PastDelivery]
    {
        try await source.query(
            """
            select s.code as site, i.sku, r.round_on, sum(a.units)::bigint as units
            from (select m.round_id, m.stop_id, l.item_id,
                         case when m.reverses_id is null then x.quantity else -x.quantity end as units
                  from entrepot.movement as m
                  join entrepot.movement_line as x on x.warehouse_id = m.warehouse_id and x.movement_id = m.movement_id
                  join entrepot.place as p on p.warehouse_id = x.warehouse_id and p.kind = 'recipient'
                       and p.place_id = case when m.reverses_id is null then x.to_place_id else x.from_place_id end
                  join entrepot.lot as l on l.warehouse_id = x.warehouse_id and l.lot_id = x.lot_id
                  where m.warehouse_id = \(warehouse) and m.round_id is not null and m.stop_id is not null
                  union all
                  select n.round_id, n.stop_id, n.item_id, n.planned
                  from entrepot.round_stop_item as n
                  join entrepot.round as q on q.warehouse_id = n.warehouse_id and q.round_id = n.round_id
                       and q.state in ('approved', 'loading', 'underway')
                  join entrepot.round_stop as t on t.warehouse_id = n.warehouse_id and t.round_id = n.round_id and t.stop_id = n.stop_id
                       and t.delivered_at is null
                  where n.warehouse_id = \(warehouse)) as a
            join entrepot.round as r on r.warehouse_id = \(warehouse) and r.round_id = a.round_id
            join entrepot.round_stop as t on t.warehouse_id = \(warehouse) and t.round_id = a.round_id and t.stop_id = a.stop_id
            join entrepot.site as s on s.warehouse_id = \(warehouse) and s.site_id = t.site_id
            join entrepot.item as i on i.item_id = a.item_id
            where r.round_on >= \(day)
            group by s.code, i.sku, r.round_on having sum(a.units) > 0
            order by r.round_on, s.code, i.sku
            """
        ) { row in
            PastDelivery(site: try row.get("site"), item: try row.get("sku"), date: try row.get("round_on"), units: try row.get("units"))
        }
    }

    /// Rounds that stand on some days, with the people they take along.
    package static func committed(from first: CivilDate, days: Int, warehouse: Identifier<Warehouse>, in source: some QuerySource)
        async throws
        -> [CommittedRound]
    {
        try await source.query(
            """
            select v.code as vehicle, r.round_on, coalesce((select max(t.team_size) from entrepot.round_stop as s
                join entrepot.site as t on t.warehouse_id = s.warehouse_id and t.site_id = s.site_id
                where s.warehouse_id = r.warehouse_id and s.round_id = r.round_id), 1) as people
            from entrepot.round as r
            join entrepot.vehicle as v on v.warehouse_id = r.warehouse_id and v.vehicle_id = r.vehicle_id
            where r.warehouse_id = \(warehouse) and r.state in ('approved', 'loading', 'underway')
              and r.round_on >= \(first) and r.round_on < \(first.adding(days: days))
            order by r.round_id
            """
        ) { row in
            CommittedRound(vehicle: try row.get("vehicle"), date: try row.get("round_on"), people: max(1, try row.get("people")))
        }
    }
}
