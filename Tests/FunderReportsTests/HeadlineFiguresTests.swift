import FunderReports
import Measures
import Testing

@Suite("The headline figures")
struct HeadlineFiguresTests {
    @Test("stand beside the mean of the days before, in tenths rounded half up")
    func means() {
        // Pieces in: (10 + 11) / 2 = 10.5. Grams: (1,040 + 1,060) / 2 = 1,050 g = 1.05 kg, rounded half up 1.1.
        let figures = HeadlineFigures(
            today: DayTotals(piecesIn: 12, piecesOut: 412, gramsOut: 2_000, millilitresOut: 0, people: 7),
            previous: [
                DayTotals(piecesIn: 10, piecesOut: 0, gramsOut: 1_040, millilitresOut: 0, people: 1),
                DayTotals(piecesIn: 11, piecesOut: 0, gramsOut: 1_060, millilitresOut: 49, people: 1),
            ])
        #expect(figures.days == 2)
        #expect(figures.figures.map(\.value) == [12, 412, 2_000, 0, 7])
        // Litres: 24.5 ml = 0.0245 l, which is 0.0.
        #expect(figures.figures.map(\.meanTenths) == [105, 0, 11, 0, 10])
    }

    @Test("of a warehouse's first night have no mean")
    func first() {
        let figures = HeadlineFigures(today: DayTotals(), previous: [])
        #expect(figures.figures.map(\.meanTenths) == [nil, nil, nil, nil, nil])
    }

    @Test("round a mean below zero half up too")
    func negative() {
        // A day that only reversed: (−1 + 0 + 0 + 0) / 4 = −0.25, half up −0.2; (−3 + 0) / 2 = −1.5 exactly.
        #expect(HeadlineFigures(today: DayTotals(), previous: [-1, 0, 0, 0].map { DayTotals(piecesIn: $0) }).figures[0].meanTenths == -2)
        #expect(HeadlineFigures(today: DayTotals(), previous: [-3, 0].map { DayTotals(piecesIn: $0) }).figures[0].meanTenths == -15)
    }
}
