//! The traits through which the engine sees the world. Each has a real body (storage, auth, app) and, where tests need one, a
//! second that passes the same tests.

pub mod media;

pub use media::{MediaPlane, SessionId};

use async_trait::async_trait;
use futures_util::future::BoxFuture;
use orchestrasec_domain::{
    MeetingId, MeetingRole, Outcome, ParticipantId, Seq, Standing, Status, Timestamp, UserId, Who,
};
use orchestrasec_protocol::{EncodedEvent, Problem, record::Hash};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::UnboundedSender;

/// Time. Injected, so that tests decide when it passes.
pub trait Clock: Send + Sync + 'static {
    /// The time now; may jump in either direction, as wall clocks do.
    fn now(&self) -> Timestamp;

    /// Ends when [`Clock::now`] has reached `at`.
    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'static, ()>;
}

/// Why the journal did not do it. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// Too much waits to be written.
    #[error("too much waits to be written")]
    Busy,
    /// The meeting exists already.
    #[error("the meeting exists already")]
    Exists,
    /// Somebody else owns the meeting now, or the record has moved on.
    #[error("somebody else owns the meeting")]
    Fenced,
    /// The store does not answer, or is full, or is broken.
    #[error("the store failed: {0}")]
    Unavailable(String),
}

/// What a command's maker was answered; kept with its first event, so that a repeated command is answered the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The command's last event.
    pub seq: Seq,
    /// The result.
    pub outcome: Option<Outcome>,
}

/// An event as it is stored.
#[derive(Debug, Clone)]
pub struct StoredEvent {
    /// The event.
    pub event: EncodedEvent,
    /// The client's id of the command; on the first of its events.
    pub command_id: Option<String>,
    /// What the command's maker was answered; beside `command_id`.
    pub answer: Option<Answer>,
    /// The hash of the event before.
    pub prev_hash: Hash,
    /// The hash of this event.
    pub hash: Hash,
}

/// The end of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The last event's number.
    pub seq: Seq,
    /// Its hash.
    pub hash: Hash,
}

/// A state saved to spare the replay. A cache: never the truth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The last event it contains.
    pub seq: Seq,
    /// The state as JSON of `domain::Meeting`.
    pub state: String,
}

/// What lists of meetings show; kept beside the record in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListEntry {
    /// Which meeting.
    pub meeting_id: MeetingId,
    /// Where it is in its life.
    pub status: Status,
    /// When it was made.
    pub created_at: Timestamp,
    /// JSON of `protocol::rest::MeetingSummary` with `my_role` null.
    pub summary: String,
}

/// One person's place in a meeting, for lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// Who.
    pub participant_id: ParticipantId,
    /// As what.
    pub role: MeetingRole,
    /// Whether still in.
    pub standing: Standing,
}

/// Events to be stored, all or none.
#[derive(Debug)]
pub struct Append {
    /// Which meeting.
    pub meeting_id: MeetingId,
    /// The fencing number from [`Journal::claim`].
    pub epoch: u64,
    /// The record's end before these events, as the appender knows it.
    pub after: Head,
    /// The events, in order, without gaps.
    pub events: Vec<StoredEvent>,
    /// The list entry, when it changes.
    pub entry: Option<ListEntry>,
    /// People whose place in the meeting changes.
    pub members: Vec<Membership>,
    /// A state to save.
    pub snapshot: Option<Snapshot>,
    /// Where the result goes. Results come in the order of the appends.
    pub done: UnboundedSender<Appended>,
}

/// The result of an [`Append`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// The append's last event.
    pub upto: Seq,
    /// Whether it is durable now.
    pub result: Result<(), JournalError>,
}

/// A meeting as the journal hands it to its new owner.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// The fencing number: appends with a lower one are refused from now on.
    pub epoch: u64,
    /// The record's end.
    pub head: Head,
    /// The last saved state, if any.
    pub snapshot: Option<Snapshot>,
    /// The events after the saved state, or all.
    pub events: Vec<StoredEvent>,
    /// The answers of all commands that had an id: who, id, answer.
    pub answers: Vec<(UserId, String, Answer)>,
}

