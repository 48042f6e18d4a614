import StockLedger
import Testing

@Suite("Nearest codes")
struct NearestCodesTests {
    private func distance(_ left: String, _ right: String, bound: Int = 5) -> Int? {
        NearestCodes.distance(Array(left.unicodeScalars), Array(right.unicodeScalars), bound: bound)
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
        #expect(NearestCodes.nearest(to: "blankte", among: names) == ["blanket"])
        #expect(NearestCodes.nearest(to: "blanket-b", among: names) == ["blanket-baby", "blanket"])
        #expect(NearestCodes.nearest(to: "zzzz", among: names) == [])
        #expect(NearestCodes.nearest(to: "", among: names) == [])
    }

    @Test("an unknown code is refused with the nearest")
    func refusal() {
        let error = NearestCodes.unknown(.itemNotFound, typed: "tnet", noun: Wording("item", "article"), among: ["tent", "soap"])
        #expect(error.description == "NOTFOUND.ITEM code=tnet nearest=tent ; no item «tnet»; the nearest: tent")
    }
}
