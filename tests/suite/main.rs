//! The whole app: the walk of one number, the sample data, the command line, refusals, the real window, and the
//! rules of the tree.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed, and says where"
)]

mod charts;
mod cli;
mod desktop;
mod documents;
mod figures;
mod following;
mod maps;
mod overview;
mod periods;
mod questions;
mod ranking;
mod recipes;
mod recovery;
mod refusals;
mod reporting;
mod samples;
mod settling;
mod studio;
mod studio_window;
mod tidy;
mod walk;
mod window;
mod wire;
