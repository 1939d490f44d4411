//! The window: its size, its security, its events, and the one command through which it speaks.

use crate::host::Desktop;
use crate::state::State;
use jianfu_wire::{ErrorView, dispatch};
use serde::Serialize;
use serde_json::Value;
use std::path::PathBuf;
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, WebviewUrl, WebviewWindowBuilder, WindowEvent};

/// The one command of the window: calls a command of the wire's list.
#[tauri::command(async)]
fn call(app: AppHandle, name: &str, request: Value) -> Result<Value, ErrorView> {
    dispatch(&Desktop::new(app), name, request)
}

#[derive(Clone, Serialize)]
struct Drag {
    over: bool,
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// When the platform's webview cannot be started.
pub fn run(workspace: Option<PathBuf>) -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(State::new(workspace))
        .invoke_handler(tauri::generate_handler![call])
        .setup(|app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("减负账")
                .inner_size(1280.0, 800.0)
                .min_inner_size(1120.0, 680.0)
                .build()?;
            Ok(())
        })
        .on_window_event(|window, event| {
            let app = window.app_handle();
            match event {
                WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => drag(app, true),
                WindowEvent::DragDrop(DragDropEvent::Leave) => drag(app, false),
                WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
                    drag(app, false);
                    Desktop::new(app.clone()).stage_dropped(paths.clone());
                }
                _ => {}
            }
        })
        .run(tauri::generate_context!())
}

fn drag(app: &AppHandle, over: bool) {
    if let Err(error) = app.emit("drag", Drag { over }) {
        tracing::warn!("the window was not told of a drag: {error}");
    }
}
