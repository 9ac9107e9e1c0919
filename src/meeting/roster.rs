//! Who follows the meeting now, and who has a connection.

use super::broadcast::{events_frame, presence_frame};
use crate::messages::session::{FollowEnded, SessionAddress, SessionId, ToSession};
use bytestring::ByteString;
use orchestrasec_domain::{AccountRole, MeetingId, MeetingRole, ParticipantId, Seq};
use orchestrasec_protocol::{EncodedEvent, ServerMessage, Viewer, server::PresenceChange, view::You};
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Debug)]
struct Follower {
    address: SessionAddress,
    participant_id: ParticipantId,
    account_role: AccountRole,
    viewer: Viewer,
}

/// The sessions that follow one meeting. Dropped with its actor, it tells them all that the meeting is lost.
#[derive(Debug)]
pub struct Roster {
    meeting_id: MeetingId,
    followers: HashMap<SessionId, Follower>,
    connections: BTreeMap<ParticipantId, u32>,
    changes: BTreeMap<ParticipantId, bool>,
    /// Whose first connection came, or last one went, since that was asked.
    turned: BTreeSet<ParticipantId>,
    /// Who had a connection at some time.
    seen: BTreeSet<ParticipantId>,
    /// Sessions that went since that was asked.
    gone: Vec<SessionId>,
}

impl Roster {
    /// A roster without followers.
    pub fn new(meeting_id: MeetingId) -> Self {
        Self {
            meeting_id,
            followers: HashMap::new(),
            connections: BTreeMap::new(),
            changes: BTreeMap::new(),
            turned: BTreeSet::new(),
            seen: BTreeSet::new(),
            gone: Vec::new(),
        }
    }

    /// How many sessions follow.
    pub fn len(&self) -> usize {
        self.followers.len()
    }

    /// Nobody follows.
    pub fn is_empty(&self) -> bool {
        self.followers.is_empty()
    }

    /// Who has a connection, in the order of ids.
    pub fn online(&self) -> Vec<ParticipantId> {
        self.connections.keys().copied().collect()
    }

    /// Whether this person has a connection.
    pub fn is_online(&self, person: ParticipantId) -> bool {
        self.connections.contains_key(&person)
    }

    /// Whether this person had a connection and has none now. Who never had one takes part by other means.
    pub fn is_away(&self, person: ParticipantId) -> bool {
        self.seen.contains(&person) && !self.is_online(person)
    }

    /// Whose first connection came, or last one went, since this was asked last.
    pub fn take_turned(&mut self) -> BTreeSet<ParticipantId> {
        std::mem::take(&mut self.turned)
    }

    /// Whether this session follows.
    pub fn follows(&self, session: SessionId) -> bool {
        self.followers.contains_key(&session)
    }

    /// The sessions of this person.
    pub fn sessions_of(&self, person: ParticipantId) -> Vec<SessionId> {
        self.followers.iter().filter(|(_, one)| one.participant_id == person).map(|(id, _)| *id).collect()
    }

    /// Sessions that went since this was asked last.
    pub fn take_gone(&mut self) -> Vec<SessionId> {
        std::mem::take(&mut self.gone)
    }

    /// Adds a follower; a session that follows already is replaced.
    pub fn add(
        &mut self,
        id: SessionId,
        address: SessionAddress,
        (participant_id, account_role): (ParticipantId, AccountRole),
        viewer: Viewer,
    ) {
        self.remove(id);
        self.gone.retain(|gone| *gone != id);
        self.followers.insert(id, Follower { address, participant_id, account_role, viewer });
        self.seen.insert(participant_id);
        let connections = self.connections.entry(participant_id).or_insert(0);
        *connections += 1;
        if *connections == 1 {
            self.changes.insert(participant_id, true);
            self.turned.insert(participant_id);
        }
    }

    /// Takes a follower out.
    pub fn remove(&mut self, id: SessionId) {
        let Some(follower) = self.followers.remove(&id) else { return };
        self.gone.push(id);
        let person = follower.participant_id;
        if let Some(connections) = self.connections.get_mut(&person) {
            *connections = connections.saturating_sub(1);
            if *connections == 0 {
                self.connections.remove(&person);
                self.changes.insert(person, false);
                self.turned.insert(person);
            }
        }
    }

    /// Sends events to all, encoded once per kind of viewer. Who does not take them is dropped.
    pub fn send_events(&mut self, events: &[EncodedEvent]) {
        let Some(last) = events.last().map(|event| event.seq) else { return };
        let (mut public, mut steward) = (None, None);
        let meeting_id = self.meeting_id;
        self.send_each(Some(last), |viewer| {
            let text = match viewer {
                Viewer::Public => &mut public,
                Viewer::Steward => &mut steward,
            };
            text.get_or_insert_with(|| events_frame(meeting_id, events, viewer)).clone()
        });
    }

