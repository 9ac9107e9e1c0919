//! The record: refused attempts, what others may see, replay, and the form in which it is kept.

use crate::{
    cast::{ADA, ADMIN, Action, BO, FAY, OLA, ZOE, admin},
    facts::{Detail as _, START, at, attempt, granted, joined, requested},
    scenario::{Line, Scenario, a_closed_meeting, a_live_meeting, given, seconds_pass},
};
use orchestrasec_domain::{Event, Meeting, MeetingRole, Refusal, Right, event::LateAdmission};
use serde_json::json;

/// What a refused command leaves in the record.
fn trace(scenario: &Scenario, action: Action) -> Option<Event> {
    let Action { by, command } = action;
    let refusal = scenario.meeting.decide(scenario.now, &by.who(), &command).expect_err("this should be refused");
    scenario.meeting.refusal_event(scenario.now, &by.who(), &refusal)
}

fn recorded(mut scenario: Scenario, action: Action) -> Scenario {
    let by = action.by;
    let event = trace(&scenario, action).expect("this should be recorded");
    scenario.apply(Some(by.id()), vec![event]);
    scenario
}

pub fn replay(record: &[Line]) -> Option<Meeting> {
    Meeting::replay(record.iter().map(|line| (line.at, line.actor, &line.event)))
}

#[test]
fn an_attempt_at_what_the_role_does_not_allow_is_recorded() {
    let meeting = given(a_live_meeting());
    assert_eq!(trace(&meeting, ADA.revokes()), Some(attempt(Right::RevokeFloor)));
    assert_eq!(trace(&meeting, OLA.asks()), Some(attempt(Right::RequestFloor)));
    let observing = meeting.and(ADMIN.joins_as(MeetingRole::Observer));
    assert_eq!(trace(&observing, ADMIN.asks()), Some(attempt(Right::RequestFloor)));
}

#[test]
fn an_attempt_at_what_is_not_possible_now_is_not_recorded() {
    let meeting = given(a_live_meeting());
    assert_eq!(trace(&meeting, ADA.releases()), None);
    assert_eq!(trace(&meeting, FAY.grants_the_next()), None);
    assert_eq!(trace(&meeting, ADA.withdraws_request(7)), None);
}

#[test]
fn an_attempt_from_outside_is_not_recorded() {
    let meeting = given(a_live_meeting()).and(FAY.bans(ADA)).and(BO.leaves());
    for person in [ZOE, ADA, BO] {
        assert_eq!(trace(&meeting, person.revokes()), None);
    }
}

#[test]
fn an_attempt_after_the_end_is_not_recorded() {
    assert_eq!(trace(&given(a_closed_meeting()), ADA.revokes()), None);
}

#[test]
fn a_flood_of_attempts_leaves_one_line_in_ten_seconds_for_each_person() {
    let meeting = recorded(given(a_live_meeting()).and(seconds_pass(1)), ADA.revokes());
    assert_eq!(trace(&meeting, ADA.advances()), None);
    assert_eq!(trace(&meeting, BO.advances()), Some(attempt(Right::AdvancePhase)));
    let mut later = meeting.and(seconds_pass(9));
    later.now = later.now.plus(999);
    assert_eq!(trace(&later, ADA.advances()), None);
    later.now = later.now.plus(1);
    assert_eq!(trace(&later, ADA.advances()), Some(attempt(Right::AdvancePhase)));
}

#[test]
fn coming_back_does_not_reset_the_bound_on_recorded_attempts() {
    let meeting = recorded(given(a_live_meeting()), ADA.revokes()).and(ADA.leaves()).and(ADA.joins());
    assert_eq!(trace(&meeting, ADA.revokes()), None);
}

#[test]
fn a_recorded_attempt_changes_nothing_but_when_the_next_is_recorded() {
    let before = given(a_live_meeting()).and(ADA.asks()).and(seconds_pass(4));
    let mut after = recorded(before.clone(), BO.revokes()).meeting;
    assert_eq!(after.participants[&BO.id()].refusal_recorded_at, Some(at(4)));
    after.participants.get_mut(&BO.id()).unwrap().refusal_recorded_at = None;
    assert_eq!(after, before.meeting);
}

