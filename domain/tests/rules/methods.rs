//! In which order people wait, and why.

use crate::{
    cast::{ADA, BO, CY, FAY, Person},
    facts::{Detail as _, at, granted, released},
    scenario::{Scenario, Setup, a_live_meeting, given, seconds_pass},
};
use orchestrasec_domain::{
    Event, FloorKind, GrantNo, MeetingId, QueueOrder, SettingsChange, Stance,
    event::ReleaseCause,
    order::{self, Rule},
};

fn by(order: QueueOrder) -> Setup {
    a_live_meeting().open_to_all_kinds().chaired().ordered_by(order)
}

fn to(order: QueueOrder) -> SettingsChange {
    SettingsChange { queue_order: Some(order), ..SettingsChange::default() }
}

/// Speaks for so long without having asked.
fn after_a_turn_of(meeting: Scenario, person: Person, seconds: u64) -> Scenario {
    meeting.and(FAY.grants(person)).and(seconds_pass(seconds)).and(person.releases())
}

/// Ada spoke for 30 s, Bo for 10 s in two turns, Cy not at all.
fn some_have_spoken(order: QueueOrder) -> Scenario {
    let meeting = after_a_turn_of(given(by(order)), ADA, 30);
    after_a_turn_of(after_a_turn_of(meeting, BO, 5), BO, 5)
}

fn all_ask(meeting: Scenario) -> Scenario {
    meeting.and(ADA.asks()).and(BO.asks()).and(CY.asks())
}

fn free(rule: Rule) -> (Rule, bool) {
    (rule, false)
}

#[test]
fn under_fifo_who_asked_first_is_first() {
    let meeting = all_ask(some_have_spoken(QueueOrder::Fifo)).the_queue_is([ADA, BO, CY]);
    meeting.explained_by([free(Rule::Asked); 3]);
}

#[test]
fn under_least_time_who_spoke_least_is_first() {
    let spoke = |seconds: u64| free(Rule::LeastTime { spoke_ms: seconds * 1_000, median_ms: 5_000 });
    let meeting = all_ask(some_have_spoken(QueueOrder::LeastTime)).the_queue_is([CY, BO, ADA]);
    // Fay and Cy spoke 0 s, Bo 10 s, Ada 30 s: of an even number the lower of the two in the middle.
    meeting.explained_by([spoke(0), spoke(10), spoke(30)]);
}

#[test]
fn the_median_is_of_those_who_may_speak_and_are_there() {
    let meeting = all_ask(some_have_spoken(QueueOrder::LeastTime)).and(FAY.removes(CY));
    let spoke = |seconds: u64| free(Rule::LeastTime { spoke_ms: seconds * 1_000, median_ms: 10_000 });
    meeting.explained_by([spoke(10), spoke(30)]);
}

#[test]
fn under_least_time_who_speaks_moves_back_when_the_turn_ends() {
    let meeting = all_ask(given(by(QueueOrder::LeastTime))).and(ADA.replies()).the_queue_is([ADA, ADA, BO, CY]);
    let meeting = meeting.and(FAY.grants_request(4)).and(seconds_pass(9)).the_queue_is([ADA, BO, CY]);
    meeting.and(ADA.releases()).the_queue_is([BO, CY, ADA]);
}

#[test]
fn under_least_turns_who_had_the_fewest_is_first() {
    let had = |turns| free(Rule::LeastTurns { turns });
    let meeting = all_ask(some_have_spoken(QueueOrder::LeastTurns)).the_queue_is([CY, ADA, BO]);
    meeting.explained_by([had(0), had(1), had(2)]);
}

#[test]
fn a_tie_goes_to_who_asked_first() {
    for order in [QueueOrder::LeastTime, QueueOrder::LeastTurns] {
        let meeting = given(by(order)).and(CY.asks()).and(BO.asks()).and(ADA.asks());
        meeting.the_queue_is([CY, BO, ADA]);
    }
}

