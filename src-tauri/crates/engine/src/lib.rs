//! The engine of Jianfu: from the spreadsheets an office already has to burden-reduction figures that can be defended.
//!
//! The pipeline, one number at a time (`ARCHITECTURE.md` walks it):
//! `import` reads a file in a child process and understands its tables → `store` keeps what was accepted, with its
//! cell → `measure` computes exact rates or names why there is none → `chart` turns them into one drawing.
//! [`Workspace`] is the only door for shells. Steps do not know each other; `workspace` connects them.

pub mod catalogue;
pub mod chart;
pub mod diagnostic;
pub mod format;
pub mod import;
pub mod measure;
pub mod model;
pub mod report;
pub mod store;
mod workspace;
pub mod xlsx;

pub use workspace::*;
