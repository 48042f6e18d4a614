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
    package func list(_ page: Page) async throws -> Answer {
        if let after = page.after, try await DonorNames.exists(after, from: desk.source) == false { throw page.notACursor("donor list") }
        let names = try await DonorNames.page(after: page.after, limit: page.wanted, from: desk.source)
        return page.answer(names, cursor: { $0 }) { ["name": .string($0)] }
    }
}
