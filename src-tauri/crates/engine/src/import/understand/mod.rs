//! How a workbook is understood: from cells to tables, lines, labels, values and doubts, by evidence alone.
//!
//! Everything here is a pure function of the cells. `grid` reads cells, `lines` finds tables, `pages` and `split` put
//! right what the page broke off or set side by side, `header`, `wrap` and `columns` say what stands where, `matrix`
//! holds a summary's body, `evidence` and `sums` find what follows from other figures without a word, `totals`,
//! `derived` and `roundings` check printed arithmetic, `mapping` gives figures their meaning, `audit` looks over whole
//! tables, `ledger` and `fields` read records, `leftovers` classes the rest, and `net` looks
//! for numbers that none of them accounts for. What is not understood gives a diagnostic,
//! never a guess.

mod audit;
mod columns;
mod dates;
mod derived;
mod duplicates;
mod evidence;
mod fields;
mod grid;
mod header;
mod ledger;
mod leftovers;
mod lines;
mod mapping;
mod matrix;
mod names;
mod net;
mod pages;
mod periods;
mod reporter;
#[cfg(test)]
mod round_trip;
mod roundings;
mod sheet;
mod split;
mod summary;
mod sums;
#[cfg(test)]
mod testing;
mod text;
mod totals;
mod value;
mod wrap;

use super::{SheetReading, WorkbookReading};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Sheet, Workbook};

/// Understands every sheet of a workbook.
pub fn understand(workbook: &Workbook) -> WorkbookReading {
    let fallback = file_words(workbook);
    let mut sheets: Vec<SheetReading> =
        workbook.sheets.iter().map(|sheet| sheet::understand_sheet(sheet, &fallback)).collect();
    if let (Some((encoding, true)), Some(first)) = (&workbook.encoding, sheets.first_mut()) {
        first
            .diagnostics
            .push(Diagnostic::new(Severity::Info, "encoding_guessed").with("encoding", encoding));
    }
    WorkbookReading {
        file: workbook.file.clone(),
        sha256: workbook.sha256.clone(),
        format: workbook.format,
        sheets,
    }
}

/// Understands one sheet anew, with the year a person named where the sheet itself names none.
pub fn understand_in_year(sheet: &Sheet, year: i32) -> SheetReading {
    sheet::understand_sheet(sheet, &[format!("{year}年")])
}

