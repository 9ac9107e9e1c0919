//! Fan-out: a closed loop of commands, every event to every member.

use super::{Plan, median_of, median_ratio};
use crate::{
    load::{Crowd, Outcome, Work, closed_loop},
    report::{Cell, Table},
};
use anyhow::{Result, ensure};

/// An empty table.
pub fn table() -> Table {
    let mut table = Table::new(
        "Fan-out, closed loop",
        &[
            "members",
            "in flight",
            "work",
            "server",
            "commands/s",
            "delivered/s",
            "ratio",
            "delivered/CPU-s",
            "CPU ratio",
            "generator busy",
            "all delivered",
            "same order",
        ],
    );
    table.note("Ratios are to the bare server in the same round, medians over the rounds; higher is better.");
    table
}

/// Measures with so many members and commands in flight.
pub fn add(table: &mut Table, plan: &Plan, work: Work, members: usize, in_flight: usize, seconds: u64) -> Result<()> {
    ensure!(in_flight >= 1 && members > in_flight, "there have to be more members than commands in flight");
    let what = format!("fan-out, {members} members, {in_flight} in flight, {}", work.name());
    let results = plan.interleave(table, &what, |subject| {
        let server = plan.bench.start(subject, in_flight + 1)?;
        let mut crowd = Crowd::join(&server, members)?;
        closed_loop(&server, &mut crowd, work, in_flight, seconds, &mut |_| Ok(()))
    })?;
    for (subject, outcomes) in &results {
        let number = |value: fn(&Outcome) -> f64| Cell::Number(median_of(outcomes, value), 0);
        let share = |value: fn(&Outcome) -> f64| Cell::Number(median_ratio(&results, outcomes, value), 2);
        table.row(vec![
            Cell::count(members),
            Cell::count(in_flight),
            Cell::text(work.name()),
            Cell::text(subject.name()),
            number(|outcome| outcome.commands),
            number(|outcome| outcome.delivered),
            share(|outcome| outcome.delivered),
            number(|outcome| outcome.per_cpu_second),
            share(|outcome| outcome.per_cpu_second),
            Cell::Number(median_of(outcomes, |outcome| outcome.generator), 2),
            Cell::Flag(outcomes.iter().all(|outcome| outcome.verdict.all_delivered)),
            Cell::Flag(outcomes.iter().all(|outcome| outcome.verdict.same_order)),
        ]);
    }
    Ok(())
}
