//! The closed loop: so many commands in flight, and the next one as soon as the last one's event is there.

use super::{Ask, Crowd, Verdict, Watch};
use crate::{os, server::Server, stats::ratio};
use anyhow::Result;
use clap::ValueEnum;
use std::time::{Duration, Instant};

/// Before anything is counted.
const WARM_UP: Duration = Duration::from_millis(700);
/// How often the caller may look at the server meanwhile.
const LOOK: Duration = Duration::from_millis(100);

/// What the voices do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Work {
    /// Ask for the floor and withdraw, while the facilitator holds it: one event a command, all commands at the same time.
    Asks,
    /// Ask for the floor, get it, give it back: three events for two commands, and most voices wait for their turn.
    Turns,
}

impl Work {
    /// For tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asks => "ask, withdraw",
            Self::Turns => "take turns",
        }
    }
}

/// What came out.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    /// Commands whose event came back, a second.
    pub commands: f64,
    /// Events delivered to members, a second.
    pub delivered: f64,
    /// Events delivered to members, a second of the server's CPU time.
    pub per_cpu_second: f64,
    /// Share of its core that the load generator used; near 1 the server could have done more.
    pub generator: f64,
    /// What the members have seen.
    pub verdict: Verdict,
}

struct Loop {
    work: Work,
    runs: bool,
    commands: u64,
}

impl Watch for Loop {
    fn own(&mut self, member: usize, kind: &str) -> Option<Ask> {
        if member == 0 {
            return None;
        }
        let next = match kind {
            "floor_requested" if self.work == Work::Asks => Some(Ask::Withdraw),
            "floor_granted" => Some(Ask::Release),
            "request_withdrawn" | "floor_released" => Some(Ask::Request),
            _ => None,
        };
        self.commands += u64::from(kind != "floor_granted");
        next.filter(|_| self.runs)
    }
}

/// Runs the loop with the first `in_flight` voices after the facilitator. `look` is called ten times a second.
pub fn closed_loop(
    server: &Server,
    crowd: &mut Crowd,
    work: Work,
    in_flight: usize,
    seconds: u64,
    look: &mut dyn FnMut(Duration) -> Result<()>,
) -> Result<Outcome> {
    if work == Work::Asks {
        crowd.hold_floor()?;
    }
    crowd.set_marks()?;
    let mut watch = Loop { work, runs: true, commands: 0 };
    for voice in 1..=in_flight {
        crowd.ask(crowd.voice(voice)?, Ask::Request)?;
    }
    run(crowd, &mut watch, WARM_UP, &mut |_| Ok(()))?;
    let myself = std::process::id();
    let before = (watch.commands, crowd.shared.delivered, server.cpu_seconds()?, os::cpu_seconds(myself)?);
    let started = Instant::now();
    run(crowd, &mut watch, Duration::from_secs(seconds), look)?;
    let elapsed = started.elapsed().as_secs_f64();
    let cpu = server.cpu_seconds()? - before.2;
    let delivered = (crowd.shared.delivered - before.1) as f64;
    let commands = (watch.commands - before.0) as f64;
    let generator = (os::cpu_seconds(myself)? - before.3) / elapsed;
    watch.runs = false;
    let until = Instant::now() + Duration::from_secs(20);
    // What is in flight still counts for the verdict.
    let mut quiet = crowd.shared.delivered;
    loop {
        run(crowd, &mut watch, Duration::from_millis(300), &mut |_| Ok(()))?;
        if crowd.shared.delivered == quiet || Instant::now() > until {
            break;
        }
        quiet = crowd.shared.delivered;
    }
    Ok(Outcome {
        commands: commands / elapsed,
        delivered: delivered / elapsed,
        per_cpu_second: ratio(delivered, cpu),
        generator,
        verdict: crowd.verdict()?,
    })
}

fn run(
    crowd: &mut Crowd,
    watch: &mut Loop,
    span: Duration,
    look: &mut dyn FnMut(Duration) -> Result<()>,
) -> Result<()> {
    let started = Instant::now();
    let mut looked = Duration::ZERO;
    while started.elapsed() < span {
        crowd.turn(Duration::from_millis(20), watch)?;
        if started.elapsed() >= looked + LOOK {
            looked = started.elapsed();
            look(looked)?;
        }
    }
    Ok(())
}
