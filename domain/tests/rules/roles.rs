//! What somebody is in the meeting changes while it runs.

use crate::{
    cast::{ADA, ADMIN, BO, FAY, OLA, ZOE},
    facts::{Detail as _, granted, joined, released, revoked, role_changed, withdrawn},
    scenario::{a_closed_meeting, a_live_meeting, a_scheduled_meeting, given, seconds_pass},
};
use MeetingRole::{Facilitator, Observer, Participant};
use orchestrasec_domain::{
    FloorKind, MeetingRole, Refusal, Right,
    event::{ReleaseCause, RevokeCause, WithdrawalCause},
};

#[test]
fn who_leads_changes_roles_at_once() {
    for leader in [FAY, ADMIN] {
        for setup in [a_scheduled_meeting(), a_live_meeting()] {
            let meeting = given(setup).when(leader.makes(ADA, Facilitator)).then([role_changed(ADA, Facilitator)]);
            let meeting = meeting.and(ADA.closes_the_queue()).and(ADA.makes(OLA, Participant));
            assert_eq!(meeting.meeting.role_of(OLA.id()), Some(Participant));
        }
    }
}

#[test]
fn a_role_that_is_so_already_changes_nothing() {
    given(a_live_meeting()).when(FAY.makes(ADA, Participant)).changes_nothing();
    given(a_live_meeting()).when(FAY.makes(FAY, Facilitator)).changes_nothing();
}

#[test]
fn who_becomes_an_observer_loses_requests_and_the_floor() {
    let meeting = given(a_live_meeting().open_to_all_kinds()).and(ADA.asks()).and(BO.asks()).and(BO.objects());
    meeting
        .clone()
        .when(FAY.makes(BO, Observer))
        .then([
            withdrawn(3, BO, WithdrawalCause::Role),
            withdrawn(2, BO, WithdrawalCause::Role),
            role_changed(BO, Observer),
        ])
        .the_queue_is([]);
    meeting.and(seconds_pass(9)).when(FAY.makes(ADA, Observer)).then([
        revoked(1, ADA, 9, RevokeCause::Role, None),
        role_changed(ADA, Observer),
        granted(2, 3, BO, 9).of(FloorKind::PointOfOrder).by_kind(),
    ]);
}

#[test]
fn who_becomes_an_observer_while_interrupted_does_not_get_the_floor_back() {
    let meeting = given(a_live_meeting()).and(ADA.asks()).and(BO.objects()).and(FAY.grants(BO));
    let meeting = meeting
        .when(FAY.makes(ADA, Observer))
        .then([released(1, ADA, 0, ReleaseCause::Left), role_changed(ADA, Observer)]);
    meeting.and(BO.releases()).the_floor_is_free();
}

#[test]
fn who_leads_or_takes_part_keeps_the_floor_through_a_change() {
    let meeting = given(a_live_meeting()).and(ADA.asks()).and(BO.asks()).and(FAY.makes(ADA, Facilitator));
    meeting.and(FAY.makes(BO, Facilitator)).the_holder_is(ADA).the_queue_is([BO]);
}

#[test]
fn the_last_facilitator_stays_one() {
    let meeting = given(a_live_meeting());
    for leader in [FAY, ADMIN] {
        for role in [Participant, Observer] {
            meeting.clone().when(leader.makes(FAY, role)).is_refused(Refusal::LastFacilitator);
        }
    }
    let meeting = meeting.and(FAY.makes(ADA, Facilitator)).and(FAY.makes(FAY, Observer));
    meeting.when(ADA.leaves()).is_refused(Refusal::LastFacilitator);
}

#[test]
fn who_was_made_facilitator_comes_back_as_one_and_who_was_not_does_not() {
    let meeting = given(a_live_meeting()).and(FAY.makes(ADA, Facilitator)).and(ADA.leaves());
    let meeting = meeting.when(ADA.joins()).then([joined(ADA, Facilitator)]);
    let meeting = meeting.and(FAY.makes(ADA, Participant)).and(ADA.leaves());
    meeting.when(ADA.joins()).then([joined(ADA, Participant)]);
}

#[test]
fn roles_are_changed_by_nobody_else_for_nobody_outside_and_not_after_the_end() {
    for person in [ADA, OLA] {
        let right = Right::ChangeRole;
        given(a_live_meeting()).when(person.makes(person, Facilitator)).is_refused(Refusal::NotPermitted { right });
    }
    given(a_live_meeting()).when(ZOE.makes(ADA, Observer)).is_refused(Refusal::NotAParticipant);
    given(a_live_meeting()).when(FAY.makes(ZOE, Participant)).is_refused(Refusal::ParticipantNotFound);
    given(a_live_meeting()).and(ADA.leaves()).when(FAY.makes(ADA, Observer)).is_refused(Refusal::ParticipantNotFound);
    given(a_closed_meeting()).when(FAY.makes(ADA, Observer)).is_refused(Refusal::MeetingIsClosed);
}
