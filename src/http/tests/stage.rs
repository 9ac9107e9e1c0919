//! The world around the API in these tests.

use super::{memory::MemoryJournal, memory_templates::MemoryTemplates};
use crate::{
    http::{HttpState, app, headers::Transport, health::Readiness, openapi, quota::CallerQuota},
    messages::{
        meeting::{CommandRequest, MeetingAddress, Question, ToMeeting, View},
        registry::Locate,
        session::SessionId,
    },
    ports::{Answer, Authenticator, Clock, Identity, LoginId},
};
use actix::prelude::*;
use actix_web::{
    HttpResponse,
    body::to_bytes_limited,
    dev::Service as _,
    http::{Method, StatusCode, header::HeaderMap},
    test::{TestRequest, init_service},
    web,
};
use async_trait::async_trait;
use futures_util::future::BoxFuture;
use orchestrasec_domain::{
    AccountRole, Command, Meeting, Outcome, RequestId, RequestState, Seq, Timestamp, UserId, Who,
};
use orchestrasec_protocol::{Code, Problem, Viewer, rest::MeetingSummary, view::FloorView};
use std::{
    num::NonZeroU32,
    sync::{Arc, Mutex},
};
use uuid::Uuid;

pub const ADA: &str = "ada";
pub const BO: &str = "bo";

/// How the meetings of a test behave.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mood {
    /// They answer.
    #[default]
    Well,
    /// They take messages and forget them.
    Forgetful,
    /// Their mailboxes are full.
    Overrun,
    /// Their addresses are those of the dead.
    Dead,
    /// The first address is, the second is not.
    Reborn,
}

/// What a meeting was told: by whom, under which key, what.
pub type Told = Arc<Mutex<Vec<(UserId, Option<String>, Command)>>>;

pub struct Stage {
    pub state: HttpState,
    pub journal: Arc<MemoryJournal>,
    pub told: Told,
}

impl Stage {
    pub fn new(mood: Mood) -> Self {
        let journal = Arc::new(MemoryJournal::default());
        let told = Told::default();
        let registry = Registry { journal: journal.clone(), told: told.clone(), mood };
        let many = NonZeroU32::new(10_000).unwrap();
        let state = HttpState {
            locator: registry.start().recipient(),
            journal: journal.clone(),
            authenticator: Arc::new(Names),
            clock: Arc::new(Stopped),
            templates: Arc::new(MemoryTemplates::default()),
            ledgers: Arc::default(),
            quota: Arc::new(CallerQuota::new(many, many)),
            readiness: Arc::new(Readiness::default()),
            origins: Arc::from(["https://other.example".to_owned()]),
            transport: Transport::Https,
            document: Arc::new(openapi::document([])),
        };
        Self { state, journal, told }
    }

    /// Makes a meeting of Ada's.
    pub async fn meeting(&self) -> String {
        let made =
            self.call(by(ADA, Method::POST, "/api/v1/meetings").set_json(serde_json::json!({"title": "Weekly"}))).await;
        assert_eq!(made.status, 201, "{}", made.text());
        made.json()["id"].as_str().unwrap().to_owned()
    }

    pub async fn call(&self, request: TestRequest) -> Answered {
        let service = init_service(app(&self.state, panics)).await;
        let (status, headers, body) = match service.call(request.to_request()).await {
            Ok(response) => {
                let (status, headers) = (response.status(), response.headers().clone());
                (status, headers, to_bytes_limited(response.into_body(), 1 << 20).await.unwrap().ok())
            }
            Err(error) => {
                let response: HttpResponse = error.error_response();
                let (status, headers) = (response.status(), response.headers().clone());
                (status, headers, to_bytes_limited(response.into_body(), 1 << 20).await.unwrap().ok())
            }
        };
        Answered { status, headers, body: body.unwrap() }
    }
}

/// Mounts a call that panics.
pub fn panics(cfg: &mut web::ServiceConfig) {
    cfg.route("/panics", web::get().to(|| async { panicking() }));
}

fn panicking() -> HttpResponse {
    panic!("the secret reason")
}

pub struct Answered {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: web::Bytes,
}

impl Answered {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The stable code of an error; its form is checked by the way.
    pub fn code(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text());
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        problem["code"].as_str().unwrap().to_owned()
    }
}

/// A call by somebody.
pub fn by(name: &str, method: Method, path: &str) -> TestRequest {
    call(method, path).insert_header(("Authorization", format!("Bearer {name}")))
}

