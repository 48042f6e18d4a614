package import Speech

/// What a step, sent in some state, comes to.
package struct RoundProgress: Sendable, Hashable {
    /// A line of the table that is to be carried out.
    package struct Move: Sendable, Hashable {
        /// The line.
        package var transition: RoundLifeCycle.Transition
        /// Whether nobody sent it and it follows from the step that was sent.
        package var inferred: Bool
    }

    /// What is to be carried out, in order; empty when the step was made already.
    package var moves: [Move]

    /// Steps nobody sent that follow from the one that was.
    package var inferred: [RoundStep] { moves.filter(\.inferred).map(\.transition.step) }

    /// The state afterwards.
    package func state(after state: RoundState) -> RoundState { moves.last?.transition.to ?? state }
}

/// A step that does not follow: a stable code, what was found, what to do. Trying again does not help.
package struct RoundStepError: Error, Sendable, Hashable {
    /// What kind of error it is; the raw value is stable.
    package enum Code: String, Sendable, CaseIterable {
        /// The round is closed or cancelled.
        case final = "ROUND.FINAL"
        /// A round that is out cannot be cancelled.
        case underway = "ROUND.UNDERWAY"
        /// The step belongs to a state that is past.
        case past = "ROUND.PAST"
    }

    /// What kind of error it is.
    package var code: Code
    /// The state it is in.
    package var state: RoundState
    /// The step sent.
    package var step: RoundStep

    /// What was found and what to do.
    package var advice: Wording {
        switch code {
        case .final:
            Wording(
                "the round is \(state.rawValue) already; correct it by a movement, or open another round",
                "la tournée est déjà \(state == .closed ? "clôturée" : "annulée") ; corriger par un mouvement, ou ouvrir une autre tournée")
        case .underway:
            Wording(
                "the round has left; return it with everything that comes back, then close it",
                "la tournée est partie ; la faire rentrer avec tout ce qui revient, puis la clôturer")
        case .past:
            Wording(
                "too late for this step: the round is back; write down stops and what came back, then close",
                "trop tard pour cette étape : la tournée est rentrée ; noter les arrêts, les retours, puis clôturer")
        }
    }
}

extension RoundLifeCycle {
    /// What a step sent in a state comes to: the step itself after every earlier one that is missing.
    ///
    /// Sending a step again that led to this state, or that is behind it, changes nothing and is no error. `arrive`, `deliver`, `load` and `return`
    /// may be made several times (stops, top-ups, late sheets); whoever keeps the records tells a repeat by its key.
    ///
    /// - Throws: `RoundStepError` for a step that cannot follow whatever is filled in.
    package static func progress(from state: RoundState, step: RoundStep) throws(RoundStepError) -> RoundProgress {
        if let direct = transition(from: state, step: step) {
            return RoundProgress(moves: [RoundProgress.Move(transition: direct, inferred: false)])
        }
        if wasMade(step, in: state) { return RoundProgress(moves: []) }
        if state.isFinal { throw RoundStepError(code: .final, state: state, step: step) }
        if step == .cancel { throw RoundStepError(code: .underway, state: state, step: step) }
        var moves: [RoundProgress.Move] = []
        var reached = state
        while let missing = following[reached], let line = transition(from: reached, step: missing) {
            moves.append(RoundProgress.Move(transition: line, inferred: true))
            reached = line.to
            if let last = transition(from: reached, step: step) {
                return RoundProgress(moves: moves + [RoundProgress.Move(transition: last, inferred: false)])
            }
        }
        throw RoundStepError(code: .past, state: state, step: step)
    }

    /// The step that usually comes next; a round opened without a plan is loaded without being approved.
    private static let following: [RoundState: RoundStep] = [
        .draft: .load, .approved: .load, .loading: .depart, .underway: .comeBack, .returned: .close,
    ]

    /// Whether a step is behind a state already.
    private static func wasMade(_ step: RoundStep, in state: RoundState) -> Bool {
        switch (step, state) {
        case (.open, _): true
        case (.approve, .approved), (.approve, .loading), (.approve, .underway), (.approve, .returned), (.approve, .closed): true
        case (.depart, .underway), (.depart, .returned), (.depart, .closed): true
        case (.arrive, .returned), (.arrive, .closed): true
        case (.close, .closed), (.cancel, .cancelled): true
        default: false
        }
    }
}
