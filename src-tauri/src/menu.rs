//! The native menu. What stands in it is said by the window, so that menu, palette and key sheet cannot differ; this
//! only builds it, and changes it in place where its shape stays.

use jianfu_wire::{MenuEvent, MenuItemView, MenuRequest};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use tauri::menu::{Menu, MenuItem, MenuItemBuilder, Submenu};
use tauri::{AppHandle, Emitter, Manager, Wry};

/// The line that ends the program rather than speaking to the window.
const QUIT: &str = "quit";

/// Titles shown until the window says what stands below them: a bar that came later would push the page down.
const TITLES: [&str; 4] = ["文件", "编辑", "前往", "帮助"];

/// What the bar is made of; while it stays, only words and states change.
type Shape = Vec<(String, Vec<(String, Option<String>)>)>;

/// The menu as it stands.
#[derive(Default)]
pub struct MenuBar {
    standing: Mutex<(Shape, Lines)>,
}

/// The bar before the window has spoken.
///
/// # Errors
/// When the platform has no menu.
pub fn first(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let menu = Menu::new(app)?;
    for title in TITLES {
        menu.append(&Submenu::new(app, title, true)?)?;
    }
    Ok(menu)
}

fn shape(request: &MenuRequest) -> Shape {
    let keys = |item: &MenuItemView| (item.id.clone(), item.keys.clone());
    request.menus.iter().map(|m| (m.label.clone(), m.items.iter().map(keys).collect())).collect()
}

/// Gives the window this menu.
///
/// # Errors
/// When the platform refuses it.
pub fn set(app: &AppHandle, bar: &MenuBar, request: &MenuRequest) -> tauri::Result<()> {
    let mut standing = bar.standing.lock().unwrap_or_else(PoisonError::into_inner);
    let shape = shape(request);
    if standing.0 == shape {
        for item in request.menus.iter().flat_map(|m| &m.items) {
            if let Some(line) = standing.1.get(&item.id) {
                line.set_text(&item.label)?;
                line.set_enabled(item.is_enabled)?;
            }
        }
        return Ok(());
    }
    let (menu, lines) = build(app, request)?;
    app.set_menu(menu)?;
    *standing = (shape, lines);
    Ok(())
}

/// The lines of a menu by the id of their command.
type Lines = BTreeMap<String, MenuItem<Wry>>;

fn build(app: &AppHandle, request: &MenuRequest) -> tauri::Result<(Menu<Wry>, Lines)> {
    let menu = Menu::new(app)?;
    let mut lines = BTreeMap::new();
    #[cfg(target_os = "macos")]
    menu.append(&of_macos(app)?)?;
    for view in &request.menus {
        let submenu = Submenu::new(app, &view.label, true)?;
        for item in &view.items {
            if item.id.is_empty() {
                submenu.append(&tauri::menu::PredefinedMenuItem::separator(app)?)?;
                continue;
            }
            let line = line(app, item)?;
            submenu.append(&line)?;
            lines.insert(item.id.clone(), line);
        }
        menu.append(&submenu)?;
    }
    Ok((menu, lines))
}

/// A key that the platform does not know is left out: the line is worth more than its key.
fn line(app: &AppHandle, item: &MenuItemView) -> tauri::Result<MenuItem<Wry>> {
    let plain = || MenuItemBuilder::with_id(&item.id, &item.label).enabled(item.is_enabled);
    let with_key = item.keys.as_ref().map(|keys| plain().accelerator(keys).build(app));
    match with_key {
        Some(Ok(line)) => Ok(line),
        Some(Err(error)) => {
            tracing::warn!("the menu shows no key for `{}`: {error}", item.id);
            plain().build(app)
        }
        None => plain().build(app),
    }
}

/// The first menu of macOS is the program's own, and text fields get their clipboard keys from it.
#[cfg(target_os = "macos")]
fn of_macos(app: &AppHandle) -> tauri::Result<Submenu<Wry>> {
    use tauri::menu::PredefinedMenuItem as P;
    Submenu::with_items(
        app,
        "减负账",
        true,
        &[
            &P::hide(app, None)?,
            &P::cut(app, None)?,
            &P::copy(app, None)?,
            &P::paste(app, None)?,
            &P::select_all(app, None)?,
        ],
    )
}

/// A line was chosen.
pub fn chosen(app: &AppHandle, id: &str) {
    if id == QUIT {
        // Closed rather than exited, so that size and place are kept.
        let windows: BTreeMap<_, _> = app.webview_windows().into_iter().collect();
        for window in windows.values() {
            if let Err(error) = window.close() {
                tracing::warn!("the window could not be closed: {error}");
            }
        }
        return;
    }
    if let Err(error) = app.emit("menu", MenuEvent { id: id.to_owned() }) {
        tracing::warn!("the window was not told of its menu: {error}");
    }
}
