//! Scope (口径): which issuers, levels and kinds a figure counts. Figures of different scopes are never ranked together.

use serde::{Deserialize, Serialize};

/// Identity of a scope: a short stable text made from its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScopeId(pub String);

impl ScopeId {
    /// The scope of tables that do not say what they count.
    pub const UNSTATED: &'static str = "unstated";

    /// The id for a scope's name: the name without blanks and punctuation, or `unstated` when nothing is left.
    pub fn from_name(name: &str) -> Self {
        let id: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        Self(if id.is_empty() { Self::UNSTATED.to_owned() } else { id })
    }
}

/// A named scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Identity.
    pub id: ScopeId,
    /// The name as the source words it; empty for `unstated`.
    pub name: String,
}
