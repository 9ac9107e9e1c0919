//! Random meetings: random people of all kinds do random things at random times.

use crate::{
    cast::{ADA, ADMIN, BO, CY, FAY, OLA, Person, ZOE, admin, item, member},
    invariants::remaining_of_each_turn,
    ledger::Ledger,
    random_setup::RandomSetup,
    scenario::{Scenario, also_facilitates, given},
};
use orchestrasec_domain::{
    AgendaItemId, Command, FloorKind, FloorRequest, FloorWish, Grant, GrantNo, Meeting, MeetingRole, ParticipantId,
    Refusal, RequestId, Stance, Timestamp,
    command::{AgendaChange, GrantTo, Withdrawal},
    event::{LateAdmission, Rejoin},
};
use proptest::{collection::vec, prelude::*, sample::select};
use std::{collections::BTreeMap, fmt};

/// A second facilitator; this one can leave.
pub const FINN: Person = member(8, "Finn");
/// An admin who takes part or not.
pub const AVA: Person = admin(9, "Ava");

pub const PEOPLE: [Person; 9] = [FAY, FINN, ADA, BO, CY, OLA, ZOE, ADMIN, AVA];

/// What somebody is about to do; who and which request is meant is settled when it happens.
#[derive(Clone)]
pub enum Wish {
    Does(Command),
    AboutRequest(AboutRequest, usize),
    AboutPerson(AboutPerson, usize),
    /// The holder, or else somebody, loses all connections.
    LosesConnection(usize),
    /// The holder, or else somebody, is connected again.
    IsBack(usize),
}

#[derive(Debug, Clone, Copy)]
pub enum AboutRequest {
    Withdraw,
    Deny,
    Move(usize),
    Grant,
}

#[derive(Debug, Clone, Copy)]
pub enum AboutPerson {
    Grant,
    HandOver,
    LastWord,
    Invite,
    AskFor(FloorKind),
    Role(MeetingRole),
    ExtraTime(u16),
    Mute,
    Unmute,
    Screen(bool),
    Group(Option<&'static str>),
    Remove(Rejoin),
}

impl fmt::Debug for Wish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Wish::Does(command) => command.fmt(f),
            Wish::AboutRequest(about, pick) => write!(f, "{about:?} request {pick}"),
            Wish::AboutPerson(about, pick) => write!(f, "{about:?} person {pick}"),
            Wish::LosesConnection(pick) => write!(f, "the holder or person {pick} loses the connection"),
            Wish::IsBack(pick) => write!(f, "the holder or person {pick} is back"),
        }
    }
}

/// One step of a random meeting.
#[derive(Clone)]
pub struct RandomStep {
    pub person: Person,
    pub wish: Wish,
    /// Time that passes before.
    pub wait_ms: i64,
    /// Whether somebody looks at the clock before.
    pub tick: bool,
}

impl fmt::Debug for RandomStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let look = if self.tick { "" } else { ", unnoticed" };
        write!(f, "after {} ms{look}, {}: {:?}", self.wait_ms, self.person.name, self.wish)
    }
}

/// The `pick`th person of the meeting, guests and those who are gone included, or a stranger.
fn somebody(meeting: &Meeting, pick: usize) -> ParticipantId {
    let mut people: Vec<_> =
        meeting.participants.values().map(|person| (person.number, person.participant_id)).collect();
    people.sort_unstable();
    people.get(pick % (people.len() + 1)).map_or(ZOE.id(), |(_, id)| *id)
}

impl RandomStep {
    /// The command; a request that waits is meant most of the time, when there is one.
    pub fn command(&self, meeting: &Meeting) -> Option<Command> {
        match &self.wish {
            Wish::Does(command) => Some(command.clone()),
            Wish::AboutRequest(about, pick) => Some(about_request(*about, meeting, *pick)),
            Wish::AboutPerson(about, pick) => Some(about_person(*about, somebody(meeting, *pick))),
            Wish::LosesConnection(_) | Wish::IsBack(_) => None,
        }
    }
}

