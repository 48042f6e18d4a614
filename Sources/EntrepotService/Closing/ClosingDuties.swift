import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// What has to end before a warehouse can close, each with what to type.
struct ClosingDuties: Sendable {
    /// One thing that is open.
    struct Duty: Sendable, Equatable {
        let kind: String
        var number: Int64?
        var owner: String?
        var item: String?
        var quantity: Int64?
        var unit: String?
        var place: String?
        /// What to type, in English as the table has it.
        var remedy: String

        /// The keys of a duty's record, in order.
        static let keys = ["kind", "number", "owner", "item", "qty", "unit", "place", "do"]

        var record: JSONObject {
            JSONObject(
                keys: Self.keys,
                values: [
                    .string(kind), JSONValue(number), JSONValue(owner), JSONValue(item), JSONValue(quantity), JSONValue(unit),
                    JSONValue(place), .string(remedy),
                ])
        }

        /// The same as a row of a refusal, every key in every row.
        var figures: Figures {
            Figures(
                zip(Self.keys, [kind, number.map(String.init), owner, item, quantity.map(String.init), unit, place, remedy]).map {
                    Figures.Figure($0, $1 ?? "")
                })
        }
    }

    /// Rounds, transits, counts, promises, sortings and debts: they end before anything is handed over.
    let first: [Duty]
    /// Places that nobody has counted since the warehouse was frozen.
    let uncounted: [Duty]
    /// Goods in the quarantine and past their date, which are handed over to nobody as they are.
    let held: [Duty]

    /// Everything that is open in a warehouse now.
    static func find(_ warehouse: WarehouseRecord, isCounted: Bool, _ desk: Desk, in transaction: Transaction) async throws -> ClosingDuties
    {
        let catalogue = desk.catalogue
        func address(_ place: Identifier<Place>?) -> String? { place.flatMap { catalogue.place($0)?.place.address } }
        var first = try await ClosingQueries.open(warehouse.id, from: transaction).map { row in
            switch row.kind {
            case "round":
                Duty(kind: row.kind, number: row.number, remedy: remedy(ofRound: row.number ?? 0, row.what))
            case "count":
                Duty(kind: row.kind, number: row.number, place: address(row.place), remedy: "\(en: .countClose) \(row.number ?? 0)")
            case "sorting":
                Duty(
                    kind: row.kind, number: row.number, item: row.what, quantity: row.quantity, unit: row.unit,
                    remedy: "\(en: .sortFinish) \(row.number ?? 0)")
            default:
                Duty(
                    kind: row.kind, item: row.what, quantity: row.quantity, unit: row.unit, place: address(row.place),
                    remedy: "release \(row.what) \(row.quantity ?? 0) place=\(address(row.place) ?? "")")
            }
        }
        for row in try await TransitQueries.list(to: warehouse.id, movement: nil, from: transaction) where row.due > 0 {
            first.append(
                Duty(
                    kind: "transit", number: row.movement, owner: catalogue.organisation(row.owner)?.code, item: row.sku, quantity: row.due,
                    unit: row.unit, remedy: "\(en: .transitReceive) \(row.movement)"))
        }
        for row in try await DebtQueries.owed(warehouse: warehouse.id, from: transaction) where row.owed > 0 {
            let (lender, borrower) = (catalogue.organisation(row.lender)?.code ?? "", catalogue.organisation(row.borrower)?.code ?? "")
            first.append(
                Duty(
                    kind: "debt", owner: lender, item: row.sku, quantity: row.owed, unit: row.unit,
                    remedy: "\(en: .settle) \(row.sku) from-owner=\(borrower) to-owner=\(lender) place="))
        }
        let places = isCounted ? [] : try await ClosingQueries.uncounted(warehouse.id, from: transaction)
        let uncounted = places.compactMap(address).sorted().map {
            Duty(kind: "uncounted", place: $0, remedy: "\(en: .countOpen) place=\($0)")
        }
        let today = try await Moments(desk).today(warehouse)
        var held: [Duty] = []
        for lot in try await ClosingQueries.lots(warehouse.id, from: transaction) where !HandOver.mayGo(lot, on: today, catalogue) {
            let item = catalogue.item(lot.lot.item)?.item
            let place = address(lot.place) ?? ""
            held.append(
                Duty(
                    kind: "held", owner: catalogue.organisation(lot.lot.owner)?.code, item: item?.sku.text,
                    quantity: lot.balance.onHand.units, unit: item?.base.rawValue, place: place,
                    remedy: catalogue.place(lot.place)?.place.kind == .quarantine
                        ? "\(en: .loss) all=yes place=\(place) reason=scrapped"
                        : "\(en: .loss) \(item?.sku.text ?? "") all=yes place=\(place) reason=expired"))
        }
        return ClosingDuties(first: first, uncounted: uncounted, held: held)
    }

    private static func remedy(ofRound number: Int64, _ state: String) -> String {
        switch state {
        case "approved", "loading": "\(en: .roundCancel) \(number)"
        case "underway": "\(en: .roundReturn) \(number) rest=yes"
        default: "\(en: .roundClose) \(number)"
        }
    }
}
