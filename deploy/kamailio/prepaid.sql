-- What this configuration adds to Kamailio's own tables (standard, auth_db, usrloc, acc, dialog).
ALTER TABLE acc ADD COLUMN src_user VARCHAR(64) DEFAULT '';
ALTER TABLE acc ADD COLUMN dst_user VARCHAR(64) DEFAULT '';
ALTER TABLE acc ADD COLUMN src_ip VARCHAR(64) DEFAULT '';
ALTER TABLE missed_calls ADD COLUMN src_user VARCHAR(64) DEFAULT '';
ALTER TABLE missed_calls ADD COLUMN dst_user VARCHAR(64) DEFAULT '';
ALTER TABLE missed_calls ADD COLUMN src_ip VARCHAR(64) DEFAULT '';
ALTER TABLE acc_cdrs ADD COLUMN src_user VARCHAR(64) DEFAULT '';
ALTER TABLE acc_cdrs ADD COLUMN dst_user VARCHAR(64) DEFAULT '';
ALTER TABLE acc_cdrs ADD COLUMN callid VARCHAR(255) DEFAULT '';
ALTER TABLE acc_cdrs ADD COLUMN route VARCHAR(16) DEFAULT '';

-- Integers: money in millionths of the currency's unit, the price of a minute in thousand-millionths, increments in seconds. No decimals, whose
-- divisions databases round: 0.70 at 6.00 a minute would be 6.999 seconds in one and 7 in another.
CREATE TABLE credit (
    username VARCHAR(64) PRIMARY KEY,
    balance_micros BIGINT NOT NULL CHECK (balance_micros BETWEEN 0 AND 100000000000000),
    rate_nanos BIGINT NOT NULL CHECK (rate_nanos >= 0),
    connection_fee_micros BIGINT NOT NULL DEFAULT 0 CHECK (connection_fee_micros >= 0),
    initial_increment INTEGER NOT NULL DEFAULT 1 CHECK (initial_increment >= 0),
    recurring_increment INTEGER NOT NULL DEFAULT 1 CHECK (recurring_increment > 0)
);

-- The seconds that the credit pays (tariffs.rating.cost.credit_seconds is the same rule), a day at most.
CREATE VIEW credit_time AS
SELECT username,
    CASE
        WHEN balance_micros < connection_fee_micros THEN 0
        WHEN affordable IS NULL OR affordable > 86400 THEN 86400
        WHEN affordable < initial_increment THEN 0
        ELSE initial_increment + (affordable - initial_increment) / recurring_increment * recurring_increment
    END AS seconds
FROM (SELECT credit.*, (balance_micros - connection_fee_micros) * 60000 / NULLIF(rate_nanos, 0) AS affordable FROM credit) AS reckoned;
