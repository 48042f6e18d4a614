-- The schema as the server's catalogue lists it, compared by a test; not run. See SchemaListingTests for how to write it anew.

table audit
    column warehouse_id bigint not null
    column audit_id bigint not null identity always
    column recorded_at timestamp with time zone not null default clock_timestamp()
    column actor text not null
    column command text not null
    column movement_id bigint
    column site_id bigint
    constraint audit_pkey PRIMARY KEY (warehouse_id, audit_id)
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy audit_is_reached for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon

table balance
    column warehouse_id bigint not null
    column place_id bigint not null
    column lot_id bigint not null
    column on_hand bigint not null
    column reserved bigint not null default 0
    column holds_stock boolean not null default true
    constraint balance_covers_reservations CHECK ((on_hand >= reserved))
    constraint balance_is_at_a_real_place FOREIGN KEY (warehouse_id, place_id, holds_stock) REFERENCES place(warehouse_id, place_id, holds_stock)
    constraint balance_is_of_a_known_lot FOREIGN KEY (warehouse_id, lot_id) REFERENCES lot(warehouse_id, lot_id)
    constraint balance_not_above_ceiling CHECK ((on_hand <= '1000000000000000'::bigint))
    constraint balance_only_where_stock_is CHECK (holds_stock)
    constraint balance_pkey PRIMARY KEY (warehouse_id, place_id, lot_id)
    constraint balance_reserved_not_negative CHECK ((reserved >= 0))
    CREATE INDEX balance_by_lot ON balance USING btree (warehouse_id, lot_id)
    grant select to entrepot_daemon
    grant select to entrepot_reader
    policy balance_is_of_a_reached_lot for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader

table balance_snapshot
    column warehouse_id bigint not null
    column as_of timestamp with time zone not null
    column place_id bigint not null
    column lot_id bigint not null
    column on_hand bigint not null
    constraint balance_snapshot_pkey PRIMARY KEY (warehouse_id, as_of, place_id, lot_id)
    grant select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy snapshot_is_of_a_reached_lot for select to entrepot_daemon

table catalogue_change
    column warehouse_id bigint not null
    column change_id bigint not null identity always
    column subject text not null
    column subject_id bigint not null
    column field text not null
    column was text
    column became text
    column changed_at timestamp with time zone not null default clock_timestamp()
    column actor text not null
    column note text
    constraint catalogue_change_pkey PRIMARY KEY (warehouse_id, change_id)
    constraint change_changes_something CHECK ((was IS DISTINCT FROM became))
    constraint change_field_is_named CHECK ((field <> ''::text))
    constraint change_note_is_short CHECK ((length(note) <= 2000))
    constraint change_subject_is_known CHECK ((subject = ANY (ARRAY['item'::text, 'organisation'::text, 'donor'::text, 'warehouse'::text, 'place'::text, 'site'::text, 'need'::text, 'vehicle'::text, 'grant'::text])))
    CREATE INDEX catalogue_change_by_subject ON catalogue_change USING btree (warehouse_id, subject, subject_id, change_id)
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON catalogue_change FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy change_is_of_a_seen_thing for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon

table clock_mark
    column only_row boolean not null default true
    column seen_at timestamp with time zone not null
    column leapt_to timestamp with time zone
    column acceptances bigint not null default 0
    column accepted_at timestamp with time zone
    column accepted_by text
    constraint clock_acceptance_is_by_somebody CHECK (((accepted_at IS NULL) = (accepted_by IS NULL)))
    constraint clock_leap_is_forward CHECK ((leapt_to > seen_at))
    constraint clock_mark_is_one CHECK (only_row)
    constraint clock_mark_pkey PRIMARY KEY (only_row)
    grant select, update to entrepot_daemon
    grant select to entrepot_reader

table consent
    column warehouse_id bigint not null
    column consent_id bigint not null identity always
    column owner_id bigint not null
    column user_id bigint
    column item_id bigint
    column category text
    column answer text not null
    column terms text not null default 'loan'::text
    column until_on date
    column said_at timestamp with time zone not null default clock_timestamp()
    column said_by text not null
    constraint consent_answer_is_known CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text, 'ask'::text])))
    constraint consent_is_for_others CHECK ((user_id <> owner_id))
    constraint consent_is_of_an_item_or_a_category CHECK (((item_id IS NULL) OR (category IS NULL)))
    constraint consent_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(item_id)
    constraint consent_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisation(organisation_id)
    constraint consent_pkey PRIMARY KEY (warehouse_id, consent_id)
    constraint consent_terms_are_known CHECK ((terms = ANY (ARRAY['loan'::text, 'gift'::text])))
    constraint consent_user_id_fkey FOREIGN KEY (user_id) REFERENCES organisation(organisation_id)
    constraint consent_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    CREATE INDEX consent_by_owner ON consent USING btree (warehouse_id, owner_id)
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy consent_is_of_a_reached_side for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon

table crew
    column warehouse_id bigint not null
    column crew_on date not null
    column organisation_id bigint
    column drivers integer not null
    column volunteers integer not null
    column women integer not null default 0
    column skills text[] not null default '{}'::text[]
    constraint crew_drivers_in_range CHECK (((drivers >= 0) AND (drivers <= 1000)))
    constraint crew_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
    constraint crew_stated_once UNIQUE NULLS NOT DISTINCT (warehouse_id, crew_on, organisation_id)
    constraint crew_volunteers_in_range CHECK (((volunteers >= 0) AND (volunteers <= 1000)))
    constraint crew_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    constraint crew_women_in_range CHECK (((women >= 0) AND (women <= 2000)))
    grant delete, insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy crew_is_reached for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon

table delivery
    column warehouse_id bigint not null
    column delivery_id bigint not null identity always
    column donor_id bigint
    column place_id bigint
    column waybill text
    column customs text
    column witness text
    column note text
    column came_at timestamp with time zone not null
    column opened_at timestamp with time zone not null default clock_timestamp()
    column opened_by text not null
    column closed_at timestamp with time zone
    column closed_by text
    column note_number bigint
    constraint delivery_customs_is_short CHECK (((length(btrim(customs)) >= 1) AND (length(btrim(customs)) <= 200)))
    constraint delivery_is_closed_with_a_note CHECK ((((closed_at IS NULL) = (closed_by IS NULL)) AND ((closed_at IS NULL) = (note_number IS NULL))))
    constraint delivery_is_of_a_known_donor FOREIGN KEY (donor_id) REFERENCES donor(donor_id)
    constraint delivery_is_unloaded_at_a_known_place FOREIGN KEY (warehouse_id, place_id) REFERENCES place(warehouse_id, place_id)
    constraint delivery_note_is_numbered_once UNIQUE (warehouse_id, note_number)
    constraint delivery_note_is_short CHECK ((length(note) <= 2000))
    constraint delivery_note_number_above_zero CHECK ((note_number > 0))
    constraint delivery_pkey PRIMARY KEY (warehouse_id, delivery_id)
    constraint delivery_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    constraint delivery_waybill_is_short CHECK (((length(btrim(waybill)) >= 1) AND (length(btrim(waybill)) <= 200)))
    constraint delivery_witness_is_short CHECK (((length(btrim(witness)) >= 1) AND (length(btrim(witness)) <= 200)))
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy delivery_is_reached for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table donor
    column donor_id bigint not null identity always
    column name text not null
    column folded_name text generated lower(btrim(name))
    column recorded_at timestamp with time zone not null default now()
    column address text
    column merged_into_id bigint
    constraint donor_address_is_short CHECK (((length(btrim(address)) >= 1) AND (length(btrim(address)) <= 500)))
    constraint donor_is_merged_into_a_donor FOREIGN KEY (merged_into_id) REFERENCES donor(donor_id)
    constraint donor_is_not_merged_into_itself CHECK ((merged_into_id <> donor_id))
    constraint donor_name_is_not_empty CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 200)))
    constraint donor_name_is_unique UNIQUE (folded_name)
    constraint donor_pkey PRIMARY KEY (donor_id)
    CREATE INDEX donor_by_survivor ON donor USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL)
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy donor_is_reached for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table donor_change
    column donor_id bigint not null
    column change_id bigint not null identity always
    column what text not null
    column before text
    column after text
    column changed_at timestamp with time zone not null default clock_timestamp()
    column actor text not null
    constraint donor_change_is_known CHECK ((what = ANY (ARRAY['name'::text, 'address'::text, 'merged'::text])))
    constraint donor_change_is_of_a_donor FOREIGN KEY (donor_id) REFERENCES donor(donor_id)
    constraint donor_change_pkey PRIMARY KEY (change_id)
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON donor_change FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy donor_change_is_of_a_reached_donor for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon

table event
    column warehouse_id bigint not null
    column event_id bigint not null identity always
    column recorded_xid xid8 not null default pg_current_xact_id()
    column recorded_at timestamp with time zone not null default clock_timestamp()
    column topic text not null
    column what text not null
    column subject_id bigint not null
    column movement_id bigint
    column lot_id bigint
    column actor text
    constraint event_pkey PRIMARY KEY (warehouse_id, event_id)
    constraint event_topic_is_known CHECK ((topic = ANY (ARRAY['rounds'::text, 'plans'::text, 'counts'::text, 'review'::text, 'reports'::text])))
    CREATE INDEX event_by_transaction ON event USING btree (recorded_xid, event_id)
    grant select to entrepot_daemon
    grant select to entrepot_reader
    policy event_is_of_a_thing_that_is_read for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader

table exchange_rate
    column rate_id bigint not null identity always
    column currency text not null
    column per_currency text not null
    column from_on date not null
    column millionths bigint not null
    column recorded_at timestamp with time zone not null default clock_timestamp()
    column actor text not null
    constraint exchange_rate_pkey PRIMARY KEY (rate_id)
    constraint rate_above_zero CHECK (((millionths >= 1) AND (millionths <= '1000000000000'::bigint)))
    constraint rate_currency_is_iso CHECK ((currency ~ '^[A-Z]{3}$'::text))
    constraint rate_is_between_two_currencies CHECK ((currency <> per_currency))
    constraint rate_other_currency_is_iso CHECK ((per_currency ~ '^[A-Z]{3}$'::text))
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON exchange_rate FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader

table expected_arrival
    column warehouse_id bigint not null
    column movement_id bigint not null
    column expected_id bigint not null
    constraint arrival_is_of_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    constraint arrival_was_expected FOREIGN KEY (warehouse_id, expected_id) REFERENCES expected_donation(warehouse_id, expected_id)
    constraint expected_arrival_pkey PRIMARY KEY (warehouse_id, movement_id)
    CREATE INDEX arrival_by_expected ON expected_arrival USING btree (warehouse_id, expected_id)
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON expected_arrival FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy expected_arrival_is_of_a_reached_movement for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon

