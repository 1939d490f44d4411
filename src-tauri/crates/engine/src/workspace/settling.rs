//! What a person settles about files under review: remembered for each table, put into the reading at once from the
//! staged cells, and taken back step by step. Nothing is read again and nothing touches the workspace.

use super::recipes::assign;
use super::staging::StagedFile;
use super::{Error, Staging, Workspace};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::recipe::{Drift, Look, Recipe, Settlement, find_recipe, move_to_year};
use crate::import::{SheetReading, WorkbookReading, understand, understand_in_year};
use crate::model::{CellRange, CellRef, Workbook};
use std::collections::BTreeSet;

/// A table under review as the cells alone tell it, and what was settled about it.
#[derive(Debug, Clone)]
pub struct StagedTable {
    /// Position of its sheet.
    pub sheet: usize,
    /// Name of its sheet.
    pub sheet_name: String,
    /// Where it is.
    pub range: CellRange,
    /// Its title.
    pub title: Option<String>,
    /// What it looks like.
    pub look: Look,
    /// Every label of its lines and columns, as printed.
    pub labels: BTreeSet<String>,
    /// The recipe that is replayed on it.
    pub recipe: Option<Recipe>,
    /// Whether that recipe is about this very table, not only about one that looks like it.
    pub is_own: bool,
    /// What changed since the recipe's table was taken.
    pub drift: Option<Drift>,
    /// What a person settled in this review.
    pub settled: Vec<Settlement>,
    /// What the recipe settles and a person took back.
    pub dropped: Vec<Settlement>,
}

/// One thing settled about a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// What was settled.
    pub settlement: Settlement,
    /// Whether the recipe says so rather than a person in this review.
    pub is_from_recipe: bool,
}

/// What a step changed: file, table, and what was settled and dropped there before.
pub(super) type SettlingStep = Vec<(u32, usize, Vec<Settlement>, Vec<Settlement>)>;

/// Names a table under review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TablePlace {
    /// The file.
    pub file_id: u32,
    /// Position of the table among the file's tables.
    pub table: usize,
}

impl StagedTable {
    /// All that goes for the table: what the recipe says, then what was settled in this review.
    pub fn all_settled(&self) -> Vec<Settled> {
        let by_recipe = self.recipe.iter().flat_map(|r| &r.settled);
        let kept = by_recipe.filter(|s| {
            !self.dropped.contains(s) && !self.settled.iter().any(|own| own.is_about_the_same(s))
        });
        let of = |settlement: &Settlement, is_from_recipe| Settled {
            settlement: settlement.clone(),
            is_from_recipe,
        };
        kept.map(|s| of(s, true)).chain(self.settled.iter().map(|s| of(s, false))).collect()
    }

    /// What is kept for next year's table of this look.
    pub(super) fn lasting(&self) -> Vec<Settlement> {
        let all = self.all_settled().into_iter().map(|s| s.settlement);
        all.filter(|s| s.is_lasting(self.labels.iter())).collect()
    }

    /// Whether it is left out.
    pub fn is_skipped(&self) -> bool {
        self.all_settled().iter().any(|s| s.settlement == Settlement::Skip)
    }

    fn settle(&mut self, settlement: &Settlement) {
        self.settled.retain(|s| !s.is_about_the_same(settlement));
        self.settled.push(settlement.clone());
    }

    fn unsettle(&mut self, settled: &Settled) {
        if settled.is_from_recipe {
            self.dropped.push(settled.settlement.clone());
        } else {
            self.settled.retain(|s| *s != settled.settlement);
        }
    }

    /// Puts what goes for the table into the reading. True where that changed it.
    fn apply(&mut self, workbook: &Workbook, reading: &mut WorkbookReading) -> bool {
        let all = self.all_settled();
        self.drift = None;
        let Some(sheet) = reading.sheets.get_mut(self.sheet) else { return false };
        for settled in &all {
            if let Settlement::Year { year } = settled.settlement {
                self.date(workbook, sheet, year);
            }
        }
        let Some(index) = sheet.tables.iter().position(|t| t.range == self.range) else { return false };
        let name = self.recipe.as_ref().map(|r| r.name.clone()).unwrap_or_default();
        let settled: Vec<Settlement> = all.iter().map(|s| s.settlement.clone()).collect();
        let effective = Recipe { name, look: self.look.clone(), settled };
        let is_taken = effective.replay(sheet, index);
        let found = self.told(&all, is_taken);
        let is_changed = !all.is_empty() || !found.is_empty();
        sheet.diagnostics.extend(found);
        is_changed
    }

