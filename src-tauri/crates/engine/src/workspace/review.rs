//! What a workspace knows about files under review: recipes to replay, and tables that are newer versions of stored
//! ones, with what differs.

use super::recipes::assign;
use super::staging::StagedFile;
use super::{Error, Staging, Workspace};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::recipe::{Drift, Look, Recipe, find_recipe};
use crate::import::{ObservationReading, SheetReading, TableReading};
use crate::model::{AreaCode, CellRef, Missing, Observation, Period, Role, ScopeId, TableKind};
use crate::store::{FindingFilter, ObservationFilter, SourceTable, TableFilter};
use std::collections::BTreeMap;

/// Changed figures told one by one; the count is always whole.
const TOLD: usize = 20;
/// Below this many figures in common their values show nothing.
const FEW: usize = 5;
/// The finding that keeps which body reported a table.
const REPORTED_BY: &str = "reported_by";

impl Workspace {
    /// Looks at files just read with what the workspace remembers: replays recipes (or, where one is given, that one
    /// on every table), and marks the stored tables that newer versions replace. Findings are added to the sheets.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn review(&self, staging: &mut Staging, only: Option<&Recipe>) -> Result<(), Error> {
        match only {
            Some(recipe) => replay_on_all(staging, recipe),
            None => replay_by_look(staging, &self.recipes()?),
        }
        let stored = self.store().list_tables(&TableFilter::default())?;
        staging.reviewed_by = Some(self.path().to_path_buf());
        for file in &mut staging.files {
            let Ok(content) = &file.content else { continue };
            if self.store().find_source_by_sha(&content.workbook.sha256)?.is_none() {
                self.find_older(file, &stored)?;
            }
        }
        Ok(())
    }

    fn find_older(&self, file: &mut StagedFile, stored: &[SourceTable]) -> Result<(), Error> {
        let name = stem(&file.name);
        let Ok(content) = &mut file.content else { return Ok(()) };
        for sheet in &mut content.reading.sheets {
            let mut found = Vec::new();
            for table in &sheet.tables {
                let scope = ScopeId::from_name(table.scope_name.as_deref().unwrap_or_default());
                let titled = |old: &&SourceTable| {
                    old.kind == table.kind
                        && old.scope_id == scope
                        && bare(old.title.as_deref()) == bare(table.title.as_deref())
                        && !file.replaces.contains(&old.id)
                };
                let mut doubt = None;
                for old in stored.iter().filter(titled) {
                    let bodies = self.reporter_of_stored(old)?.zip(reporter(&sheet.diagnostics, table));
                    let signs = Signs {
                        is_same_file: stem(&old.file) == name && old.sheet == sheet.name,
                        is_same_body: bodies.map(|(old, new)| old == new),
                    };
                    match self.compare(table, old, &signs)? {
                        Relation::Newer(told) => {
                            file.replaces.push(old.id);
                            found.extend(told);
                            doubt = None;
                            break;
                        }
                        Relation::Unclear(told) => doubt = doubt.or(Some(told)),
                        Relation::Other => {}
                    }
                }
                found.extend(doubt);
            }
            sheet.diagnostics.extend(found);
        }
        Ok(())
    }

    /// The body that reported a stored table, where it says so.
    fn reporter_of_stored(&self, table: &SourceTable) -> Result<Option<String>, Error> {
        let filter = FindingFilter { source_id: Some(table.source_id), ..FindingFilter::default() };
        let found = self.store().list_findings(&filter)?.into_iter().find(|f| {
            f.code == REPORTED_BY
                && f.sheet.as_deref() == Some(&table.sheet)
                && f.cell == Some(table.range.start)
        });
        Ok(found.and_then(|f| name_in(&f.args)))
    }

    /// What a stored table of the same title and scope is to this one. It is an older version only where something
    /// shows that both come from one office: the file's name, the reporting body, or mostly the same figures. Otherwise
    /// both are kept, and the doubt is told: no table is lost for looking like another's.
    fn compare(&self, table: &TableReading, old: &SourceTable, signs: &Signs) -> Result<Relation, Error> {
        if table.kind == TableKind::Ledger {
            return Ok(match signs.is_same_body {
                _ if !signs.is_same_file || table.title.is_none() => Relation::Other,
                Some(false) => Relation::Unclear(unclear(table, old, 0)),
                _ => Relation::Newer(vec![replaces(table, old, [0, 0, 0])]),
            });
        }
        let filter = ObservationFilter { table_id: Some(old.id), ..ObservationFilter::default() };
        let observations = self.store().list_observations(&filter)?;
        let before: BTreeMap<_, _> = observations.iter().map(|o| (key_of_stored(o), o)).collect();
        let after: BTreeMap<_, _> = table.observations.iter().map(|o| (key_of(o), o)).collect();
        let shared = after.keys().filter(|k| before.contains_key(*k)).count();
        let is_about_areas = after.keys().any(|k| k.0.is_some());
        let is_same = shared * 10 >= before.len().min(after.len()) * 6 && shared > 0;
        if !is_same || !(is_about_areas || signs.is_same_file || signs.is_same_body == Some(true)) {
            return Ok(Relation::Other);
        }
        let counted = |role: Role| role != Role::Derived;
        let both: Vec<_> = after
            .iter()
            .filter_map(|(k, o)| Some((o, before.get(k)?)))
            .filter(|(o, _)| counted(o.role))
            .collect();
        let changed: Vec<Diagnostic> = both
            .iter()
            .filter_map(|(o, was)| {
                let (old, new) = ((was.value, was.missing), (o.value, o.missing));
                (old != new).then(|| value_changed(o.cell, &o.row_labels, &o.column_labels, old, new))
            })
            .collect();
        if !signs.show_one_office(both.len() - changed.len(), both.len()) {
            return Ok(Relation::Unclear(unclear(table, old, changed.len())));
        }
        let gone = before.iter().filter(|(k, o)| counted(o.role) && !after.contains_key(*k)).count();
        let new = after.iter().filter(|(k, o)| counted(o.role) && !before.contains_key(*k)).count();
        let whole = replaces(table, old, [changed.len(), gone, new]);
        Ok(Relation::Newer(std::iter::once(whole).chain(changed.into_iter().take(TOLD)).collect()))
    }
}

