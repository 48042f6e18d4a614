/// The visits that are in no slot, with what their absence costs.
struct AbsentList {
    let visits: UnsafeMutablePointer<Int32>
    private let saved: UnsafeMutablePointer<Int32>
    private(set) var count = 0
    private var savedCount = 0
    private(set) var missed = 0
    private(set) var compulsoryCost = 0
    private(set) var prizes = 0
    private var savedTotals = (missed: 0, compulsoryCost: 0, prizes: 0)
    private let model: CostModel

    init(_ network: RouteNetwork, model: CostModel) {
        visits = RouteNetwork.table(network.visitCount, 0)
        saved = RouteNetwork.table(network.visitCount, 0)
        self.model = model
    }

    func deallocate() {
        visits.deallocate()
        saved.deallocate()
    }

    /// What everything absent costs in the scalar of annealing.
    var cost: Int { compulsoryCost &+ prizes }

    mutating func append(_ visit: Int32) {
        visits[count] = visit
        count &+= 1
        account(for: visit, sign: 1)
    }

    /// Keeps the first visits of the list; the others have been put into slots.
    mutating func keepFirst(_ kept: Int) {
        while count > kept {
            count &-= 1
            account(for: visits[count], sign: -1)
        }
    }

    mutating func save() {
        saved.update(from: visits, count: count)
        savedCount = count
        savedTotals = (missed, compulsoryCost, prizes)
    }

    mutating func restore() {
        visits.update(from: saved, count: savedCount)
        count = savedCount
        (missed, compulsoryCost, prizes) = savedTotals
    }

    private mutating func account(for visit: Int32, sign: Int) {
        let cost = sign &* model.absence[Int(visit)]
        if model.compulsory[Int(visit)] {
            missed &+= sign
            compulsoryCost &+= cost
        } else {
            prizes &+= cost
        }
    }
}
