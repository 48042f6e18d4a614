import EntrepotStore
import Measures
import RoundPlanning
import Speech
import StockLedger

/// What a sheet says now, beside what the books hold already.
struct SheetEntries: Sendable {
    var returned: [ItemUnits] = []
    var damaged: [ItemUnits] = []
    var wasted: [ItemUnits] = []
    var seized: [ItemUnits] = []
    var lost: [ItemUnits] = []

    var isEmpty: Bool { returned.isEmpty && damaged.isEmpty && wasted.isEmpty && seized.isEmpty && lost.isEmpty }
}

extension RoundDesk {
    /// Books what a sheet adds to the books, lot by lot, as `ReturnReconciliation` settles it.
    ///
    /// - Parameters:
    ///   - shares: whether what nobody accounted for is shared over the stops that noted people only.
    ///   - isClosing: whether the equation has to hold now. On return a late sheet may still come, so what is missing is left open; what is
    ///     too much is refused, or booked as found with `anyway=`.
    ///   - place: where returns go; nil for where each lot was taken from.
    mutating func settle(
        _ entries: SheetEntries, rest: RoundSheet.Rest, shares: Bool, isClosing: Bool, place: Identifier<Place>?
    ) async throws {
        let books = try await books()
        let stops = try await RoundQueries.stops(of: round, from: transaction)
        var sheet = books.sheet(stops: stops, shares: shares, rest: rest == .unexplained ? .ask : rest)
        sheet.returned += entries.returned
        sheet.damaged += entries.damaged
        sheet.wasted += entries.wasted
        sheet.seized += entries.seized
        sheet.lost += entries.lost
        var lines: [RoundOutflowLine] = []
        do {
            lines = try reconciled(sheet)
        } catch let unbalanced as RoundUnbalanced {
            let mayGoOn =
                isClosing
                ? rest == .unexplained || desk.entry.anyway != nil
                : desk.entry.anyway != nil || !unbalanced.differences.contains { $0.units < 0 }
            guard mayGoOn else { throw Self.unbalanced(unbalanced, round: round.id) }
            sheet.rest = .unexplained
            lines = try reconciled(sheet)
            if !isClosing { lines.removeAll { $0.outflow == .unexplained } }
        }
        try await book(lines, beside: books, stops: stops, place: place, guardsRepeats: !entries.isEmpty)
    }

    private func reconciled(_ sheet: RoundSheet) throws -> [RoundOutflowLine] {
        do {
            return try ReturnReconciliation(sheet).lines
        } catch {
            switch error {
            case .unbalanced(let unbalanced): throw unbalanced
            case .figure(let figure):
                throw Refusal(
                    RoundFigureError.code, [.init("item", figure.item), .init("units", String(figure.units))],
                    Wording(
                        "«\(figure.units)» of \(figure.item) cannot be: write 0 to 10^15",
                        "«\(figure.units)» de \(figure.item) est impossible : écrire 0 à 10^15"))
            }
        }
    }

    /// `ROUND.UNBALANCED` with the difference per item.
    static func unbalanced(_ unbalanced: RoundUnbalanced, round: Int64) -> Refusal {
        var figures: Figures = [.init("round", String(round))]
        if let first = unbalanced.differences.first {
            figures += [.init("item", first.item), .init("difference", String(first.units))]
        }
        if unbalanced.differences.count > 1 {
            figures.append(.init("items", unbalanced.differences.map { "\($0.item):\($0.units)" }.joined(separator: ",")))
        }
        return Refusal(RoundUnbalanced.code, figures, unbalanced.advice)
    }

