import Speech

/// Names by which things are found: where each folded name stands, with its plurals and in the singular.
package struct NameIndex: Sendable {
    private var byText: [String: [Int]] = [:]
    private var bySingular: [String: [Int]] = [:]
    private var starts = WordStarts()

    /// - Parameter names: the names of each thing, in the order of the things.
    package init(_ names: some Sequence<[String]>) {
        for (number, all) in names.enumerated() {
            for name in all {
                let key = NameKey(name)
                guard !key.isEmpty else { continue }
                starts.add(key.text, of: number)
                if byText[key.text]?.last != number { byText[key.text, default: []].append(number) }
                if bySingular[key.singular]?.last != number { bySingular[key.singular, default: []].append(number) }
            }
        }
    }

    /// The things of a name, in their order: those that bear it as it is written, else those that bear it in the singular or plural.
    package func numbers(of name: String) -> [Int] {
        let key = NameKey(name)
        guard !key.isEmpty else { return [] }
        return byText[key.text] ?? bySingular[key.singular] ?? []
    }

    /// The things of which a name, or a word in a name, begins so, in their order: for somebody who is still typing.
    package func numbers(beginning start: String) -> [Int] { starts.things(beginning: NameKey(start).text) }
}
