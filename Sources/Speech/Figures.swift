/// What a refusal found, by name and in the order in which it is shown: `item=blanket have=120 want=200`.
package struct Figures: Hashable, Sendable, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
    /// A name or a number.
    package enum Value: Hashable, Sendable, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral {
        case string(String)
        case integer(Int64)
        /// Not known or not there: the figure is left out.
        case null

        package init(stringLiteral value: String) { self = .string(value) }
        package init(integerLiteral value: Int64) { self = .integer(value) }

        /// As it is written on the admin socket.
        package var text: String {
            switch self {
            case .string(let text): text
            case .integer(let number): String(number)
            case .null: ""
            }
        }
    }

    /// One figure or name, `have=120`.
    package struct Figure: Hashable, Sendable {
        /// A lower-case word.
        package let name: String
        package let value: Value

        package init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }

        package init(_ name: String, _ text: String) {
            self.init(name, .string(text))
        }
    }

    package private(set) var all: [Figure]

    package init(_ all: [Figure]) {
        self.all = all.filter { $0.value != .null }
    }

    package init(arrayLiteral elements: Figure...) {
        self.init(elements)
    }

    package init(dictionaryLiteral elements: (String, Value)...) {
        self.init(elements.map { Figure($0, $1) })
    }

    /// The value of a name; setting one that is there replaces it, setting nil takes it out.
    package subscript(name: String) -> Value? {
        get { all.first { $0.name == name }?.value }
        set {
            let place = all.firstIndex { $0.name == name }
            switch (place, newValue) {
            case (let place?, let value?): all[place] = Figure(name, value)
            case (let place?, nil): all.remove(at: place)
            case (nil, let value?): all.append(Figure(name, value))
            case (nil, nil): break
            }
        }
    }

    package mutating func append(_ figure: Figure) {
        if figure.value != .null { all.append(figure) }
    }

    package static func + (left: Figures, right: Figures) -> Figures { Figures(left.all + right.all) }
    package static func += (left: inout Figures, right: Figures) { left = left + right }
}
