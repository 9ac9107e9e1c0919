//! What a session says and hears: a pure state machine. It takes one input, and gives back everything that has to be done, in order.

use super::inbox::{Inbox, Rate, Taken};
use crate::{
    messages::{
        meeting::{CommandRequest, Follow, MediaRequest, MeetingAddress, Reply, ToMeeting},
        session::{FollowEnded, SessionAddress, SessionId, ToSession},
    },
    ports::Identity,
};
use bytestring::ByteString;
use orchestrasec_domain::{Command, MeetingId, MeetingRole, Seq, Timestamp};
use orchestrasec_protocol::{
    Ask, Code, PROTOCOL, Problem, ServerMessage,
    limits::{FOLLOWED_MAX, HEARTBEAT_MS},
    media::MediaWish,
    server::UserView,
};
use std::collections::HashMap;

/// Close codes of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// 1012: the server restarts.
    Restart,
    /// 4400: the client breaks the protocol.
    Protocol,
    /// 4401: not authenticated (any more).
    Unauthenticated,
    /// 4408: no hello, or no sign of life.
    Silent,
    /// 4409: takes too little of what is sent.
    Slow,
    /// 4429: sends too much.
    Flood,
}

impl Closing {
    /// Number and reason on the wire.
    pub fn code(self) -> (u16, &'static str) {
        match self {
            Closing::Restart => (1012, "the server restarts"),
            Closing::Protocol => (4400, "broken protocol"),
            Closing::Unauthenticated => (4401, "not signed in"),
            Closing::Silent => (4408, "no sign of life"),
            Closing::Slow => (4409, "too slow"),
            Closing::Flood => (4429, "too many messages"),
        }
    }
}

/// The credential of a hello.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// An access token.
    Token(String),
    /// A one-use ticket.
    Ticket(String),
}

/// Something that has to be done for the session.
#[derive(Debug)]
pub enum Effect {
    /// Send this text.
    Text(ByteString),
    /// Close the connection.
    Close(Closing),
    /// Find out who this is; then [`Session::greeted`].
    Authenticate(Credential),
    /// Find the meeting; then [`Session::located`] with the same message.
    Locate(MeetingId, Box<ToMeeting>),
    /// Give the meeting this message; when nobody is there any more, locate it anew.
    Send(MeetingId, MeetingAddress, Box<ToMeeting>),
}

#[derive(Debug)]
struct Following {
    /// `None` until the meeting is located.
    address: Option<MeetingAddress>,
    /// The last event this connection was sent.
    seen: Option<Seq>,
    /// The client's id of the wish to follow, until something of the meeting came.
    wish: Option<String>,
}

/// One connection's state.
pub struct Session {
    id: SessionId,
    public_id: String,
    myself: SessionAddress,
    identity: Option<Identity>,
    inbox: Inbox,
    following: HashMap<MeetingId, Following>,
    heard_at: Timestamp,
}

impl Session {
    /// A connection that has said nothing yet.
    pub fn new(id: SessionId, public_id: String, myself: SessionAddress, now: Timestamp, rate: Rate) -> Self {
        Self {
            id,
            public_id,
            myself,
            identity: None,
            inbox: Inbox::new(now, rate),
            following: HashMap::new(),
            heard_at: now,
        }
    }

    /// Who is behind the connection, once greeted.
    pub fn identity(&self) -> Option<&Identity> {
        self.identity.as_ref()
    }

    /// Something came, if only a pong.
    pub fn heard(&mut self, now: Timestamp) {
        self.heard_at = now;
    }

    /// Nothing came for so long that nobody may be there.
    pub fn is_silent(&self, now: Timestamp) -> bool {
        now.since(self.heard_at) > 2 * HEARTBEAT_MS
    }

    /// A text frame came.
    pub fn text(&mut self, now: Timestamp, text: &[u8]) -> Vec<Effect> {
        self.heard(now);
        let ask = match self.inbox.take(now, text) {
            Taken::Ask(ask) => ask,
            Taken::Flood => return vec![Effect::Close(Closing::Flood)],
            Taken::Nonsense => return vec![Effect::Close(Closing::Protocol)],
            Taken::Refused(id, problem) => {
                let refusal = say(&ServerMessage::refusal(id, problem));
                // Before the hello nobody is owed patience.
                return match self.identity {
                    Some(_) => vec![refusal],
                    None => vec![refusal, Effect::Close(Closing::Protocol)],
                };
            }
        };
        match (&self.identity, ask) {
            (_, Ask::Hello { protocol, token, ticket }) => self.hello(protocol, token, ticket),
            (None, _) => {
                let problem = Problem::of(Code::HelloExpected);
                vec![say(&ServerMessage::refusal(None, problem)), Effect::Close(Closing::Protocol)]
            }
            (Some(_), Ask::Ping { t }) => vec![say(&ServerMessage::Pong { t, server_time: now })],
            (Some(identity), ask) => {
                let identity = identity.clone();
                self.act(&identity, ask)
            }
        }
    }

