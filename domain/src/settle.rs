//! What follows of itself from what has been decided.

use crate::{
    Event, Granting, Meeting, QueueOrder, Status, Timestamp,
    event::Direction,
    order::{self, Place},
};

impl Meeting {
    /// These events and everything that the rules themselves make follow from them.
    pub(crate) fn settled(&self, now: Timestamp, mut events: Vec<Event>) -> Vec<Event> {
        if events.iter().all(|event| self.leaves_all_settled(event)) && !events.is_empty() {
            return events;
        }
        let mut after = self.clone();
        for event in &events {
            after.apply(now, event);
        }
        loop {
            let more = after.follow_up(now);
            if more.is_empty() {
                return events;
            }
            for event in &more {
                after.apply(now, event);
            }
            events.extend(more);
        }
    }

    /// Whether nothing can follow, so that no state has to be copied to see: the usual case of a request while somebody speaks.
    fn leaves_all_settled(&self, event: &Event) -> bool {
        let waits = self.floor.holder.is_some() && self.interposing() == Granting::Chaired;
        match event {
            Event::FloorRequested { .. } | Event::RequestWithdrawn { .. } | Event::RequestDenied { .. } => waits,
            Event::ReadyChanged { .. }
            | Event::InvitedToSpeak { .. }
            | Event::QueueOpened {}
            | Event::MeetingClosed {} => true,
            _ => false,
        }
    }

    /// The next thing that the rules do by themselves, in this order: draw lots, let an interposing question interrupt, give the
    /// floor back to who was interrupted, begin the next phase, grant the next request.
    fn follow_up(&self, now: Timestamp) -> Vec<Event> {
        if self.status != Status::Live {
            return Vec::new();
        }
        if self.floor.order == QueueOrder::Random && self.floor.seed.is_none() {
            return vec![Event::LotsDrawn { seed: order::seed(self.id, self.floor.last_grant, now) }];
        }
        if self.floor.holder.is_some() {
            return self.interruption(now).unwrap_or_default();
        }
        if let Some(grant) = self.floor.suspended.last() {
            return self.going_on(now, grant);
        }
        if self.advances_by_itself() && self.phase.is_some_and(|phase| phase.ends_at.is_some_and(|end| end <= now)) {
            let next = self.phase.map_or(0, |phase| phase.index + 1);
            return vec![self.entering(now, next, Direction::Advance)];
        }
        self.next_grant(now).into_iter().collect()
    }

    fn interruption(&self, now: Timestamp) -> Option<Vec<Event>> {
        if self.interposing() != Granting::Automatic {
            return None;
        }
        let place = self.places().into_iter().find(|place| {
            self.floor.request(place.request_id).is_some_and(|request| self.floor.is_interrupted_by(request))
        })?;
        let request = self.floor.request(place.request_id)?;
        let mut events = self.suspending(now);
        events.push(self.granting_request(now, request, None, Some(place.explanation)));
        Some(events)
    }

    fn next_grant(&self, now: Timestamp) -> Option<Event> {
        if self.granting() != Granting::Automatic {
            return None;
        }
        let Place { request_id, explanation } = self.places().into_iter().find(|place| {
            let request = self.floor.request(place.request_id);
            request.is_some_and(|request| self.has_budget(request.participant_id, request.kind))
        })?;
        let request = self.floor.request(request_id)?;
        Some(self.granting_request(now, request, None, Some(explanation)))
    }

    /// Whether the next phase begins by itself when the timebox of this one has ended.
    pub(crate) fn advances_by_itself(&self) -> bool {
        let has_next = self.phase.is_some_and(|phase| phase.index + 1 < self.phases.len());
        has_next && self.status == Status::Live && self.current_phase().is_some_and(|phase| phase.rules.auto_advance)
    }

    /// How the floor finds its next holder now.
    pub fn granting(&self) -> Granting {
        self.current_phase().and_then(|phase| phase.rules.granting).unwrap_or(self.settings.granting)
    }

    /// Whether questions and points of order interrupt by themselves.
    pub fn interposing(&self) -> Granting {
        self.settings.interposing
    }
}
