//! The phases: how long each ran and how much was spoken in it.

use super::{
    plan,
    turns::{Spoken, Turns},
};
use crate::{Event, Phase, Timestamp};
use serde::{Deserialize, Serialize};

/// One phase of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PhaseFigures {
    /// Its place in the plan, from 0.
    pub index: usize,
    /// Stable name.
    pub key: String,
    /// What people read.
    pub title: String,
    /// Its timebox in the plan, in milliseconds.
    pub planned_ms: Option<u64>,
    /// How often it was entered.
    pub entered: u32,
    /// When it was entered first.
    pub started_at: Option<Timestamp>,
    /// When it was left last; `None`: it runs, or was never entered.
    pub ended_at: Option<Timestamp>,
    /// Milliseconds for which it ran in all.
    pub spent_ms: u64,
    /// Milliseconds spoken while it ran, also in turns that began before.
    pub speaking_ms: u64,
    /// Turns that began in it.
    pub turns: u32,
}

/// The plan, and when which phase ran.
#[derive(Debug, Clone, Default)]
pub(super) struct Phases {
    plan: Vec<Phase>,
    visits: Vec<Visit>,
}

#[derive(Debug, Clone, Copy)]
struct Visit {
    index: usize,
    from: Timestamp,
    /// `None`: it runs.
    to: Option<Timestamp>,
}

impl Phases {
    /// The phase that runs.
    pub(super) fn current(&self) -> Option<usize> {
        self.visits.last().filter(|visit| visit.to.is_none()).map(|visit| visit.index)
    }

    pub(super) fn follow(&mut self, at: Timestamp, event: &Event) {
        if let Some(phases) = plan(event) {
            self.plan = phases.to_vec();
        }
        match event {
            Event::PhaseEntered { index, .. } => {
                self.leave(at);
                self.visits.push(Visit { index: *index, from: at, to: None });
            }
            Event::MeetingClosed {} => self.leave(at),
            _ => {}
        }
    }

    fn leave(&mut self, at: Timestamp) {
        if let Some(visit) = self.visits.last_mut() {
            visit.to.get_or_insert(at);
        }
    }

    pub(super) fn figures(&self, turns: &Turns, spoken: &[Spoken], now: Timestamp) -> Vec<PhaseFigures> {
        let mut figures: Vec<_> = self.plan.iter().enumerate().map(|(index, phase)| unvisited(index, phase)).collect();
        // Both are in order and visits do not overlap, so each stretch is looked at where it can lie only.
        let mut rest = spoken;
        for visit in &self.visits {
            let to = visit.to.unwrap_or(now);
            while rest.first().is_some_and(|first| first.to <= visit.from) {
                rest = rest.get(1..).unwrap_or_default();
            }
            let Some(phase) = figures.get_mut(visit.index) else { continue };
            phase.entered += 1;
            phase.started_at.get_or_insert(visit.from);
            phase.ended_at = visit.to;
            phase.spent_ms = phase.spent_ms.saturating_add(to.since(visit.from));
            let inside = rest.iter().take_while(|stretch| stretch.from < to);
            phase.speaking_ms += inside.map(|stretch| stretch.within_ms(visit.from, to)).sum::<u64>();
        }
        for turn in turns.begun() {
            if let Some(phase) = turn.phase_index.and_then(|index| figures.get_mut(index)) {
                phase.turns += 1;
            }
        }
        figures
    }
}

fn unvisited(index: usize, phase: &Phase) -> PhaseFigures {
    PhaseFigures {
        index,
        key: phase.key.clone(),
        title: phase.title.clone(),
        planned_ms: phase.timebox_ms,
        entered: 0,
        started_at: None,
        ended_at: None,
        spent_ms: 0,
        speaking_ms: 0,
        turns: 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        Command,
        stats::stage::{ADA, FAY, Stage, asks, at},
        template,
    };

    #[test]
    fn speaking_belongs_to_the_phase_that_ran_and_a_turn_to_the_one_it_began_in() {
        let mut stage = Stage::planned(template::find("corporate_decision").unwrap());
        stage.after(10).does(ADA, asks()).after(20).does(FAY, Command::AdvancePhase).after(30);
        stage.does(ADA, Command::ReleaseFloor).after(5).does(FAY, Command::GoBackPhase).after(15);
        let stats = stage.stats();
        let told = |index: usize| {
            let phase = &stats.phases[index];
            (phase.entered, phase.spent_ms / 1_000, phase.speaking_ms / 1_000, phase.turns, phase.ended_at)
        };
        assert_eq!(told(0), (2, 45, 20, 1, None));
        assert_eq!(told(1), (1, 35, 30, 0, Some(at(65))));
        assert_eq!(told(2), (0, 0, 0, 0, None));
        assert_eq!((stats.phases[0].started_at, stats.phases[2].started_at), (Some(at(0)), None));
        stage.does(FAY, Command::CloseMeeting).after(99);
        assert_eq!((stage.stats().phases[0].spent_ms, stage.stats().phases[0].ended_at), (45_000, Some(at(80))));
    }
}
