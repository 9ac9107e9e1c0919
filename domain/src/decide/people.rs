//! Join, leave, remove.

use crate::{
    Event, Meeting, MeetingRole, ParticipantId, Refusal, Standing, Timestamp, Who,
    event::{Rejoin, ReleaseCause, RevokeCause, WithdrawalCause},
    participant::PARTICIPANTS_MAX,
    text::{REASON_MAX, optional_line},
};

impl Meeting {
    pub(super) fn join(&self, who: &Who, role: MeetingRole) -> Result<Vec<Event>, Refusal> {
        let id = who.participant_id();
        let known = self.participants.get(&id);
        match known.map(|person| person.standing) {
            Some(Standing::Present) => return Ok(Vec::new()),
            Some(Standing::Banned) => return Err(Refusal::Banned),
            _ => {}
        }
        self.check_not_closed()?;
        // A facilitator who left and comes back is one again; nobody else becomes one by joining.
        let was_facilitator =
            known.is_some_and(|person| person.role == MeetingRole::Facilitator && person.standing == Standing::Left);
        let role = match role {
            _ if was_facilitator => MeetingRole::Facilitator,
            MeetingRole::Facilitator => return Err(Refusal::RoleNotOffered { role }),
            role => role,
        };
        if known.is_none() && self.participants.len() >= PARTICIPANTS_MAX {
            return Err(Refusal::MeetingIsFull);
        }
        Ok(vec![Event::ParticipantJoined { participant_id: id, display_name: who.display_name.clone(), role }])
    }

    pub(super) fn leave(&self, now: Timestamp, who: &Who) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let person = self.myself(who)?;
        if self.is_last_facilitator(person.participant_id) {
            return Err(Refusal::LastFacilitator);
        }
        let id = person.participant_id;
        let mut events: Vec<_> = self.dropping_request(id, WithdrawalCause::Left).into_iter().collect();
        if self.floor.is_held_by(id) {
            events.extend(self.releasing(now, ReleaseCause::Left));
        }
        events.push(Event::ParticipantLeft { participant_id: id });
        if self.floor.is_held_by(id) {
            events.extend(self.grant_after(now, Some(id)));
        }
        Ok(events)
    }

    pub(super) fn remove_participant(
        &self,
        now: Timestamp,
        id: ParticipantId,
        reason: Option<&str>,
        rejoin: Rejoin,
    ) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let person = self.participants.get(&id).ok_or(Refusal::ParticipantNotFound)?;
        if self.is_last_facilitator(id) {
            return Err(Refusal::LastFacilitator);
        }
        let reason = optional_line("reason", reason, REASON_MAX)?;
        let is_so_already = match person.standing {
            Standing::Banned => true,
            Standing::Removed => rejoin == Rejoin::Allowed,
            Standing::Present | Standing::Left => false,
        };
        if is_so_already {
            return Ok(Vec::new());
        }
        let mut events: Vec<_> = self.dropping_request(id, WithdrawalCause::Removed).into_iter().collect();
        let held = self.floor.is_held_by(id);
        if held {
            events.extend(self.revoking(now, RevokeCause::Removed, reason.clone()));
        }
        events.push(Event::ParticipantRemoved { participant_id: id, reason, rejoin });
        if held {
            events.extend(self.grant_after(now, Some(id)));
        }
        Ok(events)
    }

    fn is_last_facilitator(&self, id: ParticipantId) -> bool {
        let mut facilitators = self
            .participants
            .values()
            .filter(|person| person.role == MeetingRole::Facilitator && person.standing == Standing::Present);
        facilitators.next().is_some_and(|only| only.participant_id == id) && facilitators.next().is_none()
    }

    fn dropping_request(&self, id: ParticipantId, cause: WithdrawalCause) -> Option<Event> {
        let request = self.floor.request_of(id)?;
        Some(Event::RequestWithdrawn { request_id: request.request_id, participant_id: id, cause })
    }
}
