//! What always holds. Those over a record read nothing but the record; those over a state recompute what they compare.

use crate::{
    permission::the_table_allows,
    random::{Done, PEOPLE},
    record::replay,
    scenario::{Line, Scenario},
};
use orchestrasec_domain::{
    AccountRole, Command, Event, GrantNo, Granting, Meeting, MeetingRole, ParticipantId, Right, Status, Timestamp,
    event::{Rejoin, RevokeCause, WithdrawalCause},
};
use std::collections::BTreeMap;

pub fn at_most_one_holder_at_every_prefix(record: &[Line]) {
    let mut holder: Option<(GrantNo, ParticipantId)> = None;
    for Line { event, .. } in record {
        match event {
            Event::FloorGranted { grant_no, participant_id, .. } => {
                assert_eq!(holder, None, "a second holder: {event:?}");
                holder = Some((*grant_no, *participant_id));
            }
            Event::FloorReleased { grant_no, participant_id, .. }
            | Event::FloorRevoked { grant_no, participant_id, .. } => {
                assert_eq!(holder, Some((*grant_no, *participant_id)), "given back by another: {event:?}");
                holder = None;
            }
            Event::TurnWarned { grant_no } | Event::TurnOverran { grant_no } => {
                assert_eq!(holder.map(|(grant, _)| grant), Some(*grant_no), "told to another: {event:?}");
            }
            Event::MeetingClosed {} => assert_eq!(holder, None, "closed while somebody speaks"),
            _ => {}
        }
    }
}

fn rise(numbers: impl Iterator<Item = u64>) {
    for (number, expected) in numbers.zip(1..) {
        assert_eq!(number, expected, "numbers count from 1 without gaps");
    }
}

pub fn grant_numbers_only_rise(record: &[Line]) {
    rise(record.iter().filter_map(|line| match &line.event {
        Event::FloorGranted { grant_no, .. } => Some(grant_no.0),
        _ => None,
    }));
}

pub fn request_numbers_only_rise(record: &[Line]) {
    rise(record.iter().filter_map(|line| match &line.event {
        Event::FloorRequested { request_id, .. } => Some(request_id.0),
        _ => None,
    }));
}

/// Each turn is warned at most once, told of its limit at most once, and never warned after that.
pub fn a_turn_is_told_its_time_in_order(record: &[Line]) {
    let mut told: BTreeMap<GrantNo, Vec<&str>> = BTreeMap::new();
    for line in record {
        match &line.event {
            Event::TurnWarned { grant_no } => told.entry(*grant_no).or_default().push("warned"),
            Event::TurnOverran { grant_no } => told.entry(*grant_no).or_default().push("overran"),
            _ => {}
        }
    }
    for told in told.values() {
        assert!(matches!(told[..], ["warned" | "overran"] | ["warned", "overran"]), "{told:?}");
    }
}

/// From the whole record, from its JSON, and from a JSON snapshot in the middle followed by the rest.
pub fn replay_equals_state(scenario: &Scenario, middle: &Scenario) {
    let Scenario { meeting, record, .. } = scenario;
    assert_eq!(replay(record).as_ref(), Some(meeting));
    let through_json = |line: &Line| Line {
        event: serde_json::from_str(&serde_json::to_string(&line.event).unwrap()).unwrap(),
        at: line.at.to_string().parse().unwrap(),
        ..line.clone()
    };
    let read: Vec<_> = record.iter().map(through_json).collect();
    assert_eq!(&read, record);
    let snapshot = serde_json::to_string(&middle.meeting).unwrap();
    let mut resumed: Meeting = serde_json::from_str(&snapshot).unwrap();
    assert_eq!(resumed, middle.meeting);
    for Line { at, actor, event } in &read[middle.record.len()..] {
        resumed.apply(*at, event);
        resumed.note_actor(*at, *actor, event);
    }
    assert_eq!(&resumed, meeting);
}

/// Roles as the record tells them, and who may cause what, both independent of the rules.
pub fn no_event_by_someone_without_the_right(record: &[Line]) {
    let mut roles: BTreeMap<ParticipantId, MeetingRole> = BTreeMap::new();
    for (index, Line { actor, event, .. }) in record.iter().enumerate() {
        let made_up = actor.is_none() && matches!(event, Event::ParticipantJoined { .. });
        assert!(made_up || is_rightful(record, index, &roles), "without the right: {:?}", record[index]);
        match event {
            Event::MeetingCreated { created_by, .. } => {
                roles.insert(created_by.participant_id, MeetingRole::Facilitator);
            }
            Event::ParticipantJoined { participant_id, role, .. } => {
                roles.insert(*participant_id, *role);
            }
            Event::ParticipantLeft { participant_id } | Event::ParticipantRemoved { participant_id, .. } => {
                roles.remove(participant_id);
            }
            _ => {}
        }
    }
}

