//! A point of order or a clarifying question interrupts who speaks; the interrupted turn goes on afterwards.

use crate::{
    cast::{ADA, ADMIN, BO, CY, FAY, OLA, ZOE, guest},
    facts::{Detail as _, granted, granted_for, left, paused, released, requested, revoked, suspended, warned},
    scenario::{Scenario, Setup, a_live_meeting, given, if_free, seconds_pass},
};
use orchestrasec_domain::{
    Event, FloorKind, Granting, MeetingRole, Refusal, Right, SettingsChange,
    event::{ReleaseCause, RevokeCause},
};

const ORDER: FloorKind = FloorKind::PointOfOrder;
const QUESTION: FloorKind = FloorKind::ClarifyingQuestion;

fn all_kinds() -> Setup {
    a_live_meeting().open_to_all_kinds()
}

/// Ada has spoken for 60 s of 180, and Bo has a question.
fn ada_speaks_and_bo_has_a_question() -> Scenario {
    given(all_kinds()).and(ADA.asks()).and(seconds_pass(60)).and(BO.questions())
}

#[test]
fn a_question_waits_until_who_leads_lets_it_interrupt() {
    for leader in [FAY, ADMIN] {
        for action in [leader.grants_the_next(), leader.grants_request(2), leader.grants(BO)] {
            ada_speaks_and_bo_has_a_question()
                .the_holder_is(ADA)
                .when(action)
                .then([suspended(1, ADA, 60), granted(2, 2, BO, 60).of(QUESTION).by(leader).interrupting(1)])
                .the_holder_is(BO)
                .interrupted_are([ADA])
                .the_queue_is([]);
        }
    }
}

#[test]
fn who_was_interrupted_gets_the_floor_back_with_the_time_that_was_left() {
    let meeting = ada_speaks_and_bo_has_a_question().and(FAY.grants_the_next()).and(seconds_pass(40));
    let meeting = meeting
        .when(BO.releases())
        .then([released(2, BO, 40, ReleaseCause::Own), granted_for(120, Some(90), 3, 1, ADA, 100).resuming(1)]);
    let meeting = meeting.the_holder_is(ADA).is_left(120).interrupted_are([]);
    meeting.when(seconds_pass(90)).then([warned(3)]).when(ADA.releases()).then([released(
        3,
        ADA,
        90,
        ReleaseCause::Own,
    )]);
}

#[test]
fn who_was_interrupted_speaks_before_all_who_wait() {
    for setup in [all_kinds(), all_kinds().chaired()] {
        let meeting = given(setup).and(ADA.asks()).and(if_free(FAY.grants(ADA))).and(CY.asks()).and(BO.objects());
        let meeting = meeting.and(FAY.grants(BO)).and(BO.releases());
        meeting.the_holder_is(ADA).the_queue_is([CY]);
    }
}

#[test]
fn an_interrupted_turn_counts_once() {
    let meeting = ada_speaks_and_bo_has_a_question().and(FAY.grants_the_next()).and(BO.releases()).and(ADA.releases());
    let ada = &meeting.meeting.participants[&ADA.id()];
    assert_eq!((ada.spoke_ms, ada.turns), (60_000, 1));
}

#[test]
fn a_revoked_question_gives_the_floor_back_too() {
    let meeting = ada_speaks_and_bo_has_a_question().and(FAY.grants_the_next());
    meeting
        .when(FAY.revokes())
        .then([
            revoked(2, BO, 0, RevokeCause::Facilitator, None),
            granted_for(120, Some(90), 3, 1, ADA, 60).resuming(1),
        ])
        .the_holder_is(ADA);
}

#[test]
fn a_point_of_order_interrupts_a_question_that_interrupts_a_speech() {
    let meeting = ada_speaks_and_bo_has_a_question().and(FAY.grants_the_next()).and(seconds_pass(5)).and(CY.objects());
    let meeting = meeting.and(FAY.grants_the_next()).the_holder_is(CY).interrupted_are([ADA, BO]);
    let meeting = meeting.and(seconds_pass(5)).and(CY.releases()).the_holder_is(BO).is_left(175).interrupted_are([ADA]);
    meeting.and(BO.releases()).the_holder_is(ADA).is_left(120);
}

#[test]
fn nothing_interrupts_its_own_or_a_higher_kind() {
    let held = given(all_kinds()).and(ADA.objects());
    for action in [BO.asks(), BO.replies(), BO.questions(), BO.objects()] {
        held.clone().and(action).when(FAY.grants(BO)).is_refused(Refusal::FloorIsHeld);
    }
    let held = given(all_kinds()).and(ADA.questions());
    for action in [BO.asks(), BO.replies(), BO.questions()] {
        held.clone().and(action).when(FAY.grants(BO)).is_refused(Refusal::FloorIsHeld);
    }
    held.and(BO.objects()).and(FAY.grants(BO)).the_holder_is(BO);
}

#[test]
fn a_direct_reply_waits_for_its_turn() {
    given(all_kinds()).and(ADA.asks()).and(BO.replies()).when(FAY.grants(BO)).is_refused(Refusal::FloorIsHeld);
}

#[test]
fn who_did_not_ask_interrupts_nobody() {
    ada_speaks_and_bo_has_a_question().when(FAY.grants(CY)).is_refused(Refusal::FloorIsHeld);
}

#[test]
fn only_who_leads_lets_somebody_interrupt() {
    let right = Right::GrantFloor;
    for person in [ADA, BO, OLA] {
        let meeting = ada_speaks_and_bo_has_a_question();
        meeting.when(person.grants_request(2)).is_refused(Refusal::NotPermitted { right });
    }
    ada_speaks_and_bo_has_a_question().when(ZOE.grants_request(2)).is_refused(Refusal::NotAParticipant);
}

