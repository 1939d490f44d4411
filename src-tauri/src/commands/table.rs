//! Stored numbers as a table: pages, what it can be narrowed to, cells for the clipboard, and a file.

use crate::host::Desktop;
use crate::state::Session;
use jianfu_engine::store::TableFilter;
use jianfu_engine::{Error, ObservationTable, Workspace};
use jianfu_wire::{
    Cells, CellsRequest, CopyOutcome, ExportOutcome, FacetsView, Language, ObservationsFilter,
    ObservationsRequest, ObservationsView, SortChoice, TableExportRequest, TableFormat, facets_view,
    filter_of, observations_view, order_of,
};
use tauri_plugin_dialog::DialogExt;

/// Rows given at most in one reply.
const MOST_ROWS: usize = 500;
/// Rows read at a time for a copy or a file.
const BATCH_ROWS: usize = 5_000;

/// Asks about the table of a filter and an order. It is kept until another is asked for or the workspace changes.
fn ask<T>(
    host: &Desktop,
    filter: &ObservationsFilter,
    sort: Option<SortChoice>,
    question: impl FnOnce(&Workspace, &ObservationTable) -> Result<T, Error>,
) -> Result<T, Error> {
    let (filter, order) = (filter_of(filter)?, sort.map(order_of));
    let state = host.state();
    let mut session = state.session();
    let Session { workspace, table, .. } = &mut *session;
    let workspace = workspace.as_ref().ok_or_else(|| Error::refused("no_data", &[]))?;
    let kept = table.take().filter(|t| t.is_of(&filter, order));
    let asked = match kept {
        Some(kept) => kept,
        None => workspace.observation_table(&filter, order)?,
    };
    question(workspace, table.insert(asked))
}

/// Stored numbers, page by page.
pub fn list(host: &Desktop, request: &ObservationsRequest) -> Result<ObservationsView, Error> {
    let number = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    ask(host, &request.filter, request.sort, |workspace, table| {
        let count = number(request.limit).min(MOST_ROWS);
        let rows = workspace.observations_of(table, number(request.offset), count)?;
        let tables = workspace.store().list_tables(&TableFilter::default())?;
        Ok(observations_view(table.total(), &rows, &tables, request.language.into()))
    })
}

/// What the numbers can be narrowed to.
pub fn facets(host: &Desktop, language: Language) -> Result<FacetsView, Error> {
    let state = host.state();
    let session = state.session();
    let workspace = session.workspace.as_ref().ok_or_else(|| Error::refused("no_data", &[]))?;
    facets_view(workspace, language.into())
}

fn cells(host: &Desktop, request: &CellsRequest) -> Result<Cells, Error> {
    let number = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    ask(host, &request.filter, request.sort, |workspace, table| {
        let tables = workspace.store().list_tables(&TableFilter::default())?;
        let mut cells = Cells::new(&request.columns, request.has_heads);
        let first = number(request.first_row);
        let end = first.saturating_add(number(request.row_count)).min(table.total());
        for at in (first..end).step_by(BATCH_ROWS) {
            let rows = workspace.observations_of(table, at, BATCH_ROWS.min(end - at))?;
            let view = observations_view(table.total(), &rows, &tables, request.language.into());
            cells.extend(&request.columns, &view.rows);
        }
        Ok(cells)
    })
}

/// Puts a rectangle of the table on the clipboard.
pub fn copy(host: &Desktop, request: &CellsRequest) -> Result<CopyOutcome, Error> {
    let cells = cells(host, request)?;
    host.state().clipboard.put_table(&cells.to_html(), &cells.to_tsv())?;
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(CopyOutcome { row_count: small(cells.row_count()), column_count: small(request.columns.len()) })
}

/// Saves the table to a file the person chooses. They are asked first: a large table takes a while.
pub fn export(host: &Desktop, request: &TableExportRequest) -> Result<ExportOutcome, Error> {
    let title = match request.cells.language {
        Language::Zh => "数据",
        Language::En => "figures",
    };
    let (kind, ending) = match request.format {
        TableFormat::Xlsx => ("Excel", "xlsx"),
        TableFormat::Csv => ("CSV", "csv"),
    };
    let dialog =
        host.app.dialog().file().add_filter(kind, &[ending]).set_file_name(format!("{title}.{ending}"));
    let Some(path) = dialog.blocking_save_file().and_then(|p| p.into_path().ok()) else {
        return Ok(ExportOutcome { file: None });
    };
    let cells = cells(host, &request.cells)?;
    let bytes = match request.format {
        TableFormat::Xlsx => cells.to_xlsx(title, request.cells.language.into())?,
        TableFormat::Csv => cells.to_csv().into_bytes(),
    };
    std::fs::write(&path, bytes).map_err(|e| Error::file("cannot_write", &path, &e))?;
    Ok(ExportOutcome { file: path.file_name().map(|n| n.to_string_lossy().into_owned()) })
}
