import EntrepotStore
import Measures
import PostgresClient
import StockLedger
import Testing

@Suite("Who reads which rows", .timeLimit(.minutes(2)))
struct WhoReadsTests {
    /// What each reader finds of a table, whose rows are named by an expression.
    struct Finding: Sendable {
        let table: String
        let rows: String
        let house: String
        /// In the order of `readers`.
        let found: [String]
    }

    static let readers: [(name: String, scope: Scope)] = [
        ("a volunteer of abri in Calais", ReadingScene.volunteer), ("the manager of Dunkirk", ReadingScene.manager),
        ("the lead of Calais", ReadingScene.lead), ("the fund", ReadingScene.funder), ("brasero as a partner", ReadingScene.partner),
        ("a viewer of everything", ReadingScene.viewer),
    ]

    /// `table | name of a row | house | volunteer | manager | lead | funder | partner | viewer`; `=` is what the house finds.
    static let findings: [Finding] = """
        audit | audit_id | 1 2 3 4 5 6 7 8 9 | 2 | 6 | 1 2 3 4 5 8 9 | | | 1 2 6 7 9
        balance | lot_id | 1 2 3 4 | 1 | 3 4 | 1 2 | | 2 4 | =
        balance_snapshot | lot_id | 1 2 3 4 | 1 | 3 4 | 1 2 | | 2 4 | =
        catalogue_change | change_id | 1 2 3 4 5 6 7 8 9 | 1 2 8 9 | 1 4 7 8 | 1 2 3 5 6 8 9 | 1 8 | 1 2 9 | 1 2 4 5 7 8 9
        consent | consent_id | 1 2 3 | 1 2 | 3 | 1 2 | | = | =
        crew | warehouse_id || ':' || coalesce(organisation_id, 0) | 1:0 1:1 1:2 2:0 | 1:1 | 2:0 | 1:0 1:1 1:2 | | 1:2 | =
        delivery | delivery_id | 1 2 3 | 2 | 3 | 1 2 | | 1 | =
        donor | donor_id | 1 2 3 4 | 2 | 2 3 4 | 2 3 4 | | 3 4 | =
        donor_change | donor_id | 2 3 | 2 | 2 3 | 2 3 | | 3 | =
        event | topic || ':' || subject_id | counts:1 counts:2 plans:1 plans:2 reports:1 reports:2 reports:3 reports:4 reports:5 review:1 review:2 review:3 rounds:1 rounds:2 rounds:3 | plans:1 review:1 | counts:2 plans:2 reports:5 | counts:1 plans:1 reports:1 reports:2 reports:3 reports:4 review:1 review:2 review:3 rounds:1 rounds:2 | reports:2 | review:2 rounds:2 | counts:1 counts:2 plans:1 plans:2 reports:1 reports:2 reports:3 reports:4 reports:5 review:1 review:2 rounds:2
        expected_arrival | movement_id | 2 | | | 2 | | 2 | =
        expected_donation | expected_id | 1 2 3 | 1 | 3 | 1 2 | | 2 3 | =
        funding_grant | grant_id | 1 2 | 1 | 1 2 | 1 2 | 1 | | =
        funding_grant_line | grant_id | 1 2 | 1 | 1 2 | 1 2 | 1 | | =
        handover | movement_id | 1 2 3 | 1 | 3 | 1 2 | | 2 | =
        import_row | movement_id | 1 | | | | | |
        issue | movement_id | 1 2 3 4 | | 4 | 1 2 | | 2 4 | 2 4
        journal | movement_id | 1 2 3 4 5 6 7 | 1 5 6 7 | 3 4 | 1 2 5 6 7 | | 1 2 4 | =
        ledger_exception | movement_id | 1 2 5 | 1 | | 1 2 5 | | 2 | 1 2
        loan | movement_id | 1 2 3 | 1 | 3 | 1 2 | | = | =
        lot | lot_id | 1 2 3 4 | 1 | 3 4 | 1 2 4 | | 2 4 | =
        lot_change | lot_id | 1 2 3 4 | 1 | 3 4 | 1 2 | | 2 4 | =
        lot_inheritance | from_lot_id | 1 2 3 4 | 1 | 3 4 | 1 2 | | 2 4 | =
        lot_inheritance_value | from_lot_id | 1 2 3 4 | 1 | 3 4 | 1 2 | | 2 4 | =
        movement | movement_id | 1 2 3 4 5 6 7 | 1 7 | 3 4 | 1 2 4 5 6 7 | | 1 2 4 | 1 2 3 4 7
        movement_line | movement_id || ':' || lot_id | 1:1 1:2 2:2 3:3 4:4 5:1 6:1 7:1 | 1:1 5:1 6:1 7:1 | 3:3 4:4 | 1:1 1:2 2:2 4:4 5:1 6:1 7:1 | | 1:2 2:2 4:4 | =
        need | coalesce(site_id, 0) | 0 1 2 3 | | 3 | 0 1 2 | | | 0 1 3
        need_share | need_id | 1 2 3 4 | | 4 | 1 2 3 | | | 1 2 4
        partner_request | partner_request_id | 1 2 3 | 1 | 3 | 1 2 | | 2 3 | =
        partner_request_item | partner_request_id | 1 2 3 | 1 | 3 | 1 2 | | 2 3 | =
        partner_request_movement | partner_request_id | 1 2 3 | 1 | 3 | 1 2 | | 2 3 | =
        period | warehouse_id | 1 2 | | 2 | 1 | | | =
        person | code | boss lena mick vera | vera | mick | lena vera | | | =
        person_pin | person_id | 1 | | | | | |
        person_role | person_id | 1 2 3 4 | 1 | 2 | 1 3 | | | =
        pin_try | code | vera | | | | | |
        plan | plan_id | 1 2 | 1 | 2 | 1 | | | =
        plan_unserved | plan_id || ':' || site_id | 1:1 1:2 2:3 | 1:1 | 2:3 | 1:1 1:2 | | | 1:1 2:3
        purchase | purchase_id | 1 2 3 | 1 | 3 | 1 2 | | 2 3 | =
        purchase_line | purchase_id | 1 2 3 | 1 | 3 | 1 2 | | 2 3 | =
        receipt | lot_id | 1 2 3 4 | 1 | 3 4 | 1 2 | | 2 4 | =
        report_file | report_id | 1 2 3 4 5 | | 5 | 1 2 3 4 | 2 | | =
        report_run | report_id | 1 2 3 4 5 | | 5 | 1 2 3 4 | 2 | | =
        request | key | k0 k1 | | | | | |
        reservation | lot_id | 1 2 | | | 1 2 | | 2 | 2
        reservation_release | lot_id | 1 2 | | | 1 2 | | 2 | 2
        round | round_id | 1 2 3 | 1 | 3 | 1 2 | | 2 | =
        round_loan | round_id | 1 2 3 | 1 2 | 3 | 1 2 | | = | =
        round_step | round_id | 1 2 3 | | | 1 2 | | 2 | 2
        round_stop | stop_id | 1 2 3 4 5 | 1 | 4 | 1 2 3 | | 3 | 1 3 4
        round_stop_item | stop_id | 1 2 3 4 5 | 1 | 4 | 1 2 3 | | 3 | 1 3 4
        round_stop_lot | stop_id | 1 2 3 4 5 | 1 | 4 | 1 2 3 | | 3 | 1 3 4
        round_stop_service | stop_id | 1 2 3 4 5 | 1 | 4 | 1 2 3 | | 3 | 1 3 4
        session_default | speaker | vera | | | | | |
        settlement | settlement_id | 1 2 3 | 1 | 3 | 1 2 | | = | =
        site | code | beach dock safe vault | beach | dock | beach safe | | beach | beach dock
        site_allowance | person | zoe | | | | | |
        site_headcount | site_id | 1 2 3 4 | 1 | 3 | 1 2 | | 1 | 1 3
        site_status_change | site_id | 1 2 3 4 | 1 | 3 | 1 2 | | 1 | 1 3
        site_window | site_id | 1 2 3 4 | 1 | 3 | 1 2 | | 1 | 1 3
        sorting | movement_id | 1 2 3 4 | 1 | 3 4 | 1 2 | | 1 2 4 | =
        spending | spending_id | 1 2 3 | 1 | 3 | 1 2 | | 2 3 | =
        stock_count | warehouse_id | 1 2 | | 2 | 1 | | | =
        stock_count_line | warehouse_id | 1 2 | | 2 | 1 | | | =
        transit | movement_id | 4 | | 4 | 4 | | 4 | =
        transit_arrival | from_movement_id | 4 | | 4 | 4 | | 4 | =
        vehicle | code | bus van | van | bus | van | | van | =
        verification | warehouse_id | 1 2 | | 2 | 1 | | | =
        warehouse_closing | warehouse_id | 1 2 | 1 | 2 | 1 | | = | =
        """.split(separator: "\n").map { line in
            // A name of a row may hold `||`: the table stands before the first ` | `, the findings behind the name.
            let parts = line.split(separator: " |", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }.map(String.init)
            let name = parts.dropFirst().dropLast(7).joined(separator: " |")
            let house = parts[parts.count - 7]
            return Finding(table: parts[0], rows: name, house: house, found: parts.suffix(6).map { $0 == "=" ? house : $0 })
        }

