import EntrepotStore
import PostgresClient
import TestSupport
import Testing

@Suite("What was in the books before goods became special", .timeLimit(.minutes(1)))
struct SpecialGoodsMigrationTests {
    @Test("keeps what people read on it as its batch, and formula is held back")
    func fromTheFirstRelease() async throws {
        let connection = try await Connection.open(try await ScratchCluster.freshDatabase())
        try await StoreScene.makeRoles(connection)
        try await connection.executeScript("create schema entrepot; set search_path = entrepot, pg_temp")
        let files = try SchemaDirectory(path: StoreScene.schemaPath)
        for migration in files.migrations.prefix(4) { try await connection.executeScript(migration.text) }
        try await connection.executeScript(
            """
            insert into organisation (code, name) values ('abri', 'Abri');
            insert into item (sku, name, base_unit, category) values ('milk', 'Milk', 'piece', 'infant-formula'), ('tent', 'Tent', 'piece', 'shelter');
            insert into warehouse (code, name, time_zone) values ('a', 'A', 'Europe/Paris'), ('b', 'B', 'Europe/Paris');
            insert into lot (warehouse_id, lot_id, code, item_id, owner_id, received_on, origin_warehouse_id, origin_lot_id) values
                (1, 11, 'L2290', 1, 1, '2026-11-01', null, null), (1, 12, '261101-12', 2, 1, '2026-11-01', null, null),
                (2, 13, 'L2290-t189', 1, 1, '2026-11-01', 1, 11), (2, 14, '261101-12-t190', 2, 1, '2026-11-01', 1, 12),
                (1, 15, 'L2290-t189-t191', 1, 1, '2026-11-01', 2, 13), (1, 16, 'SN-t5', 2, 1, '2026-11-01', null, null);
            """)
        for migration in files.migrations.dropFirst(4).prefix(2) { try await connection.executeScript(migration.text) }
        let batches: [String] = try await connection.column("select lot_id || ' ' || coalesce(batch, '-') from lot order by lot_id")
        #expect(batches == ["11 L2290", "12 -", "13 L2290", "14 -", "15 L2290", "16 SN-t5"])
        let rules: [String] = try await connection.column(
            "select sku || ' ' || quarantine_on_receipt || ' ' || mobile from item order by sku")
        #expect(rules == ["milk true never", "tent false allowed"])
        let unwayed: Int64 = try await connection.value("select count(*) from movement_reason where cardinality(ways) = 0")
        #expect(unwayed == 0)
        await connection.close()
    }
}
