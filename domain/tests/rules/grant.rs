//! Give the floor, give it back, take it.

use crate::{
    cast::{ADA, ADMIN, BO, CY, FAY, OLA, ZOE},
    facts::{Detail as _, granted, released, revoked},
    scenario::{Scenario, a_live_meeting, given, seconds_pass},
};
use orchestrasec_domain::{
    Event, FloorKind, GrantNo, Refusal, Right,
    event::{ReleaseCause, RevokeCause},
    refusal::FieldProblem,
};

fn two_wait() -> Scenario {
    given(a_live_meeting().chaired()).and(ADA.asks()).and(BO.asks())
}

fn ada_speaks_and_two_wait() -> Scenario {
    given(a_live_meeting()).and(ADA.asks()).and(BO.asks()).and(CY.asks()).and(seconds_pass(30))
}

fn forbidden(right: Right) -> Refusal {
    Refusal::NotPermitted { right }
}

#[test]
fn who_leads_recognises_the_next() {
    for leader in [FAY, ADMIN] {
        two_wait().when(leader.grants_the_next()).then([granted(1, 1, ADA, 0).by(leader)]).the_queue_is([BO]);
    }
}

#[test]
fn who_leads_recognises_a_request_out_of_turn() {
    two_wait().when(FAY.grants_request(2)).then([granted(1, 2, BO, 0).by(FAY)]).the_holder_is(BO).the_queue_is([ADA]);
}

#[test]
fn who_leads_recognises_a_person_and_thereby_the_request_of_that_person() {
    two_wait().when(FAY.grants(BO)).then([granted(1, 2, BO, 0).by(FAY)]).the_queue_is([ADA]);
}

#[test]
fn who_leads_gives_the_floor_to_somebody_who_did_not_ask() {
    for person in [CY, FAY] {
        two_wait().when(FAY.grants(person)).then([granted(1, None, person, 0).by(FAY)]).the_queue_is([ADA, BO]);
    }
    let joined = two_wait().and(ADMIN.joins());
    joined.when(ADMIN.grants(ADMIN)).then([granted(1, None, ADMIN, 0).by(ADMIN)]);
}

#[test]
fn a_grant_keeps_the_kind_of_its_request() {
    let meeting = given(a_live_meeting()).and(ADA.asks_for(FloorKind::PointOfOrder)).meeting;
    assert_eq!(meeting.floor.holder.unwrap().kind, FloorKind::PointOfOrder);
}

#[test]
fn a_held_floor_is_not_given() {
    let held = ada_speaks_and_two_wait();
    for action in [FAY.grants_the_next(), FAY.grants_request(2), FAY.grants(BO), FAY.grants(ADA)] {
        held.clone().when(action).is_refused(Refusal::FloorIsHeld);
    }
}

#[test]
fn the_floor_is_not_given_to_nobody() {
    given(a_live_meeting()).when(FAY.grants_the_next()).is_refused(Refusal::QueueIsEmpty);
    two_wait().when(FAY.grants_request(7)).is_refused(Refusal::RequestNotFound);
}

#[test]
fn the_floor_is_not_given_to_an_observer() {
    two_wait().when(FAY.grants(OLA)).is_refused(Refusal::NotEligible);
}

#[test]
fn the_floor_is_not_given_to_somebody_who_is_not_there() {
    two_wait().when(FAY.grants(ZOE)).is_refused(Refusal::ParticipantNotFound);
    two_wait().when(ADMIN.grants(ADMIN)).is_refused(Refusal::ParticipantNotFound);
    two_wait().and(CY.leaves()).when(FAY.grants(CY)).is_refused(Refusal::ParticipantNotFound);
    two_wait().and(FAY.bans(CY)).when(FAY.grants(CY)).is_refused(Refusal::ParticipantNotFound);
}

