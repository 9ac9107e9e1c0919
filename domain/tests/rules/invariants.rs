//! What always holds. Those over a record read nothing but the record; those over a state recompute what they compare, from the
//! [`Ledger`]. What a record alone can break (two holders, a request with two ends, an interruption that takes time, a budget that
//! the rules exceed) fails while the ledger reads it.

mod clock;
mod queue;
mod statistics;

pub use clock::*;
pub use queue::*;
pub use statistics::the_statistics_agree_with_the_state;

use crate::{
    ledger::{Ledger, State},
    permission::the_table_allows,
    random::{Done, PEOPLE},
    record::replay,
    scenario::{Line, Scenario},
};
use orchestrasec_domain::{
    AccountRole, Command, Event, Meeting, MeetingRole, ParticipantId, Right, Status,
    event::{Direction, Rejoin, ReleaseCause, RevokeCause, WithdrawalCause},
    grant::PauseCause,
};
use std::collections::BTreeMap;

/// Who holds the floor, whose turns are interrupted and who waits is what the record says at every prefix.
pub fn the_floor_is_the_one_of_the_record(ledger: &Ledger, meeting: &Meeting) {
    let floor = &meeting.floor;
    let holder = floor.holder.as_ref().map(|grant| (grant.grant_no, grant.participant_id));
    assert_eq!(holder, ledger.holder.as_ref().map(|turn| (turn.grant, turn.person)));
    let interrupted: Vec<_> = floor.suspended.iter().map(|grant| grant.grant_no).collect();
    assert_eq!(interrupted, ledger.interrupted.iter().map(|turn| turn.grant).collect::<Vec<_>>());
    let mut waiting: Vec<_> = floor.queue.iter().map(|request| request.request_id).collect();
    waiting.sort();
    let expected = ledger.requests.iter().filter(|(_, request)| request.state == State::Waiting).map(|(id, _)| *id);
    assert_eq!(waiting, expected.collect::<Vec<_>>());
    for one in &floor.queue {
        let request = &ledger.requests[&one.request_id];
        assert_eq!((one.participant_id, one.kind, one.stance), (request.person, request.kind, request.stance));
    }
}

/// Of those who were interrupted somebody speaks again as soon as nobody else does.
pub fn who_is_interrupted_gets_the_floor_back_or_is_ended(meeting: &Meeting) {
    let floor = &meeting.floor;
    assert!(floor.holder.is_some() || floor.suspended.is_empty(), "forgotten: {:?}", floor.suspended);
}

/// At most two are interrupted, each by a kind of higher precedence.
pub fn interruptions_rise_in_precedence(meeting: &Meeting) {
    let floor = &meeting.floor;
    assert!(floor.suspended.len() <= 2, "{:?}", floor.suspended);
    let kinds: Vec<_> = floor.suspended.iter().chain(&floor.holder).map(|grant| grant.kind).collect();
    assert!(kinds.windows(2).all(|pair| pair[1] < pair[0]), "{kinds:?}");
}

/// Once a meeting is closed no request waits or speaks any more.
pub fn every_request_ends_in_one_end_state(ledger: &Ledger) {
    let open = |state| matches!(state, State::Waiting | State::Granted | State::Interrupted);
    assert!(!ledger.closed || ledger.requests.values().all(|request| !open(request.state)), "{:?}", ledger.requests);
}

