import AdminProtocol
import AdminSocket
import Measures
import PlainJSON
import Speech
import Synchronization
import Testing

/// Remembers what the hooks were asked.
private final class Heard: Sendable {
    private let notes = Mutex<[String]>([])

    var all: [String] { notes.withLock { $0 } }

    func note(_ text: String) { notes.withLock { $0.append(text) } }
}

private func session(_ heard: Heard = Heard(), roles: [RoleGrant] = [RoleGrant(.volunteer)]) -> InProcessSession {
    let hooks = ServerHooks(
        services: NoServices(), identify: { _ in SessionActor(account: "x", uid: 1, roles: []) },
        become: { code, pin, actor throws(Refusal) in
            guard pin == "1234" else { throw Refusal(.authPerson, Wording("wrong pin", "mauvais code")) }
            var person = actor
            person.person = code
            return person
        },
        runBatch: { batch, context throws(Refusal) in
            heard.note("key=\(batch.key ?? "-") dry=\(batch.isDry) place=\(context.defaultPlace ?? "-")")
            for line in batch.lines {
                heard.note("\(line.number) \(line.fingerprintText) rows=\(line.rows)" + (line.key.map { " key=\($0)" } ?? ""))
                if line.optionalText("item") == "archived" {
                    throw Refusal(
                        .itemNotFound, ["line": .integer(Int64(line.number))], Wording("no such item", "article inconnu"))
                }
                if line.rows.contains("bad") {
                    throw Refusal(
                        .argumentValue, rows: [["line": 2, "column": "qty", "code": "ARG.UNIT", "value": "bad", "message": "no unit"]],
                        Wording("1 bad row", "1 mauvaise rangée"))
                }
            }
            return batch.lines.map { CommandReply(pairs: ["movement": .integer(Int64($0.number))]) }
        },
        refused: { heard.note("refused \($0.actor.name) \($0.line)") }, status: { _ in [("database", "up")] })
    return InProcessSession(
        table: SampleTable.table, hooks: hooks, actor: SessionActor(account: "house", uid: 1000, roles: roles))
}

