//! Every refusal's stable name: the same in HTTP, on the socket, on the command line and in the record.

use orchestrasec_domain::Refusal;
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($name:ident = $text:literal, $status:literal, $title:literal;)*) => {
        /// A stable reason. Never renamed; clients may rely on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        pub enum Code { $(#[doc = $title] #[serde(rename = $text)] $name),* }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// The name on the wire.
            pub fn name(self) -> &'static str { match self { $(Code::$name => $text),* } }

            /// The HTTP status it goes with.
            pub fn status(self) -> u16 { match self { $(Code::$name => $status),* } }

            /// One sentence for people.
            pub fn title(self) -> &'static str { match self { $(Code::$name => $title),* } }
        }
    };
}

codes! {
    // What was sent
    MalformedJson = "malformed_json", 400, "The body or frame is not valid JSON, or nested too deeply.";
    UnknownField = "unknown_field", 400, "There is a field that this message does not have.";
    UnknownMessage = "unknown_message", 400, "There is no message of this type.";
    InvalidField = "invalid_field", 422, "A value is missing, of the wrong type or out of its bounds.";
    InvalidQuery = "invalid_query", 400, "A parameter in the address is missing or wrong.";
    TooLarge = "too_large", 413, "The body or frame is too large.";
    UnsupportedMediaType = "unsupported_media_type", 415, "The content type is not the one this call takes.";
    UnsupportedProtocol = "unsupported_protocol", 400, "The server does not speak this version of the protocol.";
    InvalidIdempotencyKey = "invalid_idempotency_key", 400, "An Idempotency-Key or command id is 1 to 64 visible ASCII characters.";
    IdempotencyKeyReused = "idempotency_key_reused", 422, "The same key was used for something else.";
    NotFound = "not_found", 404, "There is nothing at this address.";
    MethodNotAllowed = "method_not_allowed", 405, "The address does not take this method.";
    NotAcceptable = "not_acceptable", 406, "The wanted format is not offered.";
    // Who asks
    NotAuthenticated = "not_authenticated", 401, "An access token is needed.";
    InvalidToken = "invalid_token", 401, "The access token or ticket is not valid (any more).";
    InvalidCredentials = "invalid_credentials", 401, "Email or password is wrong.";
    InvalidRefreshToken = "invalid_refresh_token", 401, "The refresh token is not valid (any more).";
    RefreshTokenReused = "refresh_token_reused", 401, "The refresh token was used before; all sessions that grew from it are ended.";
    AccountDisabled = "account_disabled", 403, "The account is disabled.";
    EmailTaken = "email_taken", 409, "There is an account with this email.";
    PasswordTooCommon = "password_too_common", 422, "The password is easy to guess.";
    InvalidSetupSecret = "invalid_setup_secret", 403, "The set-up secret is wrong or was used.";
    WrongOrigin = "wrong_origin", 403, "The page's origin is not on the server's list.";
    CrossSiteRequest = "cross_site_request", 403, "This call needs the X-Requested-With header.";
    TooManyRequests = "too_many_requests", 429, "Too many requests; wait.";
    // The rules of a meeting
    MeetingNotFound = "meeting_not_found", 404, "There is no such meeting.";
    NotPermitted = "not_permitted", 403, "Your role does not allow this.";
    NotAParticipant = "not_a_participant", 403, "You are not in this meeting.";
    Banned = "banned", 403, "You were removed from this meeting for good.";
    Removed = "removed", 403, "You were removed from this meeting.";
    RoleNotOffered = "role_not_offered", 422, "One cannot join in this role.";
    MeetingIsFull = "meeting_is_full", 409, "The meeting is full.";
    MeetingIsNotLive = "meeting_not_live", 409, "The meeting is not live.";
    MeetingIsClosed = "meeting_closed", 409, "The meeting is closed.";
    MeetingHasStarted = "meeting_has_started", 409, "The meeting has started already.";
    LastFacilitator = "last_facilitator", 409, "A meeting always has a facilitator.";
    ParticipantNotFound = "participant_not_found", 404, "There is no such participant.";
    NotEligible = "not_eligible", 409, "This person cannot hold the floor.";
    QueueIsClosed = "queue_is_closed", 409, "The queue is closed.";
    QueueIsFull = "queue_is_full", 409, "The queue is full.";
    QueueIsEmpty = "queue_is_empty", 409, "Nobody waits.";
    AlreadyInQueue = "already_in_queue", 409, "You are in the queue already.";
    AlreadyHolder = "already_holder", 409, "You hold the floor already.";
    BudgetIsSpent = "budget_is_spent", 409, "The speaking time of the group is used up.";
    KindIsNotOpen = "kind_not_open", 409, "The phase does not admit this kind of request.";
    RequestNotFound = "request_not_found", 404, "There is no such request in the queue.";
    PositionOutOfRange = "position_out_of_range", 422, "There is no such position.";
    FloorIsHeld = "floor_is_held", 409, "Somebody holds the floor.";
    FloorIsFree = "floor_is_free", 409, "Nobody holds the floor.";
    NotTheHolder = "not_the_holder", 409, "You do not hold the floor.";
    HandOverNotOpen = "hand_over_not_open", 409, "The phase does not let holders hand the floor over.";
    NothingToUndo = "nothing_to_undo", 409, "There is no grant of a facilitator to undo.";
    TurnIsPaused = "turn_is_paused", 409, "The turn is paused already.";
    TurnIsNotPaused = "turn_is_not_paused", 409, "The turn is not paused.";
    TurnHasNoLimit = "turn_has_no_limit", 409, "The turn has no limit.";
    PhaseHasNoTimebox = "phase_has_no_timebox", 409, "The phase has no timebox.";
    AgendaItemNotFound = "agenda_item_not_found", 404, "There is no such item on the agenda.";
    AgendaItemIsCurrent = "agenda_item_is_current", 409, "The current item cannot be taken off the agenda.";
    AgendaIsFull = "agenda_is_full", 409, "The agenda is full.";
    LastPhase = "last_phase", 409, "This is the last phase.";
    FirstPhase = "first_phase", 409, "This is the first phase.";
    TemplateNotFound = "template_not_found", 422, "There is no such template.";
    TemplateExists = "template_exists", 409, "There is a template with this key.";
    TooManyTemplates = "too_many_templates", 409, "You have as many templates as one may have.";
    // The connection
    AlreadyFollowing = "already_following", 409, "This connection follows the meeting already.";
    NotFollowing = "not_following", 409, "This connection does not follow the meeting.";
    TooManyFollowed = "too_many_followed", 409, "This connection follows as many meetings as it may.";
    HelloExpected = "hello_expected", 400, "The first message has to be hello.";
    // Audio and video
    MediaIsOff = "media_off", 503, "This server carries no audio and video, or cannot now.";
    MediaAnswerInvalid = "media_answer_invalid", 422, "The answer is not one to the offer.";
    MediaAnswerStale = "media_answer_stale", 409, "The answer is to an older offer, or to none.";
    MediaAnswerLate = "media_answer_late", 408, "The offer was not answered in time.";
    MediaReplaced = "media_replaced", 409, "The same person has audio and video on another connection now.";
    MediaRoleChanged = "media_role_changed", 409, "The role was changed; take part in audio and video anew.";
    MediaFailed = "media_failed", 503, "The media connection failed; take part anew.";
    // The server
    Busy = "busy", 503, "The server has too much to do; try again.";
    MeetingUnavailable = "meeting_unavailable", 503, "The meeting is being restarted; try again with the same id.";
    StorageUnavailable = "storage_unavailable", 503, "The store does not answer; nothing was done.";
    Internal = "internal", 500, "Something went wrong on the server.";
}

