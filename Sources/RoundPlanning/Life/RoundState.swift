/// Where a round stands.
package enum RoundState: String, Sendable, CaseIterable {
    case draft, approved, loading, underway, returned, closed, cancelled

    /// Whether nothing can happen to it any more.
    package var isFinal: Bool { self == .closed || self == .cancelled }
}

/// What somebody does with a round.
package enum RoundStep: String, Sendable, CaseIterable {
    case open, approve, load, depart, arrive, deliver
    case comeBack = "return"
    case close, cancel
}

/// Who may do something, by role; each role stands for itself and every one above it.
package enum RoundRole: String, Sendable, CaseIterable {
    case volunteer, manager, lead
}

/// What a step does to stock by itself, sent or inferred; what people give out or bring back is said with the step and booked from there.
package enum StockEffect: String, Sendable, CaseIterable {
    /// Nothing.
    case none
    /// Reserves the planned lots.
    case reserve
    /// Moves what was promised or planned to the vehicle; frees what was reserved and stays behind.
    case load
    /// Frees what was reserved; what was loaded goes back to its place.
    case release
}

/// The life of a round, as one table.
///
/// A step that was made already is safe to send again. A later step fills in the earlier ones that nobody entered, marked as inferred: what has
/// happened is never refused because a form is missing.
package struct RoundLifeCycle {
    /// One line of the table.
    package struct Transition: Sendable, Hashable {
        /// State before.
        package var from: RoundState
        /// What is done.
        package var step: RoundStep
        /// State after.
        package var to: RoundState
        /// Least role that may do it.
        package var who: RoundRole
        /// What it does to stock by itself.
        package var effect: StockEffect
        /// Words to the operator.
        package var english: String
        /// The same in French.
        package var french: String
    }

    // swift-format-ignore
    /// The table: from, step, to, who may, what it does to stock, words to the operator.
    package static let table: [Transition] = [
        line(.draft,    .open,     .draft,     .manager,   .none,       "open", "ouverte"),
        line(.draft,    .approve,  .approved,  .manager,   .reserve,    "approved; its stock is reserved", "approuvée ; son stock est réservé"),
        line(.draft,    .load,     .loading,   .volunteer, .load,       "loading; stock moves to the vehicle", "en chargement ; le stock passe au véhicule"),
        line(.approved, .load,     .loading,   .volunteer, .load,       "loading; stock moves to the vehicle", "en chargement ; le stock passe au véhicule"),
        line(.loading,  .load,     .loading,   .volunteer, .load,       "more was loaded", "chargement complété"),
        line(.loading,  .depart,   .underway,  .volunteer, .none,       "on the road", "en route"),
        line(.underway, .load,     .underway,  .volunteer, .load,       "topped up on the road", "complétée en route"),
        line(.underway, .arrive,   .underway,  .volunteer, .none,       "arrived at the stop", "arrivée à l'arrêt"),
        line(.underway, .deliver,  .underway,  .volunteer, .none,       "the stop is written down", "l'arrêt est noté"),
        line(.underway, .comeBack, .returned,  .volunteer, .none,       "back; what came back is in its place", "rentrée ; les retours sont à leur place"),
        line(.returned, .deliver,  .returned,  .volunteer, .none,       "the stop is written down afterwards", "l'arrêt est noté après coup"),
        line(.returned, .comeBack, .returned,  .volunteer, .none,       "more came back", "retour complété"),
        line(.returned, .close,    .closed,    .volunteer, .none,       "closed; everything loaded is accounted for", "clôturée ; tout ce qui était chargé est justifié"),
        line(.draft,    .cancel,   .cancelled, .manager,   .release,    "cancelled", "annulée"),
        line(.approved, .cancel,   .cancelled, .manager,   .release,    "cancelled; its stock is free again", "annulée ; son stock est libéré"),
        line(.loading,  .cancel,   .cancelled, .manager,   .release,    "cancelled; what was loaded goes back", "annulée ; le chargement retourne en place"),
    ]

    private static func line(
        _ from: RoundState, _ step: RoundStep, _ to: RoundState, _ who: RoundRole, _ effect: StockEffect, _ english: String,
        _ french: String
    ) -> Transition {
        Transition(from: from, step: step, to: to, who: who, effect: effect, english: english, french: french)
    }

    /// The line for a step in a state; `nil` when it does not follow.
    package static func transition(from state: RoundState, step: RoundStep) -> Transition? {
        table.first { $0.from == state && $0.step == step }
    }
}
