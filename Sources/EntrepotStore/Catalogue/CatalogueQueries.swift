import Measures
import PostgresClient
import StockLedger

/// Reading the catalogue.
enum CatalogueQueries {
    /// The whole catalogue.
    static func snapshot(_ source: some QuerySource) async throws -> CatalogueSnapshot {
        let packs = try await source.query("select item_id, name, factor from entrepot.item_pack order by item_id, factor desc, name") {
            row in
            (Identifier<Item>(try row.get("item_id")), try Pack(name: row.get("name"), factor: row.get("factor")))
        }
        var packsByItem: [Identifier<Item>: [Pack]] = [:]
        for (item, pack) in packs { packsByItem[item, default: []].append(pack) }
        let known = packsByItem
        var aliasesByItem: [Identifier<Item>: [String]] = [:]
        for (item, alias) in try await source.query(
            "select item_id, alias from entrepot.item_alias order by item_id, folded",
            { row in (Identifier<Item>(try row.get("item_id")), try row.get("alias", as: String.self)) })
        {
            aliasesByItem[item, default: []].append(alias)
        }
        let aliases = aliasesByItem
        let items = try await source.query(
            """
            select item_id, sku, name, name_fr, category, base_unit, weight_grams, volume_ml, expiry, serial, quarantine_on_receipt, mobile, parent_id, archived_at is not null as archived
            from entrepot.item order by sku
            """
        ) { row in
            let id = Identifier<Item>(try row.get("item_id"))
            let base = BaseUnit(rawValue: try row.get("base_unit")) ?? .piece
            return ItemRecord(
                item: Item(
                    id: id, sku: try Code(row.get("sku")), base: base, packs: known[id] ?? [],
                    expiry: Item.ExpiryRule(rawValue: try row.get("expiry")) ?? .optional),
                name: try row.get("name"), frenchName: try row.get("name_fr"), aliases: aliases[id] ?? [],
                category: try row.get("category"),
                measure: UnitMeasure(
                    units: base.unitsPerMeasure, mass: Mass(grams: try row.get("weight_grams")),
                    volume: Volume(millilitres: try row.get("volume_ml"))),
                hasSerials: try row.get("serial"), isHeldBack: try row.get("quarantine_on_receipt"),
                mobile: MobileRule(rawValue: try row.get("mobile")) ?? .never,
                parent: try row.get("parent_id", as: Int64?.self).map { Identifier($0) },
                isArchived: try row.get("archived"))
        }
        let organisations = try await source.query(
            "select organisation_id, code, name, archived_at is not null as archived from entrepot.organisation order by code"
        ) { row in
            OrganisationRecord(
                id: Identifier(try row.get("organisation_id")), code: try row.get("code"), name: try row.get("name"),
                isArchived: try row.get("archived"))
        }
        let warehouses = try await source.query(
            """
            select warehouse_id, code, name, time_zone, latitude, longitude, archived_at is not null as archived
            from entrepot.warehouse order by code
            """
        ) { row in
            WarehouseRecord(
                id: Identifier(try row.get("warehouse_id")), code: try row.get("code"), name: try row.get("name"),
                timeZone: try row.get("time_zone"),
                position: try coordinate(row.get("latitude"), row.get("longitude")), isArchived: try row.get("archived"))
        }
        // With the warehouse's code beside each place: between two statements somebody may add a warehouse.
        let places = try await source.query(
            """
            select p.warehouse_id, w.code as warehouse, p.place_id, p.code, p.name, p.kind, p.archived_at is not null as archived
            from entrepot.place as p join entrepot.warehouse as w using (warehouse_id) order by p.warehouse_id, p.code
            """
        ) { row in
            PlaceRecord(
                place: Place(
                    id: Identifier(try row.get("place_id")), warehouse: try Code(row.get("warehouse")), code: try Code(row.get("code")),
                    kind: PlaceKind(rawValue: try row.get("kind")) ?? .bin),
                warehouse: Identifier(try row.get("warehouse_id")), name: try row.get("name"), isArchived: try row.get("archived"))
        }
        let lines = try await source.query("select grant_id, name, amount_minor from entrepot.funding_grant_line order by grant_id, name") {
            row in
            (try row.get("grant_id", as: Int64.self), try row.get("name", as: String.self), try row.get("amount_minor", as: Int64.self))
        }
        let grants = try await source.query(
            """
            select grant_id, code, name, funder_id, holder_id, home_warehouse_id, amount_minor, currency, from_on, until_on,
                   closed_at is not null as closed
            from entrepot.funding_grant order by code
            """
        ) { row in
            let id: Int64 = try row.get("grant_id")
            return GrantRecord(
                id: Identifier(id), code: try row.get("code"), name: try row.get("name"), funder: Identifier(try row.get("funder_id")),
                holder: try row.get("holder_id", as: Int64?.self).map { Identifier($0) },
                homeWarehouse: try row.get("home_warehouse_id", as: Int64?.self).map { Identifier($0) },
                amount: try Money(minor: row.get("amount_minor"), currency: Currency(row.get("currency"))),
                from: CivilDate(dayNumber: try row.get("from_on", as: DayNumber.self).value),
                until: CivilDate(dayNumber: try row.get("until_on", as: DayNumber.self).value),
                lines: lines.filter { $0.0 == id }.map { (name: $0.1, minor: $0.2) }, isClosed: try row.get("closed"))
        }
        return CatalogueSnapshot(items: items, organisations: organisations, warehouses: warehouses, places: places, grants: grants)
    }

    private static func coordinate(_ latitude: Double?, _ longitude: Double?) throws -> Coordinate? {
        guard let latitude, let longitude else { return nil }
        return try Coordinate(latitude: latitude, longitude: longitude)
    }
}
