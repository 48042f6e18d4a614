import EntrepotStore
import PlainJSON

/// Reading donors.
package struct DonorList: Sendable {
    let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The keys of a donor's record.
    package static let keys = ["name"]

    /// Donors in alphabetical order. They come into being with their first donation; `unknown` always exists.
    package func list(_ page: CataloguePage) async throws -> Answer {
        let probe = page.limit == .max ? page.limit : page.limit + 1
        let names = try await DonorNames.page(after: page.after, limit: probe, from: desk.source)
        let shown = names.prefix(page.limit)
        var answer = Answer(records: shown.map { ["name": .string($0)] })
        if names.count > shown.count { answer.next = shown.last }
        return answer
    }
}