fn is_rightful(record: &[Line], index: usize, roles: &BTreeMap<ParticipantId, MeetingRole>) -> bool {
    let Line { actor, event, at } = &record[index];
    let Some(actor) = actor else { return is_the_work_of_time(record, index) };
    let account = PEOPLE.iter().find(|person| person.id() == *actor).map(|person| person.who().account_role).unwrap();
    let role = roles.get(actor).copied();
    let leads = role == Some(MeetingRole::Facilitator) || account == AccountRole::Admin;
    let speaks = matches!(role, Some(MeetingRole::Facilitator | MeetingRole::Participant));
    match event {
        Event::MeetingCreated { created_by, .. } => index == 0 && created_by.participant_id == *actor,
        Event::MeetingUpdated { .. }
        | Event::MeetingStarted {}
        | Event::MeetingClosed {}
        | Event::PhaseEntered { .. }
        | Event::QueueOpened {}
        | Event::QueueClosed {}
        | Event::RequestDenied { .. }
        | Event::RequestMoved { .. }
        | Event::ParticipantRemoved { .. } => leads,
        Event::ParticipantJoined { participant_id, .. } => role.is_none() && participant_id == actor,
        Event::ParticipantLeft { participant_id } => role.is_some() && participant_id == actor,
        Event::FloorRequested { participant_id, .. } => speaks && participant_id == actor,
        Event::RequestWithdrawn { participant_id, cause, .. } => match cause {
            WithdrawalCause::Own | WithdrawalCause::Left => speaks && participant_id == actor,
            WithdrawalCause::Removed | WithdrawalCause::Facilitator => leads,
        },
        Event::FloorReleased { participant_id, .. } => {
            (speaks && participant_id == actor) || (leads && matches!(record[index + 1].event, Event::MeetingClosed {}))
        }
        Event::FloorRevoked { cause, .. } => leads && *cause != RevokeCause::Overtime,
        // The floor goes on by itself when the same person, at the same time, asked for it or made it free.
        Event::FloorGranted { .. } => {
            leads
                || record[..index].iter().rev().take(2).any(|line| {
                    let frees = matches!(
                        line.event,
                        Event::FloorRequested { .. } | Event::FloorReleased { .. } | Event::FloorRevoked { .. }
                    );
                    frees && (line.at, line.actor) == (*at, Some(*actor))
                })
        }
        Event::TurnWarned { .. } | Event::TurnOverran { .. } => false,
        Event::CommandRefused { command, .. } => role.is_some() && !the_table_allows(account, role, *command),
    }
}

fn is_the_work_of_time(record: &[Line], index: usize) -> bool {
    match &record[index].event {
        Event::TurnWarned { .. } | Event::TurnOverran { .. } => true,
        Event::FloorRevoked { cause, .. } => *cause == RevokeCause::Overtime,
        Event::FloorGranted { .. } => {
            matches!(record[index - 1].event, Event::FloorRevoked { cause: RevokeCause::Overtime, .. })
        }
        _ => false,
    }
}

pub fn who_is_banned_stays_out(record: &[Line]) {
    let mut banned = Vec::new();
    for Line { event, .. } in record {
        match event {
            Event::ParticipantRemoved { participant_id, rejoin: Rejoin::Banned, .. } => banned.push(participant_id),
            Event::ParticipantJoined { participant_id, .. } => assert!(!banned.contains(&participant_id)),
            _ => {}
        }
    }
}

pub fn nobody_waits_twice(meeting: &Meeting) {
    let mut waiting: Vec<_> = meeting.floor.queue.iter().map(|request| request.participant_id).collect();
    waiting.sort();
    assert!(waiting.windows(2).all(|pair| pair[0] != pair[1]), "{:?}", meeting.floor.queue);
}

pub fn the_holder_is_never_in_the_queue(meeting: &Meeting) {
    let Some(holder) = &meeting.floor.holder else { return };
    assert!(meeting.floor.queue.iter().all(|request| request.participant_id != holder.participant_id));
}

