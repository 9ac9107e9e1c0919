//! Events as the tests expect them, and points in time: `at(90)` is 90 s after the meeting started.

use crate::cast::Person;
use orchestrasec_domain::{
    Event, FloorKind, GrantNo, MeetingRole, RequestId, Right, Timestamp,
    event::{Direction, Rejoin, ReleaseCause, RevokeCause, WithdrawalCause},
    grant::PauseCause,
    order::{Explanation, Rule},
};

/// When the meetings of the tests start: 2026-11-23T09:30:00Z.
pub const START: Timestamp = Timestamp(1_795_426_200_000);

pub fn at(seconds: u64) -> Timestamp {
    START.plus(seconds * 1_000)
}

pub fn joined(person: Person, role: MeetingRole) -> Event {
    Event::ParticipantJoined { participant_id: person.id(), display_name: person.name.into(), role, guest: false }
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
        stance: None,
        note: None,
        requested_by: None,
        item_id: None,
        yielded: false,
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
    let request_id = request.into().map(RequestId);
    Event::FloorGranted {
        grant_no: GrantNo(grant),
        request_id,
        participant_id: person.id(),
        kind: FloorKind::Contribution,
        stance: None,
        item_id: None,
        limit_ms: Some(limit * 1_000),
        warn_at: warn.map(|warn| at(seconds + warn)),
        ends_at: Some(at(seconds + limit)),
        granted_by: None,
        interrupts: None,
        resumes: None,
        explanation: request_id.map(|_| Explanation::ASKED),
    }
}

/// What is special about a request or grant: `granted(1, 1, ADA, 0).by(FAY)`.
pub trait Detail {
    fn by(self, person: Person) -> Self;
    fn of(self, of: FloorKind) -> Self;
    fn interrupting(self, grant: u64) -> Self;
    fn resuming(self, grant: u64) -> Self;
    fn because(self, rule: Rule) -> Self;
    fn by_kind(self) -> Self;
    fn unexplained(self) -> Self;
    fn yielded(self) -> Self;
}

impl Detail for Event {
    fn by(mut self, person: Person) -> Self {
        match &mut self {
            Event::FloorGranted { granted_by: by, .. } | Event::FloorRequested { requested_by: by, .. } => {
                *by = Some(person.id());
            }
            other => panic!("{other:?} names nobody"),
        }
        self
    }

    fn of(mut self, of: FloorKind) -> Self {
        match &mut self {
            Event::FloorGranted { kind, .. } | Event::FloorRequested { kind, .. } => *kind = of,
            other => panic!("{other:?} has no kind"),
        }
        self
    }

    fn interrupting(mut self, grant: u64) -> Self {
        if let Event::FloorGranted { interrupts, .. } = &mut self {
            *interrupts = Some(GrantNo(grant));
        }
        self
    }

    /// Goes on by itself, so that nothing explains it.
    fn resuming(mut self, grant: u64) -> Self {
        if let Event::FloorGranted { resumes, .. } = &mut self {
            *resumes = Some(GrantNo(grant));
        }
        self.unexplained()
    }

    fn because(mut self, why: Rule) -> Self {
        if let Event::FloorGranted { explanation: Some(explanation), .. } = &mut self {
            explanation.rule = why;
        }
        self
    }

    /// The request of somebody who let others go first.
    fn yielded(mut self) -> Self {
        if let Event::FloorRequested { yielded, .. } = &mut self {
            *yielded = true;
        }
        self
    }

    fn by_kind(mut self) -> Self {
        if let Event::FloorGranted { explanation: Some(explanation), .. } = &mut self {
            explanation.by_kind = true;
        }
        self
    }

    fn unexplained(mut self) -> Self {
        if let Event::FloorGranted { explanation, .. } = &mut self {
            *explanation = None;
        }
        self
    }
}

/// The holder of a grant is interrupted after so many seconds.
pub fn suspended(grant: u64, person: Person, seconds: u64) -> Event {
    Event::FloorSuspended { grant_no: GrantNo(grant), participant_id: person.id(), spoke_ms: seconds * 1_000 }
}

/// The clock stands by a facilitator's hand after so many seconds of the turn.
pub fn paused(grant: u64, seconds: u64) -> Event {
    Event::TurnPaused {
        grant_no: GrantNo(grant),
        cause: PauseCause::Facilitator,
        spoke_ms: seconds * 1_000,
        hold_until: None,
    }
}

/// The holder is gone after so many seconds of the turn; the floor is kept until `until` seconds after the start.
pub fn lost(grant: u64, seconds: u64, until: u64) -> Event {
    Event::TurnPaused {
        grant_no: GrantNo(grant),
        cause: PauseCause::Disconnected,
        spoke_ms: seconds * 1_000,
        hold_until: Some(at(until)),
    }
}

/// The clock goes on and is warned and stops so many seconds after the start.
pub fn resumed(grant: u64, warn: impl Into<Option<u64>>, end: impl Into<Option<u64>>) -> Event {
    Event::TurnResumed { grant_no: GrantNo(grant), warn_at: warn.into().map(at), ends_at: end.into().map(at) }
}

pub fn undone(grant: u64, request: impl Into<Option<u64>>, person: Person, seconds: u64) -> Event {
    Event::GrantUndone {
        grant_no: GrantNo(grant),
        participant_id: person.id(),
        spoke_ms: seconds * 1_000,
        request_id: request.into().map(RequestId),
    }
}

pub fn last_word(number: u64, person: Person) -> Event {
    Event::LastWordGiven { request_id: RequestId(number), participant_id: person.id() }
}

pub fn role_changed(person: Person, role: MeetingRole) -> Event {
    Event::RoleChanged { participant_id: person.id(), role }
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
