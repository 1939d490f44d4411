-- Reports a person keeps: what was chosen, their own words, and the figures as last accepted. `document` says all of it.
CREATE TABLE reports (
    name     TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL CHECK (json_valid(document))
) STRICT, WITHOUT ROWID;
