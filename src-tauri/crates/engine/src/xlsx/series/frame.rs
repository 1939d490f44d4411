//! What every sheet of numbers shares: title and unit above, remarks and source below, and the order of rows.

use crate::chart::{Caption, Figure, Ink};
use crate::model::{Decimal, Lang, Rounding};
use crate::xlsx::{Align, CellLook, NumberLook, Rule, Sheet, XlsxError};

/// The row of the head; numbers begin below it.
pub(super) const HEAD: u32 = 2;
/// The row of the first numbers.
pub(super) const FIRST: u32 = HEAD + 1;

/// The words around the numbers.
pub(super) struct Frame<'a> {
    pub unit: &'a str,
    pub scope_line: Option<&'a str>,
    pub total_line: Option<&'a str>,
    pub source_line: &'a str,
    pub notes: &'a [String],
    pub lang: Lang,
}

impl<'a> Frame<'a> {
    /// The words of a caption.
    pub(super) fn of(caption: &'a Caption, lang: Lang) -> Self {
        Self {
            unit: &caption.unit,
            scope_line: caption.scope_line.as_deref(),
            total_line: caption.total_line.as_deref(),
            source_line: &caption.source_line,
            notes: &caption.notes,
            lang,
        }
    }

    /// Title, unit and scope, and the head of each column with its width in characters of half width.
    pub(super) fn open(
        &self,
        sheet: &mut Sheet<'_>,
        figure: &Figure,
        heads: &[(String, usize)],
    ) -> Result<(), XlsxError> {
        sheet.text((0, 0), &figure.title, CellLook { size_pt: 12, ..CellLook::bold() })?;
        let unit =
            (!self.unit.is_empty()).then(|| format!("{}{}", self.lang.pick("单位：", "Unit: "), self.unit));
        let above: Vec<&str> = unit.as_deref().into_iter().chain(self.scope_line).collect();
        sheet.text((1, 0), &above.join(self.lang.pick("　", "  ")), CellLook::muted())?;
        for (column, (head, width)) in (0..).zip(heads) {
            let align = if column == 0 { Align::Left } else { Align::Center };
            let look = CellLook {
                align,
                top: Rule::Thick,
                bottom: Rule::Thin,
                is_wrapped: true,
                ..CellLook::bold()
            };
            sheet.text((HEAD, column), head, look)?;
            sheet.set_width(column, *width)?;
        }
        sheet.print_on_a4(true, Some((0, HEAD)))
    }

    /// A rule below the last row, then totals, remarks and source.
    pub(super) fn close(&self, sheet: &mut Sheet<'_>, row: u32) -> Result<(), XlsxError> {
        let remarks = self.total_line.into_iter().chain(self.notes.iter().map(String::as_str));
        let source = (!self.source_line.is_empty()).then_some(self.source_line);
        for (row, text) in (row + 1..).zip(remarks.chain(source)) {
            sheet.text((row, 0), text, CellLook::muted())?;
        }
        Ok(())
    }
}

/// Rows in the order the figure shows them; those it does not name keep their own order behind.
pub(super) fn as_drawn<'a, T>(figure: &Figure, rows: &'a [T], key: impl Fn(&T) -> &str) -> Vec<&'a T> {
    let place = |row: &T| {
        let key = key(row);
        let is_of = |mark: &str| mark == key || mark.strip_prefix(key).is_some_and(|m| m.starts_with('/'));
        figure.marks.iter().position(|mark| is_of(&mark.key)).unwrap_or(usize::MAX)
    };
    let mut rows: Vec<&T> = rows.iter().collect();
    rows.sort_by_key(|row| place(row));
    rows
}

/// The look of a cell of the body.
pub(super) fn body(number: Option<NumberLook>) -> CellLook {
    CellLook { number, ..CellLook::default() }
}

/// The look of a count: as many decimals as it has.
pub(super) fn count(value: Decimal) -> CellLook {
    body(Some(NumberLook { decimals: value.normalize().scale(), ..NumberLook::default() }))
}

/// How many characters of half width a text is wide.
pub(super) fn half_widths(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The widest of some texts, within what a column of names may take.
pub(super) fn widest<'a>(texts: impl Iterator<Item = &'a str>, least: usize) -> usize {
    texts.map(half_widths).max().unwrap_or(0).clamp(least, 40)
}

/// The rate of two counts as a workbook rounds it, in percent: what `ROUND((current-base)/base*100,d)` gives.
pub(super) fn rounded_rate(current: Decimal, base: Decimal, decimals: u32) -> Option<Decimal> {
    let change = current.checked_sub(base)?;
    let percent = change.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base)?;
    Some(Rounding::HalfUp.round(percent, decimals))
}

/// The colours of grid lines and axis.
pub(super) fn lines(figure: &Figure) -> ((u8, u8, u8), (u8, u8, u8)) {
    Ink::lines_of(figure.theme)
}
