//! Plain serialisable requests and replies of the window. They are neither database rows nor engine types.
//! `camelCase` on the wire; every text in a reply is already in the language asked for.

mod analysis;
mod charts;
mod import;
mod overview;
mod session;
mod settling;

pub use analysis::*;
pub use charts::*;
pub use import::*;
pub use overview::*;
pub use session::*;
pub use settling::*;
