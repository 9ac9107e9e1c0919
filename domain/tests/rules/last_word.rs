//! Somebody speaks after all others.

use crate::{
    cast::{ADA, ADMIN, BO, CY, FAY, OLA, ZOE},
    facts::{Detail as _, granted, last_word, requested},
    scenario::{Scenario, a_live_meeting, a_scheduled_meeting, given},
};
use orchestrasec_domain::{Refusal, Right, order::Rule};

fn three_wait() -> Scenario {
    given(a_live_meeting().open_to_all_kinds().chaired()).and(ADA.asks()).and(BO.asks()).and(CY.asks())
}

#[test]
fn who_leads_puts_a_waiting_person_behind_all_others() {
    for leader in [FAY, ADMIN] {
        let meeting = three_wait().when(leader.gives_the_last_word_to(ADA)).then([last_word(1, ADA)]);
        let meeting = meeting.the_queue_is([BO, CY, ADA]);
        meeting.explained_by([(Rule::Asked, false), (Rule::Asked, false), (Rule::LastWord, false)]);
    }
}

#[test]
fn who_does_not_wait_is_put_into_the_queue() {
    for leader in [FAY, ADMIN] {
        let meeting = given(a_live_meeting().chaired()).and(ADA.asks());
        meeting
            .when(leader.gives_the_last_word_to(BO))
            .then([requested(2, BO).by(leader), last_word(2, BO)])
            .the_queue_is([ADA, BO]);
    }
    three_wait().when(FAY.gives_the_last_word_to(FAY)).then([requested(4, FAY), last_word(4, FAY)]);
}

#[test]
fn nobody_comes_after_the_last_word() {
    let meeting = three_wait().and(FAY.gives_the_last_word_to(ADA)).and(FAY.asks()).the_queue_is([BO, CY, FAY, ADA]);
    let meeting = meeting.and(OLA.leaves()).and(OLA.joins()).and(OLA.objects()).the_queue_is([OLA, BO, CY, FAY, ADA]);
    meeting.and(FAY.moves(2, 5)).the_queue_is([OLA, CY, FAY, BO, ADA]);
}

#[test]
fn only_one_has_the_last_word() {
    let meeting = three_wait().and(FAY.gives_the_last_word_to(ADA)).and(FAY.gives_the_last_word_to(BO));
    meeting.the_queue_is([ADA, CY, BO]);
}

#[test]
fn the_last_word_is_given_once() {
    let meeting = three_wait().and(FAY.gives_the_last_word_to(ADA));
    meeting.when(FAY.gives_the_last_word_to(ADA)).changes_nothing();
}

#[test]
fn a_request_that_is_moved_has_the_last_word_no_more() {
    let meeting = three_wait().and(FAY.gives_the_last_word_to(ADA)).and(FAY.moves(1, 2)).the_queue_is([BO, ADA, CY]);
    meeting.and(FAY.asks()).the_queue_is([BO, ADA, CY, FAY]);
}

#[test]
fn the_last_word_forgets_where_a_request_was_placed() {
    let meeting = three_wait().and(FAY.objects()).and(FAY.moves(1, 1)).the_queue_is([ADA, FAY, BO, CY]);
    let meeting = meeting.and(FAY.gives_the_last_word_to(ADA)).the_queue_is([FAY, BO, CY, ADA]);
    let meeting = meeting.and(FAY.moves(3, 1)).the_queue_is([CY, FAY, BO, ADA]);
    meeting.and(FAY.gives_the_last_word_to(BO)).the_queue_is([CY, FAY, ADA, BO]);
}

#[test]
fn a_free_floor_in_an_automatic_meeting_is_given_with_the_last_word() {
    let meeting = given(a_live_meeting()).when(FAY.gives_the_last_word_to(ADA));
    let because = granted(1, 1, ADA, 0).because(Rule::LastWord);
    meeting.then([requested(1, ADA).by(FAY), last_word(1, ADA), because]);
}

#[test]
fn the_last_word_goes_to_nobody_who_speaks_or_cannot_speak() {
    let meeting = three_wait().and(FAY.grants(ADA));
    let meeting = meeting.when(FAY.gives_the_last_word_to(ADA)).is_refused(Refusal::AlreadyHolder);
    let meeting = meeting.when(FAY.gives_the_last_word_to(OLA)).is_refused(Refusal::NotEligible);
    let meeting = meeting.when(FAY.gives_the_last_word_to(ZOE)).is_refused(Refusal::ParticipantNotFound);
    let interrupted = meeting.and(BO.objects()).and(FAY.grants(BO));
    interrupted.when(FAY.gives_the_last_word_to(ADA)).is_refused(Refusal::AlreadyHolder);
}

#[test]
fn the_last_word_needs_room_and_a_live_meeting() {
    let full = given(a_live_meeting().chaired().with_room_for(1)).and(ADA.asks());
    let full = full.when(FAY.gives_the_last_word_to(BO)).is_refused(Refusal::QueueIsFull);
    full.and(FAY.gives_the_last_word_to(ADA));
    given(a_scheduled_meeting()).when(FAY.gives_the_last_word_to(ADA)).is_refused(Refusal::MeetingIsNotLive);
}

#[test]
fn only_who_leads_gives_the_last_word() {
    let right = Right::GiveLastWord;
    for person in [ADA, OLA] {
        three_wait().when(person.gives_the_last_word_to(ADA)).is_refused(Refusal::NotPermitted { right });
    }
    three_wait().when(ZOE.gives_the_last_word_to(ADA)).is_refused(Refusal::NotAParticipant);
}
