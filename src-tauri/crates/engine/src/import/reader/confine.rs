//! Limits the operating system puts on the child: memory, processor time, no core file.
//!
//! Windows has no such limits for a process alone (job objects would do it); there the parent's clock and its
//! cancel button are the only guard.

/// Limits this process for the rest of its life. Zero means no limit.
#[cfg(unix)]
pub(super) fn this_process(memory_bytes: u64, cpu_seconds: u64) {
    limit(libc::RLIMIT_CORE, 0, 0);
    if memory_bytes > 0 {
        limit(libc::RLIMIT_AS, memory_bytes, memory_bytes);
    }
    if cpu_seconds > 0 {
        // The first limit sends a signal that names the cause, the second ends it without asking.
        limit(libc::RLIMIT_CPU, cpu_seconds, cpu_seconds.saturating_add(2));
    }
}

/// Limits this process for the rest of its life. Nothing to be done on this system.
#[cfg(not(unix))]
pub(super) fn this_process(_memory_bytes: u64, _cpu_seconds: u64) {}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
type Resource = libc::__rlimit_resource_t;
#[cfg(all(unix, not(all(target_os = "linux", target_env = "gnu"))))]
type Resource = libc::c_int;

/// Lowers a limit; one that is lower already stays. A system that refuses leaves the others standing.
#[cfg(unix)]
#[expect(unsafe_code, reason = "resource limits have no safe interface in the standard library")]
fn limit(resource: Resource, soft: u64, hard: u64) {
    let mut old = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: `old` and `new` are valid for the duration of each call, which keeps no pointer to them.
    unsafe {
        if libc::getrlimit(resource, &raw mut old) == 0 {
            let hard = hard.min(old.rlim_max);
            let new = libc::rlimit { rlim_cur: soft.min(old.rlim_cur).min(hard), rlim_max: hard };
            libc::setrlimit(resource, &raw const new);
        }
    }
}
