//! The commands besides `serve`, as a person types them.

use crate::support::{Person, ServerProcess};
use serde_json::json;
use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

fn orchestrasec(dir: &Path, args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_orchestrasec"))
        .args(args)
        .env("ORCHESTRASEC_DATA_DIR", dir)
        .env("ORCHESTRASEC_LISTEN", "127.0.0.1:1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[actix::test]
async fn an_account_is_added_and_can_log_in_and_the_record_is_exported_and_verified() {
    let dir = TempDir::new().unwrap();
    let add = ["user", "add", "--email", "ada@example.org", "--name", "Ada", "--admin"];
    let weak = orchestrasec(dir.path(), &add, "password1234\n");
    assert!(!weak.status.success() && said(&weak).contains("password_too_common"), "{}", said(&weak));
    let added = orchestrasec(dir.path(), &add, "correct-horse-battery-staple-42\n");
    assert!(added.status.success(), "{}", said(&added));
    let again = orchestrasec(dir.path(), &add, "correct-horse-battery-staple-42\n");
    assert!(said(&again).contains("email_taken"), "{}", said(&again));

    let server = ServerProcess::start(dir.path(), None);
    let ada = Person::log_in(server.address, "Ada").await;
    assert_eq!(ada.get("/api/v1/auth/me").await["role"], "admin");
    let meeting = ada.live_meeting(json!({})).await;
    let locked = orchestrasec(dir.path(), &["migrate"], "");
    assert!(!locked.status.success(), "a server has the database: {}", said(&locked));
    server.kill();

    let file = dir.path().join("record.jsonl");
    let path = file.to_str().unwrap();
    let exported = orchestrasec(dir.path(), &["export", &meeting, "--output", path], "");
    assert!(exported.status.success(), "{}", said(&exported));
    let whole = orchestrasec(dir.path(), &["verify", path], "");
    assert!(whole.status.success() && said(&whole).contains("3 events, chain intact"), "{}", said(&whole));
    let record = std::fs::read_to_string(&file).unwrap();
    let tampered = record.replacen("Weekly", "Weakly", 1);
    let broken = orchestrasec(dir.path(), &["verify", "-"], &tampered);
    assert_eq!(broken.status.code(), Some(1));
    assert!(said(&broken).contains("event 1"), "{}", said(&broken));
    let unknown = orchestrasec(dir.path(), &["export", "01935a00-0000-7000-8000-0000000000aa"], "");
    assert!(said(&unknown).contains("meeting_not_found"), "{}", said(&unknown));
}

#[actix::test]
async fn without_a_command_it_serves() {
    let dir = TempDir::new().unwrap();
    let server = ServerProcess::start_as(&[], dir.path(), Some(0), &[]);
    let ada = Person::sign_up(server.address, "Ada", None).await;
    assert_eq!(ada.get("/healthz").await["status"], "ok");
    assert!(dir.path().join("orchestrasec.db").exists());
}

#[actix::test]
async fn health_is_asked_and_settings_are_checked() {
    let dir = TempDir::new().unwrap();
    let nobody = orchestrasec(dir.path(), &["healthcheck"], "");
    assert!(!nobody.status.success());
    let migrated = orchestrasec(dir.path(), &["migrate"], "");
    assert!(migrated.status.success() && dir.path().join("orchestrasec.db").exists(), "{}", said(&migrated));
    let no_file = orchestrasec(dir.path(), &["verify", "no-such-file"], "");
    assert_eq!(no_file.status.code(), Some(2), "it cannot say: {}", said(&no_file));
    let server = ServerProcess::start(dir.path(), None);
    let asked = Command::new(env!("CARGO_BIN_EXE_orchestrasec"))
        .arg("healthcheck")
        .env("ORCHESTRASEC_LISTEN", server.address.to_string())
        .output()
        .unwrap();
    assert!(asked.status.success(), "{}", said(&asked));
    for (name, value, named) in [
        ("ORCHESTRASEC_DATABASE_URL", "mysql://x", "database_url"),
        ("ORCHESTRASEC_PASSWORD_PASSES", "1", "password_passes"),
        ("ORCHESTRASEC_LISTEN", "everywhere", "listen"),
    ] {
        let refused =
            Command::new(env!("CARGO_BIN_EXE_orchestrasec")).arg("migrate").env(name, value).output().unwrap();
        assert!(!refused.status.success() && said(&refused).contains(named), "{name}: {}", said(&refused));
    }
    let public = Command::new(env!("CARGO_BIN_EXE_orchestrasec"))
        .args(["serve", "--demo"])
        .env("ORCHESTRASEC_LISTEN", "0.0.0.0:0")
        .output()
        .unwrap();
    assert!(!public.status.success() && said(&public).contains("loopback"), "{}", said(&public));
}

#[actix::test]
async fn the_demo_shows_a_full_room_and_leaves_nothing_behind() {
    let dir = TempDir::new().unwrap();
    let mut demo = Command::new(env!("CARGO_BIN_EXE_orchestrasec"))
        .args(["serve", "--demo"])
        .env("TMPDIR", dir.path())
        .env("ORCHESTRASEC_LISTEN", "127.0.0.1:0")
        .env("ORCHESTRASEC_METRICS_LISTEN", "off")
        .env("ORCHESTRASEC_LOG", "error")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut password, mut emails) = (String::new(), Vec::new());
    let mut lines = BufReader::new(demo.stdout.take().unwrap()).lines();
    let address = loop {
        let line = lines.next().expect("the demo says where it listens").unwrap();
        if let Some((_, word)) = line.split_once("with the password ") {
            word.clone_into(&mut password);
        } else if let Some(account) = line.strip_prefix("  ") {
            emails.push(account.split(' ').next().unwrap().to_owned());
        } else if let Some((_, address)) = line.split_once("http://") {
            break address.trim().parse().unwrap();
        }
    };
    assert_eq!(emails.len(), 7);
    for email in &emails {
        let person = Person::log_in_with(address, email, &password).await;
        let live = person.get("/api/v1/meetings?status=live").await;
        assert_eq!((&live["total"], live["items"][0]["my_role"].is_string()), (&json!(2), true), "{email}: {live}");
        assert_eq!(live["items"][0]["title"], "Where we meet next year");
        let meeting = live["items"][0]["id"].as_str().unwrap().to_owned();
        let floor = person.get(&format!("/api/v1/tokens/status?meeting_id={meeting}")).await;
        assert_eq!(floor["holder"]["display_name"], "Carmen Ruiz", "{floor}");
        let waiting: Vec<_> = floor["queue"].as_array().unwrap().iter().map(|one| &one["display_name"]).collect();
        assert_eq!(
            waiting,
            ["Dilnoza Karimova", "Bo Chen", "Emil Novák", "Fatima Zahra"],
            "the question, then who spoke least"
        );
        let stats = person.get(&format!("/api/v1/meetings/{meeting}/stats")).await;
        assert_eq!((&stats["turns"], stats["items"].as_array().unwrap().len()), (&json!(11), 3), "{stats}");
        assert!(stats["total_speaking_ms"].as_u64().unwrap() > 600_000, "{stats}");
    }
    let asked = Command::new("sh").args(["-c", &format!("kill -TERM {}", demo.id())]).status().unwrap();
    assert!(asked.success() && demo.wait().unwrap().success());
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "the demo threw its folder away");
}
