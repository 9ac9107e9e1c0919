//! The people of the tests and everything they can do: `ADA.asks()`, `FAY.grants(BO)`.

use orchestrasec_domain::{
    AccountRole, AgendaItemId, Command, FloorKind, FloorWish, MeetingId, MeetingRole, ParticipantId, RequestId,
    SettingsChange, Stance, UserId, Who,
    agenda::AgendaText,
    command::{AgendaChange, GrantTo, MeetingChange, Withdrawal},
    event::{LateAdmission, Rejoin},
};
use uuid::Uuid;

/// An account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    number: u128,
    pub name: &'static str,
    account: AccountRole,
}

/// Facilitator, who made the meeting.
pub const FAY: Person = member(1, "Fay");
/// Participant.
pub const ADA: Person = member(2, "Ada");
/// Participant.
pub const BO: Person = member(3, "Bo");
/// Participant.
pub const CY: Person = member(4, "Cy");
/// Observer.
pub const OLA: Person = member(5, "Ola");
/// Never in the meeting unless a test says so.
pub const ZOE: Person = member(6, "Zoe");
/// Admin of the installation, never in the meeting unless a test says so.
pub const ADMIN: Person = Person { number: 7, name: "Root", account: AccountRole::Admin };

pub const fn member(number: u128, name: &'static str) -> Person {
    Person { number, name, account: AccountRole::Member }
}

pub const fn admin(number: u128, name: &'static str) -> Person {
    Person { number, name, account: AccountRole::Admin }
}

/// The `number`th person of the meeting, who has no account.
pub fn guest(number: u32, name: &'static str) -> Person {
    let id = ParticipantId::of_guest(MeetingId(Uuid::from_u128(MEETING)), number);
    Person { number: id.0.as_u128(), name, account: AccountRole::Member }
}

/// The meeting of the tests.
pub const MEETING: u128 = 99;

/// Somebody wants something.
#[derive(Debug, Clone)]
pub struct Action {
    pub by: Person,
    pub command: Command,
}

impl Person {
    pub fn id(self) -> ParticipantId {
        ParticipantId(Uuid::from_u128(self.number))
    }

    pub fn who(self) -> Who {
        Who {
            user_id: UserId(Uuid::from_u128(self.number)),
            display_name: self.name.into(),
            account_role: self.account,
        }
    }

    pub fn does(self, command: Command) -> Action {
        Action { by: self, command }
    }

    pub fn joins(self) -> Action {
        self.joins_as(MeetingRole::Participant)
    }

    pub fn joins_as(self, role: MeetingRole) -> Action {
        self.does(Command::Join { role })
    }

    pub fn leaves(self) -> Action {
        self.does(Command::Leave)
    }

    pub fn starts(self) -> Action {
        self.does(Command::StartMeeting)
    }

    pub fn closes(self) -> Action {
        self.does(Command::CloseMeeting)
    }

    pub fn updates(self, change: MeetingChange) -> Action {
        self.does(Command::UpdateMeeting(change))
    }

    pub fn sets(self, settings: SettingsChange) -> Action {
        self.updates(MeetingChange { settings, ..MeetingChange::default() })
    }

    pub fn removes(self, person: Person) -> Action {
        self.puts_out(person, None, Rejoin::Allowed)
    }

    pub fn bans(self, person: Person) -> Action {
        self.puts_out(person, None, Rejoin::Banned)
    }

    pub fn puts_out(self, person: Person, reason: Option<&str>, rejoin: Rejoin) -> Action {
        self.does(Command::RemoveParticipant { participant_id: person.id(), reason: reason.map(Into::into), rejoin })
    }

    pub fn asks(self) -> Action {
        self.asks_for(FloorKind::Contribution)
    }

    pub fn asks_for(self, kind: FloorKind) -> Action {
        self.does(Command::RequestFloor(FloorWish::of(kind)))
    }

    pub fn asks_with(self, note: &str) -> Action {
        self.does(Command::RequestFloor(FloorWish {
            note: Some(note.into()),
            ..FloorWish::of(FloorKind::Contribution)
        }))
    }

    pub fn withdraws(self) -> Action {
        self.does(Command::WithdrawRequest(Withdrawal::Own))
    }

    pub fn withdraws_request(self, number: u64) -> Action {
        self.does(Command::WithdrawRequest(Withdrawal::Request(RequestId(number))))
    }

    pub fn denies(self, number: u64) -> Action {
        self.does(Command::DenyRequest { request_id: RequestId(number), reason: None })
    }

    pub fn denies_because(self, number: u64, reason: &str) -> Action {
        self.does(Command::DenyRequest { request_id: RequestId(number), reason: Some(reason.into()) })
    }

    pub fn moves(self, number: u64, position: usize) -> Action {
        self.does(Command::MoveRequest { request_id: RequestId(number), position })
    }

    pub fn opens_the_queue(self) -> Action {
        self.does(Command::OpenQueue)
    }

    pub fn closes_the_queue(self) -> Action {
        self.does(Command::CloseQueue { late: LateAdmission::Nothing })
    }

    pub fn grants_the_next(self) -> Action {
        self.does(Command::GrantFloor(GrantTo::Next))
    }

