//! Enter the next phase, return to the one before, change its timebox.

use crate::{Event, Meeting, Refusal, Timestamp, event::Direction, phase::TIMEBOX_MAX_MS, settings::within};

impl Meeting {
    pub(super) fn advance_phase(&self, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let next = self.phase.map_or(0, |phase| phase.index + 1);
        if next >= self.phases.len() {
            return Err(Refusal::LastPhase);
        }
        Ok(vec![self.entering(now, next, Direction::Advance)])
    }

    pub(super) fn go_back_phase(&self, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let index = self.phase.map_or(0, |phase| phase.index);
        let before = index.checked_sub(1).ok_or(Refusal::FirstPhase)?;
        Ok(vec![self.entering(now, before, Direction::Back)])
    }

    /// Makes the timebox longer or shorter. A timebox that is over goes on from now.
    pub(super) fn extend_phase(&self, now: Timestamp, by_ms: i64) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        within("by_ms", by_ms.unsigned_abs(), 1, TIMEBOX_MAX_MS)?;
        let phase = self.phase.ok_or(Refusal::MeetingIsNotLive)?;
        let ends_at = phase.ends_at.ok_or(Refusal::PhaseHasNoTimebox)?;
        let extended = match by_ms {
            more if more > 0 => ends_at.max(now).plus(more.unsigned_abs()),
            less => ends_at.minus(less.unsigned_abs()).max(now.min(ends_at)),
        };
        let extended = extended.min(now.plus(TIMEBOX_MAX_MS).max(ends_at));
        if extended == ends_at {
            return Ok(Vec::new());
        }
        Ok(vec![Event::PhaseExtended { index: phase.index, by_ms: extended.0 - ends_at.0, ends_at: extended }])
    }

    /// Enters a phase. Nobody loses the floor or a place in the queue by it.
    pub(crate) fn entering(&self, now: Timestamp, index: usize, direction: Direction) -> Event {
        let timebox = self.phases.get(index).and_then(|phase| phase.timebox_ms);
        Event::PhaseEntered { index, ends_at: timebox.map(|timebox| now.plus(timebox)), direction }
    }
}
