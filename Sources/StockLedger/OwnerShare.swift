package import Measures

/// Whose goods are taken from where goods of several owners lie, when nobody named the lot.
package enum OwnerShare {
    /// What one owner has there.
    package struct Holding: Hashable, Sendable {
        package let owner: Identifier<Owner>
        /// Base units.
        package let units: Quantity

        package init(owner: Identifier<Owner>, units: Quantity) {
            self.owner = owner
            self.units = units
        }
    }

    /// How an entry that takes goods is meant when it names no owner.
    package enum Custom: Hashable, Sendable {
        /// A transfer, an issue: whose is asked.
        case asked
        /// A loss, the shortage of a count: nobody chose, so each bears it by what they hold.
        case shared
    }

    /// Whose goods are taken.
    package enum Decision: Hashable, Sendable {
        /// This owner's alone: said, the speaker's own, or the only one there.
        case of(Identifier<Owner>)
        /// So much of each, in the order of owners; to be said in the answer.
        case shared([Holding])
        /// Several owners have goods there and nobody said which: to be asked with this list, the largest first.
        case asked([Holding])
        /// Nobody has any there.
        case nobody
    }

    /// Decides whose goods `want` is taken from.
    ///
    /// - Parameters:
    ///   - holdings: what lies there and may be taken, each owner once.
    ///   - said: the owner who was named.
    ///   - own: whose goods the speaker moves; a speaker who moves everybody's has no goods of their own.
    package static func decide(
        _ want: Quantity, holdings: [Holding], said: Identifier<Owner>?, own: Limit<Owner>, _ custom: Custom
    ) -> Decision {
        if let said { return .of(said) }
        let there = holdings.filter { !$0.units.isZero }.sorted { $0.owner < $1.owner }
        if there.count == 1 { return .of(there[0].owner) }
        if case .only(let owners) = own {
            let mine = there.filter { owners.contains($0.owner) }
            if mine.count == 1 { return .of(mine[0].owner) }
            if mine.isEmpty, owners.count == 1, let owner = owners.first { return .of(owner) }
        }
        guard !there.isEmpty else { return .nobody }
        switch custom {
        case .asked: return .asked(there.sorted { $0.units == $1.units ? $0.owner < $1.owner : $0.units > $1.units })
        case .shared: return .shared(share(want, by: there))
        }
    }

    /// Shares units by what each holds: whole units, by the largest remainders, of equal ones the smallest number first. Nobody bears more
    /// than they hold; what is wanted beyond all of it is left over.
    package static func share(_ want: Quantity, by holdings: [Holding]) -> [Holding] {
        let total = holdings.reduce(UInt128(0)) { $0 + UInt128($1.units.units) }
        guard total > 0 else { return [] }
        let shared = min(UInt128(want.units), total)
        var parts = holdings.sorted { $0.owner < $1.owner }.map { holding in
            let product = shared * UInt128(holding.units.units)
            return (owner: holding.owner, units: product / total, rest: product % total)
        }
        var missing = shared - parts.reduce(UInt128(0)) { $0 + $1.units }
        for index in parts.indices.sorted(by: { parts[$0].rest == parts[$1].rest ? $0 < $1 : parts[$0].rest > parts[$1].rest })
        where missing > 0 {
            parts[index].units += 1
            missing -= 1
        }
        // A part is at most a holding, which is a quantity.
        return parts.compactMap { part in
            (try? Quantity(Int64(part.units))).flatMap { $0.isZero ? nil : Holding(owner: part.owner, units: $0) }
        }
    }
}
