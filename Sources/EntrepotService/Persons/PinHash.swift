import CCrypt
import Dispatch
import Glibc
import Speech

/// PINs as they are kept: salted and slowly hashed by crypt(3), in the form it prefers (yescrypt: about 20 ms and 16 MB a try).
///
/// libcrypt and not the database's pgcrypto: an external server may not have that extension, a PIN need not leave this process to be
/// looked at, and the time it takes is not taken from a connection of the pool. One is computed at a time, on a thread of its own: who
/// floods the door with tries takes one processor at most.
enum PinHash {
    private static let queue = DispatchQueue(label: "entrepot.pin")
    /// A hash that no PIN has, computed for a person who is not there: both answers take the same time.
    private static let nobody = hashed("nobody", setting: newSetting()) ?? ""

    /// The hash of a new PIN.
    static func make(_ pin: String) async throws -> String {
        let hash = await onQueue { hashed(pin, setting: newSetting()) }
        guard let hash else { throw failure }
        return hash
    }

    /// Whether a PIN is the one that was hashed; no hash is nobody's.
    static func isRight(_ pin: String, for hash: String?) async -> Bool {
        await onQueue {
            let setting = hash ?? nobody
            guard let computed = hashed(pin, setting: setting), hash != nil else { return false }
            return isEqual(computed, setting)
        }
    }

    private static func onQueue<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in queue.async { continuation.resume(returning: work()) } }
    }

    private static func hashed(_ pin: String, setting: String?) -> String? {
        guard let setting else { return nil }
        var data: UnsafeMutableRawPointer?
        var size: Int32 = 0
        defer { free(data) }
        // The string returned lies within `data`. crypt(3)
        return crypt_ra(pin, setting, &data, &size).map { String(cString: $0) }
    }

    /// The preferred method with a new salt.
    private static func newSetting() -> String? {
        // Null for the salt takes it from the system's random source. crypt_gensalt(3)
        guard let setting = crypt_gensalt_ra(nil, 0, nil, 0) else { return nil }
        defer { free(setting) }
        return String(cString: setting)
    }

    /// Compares without telling by its time where they differ.
    private static func isEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static let failure = Refusal(
        .internal, retry: .never,
        Wording("this system cannot hash a PIN: see crypt(5)", "ce système ne sait pas hacher un code : voir crypt(5)"))
}
