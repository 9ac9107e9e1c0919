//! Groups with a time budget for all their members together.

use crate::{
    cast::{ADA, ADMIN, BO, CY, FAY, OLA, ZOE},
    facts::{granted, released},
    scenario::{Scenario, Setup, a_closed_meeting, a_live_meeting, given, seconds_pass},
};
use orchestrasec_domain::{
    Event, Refusal, Right, SettingsChange, event::ReleaseCause, refusal::FieldProblem, settings::Group,
};

/// Ada and Bo share 100 s; Cy is in a group without a bound.
fn two_groups(setup: Setup) -> Scenario {
    let setup = setup.open_to_all_kinds().with_group("left", 100).with_group("right", None);
    given(setup).and(FAY.groups(ADA, "left")).and(FAY.groups(BO, "left")).and(FAY.groups(CY, "right"))
}

fn left_of(meeting: &Scenario) -> Option<u64> {
    meeting.meeting.budget_left("left").map(|left| left / 1_000)
}

/// Ada has spoken for as long as the group may.
fn spent(setup: Setup) -> Scenario {
    two_groups(setup).and(ADA.asks()).and(seconds_pass(100)).and(ADA.releases())
}

#[test]
fn speeches_of_all_members_count_against_the_budget() {
    let meeting = two_groups(a_live_meeting()).and(ADA.asks()).and(seconds_pass(30)).and(ADA.releases());
    assert_eq!(left_of(&meeting), Some(70));
    let meeting = meeting.and(BO.replies()).and(seconds_pass(20)).and(BO.releases());
    assert_eq!((left_of(&meeting), meeting.meeting.budget_left("right")), (Some(50), None));
    assert_eq!(meeting.meeting.budget_left_of(ADA.id()), Some(50_000));
    assert_eq!((meeting.meeting.budget_left_of(CY.id()), meeting.meeting.budget_left_of(FAY.id())), (None, None));
}

#[test]
fn a_turn_lasts_no_longer_than_what_is_left() {
    let meeting = two_groups(a_live_meeting()).and(ADA.asks()).is_left(100).and(seconds_pass(30)).and(ADA.releases());
    meeting.clone().and(BO.asks()).is_left(70);
    meeting.clone().and(FAY.gives_extra_time(BO, 100)).and(BO.asks()).is_left(70);
    meeting.and(CY.asks()).is_left(180);
}

#[test]
fn who_belongs_to_a_group_without_time_cannot_ask_to_speak() {
    let meeting = spent(a_live_meeting());
    let meeting = meeting.when(BO.asks()).is_refused(Refusal::BudgetIsSpent);
    let meeting = meeting.when(BO.replies()).is_refused(Refusal::BudgetIsSpent);
    let meeting = meeting.when(FAY.asks_on_behalf_of(BO)).is_refused(Refusal::BudgetIsSpent);
    meeting.and(CY.asks()).the_holder_is(CY);
}

#[test]
fn questions_and_points_of_order_need_no_budget_and_take_none() {
    let meeting = spent(a_live_meeting()).and(BO.questions()).the_holder_is(BO).is_left(180);
    let meeting = meeting.and(seconds_pass(10)).and(BO.releases()).and(BO.objects()).the_holder_is(BO);
    assert_eq!(meeting.meeting.group_spoke_ms["left"], 100_000);
}

#[test]
fn the_rules_pass_over_who_waits_without_time() {
    let meeting = two_groups(a_live_meeting()).and(ADA.asks()).and(BO.asks()).and(CY.asks()).and(seconds_pass(100));
    meeting
        .when(ADA.releases())
        .then([released(1, ADA, 100, ReleaseCause::Own), granted(2, 3, CY, 100)])
        .the_queue_is([BO])
        .and(CY.releases())
        .the_floor_is_free()
        .the_queue_is([BO]);
}

#[test]
fn more_time_for_the_group_lets_those_speak_who_wait() {
    let meeting =
        two_groups(a_live_meeting()).and(ADA.asks()).and(BO.asks()).and(seconds_pass(100)).and(ADA.releases());
    let group = |budget_ms| vec![Group { key: "left".into(), title: "Left".into(), budget_ms }];
    let more = SettingsChange { groups: Some(group(Some(130_000))), ..SettingsChange::default() };
    meeting.clone().the_floor_is_free().and(FAY.sets(more)).the_holder_is(BO).is_left(30);
    let unbound = SettingsChange { groups: Some(group(None)), ..SettingsChange::default() };
    meeting.clone().and(FAY.sets(unbound)).the_holder_is(BO).is_left(180);
    meeting.and(FAY.ungroups(BO)).the_holder_is(BO).is_left(180);
}