table expected_donation
    column warehouse_id bigint not null
    column expected_id bigint not null identity always
    column donor_id bigint not null
    column item_id bigint not null
    column quantity bigint not null
    column owner_id bigint not null
    column place_id bigint
    column due_on date not null
    column note text
    column content_hash bigint not null
    column announced_at timestamp with time zone not null default clock_timestamp()
    column announced_by text not null
    column outcome text
    column ended_at timestamp with time zone
    column ended_by text
    constraint expected_at_a_known_place FOREIGN KEY (warehouse_id, place_id) REFERENCES place(warehouse_id, place_id)
    constraint expected_donation_pkey PRIMARY KEY (warehouse_id, expected_id)
    constraint expected_donation_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    constraint expected_has_ended_or_not CHECK ((((outcome IS NULL) = (ended_at IS NULL)) AND ((outcome IS NULL) = (ended_by IS NULL))))
    constraint expected_is_a_known_item FOREIGN KEY (item_id) REFERENCES item(item_id)
    constraint expected_is_for_a_known_owner FOREIGN KEY (owner_id) REFERENCES organisation(organisation_id)
    constraint expected_is_of_a_known_donor FOREIGN KEY (donor_id) REFERENCES donor(donor_id)
    constraint expected_note_is_short CHECK ((length(note) <= 2000))
    constraint expected_outcome_is_known CHECK ((outcome = ANY (ARRAY['arrived'::text, 'withdrawn'::text])))
    constraint expected_quantity_above_zero CHECK (((quantity >= 1) AND (quantity <= '1000000000000000'::bigint)))
    CREATE INDEX expected_open ON expected_donation USING btree (warehouse_id, due_on) WHERE (outcome IS NULL)
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy expected_is_for_a_reached_owner for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table funding_grant
    column grant_id bigint not null identity always
    column code text not null
    column name text
    column funder_id bigint not null
    column holder_id bigint
    column parent_id bigint
    column home_warehouse_id bigint
    column amount_minor bigint not null
    column currency text not null
    column from_on date not null
    column until_on date not null
    column closed_at timestamp with time zone
    column recorded_at timestamp with time zone not null default now()
    constraint funding_grant_funder_id_fkey FOREIGN KEY (funder_id) REFERENCES organisation(organisation_id)
    constraint funding_grant_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES organisation(organisation_id)
    constraint funding_grant_home_warehouse_id_fkey FOREIGN KEY (home_warehouse_id) REFERENCES warehouse(warehouse_id)
    constraint funding_grant_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES funding_grant(grant_id)
    constraint funding_grant_pkey PRIMARY KEY (grant_id)
    constraint grant_amount_not_negative CHECK (((amount_minor >= 0) AND (amount_minor <= '1000000000000000'::bigint)))
    constraint grant_code_is_a_code CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
    constraint grant_code_is_unique UNIQUE (code)
    constraint grant_currency_is_iso CHECK ((currency ~ '^[A-Z]{3}$'::text))
    constraint grant_ends_after_it_begins CHECK ((until_on >= from_on))
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy grant_is_reached for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table funding_grant_line
    column grant_id bigint not null
    column name text not null
    column amount_minor bigint not null
    constraint funding_grant_line_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES funding_grant(grant_id)
    constraint funding_grant_line_pkey PRIMARY KEY (grant_id, name)
    constraint grant_line_amount_not_negative CHECK (((amount_minor >= 0) AND (amount_minor <= '1000000000000000'::bigint)))
    constraint grant_line_name_is_a_code CHECK ((name ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
    grant delete, insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy grant_line_is_of_a_reached_grant for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon

table handover
    column warehouse_id bigint not null
    column movement_id bigint not null
    column owner_id bigint not null
    column to_warehouse_id bigint
    column taken_by text
    constraint handover_goes_one_way CHECK (((to_warehouse_id IS NULL) <> (taken_by IS NULL)))
    constraint handover_is_of_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    constraint handover_is_to_somebody CHECK ((btrim(taken_by) <> ''::text))
    constraint handover_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisation(organisation_id)
    constraint handover_pkey PRIMARY KEY (warehouse_id, movement_id)
    constraint handover_to_warehouse_id_fkey FOREIGN KEY (to_warehouse_id) REFERENCES warehouse(warehouse_id)
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy handover_is_of_a_reached_owner for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon

table import_row
    column warehouse_id bigint not null
    column movement_id bigint not null
    column identity text not null
    column ordinal integer not null
    column dated boolean not null
    column imported_at timestamp with time zone not null default clock_timestamp()
    constraint import_identity_is_a_digest CHECK ((identity ~ '^[0-9a-f]{32}$'::text))
    constraint import_ordinal_above_zero CHECK ((ordinal > 0))
    constraint import_row_is_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    constraint import_row_pkey PRIMARY KEY (warehouse_id, movement_id)
    CREATE INDEX import_row_by_identity ON import_row USING btree (warehouse_id, identity, ordinal)
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy import_row_is_the_houses for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon

table instance
    column only_row boolean not null default true
    column epoch uuid not null default gen_random_uuid()
    column created_at timestamp with time zone not null default now()
    column home text
    column events_from xid8 not null default '0'::xid8
    column movements_before bigint not null default 0
    constraint instance_is_one CHECK (only_row)
    constraint instance_pkey PRIMARY KEY (only_row)
    grant select to entrepot_daemon
    grant select to entrepot_reader

table issue
    column warehouse_id bigint not null
    column movement_id bigint not null
    column recipient text not null
    column site_id bigint
    column organisation_id bigint
    column people bigint
    column women bigint
    column children bigint
    constraint issue_children_in_range CHECK ((children >= 0))
    constraint issue_is_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    constraint issue_is_for_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site(warehouse_id, site_id)
    constraint issue_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
    constraint issue_people_in_range CHECK (((people >= 0) AND (people <= 1000000)))
    constraint issue_pkey PRIMARY KEY (warehouse_id, movement_id)
    constraint issue_recipient_is_known CHECK ((recipient = ANY (ARRAY['door'::text, 'site'::text, 'organisation'::text, 'recycler'::text])))
    constraint issue_women_and_children_within_people CHECK (((COALESCE(women, (0)::bigint) + COALESCE(children, (0)::bigint)) <= people))
    constraint issue_women_in_range CHECK ((women >= 0))
    grant select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy issue_is_of_a_reached_movement for select to entrepot_daemon

table item
    column item_id bigint not null identity always
    column sku text not null
    column name text not null
    column name_fr text
    column category text not null default 'other'::text
    column base_unit text not null
    column weight_grams bigint not null default 0
    column volume_ml bigint not null default 0
    column expiry text not null default 'none'::text
    column serial boolean not null default false
    column parent_id bigint
    column archived_at timestamp with time zone
    column recorded_at timestamp with time zone not null default now()
    column quarantine_on_receipt boolean not null default false
    column mobile text not null default 'allowed'::text
    constraint item_base_unit_is_known CHECK ((base_unit = ANY (ARRAY['piece'::text, 'g'::text, 'ml'::text])))
    constraint item_category_is_a_code CHECK ((category ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
    constraint item_expiry_rule_is_known CHECK ((expiry = ANY (ARRAY['none'::text, 'optional'::text, 'required'::text])))
    constraint item_french_name_is_not_empty CHECK (((length(btrim(name_fr)) >= 1) AND (length(btrim(name_fr)) <= 200)))
    constraint item_is_not_its_own_parent CHECK ((parent_id <> item_id))
    constraint item_mobile_rule_is_known CHECK ((mobile = ANY (ARRAY['allowed'::text, 'never'::text])))
    constraint item_name_is_not_empty CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 200)))
    constraint item_of_grams_weighs_itself CHECK (((base_unit <> 'g'::text) OR (weight_grams = ANY (ARRAY[(0)::bigint, (1000)::bigint]))))
    constraint item_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES item(item_id)
    constraint item_pkey PRIMARY KEY (item_id)
    constraint item_serial_is_for_pieces CHECK (((NOT serial) OR (base_unit = 'piece'::text)))
    constraint item_sku_is_a_code CHECK ((sku ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
    constraint item_sku_is_unique UNIQUE (sku)
    constraint item_volume_is_plausible CHECK (((volume_ml >= 0) AND (volume_ml <= 1000000000)))
    constraint item_weight_is_plausible CHECK (((weight_grams >= 0) AND (weight_grams <= 1000000000)))
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader

table item_alias
    column folded text not null
    column item_id bigint not null
    column alias text not null
    column recorded_at timestamp with time zone not null default now()
    constraint alias_is_not_empty CHECK (((length(btrim(alias)) >= 1) AND (length(btrim(alias)) <= 100)))
    constraint alias_is_of_one_item PRIMARY KEY (folded)
    constraint item_alias_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(item_id)
    CREATE INDEX item_alias_by_item ON item_alias USING btree (item_id)
    grant delete, insert, select to entrepot_daemon
    grant select to entrepot_reader

table item_pack
    column item_id bigint not null
    column name text not null
    column factor bigint not null
    constraint item_pack_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(item_id)
    constraint item_pack_pkey PRIMARY KEY (item_id, name)
    constraint pack_factor_above_zero CHECK (((factor >= 1) AND (factor <= '1000000000000000'::bigint)))
    constraint pack_name_is_a_word CHECK ((name ~ '^[[:alpha:]][[:alnum:]_-]{0,39}$'::text))
    grant delete, insert, select, update to entrepot_daemon
    grant select to entrepot_reader

table journal
    column warehouse_id bigint not null
    column position bigint not null
    column movement_id bigint not null
    constraint journal_lists_a_movement_once UNIQUE (warehouse_id, movement_id)
    constraint journal_lists_movements FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    constraint journal_position_above_zero CHECK (("position" > 0))
    constraint journal_position_is_unique PRIMARY KEY (warehouse_id, "position")
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON journal FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy journal_is_of_a_reached_movement for select to entrepot_daemon

table kit_component
    column item_id bigint not null
    column version integer not null
    column component_id bigint not null
    column quantity bigint not null
    constraint component_belongs_to_a_recipe FOREIGN KEY (item_id, version) REFERENCES kit_recipe(item_id, version)
    constraint component_is_a_known_item FOREIGN KEY (component_id) REFERENCES item(item_id)
    constraint component_quantity_above_zero CHECK (((quantity >= 1) AND (quantity <= '1000000000000000'::bigint)))
    constraint kit_component_pkey PRIMARY KEY (item_id, version, component_id)
    CREATE TRIGGER kit_is_not_inside_itself AFTER INSERT ON kit_component FOR EACH ROW EXECUTE FUNCTION kit_is_not_inside_itself()
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader

table kit_recipe
    column item_id bigint not null
    column version integer not null
    column defined_at timestamp with time zone not null default clock_timestamp()
    column defined_by text not null
    constraint kit_recipe_pkey PRIMARY KEY (item_id, version)
    constraint recipe_is_of_a_known_item FOREIGN KEY (item_id) REFERENCES item(item_id)
    constraint recipe_version_above_zero CHECK ((version > 0))
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader

table ledger_exception
    column warehouse_id bigint not null
    column exception_id bigint not null identity always
    column kind text not null
    column movement_id bigint not null
    column place_id bigint not null
    column lot_id bigint not null
    column quantity bigint not null
    column reason text not null
    column opened_at timestamp with time zone not null default clock_timestamp()
    column explained_at timestamp with time zone
    column explained_by text
    column explanation text
    constraint exception_concerns_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    constraint exception_is_explained_by_somebody CHECK ((((explained_at IS NULL) = (explained_by IS NULL)) AND ((explained_at IS NULL) = (explanation IS NULL))))
    constraint exception_kind_is_known CHECK ((kind = ANY (ARRAY['shortfall'::text, 'unexplained'::text, 'review'::text])))
    constraint exception_quantity_above_zero CHECK ((quantity > 0))
    constraint ledger_exception_pkey PRIMARY KEY (warehouse_id, exception_id)
    CREATE INDEX exception_open ON ledger_exception USING btree (warehouse_id) WHERE (explained_at IS NULL)
    CREATE TRIGGER explanation_is_told AFTER UPDATE ON ledger_exception FOR EACH ROW WHEN (((old.explained_at IS NULL) AND (new.explained_at IS NOT NULL))) EXECUTE FUNCTION tell_event()
    CREATE TRIGGER question_is_told AFTER INSERT ON ledger_exception FOR EACH ROW EXECUTE FUNCTION tell_event()
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy exception_is_of_a_reached_lot for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table loan
    column warehouse_id bigint not null
    column movement_id bigint not null
    column lender_id bigint not null
    column borrower_id bigint not null
    column terms text not null
    column due_on date
    constraint loan_borrower_id_fkey FOREIGN KEY (borrower_id) REFERENCES organisation(organisation_id)
    constraint loan_is_between_two CHECK ((lender_id <> borrower_id))
    constraint loan_is_of_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    constraint loan_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(organisation_id)
    constraint loan_pkey PRIMARY KEY (warehouse_id, movement_id)
    constraint loan_terms_are_known CHECK ((terms = ANY (ARRAY['loan'::text, 'gift'::text])))
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy loan_is_of_a_reached_side for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon

table lot
    column warehouse_id bigint not null
    column lot_id bigint not null identity
    column code text not null
    column item_id bigint not null
    column owner_id bigint not null
    column donor_id bigint
    column grant_id bigint
    column condition text not null default 'good'::text
    column expires_on date
    column received_on date not null
    column pack_name text
    column pack_factor bigint
    column origin_warehouse_id bigint
    column origin_lot_id bigint
    column recorded_at timestamp with time zone not null default clock_timestamp()
    column batch text
    constraint lot_arrives_from_elsewhere CHECK ((origin_warehouse_id <> warehouse_id))
    constraint lot_batch_is_well_formed CHECK ((batch ~ '^[[:graph:]]{1,64}$'::text))
    constraint lot_code_is_unique UNIQUE (warehouse_id, item_id, code)
    constraint lot_code_is_well_formed CHECK ((code ~ '^[[:graph:]]{1,64}$'::text))
    constraint lot_condition_is_known CHECK ((condition = ANY (ARRAY['new'::text, 'good'::text, 'worn'::text, 'damaged'::text])))
    constraint lot_donor_id_fkey FOREIGN KEY (donor_id) REFERENCES donor(donor_id)
    constraint lot_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES funding_grant(grant_id)
    constraint lot_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(item_id)
    constraint lot_origin_is_whole CHECK (((origin_warehouse_id IS NULL) = (origin_lot_id IS NULL)))
    constraint lot_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisation(organisation_id)
    constraint lot_pack_factor_above_zero CHECK (((pack_factor >= 1) AND (pack_factor <= '1000000000000000'::bigint)))
    constraint lot_pkey PRIMARY KEY (warehouse_id, lot_id)
    constraint lot_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse(warehouse_id)
    CREATE INDEX lot_by_batch ON lot USING btree (item_id, lower(batch)) WHERE (batch IS NOT NULL)
    CREATE INDEX lot_by_donor ON lot USING btree (warehouse_id, donor_id) WHERE (donor_id IS NOT NULL)
    CREATE INDEX lot_by_expiry ON lot USING btree (warehouse_id, expires_on) WHERE (expires_on IS NOT NULL)
    CREATE INDEX lot_by_item ON lot USING btree (warehouse_id, item_id)
    CREATE INDEX lot_by_origin ON lot USING btree (warehouse_id, origin_warehouse_id, origin_lot_id) WHERE (origin_lot_id IS NOT NULL)
    grant select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy lot_is_reached for select to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table lot_change
    column warehouse_id bigint not null
    column change_id bigint not null identity always
    column lot_id bigint not null
    column trait text not null
    column was text
    column becomes text
    column changed_at timestamp with time zone not null default clock_timestamp()
    column changed_by text not null
    column note text
    constraint lot_change_changes_something CHECK ((was IS DISTINCT FROM becomes))
    constraint lot_change_is_of_a_known_lot FOREIGN KEY (warehouse_id, lot_id) REFERENCES lot(warehouse_id, lot_id)
    constraint lot_change_is_of_a_known_trait CHECK ((trait = ANY (ARRAY['expires'::text, 'donor'::text, 'grant'::text, 'condition'::text, 'batch'::text])))
    constraint lot_change_note_is_short CHECK ((length(note) <= 2000))
    constraint lot_change_pkey PRIMARY KEY (warehouse_id, change_id)
    CREATE INDEX lot_change_by_lot ON lot_change USING btree (warehouse_id, lot_id)
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON lot_change FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy lot_change_is_of_a_reached_lot for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon

table lot_inheritance
    column warehouse_id bigint not null
    column movement_id bigint not null
    column number integer not null
    column from_lot_id bigint not null
    column to_lot_id bigint
    column from_quantity bigint not null
    column to_quantity bigint not null
    column part_lot_id bigint
    constraint inheritance_came_out_not_negative CHECK (((to_quantity >= 0) AND (to_quantity <= '1000000000000000'::bigint)))
    constraint inheritance_gives_back_a_known_lot FOREIGN KEY (warehouse_id, part_lot_id) REFERENCES lot(warehouse_id, lot_id)
    constraint inheritance_is_of_a_known_lot FOREIGN KEY (warehouse_id, from_lot_id) REFERENCES lot(warehouse_id, lot_id)
    constraint inheritance_is_of_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    constraint inheritance_leads_to_a_known_lot FOREIGN KEY (warehouse_id, to_lot_id) REFERENCES lot(warehouse_id, lot_id)
    constraint inheritance_number_above_zero CHECK ((number > 0))
    constraint inheritance_of_waste_is_nothing CHECK (((to_lot_id IS NOT NULL) OR (to_quantity = 0)))
    constraint inheritance_went_in_not_negative CHECK (((from_quantity >= 0) AND (from_quantity <= '1000000000000000'::bigint)))
    constraint lot_inheritance_pkey PRIMARY KEY (warehouse_id, movement_id, number)
    CREATE INDEX inheritance_by_origin ON lot_inheritance USING btree (warehouse_id, from_lot_id)
    CREATE INDEX inheritance_by_outcome ON lot_inheritance USING btree (warehouse_id, to_lot_id) WHERE (to_lot_id IS NOT NULL)
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON lot_inheritance FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy inheritance_is_of_a_reached_lot for select to entrepot_daemon

table lot_inheritance_value
    column warehouse_id bigint not null
    column movement_id bigint not null
    column number integer not null
    column from_lot_id bigint not null
    column grant_id bigint
    column currency text not null
    column value_minor bigint not null
    constraint inheritance_currency_is_iso CHECK ((currency ~ '^[A-Z]{3}$'::text))
    constraint inheritance_value_above_zero CHECK (((value_minor >= 1) AND (value_minor <= '1000000000000000'::bigint)))
    constraint inheritance_value_belongs_to_an_inheritance FOREIGN KEY (warehouse_id, movement_id, number) REFERENCES lot_inheritance(warehouse_id, movement_id, number)
    constraint inheritance_value_is_of_a_known_lot FOREIGN KEY (warehouse_id, from_lot_id) REFERENCES lot(warehouse_id, lot_id)
    constraint inheritance_value_is_told_once UNIQUE NULLS NOT DISTINCT (warehouse_id, movement_id, number, grant_id, currency)
    constraint lot_inheritance_value_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES funding_grant(grant_id)
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON lot_inheritance_value FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy inherited_value_is_of_a_reached_lot for select to entrepot_daemon

table movement
    column warehouse_id bigint not null
    column movement_id bigint not null identity
    column reason text not null
    column occurred_at timestamp with time zone not null
    column recorded_at timestamp with time zone not null
    column recorded_xid xid8 not null default pg_current_xact_id()
    column actor text not null
    column note text
    column concerns_on date
    column quality text
    column content_hash bigint
    column reverses_id bigint
    column corrects_id bigint
    column because_id bigint
    column stock_count_id bigint
    column round_id bigint
    column stop_id bigint
    column approver text
    column replaces_id bigint
    column is_undo boolean not null default false
    constraint movement_adjusts_a_count FOREIGN KEY (warehouse_id, stock_count_id) REFERENCES stock_count(warehouse_id, count_id)
    constraint movement_approver_is_another CHECK ((approver <> actor))
    constraint movement_belongs_to_an_entry FOREIGN KEY (warehouse_id, because_id) REFERENCES movement(warehouse_id, movement_id)
    constraint movement_corrects_an_entry FOREIGN KEY (warehouse_id, corrects_id) REFERENCES movement(warehouse_id, movement_id)
    constraint movement_is_not_before_the_books CHECK ((occurred_at >= '2000-01-01 00:00:00+00'::timestamp with time zone))
    constraint movement_is_of_a_known_round FOREIGN KEY (warehouse_id, round_id) REFERENCES round(warehouse_id, round_id)
    constraint movement_note_is_short CHECK ((length(note) <= 2000))
    constraint movement_occurred_before_it_was_recorded CHECK ((occurred_at <= (recorded_at + '00:05:00'::interval)))
    constraint movement_pkey PRIMARY KEY (warehouse_id, movement_id)
    constraint movement_quality_is_known CHECK ((quality = ANY (ARRAY['counted'::text, 'estimated'::text, 'memory'::text, 'allocated'::text, 'inferred'::text])))
    constraint movement_reason_fkey FOREIGN KEY (reason) REFERENCES movement_reason(reason)
    constraint movement_replaces_an_entry FOREIGN KEY (warehouse_id, replaces_id) REFERENCES movement(warehouse_id, movement_id)
    constraint movement_reverses_an_entry FOREIGN KEY (warehouse_id, reverses_id) REFERENCES movement(warehouse_id, movement_id)
    constraint movement_undo_is_a_reversal CHECK (((NOT is_undo) OR (reverses_id IS NOT NULL)))
    constraint movement_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    CREATE INDEX movement_by_cause ON movement USING btree (warehouse_id, because_id) WHERE (because_id IS NOT NULL)
    CREATE INDEX movement_by_content ON movement USING btree (warehouse_id, content_hash) WHERE (content_hash IS NOT NULL)
    CREATE INDEX movement_by_correction ON movement USING btree (warehouse_id, corrects_id) WHERE (corrects_id IS NOT NULL)
    CREATE INDEX movement_by_replaced ON movement USING btree (warehouse_id, replaces_id) WHERE (replaces_id IS NOT NULL)
    CREATE INDEX movement_by_round ON movement USING btree (warehouse_id, round_id) WHERE (round_id IS NOT NULL)
    CREATE INDEX movement_by_transaction ON movement USING btree (recorded_xid, warehouse_id)
    CREATE UNIQUE INDEX movement_reversed_once ON movement USING btree (warehouse_id, reverses_id) WHERE (reverses_id IS NOT NULL)
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON movement FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy movement_is_reached for select to entrepot_daemon

table movement_line
    column warehouse_id bigint not null
    column movement_id bigint not null
    column line_number integer not null
    column lot_id bigint not null
    column from_place_id bigint not null
    column to_place_id bigint not null
    column quantity bigint not null
    column occurred_at timestamp with time zone not null
    constraint line_belongs_to_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    constraint line_leaves_a_known_place FOREIGN KEY (warehouse_id, from_place_id) REFERENCES place(warehouse_id, place_id)
    constraint line_moves_a_known_lot FOREIGN KEY (warehouse_id, lot_id) REFERENCES lot(warehouse_id, lot_id)
    constraint line_moves_between_places CHECK ((from_place_id <> to_place_id))
    constraint line_quantity_above_zero CHECK (((quantity >= 1) AND (quantity <= '1000000000000000'::bigint)))
    constraint line_reaches_a_known_place FOREIGN KEY (warehouse_id, to_place_id) REFERENCES place(warehouse_id, place_id)
    constraint movement_line_pkey PRIMARY KEY (warehouse_id, movement_id, line_number)
    CREATE INDEX line_by_lot ON movement_line USING btree (warehouse_id, lot_id)
    CREATE INDEX line_by_time ON movement_line USING btree (warehouse_id, occurred_at)
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON movement_line FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy line_is_of_a_reached_lot for select to entrepot_daemon

table movement_reason
    column reason text not null
    column is_fact boolean not null
    column ways text[] not null
    constraint movement_reason_pkey PRIMARY KEY (reason)
    grant select to entrepot_daemon
    grant select to entrepot_reader

table need
    column warehouse_id bigint not null
    column need_id bigint not null identity always
    column item_id bigint not null
    column site_id bigint
    column units bigint not null
    column per_days integer not null default 1
    column season_from_month integer
    column season_until_month integer
    column frost_units bigint
    column interval_days integer not null default 1
    column longest_interval_days integer
    column class text not null default 'essential'::text
    constraint need_class_is_known CHECK ((class = ANY (ARRAY['emergency'::text, 'vital'::text, 'essential'::text, 'comfort'::text])))
    constraint need_days_above_zero CHECK (((per_days >= 1) AND (per_days <= 3650)))
    constraint need_frost_units_above_zero CHECK (((frost_units >= 1) AND (frost_units <= '1000000000000'::bigint)))
    constraint need_interval_above_zero CHECK (((interval_days >= 1) AND (interval_days <= 365)))
    constraint need_is_of_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site(warehouse_id, site_id)
    constraint need_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(item_id)
    constraint need_longest_interval_not_below_interval CHECK ((longest_interval_days >= interval_days))
    constraint need_pkey PRIMARY KEY (warehouse_id, need_id)
    constraint need_season_begins_in_a_month CHECK (((season_from_month >= 1) AND (season_from_month <= 12)))
    constraint need_season_ends_in_a_month CHECK (((season_until_month >= 1) AND (season_until_month <= 12)))
    constraint need_season_is_whole CHECK (((season_from_month IS NULL) = (season_until_month IS NULL)))
    constraint need_stated_once UNIQUE NULLS NOT DISTINCT (warehouse_id, item_id, site_id)
    constraint need_units_above_zero CHECK (((units >= 1) AND (units <= '1000000000000'::bigint)))
    constraint need_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    grant delete, insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy need_is_of_a_seen_site for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon

table need_share
    column warehouse_id bigint not null
    column need_id bigint not null
    column item_id bigint not null
    column percent integer not null
    constraint need_share_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(item_id)
    constraint need_share_pkey PRIMARY KEY (warehouse_id, need_id, item_id)
    constraint share_is_of_a_known_need FOREIGN KEY (warehouse_id, need_id) REFERENCES need(warehouse_id, need_id) ON DELETE CASCADE
    constraint share_percent_in_range CHECK (((percent >= 1) AND (percent <= 100)))
    grant delete, insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon
    policy share_is_of_a_seen_need for select to entrepot_daemon

table organisation
    column organisation_id bigint not null identity always
    column code text not null
    column name text not null
    column archived_at timestamp with time zone
    column recorded_at timestamp with time zone not null default now()
    constraint organisation_code_is_a_code CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
    constraint organisation_code_is_unique UNIQUE (code)
    constraint organisation_name_is_not_empty CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 200)))
    constraint organisation_pkey PRIMARY KEY (organisation_id)
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader

