import Measures
import StockLedger
import Testing

@testable import EntrepotService
@testable import EntrepotStore

@Suite("Who speaks: what a role reaches, and what it does not lift")
struct SpeakerTests {
    private static let abri = Identifier<Owner>(1)
    private static let brasero = Identifier<Owner>(2)
    private static let calais = Identifier<Warehouse>(1)
    private static let dunkirk = Identifier<Warehouse>(2)

    private static let catalogue = CatalogueSnapshot(
        items: [],
        organisations: [
            OrganisationRecord(id: abri, code: "abri", name: "Abri", isArchived: false),
            OrganisationRecord(id: brasero, code: "brasero", name: "Brasero", isArchived: false),
        ],
        warehouses: [warehouse(calais, "calais"), warehouse(dunkirk, "dunkirk")], places: [], grants: [])

    private static func warehouse(_ id: Identifier<Warehouse>, _ code: String) -> WarehouseRecord {
        WarehouseRecord(
            id: id, code: code, name: code, timeZone: "Europe/Paris", position: nil, isArchived: false)
    }

    private func scope(_ held: [HeldRole], _ allowed: Set<Role>, person: String = "zoe") -> Scope {
        Scope(person: person, holding: held, allowing: allowed, in: Self.catalogue)
    }

    @Test("a second role lifts nothing: only grants of roles that the command is for count")
    func secondRole() {
        let held = [HeldRole(.manager, organisation: "abri", warehouse: "calais"), HeldRole(.viewer)]
        let writing = scope(held, [.manager])
        #expect(writing.owners(in: Self.calais) == .only([Self.abri]))
        #expect(writing.owners(in: Self.dunkirk) == .nothing)
        #expect(!writing.isEverything)
        // Who only looks, looks at everything.
        #expect(scope(held, [.viewer, .manager]).isEverything)
        // A command for neither reaches nothing.
        #expect(scope(held, [.lead]).warehouses == .nothing)
    }

    @Test("organisation and warehouse go in pairs: two grants do not mix")
    func pairs() {
        let held = [
            HeldRole(.manager, organisation: "abri", warehouse: "calais"),
            HeldRole(.manager, organisation: "brasero", warehouse: "dunkirk"),
        ]
        let reached = scope(held, [.manager])
        #expect(reached.owners(in: Self.calais) == .only([Self.abri]))
        #expect(reached.owners(in: Self.dunkirk) == .only([Self.brasero]))
        #expect(reached.wholeWarehouses == .nothing)
    }

    @Test("a code that nobody knows limits to nothing, and does not lift the limit")
    func unknownCodes() {
        #expect(scope([HeldRole(.manager, organisation: "abrie")], [.manager]).owners(in: Self.calais) == .nothing)
        #expect(scope([HeldRole(.manager, warehouse: "callais")], [.manager]).warehouses == .nothing)
        #expect(!scope([HeldRole(.manager, organisation: "abrie")], [.manager]).isEverything)
        // A limited administrator is limited, whatever the configuration let through.
        #expect(!scope([HeldRole(.admin, organisation: "abri")], [.manager]).isEverything)
    }

    @Test("the audience is the person who speaks, with the roles that allow it")
    func audience() {
        #expect(
            scope([HeldRole(.manager, warehouse: "calais"), HeldRole(.viewer)], [.manager], person: "amina").audience
                == .person(code: "amina", roles: [.manager]))
        #expect(scope([HeldRole(.admin)], [.manager], person: "root").audience == .person(code: "root", roles: [.admin]))
        #expect(scope([], [.manager]).reaches.isEmpty)
    }
}
