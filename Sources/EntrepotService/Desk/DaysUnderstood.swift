import Measures
import Speech
import Synchronization

/// The days that an entry understood without their being written in full, so that its answer repeats them.
final class DaysUnderstood: Sendable {
    private let held = Mutex<[Wording]>([])

    /// Keeps a day to be told; one that was understood twice is told once.
    func keep(_ day: CivilDate, at time: ClockTime?) {
        let words = time.map { day.words + Wording(both: " \($0)") } ?? day.words
        held.withLock { if !$0.contains(words) { $0.append(words) } }
    }

    /// The answer with the days, each told once.
    func told(_ answer: Answer) -> Answer {
        let days = held.withLock { days in
            defer { days = [] }
            return days
        }
        guard let first = days.first else { return answer }
        let list = days.dropFirst().reduce(first) { $0 + Wording(both: ", ") + $1 }
        var answer = answer
        answer.sentence = answer.sentence.map { $0 + Wording(both: " (") + list + Wording(both: ")") } ?? list
        return answer
    }
}
