//! Words of a head broken over several rows (国内 / 生产 / 总值), told from levels of a head and put together again.

use super::derived::is_derived_label;
use super::header::Label;
use super::names::{indicator_of, is_document_kind, is_organisation};
use super::periods::cue_of_whole;
use super::text::{is_measure_word, is_of_which, is_total_label, is_unit_word, plain};
use crate::model::find_area;

/// Longest piece of a broken label that its neighbours alone may prove to be one.
const PIECE: usize = 7;

/// Puts the pieces of every column together. `labels[column][level]`; `is_whole` says that a cell is merged, and so
/// holds all of its label.
pub(super) fn join_pieces(labels: &mut [Vec<Label>], first_col: u32, is_whole: impl Fn(usize, u32) -> bool) {
    let spans = spans(labels, first_col);
    let tails: Vec<Vec<usize>> =
        (first_col..).zip(labels.iter()).map(|(col, path)| tail(path, col, &spans, &is_whole)).collect();
    // Where one label is broken over the rows, its neighbours may be.
    let is_broken_head = labels.iter().zip(&tails).any(|(path, tail)| {
        is_long_break(path, tail)
            || pairs(tail).any(|(a, b)| text_pair(path, a, b).is_some_and(|(a, b)| runs_on(a, b)))
    });
    let can_break: Vec<bool> =
        (0..levels(labels)).map(|level| is_broken_head || has_no_parents(labels, &spans, level)).collect();
    for (path, tail) in labels.iter_mut().zip(&tails) {
        // From the bottom up, so that a piece takes along what was joined to it.
        for (above, below) in pairs(tail).collect::<Vec<_>>().into_iter().rev() {
            let Some((a, b)) = text_pair(path, above, below) else { continue };
            let may_join = can_break.get(above).copied().unwrap_or(false)
                && is_piece(a)
                && is_piece(path.get(below).and_then(|l| l.piece.as_deref()).unwrap_or(b));
            if may_join || runs_on(a, b) || is_unit(b) {
                join(path, above, below);
            }
        }
    }
}

/// Columns whose label at a level is also that of a column beside them, by a merge, a blank or the word written again
/// over each of its parts: `(level, column)`.
fn spans(labels: &[Vec<Label>], first_col: u32) -> Vec<(usize, u32)> {
    let mut spans = Vec::new();
    for (col, path) in (first_col..).zip(labels) {
        for (level, label) in path.iter().enumerate() {
            if let (Some(_), Some(origin)) = (&label.text, label.origin)
                && origin != col
            {
                spans.push((level, origin));
            }
        }
    }
    for ((col, path), next) in (first_col..).zip(labels).zip(labels.iter().skip(1)) {
        for level in 0..path.len().saturating_sub(1) {
            let parent = |path: &[Label]| {
                path.get(level + 1)?.text.as_ref()?;
                path.get(level)?.text.clone()
            };
            if parent(path).is_some_and(|text| parent(next) == Some(text)) {
                spans.extend([(level, col), (level, col + 1)]);
            }
        }
    }
    spans
}

fn levels(labels: &[Vec<Label>]) -> usize {
    labels.iter().map(Vec::len).max().unwrap_or(0)
}

/// The innermost labels of a column that stand over it alone, one below the other.
fn tail(
    path: &[Label],
    col: u32,
    spans: &[(usize, u32)],
    is_whole: &impl Fn(usize, u32) -> bool,
) -> Vec<usize> {
    let mut tail: Vec<usize> = Vec::new();
    for (level, label) in path.iter().enumerate().rev().filter(|(_, l)| l.text.is_some()) {
        let is_own = label.origin == Some(col) && !spans.contains(&(level, col)) && !is_whole(level, col);
        let is_next = tail.last().is_none_or(|below| level + 1 == *below);
        if !is_own || !is_next {
            break;
        }
        tail.push(level);
    }
    tail.reverse();
    tail
}

fn pairs(tail: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    tail.windows(2).filter_map(|w| Some((*w.first()?, *w.get(1)?)))
}

fn text_pair(path: &[Label], above: usize, below: usize) -> Option<(&str, &str)> {
    Some((path.get(above)?.text.as_deref()?, path.get(below)?.text.as_deref()?))
}

/// Three short pieces or more over one column are no three levels.
fn is_long_break(path: &[Label], tail: &[usize]) -> bool {
    let texts = || tail.iter().filter_map(|level| path.get(*level)?.text.as_deref());
    texts().count() >= 3 && texts().all(|t| t.chars().count() <= 4 && is_piece(t))
}

/// Whether no label of a level spans columns and the level below holds nothing that subdivides: no periods, measures,
/// totals, and no word twice. Then the two levels are one label each.
fn has_no_parents(labels: &[Vec<Label>], spans: &[(usize, u32)], level: usize) -> bool {
    if spans.iter().any(|(at, _)| *at == level) {
        return false;
    }
    let mut below: Vec<&str> = labels.iter().filter_map(|p| p.get(level + 1)?.text.as_deref()).collect();
    let count = below.len();
    let are_pieces = below.iter().all(|t| is_piece(t) || is_unit(t));
    below.sort_unstable();
    below.dedup();
    are_pieces && below.len() == count
}

