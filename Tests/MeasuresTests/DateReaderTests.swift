import Measures
import Speech
import Testing

/// Wednesday 25 November 2026: 20,514 days to 2 March 2026, then 29 + 30 + 31 + 30 + 31 + 31 + 30 + 31 + 25 = 268 more.
private let today = CivilDate(dayNumber: 20_782)

private func read(_ text: String, _ asked: DateReader.Asked = .happened, order: WrittenDate.Order? = nil) throws(DateFault) -> String {
    let reading = try DateReader(today: today, asked: asked).read(WrittenDate(text, order: order))
    if let instant = reading.instant { return instant.description }
    return reading.time.map { "\(reading.day) \($0)" } ?? reading.day.description
}

@Suite("Days and moments as people write them")
struct DateReaderTests {
    @Test("the sum for today is right")
    func day() { #expect(today.description == "2026-11-25" && today.weekday == 3) }

    @Test(
        "one day in every form it is written in",
        arguments: [
            "2026-11-24", "24/11", "24/11/2026", "24.11.2026", "24.11.", "24-11-2026", "24 nov", "24 Nov.", "24 novembre 2026", "nov 24",
            "November 24, 2026", "mardi 24 novembre 2026", "Tuesday 24 November 2026", "le 24 novembre", "hier", "yesterday", "mardi",
            "tue",
            "mar", "MAR.",
        ])
    func forms(text: String) throws { #expect(try read(text) == "2026-11-24") }

    @Test("accents, capitals and the typographic apostrophe do not matter")
    func folded() throws {
        #expect(try read("Aujourd’hui") == "2026-11-25")
        #expect(try read("1er AOÛT") == "2026-08-01")
        #expect(try read("15 décembre", .planned) == "2026-12-15")
        #expect(try read("28 févr. 2026") == "2026-02-28")
    }

    @Test("a weekday is the last one for what happened and the next one for what is planned")
    func weekdays() throws {
        #expect(try read("friday", .happened) == "2026-11-20")
        #expect(try read("vendredi", .planned) == "2026-11-27")
        #expect(try read("lun", .happened) == "2026-11-23")
        #expect(try read("monday", .planned) == "2026-11-30")
    }

    @Test("today's own weekday may be today or a week away, and is asked back")
    func todaysWeekday() {
        #expect(throws: DateFault.ambiguous([today.adding(days: -7), today])) { try read("wednesday") }
        #expect(throws: DateFault.ambiguous([today, today.adding(days: 7)])) { try read("mercredi", .planned) }
    }

    @Test(
        "a time stands behind the day or behind a T",
        arguments: [
            ("2026-11-24T14:30", "2026-11-24 14:30"), ("2026-11-24 14:30", "2026-11-24 14:30"), ("hier 18h05", "2026-11-24 18:05"),
            ("24 nov 9:05", "2026-11-24 09:05"), ("mardi à 8h", "2026-11-24 08:00"), ("14:00", "2026-11-25 14:00"),
            ("T14:00", "2026-11-25 14:00"), ("2026-11-24T14:30:15Z", "2026-11-24T14:30:15Z"),
            ("2026-11-24T14:30+01:00", "2026-11-24T13:30:00Z"), ("2026-11-24T14:30:15.25-0500", "2026-11-24T19:30:15.250000Z"),
        ])
    func times(text: String, expected: String) throws { #expect(try read(text) == expected) }

    @Test(
        "a month stands for its last day where an expiry is asked, and nowhere else",
        arguments: ["03/2027", "2027-03", "mars 2027", "3/2027"])
    func months(text: String) throws {
        let last = try CivilDate(year: 2027, month: 3, day: 31)
        #expect(try read(text, .expiry) == "2027-03-31")
        #expect(throws: DateFault.monthAlone(last: last)) { try read(text, .planned) }
        #expect(try read("02/2028", .expiry) == "2028-02-29")
    }

    @Test("what can be read in two ways is told with both")
    func ambiguous() throws {
        let april = try CivilDate(year: 2027, month: 4, day: 3)
        let march = try CivilDate(year: 2027, month: 3, day: 4)
        #expect(throws: DateFault.ambiguous([april, march])) { try read("03/04/2027", .expiry) }
        let fifth = try CivilDate(year: 2026, month: 11, day: 5)
        let eleventh = try CivilDate(year: 2026, month: 5, day: 11)
        #expect(throws: DateFault.ambiguous([eleventh, fifth])) { try read("05/11") }
        // The same number twice, a dot, or more than twelve leave one reading.
        #expect(try read("11/11") == "2026-11-11")
        #expect(try read("3.4.2027", .expiry) == "2027-04-03")
        #expect(try read("11/24/2026") == "2026-11-24")
    }

    @Test("a file that shows its order has one reading")
    func ordered() throws {
        #expect(try read("03/04/2027", .expiry, order: .dayFirst) == "2027-04-03")
        #expect(try read("03/04/2027", .expiry, order: .monthFirst) == "2027-03-04")
        #expect(throws: DateFault.noSuchDay) { try read("25/11/2026", .expiry, order: .monthFirst) }
    }

    @Test("a day without its year is asked back when its nearest meaning is more than half a year away")
    func yearless() throws {
        #expect(try read("24/12", .planned) == "2026-12-24")
        let last = try CivilDate(year: 2025, month: 12, day: 24)
        let next = try CivilDate(year: 2026, month: 12, day: 24)
        // Rather tomorrow's slip than eleven months ago.
        #expect(throws: DateFault.ambiguous([last, next])) { try read("24/12", .happened) }
        let leapDays = try [2024, 2028].map { try CivilDate(year: $0, month: 2, day: 29) }
        #expect(throws: DateFault.ambiguous(leapDays)) { try read("29 feb", .lookedAhead) }
    }

    @Test(
        "30 February is no day, 25:00 is no time, a year has four digits",
        arguments: [
            ("2026-02-30", DateFault.noSuchDay), ("30/02/2026", .noSuchDay), ("30 feb", .noSuchDay), ("31/04", .noSuchDay),
            ("2026-13-01", .noSuchDay), ("2026-11-24T25:00", .noSuchTime), ("hier 14:60", .noSuchTime), ("24/11/26", .shortYear),
            ("24 nov 26", .shortYear), ("soon", .unreadable), ("", .unreadable), ("2026", .unreadable), ("1/2/3/4", .unreadable),
            ("24/11/2026x", .unreadable), ("-1/2026", .unreadable),
        ])
    func refused(text: String, fault: DateFault) {
        #expect(throws: fault) { try read(text) }
    }

    @Test("a weekday in front has to agree")
    func weekdayDisagrees() throws {
        #expect(throws: DateFault.weekdayDisagrees(today)) { try read("monday 25 november 2026") }
    }

    @Test("years away is noticed: two back for what happened, one ahead for a plan, ten for an expiry")
    func farAway() throws {
        func isFar(_ year: Int, _ asked: DateReader.Asked) throws -> Bool {
            DateReader(today: today, asked: asked).isFarAway(try CivilDate(year: year, month: 11, day: 20))
        }
        #expect(try [2016, 2025].map { try isFar($0, .happened) } == [true, false])
        #expect(try [2028, 2027].map { try isFar($0, .planned) } == [true, false])
        #expect(try [2206, 2036].map { try isFar($0, .expiry) } == [true, false])
        #expect(try [2016, 2206].map { try isFar($0, .lookedBack) } == [false, false])
    }

    @Test("every refusal names both readings in both languages")
    func words() throws {
        let days = [try CivilDate(year: 2027, month: 4, day: 3), try CivilDate(year: 2027, month: 3, day: 1)]
        let refusal = DateFault.ambiguous(days).refusal("03/04/2027", figure: "expires")
        #expect(refusal.code == "ARG.AMBIGUOUS")
        #expect(refusal.figures["readings"] == "2027-04-03,2027-03-01")
        #expect(refusal.sentence.english.contains("Saturday 3 April 2027 or Monday 1 March 2027"))
        #expect(refusal.sentence.french.contains("samedi 3 avril 2027 ou le lundi 1er mars 2027"))
    }
}
