//! Which body a table says it was reported by: two offices may send tables of one title, and only this tells them apart.

use super::grid::Row;
use super::text::{is_unit_cell, plain};
use super::value::Reading;

/// Labels in front of the reporting body's name.
const LABELS: [&str; 13] = [
    "填报单位",
    "填报部门",
    "填报机关",
    "填表单位",
    "填表部门",
    "报送单位",
    "报送部门",
    "上报单位",
    "编制单位",
    "制表单位",
    "制表机关",
    "汇总单位",
    "单位名称",
];
/// What else may stand in the line behind the name.
const NEXT: [&str; 9] =
    ["计量单位", "单位:", "填报日期", "填报时间", "填表日期", "填表时间", "日期:", "时间:", "负责人"];
/// Longest name.
const LONGEST: usize = 40;

/// The body that lines above or below a table name.
pub(super) fn reporter_of(rows: &[Row<'_>]) -> Option<String> {
    rows.iter().find_map(|row| {
        row.cells.iter().enumerate().find_map(|(index, cell)| {
            let named = after_label(&cell.text)?;
            if !named.is_empty() {
                return name(&named);
            }
            // The name may stand in the cell beside its label.
            let next = row.cells.get(index + 1)?;
            let is_name = next.reading == Reading::Text && !is_unit_cell(&next.text);
            is_name.then(|| name(&plain(&next.text))).flatten()
        })
    })
}

/// What follows the label and its colon.
fn after_label(text: &str) -> Option<String> {
    let text = plain(text);
    let rest = LABELS.iter().find_map(|label| text.strip_prefix(label))?;
    let rest =
        ["(盖章)", "(公章)", "(章)", "(签章)"].iter().find_map(|s| rest.strip_prefix(s)).unwrap_or(rest);
    rest.strip_prefix(':').map(str::to_owned)
}

fn name(text: &str) -> Option<String> {
    let end = NEXT.iter().filter_map(|word| text.find(word)).min().unwrap_or(text.len());
    let name = text.get(..end)?.trim_end_matches(['(', ',', ';']);
    (2..=LONGEST).contains(&name.chars().count()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::understand::grid::Grid;
    use crate::import::understand::testing::sheet;

    #[test]
    fn a_body_is_named_beside_its_label_or_in_the_next_cell() {
        let reporter = |line: &str| {
            let sheet = sheet(&[line], &[]);
            reporter_of(&Grid::read(&sheet, 1).rows)
        };
        for line in [
            "填报单位（盖章）：甲市委办公室",
            "填报单位：甲市委办公室   单位：件",
            "填报单位：|甲市委办公室|单位：件",
        ] {
            assert_eq!(reporter(line).as_deref(), Some("甲市委办公室"), "{line}");
        }
        for line in ["填报单位（盖章）：", "填报单位：||单位：件", "单位：件", "地区|发文"]
        {
            assert_eq!(reporter(line), None, "{line}");
        }
    }
}
