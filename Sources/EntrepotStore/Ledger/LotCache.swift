package import Measures
import PostgresClient
package import StockLedger
import Synchronization

/// A lot as somebody named it, by its code or by what is printed on it.
package struct NamedLot: Hashable, Sendable {
    package let lot: Lot
    /// Its code in the books, which may differ from what is printed on it.
    package let code: String

    package init(lot: Lot, code: String) {
        self.lot = lot
        self.code = code
    }
}

/// Lots by what is written on them, kept in memory, so that a movement of a named lot is one round trip.
///
/// A lot changes only when somebody puts it right, which makes every daemon read its catalogue anew. Only lots are kept, never their
/// absence: a lot that is not known here is asked for each time. Everything is forgotten when the catalogue is read anew, which also
/// follows a restored backup.
package final class LotCache: Sendable {
    private struct Key: Hashable {
        var warehouse: Int64
        var item: Int64
        var code: String
    }

    private let pool: ConnectionPool
    private let capacity: Int
    private let held = Mutex<[Key: Lot]>([:])

    /// A cache of at most `capacity` lots; a full one begins anew.
    init(pool: ConnectionPool, capacity: Int = 8_192) {
        self.pool = pool
        self.capacity = capacity
    }

    /// The committed lot of an item with a code, or the only one with that printed on it; nil when there is none, or several.
    package func lot(code: String, item: Identifier<Item>, warehouse: Identifier<Warehouse>) async throws -> NamedLot? {
        let key = Key(warehouse: warehouse.number, item: item.number, code: code)
        if let lot = held.withLock({ $0[key] }) { return NamedLot(lot: lot, code: code) }
        guard let lot = try await LotQueries.lot(code: code, item: item, warehouse: warehouse, from: pool) else {
            // Not kept: tomorrow a second lot may carry the same batch.
            let printed = try await LotQueries.printed(code, item: item, warehouse: warehouse, from: pool)
            guard printed.count == 1 else { return nil }
            return try await LotQueries.lots([printed[0].lot], warehouse: warehouse, from: pool)[printed[0].lot].map {
                NamedLot(lot: $0, code: printed[0].code)
            }
        }
        held.withLock { held in
            if held.count >= capacity { held.removeAll(keepingCapacity: true) }
            held[key] = lot
        }
        return NamedLot(lot: lot, code: code)
    }

    /// Forgets every lot.
    func forget() {
        held.withLock { $0.removeAll() }
    }
}
