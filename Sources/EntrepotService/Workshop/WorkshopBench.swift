import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Where one thing becomes another: turns what went in and what came out into the lines of a movement, the lots it makes, and what became of
/// what.
///
/// What comes out is its input's owner's, under its grant; where all of it came from one donor, from that donor. What is the same item in the
/// same condition is the very lot that went in.
struct WorkshopBench: Sendable {
    /// Goods that go in.
    struct Input: Sendable {
        let lot: Lot
        /// Base units that go into the workshop now; nothing for goods that are there already.
        let taken: Int64
        /// Base units that something has come out for.
        let done: Int64
    }

    /// A line as it is told.
    struct Told: Sendable {
        let item: ItemRecord
        let lot: LotReference
        let units: Int64
        let from: PlaceRecord
        let to: PlaceRecord
        let owner: Identifier<Owner>
        let condition: Condition
    }

    /// What is to be booked.
    struct Work: Sendable {
        var told: [Told] = []
        var newLots: [NewLot] = []
        var rows: [Made.Row] = []
        var warnings: [Wording] = []

        /// The lines of the movement.
        func lines() throws -> [PostingLine] {
            try told.map { PostingLine(lot: $0.lot, from: $0.from.place.id, to: $0.to.place.id, quantity: try Quantity($0.units)) }
        }
    }

    let desk: Desk
    let warehouse: WarehouseRecord
    /// Where the goods were.
    let place: PlaceRecord
    /// Where what came out is put.
    let shelf: PlaceRecord
    let bench: PlaceRecord
    let bin: PlaceRecord

    init(_ desk: Desk, in warehouse: WarehouseRecord, from place: PlaceRecord, to shelf: PlaceRecord) throws(Refusal) {
        guard let bench = desk.catalogue.outside(.workshop, of: warehouse), let bin = desk.catalogue.outside(.waste, of: warehouse) else {
            throw Refusal(.placeNotFound, Wording("the warehouse has no workshop", "l'entrepôt n'a pas d'atelier"))
        }
        self.desk = desk
        self.warehouse = warehouse
        self.place = place
        self.shelf = shelf
        self.bench = bench
        self.bin = bin
    }

    /// Whose goods under which grant come out together; a piece with a number is only itself.
    private struct Group: Hashable {
        let owner: Identifier<Owner>
        let grant: Identifier<Grant>?
        let piece: Identifier<Lot>?
    }

    /// What a lot becomes.
    private enum Target: Hashable {
        case same
        case group(Group)
    }

    /// Lays out what became of the goods.
    ///
    /// - Parameters:
    ///   - item: the item that went in.
    ///   - layout: what stands behind what, in the order of inputs and things.
    ///   - day: the day it happens.
    func work(_ inputs: [Input], of item: ItemRecord, into things: [CameOut], _ layout: WorkshopLayout, on day: CivilDate) async throws
        -> Work
    {
        let origins = try await LotQueries.origins(inputs.map(\.lot.id), warehouse: warehouse.id, from: desk.source)
        var work = Work()
        for input in inputs where input.taken > 0 {
            work.told.append(
                Told(
                    item: item, lot: .existing(input.lot.id), units: input.taken, from: place, to: bench, owner: input.lot.owner,
                    condition: input.lot.condition))
        }
        func target(_ thing: CameOut, _ lot: Lot) -> Target {
            let isSame = thing.item.item.id == lot.item
            if isSame, thing.condition == nil || thing.condition == lot.condition, thing.expires == nil || thing.expires == lot.expires {
                return .same
            }
            return .group(Group(owner: lot.owner, grant: lot.grant, piece: isSame && item.hasSerials ? lot.id : nil))
        }
        var cells = layout.cells
        var waste = layout.waste
        // A thing that is too few to come of every owner's goods comes of none of some: those stand behind what else came of them.
        for (row, input) in inputs.enumerated() {
            func isThere(_ column: Int) -> Bool {
                let mine = target(things[column], input.lot)
                return mine == .same
                    || inputs.indices.contains { cells[$0][column].to > 0 && target(things[column], inputs[$0].lot) == mine }
            }
            let there = things.indices.filter(isThere)
            for column in things.indices where !there.contains(column) {
                let lost = cells[row][column]
                cells[row][column] = .nothing
                if let best = there.max(by: { cells[row][$0].share < cells[row][$1].share }) {
                    cells[row][best].from += lost.from
                    cells[row][best].share += lost.share
                } else {
                    waste[row].from += lost.from
                    waste[row].share += lost.share
                }
            }
        }
        for (row, input) in inputs.enumerated() where waste[row].from > 0 || waste[row].share > 0 {
            if waste[row].from > 0 {
                work.told.append(
                    Told(
                        item: item, lot: .existing(input.lot.id), units: waste[row].from, from: bench, to: bin, owner: input.lot.owner,
                        condition: input.lot.condition))
            }
            work.rows.append(
                Made.Row(from: input.lot.id, to: .waste, went: waste[row].from, came: 0, share: waste[row].share))
        }
        for (column, thing) in things.enumerated() {
            var groups: [(group: Group, rows: [Int])] = []
            for (row, input) in inputs.enumerated() {
                let cell = cells[row][column]
                guard cell.from > 0 || cell.to > 0 || cell.share > 0 else { continue }
                switch target(thing, input.lot) {
                case .same:
                    if cell.to > 0 {
                        work.told.append(
                            Told(
                                item: item, lot: .existing(input.lot.id), units: cell.to, from: bench, to: shelf, owner: input.lot.owner,
                                condition: input.lot.condition))
                    }
                    work.rows.append(
                        Made.Row(
                            from: input.lot.id, to: .lot(.existing(input.lot.id)), went: cell.from, came: cell.to, share: cell.share))
                case .group(let group):
                    if let index = groups.firstIndex(where: { $0.group == group }) {
                        groups[index].rows.append(row)
                    } else {
                        groups.append((group, [row]))
                    }
                }
            }
            for (group, rows) in groups {
                let lots = rows.map { inputs[$0].lot }
                let (lot, target) = try newLot(thing, of: lots, group.owner, group.grant, origins, on: day, &work)
                let reference = LotReference.new(work.newLots.count)
                work.newLots.append(lot)
                work.told.append(
                    Told(
                        item: thing.item, lot: reference, units: rows.reduce(0) { $0 + cells[$1][column].to }, from: bench, to: target,
                        owner: group.owner, condition: lot.condition))
                for row in rows {
                    work.rows.append(
                        Made.Row(
                            from: inputs[row].lot.id, to: .lot(reference), went: cells[row][column].from, came: cells[row][column].to,
                            share: cells[row][column].share))
                }
            }
        }
        merge(&work)
        return work
    }

