//! Give the floor and take it. Every grant is made of the parts in this file.

use crate::{
    Event, FloorKind, FloorRequest, Grant, Meeting, MeetingRole, ParticipantId, Refusal, RequestId, Stance, Timestamp,
    Who,
    command::GrantTo,
    event::RevokeCause,
    order::Explanation,
    text::{REASON_MAX, optional_line},
};

impl Meeting {
    pub(super) fn grant_floor(&self, now: Timestamp, who: &Who, to: GrantTo) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let by = Some(who.participant_id());
        let request = match to {
            GrantTo::Next => Some(self.floor.queue.first().ok_or_else(|| self.nobody_next())?),
            GrantTo::Request(id) => Some(self.waiting(id)?),
            GrantTo::Participant(person) => {
                self.check_may_speak(person)?;
                self.floor.requests_of(person).next()
            }
        };
        let mut events = match (&self.floor.holder, request) {
            (None, _) => Vec::new(),
            (Some(_), Some(request)) if self.floor.is_interrupted_by(request) => self.suspending(now),
            (Some(_), _) => return Err(Refusal::FloorIsHeld),
        };
        events.extend(match (request, to) {
            (Some(request), _) => Some(self.granting_request(now, request, by, self.explain(request.request_id))),
            (None, GrantTo::Participant(person)) => Some(self.granting_to(now, person, FloorKind::Contribution, by)),
            (None, _) => None,
        });
        Ok(events)
    }

    /// With an empty queue the floor may be held as well; that is what one should be told first.
    fn nobody_next(&self) -> Refusal {
        if self.floor.holder.is_some() { Refusal::FloorIsHeld } else { Refusal::QueueIsEmpty }
    }

    pub(super) fn check_may_speak(&self, person: ParticipantId) -> Result<(), Refusal> {
        match self.role_of(person) {
            Some(role) if role.may_speak() => Ok(()),
            Some(_) => Err(Refusal::NotEligible),
            None => Err(Refusal::ParticipantNotFound),
        }
    }

    pub(super) fn revoke_floor(&self, now: Timestamp, reason: Option<&str>) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        if self.floor.holder.is_none() {
            return Err(Refusal::FloorIsFree);
        }
        let reason = optional_line("reason", reason, REASON_MAX)?;
        Ok(self.revoking(now, RevokeCause::Facilitator, reason))
    }

    /// Takes back what a facilitator has just done; what the rules did stands.
    pub(super) fn undo_grant(&self, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        // What a holder handed over is not a facilitator's to take back: it would leave nobody where somebody spoke.
        let leads = |by| self.role_of(by) != Some(MeetingRole::Participant);
        let by_hand = |grant: &&Grant| grant.granted_by.is_some_and(leads) && grant.resumes.is_none();
        let grant = self.floor.holder.as_ref().filter(by_hand).ok_or(Refusal::NothingToUndo)?;
        Ok(vec![Event::GrantUndone {
            grant_no: grant.grant_no,
            participant_id: grant.participant_id,
            spoke_ms: grant.spoken_ms(now),
            request_id: grant.request_id,
        }])
    }

    pub(crate) fn revoking(&self, now: Timestamp, cause: RevokeCause, reason: Option<String>) -> Vec<Event> {
        let Some(grant) = &self.floor.holder else { return Vec::new() };
        vec![Event::FloorRevoked {
            grant_no: grant.grant_no,
            participant_id: grant.participant_id,
            spoke_ms: grant.spoken_ms(now),
            cause,
            reason,
        }]
    }

    /// Interrupts the holder, who will get the floor back.
    pub(crate) fn suspending(&self, now: Timestamp) -> Vec<Event> {
        let Some(grant) = &self.floor.holder else { return Vec::new() };
        let spoke_ms = grant.spoken_ms(now);
        vec![Event::FloorSuspended { grant_no: grant.grant_no, participant_id: grant.participant_id, spoke_ms }]
    }

    /// The grant of a request that waits.
    pub(crate) fn granting_request(
        &self,
        now: Timestamp,
        request: &FloorRequest,
        by: Option<ParticipantId>,
        explanation: Option<Explanation>,
    ) -> Event {
        let interrupts = self.floor.holder.as_ref().map(|grant| grant.grant_no);
        self.turn(
            now,
            &Turn {
                request_id: Some(request.request_id),
                participant_id: request.participant_id,
                kind: request.kind,
                stance: request.stance,
                item_id: request.item_id,
                limit_ms: self.turn_limit(request.participant_id, request.kind),
            },
            &Made { by, interrupts, resumes: None, explanation },
        )
    }

    /// The grant to somebody who did not ask.
    pub(super) fn granting_to(
        &self,
        now: Timestamp,
        person: ParticipantId,
        kind: FloorKind,
        by: Option<ParticipantId>,
    ) -> Event {
        let turn = Turn {
            request_id: None,
            participant_id: person,
            kind,
            stance: None,
            item_id: self.agenda.current,
            limit_ms: self.turn_limit(person, kind),
        };
        self.turn(now, &turn, &Made { by, interrupts: None, resumes: None, explanation: None })
    }

    /// The grant by which an interrupted turn goes on.
    pub(crate) fn resuming(&self, now: Timestamp, grant: &Grant) -> Event {
        let Grant { request_id, participant_id, kind, stance, item_id, limit_ms, .. } = *grant;
        let turn = Turn { request_id, participant_id, kind, stance, item_id, limit_ms };
        self.turn(now, &turn, &Made { by: None, interrupts: None, resumes: Some(grant.grant_no), explanation: None })
    }

    fn turn(&self, now: Timestamp, turn: &Turn, made: &Made) -> Event {
        let Turn { request_id, participant_id, kind, stance, item_id, limit_ms } = *turn;
        let ends_at = limit_ms.map(|limit| now.plus(limit));
        let warning = self.settings.warning_ms;
        let warn_at = ends_at
            .filter(|_| warning > 0 && limit_ms.is_some_and(|limit| warning < limit))
            .map(|end| end.minus(warning));
        Event::FloorGranted {
            grant_no: self.floor.last_grant.next(),
            request_id,
            participant_id,
            kind,
            stance,
            item_id,
            limit_ms,
            warn_at,
            ends_at,
            granted_by: made.by,
            interrupts: made.interrupts,
            resumes: made.resumes,
            explanation: made.explanation,
        }
    }
}

/// Who is about to speak, and what for.
struct Turn {
    request_id: Option<RequestId>,
    participant_id: ParticipantId,
    kind: FloorKind,
    stance: Option<Stance>,
    item_id: Option<crate::AgendaItemId>,
    limit_ms: Option<u64>,
}

/// How a grant comes about.
struct Made {
    by: Option<ParticipantId>,
    interrupts: Option<crate::GrantNo>,
    resumes: Option<crate::GrantNo>,
    explanation: Option<Explanation>,
}
