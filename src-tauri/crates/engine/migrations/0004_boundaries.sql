-- Boundary files a person brought in: borders to draw maps with, each with the number of its official review where it has one.
CREATE TABLE boundaries (
    name     TEXT NOT NULL PRIMARY KEY,
    sha256   TEXT NOT NULL CHECK (length(sha256) = 64),
    approval TEXT,
    at       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Their areas in the order of the file. `geometry` is as `Geometry::to_bytes` writes it.
CREATE TABLE boundary_features (
    boundary TEXT NOT NULL REFERENCES boundaries (name),
    position INTEGER NOT NULL CHECK (position >= 0),
    code     TEXT,
    name     TEXT,
    geometry BLOB NOT NULL,
    PRIMARY KEY (boundary, position)
) STRICT, WITHOUT ROWID;
