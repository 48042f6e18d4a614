-- Why a need is not met: goods that lie there and will have expired are no stock, and are named.

ALTER TABLE plan_unserved ADD COLUMN expired bigint NOT NULL DEFAULT 0 CONSTRAINT unserved_expired_not_negative CHECK (expired >= 0);