/// What a stored table is to one under review.
enum Relation {
    /// The one under review is a newer version; what differs.
    Newer(Vec<Diagnostic>),
    /// Nothing says whether it is; the doubt.
    Unclear(Diagnostic),
    /// Another table.
    Other,
}

/// What the surroundings of two tables of one title say.
struct Signs {
    /// The files' names, versions aside, and the sheets'.
    is_same_file: bool,
    /// The reporting bodies, where both tables name one.
    is_same_body: Option<bool>,
}

impl Signs {
    /// Whether the tables come from one office. Where neither names its body, figures tell: two offices that count each
    /// for itself do not agree in half of them, nor does a correction change nearly all.
    fn show_one_office(&self, agreeing: usize, shared: usize) -> bool {
        let is_alike = agreeing * 2 >= shared;
        let is_unlike = shared >= FEW && agreeing * 5 < shared;
        self.is_same_body.unwrap_or(is_alike || (self.is_same_file && !is_unlike))
    }
}

/// What tells a figure of a table: its area, its period and its labels.
type Key = (Option<AreaCode>, Option<Period>, Vec<String>, Vec<String>);

fn key_of(o: &ObservationReading) -> Key {
    (o.area, o.period, o.row_labels.clone(), o.column_labels.clone())
}

fn key_of_stored(o: &Observation) -> Key {
    (o.area, o.period, o.row_labels.clone(), o.column_labels.clone())
}

/// The body that a table under review names.
fn reporter(found: &[Diagnostic], table: &TableReading) -> Option<String> {
    let own = found.iter().find(|d| d.code == REPORTED_BY && d.cell == Some(table.range.start))?;
    name_in(&own.args)
}

fn name_in(args: &[(String, String)]) -> Option<String> {
    args.iter().find(|(key, _)| key == "name").map(|(_, name)| name.clone())
}

fn unclear(table: &TableReading, old: &SourceTable, changed: usize) -> Diagnostic {
    Diagnostic::new(Severity::Warning, "maybe_newer_version")
        .at(table.range.start)
        .with("file", &old.file)
        .with("changed", changed)
}

fn bare(title: Option<&str>) -> Option<String> {
    title.map(|t| t.chars().filter(|c| !c.is_whitespace()).collect())
}

