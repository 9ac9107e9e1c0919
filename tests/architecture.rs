//! The layout is a promise: who may import whom, where outside crates may be named, how long a file may be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const LONGEST_FILE: usize = 500;

/// Modules of `src/` and which other modules of `src/` each may name. `ports` and `messages` are what all share.
const IMPORTS: &[(&str, &[&str])] = &[
    ("clock", &["ports"]),
    ("config", &[]),
    ("telemetry", &["config"]),
    ("ports", &[]),
    ("messages", &["ports"]),
    ("meeting", &["ports", "messages"]),
    ("session", &["ports", "messages"]),
    ("registry", &["ports", "messages"]),
    ("storage", &["ports"]),
    ("audit", &["ports"]),
    ("auth", &["ports"]),
    ("media", &["ports", "messages"]),
    ("http", &["ports", "messages", "auth", "audit"]),
];

/// Crates of others and the only places that may name them.
const FENCES: &[(&str, &[&str])] = &[
    ("sea_orm", &["src/storage/", "entity/", "migration/"]),
    ("sea_orm_migration", &["src/storage/", "migration/"]),
    ("jsonwebtoken", &["src/auth/"]),
    ("argon2", &["src/auth/"]),
    ("actix_web_actors", &["src/session/socket.rs"]),
    ("actix_web", &["src/http/", "src/session/socket.rs", "src/app"]),
    ("webrtc", &["src/media/"]),
    ("rtc", &["src/media/peer.rs"]),
    ("nix", &["src/media/"]),
    ("async_nats", &["src/cluster/"]),
    ("rust_embed", &["src/http/"]),
    ("clap", &["src/main.rs", "src/cli/", "bench/"]),
];

