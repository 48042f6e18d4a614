import EntrepotStore
import Measures
import PostgresClient
import StockLedger
import TestSupport
import Testing

@Suite("Movements that wait together", .timeLimit(.minutes(2)))
struct PostingLanesTests {
    @Test("a crowd is booked, each movement once, whoever leads its group")
    func crowd() async throws {
        let scene = try await StoreScene.make()
        let (first, second) = (try await scene.receive(100), try await scene.receive(100))
        let verdicts = try await withThrowingTaskGroup(of: PostingOutcome.Verdict.self) { group in
            for number in 0..<120 {
                let take = try scene.posting(.transferred, number.isMultiple(of: 2) ? first : second, "a1", "a2", 1)
                group.addTask { try await scene.store.lanes.post(take, warehouse: scene.warehouse).verdict }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(verdicts == Array(repeating: .posted, count: 120))
        // 60 of the 100 of each lot moved on.
        #expect(try await scene.balances() == ["a1 \(first) 40", "a1 \(second) 40", "a2 \(first) 60", "a2 \(second) 60"])
        #expect(try await scene.faults() == [])
    }

    @Test("a movement is booked although its task was cancelled, and so are those that waited beside it")
    func cancelledLeader() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(100)
        let take = try scene.posting(.transferred, lot, "a1", "a2", 1)
        let tasks = (0..<12).map { _ in Task { try await scene.store.lanes.post(take, warehouse: scene.warehouse).verdict } }
        for task in tasks { task.cancel() }
        for task in tasks { #expect(try await task.value == .posted) }
        #expect(try await scene.balances() == ["a1 \(lot) 88", "a2 \(lot) 12"])
    }

    @Test("what the database cannot take is refused alone, not with those that waited beside it")
    func faultyNeighbour() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(100)
        let take = try scene.posting(.transferred, lot, "a1", "a2", 1)
        var unwritable = take
        unwritable.command = "transfer \u{0}"
        let faulty = unwritable
        let results = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                group.addTask {
                    (try? await scene.store.lanes.post(number == 7 ? faulty : take, warehouse: scene.warehouse))?.verdict == .posted
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(results.filter { $0 }.count == 19)
        #expect(try await scene.balances() == ["a1 \(lot) 81", "a2 \(lot) 19"])
    }

    @Test("a lot that was asked for in vain is found once it is there, and stays the same after the catalogue was read anew")
    func lotsInMemory() async throws {
        let scene = try await StoreScene.make()
        #expect(try await scene.store.lots.lot(code: "B-1", item: scene.items[0], warehouse: scene.warehouse) == nil)
        let lot = try await scene.receive(5, lot: "B-1")
        let found = try await scene.store.lots.lot(code: "B-1", item: scene.items[0], warehouse: scene.warehouse)
        #expect(found?.lot.id == lot)
        #expect(found?.lot.owner == scene.association)
        #expect(try await scene.store.lots.lot(code: "B-1", item: scene.items[1], warehouse: scene.warehouse) == nil)
        try await scene.store.catalogue.reload()
        #expect(try await scene.store.lots.lot(code: "B-1", item: scene.items[0], warehouse: scene.warehouse) == found)
    }
}
