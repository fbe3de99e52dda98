//! The steps that make and bring up the two kinds of database.
//!
//! Invariant: a step that was released never changes; a change of schema is a new step at the end.

use crate::migrate::Schema;

/// `surveys/<uuid>.db`.
pub(crate) const SURVEY: Schema = Schema(&["
    CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE record(
        kind TEXT NOT NULL, id TEXT NOT NULL, rev INTEGER NOT NULL CHECK(rev > 0),
        body TEXT NOT NULL CHECK(json_valid(body)),
        PRIMARY KEY(kind, id)) STRICT, WITHOUT ROWID;
    -- Derived from record.body, so that a removal can ask who refers to it.
    CREATE TABLE reference(
        from_kind TEXT NOT NULL, from_id TEXT NOT NULL, to_kind TEXT NOT NULL, to_id TEXT NOT NULL,
        PRIMARY KEY(from_kind, from_id, to_kind, to_id)) STRICT, WITHOUT ROWID;
    CREATE INDEX reference_target ON reference(to_kind, to_id);
    CREATE TABLE change(
        seq INTEGER PRIMARY KEY, utc TEXT NOT NULL, actor TEXT NOT NULL, device TEXT NOT NULL,
        action TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, rev INTEGER NOT NULL,
        changes TEXT NOT NULL CHECK(json_valid(changes)), reason TEXT,
        prev BLOB NOT NULL CHECK(length(prev) = 32), hash BLOB NOT NULL CHECK(length(hash) = 32)) STRICT;
    CREATE INDEX change_record ON change(kind, id, seq);
    CREATE TRIGGER change_is_not_updated BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'append only'); END;
    CREATE TRIGGER change_is_not_deleted BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'append only'); END;
    CREATE TABLE evidence_chunk(
        id TEXT NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL CHECK(length(bytes) <= 262144),
        PRIMARY KEY(id, n)) STRICT;
"]);

/// `registry.db`.
pub(crate) const REGISTRY: Schema = Schema(&["
    CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    -- size and head: the least that the survey's own log must hold. nonce and wrapped go when it is erased.
    CREATE TABLE survey(
        id TEXT PRIMARY KEY, label TEXT NOT NULL, created TEXT NOT NULL, nonce BLOB, wrapped BLOB,
        size INTEGER NOT NULL, head TEXT NOT NULL, erased TEXT,
        CHECK((erased IS NULL) = (wrapped IS NOT NULL) AND (nonce IS NULL) = (wrapped IS NULL))) STRICT, WITHOUT ROWID;
    CREATE TABLE card(
        id TEXT PRIMARY KEY, card TEXT NOT NULL, fingerprint TEXT NOT NULL,
        state TEXT NOT NULL CHECK(state IN ('unverified', 'verified', 'retired')),
        own INTEGER NOT NULL CHECK(own IN (0, 1))) STRICT, WITHOUT ROWID;
    CREATE TABLE own_key(name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE export(
        number INTEGER PRIMARY KEY, survey TEXT NOT NULL, seq INTEGER, utc TEXT NOT NULL, kind TEXT NOT NULL,
        bundle TEXT, sha256 TEXT NOT NULL, size INTEGER NOT NULL, recipients TEXT NOT NULL, purpose TEXT NOT NULL,
        UNIQUE(survey, seq)) STRICT;
    CREATE TABLE event(
        seq INTEGER PRIMARY KEY, utc TEXT NOT NULL, actor TEXT NOT NULL, device TEXT NOT NULL,
        action TEXT NOT NULL, object TEXT NOT NULL, detail TEXT NOT NULL CHECK(json_valid(detail)),
        prev BLOB NOT NULL CHECK(length(prev) = 32), hash BLOB NOT NULL CHECK(length(hash) = 32)) STRICT;
    CREATE TRIGGER event_is_not_updated BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'append only'); END;
    CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'append only'); END;
",
"
    -- The office's own checklists. signer: fingerprint of the card, where it came in from somebody.
    CREATE TABLE checklist(
        id TEXT NOT NULL, version TEXT NOT NULL, text TEXT NOT NULL,
        state TEXT NOT NULL CHECK(state IN ('draft', 'released')), signer TEXT,
        sha256 TEXT NOT NULL CHECK(length(sha256) = 64), added TEXT NOT NULL,
        PRIMARY KEY(id, version)) STRICT;
    CREATE TRIGGER released_checklist_is_not_updated BEFORE UPDATE ON checklist WHEN OLD.state = 'released'
        BEGIN SELECT RAISE(ABORT, 'released'); END;
    CREATE TRIGGER released_checklist_is_not_deleted BEFORE DELETE ON checklist WHEN OLD.state = 'released'
        BEGIN SELECT RAISE(ABORT, 'released'); END;
"]);
