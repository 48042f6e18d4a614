import FunderReports
import Measures
import Testing

@Suite("People reached")
struct PeopleReachedTests {
    @Test("are contacts at stops, and those not counted are told apart")
    func contacts() throws {
        let day = try CivilDate("2026-11-20")
        let reached = PeopleReached(
            contacts: [
                StopContacts(zone: "a", day: day, people: 40), StopContacts(zone: "a", day: day, people: 30, quality: .memory),
                StopContacts(zone: "b", day: day, people: 5, quality: .estimated),
            ], headcounts: [])
        #expect(reached.contacts == 75)
        #expect(reached.contactsNotCounted == 35)
        #expect(reached.peak == nil)
    }

    @Test("peak when the sites together were largest, each by its latest estimate")
    func peak() throws {
        let days = try ["2026-11-01", "2026-11-05", "2026-11-09"].map { try CivilDate($0) }
        // 1 Nov: 100. 5 Nov: 100 + 80 = 180. 9 Nov: site 1 was cleared to 20, its people moved to site 2: 20 + 150 = 170.
        // Adding each site's own peak would tell 250 people.
        let reached = PeopleReached(
            contacts: [],
            headcounts: [
                Headcount(site: 2, zone: "z", day: days[2], people: 150), Headcount(site: 1, zone: "z", day: days[0], people: 100),
                Headcount(site: 1, zone: "z", day: days[2], people: 20), Headcount(site: 2, zone: "z", day: days[1], people: 80),
            ])
        #expect(reached.peak?.people == 180)
        #expect(reached.peak?.day == days[1])
    }
}
