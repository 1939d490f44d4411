//! What can be settled, what was settled, and what differs from last time.

use super::small;
use crate::types::{
    AreasView, ChangeView, ChoiceOption, DifferencesView, DriftView, ReplacementView, SettledView,
    SettlementChoice, SubjectView, SubjectsView, TableFacts,
};
use jianfu_engine::format;
use jianfu_engine::import::TableReading;
use jianfu_engine::import::recipe::{Look, Settlement};
use jianfu_engine::model::{
    Area, AreaCode, CellRef, Lang, Role, get_area, get_indicator, indicator_name, indicators, search_areas,
};
use jianfu_engine::{
    Axis, Change, Error, Held, Settled, StagedFile, StagedTable, Staging, Subject, TablePlace,
};

/// Areas offered at most.
const MOST_AREAS: usize = 12;

/// The settlement a person chose.
///
/// # Errors
/// `bad_settlement` for an area, indicator, part or year that there is not, and for an empty text.
pub fn settlement_of(choice: SettlementChoice) -> Result<Settlement, Error> {
    let bad = |value: &str| Error::refused("bad_settlement", &[("value", value)]);
    let filled = |text: String| {
        let trimmed = text.trim();
        if trimmed.is_empty() { Err(bad(&text)) } else { Ok(trimmed.to_owned()) }
    };
    Ok(match choice {
        SettlementChoice::Area { label, area } => {
            let code: AreaCode = area.parse().map_err(|_| bad(&area))?;
            get_area(code).ok_or_else(|| bad(&area))?;
            Settlement::Area { label: filled(label)?, area: code }
        }
        SettlementChoice::Indicator { label, indicator } => {
            get_indicator(&indicator).ok_or_else(|| bad(&indicator))?;
            Settlement::Indicator { label: filled(label)?, indicator }
        }
        SettlementChoice::Role { label, role } if role == IGNORE => {
            Settlement::Ignore { label: filled(label)? }
        }
        SettlementChoice::Role { label, role } => {
            let part = Role::from_code(&role).ok_or_else(|| bad(&role))?;
            Settlement::Role { label: filled(label)?, role: part }
        }
        SettlementChoice::Unit { unit } => Settlement::Unit { unit: filled(unit)? },
        SettlementChoice::Scope { name } => Settlement::Scope { name: filled(name)? },
        SettlementChoice::Year { year } if (1949..=2100).contains(&year) => Settlement::Year { year },
        SettlementChoice::Year { year } => return Err(bad(&year.to_string())),
        SettlementChoice::Skip => Settlement::Skip,
    })
}

/// The part of figures that are not taken.
const IGNORE: &str = "ignore";

/// What can be settled at a cell.
pub fn subjects_view(
    staging: &Staging,
    file_id: u32,
    sheet: usize,
    cell: CellRef,
    lang: Lang,
) -> SubjectsView {
    let found = staging.subjects_at(file_id, sheet, cell);
    let (place, subjects) = found.map_or((None, Vec::new()), |(place, subjects)| (Some(place), subjects));
    SubjectsView {
        table: place.and_then(|p| table_facts(staging, p)),
        subjects: subjects.into_iter().map(|s| subject_view(s, lang)).collect(),
        indicators: indicators()
            .iter()
            .map(|i| ChoiceOption {
                id: i.id.to_owned(),
                name: i.name(lang).to_owned(),
                note: i.unit_name(lang).to_owned(),
            })
            .collect(),
    }
}

fn table_facts(staging: &Staging, place: TablePlace) -> Option<TableFacts> {
    let file = staging.file(place.file_id)?;
    let table = file.tables.get(place.table)?;
    let reading = reading_of(file, table);
    let others =
        staging.files.iter().flat_map(|f| f.tables.iter().enumerate().map(move |(i, t)| (f.id, i, t)));
    let alike = others
        .filter(|(id, index, _)| (*id, *index) != (place.file_id, place.table))
        .filter(|(_, _, other)| other.look.likeness(&table.look) >= Look::NEAR);
    Some(TableFacts {
        index: small(place.table),
        range: table.range.to_string(),
        title: table.title.clone(),
        unit: reading.and_then(|r| r.unit.clone()),
        scope: reading.and_then(|r| r.scope_name.clone()),
        is_skipped: table.is_skipped(),
        is_undated: reading.is_some_and(TableReading::is_undated),
        year: reading.and_then(TableReading::latest_year),
        alike_count: small(alike.count()),
    })
}

fn reading_of<'f>(file: &'f StagedFile, table: &StagedTable) -> Option<&'f TableReading> {
    let content = file.content.as_ref().ok()?;
    content.reading.sheets.get(table.sheet)?.tables.iter().find(|t| t.range == table.range)
}

fn subject_view(subject: Subject, lang: Lang) -> SubjectView {
    let axis = match subject.axis {
        Axis::Line => "line",
        Axis::Column => "column",
    };
    let role = subject.role.map(Role::code).or((subject.figure_count == 0).then_some(IGNORE));
    SubjectView {
        axis: axis.to_owned(),
        figure_count: small(subject.figure_count),
        area: subject.area.and_then(get_area).map(|a| a.name.to_owned()),
        indicator: subject.indicator,
        period: subject.period.map(|p| p.label(lang)),
        role: role.map(str::to_owned),
        label: subject.label,
    }
}

/// Areas whose name holds a text.
pub fn areas_view(text: &str) -> AreasView {
    let option = |area: &Area| ChoiceOption {
        id: area.code.to_string(),
        name: area.name.to_owned(),
        note: area.code.parent().and_then(get_area).map(|a| a.name.to_owned()).unwrap_or_default(),
    };
    AreasView { areas: search_areas(text, MOST_AREAS).into_iter().map(option).collect() }
}

