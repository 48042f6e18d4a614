package import Measures
package import Speech

/// An item as a report names it.
package struct ReportItem: Hashable, Sendable {
    /// The item's code, `blanket`.
    package let code: String
    /// Its name in each language.
    package let name: Wording
    /// The code of its category, `bedding`.
    package let category: String
    /// The unit in which its quantities are whole numbers.
    package let base: BaseUnit
    /// The pack people count it in, when it has one.
    package let mainPack: Pack?

    package init(code: String, name: Wording, category: String, base: BaseUnit, mainPack: Pack? = nil) {
        self.code = code
        self.name = name
        self.category = category
        self.base = base
        self.mainPack = mainPack
    }
}
