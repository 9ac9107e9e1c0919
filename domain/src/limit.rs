//! How long somebody may speak.

use crate::{FloorKind, Meeting, ParticipantId};

impl Meeting {
    /// The limit of a turn that begins now, in milliseconds: the first of the phase's limit for the kind, the phase's, the settings'
    /// for the kind, the settings'; longer by the person's extra time; and for speeches no longer than what is left of the budget of
    /// the person's group. `None`: no limit.
    pub(crate) fn turn_limit(&self, person: ParticipantId, kind: FloorKind) -> Option<u64> {
        let rules = self.current_phase().map(|phase| &phase.rules);
        let limit = rules
            .and_then(|rules| rules.turn_limits.get(&kind).copied().or(rules.turn_limit_ms))
            .or_else(|| self.settings.turn_limits.get(&kind).copied())
            .or(self.settings.turn_limit_ms);
        let extra = u64::from(self.participants.get(&person).map_or(0, |person| person.extra_time_percent));
        let limit = limit.map(|limit| limit.saturating_mul(100 + extra) / 100);
        let left = self.budget_left_of(person).filter(|left| *left > 0 && kind.is_speech());
        limit.into_iter().chain(left).min()
    }

    /// What is left of the time budget of this person's group, in milliseconds; `None`: there is no bound.
    pub fn budget_left_of(&self, person: ParticipantId) -> Option<u64> {
        self.budget_left(self.participants.get(&person)?.group.as_deref()?)
    }

    /// What is left of a group's time budget, in milliseconds, the running turn not counted; `None`: there is no bound.
    pub fn budget_left(&self, group: &str) -> Option<u64> {
        let budget = self.settings.group(group)?.budget_ms?;
        Some(budget.saturating_sub(self.group_spoke_ms.get(group).copied().unwrap_or(0)))
    }

    /// Whether this person's group still has time for a turn of this kind.
    pub(crate) fn has_budget(&self, person: ParticipantId, kind: FloorKind) -> bool {
        !kind.is_speech() || self.budget_left_of(person) != Some(0)
    }
}