#[test]
fn a_recorded_attempt_is_for_facilitators_only_and_everything_else_for_all() {
    let meeting = recorded(given(a_live_meeting()).and(ADA.asks()), BO.revokes());
    let confidential: Vec<_> = meeting.record.iter().map(|line| &line.event).filter(|e| e.is_confidential()).collect();
    assert_eq!(confidential, [&attempt(Right::RevokeFloor)]);
}

#[test]
fn the_replay_of_the_record_is_the_state_also_after_recorded_attempts() {
    let meeting = recorded(given(a_live_meeting()).and(ADA.asks()).and(BO.asks()), BO.revokes());
    assert_eq!(replay(&meeting.record).unwrap(), meeting.meeting);
}

#[test]
fn a_record_begins_with_the_making_of_the_meeting() {
    let meeting = given(a_live_meeting());
    assert_eq!(Meeting::born(START, &Event::MeetingStarted {}), None);
    assert_eq!(replay(&meeting.record[1..]), None);
    assert_eq!(replay(&[]), None);
}

#[test]
fn the_refusal_of_a_role_names_it() {
    let refusal = Refusal::RoleNotOffered { role: MeetingRole::Facilitator };
    assert_eq!(refusal.to_string(), "one cannot join as facilitator");
    let refusal = Refusal::NotPermitted { right: Right::RevokeFloor };
    assert_eq!(refusal.to_string(), "your role in this meeting does not allow this (revoke_floor)");
}

#[test]
fn the_record_is_kept_in_this_form() {
    let id = "00000000-0000-0000-0000-000000000002";
    assert_eq!(
        serde_json::to_value(granted(3, 7, ADA, 0)).unwrap(),
        json!({"kind": "floor_granted", "payload": {
            "grant_no": 3, "request_id": 7, "participant_id": id, "kind": "contribution", "limit_ms": 180_000,
            "warn_at": "2026-11-23T09:32:30.000Z", "ends_at": "2026-11-23T09:33:00.000Z", "stance": null, "item_id": null,
            "granted_by": null, "interrupts": null, "resumes": null, "explanation": {"rule": "asked", "by_kind": false},
        }})
    );
    assert_eq!(
        serde_json::to_value(joined(ADA, MeetingRole::Participant)).unwrap(),
        json!({"kind": "participant_joined", "payload": {
            "participant_id": id, "display_name": "Ada", "role": "participant", "guest": false,
        }})
    );
    assert_eq!(
        serde_json::to_value(attempt(Right::RevokeFloor)).unwrap(),
        json!({"kind": "command_refused", "payload": {"command": "revoke_floor", "code": "not_permitted"}})
    );
    assert_eq!(
        serde_json::to_value(Event::MeetingStarted {}).unwrap(),
        json!({"kind": "meeting_started", "payload": {}})
    );
}

#[test]
fn what_was_recorded_before_there_were_kinds_of_turns_is_still_read() {
    let id = "00000000-0000-0000-0000-000000000002";
    let read = |event| serde_json::from_value::<Event>(event).unwrap();
    let old = json!({"kind": "floor_granted", "payload": {
        "grant_no": 3, "request_id": 7, "participant_id": id, "kind": "contribution", "limit_ms": 180_000,
        "warn_at": "2026-11-23T09:32:30.000Z", "ends_at": "2026-11-23T09:33:00.000Z",
    }});
    assert_eq!(read(old), granted(3, 7, ADA, 0).unexplained());
    let old = json!({"kind": "floor_requested", "payload": {
        "request_id": 7, "participant_id": id, "kind": "contribution", "note": null,
    }});
    assert_eq!(read(old), requested(7, ADA));
    let old = json!({"kind": "participant_joined", "payload": {
        "participant_id": id, "display_name": "Ada", "role": "participant",
    }});
    assert_eq!(read(old), joined(ADA, MeetingRole::Participant));
    let old = json!({"kind": "queue_closed", "payload": {}});
    assert_eq!(read(old), Event::QueueClosed { late: LateAdmission::Nothing });
}

#[test]
fn an_admin_from_outside_leads_and_is_named_in_the_record() {
    let root = admin(77, "Root");
    let meeting = given(a_live_meeting().chaired()).and(ADA.asks()).and(root.grants_the_next()).and(root.revokes());
    let actors: Vec<_> = meeting.record.iter().rev().take(2).map(|line| line.actor).collect();
    assert_eq!(actors, [Some(root.id()); 2]);
    assert_eq!(meeting.meeting.present(root.id()), None);
}
