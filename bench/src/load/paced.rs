//! Paced commands, and how long the members wait for the event.

use super::{Ask, Crowd, Verdict, Watch};
use anyhow::Result;
use std::time::{Duration, Instant};

/// The voice that gives the commands.
const SENDER: usize = 1;
/// The first commands find cold caches and are not counted.
const WARM_UP: usize = 5;
/// How long the last event may take.
const LAST: Duration = Duration::from_secs(10);

/// How long it took.
#[derive(Debug)]
pub struct Delays {
    /// From the command to the event at the last member.
    pub all: Vec<Duration>,
    /// From the command to the event at its sender.
    pub sender: Vec<Duration>,
    /// What the members have seen.
    pub verdict: Verdict,
}

struct Pace {
    /// The number of the last event before the first command.
    base: u64,
    members: usize,
    sender_at: usize,
    sent: Vec<Sent>,
    all: Vec<Duration>,
    sender: Vec<Duration>,
}

struct Sent {
    at: Instant,
    waiting: usize,
}

impl Watch for Pace {
    fn events(&mut self, member: usize, from: u64, to: u64) {
        // Every command is one event, in the order of the commands.
        for number in from..to {
            let at = usize::try_from(number.saturating_sub(self.base)).unwrap_or(usize::MAX);
            let Some(sent) = self.sent.get_mut(at) else { continue };
            sent.waiting = sent.waiting.saturating_sub(1);
            let is_last = sent.waiting == 0;
            if (!is_last && member != self.sender_at) || at < WARM_UP {
                continue;
            }
            let delay = sent.at.elapsed();
            if member == self.sender_at {
                self.sender.push(delay);
            }
            if is_last {
                self.all.push(delay);
            }
        }
    }
}

/// Gives `rate` commands a second for some seconds, whether the events of the last ones are there or not.
pub fn paced(crowd: &mut Crowd, rate: u32, seconds: u64) -> Result<Delays> {
    crowd.hold_floor()?;
    crowd.set_marks()?;
    let mut watch = Pace {
        base: crowd.members.first().map_or(0, |member| member.last_seq),
        members: crowd.members.len(),
        sender_at: crowd.voice(SENDER)?,
        sent: Vec::new(),
        all: Vec::new(),
        sender: Vec::new(),
    };
    let interval = Duration::from_secs(1) / rate.max(1);
    let commands = usize::try_from(u64::from(rate) * seconds)? + WARM_UP;
    let mut due = Instant::now();
    while watch.sent.len() < commands {
        let now = Instant::now();
        if now >= due {
            let ask = if watch.sent.len().is_multiple_of(2) { Ask::Request } else { Ask::Withdraw };
            watch.sent.push(Sent { at: now, waiting: watch.members });
            crowd.ask(watch.sender_at, ask)?;
            due += interval;
        }
        crowd.turn(due.saturating_duration_since(Instant::now()), &mut watch)?;
    }
    let until = Instant::now() + LAST;
    while watch.sent.iter().any(|sent| sent.waiting > 0) && Instant::now() < until {
        crowd.turn(Duration::from_millis(20), &mut watch)?;
    }
    Ok(Delays { all: watch.all, sender: watch.sender, verdict: crowd.verdict()? })
}
