import EntrepotService
import EntrepotStore
import Measures
import Testing

@Suite("A person's roles through a shared account")
struct PersonRoleTests {
    private func left(_ role: PersonRole, _ ceiling: PersonRole...) -> [String] { role.within(ceiling).map(\.description) }

    @Test("are no more than the account's persons may hold, and no more than their own")
    func within() {
        let abri = PersonRole(.volunteer, organisation: "abri")
        #expect(left(abri, PersonRole(.volunteer)) == ["volunteer(abri/*)"])
        #expect(left(abri, PersonRole(.manager)) == [])
        #expect(left(abri, PersonRole(.volunteer, warehouse: "calais")) == ["volunteer(abri/calais)"])
        #expect(left(abri, PersonRole(.volunteer, organisation: "brasero")) == [])
        #expect(left(PersonRole(.manager), PersonRole(.manager, organisation: "abri", warehouse: "calais")) == ["manager(abri/calais)"])
        #expect(
            left(PersonRole(.lead), PersonRole(.lead, warehouse: "calais"), PersonRole(.lead, warehouse: "dunkirk"))
                == ["lead(*/calais)", "lead(*/dunkirk)"])
    }

    @Test("whoever is an administrator already may be anybody, and an administrator only there")
    func administrators() {
        #expect(left(PersonRole(.admin), PersonRole(.admin)) == ["admin"])
        #expect(left(PersonRole(.funder, organisation: "fund"), PersonRole(.admin)) == ["funder(fund/*)"])
        #expect(left(PersonRole(.admin), PersonRole(.manager)) == [])
    }
}
