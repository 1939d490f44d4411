//! What the whole-app tests, the bench and the screenshots share: where things are, running the command line, and
//! driving the real window.

pub mod desktop;
pub mod places;
pub mod processes;
pub mod program;
pub mod redraw;
pub mod report_sample;
pub mod review_desk;
