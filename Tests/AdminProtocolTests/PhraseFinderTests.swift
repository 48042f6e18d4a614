import AdminProtocol
import Speech
import Testing

@Suite("Words that name a command, whole or cut short")
struct PhraseFinderTests {
    private static let finder = PhraseFinder([
        (0, "donation receive", .english), (0, "don recevoir", .french), (0, "receive", nil), (0, "recevoir", nil),
        (1, "donation import", .english), (1, "don importer", .french),
        (2, "transfer", .english), (2, "transférer", .french),
        (3, "transit list", .english), (3, "transit lister", .french),
        (4, "jobs", .english), (4, "travaux", .french),
        (5, "warehouse list", .english), (5, "entrepôts", .french),
        (6, "ping", .english), (6, "ping", .french),
    ])

    private func find(_ text: String, _ language: Language = .english) -> PhraseFinder.Finding {
        Self.finder.find(text.split(separator: " ").map { FoldedText(String($0)).text }, language)
    }

    @Test("a whole phrase comes first, with whatever stands behind it")
    func whole() {
        #expect(find("donation receive 3bale") == .one(0, length: 2))
        #expect(find("receive 3bale blanket") == .one(0, length: 1))
        #expect(find("TRANSFÉRER 3") == .one(2, length: 1))
    }

    @Test("a beginning that one command has stands for it; one that several have names them")
    func beginnings() {
        #expect(find("don rec 3bale") == .one(0, length: 2))
        #expect(find("rec 3bale") == .one(0, length: 1))
        #expect(find("don") == .none)
        #expect(find("d r") == .none, "one letter starts nothing")
        #expect(Self.finder.owners(beginning: ["don"]) == [0, 1])
    }

    @Test("the reader's own language decides where both have such a word")
    func language() {
        #expect(find("tra 24 mat") == .one(2, length: 1))
        #expect(find("tra", .french) == .several([2, 4]))
        #expect(find("trav") == .one(4, length: 1), "the other language where one's own has no such word")
        #expect(find("tran li") == .one(3, length: 2), "the longer phrase where both could be meant")
    }

    @Test("the name of the program in front is passed over, and is a warehouse where that is said")
    func program() {
        #expect(find("entrepot ping") == .one(6, length: 2))
        #expect(find("entrepot rec 3") == .one(0, length: 2))
        #expect(find("entrepots", .french) == .one(5, length: 1))
    }
}
