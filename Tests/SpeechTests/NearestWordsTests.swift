import Speech
import Testing

@Suite("Nearest words")
struct NearestWordsTests {
    private func distance(_ left: String, _ right: String, bound: Int = 5) -> Int? {
        NearestWords.distance(Array(left.unicodeScalars), Array(right.unicodeScalars), bound: bound)
    }

    @Test("edits are counted, swapped neighbours as one")
    func edits() {
        #expect(
            [distance("blanket", "blanket"), distance("blankt", "blanket"), distance("balnket", "blanket"), distance("", "abc")] == [
                0, 1, 1, 3,
            ])
        #expect(distance("kitten", "sitting", bound: 3) == 3)
        #expect(distance("kitten", "sitting", bound: 2) == nil)
    }

    @Test("the nearest come first, far ones not at all")
    func nearest() {
        let names = ["blanket", "blanket-baby", "bucket", "tent", "basket"]
        #expect(NearestWords.nearest(to: "blankte", among: names) == ["blanket"])
        #expect(NearestWords.nearest(to: "blanket-b", among: names) == ["blanket-baby", "blanket"])
        #expect(NearestWords.nearest(to: "zzzz", among: names) == [])
        #expect(NearestWords.nearest(to: "", among: names) == [])
    }

    @Test("capitals and accents do not matter, a beginning counts as near, each word stands once")
    func folded() {
        #expect(NearestWords.nearest(to: "Propriétair", among: ["proprietaire"]) == ["proprietaire"])
        #expect(NearestWords.nearest(to: "don", among: ["donation", "do", "xyz", "do"]) == ["do", "donation"])
        #expect(NearestWords.nearest(to: "riz", among: ["blanket"]) == [])
    }

    @Test("a word longer than any slip of a finger costs nothing: no suggestion above forty letters")
    func long() {
        let word = String(repeating: "x", count: 40)
        #expect(NearestWords.nearest(to: word, among: [word]) == [word])
        #expect(NearestWords.nearest(to: word + "x", among: [word + "x"]) == [])
    }
}
