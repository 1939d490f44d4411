//! Measures of 7.2 million numbers in memory, against the same question written in polars on the same frame.

use crate::rounds::{compare, ms, say};
use jianfu_engine::measure::{Basis, By, Counts, CountsBuilder, MeasureRequest, MeasureTable};
use jianfu_engine::model::{AreaCode, CountRow, Decimal, ObservationId, Period, Role, Rounding, TableId};
use polars::prelude::*;
use std::time::Instant;

const ROUNDS: usize = 7;
const COUNTIES: u32 = 3_000;
const YEARS: std::ops::Range<i32> = 2014..2024;
const INDICATORS: u32 = 20;

/// 3,000 counties × 120 months × 20 indicators: every kind of table an office asks for.
pub fn scale() -> anyhow::Result<()> {
    let began = Instant::now();
    let counts = counts()?;
    say(&format!(
        "{} numbers (3000 counties × 120 months × 20 indicators, each month and indicator a table of its own), made and put in order in {:.1} s",
        counts.frame().height(),
        began.elapsed().as_secs_f64()
    ))?;
    for (name, by, period, against) in [
        ("year against year, twelve months each", By::Area, "2023", "2022"),
        ("month against the month before", By::Area, "2023-M01", "2022-M12"),
        ("January to October against the same", By::Area, "2023-YTD10", "2022-YTD10"),
        ("year against year by kind", By::Category, "2023", "2014"),
    ] {
        let request = MeasureRequest {
            indicator_id: indicator_id(7),
            period: period.parse()?,
            against: against.parse()?,
            by,
            basis: Basis::Raw,
            rounding: Rounding::HalfUp,
            decimals: 1,
        };
        table(&counts, name, &request)?;
    }
    Ok(())
}

fn table(counts: &Counts, name: &str, request: &MeasureRequest) -> anyhow::Result<()> {
    let rows = check(&ours(counts, request)?, &raw(counts, request)?)?;
    let mut engine = || ours(counts, request).map(drop);
    let mut polars = || raw(counts, request).map(drop);
    let times = compare(ROUNDS, &mut [&mut polars, &mut engine])?;
    let [polars, engine] = times.as_slice() else { anyhow::bail!("two times") };
    say(&format!(
        "  {name}: {rows} rows in {} ms (aim: under 1000); raw polars {} ms: {:.2} × (aim: at most 1.2)",
        ms(*engine),
        ms(*polars),
        engine.as_secs_f64() / polars.as_secs_f64()
    ))
}

fn indicator_id(index: u32) -> String {
    format!("indicator_{index:02}")
}

fn counts() -> anyhow::Result<Counts> {
    let kinds: Vec<String> = (0..15).map(|kind| format!("文种{kind}")).collect();
    let mut builder = CountsBuilder::default();
    let mut id = 0;
    for (period, table) in YEARS.flat_map(|y| (1..=12).map(move |m| Period::Month(y, m))).zip(1..) {
        for indicator in 0..INDICATORS {
            let indicator_id = indicator_id(indicator);
            for (county, kind) in (0..COUNTIES).zip(kinds.iter().cycle()) {
                id += 1;
                // Codes of counties in 30 provinces, 10 prefectures each, 10 counties each.
                let code = 110_000 + county / 100 * 10_000 + county / 10 % 10 * 100 + 100 + county % 10 + 1;
                let value = Decimal::from(u32::try_from(id % 997)? + county % 89 + 1);
                builder.push(&CountRow {
                    id: ObservationId(id),
                    table_id: TableId(i64::from(indicator) * 120 + table),
                    value: Some(value),
                    missing: None,
                    role: Role::Value,
                    indicator_id: &indicator_id,
                    scope_id: "市县两级",
                    area: AreaCode::new(code),
                    period,
                    organisation: None,
                    category: Some(kind),
                    unit: Some("件"),
                });
            }
        }
    }
    Ok(builder.finish()?)
}

fn ours(counts: &Counts, request: &MeasureRequest) -> anyhow::Result<MeasureTable> {
    Ok(counts.cube(request.by, &request.filter())?.compare(request)?)
}

/// The same answer in polars' own words: both sums of each key, and the rate between them.
fn raw(counts: &Counts, request: &MeasureRequest) -> anyhow::Result<DataFrame> {
    let indicator = counts.indicator_code(&request.indicator_id).unwrap_or(u32::MAX);
    let key = if request.by == By::Area { "area" } else { "category" };
    let sums = |period: Period, name: &str| {
        let (first, last) = period.months();
        // Months stand from 31 on.
        let is_month =
            col("part").gt(lit(30 + u32::from(first) - 1)).and(col("part").lt_eq(lit(30 + u32::from(last))));
        let wanted =
            col("indicator").eq(lit(indicator)).and(col("year").eq(lit(period.year()))).and(is_month);
        let rows = counts.frame().clone().lazy().filter(wanted.and(col("is_total").not()));
        rows.group_by([col(key)]).agg([col("value").sum().alias(name)])
    };
    let both = sums(request.period, "current").join(
        sums(request.against, "base"),
        [col(key)],
        [col(key)],
        JoinArgs::new(JoinType::Inner),
    );
    let number = |name: &str| col(name).cast(DataType::Float64);
    let rate = (number("current") - number("base")) / number("base");
    let keyed = both.with_column(rate.alias("rate")).with_column(col(key).alias("key"));
    Ok(keyed.sort(["key"], SortMultipleOptions::default()).collect()?)
}

/// Both answers are the same, number by number; gives how many rows there are.
fn check(ours: &MeasureTable, raw: &DataFrame) -> anyhow::Result<usize> {
    let [scope] = ours.scopes.as_slice() else { anyhow::bail!("{} lists", ours.scopes.len()) };
    anyhow::ensure!(
        scope.rows.len() == raw.height(),
        "{} rows, {} in polars",
        scope.rows.len(),
        raw.height()
    );
    let sums = |name: &str| -> anyhow::Result<Vec<Option<Decimal>>> {
        let column = raw.column(name)?.decimal()?;
        let scale = u32::try_from(column.scale())?;
        let exact = |v: Option<i128>| v.map(|v| Decimal::from_i128_with_scale(v, scale).normalize());
        Ok(column.physical().iter().map(exact).collect())
    };
    let theirs = sums("current")?.into_iter().zip(sums("base")?).zip(raw.column("rate")?.f64()?.iter());
    let mut found: Vec<_> = theirs.collect();
    let mut own: Vec<_> = scope.rows.iter().map(|r| (r.current, r.base, r.rate)).collect();
    // Keys of polars are codes in another order than texts.
    found.sort_by_key(|((current, base), _)| (*current, *base));
    own.sort_by_key(|(current, base, _)| (*current, *base));
    for (((current, base), rate), own) in found.into_iter().zip(own) {
        anyhow::ensure!((current, base) == (own.0, own.1), "{current:?} {base:?} and {own:?}");
        let percent = own.2.map_err(|e| anyhow::anyhow!("{e:?}"))?.percent_unrounded();
        let difference = f64::try_from(percent)? - rate.unwrap_or(f64::NAN) * 100.0;
        anyhow::ensure!(difference.abs() < 1e-9, "{rate:?} and {percent}");
    }
    Ok(scope.rows.len())
}
