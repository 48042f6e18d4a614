/// One full row in every table of the schema, so that every rule can be tried on a copy of it.
let constraintScene = """
    set search_path = entrepot;
    select create_warehouse('main', 'Main', 'Europe/Paris', 50.9, 1.8, null), create_warehouse('north', 'North', 'Europe/London', 51, 1, null);
    insert into place (warehouse_id, code, name, kind, holds_stock) values (1, 'a1', 'Shelf', 'bin', true), (1, 'van', 'Van', 'vehicle', true);
    create table at as select code, place_id as id from place where warehouse_id = 1;
    insert into organisation (code, name, archived_at) values ('auberge', 'Auberge', now());
    insert into item (sku, name, base_unit) values ('soap', 'Soap', 'piece');
    insert into item (sku, name, name_fr, base_unit, parent_id, archived_at) values ('soap-l', 'Large soap', 'Gros savon', 'piece', 1, now());
    insert into item_pack values (2, 'carton', 24);
    insert into item_alias (folded, item_id, alias) values ('savonnette', 2, 'Savonnette');
    insert into catalogue_change (warehouse_id, subject, subject_id, field, was, became, actor, note) values (1, 'item', 1, 'name', 'Sop', 'Soap', 'zoe', 'slip');
    insert into funding_grant (code, funder_id, amount_minor, currency, from_on, until_on) values ('region', 1, 100, 'EUR', '2026-01-01', '2026-12-31');
    insert into funding_grant (code, name, funder_id, holder_id, parent_id, home_warehouse_id, amount_minor, currency, from_on, until_on, closed_at)
        values ('winter', 'Winter', 1, 1, 1, 1, 100, 'EUR', '2026-01-01', '2026-12-31', now());
    insert into funding_grant_line values (2, 'food', 50);
    insert into request values (1, 'k1', 'said', '{}');
    insert into audit (warehouse_id, actor, command, movement_id) values (1, 'zoe', 'stock', 1);
    insert into lot (warehouse_id, code, item_id, owner_id, donor_id, grant_id, expires_on, received_on, pack_name, pack_factor, origin_warehouse_id,
        origin_lot_id) values (1, 'L1', 1, 1, 1, 2, '2027-01-01', '2026-01-01', 'carton', 24, 2, 5);
    insert into stock_count (warehouse_id, place_id, opened_by) select 1, id, 'zoe' from at where code = 'a1';
    insert into stock_count_line values (1, 1, 1, 10, 9, now(), 'zoe');
    insert into site (warehouse_id, code, name, zone, latitude, longitude, status_until_on, status_reason, people, archived_at)
        values (1, 'beach', 'Beach', 'coast', 50.9, 1.8, '2026-02-01', 'storm', 80, now());
    insert into site_window values (1, 1, 0, 28800, 43200);
    insert into site_headcount values (1, 1, now(), 80, 'zoe');
    insert into site_status_change (warehouse_id, site_id, status, until_on, reason, occurred_at, actor) values (1, 1, 'open', '2026-02-01', 'calm', now(), 'zoe');
    insert into site_allowance (warehouse_id, site_id, person, allowed_by) values (1, 1, 'zoe', 'sam');
    insert into need (warehouse_id, item_id, site_id, units, season_from_month, season_until_month, frost_units, longest_interval_days)
        values (1, 1, 1, 1, 10, 4, 2, 7);
    insert into need_share values (1, 1, 2, 50);
    insert into vehicle (warehouse_id, code, name, place_id, capacity_grams, capacity_ml, start_latitude, start_longitude, status_until_on, archived_at)
        select 1, 'van', 'Van', id, 900000, 4000000, 50.9, 1.8, '2026-02-01', now() from at where code = 'van';
    insert into crew values (1, '2026-03-02', 1, 2, 4, 1, '{nurse}');
    insert into plan (warehouse_id, from_on, days, made_by, wishes, seed, coverage_permille_min, metres, working_seconds)
        values (1, '2026-03-02', 1, 'zoe', '{}', 1, 500, 1000, 3600);
    insert into plan_unserved values (1, 1, 1, 1, 1, 'stock', 5, 3, 'short', 'more soap');
    insert into round (warehouse_id, plan_id, vehicle_id, organisation_id, round_on, state, departs_at, returns_at, note, opened_by)
        values (1, 1, 1, 1, '2026-03-02', 'approved', now(), now(), 'x', 'zoe');
    insert into round_step values (1, 1, 1, 'open', 'draft', 1, now(), now(), 'zoe', false, 'counted');
    insert into round_stop (warehouse_id, round_id, sequence, site_id, eta_at, arrived_at, delivered_at, outcome, people, women, children, quality, note)
        values (1, 1, 1, 1, now(), now(), now(), 'served', 5, 1, 1, 'counted', 'x');
    insert into round_stop_item values (1, 1, 1, 1, 5, 6);
    insert into round_stop_lot select 1, 1, 1, 1, id, 1, 5 from at where code = 'a1';
    insert into round_stop_service values (1, 1, 1, 'haircut', 3);
    insert into movement (warehouse_id, reason, occurred_at, recorded_at, actor) values (1, 'received', now(), now(), 'zoe');
    insert into movement (warehouse_id, reason, occurred_at, recorded_at, actor, note, concerns_on, quality, content_hash, reverses_id, corrects_id,
        because_id, stock_count_id, round_id, stop_id, replaces_id)
        values (1, 'received', now(), now(), 'zoe', 'x', '2026-01-01', 'counted', 1, 1, 1, 1, 1, 1, 1, 1);
    insert into movement_line select 1, 1, 1, 1, d.id, a.id, 10, m.occurred_at from at d, at a, movement m
        where d.code = 'donor' and a.code = 'a1' and m.movement_id = 1;
    insert into balance select 1, id, 1, 10, 2 from at where code = 'a1';
    insert into donor (name, address, merged_into_id) values ('Zoe', '1 quai', 1);
    insert into donor_change (donor_id, what, before, after, actor) values (1, 'name', 'x', 'unknown', 'zoe');
    insert into delivery (warehouse_id, donor_id, place_id, waybill, came_at, opened_by) select 1, 1, id, 'w1', now(), 'zoe' from at where code = 'a1';
    insert into delivery (warehouse_id, donor_id, place_id, waybill, customs, witness, note, came_at, opened_by, closed_at, closed_by, note_number)
        select 1, 1, id, 'w2', 'c2', 'sam', 'x', now(), 'zoe', now(), 'zoe', 1 from at where code = 'a1';
    insert into spending (warehouse_id, kind, owner_id, amount_minor, currency, spent_on, actor) values (1, 'purchase', 1, 500, 'EUR', '2026-03-02', 'zoe');
    insert into spending (warehouse_id, kind, owner_id, grant_id, grant_line, amount_minor, currency, spent_on, supplier, invoice, invoice_on, what, note,
        content_hash, reverses_id, actor) values (1, 'purchase', 1, 2, 'food', 500, 'EUR', '2026-03-02', 'Paul', 'F1', '2026-03-02', 'x', 'x', 1, 1, 'zoe');
    insert into purchase values (1, 1, now(), 'zoe');
    insert into purchase_line values (1, 1, 1, 1, 10, 500);
    insert into exchange_rate (currency, per_currency, from_on, millionths, actor) values ('GBP', 'EUR', '2026-03-02', 1165000, 'zoe');
    insert into valuation (item_id, from_on, quantity, value_minor, currency, actor) values (1, '2026-03-02', 1, 450, 'EUR', 'zoe');
    insert into receipt values (1, 1, 1, 10, 500, 'EUR', 'w1', 'd1', 1, 1);
    insert into expected_donation (warehouse_id, donor_id, item_id, quantity, owner_id, place_id, due_on, note, content_hash, announced_by, outcome, ended_at, ended_by)
        select 1, 1, 1, 5, 1, id, '2026-03-02', 'x', 1, 'zoe', 'arrived', now(), 'zoe' from at where code = 'a1';
    insert into expected_arrival values (1, 1, 1);
    insert into ledger_exception (warehouse_id, kind, movement_id, place_id, lot_id, quantity, reason, explained_at, explained_by, explanation)
        select 1, 'shortfall', 1, id, 1, 2, 'x', now(), 'zoe', 'x' from at where code = 'a1';
    insert into journal values (1, 1, 1);
    insert into balance_snapshot select 1, '2026-01-01', id, 1, 10 from at where code = 'a1';
    insert into snapshot values (1, '2026-01-01');
    insert into reservation (warehouse_id, place_id, lot_id, quantity, round_id, stop_id, needed_on, held_for)
        select 1, id, 1, 2, 1, 1, '2026-03-02', 'x' from at where code = 'a1';
    insert into reservation_release (warehouse_id, round_id, stop_id, place_id, lot_id, quantity, movement_id) select 1, 1, 1, id, 1, 1, 1 from at where code = 'a1';
    insert into organisation (code, name) values ('salam', 'Salam');
    insert into consent (warehouse_id, owner_id, user_id, item_id, answer, until_on, said_by) values (1, 1, 2, 1, 'yes', '2027-01-01', 'zoe');
    insert into loan values (1, 1, 1, 2, 'loan', '2027-01-01');
    insert into round_loan (warehouse_id, round_id, lender_id, item_id, terms) values (1, 1, 1, 1, 'loan');
    insert into partner_request (warehouse_id, owner_id, purpose, needed_on, asked_by, answered_at, answered_by, refused_because)
        values (1, 1, 'Saturday', '2027-01-01', 'zoe', now(), 'sam', 'none left');
    insert into partner_request_item values (1, 1, 1, 5, 3);
    insert into partner_request_movement values (1, 1, 1);
    insert into warehouse_closing values (1, now(), 'zoe', now(), 'Anne', now(), 'zoe');
    insert into handover values (1, 1, 1, 2, null);
    insert into settlement (warehouse_id, lender_id, borrower_id, item_id, quantity, movement_id, said_by, ended_at, ended_by) values (1, 1, 2, 1, 3, 1, 'zoe', now(), 'zoe');
    insert into import_row (warehouse_id, movement_id, identity, ordinal, dated) values (1, 1, repeat('a', 32), 1, true);
    insert into transit values (1, 1, 2);
    insert into transit_arrival values (1, 2, 7, 5, 10, 0, 0);
    insert into report_run (warehouse_id, name, audience, grant_id, language, from_on, until_on, made_by) values (1, 'usage', 'funder', 2, 'en', '2026-01-01', '2026-01-31', 'zoe');
    insert into report_file (warehouse_id, report_id, format, file_name, body) values (1, 1, 'csv', 'usage.csv', 'a');
    insert into lot_inheritance values (1, 1, 1, 1, 1, 5, 5, 1);
    insert into lot_inheritance_value values (1, 1, 1, 1, 2, 'EUR', 40);
    insert into sorting values (1, 1, 1);
    insert into event (warehouse_id, topic, what, subject_id, movement_id, lot_id, actor) values (1, 'review', 'review', 1, 1, 1, 'zoe');
    insert into person (code, name, until_on, ends_at, ended_at, pin_set_at, added_by) values ('zoe', 'Zoé', '2026-12-20', now(), now(), now(), 'sam');
    insert into person (code, ended_at, erased_at, added_by) values ('max', now(), now(), 'sam');
    insert into person_role values (1, 'volunteer', 1, 1);
    insert into person_pin (person_id, hash, set_by) values (1, '$y$j9T$saltsaltsaltsalt$hashhashhash', 'sam');
    insert into pin_try values ('laptop', 'zoe', 2, now());
    insert into session_default values (true, 'zoe', 'main/a1', 'auberge', 'main', 'fr', 'table');
    insert into period (warehouse_id, until_on, closed_by, note) values (1, '2026-02-28', 'zoe', 'x');
    insert into lot_change (warehouse_id, lot_id, trait, was, becomes, changed_by, note) values (1, 1, 'condition', 'good', 'worn', 'zoe', 'x');
    insert into kit_recipe (item_id, version, defined_by) values (2, 1, 'zoe');
    insert into kit_component values (2, 1, 1, 3);
    insert into issue values (1, 1, 'site', 1, 1, 5, 2, 1);
    insert into verification values (1, '2026-03-02', now(), now(), 0, 'entrepotd');
    update clock_mark set accepted_at = now(), accepted_by = 'zoe';
    """

