import EntrepotStore
import Measures
import Speech
import StockLedger

/// What an entry means, however it was spelt: two people who log one van say the same when `2bale` and `40`, `Zed ` and `zed`, or a
/// condition said and the same by default were understood alike.
struct Meaning: Sendable {
    let text: String

    /// - Parameters:
    ///   - deed: what happened.
    ///   - how: its cause, or where the goods went.
    ///   - also: what else tells one entry from another, in a fixed order.
    init(
        _ deed: String, _ how: String, _ item: ItemRecord, _ quantity: Quantity, at place: PlaceRecord?, owner: OrganisationRecord?,
        lot: String?, also: [String] = []
    ) {
        let parts =
            [
                deed, how, item.item.sku.text, quantity.description, place?.place.address ?? "", owner?.code ?? "",
                lot.map { FoldedText($0).text } ?? "",
            ] + also
        text = parts.joined(separator: "\u{1F}")
    }
}
