//! Where the window stands: as it was left, but always in reach, and no larger than a screen that is there.

use tauri::{PhysicalPosition, PhysicalSize, WebviewWindow};

/// The smallest window, in logical pixels (a screen of 1920×1080 at 150% is 1280×720).
pub const SMALLEST: (f64, f64) = (1120.0, 680.0);
/// The window at the very first start.
pub const FIRST: (f64, f64) = (1280.0, 800.0);

/// A rectangle in physical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
}

impl Place {
    fn new(position: PhysicalPosition<i32>, size: PhysicalSize<u32>) -> Self {
        Self { x: position.x, y: position.y, width: size.width, height: size.height }
    }

    /// How much of it lies on another, in square pixels.
    fn shared_with(self, other: Self) -> i64 {
        let along = |a: i32, a_length: u32, b: i32, b_length: u32| {
            let end = (i64::from(a) + i64::from(a_length)).min(i64::from(b) + i64::from(b_length));
            (end - i64::from(a.max(b))).max(0)
        };
        along(self.x, self.width, other.x, other.width) * along(self.y, self.height, other.y, other.height)
    }

    /// Moved and, where it must be, shrunk, so that it lies within a screen.
    fn within(self, screen: Self) -> Self {
        let (width, height) = (self.width.min(screen.width), self.height.min(screen.height));
        let start = |at: i32, length: u32, low: i32, all: u32| {
            let last = i64::from(low) + i64::from(all) - i64::from(length);
            i32::try_from(i64::from(at).min(last)).unwrap_or(low).max(low)
        };
        Self {
            x: start(self.x, width, screen.x, screen.width),
            y: start(self.y, height, screen.y, screen.height),
            width,
            height,
        }
    }
}

/// The place nearest to a window's own on the screen that shows most of it; on the first where none shows any.
fn on_a_screen(window: Place, screens: &[Place]) -> Option<Place> {
    // `max_by_key` gives the last of equals, so the first screen is looked at last.
    let screen = screens.iter().rev().max_by_key(|screen| window.shared_with(**screen))?;
    Some(window.within(*screen))
}

/// Puts a window whose place was restored onto a screen: since then one may have been taken away or become smaller.
///
/// # Errors
/// When the platform does not tell its screens or refuses the place.
pub fn keep_on_screen(window: &WebviewWindow) -> tauri::Result<()> {
    if window.is_maximized()? || window.is_fullscreen()? {
        return Ok(());
    }
    let screens: Vec<Place> = window
        .available_monitors()?
        .iter()
        .map(|m| Place::new(m.work_area().position, m.work_area().size))
        .collect();
    let stands = Place::new(window.outer_position()?, window.outer_size()?);
    let is_seen = screens.iter().any(|screen| stands.shared_with(*screen) > 0);
    let fits = screens.iter().any(|s| stands.width <= s.width && stands.height <= s.height);
    // A person may draw a window half off a screen; only one that is out of reach or too large is moved.
    if is_seen && fits {
        return Ok(());
    }
    let Some(place) = on_a_screen(stands, &screens).filter(|place| *place != stands) else { return Ok(()) };
    if (place.width, place.height) != (stands.width, stands.height) {
        let inner = window.inner_size()?;
        let frame = |outer: u32, inner: u32| outer.saturating_sub(inner);
        let size = PhysicalSize::new(
            place.width.saturating_sub(frame(stands.width, inner.width)),
            place.height.saturating_sub(frame(stands.height, inner.height)),
        );
        let scale = window.scale_factor()?;
        let smallest = tauri::LogicalSize::new(SMALLEST.0, SMALLEST.1).to_physical::<u32>(scale);
        // On a screen smaller than the smallest window the screen decides.
        window.set_min_size(Some(PhysicalSize::new(
            smallest.width.min(size.width),
            smallest.height.min(size.height),
        )))?;
        window.set_size(size)?;
    }
    window.set_position(PhysicalPosition::new(place.x, place.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn place(x: i32, y: i32, width: u32, height: u32) -> Place {
        Place { x, y, width, height }
    }
    const LEFT: Place = place(0, 0, 1920, 1080);
    const RIGHT: Place = place(1920, 0, 2560, 1400);

    #[test]
    fn a_window_on_a_screen_stays_where_it_was() {
        let window = place(2000, 100, 1280, 800);
        assert_eq!(on_a_screen(window, &[LEFT, RIGHT]), Some(window));
    }

    #[test]
    fn a_window_of_a_screen_that_is_gone_comes_to_one_that_is_there() {
        assert_eq!(on_a_screen(place(3000, 200, 1280, 800), &[LEFT]), Some(place(640, 200, 1280, 800)));
        assert_eq!(on_a_screen(place(-5000, -900, 1280, 800), &[LEFT, RIGHT]), Some(place(0, 0, 1280, 800)));
    }

    #[test]
    fn a_window_larger_than_its_screen_is_made_to_fit() {
        let small = place(0, 27, 1024, 741);
        assert_eq!(on_a_screen(place(100, 100, 2560, 1400), &[small]), Some(small));
        assert_eq!(on_a_screen(place(0, 0, 10, 10), &[]), None);
    }
}
