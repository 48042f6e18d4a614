import EntrepotService
import EntrepotStore
import FunderReports
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger
import Testing

@Suite("Changing an item")
struct EditItemTests {
    private func edit(
        _ stock: StockScene, _ item: String = "blanket", without: [String] = [], sure: Bool = false, for owners: [String]? = nil,
        _ change: (inout ItemWords) -> Void
    ) async throws -> Answer {
        var words = ItemWords(sku: item)
        change(&words)
        return try await EditItem(stock.desk(for: owners) { $0.sure = sure }).run(words, withoutPacks: without)
    }

    @Test("what was never used is mended without a question, and its history tells")
    func mended() async throws {
        let stock = try await StockScene.make()
        let answer = try await edit(stock) {
            $0.grams = 1_500
            $0.packs = ["bale:25", "carton:5"]
            $0.frenchName = "Couverture"
        }
        #expect(answer.sentence?.english == "blanket: name.fr – → Couverture, weight_g 1000 → 1500, pack.bale 20 → 25, pack.carton – → 5")
        #expect(answer.records.first?["packs"] == JSONValue(["bale:25", "carton:5"]))
        #expect(answer.changed == true)
        // A donation counts in the new content: 2 × 25 = 50.
        try await stock.receive("couverture", "2bale", of: "abri", lot: "new")
        #expect(try await stock.stock() == ["new abri north/a1 50"])
        let again = try await edit(stock) { $0.frenchName = "Couverture" }
        #expect(again.changed == false)
        let shown = try await ItemList(stock.desk()).show("blanket")
        guard case .array(let history)? = shown.records.first?["history"] else { throw SceneFault() }
        #expect(history.count == 4)
        #expect(history.contains { if case .string(let line) = $0 { line.hasSuffix(" amina: weight_g 1000 → 1500") } else { false } })
    }

    private struct SceneFault: Error {}

    @Test("a figure that movements were made with is asked back, and movements keep their units")
    func used() async throws {
        let stock = try await StockScene.make()
        try await stock.receive("blanket", "2bale", of: "abri", lot: "old")
        #expect(
            await refusal { _ = try await edit(stock) { $0.packs = ["bale:25"] } }
                == "ARG.UNUSUAL item=blanket field=pack.bale was=20 wanted=25 movements=1 reports=0")
        #expect(
            await refusal { _ = try await edit(stock) { $0.grams = 900 } }
                == "ARG.UNUSUAL item=blanket field=weight_g was=1000 wanted=900 movements=1 reports=0")
        #expect(
            await refusal { _ = try await edit(stock, without: ["bale"]) { _ in } }
                == "ARG.UNUSUAL item=blanket field=pack.bale was=20 wanted= movements=1 reports=0")
        // A new pack changes no figure there is.
        _ = try await edit(stock) { $0.packs = ["half-bale:10"] }
        _ = try await edit(stock, sure: true) { $0.packs = ["bale:25"] }
        try await stock.receive("blanket", "2bale", of: "abri", lot: "young")
        // 2 × 20 stay 40; 2 × 25 are 50.
        #expect(try await stock.stock() == ["old abri north/a1 40", "young abri north/a1 50"])
        #expect(try await VerifyBooks(stock.desk()).run(warehouse: nil).pairs.integer("faults") == 0)
    }

    @Test("unit, serial numbers and place among sizes hold while something stands on them")
    func standing() async throws {
        let stock = try await StockScene.make()
        // Nothing stands on soap: counted in grams after all.
        _ = try await edit(stock, "soap") { $0.base = "g" }
        _ = try await edit(stock, "soap") { $0.base = "piece" }
        try await stock.receive("soap", "3", of: "abri", lot: "bar")
        #expect(await refusal { _ = try await edit(stock, "soap", sure: true) { $0.base = "g" } } == "RULE.IN-USE code=soap field=base")
        #expect(
            await refusal { _ = try await edit(stock, "soap", sure: true) { $0.hasSerials = true } } == "RULE.IN-USE code=soap field=serial"
        )
        #expect(await refusal { _ = try await edit(stock) { $0.base = "ml" } } == "RULE.IN-USE code=blanket field=pack")
        #expect(await refusal { _ = try await edit(stock, "soap") { $0.parent = "firewood" } } == "RULE.VARIANT-UNIT base=piece parent=g")
        _ = try await edit(stock, "soap") { $0.parent = "blanket" }
        #expect(await refusal { _ = try await edit(stock) { $0.parent = "soap" } } == "RULE.PARENT-IS-A-VARIANT parent=soap item=blanket")
        let freed = try await edit(stock, "soap") { $0.parent = "" }
        #expect(freed.sentence?.english == "soap: parent blanket → –")
        #expect(await refusal { _ = try await edit(stock) { _ in } } == "ARG.MISSING code=blanket")
        #expect(await refusal { _ = try await edit(stock, without: ["crate"]) { _ in } }?.hasPrefix("NOTFOUND.PACK pack=crate") == true)
    }

    @Test("who acts for some associations only changes nothing of the catalogue")
    func limited() async throws {
        let stock = try await StockScene.make()
        #expect(await refusal { _ = try await edit(stock, for: ["abri"]) { $0.name = "Mine" } }?.hasPrefix("PERM.SCOPE") == true)
    }

    @Test("a sealed report is the same to the byte after a pack in it was changed, and the question counts it")
    func sealed() async throws {
        let scene = try await NightlyReportRunTests.smallDay()
        _ = try await EditItem(scene.house.desk(Entry(command: "", words: "", again: true))).run(
            {
                var words = ItemWords(sku: "blanket")
                words.packs = ["bale:20"]
                return words
            }(), withoutPacks: [])
        try await scene.setClock("2024-03-13T08:00:00+01:00")
        try await scene.settle()
        var words = RunReport.Asked(.nightly)
        words.date = "2024-03-12"
        let sealed = try await RunReport(scene.house.desk()).run(words)
        #expect(sealed.pairs["report_state"] == .string("sealed"))
        let report = try #require(sealed.records.first?.integer("report"))
        let text = try await ReadReports(scene.house.desk()).show(report)
        let bytes = try await ReadReports(scene.house.desk()).fetch(report, format: "csv")
        var change = ItemWords(sku: "blanket")
        change.packs = ["bale:25"]
        change.grams = 700
        let said = change
        let asked = await refusal { _ = try await EditItem(scene.house.desk()).run(said, withoutPacks: []) }
        #expect(asked?.hasPrefix("ARG.UNUSUAL item=blanket field=pack.bale was=20 wanted=25") == true)
        #expect(asked?.hasSuffix(" reports=1") == true)
        var sure = Entry(command: "", words: "")
        sure.sure = true
        _ = try await EditItem(scene.house.desk(sure)).run(said, withoutPacks: [])
        #expect(try await ReadReports(scene.house.desk()).show(report).records == text.records)
        #expect(try await ReadReports(scene.house.desk()).fetch(report, format: "csv").records == bytes.records)
        #expect(try await RunReport(scene.house.desk()).run(words).records == sealed.records)
        await scene.close()
    }
}