table partner_request
    column warehouse_id bigint not null
    column partner_request_id bigint not null identity always
    column owner_id bigint not null
    column purpose text
    column needed_on date
    column asked_at timestamp with time zone not null default clock_timestamp()
    column asked_by text not null
    column answered_at timestamp with time zone
    column answered_by text
    column refused_because text
    constraint partner_request_is_answered_by_somebody CHECK ((((answered_at IS NULL) = (answered_by IS NULL)) AND ((refused_because IS NULL) OR (answered_at IS NOT NULL))))
    constraint partner_request_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisation(organisation_id)
    constraint partner_request_pkey PRIMARY KEY (warehouse_id, partner_request_id)
    constraint partner_request_purpose_is_short CHECK (((length(purpose) >= 1) AND (length(purpose) <= 500)))
    constraint partner_request_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy request_is_of_a_reached_owner for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table partner_request_item
    column warehouse_id bigint not null
    column partner_request_id bigint not null
    column item_id bigint not null
    column asked bigint not null
    column agreed bigint
    constraint partner_request_agrees_to_something CHECK (((agreed >= 0) AND (agreed <= '1000000000000000'::bigint)))
    constraint partner_request_asks_for_something CHECK (((asked >= 0) AND (asked <= '1000000000000000'::bigint)))
    constraint partner_request_item_is_of_a_request FOREIGN KEY (warehouse_id, partner_request_id) REFERENCES partner_request(warehouse_id, partner_request_id)
    constraint partner_request_item_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(item_id)
    constraint partner_request_item_pkey PRIMARY KEY (warehouse_id, partner_request_id, item_id)
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy request_item_is_of_a_seen_request for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table partner_request_movement
    column warehouse_id bigint not null
    column movement_id bigint not null
    column partner_request_id bigint not null
    constraint movement_fills_a_known_request FOREIGN KEY (warehouse_id, partner_request_id) REFERENCES partner_request(warehouse_id, partner_request_id)
    constraint movement_fills_one_request PRIMARY KEY (warehouse_id, movement_id)
    constraint request_is_filled_by_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy request_movement_is_of_a_seen_request for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table period
    column warehouse_id bigint not null
    column until_on date not null
    column closed_at timestamp with time zone not null default clock_timestamp()
    column closed_by text not null
    column note text
    constraint period_note_is_short CHECK ((length(note) <= 2000))
    constraint period_pkey PRIMARY KEY (warehouse_id, until_on)
    constraint period_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON period FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy period_is_of_a_whole_warehouse for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon

