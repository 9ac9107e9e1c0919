//! Given what has happened, when somebody does something, then this follows.
//!
//! `given(a_live_meeting().chaired()).and(ADA.asks()).when(FAY.grants(ADA)).then([granted(1, 1, ADA, 0)])`

use crate::{
    cast::{ADA, Action, BO, CY, FAY, MEETING, OLA, Person, item},
    facts::{START, joined},
};
use orchestrasec_domain::{
    Event, FloorKind, Granting, Meeting, MeetingId, MeetingRole, NewMeeting, Overtime, ParticipantId, Phase,
    QueueOrder, Refusal, SettingsChange, Timestamp, order::Rule, settings::Group, template,
};
use uuid::Uuid;

/// One line of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub at: Timestamp,
    pub actor: Option<ParticipantId>,
    pub event: Event,
}

/// What somebody asks for when making a meeting with this title.
pub fn a_new_meeting(title: &str) -> NewMeeting {
    NewMeeting {
        meeting_id: MeetingId(Uuid::from_u128(MEETING)),
        title: title.into(),
        description: String::new(),
        template: template::find(template::DEFAULT).unwrap(),
        scheduled_start: None,
        settings: SettingsChange::default(),
    }
}

/// A meeting to be: Fay leads, Ada, Bo and Cy take part, Ola observes.
#[derive(Debug, Clone)]
pub struct Setup {
    new: NewMeeting,
    actions: Vec<Action>,
}

pub fn a_scheduled_meeting() -> Setup {
    Setup { new: a_new_meeting("Weekly"), actions: Vec::new() }
}

pub fn a_live_meeting() -> Setup {
    Setup { actions: vec![FAY.starts()], ..a_scheduled_meeting() }
}

pub fn a_closed_meeting() -> Setup {
    Setup { actions: vec![FAY.starts(), FAY.closes()], ..a_scheduled_meeting() }
}

impl Setup {
    /// The facilitator recognises each speaker.
    pub fn chaired(mut self) -> Self {
        self.new.settings.granting = Some(Granting::Chaired);
        self
    }

    pub fn planned_as(mut self, key: &str) -> Self {
        self.new.template = template::find(key).unwrap();
        self
    }

    pub fn with_turns_of(mut self, seconds: u64) -> Self {
        self.new.settings.turn_limit_ms = Some(Some(seconds * 1_000));
        self
    }

    pub fn without_a_turn_limit(mut self) -> Self {
        self.new.settings.turn_limit_ms = Some(None);
        self
    }

    pub fn warning(mut self, seconds_before: u64) -> Self {
        self.new.settings.warning_ms = Some(seconds_before * 1_000);
        self
    }

    pub fn taking_the_floor_at_the_limit(mut self) -> Self {
        self.new.settings.overtime = Some(Overtime::Revoke);
        self
    }

    /// A single phase without an end that admits everything.
    pub fn open_to_all_kinds(self) -> Self {
        self.planned_as("open_discussion").changed(|phases| phases[0].rules.floor_kinds = FloorKind::ALL.to_vec())
    }

    /// Another plan than the template's.
    pub fn changed(mut self, change: impl FnOnce(&mut Vec<Phase>)) -> Self {
        change(&mut self.new.template.phases);
        self
    }

    /// An agenda of these items.
    pub fn about(mut self, titles: &[&str]) -> Self {
        self.new.template.agenda = titles.iter().map(|title| item(title)).collect();
        self
    }

    /// These settings before those of the plan.
    pub fn set(mut self, settings: SettingsChange) -> Self {
        self.new.settings = settings;
        self
    }

    pub fn ordered_by(mut self, order: QueueOrder) -> Self {
        self.new.settings.queue_order = Some(order);
        self
    }

    pub fn protecting(mut self, positions: u32) -> Self {
        self.new.settings.protected_positions = Some(positions);
        self
    }

