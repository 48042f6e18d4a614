import EntrepotStore
import Measures
import PlainJSON
import Speech

/// A person as answers show them, and what their use cases have in common.
package enum PersonAnswer {
    /// The keys of a person's record.
    package static let keys = ["code", "name", "roles", "until", "state", "pin", "added_by", "added_at"]

    /// The keys of a record that is answered to a change. An answer is kept with its key for ever, and a name is not to be.
    package static let changedKeys = keys.filter { $0 != "name" }

    static func record(_ person: PersonRecord, at now: Timestamp) -> JSONObject {
        JSONObject(
            keys: keys,
            values: [
                .string(person.code), JSONValue(person.name), .string(person.roles.map(\.description).joined(separator: ", ")),
                JSONValue(person.until?.description), .string(person.state(at: now).rawValue), .boolean(person.hasPIN),
                .string(person.addedBy), .string(person.addedAt.description),
            ])
    }

    /// What the person may do and where, in words.
    static func told(_ roles: [PersonRole]) -> Wording {
        func said(_ role: PersonRole, _ of: String, _ `in`: String) -> String {
            [role.role.rawValue, role.organisation.map { "\(of) \($0)" }, role.warehouse.map { "\(`in`) \($0)" }].compactMap { $0 }
                .joined(separator: " ")
        }
        return Wording(
            roles.map { said($0, "for", "in") }.joined(separator: ", "), roles.map { said($0, "pour", "à") }.joined(separator: ", "))
    }

    /// The person of a code as the speaker sees them, fresh from the database.
    static func find(_ code: String, _ desk: Desk) async throws -> PersonRecord {
        let known = try await desk.reading { desk in try await PersonQueries.all(from: desk.source) }
        if let person = known.first(where: { $0.code == code }) { return person }
        throw Refusal.notFound(
            "NOTFOUND.PERSON", Wording("person", "personne"), code, nearest: NearestWords.nearest(to: code, among: known.map(\.code)),
            figure: "person")
    }

    /// Refuses a PIN that could be guessed in a handful of tries, or does not fit.
    static func check(pin: String) throws(Refusal) {
        guard (4...64).contains(pin.unicodeScalars.count) else {
            throw Refusal(
                .argumentValue, ["argument": "pin"],
                Wording("a PIN is 4 to 64 characters: choose another", "un code fait 4 à 64 caractères : en choisir un autre"))
        }
    }
}
