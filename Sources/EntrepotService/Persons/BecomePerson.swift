package import EntrepotStore
import Measures
package import Speech

/// Somebody says who they are on an account that several share.
package struct BecomePerson: Sendable {
    private let house: House

    package init(_ house: House) {
        self.house = house
    }

    /// The person, when the PIN is theirs and they have something to do here.
    ///
    /// - Parameters:
    ///   - account: of the machine; tries are counted for it and the person.
    ///   - ceiling: what persons may hold at most through the account; nil when it is nobody's to share.
    package func run(_ code: String, pin: String?, account: String, ceiling: [PersonRole]?) async throws(Refusal) -> (
        person: PersonRecord, roles: [PersonRole]
    ) {
        do {
            return try await find(code, pin, account, ceiling)
        } catch {
            throw FailureRefusal(house, nil).refusal(error)
        }
    }

    private func find(_ code: String, _ pin: String?, _ account: String, _ ceiling: [PersonRole]?) async throws -> (
        PersonRecord, [PersonRole]
    ) {
        guard let ceiling else { throw Self.notShared(account) }
        guard let pin else {
            throw Refusal(
                .argumentMissing, ["argument": "pin"],
                Wording("say the PIN as well: hello as=\(code) pin=…", "dire aussi le code : bonjour en-tant-que=\(code) code=…"))
        }
        let pool = house.store.pool
        let person = try await PersonQueries.person(code, from: pool)
        // What nobody has is counted in one place, or the table could be filled with it.
        let counted = person?.code ?? ""
        if case .paused(let milliseconds) = try await PinQueries.claim(account: account, code: counted, from: pool) {
            throw Self.paused(milliseconds)
        }
        let hash = if let person { try await PinQueries.hash(of: person.id, from: pool) } else { nil as String? }
        guard await PinHash.isRight(pin, for: hash), let person else {
            try await RequestQueries.audit(
                actor: account, command: "refused AUTH.PERSON: hello as=\(code) pin=***", scope: RequestQueries.catalogueScope, in: pool)
            throw Self.wrong(code)
        }
        try await PinQueries.forget(account: account, code: counted, from: pool)
        guard person.state(at: house.now()) == .active else { throw Self.ended(code) }
        let roles = person.roles.flatMap { $0.within(ceiling) }
        guard !roles.isEmpty else { throw Self.beyond(person, ceiling, account) }
        return (person, roles)
    }

    /// What somebody who became a person may do now; throws when the person has ended, or the account is shared no more or not so far.
    package func recall(_ code: String, account: String, ceiling: [PersonRole]?) throws(Refusal) -> [PersonRole] {
        guard let ceiling else { throw Self.notShared(account) }
        guard let person = house.store.persons.current.persons[code], person.state(at: house.now()) == .active else {
            throw Self.ended(code)
        }
        let roles = person.roles.flatMap { $0.within(ceiling) }
        guard !roles.isEmpty else { throw Self.beyond(person, ceiling, account) }
        return roles
    }

    private static func ended(_ code: String) -> Refusal {
        Refusal(
            "AUTH.PERSON-ENDED", ["person": .string(code)],
            Wording(
                "\(code) has ended here: a manager can set another last day with «\(en: .personEdit) \(code) until=…»",
                "\(code) a fini ici : un responsable peut mettre un autre dernier jour avec « \(fr: .personEdit) \(code) jusque=… »"))
    }

    private static func notShared(_ account: String) -> Refusal {
        Refusal(
            "AUTH.NOT-SHARED", ["account": .string(account)],
            Wording(
                "the account \(account) is one person's own: leave as= out, or have the configuration share it (roles, shared)",
                "le compte \(account) est à une seule personne : enlever en-tant-que=, ou le faire partager dans la configuration (roles, shared)"
            ))
    }

    private static func paused(_ milliseconds: Int) -> Refusal {
        let seconds = (milliseconds + 999) / 1_000
        return Refusal(
            "AUTH.PIN-PAUSED", ["wait_seconds": .integer(Int64(seconds))], retry: .after(milliseconds: milliseconds),
            Wording(
                "too many wrong PINs: the next is looked at in \(seconds) s; a manager can set a new one with \(en: .personEdit)",
                "trop de codes faux : le prochain sera regardé dans \(seconds) s ; un responsable peut en mettre un neuf avec \(fr: .personEdit)"
            ))
    }

    private static func wrong(_ code: String) -> Refusal {
        Refusal(
            .authPerson, ["person": .string(code)],
            Wording(
                "there is no \(code) with this PIN: check both; a manager can set a new one with \(en: .personEdit)",
                "pas de \(code) avec ce code : vérifier les deux ; un responsable peut en mettre un neuf avec \(fr: .personEdit)"))
    }

    private static func beyond(_ person: PersonRecord, _ ceiling: [PersonRole], _ account: String) -> Refusal {
        let most = ceiling.map(\.description).joined(separator: ",")
        let held = person.roles.map(\.description).joined(separator: ",")
        return Refusal(
            "AUTH.PERSON-BEYOND", ["person": .string(person.code), "have": .string(held), "shared": .string(most)],
            Wording(
                "\(person.code) is \(held), and through the account \(account) nobody is more than \(most): use another account",
                "\(person.code) est \(held), et par le compte \(account) personne n'est plus que \(most) : prendre un autre compte"))
    }
}
