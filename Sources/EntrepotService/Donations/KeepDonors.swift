import EntrepotStore
import Measures
import PlainJSON
import Speech

/// Keeping donors: another name or address, and two that turn out to be one.
package struct KeepDonors: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Gives a donor another name or address; an empty address takes it away. What it was stays readable.
    package func edit(_ typed: String, name: String?, address: String?) async throws -> Answer {
        if let kept = try await desk.replay(in: RequestQueries.catalogueScope) { return kept }
        try desk.requireEverything()
        let donor = try await FindDonor(desk).exactly(typed)
        let there = try await DonorQueries.row(donor, from: desk.source)
        guard name != nil || address != nil else {
            throw Refusal(
                .argumentMissing, [.init("arg", "name")],
                Wording("say what is to be another: name= or address=", "dire ce qui change : nom= ou adresse="))
        }
        try refuseUnknown(there.name)
        let wantedName = try CatalogueWords.name(name).flatMap { $0 == there.name ? nil : $0 }
        if let wantedName { try await refuseTaken(wantedName, by: there) }
        let wantedAddress = try address.map(Self.address).flatMap { $0 == (there.address ?? "") ? nil : $0 }
        guard wantedName != nil || wantedAddress != nil else {
            return Answer(records: [ShowDonors.record(there)], Wording("it is so already", "c'est déjà le cas"), changed: false)
        }
        return try await desk.once(in: RequestQueries.catalogueScope) { desk in
            let transaction = try desk.requireTransaction
            try await DonorQueries.edit(donor, name: wantedName, address: wantedAddress, actor: desk.actor, in: transaction)
            let now = try await DonorQueries.row(donor, from: transaction)
            return Answer(
                records: [ShowDonors.record(now)], pairs: ["donor": .string(now.name)],
                wantedName == nil
                    ? Wording("\(now.name) has another address", "\(now.name) a une autre adresse")
                    : Wording("\(there.name) is called \(now.name) from now on", "\(there.name) s'appelle désormais \(now.name)"))
        }
    }

    /// Lets one donor absorb another: its gifts count for the survivor, and its name, typed again, means the survivor. `undo` lets it stand
    /// by itself again, with what it gave before.
    package func merge(_ typed: String, into target: String, undo: Bool) async throws -> Answer {
        if let kept = try await desk.replay(in: RequestQueries.catalogueScope) { return kept }
        try desk.requireEverything()
        let survivor = try await FindDonor(desk).exactly(target, figure: "into")
        let into = try await DonorQueries.row(survivor, from: desk.source)
        if undo { return try await part(typed, from: into) }
        let absorbed = try await FindDonor(desk).exactly(typed)
        guard absorbed != survivor else {
            return Answer(
                records: [ShowDonors.record(into)],
                Wording("\(typed) counts as \(into.name) already", "\(typed) compte déjà comme \(into.name)"),
                changed: false)
        }
        let from = try await DonorQueries.row(absorbed, from: desk.source)
        try refuseUnknown(from.name)
        try refuseUnknown(into.name)
        return try await desk.once(in: RequestQueries.catalogueScope) { desk in
            let transaction = try desk.requireTransaction
            try await DonorQueries.merge(absorbed, into: survivor, actor: desk.actor, in: transaction)
            let gifts = from.gifts
            return Answer(
                records: [ShowDonors.record(try await DonorQueries.row(survivor, from: transaction))], pairs: ["donor": .string(into.name)],
                Wording(
                    "\(from.name) counts as \(into.name) from now on, with \(gifts) gift\(gifts == 1 ? "" : "s"); undo=yes on the same line takes it back",
                    "\(from.name) compte désormais comme \(into.name), avec \(gifts) don\(gifts == 1 ? "" : "s") ; rétablir=oui sur la même ligne revient en arrière"
                ))
        }
    }

    private func part(_ typed: String, from into: DonorRow) async throws -> Answer {
        guard let name = into.absorbed.first(where: { FoldedText($0) == FoldedText(typed) }) else {
            throw Refusal.notFound(
                "NOTFOUND.DONOR", Wording("donor absorbed by \(into.name)", "donateur absorbé par \(into.name)"), typed,
                nearest: into.absorbed, figure: "donor")
        }
        return try await desk.once(in: RequestQueries.catalogueScope) { desk in
            let transaction = try desk.requireTransaction
            try await DonorQueries.part(name, from: into.id, actor: desk.actor, in: transaction)
            return Answer(
                records: [ShowDonors.record(try await DonorQueries.row(into.id, from: transaction))], pairs: ["donor": .string(into.name)],
                Wording(
                    "\(name) is a donor by itself again; what was booked under its name meanwhile stays with \(into.name)",
                    "\(name) est de nouveau un donateur à part ; ce qui a été enregistré sous son nom entre-temps reste à \(into.name)"))
        }
    }

    /// A name that another donor has, or had before it was absorbed.
    private func refuseTaken(_ name: String, by there: DonorRow) async throws {
        let wanted = FoldedText(name)
        guard wanted != FoldedText(there.name),
            let other = try await DonorQueries.names(from: desk.source).first(where: { FoldedText($0.name) == wanted })
        else { return }
        throw Refusal(
            "CONFLICT.EXISTS", [.init("code", other.name), .init("differs", "donor"), .init("stored", other.name), .init("wanted", name)],
            Wording(
                "there is a donor \(other.name) already: if both are one, let it absorb this one with \(en: .donorMerge)",
                "il y a déjà un donateur \(other.name) : si c'est le même, lui faire absorber celui-ci avec \(fr: .donorMerge)"))
    }

    /// `unknown` is nobody: it is not renamed, and nobody turns out to be it.
    private func refuseUnknown(_ name: String) throws {
        guard FoldedText(name).text == "unknown" else { return }
        throw Refusal(
            "RULE.DONOR-UNKNOWN", [.init("donor", name)],
            Wording(
                "unknown stands for all whom nobody knows: name the donor that is meant",
                "unknown désigne tous ceux que personne ne connaît : nommer le donateur voulu"))
    }

    private static func address(_ typed: String) throws -> String {
        let address = String(typed.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        guard address.unicodeScalars.count <= 500 else {
            throw Refusal(
                .argumentValue, [.init("address", String(address.prefix(40)))],
                Wording("an address is at most 500 characters: write a shorter one", "une adresse fait au plus 500 caractères : l'abréger"))
        }
        return address
    }
}