table person
    column person_id bigint not null identity always
    column code text not null
    column name text
    column until_on date
    column ends_at timestamp with time zone
    column ended_at timestamp with time zone
    column erased_at timestamp with time zone
    column pin_set_at timestamp with time zone
    column added_by text not null
    column recorded_at timestamp with time zone not null default now()
    constraint person_code_is_a_code CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
    constraint person_code_is_unique UNIQUE (code)
    constraint person_erased_has_ended CHECK (((erased_at IS NULL) OR (ended_at IS NOT NULL)))
    constraint person_erased_has_no_name CHECK (((erased_at IS NULL) OR (name IS NULL)))
    constraint person_last_day_has_its_end CHECK (((until_on IS NULL) = (ends_at IS NULL)))
    constraint person_name_is_not_empty CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 200)))
    constraint person_pkey PRIMARY KEY (person_id)
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy person_is_reached for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table person_pin
    column person_id bigint not null
    column hash text not null
    column set_by text not null
    column set_at timestamp with time zone not null default now()
    constraint person_pin_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id)
    constraint person_pin_pkey PRIMARY KEY (person_id)
    constraint pin_is_hashed CHECK ((hash ~ '^[$][0-9a-z]+[$].{20,}$'::text))
    grant delete, insert, select, update to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy pin_is_the_houses for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon

table person_role
    column person_id bigint not null
    column role text not null
    column organisation_id bigint
    column warehouse_id bigint
    constraint person_admin_has_no_limits CHECK (((role <> 'admin'::text) OR ((organisation_id IS NULL) AND (warehouse_id IS NULL))))
    constraint person_role_is_known CHECK ((role = ANY (ARRAY['viewer'::text, 'volunteer'::text, 'manager'::text, 'lead'::text, 'partner'::text, 'funder'::text, 'admin'::text])))
    constraint person_role_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
    constraint person_role_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id)
    constraint person_role_stated_once UNIQUE NULLS NOT DISTINCT (person_id, role, organisation_id, warehouse_id)
    constraint person_role_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse(warehouse_id)
    grant delete, insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy role_is_of_a_reached_person for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon

table pin_try
    column account text not null
    column code text not null
    column failures bigint not null
    column last_at timestamp with time zone not null
    constraint pin_failures_above_zero CHECK ((failures > 0))
    constraint pin_try_pkey PRIMARY KEY (account, code)
    grant delete, insert, select, update to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon
    policy try_is_the_houses for select to entrepot_daemon

table place
    column warehouse_id bigint not null
    column place_id bigint not null identity always
    column code text not null
    column name text
    column kind text not null
    column holds_stock boolean not null
    column archived_at timestamp with time zone
    column recorded_at timestamp with time zone not null default now()
    constraint place_code_is_a_code CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
    constraint place_code_is_unique UNIQUE (warehouse_id, code)
    constraint place_kind_is_known FOREIGN KEY (kind, holds_stock) REFERENCES place_kind(kind, holds_stock)
    constraint place_pkey PRIMARY KEY (warehouse_id, place_id)
    constraint place_stock_is_known UNIQUE (warehouse_id, place_id, holds_stock)
    constraint place_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse(warehouse_id)
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader

table place_kind
    column kind text not null
    column holds_stock boolean not null
    constraint place_kind_pkey PRIMARY KEY (kind)
    constraint place_kind_with_stock_is_unique UNIQUE (kind, holds_stock)
    grant select to entrepot_daemon
    grant select to entrepot_reader

table plan
    column warehouse_id bigint not null
    column plan_id bigint not null identity always
    column revision integer not null default 1
    column from_on date not null
    column days integer not null
    column made_at timestamp with time zone not null default clock_timestamp()
    column made_by text not null
    column wishes jsonb not null
    column seed bigint not null
    column coverage_permille_min integer
    column metres bigint not null
    column working_seconds bigint not null
    constraint plan_days_in_range CHECK (((days >= 1) AND (days <= 31)))
    constraint plan_pkey PRIMARY KEY (warehouse_id, plan_id)
    constraint plan_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    CREATE TRIGGER plan_is_told AFTER INSERT ON plan FOR EACH ROW EXECUTE FUNCTION tell_event()
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy plan_is_reached for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table plan_unserved
    column warehouse_id bigint not null
    column plan_id bigint not null
    column line_number integer not null
    column site_id bigint not null
    column item_id bigint not null
    column reason text not null
    column wanted bigint not null
    column given bigint not null
    column detail text not null
    column lift text
    column due_on date
    column needed bigint not null default 0
    column available bigint not null default 0
    column measure text not null default 'none'::text
    column subject text
    column displaces text
    column expired bigint not null default 0
    constraint plan_unserved_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(item_id)
    constraint plan_unserved_pkey PRIMARY KEY (warehouse_id, plan_id, line_number)
    constraint unserved_belongs_to_a_plan FOREIGN KEY (warehouse_id, plan_id) REFERENCES plan(warehouse_id, plan_id)
    constraint unserved_expired_not_negative CHECK ((expired >= 0))
    constraint unserved_is_of_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site(warehouse_id, site_id)
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy unserved_is_of_a_seen_site for select to entrepot_daemon

table purchase
    column warehouse_id bigint not null
    column purchase_id bigint not null
    column closed_at timestamp with time zone
    column closed_by text
    constraint purchase_is_closed_by_somebody CHECK (((closed_at IS NULL) = (closed_by IS NULL)))
    constraint purchase_is_spending FOREIGN KEY (warehouse_id, purchase_id) REFERENCES spending(warehouse_id, spending_id)
    constraint purchase_pkey PRIMARY KEY (warehouse_id, purchase_id)
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy purchase_is_reached for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table purchase_line
    column warehouse_id bigint not null
    column purchase_id bigint not null
    column line_number integer not null
    column item_id bigint not null
    column quantity bigint not null
    column value_minor bigint not null
    constraint purchase_is_of_a_known_item FOREIGN KEY (item_id) REFERENCES item(item_id)
    constraint purchase_line_belongs_to_a_purchase FOREIGN KEY (warehouse_id, purchase_id) REFERENCES purchase(warehouse_id, purchase_id)
    constraint purchase_line_number_above_zero CHECK ((line_number > 0))
    constraint purchase_line_pkey PRIMARY KEY (warehouse_id, purchase_id, line_number)
    constraint purchase_names_an_item_once UNIQUE (warehouse_id, purchase_id, item_id)
    constraint purchase_quantity_above_zero CHECK (((quantity >= 1) AND (quantity <= '1000000000000000'::bigint)))
    constraint purchase_value_not_negative CHECK (((value_minor >= 0) AND (value_minor <= '1000000000000000'::bigint)))
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON purchase_line FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy purchase_line_is_of_a_reached_purchase for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon

