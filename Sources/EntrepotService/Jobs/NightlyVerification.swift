import EntrepotStore
import Logging
import Measures
import PostgresClient
import StockLedger

/// Derives the books of every warehouse again, once an operational day, however many daemons run. What is wrong goes into the log as
/// errors, and the number of faults into the status that people read.
package struct NightlyVerification: Sendable {
    /// Faults written into the log one by one; the others are counted.
    private static let namedFaults = 20

    private let house: House

    package init(_ house: House) {
        self.house = house
    }

    /// Verifies what is due; what it did in a few words, nil when nothing was due.
    package func run() async throws -> String? {
        var verified = 0
        var faults = 0
        for warehouse in house.store.catalogue.current.warehouses {
            guard let day = try await VerificationQueries.claim(warehouse.id, by: "entrepotd", through: house.store.pool) else { continue }
            let found: [BookFault]
            do {
                found = try await BookQueries.verify(warehouse.id, from: house.store.pool)
            } catch {
                try? await VerificationQueries.giveUp(warehouse.id, on: day, through: house.store.pool)
                throw error
            }
            try await VerificationQueries.keep(found.count, warehouse: warehouse.id, on: day, through: house.store.pool)
            verified += 1
            faults += found.count
            try await tell(found, warehouse)
        }
        guard verified > 0 else { return nil }
        let damaged = try await VerificationQueries.damagedPages(from: house.store.pool)
        guard damaged > 0 else { return "warehouses=\(verified) faults=\(faults)" }
        house.logger.error(
            "the disk gave back damaged pages of the database: replace it, and restore the last dump into a new state directory",
            metadata: ["pages": "\(damaged)"])
        return "warehouses=\(verified) faults=\(faults) damaged_pages=\(damaged)"
    }

    private func tell(_ found: [BookFault], _ warehouse: WarehouseRecord) async throws {
        guard !found.isEmpty else {
            house.logger.info("the books were verified", metadata: ["warehouse": "\(warehouse.code)", "faults": "0"])
            return
        }
        let codes = try await LotQueries.codes(found.compactMap(\.lot), warehouse: warehouse.id, from: house.store.pool)
        for fault in found.prefix(Self.namedFaults) {
            house.logger.error(
                "the books do not agree with themselves",
                metadata: [
                    "warehouse": "\(warehouse.code)", "fault": "\(fault.fault)",
                    "place": "\(fault.place.flatMap { house.store.catalogue.current.place($0) }?.place.address ?? "-")",
                    "lot": "\(fault.lot.flatMap { codes[$0] } ?? "-")", "booked": "\(fault.booked.map(String.init) ?? "-")",
                    "derived": "\(fault.derived.map(String.init) ?? "-")",
                ])
        }
        house.logger.error(
            "the books were verified and have faults: keep the machine as it is and look with verify",
            metadata: ["warehouse": "\(warehouse.code)", "faults": "\(found.count)"])
    }
}