@Suite("A session")
struct InProcessSessionTests {
    @Test("a batch is run as one when it ends")
    func batch() async {
        let heard = Heard()
        let transcript = await session(heard).send(
            """
            hello format=json
            begin key=k1
            don recevoir article=riz qté=5sac
            transfer rice 3sac from=main/a1 to=main/b2
            end
            """)
        #expect(
            transcript == """
                OK lang=en format=json as=house roles=volunteer repeats=refuse
                OK state=unchanged
                OK queued=1 state=unchanged
                OK queued=2 state=unchanged
                | {"line":1,"command":"donation receive","result":{"movement":1},"message":null}
                | {"line":2,"command":"transfer","result":{"movement":2},"message":null}
                OK lines=2 state=changed

                """)
        #expect(
            heard.all == [
                "key=k1 dry=false place=-", "1 donation.receive item=riz qty=5sac rows=[] key=k1/1",
                "2 transfer sku=rice qty=3sac from=main/a1 to=main/b2 rows=[] key=k1/2",
            ])
    }

    @Test("a bad line poisons the batch: nothing is run, and the first fault is named")
    func poison() async {
        let heard = Heard()
        let transcript = await session(heard).send(
            """
            begin
            donation receive item=rice qty=1kg
            donation receive item=rice
            stock
            transfer rice 3sac from=main/a1 to=main/b2
            end
            end
            """)
        let lines = transcript.split(separator: "\n").map { String($0.prefix { $0 != ";" }) }
        #expect(
            lines == [
                "OK state=unchanged", "OK queued=1 state=unchanged",
                "ERR ARG.MISSING argument=qty command=\"donation receive\" state=unchanged retry=never ",
                "ERR BATCH.READ command=stock state=unchanged retry=never ", "OK queued=4 poisoned=yes state=unchanged",
                "ERR BATCH.POISONED line=2 because=ARG.MISSING state=unchanged retry=never ",
                "ERR BATCH.NONE state=unchanged retry=never ",
            ])
        #expect(heard.all == [])
    }

    @Test("a dry batch and a failed one leave everything unchanged; abort forgets")
    func dryAndFailed() async {
        let talk = session()
        #expect(await talk.send("begin\ndonation receive item=rice qty=1kg\nend dry=yes").hasSuffix("OK lines=1 dry=yes state=unchanged\n"))
        #expect(
            await talk.send("begin\ndonation receive item=archived qty=1kg\nend")
                .hasSuffix("ERR NOTFOUND.ITEM line=1 state=unchanged retry=never ; no such item\n"))
        #expect(await talk.send("begin\ndonation receive item=rice qty=1kg\nabort").hasSuffix("OK dropped=1 state=unchanged\n"))
        #expect(await talk.send("abort").hasPrefix("ERR BATCH.NONE"))
        #expect(await talk.send("begin\nbegin\nend").contains("ERR BATCH.OPEN"))
    }

    @Test("a line of a batch keeps the key of its own; what the batch's key stands for is every line with its rows")
    func batchKeys() async {
        let heard = Heard()
        _ = await session(heard).send(
            "begin key=k1\ntransfer rice 1 from=a to=b key=mine\ntransfer rice 1 from=a to=b\nend\n"
                + "begin\ntransfer rice 1 from=a to=b\nend")
        let keys = heard.all.filter { $0.contains("transfer") }.map { $0.split(separator: "]").last ?? "" }
        #expect(keys == [" key=mine", " key=k1/2", "1 transfer sku=rice qty=1 from=a to=b rows=["])
        let lines = [understood("donation import").invocation, understood("transfer rice 1 from=a to=b").invocation].compactMap { $0 }
        var batch = BatchRequest(key: "k", lines: lines)
        batch.lines[0].rows = ["item;qty", "rice;1"]
        #expect(batch.fingerprintText == "donation.import\nitem;qty\nrice;1\u{1E}transfer sku=rice qty=1 from=a to=b")
    }

    @Test("an import takes the rows behind its command and answers for itself")
    func rows() async {
        let heard = Heard()
        let talk = session(heard)
        #expect(
            await talk.send("begin key=file-1\ndonation import\n< item;qty\n< rice;\"5\n< kg\"\nend") == """
                OK state=unchanged
                OK queued=1 state=unchanged
                OK movement=1 state=changed

                """)
        #expect(heard.all == ["key=file-1 dry=false place=-", #"1 donation.import rows=["item;qty", "rice;\"5", "kg\""] key=file-1/1"#])
        #expect(
            await talk.send("begin\ndonation import format=json\n< bad\nend format=json").hasSuffix(
                """
                | {"line":2,"column":"qty","code":"ARG.UNIT","value":"bad","message":"no unit"}
                ERR ARG.VALUE state=unchanged retry=never ; 1 bad row

                """))
    }

    @Test("rows that nobody takes are warned of once outside a batch, and poison one inside")
    func strayRows() async {
        let talk = session()
        #expect(
            await talk.send("< a\n< b\nping").split(separator: "\n").map { $0.prefix(6) } == ["* WARN", "OK pon"])
        #expect(await talk.send("begin\ntransfer rice 1 from=a to=b\n< x\nend").contains("ERR BATCH.POISONED line=1 because=BATCH.ROWS"))
    }

    @Test("a refusal of permission is recorded with its secrets masked")
    func refusal() async {
        let heard = Heard()
        let answer = await session(heard).send("issue give=rice:1 secret=9999 lang=fr")
        #expect(
            answer
                == "ERR PERM.ROLE command=issue needs=manager have=volunteer state=unchanged retry=never "
                + "; remettre demande le rôle manager ; vous êtes volunteer\n")
        #expect(heard.all == ["refused house issue give=rice:1 secret=*** lang=fr"])
    }

    @Test("hello names the person with a pin, and sets what is meant when nothing is said")
    func hello() async {
        let talk = session()
        #expect(await talk.send("hello as=zoe pin=1").hasPrefix("ERR AUTH.PERSON"))
        #expect(
            await talk.send("bonjour moi=zoe pin=1234 langue=fr emplacement=main/a1 répétitions=permettre")
                == "OK lang=fr format=table as=zoe roles=volunteer repeats=allow place=main/a1\n")
        #expect(await talk.send("don recevoir article=riz").contains("; don recevoir demande qté="))
    }

    @Test("tables are aligned, numbers to the right; tsv has a header; columns= chooses")
    func formats() async {
        let talk = session()
        #expect(
            await talk.send("stock") == """
                | item     place    on_hand
                | rice     main/a1      120
                | blanket  main/b2        7
                OK

                """)
        #expect(await talk.send("stock format=tsv columns=on_hand") == "| on_hand\n| 120\n| 7\nOK\n")
        #expect(await talk.send("stock columns=onhand").hasPrefix("ERR ARG.VALUE argument=columns value=onhand nearest=on_hand"))
    }

    @Test("every declared key is in every record, in its order")
    func declaredKeys() async {
        #expect(
            await session().send("donation receive item=rice qty=2kg format=json")
                == "| {\"donation\":null,\"item\":\"rice\",\"qty\":\"2kg\"}\nOK donation=1 state=changed ; booked\n")
    }

    @Test("help: the list, one command in French, and the machine's form with the keys tools rely on")
    func help() async throws {
        let talk = session()
        let list = await talk.send("aide lang=fr")
        #expect(list.contains("|   don         recevoir, importer\n"))
        let one = await talk.send("aide don recevoir lang=fr")
        #expect(one.hasPrefix("| don recevoir article= qté= [donateur=] [emplacement=] [péremption=]\n|     [série=…]\n"))
        let json = await talk.send("help donation receive item=x format=json columns=id,effect")
        #expect(json.hasPrefix("ERR ARG.UNKNOWN"))
        let leading = await talk.send("help transfer blanket 3 format=json columns=id,effect,rows")
        #expect(leading == "| {\"id\":\"transfer\",\"effect\":\"write\",\"rows\":false}\nOK\n")
        let volunteer = SessionActor(account: "x", uid: 1, roles: [RoleGrant(.volunteer)])
        let machine = await talk.send("help format=json").split(separator: "\n").dropLast()
        #expect(machine.count == SampleTable.table.commands.filter { SampleTable.table.allows(volunteer, $0) }.count)
        for line in machine {
            guard case .object(let record) = try JSONParser.parse(Array(line.utf8.dropFirst(2))) else {
                Issue.record("\(line) is no object")
                continue
            }
            #expect(record.keys.starts(with: ["id", "words", "args", "since", "role", "effect", "errors", "reply", "examples"]))
        }
    }

    @Test("show: limits, version, codes and status, in every form")
    func show() async {
        let talk = session()
        #expect(await talk.send("show version format=tsv") == "| name\tvalue\n| entrepot\ttest\n| protocol\t1.0\nOK\n")
        #expect(await talk.send("show codes format=json").contains(#"| {"code":"STOCK.INSUFFICIENT","meaning":"#))
        #expect(await talk.send("afficher état") == "| name      value\n| database  up\nOK\n")
        #expect(await talk.send("show limits columns=name,value").contains("| clients" + String(repeating: " ", count: 27) + "512\n"))
    }
}
