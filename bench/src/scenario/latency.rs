//! Latency: paced commands, and how long until the last member has the event.

use super::{Plan, median_of, median_ratio};
use crate::{
    load::{Crowd, Delays, paced},
    report::{Cell, Table},
    stats::percentile_ms,
};
use anyhow::{Result, ensure};

/// An empty table.
pub fn table() -> Table {
    let mut table = Table::new(
        "Latency, paced commands",
        &[
            "members",
            "commands/s",
            "server",
            "all p50 ms",
            "ratio",
            "all p99 ms",
            "ratio p99",
            "sender p50 ms",
            "sender p99 ms",
            "all delivered",
            "same order",
        ],
    );
    table.note(
        "“all”: from the command to the event at the last member, the load generator's own reading included; “sender”: to the \
         event at the member that gave the command. Ratios are to the bare server in the same round; lower is better.",
    );
    table
}

/// Measures with so many members and commands a second.
pub fn add(table: &mut Table, plan: &Plan, members: usize, rate: u32, seconds: u64) -> Result<()> {
    ensure!(members >= 2, "there have to be two members");
    // The sender is the second: it sits in the middle.
    let accounts = 2;
    let results = plan.interleave(table, &format!("latency, {members} members, {rate} commands/s"), |subject| {
        let server = plan.bench.start(subject, accounts)?;
        paced(&mut Crowd::join(&server, members)?, rate, seconds)
    })?;
    for (subject, rounds) in &results {
        let number = |value: fn(&Delays) -> f64| Cell::Number(median_of(rounds, value), 2);
        let share = |value: fn(&Delays) -> f64| Cell::Number(median_ratio(&results, rounds, value), 2);
        table.row(vec![
            Cell::count(members),
            Cell::Number(rate.into(), 0),
            Cell::text(subject.name()),
            number(|delays| percentile_ms(&delays.all, 0.5)),
            share(|delays| percentile_ms(&delays.all, 0.5)),
            number(|delays| percentile_ms(&delays.all, 0.99)),
            share(|delays| percentile_ms(&delays.all, 0.99)),
            number(|delays| percentile_ms(&delays.sender, 0.5)),
            number(|delays| percentile_ms(&delays.sender, 0.99)),
            Cell::Flag(rounds.iter().all(|delays| delays.verdict.all_delivered)),
            Cell::Flag(rounds.iter().all(|delays| delays.verdict.same_order)),
        ]);
    }
    Ok(())
}