table receipt
    column warehouse_id bigint not null
    column movement_id bigint not null
    column lot_id bigint not null
    column quantity bigint not null
    column value_minor bigint
    column currency text
    column waybill text
    column delivery text
    column delivery_id bigint
    column purchase_id bigint
    constraint receipt_came_with_a_delivery FOREIGN KEY (warehouse_id, delivery_id) REFERENCES delivery(warehouse_id, delivery_id)
    constraint receipt_currency_is_iso CHECK ((currency ~ '^[A-Z]{3}$'::text))
    constraint receipt_is_of_a_known_lot FOREIGN KEY (warehouse_id, lot_id) REFERENCES lot(warehouse_id, lot_id)
    constraint receipt_is_of_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    constraint receipt_is_of_a_purchase FOREIGN KEY (warehouse_id, purchase_id) REFERENCES purchase(warehouse_id, purchase_id)
    constraint receipt_pkey PRIMARY KEY (warehouse_id, movement_id, lot_id)
    constraint receipt_quantity_above_zero CHECK ((quantity > 0))
    constraint receipt_value_has_a_currency CHECK (((value_minor IS NULL) = (currency IS NULL)))
    constraint receipt_value_not_negative CHECK (((value_minor >= 0) AND (value_minor <= '1000000000000000'::bigint)))
    CREATE INDEX receipt_by_delivery ON receipt USING btree (warehouse_id, delivery_id) WHERE (delivery_id IS NOT NULL)
    CREATE INDEX receipt_by_purchase ON receipt USING btree (warehouse_id, purchase_id) WHERE (purchase_id IS NOT NULL)
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON receipt FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    CREATE TRIGGER receipt_is_of_an_open_delivery BEFORE INSERT ON receipt FOR EACH ROW WHEN ((new.delivery_id IS NOT NULL)) EXECUTE FUNCTION receipt_is_of_an_open_delivery()
    grant select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy receipt_is_of_a_reached_lot for select to entrepot_daemon

table report_file
    column warehouse_id bigint not null
    column report_id bigint not null
    column format text not null
    column file_name text not null
    column body bytea not null
    column sha256 text not null generated encode(sha256(body), 'hex'::text)
    constraint report_file_belongs_to_a_report FOREIGN KEY (warehouse_id, report_id) REFERENCES report_run(warehouse_id, report_id)
    constraint report_file_name_is_plain CHECK ((file_name ~ '^[a-z0-9][a-z0-9._-]{0,120}$'::text))
    constraint report_file_pkey PRIMARY KEY (warehouse_id, report_id, format)
    constraint report_format_is_known CHECK ((format = ANY (ARRAY['text'::text, 'html'::text, 'csv'::text, 'pdf'::text, 'xlsx'::text])))
    CREATE TRIGGER report_file_stays_sealed BEFORE INSERT OR DELETE OR UPDATE ON report_file FOR EACH ROW EXECUTE FUNCTION report_file_stays_sealed()
    CREATE TRIGGER reports_are_not_emptied BEFORE TRUNCATE ON report_file FOR EACH STATEMENT EXECUTE FUNCTION reports_are_not_emptied()
    grant delete, insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy file_is_of_a_readers_report for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon

table report_run
    column warehouse_id bigint not null
    column report_id bigint not null identity always
    column name text not null
    column audience text not null
    column grant_id bigint
    column language text not null
    column from_on date not null
    column until_on date not null
    column revision integer not null default 1
    column state text not null default 'due'::text
    column claimed_by text
    column lease_until timestamp with time zone
    column fence bigint not null default 0
    column attempts integer not null default 0
    column failure text
    column as_of_position bigint
    column as_of_at timestamp with time zone
    column inputs_sha256 text
    column template_version text
    column figures jsonb
    column subject text
    column sealed_at timestamp with time zone
    column made_by text not null
    column recorded_at timestamp with time zone not null default clock_timestamp()
    constraint report_audience_is_known CHECK ((audience = ANY (ARRAY['internal'::text, 'partner'::text, 'funder'::text, 'public'::text])))
    constraint report_language_is_known CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text])))
    constraint report_name_is_known CHECK ((name = ANY (ARRAY['nightly'::text, 'usage'::text])))
    constraint report_once_a_period UNIQUE NULLS NOT DISTINCT (warehouse_id, name, audience, grant_id, language, from_on, until_on, revision)
    constraint report_period_ends_after_it_begins CHECK ((until_on >= from_on))
    constraint report_revision_above_zero CHECK ((revision > 0))
    constraint report_run_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES funding_grant(grant_id)
    constraint report_run_pkey PRIMARY KEY (warehouse_id, report_id)
    constraint report_run_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    constraint report_sealed_is_whole CHECK (((state <> ALL (ARRAY['sealed'::text, 'superseded'::text])) OR ((sealed_at IS NOT NULL) AND (as_of_position IS NOT NULL) AND (inputs_sha256 IS NOT NULL) AND (template_version IS NOT NULL))))
    constraint report_state_is_known CHECK ((state = ANY (ARRAY['due'::text, 'preview'::text, 'sealed'::text, 'failed'::text, 'superseded'::text])))
    constraint report_usage_is_of_a_grant CHECK (((name <> 'usage'::text) OR (grant_id IS NOT NULL)))
    CREATE INDEX report_due ON report_run USING btree (warehouse_id, until_on) WHERE (state = ANY (ARRAY['due'::text, 'preview'::text, 'failed'::text]))
    CREATE TRIGGER change_of_report_is_told AFTER UPDATE ON report_run FOR EACH ROW WHEN (((old.state <> new.state) AND (new.state <> 'due'::text))) EXECUTE FUNCTION tell_event()
    CREATE TRIGGER report_begins_unsealed BEFORE INSERT ON report_run FOR EACH ROW WHEN ((new.state = 'sealed'::text)) EXECUTE FUNCTION report_is_sealed_after_its_days()
    CREATE TRIGGER report_is_sealed_after_its_days BEFORE UPDATE ON report_run FOR EACH ROW WHEN (((new.state = 'sealed'::text) AND (old.state <> 'sealed'::text))) EXECUTE FUNCTION report_is_sealed_after_its_days()
    CREATE TRIGGER report_is_told AFTER INSERT ON report_run FOR EACH ROW WHEN ((new.state <> 'due'::text)) EXECUTE FUNCTION tell_event()
    CREATE TRIGGER report_stays_sealed BEFORE DELETE OR UPDATE ON report_run FOR EACH ROW WHEN ((old.state = ANY (ARRAY['sealed'::text, 'superseded'::text]))) EXECUTE FUNCTION report_stays_sealed()
    CREATE TRIGGER reports_are_not_emptied BEFORE TRUNCATE ON report_run FOR EACH STATEMENT EXECUTE FUNCTION reports_are_not_emptied()
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy report_is_of_a_readers_audience for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table request
    column warehouse_id bigint not null
    column key text not null
    column fingerprint text not null
    column reply jsonb not null
    column recorded_at timestamp with time zone not null default clock_timestamp()
    constraint request_key_is_unique PRIMARY KEY (warehouse_id, key)
    constraint request_key_is_well_formed CHECK ((key ~ '^[A-Za-z0-9._:-]{1,64}(/[0-9]{1,5})?$'::text))
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy request_is_the_houses for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon

table reservation
    column warehouse_id bigint not null
    column reservation_id bigint not null identity always
    column place_id bigint not null
    column lot_id bigint not null
    column quantity bigint not null
    column round_id bigint
    column stop_id bigint
    column needed_on date
    column held_for text
    column made_at timestamp with time zone not null default clock_timestamp()
    constraint reservation_is_at_a_known_place FOREIGN KEY (warehouse_id, place_id) REFERENCES place(warehouse_id, place_id)
    constraint reservation_is_of_a_known_lot FOREIGN KEY (warehouse_id, lot_id) REFERENCES lot(warehouse_id, lot_id)
    constraint reservation_is_of_a_known_round FOREIGN KEY (warehouse_id, round_id) REFERENCES round(warehouse_id, round_id)
    constraint reservation_pkey PRIMARY KEY (warehouse_id, reservation_id)
    constraint reservation_quantity_above_zero CHECK ((quantity > 0))
    CREATE INDEX reservation_by_balance ON reservation USING btree (warehouse_id, place_id, lot_id)
    CREATE INDEX reservation_by_round ON reservation USING btree (warehouse_id, round_id)
    grant select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy reservation_is_of_a_reached_lot for select to entrepot_daemon

table reservation_release
    column warehouse_id bigint not null
    column release_id bigint not null identity always
    column round_id bigint
    column stop_id bigint
    column place_id bigint not null
    column lot_id bigint not null
    column quantity bigint not null
    column movement_id bigint not null
    column released_at timestamp with time zone not null default clock_timestamp()
    constraint release_is_caused_by_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    constraint release_quantity_above_zero CHECK ((quantity > 0))
    constraint reservation_release_pkey PRIMARY KEY (warehouse_id, release_id)
    CREATE INDEX release_by_round ON reservation_release USING btree (warehouse_id, round_id)
    grant select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy release_is_of_a_reached_lot for select to entrepot_daemon

table round
    column warehouse_id bigint not null
    column round_id bigint not null identity always
    column plan_id bigint
    column vehicle_id bigint not null
    column organisation_id bigint
    column round_on date not null
    column state text not null default 'draft'::text
    column departs_at timestamp with time zone
    column returns_at timestamp with time zone
    column metres bigint not null default 0
    column note text
    column opened_at timestamp with time zone not null default clock_timestamp()
    column opened_by text not null
    column occupied_from timestamp with time zone not null
    column occupied_until timestamp with time zone not null
    column shares_vehicle_because text
    constraint round_has_its_vehicle_alone EXCLUDE USING gist (int8range(warehouse_id, warehouse_id, '[]'::text) WITH &&, int8range(vehicle_id, vehicle_id, '[]'::text) WITH &&, tstzrange(occupied_from, occupied_until) WITH &&) WHERE (((state = ANY (ARRAY['approved'::text, 'loading'::text, 'underway'::text])) AND (shares_vehicle_because IS NULL)))
    constraint round_is_driven_by_a_known_vehicle FOREIGN KEY (warehouse_id, vehicle_id) REFERENCES vehicle(warehouse_id, vehicle_id)
    constraint round_is_of_a_known_plan FOREIGN KEY (warehouse_id, plan_id) REFERENCES plan(warehouse_id, plan_id)
    constraint round_occupies_some_time CHECK (((occupied_from >= '2000-01-01 00:00:00+00'::timestamp with time zone) AND (occupied_from < occupied_until) AND (occupied_until < 'infinity'::timestamp with time zone)))
    constraint round_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
    constraint round_pkey PRIMARY KEY (warehouse_id, round_id)
    constraint round_shares_for_a_reason CHECK (((length(btrim(shares_vehicle_because)) >= 1) AND (length(btrim(shares_vehicle_because)) <= 2000)))
    constraint round_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text, 'loading'::text, 'underway'::text, 'returned'::text, 'closed'::text, 'cancelled'::text])))
    constraint round_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    CREATE INDEX round_by_day ON round USING btree (warehouse_id, round_on)
    CREATE INDEX round_by_plan ON round USING btree (warehouse_id, plan_id)
    CREATE TRIGGER round_occupies_its_vehicle BEFORE INSERT OR UPDATE OF round_on, departs_at, returns_at, occupied_from, occupied_until ON round FOR EACH ROW EXECUTE FUNCTION round_occupies_its_vehicle()
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy round_is_reached for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table round_loan
    column warehouse_id bigint not null
    column round_id bigint not null
    column lender_id bigint not null
    column item_id bigint not null
    column terms text not null
    column agreed_at timestamp with time zone not null default clock_timestamp()
    constraint round_loan_is_of_a_round FOREIGN KEY (warehouse_id, round_id) REFERENCES round(warehouse_id, round_id)
    constraint round_loan_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(item_id)
    constraint round_loan_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(organisation_id)
    constraint round_loan_pkey PRIMARY KEY (warehouse_id, round_id, lender_id, item_id)
    constraint round_loan_terms_are_known CHECK ((terms = ANY (ARRAY['loan'::text, 'gift'::text])))
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy round_loan_is_of_a_reached_side for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon

