import CLibPQ

/// COPY: many rows in or out at once, in its text format.
package enum COPY {
    static let into = PGRES_COPY_IN
    static let out = PGRES_COPY_OUT
    /// How many bytes are collected before they are handed to libpq.
    static let portion = 65_536

    /// One line of COPY's text format with its newline: tabs between fields, `\N` for nil, backslashes before what would end a field.
    ///
    /// Source: PostgreSQL manual, COPY, "Text Format".
    package static func line(_ fields: [String?]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(9) }
            guard let field else {
                bytes += [92, 78]
                continue
            }
            for byte in field.utf8 {
                switch byte {
                case 9: bytes += [92, 116]
                case 10: bytes += [92, 110]
                case 13: bytes += [92, 114]
                case 92: bytes += [92, 92]
                default: bytes.append(byte)
                }
            }
        }
        bytes.append(10)
        return bytes
    }
}

extension Connection {
    /// Sends `COPY … FROM STDIN` and the rows, each with its newline; all go in or none; gives how many.
    @discardableResult
    package func copyIn(_ sql: SQL, rows: some Sequence<[UInt8]> & Sendable) async throws -> Int {
        try refuseBinds(sql)
        return try await withWire(writes: true) { wire, _ in
            try wire.sendSimple(sql.text)
            try expect(COPY.into, wire, .forbidden, nil)
            var portion: [UInt8] = []
            portion.reserveCapacity(COPY.portion + 1_024)
            for row in rows {
                portion += row
                if portion.count >= COPY.portion {
                    try wire.putCopy(portion)
                    portion.removeAll(keepingCapacity: true)
                }
            }
            if !portion.isEmpty { try wire.putCopy(portion) }
            try wire.endCopy(refusing: nil)
            return try wire.onlyResult(.forbidden, nil).affectedRows
        }
    }

    /// Sends `COPY … TO STDOUT` and reads each row, which ends with its newline; cancelled as a read is.
    package func copyOut<Value: Sendable>(
        _ sql: SQL, deadline: Deadline? = nil, _ decode: @Sendable ([UInt8]) throws -> Value
    ) async throws -> [Value] {
        try refuseBinds(sql)
        return try await withWire(writes: false) { wire, interruption in
            try wire.sendSimple(sql.text)
            try expect(COPY.out, wire, interruption, deadline)
            var values: [Value] = []
            var failure: (any Error)?
            while let row = try wire.takeCopy(interruption, deadline) {
                guard failure == nil else { continue }
                do {
                    values.append(try decode(row))
                } catch {
                    failure = error
                }
            }
            do throws(PostgresError) {
                _ = try wire.onlyResult(.forbidden, nil)
            } catch {
                throw interrupted(error, interruption, deadline)
            }
            if let failure { throw failure }
            return values
        }
    }

    private func refuseBinds(_ sql: SQL) throws(PostgresError) {
        guard sql.bindCount == 0 else { throw PostgresError(.misuse, "COPY takes no values; send them as rows") }
    }

    /// Takes the answer that begins a COPY; any other is refused, and the connection is closed when it is left in a state of its own.
    private func expect(_ status: ExecStatusType, _ wire: Wire, _ interruption: Interruption, _ deadline: Deadline?) throws(PostgresError) {
        guard let result = try wire.nextResult(interruption, deadline) else { throw wire.lost("no answer to COPY", nothingSent: false) }
        if result.status == status { return }
        if result.isError {
            let error = result.error()
            try wire.drain(.forbidden, nil, after: error)
            throw wire.noted(error)
        }
        _ = wire.lost("not a COPY", nothingSent: false)
        throw PostgresError(.misuse, "the statement is no COPY of this direction; the connection was closed")
    }
}

extension Transaction {
    /// Sends `COPY … FROM STDIN` and the rows, each with its newline; gives how many.
    @discardableResult
    package func copyIn(_ sql: SQL, rows: some Sequence<[UInt8]> & Sendable) async throws -> Int {
        try await inside { connection in try await connection.copyIn(sql, rows: rows) }
    }

    /// Sends `COPY … TO STDOUT` and reads each row, which ends with its newline.
    package func copyOut<Value: Sendable>(_ sql: SQL, _ decode: @Sendable ([UInt8]) throws -> Value) async throws -> [Value] {
        try await inside { connection in try await connection.copyOut(sql, decode) }
    }
}
