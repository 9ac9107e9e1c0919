//! The floor goes directly from one person to another.

use crate::{
    cast::{ADA, ADMIN, BO, CY, FAY, OLA, ZOE, guest},
    facts::{Detail as _, granted, released},
    scenario::{Scenario, Setup, a_live_meeting, a_scheduled_meeting, given, seconds_pass},
};
use orchestrasec_domain::{FloorKind, Refusal, Right, event::ReleaseCause};

fn handing_over_is_open() -> Setup {
    a_live_meeting().open_to_all_kinds().changed(|phases| phases[0].rules.hand_over = true)
}

/// Ada has spoken for 10 s; Bo and Cy wait.
fn ada_speaks(setup: Setup) -> Scenario {
    given(setup).and(ADA.asks()).and(BO.asks()).and(CY.asks()).and(seconds_pass(10))
}

#[test]
fn a_holder_hands_over_to_who_waits_and_thereby_answers_the_request() {
    ada_speaks(handing_over_is_open())
        .when(ADA.hands_over_to(CY))
        .then([released(1, ADA, 10, ReleaseCause::HandedOver), granted(2, 3, CY, 10).by(ADA).unexplained()])
        .the_holder_is(CY)
        .the_queue_is([BO]);
}

#[test]
fn a_holder_hands_over_to_somebody_who_did_not_ask() {
    ada_speaks(handing_over_is_open())
        .when(ADA.hands_over_to(FAY))
        .then([released(1, ADA, 10, ReleaseCause::HandedOver), granted(2, None, FAY, 10).by(ADA)])
        .the_queue_is([BO, CY]);
}

#[test]
fn where_the_phase_does_not_let_holders_choose_only_who_leads_hands_over() {
    let held = ada_speaks(a_live_meeting().open_to_all_kinds());
    let held = held.when(ADA.hands_over_to(CY)).is_refused(Refusal::HandOverNotOpen);
    for leader in [FAY, ADMIN] {
        held.clone().and(leader.hands_over_to(CY)).the_holder_is(CY);
    }
}

#[test]
fn only_the_holder_and_who_leads_hand_over() {
    let held = ada_speaks(handing_over_is_open());
    let held = held.when(BO.hands_over_to(CY)).is_refused(Refusal::NotTheHolder);
    let right = Right::HandOverFloor;
    let held = held.when(OLA.hands_over_to(CY)).is_refused(Refusal::NotPermitted { right });
    held.when(ZOE.hands_over_to(CY)).is_refused(Refusal::NotAParticipant);
}

#[test]
fn a_free_floor_is_not_handed_over() {
    given(handing_over_is_open()).when(ADA.hands_over_to(BO)).is_refused(Refusal::NotTheHolder);
    given(handing_over_is_open()).when(FAY.hands_over_to(BO)).is_refused(Refusal::FloorIsFree);
    given(a_scheduled_meeting()).when(FAY.hands_over_to(BO)).is_refused(Refusal::MeetingIsNotLive);
}

#[test]
fn the_floor_is_handed_to_nobody_who_has_it_or_cannot_speak() {
    let held = ada_speaks(handing_over_is_open());
    let held = held.when(ADA.hands_over_to(ADA)).is_refused(Refusal::AlreadyHolder);
    let held = held.when(ADA.hands_over_to(OLA)).is_refused(Refusal::NotEligible);
    let held = held.when(ADA.hands_over_to(ZOE)).is_refused(Refusal::ParticipantNotFound);
    let interrupted = held.and(BO.objects()).and(FAY.grants(BO)).interrupted_are([ADA]);
    interrupted.when(BO.hands_over_to(ADA)).is_refused(Refusal::AlreadyHolder);
}

#[test]
fn who_gets_the_floor_of_an_interruption_speaks_in_its_place() {
    let held = ada_speaks(handing_over_is_open()).and(BO.objects()).and(FAY.grants(BO));
    let order = FloorKind::PointOfOrder;
    let held = held
        .when(BO.hands_over_to(CY))
        .then([released(2, BO, 0, ReleaseCause::HandedOver), granted(3, None, CY, 10).of(order).by(BO)]);
    // Cy waits for a contribution of their own still; a point of order does not interrupt one.
    let held = held.interrupted_are([ADA]).the_queue_is([BO, CY]).and(FAY.objects());
    held.when(FAY.grants_the_next())
        .is_refused(Refusal::FloorIsHeld)
        .and(CY.releases())
        .the_holder_is(ADA)
        .is_left(170);
}

#[test]
fn the_floor_of_a_guest_is_handed_over_by_who_leads() {
    let gus = guest(6, "Gus");
    let held = given(handing_over_is_open()).and(FAY.brings_in("Gus")).and(FAY.asks_on_behalf_of(gus));
    let held = held.when(ADA.hands_over_to(ADA)).is_refused(Refusal::NotTheHolder);
    held.and(FAY.hands_over_to(ADA)).the_holder_is(ADA).and(ADA.hands_over_to(gus)).the_holder_is(gus);
}
