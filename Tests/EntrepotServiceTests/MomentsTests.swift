import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger
import Testing

// The scene's now is Monday 2 March 2026, 12:00 UTC, 13:00 in Paris.

@Suite("When it was, at the warehouse's own clock", .timeLimit(.minutes(2)))
struct MomentsTests {
    private func scene() async throws -> (ServiceScene, WarehouseRecord) {
        let scene = try await ServiceScene.make()
        _ = try await Organisations(scene.house.desk(scene.entry())).add("abri", name: nil)
        _ = try await Warehouses(scene.house.desk(scene.entry())).add(WarehouseWords(code: "main"))
        _ = try await Places(scene.house.desk(scene.entry())).add("main/a1", kind: nil, name: nil)
        _ = try await AddItem(scene.house.desk(scene.entry())).add(ItemWords(sku: "rope"))
        return (scene, try #require(scene.house.store.catalogue.current.warehouse("main")))
    }

    @Test("a day alone is its noon there, or now when it is today before noon")
    func noon() async throws {
        let (scene, main) = try await scene()
        func instant(_ text: String) async throws -> String {
            try await Moments(scene.house.desk()).instant(text, warehouse: main).description
        }
        // Paris is one hour ahead of UTC in winter.
        #expect(try await instant("sunday") == "2026-03-01T11:00:00Z")
        #expect(try await instant("today") == "2026-03-02T11:00:00Z")
        #expect(try await instant("hier 18h05") == "2026-03-01T17:05:00Z")
        #expect(try await instant("2026-03-01T18:05+03:00") == "2026-03-01T15:05:00Z")
    }

    @Test(
        "what lies ahead is refused and never moved to now",
        arguments: ["tomorrow", "demain", "2026-03-03", "2062-11-25", "today 13:30", "2026-03-02T12:06:00Z"])
    func ahead(text: String) async throws {
        let (scene, main) = try await scene()
        let told = await refusal { _ = try await Moments(scene.house.desk()).instant(text, warehouse: main) }
        #expect(told?.hasPrefix("RULE.OCCURRED-IN-FUTURE argument=occurred value=\(text) ") == true)
    }

    @Test("years away is asked back, and taken with sure=yes")
    func unusual() async throws {
        let (scene, main) = try await scene()
        func moment(_ isSure: Bool) async throws -> Timestamp {
            var entry = scene.entry()
            entry.sure = isSure
            return try await Moments(scene.house.desk(entry)).instant("2016-11-25", warehouse: main)
        }
        #expect(await refusal { _ = try await moment(false) } == "ARG.UNUSUAL argument=occurred value=2016-11-25 day=2016-11-25")
        #expect(try await moment(true).description == "2016-11-25T11:00:00Z")
    }

    @Test("the hour that summer time leaves out and the one it repeats are asked back")
    func summerTime() async throws {
        let (scene, main) = try await scene()
        #expect(
            await refusal { _ = try await Moments(scene.house.desk()).instant("2025-03-30T02:30", warehouse: main) }
                == "ARG.VALUE argument=occurred value=2025-03-30T02:30")
        #expect(
            await refusal { _ = try await Moments(scene.house.desk()).instant("2025-10-26T02:30", warehouse: main) }
                == "ARG.AMBIGUOUS argument=occurred value=2025-10-26T02:30 readings=2025-10-26T00:30:00Z,2025-10-26T01:30:00Z")
        #expect(try await Moments(scene.house.desk()).instant("2025-10-26T03:30", warehouse: main).description == "2025-10-26T02:30:00Z")
    }

    @Test("the answer repeats a day that was not written in full, and no other")
    func told() async throws {
        let (scene, _) = try await scene()
        func receive(_ occurred: String?, _ pieces: Int) async throws -> String? {
            var entry = scene.entry("receive \(pieces)")
            entry.occurred = occurred
            var words = ReceiveDonation.Words(item: "rope", quantity: String(pieces), place: "a1")
            words.owner = "abri"
            return try await ReceiveDonation(scene.house.desk(entry)).run(words).sentence?.french
        }
        #expect(try await receive("dimanche", 1)?.hasSuffix("(dimanche 1er mars 2026)") == true)
        #expect(try await receive("2026-03-01", 2)?.contains("2026") == false)
        #expect(try await receive(nil, 3)?.contains("2026") == false)
    }

    @Test("an expiry is taken as it stands on tins, and every word that an error offers")
    func expiry() async throws {
        let (scene, main) = try await scene()
        func day(_ text: String) async throws -> String {
            try await Moments(scene.house.desk()).day(text, .expiry, figure: "expires", warehouse: main).description
        }
        #expect(try await day("03/2027") == "2027-03-31")
        #expect(try await day("2027-03") == "2027-03-31")
        #expect(try await day("31/12/2027") == "2027-12-31")
        #expect(try await day("today") == "2026-03-02")
        #expect(try await day("vendredi") == "2026-03-06")
        #expect(await refusal { _ = try await day("2206-01-01") } == "ARG.UNUSUAL argument=expires value=2206-01-01 day=2206-01-01")
        #expect(await refusal { _ = try await day("30/02/2027") } == "ARG.VALUE argument=expires value=30/02/2027")
    }
}