    /// Sends the presence changes that gathered.
    pub fn send_presence(&mut self) {
        if self.changes.is_empty() {
            return;
        }
        let changes: Vec<_> = std::mem::take(&mut self.changes)
            .into_iter()
            .map(|(participant_id, connected)| PresenceChange { participant_id, connected })
            .collect();
        let text = presence_frame(self.meeting_id, &changes);
        self.send_each(None, |_| text.clone());
    }

    /// Whether presence changes wait to be sent.
    pub fn has_changes(&self) -> bool {
        !self.changes.is_empty()
    }

    /// Tells a person what their new role allows, and shows them from now on what it lets them see.
    pub fn change_role(&mut self, person: ParticipantId, role: MeetingRole) {
        let meeting_id = self.meeting_id;
        for follower in self.followers.values_mut().filter(|one| one.participant_id == person) {
            follower.viewer = Viewer::of(follower.account_role, Some(role));
            let you = You::in_role(person, Some(role), follower.account_role);
            // Who does not take it is dropped by the next event.
            let _ = follower.address.send(ToSession::Message(Box::new(ServerMessage::You { meeting_id, you })));
        }
    }

    /// Ends the following of all sessions of a person.
    pub fn end(&mut self, person: ParticipantId, why: &FollowEnded) {
        for id in self.sessions_of(person) {
            if let Some(follower) = self.followers.get(&id) {
                let message = ToSession::FollowEnded { meeting_id: self.meeting_id, why: why.clone() };
                let _ = follower.address.send(message);
            }
            self.remove(id);
        }
    }

    fn send_each(&mut self, seq: Option<Seq>, mut text: impl FnMut(Viewer) -> ByteString) {
        let meeting_id = self.meeting_id;
        let mut lost = Vec::new();
        for (id, follower) in &self.followers {
            let message = ToSession::Shared { meeting_id, seq, text: text(follower.viewer) };
            if follower.address.send(message).is_err() {
                lost.push(*id);
            }
        }
        for id in lost {
            metrics::counter!("sessions_dropped_total").increment(1);
            self.remove(id);
        }
    }
}

impl Drop for Roster {
    fn drop(&mut self) {
        for follower in self.followers.values() {
            let message = ToSession::FollowEnded { meeting_id: self.meeting_id, why: FollowEnded::MeetingLost };
            let _ = follower.address.send(message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Roster;
    use crate::messages::session::{SessionAddress, SessionId, ToSession};
    use actix::prelude::*;
    use bytestring::ByteString;
    use orchestrasec_domain::{AccountRole, Event, MeetingId, ParticipantId, Seq, Timestamp};
    use orchestrasec_protocol::{EncodedEvent, Viewer};
    use std::sync::Arc;
    use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
    use uuid::Uuid;

    /// Passes on the texts it hears.
    struct Ear(UnboundedSender<ByteString>);

    impl Actor for Ear {
        type Context = Context<Self>;
    }

    impl Handler<ToSession> for Ear {
        type Result = ();

        fn handle(&mut self, message: ToSession, _: &mut Context<Self>) {
            let ToSession::Shared { text, .. } = message else { unreachable!("only what is shared is sent") };
            self.0.send(text).unwrap();
        }
    }

    #[actix::test]
    async fn all_viewers_of_a_kind_share_one_encoding() {
        let mut roster = Roster::new(MeetingId(Uuid::from_u128(1)));
        let mut ears = Vec::new();
        let kinds = [Viewer::Public, Viewer::Steward, Viewer::Public, Viewer::Steward, Viewer::Public];
        for (id, viewer) in (1_u64..).zip(kinds) {
            let (sender, ear) = unbounded_channel();
            let address = SessionAddress::new(Arc::new(Ear(sender).start().recipient()), Arc::default());
            let person = ParticipantId(Uuid::from_u128(id.into()));
            roster.add(SessionId(id), address, (person, AccountRole::Member), viewer);
            ears.push((viewer, ear));
        }
        let event = EncodedEvent::new(Seq(1), Timestamp(0), None, &Event::MeetingStarted {}).unwrap();
        for round in 0..2 {
            roster.send_events(std::slice::from_ref(&event));
            let (mut public, mut steward) = (Vec::new(), Vec::new());
            for (viewer, ear) in &mut ears {
                let text = ear.recv().await.unwrap();
                if *viewer == Viewer::Public { public.push(text) } else { steward.push(text) }
            }
            let places = |texts: &[ByteString]| texts.iter().map(|text| text.as_ptr()).collect::<Vec<_>>();
            for texts in [&public, &steward] {
                let places = places(texts);
                assert!(places.windows(2).all(|pair| pair[0] == pair[1]), "round {round}: {places:?}");
            }
            assert_ne!(places(&public)[0], places(&steward)[0], "each kind has its own: they may see different things");
        }
        roster.send_presence();
        let mut places = Vec::new();
        let mut texts = Vec::new();
        for (_, ear) in &mut ears {
            let text = ear.recv().await.unwrap();
            places.push(text.as_ptr());
            texts.push(text);
        }
        assert!(places.windows(2).all(|pair| pair[0] == pair[1]), "presence is the same for all: {texts:?}");
    }
}
