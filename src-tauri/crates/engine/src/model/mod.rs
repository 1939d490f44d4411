//! The vocabulary: what the figures are made of. No I/O and no heavy library may be used here.

mod area;
mod boundary;
mod cell;
mod claim;
mod fraction;
mod indicator;
mod lang;
mod observation;
mod period;
mod provenance;
mod rate;
mod rounding;
mod scope;
mod sheet;
mod table;

pub use area::{
    Area, AreaChange, AreaChangeKind, AreaCode, AreaCodeError, AreaLevel, area_changes, areas, current_area,
    find_area, find_area_at, find_area_in, find_area_in_at, get_area, search_areas,
};
pub use boundary::{BoundaryFeature, Geometry, Position, Ring};
pub use cell::{CellRange, CellRef, column_letters};
pub use claim::{Bound, Claim, Stated};
pub use fraction::Fraction;
pub use indicator::{
    Better, Indicator, find_indicator, get_indicator, get_quota_indicator, indicator_name, indicators,
    quota_id,
};
pub use lang::Lang;
pub use observation::{CountRow, LineClass, Missing, Observation, ObservationId, Role, TableId};
pub use period::{Frequency, Period, PeriodError};
pub use provenance::{Provenance, SourceId};
pub use rate::{NoRate, Rate};
pub use rounding::{PrintRule, Rounding, round_ratio};
pub use scope::{Scope, ScopeId};
pub use sheet::{
    KeptText, NumberFormat, RawCell, RawValue, Sheet, SheetBuilder, TextKind, Texts, Workbook, WorkbookFormat,
};
pub use table::{FieldType, TableKind};

/// Exact decimal numbers: counts, changes and rates are never binary floating point.
pub use rust_decimal::Decimal;
