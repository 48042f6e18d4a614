/// What went into the workshop, laid to what came out of it: how many units of each lot stand behind each thing, and how its value is shared.
///
/// Several lots go in together and nobody knows which of them became what; so each thing comes of all of them, in proportion. What is the
/// same item comes unit for unit. The rest of what went in stands behind the other things by their weight, or by count where a weight is not
/// known.
package struct WorkshopLayout: Sendable, Equatable {
    /// Something that came out.
    package struct Output: Sendable, Equatable {
        package let units: Int64
        /// Its part beside the other things: grams, or a count. Not asked for the same item.
        package let weight: Int64
        /// Whether it is the item that went in.
        package let isSame: Bool

        package init(units: Int64, weight: Int64, isSame: Bool) {
            self.units = units
            self.weight = weight
            self.isSame = isSame
        }
    }

    /// What one lot has to do with one thing.
    package struct Cell: Sendable, Equatable {
        /// Base units of the lot that stand behind it.
        package var from: Int64
        /// Base units of the thing.
        package var to: Int64
        /// Its part of the lot's value, beside the other cells of the lot.
        package var share: Int128

        /// Nothing to do with each other.
        package static let nothing = Cell(from: 0, to: 0, share: 0)
    }

    /// By lot, then by thing, in the orders given.
    package let cells: [[Cell]]
    /// By lot: base units that were thrown away.
    package let waste: [Cell]

    /// - Parameters:
    ///   - inputs: base units of each lot that went in.
    ///   - outputs: what came out. What is of the same item is at most as much as what went in, less the waste.
    ///   - waste: base units of what went in that were thrown away.
    package init(inputs: [Int64], outputs: [Output], waste wasted: Int64) {
        var rest = inputs
        /// Takes units of every lot in proportion to what is left of it.
        func take(_ units: Int64) -> [Int64] {
            var parts = Shares.divide(units, by: rest)
            // Nobody gives more than is left; what is over goes on to the next that has some.
            var over: Int64 = 0
            for index in parts.indices where parts[index] > rest[index] {
                over += parts[index] - rest[index]
                parts[index] = rest[index]
            }
            for index in parts.indices where over > 0 {
                let more = min(over, rest[index] - parts[index])
                parts[index] += more
                over -= more
            }
            for index in parts.indices { rest[index] -= parts[index] }
            return parts
        }
        var cells = inputs.map { _ in outputs.map { _ in Cell.nothing } }
        let scale = max(1, outputs.reduce(Int128(0)) { $1.isSame ? $0 : $0 + Int128($1.weight) })
        let thrown = take(wasted)
        waste = thrown.map { Cell(from: $0, to: 0, share: Int128($0) * scale) }
        for (column, output) in outputs.enumerated() where output.isSame {
            for (row, units) in take(output.units).enumerated() {
                cells[row][column] = Cell(from: units, to: units, share: Int128(units) * scale)
            }
        }
        let others = outputs.indices.filter { !outputs[$0].isSame }
        guard !others.isEmpty else {
            self.cells = cells
            return
        }
        // The value of a lot's rest goes by weight, however few whole units stand behind a thing.
        let behind = rest
        let columns = Shares.divide(behind.reduce(0, +), by: others.map { outputs[$0].weight })
        var carried: [Int128] = []
        for (place, column) in others.enumerated() {
            let from = place == others.count - 1 ? rest : take(columns[place])
            let to = Shares.divide(outputs[column].units, by: inputs, carrying: &carried)
            for row in inputs.indices {
                cells[row][column] = Cell(
                    from: from[row], to: to[row], share: Int128(behind[row]) * Int128(outputs[column].weight))
            }
        }
        self.cells = cells
    }
}
