import FunderReports
import Measures
import Speech
import TabularText
import Testing

@Suite("Renderings")
struct RenderingTests {
    /// A night in which every name people may type is hostile.
    private func hostile(_ language: Language) throws -> ReportDocument {
        var facts = try Sample.nightly()
        let name = Wording(both: "=HYPERLINK(\"x\")<script>alert('1')</script>\r\nBcc: a@b\u{202E}")
        facts.items[0] = ReportItem(code: "blanket", name: name, category: "bedding", base: .piece)
        facts.warehouse = ReportWarehouse(code: "calais", name: "A&B\nSubject: x")
        facts.categoryNames["bedding"] = Wording(both: "-1+1")
        return try NightlyReport.document(facts, in: language)
    }

    @Test("in text are never wider than 78 columns, whatever the names")
    func width() throws {
        var wide = try Sample.nightly()
        wide.items[1] = ReportItem(
            code: "sleeping-bag", name: Wording(both: String(repeating: "long", count: 40)), category: "bedding", base: .piece)
        wide.flows[1] = FlowRow(
            warehouse: "calais", owner: "utopia", item: "blanket", opening: 900_000_000_000_000, closing: 900_000_000_000_000)
        let documents = try Language.allCases.flatMap { language in
            try [
                NightlyReport.document(Sample.nightly(), in: language), UsageReport.document(Sample.usage(), in: language),
                NightlyReport.document(wide, in: language), hostile(language),
            ]
        }
        for document in documents {
            for line in PlainText.render(document).split(separator: "\n") { #expect(line.count <= 78, "\(line)") }
        }
        #expect(PlainText.render(documents[2]).contains("900,000,000,000,285") || PlainText.render(documents[2]).contains("900\u{202F}000"))
    }

    @Test("say how many rows a screen leaves out, and the page shows all")
    func screenRows() throws {
        var facts = try Sample.nightly()
        for number in 1...10 {
            let code = "size-\(number)"
            facts.items.append(ReportItem(code: code, name: Wording(both: code), category: "clothes", base: .piece))
            facts.stock.append(StockLevel(item: code, onHand: 100, dailyGiven: [1]))
        }
        let document = try NightlyReport.document(facts, in: .english)
        // 6 items of the sample and 10 more: 8 on the screen.
        #expect(PlainText.render(document).contains("… and 8 rows in the full version."))
        #expect(!PlainText.render(document).contains("size-9"))
        #expect(HTML.render(document).contains("size-9"))
    }

    @Test("in HTML let no name become markup and fetch nothing")
    func html() throws {
        let page = HTML.render(try hostile(.french))
        #expect(!page.contains("<script"))
        #expect(page.contains("&lt;script&gt;alert(&#39;1&#39;)"))
        #expect(page.contains("A&amp;B Subject: x"))
        for remote in ["http:", "https:", "src=\"", "url(", "@import", "<link", "<img"] { #expect(!page.contains(remote), "\(remote)") }
        #expect(!page.unicodeScalars.contains("\u{202E}"))
        #expect(page.contains("<html lang=\"fr\">"))
        for tag in ["table", "tr", "section", "dl", "ul", "main", "footer"] {
            #expect(page.split(separator: "<\(tag)").count == page.split(separator: "</\(tag)>").count, "\(tag)")
        }
    }

    @Test("keep every subject on one line")
    func subject() throws {
        var facts = try Sample.usage()
        let grant = facts.grant
        facts.grant = ReportedGrant(
            code: "a\r\nBcc: x", funder: grant.funder, organisation: grant.organisation, currency: grant.currency, amount: grant.amount,
            period: grant.period, lines: [])
        facts.flows = []
        let subject = try UsageReport.document(facts, in: .english).subject
        #expect(subject == "a  Bcc: x: use from 1 Oct 2026 to 30 Nov 2026")
    }

    @Test("as CSV hold labels, HXL tags and one figure a row, machine numbers with their unit")
    func csv() throws {
        let text = String(decoding: CSV.render(try UsageReport.document(Sample.usage(), in: .english)), as: UTF8.self)
        let lines = text.unicodeScalars.split(separator: "\r\n".unicodeScalars.last ?? "\n").map { String($0).filter { $0 != "\r" } }
        #expect(lines[0] == "Report,From,To,Warehouses,Grant,Figure,Section,Row,Column,Value,Unit,Remark")
        #expect(
            lines[1]
                == "#meta+report,#date+start,#date+end,#org+warehouse+code,#activity+grant+code,#indicator+code,#meta+section,"
                + "#indicator+name,#meta+measure,#indicator+num+value,#meta+unit,#status")
        let common = "usage,2026-10-01,2026-11-30,calais,winter,"
        #expect(lines.contains(common + "given.firewood,Stock statement,Firewood · kg,Given,14400.5,kg,"))
        #expect(lines.contains(common + "budget.left.bedding,Spend against budget,Bedding,Left,-400.00,GBP,"))
        #expect(lines.contains(common + "people.dunkirk.2026-10,People reached,October 2026,dunkirk,,people,<5"))
        #expect(lines.contains(common + "people.total.total,People reached,Total,Total,3345,people,rounded to 5"))
    }

    @Test("as CSV in French open in a French Excel, and no cell becomes a formula")
    func frenchCSV() throws {
        let bytes = CSV.render(try hostile(.french))
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(";headline.out.litres;En bref;Litres remis;;\"5500,5\";l;"))
        #expect(text.contains(";'-1+1 · pièce;"))
        #expect(text.contains("\"'=HYPERLINK("))
        #expect(!text.contains(";=") && !text.contains(";\"="))
    }
}
