import CLinux
import Synchronization

/// What the open batches of all connections together may hold in memory.
final class BatchAllowance: Sendable {
    /// Octets, as `BatchShare` counts them.
    let ceiling: Int
    private let taken = Mutex(0)

    init(ceiling: Int) {
        self.ceiling = ceiling
    }

    /// Octets held now.
    var held: Int { taken.withLock { $0 } }

    fileprivate func take(_ octets: Int) -> Bool {
        taken.withLock { taken in
            guard octets <= ceiling - taken else { return false }
            taken += octets
            return true
        }
    }

    fileprivate func giveBack(_ octets: Int) { taken.withLock { $0 -= octets } }
}

/// One batch's part of the allowance: given back when the last that needs its lines lets go of it, be that the batch, the request that
/// runs it, or a connection that closed.
final class BatchShare: Sendable {
    /// Parts of this size are given back to the system as well; glibc keeps small blocks for itself otherwise. malloc_trim(3)
    private static let worthReturning = 1 << 20

    private let allowance: BatchAllowance
    private let octets = Mutex(0)

    init(of allowance: BatchAllowance) {
        self.allowance = allowance
    }

    deinit {
        let held = octets.withLock { $0 }
        allowance.giveBack(held)
        // Not here: the lines go a moment after their share, and an event loop has better things to do.
        if held >= Self.worthReturning { Task.detached { entrepot_return_memory() } }
    }

    /// Takes so many octets more; false when all batches together would be beyond their ceiling.
    func grow(by more: Int) -> Bool {
        guard allowance.take(more) else { return false }
        octets.withLock { $0 += more }
        return true
    }
}
