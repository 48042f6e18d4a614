package import EntrepotStore
package import Measures
import Speech
import StockLedger

/// Days and moments as people write them, at a warehouse's own clock. Every command that takes a day reads it here, through `DateReader`.
package struct Moments: Sendable {
    let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// How far ahead of now something may have happened: clocks differ.
    private static let slack: Int64 = 300 * 1_000_000

    /// When something happened: a day alone is its noon, or now when it is today before noon.
    ///
    /// What lies ahead is refused and never moved to now; what is years back is asked back.
    package func instant(
        _ written: String, figure: String = "occurred", order: WrittenDate.Order? = nil, warehouse: WarehouseRecord
    ) async throws -> Timestamp {
        let form = try form(written, figure, order)
        let now = desk.now
        let days = try await LocalTimes.days(of: now, warehouse: warehouse.id, from: desk.source)
        let reading = try resolve(form, written, .happened, figure: figure, today: days.operational)
        var instant: Timestamp
        if let said = reading.instant {
            instant = said
        } else {
            guard reading.day <= max(days.operational, days.calendar) else { throw Self.ahead(written, figure, reading.day) }
            instant = try await self.instant(of: reading, written, figure: figure, warehouse: warehouse)
            if reading.time == nil { instant = min(instant, now) }
        }
        guard instant.microseconds <= now.microseconds + Self.slack else { throw Self.ahead(written, figure, reading.day) }
        return instant
    }

    /// The last instant of a day, for looking back: the whole day counts.
    package func endOfDay(_ written: String, figure: String = "until", warehouse: WarehouseRecord) async throws -> Timestamp {
        let reading = try await lookedBack(written, figure, warehouse)
        if let instant = reading.instant { return instant }
        if reading.time != nil { return try await instant(of: reading, written, figure: figure, warehouse: warehouse) }
        let next = try await LocalTimes.beginning(of: reading.day.adding(days: 1), warehouse: warehouse.id, from: desk.source)
        return Timestamp(microseconds: next.microseconds - 1)
    }

    /// The first instant of a day, for looking back.
    package func startOfDay(_ written: String, figure: String = "from", warehouse: WarehouseRecord) async throws -> Timestamp {
        let reading = try await lookedBack(written, figure, warehouse)
        if let instant = reading.instant { return instant }
        if reading.time != nil { return try await instant(of: reading, written, figure: figure, warehouse: warehouse) }
        return try await LocalTimes.beginning(of: reading.day, warehouse: warehouse.id, from: desk.source)
    }

    /// The operational day now.
    package func today(_ warehouse: WarehouseRecord) async throws -> CivilDate {
        try await day(of: desk.now, warehouse)
    }

    /// The operational day of an instant.
    package func day(of instant: Timestamp, _ warehouse: WarehouseRecord) async throws -> CivilDate {
        try await LocalTimes.days(of: instant, warehouse: warehouse.id, from: desk.source).operational
    }

    /// Day and time of an instant by the warehouse's own clock, as people say them.
    func local(_ instant: Timestamp, _ warehouse: WarehouseRecord) async throws -> Wording {
        let (day, time) = try await LocalTimes.local(instant, warehouse: warehouse.id, from: desk.source)
        return day.words + Wording(both: " \(time)")
    }

    /// A day; a time behind it is refused. What belongs to no warehouse has its day in UTC.
    package func day(
        _ written: String, _ asked: DateReader.Asked, figure: String, order: WrittenDate.Order? = nil, warehouse: WarehouseRecord?
    ) async throws -> CivilDate {
        let form = try form(written, figure, order)
        guard form.time == nil, form.instant == nil else {
            throw Refusal(
                .argumentValue, ["argument": .string(figure), "value": .string(String(written.prefix(80)))],
                Wording(
                    "\(figure)=\(written.prefix(80)): a day is needed, without a time",
                    "\(figure)=\(written.prefix(80)) : il faut un jour, sans heure"))
        }
        // Only what depends on today has to ask what day it is there; for what lies years away, a day more or less is nothing.
        var today = CivilDate(dayNumber: Int32(clamping: desk.now.microseconds / 86_400_000_000))
        if let warehouse, !form.isFull { today = try await self.today(warehouse) }
        return try resolve(form, written, asked, figure: figure, today: today).day
    }

    // MARK: Parts

    private func lookedBack(_ written: String, _ figure: String, _ warehouse: WarehouseRecord) async throws -> DateReader.Reading {
        let form = try form(written, figure, nil)
        return try resolve(form, written, .lookedBack, figure: figure, today: try await today(warehouse))
    }

    private func form(_ written: String, _ figure: String, _ order: WrittenDate.Order?) throws(Refusal) -> WrittenDate {
        do throws(DateFault) {
            return try WrittenDate(written, order: order)
        } catch {
            throw error.refusal(written, figure: figure)
        }
    }

    /// The day that was meant; one far away is asked back, and one that was not written in full is told in the answer.
    private func resolve(
        _ form: WrittenDate, _ written: String, _ asked: DateReader.Asked, figure: String, today: CivilDate
    ) throws(Refusal) -> DateReader.Reading {
        let reader = DateReader(today: today, asked: asked)
        let reading: DateReader.Reading
        do throws(DateFault) {
            reading = try reader.read(form)
        } catch {
            throw error.refusal(written, figure: figure)
        }
        if !desk.entry.sure, reader.isFarAway(reading.day) { throw Self.farAway(written, figure, reading.day) }
        if !reading.isFull { desk.days.keep(reading.day, at: reading.time) }
        return reading
    }

    /// The instant of a local day and time; a day alone is its noon. The hour that summer time leaves out or repeats is asked back.
    private func instant(of reading: DateReader.Reading, _ written: String, figure: String, warehouse: WarehouseRecord) async throws
        -> Timestamp
    {
        let time = try reading.time ?? ClockTime(seconds: 43_200)
        let instants = try await LocalTimes.instants(reading.day, time, warehouse: warehouse.id, from: desk.source)
        let figures: Figures = ["argument": .string(figure), "value": .string(String(written.prefix(80)))]
        switch instants.count {
        case 1: return instants[0]
        case 0:
            throw Refusal(
                .argumentValue, figures,
                Wording(
                    "\(time) does not exist on \(reading.day.words.english): summer time leaves that hour out; write an hour earlier or later",
                    "\(time) n'existe pas le \(reading.day.words.french) : l'heure d'été saute cette heure ; écrire une heure plus tôt ou plus tard"
                ))
        default:
            let list = instants.map(\.description)
            throw Refusal(
                .argumentAmbiguous, figures + ["readings": .string(list.joined(separator: ","))],
                Wording(
                    "\(time) comes twice on \(reading.day.words.english), when summer time ends: write \(list.joined(separator: " or "))",
                    "\(time) a lieu deux fois le \(reading.day.words.french), à la fin de l'heure d'été : écrire \(list.joined(separator: " ou "))"
                ))
        }
    }

    private static func ahead(_ written: String, _ figure: String, _ day: CivilDate) -> Refusal {
        Refusal(
            .occurredInFuture,
            ["argument": .string(figure), "value": .string(String(written.prefix(80))), "day": .string(day.description)],
            Wording(
                "\(day.words.english) has not come yet, or not that hour: it cannot have happened later than now; check the date and the time",
                "le \(day.words.french) n'est pas encore là, ou pas cette heure : cela ne peut pas être arrivé après maintenant ; vérifier la "
                    + "date et l'heure"))
    }

    private static func farAway(_ written: String, _ figure: String, _ day: CivilDate) -> Refusal {
        Refusal(
            "ARG.UNUSUAL", ["argument": .string(figure), "value": .string(String(written.prefix(80))), "day": .string(day.description)],
            Wording(
                "\(figure)= is \(day.words.english), years away: check the year, or add sure=yes",
                "\(figure)= est le \(day.words.french), à des années d'ici : vérifier l'année, ou ajouter sûr=oui"))
    }
}
