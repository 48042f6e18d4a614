import EntrepotStore
import Measures
import Speech
import StockLedger

/// What an entry means, however it was spelt: two people who log one van say the same when `2bale` and `40`, `Zed ` and `zed`, or a
/// condition said and the same by default were understood alike.
///
/// Everything in it is what was understood, never what was typed: codes of the catalogue, base units, lots by number, folded text.
struct Meaning: Sendable {
    let text: String

    /// - Parameters:
    ///   - deed: what happened.
    ///   - how: its cause, or where the goods went.
    ///   - owner: whose goods, whether it was said or found out: nobody is told of an entry about goods of others.
    ///   - lots: the lots that were named.
    ///   - also: what else tells one entry from another, in a fixed order.
    init(
        _ deed: String, _ how: String, _ item: ItemRecord, _ quantity: Quantity, at place: PlaceRecord, owner: String,
        lots: [NamedLot] = [],
        also: [String] = []
    ) {
        let parts =
            [
                deed, how, item.item.sku.text, quantity.description, place.place.address, owner,
                lots.map(\.lot.id.number).sorted().map(String.init).joined(separator: ","),
            ] + also.map { FoldedText($0).text }
        text = parts.joined(separator: "\u{1F}")
    }

    /// Several goods at once, each as `SKU:UNITS`, in any order.
    init(_ deed: String, _ how: String, goods: [String], at place: PlaceRecord, owner: String) {
        text = ([deed, how, place.place.address, owner] + goods.sorted()).joined(separator: "\u{1F}")
    }
}
