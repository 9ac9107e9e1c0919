//! One example of every message, and a whole meeting step by step: the files in `golden/` are what the documentation shows and what the
//! web client's tests read. `UPDATE_GENERATED=1` writes them anew (`make generate`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "golden/codes.rs"]
mod codes;
#[path = "golden/messages.rs"]
mod messages;
#[path = "golden/older.rs"]
mod older;
#[path = "golden/replay.rs"]
mod replay;
#[path = "golden/schema.rs"]
mod schema;

use orchestrasec_domain::{AccountRole, MeetingId, NewMeeting, SettingsChange, Timestamp, UserId, Who, template};
use std::{fs, path::PathBuf};
use uuid::Uuid;

/// Compares with the file, or writes it when asked to.
fn assert_golden(name: &str, content: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden").join(name);
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == content, "golden/{name} is stale: run `make generate` and look at the difference");
}

fn at(second: i64) -> Timestamp {
    let start: Timestamp = "2026-11-23T09:30:00.000Z".parse().unwrap();
    Timestamp(start.0 + second * 1_000)
}

fn meeting_id() -> MeetingId {
    MeetingId(Uuid::from_u128(0x0193_5a00_0000_7000_8000_0000_0000_00aa))
}

fn person(number: u128, name: &str) -> Who {
    let id = 0x0193_5a00_0000_7000_8000_0000_0000_0000 + number;
    Who { user_id: UserId(Uuid::from_u128(id)), display_name: name.into(), account_role: AccountRole::Member }
}

fn new_meeting() -> NewMeeting {
    NewMeeting {
        meeting_id: meeting_id(),
        title: "Where we meet next year".into(),
        description: String::new(),
        template: template::find(template::DEFAULT).unwrap(),
        scheduled_start: None,
        settings: SettingsChange::default(),
    }
}
