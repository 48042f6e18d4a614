/// Values of one measure, repeated.
struct Sample {
    private(set) var values: [Double] = []

    mutating func add(_ value: Double) { values.append(value) }

    var median: Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .nan }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    var least: Double { values.min() ?? .nan }
    var most: Double { values.max() ?? .nan }

    /// `median (least–most)`.
    func text(_ digits: Int) -> String { "\(fixed(median, digits)) (\(fixed(least, digits))–\(fixed(most, digits)))" }
}

/// A number with a fixed number of decimals, without the help of Foundation.
func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return "-" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let units = Int64((abs(value) * scale).rounded())
    var text = String(units)
    while text.utf8.count <= digits { text = "0" + text }
    if digits > 0 { text.insert(".", at: text.index(text.endIndex, offsetBy: -digits)) }
    return (value < 0 && units != 0 ? "-" : "") + text
}

/// Prints one measure beside its target.
func report(_ name: String, _ text: String, target: String, met: Bool?) {
    let verdict = met.map { $0 ? "met" : "MISSED" } ?? ""
    print("\(padded(name, 46)) \(padded(text, 30)) \(padded(target, 12)) \(verdict)")
    flushOutput()
}

/// Prints a line of explanation.
func note(_ text: String) {
    print("  \(text)")
    flushOutput()
}

private func padded(_ text: String, _ width: Int) -> String {
    text.count >= width ? text : text + String(repeating: " ", count: width - text.count)
}
