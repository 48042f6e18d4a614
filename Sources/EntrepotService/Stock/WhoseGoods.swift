import EntrepotStore
import Measures
import Speech
import StockLedger

/// Whose goods an entry is about, where goods of several owners may lie: asked with the list, or told in one line.
struct WhoseGoods: Sendable {
    /// So much of one owner.
    struct Part: Sendable, Equatable {
        let owner: Identifier<Owner>
        /// Base units.
        let units: Int64
    }

    let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// The code of an owner.
    func code(_ owner: Identifier<Owner>) -> String { desk.catalogue.organisation(owner)?.code ?? "" }

    /// What each owner has among some candidates, every owner once.
    func holdings(_ candidates: [LotCandidate], _ units: (Balance) -> Quantity) -> [OwnerShare.Holding] {
        var sums: [Identifier<Owner>: Quantity] = [:]
        for candidate in candidates {
            sums[candidate.lot.owner] = Quantity.saturatingSum(sums[candidate.lot.owner] ?? .zero, units(candidate.balance))
        }
        return sums.sorted { $0.key < $1.key }.map { OwnerShare.Holding(owner: $0.key, units: $0.value) }
    }

    /// `ARG.MISSING owner` with what each holds.
    func asked(_ item: ItemRecord, at place: String, _ holdings: [OwnerShare.Holding]) -> Refusal {
        let list = holdings.map { "\(code($0.owner)) \(amount($0.units.units, item))" }.joined(separator: ", ")
        return Refusal(
            .argumentMissing,
            [
                .init("arg", "owner"), .init("item", item.item.sku.text), .init("place", place),
                .init("owners", holdings.map { "\(code($0.owner)):\($0.units)" }.joined(separator: ",")),
            ],
            Wording(
                "several have \(item.item.sku) at \(place) (\(list)): say whose with owner=",
                "plusieurs ont \(item.item.sku) à \(place) (\(list)) : dire à qui avec propriétaire="))
    }

    /// `ARG.MISSING owner` where nobody holds any, with those who ever did.
    func asked(_ item: ItemRecord, among owners: [Identifier<Owner>]) -> Refusal {
        let list = owners.map(code).joined(separator: ", ")
        return Refusal(
            .argumentMissing,
            [.init("arg", "owner"), .init("item", item.item.sku.text), .init("owners", owners.map(code).joined(separator: ","))],
            Wording(
                "nothing of \(item.item.sku) is on the books there, and several had some (\(list)): say whose with owner=",
                "rien de \(item.item.sku) n'y est dans les comptes, et plusieurs en ont eu (\(list)) : dire à qui avec propriétaire="))
    }

    /// `ARG.MISSING lot` with the lots that could be meant.
    func asked(_ item: ItemRecord, lots: [NamedLot], _ why: Wording) -> Refusal {
        func told(_ one: NamedLot, _ expires: String) -> String {
            one.code + (one.lot.expires.map { " (\(expires) \($0))" } ?? "")
        }
        let shown = lots.prefix(20)
        let more = lots.count > 20 ? " …" : ""
        return Refusal(
            .argumentMissing,
            [.init("arg", "lot"), .init("item", item.item.sku.text), .init("lots", shown.map(\.code).joined(separator: ","))],
            Wording(
                "\(why.english): say which with lot=, one of \(shown.map { told($0, "expires") }.joined(separator: ", "))\(more)",
                "\(why.french) : dire lequel avec lot=, parmi \(shown.map { told($0, "périme") }.joined(separator: ", "))\(more)"))
    }

    /// A lot was named together with an owner it is not of: neither is ignored.
    func contradiction(_ lot: NamedLot, _ said: OrganisationRecord) -> Refusal {
        let real = code(lot.lot.owner)
        return Refusal(
            "RULE.LOT-OWNER", [.init("lot", lot.code), .init("owner", real), .init("said", said.code)],
            Wording(
                "lot \(lot.code) is \(real)'s, not \(said.code)'s: leave lot= or owner= out, or name another",
                "le lot \(lot.code) est à \(real), pas à \(said.code) : enlever lot= ou propriétaire=, ou en nommer un autre"))
    }

    /// How goods of several owners were shared, `50 of abri, 20 of brasero`; nil for one owner.
    func shared(_ parts: [Part], _ item: ItemRecord) -> Wording? {
        var sums: [(owner: Identifier<Owner>, units: Int64)] = []
        for part in parts {
            if let index = sums.firstIndex(where: { $0.owner == part.owner }) {
                sums[index].units += part.units
            } else {
                sums.append((part.owner, part.units))
            }
        }
        guard sums.count > 1 else { return nil }
        sums.sort { $0.units == $1.units ? code($0.owner) < code($1.owner) : $0.units > $1.units }
        return Wording(
            sums.map { "\(amount($0.units, item)) of \(code($0.owner))" }.joined(separator: ", "),
            sums.map { "\(amount($0.units, item)) à \(code($0.owner))" }.joined(separator: ", "))
    }

    /// The owners of some goods as one word, for comparing entries.
    func meaning(_ owners: some Sequence<Identifier<Owner>>) -> String { Set(owners.map(code)).sorted().joined(separator: "+") }

    /// So many base units as people read them.
    func amount(_ units: Int64, _ item: ItemRecord) -> String {
        Wording.grouped(units) + (item.item.base == .piece ? "" : " \(item.item.base.rawValue)")
    }
}
