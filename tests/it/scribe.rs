//! Writes a meeting's record by driving the domain, as the meeting actor does.

use orchestrasec::ports::{
    Answer, Append, Appended, Head, Journal, JournalError, ListEntry, Membership, Snapshot, StoredEvent,
};
use orchestrasec_domain::{
    AccountRole, Command, Event, Meeting, MeetingId, MeetingRole, NewMeeting, Seq, SettingsChange, Standing, Status,
    Timestamp, UserId, Who, event::LateAdmission, template,
};
use orchestrasec_protocol::{
    EncodedEvent,
    record::{Body, Hash},
};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use uuid::Uuid;

/// When every record here begins.
pub const START: Timestamp = Timestamp(1_795_000_000_000);

pub fn person(number: u128) -> Who {
    Who {
        user_id: UserId(Uuid::from_u128(number)),
        display_name: format!("Person {number}"),
        account_role: AccountRole::Member,
    }
}

pub fn member(who: &Who, role: MeetingRole, standing: Standing) -> Membership {
    Membership { participant_id: who.participant_id(), role, standing }
}

/// The owner of one meeting.
pub struct Scribe {
    pub meeting_id: MeetingId,
    pub epoch: u64,
    /// The record's end if everything handed in succeeds.
    pub head: Head,
    pub now: Timestamp,
    pub leader: Who,
    meeting: Option<Meeting>,
    done: UnboundedSender<Appended>,
    results: UnboundedReceiver<Appended>,
}

impl Scribe {
    pub fn of(meeting_id: MeetingId) -> Self {
        let (done, results) = unbounded_channel();
        let head = Head { seq: Seq(0), hash: Hash::ZERO };
        Self { meeting_id, epoch: 0, head, now: START, leader: person(1), meeting: None, done, results }
    }

    pub fn new() -> Self {
        Self::of(MeetingId(Uuid::new_v4()))
    }

    /// A meeting that the journal knows and this scribe owns.
    pub async fn owning(journal: &dyn Journal) -> Self {
        let mut scribe = Self::new();
        journal.create(scribe.creation()).await.unwrap();
        scribe.claim(journal).await;
        scribe
    }

    pub async fn claim(&mut self, journal: &dyn Journal) {
        self.epoch = journal.claim(self.meeting_id).await.unwrap().unwrap().epoch;
    }

    /// The beginning of the record, with the list entry and the leader's place.
    pub fn creation(&mut self) -> Append {
        let new = NewMeeting {
            meeting_id: self.meeting_id,
            title: "Weekly".into(),
            description: "What we do \u{2014} and \"why\"".into(),
            template: template::find(template::DEFAULT).unwrap(),
            scheduled_start: None,
            settings: SettingsChange::default(),
        };
        let event = Meeting::create(&self.leader, &new).unwrap();
        self.meeting = Meeting::born(self.now, &event);
        let leader = self.leader.clone();
        let mut append = self.append(Some(&leader), &[event], None);
        append.entry = Some(self.entry(Status::Scheduled));
        append.members = vec![member(&leader, MeetingRole::Facilitator, Standing::Present)];
        append
    }

    pub fn entry(&self, status: Status) -> ListEntry {
        ListEntry { meeting_id: self.meeting_id, status, created_at: self.now, summary: "{}".into() }
    }

    /// What `who` brings about by this command.
    pub fn does(&mut self, who: &Who, command: &Command, id: Option<&str>) -> Append {
        self.now = self.now.plus(1_500);
        let meeting = self.meeting.as_mut().unwrap();
        let events = match meeting.decide(self.now, who, command) {
            Ok(events) => events,
            Err(refusal) => vec![meeting.refusal_event(self.now, who, &refusal).expect("the refusal is recorded")],
        };
        for event in &events {
            meeting.apply(self.now, event);
            meeting.note_actor(self.now, Some(who.participant_id()), event);
        }
        self.append(Some(who), &events, id)
    }

    /// Some events that mean little.
    pub fn some(&mut self, count: usize) -> Append {
        let events: Vec<_> = (0..count)
            .map(|index| {
                if index % 2 == 0 { Event::QueueOpened {} } else { Event::QueueClosed { late: LateAdmission::Nothing } }
            })
            .collect();
        self.append(None, &events, None)
    }

    /// One event by a command with this id.
    pub fn command(&mut self, who: &Who, id: &str) -> Append {
        self.append(Some(who), &[Event::QueueOpened {}], Some(id))
    }

    /// Chains these events to the record's end.
    pub fn append(&mut self, who: Option<&Who>, events: &[Event], command_id: Option<&str>) -> Append {
        let after = self.head;
        let last = Seq(after.seq.0 + events.len() as u64);
        let actor = who.map(|who| who.user_id);
        let events = events.iter().enumerate().map(|(index, event)| {
            let event = EncodedEvent::new(self.head.seq.next(), self.now, actor, event).unwrap();
            let command_id = command_id.filter(|_| index == 0).map(str::to_owned);
            let prev_hash = self.head.hash;
            let body = Body::of(self.meeting_id, &event, command_id.as_deref()).to_json().unwrap();
            let hash = prev_hash.link(&body);
            self.head = Head { seq: event.seq, hash };
            let answer = command_id.as_ref().map(|_| Answer { seq: last, outcome: None });
            StoredEvent { event, command_id, answer, prev_hash, hash }
        });
        Append {
            events: events.collect(),
            meeting_id: self.meeting_id,
            epoch: self.epoch,
            after,
            entry: None,
            members: Vec::new(),
            snapshot: None,
            done: self.done.clone(),
        }
    }

    pub fn snapshot(&self, state: &str) -> Snapshot {
        Snapshot { seq: self.head.seq, state: state.to_owned() }
    }

    /// The next result.
    pub async fn result(&mut self) -> Appended {
        tokio::time::timeout(std::time::Duration::from_secs(20), self.results.recv()).await.unwrap().unwrap()
    }

    /// Hands an append in and waits for its result.
    pub async fn write(&mut self, journal: &dyn Journal, append: Append) -> Result<(), JournalError> {
        journal.append(append)?;
        self.result().await.result
    }
}
