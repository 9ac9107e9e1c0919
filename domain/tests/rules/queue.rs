//! Ask, withdraw, deny, move, open, close.

use crate::{
    cast::{ADA, ADMIN, Action, BO, CY, FAY, OLA, ZOE},
    facts::{Detail as _, at, denied, granted, moved, requested, withdrawn},
    scenario::{Scenario, a_live_meeting, a_scheduled_meeting, given, seconds_pass},
};
use orchestrasec_domain::{
    Command, Event, FloorKind, Refusal, RequestId, RequestState, Right, Stance,
    command::FloorWish,
    event::{LateAdmission, WithdrawalCause},
    refusal::FieldProblem,
};

fn three_wait() -> Scenario {
    given(a_live_meeting().chaired()).and(ADA.asks()).and(BO.asks()).and(CY.asks()).the_queue_is([ADA, BO, CY])
}

fn forbidden(right: Right) -> Refusal {
    Refusal::NotPermitted { right }
}

/// What is answered to who does this.
fn told(scenario: &Scenario, action: Action) -> Option<(RequestId, RequestState, usize)> {
    let events = scenario.meeting.decide(scenario.now, &action.by.who(), &action.command).unwrap();
    let outcome = scenario.meeting.foresee(scenario.now, &events)?;
    let after = scenario.clone().and(action);
    assert_eq!(after.meeting.floor.position(outcome.request_id).unwrap_or(0), outcome.position);
    Some((outcome.request_id, outcome.state, outcome.position))
}

#[test]
fn who_asks_for_a_free_floor_gets_it_at_once() {
    for person in [ADA, FAY] {
        given(a_live_meeting()).when(person.asks()).then([requested(1, person), granted(1, 1, person, 0)]);
    }
}

#[test]
fn who_asks_for_a_held_floor_waits() {
    let meeting = given(a_live_meeting()).and(ADA.asks()).when(BO.asks()).then([requested(2, BO)]);
    meeting.when(CY.asks()).then([requested(3, CY)]).the_holder_is(ADA).the_queue_is([BO, CY]);
}

#[test]
fn who_asks_in_a_chaired_meeting_waits_to_be_recognised() {
    given(a_live_meeting().chaired()).when(ADA.asks()).then([requested(1, ADA)]).the_floor_is_free();
}

#[test]
fn a_request_keeps_its_time_kind_and_note() {
    let meeting = given(a_live_meeting().chaired()).and(seconds_pass(8)).and(ADA.asks_with("  on page 3 ")).meeting;
    let request = meeting.floor.requests_of(ADA.id()).next().unwrap();
    assert_eq!((request.requested_at, request.note.as_deref()), (at(8), Some("on page 3")));
    assert_eq!(meeting.floor.position(request.request_id), Some(1));
}

#[test]
fn who_asks_is_told_the_place_or_that_they_have_the_floor() {
    let asked = given(a_live_meeting());
    assert_eq!(told(&asked, ADA.asks()), Some((RequestId(1), RequestState::Granted, 0)));
    let asked = asked.and(ADA.asks());
    assert_eq!(told(&asked, BO.asks()), Some((RequestId(2), RequestState::Accepted, 1)));
    let asked = asked.and(BO.asks());
    assert_eq!(told(&asked, CY.asks()), Some((RequestId(3), RequestState::Accepted, 2)));
    assert_eq!(told(&asked, ADA.releases()), None);
    let chaired = given(a_live_meeting().chaired());
    assert_eq!(told(&chaired, ADA.asks()), Some((RequestId(1), RequestState::Accepted, 1)));
}

#[test]
fn an_observer_cannot_request_the_floor() {
    given(a_live_meeting()).when(OLA.asks()).is_refused(forbidden(Right::RequestFloor));
}

#[test]
fn who_is_not_in_the_meeting_cannot_request_the_floor() {
    given(a_live_meeting()).when(ZOE.asks()).is_refused(Refusal::NotAParticipant);
    given(a_live_meeting()).when(ADMIN.asks()).is_refused(Refusal::NotAParticipant);
    given(a_live_meeting()).and(ADA.leaves()).when(ADA.asks()).is_refused(Refusal::NotAParticipant);
    given(a_live_meeting()).and(FAY.removes(ADA)).when(ADA.asks()).is_refused(Refusal::NotAParticipant);
    given(a_live_meeting()).and(FAY.bans(ADA)).when(ADA.asks()).is_refused(Refusal::Banned);
}

#[test]
fn nobody_asks_twice_for_the_same_or_while_holding_the_floor() {
    let meeting = given(a_live_meeting()).and(ADA.asks()).and(BO.asks());
    let meeting = meeting.when(ADA.asks()).is_refused(Refusal::AlreadyHolder);
    let meeting = meeting.when(ADA.objects()).is_refused(Refusal::AlreadyHolder);
    meeting
        .when(BO.asks())
        .is_refused(Refusal::AlreadyInQueue)
        .when(BO.asks_with("again"))
        .is_refused(Refusal::AlreadyInQueue);
}

