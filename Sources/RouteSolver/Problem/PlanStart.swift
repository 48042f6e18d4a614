/// A plan to begin from, because people have read it.
///
/// A visit counts as changed when it is made by another vehicle (type or copy) or on another day than here, or left out though it is here. What
/// was in no route here never counts. The order within a route is free.
package struct PlanStart: Sendable, Hashable {
    /// The routes of that plan.
    package var routes: [RouteOutline]
    /// What each changed visit costs, in the units of cost.
    package var pricePerChange: Int

    /// A plan to begin from, with the price of each change to it.
    package init(routes: [RouteOutline], pricePerChange: Int = 0) {
        self.routes = routes
        self.pricePerChange = pricePerChange
    }

    /// The price that counts: 0 where what is given is none (`START.PRICE`).
    var price: Int { ProblemCheck.costs.contains(pricePerChange) ? pricePerChange : 0 }
}
