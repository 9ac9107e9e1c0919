//! How long a turn may last: by kind, by phase, by person.

use crate::{
    cast::{ADA, ADMIN, BO, FAY, OLA, ZOE},
    scenario::{Setup, a_closed_meeting, a_live_meeting, given, seconds_pass},
};
use orchestrasec_domain::{Event, FloorKind, Refusal, Right, refusal::FieldProblem};

const ORDER: FloorKind = FloorKind::PointOfOrder;

fn all_kinds() -> Setup {
    a_live_meeting().open_to_all_kinds()
}

#[test]
fn a_kind_may_have_a_limit_of_its_own() {
    let setup = || all_kinds().with_turns_of(100).with_turns_of_a_kind(ORDER, 30);
    given(setup()).and(ADA.objects()).is_left(30);
    given(setup()).and(ADA.questions()).is_left(100);
    given(setup().without_a_turn_limit()).and(ADA.objects()).is_left(30);
}

#[test]
fn the_phase_goes_before_the_settings_and_the_kind_before_the_rest() {
    let phase = |by_kind: bool| {
        let setup = all_kinds().with_turns_of(100).with_turns_of_a_kind(ORDER, 30);
        setup.changed(move |phases| {
            phases[0].rules.turn_limit_ms = Some(50_000);
            if by_kind {
                phases[0].rules.turn_limits.insert(ORDER, 20_000);
            }
        })
    };
    given(phase(false)).and(ADA.asks()).is_left(50);
    given(phase(false)).and(ADA.objects()).is_left(50);
    given(phase(true)).and(ADA.objects()).is_left(20);
    given(phase(true)).and(ADA.asks()).is_left(50);
}

#[test]
fn who_needs_more_time_gets_more_of_every_limit() {
    for leader in [FAY, ADMIN] {
        let set = Event::ExtraTimeSet { participant_id: ADA.id(), percent: 50 };
        let meeting = given(all_kinds().with_turns_of(100).with_turns_of_a_kind(ORDER, 30));
        let meeting = meeting.when(leader.gives_extra_time(ADA, 50)).then([set]);
        meeting.clone().and(ADA.asks()).is_left(150);
        meeting.clone().and(ADA.objects()).is_left(45);
        meeting.clone().and(BO.asks()).is_left(100);
        let nothing = Event::ExtraTimeSet { participant_id: ADA.id(), percent: 0 };
        meeting.when(FAY.gives_extra_time(ADA, 0)).then([nothing]).and(ADA.asks()).is_left(100);
    }
}

#[test]
fn extra_time_is_for_the_turns_to_come_and_for_whoever_comes_back() {
    let meeting =
        given(all_kinds().with_turns_of(100)).and(ADA.asks()).and(FAY.gives_extra_time(ADA, 100)).is_left(100);
    let meeting = meeting.and(ADA.releases()).and(ADA.leaves()).and(ADA.joins()).and(ADA.asks());
    meeting.is_left(200);
}

#[test]
fn extra_time_of_no_limit_is_no_limit() {
    let meeting = given(all_kinds().without_a_turn_limit()).and(FAY.gives_extra_time(ADA, 100)).and(ADA.asks());
    assert_eq!(meeting.meeting.floor.holder.unwrap().limit_ms, None);
}

#[test]
fn extra_time_that_is_so_already_changes_nothing() {
    let meeting = given(all_kinds()).when(FAY.gives_extra_time(ADA, 0)).changes_nothing();
    meeting.and(FAY.gives_extra_time(ADA, 25)).when(FAY.gives_extra_time(ADA, 25)).changes_nothing();
}

#[test]
fn extra_time_is_refused_beyond_its_bounds_for_strangers_and_by_others() {
    let problem = FieldProblem::OutOfRange { min: 0, max: 300 };
    let meeting = given(all_kinds());
    let meeting =
        meeting.when(FAY.gives_extra_time(ADA, 301)).is_refused(Refusal::InvalidField { field: "percent", problem });
    let meeting = meeting.when(FAY.gives_extra_time(ZOE, 25)).is_refused(Refusal::ParticipantNotFound);
    let right = Right::SetExtraTime;
    for person in [ADA, OLA] {
        let meeting = meeting.clone();
        meeting.when(person.gives_extra_time(ADA, 25)).is_refused(Refusal::NotPermitted { right });
    }
    meeting.when(ZOE.gives_extra_time(ADA, 25)).is_refused(Refusal::NotAParticipant);
    given(a_closed_meeting()).when(FAY.gives_extra_time(ADA, 25)).is_refused(Refusal::MeetingIsClosed);
}

#[test]
fn a_turn_that_was_interrupted_keeps_its_own_limit() {
    let meeting = given(all_kinds().with_turns_of(100)).and(ADA.asks()).and(seconds_pass(40)).and(BO.objects());
    let meeting = meeting.and(FAY.grants(BO)).and(FAY.gives_extra_time(ADA, 100)).and(BO.releases());
    meeting.the_holder_is(ADA).is_left(60);
}
