//! People without an account and a device of their own, and those for whom somebody else asks.

use crate::{
    cast::{ADA, ADMIN, BO, FAY, OLA, Person, ZOE, guest},
    facts::{Detail as _, granted, joined, released, removed, requested, withdrawn},
    scenario::{Scenario, a_closed_meeting, a_live_meeting, a_scheduled_meeting, given, happened, seconds_pass},
};
use orchestrasec_domain::{
    Event, MeetingRole, Refusal, Right,
    event::{Rejoin, ReleaseCause, WithdrawalCause},
    participant::PARTICIPANTS_MAX,
    refusal::FieldProblem,
};

fn gus() -> Person {
    guest(6, "Gus")
}

fn joined_as_guest(person: Person) -> Event {
    let Event::ParticipantJoined { participant_id, display_name, role, .. } = joined(person, MeetingRole::Participant)
    else {
        unreachable!()
    };
    Event::ParticipantJoined { participant_id, display_name, role, guest: true }
}

fn with_gus() -> Scenario {
    given(a_live_meeting()).and(FAY.brings_in("Gus"))
}

fn gus_speaks() -> Scenario {
    with_gus().and(FAY.asks_on_behalf_of(gus())).the_holder_is(gus())
}

#[test]
fn who_leads_brings_in_somebody_without_an_account() {
    for leader in [FAY, ADMIN] {
        for setup in [a_scheduled_meeting(), a_live_meeting()] {
            let meeting = given(setup).when(leader.brings_in(" Gus ")).then([joined_as_guest(gus())]);
            let person = meeting.meeting.present(gus().id()).unwrap();
            assert_eq!((person.number, person.role, person.guest), (6, MeetingRole::Participant, true));
        }
    }
}

#[test]
fn two_guests_of_one_name_are_two_people() {
    let meeting = with_gus().when(FAY.brings_in("Gus")).then([joined_as_guest(guest(7, "Gus"))]);
    assert_eq!(meeting.meeting.participants.len(), 7);
    assert_ne!(gus().id(), guest(7, "Gus").id());
}

#[test]
fn bringing_in_is_refused_by_others_without_a_name_and_into_a_full_or_closed_meeting() {
    let right = Right::AddGuest;
    for person in [ADA, OLA] {
        given(a_live_meeting()).when(person.brings_in("Gus")).is_refused(Refusal::NotPermitted { right });
    }
    given(a_live_meeting()).when(ZOE.brings_in("Gus")).is_refused(Refusal::NotAParticipant);
    let (field, problem) = ("display_name", FieldProblem::Empty);
    given(a_live_meeting()).when(FAY.brings_in(" ")).is_refused(Refusal::InvalidField { field, problem });
    given(a_closed_meeting()).when(FAY.brings_in("Gus")).is_refused(Refusal::MeetingIsClosed);
    let mut full = given(a_live_meeting());
    for number in 0..PARTICIPANTS_MAX - 5 {
        let person = crate::cast::member(100 + number as u128, "Crowd");
        full.apply(None, vec![joined(person, MeetingRole::Observer)]);
    }
    full.when(FAY.brings_in("Gus")).is_refused(Refusal::MeetingIsFull);
}

#[test]
fn who_leads_asks_on_behalf_of_a_guest_or_of_anybody_else() {
    for leader in [FAY, ADMIN] {
        with_gus()
            .when(leader.asks_on_behalf_of(gus()))
            .then([requested(1, gus()).by(leader), granted(1, 1, gus(), 0)]);
        with_gus().when(leader.asks_on_behalf_of(BO)).then([requested(1, BO).by(leader), granted(1, 1, BO, 0)]);
    }
}

#[test]
fn asking_on_ones_own_behalf_is_asking() {
    for person in [FAY, ADA] {
        given(a_live_meeting())
            .when(person.asks_on_behalf_of(person))
            .then([requested(1, person), granted(1, 1, person, 0)]);
    }
    given(a_live_meeting()).when(ADMIN.asks_on_behalf_of(ADMIN)).is_refused(Refusal::NotAParticipant);
}