/// For each CHECK what a copy of the table's row passes with and what it fails with: `name | passing assignments | failing assignments`,
/// assignments apart by `;`.
let checkCases = """
    alias_is_not_empty | alias = 'x' | alias = ' '
    allowance_names_a_person_or_a_role | person = null; role = 'lead' | role = 'lead'
    allowance_person_is_not_empty | person = 'sam' | person = ' '
    allowance_role_is_known | person = null; role = 'lead' | person = null; role = 'queen'
    arrival_lost_not_negative | lost = 0 | lost = -1
    arrival_not_above_what_was_sent | received = 6; lost = 4 | received = 6; lost = 5
    arrival_received_not_negative | received = 1 | received = -1
    arrival_sent_above_zero | sent = 1 | sent = 0
    balance_covers_reservations | on_hand = 2; reserved = 2 | on_hand = 1; reserved = 2
    balance_not_above_ceiling | on_hand = 1000000000000000 | on_hand = 1000000000000001
    balance_only_where_stock_is | holds_stock = true | holds_stock = false
    balance_reserved_not_negative | reserved = 0 | reserved = -1
    change_changes_something | was = null; became = 'x' | was = 'x'; became = 'x'
    change_field_is_named | field = 'name' | field = ''
    change_note_is_short | note = repeat('x', 2000) | note = repeat('x', 2001)
    change_subject_is_known | subject = 'site' | subject = 'moon'
    clock_acceptance_is_by_somebody | accepted_at = null; accepted_by = null | accepted_by = null
    clock_leap_is_forward | leapt_to = seen_at + interval '9 days' | leapt_to = seen_at
    clock_mark_is_one | only_row = true | only_row = false
    closing_was_counted_by_somebody | counted_at = null; counted_by = null | counted_by = null
    closing_was_ended_by_somebody | closed_at = null; closed_by = null | closed_by = null
    component_quantity_above_zero | quantity = 1 | quantity = 0
    consent_answer_is_known | answer = 'ask' | answer = 'perhaps'
    consent_is_for_others | user_id = null | user_id = owner_id
    consent_is_of_an_item_or_a_category | item_id = null; category = 'food' | category = 'food'
    consent_terms_are_known | terms = 'gift' | terms = 'rent'
    count_expected_not_negative | expected = 0 | expected = -1
    count_has_ended_or_not | state = 'closed'; ended_at = now() | state = 'closed'
    count_quantity_in_range | counted = 1000000000000000 | counted = -1
    count_state_is_known | state = 'cancelled'; ended_at = now() | state = 'lost'; ended_at = now()
    crew_drivers_in_range | drivers = 0 | drivers = -1
    crew_volunteers_in_range | volunteers = 1000 | volunteers = 1001
    crew_women_in_range | women = 0 | women = -1
    default_format_is_known | format = 'json' | format = 'csv'
    default_language_is_known | language = 'en' | language = 'de'
    delivery_customs_is_short | customs = 'c' | customs = repeat('x', 201)
    delivery_is_closed_with_a_note | closed_at = null; closed_by = null; note_number = null | note_number = null
    delivery_note_is_short | note = repeat('x', 2000) | note = repeat('x', 2001)
    delivery_note_number_above_zero | note_number = 2 | note_number = 0
    delivery_waybill_is_short | waybill = null | waybill = ''
    delivery_witness_is_short | witness = 'sam' | witness = ' '
    donor_address_is_short | address = '2 quai' | address = ' '
    donor_change_is_known | what = 'merged' | what = 'taste'
    donor_is_not_merged_into_itself | merged_into_id = null | merged_into_id = donor_id
    donor_name_is_not_empty | name = 'Zara' | name = ' '
    event_topic_is_known | topic = 'plans' | topic = 'rumours'
    exception_is_explained_by_somebody | explained_at = null; explained_by = null; explanation = null | explained_by = null
    exception_kind_is_known | kind = 'review' | kind = 'other'
    exception_quantity_above_zero | quantity = 1 | quantity = 0
    expected_has_ended_or_not | outcome = null; ended_at = null; ended_by = null | ended_by = null
    expected_note_is_short | note = null | note = repeat('x', 2001)
    expected_outcome_is_known | outcome = 'withdrawn' | outcome = 'lost'
    expected_quantity_above_zero | quantity = 1 | quantity = 0
    grant_amount_not_negative | amount_minor = 0 | amount_minor = -1
    grant_code_is_a_code | code = 'a-1' | code = '-a'
    grant_currency_is_iso | currency = 'GBP' | currency = 'gbp'
    grant_ends_after_it_begins | until_on = from_on | until_on = from_on - 1
    grant_line_amount_not_negative | amount_minor = 0 | amount_minor = -1
    grant_line_name_is_a_code | name = 'fuel' | name = 'Fuel'
    handover_goes_one_way | to_warehouse_id = null; taken_by = 'Anne' | taken_by = 'Anne'
    handover_is_to_somebody | to_warehouse_id = null; taken_by = 'Anne' | to_warehouse_id = null; taken_by = ' '
    headcount_in_range | people = 0 | people = 1000001
    import_identity_is_a_digest | identity = repeat('b', 32) | identity = 'b'
    import_ordinal_above_zero | ordinal = 2 | ordinal = 0
    inheritance_came_out_not_negative | to_quantity = 0 | to_quantity = -1
    inheritance_currency_is_iso | currency = 'GBP' | currency = 'gbp'
    inheritance_number_above_zero | number = 2 | number = 0
    inheritance_of_waste_is_nothing | to_lot_id = null; to_quantity = 0 | to_lot_id = null
    inheritance_value_above_zero | value_minor = 1 | value_minor = 0
    inheritance_went_in_not_negative | from_quantity = 0 | from_quantity = -1
    instance_is_one | only_row = true | only_row = false
    issue_children_in_range | children = 0 | children = -1
    issue_people_in_range | people = 1000000 | people = 1000001
    issue_recipient_is_known | recipient = 'door' | recipient = 'moon'
    issue_women_and_children_within_people | people = 3 | people = 2
    issue_women_in_range | women = 0 | women = -1
    item_base_unit_is_known | base_unit = 'ml' | base_unit = 'kg'
    item_category_is_a_code | category = 'food' | category = 'Food'
    item_expiry_rule_is_known | expiry = 'required' | expiry = 'maybe'
    item_french_name_is_not_empty | name_fr = null | name_fr = ''
    item_is_not_its_own_parent | parent_id = 1 | parent_id = item_id
    item_mobile_rule_is_known | mobile = 'never' | mobile = 'sometimes'
    item_name_is_not_empty | name = 'x' | name = '  '
    item_of_grams_weighs_itself | base_unit = 'g'; weight_grams = 1000 | base_unit = 'g'; weight_grams = 1
    item_serial_is_for_pieces | serial = true | serial = true; base_unit = 'g'
    item_sku_is_a_code | sku = '4x4' | sku = 'a b'
    item_volume_is_plausible | volume_ml = 1000000000 | volume_ml = -1
    item_weight_is_plausible | weight_grams = 0 | weight_grams = 1000000001
    journal_position_above_zero | position = 1 | position = 0
    line_moves_between_places | line_number = 2 | to_place_id = from_place_id
    line_quantity_above_zero | quantity = 1 | quantity = 0
    loan_is_between_two | lender_id = 2; borrower_id = 1 | borrower_id = lender_id
    loan_terms_are_known | terms = 'gift' | terms = 'rent'
    lot_arrives_from_elsewhere | origin_warehouse_id = 2 | origin_warehouse_id = 1
    lot_batch_is_well_formed | batch = 'L/2' | batch = 'L 2'
    lot_change_changes_something | becomes = 'new' | becomes = was
    lot_change_is_of_a_known_trait | trait = 'donor' | trait = 'colour'
    lot_change_note_is_short | note = repeat('x', 2000) | note = repeat('x', 2001)
    lot_code_is_well_formed | code = 'L/2' | code = 'L 2'
    lot_condition_is_known | condition = 'worn' | condition = 'rotten'
    lot_origin_is_whole | origin_warehouse_id = null; origin_lot_id = null | origin_lot_id = null
    lot_pack_factor_above_zero | pack_factor = null | pack_factor = 0
    movement_approver_is_another | approver = 'sam' | approver = actor
    movement_is_not_before_the_books | occurred_at = '2000-01-01 00:00+00' | occurred_at = '1999-12-31 23:59+00'
    movement_note_is_short | note = repeat('x', 2000) | note = repeat('x', 2001)
    movement_occurred_before_it_was_recorded | occurred_at = recorded_at + interval '5 minutes' | occurred_at = recorded_at + interval '6 minutes'
    movement_quality_is_known | quality = 'memory' | quality = 'guess'
    movement_undo_is_a_reversal | reverses_id = null; is_undo = false | reverses_id = null; is_undo = true
    need_class_is_known | class = 'vital' | class = 'nice'
    need_days_above_zero | per_days = 3650 | per_days = 0
    need_frost_units_above_zero | frost_units = 1 | frost_units = 0
    need_interval_above_zero | interval_days = 1 | interval_days = 0
    need_longest_interval_not_below_interval | interval_days = 7 | interval_days = 8
    need_season_begins_in_a_month | season_from_month = 12 | season_from_month = 13
    need_season_ends_in_a_month | season_until_month = 1 | season_until_month = 0
    need_season_is_whole | season_from_month = null; season_until_month = null | season_until_month = null
    need_units_above_zero | units = 1 | units = 0
    organisation_code_is_a_code | code = 'a' | code = 'É'
    organisation_name_is_not_empty | name = 'x' | name = repeat('x', 201)
    pack_factor_above_zero | factor = 1 | factor = 0
    pack_name_is_a_word | name = 'boîte' | name = '2box'
    partner_request_agrees_to_something | agreed = 0 | agreed = -1
    partner_request_asks_for_something | asked = 0 | asked = -1
    partner_request_is_answered_by_somebody | answered_at = null; answered_by = null; refused_because = null | answered_by = null
    partner_request_purpose_is_short | purpose = null | purpose = ''
    period_note_is_short | note = repeat('x', 2000) | note = repeat('x', 2001)
    person_admin_has_no_limits | role = 'admin'; organisation_id = null; warehouse_id = null | role = 'admin'
    person_code_is_a_code | code = 'jo' | code = 'Jo'
    person_erased_has_ended | erased_at = now(); ended_at = now(); name = null | erased_at = now(); ended_at = null; name = null
    person_erased_has_no_name | erased_at = now(); name = null | erased_at = now()
    person_last_day_has_its_end | until_on = null; ends_at = null | until_on = null
    person_name_is_not_empty | name = 'Z' | name = ' '
    person_role_is_known | role = 'lead' | role = 'queen'
    pin_failures_above_zero | failures = 1 | failures = 0
    pin_is_hashed | hash = '$6$salt$abcdefghijklmnopqrstuvwxyz' | hash = '4711'
    place_code_is_a_code | code = 'b1' | code = 'b/1'
    plan_days_in_range | days = 31 | days = 32
    purchase_is_closed_by_somebody | closed_at = null; closed_by = null | closed_by = null
    purchase_line_number_above_zero | line_number = 2 | line_number = 0
    purchase_quantity_above_zero | quantity = 1 | quantity = 0
    purchase_value_not_negative | value_minor = 0 | value_minor = -1
    rate_above_zero | millionths = 1 | millionths = 0
    rate_currency_is_iso | currency = 'USD' | currency = 'usd'
    rate_is_between_two_currencies | currency = 'USD' | currency = per_currency
    rate_other_currency_is_iso | per_currency = 'USD' | per_currency = 'us'
    receipt_currency_is_iso | currency = 'GBP' | currency = 'pounds'
    receipt_quantity_above_zero | quantity = 1 | quantity = 0
    receipt_value_has_a_currency | value_minor = null; currency = null | currency = null
    receipt_value_not_negative | value_minor = 0 | value_minor = -1
    recipe_version_above_zero | version = 1 | version = 0
    release_quantity_above_zero | quantity = 1 | quantity = 0
    report_audience_is_known | audience = 'public' | audience = 'press'
    report_file_name_is_plain | file_name = 'a.csv' | file_name = '../a.csv'
    report_format_is_known | format = 'pdf' | format = 'doc'
    report_language_is_known | language = 'fr' | language = 'de'
    report_name_is_known | name = 'nightly' | name = 'weekly'
    report_period_ends_after_it_begins | until_on = from_on | until_on = from_on - 1
    report_revision_above_zero | revision = 2 | revision = 0
    report_sealed_is_whole | state = 'sealed'; sealed_at = now(); as_of_position = 1; inputs_sha256 = 'x'; template_version = '1' | state = 'sealed'
    report_state_is_known | state = 'failed' | state = 'lost'
    report_usage_is_of_a_grant | name = 'nightly'; grant_id = null | grant_id = null
    request_key_is_well_formed | key = 'A.b_c:d-1/12' | key = 'a b'
    reservation_quantity_above_zero | quantity = 1 | quantity = 0
    round_loan_terms_are_known | terms = 'gift' | terms = 'rent'
    round_occupies_some_time | departs_at = '2000-01-01 00:00Z'; returns_at = '2000-01-01 01:00Z' | departs_at = '1999-12-31 23:59Z'; returns_at = '2000-01-01 01:00Z'
    round_shares_for_a_reason | shares_vehicle_because = 'two short trips' | shares_vehicle_because = ' '
    round_state_is_known | state = 'underway' | state = 'lost'
    round_step_is_known | step = 'depart' | step = 'rest'
    round_step_quality_is_known | quality = 'memory' | quality = 'inferred'
    service_is_a_code | service = 'tea' | service = 'Tea'
    service_served_in_range | served = 0 | served = -1
    settlement_is_between_two | lender_id = 2; borrower_id = 1 | borrower_id = lender_id
    settlement_is_ended_by_somebody | ended_at = null; ended_by = null | ended_by = null
    settlement_moves_goods_or_says_why | movement_id = null; reason = 'worn' | movement_id = null
    settlement_quantity_above_zero | quantity = 1 | quantity = 0
    share_percent_in_range | percent = 100 | percent = 101
    site_code_is_a_code | code = 'a' | code = ''
    site_latitude_in_range | latitude = -90 | latitude = 91
    site_longitude_in_range | longitude = 180 | longitude = -181
    site_people_in_range | people = 0 | people = -1
    site_position_is_whole | latitude = null; longitude = null | latitude = null
    site_sensitivity_is_known | sensitivity = 'restricted' | sensitivity = 'secret'
    site_service_time_in_range | service_seconds = 86400 | service_seconds = 86401
    site_service_time_per_person_in_range | service_seconds_per_person = 0 | service_seconds_per_person = -1
    site_status_is_known | status = 'evicted' | status = 'gone'
    site_team_in_range | team_size = 0 | team_size = 101
    site_zone_is_a_code | zone = 'dunes' | zone = 'les dunes'
    spending_amount_above_zero | amount_minor = 1 | amount_minor = 0
    spending_currency_is_iso | currency = 'GBP' | currency = 'gbp'
    spending_invoice_is_short | invoice = 'F' | invoice = repeat('x', 201)
    spending_kind_is_known | kind = 'expense' | kind = 'gift'
    spending_line_is_of_a_grant | grant_line = null; grant_id = null | grant_id = null
    spending_note_is_short | note = repeat('x', 2000) | note = repeat('x', 2001)
    spending_purpose_is_short | what = null | what = ''
    spending_supplier_is_short | supplier = null | supplier = ' '
    stop_children_in_range | children = 0 | children = -1
    stop_item_planned_above_zero | planned = 1 | planned = 0
    stop_lot_planned_above_zero | planned = 1 | planned = 0
    stop_outcome_is_known | outcome = 'no-access' | outcome = 'rain'
    stop_people_in_range | people = 1000000 | people = -1
    stop_quality_is_known | quality = 'memory' | quality = 'inferred'
    stop_sequence_above_zero | sequence = 2 | sequence = 0
    stop_women_and_children_within_people | women = 2; children = 3 | women = 3; children = 3
    stop_women_in_range | women = 0 | women = -1
    transit_goes_elsewhere | to_warehouse_id = 2 | to_warehouse_id = 1
    unserved_expired_not_negative | expired = 0 | expired = -1
    valuation_currency_is_iso | currency = 'GBP' | currency = 'gbp'
    valuation_quantity_above_zero | quantity = 1 | quantity = 0
    valuation_value_not_negative | value_minor = 0 | value_minor = -1
    vehicle_carries_volume | capacity_ml = 1 | capacity_ml = 0
    vehicle_carries_weight | capacity_grams = 1 | capacity_grams = 0
    vehicle_code_is_a_code | code = 'bus' | code = 'Bus'
    vehicle_shift_begins_in_a_day | shift_from_seconds = 0 | shift_from_seconds = -1
    vehicle_shift_ends_after_it_begins | shift_until_seconds = 28800 | shift_until_seconds = 28799
    vehicle_start_is_whole | start_latitude = null; start_longitude = null | start_latitude = null
    vehicle_status_is_known | status = 'broken' | status = 'tired'
    verification_faults_not_negative | faults = 5 | faults = -1
    verification_has_ended_or_not | ended_at = null; faults = null | faults = null
    warehouse_code_is_a_code | code = 'south' | code = 'a_b'
    warehouse_latitude_in_range | latitude = 90 | latitude = 90.1
    warehouse_longitude_in_range | longitude = -180 | longitude = -180.1
    warehouse_name_is_not_empty | name = 'x' | name = ''
    warehouse_position_is_whole | latitude = null; longitude = null | longitude = null
    window_ends_after_it_begins | closes_seconds = 28800 | closes_seconds = 28799
    window_opens_in_range | opens_seconds = 0 | opens_seconds = -1
    window_weekday_is_known | weekday = 7 | weekday = 8
    """

