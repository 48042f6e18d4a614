package import Measures
package import StockLedger

/// What became of the goods that a movement takes through the workshop.
package struct Made: Sendable, Equatable {
    /// Where goods go on: a lot in the books, the movement's own n-th new lot, or waste.
    package enum Outcome: Sendable, Equatable {
        case lot(LotReference)
        case waste
    }

    /// So much of a lot became so much of another.
    package struct Row: Sendable, Equatable {
        package let from: Identifier<Lot>
        package let to: Outcome
        /// Base units that went in.
        package var went: Int64
        /// Base units that came out.
        package var came: Int64
        /// Its part of the value of what went in, beside the other rows of the lot.
        package var share: Int128
        /// The component whose part of a kit it is, when a kit is taken apart.
        package let part: Identifier<Lot>?

        package init(
            from: Identifier<Lot>, to: Outcome, went: Int64, came: Int64, share: Int128, part: Identifier<Lot>? = nil
        ) {
            self.from = from
            self.to = to
            self.went = went
            self.came = came
            self.share = share
            self.part = part
        }
    }

    package var rows: [Row]
    /// The number of the sorting it is a part of; 0 for one that begins here and goes on, nil for one that is done with it.
    package var sorting: Int64?

    package init(_ rows: [Row], sorting: Int64? = nil) {
        self.rows = rows
        self.sorting = sorting
    }

    /// As the JSON the routine reads.
    var text: String {
        let rows = rows.map { row in
            let to =
                switch row.to {
                case .waste: "null"
                case .lot(.existing(let lot)): String(lot.number)
                case .lot(.new(let index)): String(-1 - index)
                }
            return "[\(row.from.number),\(to),\(row.went),\(row.came),\(row.share),\(row.part.map { String($0.number) } ?? "null")]"
        }
        return "{\"sorting\":\(sorting.map(String.init) ?? "null"),\"rows\":[\(rows.joined(separator: ","))]}"
    }
}
