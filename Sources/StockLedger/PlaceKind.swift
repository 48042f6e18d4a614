package import Speech

/// What sort of place stock is in or goes to. Inside kinds have balances; outside kinds are the world the goods come from and go to.
package enum PlaceKind: String, CaseIterable, Sendable {
    // Inside: one balance per lot.
    /// A shelf, a bay, a room.
    case bin
    /// Held back until somebody named releases it: expiry unknown, infant formula, damage to be judged.
    case quarantine
    /// A van or a bus that carries stock.
    case vehicle
    /// A water container at a site.
    case tank
    // Outside: no balance, one such row would be touched by everything.
    /// On the way between two warehouses: outside the books of both; what was sent is paired with what arrived.
    case transit
    /// Givers of goods.
    case donor
    /// Sellers of goods.
    case supplier
    /// People and organisations who were given goods.
    case recipient
    /// Gone without use: lost, stolen, burnt.
    case loss
    /// Thrown away.
    case waste
    /// Turned up without a known source; shortfalls come from here until they are explained.
    case found
    /// Where one thing becomes another: sorting, kits, woodcutting, a change of owner.
    case workshop

    /// Whether places of this kind have balances.
    package var isInside: Bool {
        switch self {
        case .bin, .quarantine, .vehicle, .tank: true
        case .transit, .donor, .supplier, .recipient, .loss, .waste, .found, .workshop: false
        }
    }

    /// The word shown to people.
    package var words: Wording {
        switch self {
        case .bin: Wording("bin", "emplacement")
        case .quarantine: Wording("quarantine", "quarantaine")
        case .vehicle: Wording("vehicle", "véhicule")
        case .tank: Wording("tank", "cuve")
        case .transit: Wording("in transit", "en transit")
        case .donor: Wording("donors", "donateurs")
        case .supplier: Wording("suppliers", "fournisseurs")
        case .recipient: Wording("recipients", "bénéficiaires")
        case .loss: Wording("losses", "pertes")
        case .waste: Wording("waste", "rebut")
        case .found: Wording("found", "trouvé")
        case .workshop: Wording("workshop", "atelier")
        }
    }
}