table round_step
    column warehouse_id bigint not null
    column round_id bigint not null
    column step_number integer not null
    column step text not null
    column state text not null
    column stop_id bigint
    column occurred_at timestamp with time zone not null
    column recorded_at timestamp with time zone not null default clock_timestamp()
    column actor text not null
    column inferred boolean not null default false
    column quality text
    constraint round_step_is_known CHECK ((step = ANY (ARRAY['open'::text, 'approve'::text, 'load'::text, 'depart'::text, 'arrive'::text, 'deliver'::text, 'return'::text, 'close'::text, 'cancel'::text])))
    constraint round_step_pkey PRIMARY KEY (warehouse_id, round_id, step_number)
    constraint round_step_quality_is_known CHECK ((quality = ANY (ARRAY['counted'::text, 'estimated'::text, 'memory'::text])))
    constraint step_belongs_to_a_round FOREIGN KEY (warehouse_id, round_id) REFERENCES round(warehouse_id, round_id)
    CREATE TRIGGER step_is_told AFTER INSERT ON round_step FOR EACH ROW EXECUTE FUNCTION tell_event()
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy step_is_of_a_reached_round for select to entrepot_daemon

table round_stop
    column warehouse_id bigint not null
    column round_id bigint not null
    column stop_id bigint not null identity always
    column sequence integer not null
    column site_id bigint not null
    column eta_at timestamp with time zone
    column arrived_at timestamp with time zone
    column delivered_at timestamp with time zone
    column outcome text
    column people bigint
    column women bigint
    column children bigint
    column quality text
    column note text
    constraint round_stop_pkey PRIMARY KEY (warehouse_id, round_id, stop_id)
    constraint stop_belongs_to_a_round FOREIGN KEY (warehouse_id, round_id) REFERENCES round(warehouse_id, round_id)
    constraint stop_children_in_range CHECK (((children >= 0) AND (children <= 1000000)))
    constraint stop_is_at_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site(warehouse_id, site_id)
    constraint stop_outcome_is_known CHECK ((outcome = ANY (ARRAY['served'::text, 'partly-served'::text, 'no-access'::text, 'stopped-by-police'::text, 'evicted'::text, 'no-one-there'::text])))
    constraint stop_people_in_range CHECK (((people >= 0) AND (people <= 1000000)))
    constraint stop_quality_is_known CHECK ((quality = ANY (ARRAY['counted'::text, 'estimated'::text, 'memory'::text])))
    constraint stop_sequence_above_zero CHECK ((sequence > 0))
    constraint stop_sequence_is_unique UNIQUE (warehouse_id, round_id, sequence) DEFERRABLE
    constraint stop_women_and_children_within_people CHECK (((COALESCE(women, (0)::bigint) + COALESCE(children, (0)::bigint)) <= people))
    constraint stop_women_in_range CHECK (((women >= 0) AND (women <= 1000000)))
    CREATE INDEX stop_by_site ON round_stop USING btree (warehouse_id, site_id)
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy stop_is_of_a_seen_site for select to entrepot_daemon

table round_stop_item
    column warehouse_id bigint not null
    column round_id bigint not null
    column stop_id bigint not null
    column item_id bigint not null
    column planned bigint not null
    column wanted bigint not null
    constraint round_stop_item_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(item_id)
    constraint round_stop_item_pkey PRIMARY KEY (warehouse_id, round_id, stop_id, item_id)
    constraint stop_item_belongs_to_a_stop FOREIGN KEY (warehouse_id, round_id, stop_id) REFERENCES round_stop(warehouse_id, round_id, stop_id)
    constraint stop_item_planned_above_zero CHECK ((planned > 0))
    grant delete, insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon
    policy stop_item_is_of_a_seen_stop for select to entrepot_daemon

table round_stop_lot
    column warehouse_id bigint not null
    column round_id bigint not null
    column stop_id bigint not null
    column item_id bigint not null
    column place_id bigint not null
    column lot_id bigint not null
    column planned bigint not null
    constraint round_stop_lot_pkey PRIMARY KEY (warehouse_id, round_id, stop_id, place_id, lot_id)
    constraint stop_lot_is_at_a_known_place FOREIGN KEY (warehouse_id, place_id) REFERENCES place(warehouse_id, place_id)
    constraint stop_lot_is_of_a_known_lot FOREIGN KEY (warehouse_id, lot_id) REFERENCES lot(warehouse_id, lot_id)
    constraint stop_lot_is_of_a_planned_item FOREIGN KEY (warehouse_id, round_id, stop_id, item_id) REFERENCES round_stop_item(warehouse_id, round_id, stop_id, item_id) ON DELETE CASCADE
    constraint stop_lot_planned_above_zero CHECK ((planned > 0))
    grant delete, insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon
    policy stop_lot_is_of_a_seen_stop for select to entrepot_daemon

table round_stop_service
    column warehouse_id bigint not null
    column round_id bigint not null
    column stop_id bigint not null
    column service text not null
    column served bigint not null
    constraint round_stop_service_pkey PRIMARY KEY (warehouse_id, round_id, stop_id, service)
    constraint service_belongs_to_a_stop FOREIGN KEY (warehouse_id, round_id, stop_id) REFERENCES round_stop(warehouse_id, round_id, stop_id)
    constraint service_is_a_code CHECK ((service ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
    constraint service_served_in_range CHECK (((served >= 0) AND (served <= 1000000)))
    grant delete, insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon
    policy service_is_of_a_seen_stop for select to entrepot_daemon

table schema_applied
    column name text not null
    column sha256 text not null
    column applied_at timestamp with time zone not null default now()
    constraint schema_applied_pkey PRIMARY KEY (name)
    grant select to entrepot_daemon
    grant select to entrepot_reader

table schema_migration
    column number integer not null
    column name text not null
    column sha256 text not null
    column ran_at timestamp with time zone not null default now()
    constraint schema_migration_pkey PRIMARY KEY (number)
    grant select to entrepot_daemon
    grant select to entrepot_reader

table session_default
    column is_person boolean not null
    column speaker text not null
    column place text
    column owner text
    column warehouse text
    column language text
    column format text
    constraint default_format_is_known CHECK ((format = ANY (ARRAY['table'::text, 'json'::text, 'tsv'::text])))
    constraint default_language_is_known CHECK ((language = ANY (ARRAY['en'::text, 'fr'::text])))
    constraint session_default_pkey PRIMARY KEY (is_person, speaker)
    grant delete, insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy default_is_the_houses for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon

table settlement
    column warehouse_id bigint not null
    column settlement_id bigint not null identity always
    column lender_id bigint not null
    column borrower_id bigint not null
    column item_id bigint not null
    column quantity bigint not null
    column movement_id bigint
    column reason text
    column said_at timestamp with time zone not null default clock_timestamp()
    column said_by text not null
    column ended_at timestamp with time zone
    column ended_by text
    constraint settlement_borrower_id_fkey FOREIGN KEY (borrower_id) REFERENCES organisation(organisation_id)
    constraint settlement_is_between_two CHECK ((lender_id <> borrower_id))
    constraint settlement_is_ended_by_somebody CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
    constraint settlement_is_of_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    constraint settlement_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(item_id)
    constraint settlement_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES organisation(organisation_id)
    constraint settlement_moves_goods_or_says_why CHECK (((movement_id IS NULL) <> (reason IS NULL)))
    constraint settlement_pkey PRIMARY KEY (warehouse_id, settlement_id)
    constraint settlement_quantity_above_zero CHECK (((quantity >= 1) AND (quantity <= '1000000000000000'::bigint)))
    constraint settlement_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    CREATE INDEX settlement_by_pair ON settlement USING btree (warehouse_id, lender_id, borrower_id, item_id)
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy settlement_is_of_a_reached_side for select to entrepot_daemon

table site
    column warehouse_id bigint not null
    column site_id bigint not null identity always
    column code text not null
    column name text
    column zone text not null
    column latitude double precision
    column longitude double precision
    column sensitivity text not null default 'normal'::text
    column status text not null default 'open'::text
    column status_until_on date
    column status_reason text
    column people bigint not null default 0
    column service_seconds integer not null default 900
    column service_seconds_per_person integer not null default 15
    column team_size integer not null default 2
    column women_only boolean not null default false
    column archived_at timestamp with time zone
    column recorded_at timestamp with time zone not null default now()
    constraint site_code_is_a_code CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
    constraint site_code_is_unique UNIQUE (warehouse_id, code)
    constraint site_latitude_in_range CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision)))
    constraint site_longitude_in_range CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)))
    constraint site_people_in_range CHECK (((people >= 0) AND (people <= 1000000)))
    constraint site_pkey PRIMARY KEY (warehouse_id, site_id)
    constraint site_position_is_whole CHECK (((latitude IS NULL) = (longitude IS NULL)))
    constraint site_sensitivity_is_known CHECK ((sensitivity = ANY (ARRAY['normal'::text, 'restricted'::text])))
    constraint site_service_time_in_range CHECK (((service_seconds >= 0) AND (service_seconds <= 86400)))
    constraint site_service_time_per_person_in_range CHECK (((service_seconds_per_person >= 0) AND (service_seconds_per_person <= 3600)))
    constraint site_status_is_known CHECK ((status = ANY (ARRAY['open'::text, 'evicted'::text, 'unreachable'::text, 'closed'::text])))
    constraint site_team_in_range CHECK (((team_size >= 0) AND (team_size <= 100)))
    constraint site_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    constraint site_zone_is_a_code CHECK ((zone ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy site_is_seen for select to entrepot_daemon

table site_allowance
    column warehouse_id bigint not null
    column allowance_id bigint not null identity always
    column site_id bigint not null
    column person text
    column role text
    column allowed_by text not null
    column allowed_at timestamp with time zone not null default clock_timestamp()
    constraint allowance_is_of_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site(warehouse_id, site_id)
    constraint allowance_names_a_person_or_a_role CHECK (((person IS NULL) <> (role IS NULL)))
    constraint allowance_person_is_not_empty CHECK (((length(btrim(person)) >= 1) AND (length(btrim(person)) <= 200)))
    constraint allowance_role_is_known CHECK ((role = ANY (ARRAY['viewer'::text, 'volunteer'::text, 'manager'::text, 'lead'::text, 'partner'::text, 'funder'::text, 'admin'::text])))
    constraint allowance_stated_once UNIQUE NULLS NOT DISTINCT (warehouse_id, site_id, person, role)
    constraint site_allowance_pkey PRIMARY KEY (warehouse_id, allowance_id)
    grant delete, insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy allowance_is_of_a_seen_site for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon

table site_headcount
    column warehouse_id bigint not null
    column site_id bigint not null
    column counted_at timestamp with time zone not null
    column people bigint not null
    column counted_by text not null
    column recorded_at timestamp with time zone not null default clock_timestamp()
    constraint headcount_in_range CHECK (((people >= 0) AND (people <= 1000000)))
    constraint headcount_is_of_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site(warehouse_id, site_id)
    constraint site_headcount_pkey PRIMARY KEY (warehouse_id, site_id, counted_at)
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy headcount_is_of_a_seen_site for select to entrepot_daemon
    policy rows_are_added for insert to entrepot_daemon

table site_status_change
    column warehouse_id bigint not null
    column change_id bigint not null identity always
    column site_id bigint not null
    column status text not null
    column until_on date
    column reason text
    column occurred_at timestamp with time zone not null
    column actor text not null
    constraint site_status_change_pkey PRIMARY KEY (warehouse_id, change_id)
    constraint status_change_is_of_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site(warehouse_id, site_id)
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy status_change_is_of_a_seen_site for select to entrepot_daemon

table site_window
    column warehouse_id bigint not null
    column site_id bigint not null
    column weekday integer not null default 0
    column opens_seconds integer not null
    column closes_seconds integer not null
    constraint site_window_pkey PRIMARY KEY (warehouse_id, site_id, weekday, opens_seconds)
    constraint window_ends_after_it_begins CHECK (((closes_seconds >= opens_seconds) AND (closes_seconds <= 172800)))
    constraint window_is_of_a_known_site FOREIGN KEY (warehouse_id, site_id) REFERENCES site(warehouse_id, site_id)
    constraint window_opens_in_range CHECK (((opens_seconds >= 0) AND (opens_seconds <= 172800)))
    constraint window_weekday_is_known CHECK (((weekday >= 0) AND (weekday <= 7)))
    grant delete, insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon
    policy window_is_of_a_seen_site for select to entrepot_daemon

table snapshot
    column warehouse_id bigint not null
    column as_of timestamp with time zone not null
    constraint snapshot_pkey PRIMARY KEY (warehouse_id, as_of)
    constraint snapshot_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    grant select to entrepot_daemon
    grant select to entrepot_reader

table sorting
    column warehouse_id bigint not null
    column movement_id bigint not null
    column sorting_id bigint not null
    constraint sorting_began_with_a_movement FOREIGN KEY (warehouse_id, sorting_id) REFERENCES movement(warehouse_id, movement_id)
    constraint sorting_is_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    constraint sorting_pkey PRIMARY KEY (warehouse_id, movement_id)
    CREATE INDEX sorting_by_number ON sorting USING btree (warehouse_id, sorting_id)
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON sorting FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy sorting_is_of_a_reached_movement for select to entrepot_daemon

table spending
    column warehouse_id bigint not null
    column spending_id bigint not null identity always
    column kind text not null
    column owner_id bigint not null
    column grant_id bigint
    column grant_line text
    column amount_minor bigint not null
    column currency text not null
    column spent_on date not null
    column supplier text
    column invoice text
    column invoice_on date
    column what text
    column note text
    column content_hash bigint
    column reverses_id bigint
    column recorded_at timestamp with time zone not null default clock_timestamp()
    column actor text not null
    constraint spending_amount_above_zero CHECK (((amount_minor >= 1) AND (amount_minor <= '1000000000000000'::bigint)))
    constraint spending_currency_is_iso CHECK ((currency ~ '^[A-Z]{3}$'::text))
    constraint spending_invoice_is_short CHECK (((length(btrim(invoice)) >= 1) AND (length(btrim(invoice)) <= 200)))
    constraint spending_is_charged_to_a_known_grant FOREIGN KEY (grant_id) REFERENCES funding_grant(grant_id)
    constraint spending_is_charged_to_a_line_of_its_grant FOREIGN KEY (grant_id, grant_line) REFERENCES funding_grant_line(grant_id, name)
    constraint spending_is_of_a_known_owner FOREIGN KEY (owner_id) REFERENCES organisation(organisation_id)
    constraint spending_kind_is_known CHECK ((kind = ANY (ARRAY['purchase'::text, 'expense'::text])))
    constraint spending_line_is_of_a_grant CHECK (((grant_line IS NULL) OR (grant_id IS NOT NULL)))
    constraint spending_note_is_short CHECK ((length(note) <= 2000))
    constraint spending_pkey PRIMARY KEY (warehouse_id, spending_id)
    constraint spending_purpose_is_short CHECK (((length(btrim(what)) >= 1) AND (length(btrim(what)) <= 200)))
    constraint spending_reverses_spending FOREIGN KEY (warehouse_id, reverses_id) REFERENCES spending(warehouse_id, spending_id)
    constraint spending_supplier_is_short CHECK (((length(btrim(supplier)) >= 1) AND (length(btrim(supplier)) <= 200)))
    constraint spending_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    CREATE INDEX spending_by_grant ON spending USING btree (warehouse_id, grant_id) WHERE (grant_id IS NOT NULL)
    CREATE INDEX spending_by_invoice ON spending USING btree (warehouse_id, lower(btrim(invoice))) WHERE (invoice IS NOT NULL)
    CREATE UNIQUE INDEX spending_reversed_once ON spending USING btree (warehouse_id, reverses_id) WHERE (reverses_id IS NOT NULL)
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON spending FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy spending_is_of_a_reached_owner for select to entrepot_daemon

table stock_count
    column warehouse_id bigint not null
    column count_id bigint not null identity always
    column place_id bigint not null
    column state text not null default 'open'::text
    column opened_at timestamp with time zone not null default clock_timestamp()
    column opened_by text not null
    column ended_at timestamp with time zone
    column ended_by text
    column rest_is_zero boolean not null default false
    constraint count_has_ended_or_not CHECK (((state = 'open'::text) = (ended_at IS NULL)))
    constraint count_is_at_a_known_place FOREIGN KEY (warehouse_id, place_id) REFERENCES place(warehouse_id, place_id)
    constraint count_state_is_known CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'cancelled'::text])))
    constraint stock_count_pkey PRIMARY KEY (warehouse_id, count_id)
    constraint stock_count_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    CREATE UNIQUE INDEX count_open_once_a_place ON stock_count USING btree (warehouse_id, place_id) WHERE (state = 'open'::text)
    CREATE TRIGGER count_is_told AFTER INSERT ON stock_count FOR EACH ROW EXECUTE FUNCTION tell_event()
    CREATE TRIGGER end_of_count_is_told AFTER UPDATE ON stock_count FOR EACH ROW WHEN ((old.state <> new.state)) EXECUTE FUNCTION tell_event()
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy count_is_of_a_whole_warehouse for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table stock_count_line
    column warehouse_id bigint not null
    column count_id bigint not null
    column lot_id bigint not null
    column expected bigint not null
    column counted bigint not null
    column counted_at timestamp with time zone not null
    column counted_by text not null
    column covers_item boolean not null default false
    column is_named boolean not null default false
    column counted_before_by text
    constraint count_expected_not_negative CHECK ((expected >= 0))
    constraint count_line_belongs_to_a_count FOREIGN KEY (warehouse_id, count_id) REFERENCES stock_count(warehouse_id, count_id)
    constraint count_line_is_of_a_known_lot FOREIGN KEY (warehouse_id, lot_id) REFERENCES lot(warehouse_id, lot_id)
    constraint count_quantity_in_range CHECK (((counted >= 0) AND (counted <= '1000000000000000'::bigint)))
    constraint stock_count_line_pkey PRIMARY KEY (warehouse_id, count_id, lot_id)
    grant delete, insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy count_line_is_of_a_whole_warehouse for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon

