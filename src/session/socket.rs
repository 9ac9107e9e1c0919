//! The WebSocket of a session: the only file that names `actix-web-actors`.
//!
//! An actor of that crate is polled only while its peer takes what it sends, so nothing here may rely on it for a peer that does not
//! read: its mailbox is bounded (a full one marks the session as slow), and the kernel ends the connection (`TCP_USER_TIMEOUT`,
//! set where connections are accepted).

use super::{
    actor::{Closing, Credential, Effect, Session},
    inbox::Rate,
};
use crate::{
    messages::{
        meeting::ToMeeting,
        registry::{Locate, Locator},
        session::{SessionAddress, SessionId, ToSession},
    },
    ports::{Authenticator, Clock},
};
use actix::prelude::*;
use actix_web::{HttpRequest, HttpResponse, web};
use actix_web_actors::ws;
use dashmap::DashMap;
use orchestrasec_domain::MeetingId;
use orchestrasec_protocol::{
    Code, Problem,
    limits::{FRAME_MAX, HEARTBEAT_MS, HELLO_SECONDS},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

/// Frames that may wait for a connection; one that has more waiting is slow and is dropped.
const MAILBOX: usize = 256;
/// How often a connection looks whether it may go on.
const CHECK: Duration = Duration::from_secs(2);

/// What sessions are made with; one for the whole server.
pub struct SocketParts {
    /// Where meetings are found.
    pub locator: Locator,
    /// Who tells people apart.
    pub authenticator: Arc<dyn Authenticator>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// The origins whose pages may connect, such as `https://meet.example.org`.
    pub origins: Vec<String>,
    /// How fast a connection may send.
    pub rate: Rate,
    open: DashMap<SessionId, Arc<Recipient<ToSession>>>,
    last_id: AtomicU64,
}

impl SocketParts {
    /// Parts without connections.
    pub fn new(
        locator: Locator,
        authenticator: Arc<dyn Authenticator>,
        clock: Arc<dyn Clock>,
        origins: Vec<String>,
        rate: Rate,
    ) -> Self {
        Self { locator, authenticator, clock, origins, rate, open: DashMap::new(), last_id: AtomicU64::new(0) }
    }

    /// Tells every connection that the server goes down.
    pub fn close_all(&self) {
        for open in &self.open {
            drop(open.value().try_send(ToSession::GoingDown));
        }
    }

    /// How many connections there are.
    pub fn count(&self) -> usize {
        self.open.len()
    }

    fn origin_is_allowed(&self, request: &HttpRequest) -> bool {
        // Only browsers send it; other programs have no session of a person that a foreign page could use.
        match request.headers().get("origin") {
            None => true,
            Some(origin) => origin.to_str().is_ok_and(|origin| self.origins.iter().any(|allowed| allowed == origin)),
        }
    }
}

/// `GET /ws`: makes the connection a WebSocket.
///
/// # Errors
/// `wrong_origin`, or whatever is wrong with the handshake.
pub async fn connect(
    request: HttpRequest,
    stream: web::Payload,
    parts: web::Data<SocketParts>,
) -> Result<HttpResponse, actix_web::Error> {
    if !parts.origin_is_allowed(&request) {
        let problem = Problem::of(Code::WrongOrigin);
        return Ok(HttpResponse::Forbidden().content_type("application/problem+json").json(problem));
    }
    let socket = Socket::new(parts.into_inner());
    ws::WsResponseBuilder::new(socket, &request, stream).frame_size(FRAME_MAX).start()
}

/// The actor of one connection.
struct Socket {
    parts: Arc<SocketParts>,
    id: SessionId,
    slow: Arc<AtomicBool>,
    session: Option<Session>,
    checks: u64,
}

type Ctx = ws::WebsocketContext<Socket>;

impl Socket {
    fn new(parts: Arc<SocketParts>) -> Self {
        let id = SessionId(parts.last_id.fetch_add(1, Ordering::Relaxed) + 1);
        Self { parts, id, slow: Arc::default(), session: None, checks: 0 }
    }

    fn run(&mut self, ctx: &mut Ctx, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Text(text) => ctx.text(text),
                Effect::Close(closing) => close(ctx, closing),
                Effect::Authenticate(credential) => self.authenticate(ctx, credential),
                Effect::Locate(meeting_id, message) => self.locate(ctx, meeting_id, message),
                Effect::Send(meeting_id, address, message) => {
                    if let Err(message) = message.send_to(&address) {
                        self.relocate(ctx, meeting_id, message);
                    }
                }
            }
        }
    }

    /// `wait`: nothing else is taken in until it is known who this is.
    fn authenticate(&mut self, ctx: &mut Ctx, credential: Credential) {
        let authenticator = self.parts.authenticator.clone();
        let identity = async move {
            match credential {
                Credential::Token(token) => authenticator.verify_token(&token).await,
                Credential::Ticket(ticket) => authenticator.redeem_ticket(&ticket).await,
            }
        };
        ctx.wait(identity.into_actor(self).map(|identity, this, ctx| {
            let now = this.parts.clock.now();
            let effects = this.session.as_mut().map(|session| session.greeted(now, identity));
            this.run(ctx, effects.unwrap_or_default());
        }));
    }

    /// `wait`: what the client sends next comes after this.
    fn locate(&mut self, ctx: &mut Ctx, meeting_id: MeetingId, message: Box<ToMeeting>) {
        let found = self.parts.locator.send(Locate(meeting_id));
        ctx.wait(found.into_actor(self).map(move |found, this, ctx| {
            let found = found.unwrap_or_else(|_| Err(Problem::of(Code::Busy).retry_after_ms(1_000)));
            let effects = this.session.as_mut().map(|session| session.located(meeting_id, message, found));
            this.run(ctx, effects.unwrap_or_default());
        }));
    }

    /// The meeting's actor has just ended; there is a new one, or will be.
    fn relocate(&mut self, ctx: &mut Ctx, meeting_id: MeetingId, message: Box<ToMeeting>) {
        if !matches!(*message, ToMeeting::Unfollow(_)) {
            self.locate(ctx, meeting_id, message);
        }
    }

    /// Whether the connection may go on: greeted, alive, fast enough, still signed in.
    fn check(&mut self, ctx: &mut Ctx) {
        self.checks += 1;
        let Some(session) = &self.session else { return };
        if self.slow.load(Ordering::Relaxed) {
            return close(ctx, Closing::Slow);
        }
        if session.is_silent(self.parts.clock.now()) {
            return close(ctx, Closing::Silent);
        }
        match session.identity() {
            Some(identity) if !self.parts.authenticator.still_stands(identity) => close(ctx, Closing::Unauthenticated),
            _ => {
                if self.checks.is_multiple_of(HEARTBEAT_MS / 1_000 / CHECK.as_secs()) {
                    ctx.ping(b"");
                }
            }
        }
    }

    fn may_go_on(&self, ctx: &mut Ctx) -> bool {
        if self.slow.load(Ordering::Relaxed) {
            close(ctx, Closing::Slow);
            return false;
        }
        let identity = self.session.as_ref().and_then(Session::identity);
        if identity.is_some_and(|identity| !self.parts.authenticator.still_stands(identity)) {
            close(ctx, Closing::Unauthenticated);
            return false;
        }
        true
    }
}