/// For each rule of a routine or trigger a statement that passes and one that fails: `name | passing | failing`.
let triggerCases = """
    kit_is_not_inside_itself | insert into kit_recipe (item_id, version, defined_by) values (2, 2, 'zoe'); insert into kit_component values (2, 2, 1, 1) | insert into kit_recipe (item_id, version, defined_by) values (1, 1, 'zoe'); insert into kit_component values (1, 1, 2, 1)
    ledger_is_append_only | insert into audit (warehouse_id, actor, command) values (1, 'zoe', 'x') | update audit set actor = 'sam'
    posting_is_for_a_known_warehouse | select post_movements(1, '{x}', '{now}', '{z}', '{everything}', '{c}', '{a}', '{f}', '{1}', '{f}', '{null}', '{}', '{}', '{}', '{}', '{}', null) | select post_movements(9, '{x}', '{now}', '{z}', '{everything}', '{c}', '{a}', '{f}', '{1}', '{f}', '{null}', '{}', '{}', '{}', '{}', '{}', null)
    receipt_is_of_an_open_delivery | insert into receipt (warehouse_id, movement_id, lot_id, quantity, delivery_id) values (1, 2, 1, 1, 1) | insert into receipt (warehouse_id, movement_id, lot_id, quantity, delivery_id) values (1, 2, 1, 1, 2)
    report_is_sealed_after_its_days | update report_run set state = 'sealed', sealed_at = now(), as_of_position = 1, inputs_sha256 = 'x', template_version = '1' | update report_run set until_on = current_date + 1, state = 'sealed', sealed_at = now(), as_of_position = 1, inputs_sha256 = 'x', template_version = '1'
    report_is_sealed_by_a_trusted_clock | update report_run set state = 'sealed', sealed_at = now(), as_of_position = 1, inputs_sha256 = 'x', template_version = '1' | update clock_mark set leapt_to = seen_at + interval '9 days'; update report_run set state = 'sealed', sealed_at = now(), as_of_position = 1, inputs_sha256 = 'x', template_version = '1'
    snapshot_is_a_day_old | select take_snapshot(1, now() - interval '2 days') | select take_snapshot(1, now())
    sorting_takes_what_went_in | insert into movement_line select 1, 2, 9, 1, a.id, w.id, 5, now() from at a, at w where a.code = 'a1' and w.code = 'workshop'; select posting_write_inheritance(1, '{2}', array['{"makes":{"sorting":0,"rows":[[1,null,5,0,1,null]]}}'::jsonb], '{}', '{}', '{}') | insert into movement_line select 1, 2, 9, 1, a.id, w.id, 5, now() from at a, at w where a.code = 'a1' and w.code = 'workshop'; select posting_write_inheritance(1, '{2}', array['{"makes":{"sorting":0,"rows":[[1,null,6,0,1,null]]}}'::jsonb], '{}', '{}', '{}')
    warehouse_time_zone_is_known | update warehouse set time_zone = 'Asia/Kabul' | update warehouse set time_zone = 'Paris'
    """
