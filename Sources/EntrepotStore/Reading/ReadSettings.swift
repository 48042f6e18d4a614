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

    private init(audience: String?, reach: String?, person: String?, roles: String?, funds: String?) {
        (self.audience, self.reach, self.person) = (audience ?? "", reach ?? "", person ?? "")
        (self.roles, self.funds) = (roles ?? "", funds ?? "")
    }

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

    /// Whether all owners' goods in all warehouses are read, so that a sum over them is whole.
    package var readsEverything: Bool { reach == "everything" }

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
        "select " + calls
    }

    private var calls: SQL { SQL.joined(pairs.map { pair -> SQL in "set_config(\(pair.name), \(pair.value), true)" }, separator: ", ") }

    /// The same, giving back what was said before.
    func exchange(in transaction: Transaction) async throws -> ReadSettings {
        try await transaction.only(
            """
            with before as materialized (
                select current_setting('entrepot.audience', true) as audience, current_setting('entrepot.reach', true) as reach,
                    current_setting('entrepot.person', true) as person, current_setting('entrepot.roles', true) as roles,
                    current_setting('entrepot.funds', true) as funds)
            select before.*, \(calls) from before
            """
        ) { row in
            ReadSettings(
                audience: try row.get("audience"), reach: try row.get("reach"), person: try row.get("person"), roles: try row.get("roles"),
                funds: try row.get("funds"))
        }
    }
}

extension Transaction {
    /// Lets what follows in this transaction see what somebody may see.
    package func reads(as scope: Scope) async throws {
        _ = try await query(ReadSettings(scope).ofATransaction) { _ in true }
    }

    /// Runs a part of a transaction with the eyes of somebody: what an answer shows, and what a name typed may stand for. Before and after
    /// it sees what it saw: a change decides and writes as the house.
    package func reading<Value: Sendable>(as scope: Scope, _ body: @Sendable (Transaction) async throws -> Value) async throws -> Value {
        let before = try await ReadSettings(scope).exchange(in: self)
        let value: Value
        do {
            value = try await body(self)
        } catch let error as PostgresError {
            // The transaction is rolled back, or to a savepoint before the settings.
            throw error
        } catch {
            _ = try await query(before.ofATransaction) { _ in true }
            throw error
        }
        _ = try await query(before.ofATransaction) { _ in true }
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
