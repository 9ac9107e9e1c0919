//! Kinds of requests go before each other: points of order, clarifying questions, direct replies, contributions.

use crate::{
    cast::{ADA, BO, CY, FAY},
    facts::{Detail as _, granted, released},
    scenario::{Scenario, a_live_meeting, given},
};
use orchestrasec_domain::{FloorKind, Refusal, event::ReleaseCause, order::Rule};

fn all_kinds() -> Scenario {
    given(a_live_meeting().open_to_all_kinds().chaired())
}

#[test]
fn who_asks_for_a_higher_kind_waits_before_who_asked_earlier() {
    let meeting = all_kinds().and(ADA.asks()).and(BO.replies()).the_queue_is([BO, ADA]);
    let meeting = meeting.and(CY.objects()).the_queue_is([CY, BO, ADA]);
    meeting.and(FAY.questions()).the_queue_is([CY, FAY, BO, ADA]);
}

#[test]
fn within_a_kind_who_asked_first_is_first() {
    let meeting = all_kinds().and(ADA.questions()).and(BO.questions()).and(CY.objects()).and(FAY.objects());
    meeting.the_queue_is([CY, FAY, ADA, BO]);
}

#[test]
fn a_higher_kind_is_granted_first() {
    let meeting = given(a_live_meeting().open_to_all_kinds()).and(ADA.asks()).and(BO.asks()).and(CY.replies());
    meeting
        .when(ADA.releases())
        .then([released(1, ADA, 0, ReleaseCause::Own), granted(2, 3, CY, 0).of(FloorKind::DirectReply).by_kind()])
        .the_queue_is([BO]);
}

#[test]
fn the_place_says_when_a_kind_took_precedence() {
    let meeting = all_kinds().and(ADA.asks()).and(BO.objects()).and(CY.asks());
    let meeting = meeting.explained_by([(Rule::Asked, true), (Rule::Asked, false), (Rule::Asked, false)]);
    // Nobody was overtaken who asked later.
    let meeting = meeting.and(ADA.withdraws()).and(CY.withdraws()).and(FAY.asks());
    meeting.the_queue_is([BO, FAY]).explained_by([(Rule::Asked, false), (Rule::Asked, false)]);
}

#[test]
fn the_same_person_may_be_overtaken_by_their_own_question() {
    let meeting = all_kinds().and(ADA.asks()).and(ADA.objects());
    meeting.the_queue_is([ADA, ADA]).explained_by([(Rule::Asked, true), (Rule::Asked, false)]);
}

#[test]
fn a_facilitator_moves_a_request_past_a_higher_kind_and_it_stays_there() {
    let meeting = all_kinds().and(ADA.asks()).and(BO.objects()).the_queue_is([BO, ADA]);
    let meeting = meeting.and(FAY.moves(1, 1)).the_queue_is([ADA, BO]);
    let meeting = meeting.explained_by([(Rule::Placed, false), (Rule::Asked, false)]);
    meeting.and(CY.objects()).the_queue_is([ADA, BO, CY]);
}

#[test]
fn a_facilitator_moves_a_higher_kind_back_and_it_stays_there() {
    let meeting = all_kinds().and(ADA.asks()).and(BO.asks()).and(CY.objects()).and(FAY.moves(3, 2));
    let meeting = meeting.the_queue_is([ADA, CY, BO]);
    meeting.and(FAY.objects()).the_queue_is([FAY, ADA, CY, BO]);
}

#[test]
fn a_request_that_was_moved_can_be_moved_again_to_any_place() {
    let meeting = all_kinds().and(ADA.objects()).and(BO.objects()).and(CY.asks()).and(FAY.moves(3, 1));
    let meeting = meeting.the_queue_is([CY, ADA, BO]).and(FAY.moves(3, 2)).the_queue_is([ADA, CY, BO]);
    meeting.and(FAY.moves(3, 3)).the_queue_is([ADA, BO, CY]);
}

#[test]
fn a_phase_admits_the_kinds_it_names_and_no_others() {
    for (kind, admitted) in [
        (FloorKind::PointOfOrder, true),
        (FloorKind::ClarifyingQuestion, false),
        (FloorKind::DirectReply, false),
        (FloorKind::Contribution, true),
    ] {
        let meeting = given(a_live_meeting().chaired());
        let asked = meeting.when(ADA.asks_for(kind));
        if admitted {
            asked.is_accepted()
        } else {
            asked.is_refused(Refusal::KindIsNotOpen)
        };
    }
}