    fn hello(&mut self, protocol: u32, token: Option<String>, ticket: Option<String>) -> Vec<Effect> {
        let problem = if self.identity.is_some() {
            Problem::new(Code::UnknownMessage, "hello was said already")
        } else if protocol != PROTOCOL {
            Problem::new(Code::UnsupportedProtocol, format!("this server speaks protocol {PROTOCOL}"))
        } else {
            match (token, ticket) {
                (Some(token), None) => return vec![Effect::Authenticate(Credential::Token(token))],
                (None, Some(ticket)) => return vec![Effect::Authenticate(Credential::Ticket(ticket))],
                _ => Problem::field("token", Code::InvalidField, "give token or ticket"),
            }
        };
        vec![say(&ServerMessage::refusal(None, problem)), Effect::Close(Closing::Protocol)]
    }

    /// The credential was looked at.
    pub fn greeted(&mut self, now: Timestamp, identity: Result<Identity, Problem>) -> Vec<Effect> {
        match identity {
            Ok(identity) => {
                let user = UserView {
                    id: identity.who.user_id,
                    display_name: identity.who.display_name.clone(),
                    role: identity.who.account_role,
                };
                self.identity = Some(identity);
                vec![say(&ServerMessage::Welcome {
                    protocol: PROTOCOL,
                    session_id: self.public_id.clone(),
                    user,
                    server_time: now,
                    heartbeat_ms: HEARTBEAT_MS,
                })]
            }
            Err(problem) => {
                let closing = if problem.status == 503 { Closing::Restart } else { Closing::Unauthenticated };
                vec![say(&ServerMessage::refusal(None, problem)), Effect::Close(closing)]
            }
        }
    }

    fn act(&mut self, identity: &Identity, ask: Ask) -> Vec<Effect> {
        match ask {
            Ask::Join { id, meeting_id, role } => self.follow(identity, meeting_id, id, Some(role), None),
            Ask::Resume { id, meeting_id, after } => self.follow(identity, meeting_id, id, None, Some(Seq(after))),
            Ask::Unfollow { id, meeting_id } => self.unfollow(meeting_id, id),
            Ask::Command { id, meeting_id, command } => self.command(identity, meeting_id, id, command),
            Ask::Media { id, meeting_id, wish } => self.media(identity, meeting_id, id, wish),
            Ask::Hello { .. } | Ask::Ping { .. } => Vec::new(),
        }
    }

    fn follow(
        &mut self,
        identity: &Identity,
        meeting_id: MeetingId,
        id: String,
        join: Option<MeetingRole>,
        after: Option<Seq>,
    ) -> Vec<Effect> {
        let known = self.following.contains_key(&meeting_id);
        if !known && self.following.len() >= FOLLOWED_MAX {
            return refuse(id, Problem::of(Code::TooManyFollowed));
        }
        // Following again is allowed: it is how a client that found a gap gets what it missed.
        let wish = Some(id.clone());
        let following = self.following.entry(meeting_id).or_insert(Following { address: None, seen: None, wish });
        following.seen = after;
        let message = ToMeeting::Follow(Follow {
            who: identity.who.clone(),
            session_id: self.id,
            address: self.myself.clone(),
            join,
            after,
            id: Some(id.clone()),
            reply: Reply::to_session(self.myself.clone(), id),
        });
        vec![Effect::Locate(meeting_id, Box::new(message))]
    }

    fn unfollow(&mut self, meeting_id: MeetingId, id: String) -> Vec<Effect> {
        let Some(following) = self.following.remove(&meeting_id) else {
            return refuse(id, Problem::of(Code::NotFollowing));
        };
        let seq = following.seen.unwrap_or_default().0;
        let mut effects = vec![say(&ServerMessage::Ack { id, seq, result: None })];
        if let Some(address) = following.address {
            effects.push(Effect::Send(meeting_id, address, Box::new(ToMeeting::Unfollow(self.id))));
        }
        effects
    }

    fn media(&mut self, identity: &Identity, meeting_id: MeetingId, id: String, wish: MediaWish) -> Vec<Effect> {
        // Only who follows a meeting knows what happens in it, and is known to it.
        let Some(following) = self.following.get(&meeting_id) else {
            return refuse(id, Problem::of(Code::NotFollowing));
        };
        let message = Box::new(ToMeeting::Media(MediaRequest {
            who: identity.who.clone(),
            session_id: self.id,
            address: self.myself.clone(),
            wish,
            reply: Reply::to_session(self.myself.clone(), id),
        }));
        match &following.address {
            Some(address) => vec![Effect::Send(meeting_id, address.clone(), message)],
            None => vec![Effect::Locate(meeting_id, message)],
        }
    }

