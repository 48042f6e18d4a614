package import EntrepotStore
import Measures
import PostgresClient
package import Speech
import StockLedger

/// What somebody asks to be meant unless they say otherwise: places, owners and warehouses, found by name and written in full.
package struct SettleDefaults: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The names asked for in full; a dash stays a dash, and nil where nothing was asked.
    package func names(place: String?, owner: String?, warehouse: String?) async throws(Refusal) -> (
        place: String?, owner: String?, warehouse: String?
    ) {
        do {
            let names = Names(desk)
            var said: (place: String?, owner: String?, warehouse: String?) = (place, owner, warehouse)
            if let warehouse, warehouse != "-" {
                let found = try await names.warehouse(warehouse)
                try desk.requireReach(of: found.id)
                said.warehouse = found.code
            }
            if let place, place != "-" {
                let home = said.warehouse.flatMap { $0 == "-" || place.utf8.contains(47) ? nil : $0 }
                let found = try await names.place(home.map { "\($0)/\(place)" } ?? place)
                try desk.requireReach(of: found.warehouse.id)
                said.place = found.place.place.address
            }
            if let owner, owner != "-" { said.owner = try await names.organisation(owner, figure: "owner").code }
            return said
        } catch {
            throw FailureRefusal(desk.house, nil).refusal(error)
        }
    }

    /// Keeps a change of what is meant for the next sessions.
    package func keep(of key: DefaultsKey, _ change: @escaping @Sendable (inout KeptDefaults) -> Void) async throws(Refusal) {
        do {
            try await desk.inside { desk in
                let transaction = try desk.requireTransaction
                var kept = try await DefaultQueries.kept(of: key, in: transaction)
                change(&kept)
                try await DefaultQueries.keep(kept, of: key, in: transaction)
                try await transaction.execute("notify persons")
            }
            try await desk.store.persons.reload()
        } catch {
            throw FailureRefusal(desk.house, nil).refusal(error)
        }
    }
}
