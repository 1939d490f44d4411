//! What a workspace knows about files under review: recipes to replay, and tables that are newer versions of stored
//! ones, with what differs.

use super::settling::{recall, recall_one, settle_file};
use super::staging::StagedFile;
use super::{Error, Staging, Workspace};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::recipe::Recipe;
use crate::import::{ObservationReading, TableReading};
use crate::model::{
    AreaCode, CellRange, CellRef, Decimal, Missing, Observation, Period, Role, ScopeId, TableId, TableKind,
};
use crate::store::{FindingFilter, ObservationFilter, SourceTable, TableFilter};
use std::collections::{BTreeMap, BTreeSet};

/// Changed figures told one by one; the count is always whole.
const TOLD: usize = 20;
/// Below this many figures in common their values show nothing.
const FEW: usize = 5;
/// The finding that keeps which body reported a table.
const REPORTED_BY: &str = "reported_by";

/// A stored table that a newer version under review replaces, and what differs.
#[derive(Debug, Clone)]
pub struct Replacement {
    /// The stored table.
    pub table_id: TableId,
    /// The file it came from.
    pub file: String,
    /// Position of the newer table's sheet.
    pub sheet: usize,
    /// Where the newer table is.
    pub range: CellRange,
    /// Figures that differ.
    pub changed: Vec<Change>,
    /// Figures the newer version no longer has.
    pub gone: Vec<Change>,
    /// Figures only the newer version has.
    pub new: Vec<Change>,
}

/// One figure that differs between two versions of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it stands in the newer version.
    pub cell: Option<CellRef>,
    /// Its labels, outermost first.
    pub labels: Vec<String>,
    /// What the older version holds.
    pub old: Option<Held>,
    /// What the newer version holds.
    pub new: Option<Held>,
}

/// A number, or why there is none.
pub type Held = (Option<Decimal>, Option<Missing>);

impl Workspace {
    /// Looks at files with what the workspace remembers: replays recipes (or, where one is given, that one on every
    /// table), and marks the stored tables that newer versions replace. Findings are added to the sheets. What a person
    /// settled in the review stays settled. May be done again, also by another workspace.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn review(&self, staging: &mut Staging, only: Option<&Recipe>) -> Result<(), Error> {
        match only {
            Some(recipe) => recall_one(staging, recipe),
            None => recall(staging, &self.recipes()?),
        }
        staging.files.iter_mut().for_each(settle_file);
        staging.reviewed_by = Some(self.path().to_path_buf());
        let all = staging.files.iter().map(|f| f.id).collect();
        self.find_older_of(staging, &all)
    }

    /// Marks what newer versions among these files replace.
    pub(super) fn find_older_of(&self, staging: &mut Staging, files: &BTreeSet<u32>) -> Result<(), Error> {
        let stored = self.store().list_tables(&TableFilter::default())?;
        for file in staging.files.iter_mut().filter(|f| files.contains(&f.id)) {
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
        let replacements = &mut file.replacements;
        for (index, sheet) in content.reading.sheets.iter_mut().enumerate() {
            let mut told_of_sheet = Vec::new();
            for table in &sheet.tables {
                let scope = ScopeId::from_name(table.scope_name.as_deref().unwrap_or_default());
                let titled = |old: &&SourceTable| {
                    old.kind == table.kind
                        && old.scope_id == scope
                        && bare(old.title.as_deref()) == bare(table.title.as_deref())
                        && !replacements.iter().any(|r| r.table_id == old.id)
                };
                let candidates: Vec<&SourceTable> = stored.iter().filter(titled).collect();
                let mut doubt = None;
                for old in candidates {
                    let bodies = self.reporter_of_stored(old)?.zip(reporter(&sheet.diagnostics, table));
                    let signs = Signs {
                        is_same_file: stem(&old.file) == name && old.sheet == sheet.name,
                        is_same_body: bodies.map(|(old, new)| old == new),
                    };
                    match self.compare(table, old, index, &signs)? {
                        Relation::Newer(found) => {
                            told_of_sheet.extend(told(&found));
                            replacements.push(found);
                            doubt = None;
                            break;
                        }
                        Relation::Unclear(found) => doubt = doubt.or(Some(found)),
                        Relation::Other => {}
                    }
                }
                told_of_sheet.extend(doubt);
            }
            content.is_altered |= !told_of_sheet.is_empty();
            sheet.diagnostics.extend(told_of_sheet);
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
    fn compare(
        &self,
        table: &TableReading,
        old: &SourceTable,
        sheet: usize,
        signs: &Signs,
    ) -> Result<Relation, Error> {
        let mut found = Replacement {
            table_id: old.id,
            file: old.file.clone(),
            sheet,
            range: table.range,
            changed: Vec::new(),
            gone: Vec::new(),
            new: Vec::new(),
        };
        if table.kind == TableKind::Ledger {
            return Ok(match signs.is_same_body {
                _ if !signs.is_same_file || table.title.is_none() => Relation::Other,
                Some(false) => Relation::Unclear(unclear(table, old, 0)),
                _ => Relation::Newer(found),
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
        let labels = |key: &Key| key.2.iter().chain(&key.3).cloned().collect();
        let mut agreeing = 0;
        // In the order of the sheet, so that a person can follow with a finger.
        for o in table.observations.iter().filter(|o| o.role != Role::Derived) {
            let key = key_of(o);
            let (old, new) = (before.get(&key).map(|b| (b.value, b.missing)), (o.value, o.missing));
            let change = || Change { cell: Some(o.cell), labels: labels(&key), old, new: Some(new) };
            match old {
                Some(old) if old == new => agreeing += 1,
                Some(_) => found.changed.push(change()),
                None => found.new.push(change()),
            }
        }
        if !signs.show_one_office(agreeing, agreeing + found.changed.len()) {
            return Ok(Relation::Unclear(unclear(table, old, found.changed.len())));
        }
        for o in observations.iter().filter(|o| o.role != Role::Derived) {
            let key = key_of_stored(o);
            if !after.contains_key(&key) {
                let old = Some((o.value, o.missing));
                found.gone.push(Change { cell: None, labels: labels(&key), old, new: None });
            }
        }
        Ok(Relation::Newer(found))
    }
}

/// What a stored table is to one under review.
enum Relation {
    /// The one under review is a newer version; what differs.
    Newer(Replacement),
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

/// What is told of a replacement: its size, and the first of the figures that differ.
fn told(found: &Replacement) -> Vec<Diagnostic> {
    let whole = Diagnostic::new(Severity::Warning, "replaces_table")
        .at(found.range.start)
        .with("file", &found.file)
        .with("changed", found.changed.len())
        .with("gone", found.gone.len())
        .with("new", found.new.len());
    std::iter::once(whole).chain(found.changed.iter().take(TOLD).map(value_changed)).collect()
}

fn value_changed(change: &Change) -> Diagnostic {
    let words = |held: Option<Held>| {
        held.and_then(|h| h.0).map_or_else(|| "—".to_owned(), |v| v.normalize().to_string())
    };
    let found = Diagnostic::new(Severity::Warning, "value_changed")
        .with("label", change.labels.join(" · "))
        .with("old", words(change.old))
        .with("new", words(change.new));
    match change.cell {
        Some(cell) => found.at(cell),
        None => found,
    }
}

/// Settles every table by one recipe.
pub fn replay_on_all(staging: &mut Staging, recipe: &Recipe) {
    recall_one(staging, recipe);
    staging.files.iter_mut().for_each(settle_file);
}
