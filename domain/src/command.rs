//! What can be asked of a meeting.

use crate::{
    AccountRole, AgendaItemId, FloorKind, MeetingId, MeetingRole, ParticipantId, RequestId, Right, SettingsChange,
    Stance, Template, Timestamp, UserId, agenda::AgendaText, event::LateAdmission, event::Rejoin,
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
    /// The plan it starts from.
    pub template: Template,
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

/// A wish to speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FloorWish {
    /// What for.
    pub kind: FloorKind,
    /// For or against; contributions only.
    pub stance: Option<Stance>,
    /// What others should know beforehand.
    pub note: Option<String>,
    /// On whose behalf; `None`: one's own (RFC 8855 calls this person the beneficiary).
    pub beneficiary: Option<ParticipantId>,
}

impl FloorWish {
    /// A wish of one's own without anything further.
    pub fn of(kind: FloorKind) -> Self {
        Self { kind, stance: None, note: None, beneficiary: None }
    }
}

/// A change of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgendaChange {
    /// A new item at this position, from 1; `None`: at the end.
    Add(AgendaText, Option<usize>),
    /// Another text for an item.
    Edit(AgendaItemId, AgendaText),
    /// Another position for an item, from 1.
    Move(AgendaItemId, usize),
    /// Away with an item.
    Remove(AgendaItemId),
    /// This is the current item; `None`: none is.
    Enter(Option<AgendaItemId>),
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
    RequestFloor(FloorWish),
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
    CloseQueue {
        /// What is still let in.
        late: LateAdmission,
    },
    /// Give the floor.
    GrantFloor(GrantTo),
    /// Give back the floor one holds.
    ReleaseFloor,
    /// Give back the floor one holds and ask for it again.
    YieldFloor,
    /// Give the floor directly to this person.
    HandOverFloor {
        /// To whom.
        participant_id: ParticipantId,
    },
    /// Take back the grant that a facilitator has just made.
    UndoGrant,
    /// Make the running turn longer or, with a negative number, shorter.
    ExtendTurn {
        /// By how many milliseconds.
        by_ms: i64,
    },
    /// Stop the running turn's clock.
    PauseTurn,
    /// Let it go on.
    ResumeTurn,
    /// Put this person behind all others.
    GiveLastWord {
        /// Whom.
        participant_id: ParticipantId,
    },
    /// Ask somebody to ask for the floor.
    InviteToSpeak {
        /// Whom.
        participant_id: ParticipantId,
    },
    /// Take the floor from its holder.
    RevokeFloor {
        /// Why.
        reason: Option<String>,
    },
    /// Enter the next phase.
    AdvancePhase,
    /// Return to the phase before.
    GoBackPhase,
    /// Make the phase longer or, with a negative number, shorter.
    ExtendPhase {
        /// By how many milliseconds.
        by_ms: i64,
    },
    /// Say whether one is ready for the next phase.
    SetReady {
        /// Whether one is.
        ready: bool,
    },
    /// Change the agenda or its current item.
    ChangeAgenda(AgendaChange),
    /// Bring in somebody without an account, as a participant.
    AddGuest {
        /// The name that others see.
        display_name: String,
    },
    /// Make somebody something else.
    ChangeRole {
        /// Whom.
        participant_id: ParticipantId,
        /// What.
        role: MeetingRole,
    },
    /// Give somebody more time for every turn.
    SetExtraTime {
        /// Whom.
        participant_id: ParticipantId,
        /// How much, in percent of every limit.
        percent: u16,
    },
    /// Close somebody's microphone where everyone may speak.
    MuteParticipant {
        /// Whose.
        participant_id: ParticipantId,
    },
    /// Take that back.
    UnmuteParticipant {
        /// Whose.
        participant_id: ParticipantId,
    },
    /// Say whether somebody may share a screen without holding the floor.
    AllowScreen {
        /// Whom.
        participant_id: ParticipantId,
        /// Whether they may.
        allowed: bool,
    },
    /// Put somebody into a group.
    AssignGroup {
        /// Whom.
        participant_id: ParticipantId,
        /// Key of the group; `None`: out of any.
        group: Option<String>,
    },
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
            Command::RequestFloor(wish) if wish.beneficiary.is_some() => Right::RequestFloorFor,
            Command::RequestFloor(_) => Right::RequestFloor,
            Command::WithdrawRequest(Withdrawal::Own) => Right::WithdrawRequest,
            Command::WithdrawRequest(Withdrawal::Request(_)) => Right::WithdrawAnyRequest,
            Command::DenyRequest { .. } => Right::DenyRequest,
            Command::MoveRequest { .. } => Right::MoveRequest,
            Command::OpenQueue => Right::OpenQueue,
            Command::CloseQueue { .. } => Right::CloseQueue,
            Command::GrantFloor(_) => Right::GrantFloor,
            Command::ReleaseFloor => Right::ReleaseFloor,
            Command::YieldFloor => Right::YieldFloor,
            Command::HandOverFloor { .. } => Right::HandOverFloor,
            Command::UndoGrant => Right::UndoGrant,
            Command::ExtendTurn { .. } => Right::ExtendTurn,
            Command::PauseTurn => Right::PauseTurn,
            Command::ResumeTurn => Right::ResumeTurn,
            Command::GiveLastWord { .. } => Right::GiveLastWord,
            Command::InviteToSpeak { .. } => Right::InviteToSpeak,
            Command::RevokeFloor { .. } => Right::RevokeFloor,
            Command::AdvancePhase => Right::AdvancePhase,
            Command::GoBackPhase => Right::GoBackPhase,
            Command::ExtendPhase { .. } => Right::ExtendPhase,
            Command::SetReady { .. } => Right::SetReady,
            Command::ChangeAgenda(_) => Right::ChangeAgenda,
            Command::AddGuest { .. } => Right::AddGuest,
            Command::ChangeRole { .. } => Right::ChangeRole,
            Command::SetExtraTime { .. } => Right::SetExtraTime,
            Command::MuteParticipant { .. } => Right::MuteParticipant,
            Command::UnmuteParticipant { .. } => Right::UnmuteParticipant,
            Command::AllowScreen { .. } => Right::AllowScreen,
            Command::AssignGroup { .. } => Right::AssignGroup,
        })
    }
}
