//! Long work: an id, a way to cancel it, and progress events.

use jianfu_wire::{ErrorView, JobEvent, JobState};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tauri::{AppHandle, Emitter};

/// The work under way.
#[derive(Default)]
pub struct Jobs {
    last_id: AtomicU32,
    cancels: Mutex<BTreeMap<u32, Arc<AtomicBool>>>,
}

impl Jobs {
    /// Registers work and gives its id and the flag that cancels it. Work still under way is asked to stop: there is
    /// one review at a time, and the files chosen last are the ones meant.
    pub fn start(&self) -> (u32, Arc<AtomicBool>) {
        let id = self.last_id.fetch_add(1, Ordering::Relaxed) + 1;
        let cancel = Arc::new(AtomicBool::new(false));
        let mut cancels = self.cancels.lock().unwrap_or_else(PoisonError::into_inner);
        for earlier in cancels.values() {
            earlier.store(true, Ordering::Relaxed);
        }
        cancels.insert(id, Arc::clone(&cancel));
        (id, cancel)
    }

    /// Asks work to stop, all of it where the id is 0; work that has ended is no error.
    pub fn cancel(&self, id: u32) {
        let cancels = self.cancels.lock().unwrap_or_else(PoisonError::into_inner);
        for (_, flag) in cancels.iter().filter(|(known, _)| id == 0 || **known == id) {
            flag.store(true, Ordering::Relaxed);
        }
    }

    /// The work under way that was started last; 0 where there is none.
    pub fn running(&self) -> u32 {
        let cancels = self.cancels.lock().unwrap_or_else(PoisonError::into_inner);
        cancels.keys().next_back().copied().unwrap_or_default()
    }

    /// Forgets work that has ended.
    pub fn finish(&self, id: u32) {
        self.cancels.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

/// Tells the window where a job stands.
pub fn report(app: &AppHandle, event: &JobEvent) {
    if let Err(error) = app.emit("job", event) {
        tracing::warn!("the window was not told of progress: {error}");
    }
}

/// The last event of a job.
pub fn ended(job_id: u32, total: u32, error: Option<ErrorView>) -> JobEvent {
    let state = match &error {
        None => JobState::Done,
        Some(e) if e.code == "cancelled" => JobState::Cancelled,
        Some(_) => JobState::Failed,
    };
    JobEvent {
        job_id,
        state,
        done: total,
        total,
        file: String::new(),
        sheet: String::new(),
        sheet_number: 0,
        error,
    }
}
