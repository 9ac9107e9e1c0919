//! What time itself does.

use crate::{Event, Meeting, Overtime, Timestamp, event::RevokeCause};

impl Meeting {
    /// When [`Meeting::due`] has to be asked next; `None`: not before another event happens.
    pub fn next_deadline(&self) -> Option<Timestamp> {
        // Past the limit nothing is left to wait for: a warning that was missed is not made up for.
        let grant = self.floor.holder.as_ref().filter(|grant| !grant.overran)?;
        let warning = grant.warn_at.filter(|_| !grant.warned);
        let limit = grant.ends_at;
        warning.into_iter().chain(limit).min()
    }

    /// What has happened by the mere passing of time until `now`.
    pub fn due(&self, now: Timestamp) -> Vec<Event> {
        let Some(grant) = self.floor.holder.as_ref().filter(|grant| !grant.overran) else { return Vec::new() };
        let mut events = Vec::new();
        let limit_reached = grant.ends_at.is_some_and(|end| end <= now);
        if grant.warn_at.is_some_and(|warning| warning <= now) && !grant.warned && !limit_reached {
            events.push(Event::TurnWarned { grant_no: grant.grant_no });
        }
        if limit_reached {
            match self.settings.overtime {
                Overtime::Notify => events.push(Event::TurnOverran { grant_no: grant.grant_no }),
                Overtime::Revoke => {
                    // The turn ended at its limit, however late the server noticed.
                    let end = grant.ends_at.unwrap_or(now);
                    events.push(Event::FloorRevoked {
                        grant_no: grant.grant_no,
                        participant_id: grant.participant_id,
                        spoke_ms: grant.spoken_ms(end),
                        cause: RevokeCause::Overtime,
                        reason: None,
                    });
                    events.extend(self.grant_after(now, None));
                }
            }
        }
        events
    }
}
