import TabularText
import Testing

@Suite("Tables with headers and HXL tags")
struct TabularTableTests {
    private func table(_ text: String) -> TabularTable { TabularTable(TabularReader.read(Array(text.utf8))) }

    @Test("columns are found by tag below a title, in spite of other labels")
    func byTag() {
        let found = table("Donations of the week,,\nWhat,How much,Where\n#item +CODE,#value+num,#loc+code+bin\nsoap,10,main/a1\n")
        #expect(found.columns(tags: ["#item+code"]) == [0])
        #expect(found.columns(tags: ["#loc+bin"]) == [2])
        #expect(found.columns(tags: ["#item+name"]) == [])
        #expect(found.columns(labels: ["how-much"]) == [1])
        #expect(found.rows.map(\.line) == [4])
        #expect(found.faults.isEmpty)
    }

    @Test("the exact tag is preferred to a longer one that stands before it")
    func exactFirst() {
        let found = table("#item+code+old,#item+code\na,b\n")
        #expect(found.columns(tags: ["#item+code"]) == [1])
        #expect(found.header.isEmpty)
    }

    @Test("labels are found whatever their case, accents, dashes and underscores")
    func byLabel() {
        let found = table("Article;QUANTITÉ_reçue;Date de péremption\nthé;3;2027-01-01\n")
        #expect(found.columns(labels: ["quantite recue"]) == [1])
        #expect(found.columns(tags: ["#date"], labels: ["expires", "date de peremption"]) == [2])
        #expect(found.columns(labels: ["lieu"]) == [])
    }

    @Test("a tag row further down than 25 rows is data")
    func tooFarDown() {
        let rows = (1...25).map { "r\($0),x" }.joined(separator: "\n")
        let found = table(rows + "\n#item,#value\n")
        #expect(found.tags.isEmpty)
        #expect(found.rows.count == 25)
    }

    @Test("ragged rows are reported with their line, trailing empty cells are not")
    func ragged() {
        let found = table("a,b,c\n1,2\n1,2,3,\n1,2,3,4\n,,\n1,2,3\n")
        #expect(found.faults == [.ragged(line: 2, found: 2, expected: 3), .ragged(line: 4, found: 4, expected: 3)])
        #expect(found.rows.map(\.line) == [2, 3, 4, 6])
    }

    @Test("cells are answered trimmed, without the guard against formulas, and nil when empty")
    func cells() {
        let found = table("a,b,c\n  x y ,'=1+1,\n")
        let row = found.rows[0]
        #expect(
            [found.text(row, 0), found.text(row, 1), found.text(row, 2), found.text(row, 3), found.text(row, nil)] == [
                "x y", "=1+1", nil, nil, nil,
            ])
    }
}
