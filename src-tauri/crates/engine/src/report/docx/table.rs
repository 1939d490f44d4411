//! Tables of three rules: thick above and below, open sides, a head on every page, numbers under each other by their points.

use super::para::{Font, Para, RunLook};
use super::text::{half_widths, styled};
use super::xml::Xml;
use crate::model::Lang;
use crate::report::{ColumnRole, Table, TableCell, TableRow, words};

/// Sizes a table is set in, in half points, the largest that fits.
const SIZES: [u32; 4] = [24, 21, 18, 15];
/// Room at either side of a cell.
const PADDING: u32 = 60;
/// A table of this many rows is not parted; of a longer one, so many rows stay with the head.
const MOST_TOGETHER: usize = 10;
const LEAST_TOGETHER: usize = 3;
/// A head that is not parted, in characters of half width.
const SHORT_HEAD: i64 = 6;
/// Room beside numbers, in characters of half width.
const SPARE: i64 = 2;
/// 1.5 pt and 0.75 pt in eighths.
const THICK: &str = "12";
const THIN: &str = "6";

/// A column as it is set: its width, and for numbers where their points stand.
struct Set {
    width: u32,
    is_label: bool,
    /// From the right edge of the widest number to that of the cell, so that the block stands in the middle.
    margin: u32,
    /// The longest text from the point on, in characters of half width.
    tail: i64,
}

/// How a table is set.
struct Setting {
    columns: Vec<Set>,
    /// In half points.
    size: u32,
}

/// Caption, unit, table, remarks and source.
pub(super) fn write(xml: &mut Xml, table: &Table, number: usize, (width, lang): (u32, Lang)) {
    let setting = Setting::of(table, width);
    let caption = words::table_caption(number, &table.title, lang);
    let para = Para { keeps_next: true, ..Para::of("Caption") };
    para.paragraph(xml, |xml| RunLook::default().run(xml, lang, &caption));
    if let Some(unit) = &table.unit {
        let para = Para { keeps_next: true, jc: Some("right"), ..Para::of("TableNote") };
        para.paragraph(xml, |xml| RunLook::default().run(xml, lang, unit));
    }
    xml.element("w:tbl", &[], |xml| {
        write_properties(xml, &caption, width);
        xml.element("w:tblGrid", &[], |xml| {
            for column in &setting.columns {
                xml.empty("w:gridCol", &[("w:w", &column.width.to_string())]);
            }
        });
        write_head(xml, table, &setting, lang);
        let count = table.rows.len();
        for (at, row) in table.rows.iter().enumerate() {
            let keeps_next = at + 1 < count && (at < LEAST_TOGETHER || count <= MOST_TOGETHER);
            write_row(xml, row, &setting, (keeps_next, lang));
        }
    });
    for note in words::notes(&table.notes, lang) {
        styled(xml, "TableNote", lang, &note);
    }
    let source = words::source(&table.source, lang).unwrap_or_default();
    // The last line below a table keeps its distance from what follows.
    let last = Para { before_after: Some((0, 200)), ..Para::of("TableNote") };
    last.paragraph(xml, |xml| {
        if !source.is_empty() {
            RunLook::default().run(xml, lang, &source);
        }
    });
}

fn write_properties(xml: &mut Xml, caption: &str, width: u32) {
    xml.element("w:tblPr", &[], |xml| {
        xml.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        xml.val("w:jc", "center");
        xml.element("w:tblBorders", &[], |xml| {
            for side in ["w:top", "w:bottom"] {
                xml.empty(
                    side,
                    &[("w:val", "single"), ("w:sz", THICK), ("w:space", "0"), ("w:color", "000000")],
                );
            }
        });
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.element("w:tblCellMar", &[], |xml| {
            let padding = PADDING.to_string();
            for side in ["w:left", "w:right"] {
                xml.empty(side, &[("w:w", &padding), ("w:type", "dxa")]);
            }
        });
        xml.val("w:tblCaption", caption);
    });
}

fn write_head(xml: &mut Xml, table: &Table, setting: &Setting, lang: Lang) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            xml.empty("w:tblHeader", &[]);
        });
        for (column, set) in table.columns.iter().zip(&setting.columns) {
            cell(xml, set.width, true, |xml| {
                let para = Para { jc: Some("center"), keeps_next: true, ..Para::of("TableText") };
                let look = RunLook {
                    font: Some(Font::Hei),
                    half_points: Some(setting.size),
                    is_bold: lang == Lang::En,
                    ..RunLook::default()
                };
                para.paragraph(xml, |xml| look.run(xml, lang, &column.head));
            });
        }
    });
}

