package import Measures
package import Speech

/// Where stock can be, or where it comes from and goes to.
package struct Place: Hashable, Sendable {
    /// Its number in the database.
    package let id: Identifier<Place>
    /// The warehouse it belongs to; a movement never spans two.
    package let warehouse: Code
    /// Its own code within the warehouse.
    package let code: Code
    /// What sort of place it is.
    package let kind: PlaceKind

    package init(id: Identifier<Place>, warehouse: Code, code: Code, kind: PlaceKind) {
        self.id = id
        self.warehouse = warehouse
        self.code = code
        self.kind = kind
    }

    /// As people write it: `main/a1`.
    package var address: String { "\(warehouse)/\(code)" }
}

/// A place as people write it, `WAREHOUSE/PLACE`.
package struct PlaceAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The warehouse's code.
    package let warehouse: Code
    /// The place's code within it.
    package let place: Code

    package init(warehouse: Code, place: Code) {
        self.warehouse = warehouse
        self.place = place
    }

    /// Reads `main/a1`, or `a1` when a warehouse is assumed; capitals are lowered. Throws `ARG.VALUE` otherwise.
    package init(_ text: String, assuming warehouse: Code? = nil) throws(Refusal) {
        let parts = FoldedText(text).text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2, let first = try? Code(parts[0]), let second = try? Code(parts[1]) {
            self.init(warehouse: first, place: second)
        } else if parts.count == 1, let warehouse, let only = try? Code(parts[0]) {
            self.init(warehouse: warehouse, place: only)
        } else {
            throw Refusal(
                .argumentValue, [.init("value", text)],
                found: Wording("«\(text)» is not a place", "«\(text)» n'est pas un emplacement"),
                remedy: Wording(
                    "a place is written WAREHOUSE/PLACE, such as main/a1",
                    "un emplacement s'écrit ENTREPÔT/EMPLACEMENT, par exemple main/a1"))
        }
    }

    package var description: String { "\(warehouse)/\(place)" }

    package static func < (left: Self, right: Self) -> Bool {
        left.warehouse == right.warehouse ? left.place < right.place : left.warehouse < right.warehouse
    }
}
