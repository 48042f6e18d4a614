import AdminProtocol
import AdminSocket
import Measures
import Speech
import Testing

/// A table whose commands are said in few words.
private enum Spoken {
    static let words = Wording("w", "w")

    static func book(_ english: String, fr french: String, _ arguments: [ArgumentSpec], _ example: String) -> CommandSpec {
        CommandSpec(english, fr: french, words, roles: [.volunteer], effect: .write, arguments: arguments, examples: [example]) {
            _, _ throws(Refusal) in CommandReply()
        }
    }

    static let item = ArgumentSpec.positional("item", fr: "article", .sku, example: "mat", words)
    static let amount = ArgumentSpec.positional("qty", fr: "qté", .quantity, example: "3", words)
    static let place = ArgumentSpec.positional("place", fr: "emplacement", .place, default: .place, example: "a1", words)

    static let table = CommandTable(
        [
            book("receive", fr: "recevoir", [item, amount, place, .named("owner", fr: "propriétaire", .code, words)], "receive mat 3 a1"),
            book(
                "transfer", fr: "transférer",
                [
                    item, amount, .positional("from", fr: "de", .place, default: .place, example: "a1", words),
                    .positional("to", fr: "vers", .place, example: "b1", words),
                ], "transfer mat 3 a1 b1"),
            book(
                "loss", fr: "perte",
                [
                    item, amount, place,
                    .positional("reason", fr: "motif", .choice(["lost", Choice("damaged", fr: "abîmé")]), example: "lost", words),
                ],
                "loss mat 3 a1 lost"),
            book(
                "haul", fr: "porter",
                [
                    .positional("item", fr: "article", .sku, required: false, words),
                    .positional("qty", fr: "qté", .quantity, required: false, words),
                    .positional("from", fr: "de", .place, default: .place, example: "a1", words),
                    .positional("to", fr: "vers", .place, example: "b1", words), .named("give", .goods, repeated: true, words),
                    .named("all", .flag, words),
                ], "haul mat 3 a1 b1"),
            book(
                "count enter", fr: "comptage saisir", [.positional("count", .identifier, example: "4", words), item, amount],
                "count enter 4 mat 3"),
        ], isMeasure: { ["bale", "bales", "sacs", "kg"].contains($0) })

    /// The values of a line by name, or the code of its refusal.
    static func said(_ line: String, at place: String? = nil, _ language: Language = .english) -> String {
        guard case .command(let request)? = try? RequestParser.parse(Array(line.utf8)) else { return "no line" }
        do throws(Refusal) {
            let invocation = try table.parse(request, defaultPlace: place, language: language)
            return invocation.command.allArguments.compactMap { argument in
                invocation.values[argument.name].map { "\(argument.name)=\($0.joined(separator: ","))" }
            }.joined(separator: " ")
        } catch {
            return error.code.rawValue
        }
    }
}

@Suite("Words without a name")
struct WordPlacingTests {
    @Test(
        "the thing and its amount come in either order",
        arguments: [
            ("receive 3bale blanket a1", "item=blanket qty=3bale place=a1"),
            ("receive blanket 3bale a1", "item=blanket qty=3bale place=a1"),
            ("transfer 24 mat a2 b1", "item=mat qty=24 from=a2 to=b1"), ("count enter 4 118 blanket", "count=4 item=blanket qty=118"),
            ("receive 3bale 2p-tent a1", "item=2p-tent qty=3bale place=a1"),
            ("receive 24 3560070123456 a1", "item=3560070123456 qty=24 place=a1"),
            ("receive item=blanket 3 a1", "item=blanket qty=3 place=a1"), ("receive place=a1 3 blanket", "item=blanket qty=3 place=a1"),
        ])
    func eitherOrder(line: String, values: String) {
        #expect(Spoken.said(line) == values)
    }

    @Test("two words that could both be the amount are asked about, not guessed")
    func bothAmounts() {
        #expect(Spoken.said("transfer 24 40 a1 b1") == "ARG.AMBIGUOUS")
        #expect(Spoken.said("transfer item=24 40 a1 b1") == "item=24 qty=40 from=a1 to=b1")
    }

    @Test(
        "a number and its pack may be two words, and a place may follow the word for it",
        arguments: [
            ("receive 3 bales blanket a1", "item=blanket qty=3 bales place=a1"),
            ("receive 3 bales of blanket a1", "item=blanket qty=3 bales place=a1"),
            ("receive blanket 3 bale a1", "item=blanket qty=3 bale place=a1"),
            ("recevoir 3 sacs de bois a1", "item=bois qty=3 sacs place=a1"),
            ("transfer 24 mat from a2 to b1", "item=mat qty=24 from=a2 to=b1"),
            ("transférer 3 sacs de bois de a2 vers b1", "item=bois qty=3 sacs from=a2 to=b1"),
            ("transfer to b1 from a2 24 mat", "item=mat qty=24 from=a2 to=b1"),
        ])
    func twoWords(line: String, values: String) {
        #expect(Spoken.said(line) == values)
    }

