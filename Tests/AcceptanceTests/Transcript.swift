// Conversations with the daemon, as a manager would read them.
//
// A transcript is a text file: its story in comments on top, then lines that were typed (`> …`) and lines that were answered (`< …`).
// It is played on the admin socket against a real daemon, and every answered line must agree. Where a number, a day or a lot's code
// differs from run to run stands a placeholder:
//
//     <number> <date> <time> <word> <any>      what may stand here
//     <first:number>                           the same, and from now on {first} stands for it, in both kinds of lines
//     < ...                                    any number of answered lines
//     == nobody ==                             from here on that account of the machine types; `== self ==` goes back
//
// Runs of blanks count as one, so that the width of a number does not matter. A typed line without an answer below it is sent only;
// rows of an import are like that.

import Glibc
import TestSupport
import Testing

/// A conversation, read from its file.
struct Transcript: Sendable, CustomTestStringConvertible {
    /// A thing that happens in it.
    enum Step: Sendable, Equatable {
        case speaker(String)
        case typed(String, answers: [String])
    }

    /// The file's name without its ending.
    let name: String
    /// The comment on top.
    let story: [String]
    /// Steps with their line numbers.
    let steps: [(line: Int, step: Step)]

    var testDescription: String { name }

    /// Whether other accounts than the tests' own take part.
    var needsAccounts: Bool {
        steps.contains { if case .speaker(let name) = $0.step { name != "self" } else { false } }
    }

    /// The cases of the product that it says it covers.
    var cases: [String] {
        story.filter { $0.hasPrefix("Cases:") }.flatMap { $0.dropFirst(6).split(whereSeparator: { ", .".contains($0) }).map(String.init) }
    }

    init(name: String, text: String) throws {
        self.name = name
        var story: [String] = []
        var steps: [(line: Int, step: Step)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("#") {
                if steps.isEmpty { story.append(String(line.dropFirst().drop(while: { $0 == " " }))) }
            } else if line.hasPrefix("== "), line.hasSuffix(" ==") {
                steps.append((index + 1, .speaker(String(line.dropFirst(3).dropLast(3)))))
            } else if line.hasPrefix("> ") {
                steps.append((index + 1, .typed(String(line.dropFirst(2)), answers: [])))
            } else if line.hasPrefix("< ") {
                guard case .typed(let typed, let answers)? = steps.last?.step else {
                    throw DaemonFault("\(name):\(index + 1): an answer to nothing")
                }
                steps[steps.count - 1].step = .typed(typed, answers: answers + [String(line.dropFirst(2))])
            } else if !line.isEmpty {
                throw DaemonFault("\(name):\(index + 1): a line begins with «> », «< », «#» or «== »")
            }
        }
        self.story = story
        self.steps = steps
    }

    /// Every transcript of the directory, in order of name.
    static func all() throws -> [Transcript] {
        let directory = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/Transcripts"
        guard let stream = opendir(directory) else { throw DaemonFault("\(directory) cannot be read") }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".transcript") { names.append(String(name.dropLast(11))) }
        }
        return try names.sorted().map { name in
            try Transcript(name: name, text: DaemonProcess.text(of: "\(directory)/\(name).transcript") ?? "")
        }
    }

    /// A session whose defaults are not kept: other conversations go on beside it on the same account.
    private static func session(_ socket: String, as uid: UInt32? = nil) async throws -> AdminClient {
        let client = try await AdminClient(socket, as: uid)
        _ = try await client.ask("hello keep=no")
        return client
    }

    /// Plays it; returns what did not agree, nil when all did. Nothing is typed after the first disagreement.
    func play(on socket: String) async throws -> String? {
        var memory: [String: String] = [:]
        var sessions: [String: AdminClient] = ["self": try await Self.session(socket)]
        var speaker = "self"
        for (line, step) in steps {
            switch step {
            case .speaker(let name):
                speaker = name
                if sessions[name] == nil {
                    guard let account = getpwnam(name) else { throw DaemonFault("this machine has no account \(name)") }
                    sessions[name] = try await Self.session(socket, as: account.pointee.pw_uid)
                }
            case .typed(let typed, let answers):
                guard let session = sessions[speaker] else { continue }
                let request = LinePattern.filled(typed, memory)
                await session.send(request + "\n")
                guard !answers.isEmpty else { continue }
                let came: [String]
                do {
                    came = try await session.reply().all
                } catch let lost as AdminClient.Lost {
                    came = lost.lines + ["(closed)"]
                }
                guard LinePattern.match(answers[...], came[...], &memory) else {
                    return """
                        \(name).transcript:\(line): > \(request)
                        expected
                        \(answers.map { "< " + LinePattern.filled($0, memory) }.joined(separator: "\n"))
                        answered
                        \(came.map { "< " + $0 }.joined(separator: "\n"))
                        """
                }
            }
        }
        return nil
    }
}
