//! More or less time for the running turn; grace after its end.

use crate::{
    cast::{ADA, ADMIN, BO, FAY, OLA, ZOE},
    facts::{at, overran, revoked, warned},
    scenario::{Scenario, a_live_meeting, given, seconds_pass},
};
use orchestrasec_domain::{Event, GrantNo, Refusal, Right, event::RevokeCause, refusal::FieldProblem};

/// Ada has spoken for 60 s of 180.
fn ada_speaks() -> Scenario {
    given(a_live_meeting()).and(ADA.asks()).and(seconds_pass(60))
}

fn extended(by: i64, limit: u64, warn: u64, end: u64) -> Event {
    Event::TurnExtended {
        grant_no: GrantNo(1),
        by_ms: by * 1_000,
        limit_ms: limit * 1_000,
        warn_at: Some(at(warn)),
        ends_at: Some(at(end)),
    }
}

#[test]
fn who_leads_makes_the_turn_longer_or_shorter() {
    for leader in [FAY, ADMIN] {
        ada_speaks().when(leader.extends_the_turn(60)).then([extended(60, 240, 210, 240)]).is_left(180);
        ada_speaks().when(leader.extends_the_turn(-60)).then([extended(-60, 120, 90, 120)]).is_left(60);
    }
}

#[test]
fn an_extended_turn_is_warned_again() {
    let meeting = ada_speaks().when(seconds_pass(90)).then([warned(1)]).and(FAY.extends_the_turn(60));
    let meeting = meeting.when(seconds_pass(59)).changes_nothing().when(seconds_pass(1)).then([warned(1)]);
    meeting.when(seconds_pass(30)).then([overran(1)]);
}

#[test]
fn a_turn_over_its_limit_goes_on_from_now() {
    let meeting = ada_speaks().when(seconds_pass(200)).then([overran(1)]).is_left(0);
    let meeting = meeting.when(FAY.extends_the_turn(60)).then([extended(140, 320, 290, 320)]).is_left(60);
    meeting.when(seconds_pass(30)).then([warned(1)]).when(seconds_pass(30)).then([overran(1)]);
}

#[test]
fn a_turn_is_never_made_shorter_than_it_has_lasted() {
    let meeting = ada_speaks().when(FAY.extends_the_turn(-170)).then([extended(-120, 60, 30, 60)]).is_left(0);
    let meeting = meeting.when(FAY.extends_the_turn(-10)).changes_nothing();
    meeting.when(seconds_pass(0)).then([overran(1)]);
}

#[test]
fn a_turn_is_never_made_longer_than_four_hours_from_now() {
    let meeting = ada_speaks().and(FAY.extends_the_turn(14_400)).is_left(14_400);
    meeting.when(FAY.extends_the_turn(60)).changes_nothing();
}

#[test]
fn making_a_very_long_turn_longer_does_not_make_it_shorter() {
    let meeting = given(a_live_meeting().with_turns_of(14_400)).and(FAY.gives_extra_time(ADA, 300)).and(ADA.asks());
    meeting.is_left(57_600).when(FAY.extends_the_turn(60)).changes_nothing().is_left(57_600);
}

#[test]
fn a_turn_is_extended_while_its_clock_stands() {
    let meeting = ada_speaks().and(FAY.pauses()).and(seconds_pass(500)).and(FAY.extends_the_turn(60)).is_left(180);
    meeting.and(FAY.resumes()).and(seconds_pass(100)).is_left(80);
}

#[test]
fn extending_needs_a_turn_with_a_limit_and_a_number_that_makes_sense() {
    given(a_live_meeting()).when(FAY.extends_the_turn(60)).is_refused(Refusal::FloorIsFree);
    let endless = given(a_live_meeting().without_a_turn_limit()).and(ADA.asks());
    endless.when(FAY.extends_the_turn(60)).is_refused(Refusal::TurnHasNoLimit);
    let problem = FieldProblem::OutOfRange { min: 1, max: 14_400_000 };
    for seconds in [0, 14_401, -14_401] {
        let refusal = Refusal::InvalidField { field: "by_ms", problem: problem.clone() };
        ada_speaks().when(FAY.extends_the_turn(seconds)).is_refused(refusal);
    }
}

#[test]
fn only_who_leads_extends_a_turn() {
    for person in [ADA, BO, OLA] {
        ada_speaks().when(person.extends_the_turn(60)).is_refused(Refusal::NotPermitted { right: Right::ExtendTurn });
    }
    ada_speaks().when(ZOE.extends_the_turn(60)).is_refused(Refusal::NotAParticipant);
}

#[test]
fn after_the_limit_there_is_grace() {
    let meeting = given(a_live_meeting().with_grace(15)).and(ADA.asks()).and(seconds_pass(150));
    let meeting = meeting.when(seconds_pass(44)).changes_nothing().when(seconds_pass(1)).then([overran(1)]);
    meeting.the_holder_is(ADA);
}

#[test]
fn the_floor_is_taken_at_the_end_of_the_grace() {
    let strict = a_live_meeting().with_grace(15).taking_the_floor_at_the_limit();
    let meeting = given(strict).and(ADA.asks()).and(seconds_pass(150)).when(seconds_pass(44)).changes_nothing();
    meeting.when(seconds_pass(600)).then([revoked(1, ADA, 195, RevokeCause::Overtime, None)]).the_floor_is_free();
}
