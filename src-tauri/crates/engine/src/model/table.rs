//! Tables of a source: what kind they are and what their columns hold.

/// Counts per something, or one record per row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// Counts per area, organisation, category or period.
    Summary,
    /// One record per row (台账).
    Ledger,
}

impl TableKind {
    /// The stable name used in JSON and in the workspace.
    pub fn code(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Ledger => "ledger",
        }
    }

    /// The kind with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Summary, Self::Ledger].into_iter().find(|k| k.code() == code)
    }
}

/// What the values of a ledger column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldType {
    /// Whole or decimal numbers.
    Number,
    /// Dates.
    Date,
    /// Times of day.
    Time,
    /// 是 or 否.
    Boolean,
    /// Anything else.
    Text,
}

impl FieldType {
    /// Every type.
    pub const ALL: [Self; 5] = [Self::Number, Self::Date, Self::Time, Self::Boolean, Self::Text];

    /// The stable name used in JSON and in the workspace.
    pub fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Time => "time",
            Self::Boolean => "boolean",
            Self::Text => "text",
        }
    }

    /// The type with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }
}
