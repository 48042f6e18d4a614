import PlainJSON
package import Speech

/// Why a line was refused before anybody looked at what it asks.
package struct LineRefusal: Error, Sendable, Equatable {
    package var code: ErrorCode
    /// The column in octets, from 1, where the fault was noticed; nil when it concerns the whole line.
    package var column: Int?
    /// The request's tag when it could still be read, so that the client can match the answer.
    package var tag: String?
    package var text: Wording
    /// Whether the line is no text that somebody typed: control characters outside the grammar, octets that are not UTF-8.
    package var isNoise: Bool

    /// A refusal at a column.
    package init(code: ErrorCode, column: Int? = nil, tag: String? = nil, isNoise: Bool = false, text: Wording) {
        self.code = code
        self.column = column
        self.tag = tag
        self.text = text
        self.isNoise = isNoise
    }

    /// The final that answers the line.
    package var final: ReplyFinal {
        var pairs = JSONObject()
        if let column { pairs["column"] = .integer(Int64(column)) }
        return ReplyFinal(code: code, pairs: pairs, state: .unchanged, retry: .never, text: text)
    }
}

/// Reads one line of a client, by octets.
package enum RequestParser {
    /// Reads a line without its LF; one CR at its end belongs to the line end and is left out.
    package static func parse(_ line: [UInt8]) throws(LineRefusal) -> ClientLine {
        var octets = line
        if octets.last == 0x0D { octets.removeLast() }
        if octets.first == UInt8(ascii: "<"), octets.count == 1 || octets[1] == 0x20 {
            return .data(try readable(Array(octets.dropFirst(2)), shift: 2))
        }
        _ = try readable(octets, shift: 0)
        var position = 0
        skipSpace(octets, &position)
        if position == octets.count { return .blank }
        if octets[position] == UInt8(ascii: "#") { return .comment }
        return .command(try command(octets, from: position))
    }

    /// Splits `name=value` at the first `=`; nil when what stands before it is no name, so that `=5` and `2+2=4` stay values.
    ///
    /// A name is a letter followed by letters, digits, `-`, `_` or `.`; letters of any alphabet count (`qté`).
    package static func splitName(_ word: [UInt8]) -> (name: String, valueStart: Int)? {
        guard let equals = word.firstIndex(of: UInt8(ascii: "=")), equals > 0 else { return nil }
        guard let name = String(validating: word[..<equals], as: UTF8.self) else { return nil }
        for (index, scalar) in name.unicodeScalars.enumerated() {
            if ("a"..."z").contains(scalar) { continue }
            let isLetter = scalar.properties.isAlphabetic || (index > 0 && scalar.properties.generalCategory == .nonspacingMark)
            let isInside = ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_" || scalar == "."
            guard isLetter || (index > 0 && isInside) else { return nil }
        }
        return (name, equals + 1)
    }

    /// Refuses what no line may hold: NUL, control characters other than the tabulator, C1 controls, and octets that are not UTF-8.
    private static func readable(_ octets: [UInt8], shift: Int) throws(LineRefusal) -> String {
        for (index, octet) in octets.enumerated() where (octet < 0x20 && octet != 0x09) || octet == 0x7F {
            throw controlRefusal(octet, column: index + shift + 1)
        }
        guard let text = String(validating: octets, as: UTF8.self) else {
            throw LineRefusal(
                code: .syntaxUTF8,
                column: firstInvalid(octets).map { $0 + shift + 1 },
                isNoise: true,
                text: Wording(
                    "this line is not UTF-8; save the file as UTF-8, or set the terminal to it",
                    "cette ligne n'est pas en UTF-8 ; enregistrez le fichier en UTF-8, ou réglez le terminal"))
        }
        for index in octets.indices.dropLast() where octets[index] == 0xC2 && octets[index + 1] < 0xA0 {
            throw controlRefusal(octets[index + 1], column: index + shift + 1)
        }
        return text
    }

    private static func controlRefusal(_ octet: UInt8, column: Int) -> LineRefusal {
        let name = octet == 0 ? "NUL" : octet == 0x0D ? "CR" : "U+00" + (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
        return LineRefusal(
            code: .syntaxControl,
            column: column,
            isNoise: true,
            text: Wording(
                "control character \(name); write new lines inside quotes as \\n",
                "caractère de contrôle \(name) ; écrivez les sauts de ligne entre guillemets comme \\n"))
    }

    /// The offset of the first octet that breaks UTF-8, found by halving the longest valid prefix octet by octet.
    private static func firstInvalid(_ octets: [UInt8]) -> Int? {
        var decoder = UTF8()
        var iterator = octets.makeIterator()
        var valid = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): valid += UTF8.width(scalar)
            case .emptyInput: return nil
            case .error: return valid
            }
        }
    }

    private static func skipSpace(_ octets: [UInt8], _ position: inout Int) {
        while position < octets.count, isSpace(octets[position]) { position += 1 }
    }

    private static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || octet == 0x09 }

    private static func command(_ octets: [UInt8], from start: Int) throws(LineRefusal) -> RequestLine {
        var position = start
        let tag = try tag(octets, &position)
        var tokens: [RequestToken] = []
        do {
            while true {
                skipSpace(octets, &position)
                guard position < octets.count else { break }
                tokens.append(try token(octets, &position))
            }
        } catch {
            var refusal = error
            refusal.tag = tag
            throw refusal
        }
        guard !tokens.isEmpty else {
            throw LineRefusal(
                code: .syntaxTag, column: 1, tag: tag,
                text: Wording("a tag without a command", "une étiquette sans commande"))
        }
        return RequestLine(tag: tag, tokens: tokens)
    }

    private static func tag(_ octets: [UInt8], _ position: inout Int) throws(LineRefusal) -> String? {
        guard octets[position] == UInt8(ascii: "@") else { return nil }
        let start = position + 1
        position = start
        while position < octets.count, !isSpace(octets[position]) { position += 1 }
        let tag = octets[start..<position]
        let isTag = (1...32).contains(tag.count) && tag.allSatisfy(isTagOctet)
        guard isTag else {
            throw LineRefusal(
                code: .syntaxTag,
                column: start,
                text: Wording(
                    "a tag is @ and 1 to 32 letters, digits, - _ or .",
                    "une étiquette est @ et 1 à 32 lettres, chiffres, - _ ou ."))
        }
        return String(decoding: tag, as: UTF8.self)
    }

    private static func isTagOctet(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
        default: false
        }
    }

    private static func token(_ octets: [UInt8], _ position: inout Int) throws(LineRefusal) -> RequestToken {
        if octets[position] == UInt8(ascii: "\"") {
            return RequestToken(value: try quoted(octets, &position), isQuoted: true)
        }
        let start = position
        while position < octets.count, !isSpace(octets[position]) {
            let octet = octets[position]
            if octet == UInt8(ascii: "\"") {
                // name="…": the only place where a quotation mark may stand inside a word.
                if position > start, octets[position - 1] == UInt8(ascii: "="),
                    let (name, valueStart) = splitName(Array(octets[start..<position])), start + valueStart == position
                {
                    return RequestToken(name: name, value: try quoted(octets, &position), isQuoted: true)
                }
                throw quoteRefusal(column: position + 1)
            }
            if octet == UInt8(ascii: "\\") { throw quoteRefusal(column: position + 1) }
            position += 1
        }
        let word = Array(octets[start..<position])
        guard let (name, valueStart) = splitName(word) else {
            return RequestToken(value: String(decoding: word, as: UTF8.self))
        }
        guard valueStart < word.count else {
            throw LineRefusal(
                code: .syntaxEmpty,
                column: position,
                text: Wording(
                    "\(name)= has no value; write \(name)=\"\" for an empty one, without a space after =",
                    "\(name)= n'a pas de valeur ; écrivez \(name)=\"\" pour une valeur vide, sans espace après ="))
        }
        return RequestToken(name: name, value: String(decoding: word[valueStart...], as: UTF8.self))
    }

    private static func quoteRefusal(column: Int) -> LineRefusal {
        LineRefusal(
            code: .syntaxQuote,
            column: column,
            text: Wording(
                "a quotation mark or backslash stands inside a word; quote the whole value: name=\"two words\"",
                "un guillemet ou une barre oblique inverse dans un mot ; mettez toute la valeur entre guillemets : nom=\"deux mots\""))
    }

    private static func quoted(_ octets: [UInt8], _ position: inout Int) throws(LineRefusal) -> String {
        let found: (text: String, end: Int)
        do {
            found = try JSONParser.string(in: octets, at: position)
        } catch {
            throw refusal(of: error)
        }
        position = found.end
        guard position == octets.count || isSpace(octets[position]) else { throw quoteRefusal(column: position + 1) }
        return found.text
    }

    private static func refusal(of fault: JSONFault) -> LineRefusal {
        let code: ErrorCode
        let text: Wording
        switch fault.kind {
        case .unexpectedEnd:
            code = .syntaxQuote
            text = Wording("the quotation mark is never closed", "le guillemet n'est jamais fermé")
        case .nul:
            code = .syntaxControl
            text = Wording("a text may hold no NUL; leave \\u0000 out", "un texte ne peut contenir NUL ; omettez \\u0000")
        case .control:
            // Every other control character was refused before the line was taken apart.
            code = .syntaxControl
            text = Wording(
                "a tabulator inside quotation marks; type a space, or \\t if a tabulator is meant",
                "une tabulation entre guillemets ; tapez une espace, ou \\t si c'est bien une tabulation")
        case .surrogate:
            code = .syntaxEscape
            text = Wording(
                "\\u escapes beyond U+FFFF come in pairs, high then low",
                "les échappements \\u au-delà de U+FFFF vont par paires")
        default:
            code = .syntaxEscape
            text = Wording(
                "inside quotes only \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX",
                "entre guillemets seulement \\\" \\\\ \\/ \\b \\f \\n \\r \\t et \\uXXXX")
        }
        return LineRefusal(code: code, column: fault.offset + 1, text: text)
    }
}
