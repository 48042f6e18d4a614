import EntrepotStore
import Glibc
import Logging

/// Where the files of reports are laid for people to pick up, when the house has such a folder. The database keeps the true ones.
struct ReportFolder: Sendable {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Writes each file under a temporary name and renames it, so that nobody picks up half a file. A disk that does not take them is
    /// logged: the report is sealed in the database all the same, and `report fetch` serves it.
    func put(_ made: MadeReport) {
        guard let folder = desk.rules.reportsDirectory else { return }
        if mkdir(folder, 0o750) != 0, errno != EEXIST {
            desk.logger.warning("the folder of reports cannot be made", metadata: ["folder": "\(folder)"])
            return
        }
        for file in made.files where !write(file.body, temporary: "\(folder)/.\(file.name).part", final: "\(folder)/\(file.name)") {
            let error = String(cString: strerror(errno))
            desk.logger.warning("a report's file could not be written", metadata: ["file": "\(folder)/\(file.name)", "error": "\(error)"])
        }
    }

    /// Takes away the files of a preview whose report is sealed.
    func removePreview(of made: MadeReport) {
        guard let folder = desk.rules.reportsDirectory else { return }
        for file in made.files {
            guard let dot = file.name.lastIndex(of: ".") else { continue }
            unlink("\(folder)/\(file.name[..<dot])-preview\(file.name[dot...])")
        }
    }

    private func write(_ bytes: [UInt8], temporary: String, final: String) -> Bool {
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else { return false }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                close(descriptor)
                return false
            }
            sent += count
        }
        guard fsync(descriptor) == 0 else {
            close(descriptor)
            return false
        }
        return close(descriptor) == 0 && rename(temporary, final) == 0
    }
}