#[test]
fn under_round_robin_the_circle_goes_on_after_the_last_speaker() {
    let steps = |steps, after: Option<Person>| free(Rule::RoundRobin { steps, after: after.map(Person::id) });
    // Around the table: Fay, Ada, Bo, Cy, Ola.
    let meeting = given(by(QueueOrder::RoundRobin)).and(CY.asks()).and(ADA.asks()).and(FAY.asks());
    let meeting = meeting.the_queue_is([FAY, ADA, CY]).explained_by([steps(1, None), steps(2, None), steps(4, None)]);
    let meeting = after_a_turn_of(meeting, BO, 5).the_queue_is([CY, FAY, ADA]);
    meeting.explained_by([steps(1, Some(BO)), steps(3, Some(BO)), steps(4, Some(BO))]);
}

#[test]
fn under_round_robin_who_spoke_last_waits_for_the_whole_circle() {
    let meeting = after_a_turn_of(given(by(QueueOrder::RoundRobin)), ADA, 5).and(ADA.asks()).and(FAY.asks());
    let steps = |steps| free(Rule::RoundRobin { steps, after: Some(ADA.id()) });
    meeting.the_queue_is([FAY, ADA]).explained_by([steps(4), steps(5)]);
}

#[test]
fn a_question_does_not_turn_the_circle() {
    let meeting = given(by(QueueOrder::RoundRobin)).and(ADA.asks()).and(CY.asks()).and(BO.questions());
    meeting.and(FAY.grants(BO)).and(BO.releases()).the_queue_is([ADA, CY]);
}

#[test]
fn under_alternate_stance_for_and_against_speak_by_turns() {
    let after = |after| free(Rule::AlternateStance { after });
    let (pro, contra) = (Some(Stance::Pro), Some(Stance::Contra));
    let meeting = given(by(QueueOrder::AlternateStance)).and(ADA.asks_pro()).and(BO.asks_pro()).and(CY.asks_contra());
    let meeting = meeting.the_queue_is([ADA, CY, BO]).explained_by([after(None), after(pro), after(contra)]);
    // The last speech was for it, so that somebody against it is next.
    let meeting = meeting.and(FAY.grants_the_next()).and(ADA.releases());
    meeting.the_queue_is([CY, BO]).explained_by([after(pro), after(contra)]);
}

#[test]
fn with_unequal_sides_the_larger_one_goes_on_alone() {
    let meeting = given(by(QueueOrder::AlternateStance)).and(ADA.asks_pro()).and(BO.asks_pro()).and(CY.asks_pro());
    meeting.and(FAY.asks_contra()).the_queue_is([ADA, FAY, BO, CY]);
}

#[test]
fn who_takes_no_side_waits_by_the_time_of_asking_and_changes_no_side() {
    let meeting = given(by(QueueOrder::AlternateStance)).and(ADA.asks_pro()).and(BO.asks()).and(CY.asks_contra());
    let pro = free(Rule::AlternateStance { after: Some(Stance::Pro) });
    meeting.the_queue_is([ADA, BO, CY]).explained_by([free(Rule::AlternateStance { after: None }), pro, pro]);
}

#[test]
fn alternation_counts_those_whom_a_facilitator_placed() {
    let meeting = given(by(QueueOrder::AlternateStance)).and(ADA.asks_pro()).and(BO.asks_pro()).and(CY.asks_contra());
    let meeting = meeting.the_queue_is([ADA, CY, BO]).and(FAY.moves(3, 1));
    let meeting = meeting.the_queue_is([CY, ADA, BO]);
    meeting.and(FAY.asks_contra()).the_queue_is([CY, ADA, FAY, BO]);
}

/// The seed that was drawn last.
fn drawn(meeting: &Scenario) -> u64 {
    let draw = |line: &crate::scenario::Line| match line.event {
        Event::LotsDrawn { seed } => Some(seed),
        _ => None,
    };
    meeting.record.iter().rev().find_map(draw).unwrap()
}

#[test]
fn under_random_the_lowest_lot_is_first() {
    let meeting = all_ask(given(by(QueueOrder::Random)));
    let seed = drawn(&meeting);
    let mut lots = [ADA, BO, CY].map(|person| (order::lot(seed, person.id(), 0), person));
    lots.sort_by_key(|(lot, _)| *lot);
    let explained = lots.map(|(lot, _)| free(Rule::Random { lot, seed }));
    meeting.the_queue_is(lots.map(|(_, person)| person)).explained_by(explained);
}