    /// Points of order and questions interrupt by themselves.
    pub fn interposing(mut self) -> Self {
        self.new.settings.interposing = Some(Granting::Automatic);
        self
    }

    pub fn with_turns_of_a_kind(mut self, kind: FloorKind, seconds: u64) -> Self {
        self.new.settings.turn_limits.get_or_insert_default().insert(kind, seconds * 1_000);
        self
    }

    pub fn with_grace(mut self, seconds: u64) -> Self {
        self.new.settings.grace_ms = Some(seconds * 1_000);
        self
    }

    pub fn holding_for(mut self, seconds: u64) -> Self {
        self.new.settings.hold_ms = Some(seconds * 1_000);
        self
    }

    /// A group with a time budget or none.
    pub fn with_group(mut self, key: &str, seconds: impl Into<Option<u64>>) -> Self {
        let budget_ms = seconds.into().map(|seconds| seconds * 1_000);
        let group = Group { key: key.into(), title: key.to_uppercase(), budget_ms };
        self.new.settings.groups.get_or_insert_default().push(group);
        self
    }

    pub fn with_room_for(mut self, requests: u32) -> Self {
        self.new.settings.queue_limit = Some(requests);
        self
    }
}

/// Something that happens.
#[derive(Debug, Clone)]
pub enum Step {
    Does(Box<Action>),
    IfFree(Box<Action>),
    Happened(Box<Event>),
    Seconds(u64),
    SecondsUnnoticed(u64),
    Loses(Person),
    IsBack(Person),
}

impl From<Action> for Step {
    fn from(action: Action) -> Self {
        Step::Does(Box::new(action))
    }
}

/// Time passes, and what is due then happens.
pub fn seconds_pass(seconds: u64) -> Step {
    Step::Seconds(seconds)
}

/// Time passes, and nobody looks at the clock.
pub fn seconds_pass_unnoticed(seconds: u64) -> Step {
    Step::SecondsUnnoticed(seconds)
}

/// Somebody does this if nobody holds the floor.
pub fn if_free(action: Action) -> Step {
    Step::IfFree(Box::new(action))
}

/// The person's last connection is gone.
pub fn loses_connection(person: Person) -> Step {
    Step::Loses(person)
}

/// The person has a connection again.
pub fn is_back(person: Person) -> Step {
    Step::IsBack(person)
}

/// A fact that no command can bring about here.
pub fn happened(event: Event) -> Step {
    Step::Happened(Box::new(event))
}

/// A second facilitator: an account is made one outside of the rules' commands.
pub fn also_facilitates(person: Person) -> Step {
    happened(joined(person, MeetingRole::Facilitator))
}

/// A meeting and everything that has happened in it.
#[derive(Debug, Clone)]
pub struct Scenario {
    pub meeting: Meeting,
    pub now: Timestamp,
    pub record: Vec<Line>,
}

pub fn given(setup: Setup) -> Scenario {
    let created = Meeting::create(&FAY.who(), &setup.new).expect("a meeting can be made");
    let meeting = Meeting::born(START, &created).expect("a meeting is born");
    let first = Line { at: START, actor: Some(FAY.id()), event: created };
    let people = [ADA.joins(), BO.joins(), CY.joins(), OLA.joins_as(MeetingRole::Observer)];
    people.into_iter().chain(setup.actions).fold(Scenario { meeting, now: START, record: vec![first] }, Scenario::and)
}

/// What a step brings about.
#[derive(Debug)]
#[must_use]
pub struct Then {
    scenario: Scenario,
    actor: Option<ParticipantId>,
    answer: Result<Vec<Event>, Refusal>,
}

impl Scenario {
    /// This happens, too; it has to be possible.
    pub fn and(self, step: impl Into<Step>) -> Self {
        self.when(step).is_accepted()
    }

