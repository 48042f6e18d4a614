package import FunderReports
import Measures
import PostgresClient

/// The facts of a night.
package enum NightlyQueries {
    /// Days of use that the runway looks back on.
    private static let daysOfUse = 28
    /// How far ahead lots that expire are named.
    private static let expiryHorizon = 30

    /// Everything the report of one operational day is made of, in the transaction's snapshot.
    package static func facts(_ books: ReportBooks) async throws -> NightlyFacts {
        let day = books.period.last
        let since = try await books.beginning(of: day.adding(days: 1 - daysOfUse))
        let crossings = try await books.crossings(from: since, until: books.closes)
        let opening = try await books.opening()
        let closing = try await books.closing()

        var facts = NightlyFacts(warehouse: books.reported, day: day, cut: books.cut, items: [])
        facts.flows = books.statement(opening: opening, closing: closing, crossings: crossings.filter { $0.day == day })
        let people = try await books.peopleByDay(from: day.adding(days: -7), until: day)
        facts.previousDays = previousDays(books, crossings, people)
        facts.stock = try await books.stockLevels(closing: closing, crossings: crossings, days: daysOfUse)
        facts.expiryHorizonDays = Int64(expiryHorizon)
        facts.expiring = try await books.expiring(until: day.adding(days: expiryHorizon))
        facts.counts = try await books.lastCounts()
        facts.unvalued = try await books.unvalued(since: since)
        facts.rounds = try await books.rounds("r.round_on = \(day) and r.state <> 'draft'")
        facts.openRounds = try await books.rounds("r.round_on <= \(day) and r.state in ('underway', 'returned')")
        facts.contacts = try await books.contacts()
        facts.needs = try await books.needs()
        facts.tomorrow = try await books.plannedRounds(on: day.adding(days: 1))
        facts.late = try await books.lateEntries()
        facts.unexplained = try await books.unexplained()
        facts.evictions = try await books.evictions()
        let named =
            facts.flows.map(\.item) + facts.stock.map(\.item) + facts.expiring.map(\.item) + facts.unvalued.map(\.item)
            + facts.needs.map(\.item)
            + facts.late.map(\.item) + facts.unexplained.map(\.item)
        facts.items = try await books.items(Set(named))
        return facts
    }

    /// The headline figures of up to seven days before, as far as the warehouse existed.
    private static func previousDays(_ books: ReportBooks, _ crossings: [ReportBooks.Crossing], _ people: [CivilDate: Int64]) -> [DayTotals]
    {
        guard let first = books.firstDay else { return [] }
        return (1...7).map { books.period.last.adding(days: -$0) }.filter { $0 >= first }.map { day in
            var totals = DayTotals(people: people[day] ?? 0)
            for crossing in crossings where crossing.day == day {
                switch (crossing.counted.side, crossing.unit) {
                case (.incoming, "piece") where crossing.counted.reason.isIntake: totals.piecesIn += crossing.units
                case (.outgoing, "piece") where crossing.counted.reason.isGiven: totals.piecesOut += crossing.units
                case (.outgoing, "g") where crossing.counted.reason.isGiven: totals.gramsOut += crossing.units
                case (.outgoing, "ml") where crossing.counted.reason.isGiven: totals.millilitresOut += crossing.units
                default: break
                }
            }
            return totals
        }
    }
}
