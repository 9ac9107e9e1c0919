//! What somebody is in the meeting, and what is arranged for them.

use super::people::Loss;
use crate::{
    Event, Meeting, MeetingRole, Participant, ParticipantId, Refusal, Timestamp, Who,
    event::{RevokeCause, WithdrawalCause},
    participant::EXTRA_TIME_MAX,
    refusal::FieldProblem,
    settings::within,
};

impl Meeting {
    pub(super) fn change_role(
        &self,
        now: Timestamp,
        id: ParticipantId,
        role: MeetingRole,
    ) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let person = self.somebody(id)?;
        if person.role == role {
            return Ok(Vec::new());
        }
        if self.is_last_facilitator(id) {
            return Err(Refusal::LastFacilitator);
        }
        if person.guest && role == MeetingRole::Facilitator {
            return Err(Refusal::RoleNotOffered { role });
        }
        let mut events = Vec::new();
        if !role.may_speak() {
            events.extend(self.dropping_requests(person, WithdrawalCause::Role));
            events.extend(self.losing_floor(now, person, &Loss::Taken(RevokeCause::Role, None)));
        }
        events.push(Event::RoleChanged { participant_id: id, role });
        Ok(events)
    }

    pub(super) fn set_extra_time(&self, id: ParticipantId, percent: u16) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let person = self.somebody(id)?;
        within("percent", percent.into(), 0, EXTRA_TIME_MAX.into())?;
        let is_so = person.extra_time_percent == percent;
        Ok(if is_so { Vec::new() } else { vec![Event::ExtraTimeSet { participant_id: id, percent }] })
    }

    pub(super) fn mute(&self, id: ParticipantId) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let is_so = self.somebody(id)?.muted;
        Ok(if is_so { Vec::new() } else { vec![Event::ParticipantMuted { participant_id: id }] })
    }

    pub(super) fn unmute(&self, id: ParticipantId) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let is_so = !self.somebody(id)?.muted;
        Ok(if is_so { Vec::new() } else { vec![Event::ParticipantUnmuted { participant_id: id }] })
    }

    pub(super) fn allow_screen(&self, id: ParticipantId, allowed: bool) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let is_so = self.somebody(id)?.screen_allowed == allowed;
        Ok(if is_so { Vec::new() } else { vec![Event::ScreenAllowed { participant_id: id, allowed }] })
    }

    pub(super) fn assign_group(&self, id: ParticipantId, group: Option<&str>) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let person = self.somebody(id)?;
        if group.is_some_and(|key| self.settings.group(key).is_none()) {
            return Err(Refusal::InvalidField { field: "group", problem: FieldProblem::Unknown });
        }
        if person.group.as_deref() == group {
            return Ok(Vec::new());
        }
        Ok(vec![Event::GroupAssigned { participant_id: id, group: group.map(Into::into) }])
    }

    pub(super) fn invite_to_speak(&self, id: ParticipantId) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        self.check_may_speak(id)?;
        if self.floor.has_turn(id) {
            return Err(Refusal::AlreadyHolder);
        }
        if self.floor.requests_of(id).next().is_some() {
            return Err(Refusal::AlreadyInQueue);
        }
        Ok(vec![Event::InvitedToSpeak { participant_id: id }])
    }

    pub(super) fn set_ready(&self, who: &Who, ready: bool) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let person = self.myself(who)?;
        let id = person.participant_id;
        Ok(if person.ready == ready { Vec::new() } else { vec![Event::ReadyChanged { participant_id: id, ready }] })
    }

    fn somebody(&self, id: ParticipantId) -> Result<&Participant, Refusal> {
        self.present(id).ok_or(Refusal::ParticipantNotFound)
    }
}
