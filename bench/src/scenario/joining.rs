//! A storm of joins: connect, handshake, hello, join, snapshot, 64 at a time.

use super::{Plan, median_of, median_ratio};
use crate::{
    load::Crowd,
    report::{Cell, Table},
    stats::ratio,
};
use anyhow::{Result, ensure};
use std::time::Instant;

const ACCOUNTS: usize = 16;

struct Storm {
    seconds: f64,
    cpu: f64,
}

/// An empty table.
pub fn table() -> Table {
    let mut table = Table::new(
        "Join storm",
        &["members", "server", "joins/s", "ratio", "server CPU µs a join", "ms until all have a snapshot"],
    );
    table.note("The bare server checks no token and its snapshot is empty: it shows what connecting alone costs.");
    table
}

/// Measures with so many members.
pub fn add(table: &mut Table, plan: &Plan, members: usize) -> Result<()> {
    ensure!(members >= ACCOUNTS, "there have to be {ACCOUNTS} members");
    let results = plan.interleave(table, &format!("join storm, {members} members"), |subject| {
        let server = plan.bench.start(subject, ACCOUNTS)?;
        let (started, cpu) = (Instant::now(), server.cpu_seconds()?);
        let crowd = Crowd::join(&server, members)?;
        let storm = Storm { seconds: started.elapsed().as_secs_f64(), cpu: server.cpu_seconds()? - cpu };
        drop(crowd);
        Ok(storm)
    })?;
    let count = members as f64;
    for (subject, storms) in &results {
        table.row(vec![
            Cell::count(members),
            Cell::text(subject.name()),
            Cell::Number(median_of(storms, |storm| ratio(count, storm.seconds)), 0),
            Cell::Number(median_ratio(&results, storms, |storm| ratio(count, storm.seconds)), 2),
            Cell::Number(median_of(storms, |storm| storm.cpu / count * 1_000_000.0), 0),
            Cell::Number(median_of(storms, |storm| storm.seconds * 1_000.0), 0),
        ]);
    }
    Ok(())
}
