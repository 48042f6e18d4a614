import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Two warehouses that two associations share: `north` with shelves a1 and a2, and `south` with b1; brasero's goods came in before abri's.
struct StockScene: Sendable {
    let scene: ServiceScene

    var house: House { scene.house }

    static func make() async throws -> StockScene {
        let scene = try await ServiceScene.make()
        let stock = StockScene(scene: scene)
        for code in ["abri", "brasero"] { _ = try await Organisations(stock.desk()).add(code, name: nil) }
        for (sku, base) in [("blanket", "piece"), ("firewood", "g"), ("soap", "piece")] {
            var words = ItemWords(sku: sku)
            words.base = base
            if sku == "blanket" {
                words.packs = ["bale:20"]
                words.grams = 1_000
            }
            _ = try await AddItem(stock.desk()).add(words)
        }
        for code in ["north", "south"] { _ = try await Warehouses(stock.desk()).add(WarehouseWords(code: code)) }
        for place in ["north/a1", "north/a2", "south/b1"] { _ = try await Places(stock.desk()).add(place, kind: "bin", name: nil) }
        return stock
    }

    /// Ten blankets of brasero, then ten of abri, on one shelf.
    static func blankets() async throws -> StockScene {
        let stock = try await make()
        try await stock.receive("blanket", "10", of: "brasero", lot: "old")
        try await stock.receive("blanket", "10", of: "abri", lot: "young")
        return stock
    }

    /// The desk of somebody who may do everything, or who acts for some associations only.
    func desk(
        _ words: String = "words", as person: String = "amina", for owners: [String]? = nil, key: String? = nil,
        _ change: (inout Entry) -> Void = { _ in }
    ) -> Desk {
        var entry = scene.entry(words, key: key)
        change(&entry)
        let scope: Scope
        if let owners {
            let catalogue = house.store.catalogue.current
            scope = Scope(
                [
                    Scope.Reach(
                        owners: .only(Set(owners.compactMap { catalogue.organisation($0)?.id })), warehouses: .everything, role: .volunteer)
                ], audience: .person(code: person, roles: [.volunteer]))
        } else {
            scope = .house
        }
        return Desk(house, Speaker(person: person, scope: scope, isReviewed: owners != nil, deadline: nil), entry)
    }

    @discardableResult
    func receive(
        _ item: String, _ quantity: String, of owner: String, at place: String = "north/a1", lot: String? = nil, expires: String? = nil
    )
        async throws -> Answer
    {
        try await ReceiveDonation(desk { $0.again = true }).run(
            ReceiveDonation.Words(item: item, quantity: quantity, place: place, owner: owner, lot: lot, expires: expires))
    }

    /// `lot owner place on_hand` of everything, in the order of the list.
    func stock(_ item: String = "blanket") async throws -> [String] {
        var question = StockQuestion()
        question.item = item
        return try await ShowLots(desk()).run(question, Page(limit: 100)).records.map { record in
            "\(record.text("lot") ?? "") \(record.text("owner") ?? "") \(record.text("place") ?? "") \(record.integer("on_hand") ?? -1)"
        }
    }
}

extension Answer {
    /// Some keys of every record, with a space between.
    func lines(_ keys: String...) -> [String] {
        records.map { record in
            keys.map { record.text($0) ?? record.integer($0).map(String.init) ?? "-" }.joined(separator: " ")
        }
    }
}
