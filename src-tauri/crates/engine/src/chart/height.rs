//! A figure as high as a person wants it. Kinds say how high they must be; what may be spread is spread alike.

use super::error::ChartError;
use super::figure::Figure;
use super::frame::PER_MM;
use super::spec::{ChartKind, ChartSpec};

/// How far anything may be spread.
const MOST: f64 = 12.0;
/// As near to the height asked for as matters, in user units.
const NEAR: f64 = 0.75;

/// Draws as high as asked for, as far as rows and words allow; without a height, as they need.
///
/// # Errors
/// What drawing says.
pub(super) fn at_height(
    spec: &ChartSpec,
    draw: impl Fn(&ChartSpec) -> Result<Figure, ChartError>,
) -> Result<Figure, ChartError> {
    let Some(height_mm) = spec.height_mm.filter(|mm| mm.is_finite()) else { return draw(spec) };
    let spread_by = |spread: f64| draw(&ChartSpec { spread, ..spec.clone() });
    let (wanted, least) = (height_mm * PER_MM, least(spec.kind));
    let natural = spread_by(1.0)?;
    // What is spread grows evenly, so two heights tell how fast.
    let growth = spread_by(2.0)?.height - natural.height;
    if growth < 1.0 {
        return Ok(natural);
    }
    let (mut spread, mut figure) = (1.0_f64, natural);
    // Words at marks may find another place in a higher figure, which changes its height once more.
    for _ in 0..2 {
        let next = (spread + (wanted - figure.height) / growth).clamp(least, MOST);
        if (figure.height - wanted).abs() <= NEAR || (next - spread).abs() < 1e-6 {
            break;
        }
        (spread, figure) = (next, spread_by(next)?);
    }
    Ok(figure)
}

/// How dense a kind may be against what it is without a height. Rows are as dense as their type allows; the plot of a line
/// may be flatter than it is by itself.
fn least(kind: ChartKind) -> f64 {
    if matches!(kind, ChartKind::Trend | ChartKind::Cumulative) { 0.45 } else { 1.0 }
}
