package import Measures
package import Speech

/// What one kit is made of.
package struct KitRecipe: Hashable, Sendable {
    /// One part of a kit.
    package struct Component: Hashable, Sendable {
        /// The item.
        package let item: Identifier<Item>
        /// Base units in one kit, above zero.
        package let quantity: Quantity

        package init(item: Identifier<Item>, quantity: Quantity) {
            self.item = item
            self.quantity = quantity
        }
    }

    /// The parts, each item once, in the order in which they were declared.
    package let components: [Component]

    /// Throws `RULE.LINES-MISSING` without parts, `RULE.QUANTITY-ABOVE-ZERO` for a part of nothing, `RULE.LINE-REPEATED` for an item named twice.
    package init(_ components: [Component]) throws(Refusal) {
        guard !components.isEmpty else {
            throw Refusal(
                .linesMissing, found: Wording("a kit of nothing", "un kit vide"),
                remedy: Wording("name its components", "nommer ses composants"))
        }
        var seen = Set<Identifier<Item>>()
        for component in components {
            guard !component.quantity.isZero else {
                throw Refusal(
                    .quantityAboveZero, [.init("item", component.item.description)],
                    found: Wording("a component of nothing", "un composant vide"),
                    remedy: Wording("leave it out or write how much", "l'enlever ou écrire combien"))
            }
            guard seen.insert(component.item).inserted else {
                throw Refusal(
                    .lineRepeated, [.init("item", component.item.description)],
                    found: Wording("a component stands twice", "un composant figure deux fois"),
                    remedy: Wording("write it once with the sum", "l'écrire une fois avec la somme"))
            }
        }
        self.components = components
    }

    /// What so many kits need, in the order of the parts. Throws `RULE.QUANTITY-CEILING` beyond 10^15.
    package func needed(for kits: Quantity) throws(Refusal) -> [Component] {
        var needed: [Component] = []
        for component in components {
            guard let quantity = try? component.quantity.multiplied(by: kits.units) else {
                throw Refusal(
                    .quantityCeiling, [.init("item", component.item.description), .init("kits", kits.description)],
                    found: Wording("more than the books can hold", "plus que les livres ne peuvent contenir"),
                    remedy: Wording("make fewer kits", "faire moins de kits"))
            }
            needed.append(Component(item: component.item, quantity: quantity))
        }
        return needed
    }

    /// How many whole kits the available stock makes, and the first item that limits it.
    package func possible(available: (Identifier<Item>) -> Quantity) -> (kits: Quantity, limitedBy: Identifier<Item>?) {
        var best: (kits: Int64, item: Identifier<Item>)?
        for component in components {
            let kits = available(component.item).units / component.quantity.units
            if best.map({ kits < $0.kits }) ?? true { best = (kits, component.item) }
        }
        return ((best.flatMap { try? Quantity($0.kits) }) ?? .zero, best?.item)
    }
}
