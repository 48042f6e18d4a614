import EntrepotStore
import Measures
import PostgresClient
import StockLedger
import TestSupport
import Testing

// Three people say the same at the same moment, and their movements are posted in one group. The first was refused for lack of stock, a
// delivery came in, the second was booked. The third looked only at the first, saw that it had not been booked, and was booked too: the
// van left twice. What is looked at now is whether any equal one before it in the group was booked.
@Suite("Likeness inside a group", .timeLimit(.minutes(1)))
struct RepeatedInAGroupTests {
    @Test("an equal movement that was refused does not hide one that was booked")
    func refusedThenBooked() async throws {
        let parameters = try await ScratchCluster.freshDatabase()
        let connection = try await Connection.open(parameters)
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
            insert into entrepot.organisation (code, name) values ('auberge', 'Auberge');
            insert into entrepot.item (sku, name, base_unit) values ('soap', 'Soap', 'piece');
            insert into entrepot.place (warehouse_id, code, kind, holds_stock) values (1, 'a1', 'bin', true);
            insert into entrepot.lot (warehouse_id, code, item_id, owner_id, received_on) values (1, 's1', 1, 1, '2026-01-01');
            """)
        func place(_ code: String) async throws -> Identifier<Place> {
            Identifier(try await connection.value("select place_id from entrepot.place where code = \(code)", as: Int64.self))
        }
        let (shelf, donor, recipient) = (try await place("a1"), try await place("donor"), try await place("recipient"))
        func posting(_ reason: MovementReason, from: Identifier<Place>, to: Identifier<Place>, _ units: Int64, content: Int64) throws
            -> Posting
        {
            var posting = Posting(
                reason: reason, actor: "zoe", scope: .everything,
                lines: [PostingLine(lot: .existing(Identifier(1)), from: from, to: to, quantity: try Quantity(units))])
            posting.contentHash = content
            posting.refusesRepeats = true
            return posting
        }
        let give = try posting(.issued, from: shelf, to: recipient, 4, content: 7)
        let group = [give, try posting(.received, from: donor, to: shelf, 20, content: 8), give, give]
        let outcomes = try await PostMovements.post(group, warehouse: Identifier(1), through: connection)
        #expect(outcomes.map(\.verdict) == [.insufficient, .posted, .posted, .looksRepeated])
        // 20 - 4 = 16
        #expect(try await connection.value("select on_hand from entrepot.balance", as: Int64.self) == 16)
        await connection.close()
    }
}
