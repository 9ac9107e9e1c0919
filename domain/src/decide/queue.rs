//! Ask for the floor, and what happens to a request before it is granted.

use crate::{
    Event, FloorKind, FloorRequest, Granting, Meeting, Refusal, RequestId, Timestamp, Who,
    command::Withdrawal,
    event::WithdrawalCause,
    text::{NOTE_MAX, REASON_MAX, optional_line},
};

impl Meeting {
    pub(super) fn request_floor(
        &self,
        now: Timestamp,
        who: &Who,
        kind: FloorKind,
        note: Option<&str>,
    ) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let id = self.myself(who)?.participant_id;
        let note = optional_line("note", note, NOTE_MAX)?;
        if self.floor.is_held_by(id) {
            return Err(Refusal::AlreadyHolder);
        }
        if self.floor.request_of(id).is_some() {
            return Err(Refusal::AlreadyInQueue);
        }
        if !self.floor.open {
            return Err(Refusal::QueueIsClosed);
        }
        let admitted = self.current_phase().is_some_and(|phase| phase.rules.floor_kinds.contains(&kind));
        if !admitted {
            return Err(Refusal::KindIsNotOpen);
        }
        let limit = usize::try_from(self.settings.queue_limit).unwrap_or(usize::MAX);
        if self.floor.queue.len() >= limit {
            return Err(Refusal::QueueIsFull);
        }
        let request_id = self.floor.last_request.next();
        let mut events = vec![Event::FloorRequested { request_id, participant_id: id, kind, note }];
        let is_next = self.floor.holder.is_none() && self.floor.queue.is_empty();
        if is_next && self.granting() == Granting::Automatic {
            events.push(self.granting_to(now, Some(request_id), id, kind));
        }
        Ok(events)
    }

    pub(super) fn withdraw_request(&self, who: &Who, which: Withdrawal) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let (request, cause) = match which {
            Withdrawal::Own => {
                let request = self.floor.request_of(who.participant_id()).ok_or(Refusal::RequestNotFound)?;
                (request, WithdrawalCause::Own)
            }
            Withdrawal::Request(id) => (self.waiting(id)?, WithdrawalCause::Facilitator),
        };
        let FloorRequest { request_id, participant_id, .. } = *request;
        let cause = if participant_id == who.participant_id() { WithdrawalCause::Own } else { cause };
        Ok(vec![Event::RequestWithdrawn { request_id, participant_id, cause }])
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
        Ok(if self.floor.open { Vec::new() } else { vec![Event::QueueOpened {}] })
    }

    pub(super) fn close_queue(&self) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        Ok(if self.floor.open { vec![Event::QueueClosed {}] } else { Vec::new() })
    }

    pub(super) fn waiting(&self, id: RequestId) -> Result<&FloorRequest, Refusal> {
        self.floor.request(id).ok_or(Refusal::RequestNotFound)
    }
}
