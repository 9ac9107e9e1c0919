//! Random meetings: random people of all kinds do random things at random times.

use crate::{
    cast::{ADA, ADMIN, BO, CY, FAY, OLA, Person, ZOE, admin, member},
    scenario::{Scenario, Setup, a_live_meeting, a_scheduled_meeting, also_facilitates, given},
};
use orchestrasec_domain::{
    Command, FloorKind, FloorWish, Granting, MeetingRole, Overtime, Refusal, RequestId, SettingsChange, Timestamp,
    command::{GrantTo, MeetingChange, Withdrawal},
    event::{LateAdmission, Rejoin},
};
use proptest::{collection::vec, prelude::*, sample::select};

/// A second facilitator; this one can leave.
pub const FINN: Person = member(8, "Finn");
/// An admin who takes part or not.
pub const AVA: Person = admin(9, "Ava");

pub const PEOPLE: [Person; 9] = [FAY, FINN, ADA, BO, CY, OLA, ZOE, ADMIN, AVA];

/// What somebody is about to do; which request is meant is settled when it happens.
#[derive(Debug, Clone)]
pub enum Wish {
    Does(Command),
    AboutRequest(About, usize),
}

#[derive(Debug, Clone, Copy)]
pub enum About {
    Withdraw,
    Deny,
    Move(usize),
    Grant,
}

/// One step of a random meeting.
#[derive(Debug, Clone)]
pub struct RandomStep {
    pub person: Person,
    pub wish: Wish,
    /// Time that passes before.
    pub wait_ms: u64,
    /// Whether somebody looks at the clock before.
    pub tick: bool,
}

impl RandomStep {
    /// The command; a request that waits is meant most of the time, when there is one.
    pub fn command(&self, scenario: &Scenario) -> Command {
        let (about, pick) = match &self.wish {
            Wish::Does(command) => return command.clone(),
            Wish::AboutRequest(about, pick) => (*about, *pick),
        };
        let queue = &scenario.meeting.floor.queue;
        let request_id = match queue.get(pick % (queue.len() + 1)) {
            Some(request) => request.request_id,
            None => RequestId(pick as u64),
        };
        match about {
            About::Withdraw => Command::WithdrawRequest(Withdrawal::Request(request_id)),
            About::Deny => Command::DenyRequest { request_id, reason: None },
            About::Move(position) => Command::MoveRequest { request_id, position },
            About::Grant => Command::GrantFloor(GrantTo::Request(request_id)),
        }
    }
}

fn anybody() -> impl Strategy<Value = Person> {
    // Fay leads, so that much is possible.
    prop_oneof![2 => Just(FAY), 5 => select(&PEOPLE[..])]
}

fn settings() -> impl Strategy<Value = SettingsChange> {
    (
        select(vec![None, Some(Granting::Automatic), Some(Granting::Chaired)]),
        select(vec![None, Some(None), Some(Some(5_000)), Some(Some(20_000)), Some(Some(60_000)), Some(Some(1))]),
        select(vec![None, Some(0), Some(2_000), Some(30_000)]),
        select(vec![None, Some(Overtime::Notify), Some(Overtime::Revoke)]),
        select(vec![None, Some(1), Some(3), Some(200), Some(0)]),
    )
        .prop_map(|(granting, turn_limit_ms, warning_ms, overtime, queue_limit)| SettingsChange {
            granting,
            turn_limit_ms,
            warning_ms,
            overtime,
            queue_limit,
            ..SettingsChange::default()
        })
}

fn update() -> impl Strategy<Value = Command> {
    let start = select(vec![None, Some(None), Some(Some(Timestamp(1_795_500_000_000)))]);
    (select(vec![None, None, Some("Weekly"), Some("Monthly"), Some("")]), start, settings()).prop_map(
        |(title, scheduled_start, settings)| {
            Command::UpdateMeeting(MeetingChange {
                title: title.map(Into::into),
                description: None,
                scheduled_start,
                settings,
            })
        },
    )
}