impl From<&Refusal> for Code {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::NotPermitted { .. } => Code::NotPermitted,
            Refusal::NotAParticipant => Code::NotAParticipant,
            Refusal::Banned => Code::Banned,
            Refusal::RoleNotOffered { .. } => Code::RoleNotOffered,
            Refusal::MeetingIsFull => Code::MeetingIsFull,
            Refusal::MeetingIsNotLive => Code::MeetingIsNotLive,
            Refusal::MeetingIsClosed => Code::MeetingIsClosed,
            Refusal::MeetingHasStarted => Code::MeetingHasStarted,
            Refusal::LastFacilitator => Code::LastFacilitator,
            Refusal::ParticipantNotFound => Code::ParticipantNotFound,
            Refusal::NotEligible => Code::NotEligible,
            Refusal::QueueIsClosed => Code::QueueIsClosed,
            Refusal::QueueIsFull => Code::QueueIsFull,
            Refusal::QueueIsEmpty => Code::QueueIsEmpty,
            Refusal::AlreadyInQueue => Code::AlreadyInQueue,
            Refusal::AlreadyHolder => Code::AlreadyHolder,
            Refusal::KindIsNotOpen => Code::KindIsNotOpen,
            Refusal::RequestNotFound => Code::RequestNotFound,
            Refusal::PositionOutOfRange => Code::PositionOutOfRange,
            Refusal::FloorIsHeld => Code::FloorIsHeld,
            Refusal::FloorIsFree => Code::FloorIsFree,
            Refusal::NotTheHolder => Code::NotTheHolder,
            Refusal::BudgetIsSpent => Code::BudgetIsSpent,
            Refusal::HandOverNotOpen => Code::HandOverNotOpen,
            Refusal::NothingToUndo => Code::NothingToUndo,
            Refusal::TurnIsPaused => Code::TurnIsPaused,
            Refusal::TurnIsNotPaused => Code::TurnIsNotPaused,
            Refusal::TurnHasNoLimit => Code::TurnHasNoLimit,
            Refusal::PhaseHasNoTimebox => Code::PhaseHasNoTimebox,
            Refusal::AgendaItemNotFound => Code::AgendaItemNotFound,
            Refusal::AgendaItemIsCurrent => Code::AgendaItemIsCurrent,
            Refusal::AgendaIsFull => Code::AgendaIsFull,
            Refusal::LastPhase => Code::LastPhase,
            Refusal::FirstPhase => Code::FirstPhase,
            Refusal::TemplateNotFound => Code::TemplateNotFound,
            Refusal::InvalidField { .. } => Code::InvalidField,
        }
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
