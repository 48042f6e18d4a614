package import Measures

/// Everything known when planning starts.
package struct PlanningSituation: Sendable, Hashable {
    /// First day to plan.
    package var from: CivilDate
    /// Days to plan, 1 to 31.
    package var days: Int
    /// Code of the warehouse.
    package var warehouse: String
    /// Where the warehouse is.
    package var position: Coordinate?
    /// Days of frost among the planned ones.
    package var frost: [CivilDate]
    /// Sites; those of other organisations' plans are left out by whoever fills this in.
    package var sites: [Site]
    /// Needs.
    package var needs: [Need]
    /// Items that needs and stock speak of, with their parents.
    package var items: [PlannedItem]
    /// Stock that is available.
    package var stock: [StockLot]
    /// What was given lately (at least `trailingDays`, and as long as the longest need lasts) and what committed rounds promise.
    package var deliveries: [PastDelivery]
    /// Vehicles the plan may use.
    package var vehicles: [Vehicle]
    /// People available; a day without an entry is unknown and does not limit, with a warning.
    package var crews: [Crew]
    /// Restrictions.
    package var restrictions: [Restriction]
    /// Rounds that stand.
    package var committed: [CommittedRound]
    /// How far everything is.
    package var travel: TravelModel
    /// Days back over which sharing looks at who got less.
    package var trailingDays: Int
    /// Iterations of the route search.
    package var iterations: Int
    /// Seed of the search: the same situation and seed give the same plan.
    package var seed: UInt64

    /// A situation; lists that are not given are empty.
    package init(
        from: CivilDate, days: Int = 1, warehouse: String, position: Coordinate? = nil, frost: [CivilDate] = [], sites: [Site] = [],
        needs: [Need] = [], items: [PlannedItem] = [], stock: [StockLot] = [], deliveries: [PastDelivery] = [], vehicles: [Vehicle] = [],
        crews: [Crew] = [], restrictions: [Restriction] = [], committed: [CommittedRound] = [], travel: TravelModel = TravelModel(),
        trailingDays: Int = 7, iterations: Int = 5_000, seed: UInt64 = 1
    ) {
        self.from = from
        self.days = days
        self.warehouse = warehouse
        self.position = position
        self.frost = frost
        self.sites = sites
        self.needs = needs
        self.items = items
        self.stock = stock
        self.deliveries = deliveries
        self.vehicles = vehicles
        self.crews = crews
        self.restrictions = restrictions
        self.committed = committed
        self.travel = travel
        self.trailingDays = min(max(0, trailingDays), 3_650)
        self.iterations = iterations
        self.seed = seed
    }

    /// A planned day by its number from 0.
    package func date(_ day: Int) -> CivilDate { from.adding(days: day) }
}