    /// What does this bring about?
    pub fn when(mut self, step: impl Into<Step>) -> Then {
        let (actor, answer) = match step.into() {
            Step::Does(action) => {
                (Some(action.by.id()), self.meeting.decide(self.now, &action.by.who(), &action.command))
            }
            Step::IfFree(_) if self.meeting.floor.holder.is_some() => (None, Ok(Vec::new())),
            Step::IfFree(action) => return self.when(*action),
            Step::Happened(event) => (None, Ok(vec![*event])),
            Step::Loses(person) => (None, Ok(self.meeting.connection_lost(self.now, person.id()))),
            Step::IsBack(person) => (None, Ok(self.meeting.connection_back(self.now, person.id()))),
            Step::Seconds(seconds) => {
                self.now = self.now.plus(seconds * 1_000);
                (None, Ok(self.meeting.due(self.now)))
            }
            Step::SecondsUnnoticed(seconds) => {
                self.now = self.now.plus(seconds * 1_000);
                (None, Ok(Vec::new()))
            }
        };
        Then { scenario: self, actor, answer }
    }

    pub fn apply(&mut self, actor: Option<ParticipantId>, events: Vec<Event>) {
        for event in events {
            self.meeting.apply(self.now, &event);
            self.meeting.note_actor(self.now, actor, &event);
            self.record.push(Line { at: self.now, actor, event });
        }
    }

    #[track_caller]
    pub fn the_holder_is(self, person: Person) -> Self {
        assert_eq!(self.meeting.floor.holder.as_ref().map(|grant| grant.participant_id), Some(person.id()));
        self
    }

    #[track_caller]
    pub fn the_floor_is_free(self) -> Self {
        assert_eq!(self.meeting.floor.holder, None);
        self
    }

    /// The holder's turn has so many seconds left.
    #[track_caller]
    pub fn is_left(self, seconds: u64) -> Self {
        let left = self.meeting.floor.holder.as_ref().and_then(|grant| grant.remaining_ms(self.now));
        assert_eq!(left, Some(seconds * 1_000));
        self
    }

    /// Whose turns are interrupted, the one that goes on first last.
    #[track_caller]
    pub fn interrupted_are(self, people: impl IntoIterator<Item = Person>) -> Self {
        let interrupted: Vec<_> = self.meeting.floor.suspended.iter().map(|grant| grant.participant_id).collect();
        assert_eq!(interrupted, people.into_iter().map(Person::id).collect::<Vec<_>>());
        self
    }

    /// The rules by which the queue is in its order, with `true` where a kind took precedence.
    #[track_caller]
    pub fn explained_by(self, rules: impl IntoIterator<Item = (Rule, bool)>) -> Self {
        let places: Vec<_> =
            self.meeting.places().iter().map(|one| (one.explanation.rule, one.explanation.by_kind)).collect();
        assert_eq!(places, rules.into_iter().collect::<Vec<_>>());
        self
    }

    #[track_caller]
    pub fn the_queue_is(self, people: impl IntoIterator<Item = Person>) -> Self {
        let waiting: Vec<_> = self.meeting.floor.queue.iter().map(|request| request.participant_id).collect();
        assert_eq!(waiting, people.into_iter().map(Person::id).collect::<Vec<_>>());
        self
    }
}

impl Then {
    /// Exactly these events, in this order.
    #[track_caller]
    pub fn then(self, expected: impl IntoIterator<Item = Event>) -> Scenario {
        assert_eq!(self.answer, Ok(expected.into_iter().collect()));
        self.is_accepted()
    }

    /// It is so already.
    #[track_caller]
    pub fn changes_nothing(self) -> Scenario {
        self.then([])
    }

    #[track_caller]
    pub fn is_refused(self, refusal: Refusal) -> Scenario {
        assert_eq!(self.answer, Err(refusal));
        self.scenario
    }

    #[track_caller]
    pub fn is_accepted(self) -> Scenario {
        let Then { mut scenario, actor, answer } = self;
        scenario.apply(actor, answer.expect("this should be possible"));
        scenario
    }
}
