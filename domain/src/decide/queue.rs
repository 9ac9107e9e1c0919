//! Ask for the floor, and what happens to a request before it is granted.

use crate::{
    Event, FloorKind, FloorRequest, Meeting, Participant, Refusal, RequestId, Stance, Who,
    command::{FloorWish, Withdrawal},
    event::{LateAdmission, WithdrawalCause},
    floor::Admission,
    refusal::FieldProblem,
    text::{NOTE_MAX, REASON_MAX, optional_line},
};

impl Meeting {
    pub(super) fn request_floor(&self, who: &Who, wish: &FloorWish) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let me = who.participant_id();
        let person = match wish.beneficiary {
            None => self.myself(who)?.participant_id,
            Some(person) => {
                self.check_may_speak(person)?;
                person
            }
        };
        let note = optional_line("note", wish.note.as_deref(), NOTE_MAX)?;
        let stance = checked_stance(wish)?;
        if self.floor.has_turn(person) {
            return Err(Refusal::AlreadyHolder);
        }
        if self.floor.requests_of(person).any(|request| request.kind == wish.kind) {
            return Err(Refusal::AlreadyInQueue);
        }
        if !self.floor.admission.admits(wish.kind) {
            return Err(Refusal::QueueIsClosed);
        }
        let admitted = self.current_phase().is_some_and(|phase| phase.rules.floor_kinds.contains(&wish.kind));
        if !admitted {
            return Err(Refusal::KindIsNotOpen);
        }
        if !self.has_budget(person, wish.kind) {
            return Err(Refusal::BudgetIsSpent);
        }
        self.check_room()?;
        Ok(vec![Event::FloorRequested {
            request_id: self.floor.last_request.next(),
            participant_id: person,
            kind: wish.kind,
            stance,
            note,
            requested_by: Some(me).filter(|me| *me != person),
            item_id: self.agenda.current,
            yielded: false,
        }])
    }

    pub(super) fn check_room(&self) -> Result<(), Refusal> {
        let limit = usize::try_from(self.settings.queue_limit).unwrap_or(usize::MAX);
        if self.floor.queue.len() >= limit { Err(Refusal::QueueIsFull) } else { Ok(()) }
    }

    /// Takes back one request, or all of one's own.
    pub(super) fn withdraw_request(&self, who: &Who, which: Withdrawal) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let me = who.participant_id();
        let requests: Vec<_> = match which {
            Withdrawal::Own => self.floor.requests_of(me).collect(),
            Withdrawal::Request(id) => vec![self.waiting(id)?],
        };
        if requests.is_empty() {
            return Err(Refusal::RequestNotFound);
        }
        let cause = |one: &FloorRequest| {
            if one.participant_id == me { WithdrawalCause::Own } else { WithdrawalCause::Facilitator }
        };
        Ok(requests.into_iter().map(|one| withdrawn(one, cause(one))).collect())
    }

    pub(super) fn deny_request(&self, id: RequestId, reason: Option<&str>) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let request = self.waiting(id)?;
        let reason = optional_line("reason", reason, REASON_MAX)?;
        Ok(vec![Event::RequestDenied { request_id: id, participant_id: request.participant_id, reason }])
    }

    pub(super) fn move_request(&self, id: RequestId, position: usize) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        self.waiting(id)?;
        if !(1..=self.floor.queue.len()).contains(&position) {
            return Err(Refusal::PositionOutOfRange);
        }
        if self.floor.position(id) == Some(position) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::RequestMoved { request_id: id, position }])
    }

    pub(super) fn open_queue(&self) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let is_so = self.floor.admission == Admission::Open;
        Ok(if is_so { Vec::new() } else { vec![Event::QueueOpened {}] })
    }

    pub(super) fn close_queue(&self, late: LateAdmission) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let wanted = match late {
            LateAdmission::Nothing => Admission::Closed,
            LateAdmission::PointsOfOrder => Admission::PointsOfOrder,
        };
        Ok(if self.floor.admission == wanted { Vec::new() } else { vec![Event::QueueClosed { late }] })
    }

    pub(super) fn waiting(&self, id: RequestId) -> Result<&FloorRequest, Refusal> {
        self.floor.request(id).ok_or(Refusal::RequestNotFound)
    }

    /// Takes all requests of a person out who cannot speak any more.
    pub(super) fn dropping_requests(&self, person: &Participant, cause: WithdrawalCause) -> Vec<Event> {
        self.floor.requests_of(person.participant_id).map(|request| withdrawn(request, cause)).collect()
    }
}

fn withdrawn(request: &FloorRequest, cause: WithdrawalCause) -> Event {
    Event::RequestWithdrawn { request_id: request.request_id, participant_id: request.participant_id, cause }
}

fn checked_stance(wish: &FloorWish) -> Result<Option<Stance>, Refusal> {
    if wish.stance.is_some() && wish.kind != FloorKind::Contribution {
        return Err(Refusal::InvalidField { field: "stance", problem: FieldProblem::DoesNotFit });
    }
    Ok(wish.stance)
}
