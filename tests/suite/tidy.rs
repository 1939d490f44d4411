//! The rules of the tree, as tests: who may use which library, who may use which module, how long a file may be.

use jianfu_tests::places::root;
use std::path::{Path, PathBuf};

/// Every file below a folder with one of these endings, without what is built or installed.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                let is_made =
                    ["target", "node_modules", "dist", "gen", "out", ".git"].contains(&name.as_str());
                if !is_made {
                    folders.push(path);
                }
            } else if endings.iter().any(|e| name.ends_with(e)) {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "nothing found below {}", folder.display());
    found.sort();
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

/// The code of a file without its comments.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

const ENGINE: &str = "src-tauri/crates/engine/src";

#[test]
fn each_heavy_library_has_one_home() {
    let homes = [
        ("calamine::", vec![format!("{ENGINE}/import/workbook/"), "tests/src/bench/".to_owned()]),
        ("encoding_rs::", vec![format!("{ENGINE}/import/workbook/")]),
        ("rusqlite::", vec![format!("{ENGINE}/store/")]),
        ("polars::", vec![format!("{ENGINE}/measure/"), "tests/src/bench/".to_owned()]),
        ("plotters::", vec![format!("{ENGINE}/chart/draw/")]),
        ("resvg::", vec![format!("{ENGINE}/chart/")]),
        ("svg2pdf::", vec![format!("{ENGINE}/chart/")]),
        (
            "rust_xlsxwriter::",
            // A test of the reader and the bench make workbooks to be read.
            vec![
                format!("{ENGINE}/xlsx/"),
                format!("{ENGINE}/import/understand/round_trip.rs"),
                "tests/src/bench/".to_owned(),
            ],
        ),
        ("pdf_writer::", vec![format!("{ENGINE}/chart/export/")]),
        ("tauri::", vec!["src-tauri/src/".to_owned(), "src-tauri/examples/".to_owned()]),
        ("tauri_plugin_dialog::", vec!["src-tauri/src/".to_owned()]),
        ("arboard::", vec!["src-tauri/src/clipboard.rs".to_owned()]),
        ("clap::", vec!["src-tauri/crates/cli/src/".to_owned()]),
        ("ts_rs::", vec!["src-tauri/crates/wire/src/".to_owned()]),
    ];
    let mut strangers = Vec::new();
    let sources = ["src-tauri", "tests/src"].map(|folder| files(&root().join(folder), &[".rs"]));
    for path in sources.iter().flatten() {
        let (name, code) = (relative(path), code(path));
        for (library, home) in &homes {
            let is_home = home.iter().any(|h| name.starts_with(h.as_str()));
            if !is_home && code.contains(library) {
                strangers.push(format!("{name} uses {library}"));
            }
        }
    }
    assert!(strangers.is_empty(), "each library has one home (ARCHITECTURE.md):\n{}", strangers.join("\n"));
}

