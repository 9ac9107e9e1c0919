//! Warning, limit, overtime.

use crate::{
    cast::{ADA, BO, CY, FAY},
    facts::{at, granted, granted_for, overran, released, requested, revoked, warned},
    scenario::{Setup, a_closed_meeting, a_live_meeting, given, seconds_pass, seconds_pass_unnoticed},
};
use orchestrasec_domain::{
    Overtime, SettingsChange,
    event::{ReleaseCause, RevokeCause},
};

fn strict() -> Setup {
    a_live_meeting().with_turns_of(60).warning(10).taking_the_floor_at_the_limit()
}

#[test]
fn nothing_is_due_while_nobody_speaks() {
    let meeting = given(a_live_meeting()).when(seconds_pass(100_000)).changes_nothing().meeting;
    assert_eq!(meeting.next_deadline(), None);
    assert_eq!(given(a_closed_meeting()).meeting.next_deadline(), None);
}

#[test]
fn the_holder_is_warned_once_before_the_limit() {
    let meeting = given(a_live_meeting()).and(ADA.asks());
    assert_eq!(meeting.meeting.next_deadline(), Some(at(150)));
    let meeting = meeting.when(seconds_pass(149)).changes_nothing();
    let meeting = meeting.when(seconds_pass(1)).then([warned(1)]);
    assert_eq!(meeting.meeting.next_deadline(), Some(at(180)));
    meeting.when(seconds_pass(29)).changes_nothing();
}

#[test]
fn under_notify_everybody_is_told_once_and_the_holder_keeps_the_floor() {
    let meeting = given(a_live_meeting()).and(ADA.asks()).and(BO.asks()).and(seconds_pass(150));
    let meeting = meeting.when(seconds_pass(30)).then([overran(1)]).the_holder_is(ADA).the_queue_is([BO]);
    assert_eq!(meeting.meeting.next_deadline(), None);
    let meeting = meeting.when(seconds_pass(1_000)).changes_nothing();
    meeting.when(ADA.releases()).then([released(1, ADA, 1_180, ReleaseCause::Own), granted(2, 2, BO, 1_180)]);
}

#[test]
fn under_revoke_the_floor_is_taken_and_given_to_the_next() {
    given(strict())
        .and(ADA.asks())
        .and(BO.asks())
        .and(seconds_pass(50))
        .when(seconds_pass(10))
        .then([revoked(1, ADA, 60, RevokeCause::Overtime, None), granted_for(60, Some(50), 2, 2, BO, 60)])
        .the_holder_is(BO);
}

#[test]
fn under_revoke_a_chaired_floor_is_left_free() {
    given(strict().chaired())
        .and(FAY.grants(ADA))
        .and(BO.asks())
        .when(seconds_pass(60))
        .then([revoked(1, ADA, 60, RevokeCause::Overtime, None)])
        .the_floor_is_free()
        .the_queue_is([BO]);
}

#[test]
fn a_late_look_at_the_clock_ends_the_turn_at_its_limit_and_starts_the_next_now() {
    let meeting = given(strict())
        .and(ADA.asks())
        .and(BO.asks())
        .and(CY.asks())
        .when(seconds_pass(7_200))
        .then([revoked(1, ADA, 60, RevokeCause::Overtime, None), granted_for(60, Some(50), 2, 2, BO, 7_200)])
        .the_queue_is([CY]);
    assert_eq!(meeting.meeting.next_deadline(), Some(at(7_250)));
    meeting.when(seconds_pass(0)).changes_nothing();
}

#[test]
fn a_late_look_at_the_clock_does_not_warn_after_the_limit() {
    let late = given(a_live_meeting()).and(ADA.asks()).when(seconds_pass(7_200)).then([overran(1)]);
    assert_eq!(late.meeting.next_deadline(), None);
    late.when(seconds_pass(1)).changes_nothing();
}

#[test]
fn without_a_limit_nothing_is_ever_due() {
    let meeting = given(a_live_meeting().without_a_turn_limit()).and(ADA.asks());
    assert_eq!(meeting.meeting.next_deadline(), None);
    meeting.when(seconds_pass(1_000_000)).changes_nothing().the_holder_is(ADA);
}

#[test]
fn a_turn_not_longer_than_the_warning_is_not_warned() {
    for warning in [20, 30] {
        given(a_live_meeting().with_turns_of(20).warning(warning))
            .when(ADA.asks())
            .then([requested(1, ADA), granted_for(20, None, 1, 1, ADA, 0)])
            .when(seconds_pass(20))
            .then([overran(1)]);
    }
    let unwarned = given(a_live_meeting().warning(0)).and(ADA.asks());
    assert_eq!(unwarned.meeting.next_deadline(), Some(at(180)));
}

#[test]
fn a_phase_may_have_a_turn_limit_of_its_own() {
    let stand_up = given(a_live_meeting().planned_as("stand_up")).and(ADA.asks());
    assert_eq!(stand_up.meeting.floor.holder.as_ref().unwrap().ends_at(), Some(at(120)));
    let follow_up = stand_up.and(FAY.advances()).and(ADA.releases()).and(BO.asks());
    assert_eq!(follow_up.meeting.floor.holder.unwrap().ends_at(), Some(at(180)));
}

#[test]
fn a_new_limit_is_for_the_turns_to_come() {
    let shorter = SettingsChange { turn_limit_ms: Some(Some(10_000)), ..SettingsChange::default() };
    let meeting = given(a_live_meeting()).and(ADA.asks()).and(BO.asks()).and(FAY.sets(shorter));
    assert_eq!(meeting.meeting.floor.holder.as_ref().unwrap().ends_at(), Some(at(180)));
    let meeting = meeting.and(ADA.releases());
    assert_eq!(meeting.meeting.floor.holder.unwrap().ends_at(), Some(at(10)));
}

#[test]
fn what_happens_at_the_limit_is_what_is_set_by_then() {
    let revoke = SettingsChange { overtime: Some(Overtime::Revoke), ..SettingsChange::default() };
    given(a_live_meeting()).and(ADA.asks()).and(FAY.sets(revoke)).when(seconds_pass(180)).then([revoked(
        1,
        ADA,
        180,
        RevokeCause::Overtime,
        None,
    )]);
}

#[test]
fn time_that_nobody_noticed_counts_when_the_floor_is_given_back() {
    given(a_live_meeting()).and(ADA.asks()).and(seconds_pass_unnoticed(200)).when(ADA.releases()).then([released(
        1,
        ADA,
        200,
        ReleaseCause::Own,
    )]);
}

#[test]
fn a_new_turn_has_its_own_warning() {
    let second = given(strict()).and(ADA.asks()).and(BO.asks()).and(seconds_pass(50)).and(ADA.releases());
    let second = second.when(seconds_pass(49)).changes_nothing();
    second.when(seconds_pass(1)).then([warned(2)]);
}
