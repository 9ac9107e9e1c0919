//! Join, leave, remove.

use crate::{
    cast::{ADA, ADMIN, BO, CY, FAY, OLA, ZOE, member},
    facts::{at, granted, joined, left, released, removed, revoked, withdrawn},
    scenario::{a_live_meeting, a_scheduled_meeting, also_facilitates, given, happened, seconds_pass},
};
use orchestrasec_domain::{
    Event, MeetingRole, Refusal, Right, Standing,
    event::{Rejoin, ReleaseCause, RevokeCause, WithdrawalCause},
    participant::PARTICIPANTS_MAX,
    refusal::FieldProblem,
};

#[test]
fn anybody_joins_as_participant_or_observer() {
    for role in [MeetingRole::Participant, MeetingRole::Observer] {
        let meeting =
            given(a_scheduled_meeting()).and(seconds_pass(5)).when(ZOE.joins_as(role)).then([joined(ZOE, role)]);
        let zoe = meeting.meeting.present(ZOE.id()).unwrap();
        assert_eq!((zoe.number, zoe.role, zoe.joined_at, zoe.left_at), (6, role, at(5), None));
    }
    given(a_live_meeting()).when(ADMIN.joins()).then([joined(ADMIN, MeetingRole::Participant)]);
}

#[test]
fn nobody_joins_as_facilitator() {
    let role = MeetingRole::Facilitator;
    given(a_live_meeting()).when(ZOE.joins_as(role)).is_refused(Refusal::RoleNotOffered { role });
    given(a_live_meeting()).when(ADMIN.joins_as(role)).is_refused(Refusal::RoleNotOffered { role });
}

#[test]
fn who_is_in_already_stays_as_they_are() {
    let meeting = given(a_live_meeting()).when(ADA.joins_as(MeetingRole::Observer)).changes_nothing();
    let meeting = meeting.when(FAY.joins()).changes_nothing();
    assert_eq!(meeting.meeting.role_of(ADA.id()), Some(MeetingRole::Participant));
    assert_eq!(meeting.meeting.role_of(FAY.id()), Some(MeetingRole::Facilitator));
}

#[test]
fn who_left_comes_back_with_number_and_speaking_time() {
    let meeting = given(a_live_meeting())
        .and(ADA.asks())
        .and(seconds_pass(10))
        .and(ADA.leaves())
        .and(seconds_pass(10))
        .when(ADA.joins_as(MeetingRole::Observer))
        .then([joined(ADA, MeetingRole::Observer)]);
    let ada = meeting.meeting.present(ADA.id()).unwrap();
    assert_eq!((ada.number, ada.spoke_ms, ada.turns), (2, 10_000, 1));
    assert_eq!((ada.role, ada.left_at), (MeetingRole::Observer, None));
}

#[test]
fn a_facilitator_who_left_comes_back_as_one() {
    given(a_live_meeting())
        .and(also_facilitates(ZOE))
        .and(ZOE.leaves())
        .when(ZOE.joins_as(MeetingRole::Observer))
        .then([joined(ZOE, MeetingRole::Facilitator)]);
}

#[test]
fn a_facilitator_who_was_put_out_does_not_come_back_as_one() {
    let put_out = given(a_live_meeting()).and(also_facilitates(ZOE)).and(FAY.removes(ZOE));
    put_out.clone().when(ZOE.joins()).then([joined(ZOE, MeetingRole::Participant)]);
    let role = MeetingRole::Facilitator;
    put_out.when(ZOE.joins_as(role)).is_refused(Refusal::RoleNotOffered { role });
}

#[test]
fn who_was_banned_does_not_come_back() {
    given(a_live_meeting()).and(FAY.bans(ADA)).when(ADA.joins()).is_refused(Refusal::Banned);
}

#[test]
fn a_full_meeting_takes_nobody_new_but_lets_people_come_back() {
    let mut full = given(a_live_meeting());
    for number in 0..PARTICIPANTS_MAX - 5 {
        full = full.and(happened(joined(member(100 + number as u128, "Crowd"), MeetingRole::Observer)));
    }
    let full = full.when(ZOE.joins()).is_refused(Refusal::MeetingIsFull);
    full.and(ADA.leaves()).and(ADA.joins());
}

#[test]
fn leaving_is_remembered_with_its_time() {
    for person in [ADA, OLA] {
        let meeting = given(a_live_meeting()).and(seconds_pass(7)).when(person.leaves()).then([left(person)]).meeting;
        let gone = &meeting.participants[&person.id()];
        assert_eq!((gone.standing, gone.left_at), (Standing::Left, Some(at(7))));
        assert_eq!(meeting.role_of(person.id()), None);
    }
}

#[test]
fn leaving_takes_the_request_along() {
    given(a_live_meeting().chaired())
        .and(ADA.asks())
        .and(BO.asks())
        .when(ADA.leaves())
        .then([withdrawn(1, ADA, WithdrawalCause::Left), left(ADA)])
        .the_queue_is([BO]);
}

#[test]
fn leaving_gives_the_floor_back_and_on_to_the_next() {
    given(a_live_meeting())
        .and(ADA.asks())
        .and(BO.asks())
        .and(seconds_pass(9))
        .when(ADA.leaves())
        .then([released(1, ADA, 9, ReleaseCause::Left), left(ADA), granted(2, 2, BO, 9)])
        .the_queue_is([]);
}

#[test]
fn leaving_a_chaired_meeting_leaves_the_floor_free() {
    given(a_live_meeting().chaired())
        .and(FAY.grants(ADA))
        .and(BO.asks())
        .when(ADA.leaves())
        .then([released(1, ADA, 0, ReleaseCause::Left), left(ADA)])
        .the_floor_is_free()
        .the_queue_is([BO]);
}

