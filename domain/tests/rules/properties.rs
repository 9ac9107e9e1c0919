//! Every invariant, over random meetings.

use crate::{
    invariants::*,
    random::{begin, happens, setup, steps},
    scenario::Scenario,
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use std::collections::BTreeSet;

fn the_state_keeps_its_promises(scenario: &Scenario) {
    let Scenario { meeting, now, .. } = scenario;
    nobody_waits_twice(meeting);
    the_holder_is_never_in_the_queue(meeting);
    a_free_floor_with_someone_waiting_is_granted_in_automatic_mode(meeting);
    present_or_gone(meeting);
    every_live_meeting_has_a_facilitator(meeting);
    only_a_live_meeting_lives(meeting);
    spoken_time_never_exceeds_the_meeting(meeting, *now);
    shares_sum_to_one_or_nothing(meeting, *now);
    a_deadline_acts_once_and_always_moves_on(scenario);
    a_late_look_at_the_clock_acts_once(scenario);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_random_meeting_keeps_every_invariant(setup in setup(), steps in steps(120), middle in 0_usize..120) {
        let mut scenario = begin(setup);
        let mut snapshot = scenario.clone();
        for (index, step) in steps.iter().enumerate() {
            let done = happens(&mut scenario, step);
            a_refusal_changes_nothing(&done, &scenario);
            a_refused_right_is_not_in_the_table(&done);
            a_chaired_floor_is_given_by_hand_only(&done, &scenario);
            the_state_keeps_its_promises(&scenario);
            if index == middle {
                snapshot = scenario.clone();
            }
        }
        at_most_one_holder_at_every_prefix(&scenario.record);
        grant_numbers_only_rise(&scenario.record);
        request_numbers_only_rise(&scenario.record);
        a_turn_is_told_its_time_in_order(&scenario.record);
        no_event_by_someone_without_the_right(&scenario.record);
        who_is_banned_stays_out(&scenario.record);
        replay_equals_state(&scenario, &snapshot);
    }
}

/// Random meetings prove nothing about what they never come to.
#[test]
fn random_meetings_come_to_every_event_and_every_refusal() {
    let mut runner = TestRunner::deterministic();
    let (mut events, mut refusals) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..150 {
        let steps = steps(120).new_tree(&mut runner).unwrap().current();
        let mut scenario = begin(setup().new_tree(&mut runner).unwrap().current());
        for step in &steps {
            if let Err(refusal) = happens(&mut scenario, step).answer {
                refusals.insert(name(&refusal));
            }
        }
        events.extend(scenario.record.iter().map(|line| name(&line.event)));
    }
    let events: Vec<_> = events.iter().map(String::as_str).collect();
    assert_eq!(events, EVENTS);
    let refusals: Vec<_> = refusals.iter().map(String::as_str).collect();
    assert_eq!(refusals, REFUSALS);
}

fn name(of: &impl std::fmt::Debug) -> String {
    format!("{of:?}").split([' ', '{']).next().unwrap_or_default().to_owned()
}

/// All of them.
const EVENTS: [&str; 20] = [
    "CommandRefused",
    "FloorGranted",
    "FloorReleased",
    "FloorRequested",
    "FloorRevoked",
    "MeetingClosed",
    "MeetingCreated",
    "MeetingStarted",
    "MeetingUpdated",
    "ParticipantJoined",
    "ParticipantLeft",
    "ParticipantRemoved",
    "PhaseEntered",
    "QueueClosed",
    "QueueOpened",
    "RequestDenied",
    "RequestMoved",
    "RequestWithdrawn",
    "TurnOverran",
    "TurnWarned",
];

/// All but those of making a meeting (`TemplateNotFound`) and of a crowd (`MeetingIsFull`).
const REFUSALS: [&str; 24] = [
    "AlreadyHolder",
    "AlreadyInQueue",
    "Banned",
    "FirstPhase",
    "FloorIsFree",
    "FloorIsHeld",
    "InvalidField",
    "KindIsNotOpen",
    "LastFacilitator",
    "LastPhase",
    "MeetingHasStarted",
    "MeetingIsClosed",
    "MeetingIsNotLive",
    "NotAParticipant",
    "NotEligible",
    "NotPermitted",
    "NotTheHolder",
    "ParticipantNotFound",
    "PositionOutOfRange",
    "QueueIsClosed",
    "QueueIsEmpty",
    "QueueIsFull",
    "RequestNotFound",
    "RoleNotOffered",
];
