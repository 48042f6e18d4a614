import CLibPQ

/// The states of a COPY and its text format.
package enum COPY {
    static let into = PGRES_COPY_IN
    static let out = PGRES_COPY_OUT

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
