import EntrepotStore
import PlainJSON
import Speech

/// Who says who they are here: those with a role in what the speaker reaches.
package struct ListPersons: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Persons in order of code; those who have ended when they are asked for.
    package func list(withEnded: Bool, _ page: Page) async throws -> Answer {
        let now = desk.now
        let all = try await PersonQueries.all(from: desk.source).filter { withEnded || $0.state(at: now) == .active }
        return try page.cut(all, list: "person list", by: \.code) { PersonAnswer.record($0, at: now) }
    }

    /// One person.
    package func show(_ code: String) async throws -> Answer {
        Answer(records: [PersonAnswer.record(try await PersonAnswer.find(code, desk), at: desk.now)])
    }
}