fn about_request(about: AboutRequest, meeting: &Meeting, pick: usize) -> Command {
    let queue = &meeting.floor.queue;
    let request_id = match queue.get(pick % (queue.len() + 1)) {
        Some(request) => request.request_id,
        None => RequestId(pick as u64),
    };
    match about {
        AboutRequest::Withdraw => Command::WithdrawRequest(Withdrawal::Request(request_id)),
        AboutRequest::Deny => Command::DenyRequest { request_id, reason: None },
        AboutRequest::Move(position) => Command::MoveRequest { request_id, position },
        AboutRequest::Grant => Command::GrantFloor(GrantTo::Request(request_id)),
    }
}

fn about_person(about: AboutPerson, participant_id: ParticipantId) -> Command {
    match about {
        AboutPerson::Grant => Command::GrantFloor(GrantTo::Participant(participant_id)),
        AboutPerson::HandOver => Command::HandOverFloor { participant_id },
        AboutPerson::LastWord => Command::GiveLastWord { participant_id },
        AboutPerson::Invite => Command::InviteToSpeak { participant_id },
        AboutPerson::AskFor(kind) => {
            Command::RequestFloor(FloorWish { beneficiary: Some(participant_id), ..FloorWish::of(kind) })
        }
        AboutPerson::Role(role) => Command::ChangeRole { participant_id, role },
        AboutPerson::ExtraTime(percent) => Command::SetExtraTime { participant_id, percent },
        AboutPerson::Mute => Command::MuteParticipant { participant_id },
        AboutPerson::Unmute => Command::UnmuteParticipant { participant_id },
        AboutPerson::Screen(allowed) => Command::AllowScreen { participant_id, allowed },
        AboutPerson::Group(group) => Command::AssignGroup { participant_id, group: group.map(Into::into) },
        AboutPerson::Remove(rejoin) => Command::RemoveParticipant { participant_id, reason: None, rejoin },
    }
}

fn anybody() -> impl Strategy<Value = Person> {
    // Fay leads, so that much is possible.
    prop_oneof![3 => Just(FAY), 5 => select(&PEOPLE[..])]
}

fn roles() -> impl Strategy<Value = MeetingRole> {
    use MeetingRole::{Facilitator, Observer, Participant};
    select(vec![Participant, Participant, Observer, Facilitator])
}

fn minutes() -> impl Strategy<Value = i64> {
    select(vec![60_000, 10_000, 600_000, -10_000, -300_000, 0, i64::MAX, i64::MIN])
}

fn for_the_floor() -> impl Strategy<Value = Command> {
    let stance = select(vec![Some(Stance::Pro), Some(Stance::Contra), None]);
    let contribution =
        stance.prop_map(|stance| Command::RequestFloor(FloorWish { stance, ..FloorWish::of(FloorKind::Contribution) }));
    let pro = Some(Stance::Pro);
    prop_oneof![
        16 => select(FloorKind::ALL).prop_map(|kind| Command::RequestFloor(FloorWish::of(kind))),
        16 => contribution,
        1 => Just(Command::RequestFloor(FloorWish { stance: pro, ..FloorWish::of(FloorKind::PointOfOrder) })),
        2 => Just(Command::WithdrawRequest(Withdrawal::Own)),
        1 => Just(Command::OpenQueue),
        1 => Just(Command::CloseQueue { late: LateAdmission::Nothing }),
        1 => Just(Command::CloseQueue { late: LateAdmission::PointsOfOrder }),
        4 => Just(Command::GrantFloor(GrantTo::Next)),
        6 => Just(Command::ReleaseFloor),
        3 => Just(Command::YieldFloor),
        3 => Just(Command::RevokeFloor { reason: None }),
        3 => Just(Command::UndoGrant),
        2 => minutes().prop_map(|by_ms| Command::ExtendTurn { by_ms }),
        4 => Just(Command::PauseTurn),
        2 => Just(Command::ResumeTurn),
    ]
}