fn is_automatic(meeting: &Meeting) -> bool {
    let of_the_phase = meeting.phase.and_then(|phase| meeting.phases[phase.index].rules.granting);
    of_the_phase.unwrap_or(meeting.settings.granting) == Granting::Automatic
}

pub fn a_free_floor_with_someone_waiting_is_granted_in_automatic_mode(meeting: &Meeting) {
    let stuck = is_automatic(meeting) && meeting.floor.holder.is_none() && !meeting.floor.queue.is_empty();
    assert!(!stuck, "the floor is free and {:?} wait", meeting.floor.queue);
}

/// What is not a facilitator's own grant comes from automatic granting.
pub fn a_chaired_floor_is_given_by_hand_only(done: &Done, after: &Scenario) {
    let by_hand = matches!(done.command, Command::GrantFloor(_));
    let given = after.record[done.from..].iter().any(|line| matches!(line.event, Event::FloorGranted { .. }));
    assert!(by_hand || !given || is_automatic(&after.meeting), "given by {:?}", done.command);
}

pub fn spoken_time_never_exceeds_the_meeting(meeting: &Meeting, now: Timestamp) {
    let spoken: u64 = meeting.speaking_shares(now).iter().map(|one| one.spoke_ms).sum();
    let lasted = meeting.started_at.map_or(0, |start| meeting.closed_at.unwrap_or(now).since(start));
    assert!(spoken <= lasted, "{spoken} of {lasted} ms");
}

pub fn shares_sum_to_one_or_nothing(meeting: &Meeting, now: Timestamp) {
    let sum = crate::statistics::share_of_all(&meeting.speaking_shares(now));
    assert!(sum == 0.0 || (sum - 1.0).abs() < 1e-9, "{sum}");
}

/// Nothing but the line about it, and that only notes when it was written; and the same is refused again.
pub fn a_refusal_changes_nothing(done: &Done, after: &Scenario) {
    let Err(refusal) = &done.answer else { return };
    let again = after.meeting.decide(after.now, &done.person.who(), &done.command);
    assert_eq!(again.as_ref(), Err(refusal));
    let mut meeting = after.meeting.clone();
    for Line { event, .. } in &after.record[done.from..] {
        assert!(matches!(event, Event::CommandRefused { .. }));
        let person = meeting.participants.get_mut(&done.person.id()).unwrap();
        person.refusal_recorded_at = done.before.meeting.participants[&done.person.id()].refusal_recorded_at;
    }
    assert_eq!(meeting, done.before.meeting);
}

/// Going from deadline to deadline comes to an end; each does something, does it not before, and does it once.
pub fn a_deadline_acts_once_and_always_moves_on(scenario: &Scenario) {
    let mut meeting = scenario.meeting.clone();
    // A warning and a limit for the holder and for everybody who waits.
    let most = 2 * (1 + meeting.floor.queue.len());
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
        assert!(meeting.due(deadline).is_empty(), "done twice at {deadline}");
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
    assert!(meeting.due(late).is_empty() && meeting.next_deadline().is_none_or(|next| next > late));
}

pub fn present_or_gone(meeting: &Meeting) {
    let holder = meeting.floor.holder.iter().map(|grant| grant.participant_id);
    for person in meeting.floor.queue.iter().map(|request| request.participant_id).chain(holder) {
        let role = meeting.role_of(person);
        assert!(matches!(role, Some(MeetingRole::Facilitator | MeetingRole::Participant)), "{person}: {role:?}");
    }
}

pub fn every_live_meeting_has_a_facilitator(meeting: &Meeting) {
    let leads = |id: &ParticipantId| meeting.role_of(*id) == Some(MeetingRole::Facilitator);
    assert!(meeting.status == Status::Closed || meeting.participants.keys().any(leads));
}

/// Only a live meeting has a phase, a holder, or people who wait.
pub fn only_a_live_meeting_lives(meeting: &Meeting) {
    let floor = &meeting.floor;
    let lives = meeting.phase.is_some() || floor.holder.is_some() || !floor.queue.is_empty();
    assert!(!lives || meeting.status == Status::Live);
    assert_eq!(meeting.phase.is_some(), meeting.status == Status::Live);
}

/// Every right that is refused is one that the table refuses.
pub fn a_refused_right_is_not_in_the_table(done: &Done) {
    let Err(orchestrasec_domain::Refusal::NotPermitted { right }) = &done.answer else { return };
    let role = done.before.meeting.role_of(done.person.id());
    assert!(!the_table_allows(done.person.who().account_role, role, *right));
    assert_ne!(*right, Right::Read);
}