/// What the file says as a whole, for sheets that do not name their year: the first words of the first sheet, then
/// the file's name.
fn file_words(workbook: &Workbook) -> Vec<String> {
    let first = workbook.sheets.first().and_then(|s| s.cells().next()).map(|c| c.text().into_owned());
    let stem = workbook.file.rsplit_once('.').map_or(workbook.file.as_str(), |(stem, _)| stem);
    first.into_iter().chain([stem.to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use crate::import::ObservationReading;
    use crate::model::{Role, TableKind, WorkbookFormat};

    fn read(lines: &[&str]) -> SheetReading {
        let workbook = Workbook {
            file: "book.xlsx".to_owned(),
            sha256: String::new(),
            format: WorkbookFormat::Xlsx,
            encoding: None,
            sheets: vec![testing::sheet(lines, &[])],
        };
        understand(&workbook).sheets.remove(0)
    }

    fn at<'r>(reading: &'r SheetReading, cell: &str) -> &'r ObservationReading {
        let found = reading.tables.iter().flat_map(|t| &t.observations).find(|o| o.cell.to_string() == cell);
        found.unwrap_or_else(|| unreachable!("no observation at {cell}"))
    }

    fn doubts(reading: &SheetReading) -> Vec<String> {
        let cell = |d: &Diagnostic| d.cell.map(|c| c.to_string()).unwrap_or_default();
        reading.diagnostics.iter().map(|d| format!("{} {}", d.code, cell(d))).collect()
    }

    #[test]
    fn a_wrong_total_is_told_once_and_what_follows_from_the_right_one_is_not() {
        let reading = read(&[
            "2023年各单位发文情况",
            "单位:件、%",
            "单位|本年|上年|增减|同比%",
            "市委|#10|#20|#-10|#-50",
            "市政府|#30|#40|#-10|#-25",
            "市委办|#60|#50|#10|#20",
            "合计|#101|#110|#-10|#-9.1",
        ]);
        assert_eq!(doubts(&reading), ["total_mismatch B7"]);
        assert_eq!(at(&reading, "B7").role, Role::Total);
        assert_eq!(at(&reading, "E4").role, Role::Derived);
        assert_eq!(at(&reading, "C4").period.unwrap().to_string(), "2022");
        assert_eq!(at(&reading, "B4").organisation.as_deref(), Some("市委"));
        assert_eq!(at(&reading, "B4").indicator.as_deref(), Some("documents_issued"));
    }

    #[test]
    fn a_rate_that_does_not_follow_is_told_and_cut_off_rates_are_not() {
        let reading = read(&[
            "2023年发文情况",
            "单位:件",
            "文种|本年|上年|±%",
            "决定|#42|#498|#-91.5",
            "通知|#20|#30|#-33.3",
            "报告|#5|#16|#-68.7",
            "函|#7|#9|#-12.2",
            "纪要|#3|#4|#-25",
        ]);
        assert_eq!(doubts(&reading), ["rate_mismatch D7"]);
    }

    #[test]
    fn a_ratio_printed_as_a_change_is_told_once() {
        let reading = read(&[
            "2023年发文情况",
            "单位:件",
            "文种|本月|上月|环比%",
            "决定|#95|#100|#95",
            "通知|#20|#30|#66.7",
            "函|#8|#10|#80",
        ]);
        assert_eq!(doubts(&reading), ["rate_is_ratio D4"]);
    }

    #[test]
    fn fractions_under_a_percent_head_are_read_in_percent() {
        let reading = read(&[
            "2023年发文",
            "单位:件",
            "文种|本年|上年|同比%",
            "决定|#3|#4|#-0.25",
            "通知|#9|#10|#-0.1",
            "函|#6|#5|#0.2",
        ]);
        assert_eq!(at(&reading, "D4").value.unwrap().to_string(), "-25");
    }

    #[test]
    fn a_line_that_adds_the_others_up_is_a_total_without_the_word() {
        let reading = read(&[
            "2023年发文",
            "单位:件",
            "机关|甲|乙",
            "全部|#6|#9",
            "市委|#1|#2",
            "市政府|#2|#3",
            "市委办|#3|#4",
        ]);
        assert_eq!(at(&reading, "B4").role, Role::Total);
        assert_eq!(reading.tables[0].total_rows, [3]);
    }

    #[test]
    fn groups_subtotals_and_parts_keep_their_indicator() {
        let reading = read(&[
            "2024年情况",
            "单位:件、次",
            "项目|2024年|2023年",
            "发文数",
            "市委|#5|#6",
            "市政府|#7|#8",
            "小计|#12|#14",
            "会议数",
            "现场会议|#2|#3",
            "视频会议|#4|#5",
            "小计|#6|#8",
        ]);
        assert!(doubts(&reading).is_empty(), "{:?}", doubts(&reading));
        assert_eq!(at(&reading, "B9").indicator.as_deref(), Some("meetings_held"));
        assert_eq!(at(&reading, "B9").category.as_deref(), Some("现场会议"));
        assert_eq!(at(&reading, "B7").indicator.as_deref(), Some("documents_issued"));
        assert_eq!(at(&reading, "B9").unit.as_deref(), Some("次"));
    }

    #[test]
    fn areas_head_their_parts_and_the_last_total_is_of_all() {
        let reading = read(&[
            "2023年部分地区发文数",
            "地区|本年|上年",
            "陕西省",
            "西安市|#19|#14",
            "铜川市|#29|#27",
            "小计|#48|#41",
            "云南省",
            "昆明市|#13|#18",
            "曲靖市|#12|#17",
            "小计|#25|#35",
            "总计|#73|#76",
        ]);
        assert_eq!(at(&reading, "B8").area.unwrap().to_string(), "530100");
        assert_eq!(reading.tables[0].group_rows, [2, 6]);
        assert_eq!(at(&reading, "B9").row_labels, ["云南省", "曲靖市"]);
        assert_eq!(at(&reading, "B11").row_labels, ["总计"]);
        assert_eq!(at(&reading, "B11").area, None);
    }

    #[test]
    fn parts_below_the_first_one_are_parts_too() {
        let reading = read(&[
            "2023年发文情况",
            "单位:件",
            "文种|本年|上年",
            "通知|#30|#40",
            "意见|#10|#20",
            "合计|#40|#60",
            "其中：涉密文件|#5|#6",
            "      规范性文件|#7|#8",
        ]);
        assert_eq!(at(&reading, "B8").role, Role::OfWhich);
        assert_eq!(at(&reading, "B4").role, Role::Value);
        assert!(doubts(&reading).is_empty(), "{:?}", doubts(&reading));
    }

    #[test]
    fn a_city_below_the_province_of_its_name_is_the_city() {
        let reading = read(&[
            "2023年发文数",
            "地区|本年",
            "吉林省",
            "长春|#4",
            "吉林|#5",
            "甘肃省",
            "兰州|#6",
            "金昌|#7",
        ]);
        assert_eq!(at(&reading, "B5").area.unwrap().to_string(), "220200");
    }

    #[test]
    fn a_county_called_like_a_whole_is_no_total() {
        let reading = read(&[
            "2023年各县发文数",
            "县|本年|上年",
            "灵川县|#9|#8",
            "全州|#4|#5",
            "兴安县|#3|#7",
            "永福县|#6|#2",
        ]);
        assert_eq!(at(&reading, "B4").role, Role::Value);
        assert_eq!(at(&reading, "B4").area.unwrap().to_string(), "450324");
    }

    #[test]
    fn a_running_total_right_of_months_is_a_sum_and_below_bodies_no_period() {
        let reading = read(&[
            "2023年发文数分月统计表",
            "单位名称|一月|二月|三月|累计",
            "市委办|#1|#2|#3|#6",
            "市政府办|#4|#5|#6|#15",
            "市教育局|#7|#1|#2|#10",
            "累计|#12|#8|#11|#31",
        ]);
        assert_eq!(at(&reading, "E3").role, Role::Total);
        assert_eq!(at(&reading, "C6").period.unwrap().to_string(), "2023-M02");
    }

    #[test]
    fn a_line_given_twice_is_taken_once_and_told() {
        let reading = read(&[
            "各市州发文数",
            "单位:件",
            "市州|2022年|2023年",
            "长沙市|#100|#83",
            "株洲市|#70|#61",
            "湘潭市|#50|#42",
            "株洲市|#70|#65",
        ]);
        assert_eq!(at(&reading, "C5").role, Role::Value);
        assert_eq!(at(&reading, "C7").role, Role::Derived);
        let told: Vec<String> =
            doubts(&reading).into_iter().filter(|d| d.contains("duplicate_key")).collect();
        assert_eq!(told, ["duplicate_key B7", "duplicate_key C7"]);
    }

    #[test]
    fn no_change_is_a_change_of_nothing_and_no_count() {
        let reading = read(&[
            "2023年发文情况",
            "单位:件",
            "文种|本年|上年|增减",
            "决定|#5|#8|#-3",
            "通知|#20|#20|持平",
            "函|持平|#9|持平",
            "报告|#7|#4|#3",
        ]);
        assert_eq!(at(&reading, "D5").value.unwrap().to_string(), "0");
        assert_eq!(at(&reading, "B6").value, None);
        assert!(doubts(&reading).contains(&"not_a_number_cell B6".to_owned()));
    }

    #[test]
    fn a_blank_month_with_a_remark_is_a_line() {
        let lines =
            ["2024年分月发文", "单位:件", "月份|发文数|备注", "1月|#5|", "2月|#8|", "3月||待报", "4月"];
        let reading = read(&lines);
        assert_eq!(at(&reading, "B6").missing, Some(crate::model::Missing::Blank));
        assert_eq!(at(&reading, "B7").period.unwrap().to_string(), "2024-M04");
    }

    #[test]
    fn an_advert_between_tables_is_nobodys_title() {
        let table =
            |title: &'static str| [title, "单位:件", "地区|发文|会议", "长沙市|#1|#2", "株洲市|#3|#4"];
        for between in [
            &["更多模板请访问本站", ""][..],
            &["欢迎使用", ""],
            &["", "咨询热线400-123", ""],
            &["", "免费下载"],
        ] {
            let lines = [&table("2023年甲表")[..], between, &table("2022年乙表")].concat();
            let reading = read(&lines);
            let titles: Vec<_> = reading.tables.iter().filter_map(|t| t.title.as_deref()).collect();
            assert_eq!(titles, ["2023年甲表", "2022年乙表"], "{between:?}");
        }
    }

    #[test]
    fn a_unit_line_right_of_tables_side_by_side_is_of_both() {
        let reading = read(&[
            "2023年情况",
            "|||||单位:件",
            "地区|发文||文种|发文",
            "长沙市|#1||通知|#2",
            "株洲市|#3||函|#4",
        ]);
        assert_eq!(reading.tables.len(), 2);
        assert!(reading.tables.iter().all(|t| t.unit.as_deref() == Some("件")));
        assert_eq!(reading.lines[1].1, crate::model::LineClass::Unit);
    }

    #[test]
    fn ledgers_side_by_side_are_two_and_a_spacer_column_parts_none() {
        let two = read(&[
            "2023年台账",
            "序号|发文字号|标题|文种||序号|会议名称|承办单位",
            "#1|甲发1号|关于甲的通知|通知||#1|甲会|甲局",
            "#2|甲发2号|关于乙的函|函||#2|乙会|乙局",
            "|||||#3|丙会|丙局",
        ]);
        let counts: Vec<u64> = two.tables.iter().map(|t| t.record_count).collect();
        assert_eq!(counts, [2, 3]);
        let one = read(&[
            "2023年台账",
            "序号|发文字号|标题|文种||成文日期|承办单位|备注",
            "#1|甲发1号|关于甲的通知|通知||2023.1.5|甲局|无",
            "#2|甲发2号|关于乙的函|函||2023.1.6|乙局|无",
        ]);
        assert_eq!(one.tables.len(), 1);
    }

    #[test]
    fn a_ledger_goes_on_where_its_head_comes_again() {
        let head = "序号|发文字号|标题|文种";
        let reading = read(&[
            "2023年发文台账",
            head,
            "#1|甲发1号|关于甲的通知|通知",
            "第1页",
            head,
            "#2|甲发2号|关于乙的函|函",
        ]);
        assert_eq!((reading.tables.len(), reading.tables[0].record_count), (1, 2));
        assert!(reading.tables[0].group_rows.is_empty());
    }

    #[test]
    fn a_running_number_left_of_labels_makes_no_table_of_its_own() {
        let reading = read(&[
            "2023年情况",
            "填报单位:||||单位:件",
            "序号|地区|发文|会议",
            "#1|长沙市|#1|#2",
            "#2|株洲市|#3|#4",
            "|合计|#4|#6",
        ]);
        assert_eq!(reading.tables.len(), 1);
        assert!(!doubts(&reading).iter().any(|d| d.starts_with("not_understood")), "{:?}", doubts(&reading));
    }

    #[test]
    fn one_record_per_row_is_a_ledger() {
        let reading = read(&[
            "2023年发文台账",
            "序号|发文字号|标题|文种|成文日期",
            "#1|甲发1号|关于甲的通知|通知|2023.1.5",
            "#2|甲发2号|关于乙的函|函|2023.2.6",
            "合计",
            "填表人：甲",
        ]);
        assert_eq!(reading.tables[0].kind, TableKind::Ledger);
        assert_eq!(reading.tables[0].record_count, 2);
        assert_eq!(reading.tables[0].columns[1].field, Some("document_number"));
    }

    #[test]
    fn figures_without_a_head_are_not_taken() {
        let reading = read(&["#3|#4|#5", "#6|#7|#8"]);
        assert!(reading.tables.is_empty());
        assert!(doubts(&reading).iter().any(|d| d.starts_with("not_understood")));
    }
}
