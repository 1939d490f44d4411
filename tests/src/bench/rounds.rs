//! Rounds in turns, medians, and lines of text.

use std::io::Write;
use std::time::{Duration, Instant};

/// The median time of some rounds of each job, taken in turns so that a noisy moment hurts all alike.
pub fn compare(
    rounds: usize,
    jobs: &mut [&mut dyn FnMut() -> anyhow::Result<()>],
) -> anyhow::Result<Vec<Duration>> {
    let mut times = vec![Vec::new(); jobs.len()];
    for _ in 0..rounds {
        for (job, times) in jobs.iter_mut().zip(&mut times) {
            let began = Instant::now();
            job()?;
            times.push(began.elapsed());
        }
    }
    Ok(times.into_iter().map(median).collect())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Milliseconds, as text.
pub fn ms(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e3)
}

/// Prints a line.
pub fn say(line: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
