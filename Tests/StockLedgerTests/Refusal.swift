import Speech

/// The refusal of an expression, or nil when it is accepted.
func refusal(_ work: () throws -> Void) -> Refusal? {
    do {
        try work()
        return nil
    } catch { return error as? Refusal }
}
