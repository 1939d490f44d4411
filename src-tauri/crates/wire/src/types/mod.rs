//! Plain serialisable requests and replies of the window. They are neither database rows nor engine types.
//! `camelCase` on the wire; every text in a reply is already in the language asked for.

mod analysis;
mod charts;
mod desktop;
mod import;
mod overview;
mod reports;
mod session;
mod settling;
mod table;

pub use analysis::*;
pub use charts::*;
pub use desktop::*;
pub use import::*;
pub use overview::*;
pub use reports::*;
pub use session::*;
pub use settling::*;
pub use table::*;
