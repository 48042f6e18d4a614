package import Measures

/// The totals of one operational day that the headline compares.
package struct DayTotals: Hashable, Sendable {
    /// Pieces received and bought.
    package var piecesIn: Int64
    /// Pieces given.
    package var piecesOut: Int64
    /// Grams given.
    package var gramsOut: Int64
    /// Millilitres given.
    package var millilitresOut: Int64
    /// People served at stops, each time counted.
    package var people: Int64

    package init(piecesIn: Int64 = 0, piecesOut: Int64 = 0, gramsOut: Int64 = 0, millilitresOut: Int64 = 0, people: Int64 = 0) {
        self.piecesIn = piecesIn
        self.piecesOut = piecesOut
        self.gramsOut = gramsOut
        self.millilitresOut = millilitresOut
        self.people = people
    }

    /// The totals a statement and the contacts of the same day give.
    package init(statement: StockStatement, contacts: [StopContacts]) {
        self.init(
            piecesIn: statement.total(.piece)?.intake ?? 0,
            piecesOut: statement.total(.piece)?.given ?? 0,
            gramsOut: statement.total(.gram)?.given ?? 0,
            millilitresOut: statement.total(.millilitre)?.given ?? 0,
            people: contacts.reduce(0) { $0 + $1.people }
        )
    }
}

/// The five figures at the head of the night, each with the mean of up to seven days before.
package struct HeadlineFigures: Hashable, Sendable {
    /// Which figure, with its lasting name.
    package enum Kind: String, CaseIterable, Sendable {
        case piecesIn = "headline.in.pieces"
        case piecesOut = "headline.out.pieces"
        case kilogramsOut = "headline.out.kg"
        case litresOut = "headline.out.litres"
        case people = "headline.people"
    }

    /// One figure; thousandths of a piece or a person never occur, grams and millilitres are thousandths of kg and l.
    package struct Figure: Hashable, Sendable {
        /// Which figure.
        package let kind: Kind
        /// The day's value: pieces, grams, millilitres or people.
        package let value: Int64
        /// The mean of the days before in tenths of a piece, kg, litre or person, rounded half up; nothing without such days.
        package let meanTenths: Int64?
    }

    /// The figures, in the order of `Kind`.
    package let figures: [Figure]
    /// How many days before were known, 0 to 7.
    package let days: Int

    /// Figures of a day beside those of the days before.
    package init(today: DayTotals, previous: [DayTotals]) {
        self.days = previous.count
        self.figures = Kind.allCases.map { kind in
            let values = previous.map { kind.value(in: $0) }
            return Figure(
                kind: kind,
                value: kind.value(in: today),
                meanTenths: Self.meanTenths(values, perUnit: kind.baseUnitsPerShownUnit)
            )
        }
    }

    /// The mean in tenths, rounded half up: (20 × sum + days × perUnit) / (2 × days × perUnit), floored.
    static func meanTenths(_ values: [Int64], perUnit: Int64) -> Int64? {
        guard !values.isEmpty else { return nil }
        let sum = values.reduce(Int128(0)) { $0 + Int128($1) }
        let divisor = Int128(values.count) * Int128(perUnit)
        let doubled = 20 * sum + divisor
        let quotient = doubled / (2 * divisor)
        // Division truncates towards zero; a negative remainder means the floor is one lower.
        let floored = doubled % (2 * divisor) < 0 ? quotient - 1 : quotient
        return Int64(clamping: floored)
    }
}

extension HeadlineFigures.Kind {
    /// 1,000 for figures shown in kg and litres.
    package var baseUnitsPerShownUnit: Int64 {
        switch self {
        case .piecesIn, .piecesOut, .people: 1
        case .kilogramsOut, .litresOut: 1_000
        }
    }

    /// The base unit of the figure; none for people.
    package var base: BaseUnit? {
        switch self {
        case .piecesIn, .piecesOut: .piece
        case .kilogramsOut: .gram
        case .litresOut: .millilitre
        case .people: nil
        }
    }

    func value(in totals: DayTotals) -> Int64 {
        switch self {
        case .piecesIn: totals.piecesIn
        case .piecesOut: totals.piecesOut
        case .kilogramsOut: totals.gramsOut
        case .litresOut: totals.millilitresOut
        case .people: totals.people
        }
    }
}