fn for_the_meeting() -> impl Strategy<Value = Command> {
    prop_oneof![
        8 => roles().prop_map(|role| Command::Join { role }),
        3 => Just(Command::Leave),
        4 => Just(Command::StartMeeting),
        4 => Just(Command::AdvancePhase),
        4 => Just(Command::GoBackPhase),
        4 => minutes().prop_map(|by_ms| Command::ExtendPhase { by_ms }),
        3 => any::<bool>().prop_map(|ready| Command::SetReady { ready }),
        8 => crate::random_setup::update(),
        1 => Just(Command::AddGuest { display_name: "Gus".into() }),
        8 => agenda().prop_map(Command::ChangeAgenda),
    ]
}

fn agenda() -> impl Strategy<Value = AgendaChange> {
    let id = || (1_u64..3).prop_map(AgendaItemId);
    prop_oneof![
        6 => select(vec![None, Some(1), Some(2), Some(9)]).prop_map(|at| AgendaChange::Add(item("Budget"), at)),
        3 => id().prop_map(|id| AgendaChange::Edit(id, item("Buildings"))),
        3 => (id(), 0_usize..4).prop_map(|(id, position)| AgendaChange::Move(id, position)),
        4 => id().prop_map(AgendaChange::Remove),
        4 => id().prop_map(|id| AgendaChange::Enter(Some(id))),
        1 => Just(AgendaChange::Enter(None)),
    ]
}

fn about_somebody() -> impl Strategy<Value = AboutPerson> {
    prop_oneof![
        4 => Just(AboutPerson::Grant),
        5 => Just(AboutPerson::HandOver),
        2 => Just(AboutPerson::LastWord),
        1 => Just(AboutPerson::Invite),
        4 => select(FloorKind::ALL).prop_map(AboutPerson::AskFor),
        3 => roles().prop_map(AboutPerson::Role),
        1 => select(vec![0, 25, 300, 301]).prop_map(AboutPerson::ExtraTime),
        4 => select(vec![AboutPerson::Mute, AboutPerson::Unmute]),
        1 => any::<bool>().prop_map(AboutPerson::Screen),
        9 => select(vec![None, Some("left"), Some("left"), Some("right"), Some("none")]).prop_map(AboutPerson::Group),
        1 => select(vec![Rejoin::Allowed, Rejoin::Allowed, Rejoin::Banned]).prop_map(AboutPerson::Remove),
    ]
}

fn wish() -> impl Strategy<Value = Wish> {
    use AboutRequest::{Deny, Grant, Move, Withdraw};
    let about = prop_oneof![
        2 => select(vec![Withdraw, Deny, Grant]),
        1 => (0_usize..6).prop_map(Move),
        2 => (1_usize..4).prop_map(Move),
    ];
    prop_oneof![
        40 => for_the_floor().prop_map(Wish::Does),
        14 => for_the_meeting().prop_map(Wish::Does),
        14 => (about, 0_usize..40).prop_map(|(about, pick)| Wish::AboutRequest(about, pick)),
        20 => (about_somebody(), 0_usize..40).prop_map(|(about, pick)| Wish::AboutPerson(about, pick)),
        3 => (0_usize..12).prop_map(Wish::LosesConnection),
        2 => (0_usize..12).prop_map(Wish::IsBack),
    ]
}

fn step() -> impl Strategy<Value = RandomStep> {
    let wait = prop_oneof![4 => Just(0), 5 => 1_i64..4_000, 3 => 4_000_i64..40_000, 1 => 40_000_i64..4_000_000];
    (anybody(), wish(), wait, prop::bool::weighted(0.7)).prop_map(|(person, wish, wait_ms, tick)| RandomStep {
        person,
        wish,
        wait_ms,
        tick,
    })
}

/// Now and then somebody ends it all, late.
pub fn steps(most: usize) -> impl Strategy<Value = Vec<RandomStep>> {
    (vec(step(), 1..most), prop::bool::weighted(0.3)).prop_map(|(mut steps, closes)| {
        if closes {
            let end = steps.len() * 4 / 5;
            steps[end].person = FAY;
            steps[end].wish = Wish::Does(Command::CloseMeeting);
        }
        steps
    })
}

