import EntrepotStore
import Measures
import StockLedger

/// Where the goods of a movement went since: what mending it has to follow, lot by lot.
struct LotHistory: Sendable {
    /// The entry that reversals and corrections point at in the end, and when it happened.
    let root: Int64
    let moment: Timestamp
    /// Of each lot, the lines recorded since, and when each happened.
    private var since: [Identifier<Lot>: [(line: MovementLine, at: Timestamp)]] = [:]
    /// Where the entry itself put its goods, and took them from.
    private var ends: Set<Identifier<Place>> = []

    /// Reads where the lots of a movement went since the entry that it mends, or since itself.
    ///
    /// - Parameter others: lots of its corrections.
    init(
        of row: MovementRow, also others: some Sequence<Identifier<Lot>> = [], _ warehouse: WarehouseRecord, _ desk: Desk
    ) async throws {
        let root = try await MovementQueries.root(of: row.id, warehouse: warehouse.id, from: desk.source) ?? (row.id, row.occurredAt)
        self.root = root.movement
        moment = root.at
        var filter = MovementFilter(limit: 1)
        filter.movement = root.movement
        let entry =
            root.movement == row.id ? row : try await MovementQueries.list(filter, warehouse: warehouse.id, from: desk.source).first ?? row
        ends = Set(entry.lines.flatMap { [$0.from, $0.to] })
        for lot in Set(row.lines.map(\.lot)).union(others) {
            since[lot] = try await MovementQueries.since(root.movement, lot: lot, warehouse: warehouse.id, from: desk.source)
        }
    }

    /// The lines of a lot since.
    func lines(of lot: Identifier<Lot>) -> [MovementLine] { (since[lot] ?? []).map(\.line) }

    /// When goods of the entry came to a place: with it, or with the first line since that brought the lot there.
    func arrival(of lot: Identifier<Lot>, at place: Identifier<Place>) -> Timestamp {
        if ends.contains(place) { return moment }
        return (since[lot] ?? []).first { $0.line.to == place }?.at ?? moment
    }

    /// A line that mends the entry: what was counted at either end since its goods came there stays as counted.
    func line(_ lot: Identifier<Lot>, from: Identifier<Place>, to: Identifier<Place>, _ quantity: Quantity) -> PostingLine {
        PostingLine(
            lot: .existing(lot), from: from, to: to, quantity: quantity, about: (arrival(of: lot, at: from), arrival(of: lot, at: to)))
    }

    /// How much of a line's goods can be taken back, by place: what lies there, or, where they were counted since they came, what the counts
    /// found missing.
    func available(_ line: MovementRow.Line, _ warehouse: WarehouseRecord, _ desk: Desk) async throws -> [Identifier<Place>: Int64] {
        let places = Correction.reached(from: line.to, by: lines(of: line.lot)).filter {
            desk.catalogue.place($0)?.place.kind.isInside == true
        }
        var here: [Identifier<Place>: Int64] = [:]
        for (place, units) in try await MovementQueries.whereabouts(of: line.lot, warehouse: warehouse.id, from: desk.source) {
            here[place] = units
        }
        return here.merging(try await counted(line, at: places, warehouse, desk).mapValues { $0.units }) { _, missing in missing }
    }

    /// At which places a line's goods were counted since they came, by which count, and how much of them counts found missing there.
    func counted(_ line: MovementRow.Line, at places: [Identifier<Place>], _ warehouse: WarehouseRecord, _ desk: Desk) async throws
        -> [Identifier<Place>: (units: Int64, count: Int64)]
    {
        try await StockCountQueries.missing(
            lot: line.lot, item: line.item, at: places.map { ($0, arrival(of: line.lot, at: $0)) }, warehouse: warehouse.id,
            from: desk.source)
    }
}
