//! What can be asked of a meeting.

use crate::{
    AccountRole, FloorKind, MeetingId, MeetingRole, ParticipantId, RequestId, Right, SettingsChange, Timestamp, UserId,
    event::Rejoin,
};

/// Who asks: taken from the verified access token, never from the request itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The account.
    pub user_id: UserId,
    /// Its display name now.
    pub display_name: String,
    /// Its role on this installation.
    pub account_role: AccountRole,
}

impl Who {
    /// The person this account is in a meeting.
    pub fn participant_id(&self) -> ParticipantId {
        self.user_id.into()
    }
}

/// What a new meeting is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMeeting {
    /// The id it shall have.
    pub meeting_id: MeetingId,
    /// What it is called.
    pub title: String,
    /// What it is about; may be empty.
    pub description: String,
    /// Key of a built-in template; `None`: the default one.
    pub template: Option<String>,
    /// When it is planned to start.
    pub scheduled_start: Option<Timestamp>,
    /// Settings that differ from the default.
    pub settings: SettingsChange,
}

/// A change of what a meeting is called and how it works. Outer `None`: as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingChange {
    /// See [`NewMeeting::title`].
    pub title: Option<String>,
    /// See [`NewMeeting::description`].
    pub description: Option<String>,
    /// See [`NewMeeting::scheduled_start`]; the inner `None` takes the plan away.
    pub scheduled_start: Option<Option<Timestamp>>,
    /// See [`NewMeeting::settings`].
    pub settings: SettingsChange,
}

/// Whom a facilitator gives the floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantTo {
    /// The first in the queue.
    Next,
    /// The one who made this request.
    Request(RequestId),
    /// This person, whether waiting or not.
    Participant(ParticipantId),
}

/// Whose request is withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withdrawal {
    /// One's own.
    Own,
    /// This one.
    Request(RequestId),
}

/// A wish that the meeting decides on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Come in; who is in already stays as they are.
    Join {
        /// Wanted role; facilitator cannot be chosen.
        role: MeetingRole,
    },
    /// Go.
    Leave,
    /// Begin with the first phase.
    StartMeeting,
    /// End the meeting for good.
    CloseMeeting,
    /// Change what it is called and how it works.
    UpdateMeeting(MeetingChange),
    /// Put somebody out.
    RemoveParticipant {
        /// Whom.
        participant_id: ParticipantId,
        /// Why.
        reason: Option<String>,
        /// Whether the person may come back.
        rejoin: Rejoin,
    },
    /// Ask for the floor.
    RequestFloor {
        /// What for.
        kind: FloorKind,
        /// What others should know beforehand.
        note: Option<String>,
    },
    /// Take a request back.
    WithdrawRequest(Withdrawal),
    /// Refuse a request.
    DenyRequest {
        /// Which.
        request_id: RequestId,
        /// Why.
        reason: Option<String>,
    },
    /// Change a request's place.
    MoveRequest {
        /// Which.
        request_id: RequestId,
        /// New place, 1 is the head.
        position: usize,
    },
    /// Let requests in.
    OpenQueue,
    /// Let no more requests in.
    CloseQueue,
    /// Give the floor.
    GrantFloor(GrantTo),
    /// Give back the floor one holds.
    ReleaseFloor,
    /// Take the floor from its holder.
    RevokeFloor {
        /// Why.
        reason: Option<String>,
    },
    /// Enter the next phase.
    AdvancePhase,
    /// Return to the phase before.
    GoBackPhase,
}

impl Command {
    /// The right it takes; `None` for joining, which has rules of its own.
    pub fn right(&self) -> Option<Right> {
        Some(match self {
            Command::Join { .. } => return None,
            Command::Leave => Right::Leave,
            Command::StartMeeting => Right::StartMeeting,
            Command::CloseMeeting => Right::CloseMeeting,
            Command::UpdateMeeting(_) => Right::UpdateMeeting,
            Command::RemoveParticipant { .. } => Right::RemoveParticipant,
            Command::RequestFloor { .. } => Right::RequestFloor,
            Command::WithdrawRequest(Withdrawal::Own) => Right::WithdrawRequest,
            Command::WithdrawRequest(Withdrawal::Request(_)) => Right::WithdrawAnyRequest,
            Command::DenyRequest { .. } => Right::DenyRequest,
            Command::MoveRequest { .. } => Right::MoveRequest,
            Command::OpenQueue => Right::OpenQueue,
            Command::CloseQueue => Right::CloseQueue,
            Command::GrantFloor(_) => Right::GrantFloor,
            Command::ReleaseFloor => Right::ReleaseFloor,
            Command::RevokeFloor { .. } => Right::RevokeFloor,
            Command::AdvancePhase => Right::AdvancePhase,
            Command::GoBackPhase => Right::GoBackPhase,
        })
    }
}
