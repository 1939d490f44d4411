//! The net below all that reads: no number of a sheet is lost without a word. A number is in an observation, in a
//! ledger, in a part that the table gives it (a running number, a code, a label, a head), in words above or below a
//! table, or in a place that a doubt names. Any other number is told here.

use super::periods::year_of_label;
use super::text::{is_advert, is_note, is_signature, is_unit_cell};
use super::value::{Reading, read_cell};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::{SheetReading, TableReading};
use crate::model::{CellRange, CellRef, LineClass, NumberFormat, RawCell, RawValue, Sheet, TableKind};
use std::collections::{BTreeMap, BTreeSet};

/// Places told one by one in a sheet; the last one covers the rest.
const TOLD: usize = 20;

/// Cells that tables give a part without making figures of them.
#[derive(Debug, Default)]
pub(super) struct Claims(BTreeMap<u32, BTreeSet<u32>>);

impl Claims {
    /// Notes that these columns of a row label it, number it or remark on it.
    pub(super) fn take(&mut self, row: u32, columns: impl IntoIterator<Item = u32>) {
        self.0.entry(row).or_default().extend(columns);
    }

    fn hold(&self, at: CellRef) -> bool {
        self.0.get(&at.row).is_some_and(|columns| columns.contains(&at.col))
    }
}

/// Tells of every number that nothing accounts for.
pub(super) fn tell_lost(sheet: &Sheet, claims: &Claims, reading: &mut SheetReading) {
    let found = lost(sheet, claims, reading);
    reading.diagnostics.extend(places(&found).into_iter().map(|place| {
        Diagnostic::new(Severity::Error, "not_understood").at(place.start).with("place", place)
    }));
}

fn lost(sheet: &Sheet, claims: &Claims, reading: &SheetReading) -> Vec<CellRef> {
    let ledgers: Vec<CellRange> =
        reading.tables.iter().filter(|t| t.kind == TableKind::Ledger).map(|t| t.range).collect();
    let observed: BTreeSet<CellRef> =
        reading.tables.iter().flat_map(|t| &t.observations).map(|o| o.cell).collect();
    let named: Vec<CellRange> = reading.diagnostics.iter().filter_map(place_of).collect();
    let classes: BTreeMap<u32, LineClass> = reading.lines.iter().copied().collect();
    let mut lost = Vec::new();
    for (row, cells) in sheet.rows() {
        let is_kept = |c: &RawCell<'_>| ledgers.iter().any(|l| l.contains(c.at));
        // Most rows of a long sheet are records: nothing else is looked at in them.
        let open: Vec<RawCell<'_>> = cells.filter(|c| !is_kept(c)).collect();
        let is_told =
            |at: CellRef| observed.contains(&at) || claims.hold(at) || named.iter().any(|n| n.contains(at));
        let numbers: Vec<&RawCell<'_>> = open.iter().filter(|c| is_number(c) && !is_told(c.at)).collect();
        // Words are looked at last: hardly any row needs them.
        if !numbers.is_empty() {
            let is_worded = says_what_it_is(&open, classes.get(&row).copied(), reading, row);
            lost.extend(numbers.into_iter().filter(|c| !is_worded(c)).map(|c| c.at));
        }
    }
    lost
}

/// A plain number, or a text that is one.
fn is_number(cell: &RawCell<'_>) -> bool {
    match cell.value {
        RawValue::Number(_) => cell.format != NumberFormat::Date,
        RawValue::Text(_) => matches!(read_cell(cell), Reading::Number { .. }),
        _ => false,
    }
}

