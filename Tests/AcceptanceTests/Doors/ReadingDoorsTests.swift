import AdminSocket
import Glibc
import HouseCommands
import TestSupport
import Testing

// Issue: sites of women shown to funders, warehouses to other warehouses, figures of all owners to one. Here every reading command of the
// table is asked by those who see a part, in every form that could tell more, and the answers (records, sentences, hints, refusals) are
// searched for what must not be in them.

@Suite(
    "Every reading command, asked by those who see a part", .enabled(if: geteuid() == 0, "only root can speak as another account"),
    .timeLimit(.minutes(5)))
struct ReadingDoorsTests {
    /// How each reading command is asked. A new one needs lines here; what they type themselves is nothing that they may not learn.
    static let asked: [String: [String]] = [
        "item.list": ["item list"], "item.show": ["item show blanket"], "organisation.list": ["organisation list archived=yes"],
        "warehouse.list": ["warehouse list"], "place.list": ["place list", "place list warehouse=calais", "place list warehouse=dunkirk"],
        "donor.list": ["donor list limit=all"], "donor.show": ["donor show donor", "donor show \"Donor of Brasro\"", "donor show rue"],
        "donor.history": ["donor history donor", "donor history \"Donor of Brasro\""],
        "donation.list": [
            "donation list limit=all", "donation list warehouse=calais", "donation list warehouse=dunkirk", "donation list donor=donor",
            "donation list delivery={brasero_delivery}",
        ],
        "donation.show": ["donation show {brasero_movement}", "donation show {dunkirk_movement}"],
        "donation.expected": ["donation expected", "donation expected all=yes warehouse=dunkirk", "donation expected donor=donor"],
        "purchase.list": ["purchase list", "purchase list warehouse=dunkirk", "purchase list supplier=shop", "purchase list item=blanket"],
        "purchase.due": ["purchase due", "purchase due warehouse=dunkirk"],
        "purchase.show": ["purchase show {brasero_purchase}", "purchase show {dunkirk_purchase}"],
        "expense.list": ["expense list", "expense list warehouse=calais", "expense list warehouse=dunkirk"], "rate.list": ["rate list"],
        "valuation.list": ["valuation list"],
        "delivery.list": ["delivery list", "delivery list warehouse=dunkirk", "delivery list donor=donor"],
        "delivery.show": ["delivery show {brasero_delivery}", "delivery show {dunkirk_delivery}"],
        "delivery.sheet": ["delivery sheet {brasero_delivery}", "delivery sheet {dunkirk_delivery}"],
        "place.show": ["place show calais/a1", "place show dunkirk/a1"],
        "warehouse.show": ["warehouse show calais", "warehouse show dunkirk"],
        "organisation.show": ["organisation show brasero", "organisation show cantine"],
        "site.show": ["site show hidden-hous warehouse=calais", "site show open-camp warehouse=calais", "site show \"maison cache\""],
        "grant.list": ["grant list archived=yes"],
        "grant.show": ["grant show spring-othe", "grant show winter-love", "grant show spring-o"],
        "stock": [
            "stock", "stock lots=yes", "stock by=owner", "stock by=place", "stock by=category", "stock by=size",
            "stock place=calais lots=yes",
            "stock place=calais by=owner", "stock place=dunkirk", "stock place=dunkirk lots=yes", "stock owner=brasero",
            "stock blanket lot=brasero-secre",
            "stock blanket as-of=today", "stock blanket as-of=today by=owner",
            "stock blanket known-at=100000", "stock place=calais/void", "stock category=general",
        ],
        "kit.list": ["kit list"], "kit.show": ["kit show blanket", "kit show spare warehouse=calais", "kit show spare warehouse=dunkirk"],
        "reserve.list": ["reserve list", "reserve list warehouse=calais", "reserve list warehouse=dunkirk"],
        "sort.list": ["sort list", "sort list all=yes", "sort list warehouse=dunkirk"],
        "transit.list": ["transit list", "transit list all=yes"],
        "transit.show": ["transit show {transit}"],
        "consent.list": ["consent list", "consent list all=yes warehouse=calais", "consent list owner=brasero"],
        "warehouse.close.show": ["warehouse close show calais", "warehouse close show dunkirk"],
        "request.list": ["request list", "request list all=yes warehouse=calais", "request list by=brasero"],
        "inventory": ["inventory calais/a1 as-of=today", "inventory dunkirk/a1 as-of=today", "inventory calais/a1"],
        "debts": ["debts", "debts warehouse=calais", "debts owner=brasero", "debts owner=cantine warehouse=dunkirk"],
        "movement.list": [
            "movement list limit=all", "movement list warehouse=calais", "movement list warehouse=dunkirk by=root",
            "movement list reason=received",
            "movement list place=calais/a1",
        ],
        "movement.show": ["movement show {brasero_movement}", "movement show {dunkirk_movement}", "movement show {transit}"],
        "count.list": ["count list all=yes", "count list warehouse=dunkirk all=yes", "count list place=dunkirk/a1 all=yes"],
        "period.list": ["period list", "period list dunkirk"],
        "lot.history": ["lot history brasero-secre", "lot history dunkirk-secre"],
        "count.show": ["count show {count}", "count show {dunkirk_count}"],
        "verify": ["verify", "verify warehouse=calais"],
        "review.list": ["review list all=yes", "review list warehouse=dunkirk"],
        "audit.list": ["audit list limit=all", "audit list warehouse=calais limit=all", "audit list warehouse=dunkirk by=root limit=all"],
        "site.list": ["site list", "site list warehouse=calais", "site list zone=west warehouse=calais", "site list warehouse=dunkirk"],
        "site.allowed": ["site allowed hidden-hous warehouse=calais", "site allowed open-camp warehouse=calais"],
        "need.list": ["need list warehouse=calais", "need list site=hidden-hous warehouse=calais", "need list warehouse=dunkirk"],
        "vehicle.list": ["vehicle list", "vehicle list warehouse=calais"],
        "crew.list": ["crew list warehouse=calais", "crew list warehouse=dunkirk"],
        "plan.list": ["plan list", "plan list warehouse=calais"], "plan.show": ["plan show {plan}"],
        "plan.why": ["plan why {plan}", "plan why {plan} site=hidden-hous"],
        "round.list": ["round list", "round list warehouse=calais", "round list state=underway", "round list plan={plan}"],
        "round.show": ["round show {round}", "round show {abri_round}", "round show {dunkirk_round}"],
        "round.items": ["round items {round}", "round items {abri_round}", "round items {dunkirk_round}"],
        "round.stops": ["round stops {round}", "round stops {abri_round}", "round stops {dunkirk_round}"],
        "round.manifest": ["round manifest {round}", "round manifest {abri_round}"],
        // What it tells from then on is looked at in WatchTests.
        "watch": ["watch rounds since=nonsense"],
        "jobs": ["jobs"], "show.words": ["show words"],
        "person.list": ["person list", "person list all=yes"],
        "person.show": ["person show boss", "person show dor", "person show nearby"],
        "complete": [
            "complete \"stock \"", "complete \"site status hid\"", "complete \"round deliver 7 stop=\"", "complete \"stock owner=bra\"",
            "complete \"donation receive grant=\"", "complete \"donation receive donor=\"", "complete \"stock place=\"",
        ],
        "report.list": ["report list", "report list warehouse=calais", "report list grant=spring-othe", "report list name=nightly"],
        "report.show": ["report show {report}", "report show {dunkirk_report}", "report show {other_report}"],
        "report.fetch": ["report fetch {report} format=csv", "report fetch {dunkirk_report}", "report fetch {other_report} format=csv"],
    ]

