import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import StockLedger
import Testing

@Suite("Goods with rules of their own", .timeLimit(.minutes(1)))
struct SpecialGoodsTests {
    private func detail(_ outcome: PostingOutcome) -> JSONObject {
        guard let text = outcome.detail, case .object(let object)? = try? JSONParser.parse(Array(text.utf8)) else { return JSONObject() }
        return object
    }

    private func post(_ scene: StoreScene, _ postings: Posting...) async throws -> [PostingOutcome] {
        try await PostMovements.post(postings, warehouse: scene.warehouse, through: scene.store.pool)
    }

    private func receipt(
        _ scene: StoreScene, _ code: String?, _ units: Int64 = 1, owner: Identifier<Owner>? = nil, expires: CivilDate? = nil,
        into place: String = "a1", item: Int = 0
    ) throws -> Posting {
        var posting = Posting(
            reason: .received, actor: "zoe", scope: .everything,
            lines: [PostingLine(lot: .new(0), from: try scene.place("donor"), to: try scene.place(place), quantity: try Quantity(units))])
        posting.newLots = [NewLot(code: code, item: scene.items[item], owner: owner ?? scene.association, expires: expires)]
        return posting
    }

    private func lots(_ outcome: PostingOutcome) -> [Int64] {
        guard case .array(let pairs)? = detail(outcome)["lots"] else { return [] }
        return pairs.compactMap { pair in
            if case .array(let parts) = pair, case .integer(let lot)? = parts.first { lot } else { nil }
        }
    }

    // MARK: Serial numbers

    @Test("one serial number is one piece in one place, whoever brings it and however it is written; what left may come back")
    func serials() async throws {
        let scene = try await StoreScene.make()
        try await scene.asOwner("update entrepot.item set serial = true where item_id = \(scene.items[0].number)")
        let first = try await post(scene, try receipt(scene, "SN-1"))
        #expect(first[0].verdict == .posted)
        let again = try await post(scene, try receipt(scene, "sn-1", into: "a2"), try receipt(scene, "SN-2"), try receipt(scene, "SN-2"))
        #expect(again.map(\.verdict) == [.serialElsewhere, .posted, .serialElsewhere])
        #expect(detail(again[0]).text("address") == "main/a1")
        #expect(detail(again[0]).integer("pieces") == 2)
        let lot = Identifier<Lot>(lots(first[0])[0])
        let found = try await post(
            scene, try scene.posting(.counted, lot, "found", "a1", 1), try scene.posting(.transferred, lot, "a1", "a2", 1))
        #expect(found.map(\.verdict) == [.serialElsewhere, .posted])
        // Given out, it may come back; then no second one.
        #expect(try await post(scene, try scene.posting(.issued, lot, "a2", "recipient", 1))[0].verdict == .posted)
        #expect(try await post(scene, try receipt(scene, "SN-1"))[0].verdict == .posted)
        // A reversal of the issue would bring the piece twice.
        var reversal = try scene.posting(.cancelled, lot, "recipient", "a2", 1)
        reversal.reverses = try await scene.store.pool.value(
            "select max(movement_id) from entrepot.movement where reason = 'issued'", as: Int64.self)
        #expect(try await post(scene, reversal)[0].verdict == .serialElsewhere)
        #expect(try await scene.faults() == [])
    }

