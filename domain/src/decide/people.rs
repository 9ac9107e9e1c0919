//! Join, leave, remove; people without an account.

use crate::{
    Event, Meeting, MeetingRole, Participant, ParticipantId, Refusal, Standing, Timestamp, Who,
    event::{Rejoin, ReleaseCause, RevokeCause, WithdrawalCause},
    participant::PARTICIPANTS_MAX,
    text::{NAME_MAX, REASON_MAX, optional_line, required_line},
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
        let display_name = who.display_name.clone();
        Ok(vec![Event::ParticipantJoined { participant_id: id, display_name, role, guest: false }])
    }

    pub(super) fn add_guest(&self, display_name: &str) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let display_name = required_line("display_name", display_name, NAME_MAX)?;
        if self.participants.len() >= PARTICIPANTS_MAX {
            return Err(Refusal::MeetingIsFull);
        }
        let number = u32::try_from(self.participants.len()).unwrap_or(u32::MAX).saturating_add(1);
        let participant_id = ParticipantId::of_guest(self.id, number);
        let role = MeetingRole::Participant;
        Ok(vec![Event::ParticipantJoined { participant_id, display_name, role, guest: true }])
    }

    pub(super) fn leave(&self, now: Timestamp, who: &Who) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let person = self.myself(who)?;
        if self.is_last_facilitator(person.participant_id) {
            return Err(Refusal::LastFacilitator);
        }
        let mut events = self.dropping_requests(person, WithdrawalCause::Left);
        events.extend(self.losing_floor(now, person, ReleaseCause::Left));
        events.push(Event::ParticipantLeft { participant_id: person.participant_id });
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
        let mut events = self.dropping_requests(person, WithdrawalCause::Removed);
        if self.floor.is_held_by(id) {
            events.extend(self.revoking(now, RevokeCause::Removed, reason.clone()));
        } else {
            events.extend(self.losing_floor(now, person, ReleaseCause::Left));
        }
        events.push(Event::ParticipantRemoved { participant_id: id, reason, rejoin });
        Ok(events)
    }

    pub(super) fn is_last_facilitator(&self, id: ParticipantId) -> bool {
        let mut facilitators = self
            .participants
            .values()
            .filter(|person| person.role == MeetingRole::Facilitator && person.standing == Standing::Present);
        facilitators.next().is_some_and(|only| only.participant_id == id) && facilitators.next().is_none()
    }

    /// The end of this person's turn, running or interrupted.
    pub(super) fn losing_floor(&self, now: Timestamp, person: &Participant, cause: ReleaseCause) -> Option<Event> {
        let id = person.participant_id;
        let running = self.floor.holder.as_ref().filter(|grant| grant.participant_id == id);
        let interrupted = self.floor.suspended_turn_of(id);
        running
            .map(|grant| super::release::releasing(now, grant, cause))
            .or_else(|| interrupted.map(|grant| super::release::releasing_interrupted(grant, cause)))
    }
}