    /// Gives this table of the sheet the year a person named: what it leaves undated is understood anew with that year;
    /// a table that dates everything names a wrong year, and is moved to the right one.
    fn date(&self, workbook: &Workbook, sheet: &mut SheetReading, year: i32) {
        let Some(place) = sheet.tables.iter_mut().find(|t| t.range == self.range) else { return };
        if !place.is_undated() {
            move_to_year(place, year);
            return;
        }
        let Some(cells) = workbook.sheets.get(self.sheet) else { return };
        let anew = understand_in_year(cells, year);
        let Some(found) = anew.tables.into_iter().find(|t| t.range == self.range) else { return };
        *place = found;
        let is_inside = |d: &Diagnostic| d.cell.is_some_and(|cell| self.range.contains(cell));
        sheet.diagnostics.retain(|d| !is_inside(d));
        sheet.diagnostics.extend(anew.diagnostics.into_iter().filter(is_inside));
    }

    /// What is told of the replay: a table left out, a recipe's help, and drift.
    fn told(&mut self, all: &[Settled], is_taken: bool) -> Vec<Diagnostic> {
        let at = |d: Diagnostic| d.at(self.range.start);
        let skip = all.iter().find(|s| s.settlement == Settlement::Skip);
        let Some(recipe) = &self.recipe else {
            let left_out = || at(Diagnostic::new(Severity::Info, "table_left_out").with("place", self.range));
            return if is_taken { Vec::new() } else { vec![left_out()] };
        };
        if let (false, Some(skip)) = (is_taken, skip) {
            let code = if skip.is_from_recipe { "table_skipped" } else { "table_left_out" };
            let skipped = Diagnostic::new(Severity::Info, code);
            return vec![at(skipped.with("name", &recipe.name).with("place", self.range))];
        }
        let count = all.iter().filter(|s| s.is_from_recipe).count();
        let replayed = || {
            Diagnostic::new(Severity::Info, "recipe_replayed").with("name", &recipe.name).with("count", count)
        };
        let drift = self.is_own.then(|| Drift::between(&recipe.look, &self.look));
        let drifted = drift.as_ref().and_then(Drift::diagnostic);
        let found = (count > 0).then(replayed).into_iter().chain(drifted.clone()).map(at).collect();
        self.drift = drift.filter(|_| drifted.is_some());
        found
    }
}

/// The tables of a reading made from the cells alone.
pub(super) fn tables_of(reading: &WorkbookReading) -> Vec<StagedTable> {
    let tables = reading.sheets.iter().enumerate().flat_map(|(i, s)| s.tables.iter().map(move |t| (i, t)));
    let staged = tables.map(|(sheet, table)| {
        let labels = table.observations.iter().flat_map(|o| o.row_labels.iter().chain(&o.column_labels));
        StagedTable {
            sheet,
            sheet_name: reading.sheets.get(sheet).map(|s| s.name.clone()).unwrap_or_default(),
            range: table.range,
            title: table.title.clone(),
            look: Look::of(table),
            labels: labels.cloned().collect(),
            recipe: None,
            is_own: false,
            drift: None,
            settled: Vec::new(),
            dropped: Vec::new(),
        }
    });
    staged.collect()
}

/// Understands a file from its staged cells with all that is settled about its tables.
pub(super) fn settle_file(file: &mut StagedFile) {
    file.replacements.clear();
    let Ok(content) = &mut file.content else { return };
    if content.is_altered {
        content.reading = understand(&content.workbook);
    }
    let mut is_altered = false;
    for table in file.tables.iter_mut().rev() {
        is_altered |= table.apply(&content.workbook, &mut content.reading);
    }
    content.is_altered = is_altered;
}

/// Finds for each table the recipe that is replayed on it: its own, or else the nearest that settles anything.
pub(super) fn recall(staging: &mut Staging, recipes: &[Recipe]) {
    staging.is_by_one_recipe = false;
    let looks: Vec<Look> = tables(staging).map(|t| t.look.clone()).collect();
    for (table, own) in tables(staging).zip(assign(&looks, recipes)) {
        let own = own.and_then(|r| recipes.get(r));
        let other = || find_recipe(recipes.iter().filter(|r| !r.settled.is_empty()), &table.look);
        table.is_own = own.is_some();
        table.recipe = own.or_else(other).map(without_year);
    }
}

/// A recipe found by its look says nothing about the year: this table may be another year's.
fn without_year(recipe: &Recipe) -> Recipe {
    let mut recipe = recipe.clone();
    recipe.settled.retain(|s| !matches!(s, Settlement::Year { .. }));
    recipe
}

/// One recipe for every table, whatever it looks like.
pub(super) fn recall_one(staging: &mut Staging, recipe: &Recipe) {
    staging.is_by_one_recipe = true;
    for table in tables(staging) {
        (table.recipe, table.is_own) = (Some(recipe.clone()), true);
    }
}

fn tables(staging: &mut Staging) -> impl Iterator<Item = &mut StagedTable> {
    staging.files.iter_mut().flat_map(|f| &mut f.tables)
}

impl Staging {
    /// The file of this identity.
    pub fn file(&self, file_id: u32) -> Option<&StagedFile> {
        self.files.iter().find(|f| f.id == file_id)
    }

