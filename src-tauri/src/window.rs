//! The window: its place, its security, its events, and the one command through which it speaks.

use crate::handover::{self, Handover};
use crate::host::Desktop;
use crate::state::State;
use crate::{menu, placement};
use jianfu_wire::{ErrorView, dispatch};
use serde::Serialize;
use serde_json::Value;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, RunEvent, Url, WebviewUrl, WebviewWindowBuilder};
use tauri::{Window, WindowEvent};
use tauri_plugin_window_state::StateFlags;

/// The name of the program above its window.
pub const TITLE: &str = "减负账";

/// The one command of the window: calls a command of the wire's list.
#[tauri::command(async)]
fn call(app: AppHandle, name: &str, request: Value) -> Result<Value, ErrorView> {
    dispatch(&Desktop::new(app), name, request)
}

#[derive(Clone, Serialize)]
struct Drag {
    over: bool,
}

/// Opens the window and runs until it is closed. A second start hands its files to the first and ends.
///
/// # Errors
/// When the platform's webview cannot be started.
pub fn run(given: Handover) -> tauri::Result<()> {
    let Handover { workspace, sources } = given;
    let remembered = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            handover::second_start(app, arguments, &folder);
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(remembered).build())
        .menu(menu::first)
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .invoke_handler(tauri::generate_handler![call])
        .setup(move |app| {
            // Opened here and not before, so that a second start leaves the workspace to the first.
            app.manage(State::new(app.handle(), workspace));
            if !sources.is_empty() {
                handover::take(app.handle(), Handover { workspace: None, sources });
            }
            open(app.handle())?;
            Ok(())
        })
        .on_window_event(on_window_event)
        .build(tauri::generate_context!())?
        .run(on_run_event);
    Ok(())
}

fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title(TITLE)
        .inner_size(placement::FIRST.0, placement::FIRST.1)
        .min_inner_size(placement::SMALLEST.0, placement::SMALLEST.1)
        // The policy of the page covers what it loads; where it goes is covered here.
        .on_navigation(is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    drop(window);
    keep_on_screen(app);
    Ok(())
}

fn keep_on_screen(app: &AppHandle) {
    let Some(window) = app.get_webview_window("main") else { return };
    if let Err(error) = placement::keep_on_screen(&window) {
        tracing::warn!("the window may stand off the screen: {error}");
    }
}

/// Whether an address is the application's own: nothing else is ever shown.
fn is_own(address: &Url) -> bool {
    let is_served = address.scheme() == "tauri" || address.host_str() == Some("tauri.localhost");
    is_served || tauri::is_dev()
}

fn on_window_event(window: &Window, event: &WindowEvent) {
    let app = window.app_handle();
    match event {
        WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => drag(app, true),
        WindowEvent::DragDrop(DragDropEvent::Leave) => drag(app, false),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            drag(app, false);
            handover::take(app, Handover::from_paths(paths.clone()));
        }
        // The platform restores the size some time after the window was made.
        WindowEvent::Resized(_) => keep_on_screen(app),
        // Looked at: what called for attention has been seen.
        WindowEvent::Focused(true) => {
            if let Err(error) = window.set_title(TITLE) {
                tracing::warn!("the title could not be set: {error}");
            }
        }
        _ => {}
    }
}

fn on_run_event(app: &AppHandle, event: RunEvent) {
    // Files opened by double click on macOS come as an event, not as arguments.
    #[cfg(target_os = "macos")]
    if let RunEvent::Opened { urls } = event {
        let paths = urls.into_iter().filter_map(|url| url.to_file_path().ok());
        handover::take(app, Handover::from_paths(paths));
    }
    #[cfg(not(target_os = "macos"))]
    let _ = (app, event);
}

fn drag(app: &AppHandle, over: bool) {
    if let Err(error) = app.emit("drag", Drag { over }) {
        tracing::warn!("the window was not told of a drag: {error}");
    }
}