fn write_row(xml: &mut Xml, row: &TableRow, setting: &Setting, (keeps_next, lang): (bool, Lang)) {
    let look = RunLook { half_points: Some(setting.size), is_bold: row.is_total, ..RunLook::default() };
    // 一个汉字, in twips.
    let character = setting.size * 10;
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        // A row that is too short leaves its cells empty: every row has all columns.
        let nothing = TableCell::default();
        let cells = row.cells.iter().chain(std::iter::repeat(&nothing));
        for (set, content) in setting.columns.iter().zip(cells) {
            cell(xml, set.width, false, |xml| {
                let para = if set.is_label {
                    Para { left: row.is_part.then_some(character), ..Para::of("TableText") }
                } else {
                    set.para(&content.text, setting.size)
                };
                let para = Para { keeps_next, ..para };
                para.paragraph(xml, |xml| {
                    if !content.text.is_empty() {
                        look.run(xml, lang, &content.text);
                    }
                });
            });
        }
    });
}

fn cell(xml: &mut Xml, width: u32, is_head: bool, inside: impl FnOnce(&mut Xml)) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if is_head {
                xml.element("w:tcBorders", &[], |xml| {
                    let edge = [("w:val", "single"), ("w:sz", THIN), ("w:space", "0"), ("w:color", "000000")];
                    xml.empty("w:bottom", &edge);
                });
            }
            xml.val("w:vAlign", "center");
        });
        inside(xml);
    });
}

/// A number as printed, before its point and from it on; nothing for words and dashes.
fn split(text: &str) -> Option<(i64, i64)> {
    let bare = text.trim_start_matches(['−', '-', '+', '±']);
    if !bare.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let end = text
        .char_indices()
        .find(|(at, c)| *at > digits && !c.is_ascii_digit() && *c != ',')
        .map_or(text.len(), |(at, _)| at);
    let (head, tail) = text.split_at_checked(end)?;
    Some((half_widths(head), half_widths(tail)))
}

impl Set {
    /// The paragraph of a number: its point stands under those of the others. What is no number stands in the middle.
    fn para(&self, text: &str, size: u32) -> Para {
        match split(text) {
            Some((_, tail)) => {
                let missing = u32::try_from(self.tail - tail).unwrap_or(0) * size * 5;
                Para { jc: Some("right"), right: Some(self.margin + missing), ..Para::of("TableText") }
            }
            None => Para { jc: Some("center"), ..Para::of("TableText") },
        }
    }
}

impl Setting {
    fn of(table: &Table, width: u32) -> Self {
        let texts =
            |at: usize| table.rows.iter().filter_map(move |row| row.cells.get(at)).map(|c| c.text.as_str());
        // Widths in characters of half width: a head may take two lines, a label may be indented.
        let natural: Vec<i64> = (0..)
            .zip(&table.columns)
            .map(|(at, column)| {
                // Words of letters are not broken.
                let words = column.head.split(' ').filter(|word| word.is_ascii());
                let longest_word = words.map(half_widths).max().unwrap_or(0) + SPARE;
                let whole = half_widths(&column.head);
                // A short head, a year among them, stands on one line.
                let head = if whole <= SHORT_HEAD { whole + SPARE } else { (whole + 1) / 2 + SPARE };
                let head = head.max(longest_word);
                let is_label = column.role == ColumnRole::Label;
                let longest = texts(at).map(half_widths).max().unwrap_or(0);
                // Long words break; numbers never, also where another font's digits are wider.
                let body = if is_label { (longest + 2).min(36) } else { longest.min(24) + SPARE };
                head.max(body).max(6)
            })
            .collect();
        let count = i64::try_from(natural.len()).unwrap_or(1).max(1);
        let total: i64 = natural.iter().sum();
        let room = i64::from(width) - i64::from(2 * PADDING) * count;
        let taken = |size: u32| total * i64::from(size) * 5;
        let size = SIZES.into_iter().find(|size| taken(*size) <= room).unwrap_or(15);
        // What is left over goes to all alike; where even the smallest size is too wide, all give way alike.
        let spare = (room - taken(size)).max(0) / count;
        let mut left = width;
        let columns = (0..).zip(&table.columns).zip(&natural).map(|((at, column), half)| {
            let is_last = at + 1 == table.columns.len();
            let wanted = half * i64::from(size) * 5 * room / taken(size).max(room) + spare;
            let wanted = u32::try_from(wanted).unwrap_or(0) + 2 * PADDING;
            let width = if is_last { left } else { wanted.min(left) };
            left = left.saturating_sub(width);
            let numbers: Vec<(i64, i64)> = texts(at).filter_map(split).collect();
            let tail = numbers.iter().map(|(_, tail)| *tail).max().unwrap_or(0);
            let head = numbers.iter().map(|(head, _)| *head).max().unwrap_or(0);
            let block = u32::try_from(head + tail + SPARE).unwrap_or(0) * size * 5;
            let margin = width.saturating_sub(2 * PADDING).saturating_sub(block) / 2;
            Set { width, is_label: column.role == ColumnRole::Label, margin, tail }
        });
        Self { columns: columns.collect(), size }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_parted_at_its_point() {
        assert_eq!(split("1,234"), Some((5, 0)));
        assert_eq!(split("−25.7%"), Some((4, 3)), "a true minus is as wide as a Han character");
        assert_eq!(split("—"), None);
        assert_eq!(split("无上年数据"), None);
    }
}