    /// The table a cell of a sheet belongs to: the one around it, else the first below it, else the last above it.
    pub fn table_at(&self, file_id: u32, sheet: usize, cell: CellRef) -> Option<TablePlace> {
        let tables = &self.file(file_id)?.tables;
        let of_sheet = || tables.iter().enumerate().filter(|(_, t)| t.sheet == sheet);
        let around = of_sheet().find(|(_, t)| t.range.contains(cell));
        let below = || of_sheet().find(|(_, t)| t.range.start.row >= cell.row);
        let (table, _) = around.or_else(below).or_else(|| of_sheet().next_back())?;
        Some(TablePlace { file_id, table })
    }

    /// Settles something about a table, and where asked about every table under review that looks like it. The
    /// readings follow at once. `workspace` is the one the files are reviewed with.
    ///
    /// # Errors
    /// When there is no such table, or the workspace cannot be read.
    pub fn settle(
        &mut self,
        place: TablePlace,
        settlement: &Settlement,
        is_everywhere: bool,
        workspace: Option<&Workspace>,
    ) -> Result<(), Error> {
        let look = self.table_mut(place)?.look.clone();
        let is_meant = |file: u32, index: usize, table: &StagedTable| {
            let is_it = file == place.file_id && index == place.table;
            is_it || (is_everywhere && table.look.likeness(&look) >= Look::NEAR)
        };
        self.change(is_meant, |table| table.settle(settlement), workspace)
    }

    /// Takes back one thing that goes for a table, whoever settled it.
    ///
    /// # Errors
    /// When there is no such table, or the workspace cannot be read.
    pub fn unsettle(
        &mut self,
        place: TablePlace,
        settled: &Settled,
        workspace: Option<&Workspace>,
    ) -> Result<(), Error> {
        self.table_mut(place)?;
        let is_it = |file: u32, index: usize, _: &StagedTable| file == place.file_id && index == place.table;
        self.change(is_it, |table| table.unsettle(settled), workspace)
    }

    /// Takes back the last step of settling. False where there is none.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn undo_settling(&mut self, workspace: Option<&Workspace>) -> Result<bool, Error> {
        let Some(step) = self.steps.pop() else { return Ok(false) };
        let after = self.settle_as(step, workspace)?;
        self.undone_steps.push(after);
        Ok(true)
    }

    /// Settles again what was taken back last. False where nothing was, or something else was settled since.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn redo_settling(&mut self, workspace: Option<&Workspace>) -> Result<bool, Error> {
        let Some(step) = self.undone_steps.pop() else { return Ok(false) };
        let before = self.settle_as(step, workspace)?;
        self.steps.push(before);
        Ok(true)
    }

    /// Whether there is a step of settling to take back.
    pub fn can_undo_settling(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Whether there is a step of settling to do again.
    pub fn can_redo_settling(&self) -> bool {
        !self.undone_steps.is_empty()
    }

    /// Settles tables as a step remembers them; the step that leads back again.
    fn settle_as(
        &mut self,
        step: SettlingStep,
        workspace: Option<&Workspace>,
    ) -> Result<SettlingStep, Error> {
        let files: BTreeSet<u32> = step.iter().map(|(file, ..)| *file).collect();
        let mut back = SettlingStep::new();
        for (file_id, index, settled, dropped) in step {
            if let Ok(table) = self.table_mut(TablePlace { file_id, table: index }) {
                let settled = std::mem::replace(&mut table.settled, settled);
                let dropped = std::mem::replace(&mut table.dropped, dropped);
                back.push((file_id, index, settled, dropped));
            }
        }
        self.renew(&files, workspace)?;
        Ok(back)
    }

    fn table_mut(&mut self, place: TablePlace) -> Result<&mut StagedTable, Error> {
        let file = self.files.iter_mut().find(|f| f.id == place.file_id);
        let table = file.and_then(|f| f.tables.get_mut(place.table));
        table.ok_or_else(|| Error::refused("no_such_table", &[]))
    }

    fn change(
        &mut self,
        is_meant: impl Fn(u32, usize, &StagedTable) -> bool,
        change: impl Fn(&mut StagedTable),
        workspace: Option<&Workspace>,
    ) -> Result<(), Error> {
        let mut step = SettlingStep::new();
        for file in &mut self.files {
            for (index, table) in file.tables.iter_mut().enumerate() {
                if is_meant(file.id, index, table) {
                    step.push((file.id, index, table.settled.clone(), table.dropped.clone()));
                    change(table);
                }
            }
        }
        let files: BTreeSet<u32> = step.iter().map(|(file, ..)| *file).collect();
        self.steps.push(step);
        self.undone_steps.clear();
        self.renew(&files, workspace)
    }

    /// Understands some files anew, and looks at them with the workspace again. A file of which every table was left
    /// out comes back once one is not.
    fn renew(&mut self, files: &BTreeSet<u32>, workspace: Option<&Workspace>) -> Result<(), Error> {
        for file in self.files.iter_mut().filter(|f| files.contains(&f.id)) {
            let was_empty = !file.has_tables();
            settle_file(file);
            file.is_included = file.has_tables() && (file.is_included || was_empty);
        }
        workspace.map_or(Ok(()), |w| w.find_older_of(self, files))
    }
}
