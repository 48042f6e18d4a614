import AdminProtocol
import PlainJSON
import Speech
import Synchronization

/// Writes one answer in pieces of bounded size, waiting for each piece to be taken before the next is made.
struct ReplyWriter: Sendable {
    /// Octets after which a piece is handed over.
    static let pieceOctets = 32_768

    let codes: CodeTable
    /// Takes a piece; answers false when the reader is gone.
    let take: @Sendable ([UInt8]) async -> Bool

    /// Whether an answer is small enough to be written whole, without asking its reader in between.
    static func isSmall(_ answer: SessionAnswer) -> Bool {
        switch answer.body {
        case .lines, .refusal: true
        case .failure(let failure): failure.rows.count <= smallRecords
        case .reply(let reply):
            switch reply.records {
            case .list(let records): records.count <= smallRecords
            case .pages: false
            }
        }
    }

    /// Records a reply may have to be written whole.
    private static let smallRecords = 100

    /// Writes an answer whole.
    static func whole(_ answer: SessionAnswer, codes: CodeTable) async -> [UInt8] {
        let collector = PieceCollector()
        _ = await ReplyWriter(codes: codes) { piece in
            collector.add(piece)
            return true
        }.write(answer)
        return collector.octets
    }

    /// Writes warnings, records and the final of an answer; false when the reader left before the end.
    func write(_ answer: SessionAnswer) async -> Bool {
        var octets: [UInt8] = []
        var final = answer.final(codes: codes)
        switch answer.body {
        case .lines(let lines, _):
            for line in lines { ReplyEncoder.appendTextRow(line, tag: answer.style.tag, to: &octets) }
        case .failure(let failure):
            let records = failure.rows.map(\.json)
            let keys = records.first?.keys ?? []
            let columns = keys.isEmpty ? [] : answer.style.columns.map { $0.filter(keys.contains) } ?? keys
            guard await write(records, columns, isFirst: true, answer.style, &octets) else { return false }
        case .refusal: break
        case .reply(let reply):
            for warning in reply.warnings {
                ReplyEncoder.append(Notice(.warn, text: warning), language: answer.style.language, to: &octets)
            }
            let declared = reply.columns ?? answer.command?.reply ?? []
            switch reply.records {
            case .list(let records):
                let columns = answer.style.columns ?? (declared.isEmpty ? records.first?.keys ?? [] : declared)
                guard await write(records, columns, isFirst: true, answer.style, &octets) else { return false }
            case .pages(let next):
                do {
                    var isFirst = true
                    while let page = try await next() {
                        let columns = answer.style.columns ?? (declared.isEmpty ? page.first?.keys ?? [] : declared)
                        guard await write(page, columns, isFirst: isFirst, answer.style, &octets) else { return false }
                        if !page.isEmpty { isFirst = false }
                    }
                } catch {
                    var failed = answer
                    failed.body = .failure(error)
                    final = failed.final(codes: codes)
                }
            }
        }
        ReplyEncoder.append(final, tag: answer.style.tag, language: answer.style.language, to: &octets)
        if let reason = answer.closing {
            ReplyEncoder.append(Notice(.bye, pairs: ["reason": .string(reason)]), language: answer.style.language, to: &octets)
        }
        return await take(octets)
    }

    private func write(
        _ records: [JSONObject], _ columns: [String], isFirst: Bool, _ style: ReplyStyle, _ octets: inout [UInt8]
    ) async -> Bool {
        if records.isEmpty { return true }
        let table = style.format == .table ? RecordTable(columns: columns, measuring: records.prefix(RecordTable.measuredRows)) : nil
        if isFirst {
            if let table { ReplyEncoder.appendTextRow(table.header, tag: style.tag, to: &octets) }
            if style.format == .tsv { ReplyEncoder.appendRow(columns, tag: style.tag, to: &octets) }
        }
        for record in records {
            switch style.format {
            case .json: ReplyEncoder.appendRecord(record.projected(to: columns), tag: style.tag, to: &octets)
            case .tsv: ReplyEncoder.appendRow(record.projected(to: columns).values.map(\.plainText), tag: style.tag, to: &octets)
            case .table: if let table { ReplyEncoder.appendTextRow(table.row(record), tag: style.tag, to: &octets) }
            }
            if octets.count >= Self.pieceOctets {
                guard await take(octets) else { return false }
                octets.removeAll(keepingCapacity: true)
            }
        }
        return true
    }
}

/// Gathers pieces in memory.
private final class PieceCollector: Sendable {
    private let gathered = Mutex<[UInt8]>([])

    var octets: [UInt8] { gathered.withLock { $0 } }

    func add(_ piece: [UInt8]) { gathered.withLock { $0 += piece } }
}
