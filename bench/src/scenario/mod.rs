//! What is measured: one scenario a file. Each adds rows to its own table.

pub mod fanout;
pub mod idle;
pub mod joining;
pub mod latency;
pub mod media;
pub mod slow;

use crate::{
    load::{Ask, Crowd, Watch},
    os,
    raw::{self, Texts},
    report::Table,
    server::{Bench, Subject},
};
use anyhow::Result;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::time::{Duration, Instant};

/// Cores that other processes may use before a run counts as disturbed.
const DISTURBED: f64 = 0.4;

/// How a scenario is run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How servers are started.
    pub bench: Bench,
    /// What is compared, in turn.
    pub subjects: Vec<Subject>,
    /// How often.
    pub rounds: usize,
}

impl Plan {
    /// Runs `one` for every round and subject, interleaved: bare, ours, bare, ours. The results by subject. A run that others
    /// disturbed is repeated once; how much they did disturb is noted below the table.
    pub fn interleave<T>(
        &self,
        table: &mut Table,
        what: &str,
        mut one: impl FnMut(Subject) -> Result<T>,
    ) -> Result<Vec<(Subject, Vec<T>)>> {
        let mut results: Vec<_> = self.subjects.iter().map(|subject| (*subject, Vec::new())).collect();
        let mut worst = 0.0_f64;
        for round in 1..=self.rounds {
            for (subject, results) in &mut results {
                eprintln!("{what}: round {round} of {}, {}", self.rounds, subject.name());
                let (mut result, mut others) = disturbance(|| one(*subject))?;
                if others > DISTURBED {
                    eprintln!("others used {others:.1} cores: once more");
                    let again = disturbance(|| one(*subject))?;
                    if again.1 < others {
                        (result, others) = again;
                    }
                }
                worst = worst.max(others);
                results.push(result);
            }
        }
        if worst > DISTURBED {
            table.note(format!("**Disturbed**: {what}: other processes used up to {worst:.1} cores during a round."));
        }
        Ok(results)
    }
}

/// The result of `run`, and how many cores other processes used meanwhile. Servers that `run` starts have ended with it.
fn disturbance<T>(run: impl FnOnce() -> Result<T>) -> Result<(T, f64)> {
    let (started, before) = (Instant::now(), os::machine_and_own_cpu_seconds()?);
    let result = run()?;
    let (elapsed, after) = (started.elapsed().as_secs_f64(), os::machine_and_own_cpu_seconds()?);
    let others = (after.0 - before.0) - (after.1 - before.1);
    Ok((result, others.max(0.0) / elapsed))
}

/// The median of `value` over paired rounds, as a share of the bare server's in the same round.
fn median_ratio<T>(results: &[(Subject, Vec<T>)], ours: &[T], value: impl Fn(&T) -> f64) -> f64 {
    let base = results.iter().find(|(subject, _)| *subject == Subject::Raw).map(|(_, base)| base.as_slice());
    let pairs = ours.iter().zip(base.unwrap_or_default());
    let ratios: Vec<_> = pairs.map(|(ours, base)| crate::stats::ratio(value(ours), value(base))).collect();
    crate::stats::median(&ratios)
}

fn median_of<T>(results: &[T], value: impl Fn(&T) -> f64) -> f64 {
    crate::stats::median(&results.iter().map(value).collect::<Vec<_>>())
}

#[derive(Default)]
struct Capture(Texts);

#[derive(Deserialize)]
struct Frame<'a> {
    #[serde(borrow)]
    events: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct KindOnly<'a> {
    kind: &'a str,
}

impl Watch for Capture {
    fn text(&mut self, text: &[u8]) {
        let Ok(frame) = serde_json::from_slice::<Frame<'_>>(text) else { return };
        for event in frame.events {
            if let Ok(KindOnly { kind }) = serde_json::from_str(event.get()) {
                self.0.insert(kind.to_owned(), event.get().to_owned());
            }
        }
    }
}

/// Takes one event of each kind from the real server, so that the bare one sends the same bytes.
pub fn capture(bench: &Bench) -> Result<Texts> {
    let server = bench.start(Subject::Ours, 2)?;
    let mut crowd = Crowd::join(&server, 2)?;
    let mut capture = Capture::default();
    for (member, ask) in [(0, Ask::Request), (1, Ask::Request), (1, Ask::Withdraw), (0, Ask::Release)] {
        crowd.ask(member, ask)?;
        let until = Instant::now() + Duration::from_millis(300);
        while Instant::now() < until {
            crowd.turn(Duration::from_millis(50), &mut capture)?;
        }
    }
    let mut texts = raw::built_in();
    texts.extend(capture.0);
    Ok(texts)
}
