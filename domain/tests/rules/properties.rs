//! Every invariant, over random meetings.

use crate::{
    invariants::*,
    quiet::{quietly, random_meetings},
    random::{Course, Done, begin, happens, steps},
    random_setup::setup,
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use std::collections::BTreeSet;

/// Steps in one random meeting, on average.
const STEPS_OF_A_MEETING: u32 = 60;

/// Random meetings for 10 000 steps, or as many as `ORCHESTRASEC_STEPS` says.
fn meetings() -> u32 {
    let steps = std::env::var("ORCHESTRASEC_STEPS").ok().and_then(|steps| steps.parse().ok()).unwrap_or(10_000_u32);
    steps.div_ceil(STEPS_OF_A_MEETING) + 20
}

fn the_state_keeps_its_promises(course: &Course) {
    let Course { scenario, ledger } = course;
    let (meeting, now) = (&scenario.meeting, scenario.now);
    the_floor_is_the_one_of_the_record(ledger, meeting);
    who_is_interrupted_gets_the_floor_back_or_is_ended(meeting);
    interruptions_rise_in_precedence(meeting);
    every_request_ends_in_one_end_state(ledger);
    nobody_has_two_turns(meeting);
    nobody_waits_twice_for_the_same(meeting);
    precedence_is_respected(ledger, meeting);
    nobody_comes_after_the_last_word(ledger, meeting);
    within_a_kind_the_method_decides(ledger, meeting);
    every_place_is_explained(ledger, meeting);
    a_free_floor_with_somebody_eligible_waiting_is_granted_in_automatic_mode(ledger, meeting);
    only_who_may_speak_waits_or_speaks(meeting);
    every_live_meeting_has_a_facilitator(meeting);
    only_a_live_meeting_lives(meeting);
    at_most_one_item_is_current(meeting);
    guests_are_nobody_else(meeting);
    spoken_time_is_what_the_record_says(ledger, meeting);
    if !ledger.timeless {
        spoken_time_never_exceeds_the_meeting(meeting, now);
        remaining_time_is_the_limit_without_what_was_spoken(ledger, meeting, now);
        a_deadline_acts_once_and_always_moves_on(scenario);
        a_late_look_at_the_clock_acts_once(scenario);
    }
}

fn the_step_keeps_its_promises(course: &Course, done: &Done) {
    let Course { scenario, ledger } = course;
    let events: Vec<_> = scenario.record[done.from..].iter().map(|line| &line.event).collect();
    a_refusal_changes_nothing(done, scenario);
    a_refused_right_is_not_in_the_table(done);
    an_automatic_advance_interrupts_nobody(ledger, done);
    protected_positions_are_kept(ledger, done, &done.queue_before, &events, &scenario.meeting);
    a_moved_request_is_where_it_was_put(ledger, &events, &scenario.meeting);
    if !ledger.timeless {
        let left = remaining_of_each_turn(ledger, &scenario.meeting, scenario.now);
        remaining_time_never_grows_without_an_extension(&done.left_before, &left, &events);
        a_pause_keeps_what_is_left(done, scenario);
    }
}

proptest! {
    #![proptest_config(random_meetings(meetings()))]

    #[test]
    fn every_random_meeting_keeps_every_invariant(setup in setup(), steps in steps(2 * STEPS_OF_A_MEETING as usize), middle in 0_usize..60) {
        quietly(|| {
            let mut course = begin(&setup);
            let mut snapshot = course.scenario.clone();
            for (index, step) in steps.iter().enumerate() {
                let done = happens(&mut course, step);
                the_step_keeps_its_promises(&course, &done);
                the_state_keeps_its_promises(&course);
                if index == middle {
                    snapshot = course.scenario.clone();
                }
            }
            let record = &course.scenario.record;
            grant_numbers_only_rise(record);
            request_numbers_only_rise(record);
            a_turn_is_told_its_time_in_order(record);
            no_event_by_someone_without_the_right(record, &course.ledger);
            who_is_banned_stays_out(record);
            the_statistics_agree_with_the_state(&course.scenario);
            replay_equals_state(&course.scenario, &snapshot);
        })?;
    }
}

proptest! {
    #![proptest_config(random_meetings(meetings() / 4))]

    /// Durations are worth nothing then; everything else holds.
    #[test]
    fn a_clock_that_jumps_back_breaks_nothing_else(setup in setup(), mut steps in steps(60), jumps in prop::collection::vec((0_usize..60, 1_i64..10_000_000), 1..4)) {
        quietly(|| {
            for (index, jump) in jumps {
                if let Some(step) = steps.get_mut(index) {
                    step.wait_ms = -jump;
                }
            }
            let mut course = begin(&setup);
            for step in &steps {
                let done = happens(&mut course, step);
                the_step_keeps_its_promises(&course, &done);
                the_state_keeps_its_promises(&course);
            }
            replay_equals_state(&course.scenario, &begin(&setup).scenario);
        })?;
    }
}

/// Random meetings prove nothing about what they never come to.
#[test]
fn random_meetings_come_to_every_event_and_every_refusal() {
    let mut runner = TestRunner::deterministic();
    let (mut events, mut refusals) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..400 {
        let steps = steps(120).new_tree(&mut runner).unwrap().current();
        let mut course = begin(&setup().new_tree(&mut runner).unwrap().current());
        for step in &steps {
            if let Err(refusal) = happens(&mut course, step).answer {
                refusals.insert(name(&refusal));
            }
        }
        events.extend(course.scenario.record.iter().map(|line| name(&line.event)));
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
const EVENTS: [&str; 41] = [
    "AgendaItemAdded",
    "AgendaItemEdited",
    "AgendaItemEntered",
    "AgendaItemMoved",
    "AgendaItemRemoved",
    "CommandRefused",
    "ExtraTimeSet",
    "FloorGranted",
    "FloorReleased",
    "FloorRequested",
    "FloorRevoked",
    "FloorSuspended",
    "GrantUndone",
    "GroupAssigned",
    "InvitedToSpeak",
    "LastWordGiven",
    "LotsDrawn",
    "MeetingClosed",
    "MeetingCreated",
    "MeetingStarted",
    "MeetingUpdated",
    "ParticipantJoined",
    "ParticipantLeft",
    "ParticipantMuted",
    "ParticipantRemoved",
    "ParticipantUnmuted",
    "PhaseEntered",
    "PhaseExtended",
    "QueueClosed",
    "QueueOpened",
    "ReadyChanged",
    "RequestDenied",
    "RequestMoved",
    "RequestWithdrawn",
    "RoleChanged",
    "ScreenAllowed",
    "TurnExtended",
    "TurnOverran",
    "TurnPaused",
    "TurnResumed",
    "TurnWarned",
];

/// All but those of making a meeting (`TemplateNotFound`) and of a crowd (`MeetingIsFull`, `AgendaIsFull`).
const REFUSALS: [&str; 33] = [
    "AgendaItemIsCurrent",
    "AgendaItemNotFound",
    "AlreadyHolder",
    "AlreadyInQueue",
    "Banned",
    "BudgetIsSpent",
    "FirstPhase",
    "FloorIsFree",
    "FloorIsHeld",
    "HandOverNotOpen",
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
    "NothingToUndo",
    "ParticipantNotFound",
    "PhaseHasNoTimebox",
    "PositionOutOfRange",
    "QueueIsClosed",
    "QueueIsEmpty",
    "QueueIsFull",
    "RequestNotFound",
    "RoleNotOffered",
    "TurnHasNoLimit",
    "TurnIsNotPaused",
    "TurnIsPaused",
];
