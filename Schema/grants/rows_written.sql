-- Tables whose rows are limited for reading are written as the rights of entrepot_roles.sql say: who may write what is decided by the
-- daemon for each command and by the routines for each movement. An UPDATE or DELETE finds only rows that may be read. People's own SQL,
-- through entrepot_reader, reads everything.
DO $$
DECLARE
    v_table record;
BEGIN
    FOR v_table IN SELECT oid, relname FROM pg_class WHERE relnamespace = 'entrepot'::regnamespace AND relkind = 'r' AND relrowsecurity LOOP
        EXECUTE format('DROP POLICY IF EXISTS everything_is_read ON %I', v_table.relname);
        EXECUTE format('CREATE POLICY everything_is_read ON %I FOR SELECT TO entrepot_reader USING (true)', v_table.relname);
        EXECUTE format('DROP POLICY IF EXISTS rows_are_added ON %I', v_table.relname);
        EXECUTE format('DROP POLICY IF EXISTS rows_are_changed ON %I', v_table.relname);
        EXECUTE format('DROP POLICY IF EXISTS rows_are_deleted ON %I', v_table.relname);
        IF has_any_column_privilege('entrepot_daemon', v_table.oid, 'INSERT') THEN
            EXECUTE format('CREATE POLICY rows_are_added ON %I FOR INSERT TO entrepot_daemon WITH CHECK (true)', v_table.relname);
        END IF;
        IF has_any_column_privilege('entrepot_daemon', v_table.oid, 'UPDATE') THEN
            EXECUTE format('CREATE POLICY rows_are_changed ON %I FOR UPDATE TO entrepot_daemon USING (true) WITH CHECK (true)', v_table.relname);
        END IF;
        IF has_table_privilege('entrepot_daemon', v_table.oid, 'DELETE') THEN
            EXECUTE format('CREATE POLICY rows_are_deleted ON %I FOR DELETE TO entrepot_daemon USING (true)', v_table.relname);
        END IF;
    END LOOP;
END $$;