fn close(ctx: &mut Ctx, closing: Closing) {
    let (code, reason) = closing.code();
    ctx.close(Some(ws::CloseReason { code: ws::CloseCode::Other(code), description: Some(reason.to_owned()) }));
    ctx.stop();
}

impl Actor for Socket {
    type Context = Ctx;

    fn started(&mut self, ctx: &mut Ctx) {
        ctx.set_mailbox_capacity(MAILBOX);
        let recipient = Arc::new(ctx.address().recipient());
        self.parts.open.insert(self.id, recipient.clone());
        metrics::gauge!("sessions_open").increment(1.0);
        let myself = SessionAddress::new(recipient, self.slow.clone());
        let public_id = uuid::Uuid::new_v4().simple().to_string();
        self.session = Some(Session::new(self.id, public_id, myself, self.parts.clock.now(), self.parts.rate));
        ctx.run_later(Duration::from_secs(HELLO_SECONDS), |this, ctx| {
            if this.session.as_ref().is_some_and(|session| session.identity().is_none()) {
                close(ctx, Closing::Silent);
            }
        });
        ctx.run_interval(CHECK, Self::check);
    }

    fn stopped(&mut self, _: &mut Ctx) {
        self.end();
    }
}

impl Socket {
    fn end(&mut self) {
        if self.parts.open.remove(&self.id).is_some() {
            metrics::gauge!("sessions_open").decrement(1.0);
        }
        for effect in self.session.take().map(|mut session| session.over()).unwrap_or_default() {
            if let Effect::Send(_, address, message) = effect {
                // A meeting that is gone has no roster to be taken out of.
                drop(message.send_to(&address));
            }
        }
    }
}

/// A connection that breaks off drops its actor without stopping it.
impl Drop for Socket {
    fn drop(&mut self) {
        self.end();
    }
}

impl StreamHandler<Result<ws::Message, ws::ProtocolError>> for Socket {
    fn handle(&mut self, message: Result<ws::Message, ws::ProtocolError>, ctx: &mut Ctx) {
        let now = self.parts.clock.now();
        match message {
            Ok(ws::Message::Text(text)) => {
                if !self.may_go_on(ctx) {
                    return;
                }
                let effects = self.session.as_mut().map(|session| session.text(now, text.as_bytes()));
                self.run(ctx, effects.unwrap_or_default());
            }
            Ok(ws::Message::Ping(data)) => {
                self.heard(now);
                ctx.pong(&data);
            }
            Ok(ws::Message::Pong(_)) => self.heard(now),
            Ok(ws::Message::Close(reason)) => {
                ctx.close(reason);
                ctx.stop();
            }
            Ok(ws::Message::Nop) => {}
            Err(ws::ProtocolError::Overflow) => {
                let reason = ws::CloseReason { code: ws::CloseCode::Size, description: Some("frame too large".into()) };
                ctx.close(Some(reason));
                ctx.stop();
            }
            Ok(ws::Message::Binary(_) | ws::Message::Continuation(_)) | Err(_) => close(ctx, Closing::Protocol),
        }
    }
}

impl Socket {
    fn heard(&mut self, now: orchestrasec_domain::Timestamp) {
        if let Some(session) = &mut self.session {
            session.heard(now);
        }
    }
}

impl Handler<ToSession> for Socket {
    type Result = ();

    fn handle(&mut self, message: ToSession, ctx: &mut Ctx) {
        if self.slow.load(Ordering::Relaxed) {
            return close(ctx, Closing::Slow);
        }
        let effects = self.session.as_mut().map(|session| session.told(message));
        self.run(ctx, effects.unwrap_or_default());
    }
}
