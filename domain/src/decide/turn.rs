//! The running turn's clock: longer, shorter, stopped, going on.

use crate::{
    Event, Grant, Meeting, ParticipantId, Refusal, Timestamp,
    grant::PauseCause,
    settings::{TURN_LIMIT_MAX_MS, within},
};

impl Meeting {
    pub(super) fn extend_turn(&self, now: Timestamp, by_ms: i64) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let grant = self.floor.holder.as_ref().ok_or(Refusal::FloorIsFree)?;
        let limit = grant.limit_ms.ok_or(Refusal::TurnHasNoLimit)?;
        within("by_ms", by_ms.unsigned_abs(), 1, TURN_LIMIT_MAX_MS)?;
        let spoken = grant.spoken_ms(now);
        let limit_ms = if by_ms > 0 {
            // A turn that is over its limit goes on from now. Making it longer never makes it shorter, however long it is already.
            let most = spoken.saturating_add(TURN_LIMIT_MAX_MS).max(limit);
            limit.max(spoken).saturating_add(by_ms.unsigned_abs()).min(most)
        } else {
            // A turn is never made shorter than it has lasted: that would be revoking it.
            limit.saturating_sub(by_ms.unsigned_abs()).max(spoken.min(limit))
        };
        let by_ms = i64::try_from(limit_ms).unwrap_or(i64::MAX) - i64::try_from(limit).unwrap_or(i64::MAX);
        if by_ms == 0 {
            return Ok(Vec::new());
        }
        let extended = Grant { limit_ms: Some(limit_ms), ..grant.clone() };
        Ok(vec![Event::TurnExtended {
            grant_no: grant.grant_no,
            by_ms,
            limit_ms,
            warn_at: extended.warn_at(),
            ends_at: extended.ends_at(),
        }])
    }

    pub(super) fn pause_turn(&self, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let grant = self.floor.holder.as_ref().ok_or(Refusal::FloorIsFree)?;
        match grant.pause {
            Some(pause) if pause.cause == PauseCause::Facilitator => Err(Refusal::TurnIsPaused),
            // A facilitator's pause outlasts the connection's: it ends by hand only.
            Some(_) => Ok(vec![resuming(now, grant), pausing(now, grant, PauseCause::Facilitator, None)]),
            None => Ok(vec![pausing(now, grant, PauseCause::Facilitator, None)]),
        }
    }

    pub(super) fn resume_turn(&self, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let grant = self.floor.holder.as_ref().ok_or(Refusal::FloorIsFree)?;
        if grant.pause.is_none() {
            return Err(Refusal::TurnIsNotPaused);
        }
        Ok(vec![resuming(now, grant)])
    }

    /// An interrupted turn goes on. A facilitator's pause that it was in goes on as well: that one ends by hand only.
    pub(crate) fn going_on(&self, now: Timestamp, grant: &Grant) -> Vec<Event> {
        let by_hand = grant.pause.filter(|pause| pause.cause == PauseCause::Facilitator);
        let pause = by_hand.map(|pause| Event::TurnPaused {
            grant_no: self.floor.last_grant.next(),
            cause: pause.cause,
            spoke_ms: 0,
            hold_until: None,
        });
        [self.resuming(now, grant)].into_iter().chain(pause).collect()
    }

    /// What follows when this person's last connection was lost: the holder's clock stands for the hold time, then the floor is
    /// freed. A guest has no connection to lose.
    pub fn connection_lost(&self, now: Timestamp, person: ParticipantId) -> Vec<Event> {
        let hold_ms = self.settings.hold_ms;
        let Some(grant) = &self.floor.holder else { return Vec::new() };
        if grant.participant_id != person || grant.pause.is_some() || hold_ms == 0 || self.is_guest(person) {
            return Vec::new();
        }
        vec![pausing(now, grant, PauseCause::Disconnected, Some(now.plus(hold_ms)))]
    }

    /// What follows when this person has a connection again.
    pub fn connection_back(&self, now: Timestamp, person: ParticipantId) -> Vec<Event> {
        let Some(grant) = &self.floor.holder else { return Vec::new() };
        let stands = grant.pause.is_some_and(|pause| pause.cause == PauseCause::Disconnected);
        if grant.participant_id != person || !stands {
            return Vec::new();
        }
        vec![resuming(now, grant)]
    }
}

fn pausing(now: Timestamp, grant: &Grant, cause: PauseCause, hold_until: Option<Timestamp>) -> Event {
    Event::TurnPaused { grant_no: grant.grant_no, cause, spoke_ms: grant.spoken_ms(now), hold_until }
}

fn resuming(now: Timestamp, grant: &Grant) -> Event {
    let stood = grant.pause.map_or(0, |pause| now.since(pause.since));
    let resumed = Grant { pause: None, paused_ms: grant.paused_ms.saturating_add(stood), ..grant.clone() };
    Event::TurnResumed { grant_no: grant.grant_no, warn_at: resumed.warn_at(), ends_at: resumed.ends_at() }
}