    /// Writes whose refusals and answers could tell: the person may run them, and the thing is not theirs to know.
    static let echoes = [
        "site headcount hidden-hous people=30 warehouse=calais", "site headcount hiden-house people=30 warehouse=calais",
        "round deliver {round} stop=hidden-hous people=1", "loss blanket 9000 place=calais/a1 lot=brasero-secre reason=stolen",
        "transfer blanket 9000 from=dunkirk/a1 to=dunkirk/a2", "loss blanket 9000 place=calais/a1 reason=stolen",
        "donation receive item=blanket qty=1 place=calais/a1 owner=braser",
    ]

    private static let site = ["hidden-house", "Maison", "Cachee", "cachee", "50.9137", "1.8246", "3131"]
    private static let brasero = ["brasero-secret", "7101", "Brasero"]
    private static let dunkirk = ["dunkirk-secret", "7202", "Dunkirk", "Dora"]

    /// What must not be in any answer to somebody.
    static let secrets: [Caller: [String]] = [
        .funder: site + brasero + dunkirk + ["abri-lot", "spring-other", "abri-dunkirk"],
        .partner: site + brasero + dunkirk,
        .leadOfAbri: site + brasero + dunkirk,
        .limited: site + brasero + dunkirk + ["abri-dunkirk"],
        .volunteerInDunkirk: site + brasero + ["abri-lot"],
        .volunteer: site,
        .viewer: site,
    ]

