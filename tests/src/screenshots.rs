//! shots
fn main() {}
