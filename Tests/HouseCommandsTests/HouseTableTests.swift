import AdminProtocol
import AdminSocket
import HouseCommands
import Measures
import Speech
import Testing

private struct NoHouse: CommandServices {}

@Suite("The table of the house's commands")
struct HouseTableTests {
    @Test("nothing is wrong with it: phrases, names, examples, codes")
    func noFaults() {
        #expect(HouseCommands.table.faults() == [])
    }

    @Test("every code written anywhere in the sources has its row")
    func codesAreListed() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        var unlisted = Set<String>()
        for path in SourceTexts.files(under: "/\(root)/Sources") {
            for code in Self.codes(in: try #require(SourceTexts.read(path))) where HouseCodes.table[ErrorCode(rawValue: code)] == nil {
                unlisted.insert(code)
            }
        }
        #expect(unlisted.sorted() == [])
    }

    @Test("every command is for somebody, and what each role may is what was decided")
    func roles() {
        #expect(HouseCommands.all.filter { $0.roles.isEmpty && !$0.id.hasPrefix("admin.") }.map(\.id) == [])
        func allowed(_ role: Role) -> [String] { HouseCommands.all.filter { $0.roles.contains(role) }.map(\.id) }
        // It watches reports, and nothing else.
        #expect(allowed(.funder).sorted() == ["grant.show", "report.fetch", "report.list", "report.show", "watch"])
        let partner = allowed(.partner)
        #expect(!partner.contains { $0.hasPrefix("site.") || $0.hasPrefix("need.") || $0.hasPrefix("plan.") || $0.hasPrefix("vehicle.") })
        #expect(partner.contains("stock") && partner.contains("movement.list") && partner.contains("transit.list"))
        // Who only looks, and who looks from outside, writes nothing.
        func written(_ role: Role) -> [String] { HouseCommands.all.filter { $0.effect == .write && $0.roles.contains(role) }.map(\.id) }
        #expect(written(.viewer) + written(.funder) == [])
        // A partner says what becomes of their own goods and asks for others, and nothing else.
        #expect(written(.partner) == ["consent.set", "lend", "settle", "settle.undo", "request.add"])
    }

    @Test("summaries have one voice: in small letters, what the command does for who types it")
    func voice() {
        let table = HouseCommands.table
        for command in table.commands {
            for text in [command.summary.english, command.summary.french] {
                #expect(text.first?.isLowercase == true && text.last != ".", "\(command.id): \(text)")
            }
            // «books», «adds», «says»: a third person.
            let first = command.summary.english.prefix { $0 != " " }
            #expect(!first.hasSuffix("s") || ["address"].contains(first), "\(command.id): \(command.summary.english)")
            let verb = command.summary.french.prefix { $0 != " " }
            #expect(["er", "ir", "re"].contains { verb.hasSuffix($0) }, "\(command.id): \(command.summary.french)")
        }
    }

    @Test("the keys of records have French words for the headers of tables")
    func frenchKeys() {
        let keys = Set(HouseCommands.all.flatMap(\.reply))
        let missing = keys.filter { !KeyWords.isKnown($0) }.sorted()
        #expect(missing == [])
        // `colonnes=` takes them, so that within one command no two keys may share a word.
        for command in HouseCommands.all {
            let words = command.reply.map { KeyWords.word($0, .french) }
            #expect(Set(words).count == words.count, "\(command.id): \(words)")
        }
    }

    @Test("help names to each only what they may do, and says for whom the rest is")
    func helpByRole() async throws {
        let hooks = ServerHooks(services: NoHouse(), identify: { _ in SessionActor(account: "x", uid: 1, roles: []) })
        func help(_ role: Role, _ line: String) async -> [String] {
            let session = InProcessSession(
                table: HouseCommands.table, hooks: hooks,
                actor: SessionActor(account: "x", uid: 1, roles: [RoleGrant(role)]))
            return await session.send(line).split(separator: "\n").map(String.init)
        }
        let funder = await help(.funder, "help format=json columns=id")
        #expect(funder.filter { $0.contains("report.") || $0.contains("grant.") }.count == 4)
        #expect(!funder.contains { $0.contains("stock") || $0.contains("site") })
        #expect(await help(.viewer, "help format=json columns=id").count < help(.manager, "help format=json columns=id").count)
        #expect(await help(.viewer, "help donation receive").last?.hasPrefix("ERR PERM.ROLE command=\"donation receive\"") == true)
    }

    private static let families: Set<String> = [
        "PROTO", "LINE", "SYNTAX", "CMD", "ARG", "AUTH", "PERM", "NOTFOUND", "AMBIGUOUS", "STOCK", "PLAN", "ROUND", "RULE", "CONFLICT",
        "BATCH", "BOOKS",
        "BUSY", "DB", "TIMEOUT", "SHUTDOWN", "IMPORT",
    ]

    /// String literals of the form `"FAMILY.WORD"`.
    private static func codes(in text: String) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().compactMap { index, part in
            guard index % 2 == 1 else { return nil }
            let words = part.split(separator: ".", omittingEmptySubsequences: false)
            let isCode =
                words.count == 2 && families.contains(String(words[0])) && !words[1].isEmpty
                && words[1].utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 45 }
            return isCode ? String(part) : nil
        }
    }
}
