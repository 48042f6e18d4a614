import EntrepotStore
import Measures
import PlainJSON
package import RoundPlanning
import Speech
import StockLedger

/// Rounds: the list, one with its equation, its stops, its manifest.
package struct ShowRounds: Sendable {
    /// The keys of a round's record.
    package static let keys = ["round", "state", "vehicle", "date", "stops", "loaded", "distributed", "returned", "unexplained", "owner"]
    /// The keys of `round show`: the record, then where the round comes from and the equation of every item.
    package static let detailKeys = keys + ["plan", "organisation", "departs", "returns", "items"]
    /// The keys of one item's equation.
    package static let itemKeys =
        ["round", "item", "planned", "reserved", "short"] + RoundBooks.Flow.allCases.map(\.rawValue) + ["left", "owner"]
    /// The keys of a stop.
    package static let stopKeys = [
        "round", "seq", "site", "eta", "arrived", "delivered", "outcome", "people", "women", "children", "quality", "given",
        "eta_local", "owner",
    ]
    /// The keys of a line of the manifest.
    package static let manifestKeys = ["round", "seq", "site", "item", "lot", "place", "qty", "unit", "state", "owner"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// A round's record. Figures are sums of base units over its items, null when the items are not all counted in one unit; `loaded` holds
    /// what was topped up. Of a blurred round they are null too: the reader sees some of its goods only.
    static func record(_ round: RoundRecord, _ books: RoundBooks) -> JSONObject {
        func sum(_ flows: RoundBooks.Flow...) -> JSONValue { round.isBlurred ? .null : JSONValue(books.sum(flows)) }
        return JSONObject(
            keys: keys,
            values: [
                .integer(round.id), .string(round.state.rawValue), .string(round.vehicle), .string(round.date.description),
                .integer(round.stops),
                sum(.loaded, .toppedUp), sum(.distributed), sum(.returned), sum(.unexplained), JSONValue(books.owners()),
            ])
    }

    /// Where to read the figures of a round whose record leaves some open; nil when it leaves none.
    static func whereFiguresAre(_ records: [JSONObject]) -> Wording? {
        let open = records.first { record in ["loaded", "distributed", "returned", "unexplained"].contains { record[$0] == .null } }
        guard let round = open?.integer("round") else { return nil }
        return Wording(
            "goods counted in different units are not added up: see \(en: .roundItems) \(round)",
            "des biens comptés en unités différentes ne s'additionnent pas : voir \(fr: .roundItems) \(round)")
    }

    /// Rounds, newest first; proposals of plans are listed by their plan or by `state=draft`.
    package func list(
        warehouse: String? = nil, plan: Int64? = nil, state: RoundState? = nil, date: String? = nil, vehicle: String? = nil, limit: Int,
        after: String? = nil
    ) async throws -> Answer {
        let page = Page(after: after, limit: limit)
        var filter = RoundQueries.Filter(limit: page.wanted)
        if let warehouse { filter.warehouse = try await Names(desk).warehouse(warehouse).id }
        filter.plan = plan
        if let vehicle { filter.vehicle = try await SiteNames(desk).vehicle(vehicle, warehouse: warehouse).0.vehicle.code }
        filter.state = state
        filter.withoutProposals = plan == nil && state == nil
        if let date {
            filter.date = try await Moments(desk).day(date, .anywhere, figure: "date", warehouse: Names(desk).warehouse(warehouse))
        }
        filter.before = try page.number(of: "round list")
        let rounds = try await RoundQueries.all(filter, from: desk.source)
        let books = try await ManifestQueries.lines(of: Array(rounds.prefix(limit)), from: desk.source).mapValues(RoundBooks.init)
        var answer = page.answer(rounds, cursor: { String($0.id) }) { Self.record($0, books[$0.id] ?? RoundBooks([])) }
        let blurred = Set(rounds.filter(\.isBlurred).map(\.id))
        answer.sentence = Self.whereFiguresAre(answer.records.filter { !blurred.contains($0.integer("round") ?? 0) })
        noteParts(of: rounds, on: &answer)
        return answer
    }

    /// One round: its record first, then the equation of every item.
    package func show(_ number: Int64) async throws -> Answer {
        let round = try await find(number)
        let books = RoundBooks(try await ManifestQueries.lines(of: round, from: desk.source))
        var record = Self.record(round, books)
        record["plan"] = JSONValue(round.plan)
        record["organisation"] = JSONValue(round.organisation)
        record["departs"] = JSONValue(round.departsAt?.description)
        record["returns"] = JSONValue(round.returnsAt?.description)
        record["items"] = .array(try await equations(round, books).map { .object($0) })
        let broken = try await ManifestQueries.broken(of: round, from: desk.source)
        var answer = Answer(
            records: [record], pairs: ["round": .integer(round.id), "round_state": .string(round.state.rawValue)],
            round.isBlurred ? nil : Self.whereFiguresAre([record]))
        if !broken.isEmpty, round.state == .approved {
            let list = broken.map { "\($0.sku) \($0.units)" }.joined(separator: ", ")
            answer.warnings.append(
                Wording("short of what was approved: \(list)", "moins que prévu : \(list)"))
        }
        noteParts(of: [round], on: &answer)
        return answer
    }

    /// The equation of every item of a round, one record each.
    package func items(_ number: Int64) async throws -> Answer {
        let round = try await find(number)
        let books = RoundBooks(try await ManifestQueries.lines(of: round, from: desk.source))
        let records = try await equations(round, books).map { equation -> JSONObject in
            var record: JSONObject = ["round": .integer(round.id)]
            for (key, value) in zip(equation.keys, equation.values) { record[key] = value }
            return record
        }
        var answer = Answer(records: records, pairs: ["round": .integer(round.id), "rows": .integer(Int64(records.count))])
        noteParts(of: [round], on: &answer)
        return answer
    }

    /// Says that figures of goods count those of some owners only, when the person does not read whatever was on board.
    private func noteParts(of rounds: [RoundRecord], on answer: inout Answer) {
        guard rounds.contains(where: { !desk.readsWhole($0.warehouse) }) else { return }
        answer.pairs["partial"] = .string("yes")
        answer.warnings.append(
            Wording(
                "only goods that you may see are counted: what others gave to a round is not in its figures",
                "seuls les biens que vous pouvez voir sont comptés : ce que d'autres ont mis dans une tournée n'est pas dans ses chiffres"))
    }

    /// Planned, promised, taken away again by facts, and every way onto the vehicle and from it, by item.
    private func equations(_ round: RoundRecord, _ books: RoundBooks) async throws -> [JSONObject] {
        let planned = try await RoundQueries.items(of: round, from: desk.source)
        let promised = try await ManifestQueries.promises(of: round, from: desk.source)
        let chosen = try await ManifestQueries.chosen(for: round, from: desk.source)
        let broken = try await ManifestQueries.broken(of: round, from: desk.source)
        // Of a blurred round the reader sees some stops only: a sum over them is not the round's.
        func figure(_ units: Int64) -> JSONValue { round.isBlurred ? .null : .integer(units) }
        return Set(books.items + planned.map(\.sku)).sorted().map { sku in
            let lots = books.lots.filter { $0.sku == sku }
            var one: JSONObject = [
                "item": .string(sku), "planned": figure(planned.filter { $0.sku == sku }.reduce(0) { $0 + $1.planned }),
                "reserved": figure(promised.filter { $0.sku == sku }.reduce(0) { $0 + $1.units }),
                "short": figure(broken.filter { $0.sku == sku }.reduce(0) { $0 + $1.units }),
            ]
            for flow in RoundBooks.Flow.allCases { one[flow.rawValue] = figure(lots.reduce(0) { $0 + $1[flow] }) }
            one["left"] = figure(lots.reduce(0) { $0 + $1.left })
            let meant = (promised + chosen).filter { $0.sku == sku }.compactMap(\.owner)
            let carried = books.owners(of: sku)
            one["owner"] = JSONValue(carried.isEmpty ? Set(meant).sorted() : carried)
            return one
        }
    }

    /// The stops of a round.
    package func stops(_ number: Int64) async throws -> Answer {
        let round = try await find(number)
        let books = RoundBooks(try await ManifestQueries.lines(of: round, from: desk.source))
        let records = try await RoundQueries.stops(of: round, from: desk.source).map { stop -> JSONObject in
            let given = books.items.compactMap { sku in
                let units = books.given(sku, stop: stop.id)
                return units > 0 ? "\(sku):\(units)" : nil
            }
            return JSONObject(
                keys: Self.stopKeys,
                values: [
                    .integer(round.id), .integer(stop.sequence), .string(stop.named), JSONValue(stop.eta?.description),
                    JSONValue(stop.arrivedAt?.description), JSONValue(stop.deliveredAt?.description), JSONValue(stop.outcome?.rawValue),
                    JSONValue(stop.people), JSONValue(stop.women), JSONValue(stop.children), JSONValue(stop.quality), JSONValue(given),
                    JSONValue(stop.localETA), JSONValue(books.owners(givenAt: stop.id)),
                ])
        }
        var answer = Answer(records: records, pairs: ["round": .integer(round.id), "rows": .integer(Int64(records.count))])
        noteParts(of: [round], on: &answer)
        return answer
    }

    /// What goes into the van, what is to be unloaded last first.
    package func manifest(_ number: Int64) async throws -> Answer {
        let round = try await find(number)
        let stops = try await RoundQueries.stops(of: round, from: desk.source)
        let catalogue = desk.catalogue
        var records: [JSONObject] = []
        func add(
            _ stop: RoundStopRecord?, item: Identifier<Item>, sku: String, lot: String?, place: String?, units: Int64, state: String,
            owner: String?
        ) {
            records.append(
                JSONObject(
                    keys: Self.manifestKeys,
                    values: [
                        .integer(round.id), JSONValue(stop?.sequence), JSONValue(stop?.named), .string(sku), JSONValue(lot),
                        JSONValue(place),
                        .integer(units), JSONValue(catalogue.item(item)?.item.base.rawValue), .string(state),
                        JSONValue(owner),
                    ]))
        }
        let promises = try await ManifestQueries.promises(of: round, from: desk.source)
        let isProposal = promises.isEmpty && round.state == .draft
        let chosen = isProposal ? try await ManifestQueries.chosen(for: round, from: desk.source) : []
        let codes = try await LotQueries.codes((promises + chosen).map(\.lot), warehouse: round.warehouse, from: desk.source)
        func add(_ promise: PromiseRecord, _ state: String) {
            add(
                stops.first { $0.id == promise.stop }, item: promise.item, sku: promise.sku, lot: codes[promise.lot],
                place: catalogue.place(promise.place)?.place.address, units: promise.units, state: state, owner: promise.owner)
        }
        if isProposal {
            for item in try await RoundQueries.items(of: round, from: desk.source).reversed() {
                let lots = chosen.filter { $0.stop == item.stop && $0.item == item.item }
                for lot in lots { add(lot, "planned") }
                guard lots.isEmpty else { continue }
                add(
                    stops.first { $0.id == item.stop }, item: item.item, sku: item.sku, lot: nil, place: nil, units: item.planned,
                    state: "planned", owner: round.organisation)
            }
        }
        for promise in promises.sorted(by: { sequence($0.stop, stops) > sequence($1.stop, stops) }) {
            add(promise, "reserved")
        }
        for lot in RoundBooks(try await ManifestQueries.lines(of: round, from: desk.source)).lots where lot.left != 0 && !round.isBlurred {
            guard let item = catalogue.item(lot.sku) else { continue }
            add(
                nil, item: item.item.id, sku: lot.sku, lot: lot.code, place: catalogue.place(round.place)?.place.address, units: lot.left,
                state: "on-board", owner: lot.owner)
        }
        var answer = Answer(records: records, pairs: ["round": .integer(round.id), "rows": .integer(Int64(records.count))])
        noteParts(of: [round], on: &answer)
        return answer
    }

    private func sequence(_ stop: Int64?, _ stops: [RoundStopRecord]) -> Int64 { stops.first { $0.id == stop }?.sequence ?? 0 }

    private func find(_ number: Int64) async throws -> RoundRecord {
        var filter = RoundQueries.Filter(limit: 1)
        filter.id = number
        guard let round = try await RoundQueries.all(filter, from: desk.source).first else { throw RoundDesk.unknown(number) }
        return round
    }
}
