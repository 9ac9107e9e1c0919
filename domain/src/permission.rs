//! Who may do what: one table, as data.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What an account is on this installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AccountRole {
    /// May lead every meeting without being in it; always recorded.
    Admin,
    /// Everybody else.
    Member,
}

/// What a person is in one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MeetingRole {
    /// Leads the meeting.
    Facilitator,
    /// May ask for the floor.
    Participant,
    /// Reads everything that is public in the meeting, changes nothing but their own presence.
    Observer,
}

impl MeetingRole {
    /// Whether somebody in this role can hold the floor.
    pub fn may_speak(self) -> bool {
        matches!(self, MeetingRole::Facilitator | MeetingRole::Participant)
    }
}

macro_rules! rights {
    ($($(#[$doc:meta])* $name:ident = $text:literal, [$($cell:ident),*];)*) => {
        /// One thing that can be done in a meeting; the name is that of the command.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Right { $($(#[$doc])* $name),* }

        impl Right {
            /// Every right there is.
            pub const ALL: &[Right] = &[$(Right::$name),*];

            /// The stable name, as on the wire.
            pub fn name(self) -> &'static str {
                match self { $(Right::$name => $text),* }
            }

            /// The cells of the table's row: who has this right.
            pub fn holders(self) -> &'static [Holder] {
                match self { $(Right::$name => &[$(Holder::$cell),*]),* }
            }
        }
    };
}

/// A column of the permission table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// The meeting's facilitators.
    Facilitator,
    /// Its participants.
    Participant,
    /// Its observers.
    Observer,
    /// Admins of the installation, whether they take part or not.
    Admin,
}

impl Holder {
    /// Every column.
    pub const ALL: &[Holder] = &[Holder::Facilitator, Holder::Participant, Holder::Observer, Holder::Admin];
}

rights! {
    /// See the meeting, its queue and its people as they are now.
    Read = "read", [Facilitator, Participant, Observer, Admin];
    /// Read and export the record.
    ReadRecord = "read_record", [Facilitator, Participant, Observer, Admin];
    /// Ask for the floor.
    RequestFloor = "request_floor", [Facilitator, Participant];
    /// Ask for the floor on behalf of somebody.
    RequestFloorFor = "request_floor_for", [Facilitator, Admin];
    /// Take one's own request out of the queue.
    WithdrawRequest = "withdraw_request", [Facilitator, Participant];
    /// Take somebody else's request out of the queue.
    WithdrawAnyRequest = "withdraw_any_request", [Facilitator, Admin];
    /// Give back the floor one holds.
    ReleaseFloor = "release_floor", [Facilitator, Participant];
    /// Give back the floor on behalf of a holder without a device.
    ReleaseFloorFor = "release_floor_for", [Facilitator, Admin];
    /// Give back the floor one holds and queue up again.
    YieldFloor = "yield_floor", [Facilitator, Participant];
    /// Give the floor directly to somebody else: the holder, where the phase allows it, and who leads.
    HandOverFloor = "hand_over_floor", [Facilitator, Participant, Admin];
    /// Give the floor to somebody.
    GrantFloor = "grant_floor", [Facilitator, Admin];
    /// Refuse a floor request.
    DenyRequest = "deny_request", [Facilitator, Admin];
    /// Take the floor from its holder.
    RevokeFloor = "revoke_floor", [Facilitator, Admin];
    /// Take back the grant one has just made.
    UndoGrant = "undo_grant", [Facilitator, Admin];
    /// Make the running turn longer or shorter.
    ExtendTurn = "extend_turn", [Facilitator, Admin];
    /// Stop the clock of the running turn.
    PauseTurn = "pause_turn", [Facilitator, Admin];
    /// Let the clock of the running turn go on.
    ResumeTurn = "resume_turn", [Facilitator, Admin];
    /// Give somebody the last word.
    GiveLastWord = "give_last_word", [Facilitator, Admin];
    /// Invite somebody to speak.
    InviteToSpeak = "invite_to_speak", [Facilitator, Admin];
    /// Change the order of the queue.
    MoveRequest = "move_request", [Facilitator, Admin];
    /// Let requests in.
    OpenQueue = "open_queue", [Facilitator, Admin];
    /// Let no more requests in.
    CloseQueue = "close_queue", [Facilitator, Admin];
    /// Enter the next phase.
    AdvancePhase = "advance_phase", [Facilitator, Admin];
    /// Return to the phase before.
    GoBackPhase = "go_back_phase", [Facilitator, Admin];
    /// Make the phase longer or shorter.
    ExtendPhase = "extend_phase", [Facilitator, Admin];
    /// Say that one is ready for the next phase.
    SetReady = "set_ready", [Facilitator, Participant];
    /// Change the agenda and its current item.
    ChangeAgenda = "change_agenda", [Facilitator, Admin];
    /// Start the meeting.
    StartMeeting = "start_meeting", [Facilitator, Admin];
    /// End the meeting.
    CloseMeeting = "close_meeting", [Facilitator, Admin];
    /// Change title, description, start or settings.
    UpdateMeeting = "update_meeting", [Facilitator, Admin];
    /// Put somebody out of the meeting.
    RemoveParticipant = "remove_participant", [Facilitator, Admin];
    /// Bring in somebody without an account.
    AddGuest = "add_guest", [Facilitator, Admin];
    /// Change what somebody is in the meeting.
    ChangeRole = "change_role", [Facilitator, Admin];
    /// Give somebody more time for every turn.
    SetExtraTime = "set_extra_time", [Facilitator, Admin];
    /// Close somebody's microphone where everyone may speak.
    MuteParticipant = "mute_participant", [Facilitator, Admin];
    /// Open it again.
    UnmuteParticipant = "unmute_participant", [Facilitator, Admin];
    /// Let somebody share a screen without the floor.
    AllowScreen = "allow_screen", [Facilitator, Admin];
    /// Put somebody into a group.
    AssignGroup = "assign_group", [Facilitator, Admin];
    /// Leave the meeting.
    Leave = "leave", [Facilitator, Participant, Observer];
}

impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Whether somebody with this account role and this meeting role (`None`: not in the meeting now) has the right.
pub fn may(account: AccountRole, meeting: Option<MeetingRole>, right: Right) -> bool {
    let held = right.holders();
    let by_meeting = meeting.is_some_and(|role| {
        held.contains(&match role {
            MeetingRole::Facilitator => Holder::Facilitator,
            MeetingRole::Participant => Holder::Participant,
            MeetingRole::Observer => Holder::Observer,
        })
    });
    by_meeting || (account == AccountRole::Admin && held.contains(&Holder::Admin))
}

/// All rights of somebody, in the table's order.
pub fn rights_of(account: AccountRole, meeting: Option<MeetingRole>) -> Vec<Right> {
    Right::ALL.iter().copied().filter(|right| may(account, meeting, *right)).collect()
}
