//! Ready signals, and invitations to speak.

use crate::{
    cast::{ADA, ADMIN, BO, FAY, OLA, ZOE},
    scenario::{Scenario, a_closed_meeting, a_live_meeting, a_scheduled_meeting, given, seconds_pass},
};
use orchestrasec_domain::{Event, Refusal, Right};

fn changed(ready: bool) -> Event {
    Event::ReadyChanged { participant_id: ADA.id(), ready }
}

fn is_ready(meeting: &Scenario) -> bool {
    meeting.meeting.participants[&ADA.id()].ready
}

#[test]
fn everybody_who_speaks_says_whether_they_are_ready() {
    let meeting = given(a_live_meeting()).when(ADA.is_ready()).then([changed(true)]);
    let meeting = meeting.when(ADA.is_ready()).changes_nothing().and(FAY.is_ready());
    let meeting = meeting.when(ADA.is_not_ready()).then([changed(false)]);
    meeting.when(ADA.is_not_ready()).changes_nothing();
}

#[test]
fn nobody_is_ready_in_a_new_phase() {
    for change in [FAY.advances(), FAY.goes_back()] {
        let meeting = given(a_live_meeting()).and(FAY.advances()).and(ADA.is_ready());
        assert!(is_ready(&meeting) && !is_ready(&meeting.and(change)));
    }
}

#[test]
fn who_left_is_not_ready_when_they_come_back() {
    let meeting = given(a_live_meeting()).and(ADA.is_ready()).and(ADA.leaves()).and(ADA.joins());
    assert!(!is_ready(&meeting));
}

#[test]
fn observers_outsiders_and_a_meeting_that_is_not_live_have_no_ready() {
    let right = Right::SetReady;
    given(a_live_meeting()).when(OLA.is_ready()).is_refused(Refusal::NotPermitted { right });
    given(a_live_meeting()).when(ZOE.is_ready()).is_refused(Refusal::NotAParticipant);
    given(a_live_meeting()).when(ADMIN.is_ready()).is_refused(Refusal::NotAParticipant);
    given(a_scheduled_meeting()).when(ADA.is_ready()).is_refused(Refusal::MeetingIsNotLive);
    given(a_closed_meeting()).when(ADA.is_ready()).is_refused(Refusal::MeetingIsClosed);
}

#[test]
fn who_leads_invites_somebody_to_speak() {
    for leader in [FAY, ADMIN] {
        let invited = Event::InvitedToSpeak { participant_id: ADA.id() };
        let meeting = given(a_live_meeting()).when(leader.invites(ADA)).then([invited]);
        meeting.the_floor_is_free().the_queue_is([]);
    }
}

#[test]
fn nobody_is_invited_who_speaks_waits_or_cannot_speak() {
    let meeting = given(a_live_meeting()).and(ADA.asks()).and(BO.asks());
    let meeting = meeting.when(FAY.invites(ADA)).is_refused(Refusal::AlreadyHolder);
    let meeting = meeting.when(FAY.invites(BO)).is_refused(Refusal::AlreadyInQueue);
    let meeting = meeting.when(FAY.invites(OLA)).is_refused(Refusal::NotEligible);
    let meeting = meeting.when(FAY.invites(ZOE)).is_refused(Refusal::ParticipantNotFound);
    let interrupted = meeting.and(seconds_pass(1)).and(BO.objects()).and(FAY.grants(BO));
    interrupted.when(FAY.invites(ADA)).is_refused(Refusal::AlreadyHolder);
    given(a_scheduled_meeting()).when(FAY.invites(ADA)).is_refused(Refusal::MeetingIsNotLive);
}

#[test]
fn only_who_leads_invites() {
    for person in [ADA, OLA] {
        given(a_live_meeting())
            .when(person.invites(BO))
            .is_refused(Refusal::NotPermitted { right: Right::InviteToSpeak });
    }
    given(a_live_meeting()).when(ZOE.invites(BO)).is_refused(Refusal::NotAParticipant);
}
