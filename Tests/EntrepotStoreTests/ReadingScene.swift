import EntrepotStore
import Measures
import PostgresClient
import StockLedger

/// Two warehouses, two owners in each, a funder, restricted sites: something in every table whose rows are limited.
///
/// Warehouses 1 `calais`, 2 `dunkirk`; organisations 1 `abri`, 2 `brasero`, 3 `fund`; lots 1 abri's and 2 brasero's in Calais, 3 abri's and
/// 4 brasero's in Dunkirk; sites 1 `beach` and 2 `safe` (restricted, nobody listed) in Calais, 3 `dock` and 4 `vault` (restricted, for zoe)
/// in Dunkirk; round 1 abri's in Calais to beach and safe, 2 brasero's in Calais to beach, 3 nobody's in Dunkirk to dock and vault.
struct ReadingScene: Sendable {
    let store: Store
    /// As the daemon's role, with nothing set.
    let unsaid: ConnectionParameters

    static func make() async throws -> ReadingScene {
        let owner = try await StoreScene.emptyDatabase()
        let connection = try await Connection.open(owner)
        try await connection.executeScript(script)
        await connection.close()
        var daemon = owner
        daemon.role = "entrepot_daemon"
        return ReadingScene(store: Store(daemon, limits: .init(connections: 2)), unsaid: daemon)
    }

    // MARK: Who reads

    /// A volunteer of abri in Calais.
    static let volunteer = reader("ali", .volunteer, owners: [1], warehouses: [1])
    /// The manager of Dunkirk; the vault has a list, and she is not on it.
    static let manager = reader("mia", .manager, warehouses: [2])
    /// The lead of Calais.
    static let lead = reader("lou", .lead, warehouses: [1])
    /// The fund.
    static let funder = reader("fay", .funder, owners: [3])
    /// Brasero, wherever its goods lie.
    static let partner = reader("pat", .partner, owners: [2])
    /// Somebody who looks at everything and is in no circle.
    static let viewer = reader("vic", .viewer)
    /// Somebody who looks at everything and is on the vault's list.
    static let zoe = reader("zoe", .viewer)
    static let administrator = reader("ada", .admin)

    static func reader(_ person: String, _ role: Role, owners: Set<Int64>? = nil, warehouses: Set<Int64>? = nil) -> Scope {
        Scope([reach(role, owners: owners, warehouses: warehouses)], audience: .person(code: person, roles: [role]))
    }

    static func reach(_ role: Role, owners: Set<Int64>? = nil, warehouses: Set<Int64>? = nil) -> Scope.Reach {
        Scope.Reach(
            owners: owners.map { .only(Set($0.map { Identifier($0) })) } ?? .everything,
            warehouses: warehouses.map { .only(Set($0.map { Identifier($0) })) } ?? .everything, role: role)
    }

