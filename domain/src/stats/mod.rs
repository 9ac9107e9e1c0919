//! Statistics of a meeting, from its events alone.
//!
//! [`Ledger`] follows the record event by event and at any point tells the [`Statistics`] so far. Each figure has a file of its own:
//! [`gini`] and [`quantile`] are the formulas, [`people`], [`requests`], [`turns`], [`phases`], [`items`] what is counted,
//! [`over_time`] how it came about.

pub mod figures;
pub mod gini;
pub mod items;
pub mod over_time;
pub mod people;
pub mod phases;
pub mod quantile;
pub mod requests;
pub mod turns;

pub use figures::{PersonFigures, Statistics};

use crate::{Event, ParticipantId, Timestamp, phase::Phase};
use items::Items;
use people::People;
use phases::Phases;
use requests::Requests;
use turns::Turns;

/// What of a record counts for its statistics. Total, as the state is: an event that does not fit changes as much as makes sense.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    started_at: Option<Timestamp>,
    closed_at: Option<Timestamp>,
    last_at: Timestamp,
    people: People,
    requests: Requests,
    turns: Turns,
    phases: Phases,
    items: Items,
}

impl Ledger {
    /// Before the first event.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in the next event. No figure needs to know who caused it: whom an event is about stands in the event.
    pub fn follow(&mut self, at: Timestamp, _actor: Option<ParticipantId>, event: &Event) {
        self.last_at = self.last_at.max(at);
        match event {
            Event::MeetingStarted {} => self.started_at = Some(at),
            Event::MeetingClosed {} => self.closed_at = Some(at),
            _ => {}
        }
        self.phases.follow(at, event);
        self.people.follow(at, event);
        self.requests.follow(at, event);
        self.turns.follow(at, event, self.phases.current());
        self.items.follow(at, event);
    }

    /// How much was taken in, as a measure of the memory that it needs: people, requests and parts of turns.
    pub fn weight(&self) -> usize {
        self.people.len() + self.requests.len() + self.turns.len()
    }

    /// Whether nothing can change any more.
    pub fn is_closed(&self) -> bool {
        self.closed_at.is_some()
    }

    /// The figures at `now`; of a closed meeting, at its end.
    pub fn statistics(&self, now: Timestamp) -> Statistics {
        let now = self.closed_at.unwrap_or_else(|| now.max(self.last_at));
        let spoken = self.turns.spoken(now);
        let people = self.people.figures(&self.turns, &self.requests, now);
        let speaking: Vec<u64> = people.iter().filter(|one| one.counts()).map(|one| one.speaking_ms).collect();
        Statistics {
            started_at: self.started_at,
            closed_at: self.closed_at,
            speaking_ms: people.iter().map(|one| one.speaking_ms).sum(),
            turns: self.turns.count(),
            gini: gini::gini(&speaking),
            median_speaking_ms: quantile::median(&speaking).unwrap_or(0),
            requests: self.requests.counts(),
            waiting_time: self.requests.waiting_times(),
            interruptions: self.turns.interruptions(),
            phases: self.phases.figures(&self.turns, &spoken, now),
            items: self.items.figures(&self.turns, now),
            over_time: over_time::over_time(self.started_at, now, &spoken, &people),
            timeline: self.turns.timeline(now),
            people,
        }
    }
}

/// The plan in a meeting's first event.
fn plan(event: &Event) -> Option<&[Phase]> {
    match event {
        Event::MeetingCreated { phases, .. } => Some(phases),
        _ => None,
    }
}

/// A part of a whole as a number from 0 to 1; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "a share is shown with a few digits; 2^53 ms are 285 000 years")]
fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod stage;
