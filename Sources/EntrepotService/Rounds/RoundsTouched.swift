import PlainJSON
import Speech

extension Answer {
    /// Names the rounds that a change touches, and the proposals among them.
    mutating func tell(_ ahead: (standing: [Int64], proposed: [Int64]), standing words: Wording, remedy: Wording) {
        func list(_ rounds: [Int64], _ separator: String) -> String { rounds.map(String.init).joined(separator: separator) }
        if !ahead.standing.isEmpty {
            pairs["rounds"] = .string(list(ahead.standing, ","))
            let numbers = list(ahead.standing, ", ")
            warnings.append(
                ahead.standing.count == 1
                    ? Wording(
                        "round \(words.english): \(numbers); \(remedy.english)", "tournée \(words.french) : \(numbers) ; \(remedy.french)")
                    : Wording(
                        "rounds \(words.english): \(numbers); \(remedy.english)", "tournées \(words.french) : \(numbers) ; \(remedy.french)"
                    ))
        }
        if !ahead.proposed.isEmpty {
            pairs["proposals"] = .string(list(ahead.proposed, ","))
            let numbers = list(ahead.proposed, ", ")
            warnings.append(
                Wording(
                    "\(ahead.proposed.count == 1 ? "proposal" : "proposals") \(words.english): \(numbers); make the plan anew",
                    "\(ahead.proposed.count == 1 ? "proposition" : "propositions") \(words.french) : \(numbers) ; refaire le plan"))
        }
    }
}
