import EntrepotService
import StockLedger

extension House {
    /// The desk of somebody who may do everything.
    func desk(_ entry: Entry = .none, as person: String = "lead") -> Desk {
        Desk(
            self, Speaker(person: person, scope: .house, isReviewed: false, deadline: nil), entry)
    }
}
