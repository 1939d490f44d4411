//! The JSON people script against: `snake_case`, exact numbers as strings. Names only ever gain.

pub mod breakdown;
pub mod burden;
mod figures;
pub mod inspect;
pub mod measure;
pub mod quota;
pub mod ranking;
pub mod report;
pub mod series;
