import Measures
import Testing

@testable import RoundPlanning

@Suite("Situations at their limits") struct ExtremeSituationTests {
    @Test("figures as large as they can be neither trap nor break a limit")
    func largest() throws {
        let huge = Quantity.ceiling
        var situation = try Situations.base(days: 3)
        situation.sites[0].people = 1_000_000_000
        situation.sites[0].serviceSecondsPerPerson = Int.max
        situation.sites[1].people = 1_000_000
        situation.needs = [
            Need(item: "firewood", units: huge, perDays: 3_650, intervalDays: 1), Need(item: "iron", units: 7, intervalDays: 3_650),
        ]
        situation.items.append(
            PlannedItem(sku: "iron", measure: UnitMeasure(units: 1, mass: Mass(grams: Int64.max), volume: Volume(millilitres: Int64.max))))
        situation.stock = ["firewood", "iron"].map { StockLot(lot: 1, item: $0, owner: "a", units: huge) }
        situation.deliveries = [PastDelivery(site: "wood", item: "firewood", date: Situations.firstDay.adding(days: -9), units: Int64.max)]
        situation.vehicles = [
            Vehicle(
                code: "train", capacityGrams: Int64.max, capacityMillilitres: Int64.max, shift: try TimeWindow("00:00-24:00"), reloads: 20,
                reloadSeconds: Int.max)
        ]
        situation.crews = [Crew(date: Situations.firstDay, drivers: Int.max, volunteers: Int.max, women: Int.max)]
        situation.travel = TravelModel(detourPermille: Int64.max, metresPerHour: 0, unknownMetres: Int64.max)
        let plan = try PlanMaker(situation).make()
        for round in plan.rounds { #expect(round.returns <= 86_400) }
    }

    @Test("nothing at all gives an empty plan")
    func nothing() throws {
        let plan = try PlanMaker(PlanningSituation(from: Situations.firstDay, warehouse: "main")).make()
        #expect(
            plan
                == RoundPlan(
                    from: Situations.firstDay, days: 1, seed: 1, rounds: [], unmet: [], coverage: [], warnings: [],
                    score: PlanScore(coverageMinimum: nil, metres: 0, seconds: 0, unserved: 0)))
    }

    @Test("a search that is stopped at once still gives a plan that can be driven")
    func stopped() throws {
        let situation = try RandomSituation.make(seed: 11)
        let plan = try PlanMaker(situation).make(progress: { _ in false })
        RandomSituation.check(plan, situation)
    }
}
