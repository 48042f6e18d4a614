import EntrepotStore
import Measures
import PostgresClient
import StockLedger
import Testing

@Suite("What a limited role reads", .timeLimit(.minutes(1)))
struct RowsOfARoleTests {
    @Test("is left to the lots of its owners and the books of its warehouses, whichever query asks")
    func limited() async throws {
        let scene = try await StoreScene.make()
        _ = try await scene.receive(30)
        func seen(owners: String, warehouses: String) async throws -> [Int] {
            try await scene.store.pool.transaction(readOnly: true) { transaction in
                _ = try await transaction.query(
                    "select set_config('entrepot.owners', \(owners), true), set_config('entrepot.warehouses', \(warehouses), true)"
                ) { _ in true }
                let stock = try await BalanceQueries.stock(StockFilter(limit: 100), warehouse: scene.warehouse, from: transaction)
                let movements = try await MovementQueries.list(MovementFilter(limit: 100), warehouse: scene.warehouse, from: transaction)
                return [stock.count, movements.count]
            }
        }
        let mine = "\(scene.association)"
        let other = "\(scene.association.number + 1)"
        let home = "\(scene.warehouse)"
        #expect(try await seen(owners: "", warehouses: "") == [1, 1])
        #expect(try await seen(owners: mine, warehouses: home) == [1, 1])
        #expect(try await seen(owners: other, warehouses: "") == [0, 0])
        #expect(try await seen(owners: "", warehouses: "\(scene.warehouse.number + 1)") == [0, 0])
        // The limits end with their transaction: the next reader of the connection sees everything.
        #expect(try await seen(owners: "", warehouses: "") == [1, 1])
        #expect(try await scene.faults() == [])
    }
}