/// What goes for a file's tables, in words.
pub(super) fn settled_views(file: &StagedFile, lang: Lang) -> Vec<SettledView> {
    let tables = file.tables.iter().enumerate();
    let all = tables.flat_map(|(t, table)| {
        table.all_settled().into_iter().enumerate().map(move |(index, settled)| SettledView {
            table_index: small(t),
            index: small(index),
            sheet_index: small(table.sheet),
            cell: table.range.start.to_string(),
            words: settlement_words(&settled.settlement, lang),
            is_from_recipe: settled.is_from_recipe,
            is_lasting: settled.settlement.is_lasting(table.labels.iter()),
        })
    });
    all.collect()
}

/// The settlement at a position of the list a table's settlements are shown in.
pub fn settled_at(staging: &Staging, place: TablePlace, index: usize) -> Option<Settled> {
    staging.file(place.file_id)?.tables.get(place.table)?.all_settled().into_iter().nth(index)
}

fn settlement_words(settlement: &Settlement, lang: Lang) -> String {
    let of = |label: &str, what: &str| {
        lang.pick("“{label}”：{what}", "“{label}”: {what}").replace("{label}", label).replace("{what}", what)
    };
    match settlement {
        Settlement::Indicator { label, indicator } => of(label, &indicator_name(indicator, lang)),
        Settlement::Area { label, area } => {
            let code = area.to_string();
            of(label, get_area(*area).map_or(code.as_str(), |a| a.name))
        }
        Settlement::Role { label, role } => of(label, role_words(*role, lang)),
        Settlement::Ignore { label } => of(label, lang.pick("不导入", "not taken")),
        Settlement::Year { year } => {
            lang.pick("本年：{}年", "This year: {}").replace("{}", &year.to_string())
        }
        Settlement::YearShift { years } => {
            lang.pick("年份移动：{}", "Years moved by: {}").replace("{}", &format!("{years:+}"))
        }
        Settlement::Unit { unit } => lang.pick("单位：{}", "Unit: {}").replace("{}", unit),
        Settlement::Scope { name } => lang.pick("口径：{}", "Scope: {}").replace("{}", name),
        Settlement::Skip => lang.pick("整张表不导入", "The whole table is not taken").to_owned(),
    }
}

fn role_words(role: Role, lang: Lang) -> &'static str {
    let (zh, en) = match role {
        Role::Value => ("取数", "a count"),
        Role::Total => ("合计", "a total"),
        Role::OfWhich => ("其中", "of which"),
        Role::Derived => ("算出", "derived"),
    };
    lang.pick(zh, en)
}

/// Figures that differ on a sheet, and labels that drifted.
pub(super) fn difference_count(file: &StagedFile, sheet: usize) -> usize {
    let figures = file.replacements.iter().filter(|r| r.sheet == sheet);
    let figures: usize = figures.map(|r| r.changed.len() + r.gone.len() + r.new.len()).sum();
    let drifts = file.tables.iter().filter(|t| t.sheet == sheet).filter_map(|t| t.drift.as_ref());
    let labels = drifts.map(|d| {
        d.renamed.len() + d.columns_gone.len() + d.columns_new.len() + d.lines_gone.len() + d.lines_new.len()
    });
    figures + labels.sum::<usize>()
}

/// What differs from last time on a sheet.
pub fn differences_view(staging: &Staging, file_id: u32, sheet: usize, lang: Lang) -> DifferencesView {
    let Some(file) = staging.file(file_id) else {
        return DifferencesView { replacements: Vec::new(), drifts: Vec::new() };
    };
    let replacements = file.replacements.iter().filter(|r| r.sheet == sheet).map(|r| {
        let kinds = [("changed", &r.changed), ("gone", &r.gone), ("new", &r.new)];
        let changes =
            kinds.into_iter().flat_map(|(kind, list)| list.iter().map(move |c| change_view(kind, c, lang)));
        ReplacementView { range: r.range.to_string(), file: r.file.clone(), changes: changes.collect() }
    });
    let drifts = file.tables.iter().filter(|t| t.sheet == sheet).filter_map(drift_view);
    DifferencesView { replacements: replacements.collect(), drifts: drifts.collect() }
}

fn drift_view(table: &StagedTable) -> Option<DriftView> {
    let (drift, recipe) = (table.drift.as_ref()?, table.recipe.as_ref()?);
    Some(DriftView {
        range: table.range.to_string(),
        recipe: recipe.name.clone(),
        renamed: drift.renamed.clone(),
        columns_gone: drift.columns_gone.clone(),
        columns_new: drift.columns_new.clone(),
        lines_gone: drift.lines_gone.clone(),
        lines_new: drift.lines_new.clone(),
    })
}

fn change_view(kind: &str, change: &Change, lang: Lang) -> ChangeView {
    let words = |held: Option<Held>| match held {
        Some((Some(value), _)) => format::count(value),
        Some((None, Some(missing))) => format::missing(missing, lang).to_owned(),
        _ => String::new(),
    };
    let number = |held: Option<Held>| held.and_then(|h| h.0);
    let difference = number(change.old).zip(number(change.new)).map(|(old, new)| format::change(new - old));
    ChangeView {
        kind: kind.to_owned(),
        cell: change.cell.map(|c| c.to_string()),
        label: change.labels.join(" · "),
        old: words(change.old),
        new: words(change.new),
        difference: difference.unwrap_or_default(),
    }
}
