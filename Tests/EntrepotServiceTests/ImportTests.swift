import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger
import TabularText
import Testing

/// A house with two shelves, four items and two associations, and its files.
private struct FileScene {
    let service: ServiceScene

    static func make() async throws -> FileScene {
        let scene = try await ServiceScene.make()
        let house = scene.house
        for code in ["abri", "brasero"] { _ = try await Organisations(house.desk(scene.entry())).add(code, name: nil) }
        for code in ["main", "north"] {
            _ = try await Warehouses(house.desk(scene.entry())).add(WarehouseWords(code: code))
            _ = try await Places(house.desk(scene.entry())).add("\(code)/a1", kind: nil, name: nil)
        }
        for sku in ["rope", "mat"] { _ = try await AddItem(house.desk(scene.entry())).add(ItemWords(sku: sku)) }
        var rice = ItemWords(sku: "rice")
        rice.base = "g"
        rice.expiry = "optional"
        _ = try await AddItem(house.desk(scene.entry())).add(rice)
        return FileScene(service: scene)
    }

    /// Imports rows into main/a1 for abri.
    func run(
        _ rows: [String], by scope: Scope? = nil, key: String? = nil, again: Bool = false,
        _ change: (inout ImportDonations.Words) -> Void = { _ in }
    ) async throws -> Answer {
        var words = ImportDonations.Words(rows: rows)
        words.place = "main/a1"
        words.owner = "abri"
        change(&words)
        var entry = service.entry("donation import", key: key)
        entry.again = again
        let desk = Desk(
            service.house, Speaker(person: "lead", scope: scope ?? .house, isReviewed: false, deadline: nil), entry)
        return try await ImportDonations(desk).run(words) { _, _ in }
    }

    /// What is on hand of an item anywhere, in base units.
    func onHand(_ sku: String) async throws -> Int64 {
        var question = StockQuestion()
        question.item = sku
        return try await ShowStock(service.house.desk()).run(question, Page(limit: .max)).records.reduce(0) {
            $0 + ($1.integer("on_hand") ?? 0)
        }
    }

    /// The code and the bad rows of a refused import: `CODE: line column code`.
    func refused(_ rows: [String], by scope: Scope? = nil, _ change: (inout ImportDonations.Words) -> Void = { _ in }) async -> [String] {
        do {
            _ = try await run(rows, by: scope, change)
            return []
        } catch let refusal as Refusal {
            return [refusal.code.rawValue]
                + refusal.rows.map { row in ["line", "column", "code"].map { row[$0]?.text ?? "" }.joined(separator: " ") }
        } catch {
            return ["\(error)"]
        }
    }
}