#[test]
fn asking_on_behalf_is_refused_by_others_and_for_who_cannot_speak() {
    let right = Right::RequestFloorFor;
    for person in [ADA, OLA] {
        with_gus().when(person.asks_on_behalf_of(gus())).is_refused(Refusal::NotPermitted { right });
    }
    with_gus().when(ZOE.asks_on_behalf_of(gus())).is_refused(Refusal::NotAParticipant);
    with_gus().when(FAY.asks_on_behalf_of(OLA)).is_refused(Refusal::NotEligible);
    with_gus().when(FAY.asks_on_behalf_of(ZOE)).is_refused(Refusal::ParticipantNotFound);
    gus_speaks().when(FAY.asks_on_behalf_of(gus())).is_refused(Refusal::AlreadyHolder);
    let waiting = with_gus().and(ADA.asks()).and(BO.asks());
    waiting.when(FAY.asks_on_behalf_of(BO)).is_refused(Refusal::AlreadyInQueue);
}

#[test]
fn a_request_made_on_behalf_is_the_persons_own() {
    let meeting = given(a_live_meeting().chaired()).and(FAY.asks_on_behalf_of(ADA));
    meeting.when(ADA.withdraws()).then([withdrawn(1, ADA, WithdrawalCause::Own)]);
}

#[test]
fn who_leads_gives_the_floor_back_on_behalf_of_a_guest() {
    for leader in [FAY, ADMIN] {
        let meeting = gus_speaks().and(ADA.asks()).and(seconds_pass(10));
        meeting.when(leader.releases()).then([released(1, gus(), 10, ReleaseCause::OnBehalf), granted(2, 2, ADA, 10)]);
    }
}

#[test]
fn nobody_else_gives_the_floor_back_for_a_guest() {
    // For a participant it is a click too late, not an attempt at what one has no right to.
    gus_speaks().when(ADA.releases()).is_refused(Refusal::NotTheHolder);
    let right = Right::ReleaseFloor;
    gus_speaks().when(OLA.releases()).is_refused(Refusal::NotPermitted { right });
    gus_speaks().when(ZOE.releases()).is_refused(Refusal::NotAParticipant);
}

#[test]
fn nobody_gives_the_floor_back_on_behalf_of_somebody_with_an_account() {
    let meeting = given(a_live_meeting()).and(FAY.asks_on_behalf_of(ADA)).the_holder_is(ADA);
    meeting.when(FAY.releases()).is_refused(Refusal::NotTheHolder).and(ADA.releases());
}

#[test]
fn a_guest_is_put_out_like_everybody_else_and_does_not_come_back() {
    let meeting = gus_speaks().and(ADA.asks()).and(FAY.removes(gus())).the_holder_is(ADA);
    meeting.when(FAY.asks_on_behalf_of(gus())).is_refused(Refusal::ParticipantNotFound);
    given(a_live_meeting()).and(FAY.brings_in("Gus")).when(FAY.bans(gus())).then([removed(gus(), Rejoin::Banned)]);
}

#[test]
fn a_guest_listens_or_speaks_but_never_leads() {
    let role = MeetingRole::Facilitator;
    let meeting = with_gus().when(FAY.makes(gus(), role)).is_refused(Refusal::RoleNotOffered { role });
    let meeting = meeting.and(FAY.makes(gus(), MeetingRole::Observer));
    meeting.when(FAY.asks_on_behalf_of(gus())).is_refused(Refusal::NotEligible);
}

#[test]
fn the_id_of_a_guest_is_never_that_of_an_account() {
    assert_eq!(gus().id().0.get_version_num(), 8);
    let meeting = given(a_live_meeting()).and(happened(joined(ZOE, MeetingRole::Participant)));
    meeting.when(FAY.brings_in("Gus")).then([joined_as_guest(guest(7, "Gus"))]);
}
