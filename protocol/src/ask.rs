//! What a client's message asks of the server.

use crate::{
    ClientMessage, Code, Problem,
    limits::{LAYER_MAX, SDP_MAX, VIDEO_SLOTS_MAX},
    media::MediaWish,
};
use orchestrasec_domain::{
    Command, FloorKind, FloorWish, MeetingId, MeetingRole, ParticipantId, RequestId,
    command::{AgendaChange, GrantTo, MeetingChange, Withdrawal},
};
use serde_json::Number;

/// What a message asks of the server.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the same as in ClientMessage")]
pub enum Ask {
    Hello { protocol: u32, token: Option<String>, ticket: Option<String> },
    Join { id: String, meeting_id: MeetingId, role: MeetingRole },
    Resume { id: String, meeting_id: MeetingId, after: u64 },
    Unfollow { id: String, meeting_id: MeetingId },
    Ping { t: Number },
    Command { id: String, meeting_id: MeetingId, command: Command },
    Media { id: String, meeting_id: MeetingId, wish: MediaWish },
}

impl ClientMessage {
    /// Sorts the message by what has to be done.
    ///
    /// # Errors
    /// [`Code::InvalidField`] when its fields contradict each other.
    #[expect(clippy::too_many_lines, reason = "one arm for each message")]
    pub fn into_ask(self) -> Result<Ask, Problem> {
        use ClientMessage as M;
        let (id, meeting_id, command) = match self {
            M::Hello { protocol, token, ticket } => return Ok(Ask::Hello { protocol, token, ticket }),
            M::Join { id, meeting_id, role } => {
                return Ok(Ask::Join { id, meeting_id, role: role.unwrap_or(MeetingRole::Participant) });
            }
            M::Resume { id, meeting_id, after } => return Ok(Ask::Resume { id, meeting_id, after }),
            M::Unfollow { id, meeting_id } => return Ok(Ask::Unfollow { id, meeting_id }),
            M::Ping { t } => return Ok(Ask::Ping { t }),
            M::RequestFloor { id, meeting_id, kind, stance, note, beneficiary } => {
                let kind = kind.unwrap_or(FloorKind::Contribution);
                (id, meeting_id, Command::RequestFloor(FloorWish { kind, stance, note, beneficiary }))
            }
            M::WithdrawRequest { id, meeting_id, request_id } => {
                let which = request_id.map_or(Withdrawal::Own, Withdrawal::Request);
                (id, meeting_id, Command::WithdrawRequest(which))
            }
            M::ReleaseFloor { id, meeting_id } => (id, meeting_id, Command::ReleaseFloor),
            M::GrantFloor { id, meeting_id, request_id, participant_id } => {
                (id, meeting_id, Command::GrantFloor(grant_to(request_id, participant_id)?))
            }
            M::DenyRequest { id, meeting_id, request_id, reason } => {
                (id, meeting_id, Command::DenyRequest { request_id, reason })
            }
            M::YieldFloor { id, meeting_id } => (id, meeting_id, Command::YieldFloor),
            M::HandOverFloor { id, meeting_id, participant_id } => {
                (id, meeting_id, Command::HandOverFloor { participant_id })
            }
            M::UndoGrant { id, meeting_id } => (id, meeting_id, Command::UndoGrant),
            M::ExtendTurn { id, meeting_id, by_ms } => (id, meeting_id, Command::ExtendTurn { by_ms }),
            M::PauseTurn { id, meeting_id } => (id, meeting_id, Command::PauseTurn),
            M::ResumeTurn { id, meeting_id } => (id, meeting_id, Command::ResumeTurn),
            M::GiveLastWord { id, meeting_id, participant_id } => {
                (id, meeting_id, Command::GiveLastWord { participant_id })
            }
            M::InviteToSpeak { id, meeting_id, participant_id } => {
                (id, meeting_id, Command::InviteToSpeak { participant_id })
            }
            M::RevokeFloor { id, meeting_id, reason } => (id, meeting_id, Command::RevokeFloor { reason }),
            M::MoveRequest { id, meeting_id, request_id, position } => {
                (id, meeting_id, Command::MoveRequest { request_id, position })
            }
            M::OpenQueue { id, meeting_id } => (id, meeting_id, Command::OpenQueue),
            M::CloseQueue { id, meeting_id, late } => {
                (id, meeting_id, Command::CloseQueue { late: late.unwrap_or_default() })
            }
            M::AdvancePhase { id, meeting_id } => (id, meeting_id, Command::AdvancePhase),
            M::GoBackPhase { id, meeting_id } => (id, meeting_id, Command::GoBackPhase),
            M::ExtendPhase { id, meeting_id, by_ms } => (id, meeting_id, Command::ExtendPhase { by_ms }),
            M::SetReady { id, meeting_id, ready } => (id, meeting_id, Command::SetReady { ready }),
            M::AddAgendaItem { id, meeting_id, item, position } => {
                (id, meeting_id, Command::ChangeAgenda(AgendaChange::Add(item, position)))
            }
            M::EditAgendaItem { id, meeting_id, item_id, item } => {
                (id, meeting_id, Command::ChangeAgenda(AgendaChange::Edit(item_id, item)))
            }
            M::MoveAgendaItem { id, meeting_id, item_id, position } => {
                (id, meeting_id, Command::ChangeAgenda(AgendaChange::Move(item_id, position)))
            }
            M::RemoveAgendaItem { id, meeting_id, item_id } => {
                (id, meeting_id, Command::ChangeAgenda(AgendaChange::Remove(item_id)))
            }
            M::EnterAgendaItem { id, meeting_id, item_id } => {
                (id, meeting_id, Command::ChangeAgenda(AgendaChange::Enter(item_id)))
            }
            M::StartMeeting { id, meeting_id } => (id, meeting_id, Command::StartMeeting),
            M::CloseMeeting { id, meeting_id } => (id, meeting_id, Command::CloseMeeting),
            M::UpdateMeeting { id, meeting_id, title, description, scheduled_start, settings } => {
                let settings = settings.unwrap_or_default();
                let change = MeetingChange { title, description, scheduled_start, settings };
                (id, meeting_id, Command::UpdateMeeting(change))
            }
            M::RemoveParticipant { id, meeting_id, participant_id, reason, rejoin } => {
                let rejoin = rejoin.unwrap_or_default();
                (id, meeting_id, Command::RemoveParticipant { participant_id, reason, rejoin })
            }
            M::AddGuest { id, meeting_id, display_name } => (id, meeting_id, Command::AddGuest { display_name }),
            M::ChangeRole { id, meeting_id, participant_id, role } => {
                (id, meeting_id, Command::ChangeRole { participant_id, role })
            }
            M::SetExtraTime { id, meeting_id, participant_id, percent } => {
                (id, meeting_id, Command::SetExtraTime { participant_id, percent })
            }
            M::MuteParticipant { id, meeting_id, participant_id } => {
                (id, meeting_id, Command::MuteParticipant { participant_id })
            }
            M::UnmuteParticipant { id, meeting_id, participant_id } => {
                (id, meeting_id, Command::UnmuteParticipant { participant_id })
            }
            M::AllowScreen { id, meeting_id, participant_id, allowed } => {
                (id, meeting_id, Command::AllowScreen { participant_id, allowed })
            }
            M::AssignGroup { id, meeting_id, participant_id, group } => {
                (id, meeting_id, Command::AssignGroup { participant_id, group })
            }
            M::MediaJoin { id, meeting_id } => return Ok(Ask::Media { id, meeting_id, wish: MediaWish::Join }),
            M::MediaAnswer { id, meeting_id, rev, sdp } => {
                if sdp.len() > SDP_MAX {
                    return Err(Problem::field("sdp", Code::TooLarge, "the session description is too long"));
                }
                return Ok(Ask::Media { id, meeting_id, wish: MediaWish::Answer { rev, sdp } });
            }
            M::MediaWant { id, meeting_id, slots } => {
                if slots.len() > VIDEO_SLOTS_MAX || slots.iter().any(|slot| slot.layer > LAYER_MAX) {
                    return Err(Problem::field("slots", Code::InvalidField, "at most 25 videos, layers 0 to 2"));
                }
                return Ok(Ask::Media { id, meeting_id, wish: MediaWish::Want(slots) });
            }
            M::MediaRestart { id, meeting_id } => return Ok(Ask::Media { id, meeting_id, wish: MediaWish::Restart }),
            M::MediaLeave { id, meeting_id } => return Ok(Ask::Media { id, meeting_id, wish: MediaWish::Leave }),
            M::Leave { id, meeting_id } => (id, meeting_id, Command::Leave),
        };
        Ok(Ask::Command { id, meeting_id, command })
    }
}

/// Whom to grant, from the two optional fields of the wire.
///
/// # Errors
/// [`Code::InvalidField`] when both are given.
pub fn grant_to(request_id: Option<RequestId>, participant_id: Option<ParticipantId>) -> Result<GrantTo, Problem> {
    match (request_id, participant_id) {
        (None, None) => Ok(GrantTo::Next),
        (Some(id), None) => Ok(GrantTo::Request(id)),
        (None, Some(id)) => Ok(GrantTo::Participant(id)),
        (Some(_), Some(_)) => {
            Err(Problem::field("participant_id", Code::InvalidField, "give request_id or participant_id, not both"))
        }
    }
}
