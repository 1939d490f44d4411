//! Known trouble of a platform, settled before the window opens.

/// Settings of WebKitGTK by the machine, each only where the person has not chosen otherwise.
#[cfg(target_os = "linux")]
pub fn prepare() {
    // It shows a blank window with NVIDIA's driver unless explicit sync is off.
    if std::path::Path::new("/proc/driver/nvidia/version").exists() {
        set("__NV_DISABLE_EXPLICIT_SYNC");
    }
    // Without graphics hardware it would put the page together by a graphics card played on the processor: that takes
    // three times the processor time while scrolling, and 100 MiB more.
    if !has_graphics_hardware() {
        set("WEBKIT_DISABLE_COMPOSITING_MODE");
    }
}

/// Whether there is a device to draw with, and nobody asked to leave it alone.
#[cfg(target_os = "linux")]
fn has_graphics_hardware() -> bool {
    let devices = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    let has_device =
        devices.into_iter().any(|device| device.file_name().to_string_lossy().starts_with("renderD"));
    has_device && std::env::var_os("LIBGL_ALWAYS_SOFTWARE").is_none()
}

#[cfg(target_os = "linux")]
fn set(variable: &str) {
    if std::env::var_os(variable).is_none() {
        #[expect(unsafe_code, reason = "called first in main, before any thread exists")]
        // SAFETY: no other thread reads or writes the environment yet.
        unsafe {
            std::env::set_var(variable, "1");
        }
    }
}

/// Nothing to settle here.
#[cfg(not(target_os = "linux"))]
pub fn prepare() {}