table transit
    column warehouse_id bigint not null
    column movement_id bigint not null
    column to_warehouse_id bigint not null
    constraint transit_goes_elsewhere CHECK ((to_warehouse_id <> warehouse_id))
    constraint transit_is_of_a_movement FOREIGN KEY (warehouse_id, movement_id) REFERENCES movement(warehouse_id, movement_id)
    constraint transit_pkey PRIMARY KEY (warehouse_id, movement_id)
    constraint transit_to_warehouse_id_fkey FOREIGN KEY (to_warehouse_id) REFERENCES warehouse(warehouse_id)
    CREATE INDEX transit_by_destination ON transit USING btree (to_warehouse_id)
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy transit_is_reached for select to entrepot_daemon

table transit_arrival
    column warehouse_id bigint not null
    column from_warehouse_id bigint not null
    column from_movement_id bigint not null
    column from_lot_id bigint not null
    column sent bigint not null
    column received bigint not null default 0
    column lost bigint not null default 0
    constraint arrival_lost_not_negative CHECK ((lost >= 0))
    constraint arrival_not_above_what_was_sent CHECK (((received + lost) <= sent))
    constraint arrival_received_not_negative CHECK ((received >= 0))
    constraint arrival_sent_above_zero CHECK ((sent > 0))
    constraint transit_arrival_pkey PRIMARY KEY (warehouse_id, from_warehouse_id, from_movement_id, from_lot_id)
    constraint transit_arrival_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy arrival_is_reached for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon

table valuation
    column valuation_id bigint not null identity always
    column item_id bigint not null
    column from_on date not null
    column quantity bigint not null
    column value_minor bigint not null
    column currency text not null
    column recorded_at timestamp with time zone not null default clock_timestamp()
    column actor text not null
    constraint valuation_currency_is_iso CHECK ((currency ~ '^[A-Z]{3}$'::text))
    constraint valuation_is_of_a_known_item FOREIGN KEY (item_id) REFERENCES item(item_id)
    constraint valuation_pkey PRIMARY KEY (valuation_id)
    constraint valuation_quantity_above_zero CHECK (((quantity >= 1) AND (quantity <= '1000000000000000'::bigint)))
    constraint valuation_value_not_negative CHECK (((value_minor >= 0) AND (value_minor <= '1000000000000000'::bigint)))
    CREATE INDEX valuation_by_item ON valuation USING btree (item_id, from_on)
    CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON valuation FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
    grant insert, select to entrepot_daemon
    grant select to entrepot_reader

table vehicle
    column warehouse_id bigint not null
    column vehicle_id bigint not null identity always
    column code text not null
    column name text
    column place_id bigint not null
    column capacity_grams bigint not null
    column capacity_ml bigint not null
    column shift_from_seconds integer not null default 28800
    column shift_until_seconds integer not null default 64800
    column start_latitude double precision
    column start_longitude double precision
    column status text not null default 'ready'::text
    column status_until_on date
    column archived_at timestamp with time zone
    column recorded_at timestamp with time zone not null default now()
    constraint vehicle_carries_volume CHECK (((capacity_ml >= 1) AND (capacity_ml <= '100000000000'::bigint)))
    constraint vehicle_carries_weight CHECK (((capacity_grams >= 1) AND (capacity_grams <= '100000000000'::bigint)))
    constraint vehicle_code_is_a_code CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
    constraint vehicle_code_is_unique UNIQUE (warehouse_id, code)
    constraint vehicle_is_a_place FOREIGN KEY (warehouse_id, place_id) REFERENCES place(warehouse_id, place_id)
    constraint vehicle_pkey PRIMARY KEY (warehouse_id, vehicle_id)
    constraint vehicle_shift_begins_in_a_day CHECK (((shift_from_seconds >= 0) AND (shift_from_seconds <= 172800)))
    constraint vehicle_shift_ends_after_it_begins CHECK (((shift_until_seconds >= shift_from_seconds) AND (shift_until_seconds <= 172800)))
    constraint vehicle_start_is_whole CHECK (((start_latitude IS NULL) = (start_longitude IS NULL)))
    constraint vehicle_status_is_known CHECK ((status = ANY (ARRAY['ready'::text, 'broken'::text, 'away'::text])))
    constraint vehicle_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy vehicle_is_reached for select to entrepot_daemon

table verification
    column warehouse_id bigint not null
    column verified_on date not null
    column began_at timestamp with time zone not null default clock_timestamp()
    column ended_at timestamp with time zone
    column faults bigint
    column made_by text not null
    constraint verification_faults_not_negative CHECK ((faults >= 0))
    constraint verification_has_ended_or_not CHECK (((ended_at IS NULL) = (faults IS NULL)))
    constraint verification_pkey PRIMARY KEY (warehouse_id, verified_on)
    constraint verification_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy verification_is_of_a_whole_warehouse for select to entrepot_daemon