    fn command(&mut self, identity: &Identity, meeting_id: MeetingId, id: String, command: Command) -> Vec<Effect> {
        let Some(following) = self.following.get(&meeting_id) else {
            return refuse(id, Problem::of(Code::NotFollowing));
        };
        let message = Box::new(ToMeeting::Command(CommandRequest {
            who: identity.who.clone(),
            id: Some(id.clone()),
            command,
            reply: Reply::to_session(self.myself.clone(), id),
        }));
        match &following.address {
            Some(address) => vec![Effect::Send(meeting_id, address.clone(), message)],
            None => vec![Effect::Locate(meeting_id, message)],
        }
    }

    /// A meeting was looked for.
    pub fn located(
        &mut self,
        meeting_id: MeetingId,
        message: Box<ToMeeting>,
        found: Result<MeetingAddress, Problem>,
    ) -> Vec<Effect> {
        match found {
            Ok(address) => {
                if let Some(following) = self.following.get_mut(&meeting_id) {
                    following.address = Some(address.clone());
                }
                vec![Effect::Send(meeting_id, address, message)]
            }
            Err(problem) => {
                let renews = matches!(&*message, ToMeeting::Follow(follow) if follow.id.is_none());
                self.following.remove(&meeting_id);
                message.refuse(problem);
                // A stream that was promised and cannot be kept: the client reconnects and resumes.
                if renews { vec![Effect::Close(Closing::Restart)] } else { Vec::new() }
            }
        }
    }

    /// A message from a meeting or the server came.
    pub fn told(&mut self, message: ToSession) -> Vec<Effect> {
        match message {
            ToSession::Message(message) => {
                self.forget_refused(&message);
                vec![say(&message)]
            }
            ToSession::State { meeting_id, seq, text } => self.forward(meeting_id, Some(seq), text),
            ToSession::Shared { meeting_id, seq, text } => self.forward(meeting_id, seq, text),
            ToSession::FollowEnded { meeting_id, why } => self.follow_ended(meeting_id, why),
            ToSession::GoingDown => {
                vec![say(&ServerMessage::GoingDown { resume_after_ms: 500 }), Effect::Close(Closing::Restart)]
            }
        }
    }

    /// A meeting that refused to be followed takes no place among those that are. What may pass by waiting keeps it: the client
    /// asks again.
    fn forget_refused(&mut self, message: &ServerMessage) {
        let ServerMessage::Refusal { id: Some(id), code, .. } = message else { return };
        if !matches!(code, Code::Busy | Code::MeetingUnavailable | Code::StorageUnavailable | Code::Internal) {
            self.following.retain(|_, following| following.wish.as_ref() != Some(id));
        }
    }

    fn forward(&mut self, meeting_id: MeetingId, seq: Option<Seq>, text: ByteString) -> Vec<Effect> {
        // What was on its way when the client unfollowed is for nobody.
        let Some(following) = self.following.get_mut(&meeting_id) else { return Vec::new() };
        if seq.is_some() {
            (following.seen, following.wish) = (seq, None);
        }
        vec![Effect::Text(text)]
    }

    fn follow_ended(&mut self, meeting_id: MeetingId, why: FollowEnded) -> Vec<Effect> {
        match why {
            FollowEnded::Left => {
                self.following.remove(&meeting_id);
                Vec::new()
            }
            FollowEnded::Removed { code, reason } => {
                self.following.remove(&meeting_id);
                vec![say(&ServerMessage::Removed { meeting_id, code, reason })]
            }
            FollowEnded::MeetingLost => {
                let (Some(following), Some(identity)) = (self.following.get_mut(&meeting_id), &self.identity) else {
                    return Vec::new();
                };
                following.address = None;
                let message = ToMeeting::Follow(Follow {
                    who: identity.who.clone(),
                    session_id: self.id,
                    address: self.myself.clone(),
                    join: None,
                    after: following.seen,
                    id: None,
                    reply: Reply::to_renewal(self.myself.clone(), meeting_id),
                });
                vec![Effect::Locate(meeting_id, Box::new(message))]
            }
        }
    }

    /// The connection is gone: nobody has to send to it any more.
    pub fn over(&mut self) -> Vec<Effect> {
        let id = self.id;
        self.following
            .drain()
            .filter_map(|(meeting_id, following)| {
                let address = following.address?;
                Some(Effect::Send(meeting_id, address, Box::new(ToMeeting::Unfollow(id))))
            })
            .collect()
    }
}

fn refuse(id: String, problem: Problem) -> Vec<Effect> {
    vec![say(&ServerMessage::refusal(Some(id), problem))]
}

fn say(message: &ServerMessage) -> Effect {
    match serde_json::to_string(message) {
        Ok(text) => Effect::Text(text.into()),
        Err(error) => {
            // These types have only string keys and no failing Serialize.
            tracing::error!(%error, "a message could not be encoded");
            Effect::Close(Closing::Restart)
        }
    }
}
