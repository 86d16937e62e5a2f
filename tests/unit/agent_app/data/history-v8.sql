-- The database as version 8 of the schema left it: a file that was on its way, a receipt that is owed, but no thumbnails yet.
PRAGMA user_version = 8;
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
        , counted_micros INTEGER, tariff TEXT NOT NULL DEFAULT '', rate_nanos INTEGER, destination_en TEXT NOT NULL DEFAULT '', destination_ru TEXT NOT NULL DEFAULT '', recording TEXT NOT NULL DEFAULT '', is_voice_mail INTEGER NOT NULL DEFAULT 0, mos_centi INTEGER NOT NULL DEFAULT 0, forwarded_to TEXT NOT NULL DEFAULT '') STRICT
        ;
INSERT INTO "call" VALUES('01a20379-cc70-7001-b3de-414479e2fc49',1795354644623122,1795354751723122,'hung_up_there',0,'','PCMA','',1400000,'RUB',0,NULL,'',NULL,'','','/rec.wav',0,420,'');
INSERT INTO "call" VALUES('01a20380-0000-7000-8000-000000000001',0,1795355653568159,'cancelled_there',0,'','','',NULL,'',1,NULL,'',NULL,'','','',0,0,'');
CREATE TABLE chat (
            conversation_id TEXT PRIMARY KEY REFERENCES conversation ON DELETE CASCADE,
            pinned INTEGER NOT NULL DEFAULT 0,
            muted INTEGER NOT NULL DEFAULT 0,
            draft TEXT NOT NULL DEFAULT '',
            form TEXT NOT NULL DEFAULT '',  -- how the other one writes: plain, cpim; '' is not known
            is_agent INTEGER NOT NULL DEFAULT 0,  -- the other one has this program: it drops duplicates and confirms
            quiet INTEGER NOT NULL DEFAULT 1      -- 0: refuses receipts and typing
        ) STRICT
        ;
INSERT INTO "chat" VALUES('01a2037b-0943-7000-b689-56ffbded4574',1,0,'Не забыть','cpim',1,1);
CREATE TABLE contact (
            contact_id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            favourite INTEGER NOT NULL DEFAULT 0,
            note TEXT NOT NULL DEFAULT ''
        , group_id TEXT NOT NULL DEFAULT '', picture TEXT NOT NULL DEFAULT '') STRICT
        ;
