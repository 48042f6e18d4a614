package import EntrepotStore
package import PlainJSON
package import Speech

/// What a use case answers: records, facts for the final line, and a sentence.
///
/// An answer is kept with its key, so that repeating a line is answered alike. The numbers that the books give only while booking are
/// holes in it until then (`JSONValue.movementNumber`, `JSONValue.lotCode`): objects of their own kind, which no text a person types can be.
package struct Answer: Sendable, Equatable {
    package var records: [JSONObject]
    package var pairs: JSONObject
    package var sentence: Wording?
    package var warnings: [Wording]
    /// Whether the books changed; nil for a read.
    package var changed: Bool?
    /// The cursor to go on behind, when the list is longer.
    package var next: String?
    /// The keys of the records when they are not those the command declares.
    package var columns: [String]?

    package init(
        records: [JSONObject] = [], pairs: JSONObject = [:], _ sentence: Wording? = nil, warnings: [Wording] = [], changed: Bool? = nil
    ) {
        self.records = records
        self.pairs = pairs
        self.sentence = sentence
        self.warnings = warnings
        self.changed = changed
    }

    // MARK: What the books add

    /// The answer with what the books gave: numbers in its holes, promises broken, shortfalls, a count explained. A movement booked before
    /// is answered as it was then.
    package func completed(by booked: Booked) -> Answer {
        var answer = booked.keptAnswer.flatMap(Answer.init(template:)) ?? self
        answer.fill(booked)
        if !booked.releasedRounds.isEmpty {
            answer.pairs["released_rounds"] = .string(booked.releasedRounds.map(String.init).joined(separator: ","))
        }
        if let shortfall = booked.shortfall { answer.pairs["shortfall"] = .integer(shortfall) }
        if let count = booked.explainsCount { answer.pairs["explains_count"] = .integer(count) }
        if let count = booked.countedSince { answer.pairs["counted_since"] = .integer(count) }
        if let units = booked.givenUp { answer.pairs["given_up"] = .integer(units) }
        answer.warnings += booked.warnings
        answer.changed = true
        return booked.isReplay ? answer.replayed : answer
    }

    /// The same, given before under the same key: nothing changed now.
    package var replayed: Answer {
        var answer = self
        answer.pairs["replayed"] = .string("yes")
        answer.changed = false
        return answer
    }

    private mutating func fill(_ booked: Booked) {
        func filled(_ value: JSONValue) -> JSONValue {
            switch value {
            case .movementNumber: return .integer(booked.movement)
            case .object(let object):
                if let index = value.lotIndex { return booked.lots.indices.contains(index) ? .string(booked.lots[index]) : .null }
                return .object(JSONObject(keys: object.keys, values: object.values.map(filled)))
            case .array(let values): return .array(values.map(filled))
            default: return value
            }
        }
        records = records.map { JSONObject(keys: $0.keys, values: $0.values.map(filled)) }
        pairs = JSONObject(keys: pairs.keys, values: pairs.values.map(filled))
    }

    // MARK: Keeping

    /// As JSON, for keeping. Objects stand as lists of names and values: the database keeps JSON without the order of its keys.
    package var json: String {
        var object: JSONObject = [
            "records": .array(records.map(Self.ordered)), "pairs": Self.ordered(pairs),
            "warnings": .array(warnings.map { .array([.string($0.english), .string($0.french)]) }),
        ]
        if let sentence {
            object["en"] = .string(sentence.english)
            object["fr"] = .string(sentence.french)
        }
        return String(decoding: JSONText.encode(.object(object)), as: UTF8.self)
    }

    /// An answer that was kept with a key, with the numbers that the books gave then; nil when the text is none.
    package init?(kept json: String) {
        guard case .object(let object)? = try? JSONParser.parse(Array(json.utf8)), let template = Answer(template: object) else {
            return nil
        }
        self = Booked(object, isReplay: false).map(template.completed(by:)) ?? template
    }

    /// The template of an answer as it was kept; nil when there is none in it.
    init?(template object: JSONObject) {
        guard case .array(let values)? = object["records"] else { return nil }
        self.init()
        records = values.compactMap(Self.object)
        if let kept = object["pairs"].flatMap(Self.object) { pairs = kept }
        if let english = object.text("en"), let french = object.text("fr") { sentence = Wording(english, french) }
        if case .array(let values)? = object["warnings"] {
            warnings = values.compactMap { value in
                guard case .array(let words) = value, words.count == 2, case .string(let english) = words[0],
                    case .string(let french) = words[1]
                else { return nil }
                return Wording(english, french)
            }
        }
    }

    private static func ordered(_ object: JSONObject) -> JSONValue {
        .array(zip(object.keys, object.values).map { .array([.string($0), $1]) })
    }

    private static func object(_ value: JSONValue) -> JSONObject? {
        guard case .array(let members) = value else { return nil }
        var object = JSONObject()
        for case .array(let member) in members {
            guard member.count == 2, case .string(let name) = member[0] else { return nil }
            object[name] = member[1]
        }
        return object
    }
}