#[test]
fn steps_do_not_import_each_other() {
    let steps = ["import", "measure", "chart", "store", "report", "xlsx"];
    let mut wrong = Vec::new();
    for path in files(&root().join(ENGINE), &[".rs"]) {
        let name = relative(&path);
        let module = name.strip_prefix(ENGINE).unwrap().trim_start_matches('/');
        let own = module.split(['/', '.']).next().unwrap();
        let is_step = steps.contains(&own);
        let is_vocabulary = ["model", "diagnostic", "catalogue", "format"].contains(&own);
        let code = code(&path);
        assert!(
            !code.contains("use crate::{"),
            "{name} groups imports of the crate, which hides them from this test"
        );
        // A report places charts and workbooks; a workbook holds charts.
        let is_placed = |other: &str| match own {
            "report" => ["chart", "xlsx"].contains(&other),
            "xlsx" => other == "chart",
            _ => false,
        };
        for other in steps.iter().chain(&["workspace"]).filter(|s| **s != own && !is_placed(s)) {
            if (is_step || is_vocabulary) && code.contains(&format!("crate::{other}")) {
                wrong.push(format!("{name} uses {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "the facade connects the steps:\n{}", wrong.join("\n"));
}

#[test]
fn the_engine_knows_no_shell_and_no_wire() {
    for path in files(&root().join(ENGINE), &[".rs"]) {
        let code = code(&path);
        for stranger in ["jianfu_wire", "tauri", "clap::", "indicatif"] {
            assert!(!code.contains(stranger), "{} uses {stranger}", relative(&path));
        }
    }
}

#[test]
fn only_the_backend_folder_of_the_window_knows_tauri() {
    let backend = root().join("ui/src/backend");
    for path in files(&root().join("ui/src"), &[".ts", ".tsx"]) {
        let imports_tauri = code(&path).contains("@tauri-apps");
        assert!(!imports_tauri || path.starts_with(&backend), "{} imports Tauri", relative(&path));
    }
}

#[test]
fn colours_are_written_in_one_place() {
    let is_colour = |word: &str| {
        let digits = word.trim_start_matches('#');
        word.starts_with('#')
            && [3, 6, 8].contains(&digits.len())
            && digits.chars().all(|c| c.is_ascii_hexdigit())
    };
    for path in files(&root().join("ui/src"), &[".css", ".ts", ".tsx"]) {
        let name = relative(&path);
        // Tokens, the canned drawing of the fake host, and tests may.
        if name.contains("/styles/") || name.contains("/fake/") || name.contains(".test.") {
            continue;
        }
        let text = code(&path);
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '#'));
        let colours: Vec<&str> = words.filter(|w| is_colour(w)).collect();
        assert!(colours.is_empty(), "{name} writes colours {colours:?}; use the tokens");
    }
}

#[test]
fn every_rust_file_says_what_lives_in_it() {
    for folder in ["src-tauri", "tests"] {
        for path in files(&root().join(folder), &[".rs"]) {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.starts_with("//!"), "{} opens without saying what lives there", relative(&path));
        }
    }
}

#[test]
fn no_file_is_too_long_for_one_room() {
    const MOST_LINES: usize = 600;
    for folder in ["src-tauri", "tests", "ui/src"] {
        for path in files(&root().join(folder), &[".rs", ".ts", ".tsx", ".css"]) {
            let name = relative(&path);
            if name.contains("/generated/") {
                continue;
            }
            let lines = std::fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= MOST_LINES, "{name} has {lines} lines; {MOST_LINES} is the most");
        }
    }
}

#[test]
fn nothing_is_left_unfinished() {
    // Put together here so that this very file does not hold them.
    let marks = [format!("{}{}", "TO", "DO"), format!("{}{}", "FIX", "ME"), format!("{}{}", "#[ig", "nore")];
    for folder in ["src-tauri", "tests", "ui/src", "scripts"] {
        // Scripts have no ending.
        let endings: &[&str] = if folder == "scripts" { &[""] } else { &[".rs", ".ts", ".tsx", ".toml"] };
        for path in files(&root().join(folder), endings) {
            let text = std::fs::read_to_string(&path).unwrap();
            for mark in &marks {
                assert!(!text.contains(mark.as_str()), "{} holds {mark}", relative(&path));
            }
        }
    }
}

#[test]
fn every_code_a_diagnostic_uses_is_in_the_catalogue() {
    let mut checked = 0;
    for path in files(&root().join(ENGINE), &[".rs"]) {
        let text = code(&path);
        for constructor in ["Diagnostic::new(", "Error::refused("] {
            for call in text.split(constructor).skip(1) {
                // The code stands first, or right after the severity; elsewhere it is not written out here.
                let rest = call.trim_start();
                let rest = match rest.strip_prefix("Severity::") {
                    Some(word) => {
                        word.trim_start_matches(char::is_alphabetic).trim_start_matches([',', ' ', '\n'])
                    }
                    None => rest,
                };
                let Some(code) = rest.strip_prefix('"').and_then(|r| r.split('"').next()) else { continue };
                checked += 1;
                let name = relative(&path);
                assert!(jianfu_engine::catalogue::has(code), "{name}: `{code}` is not in the catalogue");
            }
        }
    }
    assert!(checked > 20, "only {checked} codes were found; has the way they are written changed?");
}

#[test]
fn the_commands_of_the_readme_are_there() {
    let makefile = std::fs::read_to_string(root().join("Makefile")).unwrap();
    for document in ["README.md", "CONTRIBUTING.md"] {
        let text = std::fs::read_to_string(root().join(document)).unwrap();
        let mut found = 0;
        for call in text.split("make ").skip(1) {
            let target: String = call.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
            let is_command = call[target.len()..].starts_with(['`', '\n', ' '])
                && text.contains(&format!("`make {target}`"));
            if is_command {
                found += 1;
                assert!(makefile.contains(&format!("\n{target}:")), "{document} names `make {target}`");
            }
        }
        assert!(found > 1, "{document} names no commands");
    }
}

#[test]
fn the_documents_link_to_files_that_exist() {
    for document in
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "sample-data/README.md"]
    {
        let path = root().join(document);
        let text = std::fs::read_to_string(&path).unwrap();
        for link in text.split("](").skip(1).filter_map(|l| l.split(')').next()) {
            if !link.starts_with("http") && !link.starts_with('#') {
                let target = path.parent().unwrap().join(link.split('#').next().unwrap());
                assert!(target.exists(), "{document} links to {link}, which is not there");
            }
        }
    }
}
