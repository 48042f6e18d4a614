-- An entry whose reason, owner, item or place was wrong is taken back and booked anew: the new one says which it replaces. What somebody
-- undid themselves within the hour is told from what a manager reversed, so that undoing twice reaches the entry before.

ALTER TABLE movement
    ADD COLUMN replaces_id bigint,
    ADD COLUMN is_undo boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT movement_replaces_an_entry FOREIGN KEY (warehouse_id, replaces_id) REFERENCES movement,
    ADD CONSTRAINT movement_undo_is_a_reversal CHECK (NOT is_undo OR reverses_id IS NOT NULL);
COMMENT ON COLUMN movement.replaces_id IS 'The entry that was taken back and stands here as it should have been said.';
CREATE INDEX movement_by_replaced ON movement (warehouse_id, replaces_id) WHERE replaces_id IS NOT NULL;
