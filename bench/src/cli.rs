//! The command line.

use crate::{
    load::Work,
    os, raw,
    report::Table,
    scenario::media::Shape,
    scenario::{self, Plan, fanout, idle, joining, latency, media, slow},
    server::{Bench, Subject},
};
use anyhow::{Context, Result, bail, ensure};
use clap::{Args, Parser, Subcommand};
use serde_json::json;
use std::{fs, net::SocketAddr, path::PathBuf};

/// Sockets for each member, in the load generator and in the server, and some to spare.
const SPARE_FILES: u64 = 64;

/// Measures the server beside a bare epoll broadcast server, on loopback.
#[derive(Debug, Parser)]
#[command(version)]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Args)]
struct Common {
    /// The server's program, built for release.
    #[arg(long, global = true, default_value = "target/release/orchestrasec")]
    server: PathBuf,
    /// Rounds of every measurement; medians are printed.
    #[arg(long, global = true, default_value_t = 3)]
    rounds: usize,
    /// Measure the bare server only.
    #[arg(long, global = true)]
    raw_only: bool,
    /// Write the tables to this file as JSON, too.
    #[arg(long, global = true)]
    json: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Args)]
struct Members {
    /// Members of the meeting.
    #[arg(long, default_value_t = 1_000)]
    members: usize,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Commands in a closed loop: events delivered a second, and a second of CPU time.
    Fanout {
        #[command(flatten)]
        members: Members,
        /// Commands in flight.
        #[arg(long, default_value_t = 16)]
        in_flight: usize,
        /// Seconds of a round.
        #[arg(long, default_value_t = 5)]
        seconds: u64,
        /// What the members with commands do.
        #[arg(long, value_enum, default_value_t = Work::Asks)]
        work: Work,
    },
    /// Paced commands: milliseconds until the last member has the event.
    Latency {
        #[command(flatten)]
        members: Members,
        /// Commands a second.
        #[arg(long, default_value_t = 10)]
        rate: u32,
        /// Seconds of a round.
        #[arg(long, default_value_t = 10)]
        seconds: u64,
    },
    /// Memory of members that only listen.
    Idle(Members),
    /// Joins a second, and what a join costs.
    JoinStorm(Members),
    /// A member that never reads: memory, and when it is dropped.
    SlowClient {
        /// Members that do read.
        #[arg(long, default_value_t = 200)]
        members: usize,
        /// Seconds of the storm.
        #[arg(long, default_value_t = 20)]
        seconds: u64,
    },
    /// A sensible set of all.
    All {
        /// Seconds of a round.
        #[arg(long, default_value_t = 5)]
        seconds: u64,
    },
    /// Audio and video: what a packet costs, how long it takes, who is heard. The real server only.
    Media {
        /// Seconds of a measurement.
        #[arg(long, default_value_t = 8)]
        seconds: u64,
    },
    /// The bare server, started by the others.
    #[command(hide = true)]
    RawServer {
        #[arg(long)]
        listen: SocketAddr,
        #[arg(long)]
        texts: PathBuf,
    },
}

impl Cli {
    /// Does what was asked for and prints the tables.
    pub fn run(self) -> Result<()> {
        if let What::RawServer { listen, texts } = &self.what {
            return raw::serve(*listen, texts);
        }
        let tables = self.what.tables(&self.common.plan()?)?;
        if let Some(file) = &self.common.json {
            let tables: Vec<_> = tables.iter().map(Table::json).collect();
            let text = serde_json::to_string_pretty(&json!({ "tables": tables }))?;
            fs::write(file, text).with_context(|| format!("{} cannot be written", file.display()))?;
        }
        ensure!(!tables.iter().any(Table::has_failed), "a check failed, see the tables");
        Ok(())
    }
}

impl Common {
    fn plan(&self) -> Result<Plan> {
        let pinned = os::can_pin();
        if !pinned {
            eprintln!("there are no two cores: server and load generator share one, and the numbers say little");
        }
        os::raise_open_files();
        let mut bench = Bench { server: self.server.clone(), pinned, texts: raw::built_in() };
        if self.raw_only {
            return Ok(Plan { bench, subjects: vec![Subject::Raw], rounds: self.rounds.max(1) });
        }
        if !self.server.is_file() {
            bail!(
                "{} is not there; build it with `cargo build --release` or name it with --server",
                self.server.display()
            );
        }
        // The server is started in a folder of its own.
        bench.server = self.server.canonicalize()?;
        bench.texts = scenario::capture(&bench).context("the real server does not answer as it should")?;
        Ok(Plan { bench, subjects: vec![Subject::Raw, Subject::Ours], rounds: self.rounds.max(1) })
    }
}

impl What {
    fn tables(self, plan: &Plan) -> Result<Vec<Table>> {
        let mut tables = Vec::new();
        match self {
            Self::Fanout { members, in_flight, seconds, work } => {
                tables.push(measured(fanout::table(), |table| {
                    fanout::add(table, plan, work, allowed(members.members)?, in_flight, seconds)
                })?);
            }
            Self::Latency { members, rate, seconds } => {
                tables.push(measured(latency::table(), |table| {
                    latency::add(table, plan, allowed(members.members)?, rate, seconds)
                })?);
            }
            Self::Idle(members) => {
                tables.push(measured(idle::table(), |table| idle::add(table, plan, allowed(members.members)?))?);
            }
            Self::JoinStorm(members) => {
                tables.push(measured(joining::table(), |table| joining::add(table, plan, allowed(members.members)?))?);
            }
            Self::SlowClient { members, seconds } => {
                tables.push(measured(slow::table(), |table| slow::add(table, plan, allowed(members)?, seconds))?);
            }
            Self::All { seconds } => {
                tables.push(measured(fanout::table(), |table| {
                    for members in [100, 500, 1_000] {
                        fanout::add(table, plan, Work::Asks, members, 16, seconds)?;
                    }
                    fanout::add(table, plan, Work::Asks, 1_000, 1, seconds)?;
                    fanout::add(table, plan, Work::Turns, 500, 16, seconds)
                })?);
                tables.push(measured(latency::table(), |table| {
                    latency::add(table, plan, 10, 100, seconds)?;
                    latency::add(table, plan, 500, 20, seconds * 2)?;
                    latency::add(table, plan, 1_000, 10, seconds * 4)
                })?);
                tables.push(measured(idle::table(), |table| idle::add(table, plan, 1_000))?);
                tables.push(measured(joining::table(), |table| joining::add(table, plan, 1_000))?);
                tables.push(measured(slow::table(), |table| slow::add(table, plan, 200, 20))?);
            }
            Self::Media { seconds } => {
                for (cameras, others, rate) in [(10, 0, 100), (20, 0, 100), (1, 99, 100)] {
                    let shape = Shape { cameras, others, rate, bytes: 1_000, seconds, switches: 30 };
                    tables.push(measured(media::table(), |table| media::add(table, &plan.bench, shape))?);
                }
            }
            Self::RawServer { .. } => {}
        }
        Ok(tables)
    }
}

/// Fills a table and prints it at once: what comes later may fail.
fn measured(mut table: Table, fill: impl FnOnce(&mut Table) -> Result<()>) -> Result<Table> {
    fill(&mut table)?;
    println!("{}", table.markdown());
    Ok(table)
}

/// As many members as this system allows open sockets.
fn allowed(members: usize) -> Result<usize> {
    let files = os::raise_open_files();
    ensure!(members as u64 + SPARE_FILES <= files, "{members} members need more open files than the {files} allowed");
    Ok(members)
}
