import AdminProtocol
import Glibc
import PlainJSON
import Speech
import Testing

@testable import entrepot

@Suite("What the client tells a person")
struct ClientWordsTests {
    @Test("a list inside a record is a table of its own below it; a record without one has none")
    func lists() {
        let table = TextTable(
            columns: ["movement", "lines", "by"],
            rows: [
                [7, [["item": "blanket", "qty": 60], ["item": "mat", "qty": 5, "lot": "a"]], "zoe"],
                [12, [], "amina"],
                [13, nil, "li"],
            ], usesColour: false)
        #expect(
            table.lines == [
                "movement  by",
                "       7  zoe",
                "  lines:",
                "    item     qty  lot",
                "    blanket   60  ",
                "    mat        5  a",
                "      12  amina",
                "      13  li",
            ])
    }

    @Test("lists of plain words stay in their cell")
    func words() {
        let table = TextTable(columns: ["skills", "n"], rows: [[["driver", "nurse"], 1], [[], 22]], usesColour: false)
        #expect(table.lines == ["skills          n", "driver, nurse   1", "               22"])
    }

    @Test("a fact that the sentence tells is not told again; the number of records is said in words")
    func finals() {
        func told(_ pairs: JSONObject, _ sentence: String?, _ language: Language = .english) -> String {
            FinalSentence.text(ReceivedFinal(pairs: pairs, text: sentence), language)
        }
        #expect(told(["movement": "545", "qty": "24", "state": "changed"], "24 pieces") == "24 pieces  movement=545")
        // 2 stands in the sentence only as a part of 12.
        #expect(told(["round": "2", "round_state": "loading"], "12 bags: loading; go") == "12 bags: loading; go  round=2")
        #expect(told(["name": "Marie Curie", "moved": "546,547"], "Marie Curie moved it") == "Marie Curie moved it  moved=546,547")
        #expect(told(["rows": "4", "next": "a:b"], nil) == "4 rows  next=a:b")
        #expect(told(["rows": "1"], nil) == "1 row")
        #expect(told(["rows": "0"], nil) == "0 rows")
        #expect(told(["rows": "0"], nil, .french) == "0 ligne")
        #expect(told(["rows": "2"], "tout va bien", .french) == "tout va bien  2 lignes")
        #expect(told(["state": "unchanged"], nil) == "")
    }

    @Test("somebody whom the socket does not let in is told whom it does")
    func access() throws {
        var template = Array("/tmp/entrepot-test-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        let directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let path = directory + "/admin.sock"
        close(open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600))
        let group = try #require(getgrgid(getegid()).map { String(cString: $0.pointee.gr_name) })
        let account = try #require(getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) })
        chmod(path, 0o660)
        let fault = ClientFault.connect(path: path, code: EACCES)
        #expect(fault.status == .permission)
        #expect(
            fault.text(.english) == "you may not open the socket \(path): it takes members of the group \(group): "
                + "ask the administrator for usermod -aG \(group) ACCOUNT, then log in anew")
        chmod(path, 0o600)
        #expect(
            fault.text(.french) == "vous n'avez pas accès à la prise \(path) : seul le compte \(account) le peut : "
                + "passer par lui, ou demander à l'administrateur d'ouvrir la prise à un groupe (socket.group)")
        unlink(path)
        // The socket cannot be looked at: the directory on the way to it tells.
        chmod(directory, 0o750)
        #expect(fault.text(.english).contains("it takes members of the group \(group): "))
        rmdir(directory)
    }
}
