import Glibc
import TestSupport

/// A daemon of its own with two warehouses, goods of three associations, two funders, a restricted site, and accounts of which each
/// reaches a part; what the accounts may not learn carries marks that stand nowhere else.
actor DoorsHouse {
    static let shared = DoorsHouse()
    private var starting: Task<DoorsScene, any Error>?

    /// The daemon with its scene played.
    func scene() async throws -> DoorsScene {
        let task = starting ?? Task { try await DoorsScene.played() }
        starting = task
        return try await task.value
    }
}

/// Who comes to the doors. The accounts are those every machine has.
enum Caller: String, CaseIterable {
    /// Volunteer, manager and lead at once, for abri in calais alone.
    case limited = "daemon"
    /// A volunteer of everything.
    case volunteer = "bin"
    case funder = "sys"
    case partner = "games"
    case volunteerInDunkirk = "man"
    case viewer = "lp"
    /// A lead for abri alone.
    case leadOfAbri = "mail"

    static let yaml = """
        socket: {mode: "0666", max_clients_per_user: 400}
        roles:
          users:
            daemon: {roles: [volunteer, manager, lead], organisations: [abri], warehouses: [calais]}
            bin: [volunteer]
            sys: {roles: [funder], organisations: [choose-love]}
            games: {roles: [partner], organisations: [abri]}
            man: {roles: [volunteer], warehouses: [dunkirk]}
            lp: [viewer]
            mail: {roles: [lead], organisations: [abri]}
        """

    /// A session of theirs, in which what looks repeated is booked.
    func session(on socket: String) async throws -> AdminClient {
        guard let account = getpwnam(rawValue) else { throw DaemonFault("this machine has no account \(rawValue)") }
        let client = try await AdminClient(socket, as: account.pointee.pw_uid)
        _ = try await client.ask("hello repeats=allow")
        return client
    }
}

/// A house with something to hide, and the numbers that its books gave.
struct DoorsScene: Sendable {
    let daemon: DaemonProcess
    /// The numbers of what was made, by the names that lines use in braces.
    let numbers: [String: String]

