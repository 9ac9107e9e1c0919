//! Memory: what a member costs that only listens.

use super::{Plan, median_of};
use crate::{
    load::Crowd,
    report::{Cell, Table},
};
use anyhow::{Result, ensure};
use std::time::Duration;

const ACCOUNTS: usize = 4;
/// Until buffers of joining are given back.
const REST: Duration = Duration::from_secs(2);

/// An empty table.
pub fn table() -> Table {
    let mut table = Table::new(
        "Memory of idle members",
        &["members", "server", "RSS before MiB", "RSS after MiB", "bytes a member", "all there"],
    );
    table.note("Resident memory of the server's process; the kernel's socket buffers are not in it.");
    table
}

/// Measures with so many members.
pub fn add(table: &mut Table, plan: &Plan, members: usize) -> Result<()> {
    ensure!(members >= ACCOUNTS, "there have to be {ACCOUNTS} members");
    let results = plan.interleave(table, &format!("idle, {members} members"), |subject| {
        let server = plan.bench.start(subject, ACCOUNTS)?;
        // One joins and goes first, so that what is made once is not counted as a member's.
        drop(Crowd::join(&server, 1)?);
        std::thread::sleep(REST / 4);
        let before = server.resident_bytes()? as f64;
        let mut crowd = Crowd::join(&server, members)?;
        crowd.settle(REST, REST * 2)?;
        Ok((before, server.resident_bytes()? as f64, crowd.lost().is_none()))
    })?;
    for (subject, rounds) in &results {
        let mebibytes = |bytes: f64| Cell::Number(bytes / 1_048_576.0, 1);
        table.row(vec![
            Cell::count(members),
            Cell::text(subject.name()),
            mebibytes(median_of(rounds, |round| round.0)),
            mebibytes(median_of(rounds, |round| round.1)),
            Cell::Number(median_of(rounds, |round| (round.1 - round.0) / members as f64), 0),
            Cell::Flag(rounds.iter().all(|round| round.2)),
        ]);
    }
    Ok(())
}
