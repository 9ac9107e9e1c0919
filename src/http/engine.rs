//! How a call reaches a meeting: through its address, never waiting for room in a mailbox, and never for ever.

use super::{HttpState, caller::IdempotencyKey, reply::ApiError};
use crate::{
    messages::{
        meeting::{AskRequest, CommandRequest, MeetingAddress, Question, Reply, ToMeeting, View},
        registry::Locate,
    },
    ports::Answer,
};
use actix_web::web::Json;
use orchestrasec_domain::{Command, MeetingId, Right, Template, Who};
use orchestrasec_protocol::{
    Code, Problem, Viewer,
    rest::{MeetingSummary, PhaseView},
    view::FloorView,
};
use std::{future::Future, time::Duration};
use tokio::sync::oneshot;

/// How long a call waits for a meeting. What it asked for may still happen; the same key makes asking again safe.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

impl HttpState {
    /// Has the meeting do something.
    ///
    /// # Errors
    /// What the meeting refuses, `meeting_not_found`, `busy`, `meeting_unavailable`
    pub async fn command(
        &self,
        who: &Who,
        meeting: MeetingId,
        key: IdempotencyKey,
        command: Command,
    ) -> Result<Answer, ApiError> {
        let (reply, answer) = Reply::to_caller();
        let request = CommandRequest { who: who.clone(), id: key.0, command, reply };
        in_time(async {
            self.tell(meeting, ToMeeting::Command(request)).await?;
            received(answer).await
        })
        .await
    }

    /// Has the meeting do something and tells how it is then.
    pub async fn then_summary(
        &self,
        who: &Who,
        meeting: MeetingId,
        key: IdempotencyKey,
        command: Command,
    ) -> Result<Json<MeetingSummary>, ApiError> {
        self.command(who, meeting, key, command).await?;
        self.summary(who, meeting).await.map(Json)
    }

    /// Has the meeting do something and tells how its floor is then.
    pub async fn then_floor(
        &self,
        who: &Who,
        meeting: MeetingId,
        key: IdempotencyKey,
        command: Command,
    ) -> Result<Json<FloorView>, ApiError> {
        self.command(who, meeting, key, command).await?;
        self.floor(who, meeting).await.map(Json)
    }

    /// Has the meeting do something and tells which phase runs then.
    pub async fn then_phase(
        &self,
        who: &Who,
        meeting: MeetingId,
        key: IdempotencyKey,
        command: Command,
    ) -> Result<Json<PhaseView>, ApiError> {
        self.command(who, meeting, key, command).await?;
        self.phase(who, meeting).await.map(Json)
    }

    /// The meeting as its lists show it.
    pub async fn summary(&self, who: &Who, meeting: MeetingId) -> Result<MeetingSummary, ApiError> {
        match self.ask(who, meeting, Question::Summary).await? {
            View::Summary(summary) => Ok(*summary),
            _ => Err(Code::Internal.into()),
        }
    }

    /// The meeting's floor.
    pub async fn floor(&self, who: &Who, meeting: MeetingId) -> Result<FloorView, ApiError> {
        match self.ask(who, meeting, Question::Floor).await? {
            View::Floor(floor) => Ok(*floor),
            _ => Err(Code::Internal.into()),
        }
    }

    /// The phase that runs.
    pub async fn phase(&self, who: &Who, meeting: MeetingId) -> Result<PhaseView, ApiError> {
        match self.ask(who, meeting, Question::Phase).await? {
            View::Phase(phase) => Ok(phase),
            _ => Err(Code::Internal.into()),
        }
    }

    /// What a meeting like this one would start from.
    pub async fn plan(&self, who: &Who, meeting: MeetingId) -> Result<Template, ApiError> {
        match self.ask(who, meeting, Question::Plan).await? {
            View::Plan(plan) => Ok(*plan),
            _ => Err(Code::Internal.into()),
        }
    }

    /// As which kind of viewer this person has this right.
    pub async fn viewer(&self, who: &Who, meeting: MeetingId, right: Right) -> Result<Viewer, ApiError> {
        match self.ask(who, meeting, Question::May(right)).await? {
            View::Allowed(viewer) => Ok(viewer),
            _ => Err(Code::Internal.into()),
        }
    }

    async fn ask(&self, who: &Who, meeting: MeetingId, question: Question) -> Result<View, ApiError> {
        let (reply, answer) = oneshot::channel();
        let request = AskRequest { who: who.clone(), question, reply };
        in_time(async {
            self.tell(meeting, ToMeeting::Ask(request)).await?;
            received(answer).await
        })
        .await
    }

    async fn tell(&self, meeting: MeetingId, message: ToMeeting) -> Result<(), ApiError> {
        match message.send_to(&self.locate(meeting).await?) {
            // It ended after it was located: the registry then gives the address of its next life.
            Err(message) => message.send_to(&self.locate(meeting).await?).map_err(|_| unavailable()),
            Ok(()) => Ok(()),
        }
    }

    async fn locate(&self, meeting: MeetingId) -> Result<MeetingAddress, ApiError> {
        self.locator.send(Locate(meeting)).await.map_err(|_| unavailable())?.map_err(ApiError)
    }
}

fn busy() -> ApiError {
    ApiError(Problem::of(Code::Busy).retry_after_ms(1_000))
}

fn unavailable() -> ApiError {
    ApiError(Problem::of(Code::MeetingUnavailable).retry_after_ms(500))
}

/// The answer, or that the meeting ended without one.
async fn received<T>(answer: oneshot::Receiver<Result<T, Problem>>) -> Result<T, ApiError> {
    answer.await.map_err(|_| unavailable())?.map_err(ApiError)
}

/// The call's end, or `busy` when it takes too long.
pub(super) async fn in_time<T>(call: impl Future<Output = Result<T, ApiError>>) -> Result<T, ApiError> {
    tokio::time::timeout(ANSWER_WITHIN, call).await.map_err(|_| busy())?
}
