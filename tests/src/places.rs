//! Where things are in the tree.

use std::path::{Path, PathBuf};

/// The top of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The synthetic sample files.
pub fn samples() -> PathBuf {
    root().join("sample-data")
}

/// Where the generated TypeScript stands.
pub fn generated() -> PathBuf {
    root().join("ui/src/backend/generated/wire.ts")
}

/// The programs built beside the running test: `target/debug` or `target/release`.
///
/// # Errors
/// When the system does not say where this program is.
pub fn programs() -> anyhow::Result<PathBuf> {
    let here = std::env::current_exe()?;
    // A test runs from `target/debug/deps`, a tool from `target/debug`.
    let folder = here.parent().ok_or_else(|| anyhow::anyhow!("a program stands in a folder"))?;
    let is_deps = folder.file_name().is_some_and(|n| n == "deps");
    Ok(if is_deps { folder.parent().unwrap_or(folder) } else { folder }.to_path_buf())
}