#[test]
fn who_leads_may_give_the_floor_beyond_the_budget() {
    let meeting = spent(a_live_meeting()).and(FAY.grants(BO)).is_left(180).and(seconds_pass(5)).and(BO.releases());
    assert_eq!((left_of(&meeting), meeting.meeting.group_spoke_ms["left"]), (Some(0), 105_000));
}

#[test]
fn a_holder_cannot_hand_over_beyond_the_budget() {
    let setup = || a_live_meeting().open_to_all_kinds().changed(|phases| phases[0].rules.hand_over = true);
    let setup = || setup().with_group("left", 100);
    let meeting = given(setup()).and(FAY.groups(ADA, "left")).and(FAY.groups(BO, "left"));
    let meeting = meeting.and(ADA.asks()).and(seconds_pass(100)).and(ADA.releases()).and(CY.asks());
    let meeting = meeting.when(CY.hands_over_to(BO)).is_refused(Refusal::BudgetIsSpent);
    meeting.and(FAY.hands_over_to(BO)).the_holder_is(BO);
}

#[test]
fn an_interrupted_speech_counts_what_was_spoken_once() {
    let meeting = two_groups(a_live_meeting()).and(ADA.asks()).and(seconds_pass(30)).and(CY.objects());
    let meeting = meeting.and(FAY.grants(CY)).and(seconds_pass(50));
    assert_eq!(left_of(&meeting), Some(70));
    let meeting = meeting.and(CY.releases()).the_holder_is(ADA).is_left(70).and(seconds_pass(20)).and(ADA.releases());
    assert_eq!(left_of(&meeting), Some(50));
}

#[test]
fn who_leads_puts_people_into_groups_and_out() {
    let assigned =
        |group: Option<&str>| Event::GroupAssigned { participant_id: OLA.id(), group: group.map(Into::into) };
    for leader in [FAY, ADMIN] {
        let meeting = two_groups(a_live_meeting()).when(leader.groups(OLA, "left")).then([assigned(Some("left"))]);
        let meeting = meeting.when(leader.groups(OLA, "left")).changes_nothing();
        meeting.when(leader.ungroups(OLA)).then([assigned(None)]).when(FAY.ungroups(OLA)).changes_nothing();
    }
}

#[test]
fn what_was_spoken_stays_with_the_group_it_was_spoken_for() {
    let meeting = spent(a_live_meeting()).and(FAY.groups(ADA, "right"));
    assert_eq!((left_of(&meeting), meeting.meeting.group_spoke_ms.get("right")), (Some(0), None));
}

#[test]
fn grouping_is_refused_to_no_group_for_strangers_and_by_others() {
    let (field, problem) = ("group", FieldProblem::Unknown);
    let meeting = two_groups(a_live_meeting());
    let meeting = meeting.when(FAY.groups(ADA, "middle")).is_refused(Refusal::InvalidField { field, problem });
    let meeting = meeting.when(FAY.groups(ZOE, "left")).is_refused(Refusal::ParticipantNotFound);
    let right = Right::AssignGroup;
    for person in [ADA, OLA] {
        meeting.clone().when(person.groups(ADA, "right")).is_refused(Refusal::NotPermitted { right });
    }
    meeting.when(ZOE.groups(ADA, "right")).is_refused(Refusal::NotAParticipant);
    given(a_closed_meeting()).when(FAY.ungroups(ADA)).is_refused(Refusal::MeetingIsClosed);
}

#[test]
fn groups_have_keys_titles_and_budgets_that_fit() {
    let group = |key: &str, title: &str, budget_ms| Group { key: key.into(), title: title.into(), budget_ms };
    let key = |key: &str| vec![group(key, "Left", None)];
    let range = |min, max| FieldProblem::OutOfRange { min, max };
    let many = (0..51).map(|number| group(&format!("g{number}"), "G", None)).collect();
    for (groups, field, problem) in [
        (key("Left!"), "settings.groups.key", FieldProblem::NotAKey),
        (key(""), "settings.groups.key", FieldProblem::NotAKey),
        ([key("left"), key("left")].concat(), "settings.groups.key", FieldProblem::Repeated),
        (vec![group("left", " ", None)], "settings.groups.title", FieldProblem::Empty),
        (vec![group("left", "L", Some(999))], "settings.groups.budget_ms", range(1_000, 86_400_000)),
        (many, "settings.groups", range(0, 50)),
    ] {
        let change = SettingsChange { groups: Some(groups), ..SettingsChange::default() };
        given(a_live_meeting()).when(FAY.sets(change)).is_refused(Refusal::InvalidField { field, problem });
    }
}
