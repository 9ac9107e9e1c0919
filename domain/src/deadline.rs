//! What time itself does.

use crate::{Event, Meeting, Overtime, Timestamp, event::RevokeCause, grant::PauseCause};

impl Meeting {
    /// When [`Meeting::due`] has to be asked next; `None`: not before another event happens.
    pub fn next_deadline(&self) -> Option<Timestamp> {
        self.turn_deadline().into_iter().chain(self.phase_deadline()).min()
    }

    fn turn_deadline(&self) -> Option<Timestamp> {
        let grant = self.floor.holder.as_ref()?;
        if let Some(pause) = grant.pause {
            return pause.hold_until;
        }
        // Past the limit nothing is left to wait for: a warning that was missed is not made up for.
        if grant.overran {
            return None;
        }
        let warning = grant.warn_at().filter(|_| !grant.warned);
        let limit = grant.ends_at().map(|end| end.plus(self.settings.grace_ms));
        warning.into_iter().chain(limit).min()
    }

    /// When the phase ends by itself; a holder is never interrupted by it.
    fn phase_deadline(&self) -> Option<Timestamp> {
        let is_free = self.floor.holder.is_none() && self.floor.suspended.is_empty();
        let ends_at = self.phase?.ends_at?;
        (is_free && self.advances_by_itself()).then_some(ends_at)
    }

    /// What has happened by the mere passing of time until `now`.
    pub fn due(&self, now: Timestamp) -> Vec<Event> {
        if self.next_deadline().is_none_or(|deadline| deadline > now) {
            return Vec::new();
        }
        self.settled(now, self.turn_due(now))
    }

    fn turn_due(&self, now: Timestamp) -> Vec<Event> {
        let Some(grant) = &self.floor.holder else { return Vec::new() };
        let grant_no = grant.grant_no;
        if let Some(pause) = grant.pause {
            let lost = pause.cause == PauseCause::Disconnected && pause.hold_until.is_some_and(|until| until <= now);
            return if lost { self.revoking(now, RevokeCause::Disconnected, None) } else { Vec::new() };
        }
        let end = grant.ends_at().map(|end| end.plus(self.settings.grace_ms)).filter(|_| !grant.overran);
        match (end.filter(|end| *end <= now), self.settings.overtime) {
            (Some(_), Overtime::Notify) => vec![Event::TurnOverran { grant_no }],
            // The turn ended at its limit, however late the server noticed.
            (Some(end), Overtime::Revoke) => self.revoking(end, RevokeCause::Overtime, None),
            (None, _) => {
                let warn = grant.warn_at().is_some_and(|warning| warning <= now) && !grant.warned && !grant.overran;
                if warn { vec![Event::TurnWarned { grant_no }] } else { Vec::new() }
            }
        }
    }
}
