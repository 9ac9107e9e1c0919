//! To a meeting: the actor that owns it, here or elsewhere.

use super::session::{FollowEnded, SessionAddress, SessionId, ToSession};
use crate::ports::Answer;
use actix::prelude::*;
use orchestrasec_domain::{Command, MeetingId, MeetingRole, Right, Seq, Template, Who};
use orchestrasec_protocol::{
    Code, Problem, ServerMessage,
    media::MediaWish,
    rest::{MeetingSummary, PhaseView},
    view::FloorView,
};
use std::sync::Arc;
use tokio::sync::oneshot;

/// Where a meeting is reached. Shared, never copied: every copy of an actix address has a place in the mailbox of its own, beyond the
/// mailbox's capacity.
pub type MeetingAddress = Arc<Recipient<ToMeeting>>;

/// What a meeting is told.
#[derive(Debug, Message)]
#[rtype(result = "()")]
pub enum ToMeeting {
    /// Do something.
    Command(CommandRequest),
    /// Send this session everything from now on.
    Follow(Follow),
    /// Send this session nothing more.
    Unfollow(SessionId),
    /// Tell how things stand.
    Ask(AskRequest),
    /// Audio and video.
    Media(MediaRequest),
    /// Save and stop; nobody will send any more.
    Stop,
}

/// A command and who is waiting for its answer.
#[derive(Debug)]
pub struct CommandRequest {
    /// Who asks.
    pub who: Who,
    /// The client's id of the command.
    pub id: Option<String>,
    /// What is asked.
    pub command: Command,
    /// Who is answered.
    pub reply: Reply,
}

/// A session that wants to see everything.
#[derive(Debug)]
pub struct Follow {
    /// Who is behind it.
    pub who: Who,
    /// Which session.
    pub session_id: SessionId,
    /// Where it is reached.
    pub address: SessionAddress,
    /// Come into the meeting first, in this role.
    pub join: Option<MeetingRole>,
    /// The last event it has seen; `None`: it wants the whole state.
    pub after: Option<Seq>,
    /// The client's id of the wish, kept with the join's event.
    pub id: Option<String>,
    /// Who is answered before the first frame.
    pub reply: Reply,
}

/// What a session wishes about audio and video.
#[derive(Debug)]
pub struct MediaRequest {
    /// Who is behind it.
    pub who: Who,
    /// Which session.
    pub session_id: SessionId,
    /// Where it is reached.
    pub address: SessionAddress,
    /// What.
    pub wish: MediaWish,
    /// Who is answered.
    pub reply: Reply,
}

/// A question about the meeting as it is.
#[derive(Debug)]
pub struct AskRequest {
    /// Who asks.
    pub who: Who,
    /// What.
    pub question: Question,
    /// Who is answered.
    pub reply: oneshot::Sender<Result<View, Problem>>,
}

/// What can be asked about a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// The meeting as lists show it; open to every account, so that people can find and join it.
    Summary,
    /// The floor.
    Floor,
    /// The phase that runs.
    Phase,
    /// What a meeting like this one would start from.
    Plan,
    /// Whether the asker has this right.
    May(Right),
}

/// The answer to a [`Question`].
#[derive(Debug, Clone, PartialEq)]
pub enum View {
    /// To [`Question::Summary`].
    Summary(Box<MeetingSummary>),
    /// To [`Question::Floor`].
    Floor(Box<FloorView>),
    /// To [`Question::Phase`].
    Phase(PhaseView),
    /// To [`Question::Plan`].
    Plan(Box<Template>),
    /// To [`Question::May`]: yes; whether confidential events are to be shown.
    Allowed(orchestrasec_protocol::Viewer),
}

impl ToMeeting {
    /// Answers whoever waits that the meeting does not take the message.
    pub fn refuse(self, problem: Problem) {
        match self {
            Self::Command(CommandRequest { reply, .. })
            | Self::Follow(Follow { reply, .. })
            | Self::Media(MediaRequest { reply, .. }) => {
                reply.send(Err(problem));
            }
            Self::Ask(AskRequest { reply, .. }) => drop(reply.send(Err(problem))),
            Self::Unfollow(_) | Self::Stop => {}
        }
    }

    /// Sends without waiting; a meeting whose mailbox is full refuses as `busy`.
    ///
    /// # Errors
    /// The message, when there is no actor at the address any more: locate the meeting anew.
    pub fn send_to(self, address: &MeetingAddress) -> Result<(), Box<Self>> {
        match address.try_send(self) {
            Ok(()) => Ok(()),
            Err(SendError::Full(message)) => {
                message.refuse(Problem::of(Code::Busy).retry_after_ms(1_000));
                Ok(())
            }
            Err(SendError::Closed(message)) => Err(Box::new(message)),
        }
    }
}

#[derive(Debug)]
enum Waiting {
    Session { address: SessionAddress, id: String },
    Renewal { address: SessionAddress, meeting_id: MeetingId },
    Caller(oneshot::Sender<Result<Answer, Problem>>),
}

/// The one answer somebody waits for. Dropped without one (the meeting died), it says so itself.
#[derive(Debug)]
pub struct Reply(Option<Waiting>);

impl Reply {
    /// To a socket: an `ack` or a `refusal` with the command's id.
    pub fn to_session(address: SessionAddress, id: String) -> Self {
        Self(Some(Waiting::Session { address, id }))
    }

    /// To a session that follows anew by itself: it hears only when that fails, so that it can try again.
    pub fn to_renewal(address: SessionAddress, meeting_id: MeetingId) -> Self {
        Self(Some(Waiting::Renewal { address, meeting_id }))
    }

    /// To somebody in this process.
    pub fn to_caller() -> (Self, oneshot::Receiver<Result<Answer, Problem>>) {
        let (sender, receiver) = oneshot::channel();
        (Self(Some(Waiting::Caller(sender))), receiver)
    }

    /// Answers. A session that takes nothing more is dealt with by the broadcast; it will ask again with the same id.
    pub fn send(mut self, answer: Result<Answer, Problem>) {
        self.deliver(answer);
    }

    fn deliver(&mut self, answer: Result<Answer, Problem>) {
        match self.0.take() {
            Some(Waiting::Caller(sender)) => drop(sender.send(answer)),
            Some(Waiting::Session { address, id }) => {
                let message = match answer {
                    Ok(answer) => ServerMessage::Ack { id, seq: answer.seq.0, result: answer.outcome },
                    Err(problem) => ServerMessage::refusal(Some(id), problem),
                };
                let _ = address.send(ToSession::Message(Box::new(message)));
            }
            Some(Waiting::Renewal { address, meeting_id }) => {
                let Err(problem) = answer else { return };
                let why = match problem.code {
                    Code::MeetingUnavailable | Code::StorageUnavailable | Code::Busy => FollowEnded::MeetingLost,
                    code => FollowEnded::Removed { code, reason: None },
                };
                let _ = address.send(ToSession::FollowEnded { meeting_id, why });
            }
            None => {}
        }
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        self.deliver(Err(Problem::of(Code::MeetingUnavailable).retry_after_ms(500)));
    }
}
