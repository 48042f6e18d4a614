package import Measures
package import PostgresClient
package import RoundPlanning

/// A site as the house keeps it.
package struct SiteRecord: Sendable, Equatable {
    package let id: Int64
    /// Its name among people; restricted sites' names stay in their circle.
    package let name: String?
    package let statusReason: String?
    /// Who may see it, by person or role, when it has a list.
    package let seenBy: [String]
    /// What planning knows of it.
    package let site: Site
}

/// Sites, their hours, headcounts and status.
package enum SiteQueries {
    /// The sites of a warehouse by code; archived ones are left out, and those that the reader may not see.
    package static func all(warehouse: Identifier<Warehouse>, code: String? = nil, from source: some QuerySource) async throws
        -> [SiteRecord]
    {
        let windows = try await source.query(
            """
            select site_id, weekday, opens_seconds, closes_seconds from entrepot.site_window where warehouse_id = \(warehouse)
            order by site_id, weekday, opens_seconds
            """
        ) { row in
            let hours = try TimeWindow(
                opens: ClockTime(seconds: row.get("opens_seconds")), closes: ClockTime(seconds: row.get("closes_seconds")))
            return (try row.get("site_id", as: Int64.self), SiteWindow(weekday: try row.get("weekday"), hours: hours))
        }
        let hours = Dictionary(grouping: windows, by: \.0).mapValues { $0.map(\.1) }
        let onlyOne: SQL = code.map { "and code = \($0)" } ?? ""
        return try await source.query(
            """
            select site_id, code, name, zone, latitude, longitude, sensitivity, status, status_until_on, status_reason, people, service_seconds,
                   service_seconds_per_person, team_size, women_only,
                   array(select coalesce(a.person, a.role) from entrepot.site_allowance as a
                         where a.warehouse_id = site.warehouse_id and a.site_id = site.site_id order by a.allowance_id) as seen_by
            from entrepot.site where warehouse_id = \(warehouse) and archived_at is null \(onlyOne) order by code
            """
        ) { row in
            let id: Int64 = try row.get("site_id")
            var position: Coordinate?
            if let latitude: Double = try row.get("latitude"), let longitude: Double = try row.get("longitude") {
                position = try Coordinate(latitude: latitude, longitude: longitude)
            }
            return SiteRecord(
                id: id, name: try row.get("name"), statusReason: try row.get("status_reason"), seenBy: try row.get("seen_by"),
                site: Site(
                    code: try row.get("code"), zone: try row.get("zone"), position: position,
                    status: try row.word("status"), statusUntil: try row.get("status_until_on"),
                    people: try row.get("people"), windows: hours[id] ?? [], serviceSeconds: try row.get("service_seconds"),
                    serviceSecondsPerPerson: try row.get("service_seconds_per_person"), teamSize: try row.get("team_size"),
                    womenOnly: try row.get("women_only"), restricted: try row.get("sensitivity", as: String.self) == "restricted"))
        }
    }

    /// Writes a new site; its people and hours are written beside it.
    package static func add(_ site: Site, name: String?, warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws
        -> Int64
    {
        let id: Int64 = try await transaction.value(
            """
            insert into entrepot.site (warehouse_id, code, name, zone, latitude, longitude, sensitivity, people, service_seconds,
                service_seconds_per_person, team_size, women_only)
            values (\(warehouse), \(site.code), \(name), \(site.zone), \(site.position?.latitude), \(site.position?.longitude),
                \(site.restricted ? "restricted" : "normal"), \(site.people), \(site.serviceSeconds), \(site.serviceSecondsPerPerson),
                \(site.teamSize), \(site.womenOnly))
            returning site_id
            """)
        try await addWindows(site.windows, to: id, warehouse: warehouse, in: transaction)
        return id
    }

    /// Locks a site's row until the transaction ends.
    package static func lock(_ site: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws {
        try await transaction.execute(
            "select from entrepot.site where warehouse_id = \(warehouse) and site_id = \(site) for update")
    }

    /// Writes a site as it is to be, its hours with it; code, people and status stay.
    package static func update(
        _ site: Site, name: String?, site id: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            update entrepot.site set name = \(name), zone = \(site.zone), latitude = \(site.position?.latitude),
                longitude = \(site.position?.longitude), sensitivity = \(site.restricted ? "restricted" : "normal"),
                service_seconds = \(site.serviceSeconds), team_size = \(site.teamSize), women_only = \(site.womenOnly)
            where warehouse_id = \(warehouse) and site_id = \(id)
            """)
        try await transaction.execute("delete from entrepot.site_window where warehouse_id = \(warehouse) and site_id = \(id)")
        try await addWindows(site.windows, to: id, warehouse: warehouse, in: transaction)
    }

    private static func addWindows(
        _ windows: [SiteWindow], to id: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        for window in windows {
            try await transaction.execute(
                """
                insert into entrepot.site_window (warehouse_id, site_id, weekday, opens_seconds, closes_seconds)
                values (\(warehouse), \(id), \(window.weekday), \(window.hours.opens.seconds), \(window.hours.closes.seconds))
                """)
        }
    }

    /// Keeps a headcount; the newest by its own time is the one planned with.
    package static func count(
        _ people: Int64, site: Int64, at instant: Timestamp, by: String, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        // Two counts of one instant (a day without an hour) follow each other by a microsecond, in the order of their writing.
        try await transaction.execute(
            """
            insert into entrepot.site_headcount (warehouse_id, site_id, counted_at, people, counted_by)
            select \(warehouse), \(site),
                   coalesce((select max(counted_at) + interval '1 microsecond' from entrepot.site_headcount
                             where warehouse_id = \(warehouse) and site_id = \(site)
                               and counted_at between \(instant) and \(instant) + interval '1 second'), \(instant)),
                   \(people), \(by)
            """)
        try await transaction.execute(
            """
            update entrepot.site set people = (select people from entrepot.site_headcount
                where warehouse_id = \(warehouse) and site_id = \(site) order by counted_at desc limit 1)
            where warehouse_id = \(warehouse) and site_id = \(site)
            """)
    }

    /// Changes a site's status and keeps when and why.
    package static func change(
        status: Site.Status, until: CivilDate?, reason: String?, site: Int64, at instant: Timestamp, actor: String,
        warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            update entrepot.site set status = \(status), status_until_on = \(until), status_reason = \(reason)
            where warehouse_id = \(warehouse) and site_id = \(site)
            """)
        try await transaction.execute(
            """
            insert into entrepot.site_status_change (warehouse_id, site_id, status, until_on, reason, occurred_at, actor)
            values (\(warehouse), \(site), \(status), \(until), \(reason), \(instant), \(actor))
            """)
    }
}
