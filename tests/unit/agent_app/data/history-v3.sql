-- The database as version 3 of the schema left it: rates and SMS, but no messages yet.
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE call (
            item_id TEXT PRIMARY KEY REFERENCES timeline ON DELETE CASCADE,
            answered_us INTEGER NOT NULL DEFAULT 0,
            ended_us INTEGER NOT NULL DEFAULT 0,
            reason_code TEXT NOT NULL DEFAULT '',
            reason_status INTEGER NOT NULL DEFAULT 0,
            reason_phrase TEXT NOT NULL DEFAULT '',
            codec TEXT NOT NULL DEFAULT '',
            encryption TEXT NOT NULL DEFAULT '',
            cost_micros INTEGER,            -- NULL: not known
            currency TEXT NOT NULL DEFAULT '',
            missed INTEGER NOT NULL DEFAULT 0
        , counted_micros INTEGER, tariff TEXT NOT NULL DEFAULT '', rate_nanos INTEGER, destination_en TEXT NOT NULL DEFAULT '', destination_ru TEXT NOT NULL DEFAULT '') STRICT
        ;
INSERT INTO "call" VALUES('01a20379-cc70-7001-b3de-414479e2fc49',1795354644623122,1795354751723122,'hung_up_there',0,'','PCMA','',1400000,'RUB',0,NULL,'',NULL,'','');
INSERT INTO "call" VALUES('01a20380-0000-7000-8000-000000000001',0,1795355653568159,'cancelled_there',0,'','','',NULL,'',1,NULL,'',NULL,'','');
CREATE TABLE contact (
            contact_id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            favourite INTEGER NOT NULL DEFAULT 0,
            note TEXT NOT NULL DEFAULT ''
        ) STRICT
        ;
INSERT INTO "contact" VALUES('c1','Anna',1,'');
CREATE TABLE contact_point (
            contact_id TEXT NOT NULL REFERENCES contact ON DELETE CASCADE,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,             -- phone, sip
            value TEXT NOT NULL,
            label TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (contact_id, position)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "contact_point" VALUES('c1',0,'phone','+74951112233','');
CREATE TABLE conversation (
            conversation_id TEXT PRIMARY KEY,
            account_id TEXT NOT NULL,
            remote TEXT NOT NULL,           -- E.164 with its plus, or a normalised SIP address
            UNIQUE (account_id, remote)
        ) STRICT
        ;
INSERT INTO "conversation" VALUES('01a2037b-0942-7000-83f5-6f3c4e8442c0','5332a442-60ac-4628-86ba-f8a082de8225','+74951112233');
INSERT INTO "conversation" VALUES('01a2037b-0943-7000-b689-56ffbded4574','5332a442-60ac-4628-86ba-f8a082de8225','boris@sandbox.test');
CREATE TABLE sms (
            item_id TEXT PRIMARY KEY REFERENCES timeline ON DELETE CASCADE,
            text TEXT NOT NULL,
            parts INTEGER NOT NULL DEFAULT 1,
            cost_micros INTEGER,            -- NULL: not known
            currency TEXT NOT NULL DEFAULT '',
            reason_code TEXT NOT NULL DEFAULT '',
            provider_id TEXT NOT NULL DEFAULT ''   -- the provider's name for it, while its delivery is asked about
        ) STRICT
        ;
INSERT INTO "sms" VALUES('01a20380-0000-7000-8000-000000000003','Привет',1,1500000,'RUB','','');
CREATE TABLE timeline (
            item_id TEXT PRIMARY KEY,       -- UUIDv7
            conversation_id TEXT NOT NULL REFERENCES conversation,
            kind TEXT NOT NULL,             -- call, message, sms, system
            direction TEXT NOT NULL,        -- incoming, outgoing
            state TEXT NOT NULL,            -- of a call: running, ended
            at_us INTEGER NOT NULL,         -- UTC, microseconds since 1970
            seen INTEGER NOT NULL DEFAULT 1
        ) STRICT
        ;
INSERT INTO "timeline" VALUES('01a20379-cc70-7001-b3de-414479e2fc49','01a2037b-0942-7000-83f5-6f3c4e8442c0','call','outgoing','ended',1795354643568159,1);
INSERT INTO "timeline" VALUES('01a20380-0000-7000-8000-000000000001','01a2037b-0943-7000-b689-56ffbded4574','call','incoming','ended',1795355643568159,0);
INSERT INTO "timeline" VALUES('01a20380-0000-7000-8000-000000000003','01a2037b-0942-7000-83f5-6f3c4e8442c0','sms','outgoing','delivered',1795355700000000,1);
CREATE INDEX timeline_by_time ON timeline (kind, at_us DESC);
CREATE INDEX timeline_by_conversation ON timeline (conversation_id, at_us DESC);
COMMIT;