    /// The lot that a thing is of, and where it goes: what may not lie on a shelf goes to the quarantine.
    private func newLot(
        _ thing: CameOut, of lots: [Lot], _ owner: Identifier<Owner>, _ grant: Identifier<Grant>?,
        _ origins: [Identifier<Lot>: LotQueries.Origin], on day: CivilDate, _ work: inout Work
    ) throws -> (NewLot, PlaceRecord) {
        func common<Value: Equatable>(_ values: [Value?]) -> Value? {
            guard let first = values.first else { return nil }
            return values.allSatisfy { $0 == first } ? first : nil
        }
        let isSame = lots.allSatisfy { $0.item == thing.item.item.id }
        let carries = thing.item.item.expiry != .none || isSame
        let expires = thing.expires ?? (carries ? lots.compactMap(\.expires).min() : nil)
        var lot = NewLot(
            item: thing.item.item.id, owner: owner, donor: common(lots.map { origins[$0.id]?.donor }), grant: grant,
            condition: thing.condition ?? common(lots.map(\.condition)) ?? .good, expires: expires,
            receivedOn: isSame ? lots.map(\.receivedOn).min() : nil, ownPack: thing.ownPack)
        lot.batch = isSame ? common(lots.map { origins[$0.id]?.batch }) : nil
        if let serial = thing.serial { lot.code = serial }
        let target = target(
            thing.item, expires: expires, always: thing.item.isHeldBack && !isSame,
            isUnknown: expires == nil && thing.item.item.expiry == .required, on: day, &work)
        return (lot, target)
    }

    /// Where something is put: the shelf, or the quarantine for what may not lie there.
    ///
    /// - Parameter always: whether everything that comes out of the item is held back.
    func target(
        _ item: ItemRecord, expires: CivilDate?, always: Bool, isUnknown: Bool = false, on day: CivilDate, _ work: inout Work
    ) -> PlaceRecord {
        guard let hold = Quarantine.hold(always: always, expires: expires, isUnknown: isUnknown, on: day), shelf.place.kind != .quarantine,
            let quarantine = desk.catalogue.place("\(warehouse.code)/quarantine")
        else { return shelf }
        let warning = ReceiveDonation.quarantined(quarantine.place.address, hold, item.item.sku.text)
        if !work.warnings.contains(warning) { work.warnings.append(warning) }
        return quarantine
    }

    /// One line for each lot and way, one row for each pair of lots.
    func merge(_ work: inout Work) {
        var told: [Told] = []
        for one in work.told {
            if let index = told.firstIndex(where: {
                $0.lot == one.lot && $0.from.place.id == one.from.place.id && $0.to.place.id == one.to.place.id
            }) {
                let before = told[index]
                told[index] = Told(
                    item: before.item, lot: before.lot, units: before.units + one.units, from: before.from, to: before.to,
                    owner: before.owner, condition: before.condition)
            } else {
                told.append(one)
            }
        }
        work.told = told
        var rows: [Made.Row] = []
        for one in work.rows {
            if let index = rows.firstIndex(where: { $0.from == one.from && $0.to == one.to && $0.part == one.part }) {
                rows[index].went += one.went
                rows[index].came += one.came
                rows[index].share += one.share
            } else {
                rows.append(one)
            }
        }
        work.rows = rows
    }

    // MARK: Answering

    /// The keys of its records, in order.
    static let keys = ["movement", "item", "lot", "qty", "unit", "from", "to", "owner", "condition"]

    /// The lines as records; a new lot's code is given by the books.
    func records(_ work: Work, _ codes: [Identifier<Lot>: String]) -> [JSONObject] {
        work.told.map { one in
            let code: JSONValue =
                switch one.lot {
                case .existing(let lot): .string(codes[lot] ?? "")
                case .new(let index): .lotCode(index)
                }
            return JSONObject(
                keys: Self.keys,
                values: [
                    .movementNumber, .string(one.item.item.sku.text), code, .integer(one.units), .string(one.item.item.base.rawValue),
                    .string(one.from.place.address), .string(one.to.place.address), .string(WhoseGoods(desk).code(one.owner)),
                    .string(one.condition.rawValue),
                ])
        }
    }
}
