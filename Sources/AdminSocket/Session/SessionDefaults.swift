package import AdminProtocol
package import Speech

/// What somebody means unless they say otherwise.
package struct SessionDefaults: Sendable, Hashable {
    package var place: String?
    package var owner: String?
    package var warehouse: String?
    package var language: Language?
    package var format: RecordFormat?

    package init(
        place: String? = nil, owner: String? = nil, warehouse: String? = nil, language: Language? = nil, format: RecordFormat? = nil
    ) {
        self.place = place
        self.owner = owner
        self.warehouse = warehouse
        self.language = language
        self.format = format
    }
}

/// What a `hello` asks to be meant from now on; nil where it says nothing, a dash where nothing is to be meant.
package struct AskedDefaults: Sendable, Hashable {
    /// How much of it is kept for the next session.
    package enum Keeping: Sendable, Hashable {
        case nothing
        /// The names. Of a person also the language; an account may run scripts as well, which are spoken to as they were written for.
        case usual
        case everything
    }

    package var place: String?
    package var owner: String?
    package var warehouse: String?
    package var language: Language?
    package var format: RecordFormat?
    package var keeping: Keeping

    /// What takes a default away.
    package static let none = "-"

    /// Whether nothing was asked.
    package var isEmpty: Bool { place == nil && owner == nil && warehouse == nil && language == nil && format == nil }

    /// What holds then.
    package func merged(onto now: SessionDefaults) -> SessionDefaults {
        func merged(_ asked: String?, _ now: String?) -> String? { asked == Self.none ? nil : asked ?? now }
        return SessionDefaults(
            place: merged(place, now.place), owner: merged(owner, now.owner), warehouse: merged(warehouse, now.warehouse),
            language: language ?? now.language, format: format ?? now.format)
    }

    /// The part of it that the next session is to know.
    package func kept(ofPerson isPerson: Bool) -> AskedDefaults {
        var kept = self
        if keeping == .usual {
            kept.format = nil
            if !isPerson { kept.language = nil }
        }
        if keeping == .nothing { kept = AskedDefaults(keeping: .nothing) }
        return kept
    }
}

/// A `hello` that has to be looked into.
struct HelloWords: Sendable {
    /// Who speaks, when somebody says so.
    var person: String?
    var pin: String?
    var asked: AskedDefaults
    /// What holds now.
    var defaults: SessionDefaults
}