    /// The lines that the books do not have yet, one movement per way out and stop.
    private mutating func book(
        _ lines: [RoundOutflowLine], beside books: RoundBooks, stops: [RoundStopRecord], place: Identifier<Place>?, guardsRepeats: Bool
    ) async throws {
        struct Way: Hashable {
            var outflow: RoundOutflow
            var stop: Int?
            var lot: Identifier<Lot>
        }
        var order: [Way] = []
        var sums: [Way: Int64] = [:]
        for line in lines {
            let lot: Identifier<Lot>
            if let number = line.lot {
                lot = Identifier(number)
            } else {
                let item = try await Names(desk).anyItem(line.item)
                let items = [item.item.id] + desk.catalogue.variants(of: item.item.id).map(\.item.id)
                lot = try await anyLot(of: items, sku: line.item, preferring: nil)
            }
            let way = Way(outflow: line.outflow, stop: line.stop, lot: lot)
            if sums[way] == nil { order.append(way) }
            sums[way, default: 0] += line.units
        }
        var fresh: [(way: Way, units: Int64)] = []
        for way in order {
            let account = books.lots.first { $0.lot == way.lot }
            let booked: Int64
            if way.outflow == .distributed {
                booked = stops.first { Int($0.sequence) == way.stop }.flatMap { account?.given[$0.id] } ?? 0
            } else {
                booked = RoundBooks.Flow(rawValue: way.outflow.rawValue).flatMap { account?[$0] } ?? 0
            }
            let units = (sums[way] ?? 0) - booked
            if units > 0 { fresh.append((way, units)) }
        }
        // What leaves beyond what is on the vehicle was found there.
        var need: [Identifier<Lot>: Int64] = [:]
        for entry in fresh { need[entry.way.lot, default: 0] += entry.units }
        let found = need.keys.sorted().compactMap { lot -> (lot: Identifier<Lot>, units: Int64)? in
            let excess = (need[lot] ?? 0) - max(0, books.lots.first { $0.lot == lot }?.left ?? 0)
            return excess > 0 ? (lot, excess) : nil
        }
        try await bookFound(found, stop: nil, because: desk.entry.anyway ?? desk.entry.note ?? "round \(round.id)")

        var guarded = guardsRepeats
        for outflow in RoundOutflow.allCases {
            let there = fresh.filter { $0.way.outflow == outflow }
            for stop in Set(there.map(\.way.stop)).sorted(by: { ($0 ?? 0) < ($1 ?? 0) }) {
                var postings: [PostingLine] = []
                for entry in there where entry.way.stop == stop {
                    let account = books.lots.first { $0.lot == entry.way.lot }
                    for (target, units) in try destinations(outflow, of: account, entry.units, place: place) {
                        postings.append(
                            PostingLine(lot: .existing(entry.way.lot), from: round.place, to: target, quantity: try Quantity(units)))
                    }
                }
                try await post(
                    reason(outflow), postings, stop: stops.first { Int($0.sequence) == stop }?.id,
                    quality: outflow == .distributed ? .allocated : nil,
                    note: outflow == .unexplained ? desk.entry.anyway ?? desk.entry.note ?? "round \(round.id) closed with a rest" : nil,
                    guardsRepeats: guarded)
                guarded = false
            }
        }
    }

    private func reason(_ outflow: RoundOutflow) -> MovementReason {
        switch outflow {
        case .distributed: .distributed
        case .handedOver: .handedOver
        case .damaged: .damaged
        case .wasted: .wasted
        case .seized: .seized
        case .lost: .lost
        case .unexplained: .unexplained
        case .returned: .returned
        }
    }

    /// Where units of a lot go: returns to the shelves they were taken from, unless it is said where they were put.
    private func destinations(
        _ outflow: RoundOutflow, of lot: RoundBooks.LotAccount?, _ units: Int64, place: Identifier<Place>?
    ) throws -> [(place: Identifier<Place>, units: Int64)] {
        switch outflow {
        case .distributed, .handedOver: return [(try outside(.recipient), units)]
        case .damaged, .wasted: return [(try outside(.waste), units)]
        case .seized, .lost: return [(try outside(.loss), units)]
        case .unexplained: return [(try outside(.found), units)]
        case .returned:
            if let place { return [(place, units)] }
            return try (lot?.homes(of: units) ?? [(nil, units)]).map { home in
                guard let place = home.place.flatMap({ isShelf($0) ? $0 : nil }) ?? firstBin else {
                    throw Refusal(
                        "ARG.MISSING", [.init("arg", "place")],
                        Wording("say where it was put with place=", "dire où c'est rangé avec emplacement="))
                }
                return (place, home.units)
            }
        }
    }

    /// A place that still takes returns.
    private func isShelf(_ id: Identifier<Place>) -> Bool {
        guard let place = desk.catalogue.place(id), !place.isArchived else { return false }
        return place.place.kind == .bin || place.place.kind == .quarantine
    }

    private var firstBin: Identifier<Place>? {
        desk.catalogue.places.first { $0.warehouse == warehouse.id && !$0.isArchived && $0.place.kind == .bin }?.place.id
    }
}
