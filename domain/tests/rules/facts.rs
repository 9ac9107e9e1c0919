//! Events as the tests expect them, and points in time: `at(90)` is 90 s after the meeting started.

use crate::cast::Person;
use orchestrasec_domain::{
    Event, FloorKind, GrantNo, MeetingRole, RequestId, Right, Timestamp,
    event::{Direction, Rejoin, ReleaseCause, RevokeCause, WithdrawalCause},
};

/// When the meetings of the tests start: 2026-11-23T09:30:00Z.
pub const START: Timestamp = Timestamp(1_795_426_200_000);

pub fn at(seconds: u64) -> Timestamp {
    START.plus(seconds * 1_000)
}

pub fn joined(person: Person, role: MeetingRole) -> Event {
    Event::ParticipantJoined { participant_id: person.id(), display_name: person.name.into(), role }
}

pub fn left(person: Person) -> Event {
    Event::ParticipantLeft { participant_id: person.id() }
}

pub fn removed(person: Person, rejoin: Rejoin) -> Event {
    Event::ParticipantRemoved { participant_id: person.id(), reason: None, rejoin }
}

pub fn phase_entered(index: usize, ends_at: Timestamp, direction: Direction) -> Event {
    Event::PhaseEntered { index, ends_at: Some(ends_at), direction }
}

pub fn requested(number: u64, person: Person) -> Event {
    Event::FloorRequested {
        request_id: RequestId(number),
        participant_id: person.id(),
        kind: FloorKind::Contribution,
        note: None,
    }
}

pub fn withdrawn(number: u64, person: Person, cause: WithdrawalCause) -> Event {
    Event::RequestWithdrawn { request_id: RequestId(number), participant_id: person.id(), cause }
}

pub fn denied(number: u64, person: Person, reason: Option<&str>) -> Event {
    let reason = reason.map(Into::into);
    Event::RequestDenied { request_id: RequestId(number), participant_id: person.id(), reason }
}

pub fn moved(number: u64, position: usize) -> Event {
    Event::RequestMoved { request_id: RequestId(number), position }
}

/// A grant `seconds` after the start under the default settings: 180 s, warned 30 s before.
pub fn granted(grant: u64, request: impl Into<Option<u64>>, person: Person, seconds: u64) -> Event {
    granted_for(180, Some(150), grant, request, person, seconds)
}

/// A grant for `limit` seconds, with a warning after `warn` seconds.
pub fn granted_for(
    limit: u64,
    warn: Option<u64>,
    grant: u64,
    request: impl Into<Option<u64>>,
    person: Person,
    seconds: u64,
) -> Event {
    Event::FloorGranted {
        grant_no: GrantNo(grant),
        request_id: request.into().map(RequestId),
        participant_id: person.id(),
        kind: FloorKind::Contribution,
        limit_ms: Some(limit * 1_000),
        warn_at: warn.map(|warn| at(seconds + warn)),
        ends_at: Some(at(seconds + limit)),
    }
}

/// The holder of a grant gave it back after so many seconds.
pub fn released(grant: u64, person: Person, seconds: u64, cause: ReleaseCause) -> Event {
    Event::FloorReleased { grant_no: GrantNo(grant), participant_id: person.id(), spoke_ms: seconds * 1_000, cause }
}

/// The floor was taken from the holder of a grant after so many seconds.
pub fn revoked(grant: u64, person: Person, seconds: u64, cause: RevokeCause, reason: Option<&str>) -> Event {
    Event::FloorRevoked {
        grant_no: GrantNo(grant),
        participant_id: person.id(),
        spoke_ms: seconds * 1_000,
        cause,
        reason: reason.map(Into::into),
    }
}

pub fn warned(grant: u64) -> Event {
    Event::TurnWarned { grant_no: GrantNo(grant) }
}

pub fn overran(grant: u64) -> Event {
    Event::TurnOverran { grant_no: GrantNo(grant) }
}

pub fn attempt(command: Right) -> Event {
    Event::CommandRefused { command, code: "not_permitted".into() }
}