/// A random meeting as it goes on, with the record read along.
pub struct Course {
    pub scenario: Scenario,
    pub ledger: Ledger,
}

pub fn begin(setup: &RandomSetup) -> Course {
    let scenario = given(setup.setup()).and(also_facilitates(FINN));
    let ledger = Ledger::of(&scenario.record);
    Course { scenario, ledger }
}

/// What a step brought about.
pub struct Done {
    pub person: Person,
    /// Nothing but time passed, or a connection came or went.
    pub command: Option<Command>,
    /// The meeting before the command; what time did comes before.
    pub before: Meeting,
    /// Lines of the record before time and the command.
    pub from: usize,
    /// Lines of the record before the command.
    pub from_command: usize,
    pub answer: Result<(), Refusal>,
    /// When the step before was over, and how things stood then.
    pub at_before: Timestamp,
    pub queue_before: Vec<FloorRequest>,
    pub holder_before: Option<Grant>,
    pub protected_before: usize,
    pub orders_begun_before: u32,
    pub left_before: BTreeMap<GrantNo, u64>,
}

/// Lets a step happen as the server does: time first, then the command, then what a refusal leaves in the record.
pub fn happens(course: &mut Course, step: &RandomStep) -> Done {
    let Course { scenario, ledger } = course;
    let from = scenario.record.len();
    let (at_before, orders_begun_before) = (scenario.now, ledger.orders_begun);
    let left_before = remaining_of_each_turn(ledger, &scenario.meeting, at_before);
    let (queue_before, holder_before) = (scenario.meeting.floor.queue.clone(), scenario.meeting.floor.holder.clone());
    let protected_before = scenario.meeting.settings.protected_positions as usize;
    scenario.now = Timestamp(scenario.now.0 + step.wait_ms);
    ledger.timeless |= step.wait_ms < 0;
    if step.tick {
        let due = scenario.meeting.due(scenario.now);
        scenario.apply(None, due);
    }
    let (who, at, from_command) = (step.person.who(), scenario.now, scenario.record.len());
    let (before, command) = (scenario.meeting.clone(), step.command(&scenario.meeting));
    let answer = match &command {
        None => {
            let events = connection_changes(scenario, &step.wish);
            scenario.apply(None, events);
            Ok(())
        }
        Some(command) => match before.decide(at, &who, command) {
            Ok(events) => {
                let outcome = before.foresee(at, &events);
                scenario.apply(Some(step.person.id()), events);
                if let Some(outcome) = outcome {
                    let position = scenario.meeting.floor.position(outcome.request_id).unwrap_or(0);
                    assert_eq!(position, outcome.position, "somebody was told the wrong place");
                }
                Ok(())
            }
            Err(refusal) => {
                let trace = before.refusal_event(at, &who, &refusal);
                scenario.apply(Some(step.person.id()), trace.into_iter().collect());
                Err(refusal)
            }
        },
    };
    for line in &scenario.record[from..] {
        ledger.take(line);
    }
    Done {
        person: step.person,
        command,
        before,
        from,
        from_command,
        answer,
        at_before,
        queue_before,
        holder_before,
        protected_before,
        orders_begun_before,
        left_before,
    }
}

fn connection_changes(scenario: &Scenario, wish: &Wish) -> Vec<orchestrasec_domain::Event> {
    let meeting = &scenario.meeting;
    let holder = meeting.floor.holder.as_ref().map(|grant| grant.participant_id);
    let whose = |pick: usize| holder.filter(|_| pick.is_multiple_of(2)).unwrap_or_else(|| somebody(meeting, pick));
    match wish {
        Wish::LosesConnection(pick) => meeting.connection_lost(scenario.now, whose(*pick)),
        Wish::IsBack(pick) => meeting.connection_back(scenario.now, whose(*pick)),
        _ => Vec::new(),
    }
}
