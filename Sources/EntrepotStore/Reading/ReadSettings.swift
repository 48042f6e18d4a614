import Measures
package import PostgresClient
package import StockLedger

/// What a transaction tells the database about who reads; the rules of `Schema/grants/rows_*.sql` let it see what that reader may see.
///
/// The names and forms are those of `Schema/routines/who_reads.sql`. A session or transaction that says nothing sees no row that is
/// anybody's.
package struct ReadSettings: Hashable, Sendable {
    /// `house` or `person`.
    let audience: String
    /// `everything`, or pairs of warehouse and owner such as `3/*,3/7,*/7`.
    let reach: String
    /// Who reads, as in the audit.
    let person: String
    /// Roles over whole warehouses, such as `lead@3` or `lead@*`.
    let roles: String
    /// Organisations whose grants' reports a funder reads.
    let funds: String

    package init(_ scope: Scope) {
        guard case .person(let code, let held) = scope.audience else {
            (audience, reach, person, roles, funds) = ("house", "everything", "", "", "")
            return
        }
        var pairs: Set<String> = []
        var whole: Set<String> = []
        var funders: Set<Identifier<Owner>> = []
        for grant in scope.reaches {
            let warehouses = grant.warehouses.named.map { $0.map(\.description) } ?? ["*"]
            let owners = grant.owners.named.map { $0.map(\.description) } ?? ["*"]
            switch grant.role ?? (held.count == 1 ? held.first : nil) {
            case .funder?:
                // A funder reads reports of its grants; one of no organisation has none.
                if case .only(let named) = grant.owners { funders.formUnion(named) }
                continue
            case .partner?:
                // A partner of no organisation owns nothing.
                if grant.owners == .everything { continue }
            case nil:
                // Which of several roles reaches so far is not known: nothing is read into it.
                if held.isEmpty || held.contains(.funder) || held.contains(.partner) { continue }
            case let role?:
                if grant.owners == .everything { whole.formUnion(warehouses.map { "\(role.rawValue)@\($0)" }) }
            }
            for warehouse in warehouses { pairs.formUnion(owners.map { "\(warehouse)/\($0)" }) }
        }
        let everything = pairs.contains("*/*")
        audience = everything && whole.contains("admin@*") ? "house" : "person"
        reach = everything ? "everything" : pairs.sorted().joined(separator: ",")
        person = code
        roles = whole.sorted().joined(separator: ",")
        funds = funders.sorted().map(\.description).joined(separator: ",")
    }

    /// Whether nothing is kept from the reader, so that the pool itself may be asked.
    package var readsAsHouse: Bool { audience == "house" }

    private var pairs: [(name: String, value: String)] {
        [
            ("entrepot.audience", audience), ("entrepot.reach", reach), ("entrepot.person", person), ("entrepot.roles", roles),
            ("entrepot.funds", funds),
        ]
    }

    /// For every transaction of a session.
    package var ofASession: [ConnectionParameters.Setting] { pairs.map { ConnectionParameters.Setting($0.name, $0.value) } }

    /// For the rest of a transaction, in one statement.
    var ofATransaction: SQL {
        "select " + SQL.joined(pairs.map { pair -> SQL in "set_config(\(pair.name), \(pair.value), true)" }, separator: ", ")
    }
}

extension Transaction {
    /// Lets what follows in this transaction see what somebody may see.
    package func reads(as scope: Scope) async throws {
        _ = try await query(ReadSettings(scope).ofATransaction) { _ in true }
    }

    /// Runs a part of a transaction of the house with the eyes of a person: what an answer shows, and what a name typed may stand for.
    /// The transaction decides and writes as the house before and after.
    package func reading<Value: Sendable>(as scope: Scope, _ body: @Sendable (Transaction) async throws -> Value) async throws -> Value {
        guard !ReadSettings(scope).readsAsHouse else { return try await body(self) }
        try await reads(as: scope)
        // After an error the transaction is rolled back, or to a savepoint before the settings.
        let value = try await body(self)
        try await reads(as: .house)
        return value
    }
}

extension Store {
    /// Runs a read in a transaction that sees what somebody may see.
    package func reading<Value: Sendable>(
        as scope: Scope, deadline: Deadline? = nil, _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        try await pool.transaction(readOnly: true, deadline: deadline) { transaction in
            try await transaction.reads(as: scope)
            return try await body(transaction)
        }
    }
}
