//! Who spoke how much.

use crate::{
    cast::{ADA, BO, CY, FAY, OLA, ZOE},
    scenario::{a_live_meeting, given, seconds_pass},
};
use orchestrasec_domain::{Meeting, stats::SpeakingShare};

pub fn share_of_all(shares: &[SpeakingShare]) -> f64 {
    shares.iter().map(|one| one.share).sum()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[test]
fn before_anybody_spoke_nobody_has_a_share() {
    let meeting = given(a_live_meeting()).and(ADA.asks());
    let shares = meeting.meeting.speaking_shares(meeting.now);
    assert!(shares.iter().all(|one| one.share == 0.0 && one.spoke_ms == 0));
}

#[test]
fn shares_are_listed_in_the_order_of_joining_and_sum_to_one() {
    let meeting = given(a_live_meeting())
        .and(BO.asks())
        .and(seconds_pass(30))
        .and(BO.releases())
        .and(ADA.asks())
        .and(seconds_pass(60))
        .and(ADA.releases())
        .and(ZOE.joins())
        .and(BO.asks());
    let meeting = meeting.and(seconds_pass(10)).and(BO.releases());
    let shares = meeting.meeting.speaking_shares(meeting.now);
    let people: Vec<_> = shares.iter().map(|one| one.display_name.as_str()).collect();
    assert_eq!(people, ["Fay", "Ada", "Bo", "Cy", "Ola", "Zoe"]);
    let spoken: Vec<_> = shares.iter().map(|one| (one.spoke_ms, one.turns)).collect();
    assert_eq!(spoken, [(0, 0), (60_000, 1), (40_000, 2), (0, 0), (0, 0), (0, 0)]);
    assert!(close(shares[1].share, 0.6) && close(shares[2].share, 0.4));
    assert!(close(share_of_all(&shares), 1.0));
}

#[test]
fn the_running_turn_counts() {
    let meeting = given(a_live_meeting()).and(ADA.asks()).and(seconds_pass(5)).and(ADA.releases());
    let meeting = meeting.and(CY.asks()).and(seconds_pass(15));
    let shares = meeting.meeting.speaking_shares(meeting.now);
    let cy = shares.iter().find(|one| one.participant_id == CY.id()).unwrap();
    assert_eq!((cy.spoke_ms, cy.turns), (15_000, 1));
    assert!(close(cy.share, 0.75) && close(share_of_all(&shares), 1.0));
}

#[test]
fn who_left_or_was_put_out_keeps_what_they_spoke() {
    let spoken = |meeting: &Meeting, person: crate::cast::Person| meeting.participants[&person.id()].spoke_ms;
    let meeting = given(a_live_meeting()).and(ADA.asks()).and(BO.asks()).and(seconds_pass(5)).and(ADA.leaves());
    let meeting = meeting.and(seconds_pass(6)).and(FAY.bans(BO));
    assert_eq!((spoken(&meeting.meeting, ADA), spoken(&meeting.meeting, BO)), (5_000, 6_000));
    let shares = meeting.meeting.speaking_shares(meeting.now);
    assert!(close(share_of_all(&shares), 1.0));
    assert!(shares.iter().any(|one| one.participant_id == OLA.id()));
}
