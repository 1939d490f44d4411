//! A Tauri window with nothing in it: what the start of the real window is measured against (`make bench`).

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!("examples/empty/tauri.conf.json"))
}
