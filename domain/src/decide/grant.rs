//! Give the floor, give it back, take it. All granting goes through here.

use crate::{
    Event, FloorKind, Granting, Meeting, MeetingRole, ParticipantId, Phase, Refusal, RequestId, Settings, Status,
    Timestamp, Who,
    command::GrantTo,
    event::{ReleaseCause, RevokeCause},
    text::{REASON_MAX, optional_line},
};

impl Meeting {
    pub(super) fn grant_floor(&self, now: Timestamp, to: GrantTo) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        if self.floor.holder.is_some() {
            return Err(Refusal::FloorIsHeld);
        }
        let request = match to {
            GrantTo::Next => Some(self.floor.queue.first().ok_or(Refusal::QueueIsEmpty)?),
            GrantTo::Request(id) => Some(self.waiting(id)?),
            GrantTo::Participant(person) => {
                match self.role_of(person) {
                    Some(MeetingRole::Facilitator | MeetingRole::Participant) => {}
                    Some(MeetingRole::Observer) => return Err(Refusal::NotEligible),
                    None => return Err(Refusal::ParticipantNotFound),
                }
                match self.floor.request_of(person) {
                    Some(request) => Some(request),
                    None => return Ok(vec![self.granting_to(now, None, person, FloorKind::Contribution)]),
                }
            }
        };
        Ok(request
            .map(|request| self.granting_to(now, Some(request.request_id), request.participant_id, request.kind))
            .into_iter()
            .collect())
    }

    pub(super) fn release_floor(&self, now: Timestamp, who: &Who) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        if !self.floor.is_held_by(who.participant_id()) {
            return Err(Refusal::NotTheHolder);
        }
        let mut events: Vec<_> = self.releasing(now, ReleaseCause::Own).into_iter().collect();
        events.extend(self.grant_after(now, None));
        Ok(events)
    }

    pub(super) fn revoke_floor(&self, now: Timestamp, reason: Option<&str>) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        if self.floor.holder.is_none() {
            return Err(Refusal::FloorIsFree);
        }
        let reason = optional_line("reason", reason, REASON_MAX)?;
        let mut events: Vec<_> = self.revoking(now, RevokeCause::Facilitator, reason).into_iter().collect();
        events.extend(self.grant_after(now, None));
        Ok(events)
    }

    pub(super) fn releasing(&self, now: Timestamp, cause: ReleaseCause) -> Option<Event> {
        let grant = self.floor.holder.as_ref()?;
        Some(Event::FloorReleased {
            grant_no: grant.grant_no,
            participant_id: grant.participant_id,
            spoke_ms: grant.spoken_ms(now),
            cause,
        })
    }

    pub(super) fn revoking(&self, now: Timestamp, cause: RevokeCause, reason: Option<String>) -> Option<Event> {
        let grant = self.floor.holder.as_ref()?;
        Some(Event::FloorRevoked {
            grant_no: grant.grant_no,
            participant_id: grant.participant_id,
            spoke_ms: grant.spoken_ms(now),
            cause,
            reason,
        })
    }

    /// The grant that follows when the floor has become free and `gone` is out of the meeting.
    pub(crate) fn grant_after(&self, now: Timestamp, gone: Option<ParticipantId>) -> Option<Event> {
        self.grant_first(now, self.granting(), &self.settings, self.current_phase(), gone)
    }

    /// The grant to the first in the queue, under rules that may be about to change.
    pub(super) fn grant_first(
        &self,
        now: Timestamp,
        granting: Granting,
        settings: &Settings,
        phase: Option<&Phase>,
        gone: Option<ParticipantId>,
    ) -> Option<Event> {
        if self.status != Status::Live || granting != Granting::Automatic {
            return None;
        }
        let next = self.floor.queue.iter().find(|request| Some(request.participant_id) != gone)?;
        Some(self.grant_under(now, settings, phase, Some(next.request_id), next.participant_id, next.kind))
    }

    pub(super) fn granting_to(
        &self,
        now: Timestamp,
        request_id: Option<RequestId>,
        person: ParticipantId,
        kind: FloorKind,
    ) -> Event {
        self.grant_under(now, &self.settings, self.current_phase(), request_id, person, kind)
    }

    fn grant_under(
        &self,
        now: Timestamp,
        settings: &Settings,
        phase: Option<&Phase>,
        request_id: Option<RequestId>,
        person: ParticipantId,
        kind: FloorKind,
    ) -> Event {
        let limit_ms = phase.and_then(|phase| phase.rules.turn_limit_ms).or(settings.turn_limit_ms);
        let ends_at = limit_ms.map(|limit| now.plus(limit));
        let warning = settings.warning_ms;
        let warn_at = ends_at
            .filter(|_| warning > 0 && limit_ms.is_some_and(|limit| warning < limit))
            .map(|end| end.minus(warning));
        Event::FloorGranted {
            grant_no: self.floor.last_grant.next(),
            request_id,
            participant_id: person,
            kind,
            limit_ms,
            warn_at,
            ends_at,
        }
    }

    /// How the floor finds its next holder now.
    pub fn granting(&self) -> Granting {
        self.phase_granting().unwrap_or(self.settings.granting)
    }

    pub(super) fn phase_granting(&self) -> Option<Granting> {
        self.current_phase().and_then(|phase| phase.rules.granting)
    }
}
