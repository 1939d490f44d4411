//! Build script of the desktop shell: Tauri's own code generation.
fn main() {
    tauri_build::build();
}