/// Which numbers of a row its words or its part account for.
fn says_what_it_is<'r>(
    cells: &[RawCell<'_>],
    class: Option<LineClass>,
    reading: &'r SheetReading,
    row: u32,
) -> impl Fn(&RawCell<'_>) -> bool + use<'r> {
    let texts = || cells.iter().filter(|c| matches!(c.value, RawValue::Text(_))).map(RawCell::text);
    let is_called = |t: &str| {
        is_signature(t)
            || is_unit_cell(t)
            || is_note(t)
            || is_advert(t)
            || t.trim_end().ends_with([':', '：'])
            || t.contains("电话")
    };
    let is_worded = texts().any(|t| is_called(&t));
    // A number alone below or above a table is a page's.
    let is_page_number = cells.len() == 1 && !matches!(class, Some(LineClass::Data | LineClass::Total));
    let class = class.unwrap_or(LineClass::Other);
    // Of tables side by side one may have its head where another has figures.
    let is_in_head = move |at: CellRef| {
        let of = |t: &TableReading| {
            t.header_rows.contains(&row) && (t.range.start.col..=t.range.end.col).contains(&at.col)
        };
        reading.tables.iter().any(of)
    };
    move |cell| match class {
        _ if is_in_head(cell.at) => true,
        LineClass::Header => is_repeated_head(reading, row),
        LineClass::Title | LineClass::Unit | LineClass::Note | LineClass::Other => {
            is_worded || is_page_number || year_of_label(&cell.text()).is_some()
        }
        LineClass::Group | LineClass::Data | LineClass::Total => false,
    }
}

/// A head that comes again inside the rows of a table.
fn is_repeated_head(reading: &SheetReading, row: u32) -> bool {
    reading.tables.iter().any(|t| t.first_data_row < row && row <= t.last_data_row)
}

/// The place a doubt about structure names: a range, or whole rows.
fn place_of(found: &Diagnostic) -> Option<CellRange> {
    let (_, place) = found.args.iter().find(|(name, _)| found.code == "not_understood" && name == "place")?;
    if let Ok(range) = place.parse() {
        return Some(range);
    }
    let (first, last) = place.split_once(':')?;
    let row = |text: &str| text.parse::<u32>().ok()?.checked_sub(1);
    Some(CellRange { start: CellRef::new(row(first)?, 0), end: CellRef::new(row(last)?, u32::MAX) })
}

/// Numbers in rows below one another as one place.
fn places(lost: &[CellRef]) -> Vec<CellRange> {
    let mut places: Vec<CellRange> = Vec::new();
    for at in lost {
        let is_full = places.len() >= TOLD;
        match places.last_mut() {
            Some(place) if place.end.row + 1 >= at.row || is_full => {
                place.start.col = place.start.col.min(at.col);
                place.end.col = place.end.col.max(at.col);
                place.end.row = at.row;
            }
            _ => places.push(CellRange { start: *at, end: *at }),
        }
    }
    places
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::import::understand::{testing, understand};
    use crate::model::{Workbook, WorkbookFormat};
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn read(lines: &[String]) -> (Sheet, SheetReading) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let workbook = Workbook {
            file: "book.xlsx".to_owned(),
            sha256: String::new(),
            format: WorkbookFormat::Xlsx,
            encoding: None,
            sheets: vec![testing::sheet(&lines, &[])],
        };
        let reading = understand(&workbook).sheets.remove(0);
        (testing::sheet(&lines, &[]), reading)
    }

    fn told(lines: &[&str]) -> Vec<String> {
        let lines: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
        let (_, reading) = read(&lines);
        let found = reading.diagnostics.iter().filter(|d| d.code == "not_understood");
        found.map(|d| d.args.iter().find(|a| a.0 == "place").unwrap().1.clone()).collect()
    }

    #[test]
    fn figures_right_of_a_table_or_below_its_notes_are_told() {
        let table = ["2023年情况", "单位:件", "地区|发文|会议", "长沙市|#1|#2", "株洲市|#3|#4"];
        let with = |line: &'static str| [&table[..], &[line]].concat();
        assert_eq!(told(&table), [] as [&str; 0]);
        assert_eq!(told(&with("注：共5个县")), [] as [&str; 0]);
        assert_eq!(told(&with("填表人：|联系电话：|#88881234|填报日期：|#20240105")), [] as [&str; 0]);
        assert_eq!(told(&with("||||#9")), [] as [&str; 0], "a number alone is a page's");
        assert_eq!(told(&[&["其他|#7|#8"][..], &table].concat()), ["1:1"]);
    }

    #[test]
    fn numbers_among_words_in_a_column_of_no_name_are_told() {
        let lines = [
            "2023年情况",
            "地区|发文||备注",
            "长沙市|#1|新增|#5",
            "株洲市|#3|合并|",
            "湘潭市|#3|#12|",
            "衡阳市|#4|撤销|",
        ];
        assert_eq!(told(&lines), ["C5:C5"]);
    }

    fn cell() -> impl Strategy<Value = String> {
        let words = vec![
            "长沙市",
            "株洲市",
            "发文数",
            "会议数",
            "合计",
            "本年",
            "上年",
            "情况",
            "—",
            "3月",
            "2023年",
            "备注",
        ];
        prop_oneof![
            4 => (1000..99_999u32).prop_map(|n| format!("#{n}")),
            3 => select(words).prop_map(str::to_owned),
            2 => Just(String::new()),
        ]
    }

    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            6 => vec(cell(), 1..7).prop_map(|cells| cells.join("|")),
            1 => select(vec!["", "2023年各市发文情况统计表", "地区|发文数|会议数", "单位:件"]).prop_map(str::to_owned),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        /// However a sheet is muddled, each figure is an observation, in a ledger, in a head, under 备注, or told. The
        /// figures drawn are no years, and no words that account for numbers are drawn.
        #[test]
        fn no_figure_is_lost_without_a_word(lines in vec(line(), 1..14)) {
            let (sheet, reading) = read(&lines);
            let named: Vec<CellRange> = reading.diagnostics.iter().filter_map(place_of).collect();
            for cell in sheet.cells().filter(is_number) {
                let at = cell.at;
                let alone = sheet.cells().filter(|c| c.at.row == at.row).count() == 1;
                let is_remark = || sheet.cells().any(|c| c.at.col == at.col && c.at.row < at.row && c.text() == "备注");
                let is_held = reading.tables.iter().any(|t| {
                    t.observations.iter().any(|o| o.cell == at && o.value.is_some())
                        || (t.kind == TableKind::Ledger && t.range.contains(at))
                        || t.header_rows.contains(&at.row)
                });
                let is_label = || {
                    let mut own = reading.tables.iter().flat_map(|t| &t.observations).filter(|o| o.cell.row == at.row);
                    own.any(|o| o.row_labels.iter().any(|l| *l == cell.text()))
                };
                let is_year = year_of_label(&cell.text()).is_some();
                prop_assert!(
                    is_held || alone || is_year || named.iter().any(|n| n.contains(at)) || is_label() || is_remark(),
                    "{at} of {lines:?}: {:?}", reading.lines
                );
            }
        }
    }
}
