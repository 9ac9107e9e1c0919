//! Advance, go back.

use crate::{
    cast::{ADA, ADMIN, BO, FAY, OLA, ZOE},
    facts::{at, granted, granted_for, phase_entered},
    scenario::{a_live_meeting, given, seconds_pass},
};
use orchestrasec_domain::{Event, Granting, Refusal, Right, SettingsChange, event::Direction};

#[test]
fn who_leads_goes_through_the_phases_and_back() {
    for leader in [FAY, ADMIN] {
        let meeting = given(a_live_meeting()).and(seconds_pass(10));
        let meeting = meeting.when(leader.advances()).then([phase_entered(1, at(610), Direction::Advance)]);
        assert_eq!(meeting.meeting.current_phase().unwrap().key, "clarification");
        assert_eq!(meeting.meeting.phase.unwrap().started_at, at(10));
        let meeting = meeting.and(seconds_pass(10));
        let meeting = meeting.when(leader.goes_back()).then([phase_entered(0, at(920), Direction::Back)]);
        assert_eq!(meeting.meeting.current_phase().unwrap().key, "ideation");
    }
}

#[test]
fn there_is_nothing_before_the_first_and_after_the_last_phase() {
    let meeting = given(a_live_meeting()).when(FAY.goes_back()).is_refused(Refusal::FirstPhase);
    let last = meeting.and(FAY.advances()).and(FAY.advances()).and(FAY.advances());
    let last = last.when(FAY.advances()).is_refused(Refusal::LastPhase);
    assert_eq!(last.meeting.current_phase().unwrap().key, "feedback");
}

#[test]
fn only_who_leads_changes_the_phase() {
    for person in [ADA, OLA] {
        let meeting = given(a_live_meeting());
        let meeting = meeting.when(person.advances()).is_refused(Refusal::NotPermitted { right: Right::AdvancePhase });
        meeting.when(person.goes_back()).is_refused(Refusal::NotPermitted { right: Right::GoBackPhase });
    }
    given(a_live_meeting()).when(ZOE.advances()).is_refused(Refusal::NotAParticipant);
    given(a_live_meeting()).when(ZOE.goes_back()).is_refused(Refusal::NotAParticipant);
}

#[test]
fn nobody_loses_the_floor_or_a_place_in_the_queue_by_a_change_of_phase() {
    given(a_live_meeting()).and(ADA.asks()).and(BO.asks()).and(FAY.advances()).the_holder_is(ADA).the_queue_is([BO]);
}

#[test]
fn a_phase_without_a_timebox_has_no_end() {
    let meeting = given(a_live_meeting().planned_as("open_discussion")).meeting;
    assert_eq!(meeting.phase.unwrap().ends_at, None);
}

#[test]
fn a_phase_may_be_chaired_in_an_automatic_meeting() {
    let meeting = given(a_live_meeting().planned_as("classroom_discussion")).and(FAY.advances());
    assert_eq!(meeting.meeting.granting(), Granting::Chaired);
    meeting.and(ADA.asks()).the_floor_is_free().the_queue_is([ADA]);
}

/// A chaired phase, followed by one that goes by the settings.
fn first_chaired() -> crate::scenario::Scenario {
    let mut meeting = given(a_live_meeting());
    meeting.meeting.phases[0].rules.granting = Some(Granting::Chaired);
    meeting
}

#[test]
fn entering_an_automatic_phase_gives_a_free_floor_to_the_first() {
    let waiting = first_chaired().and(ADA.asks()).and(BO.asks()).the_floor_is_free();
    waiting
        .clone()
        .when(FAY.advances())
        .then([phase_entered(1, at(600), Direction::Advance), granted(1, 1, ADA, 0)])
        .the_queue_is([BO]);
    waiting
        .and(FAY.grants(BO))
        .when(FAY.advances())
        .then([phase_entered(1, at(600), Direction::Advance)])
        .the_holder_is(BO);
}

#[test]
fn going_back_to_an_automatic_phase_gives_a_free_floor_to_the_first() {
    let mut meeting = given(a_live_meeting());
    meeting.meeting.phases[2].rules.granting = Some(Granting::Chaired);
    let waiting = meeting.and(FAY.advances()).and(FAY.advances()).and(ADA.asks());
    waiting.when(FAY.goes_back()).then([phase_entered(1, at(600), Direction::Back), granted(1, 1, ADA, 0)]);
}

#[test]
fn the_grant_that_follows_a_change_of_phase_obeys_the_limit_of_the_new_phase() {
    let mut meeting = first_chaired();
    meeting.meeting.phases[1].rules.turn_limit_ms = Some(45_000);
    let entered = phase_entered(1, at(600), Direction::Advance);
    meeting.and(ADA.asks()).when(FAY.advances()).then([entered, granted_for(45, Some(15), 1, 1, ADA, 0)]);
}

#[test]
fn an_automatic_phase_grants_in_a_chaired_meeting() {
    let mut meeting = given(a_live_meeting().chaired()).and(ADA.asks());
    meeting.meeting.phases[1].rules.granting = Some(Granting::Automatic);
    let meeting = meeting.and(FAY.advances()).the_holder_is(ADA);
    let still = SettingsChange { warning_ms: Some(10_000), ..SettingsChange::default() };
    meeting.and(FAY.sets(still)).and(ADA.releases()).the_floor_is_free();
}

#[test]
fn starting_enters_the_first_phase_before_anybody_can_wait() {
    let meeting = given(a_live_meeting());
    let started = meeting.record.iter().position(|line| line.event == Event::MeetingStarted {}).unwrap();
    assert!(matches!(meeting.record[started + 1].event, Event::PhaseEntered { direction: Direction::Start, .. }));
}
