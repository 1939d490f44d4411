//! Number formats by class, and dates as ISO 8601 text.

use crate::model::NumberFormat;
use calamine::{ExcelDateTime, ExcelDateTimeType};

/// The class of a number format, built in if it has no notation.
pub(super) fn class_of_format(code: Option<&str>, id: u32) -> NumberFormat {
    match code.map_or(NumberFormat::General, class_of_code) {
        NumberFormat::General => u16::try_from(id).map(class_of_builtin).unwrap_or_default(),
        class => class,
    }
}

/// The class of a number format written in the spreadsheet's own notation (`0.0%`, `yyyy"年"m"月"`).
pub(super) fn class_of_code(code: &str) -> NumberFormat {
    let plain = without_literals(code);
    let plain = plain.as_str();
    if plain.trim().is_empty() || plain.trim().eq_ignore_ascii_case("general") {
        NumberFormat::General
    } else if plain.contains('%') {
        NumberFormat::Percent
    } else if plain.trim() == "@" {
        NumberFormat::Text
    } else if plain.contains(['0', '#', '?']) && !plain.contains(['y', 'Y', 'd', 'D', 'h', 'H']) {
        NumberFormat::Number
    } else if plain.contains(['y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H', 's', 'S']) {
        NumberFormat::Date
    } else {
        NumberFormat::General
    }
}

/// The class of a built-in format, by its number (ECMA-376, 18.8.30; 27 to 36 and 50 to 58 are East Asian dates).
pub(super) fn class_of_builtin(id: u16) -> NumberFormat {
    match id {
        9 | 10 => NumberFormat::Percent,
        1..=8 | 11..=13 | 37..=44 | 48 => NumberFormat::Number,
        14..=22 | 27..=36 | 45..=47 | 50..=58 => NumberFormat::Date,
        49 => NumberFormat::Text,
        _ => NumberFormat::General,
    }
}

/// What a number format, built in if it has no notation, makes of a number: a moment, a span, or nothing of time.
pub(super) fn time_of_format(code: Option<&str>, id: u32) -> Option<ExcelDateTimeType> {
    match (code, id) {
        (Some(code), _) => time_of_code(code),
        (None, 46) => Some(ExcelDateTimeType::TimeDelta),
        (None, 14..=22 | 27..=36 | 45 | 47 | 50..=58) => Some(ExcelDateTimeType::DateTime),
        (None, _) => None,
    }
}

/// The first section decides. `[h]` is a span; other letters of time outside of brackets are a moment.
fn time_of_code(code: &str) -> Option<ExcelDateTimeType> {
    let mut chars = code.chars();
    // Behind an `A` only the rest of AM/PM tells: `General` has letters too.
    let mut is_half_day = false;
    while let Some(c) = chars.next() {
        match c.to_ascii_lowercase() {
            ';' => return None,
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let mut units = inner.chars().map(|c| c.to_ascii_lowercase());
                if let Some(first @ ('h' | 'm' | 's')) = units.next()
                    && units.all(|c| c == first)
                {
                    return Some(ExcelDateTimeType::TimeDelta);
                }
            }
            'a' if !is_half_day => is_half_day = true,
            'p' | 'm' | '/' if is_half_day => return Some(ExcelDateTimeType::DateTime),
            'd' | 'm' | 'h' | 'y' | 's' if !is_half_day => return Some(ExcelDateTimeType::DateTime),
            _ => {}
        }
    }
    None
}

/// The format without quoted, escaped and bracketed parts. `[h]`, `[m]`, `[s]` are times and stay.
fn without_literals(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if !inner.is_empty() && inner.chars().all(|c| "hmsHMS".contains(c)) {
                    out.push_str(&inner);
                }
            }
            _ => out.push(c),
        }
    }
    out
}

/// Serial days a spreadsheet can show as a date: 1900-01-01 to 9999-12-31.
const DATE_SERIALS: std::ops::Range<f64> = 0.0..2_958_466.0;

/// A date, a date with time, or a time of day, as ISO 8601. None for a serial number that is no date.
pub(super) fn iso_date(date: &ExcelDateTime) -> Option<String> {
    let serial = date.as_f64();
    if date.is_duration() {
        return serial.is_finite().then(|| iso_duration(serial));
    }
    if !DATE_SERIALS.contains(&serial) {
        return None;
    }
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    let has_time = (hour, minute, second, milli) != (0, 0, 0, 0);
    // Whole days are the common case and cost one allocation.
    if serial >= 1.0 && !has_time {
        return Some(format!("{year:04}-{month:02}-{day:02}"));
    }
    let fraction = if milli == 0 { String::new() } else { format!(".{milli:03}") };
    let time = format!("{hour:02}:{minute:02}:{second:02}{fraction}");
    Some(if serial < 1.0 { time } else { format!("{year:04}-{month:02}-{day:02}T{time}") })
}

fn iso_duration(days: f64) -> String {
    // Saturates far beyond any duration that is meant.
    let seconds = (days * 86_400.0).round() as i64;
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    format!("{sign}PT{}H{}M{}S", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// An ISO date without the time when that is midnight.
pub(super) fn trim_midnight(iso: &str) -> &str {
    let is_zero = |time: &str| time.bytes().all(|b| matches!(b, b'0' | b':' | b'.' | b'Z'));
    iso.split_once('T').filter(|(day, time)| !day.is_empty() && is_zero(time)).map_or(iso, |(day, _)| day)
}
