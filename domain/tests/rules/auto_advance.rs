//! Phases made longer and shorter, and those that begin by themselves.

use crate::{
    cast::{ADA, ADMIN, BO, CY, FAY, OLA, ZOE},
    facts::{Detail as _, at, granted, phase_entered, released, revoked},
    scenario::{Setup, a_live_meeting, a_scheduled_meeting, given, loses_connection, seconds_pass},
};
use orchestrasec_domain::{
    Event, Refusal, Right,
    event::{Direction, ReleaseCause, RevokeCause},
    refusal::FieldProblem,
};

/// Every phase lasts 100 s and the next begins by itself.
fn by_itself() -> Setup {
    a_live_meeting().changed(|phases| {
        for phase in phases {
            phase.timebox_ms = Some(100_000);
            phase.rules.auto_advance = true;
        }
    })
}

fn next(index: usize, end: u64) -> Event {
    phase_entered(index, at(end), Direction::Advance)
}

fn extended(index: usize, by: i64, end: u64) -> Event {
    Event::PhaseExtended { index, by_ms: by * 1_000, ends_at: at(end) }
}

#[test]
fn the_next_phase_begins_when_the_timebox_has_ended() {
    let meeting = given(by_itself());
    assert_eq!(meeting.meeting.next_deadline(), Some(at(100)));
    let meeting = meeting.when(seconds_pass(99)).changes_nothing();
    let meeting = meeting.when(seconds_pass(1)).then([next(1, 200)]).when(seconds_pass(0)).changes_nothing();
    assert_eq!(meeting.meeting.next_deadline(), Some(at(200)));
}

#[test]
fn however_late_the_clock_is_looked_at_one_phase_begins() {
    given(by_itself()).when(seconds_pass(5_000)).then([next(1, 5_100)]);
}

#[test]
fn the_last_phase_does_not_end_by_itself() {
    let meeting = given(by_itself()).and(seconds_pass(100)).and(seconds_pass(100)).and(seconds_pass(100));
    let meeting = meeting.when(seconds_pass(1_000)).changes_nothing();
    assert_eq!(meeting.meeting.next_deadline(), None);
}

#[test]
fn a_phase_that_does_not_say_so_does_not_end_by_itself() {
    let meeting = given(a_live_meeting()).when(seconds_pass(10_000)).changes_nothing();
    assert_eq!(meeting.meeting.next_deadline(), None);
}

#[test]
fn who_speaks_is_not_interrupted_by_the_next_phase() {
    let meeting = given(by_itself()).and(ADA.asks()).and(BO.asks()).when(seconds_pass(120)).changes_nothing();
    let meeting = meeting.the_holder_is(ADA);
    meeting
        .when(ADA.releases())
        .then([released(1, ADA, 120, ReleaseCause::Own), next(1, 220), granted(2, 2, BO, 120)])
        .the_holder_is(BO);
}

#[test]
fn who_is_interrupted_or_gone_for_a_moment_is_not_interrupted_by_the_next_phase() {
    let meeting = given(by_itself()).and(ADA.asks()).and(seconds_pass(90)).and(BO.objects()).and(FAY.grants(BO));
    let meeting = meeting.when(seconds_pass(50)).changes_nothing();
    let meeting = meeting.when(BO.releases()).then([
        released(2, BO, 50, ReleaseCause::Own),
        crate::facts::granted_for(90, Some(60), 3, 1, ADA, 140).resuming(1),
    ]);
    let meeting = meeting.and(loses_connection(ADA)).when(seconds_pass(59)).changes_nothing();
    let gone = revoked(3, ADA, 0, RevokeCause::Disconnected, None);
    meeting.when(seconds_pass(1)).then([gone, next(1, 300)]);
}

#[test]
fn in_a_chaired_meeting_those_who_wait_are_no_reason_to_wait() {
    given(by_itself().chaired()).and(ADA.asks()).when(seconds_pass(100)).then([next(1, 200)]).the_queue_is([ADA]);
}

#[test]
fn who_leads_makes_a_phase_longer_or_shorter() {
    for leader in [FAY, ADMIN] {
        let meeting = given(a_live_meeting()).and(seconds_pass(60));
        let meeting = meeting.when(leader.extends_the_phase(300)).then([extended(0, 300, 1_200)]);
        meeting.when(leader.extends_the_phase(-600)).then([extended(0, -600, 600)]);
    }
}

#[test]
fn a_phase_that_is_over_goes_on_from_now() {
    let meeting = given(a_live_meeting()).and(seconds_pass(1_000));
    meeting.when(FAY.extends_the_phase(60)).then([extended(0, 160, 1_060)]);
}

#[test]
fn a_phase_is_never_made_shorter_than_it_has_lasted() {
    let meeting = given(a_live_meeting()).and(seconds_pass(800));
    let meeting = meeting.when(FAY.extends_the_phase(-600)).then([extended(0, -100, 800)]);
    meeting.when(FAY.extends_the_phase(-10)).changes_nothing();
}

#[test]
fn an_extended_phase_begins_the_next_one_later_and_a_shortened_one_at_once() {
    let meeting = given(by_itself()).and(seconds_pass(90)).and(FAY.extends_the_phase(60));
    let meeting = meeting.when(seconds_pass(69)).changes_nothing().when(seconds_pass(1)).then([next(1, 260)]);
    meeting.when(FAY.extends_the_phase(-100)).then([extended(1, -100, 160), next(2, 260)]);
}

#[test]
fn going_back_starts_the_timebox_anew() {
    let meeting = given(by_itself()).and(seconds_pass(100)).and(seconds_pass(30));
    meeting.when(FAY.goes_back()).then([phase_entered(0, at(230), Direction::Back)]);
}

#[test]
fn extending_needs_a_timebox_a_live_meeting_and_a_number_that_makes_sense() {
    let endless = given(a_live_meeting().planned_as("open_discussion"));
    endless.when(FAY.extends_the_phase(60)).is_refused(Refusal::PhaseHasNoTimebox);
    given(a_scheduled_meeting()).when(FAY.extends_the_phase(60)).is_refused(Refusal::MeetingIsNotLive);
    for seconds in [0, 86_401, -86_401] {
        let problem = FieldProblem::OutOfRange { min: 1, max: 86_400_000 };
        let refusal = Refusal::InvalidField { field: "by_ms", problem };
        given(a_live_meeting()).when(FAY.extends_the_phase(seconds)).is_refused(refusal);
    }
}

#[test]
fn only_who_leads_extends_a_phase() {
    for person in [ADA, CY, OLA] {
        let right = Right::ExtendPhase;
        given(a_live_meeting()).when(person.extends_the_phase(60)).is_refused(Refusal::NotPermitted { right });
    }
    given(a_live_meeting()).when(ZOE.extends_the_phase(60)).is_refused(Refusal::NotAParticipant);
}
