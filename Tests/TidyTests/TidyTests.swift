import Testing

@Suite("The sources are tidy")
struct TidyTests {
    /// Types that the executables do not reach, each with why it may stay.
    private static let unreached = [
        // Asked by the planner's reasons and repairs, which come with the next planner; the benchmarks and RouteSolver's own tests use them.
        "WhatIf": "tried moves, for the planner's reasons", "WhatIfAnswer": "what WhatIf answers",
        "Placement": "where WhatIf would put a visit",
        // The second opinion of every search: debug builds, the benchmarks and the tests ask it, a release build trusts the search.
        "SolutionChecker": "the solver's second opinion", "SolutionFault": "what SolutionChecker finds",
        // The session without a socket, by which other modules test their commands.
        "InProcessSession": "a session without a socket, for tests", "NoServices": "a table without a house behind it, for tests",
    ]

    /// Types of one name in several modules, each with why both may stay.
    private static let twins: [String: String] = [:]

    /// Files that may be longer than 400 lines, each with why.
    private static let long = [
        "ConstraintErrors.swift": "a table: one row a constraint of the database",
        "Phrase.swift": "a table: one row a phrase of the reports",
        "HouseCodes.swift": "a table: one row a code of the house",
        "SessionHandler.swift": "the life of a session, until its states are a value of their own",
    ]

    /// Types that nothing reaches from an executable, in order.
    private func decoys() -> [String] {
        var mentioned: [String: [Set<String>]] = [:]
        var open: [Set<String>] = []
        let types = Set(SourceTree.files.flatMap { $0.declarations.filter(\.isType).compactMap(\.name) })
        for file in SourceTree.files {
            for declaration in file.declarations {
                if let name = declaration.name, types.contains(name), !executables.contains(file.module) {
                    mentioned[name, default: []].append(declaration.words)
                } else {
                    // Executables, loose functions and extensions of types that are not ours are where it all begins.
                    open.append(declaration.words)
                }
            }
        }
        var reached: Set<String> = []
        while let words = open.popLast() {
            for word in words where reached.insert(word).inserted { open += mentioned[word] ?? [] }
        }
        return SourceTree.files.flatMap { file in
            file.declarations.filter { $0.isType && $0.isPackage }.compactMap(\.name).filter { !reached.contains($0) }
        }.sorted()
    }

    private let executables: Set<String> = ["entrepotd", "entrepot"]

    @Test("every type that modules share is used by the product, not by tests alone")
    func decoyless() {
        #expect(decoys() == Self.unreached.keys.sorted())
    }

    @Test("a type name lives in one module")
    func oneModule() {
        var modules: [String: Set<String>] = [:]
        for file in SourceTree.files {
            for declaration in file.declarations where declaration.isType && !declaration.isPrivate {
                if let name = declaration.name { modules[name, default: []].insert(file.module) }
            }
        }
        #expect(modules.filter { $0.value.count > 1 }.keys.sorted() == Self.twins.keys.sorted())
    }

    @Test("no two rows of a table of codes are the same")
    func codes() {
        // A row is written CodeRow("PLAN.PEOPLE", …), ErrorCode("…") or "…" as a case's raw value at the beginning of its line.
        var seen: [String: [String]] = [:]
        for file in SourceTree.files where file.path.hasSuffix("Codes.swift") || file.path.hasSuffix("CodeTable.swift") {
            for row in file.text.split(separator: "CodeRow(").dropFirst() {
                if let code = row.split(whereSeparator: { $0 == "," || $0 == ")" }).first {
                    seen[code.filter { !$0.isWhitespace && $0 != "\"" }, default: []].append(file.path)
                }
            }
        }
        #expect(seen.count > 100)
        #expect(seen.filter { $0.value.count > 1 } == [:])
    }

    @Test("no file is longer than 400 lines but tables")
    func lengths() {
        let tooLong = SourceTree.files.filter { $0.lines > 400 && Self.long[String($0.path.split(separator: "/").last ?? "")] == nil }
        #expect(tooLong.map { "\($0.path) \($0.lines)" } == [])
        #expect(SourceTree.files.count > 400)
    }

    @Test("words in comments and in sentences are no use of a type; words in interpolations are")
    func reading() {
        let source = ###"""
            // Tank is a word here
            /* Tank /* nested */ Tank */
            let a = "a Tank of \(litres(Vat.self, "Tank \(Bowl.self)")) litres" + ##"raw " \(Tank) \##(Jar.self)"##
            """###
        let words = SourceTree.declarations(of: SwiftText.code(of: source)).flatMap(\.words)
        #expect(Set(words).intersection(["Tank", "Vat", "Bowl", "Jar"]) == ["Vat", "Bowl", "Jar"])
    }
}
