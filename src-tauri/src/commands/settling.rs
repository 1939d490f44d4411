//! Settling doubts about files under review, and looking at what differs from last time.

use super::import::staged;
use crate::host::Desktop;
use jianfu_engine::model::CellRef;
use jianfu_engine::{Error, Staging, TablePlace, Workspace};
use jianfu_wire::{
    DifferencesRequest, DifferencesView, Language, SettleRequest, StagedView, SubjectsRequest, SubjectsView,
    UnsettleRequest, differences_view, settled_at, settlement_of, subjects_view,
};

/// What can be settled at a cell.
pub fn subjects(host: &Desktop, request: &SubjectsRequest) -> Result<SubjectsView, Error> {
    let cell: CellRef = request.cell.parse().map_err(|_| no_such_table())?;
    let sheet = usize::try_from(request.sheet_index).map_err(|_| no_such_table())?;
    let state = host.state();
    let session = state.session();
    let staging = session.staging.as_ref().ok_or_else(no_such_table)?;
    Ok(subjects_view(staging, request.file_id, sheet, cell, request.language.into()))
}

/// Settles something about a table; the files under review as they stand then.
pub fn settle(host: &Desktop, request: SettleRequest) -> Result<StagedView, Error> {
    let place = place(request.file_id, request.table_index)?;
    let settlement = settlement_of(request.settlement)?;
    change(host, request.language, |staging, workspace| {
        staging.settle(place, &settlement, request.is_everywhere, workspace)
    })
}

/// Takes back one thing that goes for a table.
pub fn unsettle(host: &Desktop, request: UnsettleRequest) -> Result<StagedView, Error> {
    let place = place(request.file_id, request.table_index)?;
    let index = usize::try_from(request.index).map_err(|_| no_such_table())?;
    change(host, request.language, |staging, workspace| {
        let settled = settled_at(staging, place, index).ok_or_else(no_such_table)?;
        staging.unsettle(place, &settled, workspace)
    })
}

/// Takes back the last settlement.
pub fn undo(host: &Desktop, language: Language) -> Result<StagedView, Error> {
    change(host, language, |staging, workspace| staging.undo_settling(workspace).map(|_| ()))
}

/// Settles again what was taken back last.
pub fn redo(host: &Desktop, language: Language) -> Result<StagedView, Error> {
    change(host, language, |staging, workspace| staging.redo_settling(workspace).map(|_| ()))
}

fn change(
    host: &Desktop,
    language: Language,
    change: impl FnOnce(&mut Staging, Option<&Workspace>) -> Result<(), Error>,
) -> Result<StagedView, Error> {
    {
        let state = host.state();
        let mut session = state.session();
        let session = &mut *session;
        let staging = session.staging.as_mut().ok_or_else(no_such_table)?;
        change(staging, session.workspace.as_ref())?;
        state.keep_review(session);
    }
    staged(host, language)
}

/// What differs from last time on a sheet.
pub fn differences(host: &Desktop, request: DifferencesRequest) -> Result<DifferencesView, Error> {
    let sheet = usize::try_from(request.sheet_index).map_err(|_| no_such_table())?;
    let state = host.state();
    let session = state.session();
    let staging = session.staging.as_ref().ok_or_else(no_such_table)?;
    Ok(differences_view(staging, request.file_id, sheet, request.language.into()))
}

fn place(file_id: u32, table: u32) -> Result<TablePlace, Error> {
    let table = usize::try_from(table).map_err(|_| no_such_table())?;
    Ok(TablePlace { file_id, table })
}

fn no_such_table() -> Error {
    Error::refused("no_such_table", &[])
}
