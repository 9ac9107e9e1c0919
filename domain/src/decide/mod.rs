//! What a command brings about. One file per family of commands; this one routes and checks who may.

mod agenda;
mod grant;
mod lifecycle;
pub mod outcome;
mod people;
mod person;
mod phases;
mod queue;
mod release;
mod turn;

use crate::{
    Command, Event, Meeting, Participant, Refusal, Right, Standing, Status, Timestamp, Who, command::Withdrawal,
    permission::may,
};

/// How long one person's refused attempts stay out of the record after one was written, in milliseconds: a flood of them must
/// not fill the record.
pub const REFUSAL_RECORD_INTERVAL_MS: u64 = 10_000;

impl Meeting {
    /// What `command` by `who` brings about at `now`. An empty list: it is so already.
    ///
    /// # Errors
    /// The [`Refusal`] when it is not allowed or not possible; nothing changes then.
    pub fn decide(&self, now: Timestamp, who: &Who, command: &Command) -> Result<Vec<Event>, Refusal> {
        if let Some(right) = self.right_needed(who, command) {
            self.check_right(who, right)?;
        }
        let events = match command {
            Command::Join { role } => self.join(who, *role),
            Command::Leave => self.leave(now, who),
            Command::RemoveParticipant { participant_id, reason, rejoin } => {
                self.remove_participant(now, *participant_id, reason.as_deref(), *rejoin)
            }
            Command::AddGuest { display_name } => self.add_guest(display_name),
            Command::ChangeRole { participant_id, role } => self.change_role(now, *participant_id, *role),
            Command::SetExtraTime { participant_id, percent } => self.set_extra_time(*participant_id, *percent),
            Command::MuteParticipant { participant_id } => self.mute(*participant_id),
            Command::UnmuteParticipant { participant_id } => self.unmute(*participant_id),
            Command::AllowScreen { participant_id, allowed } => self.allow_screen(*participant_id, *allowed),
            Command::AssignGroup { participant_id, group } => self.assign_group(*participant_id, group.as_deref()),
            Command::InviteToSpeak { participant_id } => self.invite_to_speak(*participant_id),
            Command::SetReady { ready } => self.set_ready(who, *ready),
            Command::StartMeeting => self.start(now),
            Command::CloseMeeting => self.close(now),
            Command::UpdateMeeting(change) => self.update(change),
            Command::ChangeAgenda(change) => self.change_agenda(change),
            Command::RequestFloor(wish) => self.request_floor(who, wish),
            Command::WithdrawRequest(which) => self.withdraw_request(who, *which),
            Command::DenyRequest { request_id, reason } => self.deny_request(*request_id, reason.as_deref()),
            Command::MoveRequest { request_id, position } => self.move_request(*request_id, *position),
            Command::GiveLastWord { participant_id } => self.give_last_word(who, *participant_id),
            Command::OpenQueue => self.open_queue(),
            Command::CloseQueue { late } => self.close_queue(*late),
            Command::GrantFloor(to) => self.grant_floor(now, who, *to),
            Command::UndoGrant => self.undo_grant(now),
            Command::ReleaseFloor => self.release_floor(now, who),
            Command::YieldFloor => self.yield_floor(now, who),
            Command::HandOverFloor { participant_id } => self.hand_over_floor(now, who, *participant_id),
            Command::RevokeFloor { reason } => self.revoke_floor(now, reason.as_deref()),
            Command::ExtendTurn { by_ms } => self.extend_turn(now, *by_ms),
            Command::PauseTurn => self.pause_turn(now),
            Command::ResumeTurn => self.resume_turn(now),
            Command::AdvancePhase => self.advance_phase(now),
            Command::GoBackPhase => self.go_back_phase(now),
            Command::ExtendPhase { by_ms } => self.extend_phase(now, *by_ms),
        }?;
        Ok(if events.is_empty() { events } else { self.settled(now, events) })
    }

    /// What goes into the record about a refused command: attempts of people in the meeting at what their role does not allow,
    /// at most one in [`REFUSAL_RECORD_INTERVAL_MS`] for each person.
    pub fn refusal_event(&self, now: Timestamp, who: &Who, refusal: &Refusal) -> Option<Event> {
        let Refusal::NotPermitted { right } = refusal else { return None };
        let person = self.present(who.participant_id())?;
        let recent = person.refusal_recorded_at.is_some_and(|at| now.since(at) < REFUSAL_RECORD_INTERVAL_MS);
        (!recent && self.status != Status::Closed)
            .then(|| Event::CommandRefused { command: *right, code: "not_permitted".into() })
    }

    /// Whether `who` has this right here and now.
    ///
    /// # Errors
    /// [`Refusal::Banned`], [`Refusal::NotAParticipant`], [`Refusal::NotPermitted`]
    pub fn check_right(&self, who: &Who, right: Right) -> Result<(), Refusal> {
        let person = self.participants.get(&who.participant_id());
        let role = self.role_of(who.participant_id());
        if may(who.account_role, role, right) {
            return Ok(());
        }
        match (role, person.map(|person| person.standing)) {
            (None, Some(Standing::Banned)) => Err(Refusal::Banned),
            (None, _) => Err(Refusal::NotAParticipant),
            (Some(_), _) => Err(Refusal::NotPermitted { right }),
        }
    }

    /// The right `command` takes of `who`. One's own request stays one's own when it is named by its number, and naming one that
    /// is gone (a click too late) is no attempt at somebody else's. Asking on one's own behalf is asking. Giving back the floor of
    /// somebody without a device is a right of its own.
    fn right_needed(&self, who: &Who, command: &Command) -> Option<Right> {
        let right = command.right()?;
        let me = who.participant_id();
        let may = |right| may(who.account_role, self.role_of(me), right);
        Some(match command {
            Command::WithdrawRequest(Withdrawal::Request(id)) => {
                let is_anothers = self.floor.request(*id).is_some_and(|request| request.participant_id != me);
                if may(Right::WithdrawRequest) && !is_anothers { Right::WithdrawRequest } else { right }
            }
            Command::RequestFloor(wish) if wish.beneficiary == Some(me) => Right::RequestFloor,
            Command::ReleaseFloor => match &self.floor.holder {
                Some(grant) if self.is_guest(grant.participant_id) && may(Right::ReleaseFloorFor) => {
                    Right::ReleaseFloorFor
                }
                _ => right,
            },
            _ => right,
        })
    }

    /// Refuses when the meeting is not running.
    fn check_live(&self) -> Result<(), Refusal> {
        match self.status {
            Status::Live => Ok(()),
            Status::Scheduled => Err(Refusal::MeetingIsNotLive),
            Status::Closed => Err(Refusal::MeetingIsClosed),
        }
    }

    fn check_not_closed(&self) -> Result<(), Refusal> {
        if self.status == Status::Closed { Err(Refusal::MeetingIsClosed) } else { Ok(()) }
    }

    /// The person behind `who`, who has to be in the meeting.
    fn myself(&self, who: &Who) -> Result<&Participant, Refusal> {
        self.present(who.participant_id()).ok_or(Refusal::NotAParticipant)
    }
}
