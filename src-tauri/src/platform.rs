//! Known trouble of a platform, settled before the window opens.

/// WebKitGTK shows a blank window with NVIDIA's driver unless explicit sync is off. Only where that driver is
/// loaded and the person has not chosen otherwise.
#[cfg(target_os = "linux")]
pub fn prepare() {
    const VARIABLE: &str = "__NV_DISABLE_EXPLICIT_SYNC";
    let has_driver = std::path::Path::new("/proc/driver/nvidia/version").exists();
    if has_driver && std::env::var_os(VARIABLE).is_none() {
        #[expect(unsafe_code, reason = "called first in main, before any thread exists")]
        // SAFETY: no other thread reads or writes the environment yet.
        unsafe {
            std::env::set_var(VARIABLE, "1");
        }
    }
}

/// Nothing to settle here.
#[cfg(not(target_os = "linux"))]
pub fn prepare() {}
