package import Measures
package import StockLedger

/// To whom goods are handed out without a round, and how many people they are for.
package struct Issued: Sendable, Equatable {
    package enum Recipient: String, Sendable, CaseIterable {
        /// People who come to the warehouse.
        case door
        case site
        case organisation
        /// Who takes what nobody can use any more.
        case recycler
    }

    package let recipient: Recipient
    package let site: Int64?
    package let organisation: Identifier<Owner>?
    /// Everybody who was given something; nil when nobody counted.
    package let people: Int64?
    package let women: Int64?
    package let children: Int64?

    package init(
        _ recipient: Recipient, site: Int64? = nil, organisation: Identifier<Owner>? = nil, people: Int64? = nil, women: Int64? = nil,
        children: Int64? = nil
    ) {
        self.recipient = recipient
        self.site = site
        self.organisation = organisation
        self.people = people
        self.women = women
        self.children = children
    }

    /// As the JSON the routine reads.
    var text: String {
        var json = JSONWriter()
        json.add("recipient", recipient.rawValue)
        json.add("site", site)
        json.add("organisation", organisation?.number)
        json.add("people", people)
        json.add("women", women)
        json.add("children", children)
        return json.text
    }
}