/// A file's name without its ending and without what people add to a newer version: `(1)`, `更正`, `v2`, `最新`, `终稿`.
fn stem(file: &str) -> String {
    const MARKS: [&str; 9] = ["更正", "修改", "修订", "最新", "最终", "终稿", "新", "版", "副本"];
    let name = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut name = name.replace(['（', '）', '(', ')', '-', '_', ' '], "");
    loop {
        let shorter = MARKS.iter().find_map(|mark| name.strip_suffix(mark)).unwrap_or(&name);
        // `v2`, or the number a browser adds; a year stays.
        let digits = shorter.chars().rev().take_while(char::is_ascii_digit).count();
        let shorter = if digits == 1 { shorter.get(..shorter.len() - 1).unwrap_or(shorter) } else { shorter };
        let shorter = shorter.strip_suffix(['v', 'V']).unwrap_or(shorter);
        if shorter.len() == name.len() || shorter.is_empty() {
            return name;
        }
        name = shorter.to_owned();
    }
}

fn replaces(table: &TableReading, old: &SourceTable, [changed, gone, new]: [usize; 3]) -> Diagnostic {
    Diagnostic::new(Severity::Warning, "replaces_table")
        .at(table.range.start)
        .with("file", &old.file)
        .with("changed", changed)
        .with("gone", gone)
        .with("new", new)
}

type Held = (Option<crate::model::Decimal>, Option<Missing>);

fn value_changed(at: CellRef, row: &[String], column: &[String], old: Held, new: Held) -> Diagnostic {
    let words = |held: Held| held.0.map_or_else(|| "—".to_owned(), |v| v.normalize().to_string());
    let label: Vec<&str> = row.iter().chain(column).map(String::as_str).collect();
    Diagnostic::new(Severity::Warning, "value_changed")
        .at(at)
        .with("label", label.join(" · "))
        .with("old", words(old))
        .with("new", words(new))
}

/// Settles every table by one recipe.
pub fn replay_on_all(staging: &mut Staging, recipe: &Recipe) {
    for (sha256, sheet) in sheets(staging) {
        for index in (0..sheet.tables.len()).rev() {
            replay(sheet, index, (recipe, true), sha256);
        }
    }
}

fn replay_by_look(staging: &mut Staging, recipes: &[Recipe]) {
    let looks: Vec<Look> = sheets(staging).flat_map(|(_, s)| s.tables.iter().map(Look::of)).collect();
    let mut assigned = assign(&looks, recipes).into_iter().zip(looks);
    for (sha256, sheet) in sheets(staging) {
        let of_sheet: Vec<_> = assigned.by_ref().take(sheet.tables.len()).collect();
        // From the last, because a table left out moves those behind it.
        for (index, (recipe, look)) in of_sheet.into_iter().enumerate().rev() {
            let own = recipe.and_then(|r| recipes.get(r));
            // Without a recipe of its own a table takes what was settled about one that looks like it.
            let other = || find_recipe(recipes.iter().filter(|r| !r.settled.is_empty()), &look);
            if let Some(recipe) = own.or_else(other) {
                replay(sheet, index, (recipe, own.is_some()), sha256);
            }
        }
    }
}

/// Every sheet with the SHA-256 of its file.
fn sheets(staging: &mut Staging) -> impl Iterator<Item = (&str, &mut SheetReading)> {
    let contents = staging.files.iter_mut().filter_map(|f| f.content.as_mut().ok());
    contents.flat_map(|c| {
        let sha256 = c.workbook.sha256.as_str();
        c.reading.sheets.iter_mut().map(move |sheet| (sha256, sheet))
    })
}

fn replay(sheet: &mut SheetReading, index: usize, (recipe, tells_drift): (&Recipe, bool), sha256: &str) {
    let Some(table) = sheet.tables.get(index) else { return };
    let (range, look) = (table.range, Look::of(table));
    if !recipe.replay(sheet, index, sha256) {
        sheet.diagnostics.push(
            Diagnostic::new(Severity::Info, "table_skipped")
                .at(range.start)
                .with("name", &recipe.name)
                .with("place", range),
        );
        return;
    }
    if !recipe.settled.is_empty() {
        sheet.diagnostics.push(
            Diagnostic::new(Severity::Info, "recipe_replayed")
                .at(range.start)
                .with("name", &recipe.name)
                .with("count", recipe.settled.len()),
        );
    }
    let drift = Drift::between(&recipe.look, &look).diagnostic().filter(|_| tells_drift);
    sheet.diagnostics.extend(drift.map(|d| d.at(range.start)));
}