    @Test("of many who bring one serial number at once, in two warehouses and past the lanes, one does")
    func serialRace() async throws {
        let scene = try await StoreScene.make(connections: 8)
        try await scene.asOwner(
            """
            update entrepot.item set serial = true where item_id = \(scene.items[0].number);
            select entrepot.create_warehouse('port', 'Port', 'Europe/Paris', null, null, null);
            """)
        let port: Int64 = try await scene.store.pool.value("select warehouse_id from entrepot.warehouse where code = 'port'")
        let places = try await scene.store.pool.query("select code, place_id from entrepot.place where warehouse_id = \(port)") { row in
            (try row.get(0, as: String.self), try row.get(1, as: Int64.self))
        }
        let there = Dictionary(uniqueKeysWithValues: places)
        let verdicts = try await withThrowingTaskGroup(of: PostingOutcome.Verdict.self) { group in
            for number in 0..<16 {
                var posting = try receipt(scene, number.isMultiple(of: 3) ? "IMEI-7" : "imei-7")
                let isPort = number.isMultiple(of: 2)
                if isPort {
                    posting.lines[0].from = Identifier(there["donor"] ?? 0)
                    posting.lines[0].to = Identifier(there["quarantine"] ?? 0)
                }
                let one = posting
                group.addTask {
                    try await scene.store.pool.transaction { transaction in
                        try await PostMovements.post([one], warehouse: isPort ? Identifier(port) : scene.warehouse, through: transaction)[0]
                            .verdict
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(verdicts.filter { $0 == .posted }.count == 1)
        #expect(verdicts.filter { $0 == .serialElsewhere }.count == 15)
    }

    // MARK: Batches

    @Test("one batch lies in lots of several owners and is found by what is printed; only another date of expiry is asked back")
    func batches() async throws {
        let scene = try await StoreScene.make()
        let other: Int64 = try await {
            try await scene.asOwner("insert into entrepot.organisation (code, name) values ('abri', 'Abri')")
            return try await scene.store.pool.value("select organisation_id from entrepot.organisation where code = 'abri'")
        }()
        let may = CivilDate(dayNumber: 20_950)
        let june = CivilDate(dayNumber: 20_980)
        let outcomes = try await post(
            scene, try receipt(scene, "B-1", 5, expires: may), try receipt(scene, "B-1", 6, expires: may),
            try receipt(scene, "b-1", 7, owner: Identifier(other), expires: may), try receipt(scene, "B-1", 8, expires: june),
            try receipt(scene, "B-1", 9, expires: june, item: 1))
        #expect(outcomes.map(\.verdict) == [.posted, .posted, .posted, .lotDiffers, .posted])
        #expect(detail(outcomes[3]).text("differs") == "expires")
        let again = try await post(scene, try receipt(scene, "B-1", 1, owner: Identifier(other), expires: may))
        // The same batch, owner and date is the same lot: 5 + 6 of one, 7 + 1 of the other, 9 of another item.
        #expect(again[0].verdict == .posted)
        #expect(try await scene.balances().map { $0.split(separator: " ").last.map(String.init) } == ["11", "8", "9"])
        let found = try await LotQueries.printed("b-1", item: scene.items[0], warehouse: nil, from: scene.store.pool)
        #expect(found.count == 2)
        #expect(Set(found.map(\.batch)) == ["B-1", "b-1"])
    }

    @Test("sixty-four who are first into a new lot make one lot, and none is told that it differs")
    func firstIntoALot() async throws {
        let scene = try await StoreScene.make(connections: 16)
        let verdicts = try await withThrowingTaskGroup(of: PostingOutcome.Verdict.self) { group in
            for number in 0..<64 {
                var posting = try receipt(scene, "NEW-1", 2)
                posting.newLots[0].donorName = "Anna"
                let one = posting
                group.addTask {
                    number.isMultiple(of: 2)
                        ? try await scene.store.lanes.post(one, warehouse: scene.warehouse).verdict
                        : try await PostMovements.post([one], warehouse: scene.warehouse, through: scene.store.pool)[0].verdict
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(verdicts == Array(repeating: .posted, count: 64))
        // 64 × 2
        #expect(try await scene.balances().map { $0.split(separator: " ").last.map(String.init) } == ["128"])
        #expect(try await scene.faults() == [])
    }

    // MARK: Quarantine and vans

    @Test("the routine lets goods out of the quarantine exactly where the wall of the program does")
    func wall() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(1_000, into: "quarantine")
        let targets: [(String, PlaceKind)] = [
            ("a1", .bin), ("van", .vehicle), ("cuve", .tank), ("transit", .transit), ("donor", .donor), ("supplier", .supplier),
            ("recipient", .recipient), ("loss", .loss), ("waste", .waste), ("found", .found), ("workshop", .workshop),
        ]
        for reason in MovementReason.allCases {
            for (code, kind) in targets {
                let leave = Quarantine.leaving(to: kind, for: reason)
                var postings = [try scene.posting(reason, lot, "quarantine", code, 1)]
                if leave == .withApprover {
                    for approver in [postings[0].actor, "sam"] {
                        postings.append(postings[0])
                        postings[postings.count - 1].approver = approver
                    }
                }
                let verdicts = try await PostMovements.post(postings, warehouse: scene.warehouse, through: scene.store.pool).map(\.verdict)
                switch leave {
                case .never: #expect(verdicts == [.kindNotAllowed], "\(reason) \(kind)")
                case .withApprover: #expect(verdicts == [.needsApprover, .needsApprover, .posted], "\(reason) \(kind)")
                case .freely: #expect(verdicts == [.posted], "\(reason) \(kind)")
                }
            }
        }
        let kept = try await scene.store.pool.column(
            "select distinct approver from entrepot.movement where reason = 'released'", as: String.self)
        #expect(kept == ["sam"])
    }

    @Test("what is barred from rounds is not loaded")
    func neverMobile() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(10)
        try await scene.asOwner("update entrepot.item set mobile = 'never' where item_id = \(scene.items[0].number)")
        var happened = try scene.posting(.loaded, lot, "a1", "van", 1)
        happened.anyway = "it is on the van"
        let outcomes = try await post(
            scene, try scene.posting(.loaded, lot, "a1", "van", 1), try scene.posting(.issued, lot, "a1", "recipient", 1), happened)
        #expect(outcomes.map(\.verdict) == [.neverMobile, .posted, .posted])
    }

    @Test("goods on board of a round leave the van by its own movements only, or by facts said anyway")
    func onARound() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(50)
        let (van, home) = (try scene.place("van").number, scene.warehouse.number)
        try await scene.asOwner(
            """
            insert into entrepot.vehicle (warehouse_id, code, place_id, capacity_grams, capacity_ml) values (\(home), 'van', \(van), 1000, 1000);
            insert into entrepot.round (warehouse_id, vehicle_id, round_on, state, opened_by)
                select warehouse_id, vehicle_id, current_date, 'underway', 'lea' from entrepot.vehicle;
            """)
        let round: Int64 = try await scene.store.pool.value("select round_id from entrepot.round")
        var load = try scene.posting(.loaded, lot, "a1", "van", 20)
        load.round = round
        var give = try scene.posting(.distributed, lot, "van", "recipient", 5)
        give.round = round
        #expect(try await post(scene, load)[0].verdict == .posted)
        var stolen = try scene.posting(.stolen, lot, "van", "loss", 1)
        let refused = try await post(scene, try scene.posting(.transferred, lot, "van", "a1", 1), stolen, give)
        #expect(refused.map(\.verdict) == [.onARound, .onARound, .posted])
        #expect(detail(refused[0]).integer("round") == round)
        stolen.anyway = "the window was broken"
        #expect(try await post(scene, stolen)[0].verdict == .posted)
        // 20 - 5 - 1
        #expect(try await scene.balances() == ["a1 \(lot) 30", "van \(lot) 14"])
        try await scene.asOwner("update entrepot.round set state = 'closed'")
        #expect(try await post(scene, try scene.posting(.transferred, lot, "van", "a1", 14))[0].verdict == .posted)
    }

    @Test("an archived place or warehouse takes nothing, by transit neither")
    func archived() async throws {
        let scene = try await StoreScene.make()
        let lot = try await scene.receive(10)
        try await scene.asOwner(
            """
            select entrepot.create_warehouse('port', 'Port', 'Europe/Paris', null, null, null);
            update entrepot.warehouse set archived_at = now() where code = 'port';
            update entrepot.place set archived_at = now() where place_id = \(try scene.place("a2").number);
            """)
        let port: Int64 = try await scene.store.pool.value("select warehouse_id from entrepot.warehouse where code = 'port'")
        var sent = try scene.posting(.sent, lot, "a1", "transit", 1)
        sent.transitTo = Identifier(port)
        let outcomes = try await post(scene, sent, try scene.posting(.transferred, lot, "a1", "a2", 1))
        #expect(outcomes.map(\.verdict) == [.placeArchived, .placeArchived])
        #expect(detail(outcomes[0]).text("warehouse") == "port")
        try await scene.asOwner("update entrepot.warehouse set archived_at = now()")
        #expect(
            try await post(scene, try scene.posting(.received, lot, "donor", "a1", 1), try scene.posting(.lost, lot, "a1", "loss", 1)).map(
                \.verdict) == [.placeArchived, .posted])
    }
}