    private func rows(_ finding: Finding, _ source: some QuerySource) async throws -> String {
        let found: [String] = try await source.column(
            "select label from (select (\(unsafe: finding.rows))::text as label from entrepot.\(unsafe: finding.table)) as x order by label"
        )
        return found.joined(separator: " ")
    }

    @Test("whoever says nothing finds nothing")
    func unsaid() async throws {
        let scene = try await ReadingScene.make()
        let connection = try await Connection.open(scene.unsaid)
        for finding in Self.findings { #expect(try await rows(finding, connection) == "", "\(finding.table)") }
        await connection.close()
    }

    @Test("the house and an administrator find everything, everybody else what is theirs")
    func everybody() async throws {
        let scene = try await ReadingScene.make()
        for finding in Self.findings { #expect(try await rows(finding, scene.store.pool) == finding.house, "\(finding.table)") }
        let administrator = try await scene.store.reading(as: ReadingScene.administrator) { transaction in
            try await Self.findings.asyncMap { try await rows($0, transaction) }
        }
        #expect(administrator == Self.findings.map(\.house))
        for (index, reader) in Self.readers.enumerated() {
            let found = try await scene.store.reading(as: reader.scope) { transaction in
                try await Self.findings.asyncMap { "\($0.table): \(try await rows($0, transaction))" }
            }
            #expect(found == Self.findings.map { "\($0.table): \($0.found[index])" }, "\(reader.name)")
        }
        // The settings end with their transaction: the next reader of the connection is the house again.
        #expect(try await rows(Self.findings[0], scene.store.pool) == Self.findings[0].house)
    }

    @Test("several grants add up, and none lifts the limits of another")
    func severalGrants() async throws {
        let scene = try await ReadingScene.make()
        func found(_ table: String, _ scope: Scope) async throws -> String {
            guard let finding = Self.findings.first(where: { $0.table == table }) else { return "no such table" }
            return try await scene.store.reading(as: scope) { try await rows(finding, $0) }
        }
        // Abri in Calais and brasero in Dunkirk: not brasero in Calais, not abri in Dunkirk.
        let pairs = Scope(
            [
                ReadingScene.reach(.volunteer, owners: [1], warehouses: [1]), ReadingScene.reach(.volunteer, owners: [2], warehouses: [2]),
            ], audience: .person(code: "ali", roles: [.volunteer]))
        #expect(try await found("lot", pairs) == "1 4")
        // A lead of Calais who also looks at everything is no lead of Dunkirk; who funds and manages reads the one's reports and the other's.
        let mixed = Scope(
            [ReadingScene.reach(.lead, warehouses: [1]), ReadingScene.reach(.viewer)],
            audience: .person(code: "lou", roles: [.lead, .viewer]))
        #expect(try await found("site", mixed) == "beach dock safe")
        let both = Scope(
            [ReadingScene.reach(.funder, owners: [3]), ReadingScene.reach(.manager, warehouses: [2])],
            audience: .person(code: "fay", roles: [.funder, .manager]))
        #expect(try await found("report_run", both) == "2 5")
        #expect(try await found("lot", both) == "3 4")
        // A funder or partner of no organisation has nothing.
        #expect(try await found("report_run", ReadingScene.reader("fay", .funder)) == "")
        #expect(try await found("lot", ReadingScene.reader("pat", .partner)) == "")
        // Nobody's role, and no reach at all.
        #expect(try await found("lot", Scope([], audience: .person(code: "x", roles: [.viewer]))) == "")
        #expect(
            try await found(
                "lot", Scope([Scope.Reach(owners: .everything, warehouses: .everything)], audience: .person(code: "x", roles: []))) == "")
    }

    @Test("a restricted site is for those on its list, and without a list for the leads and managers of its warehouse")
    func circle() async throws {
        let scene = try await ReadingScene.make()
        func sites(_ scope: Scope) async throws -> [String] {
            try await scene.store.reading(as: scope) { try await $0.column("select code from entrepot.site order by code") }
        }
        #expect(try await sites(ReadingScene.zoe) == ["beach", "dock", "vault"])
        #expect(try await sites(ReadingScene.reader("mo", .manager, warehouses: [1])) == ["beach", "safe"])
        #expect(try await sites(ReadingScene.reader("mo", .lead)) == ["beach", "dock", "safe"])
        #expect(try await sites(ReadingScene.reader("ada", .admin, warehouses: [2])) == ["dock", "vault"])
        try await scene.store.pool.execute(
            "insert into entrepot.site_allowance (warehouse_id, site_id, role, allowed_by) values (1, 2, 'volunteer', 'ada')")
        #expect(try await sites(ReadingScene.lead) == ["beach"])
        #expect(try await sites(ReadingScene.reader("val", .volunteer, warehouses: [1])) == ["beach", "safe"])
        #expect(try await sites(ReadingScene.reader("val", .volunteer, warehouses: [2])) == ["dock"])
    }

    @Test("a transaction of the house looks with a person's eyes for a while")
    func eyes() async throws {
        let scene = try await ReadingScene.make()
        let seen = try await scene.store.pool.transaction { transaction in
            let before: Int64 = try await transaction.value("select count(*) from entrepot.site")
            let person: Int64 = try await transaction.reading(as: ReadingScene.viewer) {
                try await $0.value("select count(*) from entrepot.site")
            }
            let after: Int64 = try await transaction.value("select count(*) from entrepot.site")
            return [before, person, after]
        }
        #expect(seen == [4, 2, 4])
        // In a read of a person a part with the same eyes does not open them.
        let nested = try await scene.store.reading(as: ReadingScene.viewer) { transaction in
            let part: Int64 = try await transaction.reading(as: ReadingScene.volunteer) {
                try await $0.value("select count(*) from entrepot.site")
            }
            return [part, try await transaction.value("select count(*) from entrepot.site")]
        }
        #expect(nested == [1, 2])
    }

    /// Tables that everybody reads, and why.
    private static let open: [String: String] = [
        "clock_mark": "whether nights wait for the clock, which every session says",
        "exchange_rate": "what currencies are worth is the same for everybody", "instance": "the epoch of the positions",
        "item": "the catalogue is everybody's", "item_alias": "the catalogue is everybody's", "item_pack": "the catalogue is everybody's",
        "movement_reason": "a constant",
        "kit_component": "what kits are made of is the catalogue's", "kit_recipe": "what kits are made of is the catalogue's",
        "organisation": "the catalogue is everybody's", "place": "names of shelves; hints are kept to reached warehouses by the desk",
        "place_kind": "a constant", "schema_applied": "the program's own", "schema_migration": "the program's own",
        "valuation": "what things are taken to be worth is the same for everybody", "snapshot": "months of which there is a snapshot",
        "warehouse": "the catalogue is everybody's",
        "warehouse_books": "up to when books are closed and counted",
    ]

    @Test("every table of the schema has a rule of who reads it, or a reason to have none; every view answers by who asks")
    func complete() async throws {
        let scene = try await ReadingScene.make()
        let tables = try await scene.store.pool.query(
            """
            select c.relname::text as name, c.relrowsecurity and exists (select from pg_policy where polrelid = c.oid and polcmd = 'r'
                and polroles = array['entrepot_daemon'::regrole::oid]) as limited
            from pg_class c where relnamespace = 'entrepot'::regnamespace and relkind in ('r', 'p') order by 1
            """
        ) { row in (try row.get("name", as: String.self), try row.get("limited", as: Bool.self)) }
        let limited = tables.filter(\.1).map(\.0)
        #expect(tables.filter { !$0.1 }.map(\.0) == Self.open.keys.sorted())
        #expect(limited == Self.findings.map(\.table), "every limited table is tried above")
        // A view reads with its owner's rights unless it says otherwise: each of these asks who reads by itself.
        let views: [String] = try await scene.store.pool.column(
            """
            select relname::text from pg_class where relnamespace = 'entrepot'::regnamespace and relkind in ('v', 'm')
                and not coalesce(reloptions, '{}') @> '{security_invoker=true}' order by 1
            """)
        #expect(views == ["seen_debt", "seen_round", "seen_stop"])
    }
}

extension Array {
    /// Maps one after the other.
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
