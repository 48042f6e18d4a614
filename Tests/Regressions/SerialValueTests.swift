import EntrepotStore
import Measures
import PostgresClient
import StockLedger
import TestSupport
import Testing

// A line of three phones worth 100.00 EUR was kept as three receipts of 100.00 EUR each, so that grants and reports counted the value
// three times. The parts of the lots now add up to the value of the line.
@Suite("The value of a line with several lots", .timeLimit(.minutes(1)))
struct SerialValueTests {
    @Test("is shared over the lots by quantity and adds up exactly")
    func addsUp() async throws {
        let connection = try await Connection.open(try await ScratchCluster.freshDatabase())
        try await connection.executeScript(
            """
            do $$ begin create role entrepot_daemon login; exception when duplicate_object or unique_violation then null; end $$;
            do $$ begin create role entrepot_reader login; exception when duplicate_object or unique_violation then null; end $$;
            """)
        let schema = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/\($1)" } + "/Schema"
        _ = try await Migrator(files: SchemaDirectory(path: schema), connection: connection).run()
        try await connection.executeScript(
            """
            select entrepot.create_warehouse('main', 'Main', 'Europe/Paris', null, null, null);
            insert into entrepot.organisation (code, name) values ('escale', 'Escale');
            insert into entrepot.item (sku, name, base_unit, serial) values ('phone', 'Phone', 'piece', true);
            insert into entrepot.place (warehouse_id, code, kind, holds_stock) values (1, 'a1', 'bin', true);
            """)
        func place(_ code: String) async throws -> Identifier<Place> {
            Identifier(try await connection.value("select place_id from entrepot.place where code = \(code)", as: Int64.self))
        }
        let (shelf, donor) = (try await place("a1"), try await place("donor"))
        var posting = Posting(reason: .received, actor: "zoe", scope: .everything, lines: [])
        posting.isReceipt = true
        posting.value = try Money(minor: 10_000, currency: Currency("EUR"))
        for number in 0..<3 {
            posting.newLots.append(NewLot(code: "imei-\(number)", item: Identifier(1), owner: Identifier(1)))
            posting.lines.append(PostingLine(lot: .new(number), from: donor, to: shelf, quantity: try Quantity(1)))
        }
        let outcomes = try await PostMovements.post([posting], warehouse: Identifier(1), through: connection)
        #expect(outcomes.map(\.verdict) == [.posted])
        // 10,000 cents over three pieces: 3,333 + 3,333 + 3,334.
        let values = try await connection.column("select value_minor from entrepot.receipt order by lot_id", as: Int64.self)
        #expect(values == [3_333, 3_333, 3_334])
        await connection.close()
    }
}