    pub fn grants_request(self, number: u64) -> Action {
        self.does(Command::GrantFloor(GrantTo::Request(RequestId(number))))
    }

    pub fn grants(self, person: Person) -> Action {
        self.does(Command::GrantFloor(GrantTo::Participant(person.id())))
    }

    pub fn releases(self) -> Action {
        self.does(Command::ReleaseFloor)
    }

    pub fn revokes(self) -> Action {
        self.does(Command::RevokeFloor { reason: None })
    }

    pub fn revokes_because(self, reason: &str) -> Action {
        self.does(Command::RevokeFloor { reason: Some(reason.into()) })
    }

    pub fn advances(self) -> Action {
        self.does(Command::AdvancePhase)
    }

    pub fn goes_back(self) -> Action {
        self.does(Command::GoBackPhase)
    }

    pub fn asks_pro(self) -> Action {
        self.asks_as(Stance::Pro)
    }

    pub fn asks_contra(self) -> Action {
        self.asks_as(Stance::Contra)
    }

    fn asks_as(self, stance: Stance) -> Action {
        self.does(Command::RequestFloor(FloorWish { stance: Some(stance), ..FloorWish::of(FloorKind::Contribution) }))
    }

    /// A point of order.
    pub fn objects(self) -> Action {
        self.asks_for(FloorKind::PointOfOrder)
    }

    /// A clarifying question.
    pub fn questions(self) -> Action {
        self.asks_for(FloorKind::ClarifyingQuestion)
    }

    /// A direct reply.
    pub fn replies(self) -> Action {
        self.asks_for(FloorKind::DirectReply)
    }

    pub fn asks_on_behalf_of(self, person: Person) -> Action {
        let wish = FloorWish { beneficiary: Some(person.id()), ..FloorWish::of(FloorKind::Contribution) };
        self.does(Command::RequestFloor(wish))
    }

    pub fn closes_the_queue_except_for_points_of_order(self) -> Action {
        self.does(Command::CloseQueue { late: LateAdmission::PointsOfOrder })
    }

    pub fn yields(self) -> Action {
        self.does(Command::YieldFloor)
    }

    pub fn hands_over_to(self, person: Person) -> Action {
        self.does(Command::HandOverFloor { participant_id: person.id() })
    }

    pub fn undoes_the_grant(self) -> Action {
        self.does(Command::UndoGrant)
    }

    pub fn extends_the_turn(self, seconds: i64) -> Action {
        self.does(Command::ExtendTurn { by_ms: seconds * 1_000 })
    }

    pub fn pauses(self) -> Action {
        self.does(Command::PauseTurn)
    }

    pub fn resumes(self) -> Action {
        self.does(Command::ResumeTurn)
    }

    pub fn gives_the_last_word_to(self, person: Person) -> Action {
        self.does(Command::GiveLastWord { participant_id: person.id() })
    }

    pub fn invites(self, person: Person) -> Action {
        self.does(Command::InviteToSpeak { participant_id: person.id() })
    }

    pub fn extends_the_phase(self, seconds: i64) -> Action {
        self.does(Command::ExtendPhase { by_ms: seconds * 1_000 })
    }

    pub fn is_ready(self) -> Action {
        self.does(Command::SetReady { ready: true })
    }

    pub fn is_not_ready(self) -> Action {
        self.does(Command::SetReady { ready: false })
    }

    pub fn brings_in(self, name: &str) -> Action {
        self.does(Command::AddGuest { display_name: name.into() })
    }

    pub fn makes(self, person: Person, role: MeetingRole) -> Action {
        self.does(Command::ChangeRole { participant_id: person.id(), role })
    }

    pub fn gives_extra_time(self, person: Person, percent: u16) -> Action {
        self.does(Command::SetExtraTime { participant_id: person.id(), percent })
    }

    pub fn mutes(self, person: Person) -> Action {
        self.does(Command::MuteParticipant { participant_id: person.id() })
    }

    pub fn unmutes(self, person: Person) -> Action {
        self.does(Command::UnmuteParticipant { participant_id: person.id() })
    }

    pub fn allows_the_screen_of(self, person: Person, allowed: bool) -> Action {
        self.does(Command::AllowScreen { participant_id: person.id(), allowed })
    }

    pub fn groups(self, person: Person, key: &str) -> Action {
        self.does(Command::AssignGroup { participant_id: person.id(), group: Some(key.into()) })
    }

    pub fn ungroups(self, person: Person) -> Action {
        self.does(Command::AssignGroup { participant_id: person.id(), group: None })
    }

    pub fn adds_item(self, title: &str) -> Action {
        self.adds_item_at(title, None)
    }

    pub fn adds_item_at(self, title: &str, position: Option<usize>) -> Action {
        self.changes_the_agenda(AgendaChange::Add(item(title), position))
    }

    pub fn enters_item(self, number: u64) -> Action {
        self.changes_the_agenda(AgendaChange::Enter(Some(AgendaItemId(number))))
    }

    pub fn changes_the_agenda(self, change: AgendaChange) -> Action {
        self.does(Command::ChangeAgenda(change))
    }
}

pub fn item(title: &str) -> AgendaText {
    AgendaText { title: title.into(), owner: None, planned_ms: None, links: Vec::new() }
}