#[test]
fn where_interposing_is_automatic_a_question_interrupts_at_once() {
    given(all_kinds().interposing())
        .and(ADA.asks())
        .and(CY.asks())
        .and(seconds_pass(60))
        .when(BO.questions())
        .then([
            requested(3, BO).of(QUESTION),
            suspended(1, ADA, 60),
            granted(2, 3, BO, 60).of(QUESTION).interrupting(1).by_kind(),
        ])
        .interrupted_are([ADA])
        .the_queue_is([CY]);
}

#[test]
fn interposing_is_automatic_in_a_chaired_meeting_too_when_it_is_set() {
    let meeting = given(all_kinds().interposing().chaired()).and(FAY.grants(ADA)).and(BO.asks()).and(CY.objects());
    meeting.the_holder_is(CY).and(CY.releases()).the_holder_is(ADA).and(ADA.releases()).the_floor_is_free();
}

#[test]
fn setting_it_to_automatic_lets_those_interrupt_who_wait() {
    let automatic = SettingsChange { interposing: Some(Granting::Automatic), ..SettingsChange::default() };
    ada_speaks_and_bo_has_a_question().and(FAY.sets(automatic)).the_holder_is(BO).interrupted_are([ADA]);
}

#[test]
fn nobody_interrupts_themselves() {
    // Ada's contribution is put before her own point of order.
    let waiting = given(all_kinds().interposing()).and(BO.objects()).and(ADA.asks()).and(ADA.objects());
    let meeting = waiting.and(FAY.moves(2, 1)).and(BO.releases()).the_holder_is(ADA).interrupted_are([]);
    assert_eq!(meeting.meeting.floor.holder.as_ref().unwrap().kind, FloorKind::Contribution);
    meeting.when(FAY.grants(ADA)).is_refused(Refusal::FloorIsHeld);
}

#[test]
fn who_is_interrupted_cannot_ask_again() {
    let meeting = ada_speaks_and_bo_has_a_question().and(FAY.grants_the_next());
    meeting
        .when(ADA.objects())
        .is_refused(Refusal::AlreadyHolder)
        .when(ADA.releases())
        .is_refused(Refusal::NotTheHolder);
}

#[test]
fn who_is_interrupted_may_leave_and_the_next_speaks_afterwards() {
    let meeting = ada_speaks_and_bo_has_a_question().and(CY.asks()).and(FAY.grants(BO));
    let meeting = meeting.when(ADA.leaves()).then([released(1, ADA, 0, ReleaseCause::Left), left(ADA)]);
    let meeting = meeting.the_holder_is(BO).interrupted_are([]);
    assert_eq!(meeting.meeting.participants[&ADA.id()].turns, 1);
    meeting.and(BO.releases()).the_holder_is(CY);
}

#[test]
fn nobody_who_is_interrupted_interrupts_back() {
    let waiting = |setup| given(setup).and(ADA.asks()).and(ADA.objects()).and(BO.questions());
    let meeting = waiting(all_kinds().chaired()).and(FAY.grants_request(1)).and(FAY.grants(BO)).interrupted_are([ADA]);
    let meeting = meeting.when(FAY.grants_request(2)).is_refused(Refusal::FloorIsHeld);
    meeting.when(FAY.grants_the_next()).is_refused(Refusal::FloorIsHeld);
    let meeting = waiting(all_kinds().interposing().chaired()).and(FAY.grants_request(1)).the_holder_is(BO);
    let meeting = meeting.interrupted_are([ADA]).and(BO.releases()).the_holder_is(ADA).and(ADA.releases());
    meeting.the_floor_is_free().the_queue_is([ADA]);
}

#[test]
fn who_goes_while_interrupted_does_not_speak_again() {
    let interrupted = || ada_speaks_and_bo_has_a_question().and(FAY.grants(BO)).interrupted_are([ADA]);
    for action in [ADA.leaves(), FAY.removes(ADA), FAY.makes(ADA, MeetingRole::Observer)] {
        interrupted().and(action).the_holder_is(BO).interrupted_are([]).and(BO.releases()).the_floor_is_free();
    }
}

#[test]
fn a_pause_by_hand_goes_on_after_an_interruption() {
    let meeting = given(all_kinds()).and(ADA.asks()).and(seconds_pass(60)).and(FAY.pauses()).and(seconds_pass(100));
    let meeting = meeting
        .and(BO.objects())
        .when(FAY.grants(BO))
        .then([suspended(1, ADA, 60), granted(2, 2, BO, 160).of(ORDER).by(FAY).interrupting(1)]);
    let meeting = meeting.when(BO.releases()).then([
        released(2, BO, 0, ReleaseCause::Own),
        granted_for(120, Some(90), 3, 1, ADA, 160).resuming(1),
        paused(3, 0),
    ]);
    let meeting = meeting.and(seconds_pass(1_000)).is_left(120);
    meeting.and(FAY.resumes()).and(seconds_pass(20)).is_left(100);
}

#[test]
fn closing_the_meeting_ends_the_interrupted_turns_too() {
    let meeting = ada_speaks_and_bo_has_a_question().and(FAY.grants_the_next()).and(seconds_pass(10));
    meeting.when(FAY.closes()).then([
        released(2, BO, 10, ReleaseCause::Closed),
        released(1, ADA, 0, ReleaseCause::Closed),
        Event::MeetingClosed {},
    ]);
}

#[test]
fn a_guest_is_interrupted_like_everybody_else() {
    let gus = guest(6, "Gus");
    let meeting = given(all_kinds()).and(FAY.brings_in("Gus")).and(FAY.asks_on_behalf_of(gus)).and(BO.objects());
    meeting.and(FAY.grants(BO)).interrupted_are([gus]).and(BO.releases()).the_holder_is(gus);
}
