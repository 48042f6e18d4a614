-- A line of a batch that has no key of its own has the key of the batch with its number behind it, KEY/NUMBER: nobody can type a slash
-- in a key, so that a line never takes the key that somebody gave to something else.

ALTER TABLE request
    DROP CONSTRAINT request_key_is_well_formed,
    ADD CONSTRAINT request_key_is_well_formed CHECK (key ~ '^[A-Za-z0-9._:-]{1,64}(/[0-9]{1,5})?$');
