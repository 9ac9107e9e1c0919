//! Events on their way into the journal: numbered, encoded, chained.

use crate::ports::{Answer, Append, Appended, Head, ListEntry, Membership, Snapshot, StoredEvent};
use orchestrasec_domain::{Event, Meeting, MeetingRole, ParticipantId, Standing, Timestamp, UserId, event::Rejoin};
use orchestrasec_protocol::{EncodedEvent, record::Body, rest::MeetingSummary};
use tokio::sync::mpsc::UnboundedSender;

/// How many events lie between two saved states.
const SNAPSHOT_EVERY: u64 = 500;

/// The events of one command, not yet applied.
pub struct Batch<'a> {
    /// The state before.
    pub meeting: &'a Meeting,
    /// The record's end before.
    pub head: Head,
    /// The fencing number.
    pub epoch: u64,
    /// When they happened.
    pub at: Timestamp,
    /// Who caused them; `None`: time did.
    pub actor: Option<UserId>,
    /// The client's id of the command, and what it will be answered.
    pub command: Option<(&'a str, Answer)>,
    /// The events.
    pub events: &'a [Event],
}

impl Batch<'_> {
    /// The append for the journal, and the record's end after it.
    ///
    /// # Errors
    /// When an event cannot be encoded, which means a defect in the event types.
    pub fn into_append(self, done: UnboundedSender<Appended>) -> serde_json::Result<(Append, Head)> {
        let mut head = self.head;
        let mut stored = Vec::with_capacity(self.events.len());
        let mut command = self.command;
        for event in self.events {
            let event = EncodedEvent::new(head.seq.next(), self.at, self.actor, event)?;
            let (command_id, answer) = command.take().unzip();
            let body = Body::of(self.meeting.id, &event, command_id).to_json()?;
            let prev_hash = head.hash;
            head = Head { seq: event.seq, hash: prev_hash.link(&body) };
            stored.push(StoredEvent {
                event,
                command_id: command_id.map(str::to_owned),
                answer,
                prev_hash,
                hash: head.hash,
            });
        }
        let crosses = self.head.seq.0 / SNAPSHOT_EVERY != head.seq.0 / SNAPSHOT_EVERY;
        let snapshot = if crosses {
            Some(Snapshot { seq: self.head.seq, state: serde_json::to_string(self.meeting)? })
        } else {
            None
        };
        let append = Append {
            meeting_id: self.meeting.id,
            epoch: self.epoch,
            after: self.head,
            events: stored,
            entry: self.list_entry()?,
            members: self.events.iter().filter_map(|event| membership(self.meeting, event)).collect(),
            snapshot,
            done,
        };
        Ok((append, head))
    }

    fn list_entry(&self) -> serde_json::Result<Option<ListEntry>> {
        let listed = |event: &Event| {
            matches!(
                event,
                Event::MeetingUpdated { .. }
                    | Event::MeetingStarted {}
                    | Event::MeetingClosed {}
                    | Event::PhaseEntered { .. }
            )
        };
        if !self.events.iter().any(listed) {
            return Ok(None);
        }
        let mut after = self.meeting.clone();
        for event in self.events {
            after.apply(self.at, event);
        }
        list_entry(&after).map(Some)
    }
}

/// What lists show of a meeting.
///
/// # Errors
/// When the summary cannot be encoded, which means a defect in its type.
pub fn list_entry(meeting: &Meeting) -> serde_json::Result<ListEntry> {
    let nobody = ParticipantId(uuid::Uuid::nil());
    Ok(ListEntry {
        meeting_id: meeting.id,
        status: meeting.status,
        created_at: meeting.created_at,
        summary: serde_json::to_string(&MeetingSummary::of(meeting, nobody))?,
    })
}

fn membership(meeting: &Meeting, event: &Event) -> Option<Membership> {
    let role_of = |id| meeting.participants.get(&id).map_or(MeetingRole::Participant, |person| person.role);
    let is_account = |id| meeting.participants.get(&id).is_none_or(|person| !person.guest);
    let (participant_id, role, standing) = match event {
        // A guest has no account whose meetings could be listed.
        Event::ParticipantJoined { guest: true, .. } => return None,
        Event::RoleChanged { participant_id, role } if is_account(*participant_id) => {
            (*participant_id, *role, Standing::Present)
        }
        Event::ParticipantLeft { participant_id } | Event::ParticipantRemoved { participant_id, .. }
            if !is_account(*participant_id) =>
        {
            return None;
        }
        Event::ParticipantJoined { participant_id, role, .. } => (*participant_id, *role, Standing::Present),
        Event::ParticipantLeft { participant_id } => (*participant_id, role_of(*participant_id), Standing::Left),
        Event::ParticipantRemoved { participant_id, rejoin, .. } => {
            let standing = match rejoin {
                Rejoin::Allowed => Standing::Removed,
                Rejoin::Banned => Standing::Banned,
            };
            (*participant_id, role_of(*participant_id), standing)
        }
        _ => return None,
    };
    Some(Membership { participant_id, role, standing })
}