#[test]
fn the_last_facilitator_cannot_leave_or_be_put_out() {
    let meeting = given(a_live_meeting()).when(FAY.leaves()).is_refused(Refusal::LastFacilitator);
    let meeting = meeting.when(ADMIN.removes(FAY)).is_refused(Refusal::LastFacilitator);
    let meeting = meeting.and(also_facilitates(ZOE)).when(FAY.leaves()).then([left(FAY)]);
    meeting.when(ZOE.leaves()).is_refused(Refusal::LastFacilitator);
    given(a_scheduled_meeting()).when(FAY.leaves()).is_refused(Refusal::LastFacilitator);
}

#[test]
fn who_is_not_in_the_meeting_cannot_leave_it() {
    given(a_live_meeting()).when(ZOE.leaves()).is_refused(Refusal::NotAParticipant);
    given(a_live_meeting()).when(ADMIN.leaves()).is_refused(Refusal::NotAParticipant);
    given(a_live_meeting()).and(ADA.leaves()).when(ADA.leaves()).is_refused(Refusal::NotAParticipant);
    given(a_live_meeting()).and(FAY.bans(ADA)).when(ADA.leaves()).is_refused(Refusal::Banned);
}

#[test]
fn who_leads_puts_people_out() {
    for leader in [FAY, ADMIN] {
        let meeting = given(a_live_meeting()).and(seconds_pass(3)).when(leader.puts_out(
            ADA,
            Some(" shouting "),
            Rejoin::Allowed,
        ));
        let meeting = meeting.then([Event::ParticipantRemoved {
            participant_id: ADA.id(),
            reason: Some("shouting".into()),
            rejoin: Rejoin::Allowed,
        }]);
        let ada = &meeting.meeting.participants[&ADA.id()];
        assert_eq!((ada.standing, ada.left_at), (Standing::Removed, Some(at(3))));
        meeting.and(ADA.joins());
    }
}

#[test]
fn putting_out_takes_the_request_along() {
    given(a_live_meeting().chaired())
        .and(ADA.asks())
        .when(FAY.removes(ADA))
        .then([withdrawn(1, ADA, WithdrawalCause::Removed), removed(ADA, Rejoin::Allowed)])
        .the_queue_is([]);
}

#[test]
fn putting_out_takes_the_floor_and_gives_it_to_the_next() {
    given(a_live_meeting())
        .and(ADA.asks())
        .and(BO.asks())
        .and(CY.asks())
        .and(seconds_pass(4))
        .when(FAY.bans(ADA))
        .then([revoked(1, ADA, 4, RevokeCause::Removed, None), removed(ADA, Rejoin::Banned), granted(2, 2, BO, 4)])
        .the_queue_is([CY]);
}

#[test]
fn putting_out_somebody_who_waits_does_not_touch_the_holder() {
    given(a_live_meeting()).and(ADA.asks()).and(BO.asks()).and(FAY.removes(BO)).the_holder_is(ADA).the_queue_is([]);
}

#[test]
fn putting_out_again_changes_nothing() {
    given(a_live_meeting()).and(FAY.removes(ADA)).when(FAY.removes(ADA)).changes_nothing();
    given(a_live_meeting()).and(FAY.bans(ADA)).when(FAY.bans(ADA)).changes_nothing();
    given(a_live_meeting()).and(FAY.bans(ADA)).when(FAY.removes(ADA)).changes_nothing();
}

#[test]
fn who_left_or_was_put_out_can_still_be_banned() {
    let meeting = given(a_live_meeting()).and(FAY.removes(ADA)).and(BO.leaves());
    let meeting = meeting.when(FAY.bans(ADA)).then([removed(ADA, Rejoin::Banned)]);
    let meeting = meeting.when(FAY.bans(BO)).then([removed(BO, Rejoin::Banned)]);
    meeting.when(BO.joins()).is_refused(Refusal::Banned);
}

#[test]
fn putting_out_is_refused_for_strangers_by_strangers_and_with_a_bad_reason() {
    let right = Right::RemoveParticipant;
    given(a_live_meeting()).when(FAY.removes(ZOE)).is_refused(Refusal::ParticipantNotFound);
    given(a_live_meeting()).when(ADA.removes(BO)).is_refused(Refusal::NotPermitted { right });
    given(a_live_meeting()).when(ADA.removes(ADA)).is_refused(Refusal::NotPermitted { right });
    given(a_live_meeting()).when(ZOE.removes(ADA)).is_refused(Refusal::NotAParticipant);
    let long = "x".repeat(281);
    let problem = FieldProblem::TooLong { max: 280 };
    given(a_live_meeting())
        .when(FAY.puts_out(ADA, Some(&long), Rejoin::Allowed))
        .is_refused(Refusal::InvalidField { field: "reason", problem });
}

#[test]
fn a_facilitator_closes_and_opens_microphones_and_lets_screens_be_shared() {
    let meeting = given(a_live_meeting()).and(FAY.mutes(ADA)).and(FAY.allows_the_screen_of(ADA, true));
    let ada = &meeting.meeting.participants[&ADA.id()];
    assert!(ada.muted && ada.screen_allowed);
    let meeting = meeting.when(FAY.mutes(ADA)).changes_nothing();
    let meeting = meeting.and(ADA.asks());
    assert!(meeting.meeting.floor.is_held_by(ADA.id()), "who holds the floor is heard, muted or not");
    let meeting = meeting.and(FAY.unmutes(ADA)).and(FAY.allows_the_screen_of(ADA, false));
    let ada = &meeting.meeting.participants[&ADA.id()];
    assert!(!ada.muted && !ada.screen_allowed);
    meeting.when(FAY.mutes(ZOE)).is_refused(Refusal::ParticipantNotFound);
}
