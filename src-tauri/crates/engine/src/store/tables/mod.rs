//! One file per table: its rows as types, what writes them and what reads them.

pub(super) mod boundaries;
pub(super) mod findings;
pub(super) mod history;
pub(super) mod import_runs;
pub(super) mod ledger_columns;
pub(super) mod observation_order;
pub(super) mod observations;
pub(super) mod recipes;
pub(super) mod reports;
mod scopes;
pub(super) mod series_counts;
mod settings;
mod source_bytes;
pub(super) mod source_tables;
pub(super) mod sources;

/// The tables whose changes a step records: all but `source_bytes` (see there) and `history` itself.
pub(super) const TRACKED: [&str; 12] = [
    "settings",
    "import_runs",
    "sources",
    "scopes",
    "source_tables",
    "ledger_columns",
    "observations",
    "findings",
    "recipes",
    "reports",
    "boundaries",
    "boundary_features",
];
