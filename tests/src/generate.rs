//! Writes the TypeScript of the wire anew (`make generate`).

fn main() -> anyhow::Result<()> {
    let path = jianfu_tests::places::generated();
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, jianfu_wire::typescript())?;
    Ok(())
}
