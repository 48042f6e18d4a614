package import PostgresClient

/// Placeholder until the table of constraints is merged.
package enum ConstraintErrors {
    package static func refusal(_ error: PostgresError) -> Refusal? { nil }
}
