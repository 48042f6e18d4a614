import AdminProtocol
import AdminSocket
import Measures
import PlainJSON
import Speech
import Testing

@Suite("The command table")
struct CommandTableTests {
    @Test("the sample table and the session's own commands have no faults")
    func noFaults() {
        #expect(SampleTable.table.faults() == [])
    }

    @Test("faults of a table are found")
    func faults() {
        let bad = CommandSpec(
            "stock", fr: "inventaire", Wording("a", "b"), roles: Role.everybody, effect: .read,
            arguments: [
                .named("item", .sku, required: true, Wording("a", "b")),
                .named("thing", fr: "item", .sku, Wording("a", "b")),
            ], errors: ["NO.SUCH"], examples: ["stock", "ping"], handler: nil)
        #expect(
            CommandTable([SampleTable.stock, bad]).faults() == [
                #"stock: the phrase "stock" belongs to stock"#, "stock: item= is required and has no example",
                "stock: the name item= belongs to item=", "stock: has no handler",
                #"stock: the example "ping" is ping"#, "stock: the code NO.SUCH has no row",
            ])
    }

    @Test(
        "English and French words mean the same, with or without accents, in any case",
        arguments: [
            "donation receive item=rice qty=10carton place=main/a1 expires=unknown again=yes",
            "don recevoir article=RICE qté=10carton emplacement=main/a1 péremption=inconnue encore=oui",
            "DON Recevoir ARTICLE=rice qte=10carton Emplacement=MAIN/A1 peremption=unknown again=o",
        ])
    func bilingual(line: String) {
        #expect(
            understood(line).invocation?.values
                == ["item": ["rice"], "qty": ["10carton"], "place": ["main/a1"], "expires": ["unknown"], "again": ["yes"]])
    }

    @Test("positional values may also be given by name, in any order")
    func positional() {
        let expected = ["sku": ["rice"], "qty": ["3sac"], "from": ["main/a1"], "to": ["main/b2"]]
        #expect(understood("transfer rice 3sac from=main/a1 to=main/b2").invocation?.values == expected)
        #expect(understood("transférer de=main/a1 rice vers=main/b2 qté=3sac").invocation?.values == expected)
        #expect(understood("transfer qty=3sac from=main/a1 to=main/b2 rice").invocation?.values == expected)
        #expect(understood("transfer sku=rice 3sac from=main/a1 to=main/b2").invocation?.values == expected)
    }

    @Test("a session's place fills an argument that asks for it, and only where none is typed")
    func defaults() {
        #expect(understood("donation receive item=rice qty=1kg", defaultPlace: "main/b1").invocation?.optionalText("place") == "main/b1")
        #expect(
            understood("donation receive item=rice qty=1kg place=x/y", defaultPlace: "main/b1").invocation?.optionalText("place") == "x/y")
    }

    @Test(
        "what is not understood is refused with a code and what is near",
        arguments: [
            ("donation recieve", ErrorCode.commandUnknown, "donation receive"), ("stok", .commandUnknown, "stock"),
            ("donation", .commandUnknown, "donation receive,donation import"), ("xyzzy", .commandUnknown, ""),
            ("stock itm=rice", .argumentUnknown, "item"), ("donation receive item=rice qty=1kg expires=2027-02-30", .argumentValue, ""),
            ("donation receive item=rice qty=1kg again=perhaps", .argumentValue, ""),
            ("donation receive item=rice", .argumentMissing, ""), ("transfer rice 3 sac from=a to=b", .argumentUnknown, ""),
            ("stock item=a item=b", .argumentRepeated, ""), ("stock limit=0", .argumentValue, ""), ("stock key=a", .argumentUnknown, ""),
            ("ping key=a b", .argumentUnknown, ""), ("issue give=rice:1 blanket=3", .argumentUnknown, ""),
            ("donation receive item=rice qty=1kg key=\"a b\"", .argumentValue, ""), ("\"stock\"", .commandUnknown, ""),
        ])
    func refusals(line: String, code: ErrorCode, nearest: String) {
        let failure = understood(line).failure
        #expect(failure?.code == code)
        #expect(failure?.figures["nearest"]?.text ?? "" == nearest)
    }

    @Test("goods that look like an argument are answered with how goods are written")
    func goodsShape() {
        #expect(
            understood("issue give=rice:1 blanket=3").failure?.sentence.english == "issue has no blanket=; goods are written give=blanket:3"
        )
    }

    @Test("a missing argument is named with an example")
    func missing() {
        let failure = understood("don recevoir article=riz").failure
        #expect(failure?.figures == ["argument": "qty", "command": "donation receive"])
        #expect(
            failure?.sentence.french
                == "don recevoir demande qté=10carton : combien ; p. ex. donation receive item=rice qty=10carton donor=unknown")
    }

    @Test("what a key stands for leaves out the key and how to answer, and does not depend on order or language")
    func fingerprint() {
        let first = understood("donation receive item=rice qty=1kg note=\"a b\" key=k1 format=json").invocation?.fingerprintText
        let second = understood("@t don recevoir note=\"a b\" qté=1kg article=rice clé=k2 encore=oui lang=fr").invocation?.fingerprintText
        #expect(first == #"donation.receive item=rice qty=1kg note="a b""#)
        #expect(first == second)
    }

    @Test("secrets are masked in what logs and audit see")
    func masking() {
        #expect(understood("issue give=rice:1 secret=1234").invocation?.maskedText == "issue give=rice:1 secret=***")
    }

    @Test("roles: any of those named, the administrator always, nobody without a role")
    func permission() {
        func allowed(_ roles: [RoleGrant], _ spec: CommandSpec) -> ErrorCode? {
            do {
                try SampleTable.table.authorise(SessionActor(account: "a", uid: 1, roles: roles), for: spec)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(allowed([RoleGrant(.volunteer, warehouse: "main")], SampleTable.receive) == nil)
        #expect(allowed([RoleGrant(.volunteer)], SampleTable.issue) == .permissionRole)
        #expect(allowed([RoleGrant(.admin)], SampleTable.issue) == nil)
        #expect(allowed([RoleGrant(.viewer)], SampleTable.stock) == nil)
        #expect(allowed([], SampleTable.stock) == .authUnknown)
    }

    @Test("durations are read with their unit, and a day is the most")
    func limits() {
        #expect(understood("stock timeout=60s").failure == nil)
        for wrong in ["0s", "25h", "x", "-1s", "99999999999999999999h"] {
            #expect(understood("stock timeout=\(wrong)").failure?.code == .argumentValue)
        }
    }
}
