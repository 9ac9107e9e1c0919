//! The holder lets others go first and waits again.

use crate::{
    cast::{ADA, ADMIN, BO, CY, FAY, OLA, ZOE},
    facts::{Detail as _, granted, released, requested},
    scenario::{Scenario, a_live_meeting, a_scheduled_meeting, given, seconds_pass},
};
use orchestrasec_domain::{FloorKind, QueueOrder, Refusal, Right, event::ReleaseCause, order::Rule};

fn ada_speaks() -> Scenario {
    given(a_live_meeting()).and(ADA.asks()).and(BO.asks()).and(CY.asks()).and(seconds_pass(10))
}

#[test]
fn who_yields_waits_behind_the_others() {
    ada_speaks()
        .when(ADA.yields())
        .then([released(1, ADA, 10, ReleaseCause::Yielded), requested(4, ADA).yielded(), granted(2, 2, BO, 10)])
        .the_holder_is(BO)
        .the_queue_is([CY, ADA]);
}

#[test]
fn in_a_chaired_meeting_the_floor_is_free_afterwards() {
    let meeting = given(a_live_meeting().chaired()).and(FAY.grants(ADA)).and(BO.asks());
    meeting.and(ADA.yields()).the_floor_is_free().the_queue_is([BO, ADA]);
}

#[test]
fn who_yields_waits_with_the_same_wish() {
    let meeting = given(a_live_meeting().chaired()).and(ADA.asks_with("on page 3")).and(FAY.grants(ADA)).and(BO.asks());
    let meeting = meeting.and(ADA.yields());
    let again = meeting.meeting.floor.requests_of(ADA.id()).next().unwrap();
    assert_eq!((again.note.as_deref(), again.kind), (Some("on page 3"), FloorKind::Contribution));
}

#[test]
fn a_yielded_turn_has_been_one() {
    let meeting = ada_speaks().and(ADA.yields());
    let ada = &meeting.meeting.participants[&ADA.id()];
    assert_eq!((ada.spoke_ms, ada.turns), (10_000, 1));
}

#[test]
fn who_yields_an_interruption_gives_the_floor_back() {
    let meeting = given(a_live_meeting()).and(ADA.asks()).and(BO.objects()).and(CY.objects()).and(FAY.grants(BO));
    let order = FloorKind::PointOfOrder;
    let meeting = meeting.when(BO.yields()).then([
        released(2, BO, 0, ReleaseCause::Yielded),
        requested(4, BO).of(order).yielded(),
        granted(3, 1, ADA, 0).resuming(1),
    ]);
    meeting.the_queue_is([CY, BO]);
}

#[test]
fn there_is_nobody_to_yield_to_in_an_empty_queue() {
    given(a_live_meeting()).and(ADA.asks()).when(ADA.yields()).is_refused(Refusal::QueueIsEmpty);
}

#[test]
fn only_the_holder_yields() {
    let meeting = ada_speaks();
    let meeting = meeting.when(BO.yields()).is_refused(Refusal::NotTheHolder);
    let meeting = meeting.when(FAY.yields()).is_refused(Refusal::NotTheHolder);
    let meeting = meeting.when(OLA.yields()).is_refused(Refusal::NotPermitted { right: Right::YieldFloor });
    let meeting = meeting.when(ZOE.yields()).is_refused(Refusal::NotAParticipant);
    meeting.when(ADMIN.yields()).is_refused(Refusal::NotAParticipant);
    given(a_scheduled_meeting()).when(ADA.yields()).is_refused(Refusal::MeetingIsNotLive);
}

#[test]
fn whatever_the_order_who_yields_waits_behind_who_spoke_longer() {
    for order in QueueOrder::ALL {
        let meeting = given(a_live_meeting().chaired().ordered_by(*order)).and(FAY.grants(BO)).and(seconds_pass(60));
        let meeting = meeting.and(BO.releases()).and(BO.asks()).and(FAY.grants(ADA)).and(ADA.yields());
        let meeting = meeting.the_queue_is([BO, ADA]);
        let last = meeting.meeting.places().pop().unwrap();
        assert_eq!(last.explanation.rule, Rule::Yielded, "{order:?}");
    }
}
