//! The generated TypeScript is the one of the Rust declarations.

#[test]
fn the_generated_typescript_is_up_to_date() {
    let written = std::fs::read_to_string(jianfu_tests::places::generated()).unwrap();
    assert!(written == jianfu_wire::typescript(), "run `make generate` and commit the result");
}