/// A call by nobody.
pub fn call(method: Method, path: &str) -> TestRequest {
    TestRequest::with_uri(path).method(method)
}

/// A token is its owner's name.
struct Names;

#[async_trait]
impl Authenticator for Names {
    async fn verify_token(&self, token: &str) -> Result<Identity, Problem> {
        let number = match token {
            ADA => 1,
            BO => 2,
            "signed-out" => 3,
            _ => return Err(Problem::of(Code::InvalidToken)),
        };
        let who = Who {
            user_id: UserId(Uuid::from_u128(number)),
            display_name: token.to_owned(),
            account_role: AccountRole::Member,
        };
        Ok(Identity { who, login: LoginId(Uuid::from_u128(number)) })
    }

    async fn redeem_ticket(&self, _: &str) -> Result<Identity, Problem> {
        Err(Problem::of(Code::InvalidToken))
    }

    fn still_stands(&self, identity: &Identity) -> bool {
        identity.who.display_name != "signed-out"
    }
}

struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        Timestamp(1_000)
    }

    fn sleep_until(&self, _: Timestamp) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

struct Registry {
    journal: Arc<MemoryJournal>,
    told: Told,
    mood: Mood,
}

impl Actor for Registry {
    type Context = Context<Self>;
}

impl Handler<Locate> for Registry {
    type Result = ResponseFuture<Result<MeetingAddress, Problem>>;

    fn handle(&mut self, Locate(id): Locate, _: &mut Context<Self>) -> Self::Result {
        let Some(meeting) = self.journal.meeting(id) else {
            return Box::pin(async { Err(Problem::of(Code::MeetingNotFound)) });
        };
        let mood = self.mood;
        if mood == Mood::Reborn {
            self.mood = Mood::Well;
        }
        let address = Noting { meeting, told: self.told.clone(), mood }.start();
        Box::pin(async move {
            if matches!(mood, Mood::Dead | Mood::Reborn) {
                address.send(ToMeeting::Stop).await.unwrap();
                while address.connected() {
                    actix_web::rt::task::yield_now().await;
                }
            }
            if mood == Mood::Overrun {
                actix_web::rt::task::yield_now().await;
                // Every copy of an address may send one message more than there is room for; this one then has.
                let took = (0..8).filter(|_| address.try_send(ToMeeting::Unfollow(SessionId(0))).is_ok()).count();
                assert!(took < 8, "a mailbox of one took {took} messages");
            }
            Ok(MeetingAddress::new(address.recipient()))
        })
    }
}

/// A meeting that notes what it is told.
struct Noting {
    meeting: Meeting,
    told: Told,
    mood: Mood,
}

impl Actor for Noting {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        if self.mood == Mood::Overrun {
            ctx.set_mailbox_capacity(1);
            ctx.wait(std::future::pending::<()>().into_actor(self));
        }
    }
}

impl Handler<ToMeeting> for Noting {
    type Result = ();

    fn handle(&mut self, message: ToMeeting, ctx: &mut Context<Self>) {
        match message {
            ToMeeting::Stop => ctx.stop(),
            _ if self.mood == Mood::Forgetful => {}
            ToMeeting::Command(CommandRequest { who, id, command, reply }) => {
                let request = Outcome { request_id: RequestId(1), state: RequestState::Accepted, position: 1 };
                let outcome = matches!(command, Command::RequestFloor { .. }).then_some(request);
                self.told.lock().unwrap().push((who.user_id, id, command));
                reply.send(Ok(Answer { seq: Seq(2), outcome }));
            }
            ToMeeting::Ask(ask) => {
                let person = ask.who.participant_id();
                let inside = self.meeting.role_of(person).is_some();
                let answer = match ask.question {
                    Question::Summary => Ok(View::Summary(Box::new(MeetingSummary::of(&self.meeting, person)))),
                    _ if !inside => Err(Problem::of(Code::NotAParticipant)),
                    Question::Floor => Ok(View::Floor(Box::new(FloorView::from(&self.meeting)))),
                    Question::Phase => Err(Problem::of(Code::MeetingIsNotLive)),
                    Question::Plan => Ok(View::Plan(Box::new(self.meeting.plan()))),
                    Question::May(_) => Ok(View::Allowed(Viewer::Steward)),
                };
                drop(ask.reply.send(answer));
            }
            ToMeeting::Follow(_) | ToMeeting::Unfollow(_) | ToMeeting::Media(_) => {}
        }
    }
}
