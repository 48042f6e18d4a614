import Measures
import Testing

@Suite("Times of day, windows and instants")
struct TimeTests {
    @Test(
        "times of day are read as people write them",
        arguments: [
            ("08:05", 29_100), ("8:05", 29_100), ("8h05", 29_100), ("8H05", 29_100), ("8h", 28_800), ("00:00", 0), ("48:00", 172_800),
        ] as [(String, Int32)])
    func read(text: String, seconds: Int32) throws {
        // 8 × 3,600 + 5 × 60 = 29,100
        #expect(try ClockTime(text).seconds == seconds)
    }

    @Test(
        "what is no time of day is refused",
        arguments: ["", "8", "8:", "8:5", "08:60", "49:00", "48:01", "8.30", "x:00", "08:30:00", "-8:00"])
    func refused(text: String) {
        #expect(throws: MeasureError.self) { try ClockTime(text) }
    }

    @Test("seconds outside two days are refused, the form is padded")
    func range() throws {
        for seconds: Int32 in [-1, 172_801] { #expect(throws: MeasureError.self) { try ClockTime(seconds: seconds) } }
        #expect(try ClockTime(seconds: 29_100).description == "08:05")
        #expect(try ClockTime("08:00") < ClockTime("08:01"))
    }

    @Test("a window opens before it closes, both ends included")
    func window() throws {
        let window = try TimeWindow("8h-12:30")
        #expect(window == (try TimeWindow(opens: ClockTime("08:00"), closes: ClockTime("12:30"))))
        #expect(window.description == "08:00-12:30")
        #expect(try TimeWindow("22:00-26:00").description == "22:00-26:00")
        for text in ["12:00-08:00", "08:00", "08:00-09:00-10:00", ""] { #expect(throws: MeasureError.self) { try TimeWindow(text) } }
    }

    @Test("an instant is written in UTC with a fraction only when there is one, also before 1970")
    func instant() {
        // 19,782 days after 1970-01-01 is 2024-02-29; 10:30:00 is 37,800 s.
        let noonish = Timestamp(microseconds: (19_782 * 86_400 + 37_800) * 1_000_000)
        #expect(noonish.description == "2024-02-29T10:30:00Z")
        #expect(Timestamp(microseconds: 5).description == "1970-01-01T00:00:00.000005Z")
        #expect(Timestamp(microseconds: -1).description == "1969-12-31T23:59:59.999999Z")
        #expect(noonish.adding(TimeSpan(seconds: 90)).description == "2024-02-29T10:31:30Z")
        #expect(noonish < noonish.adding(TimeSpan(seconds: 1)))
    }
}
