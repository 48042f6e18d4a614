import EntrepotStore
import FunderReports
import Glibc
import Measures
import PlainJSON
import PostgresClient
import StockLedger
import Testing

@testable import EntrepotService

@Suite("Files of reports")
struct ReportFilesTests {
    @Test(
        "are handed out in Base64 as RFC 4648 writes it (its section 10)",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ])
    func base64(plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)[...]) == encoded)
    }

    @Test("lie whole in the folder of reports; a preview makes way for the sealed one")
    func folder() async throws {
        let scene = try await NightlyReportRunTests.smallDay()
        var template = Array("/tmp/reports-XXXXXX".utf8CString)
        _ = mkdtemp(&template)
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) + "/made-when-needed"
        var rules = HouseRules()
        rules.reportsDirectory = folder
        let house = House(store: scene.house.store, rules: rules, logger: scene.house.logger, now: scene.house.now)
        let entry = Entry(command: "report run nightly", words: "report run nightly")
        _ = try await RunReport(house.desk(entry)).run(.init(.nightly))
        let stem = "main-nightly-2024-03-12-r1-en"
        #expect(names(in: folder) == ["\(stem)-preview.csv", "\(stem)-preview.html", "\(stem)-preview.txt"])
        try await scene.setClock("2024-03-13T08:00:00+01:00")
        _ = try await NightlyJobs(house).run()
        #expect(names(in: folder).filter { $0.hasPrefix(stem) } == ["\(stem).csv", "\(stem).html", "\(stem).txt"])
        for name in names(in: folder) { unlink("\(folder)/\(name)") }
        rmdir(folder)
        rmdir(String(folder.dropLast("/made-when-needed".utf8.count)))
        await scene.close()
    }

    @Test("of a preview say that its figures may still change, and those of the sealed one do not")
    func preview() async throws {
        let scene = try await NightlyReportRunTests.smallDay()
        let entry = Entry(command: "report run nightly", words: "report run nightly")
        let preview = try await RunReport(scene.house.desk(entry)).run(.init(.nightly))
        let report = try #require(preview.records.first?.integer("report"))
        func saysSo() async throws -> Bool {
            try await ReadReports(scene.house.desk()).show(report).records.contains { $0.text("line")?.hasPrefix("PREVIEW") == true }
        }
        #expect(try await saysSo())
        try await scene.setClock("2024-03-13T08:00:00+01:00")
        _ = try await NightlyJobs(scene.house).run()
        #expect(try await !saysSo())
        await scene.close()
    }

    private func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
