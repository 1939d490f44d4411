//! The font databases: the bundled faces alone, and, for characters they lack, with the machine's faces.

use crate::chart::typeset::{MEDIUM, REGULAR, has_glyph};
use resvg::usvg::fontdb::{Database, Source};
use std::sync::{Arc, OnceLock};

/// The database a text needs. The machine's fonts are searched once, and only if ever needed.
pub(super) fn database(text: &str) -> Arc<Database> {
    static BUNDLED: OnceLock<Arc<Database>> = OnceLock::new();
    static WITH_SYSTEM: OnceLock<Arc<Database>> = OnceLock::new();
    if text.chars().all(|c| c.is_ascii() || has_glyph(c)) {
        return Arc::clone(BUNDLED.get_or_init(|| Arc::new(bundled())));
    }
    let with_system = WITH_SYSTEM.get_or_init(|| {
        let mut database = bundled();
        database.load_system_fonts();
        Arc::new(database)
    });
    Arc::clone(with_system)
}

fn bundled() -> Database {
    let mut database = Database::new();
    for face in [REGULAR, MEDIUM] {
        // The faces are part of the program; the Arc shares them without a copy.
        database.load_font_source(Source::Binary(Arc::new(face)));
    }
    database
}
