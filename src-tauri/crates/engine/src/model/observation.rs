//! Observations: one measured value for one key at one period (SDMX `OBS_VALUE`), or a named reason why there is none.

use super::{AreaCode, CellRef, Decimal, Period, ScopeId};
use serde::{Deserialize, Serialize};

/// Why a cell holds no number. A missing value is never null, NaN or zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The cell is empty.
    Blank,
    /// A dash: `—`, `－`, `-`.
    Dash,
    /// A slash: `/`.
    Slash,
    /// `无`, `不适用`, `N/A`.
    NotApplicable,
    /// The source says that the base is zero (`上年为0`).
    ZeroBase,
    /// Withheld: `…`, `***`.
    Suppressed,
    /// Text that is no number.
    NotANumber,
    /// An error value, or a formula without a stored result.
    CellError,
}

impl Missing {
    /// Every reason.
    pub const ALL: [Self; 8] = [
        Self::Blank,
        Self::Dash,
        Self::Slash,
        Self::NotApplicable,
        Self::ZeroBase,
        Self::Suppressed,
        Self::NotANumber,
        Self::CellError,
    ];

    /// The stable name used in JSON and in the workspace.
    pub fn code(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Dash => "dash",
            Self::Slash => "slash",
            Self::NotApplicable => "not_applicable",
            Self::ZeroBase => "zero_base",
            Self::Suppressed => "suppressed",
            Self::NotANumber => "not_a_number",
            Self::CellError => "cell_error",
        }
    }

    /// The reason with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.code() == code)
    }
}

/// What part a number plays in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A count of its own.
    Value,
    /// A sum or mean of other cells (合计, 小计).
    Total,
    /// A part already counted in another cell (其中).
    OfWhich,
    /// Printed arithmetic on other cells (同比, 增减, 占比): checked, never taken.
    Derived,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Value, Self::Total, Self::OfWhich, Self::Derived];

    /// The stable name used in JSON and in the workspace.
    pub fn code(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Total => "total",
            Self::OfWhich => "of_which",
            Self::Derived => "derived",
        }
    }

    /// The role with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// What a row of a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineClass {
    /// A title or subtitle.
    Title,
    /// A line that says the unit or the reporting body.
    Unit,
    /// Part of a table's head.
    Header,
    /// A label that heads the rows below it.
    Group,
    /// Counts, or a ledger's record.
    Data,
    /// A line derived from other lines.
    Total,
    /// Notes, sources, signatures, adverts.
    Note,
    /// Anything else.
    Other,
}

impl LineClass {
    /// The stable name used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Unit => "unit",
            Self::Header => "header",
            Self::Group => "group",
            Self::Data => "data",
            Self::Total => "total",
            Self::Note => "note",
            Self::Other => "other",
        }
    }
}

/// Identity of an observation within a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ObservationId(pub i64);

/// Identity of a source table (one table of one sheet of one file) within a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TableId(pub i64);

/// One stored number with everything it takes to compare it: indicator × scope × area × period, its role and its cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Identity in the workspace.
    pub id: ObservationId,
    /// The table it stands in.
    pub table_id: TableId,
    /// Where it stands in its sheet.
    pub cell: CellRef,
    /// The text exactly as found.
    pub raw: String,
    /// The number; `None` exactly when `missing` is given.
    pub value: Option<Decimal>,
    /// Why there is no number.
    pub missing: Option<Missing>,
    /// Its part in the table.
    pub role: Role,
    /// Indicator id, where recognised.
    pub indicator_id: Option<String>,
    /// The scope (口径) it was counted on.
    pub scope_id: ScopeId,
    /// Area, where recognised.
    pub area: Option<AreaCode>,
    /// Period, where recognised.
    pub period: Option<Period>,
    /// Issuing or reporting body, where the table names one.
    pub organisation: Option<String>,
    /// Breakdown such as 文种, where the table names one.
    pub category: Option<String>,
    /// Unit, where the table names one.
    pub unit: Option<String>,
    /// Labels left of the cell, outermost first.
    pub row_labels: Vec<String>,
    /// Labels above the cell, outermost first.
    pub column_labels: Vec<String>,
}

/// What a measure needs to know of one observation, borrowed from where it is kept: there may be millions.
#[derive(Debug, Clone)]
pub struct CountRow<'a> {
    /// Identity in the workspace.
    pub id: ObservationId,
    /// The table it stands in.
    pub table_id: TableId,
    /// The number, or nothing.
    pub value: Option<Decimal>,
    /// Why there is no number.
    pub missing: Option<Missing>,
    /// Its part in the table.
    pub role: Role,
    /// Indicator id, or the name printed.
    pub indicator_id: &'a str,
    /// Scope id.
    pub scope_id: &'a str,
    /// Area.
    pub area: Option<AreaCode>,
    /// Period.
    pub period: Period,
    /// Issuing or reporting body.
    pub organisation: Option<&'a str>,
    /// Breakdown such as 文种.
    pub category: Option<&'a str>,
    /// Unit.
    pub unit: Option<&'a str>,
}