table warehouse
    column warehouse_id bigint not null identity always
    column code text not null
    column name text not null
    column time_zone text not null
    column latitude double precision
    column longitude double precision
    column day_starts_at time without time zone not null default '04:00:00'::time without time zone
    column archived_at timestamp with time zone
    column recorded_at timestamp with time zone not null default now()
    constraint warehouse_code_is_a_code CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
    constraint warehouse_code_is_unique UNIQUE (code)
    constraint warehouse_latitude_in_range CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision)))
    constraint warehouse_longitude_in_range CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)))
    constraint warehouse_name_is_not_empty CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 200)))
    constraint warehouse_pkey PRIMARY KEY (warehouse_id)
    constraint warehouse_position_is_whole CHECK (((latitude IS NULL) = (longitude IS NULL)))
    CREATE TRIGGER warehouse_time_zone_is_known BEFORE INSERT OR UPDATE OF time_zone ON warehouse FOR EACH ROW EXECUTE FUNCTION warehouse_time_zone_is_known()
    grant insert, select, update to entrepot_daemon
    grant select to entrepot_reader

table warehouse_books
    column warehouse_id bigint not null
    column closed_until timestamp with time zone not null default '-infinity'::timestamp with time zone
    column counted_until timestamp with time zone not null default '-infinity'::timestamp with time zone
    column snapshot_until timestamp with time zone not null default '-infinity'::timestamp with time zone
    column positioned_below xid8 not null default '0'::xid8
    column last_position bigint not null default 0
    column frozen_at timestamp with time zone
    constraint warehouse_books_pkey PRIMARY KEY (warehouse_id)
    constraint warehouse_books_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse(warehouse_id)
    grant select to entrepot_daemon
    grant select to entrepot_reader

table warehouse_closing
    column warehouse_id bigint not null
    column frozen_at timestamp with time zone not null default clock_timestamp()
    column frozen_by text not null
    column counted_at timestamp with time zone
    column counted_by text
    column closed_at timestamp with time zone
    column closed_by text
    constraint closing_was_counted_by_somebody CHECK (((counted_at IS NULL) = (counted_by IS NULL)))
    constraint closing_was_ended_by_somebody CHECK (((closed_at IS NULL) = (closed_by IS NULL)))
    constraint warehouse_closing_pkey PRIMARY KEY (warehouse_id)
    constraint warehouse_closing_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse_books(warehouse_id)
    grant delete, insert, select, update to entrepot_daemon
    grant select to entrepot_reader
    policy closing_is_of_a_reached_warehouse for select to entrepot_daemon
    policy everything_is_read for select to entrepot_reader
    policy rows_are_added for insert to entrepot_daemon
    policy rows_are_changed for update to entrepot_daemon
    policy rows_are_deleted for delete to entrepot_daemon

view seen_debt
    warehouse_id, lender_id, borrower_id, item_id, owed, since, due_on

view seen_round
    warehouse_id, round_id, plan_id, vehicle_id, organisation_id, round_on, state, is_blurred, departs_at, returns_at, metres, note, opened_at, opened_by, stops

view seen_stop
    warehouse_id, round_id, stop_id, sequence, zone, is_hidden, is_blurred, site_id, site, eta_at, arrived_at, delivered_at, outcome, people, women, children, quality, note

view standing_receipt with security_invoker=true
    warehouse_id, movement_id, lot_id, quantity, value_minor, currency, waybill, delivery, delivery_id, purchase_id, reversed_by, corrected_by, standing, standing_value_minor

view value_entry with security_invoker=true
    warehouse_id, movement_id, lot_id, grant_id, currency, value_minor, kind

function amend_snapshots(p_warehouse bigint, p_movements bigint[])
    returns void security definer

function assign_positions(p_warehouse bigint)
    returns bigint security definer

function blurred_rounds()
    returns int8multirange security definer

function clock_now()
    returns timestamp with time zone

function close_delivery(p_warehouse bigint, p_delivery bigint, p_actor text)
    returns bigint

function create_warehouse(p_code text, p_name text, p_time_zone text, p_latitude double precision, p_longitude double precision, p_day_starts time without time zone)
    returns bigint security definer

function exception_left(p_exception entrepot.ledger_exception)
    returns bigint

function forget_events(p_days integer)
    returns bigint security definer

function funded_reports()
    returns int8multirange security definer

function funding_organisations()
    returns bigint[]

function half_hour(p_at timestamp with time zone)
    returns timestamp with time zone

function hidden_movements()
    returns int8multirange security definer

function hidden_needs()
    returns int8multirange security definer

function hidden_sites()
    returns int8multirange security definer

function hidden_stops()
    returns int8multirange security definer

function hold_the_past(p_warehouse bigint)
    returns void

function is_taken_back(p_warehouse bigint, p_movement bigint)
    returns boolean

function keep_epoch()
    returns uuid security definer

function kit_is_not_inside_itself()
    returns trigger

function ledger_is_append_only()
    returns trigger

function lock_balances(p_warehouse bigint, p_place bigint)
    returns TABLE(lot_id bigint, on_hand bigint) security definer

function lot_value_left(p_warehouse bigint, p_lot bigint, p_part bigint)
    returns TABLE(grant_id bigint, currency text, value_minor numeric)

function lot_valued_units(p_warehouse bigint, p_lot bigint)
    returns numeric

function movement_stands(p_warehouse bigint, p_movement bigint)
    returns boolean

function nights_are_held()
    returns boolean

function operational_day(p_warehouse bigint, p_at timestamp with time zone)
    returns date

function operational_day_begins(p_warehouse bigint, p_day date)
    returns timestamp with time zone

function owners_by_warehouse()
    returns int8multirange

function owners_everywhere()
    returns bigint[]

function owners_in_warehouses()
    returns TABLE(warehouse_id bigint, owner_id bigint)

function pause_after_wrong_pins(p_failures bigint)
    returns interval

function plans_of_reached_rounds()
    returns int8multirange security definer

function post_movements(p_warehouse bigint, p_reason text[], p_occurred timestamp with time zone[], p_actor text[], p_scope text[], p_command text[], p_key text[], p_fingerprint text[], p_content bigint[], p_check_repeat boolean[], p_extra jsonb[], p_line_movement integer[], p_line_lot bigint[], p_line_from bigint[], p_line_to bigint[], p_line_quantity bigint[], p_wait_ms integer)
    returns TABLE(ordinal integer, outcome text, movement_id bigint, detail jsonb) security definer

function posting_beside(p_warehouse bigint, p_movement bigint)
    returns jsonb[]

function posting_break_promises(p_warehouse bigint, p_broken jsonb[], p_id bigint[])
    returns TABLE(movement integer, released jsonb)

function posting_count_after(p_warehouse bigint, p_place bigint, p_lot bigint, p_item bigint, p_from timestamp with time zone)
    returns TABLE(count_id bigint, taken_at timestamp with time zone)

function posting_found_for(p_warehouse bigint, p_movement bigint)
    returns jsonb[]

function posting_left_of(p_warehouse bigint, p_movement bigint, p_units bigint)
    returns bigint

function posting_lots(p_warehouse bigint, p_extra jsonb[], p_settled boolean[])
    returns TABLE(movement integer, number integer, lot bigint, is_new boolean, fields jsonb, contradiction jsonb)

function posting_lowest_since(p_warehouse bigint, p_place bigint, p_lot bigint, p_from timestamp with time zone, p_until timestamp with time zone, p_on_hand bigint, p_wanted bigint, p_pending jsonb[])
    returns TABLE(lowest bigint, day date, day_begins timestamp with time zone)

function posting_round_on_board(p_warehouse bigint, p_place bigint, p_lot bigint, p_round bigint)
    returns bigint

function posting_serial_elsewhere(p_item bigint, p_serial text, p_warehouse bigint, p_place bigint[], p_lot bigint[])
    returns TABLE(pieces bigint, address text)

function posting_sorted_since(p_warehouse bigint, p_movement bigint)
    returns jsonb

function posting_take_back(p_beside jsonb[], p_movement integer, p_from bigint, p_to bigint, p_lot bigint, p_units bigint, p_at timestamp with time zone)
    returns TABLE(back_out bigint, back_in bigint, beside jsonb[], also jsonb[])

function posting_write_also(p_warehouse bigint, p_now timestamp with time zone, p_also jsonb[], p_id bigint[], p_actor text[])
    returns void

function posting_write_exceptions(p_warehouse bigint, p_id bigint[], p_reason text[], p_extra jsonb[], p_line_movement integer[], p_line_lot bigint[], p_line_from bigint[], p_line_to bigint[], p_line_quantity bigint[])
    returns void

function posting_write_inheritance(p_warehouse bigint, p_id bigint[], p_extra jsonb[], p_line_movement integer[], p_line_given bigint[], p_line_lot bigint[])
    returns void

function posting_write_lots(p_warehouse bigint, p_lot bigint[], p_occurred timestamp with time zone[], p_fields jsonb[])
    returns void

function posting_write_receipts(p_warehouse bigint, p_id bigint[], p_extra jsonb[], p_line_movement integer[], p_line_lot bigint[], p_line_quantity bigint[])
    returns void

function printed_name_lock(p_item bigint, p_batch text)
    returns bigint

function reached_deliveries()
    returns int8multirange security definer

function reached_donors()
    returns int8multirange security definer

function reached_grants()
    returns int8multirange security definer

function reached_lots()
    returns int8multirange security definer

function reached_movements()
    returns int8multirange security definer

function reached_pairs()
    returns TABLE(warehouse_id bigint, owner_id bigint)

function reached_persons()
    returns int8multirange security definer

function reached_rounds()
    returns int8multirange security definer

function reached_spending()
    returns int8multirange security definer

function reading_person()
    returns text

function reading_roles()
    returns TABLE(role text, warehouse_id bigint)

function reads_as_house()
    returns boolean

function reads_everything()
    returns boolean

function receipt_is_of_an_open_delivery()
    returns trigger

function release_lapsed_promises(p_warehouse bigint, p_at timestamp with time zone)
    returns bigint security definer

function release_promises(p_warehouse bigint, p_reservation bigint[], p_quantity bigint[])
    returns TABLE(place_id bigint, lot_id bigint, quantity bigint) security definer

function release_stock(p_warehouse bigint, p_round bigint, p_held_for text)
    returns TABLE(place_id bigint, lot_id bigint, quantity bigint, stop_id bigint) security definer

function report_file_stays_sealed()
    returns trigger

function report_is_sealed_after_its_days()
    returns trigger

function report_stays_sealed()
    returns trigger

function reports_are_not_emptied()
    returns trigger

function reserve_stock(p_warehouse bigint, p_round bigint, p_needed_on date, p_held_for text, p_stop bigint[], p_place bigint[], p_lot bigint[], p_quantity bigint[])
    returns TABLE(place_id bigint, lot_id bigint, available bigint, wanted bigint) security definer

function round_occupies_its_vehicle()
    returns trigger

function row_key(p_warehouse bigint, p_number bigint)
    returns bigint

function sent_lots()
    returns int8multirange security definer

function sent_movements()
    returns int8multirange security definer

function sites_of_reached_rounds()
    returns int8multirange security definer

function snapshot_lock(p_warehouse bigint)
    returns bigint

function sorting_rest(p_warehouse bigint, p_sorting bigint)
    returns TABLE(lot_id bigint, went_in bigint, rest bigint)

function stock_as_of(p_warehouse bigint, p_at timestamp with time zone)
    returns TABLE(place_id bigint, lot_id bigint, on_hand bigint)

function take_snapshot(p_warehouse bigint, p_as_of timestamp with time zone)
    returns boolean security definer

function tell_event()
    returns trigger security definer

function tells_of_hidden_site(p_warehouse bigint, p_words text, p_sites int8multirange, p_rounds int8multirange)
    returns boolean security definer

function vehicles_of_reached_rounds()
    returns int8multirange security definer

function verify_books(p_warehouse bigint)
    returns TABLE(fault text, place_id bigint, lot_id bigint, booked bigint, derived bigint)

function warehouse_time_zone_is_known()
    returns trigger

function whole_keys()
    returns int8multirange

function whole_warehouses()
    returns bigint[]