    @Test("each has its lines")
    func complete() {
        #expect(
            Set(HouseCommands.all.filter { $0.effect == .read }.map(\.id)).subtracting(Self.asked.keys) == [],
            "a reading command has no case")
    }

    @Test("no answer holds what the reader may not know", arguments: secrets.keys.sorted { $0.rawValue < $1.rawValue })
    func silent(_ caller: Caller) async throws {
        let scene = try await DoorsHouse.shared.scene()
        let secrets = Self.secrets[caller] ?? []
        let session = try await caller.session(on: scene.daemon.socket)
        for line in Self.asked.sorted(by: { $0.key < $1.key }).flatMap(\.value) + Self.echoes {
            for form in ["", " format=json", " lang=fr"] {
                let reply = try await session.ask(scene.filled(line) + form)
                let told = Self.decoded(reply)
                let leaks = secrets.filter { secret in Self.words(told).contains(secret) || (secret.contains("-") && told.contains(secret))
                }
                #expect(leaks == [], "\(caller): \(scene.filled(line) + form)\n\(told.prefix(2_000))")
                #expect(reply.code != "INTERNAL", "\(caller): \(scene.filled(line))\n\(reply.final)")
            }
        }
    }

    @Test("each sees what is theirs")
    func theirs() async throws {
        let scene = try await DoorsHouse.shared.scene()
        func ask(_ caller: Caller, _ line: String) async throws -> String {
            Self.decoded(try await caller.session(on: scene.daemon.socket).ask(scene.filled(line)))
        }
        #expect(try await ask(.partner, "stock lots=yes").contains("abri-lot"))
        #expect(try await ask(.partner, "round stops {abri_round}").contains("open-camp"))
        #expect(try await ask(.partner, "round stops {round}").hasPrefix("ERR NOTFOUND.ROUND"))
        #expect(try await ask(.partner, "round items {abri_round}").contains("partial=yes"))
        // Who funds a grant is told the whole of it; who acts for others is told nothing of it, not a part that looks like the whole.
        let funded = try await ask(.funder, "grant show winter-love")
        #expect(funded.contains("480.00") && !funded.contains("partial=yes"))
        #expect(try await !ask(.leadOfAbri, "grant list").contains("480.00"))
        #expect(try await ask(.funder, "stock").hasPrefix("ERR PERM.ROLE"))
        #expect(try await ask(.volunteerInDunkirk, "stock lots=yes").contains("dunkirk-secret"))
        #expect(try await ask(.volunteerInDunkirk, "site list").contains("dunkirk-camp"))
        #expect(try await ask(.viewer, "stock lots=yes").contains("brasero-secret"))
    }

    /// An answer as text; files travel in Base64 and are opened.
    private static func decoded(_ reply: AdminReply) -> String {
        reply.all.map { line in
            guard let word = line.split(separator: " ").dropFirst().first, word.count > 60 else { return line }
            return base64(word.filter { $0 != "\"" }) ?? line
        }.joined(separator: "\n")
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }.map(String.init))
    }

    /// The text of a Base64 word (RFC 4648); nil when it is none.
    private static func base64(_ word: some StringProtocol) -> String? {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var bits: UInt32 = 0
        var held = 0
        var octets: [UInt8] = []
        for octet in word.utf8 where octet != UInt8(ascii: "=") {
            guard let value = alphabet.firstIndex(of: octet) else { return nil }
            bits = bits << 6 | UInt32(value)
            held += 6
            if held >= 8 {
                held -= 8
                octets.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
