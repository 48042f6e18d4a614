/// A day or moment as it was written, before anybody asks which one is meant. Pure form: no clock, no zone.
package struct WrittenDate: Hashable, Sendable {
    /// The day that was written.
    package enum Day: Hashable, Sendable {
        /// With its year, in one reading only.
        case exact(CivilDate)
        /// `03/04/2027`: the third of April, or the fourth of March.
        case either(dayFirst: CivilDate, monthFirst: CivilDate)
        /// Without a year, `25/11` or `25 nov`.
        case yearless(day: Int, month: Int)
        /// `03/04`: without a year and in two readings.
        case yearlessEither(Int, Int)
        /// `03/2027`: its last day is given.
        case month(last: CivilDate)
        /// Days from today: `yesterday` is −1.
        case relative(Int)
        /// 1 Monday ... 7 Sunday.
        case weekday(Int)
        /// A time alone: today.
        case none
    }

    /// In which order the day and the month of `03/04/2027` stand, where that is known.
    package enum Order: Hashable, Sendable {
        case dayFirst
        case monthFirst
    }

    package var day: Day
    /// A local time; nil when a day alone was written.
    package var time: ClockTime?
    /// The instant itself, when a zone was written with it.
    package var instant: Timestamp?
    /// The weekday written in front of a day, which has to agree.
    package var expectedWeekday: Int?

    /// Whether nothing is left to understand: a full date, or a full date and time.
    package var isFull: Bool {
        if case .exact = day { return true }
        return instant != nil
    }

    /// Reads a text that was folded: lower case, no accents, single spaces.
    ///
    /// - Parameter order: how the numbers stand in a file that shows it; nil leaves what can be read in two ways open.
    package init(folded text: String, order: Order? = nil) throws(DateFault) {
        if let stamped = try Self.stamped(text) {
            self = stamped
            return
        }
        var words = text.split { $0 == " " || $0 == "," }.map(String.init).filter { !["le", "the", "on", "at", "a"].contains($0) }
        guard !words.isEmpty else { throw .unreadable }
        var time: ClockTime?
        if let last = words.last, let read = try Self.time(last) {
            time = read
            words.removeLast()
        }
        var weekday: Int?
        // `mar` is mardi in front of a day, and March otherwise.
        let isMonth = words.first.flatMap(DateWords.month) != nil && !words.dropFirst().contains { DateWords.month($0) != nil }
        if words.count > 1, !isMonth, let first = words.first, let number = DateWords.weekday(first) {
            weekday = number
            words.removeFirst()
        }
        self.init(day: try Self.day(words, order: order), time: time, instant: nil, expectedWeekday: weekday)
    }

    private init(day: Day, time: ClockTime?, instant: Timestamp?, expectedWeekday: Int?) {
        self.day = day
        self.time = time
        self.instant = instant
        self.expectedWeekday = expectedWeekday
    }

    // MARK: Forms

    /// `2026-11-25T14:00`, with seconds, a fraction and a zone where they are written (RFC 3339).
    private static func stamped(_ text: String) throws(DateFault) -> WrittenDate? {
        let octets = Array(text.utf8)
        guard octets.count > 11, octets[10] == UInt8(ascii: "t") || octets[10] == UInt8(ascii: " "), octets[4] == UInt8(ascii: "-"),
            octets[7] == UInt8(ascii: "-"), let year = number(octets[0..<4]), let month = number(octets[5..<7]),
            let day = number(octets[8..<10])
        else { return nil }
        let date = try exact(year: year, month: month, day: day)
        var rest = octets[11...]
        var offset: Int64?
        if rest.last == UInt8(ascii: "z") {
            offset = 0
            rest = rest.dropLast()
        } else if let sign = rest.lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }) {
            let zone = rest[(sign + 1)...].filter { $0 != UInt8(ascii: ":") }
            guard zone.count == 2 || zone.count == 4, let hours = number(zone[0..<2]), hours <= 15,
                let minutes = zone.count == 4 ? number(zone[2..<4]) : 0, minutes < 60
            else { throw .unreadable }
            let seconds = Int64(hours * 3_600 + minutes * 60)
            offset = rest[sign] == UInt8(ascii: "-") ? -seconds : seconds
            rest = rest[..<sign]
        }
        let parts = rest.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard let clock = try time(String(decoding: parts[0], as: UTF8.self)) else { throw .unreadable }
        var micros: Int64 = 0
        if parts.count > 1 {
            guard parts.count == 2, (1...9).contains(parts[1].count), parts[1].allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw .unreadable
            }
            let six = parts[1].prefix(6)
            micros = six.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
            for _ in six.count..<6 { micros *= 10 }
        }
        guard let offset else {
            guard parts.count == 1 else { throw .unreadable }
            return WrittenDate(day: .exact(date), time: clock, instant: nil, expectedWeekday: nil)
        }
        let seconds = Int64(date.dayNumber) * 86_400 + Int64(clock.seconds) - offset
        return WrittenDate(
            day: .exact(date), time: clock, instant: Timestamp(microseconds: seconds * 1_000_000 + micros), expectedWeekday: nil)
    }

    /// `14:00`, `14:00:30`, `14h`, `14h05`, with or without a `t` in front; nil when it is no time.
    private static func time(_ word: String) throws(DateFault) -> ClockTime? {
        let bare = word.first == "t" ? String(word.dropFirst()) : word
        let octets = Array(bare.utf8)
        guard let first = octets.first, (0x30...0x39).contains(first),
            octets.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "h") })
        else { return nil }
        var seconds: Int32 = 0
        var minutes = bare
        let parts = bare.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 3 {
            guard parts[2].utf8.count == 2, let number = Int32(parts[2]), (0..<60).contains(number) else { throw .noSuchTime }
            seconds = number
            minutes = "\(parts[0]):\(parts[1])"
        }
        guard let clock = try? ClockTime(minutes), clock.seconds < 86_400, let whole = try? ClockTime(seconds: clock.seconds + seconds)
        else { throw .noSuchTime }
        return whole
    }

    private static func day(_ words: [String], order: Order?) throws(DateFault) -> Day {
        switch words.count {
        case 0: return .none
        case 1:
            if let days = DateWords.relative(words[0]) { return .relative(days) }
            if let weekday = DateWords.weekday(words[0]) { return .weekday(weekday) }
            return try numbers(words[0], order: order)
        case 2...3:
            return try named(words)
        default: throw .unreadable
        }
    }

    /// `25 nov`, `nov 25`, `25 novembre 2026`, `mars 2027`.
    private static func named(_ words: [String]) throws(DateFault) -> Day {
        guard let place = words.firstIndex(where: { DateWords.month($0) != nil }), place < 2, let month = DateWords.month(words[place])
        else { throw .unreadable }
        let rest = words.enumerated().filter { $0.offset != place }.map(\.element)
        if words.count == 2, let year = year(rest[0]) { return .month(last: try lastDay(of: month, year: year)) }
        guard let day = ordinal(rest[0]) else { throw .unreadable }
        guard rest.count == 2 else { return try yearless(day, month) }
        guard let year = year(rest[1]) else { throw shortYear(rest[1]) }
        return .exact(try exact(year: year, month: month, day: day))
    }

    /// `2026-11-25`, `25/11/2026`, `25.11.2026`, `25-11-2026`, `25/11`, `03/2027`, `2027-03`.
    private static func numbers(_ word: String, order: Order?) throws(DateFault) -> Day {
        let octets = Array(word.utf8)
        guard let mark = octets.first(where: { !(0x30...0x39).contains($0) }),
            [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")].contains(mark)
        else { throw .unreadable }
        var parts = octets.split(separator: mark, omittingEmptySubsequences: false)
        // `25.11.` is how a day without a year ends where dots are written.
        if mark == UInt8(ascii: "."), parts.count == 3, parts[2].isEmpty { parts.removeLast() }
        var figures: [Int] = []
        for part in parts {
            guard (1...4).contains(part.count), let figure = number(part) else { throw .unreadable }
            figures.append(figure)
        }
        let widths = parts.map(\.count)
        // A dot is written between day, month and year, in this order; slashes and dashes stand in both orders.
        let order = mark == UInt8(ascii: ".") ? .dayFirst : order
        switch (widths.count, widths.first, widths.last) {
        case (3, 4, _):
            guard widths[1] <= 2, widths[2] <= 2 else { throw .unreadable }
            return .exact(try exact(year: figures[0], month: figures[1], day: figures[2]))
        case (3, _, 4):
            guard widths[0] <= 2, widths[1] <= 2 else { throw .unreadable }
            return try inOrder(figures[0], figures[1], year: figures[2], order)
        case (3, _, _): throw shortYear(word)
        case (2, 4, _):
            guard widths[1] <= 2 else { throw .unreadable }
            return .month(last: try lastDay(of: figures[1], year: figures[0]))
        case (2, _, 4): return .month(last: try lastDay(of: figures[0], year: figures[1]))
        case (2, _, _):
            guard widths[0] <= 2, widths[1] <= 2 else { throw .unreadable }
            let (first, second) = (figures[0], figures[1])
            switch order {
            case .monthFirst: return try yearless(second, first)
            case .dayFirst: return try yearless(first, second)
            case nil:
                if first != second, (1...12).contains(first), (1...12).contains(second) { return .yearlessEither(first, second) }
                return first > 12 || second <= 12 ? try yearless(first, second) : try yearless(second, first)
            }
        default: throw .unreadable
        }
    }

    private static func inOrder(_ first: Int, _ second: Int, year: Int, _ order: Order?) throws(DateFault) -> Day {
        switch order {
        case .dayFirst: return .exact(try exact(year: year, month: second, day: first))
        case .monthFirst: return .exact(try exact(year: year, month: first, day: second))
        case nil: break
        }
        let dayFirst = try? CivilDate(year: year, month: second, day: first)
        let monthFirst = try? CivilDate(year: year, month: first, day: second)
        switch (dayFirst, monthFirst) {
        case (let one?, let other?): return one == other ? .exact(one) : .either(dayFirst: one, monthFirst: other)
        case (let one?, nil): return .exact(one)
        case (nil, let other?): return .exact(other)
        case (nil, nil): throw .noSuchDay
        }
    }

    private static func yearless(_ day: Int, _ month: Int) throws(DateFault) -> Day {
        // A leap year has every day that any year has.
        guard (try? CivilDate(year: 2024, month: month, day: day)) != nil else { throw .noSuchDay }
        return .yearless(day: day, month: month)
    }

    private static func exact(year: Int, month: Int, day: Int) throws(DateFault) -> CivilDate {
        guard let date = try? CivilDate(year: year, month: month, day: day) else { throw .noSuchDay }
        return date
    }

    private static func lastDay(of month: Int, year: Int) throws(DateFault) -> CivilDate {
        let first = try exact(year: year, month: month, day: 1)
        let later = first.adding(days: 31)
        return later.adding(days: -later.parts.day)
    }

    private static func shortYear(_ word: String) -> DateFault {
        word.utf8.allSatisfy { (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x2F].contains($0) } ? .shortYear : .unreadable
    }

    private static func year(_ word: String) -> Int? { word.utf8.count == 4 ? Int(word).flatMap { $0 > 0 ? $0 : nil } : nil }

    /// `1`, `01`, `1er`, `1st`.
    private static func ordinal(_ word: String) -> Int? {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        guard (1...2).contains(digits.count), ["", "er", "st", "nd", "rd", "th"].contains(word.dropFirst(digits.count)) else { return nil }
        return Int(digits)
    }

    private static func number(_ octets: some Collection<UInt8>) -> Int? {
        guard !octets.isEmpty, octets.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return octets.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}

/// Why a text is not a day.
package enum DateFault: Error, Hashable, Sendable {
    /// It has none of the forms.
    case unreadable
    /// 30 February.
    case noSuchDay
    /// 25:00.
    case noSuchTime
    /// `25/11/26`: which of the three is the year cannot be told.
    case shortYear
    /// The weekday in front is not that of the day.
    case weekdayDisagrees(CivilDate)
    /// It can be read in more than one way.
    case ambiguous([CivilDate])
    /// A month where a day is needed.
    case monthAlone(last: CivilDate)
}

/// The words for days and months in both languages, folded.
package enum DateWords {
    private static let relatives = [
        "today": 0, "aujourd'hui": 0, "aujourdhui": 0, "yesterday": -1, "hier": -1, "tomorrow": 1, "demain": 1,
    ]

    private static let weekdays: [[String]] = [
        ["monday", "mon", "lundi", "lun"], ["tuesday", "tue", "tues", "mardi", "mar"], ["wednesday", "wed", "mercredi", "mer"],
        ["thursday", "thu", "thur", "thurs", "jeudi", "jeu"], ["friday", "fri", "vendredi", "ven"],
        ["saturday", "sat", "samedi", "sam"], ["sunday", "sun", "dimanche", "dim"],
    ]

    private static let months: [[String]] = [
        ["january", "jan", "janvier", "janv"], ["february", "feb", "fevrier", "fev", "fevr"], ["march", "mar", "mars"],
        ["april", "apr", "avril", "avr"], ["may", "mai"], ["june", "jun", "juin"], ["july", "jul", "juillet", "juil"],
        ["august", "aug", "aout"], ["september", "sep", "sept", "septembre"], ["october", "oct", "octobre"],
        ["november", "nov", "novembre"], ["december", "dec", "decembre"],
    ]

    /// Days from today.
    static func relative(_ word: String) -> Int? { relatives[word] }

    /// 1 Monday ... 7 Sunday.
    static func weekday(_ word: String) -> Int? { weekdays.firstIndex { $0.contains(bare(word)) }.map { $0 + 1 } }

    /// 1 January ... 12 December.
    static func month(_ word: String) -> Int? { months.firstIndex { $0.contains(bare(word)) }.map { $0 + 1 } }

    private static func bare(_ word: String) -> String { word.last == "." ? String(word.dropLast()) : word }
}