#[test]
fn lots_are_drawn_at_the_start_from_what_everybody_can_read() {
    let meeting = given(by(QueueOrder::Random));
    let start = meeting.record.iter().position(|line| line.event == Event::MeetingStarted {}).unwrap();
    let seed = order::seed(meeting.meeting.id, GrantNo(0), at(0));
    assert_eq!(meeting.record[start + 2].event, Event::LotsDrawn { seed });
    assert!(seed < 1 << 53, "JavaScript reads it exactly");
}

/// Computed once with Python's `hashlib` from the description in `order/lots.rs`.
#[test]
fn anybody_can_draw_the_same_lots() {
    let meeting = MeetingId(uuid::Uuid::from_u128(99));
    assert_eq!(order::seed(meeting, GrantNo(7), at(0)), SEED);
    assert_eq!(order::lot(SEED, ADA.id(), 0), LOT);
    assert_eq!(order::lot(SEED, ADA.id(), 1), LOT_AFTER_A_TURN);
}

const SEED: u64 = 6_565_014_714_588_271;
const LOT: u32 = 3_993_087_660;
const LOT_AFTER_A_TURN: u32 = 2_158_917_010;

#[test]
fn neither_when_nor_how_often_one_asks_changes_the_lot() {
    let expected = all_ask(given(by(QueueOrder::Random))).meeting.floor.queue;
    let expected: Vec<_> = expected.iter().map(|one| one.participant_id).collect();
    for [first, second, third] in [[ADA, CY, BO], [BO, ADA, CY], [CY, BO, ADA]] {
        let meeting = given(by(QueueOrder::Random)).and(seconds_pass(17)).and(first.asks()).and(second.asks());
        let meeting = meeting.and(first.withdraws()).and(seconds_pass(4)).and(third.asks()).and(first.asks());
        let waiting: Vec<_> = meeting.meeting.floor.queue.iter().map(|one| one.participant_id).collect();
        assert_eq!(waiting, expected);
    }
}

#[test]
fn lots_are_drawn_anew_when_the_method_begins_again() {
    let meeting = given(by(QueueOrder::Random));
    let first = drawn(&meeting);
    let meeting =
        meeting.and(FAY.sets(to(QueueOrder::Fifo))).and(seconds_pass(1)).and(FAY.sets(to(QueueOrder::Random)));
    assert_ne!(drawn(&meeting), first);
    let other = SettingsChange { warning_ms: Some(1_000), ..SettingsChange::default() };
    let again = meeting.clone().and(FAY.sets(other));
    assert_eq!(drawn(&again), drawn(&meeting));
}

#[test]
fn under_manual_everybody_is_where_they_were_put_and_new_ones_are_last() {
    let meeting = all_ask(given(by(QueueOrder::Manual))).the_queue_is([ADA, BO, CY]).and(FAY.moves(3, 1));
    let meeting = meeting.the_queue_is([CY, ADA, BO]).and(FAY.asks()).the_queue_is([CY, ADA, BO, FAY]);
    meeting.explained_by([free(Rule::Placed), free(Rule::Asked), free(Rule::Asked), free(Rule::Asked)]);
}

#[test]
fn a_placed_request_stays_while_others_are_ordered_around_it() {
    let meeting = all_ask(some_have_spoken(QueueOrder::LeastTime)).the_queue_is([CY, BO, ADA]).and(FAY.moves(1, 1));
    let meeting = meeting.the_queue_is([ADA, CY, BO]).and(FAY.asks()).the_queue_is([ADA, CY, FAY, BO]);
    assert_eq!(meeting.meeting.places()[0].explanation.rule, Rule::Placed);
    assert_eq!(meeting.meeting.places()[1].explanation.rule, Rule::LeastTime { spoke_ms: 0, median_ms: 5_000 });
}