/// Whether a text could be part of a label: it names nothing by itself.
fn is_piece(text: &str) -> bool {
    text.chars().count() <= PIECE
        && !text.is_ascii()
        && cue_of_whole(text).is_none()
        && !is_measure_word(text)
        && !is_total_label(text)
        && !is_derived_label(text)
        && !is_of_which(text)
        && !is_unit_word(text)
        && !is_document_kind(text)
        && !is_organisation(text)
        && indicator_of(text).is_none()
        && find_area(text, None).is_none()
}

/// Whether the words themselves say that a label goes on: 农、林、/ 牧、渔业; 江华瑶族 / 自治县.
pub(super) fn runs_on(above: &str, below: &str) -> bool {
    let (above, below) = (plain(above), plain(below));
    let opened = |t: &str| t.matches('(').count() > t.matches(')').count();
    let is_cut = above.ends_with(['、', ',', '和', '与', '及', '或', '的', '(', '/'])
        || below.starts_with(['、', ',', '和', '与', '及', '或', '的', ')', '/'])
        || opened(&above);
    is_cut || is_area_name(&above, &below)
}

/// Two lines that are the name of an area together and not one by one.
pub(super) fn is_area_name(above: &str, below: &str) -> bool {
    let is_area = |t: &str| find_area(t, None).is_some();
    let whole = format!("{above}{below}");
    whole.chars().count() <= 16 && is_area(&whole) && !is_area(above) && !is_area(below)
}

/// `(万人)` below a name is its unit.
fn is_unit(text: &str) -> bool {
    let text = plain(text);
    text.starts_with('(') && text.ends_with(')') && is_unit_word(&text)
}

fn join(path: &mut [Label], above: usize, below: usize) {
    let Some(lower) = path.get_mut(below).map(std::mem::take) else { return };
    let Some(upper) = path.get_mut(above) else { return };
    if let (Some(a), Some(b)) = (&mut upper.text, lower.text) {
        // What joins on above is judged by the piece, not by the whole.
        upper.piece = Some(a.clone());
        a.push_str(&b);
    }
}

#[cfg(test)]
mod tests {
    use crate::import::understand::grid::{Cell, Grid, Row};
    use crate::import::understand::header::Head;
    use crate::import::understand::testing::sheet;

    fn paths(lines: &[&str], merges: &[&str]) -> Vec<String> {
        let sheet = sheet(lines, merges);
        let grid = Grid::read(&sheet, 100);
        let rows: Vec<&Row<'_>> = grid.rows.iter().collect();
        let last = rows.iter().flat_map(|r| r.cells.iter().map(Cell::col)).max().unwrap_or(0);
        let head = Head::read(&grid, &rows, 0, last);
        (0..=last).map(|c| head.joined(c)).collect()
    }

    #[test]
    fn words_broken_over_rows_are_one_label() {
        assert_eq!(
            paths(&["地区|国内|第一|工业|农、林、", "|生产|产业||牧、渔业", "|总值|||"], &[]),
            ["地区", "国内生产总值", "第一产业", "工业", "农、林、牧、渔业"]
        );
    }

    #[test]
    fn beside_a_label_that_spans_only_short_pieces_or_words_that_run_on_are_joined() {
        assert_eq!(
            paths(&["地区|国内|增加值||发文", "|生产|工业|建筑业|红头", "|总值|||"], &["C1:D1"]),
            ["地区", "国内生产总值", "增加值/工业", "增加值/建筑业", "发文/红头"]
        );
        assert_eq!(
            paths(&["地区|增加值||其他|", "|工业|建筑业|绿化|面积"], &["B1:C1"]),
            ["地区", "增加值/工业", "增加值/建筑业", "其他/绿化", "其他/面积"]
        );
    }

    #[test]
    fn a_word_written_again_over_each_of_its_parts_is_no_piece() {
        assert_eq!(
            paths(&["项目|清理情况|清理情况|清理情况", "|保留|撤销|整合"], &[]),
            ["项目", "清理情况/保留", "清理情况/撤销", "清理情况/整合"]
        );
    }

    #[test]
    fn periods_measures_and_repeated_words_stay_levels() {
        assert_eq!(paths(&["地区|甲类|乙类", "|2022年|2023年"], &[]), ["地区", "甲类/2022年", "乙类/2023年"]);
        assert_eq!(
            paths(&["地区|甲类|乙类|丙", "|户数|户数|户数"], &[]),
            ["地区", "甲类/户数", "乙类/户数", "丙/户数"]
        );
    }

    #[test]
    fn a_unit_below_a_name_and_an_area_in_two_lines_are_one_label() {
        assert_eq!(
            paths(&["地区|企业数|江华瑶族|通道侗族|", "|(个)|自治县|自治县|洪江市"], &[]),
            ["地区", "企业数(个)", "江华瑶族自治县", "通道侗族自治县", "洪江市"]
        );
    }
}
