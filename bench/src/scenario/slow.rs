//! A member that never reads, while the others get a storm of events.

use super::Plan;
use crate::{
    load::{Crowd, Stage, Work, closed_loop},
    os,
    report::{Cell, Table},
    server::{Server, Subject},
};
use anyhow::{Context, Result, bail};
use socket2::{Domain, Protocol, Socket, Type};
use std::{
    net::TcpStream,
    time::{Duration, Instant},
};

const IN_FLIGHT: usize = 16;
/// So little that the kernel holds hardly anything for the slow member.
const RECEIVE_BUFFER: usize = 4 * 1_024;
const JOIN_PATIENCE: Duration = Duration::from_secs(10);

/// An empty table.
pub fn table() -> Table {
    let mut table = Table::new(
        "A member that never reads",
        &[
            "members",
            "server",
            "delivered/s to the others",
            "MiB sent to each",
            "RSS before MiB",
            "largest MiB",
            "growth MiB",
            "dropped after s",
            "others have all",
            "same order",
        ],
    );
    table.note("“dropped after”: when the server closed its end, from the beginning of the storm; – means never.");
    table
}

/// Measures with so many members that read, and one that does not.
pub fn add(table: &mut Table, plan: &Plan, members: usize, seconds: u64) -> Result<()> {
    for subject in plan.subjects.iter().filter(|subject| plan.subjects.len() == 1 || **subject == Subject::Ours) {
        eprintln!("slow client, {members} members, {seconds} s, {}", subject.name());
        let server = plan.bench.start(*subject, IN_FLIGHT + 1)?;
        let mut crowd = Crowd::join(&server, members)?;
        // Long notes: what is sent soon is more than the kernel keeps.
        crowd.shared.note = "What is said here is of no interest to one of us. ".repeat(5);
        let slow = join_slowly(&server, &mut crowd)?;
        let port = slow.local_addr()?.port();
        let before = server.resident_bytes()?;
        let (mut largest, mut dropped) = (before, None);
        let mut look = |elapsed: Duration| {
            largest = largest.max(server.resident_bytes()?);
            if dropped.is_none() && !os::is_established(server.address.port(), port)? {
                dropped = Some(elapsed);
            }
            Ok(())
        };
        let outcome = closed_loop(&server, &mut crowd, Work::Asks, IN_FLIGHT, seconds, &mut look)?;
        let bytes_each = crowd.shared.bytes as f64 / members as f64;
        let mebibytes = |bytes: f64| Cell::Number(bytes / 1_048_576.0, 1);
        table.row(vec![
            Cell::count(members),
            Cell::text(subject.name()),
            Cell::Number(outcome.delivered, 0),
            mebibytes(bytes_each),
            mebibytes(before as f64),
            mebibytes(largest as f64),
            mebibytes((largest - before) as f64),
            dropped.map_or(Cell::Nothing, |after| Cell::Number(after.as_secs_f64(), 1)),
            Cell::Flag(outcome.verdict.all_delivered),
            Cell::Flag(outcome.verdict.same_order),
        ]);
    }
    Ok(())
}

/// A member joins as any other does, and is never read from again.
fn join_slowly(server: &Server, crowd: &mut Crowd) -> Result<mio::net::TcpStream> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, Some(Protocol::TCP))?;
    // Before connecting: the window that is offered then depends on it.
    socket.set_recv_buffer_size(RECEIVE_BUFFER)?;
    socket.connect(&server.address.into())?;
    crowd.add(TcpStream::from(socket))?;
    let until = Instant::now() + JOIN_PATIENCE;
    while crowd.members.last().context("nobody has joined")?.stage != Stage::Live {
        crowd.turn(Duration::from_millis(50), &mut crate::load::Nobody)?;
        if Instant::now() > until {
            bail!("the slow member cannot join");
        }
    }
    Ok(crowd.part_with_last()?.stream)
}
