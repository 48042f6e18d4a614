import Glibc

/// Does the parts of some work at the same time, the first on the calling thread and each other on a thread of its own.
enum ParallelWork {
    private final class Part {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Calls `body` with 0 ..< count and returns when all calls have. A part whose thread cannot be had is done by the calling thread.
    static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        var threads: [pthread_t] = []
        var left: [Int] = []
        for number in 1..<max(1, count) {
            let part = Unmanaged.passRetained(Part { body(number) })
            var thread = pthread_t()
            let result = pthread_create(
                &thread, nil,
                { context in
                    if let context { Unmanaged<Part>.fromOpaque(context).takeRetainedValue().body() }
                    return nil
                }, part.toOpaque())
            if result == 0 {
                threads.append(thread)
            } else {
                part.release()
                left.append(number)
            }
        }
        body(0)
        for number in left { body(number) }
        for thread in threads { pthread_join(thread, nil) }
    }
}