#[test]
fn one_may_wait_once_for_each_kind_of_turn() {
    let meeting = given(a_live_meeting().open_to_all_kinds()).and(ADA.asks()).and(BO.asks());
    let meeting = meeting.and(BO.objects()).and(BO.questions()).and(BO.replies()).the_queue_is([BO; 4]);
    meeting.when(BO.questions()).is_refused(Refusal::AlreadyInQueue);
}

#[test]
fn taking_back_without_a_number_takes_back_all_of_ones_own() {
    let meeting = given(a_live_meeting().chaired()).and(ADA.asks()).and(BO.asks()).and(ADA.objects());
    let own = WithdrawalCause::Own;
    meeting.when(ADA.withdraws()).then([withdrawn(3, ADA, own), withdrawn(1, ADA, own)]).the_queue_is([BO]);
}

#[test]
fn a_stance_fits_a_contribution_only() {
    given(a_live_meeting().chaired()).and(ADA.asks_pro()).and(BO.asks_contra()).the_queue_is([ADA, BO]);
    let wish = FloorWish { stance: Some(Stance::Pro), ..FloorWish::of(FloorKind::PointOfOrder) };
    let problem = FieldProblem::DoesNotFit;
    given(a_live_meeting())
        .when(ADA.does(Command::RequestFloor(wish)))
        .is_refused(Refusal::InvalidField { field: "stance", problem });
}

#[test]
fn a_queue_can_be_closed_for_all_but_points_of_order() {
    let meeting = given(a_live_meeting()).and(ADA.asks()).and(FAY.closes_the_queue());
    let meeting = meeting.when(BO.objects()).is_refused(Refusal::QueueIsClosed);
    let late = LateAdmission::PointsOfOrder;
    let meeting = meeting.when(FAY.closes_the_queue_except_for_points_of_order()).then([Event::QueueClosed { late }]);
    let meeting = meeting.when(FAY.closes_the_queue_except_for_points_of_order()).changes_nothing();
    let meeting = meeting.when(BO.asks()).is_refused(Refusal::QueueIsClosed);
    let meeting = meeting.when(BO.objects()).then([requested(2, BO).of(FloorKind::PointOfOrder)]);
    let meeting = meeting.and(FAY.closes_the_queue()).when(CY.objects()).is_refused(Refusal::QueueIsClosed);
    meeting.and(FAY.opens_the_queue()).and(CY.asks()).the_queue_is([BO, CY]);
}

#[test]
fn a_closed_queue_lets_no_requests_in_but_keeps_those_inside() {
    let meeting = given(a_live_meeting()).and(ADA.asks()).and(BO.asks());
    let meeting = meeting.when(FAY.closes_the_queue()).then([Event::QueueClosed { late: LateAdmission::Nothing }]);
    let meeting = meeting.when(CY.asks()).is_refused(Refusal::QueueIsClosed).the_queue_is([BO]);
    let meeting = meeting.when(ADMIN.opens_the_queue()).then([Event::QueueOpened {}]);
    meeting.when(CY.asks()).then([requested(3, CY)]);
}

#[test]
fn opening_an_open_queue_and_closing_a_closed_one_change_nothing() {
    let meeting = given(a_scheduled_meeting()).when(FAY.opens_the_queue()).changes_nothing();
    meeting.and(FAY.closes_the_queue()).when(FAY.closes_the_queue()).changes_nothing();
}

#[test]
fn only_who_leads_opens_and_closes_the_queue() {
    given(a_live_meeting()).when(ADA.opens_the_queue()).is_refused(forbidden(Right::OpenQueue));
    given(a_live_meeting()).when(OLA.closes_the_queue()).is_refused(forbidden(Right::CloseQueue));
    given(a_live_meeting()).when(ZOE.closes_the_queue()).is_refused(Refusal::NotAParticipant);
}

#[test]
fn a_phase_admits_its_own_kinds_only() {
    for kind in [FloorKind::ClarifyingQuestion, FloorKind::DirectReply] {
        given(a_live_meeting()).when(ADA.asks_for(kind)).is_refused(Refusal::KindIsNotOpen);
        given(a_live_meeting()).and(FAY.advances()).and(ADA.asks_for(kind)).the_holder_is(ADA);
    }
    given(a_live_meeting()).and(FAY.advances()).when(ADA.asks()).is_refused(Refusal::KindIsNotOpen);
    let silent = a_live_meeting().changed(|phases| phases[0].rules.floor_kinds.clear());
    given(silent).when(ADA.objects()).is_refused(Refusal::KindIsNotOpen);
}

#[test]
fn a_full_queue_lets_no_requests_in() {
    let full = given(a_live_meeting().with_room_for(1)).and(ADA.asks()).and(BO.asks());
    let full = full.when(CY.asks()).is_refused(Refusal::QueueIsFull);
    full.and(BO.withdraws()).and(CY.asks()).the_queue_is([CY]);
}

