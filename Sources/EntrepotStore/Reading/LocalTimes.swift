package import Measures
package import PostgresClient

/// What a warehouse's clock says: its days and times as instants and back. PostgreSQL knows the zones.
package enum LocalTimes {
    /// The instants at which a warehouse's clock shows a day and time: one, none in the hour that summer time leaves out, two in the hour
    /// that it repeats.
    package static func instants(_ day: CivilDate, _ time: ClockTime, warehouse: Identifier<Warehouse>, from source: any QuerySource)
        async throws -> [Timestamp]
    {
        try await source.column(
            """
            with asked as (
                select time_zone as zone, \(day) + make_interval(secs => \(Int64(time.seconds))) as local
                from entrepot.warehouse where warehouse_id = \(warehouse.number)),
            near as (
                select zone, local, local at time zone zone + shift as instant
                from asked, unnest(array[interval '-1 day', interval '1 day']) shift),
            tried as (
                select distinct zone, local, (local - ((instant at time zone zone) - (instant at time zone 'UTC'))) at time zone 'UTC' as instant
                from near)
            select instant from tried where instant at time zone zone = local order by instant
            """)
    }

    /// The operational day of an instant, and the day of the calendar.
    package static func days(of instant: Timestamp, warehouse: Identifier<Warehouse>, from source: any QuerySource) async throws
        -> (operational: CivilDate, calendar: CivilDate)
    {
        try await source.only(
            """
            select entrepot.operational_day(warehouse_id, \(instant)), (\(instant) at time zone time_zone)::date
            from entrepot.warehouse where warehouse_id = \(warehouse.number)
            """
        ) { row in (try row.get(0), try row.get(1)) }
    }

    /// Day and time of the calendar that a warehouse's clock shows at an instant.
    package static func local(_ instant: Timestamp, warehouse: Identifier<Warehouse>, from source: any QuerySource) async throws
        -> (day: CivilDate, time: String)
    {
        try await source.only(
            """
            select (\(instant) at time zone time_zone)::date, to_char(\(instant) at time zone time_zone, 'HH24:MI')
            from entrepot.warehouse where warehouse_id = \(warehouse.number)
            """
        ) { row in (day: try row.get(0), time: try row.get(1)) }
    }

    /// When a warehouse's operational day begins.
    package static func beginning(of day: CivilDate, warehouse: Identifier<Warehouse>, from source: any QuerySource) async throws
        -> Timestamp
    {
        try await source.value("select entrepot.operational_day_begins(\(warehouse.number), \(day))")
    }
}