    @Test(
        "the session's own place is meant where a word is missing",
        arguments: [
            ("receive 3bale blanket", "item=blanket qty=3bale place=x"), ("receive 3bale blanket a1", "item=blanket qty=3bale place=a1"),
            ("transfer 24 mat b1", "item=mat qty=24 from=x to=b1"), ("transfer 24 mat a1 b1", "item=mat qty=24 from=a1 to=b1"),
            ("loss 2 mat lost", "item=mat qty=2 place=x reason=lost"), ("loss 2 mat a1 lost", "item=mat qty=2 place=a1 reason=lost"),
            ("loss 2 mat a1", "ARG.MISSING"), ("transfer 24 mat", "ARG.MISSING"),
        ])
    func sessionsPlace(line: String, values: String) {
        #expect(Spoken.said(line, at: "x") == values)
    }

    @Test("a word that only one argument can have is that argument's, wherever it stands")
    func choices() {
        #expect(Spoken.said("loss damaged 2 mat a1") == "item=mat qty=2 place=a1 reason=damaged")
        #expect(Spoken.said("loss 2 mat lost a1") == "item=mat qty=2 place=a1 reason=lost")
        #expect(Spoken.said("perte 2 mat a1 abime", .french) == "item=mat qty=2 place=a1 reason=damaged")
        // An item of that name, because the reason stands behind.
        #expect(Spoken.said("loss 2 lost a1 damaged") == "item=lost qty=2 place=a1 reason=damaged")
    }

    @Test("a name may be cut short as long as one argument has it, in the language of who types first")
    func names() {
        #expect(Spoken.said("receive 3 mat pl=a1 ow=abri") == "item=mat qty=3 place=a1 owner=abri")
        #expect(Spoken.said("receive 3 mat p=a1") == "item=mat qty=3 place=a1")
        #expect(Spoken.said("recevoir 3 mat a1 p=abri", .french) == "item=mat qty=3 place=a1 owner=abri")
        #expect(Spoken.said("receive 3 mat x=a1") == "ARG.UNKNOWN")
        #expect(Spoken.said("receive 3 mat a1 ke=k1") == "item=mat qty=3 place=a1 key=k1")
    }

    @Test(
        "where other words say what is taken, the thing and its amount are passed over",
        arguments: [
            ("haul 24 mat a1 b1", "item=mat qty=24 from=a1 to=b1"), ("haul give=mat:3 a1 b1", "from=a1 to=b1 give=mat:3"),
            ("haul all=yes a1 b1", "from=a1 to=b1 all=yes"), ("haul mat all=yes a1 b1", "item=mat from=a1 to=b1 all=yes"),
            ("haul 24 mat b1", "ARG.MISSING"), ("haul mat 3 give=tent:2 from=a1 to=b1", "item=mat qty=3 from=a1 to=b1 give=tent:2"),
        ])
    func listed(line: String, values: String) {
        #expect(Spoken.said(line) == values)
    }

    @Test("what is too much is refused")
    func tooMuch() {
        #expect(Spoken.said("receive 3 mat a1 b1") == "ARG.UNKNOWN")
        #expect(Spoken.said("transfer rice 3 sac from=a to=b") == "ARG.UNKNOWN")
    }
}

@Suite("Wishes in people's own words")
struct WishTests {
    private func help(_ line: String) async -> String {
        let session = InProcessSession(
            table: SampleTable.table,
            hooks: ServerHooks(services: NoServices(), identify: { _ in SessionActor(account: "x", uid: 1, roles: []) }),
            actor: SessionActor(account: "x", uid: 1, roles: [RoleGrant(.manager)]))
        return await session.send(line)
    }

    @Test("what people type leads to the command, in help and in the refusal, in their language")
    func wishes() async {
        #expect(await help("help give").contains("| issue give="))
        #expect(await help("help donate").contains("donation receive"))
        #expect(await help("aide chercher lang=fr").contains("stock"))
        #expect(await help("give 3").contains("nearest=issue"))
        #expect(await help("donner 3 lang=fr").contains("nearest=issue"))
        #expect(await help("shift rice").contains("for that there is transfer"))
        #expect(await help("xyzzy").contains("no command xyzzy; help lists them"))
    }
}
