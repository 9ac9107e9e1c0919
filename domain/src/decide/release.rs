//! Give the floor back: for good, to queue up again, or to somebody by name.

use crate::{
    Event, FloorRequest, Grant, Meeting, ParticipantId, Refusal, Right, Timestamp, Who, event::ReleaseCause,
    floor::Hold, permission::may,
};

impl Meeting {
    pub(super) fn release_floor(&self, now: Timestamp, who: &Who) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let grant = self.floor.holder.as_ref().ok_or(Refusal::NotTheHolder)?;
        let me = who.participant_id();
        let acts_for = may(who.account_role, self.role_of(me), Right::ReleaseFloorFor);
        let cause = match grant.participant_id == me {
            true => ReleaseCause::Own,
            false if acts_for && self.is_guest(grant.participant_id) => ReleaseCause::OnBehalf,
            false => return Err(Refusal::NotTheHolder),
        };
        Ok(vec![releasing(now, grant, cause)])
    }

    /// The holder lets others go first and waits again, with the same wish.
    pub(super) fn yield_floor(&self, now: Timestamp, who: &Who) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let grant = self.held_by(who)?;
        if self.floor.queue.is_empty() {
            return Err(Refusal::QueueIsEmpty);
        }
        // Nobody waits for a turn of the kind that they have, so the wish is new.
        let again = Event::FloorRequested {
            request_id: self.floor.last_request.next(),
            participant_id: grant.participant_id,
            kind: grant.kind,
            stance: grant.stance,
            note: grant.note.clone(),
            requested_by: None,
            item_id: grant.item_id,
            yielded: true,
        };
        Ok(vec![releasing(now, grant, ReleaseCause::Yielded), again])
    }

    pub(super) fn hand_over_floor(
        &self,
        now: Timestamp,
        who: &Who,
        person: ParticipantId,
    ) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        let me = who.participant_id();
        let leads = may(who.account_role, self.role_of(me), Right::GrantFloor);
        let grant =
            self.floor.holder.as_ref().ok_or(if leads { Refusal::FloorIsFree } else { Refusal::NotTheHolder })?;
        let is_mine = grant.participant_id == me;
        if !leads && !is_mine {
            return Err(Refusal::NotTheHolder);
        }
        if !leads && !self.current_phase().is_some_and(|phase| phase.rules.hand_over) {
            return Err(Refusal::HandOverNotOpen);
        }
        self.check_may_speak(person)?;
        if person == grant.participant_id || self.floor.suspended_turn_of(person).is_some() {
            return Err(Refusal::AlreadyHolder);
        }
        let kind = grant.kind;
        if !leads && !self.has_budget(person, kind) {
            return Err(Refusal::BudgetIsSpent);
        }
        let mut events = vec![releasing(now, grant, ReleaseCause::HandedOver)];
        let request = self.floor.requests_of(person).find(|request| request.kind == kind);
        // For the same kind of turn: who gets the floor of an interruption speaks in its place, and the interrupted one goes on
        // afterwards.
        events.push(match request {
            Some(request) => self.without_holder(|free| free.granting_request(now, request, Some(me), None)),
            None => self.without_holder(|free| free.granting_to(now, person, kind, Some(me))),
        });
        Ok(events)
    }

    /// Builds an event as if the floor were free already.
    fn without_holder(&self, event: impl FnOnce(&Meeting) -> Event) -> Event {
        let mut free = self.clone();
        free.floor.holder = None;
        event(&free)
    }

    /// The turn of `who`, who has to hold the floor.
    fn held_by(&self, who: &Who) -> Result<&Grant, Refusal> {
        self.floor
            .holder
            .as_ref()
            .filter(|grant| grant.participant_id == who.participant_id())
            .ok_or(Refusal::NotTheHolder)
    }

    pub(super) fn is_guest(&self, person: ParticipantId) -> bool {
        self.present(person).is_some_and(|person| person.guest)
    }

    /// Puts this person behind all others, with the request for a contribution that waits or a new one.
    pub(super) fn give_last_word(&self, who: &Who, person: ParticipantId) -> Result<Vec<Event>, Refusal> {
        self.check_live()?;
        self.check_may_speak(person)?;
        if self.floor.has_turn(person) {
            return Err(Refusal::AlreadyHolder);
        }
        let kind = crate::FloorKind::Contribution;
        let waiting = self.floor.requests_of(person).find(|request| request.kind == kind);
        if waiting.is_some_and(|request| request.hold == Hold::LastWord) {
            return Ok(Vec::new());
        }
        let mut events = Vec::new();
        let request_id = if let Some(FloorRequest { request_id, .. }) = waiting {
            *request_id
        } else {
            self.check_room()?;
            let request_id = self.floor.last_request.next();
            events.push(Event::FloorRequested {
                request_id,
                participant_id: person,
                kind,
                stance: None,
                note: None,
                requested_by: Some(who.participant_id()).filter(|by| *by != person),
                item_id: self.agenda.current,
                yielded: false,
            });
            request_id
        };
        events.push(Event::LastWordGiven { request_id, participant_id: person });
        Ok(events)
    }
}

/// The end of a turn that its holder gives back.
pub(super) fn releasing(now: Timestamp, grant: &Grant, cause: ReleaseCause) -> Event {
    Event::FloorReleased {
        grant_no: grant.grant_no,
        participant_id: grant.participant_id,
        spoke_ms: grant.spoken_ms(now),
        cause,
    }
}

/// The end of a turn that is interrupted already: what was spoken in it has been counted.
pub(super) fn releasing_interrupted(grant: &Grant, cause: ReleaseCause) -> Event {
    Event::FloorReleased { grant_no: grant.grant_no, participant_id: grant.participant_id, spoke_ms: 0, cause }
}
