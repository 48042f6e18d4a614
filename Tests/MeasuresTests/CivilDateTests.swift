import Measures
import Testing

@Suite("Days of the calendar")
struct CivilDateTests {
    @Test("1970-01-01 is day 0 and a Thursday")
    func epoch() throws {
        let day = try CivilDate(year: 1970, month: 1, day: 1)
        #expect(day.dayNumber == 0)
        #expect(day.weekday == 4)
    }

    @Test("written forms read alike", arguments: ["2024-02-29", "29/02/2024", "29.02.2024"])
    func forms(text: String) throws {
        // 54 years of 365 days, 13 leap days (1972 to 2020), 31 of January and 28 of February: 19,710 + 13 + 59 = 19,782.
        #expect(try CivilDate(text).dayNumber == 19_782)
        #expect(try CivilDate(text).description == "2024-02-29")
    }

    @Test("a day that does not exist is refused", arguments: ["2026-02-29", "31/04/2026", "2026-13-01", "hier", "1/2/26", ""])
    func refused(text: String) {
        #expect(throws: MeasureError.self) { try CivilDate(text) }
    }

    @Test("parts are the inverse of construction over eight centuries")
    func roundTrip() throws {
        for number in stride(from: Int32(-146_097), to: 146_097, by: 37) {
            let day = CivilDate(dayNumber: number)
            let (year, month, dayOfMonth) = day.parts
            #expect(try CivilDate(year: year, month: month, day: dayOfMonth) == day)
        }
    }
}
