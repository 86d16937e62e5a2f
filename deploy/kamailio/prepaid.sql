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

-- Money in the currency's unit, as decimals: balance now, price of a minute.
CREATE TABLE credit (
    username VARCHAR(64) PRIMARY KEY,
    balance NUMERIC(14, 6) NOT NULL,
    rate_per_min NUMERIC(14, 6) NOT NULL
);