#[test]
fn a_note_has_bounds() {
    let invalid = |problem| Refusal::InvalidField { field: "note", problem };
    let long = "x".repeat(281);
    given(a_live_meeting())
        .when(ADA.asks_with(&long))
        .is_refused(invalid(FieldProblem::TooLong { max: 280 }))
        .when(ADA.asks_with("a\u{2029}b"))
        .is_refused(invalid(FieldProblem::ForbiddenCharacter));
}

#[test]
fn nothing_can_be_asked_or_answered_before_the_start() {
    for action in [
        ADA.asks(),
        ADA.withdraws(),
        FAY.withdraws_request(1),
        FAY.denies(1),
        FAY.moves(1, 1),
        FAY.grants_the_next(),
        FAY.grants_request(1),
        FAY.grants(ADA),
        ADA.releases(),
        FAY.revokes(),
        FAY.advances(),
        FAY.goes_back(),
    ] {
        given(a_scheduled_meeting()).when(action).is_refused(Refusal::MeetingIsNotLive);
    }
}

#[test]
fn one_takes_ones_own_request_back_with_or_without_its_number() {
    let own = withdrawn(2, BO, WithdrawalCause::Own);
    three_wait().when(BO.withdraws()).then([own.clone()]).the_queue_is([ADA, CY]);
    three_wait().when(BO.withdraws_request(2)).then([own]).the_queue_is([ADA, CY]);
    let facilitator_too = three_wait().and(FAY.asks());
    facilitator_too.when(FAY.withdraws_request(4)).then([withdrawn(4, FAY, WithdrawalCause::Own)]);
}

#[test]
fn who_leads_takes_anybodys_request_out() {
    for leader in [FAY, ADMIN] {
        three_wait().when(leader.withdraws_request(2)).then([withdrawn(2, BO, WithdrawalCause::Facilitator)]);
    }
}

#[test]
fn nobody_else_takes_somebodys_request_out() {
    three_wait().when(ADA.withdraws_request(2)).is_refused(forbidden(Right::WithdrawAnyRequest));
    three_wait().when(OLA.withdraws_request(2)).is_refused(forbidden(Right::WithdrawAnyRequest));
    three_wait().when(OLA.withdraws()).is_refused(forbidden(Right::WithdrawRequest));
    three_wait().when(ZOE.withdraws_request(2)).is_refused(Refusal::NotAParticipant);
    three_wait().when(ADMIN.withdraws()).is_refused(Refusal::NotAParticipant);
}

#[test]
fn a_request_that_does_not_wait_cannot_be_taken_out() {
    let granted = three_wait().and(FAY.grants_request(1));
    for person in [ADA, FAY, ADMIN] {
        granted.clone().when(person.withdraws_request(1)).is_refused(Refusal::RequestNotFound);
    }
    granted.when(ADA.withdraws()).is_refused(Refusal::RequestNotFound);
    three_wait().when(FAY.withdraws()).is_refused(Refusal::RequestNotFound);
}

#[test]
fn who_leads_denies_a_request() {
    three_wait().when(FAY.denies(2)).then([denied(2, BO, None)]).the_queue_is([ADA, CY]).and(BO.asks());
    three_wait().when(ADMIN.denies_because(2, " later ")).then([denied(2, BO, Some("later"))]);
}

#[test]
fn denying_is_refused_for_what_does_not_wait_by_others_and_with_a_bad_reason() {
    three_wait().when(FAY.denies(9)).is_refused(Refusal::RequestNotFound);
    three_wait().when(ADA.denies(1)).is_refused(forbidden(Right::DenyRequest));
    three_wait().when(ZOE.denies(1)).is_refused(Refusal::NotAParticipant);
    let problem = FieldProblem::ForbiddenCharacter;
    three_wait().when(FAY.denies_because(1, "a\0")).is_refused(Refusal::InvalidField { field: "reason", problem });
}

#[test]
fn who_leads_moves_a_request() {
    three_wait().when(FAY.moves(3, 1)).then([moved(3, 1)]).the_queue_is([CY, ADA, BO]);
    three_wait().when(ADMIN.moves(1, 3)).then([moved(1, 3)]).the_queue_is([BO, CY, ADA]);
    three_wait().when(FAY.moves(1, 2)).then([moved(1, 2)]).the_queue_is([BO, ADA, CY]);
    three_wait().when(FAY.moves(2, 2)).changes_nothing();
}

#[test]
fn moving_is_refused_to_no_place_for_what_does_not_wait_and_by_others() {
    for position in [0, 4, usize::MAX] {
        three_wait().when(FAY.moves(1, position)).is_refused(Refusal::PositionOutOfRange);
    }
    three_wait().when(FAY.moves(9, 1)).is_refused(Refusal::RequestNotFound);
    three_wait().when(CY.moves(3, 1)).is_refused(forbidden(Right::MoveRequest));
    three_wait().when(ZOE.moves(3, 1)).is_refused(Refusal::NotAParticipant);
}
