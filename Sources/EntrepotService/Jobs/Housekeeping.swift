import EntrepotStore
import Logging
import Measures
import PostgresClient

/// The small jobs that every daemon runs, however many there are: each is safe to run at the same time elsewhere.
package struct Housekeeping: Sendable {
    private let house: House

    package init(_ house: House) {
        self.house = house
    }

    /// Runs until cancelled. A job that fails is logged and tried again; it never ends the daemon.
    package func run() async throws {
        var round = 0
        while !Task.isCancelled {
            await attempt("positions") { try await positions() }
            if round % 6 == 0 { await attempt("nightly reports") { _ = try await NightlyJobs(house).run() } }
            if round % 720 == 0 { await attempt("snapshots") { try await snapshots() } }
            round += 1
            try await Task.sleep(for: .seconds(5))
        }
    }

    /// Gives positions to what was recorded.
    package func positions() async throws {
        for warehouse in house.store.catalogue.current.warehouses {
            _ = try await BookQueries.assignPositions(warehouse.id, through: house.store.pool)
        }
    }

    /// Takes the snapshots of months that are over.
    package func snapshots() async throws {
        for warehouse in house.store.catalogue.current.warehouses {
            try await BookQueries.takeSnapshots(warehouse.id, through: house.store.pool)
        }
    }

    private func attempt(_ job: String, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch is CancellationError {
            return
        } catch {
            house.logger.warning("a job failed and will be tried again", metadata: ["job": "\(job)", "error": "\(error)"])
        }
    }
}
