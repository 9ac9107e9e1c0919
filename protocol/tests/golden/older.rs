//! Records that earlier versions wrote are read for ever.

use super::at;
use orchestrasec_domain::{Meeting, Status};
use orchestrasec_protocol::{EncodedEvent, event::ReceivedEvent};
use serde_json::value::to_raw_value;

/// A whole meeting as the first version recorded it, every kind of event it had.
const FIRST: &str = include_str!("../older/events-1.jsonl");

/// Milliseconds spoken and turns of each person then.
const SPOKE: [(u64, u32); 4] = [(190_000, 1), (66_000, 3), (11_000, 2), (1_000, 1)];

#[test]
fn a_record_of_the_first_version_is_still_read_and_replayed() {
    let events: Vec<_> = FIRST
        .lines()
        .map(|line| {
            let event: ReceivedEvent = serde_json::from_str(line).unwrap();
            let payload = to_raw_value(&event.payload).unwrap();
            let read = EncodedEvent::decode(&event.kind, &payload).unwrap_or_else(|error| panic!("{line}: {error}"));
            (event.at, event.actor, read)
        })
        .collect();
    let meeting = Meeting::replay(events.iter().map(|(at, actor, event)| (*at, actor.map(Into::into), event))).unwrap();
    assert_eq!(meeting.status, Status::Closed);
    assert_eq!(meeting.closed_at, Some(at(300)));
    // What the first version itself made of its record.
    let spoke: Vec<_> = people(&meeting).map(|(_, spoke_ms, turns)| (spoke_ms, turns)).collect();
    assert_eq!(spoke, SPOKE);
    assert_eq!(meeting.settings.hold_ms, 60_000, "what it did not know is as by default");
}

fn people(meeting: &Meeting) -> impl Iterator<Item = (u32, u64, u32)> {
    let mut people: Vec<_> =
        meeting.participants.values().map(|person| (person.number, person.spoke_ms, person.turns)).collect();
    people.sort_unstable();
    people.into_iter()
}
