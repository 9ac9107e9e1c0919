//! Every command of the socket over HTTP: one language, one place where it is written down.

use super::{
    HttpState,
    body::Body,
    caller::{Caller, IdempotencyKey},
    path::MeetingPath,
    reply::ApiError,
};
use crate::ports::Answer;
use actix_web::web::{Data, Json};
use orchestrasec_domain::{Command, MeetingId};
use orchestrasec_protocol::{Ask, ClientMessage, Code, Problem, decode::decode, rest::Done};
use serde_json::{Map, Value};

/// Members that the address and the header bring.
const BROUGHT: [&str; 2] = ["id", "meeting_id"];

/// Do what a socket message of this type does. The body is the message without `id` (that is the `Idempotency-Key`) and without
/// `meeting_id` (that is in the address); see docs/protocol.md, *Commands*.
#[utoipa::path(post, path = "/api/v1/meetings/{id}/commands", tag = "meetings", request_body = Value,
    params(("id" = MeetingId, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "It is done, and durable", body = Done)))]
pub async fn act(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    MeetingPath(id): MeetingPath,
    body: Body,
) -> Result<Json<Done>, ApiError> {
    let command = command(id, body.json().await?)?;
    let Answer { seq, outcome } = state.command(&caller.who, id, key, command).await?;
    Ok(Json(Done { seq: seq.0, result: outcome }))
}

/// Reads a message that lacks its id and its meeting.
fn command(meeting: MeetingId, mut message: Map<String, Value>) -> Result<Command, Problem> {
    if let Some(name) = BROUGHT.into_iter().find(|name| message.contains_key(*name)) {
        return Err(Problem::field(name, Code::UnknownField, "there is no such field"));
    }
    message.insert("id".into(), "http".into());
    message.insert("meeting_id".into(), meeting.to_string().into());
    let text = serde_json::to_vec(&message).map_err(|_| Problem::of(Code::Internal))?;
    match decode::<ClientMessage>(&text)?.into_ask()? {
        Ask::Command { command, .. } => Ok(command),
        // Joining over HTTP has its own address; the others are about a connection.
        _ => Err(Problem::of(Code::UnknownMessage)),
    }
}

#[cfg(test)]
mod tests {
    use super::command;
    use orchestrasec_domain::{Command, MeetingId};
    use orchestrasec_protocol::Code;
    use serde_json::{Value, json};
    use uuid::Uuid;

    fn read(message: Value) -> Result<Command, Code> {
        let Value::Object(message) = message else { panic!("an object") };
        command(MeetingId(Uuid::from_u128(1)), message).map_err(|problem| problem.code)
    }

    #[test]
    fn a_command_is_the_socket_message_without_id_and_meeting() {
        assert_eq!(read(json!({"type": "extend_turn", "by_ms": 30_000})), Ok(Command::ExtendTurn { by_ms: 30_000 }));
        assert_eq!(read(json!({"type": "leave"})), Ok(Command::Leave));
    }

    #[test]
    fn what_is_no_command_is_refused_by_name() {
        assert_eq!(read(json!({"type": "extend_turn"})), Err(Code::InvalidField));
        assert_eq!(read(json!({"type": "extend_turn", "by_ms": 1, "so": 1})), Err(Code::UnknownField));
        assert_eq!(read(json!({"type": "leave", "id": "c1"})), Err(Code::UnknownField));
        assert_eq!(read(json!({"type": "dance"})), Err(Code::UnknownMessage));
        assert_eq!(read(json!({"type": "ping", "t": 1})), Err(Code::UnknownField));
        assert_eq!(read(json!({"type": "resume", "after": 1})), Err(Code::UnknownMessage));
    }
}