@Suite("A file means what it says", .timeLimit(.minutes(3)))
struct ImportTests {
    @Test("a size in the unit column is refused and never glued to the number")
    func sizes() async throws {
        let scene = try await FileScene.make()
        #expect(
            await scene.refused([
                "item;qty;packaging", "rice;24;500g", "rice;10;5kg", "rope;3;24", "rice;1;.5kg", "rice;1;,000g", "rice;2;kg",
                "rice;3kg;bag",
            ]) == [
                "IMPORT.ROWS", "2 packaging ARG.UNIT", "3 packaging ARG.UNIT", "4 packaging ARG.UNIT", "5 packaging ARG.UNIT",
                "6 packaging ARG.UNIT", "8 packaging ARG.UNIT",
            ])
        #expect(try await scene.onHand("rice") == 0)
        // The same unit said twice is said once: 12 kg.
        _ = try await scene.run(["item;qty;unit", "rice;12 kg;kg"])
        #expect(try await scene.onHand("rice") == 12_000)
    }

    @Test("the decimal mark is shown by the column, never by the separator", arguments: ["\t", ";", ","])
    func decimals(separator: String) async throws {
        let scene = try await FileScene.make()
        func row(_ cells: String...) -> String { cells.map { "\"\($0)\"" }.joined(separator: separator) }
        let header = row("item", "qty")
        #expect(await scene.refused([header, row("rice", "1,500kg")]) == ["IMPORT.DECIMAL", "2 qty ARG.AMBIGUOUS"])
        #expect(await scene.refused([header, row("rice", "1.500kg")]) == ["IMPORT.DECIMAL", "2 qty ARG.AMBIGUOUS"])
        #expect(
            await scene.refused([header, row("rice", "1,5kg"), row("rice", "1.5kg")])
                == ["IMPORT.DECIMAL", "2 qty ARG.AMBIGUOUS", "3 qty ARG.AMBIGUOUS"])
        // 12,5 shows that the comma is decimal: 1,250 kg is 1,250 g, and together 13,750 g.
        _ = try await scene.run([header, row("rice", "1,250 kg"), row("rice", "12,5 kg")])
        #expect(try await scene.onHand("rice") == 13_750)
        // Said for the whole file, the comma stands between thousands: 1,500 kg are 1,500,000 g.
        _ = try await scene.run([header, row("rice", "1,500kg")]) { $0.mark = .dot }
        #expect(try await scene.onHand("rice") == 1_513_750)
    }

    @Test("the order of day and month is shown by the column, or asked once")
    func dates() async throws {
        let scene = try await FileScene.make()
        #expect(
            await scene.refused(["item;qty;expires", "rice;1kg;03/04/2027", "rice;1kg;05/04/2027"])
                == ["IMPORT.DATES", "2 expires ARG.AMBIGUOUS", "3 expires ARG.AMBIGUOUS"])
        _ = try await scene.run(["item;qty;expires", "rice;1kg;03/04/2027", "rice;1kg;25/04/2027", "rice;1kg;06/2027"])
        let stock = try await ShowLots(scene.service.house.desk()).run(StockQuestion(), Page(limit: 9)).records.map { $0.text("expires") }
        #expect(stock == ["2027-04-03", "2027-04-25", "2027-06-30"])
        #expect(
            await scene.refused(["item;qty;date", "rope;1;30/02/2026", "rope;1;2026-12-24", "rope;1;soon"])
                == ["IMPORT.ROWS", "2 date ARG.VALUE", "3 date RULE.OCCURRED-IN-FUTURE", "4 date ARG.VALUE"])
    }

    @Test("a mended file books only what was left out")
    func mended() async throws {
        let scene = try await FileScene.make()
        let first = try await scene.run(["item,qty", "rope,31", "mta,33"]) { $0.isPartial = true }
        #expect(first.pairs.integer("booked") == 1 && first.pairs.integer("bad") == 1)
        let second = try await scene.run(["item,qty", "rope,31", "mat,33"])
        #expect(second.pairs.integer("booked") == 1 && second.pairs.integer("known") == 1)
        #expect(try await scene.onHand("rope") == 31)
        #expect(try await scene.onHand("mat") == 33)
    }

    @Test("a file saved anew or grown books only what is new, by anybody")
    func grown() async throws {
        let scene = try await FileScene.make()
        _ = try await scene.run(["item,qty,date", "rope,10,2026-02-20", "rope,10,2026-02-20"])
        // With a mark of order, other separators, other days' forms and an empty line: the same two rows.
        for rows in [
            ["\u{FEFF}Article;Qté;Date", "rope;10;20/02/2026", "ROPE;10;20/02/2026", ";;"],
            ["qty\titem\tdate", "10\trope\t2026-02-20", "10\trope\t20 feb 2026", ""],
        ] {
            #expect(await scene.refused(rows) == ["CONFLICT.LOOKS-REPEATED"])
        }
        // A third of its kind is new, and so is another day's.
        let grown = try await scene.run([
            "item,qty,date", "rope,10,2026-02-20", "rope,10,2026-02-20", "rope,10,2026-02-20", "rope,10,2026-02-21",
        ])
        #expect(grown.pairs.integer("booked") == 2 && grown.pairs.integer("known") == 2)
        #expect(try await scene.onHand("rope") == 40)
        // Other goods of the same description are booked when somebody says that they are.
        _ = try await scene.run(["item,qty,date", "rope,10,2026-02-20"], again: true)
        #expect(try await scene.onHand("rope") == 50)
    }

    @Test("a row whose movement was reversed may be booked again")
    func reversed() async throws {
        let scene = try await FileScene.make()
        let booked = try await scene.run(["item,qty", "rope,10"])
        let movement = try #require(booked.pairs.integer("first"))
        _ = try await AmendMovement(scene.service.house.desk(scene.service.entry("reverse"))).reverse(movement)
        #expect(try await scene.run(["item,qty", "rope,10"]).pairs.integer("booked") == 1)
        #expect(try await scene.onHand("rope") == 10)
    }

    @Test("what the database refuses names its line, and partial=yes books the rest")
    func refusedByTheBooks() async throws {
        let scene = try await FileScene.make()
        let rows = ["item,qty,owner,lot", "rope,5,abri,", "rope,6,abri,B-1", "rope,7,brasero,B-1"]
        let refused = await scene.refused(rows)
        if refused.isEmpty {
            // A maker's batch that two owners hold is no fault any more.
            #expect(try await scene.onHand("rope") == 18)
        } else {
            #expect(refused == ["IMPORT.ROWS", "4 lot CONFLICT.LOT-DIFFERS"])
            #expect(try await scene.onHand("rope") == 0)
            #expect(try await scene.run(rows) { $0.isPartial = true }.pairs.integer("booked") == 2)
            #expect(try await scene.onHand("rope") == 11)
        }
    }

    @Test("columns that seem to matter stop the file, two of one meaning too; others are named")
    func columns() async throws {
        let scene = try await FileScene.make()
        for header in [
            "item,qty,Date limite de consommer", "item,qty,type", "item,qty,Value (£)", "item,qty,Par carton", "item,qty,quantity",
        ] {
            #expect(await scene.refused([header, "rope,5,7"]) == ["IMPORT.COLUMN"])
        }
        // An empty column stops nothing.
        let answer = try await scene.run(["item,qty,type,Colour,Taille", "rope,5,,red,XL"])
        #expect(answer.pairs.text("ignored") == "Colour,Taille")
        #expect(answer.warnings.map(\.english) == ["columns not used: Colour, Taille"])
    }

    @Test("a currency is never assumed")
    func currency() async throws {
        let scene = try await FileScene.make()
        let rows = ["item;qty;value", "rope;5;120"]
        #expect(await scene.refused(rows) == ["IMPORT.ROWS", "2 value ARG.UNIT"])
        #expect(try await scene.run(rows) { $0.currency = "GBP" }.pairs.integer("booked") == 1)
        #expect(try await scene.run(["item;qty;value;currency", "rope;6;120;EUR"]).pairs.integer("booked") == 1)
    }

    @Test("a manager of one association books for no other, row by row")
    func scope() async throws {
        let scene = try await FileScene.make()
        let limited = Scope(
            person: "ada", holding: [HeldRole(.manager, organisation: "abri", warehouse: "main")], allowing: [.manager],
            in: scene.service.house.store.catalogue.current)
        #expect(
            await scene.refused(["item,qty,owner,place,donor", "rope,1,abri,main/a1,Zed", "rope,2,brasero,main/a1,Zed"], by: limited)
                == ["IMPORT.ROWS", "3 owner PERM.SCOPE"])
        #expect(await scene.refused(["item,qty,place", "rope,3,north/a1"], by: limited) == ["IMPORT.ROWS", "2 place PERM.SCOPE"])
        #expect(try await scene.onHand("rope") == 0)
        // Nothing is left of the refused files: no donor either.
        let donors = try await ShowDonors(scene.service.house.desk()).list(Page()).records.compactMap { $0.text("name") }
        #expect(donors == ["unknown"])
        _ = try await scene.run(["item,qty,owner,place", "rope,1,abri,main/a1"], by: limited)
        #expect(try await scene.onHand("rope") == 1)
    }

    @Test("a separator that was said is used, whatever the lines seem to show")
    func separator() async throws {
        let scene = try await FileScene.make()
        let rows = ["item;qty;donor", "rope;5;A, B, C, D"]
        #expect(await scene.refused(rows) { $0.separator = .comma } == ["IMPORT.HEADER"])
        #expect(try await scene.run(rows) { $0.separator = .semicolon }.pairs.integer("booked") == 1)
    }
}