/// Crates of ours and which others of ours each may depend on.
const CRATES: &[(&str, &[&str])] =
    &[("domain", &[]), ("protocol", &["domain"]), ("entity", &[]), ("migration", &[]), ("bench", &[])];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !["node_modules", "target", "gen", "out"].contains(&name.as_str()) {
                walk(&path, found);
            } else if path.is_file() {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found.sort();
    let source = |path: &PathBuf| {
        ["rs", "ts", "tsx", "mjs", "css"].iter().any(|end| path.extension().is_some_and(|e| e == *end))
    };
    found
        .into_iter()
        .filter(source)
        .map(|path| {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The code of a Rust file without comments: what a comment names is not imported.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules that follow `crate::`, also in groups such as `crate::{ports::Clock, messages}`.
fn named_modules(code: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let (mut depth, mut word, mut at_start) = (0, String::new(), true);
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => at_start = true,
                    c if depth == 0 && at_start && (c.is_alphanumeric() || c == '_') => word.push(c),
                    c if c.is_whitespace() && word.is_empty() => {}
                    _ if !word.is_empty() => {
                        named.insert(std::mem::take(&mut word));
                        at_start = false;
                    }
                    _ => {}
                }
            }
            if !word.is_empty() {
                named.insert(word);
            }
        } else {
            named.insert(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    named
}

#[test]
fn modules_name_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        let module = name.trim_start_matches("src/").split(['/', '.']).next().unwrap().to_owned();
        let Some((_, allowed)) = IMPORTS.iter().find(|(one, _)| *one == module) else { continue };
        for named in named_modules(&code(&text)) {
            let is_module = IMPORTS.iter().any(|(one, _)| *one == named) || named == "app";
            if is_module && named != module && !allowed.contains(&named.as_str()) {
                wrong.push(format!("{name} names crate::{named}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_depend_only_on_what_the_table_allows() {
    let workspace = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let members = workspace.lines().find_map(|line| line.strip_prefix("members = ")).unwrap();
    let members: BTreeSet<_> = members.split('"').skip(1).step_by(2).collect();
    assert_eq!(members, CRATES.iter().map(|(name, _)| *name).collect(), "the table has every crate");
    for (name, allowed) in CRATES {
        let manifest = fs::read_to_string(root().join(name).join("Cargo.toml")).unwrap();
        for dependency in manifest.lines().filter_map(|line| line.strip_prefix("orchestrasec")) {
            let dependency: String = dependency.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
            let ours = dependency.trim_start_matches('-');
            assert!(allowed.contains(&ours), "{name} depends on orchestrasec{dependency}");
        }
    }
}

#[test]
fn every_setting_is_documented() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let (config, example, operations) = (read("src/config.rs"), read(".env.example"), read("docs/operations.md"));
    let fields = config.split("pub struct Settings {").nth(1).unwrap().split("\n}").next().unwrap();
    let names: Vec<_> = fields.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split(':').next()).collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names.iter().map(|name| name.to_uppercase()) {
        assert!(example.contains(&format!("ORCHESTRASEC_{name}=")), "{name} is not in .env.example");
        assert!(operations.contains(&format!("`{name}`")), "{name} is not in docs/operations.md");
    }
}

/// The cells of the tables of ARCHITECTURE.md that begin with a row's name.
fn architecture_rows(begins: &str) -> Vec<Vec<String>> {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    assert!(page.lines().count() <= 250, "ARCHITECTURE.md takes ten minutes to read");
    let rows = page.lines().filter(|line| line.starts_with(begins));
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// What stands between backticks.
fn code_words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn every_invariant_names_tests_that_exist() {
    let folders = ["src", "domain", "protocol", "tests"];
    let texts: Vec<_> = folders.iter().flat_map(|folder| sources(folder)).map(|(_, text)| text).collect();
    let exists = |name: &str| texts.iter().any(|text| text.contains(&format!("fn {name}(")));
    let rows = architecture_rows("| I");
    assert!(rows.len() >= 30, "{}", rows.len());
    let mut gone = Vec::new();
    for row in &rows {
        let is_test =
            |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase() || b"_0123456789".contains(&byte));
        let named: Vec<_> = code_words(&row[2]).filter(is_test).collect();
        assert!(!named.is_empty(), "{} names no test", row[0]);
        gone.extend(named.into_iter().filter(|name| !exists(name)).map(|name| format!("{}: {name}", row[0])));
    }
    assert!(gone.is_empty(), "ARCHITECTURE.md names tests that there are not:\n{}", gone.join("\n"));
}

#[test]
fn the_table_in_the_documentation_is_the_one_that_is_checked() {
    let rows = architecture_rows("| `");
    for (module, allowed) in IMPORTS {
        let row = rows.iter().find(|row| code_words(&row[0]).any(|word| word == *module));
        let row = row.unwrap_or_else(|| panic!("{module} is not in ARCHITECTURE.md"));
        // A row for several modules says of each: `clock`: ports; `config`: …
        let own = row[1].split(';').find(|part| part.contains(&format!("`{module}`")));
        let several = code_words(&row[0]).count() > 1;
        let cell =
            if several { own.and_then(|part| part.split_once(':')).map_or("", |(_, after)| after) } else { &row[1] };
        let said: BTreeSet<_> = cell.split([',', ' ']).filter(|word| !word.is_empty() && *word != "–").collect();
        assert_eq!(said, allowed.iter().copied().collect(), "{module} in ARCHITECTURE.md");
    }
}

#[test]
fn every_module_of_the_server_is_in_the_table() {
    let known: BTreeSet<_> =
        IMPORTS.iter().map(|(name, _)| *name).chain(["main", "lib", "app", "cli", "shutdown", "demo"]).collect();
    for (name, _) in sources("src") {
        let module = name.trim_start_matches("src/").split(['/', '.']).next().unwrap().to_owned();
        assert!(known.contains(module.as_str()), "{name}: add {module} to the table in tests/architecture.rs");
    }
}

#[test]
fn outside_crates_stay_behind_their_fences() {
    let mut wrong = Vec::new();
    for folder in ["src", "domain", "protocol", "entity", "migration", "bench"] {
        for (name, text) in sources(folder) {
            if name.contains("/tests/") {
                continue;
            }
            let code = code(&text);
            for (outside, places) in FENCES {
                let named = code.match_indices(outside).any(|(at, _)| {
                    let before = code[..at].chars().next_back().unwrap_or(' ');
                    code[at + outside.len()..].starts_with("::") && !before.is_alphanumeric() && before != '_'
                });
                if named && !places.iter().any(|place| name.starts_with(place)) {
                    wrong.push(format!("{name} names {outside}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_source_file_is_longer_than_five_hundred_lines() {
    let folders = ["src", "domain", "protocol", "entity", "migration", "bench", "tests", "web/src", "web/scripts"];
    let long: Vec<_> = folders
        .iter()
        .flat_map(|folder| sources(folder))
        .filter_map(|(name, text)| {
            let lines = text.lines().count();
            (lines > LONGEST_FILE).then(|| format!("{name}: {lines} lines"))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn the_rules_depend_on_no_engine() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "-p", "orchestrasec-domain", "-e", "normal", "--prefix", "none", "--locked", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    for engine in ["actix", "tokio", "sea-orm", "async", "rand"] {
        assert!(!tree.lines().any(|line| line.starts_with(engine)), "the domain depends on {engine}:\n{tree}");
    }
}

/// The instructions of the Dockerfile, continued lines joined.
fn dockerfile() -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join("Dockerfile")).unwrap().replace("\\\n", " ");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| line.split_once(' ').unwrap_or((line, "")))
        .map(|(instruction, rest)| (instruction.to_uppercase(), rest.trim().to_owned()))
        .collect()
}

#[test]
fn every_run_of_the_dockerfile_is_a_target_of_the_makefile() {
    let makefile = fs::read_to_string(root().join("Makefile")).unwrap();
    let is_target = |word: &str| makefile.lines().any(|line| line.starts_with(&format!("{word}:")));
    let runs: Vec<_> =
        dockerfile().into_iter().filter(|(instruction, _)| instruction == "RUN").map(|(_, run)| run).collect();
    assert!(!runs.is_empty(), "the Dockerfile builds nothing");
    for run in runs {
        let target = run.strip_prefix("make ").unwrap_or_default();
        let plain = !target.is_empty() && target.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(plain && is_target(target), "RUN {run}: make it a target of the Makefile, so that it runs here, too");
    }
}

#[test]
fn the_container_runs_as_nobody_in_particular() {
    let instructions = dockerfile();
    let stage = instructions.iter().rposition(|(instruction, _)| instruction == "FROM").unwrap();
    let of = |name: &str| {
        instructions.iter().skip(stage).find(|(one, _)| one == name).map(|(_, rest)| rest.clone()).unwrap_or_default()
    };
    let user = of("USER");
    let ids: Vec<u32> = user.split(':').map(|id| id.parse().expect("USER has numbers")).collect();
    assert!(ids.len() == 2 && ids.iter().all(|id| *id >= 1_000), "USER {user}");
    assert!(of("HEALTHCHECK").contains(r#"CMD ["orchestrasec", "healthcheck"]"#));
    assert_eq!(of("VOLUME"), of("WORKDIR"));
}