/// Which meetings a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListQuery {
    /// Only those in this state.
    pub status: Option<Status>,
    /// For whom: their roles are told.
    pub viewer: UserId,
    /// How many to pass over.
    pub offset: u64,
    /// How many at most.
    pub limit: u64,
}

/// The durable record of all meetings. Append only.
#[async_trait]
pub trait Journal: Send + Sync + 'static {
    /// Starts the record of a new meeting. `append.after` is seq 0 and [`Hash::ZERO`], `append.epoch` 0.
    ///
    /// # Errors
    /// [`JournalError::Exists`] and the rest, through `append.done` never: the result is returned.
    async fn create(&self, append: Append) -> Result<(), JournalError>;

    /// Makes the caller the meeting's only writer and gives it the record; `None`: there is no such meeting.
    async fn claim(&self, meeting: MeetingId) -> Result<Option<Claimed>, JournalError>;

    /// Queues events. Answers through [`Append::done`] once they are durable, or with what went wrong.
    ///
    /// # Errors
    /// [`JournalError::Busy`] at once when the queue is full; `done` is not used then.
    fn append(&self, append: Append) -> Result<(), JournalError>;

    /// At most `limit` events after `after`, in order, and the record's end; `None`: there is no such meeting.
    async fn events(
        &self,
        meeting: MeetingId,
        after: Seq,
        limit: u64,
    ) -> Result<Option<(Vec<StoredEvent>, Head)>, JournalError>;

    /// The meetings that are live: they have to run even when nobody asks for them.
    async fn live_meetings(&self) -> Result<Vec<MeetingId>, JournalError>;

    /// A page of the list: live meetings first, then the newest; the viewer's role where still in; and how many there are in all.
    async fn list(&self, query: ListQuery) -> Result<(Vec<(ListEntry, Option<MeetingRole>)>, u64), JournalError>;

    /// The meetings that this person ever was in, whatever became of them there: the newest, at most `limit`; and how many there are
    /// in all.
    async fn meetings_of(&self, person: UserId, limit: u64) -> Result<(Vec<ListEntry>, u64), JournalError>;

    /// Ends well when the store can be written.
    async fn check(&self) -> Result<(), JournalError>;
}

/// Who somebody is, as verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The account.
    pub who: Who,
    /// The log-in that this goes back to; ends with it.
    pub login: LoginId,
}

/// One log-in and all that grew from it by refreshing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LoginId(pub uuid::Uuid);

/// Tells who is behind an access token or a ticket.
#[async_trait]
pub trait Authenticator: Send + Sync + 'static {
    /// Verifies an access token.
    ///
    /// # Errors
    /// `invalid_token`, `account_disabled`
    async fn verify_token(&self, token: &str) -> Result<Identity, Problem>;

    /// Verifies a one-use ticket and uses it up.
    ///
    /// # Errors
    /// `invalid_token`, `account_disabled`
    async fn redeem_ticket(&self, ticket: &str) -> Result<Identity, Problem>;

    /// Whether the log-in still stands (not signed out, account not disabled). Cheap: asked for every message and every few seconds.
    fn still_stands(&self, identity: &Identity) -> bool;
}

/// An account as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Which.
    pub id: UserId,
    /// The email address, normalised; unique.
    pub email: String,
    /// What others see.
    pub display_name: String,
    /// Its role on this installation.
    pub role: orchestrasec_domain::AccountRole,
    /// The password's Argon2id PHC string.
    pub password_hash: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it may not log in.
    pub disabled_at: Option<Timestamp>,
    /// The `Idempotency-Key` it was signed up with.
    pub signup_key: Option<String>,
}

/// A refresh token as it is stored: never the token, only its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshRow {
    /// SHA-256 of the token.
    pub hash: Hash,
    /// The log-in it belongs to.
    pub login: LoginId,
    /// The account.
    pub user_id: UserId,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// What became of an attempt to use a refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rotation {
    /// The successor is stored; the old one is used up (or was, within the grace time).
    Rotated {
        /// Whose it is.
        user_id: UserId,
        /// The log-in both belong to.
        login: LoginId,
    },
    /// It was used before: the log-in is ended now.
    Reused {
        /// The log-in that was ended.
        login: LoginId,
    },
    /// Unknown, too old, or its log-in was ended.
    Invalid,
}

