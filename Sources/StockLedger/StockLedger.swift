// StockLedger: the rules of the double-entry stock ledger, as values.
//
// A movement is one event; each of its lines takes a quantity above zero of one lot from a place to a place. The world outside the
// warehouse (donors, suppliers, recipients, losses, waste, what was found, workshops, the way to another warehouse) is made of places too, so nothing can appear or
// vanish: it always comes from somewhere and goes somewhere. Only places inside the warehouse have a balance:
// on hand ≥ reserved ≥ 0, and available = on hand − reserved.
//
// Facts beat promises. A loss, a count, a distribution, a return, a correction or an emergency has happened: it is never refused because
// stock was reserved; it takes what is available first, then releases reservations, the latest round first. An intention (transfer,
// issue, loading, lending, sending) is refused with the figures when the available stock does not reach. When less is on the books than
// really moved, the person may say why (`anyway=`), and the shortfall is booked from `found` as `unexplained`.
//
// Nothing is changed or deleted. A reversal books the opposite of a movement, a correction only the difference, carried to where the goods
// went since. A reversal can be reversed; a movement is reversed once.
//
// Two times: when a thing occurred, and its position, the order in which it was recorded. "As of" asks by the first, "known at" by the
// second as well.
//
// PostgreSQL holds the stock and enforces the same rules; the reference ledger of the tests is the slow and obvious second opinion. On
// refusal nothing is changed and a `Refusal` says which rule, what was found, what to do, and whether trying again can help.
