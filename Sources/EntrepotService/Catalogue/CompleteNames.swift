import EntrepotStore
import Measures
import RoundPlanning
package import Speech
import StockLedger

/// Names of the house that begin as somebody is typing, for completion: things by any of their names, in the reader's scope.
///
/// Items, places and organisations come from the catalogue in memory; what only the database knows (donors, sites, vehicles, grants) is
/// read with the reader's own eyes.
package struct CompleteNames: Sendable {
    /// What is looked for.
    package enum Kind: String, Sendable, CaseIterable {
        case item, place, organisation, warehouse, grant, donor, site, vehicle
    }

    /// A name that could be meant.
    package struct Candidate: Sendable, Equatable {
        /// What is typed for it.
        package let text: String
        /// What it is called.
        package let meaning: String

        package init(text: String, meaning: String) {
            self.text = text
            self.meaning = meaning
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// At most `limit` candidates, in order of their codes.
    package func run(_ kind: Kind, beginning start: String, _ language: Language, limit: Int = 60) async throws -> [Candidate] {
        let all: [Candidate] =
            switch kind {
            case .item: items(start, language)
            case .place: places(start)
            case .organisation:
                desk.catalogue.organisations(beginning: start).filter { !$0.isArchived }.map { Candidate(text: $0.code, meaning: $0.name) }
            case .warehouse:
                warehouses.filter { begins($0.code, start) || begins($0.name, start) }.map { Candidate(text: $0.code, meaning: $0.name) }
            case .grant: try await grants(start)
            case .donor: try await donors(start)
            case .site, .vehicle: try await outside(kind, start)
            }
        return Array(all.prefix(limit))
    }

    private func items(_ start: String, _ language: Language) -> [Candidate] {
        let found = desk.catalogue.items(beginning: start).filter { !$0.isArchived }
        let byCode = found.filter { $0.item.sku.text.hasPrefix(start.lowercased()) }
        let byName = found.filter { !$0.item.sku.text.hasPrefix(start.lowercased()) }
        return (byCode + byName).map {
            Candidate(text: $0.item.sku.text, meaning: language == .french ? $0.frenchName ?? $0.name : $0.name)
        }
    }

    private var warehouses: [WarehouseRecord] {
        desk.catalogue.warehouses.filter { !$0.isArchived && desk.scope.warehouses.contains($0.id) }
    }

    /// Places by their own name, or behind their warehouse; alone where only one warehouse can be meant.
    private func places(_ start: String) -> [Candidate] {
        let homes = warehouses
        let slash = start.firstIndex(of: "/")
        let rest = slash.map { String(start[start.index(after: $0)...]) } ?? start
        let found = desk.catalogue.places(beginning: rest).filter { record in
            !record.isArchived && record.place.kind.isInside && homes.contains { $0.id == record.warehouse }
                && (slash == nil || record.place.address.hasPrefix(start.lowercased().prefix { $0 != "/" } + "/"))
        }
        let isShort = slash == nil && homes.count == 1
        let shelves = found.map { record in
            Candidate(text: isShort ? record.place.code.text : record.place.address, meaning: record.name ?? record.place.kind.rawValue)
        }
        let whole =
            slash == nil && homes.count > 1
            ? homes.filter { begins($0.code, start) }.map { Candidate(text: $0.code, meaning: $0.name) } : []
        return whole + shelves
    }

    private func grants(_ start: String) async throws -> [Candidate] {
        try await desk.reading { desk in
            try await GrantQueries.rows(from: desk.source).filter {
                !$0.isClosed && (begins($0.code, start) || begins($0.name ?? "", start))
            }
            .map { Candidate(text: $0.code, meaning: $0.name ?? "") }
        }
    }

    private func donors(_ start: String) async throws -> [Candidate] {
        try await desk.reading { desk in
            try await DonorQueries.names(beginning: start, limit: 60, from: desk.source).map { Candidate(text: $0, meaning: "") }
        }
    }

    private func outside(_ kind: Kind, _ start: String) async throws -> [Candidate] {
        let homes = warehouses
        return try await desk.reading { desk in
            var found: [Candidate] = []
            for home in homes {
                if kind == .site {
                    for record in try await SiteQueries.all(warehouse: home.id, from: desk.source) {
                        found.append(Candidate(text: record.site.code, meaning: record.name ?? ""))
                    }
                } else {
                    for record in try await VehicleQueries.all(warehouse: home.id, from: desk.source) {
                        found.append(Candidate(text: record.vehicle.code, meaning: record.name ?? ""))
                    }
                }
            }
            return found.filter { begins($0.text, start) || begins($0.meaning, start) }
        }
    }

    /// Whether a name or a word in it begins so.
    private func begins(_ name: String, _ start: String) -> Bool {
        let key = NameKey(name).text
        let wanted = NameKey(start).text
        return key.hasPrefix(wanted) || key.contains(" " + wanted)
    }
}
