package import Measures

/// How much it matters that a need is met; classes are served in this order.
package enum PriorityClass: String, Sendable, CaseIterable, Comparable {
    case emergency, vital, essential, comfort

    /// 0 for what comes first.
    package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

/// What a site's people require of an item.
package struct Need: Sendable, Hashable {
    /// The item; a parent item stands for its variants.
    package var item: String
    /// The site it is for; `nil` for every site that has no need of its own for the item.
    package var site: String?
    /// Base units for one person in `perDays` days: a ratio, so that one blanket in 90 days is exact.
    package var units: Int64
    /// Days that `units` last.
    package var perDays: Int
    /// First and last month of the season, 1 to 12, over the turn of the year when the first is later; `nil` all year.
    package var season: (from: Int, until: Int)? {
        get { seasonMonths.map { ($0.from, $0.until) } }
        set { seasonMonths = newValue.map { Season(from: $0.from, until: $0.until) } }
    }
    /// Base units instead of `units` on days of frost.
    package var frostUnits: Int64?
    /// Days between two visits with it, at least; also the days one visit is to last.
    package var intervalDays: Int
    /// Days between two visits with it, at most; `nil` when nothing was said.
    package var longestIntervalDays: Int?
    /// Whether a person has it for `perDays` days once it is given (a blanket, a tent), instead of using it up day by day (wood, food).
    ///
    /// What lasts is wished for everybody who was given none within that time; what is used up is wished for the days until the next visit.
    package var lasting: Bool
    /// How much it matters.
    package var priority: PriorityClass
    /// How a parent item is divided over its variants, in percent; empty for whatever there is.
    package var shares: [VariantShare]

    private struct Season: Sendable, Hashable {
        var from: Int
        var until: Int
    }
    private var seasonMonths: Season?

    /// A need; `units` base units for one person in `perDays` days.
    ///
    /// Where `lasting` is not said, a single unit in four weeks or more lasts, and everything else is used up.
    package init(
        item: String, site: String? = nil, units: Int64, perDays: Int = 1, season: (from: Int, until: Int)? = nil, frostUnits: Int64? = nil,
        intervalDays: Int = 1, longestIntervalDays: Int? = nil, lasting: Bool? = nil, priority: PriorityClass = .essential,
        shares: [VariantShare] = []
    ) {
        self.item = item
        self.site = site
        self.units = units
        self.perDays = perDays
        self.frostUnits = frostUnits
        self.intervalDays = intervalDays
        self.longestIntervalDays = longestIntervalDays
        self.lasting = lasting ?? (units == 1 && perDays >= 28)
        self.priority = priority
        self.shares = shares
        self.season = season
    }

    /// Whether a day lies in its season.
    package func isInSeason(_ date: CivilDate) -> Bool {
        guard let seasonMonths else { return true }
        let month = date.parts.month
        return seasonMonths.from <= seasonMonths.until
            ? (seasonMonths.from...seasonMonths.until).contains(month) : month >= seasonMonths.from || month <= seasonMonths.until
    }

    /// What is left on a day of earlier deliveries that some people use up day by day; in base units, rounded down.
    package func left(of deliveries: [PastDelivery], people: Int64, on date: CivilDate) -> Int64 {
        // Counted in parts of a unit, `perDays` to each, so that nothing is lost by rounding from day to day.
        let perDay = Int128(max(0, units)) * Int128(max(0, people))
        let parts = Int128(max(1, perDays))
        var left = Int128(0)
        var last = date
        for delivery in deliveries.filter({ $0.date < date }).sorted(by: { $0.date < $1.date }) {
            left = max(0, left - perDay * Int128(max(0, delivery.date.days(since: last))))
            left += Int128(max(0, delivery.units)) * parts
            last = delivery.date
        }
        left = max(0, left - perDay * Int128(max(0, date.days(since: last))))
        return Int64(clamping: min(left / parts, Int128(Quantity.ceiling)))
    }

    /// What some people require in some days, rounded up to a base unit and at most 10^15.
    package func required(people: Int64, days: Int, frost: Bool) -> Int64 {
        let rate = Int128(max(0, frost ? frostUnits ?? units : units))
        let product = Int128(max(0, people)) * Int128(max(0, days)) * rate
        let per = Int128(max(1, perDays))
        return Int64(clamping: min((product + per - 1) / per, Int128(Quantity.ceiling)))
    }
}

/// A variant's part of a parent item's need.
package struct VariantShare: Sendable, Hashable {
    /// The variant.
    package var item: String
    /// Its part in percent, above zero.
    package var percent: Int

    /// A part of a parent's need.
    package init(item: String, percent: Int) {
        self.item = item
        self.percent = percent
    }
}