fn wish() -> impl Strategy<Value = Wish> {
    let roles =
        vec![MeetingRole::Participant, MeetingRole::Participant, MeetingRole::Observer, MeetingRole::Facilitator];
    let does = prop_oneof![
        4 => select(roles).prop_map(|role| Command::Join { role }),
        2 => Just(Command::Leave),
        2 => Just(Command::StartMeeting),
        8 => select(FloorKind::ALL).prop_map(|kind| Command::RequestFloor(FloorWish::of(kind))),
        10 => Just(Command::RequestFloor(FloorWish { note: Some("now".into()), ..FloorWish::of(FloorKind::Contribution) })),
        2 => Just(Command::WithdrawRequest(Withdrawal::Own)),
        1 => Just(Command::OpenQueue),
        1 => Just(Command::CloseQueue { late: LateAdmission::Nothing }),
        3 => Just(Command::GrantFloor(GrantTo::Next)),
        3 => anybody().prop_map(|person| Command::GrantFloor(GrantTo::Participant(person.id()))),
        6 => Just(Command::ReleaseFloor),
        3 => Just(Command::RevokeFloor { reason: None }),
        2 => Just(Command::AdvancePhase),
        2 => Just(Command::GoBackPhase),
        3 => update(),
        2 => (anybody(), any::<bool>()).prop_map(|(person, back)| Command::RemoveParticipant {
            participant_id: person.id(),
            reason: None,
            rejoin: if back { Rejoin::Allowed } else { Rejoin::Banned },
        }),
    ];
    let about = prop_oneof![
        Just(About::Withdraw),
        Just(About::Deny),
        Just(About::Grant),
        (0_usize..6).prop_map(About::Move),
        (1_usize..4).prop_map(About::Move),
    ];
    prop_oneof![
        60 => does.prop_map(Wish::Does),
        15 => (about, 0_usize..40).prop_map(|(about, pick)| Wish::AboutRequest(about, pick)),
    ]
}

fn step() -> impl Strategy<Value = RandomStep> {
    let wait = prop_oneof![3 => Just(0), 5 => 1_u64..4_000, 3 => 4_000_u64..40_000, 1 => 40_000_u64..4_000_000];
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

pub fn setup() -> impl Strategy<Value = Setup> {
    let templates = vec!["corporate_decision", "open_discussion", "classroom_discussion", "stand_up"];
    (select(templates), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(template, live, chaired, strict, short)| {
            let setup = if live { a_live_meeting() } else { a_scheduled_meeting() }.planned_as(template);
            let setup = if chaired { setup.chaired() } else { setup };
            let setup = if strict { setup.taking_the_floor_at_the_limit() } else { setup };
            if short { setup.with_turns_of(20).warning(5) } else { setup }
        },
    )
}

pub fn begin(setup: Setup) -> Scenario {
    given(setup).and(also_facilitates(FINN))
}

/// What a step brought about.
pub struct Done {
    pub person: Person,
    pub command: Command,
    pub before: Scenario,
    /// Lines of the record before the command (what time did comes before).
    pub from: usize,
    pub answer: Result<(), Refusal>,
}

/// Lets a step happen as the server does: time first, then the command, then what a refusal leaves in the record.
pub fn happens(scenario: &mut Scenario, step: &RandomStep) -> Done {
    scenario.now = scenario.now.plus(step.wait_ms);
    if step.tick {
        let due = scenario.meeting.due(scenario.now);
        scenario.apply(None, due);
    }
    let (who, from, before) = (step.person.who(), scenario.record.len(), scenario.clone());
    let command = step.command(scenario);
    let answer = match scenario.meeting.decide(scenario.now, &who, &command) {
        Ok(events) => {
            scenario.apply(Some(step.person.id()), events);
            Ok(())
        }
        Err(refusal) => {
            let trace = scenario.meeting.refusal_event(scenario.now, &who, &refusal);
            scenario.apply(Some(step.person.id()), trace.into_iter().collect());
            Err(refusal)
        }
    };
    Done { person: step.person, command, before, from, answer }
}
