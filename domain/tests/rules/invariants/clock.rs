//! How long somebody speaks, and what time does.

use crate::{ledger::Ledger, random::Done, scenario::Scenario};
use orchestrasec_domain::{Event, Grant, GrantNo, Meeting, Timestamp};
use std::collections::BTreeMap;

pub fn spoken_time_never_exceeds_the_meeting(meeting: &Meeting, now: Timestamp) {
    let running = meeting.floor.holder.as_ref().map_or(0, |grant| grant.spoken_ms(now));
    let spoken = meeting.participants.values().map(|person| person.spoke_ms).sum::<u64>() + running;
    let lasted = meeting.started_at.map_or(0, |start| meeting.closed_at.unwrap_or(now).since(start));
    assert!(spoken <= lasted, "{spoken} of {lasted} ms");
}

/// What each person and group spoke is the sum of what the record says.
pub fn spoken_time_is_what_the_record_says(ledger: &Ledger, meeting: &Meeting) {
    for (id, person) in &meeting.participants {
        let known = &ledger.people[id];
        assert_eq!((person.spoke_ms, person.turns, person.number), (known.spoke_ms, known.turns, known.seat));
    }
    assert_eq!(meeting.group_spoke_ms, ledger.group_spoke_ms);
}

/// What is left is the limit without what was spoken while the clock ran.
pub fn remaining_time_is_the_limit_without_what_was_spoken(ledger: &Ledger, meeting: &Meeting, now: Timestamp) {
    let running = meeting.floor.holder.as_ref().map(|grant| (grant.remaining_ms(now), grant.spoken_ms(now)));
    assert_eq!(running, ledger.holder.as_ref().map(|turn| (turn.left_at(now), turn.ran_at(now))));
    let interrupted: Vec<_> = meeting.floor.suspended.iter().map(|grant| grant.limit_ms).collect();
    assert_eq!(interrupted, ledger.interrupted.iter().map(|turn| turn.limit).collect::<Vec<_>>());
}

/// What every turn has left, by the first grant of the turn.
pub fn remaining_of_each_turn(ledger: &Ledger, meeting: &Meeting, now: Timestamp) -> BTreeMap<GrantNo, u64> {
    let origin = |grant: &Grant| {
        let mut turns = ledger.holder.iter().chain(&ledger.interrupted);
        turns.find(|turn| turn.grant == grant.grant_no).map_or(grant.grant_no, |turn| turn.origin)
    };
    let left = |grant: &Grant, left: Option<u64>| left.map(|left| (origin(grant), left));
    let running = meeting.floor.holder.iter().filter_map(|grant| left(grant, grant.remaining_ms(now)));
    let interrupted = meeting.floor.suspended.iter().filter_map(|grant| left(grant, grant.limit_ms));
    running.chain(interrupted).collect()
}

/// Neither a pause nor an interruption nor anything else but an extension gives a turn more time.
pub fn remaining_time_never_grows_without_an_extension(
    before: &BTreeMap<GrantNo, u64>,
    after: &BTreeMap<GrantNo, u64>,
    events: &[&Event],
) {
    if events.iter().any(|event| matches!(event, Event::TurnExtended { by_ms, .. } if *by_ms > 0)) {
        return;
    }
    for (turn, left) in after {
        assert!(before.get(turn).is_none_or(|before| left <= before), "turn {turn}: {before:?} became {after:?}");
    }
}

/// A clock that stands takes no time of the turn.
pub fn a_pause_keeps_what_is_left(done: &Done, after: &Scenario) {
    let (Some(before), Some(now)) = (&done.holder_before, &after.meeting.floor.holder) else { return };
    if before.pause.is_some() && before.pause == now.pause && before.limit_ms == now.limit_ms {
        assert_eq!(before.remaining_ms(done.at_before), now.remaining_ms(after.now), "the pause took time");
    }
}

/// Going from deadline to deadline comes to an end; each does something, does it not before, and does it once.
pub fn a_deadline_acts_once_and_always_moves_on(scenario: &Scenario) {
    let mut meeting = scenario.meeting.clone();
    // A lost connection, a warning and a limit for everybody who speaks, is interrupted or waits, perhaps interrupted twice;
    // and every phase.
    let floor = &meeting.floor;
    let most = 12 * (1 + floor.suspended.len() + floor.queue.len()) + meeting.phases.len();
    let mut acted = 0;
    let mut last = Timestamp(i64::MIN);
    while let Some(deadline) = meeting.next_deadline() {
        assert!(deadline >= last && acted < most, "deadline {acted} of at most {most} at {deadline}");
        assert!(meeting.due(deadline.minus(1)).is_empty(), "too early");
        let due = meeting.due(deadline);
        assert!(!due.is_empty(), "nothing is done at {deadline}");
        for event in &due {
            meeting.apply(deadline, event);
        }
        assert!(
            meeting.due(deadline).is_empty() || goes_on_with_nothing_left(&meeting, deadline),
            "done twice at {deadline}"
        );
        (acted, last) = (acted + 1, deadline);
    }
}

/// However late the clock is looked at, once is enough.
pub fn a_late_look_at_the_clock_acts_once(scenario: &Scenario) {
    let mut meeting = scenario.meeting.clone();
    let late = scenario.now.plus(10_000_000);
    for event in meeting.due(late) {
        meeting.apply(late, &event);
    }
    if goes_on_with_nothing_left(&meeting, late) {
        return;
    }
    assert!(meeting.due(late).is_empty() && meeting.next_deadline().is_none_or(|next| next > late));
}

/// Somebody was interrupted at the end of their time: the end comes as soon as they get the floor back.
fn goes_on_with_nothing_left(meeting: &Meeting, now: Timestamp) -> bool {
    let holder = meeting.floor.holder.as_ref();
    holder.is_some_and(|grant| grant.granted_at == now && grant.resumes.is_some() && grant.limit_ms == Some(0))
}
