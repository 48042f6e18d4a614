import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// What one person requires of an item.
package struct StateNeed: Sendable {
    /// What was said.
    package struct Words: Sendable {
        package var item: String
        /// For one person a day, `1,2kg`; or with the days it lasts, `8kg/7`, `1/90`.
        package var perPersonDay: String
        package var site: String?
        package var warehouse: String?
        /// First and last month, `11-05`.
        package var season: String?
        /// Instead of `perPersonDay` on days of frost, for the same number of days.
        package var frost: String?
        package var intervalDays: Int64?
        package var longestIntervalDays: Int64?
        package var priority: String?
        /// `SKU:PERCENT`, together 100.
        package var shares: [String] = []

        package init(item: String, perPersonDay: String) {
            self.item = item
            self.perPersonDay = perPersonDay
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// States a need, in place of the one stated before for the same item and site.
    package func run(_ words: Words) async throws -> Answer {
        let item = try await Names(desk).item(words.item)
        let sku = item.item.sku.text
        let site: SiteRecord?
        let warehouse: WarehouseRecord
        if let code = words.site {
            (site, warehouse) = try await SiteNames(desk).site(code, warehouse: words.warehouse)
        } else {
            (site, warehouse) = (nil, try await Names(desk).warehouse(words.warehouse))
        }
        try desk.requireWhole(warehouse.id)
        let (units, days) = try Self.rate(words.perPersonDay, item: item)
        var need = Need(item: sku, site: site?.site.code, units: units, perDays: days)
        if let frost = words.frost { need.frostUnits = try Self.rate(frost, item: item).units }
        if let text = words.season { need.season = try Self.season(text) }
        need.intervalDays = Int(words.intervalDays ?? 1)
        need.longestIntervalDays = words.longestIntervalDays.map { Int($0) }
        if let longest = need.longestIntervalDays, longest < need.intervalDays {
            throw Refusal(
                "ARG.VALUE", [.init("interval_days", String(need.intervalDays)), .init("longest_interval_days", String(longest))],
                Wording("the longest interval is not below the shortest", "l'intervalle le plus long n'est pas inférieur au plus court"))
        }
        if let text = words.priority {
            guard let known = PriorityClass(rawValue: text) else {
                let all = PriorityClass.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal("ARG.VALUE", [.init("class", text)], Wording("a class is one of \(all)", "une classe est l'une de \(all)"))
            }
            need.priority = known
        }
        let shares = try await shares(words.shares, of: item)
        need.shares = shares.map { VariantShare(item: $0.sku, percent: $0.percent) }
        let stated = need
        let time = Wording.counted(Int64(days), Wording("day", "jour"))
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            let before = try await NeedQueries.all(warehouse: warehouse.id, from: transaction).first {
                $0.item == sku && $0.site == site?.site.code
            }
            try await NeedQueries.set(
                stated, item: item.item.id, site: site?.id, shares: shares.map { ($0.item, $0.percent) }, warehouse: warehouse.id,
                in: transaction)
            let was = before.map(NeedAnswer.text)
            try await ChangeQueries.keep(
                [ChangedField(sku, was: was, became: NeedAnswer.text(stated))], of: .need, site?.id ?? 0, warehouse: warehouse.id,
                actor: desk.actor, note: desk.entry.note, in: transaction)
            let earlier =
                was.flatMap { $0 == NeedAnswer.text(stated) ? nil : Wording("; before: \($0)", " ; avant : \($0)") } ?? Wording(both: "")
            return Answer(
                records: [NeedAnswer.record(stated)],
                pairs: ["item": .string(sku), "units": .integer(units), "per_days": .integer(Int64(days))],
                Wording(
                    "one person requires \(units) \(item.item.base.rawValue) of \(sku) in \(time.english)\(earlier.english)",
                    "une personne a besoin de \(units) \(item.item.base.rawValue) de \(sku) en \(time.french)\(earlier.french)"))
        }
    }

    // MARK: Written values

    /// `8kg/7` is 8,000 g in seven days; without a slash it is for one day.
    static func rate(_ text: String, item: ItemRecord) throws -> (units: Int64, days: Int) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let days = parts.count == 2 ? Int(parts[1]) : 1
        guard parts.count <= 2, let days, (1...3_650).contains(days) else {
            throw Refusal(
                "ARG.VALUE", [.init("per_person_day", text)],
                Wording(
                    "a need is written 1,2kg for a day, or 8kg/7 for seven days; found «\(text)»",
                    "un besoin s'écrit 1,2kg par jour, ou 8kg/7 pour sept jours ; reçu « \(text) »"))
        }
        let written = try PickedGoods.quantity(parts[0], item: item, lot: nil)
        guard written.quantity.units <= 1_000_000_000_000 else {
            throw Refusal(
                "ARG.VALUE", [.init("per_person_day", text)], Wording("nobody requires that much", "personne n'a besoin d'autant"))
        }
        return (written.quantity.units, days)
    }

    /// `11-05` is November to May.
    static func season(_ text: String) throws -> (from: Int, until: Int) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let from = parts[0], let until = parts[1], (1...12).contains(from), (1...12).contains(until) else {
            throw Refusal(
                "ARG.VALUE", [.init("season", text)],
                Wording("a season is two months, such as 11-05", "une saison est faite de deux mois, par exemple 11-05"))
        }
        return (from, until)
    }

    private struct Share: Sendable {
        let item: Identifier<Item>
        let sku: String
        let percent: Int
    }

    private func shares(_ texts: [String], of parent: ItemRecord) async throws -> [Share] {
        var shares: [Share] = []
        for text in texts {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let percent = Int(parts[1]), (1...100).contains(percent) else {
                throw Refusal(
                    "ARG.VALUE", [.init("shares", text)],
                    Wording(
                        "shares are written SKU:PERCENT, such as trousers-m:60",
                        "les parts s'écrivent ARTICLE:POURCENT, par exemple pantalon-m:60"))
            }
            let item = try await Names(desk).item(parts[0].lowercased())
            guard item.parent == parent.item.id else {
                throw Refusal(
                    "ARG.VALUE", [.init("shares", parts[0])],
                    Wording(
                        "\(item.item.sku) is no variant of \(parent.item.sku)",
                        "\(item.item.sku) n'est pas une variante de \(parent.item.sku)"))
            }
            shares.append(Share(item: item.item.id, sku: item.item.sku.text, percent: percent))
        }
        let total = shares.reduce(0) { $0 + $1.percent }
        guard shares.isEmpty || total == 100, Set(shares.map(\.sku)).count == shares.count else {
            throw Refusal(
                "ARG.VALUE", [.init("shares", String(total))],
                Wording(
                    "shares add up to \(total) percent: name each size once, together 100",
                    "les parts font \(total) % : nommer chaque taille une fois, en tout 100"))
        }
        return shares
    }
}
