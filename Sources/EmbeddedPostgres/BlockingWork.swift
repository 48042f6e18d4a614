import Dispatch

/// Runs work that blocks (waiting for a program, syncing a directory) away from the threads that serve clients.
enum BlockingWork {
    private static let queue = DispatchQueue(label: "entrepot.blocking", attributes: .concurrent)

    /// Runs the work on one thread from beginning to end, which `dies_with_caller` of a spawned program needs.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(with: Result { try work() })
            }
        }
    }
}
