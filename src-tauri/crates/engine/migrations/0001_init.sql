-- The first format of a workspace.
--
-- Rules for every migration:
-- * A released file is frozen; a test holds its checksum.
-- * Columns of tracked tables are only ever appended, never renamed, moved or dropped, and tables never
--   dropped: recorded changesets name columns by their position, and undo must work for ever.
-- * Every table has a primary key, because the session extension records no row without one.
-- * Ids are AUTOINCREMENT: an id that stood in a chart or an exported report never comes to mean another number,
--   not even after an undo.

-- "JFZ1": tells a workspace from any other SQLite file.
PRAGMA application_id = 1246124593;

CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE import_runs (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    at          TEXT NOT NULL,
    app_version TEXT NOT NULL
) STRICT;

-- The folder a file came from is not kept: a workspace is mailed around, and paths name people and machines.
CREATE TABLE sources (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES import_runs (id),
    file   TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    format TEXT NOT NULL,
    size   INTEGER NOT NULL CHECK (size >= 0)
) STRICT;

CREATE INDEX sources_by_run ON sources (run_id);

-- Original files, compressed with zstd. Not tracked by changesets: a row is named by its own content and never
-- changes, so leaving it behind on undo is harmless, redo needs it, and a changeset would hold every file twice.
CREATE TABLE source_bytes (
    sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    size   INTEGER NOT NULL CHECK (size >= 0),
    zstd   BLOB NOT NULL
) STRICT;

CREATE TABLE scopes (
    id   TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One table found in one sheet of one source.
CREATE TABLE source_tables (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id       INTEGER NOT NULL REFERENCES import_runs (id),
    source_id    INTEGER NOT NULL REFERENCES sources (id),
    position     INTEGER NOT NULL,
    sheet        TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('summary', 'ledger')),
    title        TEXT,
    unit         TEXT,
    scope_id     TEXT NOT NULL REFERENCES scopes (id),
    range        TEXT NOT NULL,
    record_count INTEGER NOT NULL CHECK (record_count >= 0)
) STRICT;

CREATE INDEX source_tables_by_run ON source_tables (run_id);
CREATE INDEX source_tables_by_source ON source_tables (source_id);

CREATE TABLE ledger_columns (
    table_id INTEGER NOT NULL REFERENCES source_tables (id),
    position INTEGER NOT NULL,
    letter   TEXT NOT NULL,
    name     TEXT NOT NULL,
    field    TEXT,
    type     TEXT NOT NULL CHECK (type IN ('number', 'date', 'time', 'boolean', 'text')),
    PRIMARY KEY (table_id, position)
) STRICT, WITHOUT ROWID;

-- `value` is a decimal as text, so that it is exact; rows and columns count from zero.
CREATE TABLE observations (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    table_id      INTEGER NOT NULL REFERENCES source_tables (id),
    cell_row      INTEGER NOT NULL CHECK (cell_row >= 0),
    cell_col      INTEGER NOT NULL CHECK (cell_col >= 0),
    raw           TEXT NOT NULL,
    value         TEXT,
    missing       TEXT,
    role          TEXT NOT NULL CHECK (role IN ('value', 'total', 'of_which', 'derived')),
    indicator_id  TEXT,
    scope_id      TEXT NOT NULL REFERENCES scopes (id),
    area          TEXT,
    period        TEXT,
    organisation  TEXT,
    category      TEXT,
    unit          TEXT,
    row_labels    TEXT NOT NULL CHECK (json_valid(row_labels)),
    column_labels TEXT NOT NULL CHECK (json_valid(column_labels)),
    -- A number or a named reason, never both and never neither.
    CHECK ((value IS NULL) <> (missing IS NULL))
) STRICT;

CREATE INDEX observations_by_table ON observations (table_id);
CREATE INDEX observations_by_key ON observations (indicator_id, period, area);

-- Doubts about what was read. `cell_row` and `cell_col` stand together or not at all.
CREATE TABLE findings (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id    INTEGER NOT NULL REFERENCES import_runs (id),
    source_id INTEGER REFERENCES sources (id),
    table_id  INTEGER REFERENCES source_tables (id),
    sheet     TEXT,
    cell_row  INTEGER,
    cell_col  INTEGER,
    severity  TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
    code      TEXT NOT NULL,
    args      TEXT NOT NULL CHECK (json_valid(args)),
    CHECK ((cell_row IS NULL) = (cell_col IS NULL))
) STRICT;

CREATE INDEX findings_by_run ON findings (run_id);
CREATE INDEX findings_by_source ON findings (source_id);
CREATE INDEX findings_by_table ON findings (table_id);

-- Every step ever taken. Not tracked: undo and redo are themselves written here. `changed_at` is when the step
-- was last undone, redone or replaced; `changeset` is compressed with zstd.
CREATE TABLE history (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT NOT NULL,
    args       TEXT NOT NULL CHECK (json_valid(args)),
    at         TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('done', 'undone', 'replaced')),
    changed_at TEXT,
    changeset  BLOB NOT NULL
) STRICT;
