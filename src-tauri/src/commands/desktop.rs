//! The window as a citizen of its desktop: menu, attention, printing.

use crate::host::Desktop;
use crate::menu;
use crate::window::TITLE;
use jianfu_engine::Error;
use jianfu_wire::{AttentionRequest, Empty, MenuRequest};
use tauri::{Manager, UserAttentionType, WebviewWindow};

fn window(host: &Desktop) -> Result<WebviewWindow, Error> {
    host.app.get_webview_window("main").ok_or_else(|| failed(&"no window"))
}

fn failed(reason: &dyn ToString) -> Error {
    Error::refused("internal", &[("reason", &reason.to_string())])
}

/// Gives the window its menu.
pub fn set_menu(host: &Desktop, request: &MenuRequest) -> Result<Empty, Error> {
    menu::set(&host.app, &host.state().menu, request).map_err(|e| failed(&e))?;
    Ok(Empty {})
}

/// Asks for attention where the window is not looked at: the desktop marks it, and its title says what ended.
pub fn call_attention(host: &Desktop, request: &AttentionRequest) -> Result<Empty, Error> {
    let window = window(host)?;
    if !window.is_focused().unwrap_or(true) {
        let called = window
            .request_user_attention(Some(UserAttentionType::Informational))
            .and_then(|()| window.set_title(&format!("{} — {TITLE}", request.words)));
        called.map_err(|e| failed(&e))?;
    }
    Ok(Empty {})
}

/// Opens the system's dialog to print the page on screen.
pub fn print_page(host: &Desktop) -> Result<Empty, Error> {
    window(host)?.print().map_err(|e| failed(&e))?;
    Ok(Empty {})
}
