-- Who let goods out of the quarantine stands with the movement.
ALTER TABLE movement ADD COLUMN approver text;
COMMENT ON COLUMN movement.approver IS 'Who let the goods out of the quarantine; never the one who asked.';
