import Measures
import StockLedger
import Testing

@Suite("Who may use whose goods")
struct ConsentTests {
    private let abri = Identifier<Owner>(1)
    private let salam = Identifier<Owner>(2)
    private let brasero = Identifier<Owner>(3)
    private let tent = Consents.Kind(item: Identifier(10), parent: nil, category: "shelter")
    private let trousersM = Consents.Kind(item: Identifier(21), parent: Identifier(20), category: "clothes")
    private let day = CivilDate(dayNumber: 20_000)

    private func consents(_ said: (Identifier<Owner>?, Consent.Subject, Consent.Answer)...) -> Consents {
        Consents(
            said.enumerated().map { Consent(owner: abri, user: $1.0, subject: $1.1, answer: $1.2, number: Int64($0 + 1)) })
    }

    @Test("one's own are one's own, and nothing is allowed that nobody said")
    func unsaid() {
        #expect(consents().decide(owner: abri, user: abri, tent, on: day) == .own)
        #expect(consents().decide(owner: abri, user: salam, tent, on: day) == .unsaid)
        #expect(!Consents.Decision.unsaid.isAllowed && !Consents.Decision.ask.isAllowed && !Consents.Decision.refused.isAllowed)
        // What abri said is not what salam said.
        #expect(consents((nil, .everything, .yes)).decide(owner: salam, user: brasero, tent, on: day) == .unsaid)
    }

    @Test("what means the goods most exactly counts, then what was said to the user by name, then what was said last")
    func exactness() {
        let said = consents(
            (nil, .everything, .yes), (salam, .item(tent.item), .no), (salam, .everything, .ask), (nil, .category("clothes"), .no),
            (nil, .item(Identifier(20)), .yes))
        #expect(said.decide(owner: abri, user: brasero, tent, on: day) == .allowed(.loan))
        #expect(said.decide(owner: abri, user: salam, tent, on: day) == .refused)
        // Of trousers the sizes are meant as well, before the category.
        #expect(said.decide(owner: abri, user: salam, trousersM, on: day) == .allowed(.loan))
        let other = Consents.Kind(item: Identifier(30), parent: nil, category: "food")
        #expect(said.decide(owner: abri, user: salam, other, on: day) == .ask)
        #expect(said.decide(owner: abri, user: brasero, other, on: day) == .allowed(.loan))
        #expect(
            consents((salam, .everything, .yes), (salam, .everything, .no)).decide(owner: abri, user: salam, tent, on: day) == .refused)
    }

    @Test("a consent holds through its last day, and the older one does not come back after it")
    func ends() {
        let said = Consents([
            Consent(owner: abri, user: nil, subject: .everything, answer: .yes, number: 1),
            Consent(owner: abri, user: nil, subject: .everything, answer: .yes, terms: .gift, until: day, number: 2),
        ])
        #expect(said.decide(owner: abri, user: salam, tent, on: day) == .allowed(.gift))
        #expect(said.decide(owner: abri, user: salam, tent, on: day.adding(days: 1)) == .unsaid)
        #expect(said.standing(on: day).map(\.number) == [2])
    }
}
