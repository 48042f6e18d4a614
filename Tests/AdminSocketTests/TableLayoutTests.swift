import AdminProtocol
import PlainJSON
import Speech
import Testing

@testable import entrepot

@Suite("Tables that fit the terminal")
struct TableLayoutTests {
    private static let columns = ["movement", "reason", "occurred_at", "recorded_at", "by", "lines", "reverses", "position"]
    private static let rows: [[JSONValue]] = [
        [
            545, "stolen", "2026-11-27T20:41:03.123456Z", "2026-11-27T20:41:04Z", "zoe",
            "20000 g firewood calais/a1 → calais/loss, 24 piece blanket calais/a1 → calais/loss", nil, 1200,
        ],
        [12, "received", "2026-07-01T20:41:03Z", "2026-07-01T20:41:04Z", "amina", "60 piece blanket calais/donor → calais/a1", nil, 7],
    ]

    private static func table(_ width: Int?, _ reading: RecordReading = .plain, keeps: Bool = false) -> TextTable {
        TextTable(columns: columns, rows: rows, usesColour: false, width: width, reading: reading, keepsColumns: keeps)
    }

    @Test("no line is wider than the terminal, whatever its width", arguments: [30, 40, 60, 80, 120, 200])
    func widths(_ width: Int) {
        let laidOut = Self.table(width).laidOut
        for line in laidOut.lines { #expect(DisplayWidth.of(line) <= width, "\(line)") }
        #expect(laidOut.lines.count == 3)
        #expect(laidOut.lines[1].contains("stolen"))
    }

    @Test("empty columns are left out; where there is no room, what is for checking goes first, then long texts are cut")
    func order() {
        #expect(!Self.table(200).lines[0].contains("reverses"))
        #expect(Self.table(200).laidOut.leftOut == [])
        let narrow = Self.table(80).laidOut
        #expect(narrow.leftOut == ["recorded_at", "position"])
        #expect(narrow.lines[1].hasSuffix("…"))
        // Everything, as a program gets it.
        #expect(Self.table(nil).lines[0].contains("reverses"))
        // What somebody asked for by name stays.
        #expect(Self.table(80, keeps: true).laidOut.leftOut == [])
    }

    @Test("instants are told by the warehouse's clock, without seconds; in summer and in winter")
    func clocks() {
        #expect(LocalTime.text("2026-11-27T20:41:03.123456Z", zone: "Europe/Paris") == "2026-11-27 21:41")
        #expect(LocalTime.text("2026-07-01T22:41:03Z", zone: "Europe/Paris") == "2026-07-02 00:41")
        #expect(LocalTime.text("2026-07-01T22:41:03Z", zone: "Europe/London") == "2026-07-01 23:41")
        #expect(LocalTime.text("2026-07-01", zone: "Europe/Paris") == nil)
        #expect(LocalTime.text("van-2026-11-27T20:41:03Z", zone: nil) == nil)
        var words = HouseWords()
        for record in [
            #"{"kind":"zone","key":"warehouse","word":"calais","french":"Europe/Paris"}"#,
            #"{"kind":"zone","key":"warehouse","word":"birmingham","french":"Europe/London"}"#,
        ] { words.add(Array(record.utf8)) }
        #expect(words.zone(of: ["place": "birmingham/a1"]) == "Europe/London")
        #expect(words.zone(of: ["movement": 7]) == nil, "two clocks, and the record says of neither")
    }

    @Test("amounts are told in the unit people use, and the unit's own column goes")
    func amounts() {
        let table = TextTable(
            columns: ["item", "on_hand", "unit"],
            rows: [["firewood", 6_980_000, "g"], ["water", 1_500, "ml"], ["blanket", 12_500, "piece"]],
            usesColour: false, width: 80)
        #expect(table.lines == ["item      on_hand", "firewood   6.98 t", "water       1.5 l", "blanket    12 500"])
    }

    @Test("how much there is stays where names have to go")
    func figures() {
        let table = TextTable(
            columns: ["item", "lot", "place", "owner", "condition", "on_hand"],
            rows: [["sleeping-bag", "261127-12", "calais/yard", "association", "damaged", 12]], usesColour: false, width: 40)
        #expect(table.laidOut.lines[0].contains("on_hand"))
        #expect(table.laidOut.leftOut == ["place", "owner", "condition"])
    }

    @Test("French has its words for headers and values; what is no word of the house stays")
    func french() {
        var words = HouseWords()
        words.add(Array(#"{"kind":"value","key":"reason","word":"stolen","french":"volé"}"#.utf8))
        let table = TextTable(
            columns: ["item", "reason", "archived"], rows: [["stolen", "stolen", false]], usesColour: false, width: 80,
            reading: RecordReading(language: .french, words: words))
        #expect(table.lines == ["article  motif  hors_usage", "stolen   volé   non"])
    }

    @Test("one thing alone is told one field a line, its lists below")
    func fields() {
        let table = TextTable(
            columns: ["movement", "reason", "note", "lines"],
            rows: [[7, "received", nil, [["item": "mat", "qty": 24]]]], usesColour: false, width: 40)
        #expect(table.fields == ["movement  7", "reason    received", "  lines:", "    item  qty", "    mat    24"])
        let long = TextTable(columns: ["note"], rows: [["from the white van that came late"]], usesColour: false, width: 24)
        #expect(long.fields == ["note  from the white van", "      that came late"])
    }

    @Test("without UTF-8, letters lose their marks and signs become the nearest there is")
    func plainLetters() {
        #expect(Terminal.plain("«Été» à l’abri → 3×4…") == "\"Ete\" a l'abri -> 3x4~")
    }
}
