import EntrepotService
import EntrepotStore
import Logging
import Measures
import PlainJSON
import PostgresClient
import RoundPlanning
import Speech
import StockLedger
import TestSupport

/// A house for rounds on a database of its own, spoken to as the daemon's role: one warehouse `main` with the shelves `a1` and `b1`, two
/// owners, and nothing else until a test says so.
struct RoundsScene: Sendable {
    let house: House
    let parameters: ConnectionParameters

    static let schemaPath = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/\($1)" } + "/Schema"

    static func make() async throws -> RoundsScene {
        let parameters = try await ScratchCluster.freshDatabase()
        let connection = try await Connection.open(parameters)
        try await connection.executeScript(
            """
            do $$ begin create role entrepot_daemon login; exception when duplicate_object or unique_violation then null; end $$;
            do $$ begin create role entrepot_reader login; exception when duplicate_object or unique_violation then null; end $$;
            """)
        _ = try await Migrator(files: SchemaDirectory(path: schemaPath), connection: connection).run()
        try await connection.executeScript(
            """
            set search_path = entrepot;
            select create_warehouse('main', 'Main', 'Europe/Paris', 50.95, 1.85, null);
            insert into place (warehouse_id, code, kind, holds_stock) values (1, 'a1', 'bin', true), (1, 'b1', 'bin', true);
            insert into organisation (code, name) values ('auberge', 'Auberge'), ('woodyard', 'Woodyard');
            insert into item (sku, name, base_unit, weight_grams, volume_ml) values
                ('blanket', 'Blanket', 'piece', 1000, 5000), ('soap', 'Soap', 'piece', 100, 100), ('wood', 'Firewood', 'g', 1000, 2000),
                ('trousers', 'Trousers', 'piece', 500, 1000);
            insert into item (sku, name, base_unit, weight_grams, volume_ml, parent_id)
                select s, s, 'piece', 500, 1000, item_id from item, unnest('{trousers-m,trousers-l}'::text[]) as a (s) where sku = 'trousers';
            insert into item_pack select item_id, 'bag', 8000 from item where sku = 'wood';
            """)
        await connection.close()
        var daemon = parameters
        daemon.role = "entrepot_daemon"
        let store = Store(daemon, limits: .init(connections: 4))
        _ = try await store.catalogue.reload()
        let clock: Int64 = try await store.pool.value("select (extract(epoch from now()) * 1000000)::bigint")
        return RoundsScene(
            house: House(store: store, rules: HouseRules(), logger: Logger(label: "rounds"), now: { Timestamp(microseconds: clock) }),
            parameters: parameters)
    }

    func close() async { await house.store.pool.close() }

    /// Who says it, in which words.
    func entry(_ words: String = "words", key: String? = nil, anyway: String? = nil, occurred: String? = nil, again: Bool = false) -> Entry
    {
        Entry(command: words, words: words, key: key, occurred: occurred, again: again, anyway: anyway)
    }

    // MARK: The beginning of every story

    /// Goods on the shelf `a1`.
    func receive(
        _ sku: String, _ quantity: String, lot: String, owner: String = "auberge", expires: String? = nil, place: String = "main/a1"
    )
        async throws
    {
        var words = ReceiveDonation.Words(item: sku, quantity: quantity, place: place)
        words.owner = owner
        words.lot = lot
        words.expires = expires
        _ = try await ReceiveDonation(house.desk(entry("receive \(sku) \(quantity) \(lot)"))).run(words)
    }

    /// A site some minutes from the warehouse; `north` is hundredths of a degree of latitude, 1.1 km each.
    func site(_ code: String, people: Int64, north: Int = 1, open: [String] = []) async throws {
        var words = AddSite.Words(code: code)
        words.people = people
        words.zone = "calais"
        words.latitude = "\(50.95 + Double(north) / 100)"
        words.longitude = "1.85"
        words.open = open
        words.team = 1
        _ = try await AddSite(house.desk(entry("site add \(code)"))).run(words)
    }

    func van(_ code: String = "van", kilograms: Int64 = 1_000, litres: Int64 = 5_000, shift: String = "08:00-18:00") async throws {
        var words = AddVehicle.Words(code: code, kilograms: kilograms, litres: litres)
        words.shift = shift
        _ = try await AddVehicle(house.desk(entry("vehicle add \(code)"))).run(words)
    }

    func need(_ item: String, _ perPersonDay: String, site: String? = nil, priority: String? = nil, shares: [String] = []) async throws {
        var words = StateNeed.Words(item: item, perPersonDay: perPersonDay)
        words.site = site
        words.priority = priority
        words.shares = shares
        _ = try await StateNeed(house.desk(entry("need set \(item) \(perPersonDay) \(site ?? "")"))).run(words)
    }

