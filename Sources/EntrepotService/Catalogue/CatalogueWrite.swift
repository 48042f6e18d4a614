import EntrepotStore
import Measures
import PostgresClient

/// Making something in the catalogue once: said again alike it answers unchanged, said differently it is a conflict.
struct CatalogueWrite: Sendable {
    let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Somebody else was quicker with the same code.
    private struct Taken: Error {}

    /// Makes something.
    ///
    /// - Parameters:
    ///   - known: the answer for what is there already, throwing when it differs; nil when it is not there. Its argument says whether the
    ///     catalogue in memory is enough or the database has to be asked.
    ///   - make: inserts it; false when its code was taken meanwhile.
    func make(
        of affair: Affair = .everybodys, known: @Sendable (_ fresh: Bool) async throws -> Answer?, _ answer: Answer,
        _ make: @escaping @Sendable (Transaction) async throws -> Bool
    ) async throws -> Answer {
        try desk.require(affair, in: RequestQueries.catalogueScope)
        if let kept = try await desk.replay(in: RequestQueries.catalogueScope) { return kept }
        if let there = try await known(false) { return try await already(there) }
        do {
            return try await desk.once(in: RequestQueries.catalogueScope, of: affair, catalogueChanged: true) { desk in
                let transaction = try desk.requireTransaction
                guard try await make(transaction) else { throw Taken() }
                return answer
            }
        } catch is Taken {
            if let there = try await known(true) { return try await already(there) }
            throw PostgresError(.unexpectedRowCount, "a code was taken and yet is not there")
        }
    }

    /// Changes something unless it is so already.
    func change(
        of affair: Affair = .everybodys, isSo: Bool, _ answer: Answer, _ change: @escaping @Sendable (Transaction) async throws -> Void
    ) async throws -> Answer {
        try desk.require(affair, in: RequestQueries.catalogueScope)
        if let kept = try await desk.replay(in: RequestQueries.catalogueScope) { return kept }
        if isSo { return unchanged(answer) }
        return try await desk.once(in: RequestQueries.catalogueScope, of: affair, catalogueChanged: true) { desk in
            let transaction = try desk.requireTransaction
            try await change(transaction)
            return answer
        }
    }

    /// The catalogue in memory, or as the database has it now; inside a batch, as the batch's transaction sees it.
    func snapshot(fresh: Bool) async throws -> CatalogueSnapshot {
        fresh || desk.transaction != nil ? try await desk.store.catalogue.read(through: desk.source) : desk.catalogue
    }

    /// What is there may have been made a moment ago under this very key: then it is answered as it was then.
    private func already(_ there: Answer) async throws -> Answer {
        if let kept = try await desk.replay(in: RequestQueries.catalogueScope) { return kept }
        return unchanged(there)
    }

    private func unchanged(_ answer: Answer) -> Answer {
        var answer = answer
        answer.changed = false
        return answer
    }
}
