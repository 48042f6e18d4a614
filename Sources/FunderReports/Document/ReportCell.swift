package import Measures

/// One cell of a report's table, typed so that every rendering writes it its own way.
package enum ReportCell: Hashable, Sendable {
    /// Words.
    case text(String)
    /// Base units of goods; may be below zero in a difference.
    case quantity(Int64, BaseUnit)
    /// A number of things that are neither goods nor people: stops, entries.
    case count(Int64)
    /// A number of people, as the audience may see it.
    case people(DisclosedCount)
    /// An exact amount.
    case money(Money)
    /// A share in thousandths.
    case share(perMille: Int64)
    /// How long stock lasts.
    case days(Runway.Days)
    /// The mean of a headline figure in tenths of the unit people speak of; no unit for people.
    case mean(tenths: Int64, of: BaseUnit?)
    /// A day.
    case date(CivilDate)
    /// Nothing to say: a share of nothing, a day that is not known.
    case blank

    /// The exact amount and its unit, for cells that add up.
    var amount: (amount: Int64, unit: String)? {
        switch self {
        case .quantity(let units, let base): (units, base.rawValue)
        case .count(let count): (count, "count")
        case .money(let money): (money.minor, money.currency.code)
        case .people(.exact(let count)): (count, "people")
        case .text, .people, .share, .days, .mean, .date, .blank: nil
        }
    }

    /// Whether the cell holds a figure that can be asked for, unlike words, dates and blanks.
    package var isFigure: Bool {
        switch self {
        case .quantity, .count, .people, .money, .share, .days, .mean: true
        case .text, .date, .blank: false
        }
    }
}