    /// A plan for today with a short, reproducible search unless seconds are given; returns its record.
    func plan(
        items: [String] = [], key: String? = nil, seconds: Int? = nil, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> JSONObject {
        var words = MakePlan.Words()
        words.from = "today"
        words.items = items
        words.iterations = seconds == nil ? 200 : nil
        words.seconds = seconds
        let answer = try await MakePlan(house.desk(entry("plan make", key: key))).run(words, progress: progress)
        return answer.records[0]
    }

    /// Lines of a plan as `seq site item qty`.
    func lines(_ plan: Int64) async throws -> [String] {
        try await ShowPlans(house.desk()).show(plan).records.map {
            "\($0.integer("seq") ?? 0) \($0.text("site") ?? "") \($0.text("item") ?? "") \($0.integer("qty") ?? 0)"
        }
    }

    /// Reasons of a plan as `site item reason short`.
    func reasons(_ plan: Int64) async throws -> [String] {
        try await ShowPlans(house.desk()).why(plan, language: .english).records.map {
            "\($0.text("site") ?? "") \($0.text("item") ?? "") \($0.text("reason") ?? "") \($0.integer("short") ?? 0)"
        }
    }

    func rounds(_ plan: Int64) async throws -> [Int64] {
        try await ShowRounds(house.desk()).list(plan: plan, limit: 100).records.compactMap { $0.integer("round") }.sorted()
    }

    // MARK: What the books say

    /// Stock as `item lot place on_hand reserved`.
    func stock() async throws -> [String] {
        try await ShowLots(house.desk()).run(StockQuestion(), Page(limit: 1_000)).records.map {
            "\($0.text("item") ?? "") \($0.text("lot") ?? "") \($0.text("place") ?? "") \($0.integer("on_hand") ?? 0) \($0.integer("reserved") ?? 0)"
        }
    }

    /// Faults of the books; none when they are sound.
    func faults() async throws -> [String] {
        try await house.store.pool.query("select fault, booked, derived from entrepot.verify_books(1)") { row in
            "\(try row.get(0, as: String.self)) \(try row.get(1, as: Int64.self)) \(try row.get(2, as: Int64.self))"
        }
    }

    /// Open exceptions as `kind quantity reason`.
    func exceptions() async throws -> [String] {
        try await house.store.pool.query(
            "select kind, quantity, reason from entrepot.ledger_exception where explained_at is null order by exception_id"
        ) { row in "\(try row.get(0, as: String.self)) \(try row.get(1, as: Int64.self)) \(try row.get(2, as: String.self))" }
    }

    /// Steps of a round as `step state`, with `?` for what was inferred.
    func steps(_ round: Int64) async throws -> [String] {
        try await house.store.pool.query(
            "select step, state, inferred from entrepot.round_step where round_id = \(round) order by step_number"
        ) { row in "\(try row.get(0, as: String.self)) \(try row.get(1, as: String.self))\(try row.get(2, as: Bool.self) ? " ?" : "")" }
    }

    /// One item's equation on a round, without what is zero.
    func equation(_ round: Int64, _ sku: String) async throws -> [String] {
        for item in try await ShowRounds(house.desk()).items(round).records where item.text("item") == sku {
            return item.keys.filter { $0 != "round" }.compactMap { key in
                guard let units = item.integer(key), units != 0 else { return nil }
                return "\(key) \(units)"
            }
        }
        return []
    }

    func deliver(
        _ round: Int64, _ stop: String, give: [String] = [], people: Int64? = nil, outcome: String? = nil, _ entry: Entry? = nil
    ) async throws -> Answer {
        var words = DeliverStop.Words(round: round, stop: stop)
        words.give = give
        words.people = people
        words.outcome = outcome
        return try await DeliverStop(house.desk(entry ?? self.entry("deliver \(round) \(stop) \(give) \(people ?? -1)"))).run(words)
    }

    func bringBack(
        _ round: Int64, back: [String] = [], lost: [String] = [], damaged: [String] = [], rest: Bool = false, _ entry: Entry? = nil
    )
        async throws -> Answer
    {
        var words = ReturnRound.Words(round: round)
        words.back = back
        words.lost = lost
        words.damaged = damaged
        words.rest = rest
        return try await ReturnRound(house.desk(entry ?? self.entry("return \(round) \(back) \(lost) \(damaged) \(rest)"))).run(words)
    }

    func load(_ round: Int64, take: [String] = [], _ entry: Entry? = nil) async throws -> Answer {
        try await LoadRound(house.desk(entry ?? self.entry("load \(round) \(take)"))).run(LoadRound.Words(round: round, take: take))
    }
}

/// The code and the figures a body was refused with, as one line; nil when it was not.
func roundRefusal(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch let refusal as Refusal {
        return refusal.code.rawValue + refusal.figures.all.map { " \($0.name)=\($0.value.text)" }.joined()
    } catch {
        return "\(error)"
    }
}
