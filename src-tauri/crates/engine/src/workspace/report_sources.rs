//! Where every figure of a report comes from: file, sheet and cell, figure by figure.

use super::{Error, Workspace};
use crate::model::{ObservationId, Provenance};
use crate::report::{Block, FigureSource, Report, Run, Table};
use std::collections::{BTreeMap, BTreeSet};

/// A figure's key, its words, and the observations behind it.
type Sourced<'r> = (String, &'r str, &'r [ObservationId]);

impl Workspace {
    /// The cells behind each figure of the sentences and each count of the tables, one line a cell, in the order of the
    /// report. A cell that a formula computes is left out: the formula names the cells it stands on. Nothing for a report
    /// that names no unit: the names of its files would.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn report_sources(&self, report: &Report) -> Result<Vec<FigureSource>, Error> {
        if report.hides_names {
            return Ok(Vec::new());
        }
        let figures = sourced(report);
        let ids: BTreeSet<ObservationId> = figures.iter().flat_map(|(_, _, ids)| *ids).copied().collect();
        let places: BTreeMap<ObservationId, Provenance> = self
            .store()
            .list_provenance(&Vec::from_iter(ids))?
            .into_iter()
            .map(|place| (place.observation_id, place))
            .collect();
        let mut sources = Vec::new();
        for (key, text, ids) in figures {
            sources.extend(ids.iter().filter_map(|id| places.get(id)).map(|place| FigureSource {
                key: key.clone(),
                text: text.to_owned(),
                file: place.file.clone(),
                sheet: place.sheet.clone(),
                cell: place.cell.to_string(),
                sha256: place.sha256.clone(),
            }));
        }
        Ok(sources)
    }
}

fn sourced(report: &Report) -> Vec<Sourced<'_>> {
    let mut figures: Vec<Sourced<'_>> = Vec::new();
    for block in report.all_blocks() {
        match block {
            Block::Paragraph(paragraph) => figures.extend(paragraph.runs.iter().filter_map(of_run)),
            Block::Table(table) => figures.extend(of_table(table)),
            // Its numbers are those of the table beside it.
            Block::Figure(_) | Block::Heading { .. } => {}
        }
    }
    figures
}

fn of_run(run: &Run) -> Option<Sourced<'_>> {
    match run {
        Run::Slot(slot) => Some((slot.key.clone(), slot.text.as_str(), slot.inputs.as_slice())),
        Run::Text(_) => None,
    }
}

/// Named as a reader finds them: table, row, column.
fn of_table(table: &Table) -> impl Iterator<Item = Sourced<'_>> {
    table.rows.iter().flat_map(move |row| {
        let label = row.cells.iter().map(|cell| cell.text.as_str()).find(|text| !text.is_empty());
        let label = label.unwrap_or_default();
        let counted = row.cells.iter().zip(&table.columns).filter(|(cell, _)| cell.formula.is_none());
        counted.map(move |(cell, column)| {
            let key = format!("{} › {label} › {}", table.title, column.head);
            (key, cell.text.as_str(), cell.inputs.as_slice())
        })
    })
}
