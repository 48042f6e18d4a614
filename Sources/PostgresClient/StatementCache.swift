/// Which statements a session has prepared, by text and parameter types; the one not used for longest leaves first.
struct StatementCache {
    /// What makes two statements the same to the server.
    struct Key: Hashable {
        let text: String
        let types: [PostgresType]
    }

    /// What to do for a statement.
    enum Decision: Equatable {
        /// It is prepared under this name.
        case ready(name: String)
        /// Prepare it under this name, after forgetting another one if named.
        case prepare(name: String, evict: String?)
    }

    private struct Entry {
        let name: String
        var lastUse: UInt64
    }

    private let capacity: Int
    private var entries: [Key: Entry] = [:]
    private var uses: UInt64 = 0
    private var names: UInt64 = 0

    init(capacity: Int = 256) {
        self.capacity = max(1, capacity)
    }

    var count: Int { entries.count }

    /// Finds or allots a name; a statement to prepare is taken as prepared from here on: `forget` it when that fails.
    mutating func use(_ key: Key) -> Decision {
        uses += 1
        if let name = entries[key]?.name {
            entries[key]?.lastUse = uses
            return .ready(name: name)
        }
        var evicted: String?
        if entries.count >= capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            evicted = oldest.value.name
            entries[oldest.key] = nil
        }
        names += 1
        let name = "s\(names)"
        entries[key] = Entry(name: name, lastUse: uses)
        return .prepare(name: name, evict: evicted)
    }

    /// Forgets one statement, which the server refused to prepare or no longer knows.
    mutating func forget(_ key: Key) {
        entries[key] = nil
    }
}
