package import Speech

extension Figures {
    /// As facts of a final or as one record.
    package var json: JSONObject {
        JSONObject(
            all.map { figure in
                switch figure.value {
                case .string(let text): (figure.name, .string(text))
                case .integer(let number): (figure.name, .integer(number))
                case .null: (figure.name, .null)
                }
            })
    }
}
