//! Enter the next phase, return to the one before.

use crate::{Event, Meeting, Refusal, Timestamp, event::Direction};

impl Meeting {
    pub(super) fn advance_phase(&self, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let next = self.phase.map_or(0, |phase| phase.index + 1);
        if next >= self.phases.len() {
            return Err(Refusal::LastPhase);
        }
        Ok(self.entering(now, next, Direction::Advance))
    }

    pub(super) fn go_back_phase(&self, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let index = self.phase.map_or(0, |phase| phase.index);
        let before = index.checked_sub(1).ok_or(Refusal::FirstPhase)?;
        Ok(self.entering(now, before, Direction::Back))
    }

    /// Enters a phase. Nobody loses the floor or a place in the queue by it; but where the new phase grants automatically and
    /// the floor is free, the first in the queue gets it.
    pub(super) fn entering(&self, now: Timestamp, index: usize, direction: Direction) -> Vec<Event> {
        let phase = self.phases.get(index);
        let ends_at = phase.and_then(|phase| phase.timebox_ms).map(|timebox| now.plus(timebox));
        let mut events = vec![Event::PhaseEntered { index, ends_at, direction }];
        let granting = phase.and_then(|phase| phase.rules.granting).unwrap_or(self.settings.granting);
        if self.floor.holder.is_none() {
            events.extend(self.grant_first(now, granting, &self.settings, phase, None));
        }
        events
    }
}
