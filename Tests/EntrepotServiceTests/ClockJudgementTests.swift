import EntrepotService
import EntrepotStore
import Measures
import Speech
import StockLedger
import Testing

@Suite("Whether a clock is believed")
struct ClockJudgementTests {
    private static let second: Int64 = 1_000_000
    private static let day = 86_400 * second
    /// 27 November 2026, noon UTC: 20,784 days and a half since 1970.
    private static let noon = 20_784 * day + day / 2

    private func reading(
        _ database: Int64, daemon: Int64? = nil, uptime: Int64 = 0, seen: Int64 = noon, leaptTo: Int64? = nil, acceptances: Int64 = 0
    ) -> ClockReading {
        ClockReading(
            database: Timestamp(microseconds: database), daemon: Timestamp(microseconds: daemon ?? database), uptime: uptime,
            mark: ClockMark(
                seenAt: Timestamp(microseconds: seen), leaptTo: leaptTo.map { Timestamp(microseconds: $0) }, acceptances: acceptances))
    }

    private func judge(_ reading: ClockReading, after before: ClockBaseline? = nil) -> ClockJudgement {
        ClockJudgement.of(reading, after: before, limits: ClockLimits())
    }

    @Test("the daemon's clock and the database's may be two minutes apart, and no more")
    func apart() {
        #expect(judge(reading(Self.noon, daemon: Self.noon + 120 * Self.second)).state == .right)
        #expect(judge(reading(Self.noon, daemon: Self.noon - 120 * Self.second)).state == .right)
        let ahead = judge(reading(Self.noon, daemon: Self.noon + 40 * Self.day))
        // 40 × 86,400 s
        #expect(ahead.state == .apart(seconds: 3_456_000))
        #expect(ahead.change == .none)
        #expect(judge(reading(Self.noon, daemon: Self.noon - 121 * Self.second)).state == .apart(seconds: -121))
    }

    @Test("time never goes below what the books have seen, but for the two minutes of a time server")
    func behind() {
        #expect(judge(reading(Self.noon - 120 * Self.second)).state == .right)
        let back = judge(reading(Self.noon - 11 * Self.day))
        #expect(
            back.state
                == .behind(now: Timestamp(microseconds: Self.noon - 11 * Self.day), seen: Timestamp(microseconds: Self.noon)))
        #expect(back.change == .none)
    }

    @Test("what passes by the clock and not by the uptime is a leap beyond two days, in one step or in many")
    func leap() {
        let first = judge(reading(Self.noon))
        #expect(first.state == .right && first.change == .advance)
        // An hour of both.
        let hour = 3_600 * Self.second
        let later = judge(reading(Self.noon + hour, uptime: hour), after: first.baseline)
        #expect(later.state == .right)
        // Two days more than the uptime says: still believed. A microsecond beyond: a leap.
        #expect(judge(reading(Self.noon + hour + 2 * Self.day, uptime: hour), after: later.baseline).state == .right)
        let leapt = judge(reading(Self.noon + hour + 2 * Self.day + 1, uptime: hour), after: later.baseline)
        #expect(
            leapt.state
                == .leapt(
                    from: Timestamp(microseconds: Self.noon + hour), to: Timestamp(microseconds: Self.noon + hour + 2 * Self.day + 1)))
        #expect(leapt.change == .hold)
        // A day and a half, twice.
        let half = judge(reading(Self.noon + Self.day * 3 / 2), after: first.baseline)
        #expect(half.state == .right)
        #expect(judge(reading(Self.noon + Self.day * 3), after: half.baseline).state.word == "leapt")
        // A machine that slept for a month has a month of uptime.
        #expect(judge(reading(Self.noon + 30 * Self.day, uptime: 30 * Self.day), after: first.baseline).state == .right)
    }

    @Test("a stop of three months is a stop, a longer one is asked about")
    func stop() {
        #expect(judge(reading(Self.noon + 92 * Self.day)).state == .right)
        #expect(judge(reading(Self.noon + 92 * Self.day + 1)).change == .hold)
    }

    @Test("a leap that is kept in the books outlives the daemon, until most of it is undone or somebody accepts")
    func kept() {
        let to = Self.noon + 40 * Self.day
        // Started again, the clock still wrong: 40 days would pass for a stop.
        let again = judge(reading(to + Self.second, leaptTo: to))
        #expect(again.state.word == "leapt" && again.change == .none)
        // Five minutes back are no correction of 40 days; 20 days are half of it.
        #expect(judge(reading(to - 300 * Self.second, leaptTo: to)).state.word == "leapt")
        #expect(judge(reading(Self.noon + 20 * Self.day, leaptTo: to)).state == .right)
        let mended = judge(reading(Self.noon + 60 * Self.second, leaptTo: to))
        #expect(mended.state == .right && mended.change == .advance)
        // Accepted: the mark is where the clock is, the hold is gone, and the baseline of before no longer counts.
        let before = judge(reading(Self.noon)).baseline
        #expect(judge(reading(to, uptime: 60 * Self.second), after: before).state.word == "leapt")
        #expect(judge(reading(to, uptime: 60 * Self.second, seen: to, acceptances: 1), after: before).state == .right)
    }

    @Test("a clock in doubt says in both languages what to do")
    func worded() {
        let time = Timestamp(microseconds: Self.noon)
        for state in [ClockState.apart(seconds: 200), .behind(now: time, seen: time), .leapt(from: time, to: time)] {
            #expect(state.sentence.map { $0.english != $0.french } == true)
        }
        #expect(ClockState.right.sentence == nil)
    }
}
