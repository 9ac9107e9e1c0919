//! The queue against a model: who asked first is first, unless moved. The model reads the record and nothing else.

use crate::{
    random::{About, RandomStep, Wish, begin, happens, setup, steps},
    scenario::Line,
};
use orchestrasec_domain::{Command, Event, command::GrantTo};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The numbers of the requests that left the queue, however.
fn gone(record: &[Line]) -> BTreeSet<u64> {
    if record.iter().any(|line| line.event == Event::MeetingClosed {}) {
        return (1..=1_000).collect();
    }
    record
        .iter()
        .filter_map(|line| match &line.event {
            Event::RequestWithdrawn { request_id, .. } | Event::RequestDenied { request_id, .. } => Some(request_id.0),
            Event::FloorGranted { request_id, .. } => request_id.map(|id| id.0),
            _ => None,
        })
        .collect()
}

/// Requests in the order of asking.
fn asked(record: &[Line]) -> impl Iterator<Item = u64> {
    record.iter().filter_map(|line| match &line.event {
        Event::FloorRequested { request_id, .. } => Some(request_id.0),
        _ => None,
    })
}

/// The queue that a record amounts to: each request has a rank, later ones a higher one; a move gives a rank between
/// those of the new neighbours.
fn queue_by_rank(record: &[Line]) -> Vec<u64> {
    let mut ranks: Vec<(f64, u64)> = Vec::new();
    for (index, line) in record.iter().enumerate() {
        match &line.event {
            Event::FloorRequested { request_id, .. } => {
                let last = ranks.last().map_or(0.0, |(rank, _)| *rank);
                ranks.push((last + 1.0, request_id.0));
            }
            Event::RequestMoved { request_id, position } => {
                let others: Vec<_> = ranks.iter().copied().filter(|(_, id)| *id != request_id.0).collect();
                let before = position.checked_sub(2).map_or(0.0, |index| others[index].0);
                let after = others.get(position - 1).map_or(before + 2.0, |(rank, _)| *rank);
                ranks = others;
                ranks.push((f64::midpoint(before, after), request_id.0));
            }
            _ => {
                let left = gone(&record[index..=index]);
                ranks.retain(|(_, id)| !left.contains(id));
            }
        }
        ranks.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    ranks.into_iter().map(|(_, id)| id).collect()
}

fn waiting(scenario: &crate::scenario::Scenario) -> Vec<u64> {
    scenario.meeting.floor.queue.iter().map(|request| request.request_id.0).collect()
}

/// The floor that goes on by itself, or to "the next", goes to the first.
fn the_first_is_next(record: &[Line], from: usize, command: &Command) {
    let chosen = matches!(command, Command::GrantFloor(GrantTo::Request(_) | GrantTo::Participant(_)));
    for index in from..record.len() {
        let Event::FloorGranted { request_id, .. } = &record[index].event else { continue };
        if chosen && index + 1 == record.len() {
            continue;
        }
        let first = queue_by_rank(&record[..index]).first().copied();
        assert_eq!(request_id.map(|id| id.0), first, "somebody jumped the queue");
    }
}

fn without_moves(mut steps: Vec<RandomStep>) -> Vec<RandomStep> {
    steps.retain(|step| !matches!(step.wish, Wish::AboutRequest(About::Move(_), _)));
    steps
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn without_moves_who_asked_first_is_first(setup in setup(), steps in steps(100).prop_map(without_moves)) {
        let mut scenario = begin(setup);
        for step in &steps {
            happens(&mut scenario, step);
            let gone = gone(&scenario.record);
            let expected: Vec<_> = asked(&scenario.record).filter(|id| !gone.contains(id)).collect();
            prop_assert_eq!(waiting(&scenario), expected);
        }
    }

    #[test]
    fn with_moves_the_queue_is_the_one_of_the_ranks(setup in setup(), steps in steps(80)) {
        let mut scenario = begin(setup);
        for step in &steps {
            let from = scenario.record.len();
            let done = happens(&mut scenario, step);
            the_first_is_next(&scenario.record, from, &done.command);
        }
        prop_assert_eq!(waiting(&scenario), queue_by_rank(&scenario.record));
    }
}
