import Speech
import Testing

@testable import RoundPlanning

@Suite("The life of a round") struct RoundLifeCycleTests {
    @Test("a round goes from draft to closed one step after another")
    func wholeLife() throws {
        var state = RoundState.draft
        var effects: [StockEffect] = []
        for step in [RoundStep.approve, .load, .depart, .arrive, .deliver, .comeBack, .close] {
            let progress = try RoundLifeCycle.progress(from: state, step: step)
            #expect(progress.inferred == [])
            effects += progress.moves.map(\.transition.effect)
            state = progress.state(after: state)
        }
        #expect(state == .closed)
        #expect(effects == [.reserve, .load, .none, .none, .none, .none, .none])
    }

    @Test("a later step fills in the missing earlier ones as inferred")
    func inferred() throws {
        let delivered = try RoundLifeCycle.progress(from: .approved, step: .deliver)
        #expect(delivered.inferred == [.load, .depart])
        #expect(delivered.state(after: .approved) == .underway)
        let closed = try RoundLifeCycle.progress(from: .draft, step: .close)
        #expect(closed.inferred == [.load, .depart, .comeBack])
        #expect(closed.state(after: .draft) == .closed)
    }

    @Test("sending a step again changes nothing")
    func again() throws {
        for (state, step) in [
            (RoundState.approved, RoundStep.approve), (.underway, .approve), (.underway, .depart), (.returned, .depart), (.closed, .close),
            (.cancelled, .cancel), (.returned, .arrive),
        ] {
            #expect(try RoundLifeCycle.progress(from: state, step: step) == RoundProgress(moves: []))
        }
    }

    @Test("a round that has left is not cancelled, a final one is not changed, and the error says what to do")
    func refused() {
        #expect(throws: RoundStepError(code: .underway, state: .underway, step: .cancel)) {
            try RoundLifeCycle.progress(from: .underway, step: .cancel)
        }
        #expect(throws: RoundStepError(code: .final, state: .closed, step: .deliver)) {
            try RoundLifeCycle.progress(from: .closed, step: .deliver)
        }
        #expect(throws: RoundStepError(code: .final, state: .cancelled, step: .load)) {
            try RoundLifeCycle.progress(from: .cancelled, step: .load)
        }
        #expect(throws: RoundStepError(code: .past, state: .returned, step: .load)) {
            try RoundLifeCycle.progress(from: .returned, step: .load)
        }
    }

    @Test("the table says each thing once and cancelling ends before the road")
    func table() {
        let keys = RoundLifeCycle.table.map { "\($0.from) \($0.step)" }
        #expect(Set(keys).count == keys.count)
        #expect(RoundLifeCycle.table.filter { $0.step == .cancel }.map(\.from) == [.draft, .approved, .loading])
        #expect(RoundLifeCycle.table.filter { $0.english.isEmpty || $0.french.isEmpty } == [])
        #expect(RoundLifeCycle.table.filter { $0.from.isFinal } == [])
    }

    @Test("a manager plans like a lead: opening, approving and cancelling ask for a manager, the road for a volunteer")
    func roles() {
        for line in RoundLifeCycle.table {
            #expect(line.who == ([.open, .approve, .cancel].contains(line.step) ? .manager : .volunteer), "\(line.from) \(line.step)")
        }
    }

    @Test("every step in every state is answered: carried out, already made, or refused with a code")
    func everything() {
        for state in RoundState.allCases {
            for step in RoundStep.allCases {
                do {
                    let progress = try RoundLifeCycle.progress(from: state, step: step)
                    #expect(progress.moves.isEmpty || progress.moves.last?.transition.step == step)
                    #expect(progress.moves.first.map { $0.transition.from == state } ?? true)
                    for (one, next) in zip(progress.moves, progress.moves.dropFirst()) {
                        #expect(one.transition.to == next.transition.from)
                    }
                } catch {
                    #expect(error.state == state && error.step == step && !error.advice.french.isEmpty)
                }
            }
        }
    }
}
