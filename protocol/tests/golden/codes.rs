//! The table of codes in the documentation.

use orchestrasec_protocol::Code;
use std::{fmt::Write, fs, path::PathBuf};

const BEGIN: &str = "<!-- codes:begin -->\n";
const END: &str = "<!-- codes:end -->";

#[test]
fn the_documentation_lists_every_code() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/protocol.md");
    let page = fs::read_to_string(&path).unwrap();
    let mut rows = String::new();
    for code in Code::ALL {
        writeln!(rows, "| `{}` | {} | {} |", code.name(), code.status(), code.title()).unwrap();
    }
    let table = format!("| code | HTTP | meaning |\n|---|---|---|\n{rows}");
    let begin = page.find(BEGIN).unwrap() + BEGIN.len();
    let end = page.find(END).unwrap();
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        fs::write(&path, format!("{}{table}{}", &page[..begin], &page[end..])).unwrap();
        return;
    }
    assert!(page[begin..end] == table, "the table of codes is stale: run `make generate`");
}

#[test]
fn a_code_is_written_as_it_is_named() {
    for code in Code::ALL {
        assert_eq!(serde_json::to_value(code).unwrap(), code.name());
    }
}
