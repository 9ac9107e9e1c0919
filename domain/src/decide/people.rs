//! Join, leave, remove; people without an account.

use super::release::{releasing, releasing_interrupted};
use crate::{
    Event, Grant, Meeting, MeetingRole, Participant, ParticipantId, Refusal, Standing, Timestamp, Who,
    event::{Rejoin, ReleaseCause, RevokeCause, WithdrawalCause},
    participant::PARTICIPANTS_MAX,
    text::{NAME_MAX, REASON_MAX, optional_line, required_line},
};

/// How somebody who goes loses a running turn.
pub(super) enum Loss {
    /// They give it back.
    Given,
    /// It is taken from them, with the reason told.
    Taken(RevokeCause, Option<String>),
}

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
        events.extend(self.losing_floor(now, person, &Loss::Given));
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
        events.extend(self.losing_floor(now, person, &Loss::Taken(RevokeCause::Removed, reason.clone())));
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

    /// The end of the turn of somebody who goes, running or interrupted. What is interrupted is given back, not taken.
    pub(super) fn losing_floor(&self, now: Timestamp, person: &Participant, running: &Loss) -> Vec<Event> {
        let is_theirs = |grant: &&Grant| grant.participant_id == person.participant_id;
        let ending = |grant: &Grant| match running {
            Loss::Given => vec![releasing(now, grant, ReleaseCause::Left)],
            Loss::Taken(cause, reason) => self.revoking(now, *cause, reason.clone()),
        };
        let interrupted = self.floor.suspended.iter().rev().filter(is_theirs);
        let interrupted = interrupted.map(|grant| releasing_interrupted(grant, ReleaseCause::Left));
        self.floor.holder.iter().filter(is_theirs).flat_map(ending).chain(interrupted).collect()
    }
}