@Suite("Pages of lists", .timeLimit(.minutes(1)))
struct PageTests {
    @Test("every list honours its limit and refuses a cursor that is none")
    func cursors() async throws {
        let scene = try await ServiceScene.make()
        let house = scene.house
        for code in ["a", "b", "c"] {
            _ = try await Organisations(house.desk(scene.entry())).add(code, name: nil)
            _ = try await Warehouses(house.desk(scene.entry())).add(WarehouseWords(code: code))
        }
        let desk = house.desk()
        let odd = Page(after: "no cursor!", limit: 2)
        let lists: [(name: String, run: (Page) async throws -> Answer)] = [
            ("items", { try await ItemList(desk).list(category: nil, $0) }), ("organisations", { try await Organisations(desk).list($0) }),
            ("warehouses", { try await Warehouses(desk).list($0) }),
            ("places", { try await Places(desk).list(warehouse: nil, kind: nil, $0) }),
            ("grants", { try await Grants(desk).list($0) }), ("donors", { try await ShowDonors(desk).list($0) }),
            ("sites", { try await ListSites(desk).run(warehouse: nil, $0) }), ("vehicles", { try await ListVehicles(desk).run($0) }),
            ("crews", { try await ListCrews(desk).run(warehouse: "a", $0) }),
            ("needs", { try await ListNeeds(desk).run(warehouse: "a", $0) }),
            ("transits", { try await ReceiveTransit(desk).list(to: nil, all: true, $0) }),
            ("reviews", { try await ReviewBooks(desk).list(warehouse: nil, all: true, $0) }),
            ("audit", { try await ReviewBooks(desk).audit(warehouse: nil, by: nil, $0) }),
            (
                "movements",
                {
                    try await ShowMovements(desk).list(
                        item: nil, place: nil, warehouse: nil, reason: nil, by: nil, from: nil, until: nil, $0)
                }
            ),
            ("stock", { try await ShowStock(desk).run(StockQuestion(), $0) }),
            ("lots", { try await ShowLots(desk).run(StockQuestion(), $0) }),
        ]
        for list in lists {
            #expect(await refusal { _ = try await list.run(odd) } == "ARG.VALUE after=no cursor!", "\(list.name)")
            #expect(try await list.run(Page(limit: 1)).records.count <= 1, "\(list.name)")
        }
        let first = try await Warehouses(desk).list(Page(limit: 2))
        #expect(first.records.map { $0.text("code") } == ["a", "b"])
        #expect(try await Warehouses(desk).list(Page(after: first.next, limit: 2)).records.map { $0.text("code") } == ["c"])
    }

    @Test("a place alone is found where only one warehouse can be meant for this person")
    func shortNames() async throws {
        let scene = try await ServiceScene.make()
        let house = scene.house
        for code in ["main", "north"] {
            _ = try await Warehouses(house.desk(scene.entry())).add(WarehouseWords(code: code))
            _ = try await Places(house.desk(scene.entry())).add("\(code)/a1", kind: nil, name: nil)
        }
        _ = try await Places(house.desk(scene.entry())).add("north/b2", kind: nil, name: nil)
        #expect(try await Names(house.desk()).place("b2").place.place.address == "north/b2")
        #expect(await refusal { _ = try await Names(house.desk()).place("a1") } == "ARG.AMBIGUOUS place=a1 readings=main/a1,north/a1")
        let limited = Desk(
            house,
            Speaker(
                person: "zoe",
                scope: Scope(
                    person: "zoe", holding: [HeldRole(.volunteer, warehouse: "main")], allowing: [.volunteer],
                    in: house.store.catalogue.current), isReviewed: false, deadline: nil), scene.entry())
        #expect(try await Names(limited).place("a1").place.place.address == "main/a1")
    }
}

@Suite("What an item weighs", .timeLimit(.minutes(1)))
struct ItemMeasureTests {
    private func add(_ scene: ServiceScene, base: String, _ change: (inout ItemWords) -> Void) async throws -> String {
        var words = ItemWords(sku: "thing")
        words.base = base
        change(&words)
        let record = try await AddItem(scene.house.desk(scene.entry())).add(words).records[0]
        return "\(record.integer("weight_g") ?? -1) \(record.integer("volume_ml") ?? -1)"
    }

    @Test("what is counted in grams weighs what it weighs: 1 is asked back, 1000 is accepted")
    func grams() async throws {
        let scene = try await ServiceScene.make()
        #expect(
            await refusal { _ = try await add(scene, base: "g") { $0.grams = 1 } } == "ARG.VALUE argument=weight_g value=1 sku=thing")
        #expect(
            try await add(scene, base: "g") {
                $0.grams = 1_000; $0.millilitresPerKilogram = 2_500
            } == "1000 2500")
        #expect(
            await refusal {
                try await scene.asOwner("insert into entrepot.item (sku, name, base_unit, weight_grams) values ('x', 'x', 'g', 7)")
            }?
            .contains("item_of_grams_weighs_itself") == true)
    }

    @Test("an impossible density is asked back for whatever has a weight and a volume, and taken with sure=yes")
    func density() async throws {
        let scene = try await ServiceScene.make()
        // A litre of oil typed as 1 g, a blanket in one millilitre, a kilogram of wood in 60 litres.
        #expect(
            await refusal {
                _ = try await add(scene, base: "ml") {
                    $0.grams = 1; $0.millilitres = 1_000
                }
            }
                == "ARG.UNUSUAL sku=thing weight_g=1 volume_ml=1000 kg_per_l=0.001")
        #expect(
            await refusal {
                _ = try await add(scene, base: "piece") {
                    $0.grams = 1_200; $0.millilitres = 1
                }
            }
                == "ARG.UNUSUAL sku=thing weight_g=1200 volume_ml=1 kg_per_l=1200.0")
        #expect(
            await refusal { _ = try await add(scene, base: "g") { $0.millilitresPerKilogram = 60_000 } }
                == "ARG.UNUSUAL sku=thing weight_g=1000 volume_ml=60000 kg_per_l=0.0167")
        // 0.02 to 25 kg a litre: 1,000 g in 50,000 ml and in 40 ml.
        #expect(
            try await add(scene, base: "piece") {
                $0.grams = 1_000; $0.millilitres = 50_000
            } == "1000 50000")
    }
}
