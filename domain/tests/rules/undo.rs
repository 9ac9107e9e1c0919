//! A grant of a facilitator is taken back as if it had not been made.

use crate::{
    cast::{ADA, ADMIN, BO, CY, FAY, OLA, ZOE},
    facts::{Detail as _, granted, granted_for, undone},
    scenario::{Scenario, a_live_meeting, a_scheduled_meeting, given, seconds_pass},
};
use orchestrasec_domain::{FloorKind, QueueOrder, Refusal, Right, order::Rule};

/// Cy was granted instead of Ada, who asked first.
fn cy_was_granted() -> Scenario {
    let meeting = given(a_live_meeting().open_to_all_kinds().chaired()).and(ADA.asks()).and(BO.asks()).and(CY.asks());
    meeting.and(FAY.grants(CY)).and(seconds_pass(4))
}

#[test]
fn the_request_of_an_undone_grant_waits_again_before_all_others_of_its_kind() {
    for leader in [FAY, ADMIN] {
        let meeting = cy_was_granted().and(FAY.questions()).when(leader.undoes_the_grant()).then([undone(1, 3, CY, 4)]);
        let meeting = meeting.the_floor_is_free().the_queue_is([FAY, CY, ADA, BO]);
        assert_eq!(meeting.meeting.places()[1].explanation.rule, Rule::Placed);
        let cy = &meeting.meeting.participants[&CY.id()];
        assert_eq!((cy.spoke_ms, cy.turns), (4_000, 0));
    }
}

#[test]
fn an_undone_request_keeps_what_it_was() {
    let asked = given(a_live_meeting().chaired()).and(seconds_pass(3)).and(ADA.asks_with("on page 3"));
    let before = asked.meeting.floor.queue[0].clone();
    let meeting = asked.and(seconds_pass(9)).and(FAY.grants(ADA)).and(FAY.undoes_the_grant());
    let after = &meeting.meeting.floor.queue[0];
    assert_eq!(
        (after.request_id, after.requested_at, &after.note),
        (before.request_id, before.requested_at, &before.note)
    );
    meeting.when(FAY.grants(ADA)).then([granted(2, 1, ADA, 12).by(FAY).because(Rule::Placed)]);
}

#[test]
fn an_undone_grant_leaves_no_trace_in_the_order() {
    let asked = given(a_live_meeting().chaired().ordered_by(QueueOrder::RoundRobin)).and(FAY.grants(BO));
    let asked = asked.and(BO.releases()).and(ADA.asks()).and(FAY.asks_on_behalf_of(CY)).the_queue_is([CY, ADA]);
    let before = asked.meeting.floor.clone();
    let meeting = asked.and(FAY.grants(ADA)).and(FAY.undoes_the_grant());
    let after = &meeting.meeting.floor;
    assert_eq!((after.last_speaker, after.last_stance), (before.last_speaker, before.last_stance));
    let on_behalf = given(a_live_meeting().chaired()).and(FAY.asks_on_behalf_of(CY)).and(FAY.grants(CY));
    let request = on_behalf.and(FAY.undoes_the_grant()).meeting.floor.queue[0].clone();
    assert_eq!(request.requested_by, Some(FAY.id()));
}

#[test]
fn what_a_holder_handed_over_is_not_undone() {
    let setup = a_live_meeting().chaired().changed(|phases| phases[0].rules.hand_over = true);
    let meeting = given(setup).and(FAY.grants(ADA)).and(ADA.hands_over_to(BO));
    meeting.when(FAY.undoes_the_grant()).is_refused(Refusal::NothingToUndo);
}

#[test]
fn who_was_granted_without_asking_does_not_wait_afterwards() {
    let meeting = given(a_live_meeting().chaired()).and(FAY.grants(ADA)).when(FAY.undoes_the_grant());
    meeting.then([undone(1, None, ADA, 0)]).the_floor_is_free().the_queue_is([]);
}

#[test]
fn undoing_an_interruption_gives_the_floor_back() {
    let meeting = given(a_live_meeting()).and(ADA.asks()).and(seconds_pass(60)).and(BO.objects()).and(FAY.grants(BO));
    meeting
        .when(FAY.undoes_the_grant())
        .then([undone(2, 2, BO, 0), granted_for(120, Some(90), 3, 1, ADA, 60).resuming(1)])
        .the_queue_is([BO]);
}

#[test]
fn in_an_automatic_meeting_the_floor_goes_on_to_the_next() {
    let meeting = given(a_live_meeting()).and(FAY.grants(ADA)).and(BO.asks());
    meeting.when(FAY.undoes_the_grant()).then([undone(1, None, ADA, 0), granted(2, 1, BO, 0)]);
}

#[test]
fn what_the_rules_granted_stands() {
    let meeting = given(a_live_meeting()).and(ADA.asks()).the_holder_is(ADA);
    meeting.when(FAY.undoes_the_grant()).is_refused(Refusal::NothingToUndo);
    let resumed = given(a_live_meeting().chaired()).and(FAY.grants(ADA)).and(BO.objects()).and(FAY.grants(BO));
    let resumed = resumed.and(BO.releases()).the_holder_is(ADA);
    resumed.when(FAY.undoes_the_grant()).is_refused(Refusal::NothingToUndo);
}

#[test]
fn a_grant_that_is_over_cannot_be_undone() {
    cy_was_granted().and(CY.releases()).when(FAY.undoes_the_grant()).is_refused(Refusal::NothingToUndo);
    cy_was_granted().and(FAY.undoes_the_grant()).when(FAY.undoes_the_grant()).is_refused(Refusal::NothingToUndo);
    given(a_scheduled_meeting()).when(FAY.undoes_the_grant()).is_refused(Refusal::MeetingIsNotLive);
}

#[test]
fn only_who_leads_undoes_a_grant() {
    let right = Right::UndoGrant;
    for person in [ADA, CY, OLA] {
        cy_was_granted().when(person.undoes_the_grant()).is_refused(Refusal::NotPermitted { right });
    }
    cy_was_granted().when(ZOE.undoes_the_grant()).is_refused(Refusal::NotAParticipant);
}

#[test]
fn an_undone_kind_waits_before_its_own_kind_only() {
    let meeting =
        given(a_live_meeting().open_to_all_kinds().chaired()).and(ADA.replies()).and(BO.asks()).and(CY.asks());
    let meeting = meeting.and(FAY.grants(CY)).and(FAY.undoes_the_grant()).the_queue_is([ADA, CY, BO]);
    assert_eq!(meeting.meeting.floor.queue[0].kind, FloorKind::DirectReply);
}
