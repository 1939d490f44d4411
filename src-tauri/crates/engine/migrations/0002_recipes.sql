-- What a person settled about tables of one look, to be replayed when such a table comes again.
-- `document` is the recipe as it is exported.
CREATE TABLE recipes (
    name     TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL CHECK (json_valid(document))
) STRICT, WITHOUT ROWID;
