//! How long a change of kind takes until the new figure is painted, in the real window.

use crate::desktop::Desktop;
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;
use thirtyfour::prelude::*;

/// One change: milliseconds from the click.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Redraw {
    /// Until the new drawing is in the document.
    pub in_document: f64,
    /// Until a frame with it has been painted.
    pub painted: f64,
}

/// Clicks, and waits for another drawing and for the frame after it. The message comes after the frame's own work is done.
const REDRAW: &str = r#"
    const [testId, done] = arguments;
    const drawing = document.querySelector(".chart-drawing");
    const began = performance.now();
    const observer = new MutationObserver(() => {
      observer.disconnect();
      const inDocument = performance.now() - began;
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done([inDocument, performance.now() - began]);
        channel.port2.postMessage(0);
      });
    });
    observer.observe(drawing, { childList: true });
    document.querySelector(`[data-testid='${testId}']`).click();
"#;

/// Chooses something that draws the figure anew, and tells how long that took.
///
/// # Errors
/// When the driver fails, or no new drawing comes.
pub async fn redraw(desktop: &Desktop, test_id: &str) -> anyhow::Result<Redraw> {
    let told = desktop.driver.execute_async(REDRAW, vec![test_id.into()]).await?;
    let times = told.json();
    let ms = |index: usize| times.get(index).and_then(serde_json::Value::as_f64);
    match (ms(0), ms(1)) {
        (Some(in_document), Some(painted)) => Ok(Redraw { in_document, painted }),
        _ => anyhow::bail!("no times for `{test_id}`: {times}"),
    }
}

/// Opens the charts room on every period there is, and waits until everything in it is drawn.
///
/// # Errors
/// When something of it does not come.
pub async fn open_charts(desktop: &Desktop, first_period: &str) -> anyhow::Result<()> {
    desktop.click("room-charts").await?;
    desktop.find("figure-size").await?;
    let picker = By::Css(".options .picker-first input");
    let patience = (Duration::from_secs(60), Duration::from_millis(50));
    desktop.driver.query(picker).wait(patience.0, patience.1).first().await?.focus().await?;
    // By keys: an option far down the list is in the document only once it is gone to.
    desktop.press("" + Key::Enter).await?;
    let active = "return document.querySelector('.ant-select-item-option-active')?.textContent ?? ''";
    for _ in 0..40 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let told = desktop.driver.execute(active, Vec::new()).await?;
        if told.json().as_str() == Some(first_period) {
            desktop.press("" + Key::Enter).await?;
            return rested(desktop).await;
        }
        desktop.press("" + Key::Down).await?;
    }
    anyhow::bail!("`{first_period}` cannot be chosen")
}

/// Waits until no card of the gallery is still to be drawn.
///
/// # Errors
/// When the driver fails, or it takes more than two minutes.
pub async fn rested(desktop: &Desktop) -> anyhow::Result<()> {
    let script = "return [...document.querySelectorAll('.card')].filter((card) => \
        card.matches('.is-old') || card.querySelector('.card-none')?.textContent === '').length + \
        (document.querySelector('.card') ? 0 : 1)";
    for _ in 0..600 {
        tokio::time::sleep(Duration::from_millis(200)).await;
        if desktop.driver.execute(script, Vec::new()).await?.json().as_u64() == Some(0) {
            tokio::time::sleep(Duration::from_millis(300)).await;
            return Ok(());
        }
    }
    anyhow::bail!("the gallery is never done")
}

/// How many groups of marks are drawn, and how many marks can be met: of a tall figure those in sight.
///
/// # Errors
/// When the driver fails.
pub async fn marks_in_document(desktop: &Desktop) -> anyhow::Result<(u64, u64)> {
    let script = "return [document.querySelectorAll('.chart-drawing [data-key]').length, \
        document.querySelectorAll('.chart-marks button').length]";
    let told = desktop.driver.execute(script, Vec::new()).await?;
    let number =
        |index: usize| told.json().get(index).and_then(serde_json::Value::as_u64).unwrap_or_default();
    Ok((number(0), number(1)))
}

/// Writes a table of units over ten years, the first ones of the list of areas at the prefectures' or at the counties' level.
///
/// # Errors
/// When it cannot be written.
pub fn write_units(path: &Path, units: usize) -> anyhow::Result<()> {
    const YEARS: std::ops::RangeInclusive<usize> = 2014..=2023;
    let are_counties = units > 14;
    let who = if are_counties { "全国各县市区" } else { "湖南省各市州" };
    let mut text = format!("2014—2023年{who}发文情况统计表\n单位：件\n行政区划代码,地区");
    for year in YEARS {
        write!(text, ",{year}年")?;
    }
    text.push('\n');
    let areas = jianfu_engine::model::areas();
    let name = |code: u32| areas.iter().find(|area| area.code.get() == code).map_or("", |area| area.name);
    let is_wanted = |code: u32| {
        if are_counties {
            !code.is_multiple_of(100)
        } else {
            code / 10_000 == 43 && code.is_multiple_of(100) && !code.is_multiple_of(10_000)
        }
    };
    for (index, area) in areas.iter().filter(|area| is_wanted(area.code.get())).take(units).enumerate() {
        let code = area.code.get();
        let above = if are_counties {
            format!("{}{}", name(code / 10_000 * 10_000), name(code / 100 * 100))
        } else {
            String::new()
        };
        write!(text, "{code:06},{above}{}", area.name)?;
        for year in YEARS {
            write!(text, ",{}", 100 + (index * 37 + year * 53) % 800)?;
        }
        text.push('\n');
    }
    Ok(std::fs::write(path, text)?)
}
