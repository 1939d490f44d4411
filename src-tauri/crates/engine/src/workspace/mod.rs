//! [`Workspace`]: the only door for shells. It connects the steps, which do not know each other.

mod accept;
mod boundaries;
mod chart_units;
mod charting;
mod choices;
mod choosing;
mod choropleth;
mod claims;
mod cumulating;
mod drafts;
mod error;
mod figures;
mod finding;
mod followed;
mod following;
mod kept_reports;
mod matrix;
mod observation_table;
mod overview;
mod ranking;
mod recipes;
mod report_charts;
mod report_facts;
mod report_sources;
mod reporting;
mod review;
mod settling;
mod stacking;
mod staging;
mod standings;
mod subjects;
mod sums;
mod trace;
mod trending;
mod verdicts;

pub use crate::measure::{key_label, labels_of, row_labels};
pub use accept::{ImportOutcome, is_placed};
pub use boundaries::BoundaryOutcome;
pub use charting::ChartRequest;
pub use choices::{Choices, ReportChoices};
pub use claims::stated;
pub use drafts::{FileDraft, ReviewDraft};
pub use error::Error;
pub use figures::driver_text;
pub use following::{BurdenTable, PlaceShift};
pub use kept_reports::{KeptReport, RefreshedReport, SlotChange};
pub use observation_table::ObservationTable;
pub use overview::{
    Coverage, Headline, Overview, OverviewChoice, Phrase, SCREEN_ROUNDING, Tone, short_area_name, summary,
    tone,
};
pub use ranking::{Drawing, RankingRequest, notes as ranking_notes};
pub use recipes::{recipe_of, recipe_text};
pub use report_charts::UndrawnChart;
pub use reporting::{ReportRequest, ReportedList, WrittenReport};
pub use review::{Change, Held, Replacement, replay_on_all};
pub use settling::{Settled, StagedTable, TablePlace};
pub use staging::{
    SOURCE_ENDINGS, SheetProgress, StageOptions, StagedContent, StagedFile, Staging, StagingProgress,
    collect_files, reader, stage, unlock,
};
pub use standings::{ScopeStandings, Standings};
pub use subjects::{Axis, Subject};
pub use sums::{PeriodSum, sum_facts};
pub use trace::{Figure as TracedFigure, Traced};
pub use verdicts::{shift_sentence, side_by_side_sentence};

use crate::catalogue;
use crate::model::Lang;
use crate::store::{Reader, Step, StepId, Store, StoreError};
use std::path::{Path, PathBuf};

/// An open workspace file.
#[derive(Debug)]
pub struct Workspace {
    path: PathBuf,
    handle: Handle,
}

/// One window writes, further ones read.
#[derive(Debug)]
enum Handle {
    Writing(Store),
    Reading(Reader),
}

impl Workspace {
    /// Opens a workspace; read-only while another window writes it.
    ///
    /// # Errors
    /// `workspace_missing`, `not_a_workspace`, `newer_workspace`, `workspace_damaged`, `store_failed`.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let handle = match Store::open(path) {
            Ok(store) => Handle::Writing(store),
            Err(StoreError::Locked { .. }) => Handle::Reading(Reader::open(path)?),
            Err(error) => return Err(error.into()),
        };
        Ok(Self { path: path.to_path_buf(), handle })
    }

    /// Opens a workspace for writing, making it where there is none.
    ///
    /// # Errors
    /// As [`Workspace::open`], and `workspace_locked` while another window writes it.
    pub fn open_or_create(path: &Path) -> Result<Self, Error> {
        Ok(Self { path: path.to_path_buf(), handle: Handle::Writing(Store::open_or_create(path)?) })
    }

    /// Opens a workspace for questions only.
    ///
    /// # Errors
    /// As [`Workspace::open`].
    pub fn open_read_only(path: &Path) -> Result<Self, Error> {
        Ok(Self { path: path.to_path_buf(), handle: Handle::Reading(Reader::open(path)?) })
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file's name without ending.
    pub fn name(&self) -> String {
        self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Whether this window may only read.
    pub fn is_read_only(&self) -> bool {
        matches!(self.handle, Handle::Reading(_))
    }

    /// What can be asked of the file directly: lists of what it holds.
    pub fn store(&self) -> &Reader {
        match &self.handle {
            Handle::Writing(store) => store,
            Handle::Reading(reader) => reader,
        }
    }

    fn writing(&mut self) -> Result<&mut Store, Error> {
        match &mut self.handle {
            Handle::Writing(store) => Ok(store),
            Handle::Reading(reader) => Err(Error::refused("workspace_locked", &[("file", reader.file())])),
        }
    }

    /// Takes back the last step. `at` is the time, RFC 3339.
    ///
    /// # Errors
    /// `nothing_to_undo`, or when the file cannot be written.
    pub fn undo(&mut self, at: &str) -> Result<Step, Error> {
        Ok(self.writing()?.undo(at)?)
    }

    /// Brings back the last undone step. `at` is the time, RFC 3339.
    ///
    /// # Errors
    /// `nothing_to_redo`, or when the file cannot be written.
    pub fn redo(&mut self, at: &str) -> Result<Step, Error> {
        Ok(self.writing()?.redo(at)?)
    }

    /// Goes back or forth to where this step is the last one done; to before the first step where none is named. The
    /// steps undone or redone on the way. `at` is the time, RFC 3339.
    ///
    /// # Errors
    /// `no_such_step`, or when the file cannot be written.
    pub fn go_to(&mut self, step: Option<StepId>, at: &str) -> Result<Vec<Step>, Error> {
        Ok(self.writing()?.go_to(step, at)?)
    }
}

/// What a step did, in words.
pub fn step_words(step: &Step, lang: Lang) -> String {
    catalogue::message(step.kind.message_code(), &step.args, lang)
}
