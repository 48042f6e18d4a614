/// How many days the stock of an item lasts.
///
/// Days = usable on hand / max(rate of the last 28 days, planned of the next seven days / 7), floored.
/// The rate is an exponentially weighted mean with weight (27/29)^age, the usual smoothing 2/(28 + 1), divided by the sum of
/// the weights of the days that count: days on which there was none to give say nothing about demand and are left out.
/// Reserved goods are part of the stock, because what is planned is part of the demand.
package struct Runway: Hashable, Sendable {
    /// How long.
    package enum Days: Hashable, Sendable {
        /// Nothing usable and somebody wants it.
        case out
        /// Whole days, floored.
        case days(Int64)
        /// Nobody took any in 28 days and nothing is planned.
        case noDemand
    }

    /// The item's code.
    package let item: String
    /// On hand and fit to be given, base units, 0 or more.
    package let usable: Int64
    /// Promised to approved rounds, base units.
    package let reserved: Int64
    /// Given per day, base units rounded half up: the larger of the rate and the plan.
    package let perDay: Int64
    /// What the next seven days will take, base units, rounded half up.
    package let nextSevenDays: Int64
    /// How long it lasts.
    package let days: Days
    /// Whether it lasts less than the time to get more; an item that is out is not also low.
    package let isLow: Bool

    /// Weights of the last 28 days in millionths, the newest first.
    static let weights: [Int128] = {
        var weights: [Int128] = [1_000_000]
        while weights.count < 28 { weights.append((weights.last ?? 0) * 27 / 29) }
        return weights
    }()

    /// The runway of one item.
    package init(_ level: StockLevel) {
        // demand / weight is the rate: both stay whole numbers until the last division.
        var demand: Int128 = 0
        var weight: Int128 = 0
        for (given, dayWeight) in zip(level.dailyGiven.reversed(), Self.weights) {
            guard let given else { continue }
            demand += Int128(max(0, given)) * dayWeight
            weight += dayWeight
        }
        // The plan is planned / 7; it wins when planned × weight > demand × 7.
        let planned = Int128(max(0, level.plannedNextSevenDays))
        let rate: (numerator: Int128, divisor: Int128) =
            weight == 0 || planned * weight > demand * 7 ? (planned, 7) : (demand, weight)
        item = level.item
        usable = max(0, level.onHand - level.unusable)
        reserved = level.reserved
        perDay = Int64(clamping: (2 * rate.numerator + rate.divisor) / (2 * rate.divisor))
        nextSevenDays = Int64(clamping: (14 * rate.numerator + rate.divisor) / (2 * rate.divisor))
        if rate.numerator == 0 {
            days = .noDemand
            isLow = false
        } else if usable == 0 {
            days = .out
            isLow = false
        } else {
            let whole = Int64(clamping: Int128(usable) * rate.divisor / rate.numerator)
            days = .days(whole)
            isLow = whole < level.leadDays
        }
    }

    /// Runways, the shortest first, then by item; those without demand last.
    package static func table(_ levels: [StockLevel]) -> [Runway] {
        levels.map(Runway.init).sorted { left, right in
            (left.days.rank, left.item) < (right.days.rank, right.item)
        }
    }
}

extension Runway.Days {
    fileprivate var rank: Int64 {
        switch self {
        case .out: -1
        case .days(let count): count
        case .noDemand: Int64.max
        }
    }
}
