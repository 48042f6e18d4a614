import Measures
import StockLedger
import Testing

@Suite("Quantities that are asked back")
struct FuseTests {
    @Test("twelve digits in a row are a barcode, eleven are not, whatever stands around them")
    func barcodes() {
        #expect(Fuse.looksLikeBarcode("3017620422003"))
        #expect(Fuse.looksLikeBarcode("301 762 042 200"))
        #expect(Fuse.looksLikeBarcode("301762042200g"))
        #expect(!Fuse.looksLikeBarcode("30176204220"))
        #expect(!Fuse.looksLikeBarcode("10carton:24"))
        #expect(!Fuse.looksLikeBarcode("123456.7890123kg"))
    }

    @Test("a thousand times the median of what came in is asked back, when three receipts are known")
    func usual() throws {
        // The median of 5, 20 and 40 is 20, and a thousand times 20 is 20 000.
        #expect(Fuse.beyondUsual(try Quantity(20_000), receipts: [40, 5, 20]) == .beyondUsual(try Quantity(20)))
        #expect(Fuse.beyondUsual(try Quantity(19_999), receipts: [40, 5, 20]) == nil)
        #expect(Fuse.beyondUsual(try Quantity(20_000), receipts: [20, 20]) == nil)
    }

    @Test("more than the vehicle carries by weight or by volume is asked back")
    func vehicles() throws {
        // A tent of 2.5 kg and 10 l: 560 tents weigh 1 400 kg, 561 weigh 1 402.5; 5 m³ hold 500.
        let tent = UnitMeasure(units: 1, mass: Mass(grams: 2_500), volume: Volume(millilitres: 10_000))
        let (carries, roomy, small) = (Mass(grams: 1_400_000), Volume(millilitres: 100_000_000), Volume(millilitres: 5_000_000))
        #expect(Fuse.above(mass: carries, volume: roomy, try Quantity(560), of: tent) == nil)
        #expect(
            Fuse.above(mass: carries, volume: roomy, try Quantity(561), of: tent)
                == .aboveMass(carries: carries, weighs: Mass(grams: 1_402_500)))
        #expect(
            Fuse.above(mass: carries, volume: small, try Quantity(501), of: tent)
                == .aboveVolume(carries: small, fills: Volume(millilitres: 5_010_000)))
    }
}