/// A phase that began without a command for it began because its rules say so, and while nobody spoke.
pub fn an_automatic_advance_interrupts_nobody(ledger: &Ledger, done: &Done) {
    let by_hand = matches!(done.command, Some(Command::AdvancePhase | Command::GoBackPhase | Command::StartMeeting));
    let skipped = usize::from(by_hand && done.answer.is_ok());
    let entries = ledger.entries.iter().filter(|entry| entry.line >= done.from);
    let (of_time, of_command): (Vec<_>, Vec<_>) = entries.partition(|entry| entry.line < done.from_command);
    for entry in of_time.into_iter().chain(of_command.into_iter().skip(skipped)) {
        assert!(entry.nobody_spoke && entry.timebox_was_over && entry.rules_allow_it, "{entry:?}");
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

/// Each turn is warned at most once, told of its limit at most once, and never warned after that; an extension begins anew.
pub fn a_turn_is_told_its_time_in_order(record: &[Line]) {
    let mut told: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    for line in record {
        match &line.event {
            Event::TurnWarned { grant_no } => told.entry(grant_no.0).or_default().push("warned"),
            Event::TurnOverran { grant_no } => told.entry(grant_no.0).or_default().push("overran"),
            Event::TurnExtended { grant_no, .. } => told.entry(grant_no.0).or_default().clear(),
            _ => {}
        }
        for told in told.values() {
            assert!(matches!(told[..], [] | ["warned" | "overran"] | ["warned", "overran"]), "{told:?}");
        }
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
pub fn no_event_by_someone_without_the_right(record: &[Line], ledger: &Ledger) {
    let mut roles: BTreeMap<ParticipantId, MeetingRole> = BTreeMap::new();
    for (index, Line { actor, event, .. }) in record.iter().enumerate() {
        let made_up = actor.is_none() && matches!(event, Event::ParticipantJoined { .. });
        let by_itself = ledger.entries.iter().any(|entry| entry.line == index && entry.rules_allow_it);
        assert!(made_up || by_itself || is_rightful(record, index, &roles), "without the right: {:?}", record[index]);
        match event {
            Event::MeetingCreated { created_by, .. } => {
                roles.insert(created_by.participant_id, MeetingRole::Facilitator);
            }
            Event::ParticipantJoined { participant_id, role, .. } | Event::RoleChanged { participant_id, role } => {
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
    let Line { actor, event, .. } = &record[index];
    let Some(actor) = actor else { return is_the_work_of_time(record, index) };
    let account = PEOPLE.iter().find(|person| person.id() == *actor).map(|person| person.who().account_role).unwrap();
    let role = roles.get(actor).copied();
    let leads = role == Some(MeetingRole::Facilitator) || account == AccountRole::Admin;
    let speaks = matches!(role, Some(MeetingRole::Facilitator | MeetingRole::Participant));
    match event {
        Event::MeetingCreated { created_by, .. } => index == 0 && created_by.participant_id == *actor,
        Event::ParticipantJoined { participant_id, guest: false, .. } => role.is_none() && participant_id == actor,
        Event::ParticipantLeft { participant_id } => role.is_some() && participant_id == actor,
        Event::ReadyChanged { participant_id, .. } => speaks && participant_id == actor,
        Event::FloorRequested { participant_id, requested_by, .. } => match requested_by {
            None => speaks && participant_id == actor,
            Some(by) => leads && by == actor && participant_id != actor,
        },
        Event::RequestWithdrawn { participant_id, cause, .. } => match cause {
            WithdrawalCause::Own | WithdrawalCause::Left => speaks && participant_id == actor,
            WithdrawalCause::Removed | WithdrawalCause::Facilitator | WithdrawalCause::Role => leads,
        },
        Event::FloorReleased { participant_id, cause, .. } => match cause {
            ReleaseCause::Own | ReleaseCause::Yielded => speaks && participant_id == actor,
            ReleaseCause::Left | ReleaseCause::HandedOver => leads || participant_id == actor,
            ReleaseCause::OnBehalf | ReleaseCause::Closed => leads,
        },
        Event::FloorRevoked { cause, .. } => {
            leads && matches!(cause, RevokeCause::Facilitator | RevokeCause::Removed | RevokeCause::Role)
        }
        // What the rules give, the ledger checks; a holder gives the floor only by handing it over.
        Event::FloorGranted { granted_by, .. } => {
            granted_by.is_none_or(|by| by == *actor && (leads || is_handed_over_by(*actor, &record[index - 1].event)))
        }
        Event::FloorSuspended { .. } | Event::LotsDrawn { .. } => true,
        Event::TurnPaused { cause: PauseCause::Facilitator, .. } => leads || goes_on(record, index),
        Event::TurnPaused { .. } | Event::TurnWarned { .. } | Event::TurnOverran { .. } => false,
        Event::CommandRefused { command, .. } => role.is_some() && !the_table_allows(account, role, *command),
        _ => leads,
    }
}

fn is_handed_over_by(person: ParticipantId, event: &Event) -> bool {
    matches!(event, Event::FloorReleased { participant_id, cause: ReleaseCause::HandedOver, .. } if *participant_id == person)
}

/// The turn that was interrupted in a facilitator's pause goes on, and so does the pause.
fn goes_on(record: &[Line], index: usize) -> bool {
    matches!(record[index - 1].event, Event::FloorGranted { resumes: Some(_), .. })
}

fn is_the_work_of_time(record: &[Line], index: usize) -> bool {
    match &record[index].event {
        Event::TurnPaused { cause, .. } => *cause == PauseCause::Disconnected || goes_on(record, index),
        Event::FloorRevoked { cause, .. } => matches!(cause, RevokeCause::Overtime | RevokeCause::Disconnected),
        Event::FloorGranted { granted_by, .. } => granted_by.is_none(),
        Event::PhaseEntered { direction, .. } => *direction == Direction::Advance,
        Event::TurnWarned { .. }
        | Event::TurnOverran { .. }
        | Event::TurnResumed { .. }
        | Event::FloorSuspended { .. }
        | Event::LotsDrawn { .. } => true,
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

/// Nothing but the line about it, and that only notes when it was written; and the same is refused again.
pub fn a_refusal_changes_nothing(done: &Done, after: &Scenario) {
    let (Err(refusal), Some(command)) = (&done.answer, &done.command) else { return };
    let again = after.meeting.decide(after.now, &done.person.who(), command);
    assert_eq!(again.as_ref(), Err(refusal));
    let mut meeting = after.meeting.clone();
    for Line { event, .. } in &after.record[done.from_command..] {
        assert!(matches!(event, Event::CommandRefused { .. }));
        let person = meeting.participants.get_mut(&done.person.id()).unwrap();
        person.refusal_recorded_at = done.before.participants[&done.person.id()].refusal_recorded_at;
    }
    assert_eq!(meeting, done.before);
}

pub fn only_who_may_speak_waits_or_speaks(meeting: &Meeting) {
    let turns = meeting.floor.holder.iter().chain(&meeting.floor.suspended).map(|grant| grant.participant_id);
    for person in meeting.floor.queue.iter().map(|request| request.participant_id).chain(turns) {
        let role = meeting.role_of(person);
        assert!(matches!(role, Some(MeetingRole::Facilitator | MeetingRole::Participant)), "{person}: {role:?}");
    }
}

pub fn every_live_meeting_has_a_facilitator(meeting: &Meeting) {
    let leads = |id: &ParticipantId| meeting.role_of(*id) == Some(MeetingRole::Facilitator);
    assert!(meeting.status == Status::Closed || meeting.participants.keys().any(leads));
}

/// Only a live meeting has a phase, an item, a holder, or people who wait.
pub fn only_a_live_meeting_lives(meeting: &Meeting) {
    let floor = &meeting.floor;
    let lives = floor.holder.is_some() || !floor.queue.is_empty() || meeting.agenda.current.is_some();
    assert!(!(lives || meeting.phase.is_some()) || meeting.status == Status::Live);
    assert_eq!(meeting.phase.is_some(), meeting.status == Status::Live);
}

/// The current item is one of the agenda and the only one whose time runs.
pub fn at_most_one_item_is_current(meeting: &Meeting) {
    let agenda = &meeting.agenda;
    let runs: Vec<_> = agenda.items.iter().filter(|item| item.entered_at.is_some()).map(|item| item.item_id).collect();
    assert_eq!(runs, Vec::from_iter(agenda.current));
}

/// Guests never lead, and who they are is nobody's account.
pub fn guests_are_nobody_else(meeting: &Meeting) {
    for person in meeting.participants.values().filter(|person| person.guest) {
        assert_ne!(person.role, MeetingRole::Facilitator);
        assert_eq!(person.participant_id.0.get_version_num(), 8);
    }
}

/// Every right that is refused is one that the table refuses.
pub fn a_refused_right_is_not_in_the_table(done: &Done) {
    let Err(orchestrasec_domain::Refusal::NotPermitted { right }) = &done.answer else { return };
    let role = done.before.role_of(done.person.id());
    assert!(!the_table_allows(done.person.who().account_role, role, *right));
    assert_ne!(*right, Right::Read);
}
