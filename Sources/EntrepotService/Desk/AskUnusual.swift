import EntrepotStore
import Measures
import RoundPlanning
import Speech
import StockLedger

extension Desk {
    /// Asks back (`ARG.UNUSUAL`) a quantity that trips one of the fuses, unless it was said to be sure.
    ///
    /// - Parameters:
    ///   - text: the quantity as it was typed.
    ///   - place: where the goods go; a vehicle carries only so much.
    func askUnusual(
        _ quantity: Quantity, typed text: String, of item: ItemRecord, in warehouse: WarehouseRecord, to place: PlaceRecord? = nil
    ) async throws {
        guard !entry.sure, let fuse = try await fuse(quantity, typed: text, of: item, in: warehouse, to: place) else { return }
        let sku = item.item.sku.text
        let unit = item.item.base == .piece ? "" : " \(item.item.base.rawValue)"
        let said = "\(Wording.grouped(quantity.units))\(unit)"
        let why: Wording
        var figures: Figures = [.init("item", sku), .init("qty", quantity.description)]
        switch fuse {
        case .looksLikeBarcode:
            why = Wording("«\(text)» looks like a barcode, not a quantity", "«\(text)» ressemble à un code-barres, pas à une quantité")
        case .beyondUsual(let usual):
            figures.append(.init("usual", usual.description))
            why = Wording(
                "\(said) of \(sku) is a thousand times what usually comes in (\(Wording.grouped(usual.units))\(unit)) or more",
                "\(said) de \(sku), c'est mille fois ce qui arrive d'habitude (\(Wording.grouped(usual.units))\(unit)) ou plus")
        case .aboveMass(let carries, let weighs):
            figures += [.init("carries_g", .integer(carries.grams)), .init("weighs_g", .integer(weighs.grams))]
            why = Wording(
                "\(said) of \(sku) weighs \(kilograms(weighs)) kg, and \(place?.place.code.text ?? "") carries \(kilograms(carries)) kg",
                "\(said) de \(sku) pèse \(kilograms(weighs)) kg, et \(place?.place.code.text ?? "") porte \(kilograms(carries)) kg")
        case .aboveVolume(let carries, let fills):
            figures += [.init("carries_ml", .integer(carries.millilitres)), .init("fills_ml", .integer(fills.millilitres))]
            let litres = (carries.millilitres / 1_000, fills.millilitres / 1_000)
            why = Wording(
                "\(said) of \(sku) fills \(litres.1) litres, and \(place?.place.code.text ?? "") holds \(litres.0)",
                "\(said) de \(sku) remplit \(litres.1) litres, et \(place?.place.code.text ?? "") en contient \(litres.0)")
        }
        throw Refusal(
            .argumentUnusual, figures, found: why,
            remedy: Self.checkIt)
    }

    private func fuse(
        _ quantity: Quantity, typed text: String, of item: ItemRecord, in warehouse: WarehouseRecord, to place: PlaceRecord?
    ) async throws -> Fuse? {
        if Fuse.looksLikeBarcode(text) { return .looksLikeBarcode }
        if let place, let carries = try await capacity(of: place),
            let fuse = Fuse.above(mass: carries.mass, volume: carries.volume, quantity, of: item.measure)
        {
            return fuse
        }
        // What came in lately is asked for only where it could matter.
        guard quantity.units >= Fuse.least else { return nil }
        return Fuse.beyondUsual(
            quantity, receipts: try await LotQueries.recentReceipts(item: item.item.id, warehouse: warehouse.id, from: source))
    }

    /// Asks back (`ARG.UNUSUAL`) goods that are together more than a vehicle carries, unless it was said to be sure.
    func askUnusualLoad(_ goods: [(quantity: Quantity, item: ItemRecord)], onto place: PlaceRecord) async throws {
        guard !entry.sure, let carries = try await capacity(of: place),
            let fuse = Fuse.above(mass: carries.mass, volume: carries.volume, goods.map { ($0.quantity, $0.item.measure) })
        else { return }
        let address = place.place.address
        let (figures, found): (Figures, Wording)
        switch fuse {
        case .aboveMass(let carries, let weighs):
            figures = ["place": .string(address), "carries_g": .integer(carries.grams), "weighs_g": .integer(weighs.grams)]
            found = Wording(
                "all of it weighs \(kilograms(weighs)) kg, and \(address) carries \(kilograms(carries)) kg",
                "le tout pèse \(kilograms(weighs)) kg, et \(address) porte \(kilograms(carries)) kg")
        case .aboveVolume(let carries, let fills):
            figures = [
                "place": .string(address), "carries_ml": .integer(carries.millilitres), "fills_ml": .integer(fills.millilitres),
            ]
            found = Wording(
                "all of it fills \(fills.millilitres / 1_000) litres, and \(address) holds \(carries.millilitres / 1_000)",
                "le tout remplit \(fills.millilitres / 1_000) litres, et \(address) en contient \(carries.millilitres / 1_000)")
        case .looksLikeBarcode, .beyondUsual: return
        }
        throw Refusal(.argumentUnusual, figures, found: found, remedy: Self.checkIt)
    }

    private static let checkIt = Wording("check it, and add sure=yes if it is right", "vérifier, et ajouter sûr=oui si c'est juste")

    /// What a vehicle carries; nil for any other place.
    private func capacity(of place: PlaceRecord) async throws -> (mass: Mass, volume: Volume)? {
        guard place.place.kind == .vehicle else { return nil }
        return try await VehicleQueries.all(warehouse: place.warehouse, from: source).first { $0.place == place.place.id }.map {
            (Mass(grams: $0.vehicle.capacityGrams), Volume(millilitres: $0.vehicle.capacityMillilitres))
        }
    }

    private func kilograms(_ mass: Mass) -> String { Wording.grouped(mass.grams / 1_000) }
}
