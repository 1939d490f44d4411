//! Gives the objects of a PDF one order and one numbering.
//!
//! svg2pdf keeps fonts in hash maps, so two runs write the same page with its objects in different orders. Here they
//! are numbered as they are reached from the trailer, and entries of a dictionary that only name objects are sorted:
//! the same figure then gives the same bytes. Only the plain structure svg2pdf writes is understood.

use std::collections::BTreeMap;
use std::fmt::Write;

/// One object: the text up to its stream, and the rest.
struct Object<'a> {
    head: String,
    rest: &'a [u8],
}

/// Objects in the order they are first referred to.
#[derive(Default)]
struct Numbering {
    order: Vec<u32>,
    numbers: BTreeMap<u32, u32>,
}

impl Numbering {
    fn number(&mut self, old: u32) -> u32 {
        let next = self.order.len() as u32 + 1;
        *self.numbers.entry(old).or_insert_with(|| {
            self.order.push(old);
            next
        })
    }
}

/// The same document in its one order; none where its structure is not the one known.
pub(super) fn canonical(pdf: &[u8]) -> Option<Vec<u8>> {
    let xref_at = number_after(pdf, b"startxref")? as usize;
    let (body, tables) = pdf.split_at_checked(xref_at)?;
    let tables = std::str::from_utf8(tables).ok()?;
    let (xref, trailer) = tables.split_once("trailer\n")?;
    let (trailer, _) = trailer.split_once("startxref")?;
    let (header, objects) = objects(body, xref)?;

    let mut numbering = Numbering::default();
    let trailer = renumbered(trailer, &mut numbering)?;
    let mut out = header.to_vec();
    let mut offsets = Vec::new();
    while let Some(old) = numbering.order.get(offsets.len()).copied() {
        let object = objects.get(&old)?;
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n", offsets.len()).bytes());
        out.extend(renumbered(&sorted(&object.head), &mut numbering)?.bytes());
        out.extend(object.rest);
    }
    if offsets.len() != objects.len() {
        return None; // an object nothing refers to
    }
    let start = out.len();
    let mut tail = format!("xref\n0 {}\n0000000000 65535 f\r\n", offsets.len() + 1);
    for offset in &offsets {
        write!(tail, "{offset:010} 00000 n\r\n").ok()?;
    }
    write!(tail, "trailer\n{trailer}startxref\n{start}\n%%EOF").ok()?;
    out.extend(tail.bytes());
    Some(out)
}

/// Everything before the first object, and the objects by number, cut at the offsets of the table.
fn objects<'a>(body: &'a [u8], xref: &str) -> Option<(&'a [u8], BTreeMap<u32, Object<'a>>)> {
    let mut starts: Vec<usize> = xref
        .lines()
        .filter(|line| line.trim_end().ends_with(" n"))
        .map(|line| line.split(' ').next()?.parse().ok())
        .collect::<Option<_>>()?;
    starts.sort_unstable();
    let header = body.get(..*starts.first()?)?;
    let ends = starts.iter().skip(1).copied().chain([body.len()]);
    let mut objects = BTreeMap::new();
    for (start, end) in starts.iter().zip(ends) {
        let object = body.get(*start..end)?;
        let head_end = find(object, b"stream\n").unwrap_or(object.len());
        let (head, rest) = object.split_at_checked(head_end)?;
        let (number, head) = std::str::from_utf8(head).ok()?.split_once(" 0 obj\n")?;
        objects.insert(number.parse().ok()?, Object { head: head.to_owned(), rest });
    }
    Some((header, objects))
}

/// Sorts neighbouring lines of the form `/name 12 0 R`.
fn sorted(head: &str) -> String {
    let mut lines: Vec<&str> = head.lines().collect();
    let is_reference = |line: &str| line.trim_start().starts_with('/') && line.ends_with(" 0 R");
    for run in lines.chunk_by_mut(|a, b| is_reference(a) && is_reference(b)) {
        run.sort_unstable();
    }
    let mut out = lines.join("\n");
    if head.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// Replaces the number of every reference `12 0 R`.
fn renumbered(head: &str, numbering: &mut Numbering) -> Option<String> {
    let mut out = String::with_capacity(head.len());
    let mut parts = head.split(" 0 R").peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            out.push_str(part);
            break;
        }
        let digits = part.len() - part.chars().rev().take_while(char::is_ascii_digit).count();
        let (before, number) = part.split_at_checked(digits)?;
        write!(out, "{before}{} 0 R", numbering.number(number.parse().ok()?)).ok()?;
    }
    Some(out)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// The number on the line after the last occurrence of a word.
fn number_after(bytes: &[u8], word: &[u8]) -> Option<u32> {
    let at = bytes.windows(word.len()).rposition(|window| window == word)? + word.len();
    std::str::from_utf8(bytes.get(at..)?).ok()?.split_whitespace().next()?.parse().ok()
}
