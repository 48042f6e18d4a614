import EntrepotStore
import Measures
import PostgresClient

/// The jobs of every daemon.
package enum HouseJobs {
    /// Positions, clocks, nights, verification and snapshots.
    package static func all(_ house: House, watch: ClockWatch) -> [Job] {
        [
            Job(name: "positions", every: .seconds(5)) {
                for warehouse in house.store.catalogue.current.warehouses {
                    _ = try await BookQueries.assignPositions(warehouse.id, through: house.store.pool)
                }
                return nil
            },
            Job(name: "clock", every: .seconds(5)) {
                let state = try await watch.look()
                return state == .right ? nil : state.word
            },
            Job(name: "nights", every: .seconds(30)) {
                // The database refuses as well; here the reason is at hand.
                let state = try await watch.look()
                guard state == .right else { return "held: the clock is \(state.word)" }
                return try await NightlyJobs(house).run().words
            },
            Job(name: "verify", every: .seconds(60)) { try await NightlyVerification(house).run() },
            Job(name: "events", every: .seconds(3_600)) {
                // Two weeks: longer than anybody who watches is away.
                let gone = try await EventQueries.forget(days: 14, through: house.store.pool)
                return gone == 0 ? nil : "\(gone) let go"
            },
            Job(name: "promises", every: .seconds(600)) {
                guard try await watch.look() == .right else { return nil }
                var lapsed: Int64 = 0
                for warehouse in house.store.catalogue.current.warehouses {
                    lapsed += try await PromiseQueries.releaseLapsed(warehouse.id, at: house.now(), through: house.store.pool)
                }
                return lapsed == 0 ? nil : "released \(lapsed)"
            },
            Job(name: "snapshots", every: .seconds(3_600)) {
                for warehouse in house.store.catalogue.current.warehouses {
                    try await BookQueries.takeSnapshots(warehouse.id, through: house.store.pool)
                }
                return nil
            },
        ]
    }
}