#[test]
fn only_who_leads_gives_and_takes_the_floor() {
    for action in [ADA.grants_the_next(), ADA.grants_request(1), ADA.grants(ADA), OLA.grants(ADA)] {
        two_wait().when(action).is_refused(forbidden(Right::GrantFloor));
    }
    let held = ada_speaks_and_two_wait();
    let held = held.when(BO.revokes()).is_refused(forbidden(Right::RevokeFloor));
    let held = held.when(OLA.revokes()).is_refused(forbidden(Right::RevokeFloor));
    let held = held.when(ZOE.revokes()).is_refused(Refusal::NotAParticipant);
    held.when(ZOE.grants_the_next()).is_refused(Refusal::NotAParticipant);
}

#[test]
fn the_holder_gives_the_floor_back_and_the_next_gets_it() {
    ada_speaks_and_two_wait()
        .when(ADA.releases())
        .then([released(1, ADA, 30, ReleaseCause::Own), granted(2, 2, BO, 30)])
        .the_holder_is(BO)
        .the_queue_is([CY]);
}

#[test]
fn the_holder_of_an_empty_queue_leaves_the_floor_free() {
    given(a_live_meeting())
        .and(ADA.asks())
        .when(ADA.releases())
        .then([released(1, ADA, 0, ReleaseCause::Own)])
        .the_floor_is_free();
}

#[test]
fn the_holder_in_a_chaired_meeting_leaves_the_floor_free() {
    two_wait()
        .and(FAY.grants_the_next())
        .when(ADA.releases())
        .then([released(1, ADA, 0, ReleaseCause::Own)])
        .the_floor_is_free()
        .the_queue_is([BO]);
}

#[test]
fn a_closed_queue_still_passes_the_floor_on() {
    ada_speaks_and_two_wait().and(FAY.closes_the_queue()).and(ADA.releases()).the_holder_is(BO);
}

#[test]
fn only_the_holder_gives_the_floor_back() {
    let held = ada_speaks_and_two_wait();
    let held = held.when(BO.releases()).is_refused(Refusal::NotTheHolder);
    let held = held.when(FAY.releases()).is_refused(Refusal::NotTheHolder);
    let held = held.when(OLA.releases()).is_refused(forbidden(Right::ReleaseFloor));
    let held = held.when(ZOE.releases()).is_refused(Refusal::NotAParticipant);
    held.when(ADMIN.releases()).is_refused(Refusal::NotAParticipant);
    given(a_live_meeting()).when(ADA.releases()).is_refused(Refusal::NotTheHolder);
}

#[test]
fn the_floor_is_given_back_once() {
    ada_speaks_and_two_wait().and(ADA.releases()).when(ADA.releases()).is_refused(Refusal::NotTheHolder);
}

#[test]
fn who_leads_takes_the_floor_and_the_next_gets_it() {
    for leader in [FAY, ADMIN] {
        ada_speaks_and_two_wait()
            .when(leader.revokes_because(" off topic "))
            .then([revoked(1, ADA, 30, RevokeCause::Facilitator, Some("off topic")), granted(2, 2, BO, 30)]);
    }
}

#[test]
fn who_leads_takes_the_floor_in_a_chaired_meeting_and_leaves_it_free() {
    two_wait()
        .and(FAY.grants(BO))
        .when(FAY.revokes())
        .then([revoked(1, BO, 0, RevokeCause::Facilitator, None)])
        .the_floor_is_free()
        .the_queue_is([ADA]);
}

#[test]
fn a_free_floor_cannot_be_taken() {
    two_wait().when(FAY.revokes()).is_refused(Refusal::FloorIsFree);
}

#[test]
fn taking_the_floor_needs_a_reason_that_fits_or_none() {
    let problem = FieldProblem::TooLong { max: 280 };
    ada_speaks_and_two_wait()
        .when(FAY.revokes_because(&"x".repeat(281)))
        .is_refused(Refusal::InvalidField { field: "reason", problem });
}

#[test]
fn every_grant_has_the_next_number() {
    let meeting = ada_speaks_and_two_wait().and(ADA.releases()).and(FAY.revokes()).and(CY.leaves());
    let numbers: Vec<_> = meeting
        .record
        .iter()
        .filter_map(|line| match line.event {
            Event::FloorGranted { grant_no, .. } => Some(grant_no),
            _ => None,
        })
        .collect();
    assert_eq!(numbers, [GrantNo(1), GrantNo(2), GrantNo(3)]);
}
