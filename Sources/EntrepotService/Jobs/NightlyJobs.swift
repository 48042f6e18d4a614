package import EntrepotStore
import FunderReports
import Logging
import Measures
import PostgresClient
import Speech

/// What one run made of the nights that are due.
package struct NightlyRun: Sendable, Equatable {
    /// Nights sealed here.
    package var sealed = 0
    /// Nights that are over and still not sealed: for the next run, or kept with the reason why they could not be made.
    package var missing = 0

    package init(sealed: Int = 0, missing: Int = 0) {
        self.sealed = sealed
        self.missing = missing
    }

    /// In a few words; nil when nothing was made and nothing is missing.
    package var words: String? {
        sealed == 0 && missing == 0 ? nil : missing == 0 ? "sealed=\(sealed)" : "sealed=\(sealed) missing=\(missing)"
    }
}

/// The nights that are due, made without anybody pressing a button.
///
/// There is no leader: every daemon writes down what is due, each claims one night at a time, and the newest claim alone can seal it.
/// Which nights are over the database says by its own clock. A night missed because the service was down is made when it is up again, the
/// oldest first, however many there are: so many in one run, the others in the next.
package struct NightlyJobs: Sendable {
    /// Nights of one warehouse made in one run, so that the other jobs of the house get their turn.
    package static let nightsOfARun = 31
    /// How long a claim keeps others away; a claim of a daemon that died is taken over after it.
    private static let leaseSeconds = 300

    private let house: House

    package init(_ house: House) {
        self.house = house
    }

    /// Makes the nights of every warehouse that are due now, `ceiling` of each at most.
    ///
    /// A night that cannot be made is kept with the reason and tried again later, after twice as long each time; the others go on.
    @discardableResult
    package func run(ceiling: Int = nightsOfARun) async throws -> NightlyRun {
        var run = NightlyRun()
        for warehouse in house.store.catalogue.current.warehouses where !warehouse.isArchived {
            try await ReportRunQueries.insertDueNights(
                warehouse: warehouse.id, language: Language(rawValue: house.rules.reportLanguage) ?? .english,
                through: house.store.pool)
            var tried = 0
            while tried < ceiling, let claim = try await claim(warehouse) {
                tried += 1
                if try await make(claim, warehouse) { run.sealed += 1 }
            }
            let missing = try await ReportRunQueries.missingNights(warehouse: warehouse.id, from: house.store.pool)
            if tried == ceiling, missing > 0 {
                house.logger.notice(
                    "many nights were missed: this run made its share, the next one goes on",
                    metadata: ["warehouse": "\(warehouse.code)", "tried": "\(tried)", "missing": "\(missing)"])
            }
            run.missing += missing
        }
        return run
    }

    /// Claims the oldest night that is due.
    package func claim(_ warehouse: WarehouseRecord) async throws -> ReportClaim? {
        try await ReportRunQueries.claimNight(
            warehouse: warehouse.id, by: "entrepotd", leaseSeconds: Self.leaseSeconds, in: house.store.pool)
    }

    /// Makes a claimed night; false when it could not be made or somebody else has claimed it since.
    package func make(_ claim: ReportClaim, _ warehouse: WarehouseRecord) async throws -> Bool {
        let identity = ReportIdentity(
            warehouse: warehouse.id, kind: .nightly, audience: .inside, grant: nil, language: claim.language, period: claim.period)
        do {
            let maker = ReportMaker(desk: Desk(ofTheHouse: house))
            let draft = try await maker.draft(identity, warehouse: warehouse, grant: nil, revision: claim.revision)
            let inputs = try await ReportRunQueries.sha256(draft.canonical, through: house.store.pool)
            let made = maker.made(draft, identity, warehouse: warehouse, revision: claim.revision, inputs: inputs)
            let isKept = try await house.store.pool.transaction { transaction in
                try await ReportRunQueries.keep(made, claim, isPreview: false, by: "entrepotd", in: transaction)
            }
            if isKept {
                ReportFolder(Desk(ofTheHouse: house)).put(made)
                ReportFolder(Desk(ofTheHouse: house)).removePreview(of: made)
                house.logger.info(
                    "a nightly report was sealed",
                    metadata: ["day": "\(claim.period.last)", "warehouse": "\(warehouse.code)", "report": "\(claim.id)"])
            }
            return isKept
        } catch is CancellationError {
            throw CancellationError()
        } catch let error as PostgresError where error.isTransient {
            throw error
        } catch {
            let text = (error as? ReportError).map(ReportFailure.text) ?? "\(error)"
            house.logger.error(
                "a nightly report was not sealed",
                metadata: ["day": "\(claim.period.last)", "warehouse": "\(warehouse.code)", "error": "\(text)"])
            // A minute, two, four … an hour.
            let pause = min(3_600, 60 << min(6, max(0, claim.attempts - 1)))
            try await ReportRunQueries.fail(claim, text, retryAfterSeconds: pause, through: house.store.pool)
            return false
        }
    }
}