    private static let script = """
        set search_path = entrepot;
        select create_warehouse('calais', 'Calais', 'Europe/Paris', 50.9, 1.8, null), create_warehouse('dunkirk', 'Dunkirk', 'Europe/Paris', 51, 2.3, null);
        insert into organisation (code, name) values ('abri', 'Abri'), ('brasero', 'Brasero'), ('fund', 'Fund');
        insert into item (sku, name, base_unit) values ('blanket', 'Blanket', 'piece');
        insert into place (warehouse_id, code, kind, holds_stock) values (1, 'a1', 'bin', true), (2, 'b1', 'bin', true), (1, 'van', 'vehicle', true), (2, 'bus', 'vehicle', true);
        create temporary table at as select warehouse_id as w, code, place_id as id from place;
        insert into funding_grant (code, funder_id, holder_id, amount_minor, currency, from_on, until_on)
            values ('g1', 3, 1, 100, 'EUR', '2026-01-01', '2026-12-31'), ('g2', 2, null, 100, 'EUR', '2026-01-01', '2026-12-31');
        insert into funding_grant_line values (1, 'food', 10), (2, 'food', 20);
        insert into lot (warehouse_id, code, item_id, owner_id, grant_id, received_on)
            values (1, 'abri-c', 1, 1, 1, '2026-11-01'), (1, 'bras-c', 1, 2, 2, '2026-11-01'), (2, 'abri-d', 1, 1, null, '2026-11-01'), (2, 'bras-d', 1, 2, null, '2026-11-01');
        insert into balance select l.warehouse_id, a.id, l.lot_id, 10, 1 from lot l join at a on a.w = l.warehouse_id and a.code in ('a1', 'b1');
        insert into balance_snapshot select warehouse_id, '2026-10-01', place_id, lot_id, 10 from balance;
        insert into site (warehouse_id, code, name, zone, latitude, longitude, sensitivity, people) values
            (1, 'beach', 'Beach', 'coast', 50.95, 1.85, 'normal', 80), (1, 'safe', 'House of women', 'west', 50.9007, 1.7964, 'restricted', 31),
            (2, 'dock', 'Dock', 'port', 51.03, 2.37, 'normal', 60), (2, 'vault', 'Vault', 'port', 51.02, 2.36, 'restricted', 12);
        insert into site_allowance (warehouse_id, site_id, person, allowed_by) values (2, 4, 'zoe', 'ada');
        insert into site_window select warehouse_id, site_id, 0, 36000, 43200 from site;
        insert into site_headcount select warehouse_id, site_id, now(), people, 'sam' from site;
        insert into site_status_change (warehouse_id, site_id, status, occurred_at, actor) select warehouse_id, site_id, 'open', now(), 'sam' from site order by site_id;
        insert into need (warehouse_id, item_id, site_id, units) values (1, 1, null, 1), (1, 1, 1, 1), (1, 1, 2, 1), (2, 1, 3, 1);
        insert into need_share select warehouse_id, need_id, 1, 100 from need;
        insert into vehicle (warehouse_id, code, place_id, capacity_grams, capacity_ml)
            select w, code, id, 900000, 4000000 from at where code in ('van', 'bus') order by w;
        insert into catalogue_change (warehouse_id, subject, subject_id, field, became, actor) values
            (0, 'item', 1, 'name', 'x', 'sam'), (1, 'site', 1, 'name', 'x', 'sam'), (1, 'site', 2, 'name', 'x', 'sam'), (2, 'site', 3, 'name', 'x', 'sam'),
            (1, 'need', 0, 'blanket', 'x', 'sam'), (1, 'need', 2, 'blanket', 'x', 'sam'), (2, 'need', 3, 'blanket', 'x', 'sam'),
            (0, 'grant', 1, 'amount', 'x', 'sam'), (1, 'vehicle', 1, 'name', 'x', 'sam');
        insert into crew (warehouse_id, crew_on, organisation_id, drivers, volunteers) values
            (1, '2026-11-27', null, 1, 1), (1, '2026-11-27', 1, 1, 1), (1, '2026-11-27', 2, 1, 1), (2, '2026-11-27', null, 1, 1);
        insert into plan (warehouse_id, from_on, days, made_by, wishes, seed, metres, working_seconds) values (1, '2026-11-27', 1, 'lou', '{}', 1, 34000, 9000), (2, '2026-11-27', 1, 'mia', '{}', 1, 12000, 4000);
        insert into round (warehouse_id, plan_id, vehicle_id, organisation_id, round_on, state, departs_at, returns_at, metres, opened_by) values
            (1, 1, 1, 1, '2026-11-27', 'closed', '2026-11-27 09:07Z', '2026-11-27 11:41Z', 34000, 'lou'),
            (1, null, 1, 2, '2026-11-26', 'closed', '2026-11-26 09:07Z', '2026-11-26 11:41Z', 21000, 'lou'),
            (2, 2, 2, null, '2026-11-27', 'closed', '2026-11-27 09:12Z', '2026-11-27 10:50Z', 12000, 'mia');
        insert into plan_unserved (warehouse_id, plan_id, line_number, site_id, item_id, reason, wanted, given, detail, displaces) values
            (1, 1, 1, 1, 1, 'no-stock', 5, 3, 'short', 'safe'), (1, 1, 2, 2, 1, 'no-stock', 5, 3, 'short', 'beach'), (2, 2, 1, 3, 1, 'no-stock', 5, 3, 'short', 'vault');
        insert into round_stop (warehouse_id, round_id, sequence, site_id, eta_at, arrived_at, delivered_at, outcome, people, women, children) values
            (1, 1, 1, 1, '2026-11-27 09:34Z', '2026-11-27 09:36Z', '2026-11-27 09:58Z', 'served', 70, 10, 5),
            (1, 1, 2, 2, '2026-11-27 10:11Z', '2026-11-27 10:13Z', '2026-11-27 10:29Z', 'served', 30, 30, 0),
            (1, 2, 1, 1, '2026-11-26 09:34Z', '2026-11-26 09:36Z', '2026-11-26 09:58Z', 'served', 60, 9, 4),
            (2, 3, 1, 3, '2026-11-27 09:40Z', '2026-11-27 09:41Z', '2026-11-27 09:55Z', 'served', 50, 8, 3),
            (2, 3, 2, 4, '2026-11-27 10:20Z', '2026-11-27 10:21Z', '2026-11-27 10:33Z', 'served', 12, 12, 0);
        insert into round_stop_item select warehouse_id, round_id, stop_id, 1, 5, 5 from round_stop;
        insert into round_stop_lot select s.warehouse_id, s.round_id, s.stop_id, 1, min(b.place_id), min(b.lot_id), 5
            from round_stop as s join balance as b on b.warehouse_id = s.warehouse_id group by s.warehouse_id, s.round_id, s.stop_id;
        insert into round_stop_service select warehouse_id, round_id, stop_id, 'charging', 3 from round_stop;
        insert into round_step select warehouse_id, round_id, 1, 'depart', 'underway', null, departs_at, departs_at, 'lou', false, null from round;
        insert into movement (warehouse_id, reason, occurred_at, recorded_at, actor, round_id, stop_id) values
            (1, 'received', now(), now(), 'sam', null, null), (1, 'received', now(), now(), 'sam', null, null), (2, 'received', now(), now(), 'sam', null, null),
            (2, 'sent', now(), now(), 'sam', null, null), (1, 'distributed', now(), now(), 'sam', 1, 2), (1, 'loaded', now(), now(), 'sam', 1, null),
            (1, 'distributed', '2026-11-27 09:57Z', '2026-11-27 09:58Z', 'sam', 1, 1);
        insert into movement_line select m.warehouse_id, m.movement_id, l.lot, l.lot, f.id, t.id, 5, m.occurred_at
            from (values (1, 1), (1, 2), (2, 2), (3, 3), (4, 4), (5, 1), (6, 1), (7, 1)) as l (movement, lot)
            join movement m on m.movement_id = l.movement join at f on f.w = m.warehouse_id and f.code = 'donor' join at t on t.w = m.warehouse_id and t.code in ('a1', 'b1');
        insert into journal select warehouse_id, movement_id, movement_id from movement;
        insert into donor (name) values ('Parish'), ('Town'); insert into donor (name, merged_into_id) values ('City', 3);
        update lot set donor_id = case lot_id when 2 then 3 when 4 then 4 else 2 end;
        insert into donor_change (donor_id, what, actor) values (2, 'name', 'sam'), (3, 'merged', 'sam');
        insert into delivery (warehouse_id, came_at, opened_by) values (1, now(), 'sam'), (1, now(), 'ali'), (2, now(), 'sam');
        insert into receipt (warehouse_id, movement_id, lot_id, quantity, delivery_id)
            values (1, 1, 1, 5, null), (1, 1, 2, 5, 1), (2, 3, 3, 5, 3), (2, 4, 4, 5, null);
        insert into expected_donation (warehouse_id, donor_id, item_id, quantity, owner_id, due_on, content_hash, announced_by)
            values (1, 2, 1, 5, 1, '2026-12-01', 1, 'sam'), (1, 3, 1, 5, 2, '2026-12-01', 1, 'sam'), (2, 3, 1, 5, 2, '2026-12-01', 1, 'sam');
        insert into expected_arrival values (1, 2, 2);
        insert into spending (warehouse_id, kind, owner_id, amount_minor, currency, spent_on, actor)
            values (1, 'purchase', 1, 5, 'EUR', '2026-11-01', 'sam'), (1, 'purchase', 2, 5, 'EUR', '2026-11-01', 'sam'), (2, 'purchase', 2, 5, 'EUR', '2026-11-01', 'sam');
        insert into purchase select warehouse_id, spending_id from spending;
        insert into purchase_line select warehouse_id, spending_id, 1, 1, 1, 5 from spending;
        insert into lot_inheritance select w, m, 1, l, l, 1, 1, null from (values (1, 1, 1), (1, 2, 2), (2, 3, 3), (2, 4, 4)) as x (w, m, l);
        insert into lot_inheritance_value select warehouse_id, movement_id, number, from_lot_id, null, 'EUR', 5 from lot_inheritance;
        insert into issue (warehouse_id, movement_id, recipient, site_id) values (1, 1, 'site', 2), (1, 2, 'door', null), (2, 3, 'site', 4), (2, 4, 'site', 3);
        insert into sorting select warehouse_id, movement_id, movement_id from lot_inheritance;
        insert into consent (warehouse_id, owner_id, user_id, answer, said_by) values (1, 1, 2, 'yes', 'sam'), (1, 2, null, 'yes', 'sam'), (2, 2, 1, 'no', 'sam');
        insert into loan (warehouse_id, movement_id, lender_id, borrower_id, terms) values (1, 1, 1, 2, 'loan'), (1, 2, 2, 3, 'loan'), (2, 3, 2, 1, 'loan');
        insert into round_loan (warehouse_id, round_id, lender_id, item_id, terms) values (1, 1, 2, 1, 'loan'), (1, 2, 1, 1, 'loan'), (2, 3, 2, 1, 'loan');
        insert into settlement (warehouse_id, lender_id, borrower_id, item_id, quantity, reason, said_by)
            values (1, 1, 2, 1, 1, 'x', 'sam'), (1, 2, 3, 1, 1, 'x', 'sam'), (2, 2, 1, 1, 1, 'x', 'sam');
        insert into warehouse_closing (warehouse_id, frozen_by) values (1, 'sam'), (2, 'sam');
        insert into handover (warehouse_id, movement_id, owner_id, taken_by) values (1, 1, 1, 'x'), (1, 2, 2, 'x'), (2, 3, 1, 'x');
        insert into partner_request (warehouse_id, owner_id, asked_by) values (1, 1, 'sam'), (1, 2, 'sam'), (2, 2, 'sam');
        insert into partner_request_item select warehouse_id, partner_request_id, 1, 5 from partner_request;
        insert into partner_request_movement select warehouse_id, partner_request_id, partner_request_id from partner_request;
        insert into ledger_exception (warehouse_id, kind, movement_id, place_id, lot_id, quantity, reason)
            select 1, 'review', m, id, l, 1, 'x' from at, (values (1, 1), (2, 2), (5, 1)) as e (m, l) where code = 'a1' order by m;
        insert into reservation (warehouse_id, place_id, lot_id, quantity, round_id, stop_id) select 1, id, l, 1, r, s from at, (values (1, 1, 2), (2, 2, 3)) as x (l, r, s) where code = 'a1';
        insert into reservation_release (warehouse_id, place_id, lot_id, quantity, round_id, stop_id, movement_id) select 1, id, l, 1, r, s, 1 from at, (values (1, 1, 2), (2, 2, 3)) as x (l, r, s) where code = 'a1';
        insert into stock_count (warehouse_id, place_id, opened_by) select w, id, 'sam' from at where code in ('a1', 'b1') order by w;
        insert into stock_count_line select warehouse_id, count_id, case warehouse_id when 1 then 2 else 4 end, 10, 9, now(), 'sam' from stock_count;
        insert into transit values (2, 4, 1);
        insert into transit_arrival values (1, 2, 4, 4, 5, 0, 0);
        insert into report_run (warehouse_id, name, audience, grant_id, language, from_on, until_on, made_by, state, sealed_at, as_of_position, inputs_sha256, template_version) values
            (1, 'nightly', 'internal', null, 'en', '2026-11-26', '2026-11-26', 'entrepotd', 'due', now(), 1, 'x', '1'),
            (1, 'usage', 'funder', 1, 'en', '2026-10-01', '2026-10-31', 'lou', 'due', now(), 1, 'x', '1'),
            (1, 'usage', 'funder', 1, 'fr', '2026-10-01', '2026-10-31', 'lou', 'due', now(), 1, 'x', '1'),
            (1, 'usage', 'funder', 2, 'en', '2026-10-01', '2026-10-31', 'lou', 'due', now(), 1, 'x', '1'),
            (2, 'nightly', 'internal', null, 'en', '2026-11-26', '2026-11-26', 'entrepotd', 'due', now(), 1, 'x', '1');
        insert into report_file (warehouse_id, report_id, format, file_name, body) select warehouse_id, report_id, 'csv', 'x.csv', 'a' from report_run;
        update report_run set state = case report_id when 3 then 'preview' else 'sealed' end;
        insert into audit (warehouse_id, actor, command, movement_id, site_id) values
            (1, 'sam', 'loss blanket 1 place=calais/a1', null, null), (1, 'ali', 'transfer blanket 1', null, null), (1, 'sam', 'round deliver 1 2 people=30', null, 2),
            (1, 'sam', 'need set item=blanket site=SAFE', null, null), (1, 'sam', 'round record', 5, null), (2, 'sam', 'loss blanket 1', null, null),
            (0, 'sam', 'item add blanket', null, null), (1, 'sam', 'round.load round=1 take=blanket:8', null, null),
            (1, 'sam', 'round.load round=#2 take=blanket:8', null, null);
        insert into period (warehouse_id, until_on, closed_by) values (1, '2026-01-31', 'sam'), (2, '2026-01-31', 'sam');
        insert into lot_change (warehouse_id, lot_id, trait, was, becomes, changed_by) select w, l, 'condition', 'good', 'worn', 'sam' from (values (1, 1), (1, 2), (2, 3), (2, 4)) as x (w, l);
        insert into verification (warehouse_id, verified_on, made_by) values (1, '2026-11-26', 'entrepotd'), (2, '2026-11-26', 'entrepotd');
        insert into person (code, added_by) values ('vera', 'ada'), ('mick', 'ada'), ('lena', 'ada'), ('boss', 'ada');
        insert into person_role values (1, 'volunteer', 1, 1), (2, 'manager', null, 2), (3, 'lead', null, 1), (4, 'admin', null, null);
        insert into person_pin (person_id, hash, set_by) values (1, '$y$j9T$saltsaltsaltsalt$hashhashhash', 'ada');
        insert into pin_try values ('laptop', 'vera', 1, now());
        insert into session_default (is_person, speaker, place) values (true, 'vera', 'calais/a1');
        insert into request values (1, 'k1', 'x', '{}'), (0, 'k0', 'x', '{}');
        insert into import_row (warehouse_id, movement_id, identity, ordinal, dated) values (1, 1, repeat('a', 32), 1, true);
        """
}
