//! What makes the window a citizen of its desktop: menu, files opened lately, and calling for attention.

use super::Language;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The window's menu. Its words and commands come from the window, so that menu, palette and key sheet are one list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MenuRequest {
    /// The menus of the bar, from its start.
    pub menus: Vec<MenuView>,
}

/// One menu of the bar.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MenuView {
    /// Its title.
    pub label: String,
    /// Its lines.
    pub items: Vec<MenuItemView>,
}

/// One line of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MenuItemView {
    /// What comes back as the event `menu`; empty for a rule between groups.
    pub id: String,
    /// In words.
    pub label: String,
    /// Its key, as `CmdOrCtrl+K`.
    pub keys: Option<String>,
    /// Whether it can be chosen now.
    pub is_enabled: bool,
}

/// A line of the menu was chosen (event `menu`).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MenuEvent {
    /// Which.
    pub id: String,
}

/// A workspace that was open lately. Its path stays with the shell.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecentView {
    /// Names it to the shell.
    pub id: u32,
    /// Name without folder and extension.
    pub name: String,
    /// The folder it lies in, by its own name only.
    pub folder: String,
}

/// Opens a workspace that was open lately.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecentRequest {
    /// Which.
    pub id: u32,
    /// Language of the reply.
    pub language: Language,
}

/// Long work ended, perhaps unseen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttentionRequest {
    /// What to say in the title until the window is looked at.
    pub words: String,
}

/// Goes to a point of the history.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GoToRequest {
    /// The step that is to be the last one done; none for before the first.
    pub step_id: Option<u32>,
    /// Language of the reply.
    pub language: Language,
}
