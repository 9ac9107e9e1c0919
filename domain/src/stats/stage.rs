//! A meeting for the tests of the figures: what is decided is applied and followed, and what has to agree is compared.

use super::{Ledger, PersonFigures, Statistics, turns::TurnPart};
use crate::{
    AccountRole, Command, FloorKind, FloorWish, Granting, Meeting, MeetingId, MeetingRole, NewMeeting, ParticipantId,
    SettingsChange, Template, Timestamp, UserId, Who, template,
};
use uuid::Uuid;

pub(super) const FAY: u128 = 1;
pub(super) const ADA: u128 = 2;
pub(super) const BO: u128 = 3;
pub(super) const OLA: u128 = 4;
const START: i64 = 1_000_000;

pub(super) struct Stage {
    pub(super) meeting: Meeting,
    ledger: Ledger,
    now: Timestamp,
}

pub(super) fn id(person: u128) -> ParticipantId {
    ParticipantId(Uuid::from_u128(person))
}

/// A time since the meeting's start.
pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp(START + seconds * 1_000)
}

pub(super) fn asks_for(kind: FloorKind) -> Command {
    Command::RequestFloor(FloorWish::of(kind))
}

pub(super) fn asks() -> Command {
    asks_for(FloorKind::Contribution)
}

fn who(person: u128) -> Who {
    let display_name = format!("P{person}");
    Who { user_id: UserId(Uuid::from_u128(person)), display_name, account_role: AccountRole::Member }
}

impl Stage {
    /// Fay leads, Ada and Bo take part, Ola observes. There is one phase without an end.
    pub(super) fn open() -> Self {
        Self::planned(template::find("open_discussion").unwrap())
    }

    pub(super) fn planned(template: Template) -> Self {
        let settings = SettingsChange {
            turn_limit_ms: Some(None),
            interposing: Some(Granting::Automatic),
            ..SettingsChange::default()
        };
        let new = NewMeeting {
            meeting_id: MeetingId(Uuid::from_u128(99)),
            title: "Weekly".into(),
            description: String::new(),
            template,
            scheduled_start: None,
            settings,
        };
        let event = Meeting::create(&who(FAY), &new).unwrap();
        let mut ledger = Ledger::new();
        ledger.follow(at(0), Some(id(FAY)), &event);
        let mut stage = Self { meeting: Meeting::born(at(0), &event).unwrap(), ledger, now: at(0) };
        for person in [ADA, BO] {
            stage.does(person, Command::Join { role: MeetingRole::Participant });
        }
        stage.does(OLA, Command::Join { role: MeetingRole::Observer });
        stage.does(FAY, Command::StartMeeting);
        stage
    }

    #[expect(clippy::needless_pass_by_value, reason = "commands are written where they are given")]
    pub(super) fn does(&mut self, person: u128, command: Command) -> &mut Self {
        let events = self.meeting.decide(self.now, &who(person), &command).unwrap();
        self.follow(Some(id(person)), &events)
    }

    pub(super) fn loses_connection(&mut self, person: u128) -> &mut Self {
        let events = self.meeting.connection_lost(self.now, id(person));
        self.follow(None, &events)
    }

    /// Time passes and acts.
    pub(super) fn after(&mut self, seconds: i64) -> &mut Self {
        self.now = Timestamp(self.now.0 + seconds * 1_000);
        let events = self.meeting.due(self.now);
        self.follow(None, &events)
    }

    fn follow(&mut self, actor: Option<ParticipantId>, events: &[crate::Event]) -> &mut Self {
        for event in events {
            self.meeting.apply(self.now, event);
            self.ledger.follow(self.now, actor, event);
        }
        self
    }

    /// The figures now. All ways to count the same have to agree, with one another and with the state.
    pub(super) fn stats(&self) -> Statistics {
        let stats = self.ledger.statistics(self.now);
        for person in &stats.people {
            let known = &self.meeting.participants[&person.participant_id];
            let running = self.meeting.floor.holder.as_ref().filter(|it| it.participant_id == person.participant_id);
            let expected = known.spoke_ms + running.map_or(0, |grant| grant.spoken_ms(self.now));
            assert_eq!((person.speaking_ms, person.role), (expected, known.role), "{}", person.display_name);
        }
        let total = stats.speaking_ms;
        assert_eq!(stats.timeline.iter().map(|part| part.spoke_ms).sum::<u64>(), total);
        assert_eq!(stats.phases.iter().map(|phase| phase.speaking_ms).sum::<u64>(), total);
        assert_eq!(stats.over_time.buckets.iter().map(|bucket| bucket.speaking_ms).sum::<u64>(), total);
        assert_eq!(stats.people.iter().map(|person| person.turns).sum::<u32>(), stats.turns);
        assert_eq!(stats.phases.iter().map(|phase| phase.turns).sum::<u32>(), stats.turns);
        let counts = stats.people.iter().fold(<_>::default(), |sum, person| person.requests.plus(sum));
        assert_eq!(stats.requests, counts);
        assert!(stats.over_time.buckets.last().is_none_or(|last| (last.gini - stats.gini).abs() < 1e-12));
        stats
    }
}

impl Statistics {
    pub(super) fn of(&self, person: u128) -> &PersonFigures {
        self.people.iter().find(|one| one.participant_id == id(person)).unwrap()
    }

    /// Seconds spoken and how it ended, part by part.
    pub(super) fn parts(&self) -> Vec<(u64, super::turns::TurnEnd)> {
        self.timeline.iter().map(|TurnPart { spoke_ms, ended, .. }| (spoke_ms / 1_000, *ended)).collect()
    }
}