extension JSONValue {
    /// The hole for the number of the movement that is about to be booked.
    static let movementNumber = JSONValue.object(["@": "movement"])

    /// The hole for the code of the movement's n-th new lot, from 0.
    static func lotCode(_ index: Int) -> JSONValue { .object(["@": "lot", "n": .integer(Int64(index))]) }

    /// Which new lot's code is meant, when it is a hole for one.
    fileprivate var lotIndex: Int? {
        guard case .object(let object) = self, object.text("@") == "lot" else { return nil }
        return object.integer("n").map(Int.init)
    }
}

extension Booked {
    /// What a person is told beside the answer.
    package var warnings: [Wording] {
        var warnings: [Wording] = []
        if !releasedRounds.isEmpty {
            let list = releasedRounds.map(String.init).joined(separator: ", ")
            warnings.append(
                releasedRounds.count == 1
                    ? Wording(
                        "goods promised to round \(list) were taken: it is now short, see \(en: .roundShow) \(list)",
                        "des biens promis à la tournée \(list) ont été pris : elle manque maintenant, voir \(fr: .roundShow) \(list)")
                    : Wording(
                        "goods promised to rounds \(list) were taken: they are now short, see \(en: .roundShow) of each",
                        "des biens promis aux tournées \(list) ont été pris : elles manquent maintenant, voir \(fr: .roundShow) pour chacune"
                    )
            )
        }
        if !releasedPurposes.isEmpty {
            let list = releasedPurposes.joined(separator: ", ")
            warnings.append(
                Wording(
                    "goods kept for \(list) were taken: tell them, and see \(en: .reserveList)",
                    "des biens gardés pour \(list) ont été pris : les prévenir, et voir \(fr: .reserveList)"))
        }
        if let shortfall {
            warnings.append(
                Wording(
                    "\(shortfall) more than the books held was booked as unexplained; it stays on the exceptions list until explained",
                    "\(shortfall) de plus que les comptes : enregistré comme inexpliqué, reste dans les anomalies jusqu'à explication"))
        }
        if let explainsCount {
            warnings.append(
                Wording(
                    "this happened before count \(explainsCount): today's stock stays as counted and the variance of the count is explained by it",
                    "cela a eu lieu avant le comptage \(explainsCount) : le stock reste tel que compté et l'écart du comptage s'en trouve expliqué"
                ))
        }
        if let countedSince {
            warnings.append(
                Wording(
                    "count \(countedSince) was taken since: today's stock stays as counted there, and the difference of the count changes instead",
                    "le comptage \(countedSince) a eu lieu depuis : le stock y reste tel que compté, et c'est l'écart du comptage qui change"
                ))
        }
        if let givenUp {
            warnings.append(
                Wording(
                    "\(givenUp) that had been booked as found and unexplained go away with it",
                    "\(givenUp) qui avaient été inscrites comme trouvées et inexpliquées disparaissent avec"))
        }
        return warnings
    }
}
