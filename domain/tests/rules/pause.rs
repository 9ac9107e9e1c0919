//! The turn's clock stands: by a facilitator's hand, and while the holder's connection is lost.

use crate::{
    cast::{ADA, ADMIN, BO, FAY, OLA, ZOE, guest},
    facts::{granted, lost, paused, released, resumed, revoked, warned},
    scenario::{Scenario, a_live_meeting, given, is_back, loses_connection, seconds_pass, seconds_pass_unnoticed},
};
use orchestrasec_domain::{
    Refusal, Right,
    event::{ReleaseCause, RevokeCause},
};

/// Ada has spoken for 60 s of 180, and Bo waits.
fn ada_speaks() -> Scenario {
    given(a_live_meeting()).and(ADA.asks()).and(BO.asks()).and(seconds_pass(60))
}

#[test]
fn who_leads_stops_the_clock_and_lets_it_go_on() {
    for leader in [FAY, ADMIN] {
        let meeting = ada_speaks().when(leader.pauses()).then([paused(1, 60)]).is_left(120);
        assert_eq!(meeting.meeting.next_deadline(), None);
        let meeting = meeting.when(seconds_pass(500)).changes_nothing().is_left(120).the_holder_is(ADA);
        let meeting = meeting.when(leader.resumes()).then([resumed(1, 650, 680)]).is_left(120);
        meeting.when(seconds_pass(90)).then([warned(1)]).is_left(30);
    }
}

#[test]
fn time_that_stood_is_not_spoken() {
    let meeting = ada_speaks().and(FAY.pauses()).and(seconds_pass(500)).and(FAY.resumes()).and(seconds_pass(10));
    let meeting = meeting.and(FAY.pauses()).and(seconds_pass(30)).and(FAY.resumes()).and(seconds_pass(5));
    meeting.when(ADA.releases()).then([released(1, ADA, 75, ReleaseCause::Own), granted(2, 2, BO, 605)]);
}

#[test]
fn a_turn_can_end_while_the_clock_stands() {
    let meeting = ada_speaks().and(FAY.pauses()).and(seconds_pass(500));
    let release = released(1, ADA, 60, ReleaseCause::Own);
    meeting.clone().when(ADA.releases()).then([release, granted(2, 2, BO, 560)]).is_left(180);
    let taken = revoked(1, ADA, 60, RevokeCause::Facilitator, None);
    meeting.when(FAY.revokes()).then([taken, granted(2, 2, BO, 560)]);
}

#[test]
fn a_clock_stands_or_runs_once() {
    ada_speaks().and(FAY.pauses()).when(FAY.pauses()).is_refused(Refusal::TurnIsPaused);
    ada_speaks().when(FAY.resumes()).is_refused(Refusal::TurnIsNotPaused);
}

#[test]
fn without_a_turn_no_clock_stands() {
    given(a_live_meeting()).when(FAY.pauses()).is_refused(Refusal::FloorIsFree);
    given(a_live_meeting()).when(FAY.resumes()).is_refused(Refusal::FloorIsFree);
}

#[test]
fn only_who_leads_stops_the_clock() {
    for person in [ADA, BO, OLA] {
        ada_speaks().when(person.pauses()).is_refused(Refusal::NotPermitted { right: Right::PauseTurn });
        ada_speaks().when(person.resumes()).is_refused(Refusal::NotPermitted { right: Right::ResumeTurn });
    }
    ada_speaks().when(ZOE.pauses()).is_refused(Refusal::NotAParticipant);
    ada_speaks().when(ZOE.resumes()).is_refused(Refusal::NotAParticipant);
}

#[test]
fn the_clock_stands_while_the_holder_is_not_connected() {
    let meeting = ada_speaks().when(loses_connection(ADA)).then([lost(1, 60, 120)]).is_left(120);
    let meeting = meeting.when(seconds_pass(59)).changes_nothing().the_holder_is(ADA);
    meeting.when(is_back(ADA)).then([resumed(1, 209, 239)]).is_left(120);
}

#[test]
fn who_does_not_come_back_in_time_loses_the_floor() {
    let meeting = ada_speaks().and(loses_connection(ADA));
    let gone = revoked(1, ADA, 60, RevokeCause::Disconnected, None);
    let meeting = meeting.when(seconds_pass(60)).then([gone, granted(2, 2, BO, 120)]).the_holder_is(BO);
    meeting.when(is_back(ADA)).changes_nothing();
}

#[test]
fn where_nothing_is_held_for_the_absent_the_clock_runs_on() {
    let meeting = given(a_live_meeting().holding_for(0)).and(ADA.asks()).and(seconds_pass(60));
    meeting.when(loses_connection(ADA)).changes_nothing().and(seconds_pass(60)).is_left(60);
}

#[test]
fn the_connection_of_who_does_not_speak_stops_nothing() {
    ada_speaks().when(loses_connection(BO)).changes_nothing().when(is_back(BO)).changes_nothing();
    ada_speaks().when(is_back(ADA)).changes_nothing();
    given(a_live_meeting()).when(loses_connection(ADA)).changes_nothing().when(is_back(ADA)).changes_nothing();
}

#[test]
fn a_guest_has_no_connection_to_lose() {
    let gus = guest(6, "Gus");
    let meeting = given(a_live_meeting()).and(FAY.brings_in("Gus")).and(FAY.asks_on_behalf_of(gus));
    meeting.when(loses_connection(gus)).changes_nothing();
}

#[test]
fn a_pause_by_hand_outlasts_a_lost_connection() {
    let meeting = ada_speaks().and(loses_connection(ADA)).and(seconds_pass(10));
    let meeting = meeting.when(FAY.pauses()).then([resumed(1, 160, 190), paused(1, 60)]);
    let meeting = meeting.when(is_back(ADA)).changes_nothing().when(loses_connection(ADA)).changes_nothing();
    meeting.when(seconds_pass(1_000)).changes_nothing().and(FAY.resumes()).is_left(120);
}

#[test]
fn who_leads_may_let_the_clock_go_on_for_an_absent_holder() {
    ada_speaks().and(loses_connection(ADA)).and(seconds_pass(10)).when(FAY.resumes()).then([resumed(1, 160, 190)]);
}

#[test]
fn a_pause_after_a_limit_that_nobody_noticed_does_not_make_the_turn_longer() {
    let meeting =
        given(a_live_meeting().taking_the_floor_at_the_limit()).and(ADA.asks()).and(seconds_pass_unnoticed(200));
    let meeting = meeting.and(FAY.pauses()).and(seconds_pass(10)).and(FAY.resumes());
    let meeting = meeting.when(seconds_pass(0)).then([revoked(1, ADA, 180, RevokeCause::Overtime, None)]);
    crate::invariants::the_statistics_agree_with_the_state(&meeting);
}
