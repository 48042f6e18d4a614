import RouteInstances
import Testing

@Suite("Figures with decimals") struct DecimalsTests {
    @Test("two decimals are rounded to the nearest, and what is no number is a dash")
    func hundredths() {
        let printed = [0, 0.005, 1.005, 12.34, 524.606, -0.5, -0.001, 1e14, .infinity, .nan, -1e300].map(Decimals.hundredths)
        // 1.005 is a little less in binary, 0.005 a little more: 100.49999... and 0.5.
        #expect(
            printed == ["0.00", "0.01", "1.00", "12.34", "524.61", "-0.50", "0.00", "100000000000000.00", "-", "-", "-"])
    }

    @Test("tenths are a count with its last digit behind the point")
    func tenths() {
        #expect(
            [0, 7, 10, 504_067, -5, Int.min].map(Decimals.tenths) == ["0.0", "0.7", "1.0", "50406.7", "-0.5", "-922337203685477580.8"])
    }
}
