import EntrepotStore
import Measures
import Speech

/// Finds a donor by the name it is typed by. Donors have no codes: a name, an absorbed name, or, for reading, a part of one that only one
/// donor has.
struct FindDonor: Sendable {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// The donor of exactly this name, case, accents and blanks aside; one that the reader may know of.
    func exactly(_ typed: String, figure: String = "donor") async throws -> Identifier<Donor> {
        try await one(typed, figure: figure, byPart: false)
    }

    /// The donor of this name, or the only one whose name holds it.
    func forReading(_ typed: String, figure: String = "donor") async throws -> Identifier<Donor> {
        try await one(typed, figure: figure, byPart: true)
    }

    private func one(_ typed: String, figure: String, byPart: Bool) async throws -> Identifier<Donor> {
        let names = try await desk.reading { try await DonorQueries.names(from: $0.source) }
        let wanted = FoldedText(typed)
        func donors(_ isMeant: (FoldedText) -> Bool) -> [Identifier<Donor>: String] {
            var found: [Identifier<Donor>: String] = [:]
            for (name, donor) in names where isMeant(FoldedText(name)) { found[donor] = found[donor] ?? name }
            return found
        }
        var found = donors { $0 == wanted }
        if found.isEmpty, byPart, wanted.text.count >= 3 { found = donors { $0.text.contains(wanted.text) } }
        if found.count == 1, let donor = found.first { return donor.key }
        guard found.isEmpty else {
            let list = found.values.sorted()
            throw Refusal(
                .ambiguousCode, [.init(figure, typed), .init("names", list.joined(separator: ","))],
                Wording(
                    "«\(typed)» may be \(list.prefix(8).joined(separator: " or ")): write the whole name",
                    "« \(typed) » peut être \(list.prefix(8).joined(separator: " ou ")) : écrire le nom entier"))
        }
        throw Refusal.notFound(
            "NOTFOUND.DONOR", Wording("donor", "donateur"), typed, nearest: NearestWords.nearest(to: typed, among: names.map(\.name)),
            figure: figure)
    }
}
