import AdminProtocol
import AdminSocket
import EntrepotService
import EntrepotStore
import Measures
import Speech
import StockLedger

/// Persons on accounts that several share: from what the socket knows to what the house knows, and back.
struct SharedAccounts: Sendable {
    let house: House
    let accounts: Accounts

    /// Who somebody who spoke before is now. What the account's persons may hold is asked anew as well.
    func recall(_ actor: SessionActor, _ peer: PeerCredentials) -> SessionActor {
        var known = accounts.actor(peer)
        guard let person = actor.person else { return known }
        known.person = person
        known.accountRoles = known.roles
        do throws(Refusal) {
            let roles = try BecomePerson(house).recall(person, account: known.account, ceiling: known.shared.map(Self.roles))
            known.roles = Self.grants(roles)
        } catch {
            known.ended = error
        }
        return known
    }

    /// Who speaks when somebody says so; the account's own name leads back to it.
    func become(_ code: String, _ pin: String?, _ actor: SessionActor) async throws(Refusal) -> SessionActor {
        var known = actor
        if code == actor.account, pin == nil {
            if known.person != nil { known.roles = known.accountRoles }
            known.person = nil
            return known
        }
        let found = try await BecomePerson(house).run(code, pin: pin, account: actor.account, ceiling: actor.shared.map(Self.roles))
        if actor.person == nil { known.accountRoles = actor.roles }
        known.person = found.person.code
        known.roles = Self.grants(found.roles)
        return known
    }

    /// What somebody kept from sessions before.
    func defaults(of actor: SessionActor) -> SessionDefaults {
        guard let kept = house.store.persons.current.defaults[Self.key(actor)] else { return SessionDefaults() }
        return SessionDefaults(
            place: kept.place, owner: kept.owner, warehouse: kept.warehouse, language: kept.language.flatMap(Language.init),
            format: kept.format.flatMap(RecordFormat.init))
    }

    /// Finds what is asked to be meant, keeps of it what is to be kept, and says what holds.
    func settle(_ asked: AskedDefaults, _ now: SessionDefaults, _ actor: SessionActor) async throws(Refusal) -> SessionDefaults {
        let scope = Scope(
            person: actor.name, holding: actor.roles.map { HeldRole($0.role, organisation: $0.organisation, warehouse: $0.warehouse) },
            allowing: Role.everybody, in: house.store.catalogue.current)
        let home = now.warehouse ?? now.place.flatMap { $0.split(separator: "/").first.map(String.init) }
        let speaker = Speaker(person: actor.name, scope: scope, isReviewed: true, deadline: .now + .seconds(30), home: home)
        let settle = SettleDefaults(Desk(house, speaker, .none))
        var found = asked
        (found.place, found.owner, found.warehouse) = try await settle.names(
            place: asked.place, owner: asked.owner, warehouse: asked.warehouse)
        let kept = found.kept(ofPerson: actor.person != nil)
        if !kept.isEmpty {
            try await settle.keep(of: Self.key(actor)) { record in
                let was = SessionDefaults(place: record.place, owner: record.owner, warehouse: record.warehouse)
                let named = kept.merged(onto: was)
                (record.place, record.owner, record.warehouse) = (named.place, named.owner, named.warehouse)
                record.language = kept.language?.rawValue ?? record.language
                record.format = kept.format?.rawValue ?? record.format
            }
        }
        return found.merged(onto: now)
    }

    private static func key(_ actor: SessionActor) -> DefaultsKey { DefaultsKey(person: actor.person, account: actor.account) }

    private static func roles(_ grants: [RoleGrant]) -> [PersonRole] {
        grants.map { PersonRole($0.role, organisation: $0.organisation, warehouse: $0.warehouse) }
    }

    private static func grants(_ roles: [PersonRole]) -> [RoleGrant] {
        roles.map { RoleGrant($0.role, organisation: $0.organisation, warehouse: $0.warehouse) }
    }
}