    /// A line with the numbers put in.
    func filled(_ line: String) -> String {
        numbers.reduce(line) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    private static let lines = [
        "organisation add abri", "organisation add brasero", "organisation add cantine", "organisation add choose-love",
        "organisation add other-fund", "organisation add idle",
        "item add blanket name=Blanket weight_g=1000 volume_ml=5000 pack=bale:20 alias=grey-one", "item add spare name=Spare",
        "kit define spare component=blanket:2",
        "warehouse add calais timezone=Europe/Paris lat=50.95 lon=1.86", "warehouse add dunkirk timezone=Europe/Paris lat=51.03 lon=2.37",
        "place add calais/a1 kind=bin", "place add calais/a2 kind=bin", "place add calais/void kind=bin", "place add dunkirk/a1 kind=bin",
        "place add dunkirk/a2 kind=bin", "place add dunkirk/void kind=bin",
        "grant add winter-love funder=choose-love organisation=brasero warehouse=calais amount=5000EUR from=2026-01-01 until=2027-12-31",
        "grant add spring-other funder=other-fund organisation=cantine warehouse=dunkirk amount=6000EUR from=2026-01-01 until=2027-12-31",
        "donation receive item=blanket qty=7101 place=calais/a1 owner=brasero lot=brasero-secret grant=winter-love value=480,00EUR "
            + "donor=\"Donor of Brasero\" -> brasero_movement",
        "donation receive item=blanket qty=40 place=calais/a1 owner=abri lot=abri-lot donor=\"Donor of Abri\"",
        "donation receive item=blanket qty=7202 place=dunkirk/a1 owner=cantine lot=dunkirk-secret donor=\"Donor of Dunkirk\" "
            + "-> dunkirk_movement",
        "donation receive item=blanket qty=60 place=dunkirk/a1 owner=abri lot=abri-dunkirk",
        "delivery open donor=\"Donor of Brasero\" waybill=W-Brasero place=calais/a1 -> brasero_delivery",
        "donation receive item=blanket qty=1 place=calais/a1 owner=brasero delivery={brasero_delivery}",
        "purchase add supplier=\"Shop of Brasero\" total=7101,00EUR item=blanket:7101 grant=winter-love warehouse=calais -> brasero_purchase",
        "purchase add supplier=\"Shop of Dunkirk\" total=7202,00EUR item=blanket:7202 owner=cantine warehouse=dunkirk -> dunkirk_purchase",
        "expense add amount=7101,00EUR what=Brasero owner=brasero warehouse=calais -> brasero_expense",
        "delivery open donor=\"Donor of Dunkirk\" waybill=W-Dunkirk place=dunkirk/a1 -> dunkirk_delivery",
        "donation announce donor=\"Donor of Brasero\" item=blanket qty=7101 on=tomorrow place=calais/a1 owner=brasero -> brasero_expected",
        "donation announce donor=\"Donor of Dunkirk\" item=blanket qty=7202 on=tomorrow place=dunkirk/a1 owner=cantine -> dunkirk_expected",
        "donor edit \"Donor of Brasero\" address=\"7101 rue Brasero\"",
        "site add hidden-house name=\"Maison Cachee\" zone=west lat=50.9137 lon=1.8246 people=3131 sensitivity=restricted "
            + "open=00:00-23:59 warehouse=calais",
        "site edit hidden-house zone=east lat=50.9138 lon=1.8247", "site edit hidden-house zone=west lat=50.9137 lon=1.8246",
        "site headcount \"maison cachee\" people=3131",
        "site add open-camp zone=north lat=50.97 lon=1.90 people=12 open=00:00-23:59 warehouse=calais",
        "site add dunkirk-camp zone=east lat=51.04 lon=2.38 people=12 warehouse=dunkirk",
        "vehicle add calais-van warehouse=calais capacity_kg=900 capacity_l=9000",
        "vehicle add abri-van warehouse=calais capacity_kg=900 capacity_l=9000",
        "vehicle add dunkirk-van warehouse=dunkirk capacity_kg=900 capacity_l=9000",
        "need set item=blanket warehouse=calais per_person_day=1/180 class=vital",
        "crew set date=tomorrow warehouse=calais drivers=2 volunteers=4",
        "plan make warehouse=calais iterations=100 vehicles=calais-van -> plan",
        "round open vehicle=calais-van date=today stop=hidden-house stop=open-camp organisation=brasero warehouse=calais -> round",
        "round load {round} take=blanket:11", "round depart {round}",
        "round deliver {round} stop=hidden-house give=blanket:5 people=5",
        "round open vehicle=abri-van date=today stop=hidden-house stop=open-camp organisation=abri warehouse=calais -> abri_round",
        "round load {abri_round} take=blanket:3",
        "round open vehicle=dunkirk-van date=today stop=dunkirk-camp organisation=cantine warehouse=dunkirk -> dunkirk_round",
        "transfer blanket 7 from=dunkirk/a1 to=calais/a2 owner=cantine -> transit",
        "sort blanket 6 place=dunkirk/a1 owner=cantine lot=dunkirk-secret partly=yes -> sorting",
        "person add boss role=manager", "person add dora name=Dora role=volunteer organisation=cantine warehouse=dunkirk pin=2468",
        "person add nearby role=volunteer organisation=abri warehouse=calais pin=1357",
        "request add item=blanket:7101 by=brasero for=\"Cellar of Brasero\" warehouse=calais -> brasero_request",
        "lend blanket 2 from-owner=brasero to-owner=cantine place=calais/a1",
        "settle blanket 2 from-owner=cantine to-owner=brasero forgive=worn warehouse=calais -> brasero_settlement",
        "consent set owner=brasero user=cantine allow=no warehouse=calais",
        "reserve blanket 9 place=calais/a1 owner=brasero lot=brasero-secret for=clinic",
        "reserve blanket 9 place=dunkirk/a1 owner=cantine lot=dunkirk-secret for=clinic",
        "count open place=dunkirk/a2 -> dunkirk_count", "count open place=calais/a2 -> count",
        "report run nightly warehouse=calais -> report", "report run nightly warehouse=dunkirk -> dunkirk_report",
        "report run usage grant=spring-other warehouse=dunkirk month=2026-11 -> other_report",
    ]

    static func played() async throws -> DoorsScene {
        let daemon = try await DaemonProcess.start(DaemonProcess.Settings(yaml: Caller.yaml))
        let client = try await AdminClient(daemon.socket)
        _ = try await client.ask("hello repeats=allow")
        var numbers: [String: String] = [:]
        func play(_ line: String, _ client: AdminClient) async throws {
            let parts = line.split(separator: " -> ")
            let request = numbers.reduce(String(parts[0])) { $0.replacing("{\($1.key)}", with: $1.value) }
            let reply = try await client.ask(request)
            guard reply.isOK else { throw DaemonFault("\(request): \(reply.final)") }
            guard parts.count > 1 else { return }
            let name = String(parts[1])
            let kind = name.split(separator: "_").last.map(String.init) ?? name
            // A record's first column, where the final does not name the number.
            guard
                let number = reply.pair(kind) ?? reply.pair("movement")
                    ?? reply.lines.last?.split(separator: " ").dropFirst().first.map(String.init)
            else { throw DaemonFault("\(request): no number in \(reply.final)") }
            numbers[name] = number
        }
        for line in lines { try await play(line, client) }
        // A large loss of a volunteer waits to be explained.
        let volunteer = try await Caller.volunteer.session(on: daemon.socket)
        try await play("loss blanket 100 place=dunkirk/a1 owner=cantine reason=stolen", volunteer)
        let waiting = try await client.ask("review list warehouse=dunkirk columns=review format=tsv")
        guard let review = waiting.lines.last?.dropFirst(2) else { throw DaemonFault("nothing waits: \(waiting.final)") }
        numbers["review"] = String(review)
        return DoorsScene(daemon: daemon, numbers: numbers)
    }

    /// What the books hold, in three figures: faults, movements, audited deeds. Refusals that were written down are no deeds.
    func books() async throws -> [String] {
        let client = try await AdminClient(daemon.socket)
        var found: [String] = []
        found.append(try await client.ask("verify").pair("faults") ?? "no answer")
        found.append(String(try await client.ask("movement list limit=all columns=movement format=tsv").lines.count))
        for scope in ["", "warehouse=calais", "warehouse=dunkirk"] {
            let audit = try await client.ask("audit list \(scope) limit=all columns=command format=tsv")
            found.append(String(audit.lines.filter { !$0.hasPrefix("| refused ") }.count))
        }
        return found
    }
}
