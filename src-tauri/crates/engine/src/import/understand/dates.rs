//! Days, months and times as offices spell them. Pure functions on text that `narrow` has brought to one width.

/// A day or a time that can be nothing else: `2024.3.5`, `2024-03-05 08:30`, `2024年3月5日`, `二〇二四年三月五日`, `8:30`.
pub(super) fn is_date(plain: &str) -> bool {
    let text = plain.trim();
    if is_time(text) {
        return true;
    }
    let (day, rest) = match text.split_once(['t', 'T', ' ']) {
        Some((day, rest)) if is_time(rest.trim().trim_end_matches(['z', 'Z'])) => (day, ""),
        Some(_) => return false,
        None => (text, ""),
    };
    rest.is_empty()
        && parts(&western(day)).is_some_and(|p| matches!(p.as_slice(), [y, m, d] if is_day(*y, *m, *d)))
}

/// What is a date in a column of dates, though it could be a number or a label elsewhere: `20240305`, `2024年3月`,
/// `2024.3`, `2024/3`, a spreadsheet's day number.
pub(super) fn is_date_by_place(plain: &str) -> bool {
    let text = plain.trim();
    if is_date(text) {
        return true;
    }
    let number = |from: usize, to: usize| text.get(from..to).and_then(|d| d.parse().ok());
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return match text.len() {
            8 => {
                matches!((number(0, 4), number(4, 6), number(6, 8)), (Some(y), Some(m), Some(d)) if is_day(y, m, d))
            }
            6 => matches!((number(0, 4), number(4, 6)), (Some(y), Some(m)) if is_day(y, m, 1)),
            // 1954 to 2064: a date whose format was lost.
            5 => number(0, 5).is_some_and(|n| (20_000..60_000).contains(&n)),
            _ => false,
        };
    }
    parts(&western(text)).is_some_and(|p| matches!(p.as_slice(), [y, m] if is_day(*y, *m, 1)))
}

/// `8:30`, `08:30:15`.
fn is_time(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let limits = [24u32, 60, 60];
    (2..=3).contains(&parts.len())
        && parts.iter().zip(limits).all(|(part, limit)| {
            let seconds = part.split('.').next().unwrap_or_default();
            (1..=2).contains(&seconds.len()) && seconds.parse::<u32>().is_ok_and(|n| n <= limit)
        })
}

/// Numbers between the separators of a date, where these stand in a date's order.
fn parts(text: &str) -> Option<Vec<u32>> {
    let is_chinese = text.contains('年');
    let separators: &[char] = if is_chinese { &['年', '月', '日', '号'] } else { &['.', '-', '/'] };
    let separators_used: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let is_ordered = if is_chinese {
        matches!(
            separators_used.as_slice(),
            ['年', '月'] | ['年', '月', '日' | '号'] | ['年' | '月', '月' | '日'] | ['年']
        )
    } else {
        separators_used.len() <= 2
            && separators_used.iter().all(|c| separators.contains(c))
            && separators_used.windows(2).all(|pair| pair.first() == pair.last())
    };
    let numbers: Vec<&str> = text.split(separators).collect();
    let numbers =
        if is_chinese { numbers.split_last().filter(|(last, _)| last.is_empty())?.1 } else { &numbers };
    if !is_ordered || numbers.first().is_none_or(|y| y.len() != 4) {
        return None;
    }
    numbers.iter().map(|n| if n.len() <= 4 { n.parse().ok() } else { None }).collect()
}

fn is_day(year: u32, month: u32, day: u32) -> bool {
    let days = match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1900..2100).contains(&year) && (1..=days).contains(&day)
}

/// `二〇二四年三月十五日` → `2024年3月15日`; anything else as it is.
fn western(text: &str) -> String {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |c: char| {
        DIGITS.iter().position(|d| *d == c || (c == '零' && *d == '〇') || (c == '○' && *d == '〇'))
    };
    if !text.contains('年') || !text.starts_with(|c| digit(c).is_some()) {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for (i, c) in chars.iter().enumerate() {
        let is_digit = |at: Option<usize>| at.and_then(|j| chars.get(j)).is_some_and(|c| digit(*c).is_some());
        match digit(*c) {
            Some(n) => out.push_str(&n.to_string()),
            // 十 is 10, 十五 15, 二十 20, 二十五 25: it writes a digit only where a neighbour does not.
            None if *c == '十' => {
                out.push_str(if is_digit(i.checked_sub(1)) { "" } else { "1" });
                out.push_str(if is_digit(Some(i + 1)) { "" } else { "0" });
            }
            None => out.push(*c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_known_in_every_spelling() {
        for text in [
            "2024.3.5",
            "2024-03-05",
            "2024/3/5",
            "2024年3月5日",
            "2024年3月5号",
            "2024-03-05 08:30:00",
            "2024-03-05T08:30:00Z",
            "2024/3/5 8:30",
            "二〇二四年三月五日",
            "二○二四年十二月三十一日",
            "2024.02.29",
            "8:30",
            "08:30:15",
        ] {
            assert!(is_date(text), "{text} is a date");
        }
    }

    #[test]
    fn what_is_no_day_is_no_date() {
        for text in [
            "2024.13.5",
            "2024-02-30",
            "2023.2.29",
            "2024.3",
            "24.3.5",
            "2024-3/5",
            "2024年",
            "25:61",
            "1.2.3",
            "2024.3.5-3.7",
            "2024-2025",
            "三月五日",
            "",
            "年月日",
            "20240305",
        ] {
            assert!(!is_date(text), "{text} is no date");
        }
    }

    #[test]
    fn a_column_of_dates_may_write_them_as_numbers() {
        for text in ["20240305", "202403", "2024年3月", "2024.3", "2024/03", "45356", "二〇二四年三月"]
        {
            assert!(is_date_by_place(text), "{text} is a date in a column of dates");
        }
        for text in ["20241305", "123", "2024.13", "2024年", "99999", "1234567", "2024"] {
            assert!(!is_date_by_place(text), "{text} is no date even there");
        }
    }
}
