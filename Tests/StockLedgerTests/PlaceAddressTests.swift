import Measures
import Speech
import StockLedger
import Testing

@Suite("Places as people write them")
struct PlaceAddressTests {
    @Test("a place is written with its warehouse, or without where one is assumed", arguments: ["main/a1", " MAIN/A1 ", "a1"])
    func read(text: String) throws {
        #expect(try PlaceAddress(text, assuming: Code("main")) == PlaceAddress(warehouse: Code("main"), place: Code("a1")))
    }

    @Test("what is no place is refused with the rule", arguments: ["", "main/", "/a1", "main/a1/b", "main a1", "main/a_1"])
    func refused(text: String) throws {
        let main = try Code("main")
        #expect(refusal { _ = try PlaceAddress(text, assuming: main) }?.code == .argumentValue)
    }

    @Test("without an assumed warehouse the short form is refused")
    func short() {
        #expect(refusal { _ = try PlaceAddress("a1") }?.code == .argumentValue)
    }
}
