import EntrepotStore
package import Measures
package import Speech
package import StockLedger

// Who may take, see and write what: the checks that use cases ask for by name. What a read shows is left to the database
// (Schema/grants/rows_*.sql); what a movement takes is checked once more by the posting routine.

/// Whose affair a change is, and so who may make it. Nobody is forgotten: what is not said to be otherwise is everybody's.
package enum Affair: Sendable {
    /// Of all owners in a warehouse, or, in the catalogue, of the whole house.
    case everybodys
    /// A round, plan or crew of one organisation; without one it is everybody's.
    case round(of: Identifier<Owner>?)
    /// Goods: each movement's owners are asked for where it is posted.
    case goods
    /// The use case asked already, by a rule of its own: it read the thing with the person's eyes, or asked for a grant's holder.
    case asked
}

extension Desk {
    /// Refuses a warehouse that none of the person's grants reaches. What belongs to no warehouse passes.
    package func requireReach(of warehouse: Identifier<Warehouse>) throws(Refusal) {
        guard warehouse != RequestQueries.catalogueScope, !scope.warehouses.contains(warehouse) else { return }
        let code = catalogue.warehouse(warehouse)?.code ?? ""
        let reached = (scope.warehouses.named ?? []).compactMap { catalogue.warehouse($0)?.code }.joined(separator: ", ")
        throw Refusal(
            .permissionScope, ["warehouse": .string(code)],
            reached.isEmpty
                ? Wording(
                    "your role reaches no warehouse that is known here: ask an administrator",
                    "votre rôle n'atteint aucun entrepôt connu ici : demander à un administrateur")
                : Wording(
                    "your role is for \(reached), not for \(code): ask somebody there",
                    "votre rôle vaut pour \(reached), pas pour \(code) : demander sur place"))
    }

    /// Refuses what concerns everybody in a warehouse (its sites, vehicles, needs, plans for all) when the person acts for some owners only.
    package func requireWhole(_ warehouse: Identifier<Warehouse>) throws(Refusal) {
        try requireReach(of: warehouse)
        guard !scope.wholeWarehouses.contains(warehouse) else { return }
        throw forEverybody(catalogue.warehouse(warehouse)?.code ?? "")
    }

    /// Refuses what changes the catalogue of everybody when the person's role is limited to some organisations or warehouses.
    package func requireEverything() throws(Refusal) {
        guard !scope.isEverything else { return }
        throw forEverybody("")
    }

    /// Refuses goods of an owner for whom the person does not act.
    package func requireOwner(_ owner: Identifier<Owner>, in warehouse: Identifier<Warehouse>) throws(Refusal) {
        try requireReach(of: warehouse)
        guard !scope.owners(in: warehouse).contains(owner) else { return }
        throw Refusal(.permissionScope, ["owner": .string(catalogue.organisation(owner)?.code ?? "")], Self.notYours)
    }

    /// Refuses a round, plan or crew of an organisation for which the person does not act; without one it is everybody's.
    package func requireRound(of organisation: Identifier<Owner>?, in warehouse: Identifier<Warehouse>) throws(Refusal) {
        guard let organisation else { return try requireWhole(warehouse) }
        try requireOwner(organisation, in: warehouse)
    }

    /// Refuses a grant that is not held by an organisation for which the person acts everywhere; a grant that nobody holds is everybody's.
    package func requireGrant(of holder: Identifier<Owner>?) throws(Refusal) {
        guard let holder else { return try requireEverything() }
        let everywhere = scope.reaches.reduce(Limit<Owner>.nothing) { $1.warehouses == .everything ? $0.union($1.owners) : $0 }
        guard !everywhere.contains(holder) else { return }
        throw forEverybody("")
    }

    /// Whether the person reads whatever lies in a warehouse, so that a sum over it is the sum. Where they do not, an answer with sums says
    /// `partial=yes` and what is counted, or leaves them out.
    func readsWhole(_ warehouse: Identifier<Warehouse>) -> Bool { scope.wholeWarehouses.contains(warehouse) }

    /// Refuses a change that is not the person's to make.
    func require(_ affair: Affair, in warehouse: Identifier<Warehouse>) throws(Refusal) {
        switch affair {
        case .everybodys:
            if warehouse == RequestQueries.catalogueScope { try requireEverything() } else { try requireWhole(warehouse) }
        case .round(let organisation): try requireRound(of: organisation, in: warehouse)
        case .goods, .asked: try requireReach(of: warehouse)
        }
    }

    static let notYours = Wording(
        "these goods belong to an organisation you do not act for: ask their owner, or a manager",
        "ces biens sont à une association pour laquelle vous n'agissez pas : demander au propriétaire ou à un responsable")

    private func forEverybody(_ warehouse: String) -> Refusal {
        Refusal(
            .permissionScope, ["warehouse": warehouse.isEmpty ? .null : .string(warehouse)],
            Wording(
                "this concerns everybody and your role is limited: ask somebody whose role is not",
                "cela concerne tout le monde et votre rôle est limité : demander à quelqu'un dont le rôle ne l'est pas"))
    }
}
