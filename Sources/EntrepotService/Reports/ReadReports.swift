import EntrepotStore
package import FunderReports
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// Reports that were made: which, what they say, and their very bytes.
package struct ReadReports: Sendable {
    /// The most bytes one record of a fetched file holds.
    package static let chunkBytes = 32_768

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Reports, the newest first.
    package func list(_ kind: ReportKind?, warehouse: String?, grant: String?, _ page: Page) async throws -> Answer {
        let names = Names(desk)
        var filter = ReportFilter(limit: page.wanted)
        filter.kind = kind
        if let warehouse { filter.warehouse = try await names.warehouse(warehouse).id }
        if let grant { filter.grant = try await names.grant(grant).id }
        filter.before = try page.number(of: "report list")
        return page.answer(try await ReportRunQueries.list(filter, from: desk.source), cursor: { String($0.id) }, RunReport.record)
    }

    /// The text of a report as it was kept, line by line; for one that failed, what was found.
    package func show(_ report: Int64) async throws -> Answer {
        let row = try await find(report)
        if row.state == .failed, let failure = row.failure {
            return Answer(
                records: failure.split(separator: "\n", omittingEmptySubsequences: false).map { ["line": .string(String($0))] },
                pairs: ["report": .integer(report), "report_state": .string(row.state.rawValue)],
                Wording("this report could not be made", "ce rapport n'a pas pu être fait"))
        }
        let file = try await self.file(row, "text")
        var lines = String(decoding: file.body, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return Answer(
            records: lines.map { ["line": .string(String($0))] },
            pairs: [
                "report": .integer(report), "revision": .integer(Int64(row.revision)), "report_state": .string(row.state.rawValue),
                "sha256": .string(file.sha256),
            ])
    }

    /// A file of a report in Base64 (RFC 4648) chunks.
    package func fetch(_ report: Int64, format: String) async throws -> Answer {
        let file = try await self.file(try await find(report), format)
        let chunks = stride(from: 0, to: file.body.count, by: Self.chunkBytes).map { start -> JSONObject in
            ["chunk": .string(Base64.encode(file.body[start..<min(start + Self.chunkBytes, file.body.count)]))]
        }
        return Answer(
            records: chunks,
            pairs: ["file": .string(file.name), "sha256": .string(file.sha256), "size": .integer(Int64(file.body.count))])
    }

    private func find(_ report: Int64) async throws -> ReportRunRow {
        var filter = ReportFilter(limit: 1)
        filter.report = report
        guard let row = try await ReportRunQueries.list(filter, from: desk.source).first else {
            throw Refusal(
                "NOTFOUND.REPORT", [.init("report", String(report))],
                Wording("there is no report \(report): see \(en: .reportList)", "pas de rapport \(report) : voir \(fr: .reportList)"))
        }
        return row
    }

    private func file(_ row: ReportRunRow, _ format: String) async throws -> (name: String, body: [UInt8], sha256: String) {
        guard let file = try await ReportRunQueries.file(row.id, format: format, warehouse: row.warehouse, from: desk.source) else {
            throw Refusal(
                "NOTFOUND.REPORT", [.init("report", String(row.id)), .init("state", row.state.rawValue), .init("format", format)],
                Wording(
                    "report \(row.id) is \(row.state.rawValue) and has no \(format) file: run it with \(en: .reportRun)",
                    "le rapport \(row.id) est \(row.state.rawValue) et n'a pas de fichier \(format) : le faire avec \(fr: .reportRun)"))
        }
        return file
    }
}

/// Base64 with padding (RFC 4648, section 4).
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text of any bytes.
    static func encode(_ bytes: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let first = bytes[index]
            let second = index + 1 < bytes.endIndex ? bytes[index + 1] : nil
            let third = index + 2 < bytes.endIndex ? bytes[index + 2] : nil
            text.append(alphabet[Int(first >> 2)])
            text.append(alphabet[Int((first & 0x03) << 4 | (second ?? 0) >> 4)])
            text.append(second.map { alphabet[Int(($0 & 0x0F) << 2 | (third ?? 0) >> 6)] } ?? UInt8(ascii: "="))
            text.append(third.map { alphabet[Int($0 & 0x3F)] } ?? UInt8(ascii: "="))
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }
}
