//! Limits the operating system puts on the child: memory, processor time, no core file.
//!
//! Windows has no such limits for a process alone (job objects would do it); there the parent's clock and its
//! cancel button are the only guard.

/// Limits the address space of this process for the rest of its life, and forbids a core file. Zero means no limit.
#[cfg(unix)]
pub(super) fn memory(bytes: u64) {
    limit(libc::RLIMIT_CORE, 0, 0);
    if bytes > 0 {
        limit(libc::RLIMIT_AS, bytes, bytes);
    }
}

/// Limits what this process may compute from now on. Zero means no limit. The system sends a signal that names the cause.
#[cfg(unix)]
pub(super) fn processor_time(seconds: u64) {
    if seconds > 0 {
        let until = used_seconds().saturating_add(seconds);
        limit(libc::RLIMIT_CPU, until, libc::RLIM_INFINITY);
    }
}

/// Nothing to be done on this system.
#[cfg(not(unix))]
pub(super) fn memory(_bytes: u64) {}

/// Nothing to be done on this system.
#[cfg(not(unix))]
pub(super) fn processor_time(_seconds: u64) {}

/// Processor time this process has used, in whole seconds, rounded up.
#[cfg(unix)]
#[expect(unsafe_code, reason = "the processor's clock has no safe interface in the standard library")]
fn used_seconds() -> u64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `now` is valid for the duration of the call, which keeps no pointer to it.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &raw mut now) };
    u64::try_from(now.tv_sec).unwrap_or(0).saturating_add(1)
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
type Resource = libc::__rlimit_resource_t;
#[cfg(all(unix, not(all(target_os = "linux", target_env = "gnu"))))]
type Resource = libc::c_int;

/// Sets a limit, never above the greatest allowed one. A system that refuses leaves the others standing.
#[cfg(unix)]
#[expect(unsafe_code, reason = "resource limits have no safe interface in the standard library")]
fn limit(resource: Resource, soft: u64, hard: u64) {
    let mut old = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: `old` and `new` are valid for the duration of each call, which keeps no pointer to them.
    unsafe {
        if libc::getrlimit(resource, &raw mut old) == 0 {
            let hard = hard.min(old.rlim_max);
            let new = libc::rlimit { rlim_cur: soft.min(hard), rlim_max: hard };
            libc::setrlimit(resource, &raw const new);
        }
    }
}