/// Why the account store did not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// There is an account with this email.
    #[error("there is an account with this email")]
    EmailTaken,
    /// There is an admin already.
    #[error("there is an admin already")]
    AdminExists,
    /// The store does not answer.
    #[error("the store failed: {0}")]
    Unavailable(String),
}

/// Where accounts and log-ins are kept.
#[async_trait]
pub trait AccountStore: Send + Sync + 'static {
    /// Stores a new account.
    async fn create(&self, account: AccountRow) -> Result<(), AccountError>;

    /// Stores a new account with the role admin, if there is no admin yet: both in one transaction.
    async fn create_first_admin(&self, account: AccountRow) -> Result<(), AccountError>;

    /// Whether there is an admin.
    async fn has_admin(&self) -> Result<bool, AccountError>;

    /// The account with this normalised email.
    async fn by_email(&self, email: &str) -> Result<Option<AccountRow>, AccountError>;

    /// The account with this id.
    async fn by_id(&self, id: UserId) -> Result<Option<AccountRow>, AccountError>;

    /// Replaces the password's hash.
    async fn set_password_hash(&self, id: UserId, password_hash: &str) -> Result<(), AccountError>;

    /// Starts a log-in with its first refresh token.
    async fn start_login(&self, first: RefreshRow) -> Result<(), AccountError>;

    /// Uses the refresh token with the hash `old` for one with the hash `new_hash`, at `now`; a token used at most `grace_ms` ago whose
    /// successors are still unused works once more. All in one transaction. Reuse ends the log-in.
    async fn rotate(
        &self,
        old: Hash,
        new_hash: Hash,
        now: Timestamp,
        expires_at: Timestamp,
        grace_ms: u64,
    ) -> Result<Rotation, AccountError>;

    /// The log-in of a refresh token, whatever its state.
    async fn login_of(&self, hash: Hash) -> Result<Option<LoginId>, AccountError>;

    /// Ends a log-in.
    async fn end_login(&self, login: LoginId, at: Timestamp) -> Result<(), AccountError>;

    /// The log-ins that ended at or after this time, and the accounts disabled at or after it.
    async fn ended_since(&self, at: Timestamp) -> Result<(Vec<LoginId>, Vec<UserId>), AccountError>;
}

/// Most templates that one person may have.
pub const TEMPLATES_MAX: u64 = 100;

/// A person's own template as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateRow {
    /// Whose.
    pub owner: UserId,
    /// Its key; unique for its owner.
    pub key: String,
    /// JSON of `domain::Template`.
    pub body: String,
    /// When it was brought or saved.
    pub created_at: Timestamp,
    /// The `Idempotency-Key` it came with.
    pub command_id: Option<String>,
    /// SHA-256 of what was asked, so that a repeated call is known.
    pub request: Hash,
}

/// Why the template store did not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// The person has one with this key.
    #[error("there is a template with this key")]
    Exists,
    /// The person has as many as one may have.
    #[error("there are as many templates as there may be")]
    TooMany,
    /// Something else was asked under the same `Idempotency-Key`.
    #[error("the idempotency key was used for something else")]
    KeyReused,
    /// The store does not answer.
    #[error("the store failed: {0}")]
    Unavailable(String),
}

/// Where people's own templates are kept.
#[async_trait]
pub trait TemplateStore: Send + Sync + 'static {
    /// Stores a new template and gives what is stored then: of a repeated call, what it stored at first. At most [`TEMPLATES_MAX`]
    /// for each person.
    async fn save(&self, template: TemplateRow) -> Result<TemplateRow, TemplateError>;

    /// This person's templates, by key.
    async fn all_of(&self, owner: UserId) -> Result<Vec<TemplateRow>, TemplateError>;

    /// This person's template with this key.
    async fn find(&self, owner: UserId, key: &str) -> Result<Option<TemplateRow>, TemplateError>;

    /// Removes it and tells whether it was there.
    async fn remove(&self, owner: UserId, key: &str) -> Result<bool, TemplateError>;
}