INSERT INTO "contact" VALUES('c1','Anna',1,'','','');
CREATE TABLE contact_group (
            group_id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            position INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        ;
CREATE TABLE contact_merge (
            merge_id TEXT PRIMARY KEY,
            contact_id TEXT NOT NULL,       -- the one that stayed
            at_us INTEGER NOT NULL,
            originals BLOB NOT NULL         -- the contacts as they were, JSON
        ) STRICT
        ;
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
CREATE TABLE ignored (who TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE message (
            item_id TEXT PRIMARY KEY REFERENCES timeline ON DELETE CASCADE,
            kind TEXT NOT NULL,             -- text, file, voice, unreadable, wake_up, system
            text TEXT NOT NULL,
            form TEXT NOT NULL DEFAULT '',  -- plain, cpim; '' was not sent yet
            tries INTEGER NOT NULL DEFAULT 0,     -- times that it was handed to the engine
            stored INTEGER NOT NULL DEFAULT 0,    -- a server keeps it for somebody who is away (202)
            wants INTEGER NOT NULL DEFAULT 0,     -- receipts that its sender wants: 1 delivered, 2 displayed
            told_us INTEGER NOT NULL DEFAULT 0,   -- when it was written, by its sender's clock; 0: not told to the microsecond
            reason_code TEXT NOT NULL DEFAULT '',
            reply_wire TEXT NOT NULL DEFAULT '',
            reply_text TEXT NOT NULL DEFAULT '',
            content_type TEXT NOT NULL DEFAULT '',
            raw BLOB                        -- of what could not be read
        ) STRICT
        ;
INSERT INTO "message" VALUES('01a20381-0000-7000-8000-000000000001','text','Пропустил два звонка','cpim',0,0,3,0,'','','','',NULL);
INSERT INTO "message" VALUES('01a20381-0000-7000-8000-000000000002','text','Перезвоню','cpim',1,0,0,0,'','wire-1','Пропустил два звонка','',NULL);
INSERT INTO "message" VALUES('01a20381-0000-7000-8000-000000000003','text','Уже звоню','cpim',1,0,0,0,'','','','',NULL);
INSERT INTO "message" VALUES('01a20381-0000-7000-8000-000000000004','unreadable','application/x-strange','plain',0,0,0,0,'','','','application/x-strange',X'00FF');
INSERT INTO "message" VALUES('01a20381-0000-7000-8000-000000000005','file','','plain',0,0,3,0,'','','','',NULL);
CREATE TABLE message_file (
            item_id TEXT PRIMARY KEY REFERENCES timeline ON DELETE CASCADE,
            name TEXT NOT NULL,
            size INTEGER NOT NULL,
            content_type TEXT NOT NULL,
            url TEXT NOT NULL DEFAULT '',
            until_us INTEGER NOT NULL DEFAULT 0,
            path TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL,            -- offered, uploading, downloading, ready, failed, cancelled
            width INTEGER NOT NULL DEFAULT 0,
            height INTEGER NOT NULL DEFAULT 0,
            duration_ms INTEGER NOT NULL DEFAULT 0,
            waveform BLOB
        ) STRICT
        ;
INSERT INTO "message_file" VALUES('01a20381-0000-7000-8000-000000000005','схема.pdf',184320,'application/pdf','https://files.example/1',0,'','downloading',0,0,0,NULL);
CREATE TABLE message_wire (
            conversation_id TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
            incoming INTEGER NOT NULL,
            wire_id TEXT NOT NULL,          -- imdn.Message-ID, or the SIP Call-ID of a plain message
            item_id TEXT NOT NULL,
            part INTEGER NOT NULL DEFAULT 1,      -- of a long text that went in several
            parts INTEGER NOT NULL DEFAULT 1,
            rank INTEGER NOT NULL DEFAULT 0,      -- 1 delivered, 2 displayed
            text TEXT NOT NULL DEFAULT '',        -- a part's
            owes INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (conversation_id, incoming, wire_id)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "message_wire" VALUES('01a2037b-0943-7000-b689-56ffbded4574',0,'wire-2','01a20381-0000-7000-8000-000000000002',1,1,0,'',0);
INSERT INTO "message_wire" VALUES('01a2037b-0943-7000-b689-56ffbded4574',0,'wire-3','01a20381-0000-7000-8000-000000000003',1,1,0,'',0);
INSERT INTO "message_wire" VALUES('01a2037b-0943-7000-b689-56ffbded4574',1,'wire-1','01a20381-0000-7000-8000-000000000001',1,1,0,'',0);
INSERT INTO "message_wire" VALUES('01a2037b-0943-7000-b689-56ffbded4574',1,'wire-4','01a20381-0000-7000-8000-000000000004',1,1,0,'',0);
INSERT INTO "message_wire" VALUES('01a2037b-0943-7000-b689-56ffbded4574',1,'wire-5','01a20381-0000-7000-8000-000000000005',1,1,0,'',1);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table','search_index','search_index',0,'CREATE VIRTUAL TABLE search_index USING fts5 (words, content = ''search_item'', content_rowid = ''row'', detail = ''none'', columnsize = 0, tokenize = ''ascii'', prefix = ''2 3 4 5 6'')');
CREATE TABLE 'search_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO "search_index_config" VALUES('version',4);
CREATE TABLE 'search_index_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO "search_index_data" VALUES(1,X'');
INSERT INTO "search_index_data" VALUES(10,X'00000000000000');
CREATE TABLE 'search_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE search_item (
            row INTEGER PRIMARY KEY,        -- in the order of time: milliseconds * 1024, and the next that is free
            item_id TEXT NOT NULL UNIQUE REFERENCES timeline ON DELETE CASCADE,
            words TEXT NOT NULL             -- folded, and their stems
        ) STRICT
        ;
CREATE TABLE search_waiting (item_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "search_waiting" VALUES('01a20381-0000-7000-8000-000000000001');
INSERT INTO "search_waiting" VALUES('01a20381-0000-7000-8000-000000000002');
INSERT INTO "search_waiting" VALUES('01a20381-0000-7000-8000-000000000003');
INSERT INTO "search_waiting" VALUES('01a20381-0000-7000-8000-000000000004');
INSERT INTO "search_waiting" VALUES('01a20381-0000-7000-8000-000000000005');
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
INSERT INTO "timeline" VALUES('01a20381-0000-7000-8000-000000000001','01a2037b-0943-7000-b689-56ffbded4574','message','incoming','received',1795356001000000,1);
INSERT INTO "timeline" VALUES('01a20381-0000-7000-8000-000000000002','01a2037b-0943-7000-b689-56ffbded4574','message','outgoing','displayed',1795356002000000,1);
INSERT INTO "timeline" VALUES('01a20381-0000-7000-8000-000000000003','01a2037b-0943-7000-b689-56ffbded4574','message','outgoing','waiting',1795356003000000,1);
INSERT INTO "timeline" VALUES('01a20381-0000-7000-8000-000000000004','01a2037b-0943-7000-b689-56ffbded4574','message','incoming','received',1795356004000000,0);
INSERT INTO "timeline" VALUES('01a20381-0000-7000-8000-000000000005','01a2037b-0943-7000-b689-56ffbded4574','message','incoming','received',1795356005000000,0);
CREATE INDEX timeline_by_time ON timeline (kind, at_us DESC);
CREATE INDEX timeline_by_place ON timeline (conversation_id, at_us, item_id);
CREATE INDEX timeline_unseen ON timeline (conversation_id) WHERE seen = 0;
CREATE INDEX timeline_unfinished ON timeline (state) WHERE kind = 'message' AND state IN ('waiting', 'sent');
CREATE INDEX conversation_by_remote ON conversation (remote COLLATE NOCASE);
CREATE INDEX message_wire_by_item ON message_wire (item_id);
CREATE INDEX message_wire_owing ON message_wire (item_id) WHERE owes <> 0;
CREATE TRIGGER search_item_added AFTER INSERT ON search_item BEGIN INSERT INTO search_index (rowid, words) VALUES (new.row, new.words); END;
CREATE TRIGGER search_item_removed AFTER DELETE ON search_item BEGIN INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.row, old.words); END;
CREATE TRIGGER search_message_insert AFTER INSERT ON message BEGIN INSERT OR IGNORE INTO search_waiting VALUES (new.item_id); END;
CREATE TRIGGER search_message_update AFTER UPDATE OF text ON message BEGIN INSERT OR IGNORE INTO search_waiting VALUES (new.item_id); END;
CREATE TRIGGER search_message_file_insert AFTER INSERT ON message_file BEGIN INSERT OR IGNORE INTO search_waiting VALUES (new.item_id); END;
CREATE TRIGGER search_sms_insert AFTER INSERT ON sms BEGIN INSERT OR IGNORE INTO search_waiting VALUES (new.item_id); END;
CREATE TRIGGER search_sms_update AFTER UPDATE OF text ON sms BEGIN INSERT OR IGNORE INTO search_waiting VALUES (new.item_id); END;
CREATE INDEX timeline_calls ON timeline (conversation_id, at_us, item_id) WHERE kind = 'call';
PRAGMA writable_schema=OFF;
COMMIT;
