import Glibc
import TestSupport
import Testing

@Suite("Conversations on the admin socket")
struct TranscriptTests {
    private static let transcripts: [Transcript] = (try? Transcript.all()) ?? []

    @Test("every line is answered as the transcript says", arguments: transcripts.filter { !$0.needsAccounts })
    func conversation(_ transcript: Transcript) async throws {
        let daemon = try await SharedDaemon.shared.daemon()
        let disagreement = try await transcript.play(on: daemon.socket)
        #expect(disagreement == nil)
    }

    @Test(
        "every line is answered as the transcript says, to each account its own",
        .enabled(if: geteuid() == 0, "only root can speak as another account"), arguments: transcripts.filter(\.needsAccounts))
    func accounts(_ transcript: Transcript) async throws {
        let daemon = try await SharedDaemon.shared.daemon()
        let disagreement = try await transcript.play(on: daemon.socket)
        #expect(disagreement == nil)
    }

    @Test("every transcript reads well: a story on top, the cases it covers, and an end with books that agree")
    func stories() throws {
        let all = try Transcript.all()
        #expect(!all.isEmpty)
        for transcript in all {
            #expect(transcript.story.count > 1, "\(transcript.name) has no story")
            let known = (1...20).map { "C\($0)" }
            #expect(
                !transcript.cases.isEmpty && transcript.cases.allSatisfy(known.contains), "\(transcript.name): Cases: \(transcript.cases)")
        }
        // They share one daemon: a warehouse that two of them make is found in a state that neither left it in.
        var makers: [String: Set<String>] = [:]
        for transcript in all {
            for case .typed(let line, _) in transcript.steps.map(\.step) where line.hasPrefix("warehouse add ") {
                makers[String(line.dropFirst(14).prefix { $0 != " " }), default: []].insert(transcript.name)
            }
        }
        #expect(makers.filter { $0.value.count > 1 } == [:])
    }

    @Test("a placeholder takes what it says and no more")
    func placeholders() {
        func agrees(_ patterns: [String], _ lines: [String]) -> [String: String]? {
            var memory = ["known": "7"]
            return LinePattern.match(patterns[...], lines[...], &memory) ? memory : nil
        }
        #expect(agrees(["OK movement=<first:number> state=changed"], ["OK movement=12 state=changed"]) == ["known": "7", "first": "12"])
        #expect(agrees(["| <number> a1"], ["|      12  a1  "]) == ["known": "7"])
        #expect(agrees(["OK count={known}"], ["OK count=8"]) == nil)
        #expect(agrees(["OK <date>"], ["OK 2026-1-02"]) == nil)
        #expect(agrees(["OK <word>"], ["OK two words"]) == nil)
        #expect(agrees(["...", "OK"], ["| a", "| b", "OK"]) == ["known": "7"])
        #expect(agrees(["OK"], ["| a", "OK"]) == nil)
    }
}