#[test]
fn another_method_orders_those_who_wait_already_and_forgets_who_was_placed() {
    let meeting = all_ask(some_have_spoken(QueueOrder::Fifo)).and(FAY.moves(3, 2)).the_queue_is([ADA, CY, BO]);
    let meeting = meeting.and(FAY.sets(to(QueueOrder::LeastTime))).the_queue_is([CY, BO, ADA]);
    let meeting = meeting.and(FAY.sets(to(QueueOrder::LeastTurns))).the_queue_is([CY, ADA, BO]);
    meeting.and(FAY.sets(to(QueueOrder::Fifo))).the_queue_is([ADA, BO, CY]).explained_by([free(Rule::Asked); 3]);
}

#[test]
fn a_phase_may_have_a_method_of_its_own() {
    let setup = a_live_meeting().chaired().changed(|phases| {
        phases[1].rules.queue_order = Some(QueueOrder::LeastTime);
    });
    let meeting = all_ask(after_a_turn_of(given(setup), ADA, 30)).the_queue_is([ADA, BO, CY]);
    let meeting = meeting.and(FAY.advances()).the_queue_is([BO, CY, ADA]);
    meeting.and(FAY.goes_back()).the_queue_is([ADA, BO, CY]);
}

#[test]
fn a_method_that_is_chosen_while_a_phase_runs_counts_until_the_next_one() {
    let setup = a_live_meeting().chaired().changed(|phases| {
        phases[1].rules.queue_order = Some(QueueOrder::LeastTime);
        phases[2].rules.queue_order = Some(QueueOrder::LeastTime);
    });
    let meeting = all_ask(after_a_turn_of(given(setup), ADA, 30)).and(FAY.advances()).the_queue_is([BO, CY, ADA]);
    // First come, first served is what the settings say already; named, it counts here, too.
    let meeting = meeting.and(FAY.sets(to(QueueOrder::Fifo))).the_queue_is([ADA, BO, CY]);
    let meeting = meeting.when(FAY.sets(to(QueueOrder::Fifo))).changes_nothing();
    meeting.and(FAY.advances()).the_queue_is([BO, CY, ADA]);
}

#[test]
fn the_first_positions_are_protected_from_who_comes_later() {
    let kept = free(Rule::Kept);
    let setup = by(QueueOrder::LeastTime).protecting(2);
    let meeting = after_a_turn_of(after_a_turn_of(given(setup), ADA, 30), BO, 10);
    let meeting = all_ask(meeting).the_queue_is([ADA, BO, CY]).explained_by([
        kept,
        kept,
        free(Rule::LeastTime { spoke_ms: 0, median_ms: 5_000 }),
    ]);
    let meeting = meeting.and(FAY.asks()).the_queue_is([ADA, BO, CY, FAY]);
    // Somebody moves up and is protected from then on.
    let meeting = meeting.and(ADA.withdraws()).the_queue_is([BO, CY, FAY]);
    meeting.and(ADA.asks()).the_queue_is([BO, CY, FAY, ADA]);
}

#[test]
fn a_higher_kind_goes_before_the_protected() {
    let setup = by(QueueOrder::LeastTime).protecting(2);
    let meeting = given(setup).and(ADA.asks()).and(BO.asks()).and(CY.objects()).the_queue_is([CY, ADA, BO]);
    meeting.and(FAY.replies()).the_queue_is([CY, FAY, ADA, BO]);
}

#[test]
fn a_facilitator_may_move_past_the_protected() {
    let meeting = all_ask(given(by(QueueOrder::Fifo).protecting(2))).and(FAY.moves(3, 1)).the_queue_is([CY, ADA, BO]);
    meeting.explained_by([free(Rule::Placed), free(Rule::Kept), free(Rule::Kept)]);
}

#[test]
fn the_record_tells_why_the_rules_chose_who_is_next() {
    let setup = a_live_meeting().open_to_all_kinds().ordered_by(QueueOrder::LeastTurns);
    let meeting = given(setup).and(ADA.asks()).and(BO.asks()).and(FAY.asks());
    let meeting = meeting.and(ADA.releases()).and(ADA.asks()).the_queue_is([FAY, ADA]);
    meeting.when(BO.releases()).then([
        released(2, BO, 0, ReleaseCause::Own),
        granted(3, 3, FAY, 0).of(FloorKind::Contribution).because(Rule::LeastTurns { turns: 0 }),
    ]);
}
