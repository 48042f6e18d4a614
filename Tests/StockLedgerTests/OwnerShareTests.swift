import Measures
import StockLedger
import Testing

@Suite("Whose goods are taken from a mixed place")
struct OwnerShareTests {
    private let abri = Identifier<Owner>(1)
    private let brasero = Identifier<Owner>(2)
    private let escale = Identifier<Owner>(3)

    private func held(_ owner: Identifier<Owner>, _ units: Int64) throws -> OwnerShare.Holding {
        OwnerShare.Holding(owner: owner, units: try Quantity(units))
    }

    private func decide(
        _ want: Int64, _ holdings: [OwnerShare.Holding], said: Identifier<Owner>? = nil, own: Limit<Owner> = .everything,
        _ custom: OwnerShare.Custom
    ) throws -> OwnerShare.Decision {
        OwnerShare.decide(try Quantity(want), holdings: holdings, said: said, own: own, custom)
    }

    @Test("the owner who is said, the only one there, or the speaker's own")
    func known() throws {
        let mixed = [try held(abri, 10), try held(brasero, 10)]
        for custom in [OwnerShare.Custom.asked, .shared] {
            #expect(try decide(4, mixed, said: brasero, custom) == .of(brasero))
            #expect(try decide(4, [try held(abri, 10), try held(brasero, 0)], custom) == .of(abri))
            #expect(try decide(4, mixed, own: .only([abri]), custom) == .of(abri))
            // Escale has nothing there: nobody else's is taken for them.
            #expect(try decide(4, mixed, own: .only([escale]), custom) == .of(escale))
            #expect(try decide(4, [], custom) == .nobody)
        }
    }

    @Test("a transfer is asked whose, the largest first; so is one who acts for both")
    func asked() throws {
        let mixed = [try held(abri, 10), try held(brasero, 30)]
        #expect(try decide(4, mixed, .asked) == .asked([try held(brasero, 30), try held(abri, 10)]))
        #expect(try decide(4, mixed, own: .only([abri, brasero]), .asked) == .asked([try held(brasero, 30), try held(abri, 10)]))
    }

    @Test("a loss is shared by what each holds, in whole units by the largest remainders")
    func shared() throws {
        // 70 of 330 and 20: 70 × 330/350 = 66, 70 × 20/350 = 4.
        #expect(
            try decide(70, [try held(abri, 330), try held(brasero, 20)], .shared) == .shared([try held(abri, 66), try held(brasero, 4)]))
        // 10 of 3, 3, 3 parts each 3⅓ would be 3, 3, 3 and one over: 9 are all there is.
        let three = [try held(abri, 3), try held(brasero, 3), try held(escale, 3)]
        #expect(try decide(10, three, .shared) == .shared(three))
        // 4 of 3, 3, 3: 1⅓ each, the one over goes to the smallest number.
        #expect(
            try decide(4, three, .shared) == .shared([try held(abri, 2), try held(brasero, 1), try held(escale, 1)]))
        // 1 of 1 and 999: the larger bears it, and nobody stands in the list with nothing.
        #expect(try decide(1, [try held(abri, 1), try held(brasero, 999)], .shared) == .shared([try held(brasero, 1)]))
    }

    @Test("shares add up and nobody bears more than they hold, at the edge of what a quantity is too")
    func sums() throws {
        let most = Quantity.ceiling
        let all = [try held(abri, most - 1), try held(brasero, most), try held(escale, 1)]
        for want in [1, 2, 3, most / 2, most - 1, most] {
            let shares = OwnerShare.share(try Quantity(want), by: all)
            #expect(shares.reduce(0) { $0 + $1.units.units } == want)
            for share in shares { #expect(share.units <= all.first { $0.owner == share.owner }?.units ?? .zero) }
        }
    }
}
