import EntrepotStore
package import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// What was said of a person; nil where nothing was.
package struct PersonWords: Sendable {
    package var code: String
    package var name: String?
    package var roles: [Role] = []
    package var organisations: [String] = []
    package var warehouses: [String] = []
    /// The last day as written, or `none`.
    package var until: String?
    package var pin: String?

    package init(code: String) { self.code = code }

    var saysRoles: Bool { !roles.isEmpty }
    var saysLimits: Bool { !organisations.isEmpty || !warehouses.isEmpty }
}

/// Adding, changing, ending and erasing persons.
package struct WritePerson: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Adds a person.
    package func add(_ said: PersonWords) async throws -> Answer {
        let code = try CatalogueWords.code(said.code, figure: "code")
        let name = try CatalogueWords.name(said.name)
        if let pin = said.pin { try PersonAnswer.check(pin: pin) }
        guard !desk.rules.accounts.contains(code.text) else {
            throw Refusal(
                "CONFLICT.EXISTS", ["code": .string(code.text)],
                Wording(
                    "\(code) is an account of this machine, and the books could not tell them apart: take another code",
                    "\(code) est un compte de cette machine, et les comptes ne pourraient les distinguer : prendre un autre code"))
        }
        let roles = try await given(said)
        let until = try await lastDay(said.until, roles.map(\.role))
        // Before the transaction: hashing takes a while, and holds nothing meanwhile.
        let hash = if let pin = said.pin { try await PinHash.make(pin) } else { nil as String? }
        return try await change { desk in
            let transaction = try desk.requireTransaction
            guard let id = try await PersonQueries.insert(code, name: name, by: desk.actor, in: transaction) else {
                throw Refusal(
                    "CONFLICT.EXISTS", ["code": .string(code.text)],
                    Wording(
                        "there is or was a person \(code), and the books keep codes for ever: take another, or see «\(en: .personShow) \(code)»",
                        "il y a ou il y a eu une personne \(code), et les comptes gardent les codes : en prendre un autre, ou voir "
                            + "« \(fr: .personShow) \(code) »"))
            }
            try await PersonQueries.add(roles.map(\.ids), to: id, in: transaction)
            if let until { try await PersonQueries.setUntil(until, of: id, in: transaction) }
            if let hash { try await PinQueries.set(hash, of: id, code: code.text, by: desk.actor, in: transaction) }
            let person = try await Self.person(code.text, transaction)
            let told = PersonAnswer.told(person.roles)
            return Self.answer(
                person, desk,
                Wording(
                    "\(code) is \(told.english)\(person.until.map { " until the end of \($0)" } ?? "")",
                    "\(code) est \(told.french)\(person.until.map { " jusqu'à la fin du \($0)" } ?? "")"))
        }
    }

    /// Changes what was said and nothing else. Roles replace those held, unless `also` adds them.
    package func edit(_ said: PersonWords, also: Bool) async throws -> Answer {
        let name = try CatalogueWords.name(said.name)
        if let pin = said.pin { try PersonAnswer.check(pin: pin) }
        let before = try await PersonAnswer.find(said.code, desk)
        try PersonRights.require(before, desk)
        guard before.state(at: desk.now) != .erased else { throw Self.isErased(said.code) }
        guard said.saysRoles || !said.saysLimits else {
            throw Refusal(
                .argumentMissing, ["argument": "role"],
                Wording(
                    "limits belong to a role: say role= again with organisation= and warehouse=",
                    "les limites vont avec un rôle : redire rôle= avec association= et entrepôt="))
        }
        guard said.saysRoles || name != nil || said.until != nil || said.pin != nil else {
            throw Refusal(
                .argumentMissing, ["argument": "name"],
                Wording(
                    "say what changes: name=, role=, until= or pin=", "dire ce qui change : nom=, rôle=, jusque= ou code="))
        }
        let roles = said.saysRoles ? try await given(said) : []
        let until = try await lastDay(said.until, roles.isEmpty ? before.roles : roles.map(\.role))
        let hash = if let pin = said.pin { try await PinHash.make(pin) } else { nil as String? }
        return try await change { desk in
            let transaction = try desk.requireTransaction
            try await PersonQueries.lock(before.id, in: transaction)
            if said.saysRoles {
                if !also { try await PersonQueries.removeRoles(of: before.id, in: transaction) }
                try await PersonQueries.add(roles.map(\.ids), to: before.id, in: transaction)
            }
            if let name { try await PersonQueries.setName(name, of: before.id, in: transaction) }
            if said.until != nil { try await PersonQueries.setUntil(until, of: before.id, in: transaction) }
            if let hash { try await PinQueries.set(hash, of: before.id, code: said.code, by: desk.actor, in: transaction) }
            let person = try await Self.person(said.code, transaction)
            let told = PersonAnswer.told(person.roles)
            return Self.answer(
                person, desk,
                Wording(
                    "\(said.code) is \(told.english)\(person.until.map { " until the end of \($0)" } ?? "")",
                    "\(said.code) est \(told.french)\(person.until.map { " jusqu'à la fin du \($0)" } ?? "")"))
        }
    }

    /// Ends a person: nobody speaks as them any more, and their open sessions end. `undo` lets them go on.
    package func end(_ code: String, undo: Bool) async throws -> Answer {
        let before = try await PersonAnswer.find(code, desk)
        try PersonRights.require(before, desk)
        guard before.state(at: desk.now) != .erased else { throw Self.isErased(code) }
        return try await change { desk in
            let transaction = try desk.requireTransaction
            try await PersonQueries.lock(before.id, in: transaction)
            try await PersonQueries.setEnded(!undo, of: before.id, in: transaction)
            let person = try await Self.person(code, transaction)
            var answer = Self.answer(
                person, desk,
                undo
                    ? Wording("\(code) may go on", "\(code) peut continuer")
                    : Wording("\(code) has ended, and so have their sessions", "\(code) a fini, et ses sessions aussi"))
            answer.changed = (before.endedAt == nil) != undo
            if undo, person.state(at: desk.now) == .ended, let until = person.until {
                answer.warnings.append(
                    Wording(
                        "the last day, \(until), is over all the same: set another with «\(en: .personEdit) \(code) until=…»",
                        "le dernier jour, \(until), est passé quand même : en mettre un autre avec « \(fr: .personEdit) \(code) jusque=… »")
                )
            }
            return answer
        }
    }

    /// Ends a person and forgets who it was: name, PIN, defaults. Books and audit keep the code.
    package func erase(_ code: String) async throws -> Answer {
        let before = try await PersonAnswer.find(code, desk)
        try PersonRights.require(before, desk)
        return try await change { desk in
            let transaction = try desk.requireTransaction
            try await PersonQueries.lock(before.id, in: transaction)
            if !before.isErased { try await PersonQueries.erase(before.id, code: code, in: transaction) }
            var answer = Self.answer(
                try await Self.person(code, transaction), desk,
                Wording(
                    "name and PIN of \(code) are erased; books and audit keep the code",
                    "le nom et le code secret de \(code) sont effacés ; les comptes gardent son code"))
            answer.changed = !before.isErased
            return answer
        }
    }

    // MARK: Parts

    /// Roles with their limits, each role with each organisation in each warehouse, as in the configuration; all of them the speaker's to give.
    private func given(_ said: PersonWords) async throws -> [PersonRights.Given] {
        let names = Names(desk)
        var organisations: [OrganisationRecord?] = []
        for code in said.organisations { organisations.append(try await names.organisation(code)) }
        var warehouses: [WarehouseRecord?] = []
        for code in said.warehouses { warehouses.append(try await names.warehouse(code)) }
        var given: [PersonRights.Given] = []
        for role in said.roles {
            guard role != .admin || !said.saysLimits else {
                throw Refusal(
                    .argumentValue, ["role": "admin"],
                    Wording(
                        "an administrator has no limits: leave organisation= and warehouse= out, or give another role",
                        "un administrateur n'a pas de limites : enlever association= et entrepôt=, ou donner un autre rôle"))
            }
            for organisation in organisations.isEmpty ? [nil] : organisations {
                for warehouse in warehouses.isEmpty ? [nil] : warehouses {
                    let one = PersonRights.Given(
                        role: PersonRole(role, organisation: organisation?.code, warehouse: warehouse?.code), organisation: organisation,
                        warehouse: warehouse)
                    try PersonRights.require(one, desk)
                    if !given.contains(one) { given.append(one) }
                }
            }
        }
        return given
    }

    /// The last day and when it is over: by the clock of the warehouse the person works in, else of the first there is, else in UTC.
    private func lastDay(_ written: String?, _ roles: [PersonRole]) async throws -> (day: CivilDate, end: Timestamp)? {
        guard let written, written != "none" else { return nil }
        let home = roles.lazy.compactMap(\.warehouse).first.flatMap { desk.catalogue.warehouse($0) } ?? desk.catalogue.warehouses.first
        let day = try await Moments(desk).day(written, .planned, figure: "until", warehouse: home)
        let end: Timestamp
        if let home {
            end = try await LocalTimes.beginning(of: day.adding(days: 1), warehouse: home.id, from: desk.source)
        } else {
            end = Timestamp(microseconds: (Int64(day.dayNumber) + 1) * 86_400_000_000)
        }
        guard end.microseconds > desk.now.microseconds else {
            throw Refusal(
                .argumentValue, ["argument": "until", "value": .string(written), "day": .string(day.description)],
                Wording(
                    "\(day.words.english) is over: name a day to come, or end somebody with \(en: .personEnd)",
                    "le \(day.words.french) est passé : donner un jour à venir, ou finir quelqu'un avec \(fr: .personEnd)"))
        }
        return (day, end)
    }

    /// Once, in the catalogue's scope, and told to every daemon.
    private func change(_ body: @escaping @Sendable (Desk) async throws -> Answer) async throws -> Answer {
        let answer = try await desk.once(in: RequestQueries.catalogueScope, of: .asked) { desk in
            let answer = try await body(desk)
            try await desk.requireTransaction.execute("notify persons")
            return answer
        }
        if desk.transaction == nil { try await desk.store.persons.reload() }
        return answer
    }

    private static func person(_ code: String, _ transaction: Transaction) async throws -> PersonRecord {
        guard let person = try await PersonQueries.person(code, from: transaction) else {
            throw PostgresError(.unexpectedRowCount, "a person that was just written is not there")
        }
        return person
    }

    private static func answer(_ person: PersonRecord, _ desk: Desk, _ sentence: Wording) -> Answer {
        var answer = Answer(
            records: [PersonAnswer.record(person, at: desk.now).projected(to: PersonAnswer.changedKeys)],
            pairs: ["person": .string(person.code)], sentence)
        if !person.hasPIN, person.state(at: desk.now) == .active {
            answer.warnings.append(
                Wording(
                    "\(person.code) has no PIN and cannot say who they are yet: «\(en: .personEdit) \(person.code) pin=…»",
                    "\(person.code) n'a pas de code et ne peut pas encore dire qui c'est : « \(fr: .personEdit) \(person.code) code=… »"))
        }
        return answer
    }

    private static func isErased(_ code: String) -> Refusal {
        Refusal(
            "RULE.PERSON-ERASED", ["person": .string(code)],
            Wording(
                "\(code) is erased and stays so: add the person anew under another code",
                "\(code) est effacé et le reste : ajouter la personne de nouveau sous un autre code"))
    }
}
