//! What holds in every meeting, whatever happened in it. Checked event by event on the way through a record.

use super::finding::Fault;
use orchestrasec_domain::{Event, GrantNo, MeetingId, ParticipantId, RequestId, Status};
use std::collections::BTreeSet;

/// What has to be remembered of the events so far.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    meeting_id: MeetingId,
    status: Option<Status>,
    holder: Option<(GrantNo, ParticipantId)>,
    suspended: Vec<(GrantNo, ParticipantId)>,
    last_grant: GrantNo,
    last_request: RequestId,
    waiting: BTreeSet<RequestId>,
}

impl Rules {
    /// Before the first event of this meeting.
    pub(super) fn new(meeting_id: MeetingId) -> Self {
        Self {
            meeting_id,
            status: None,
            holder: None,
            suspended: Vec::new(),
            last_grant: GrantNo(0),
            last_request: RequestId(0),
            waiting: BTreeSet::new(),
        }
    }

    /// Takes in the next event.
    pub(super) fn follow(&mut self, event: &Event) -> Result<(), Fault> {
        match event {
            Event::MeetingCreated { meeting_id, .. } => {
                hold(*meeting_id == self.meeting_id, Fault::OtherMeeting)?;
                hold(self.status.replace(Status::Scheduled).is_none(), Fault::Impossible("a meeting is made once"))
            }
            Event::MeetingStarted {} => self.change_status(Status::Scheduled, Status::Live),
            Event::MeetingClosed {} => {
                let is_free = self.holder.is_none() && self.suspended.is_empty();
                hold(is_free, Fault::Impossible("a meeting is closed when nobody holds the floor"))?;
                self.waiting.clear();
                let from = if self.status == Some(Status::Scheduled) { Status::Scheduled } else { Status::Live };
                self.change_status(from, Status::Closed)
            }
            Event::FloorRequested { .. }
            | Event::RequestWithdrawn { .. }
            | Event::RequestDenied { .. }
            | Event::LastWordGiven { .. }
            | Event::RequestMoved { .. } => self.follow_queue(event),
            Event::FloorGranted { .. }
            | Event::TurnWarned { .. }
            | Event::TurnOverran { .. }
            | Event::TurnExtended { .. }
            | Event::TurnPaused { .. }
            | Event::TurnResumed { .. }
            | Event::FloorSuspended { .. }
            | Event::FloorReleased { .. }
            | Event::FloorRevoked { .. }
            | Event::GrantUndone { .. } => self.follow_floor(event),
            Event::MeetingUpdated { .. }
            | Event::PhaseEntered { .. }
            | Event::ParticipantJoined { .. }
            | Event::ParticipantLeft { .. }
            | Event::ParticipantRemoved { .. }
            | Event::PhaseExtended { .. }
            | Event::ReadyChanged { .. }
            | Event::RoleChanged { .. }
            | Event::ExtraTimeSet { .. }
            | Event::ParticipantMuted { .. }
            | Event::ParticipantUnmuted { .. }
            | Event::ScreenAllowed { .. }
            | Event::GroupAssigned { .. }
            | Event::QueueOpened {}
            | Event::QueueClosed { .. }
            | Event::LotsDrawn { .. }
            | Event::InvitedToSpeak { .. }
            | Event::AgendaItemAdded { .. }
            | Event::AgendaItemEdited { .. }
            | Event::AgendaItemMoved { .. }
            | Event::AgendaItemRemoved { .. }
            | Event::AgendaItemEntered { .. }
            | Event::CommandRefused { .. } => Ok(()),
        }
    }

    fn follow_queue(&mut self, event: &Event) -> Result<(), Fault> {
        match event {
            Event::FloorRequested { request_id, .. } => {
                hold(*request_id == self.last_request.next(), Fault::Impossible("requests are counted without gaps"))?;
                self.last_request = *request_id;
                self.waiting.insert(*request_id);
                Ok(())
            }
            Event::RequestWithdrawn { request_id, .. } | Event::RequestDenied { request_id, .. } => {
                hold(self.waiting.remove(request_id), Fault::Impossible("only a waiting request leaves the queue"))
            }
            Event::RequestMoved { request_id, .. } | Event::LastWordGiven { request_id, .. } => {
                hold(self.waiting.contains(request_id), Fault::Impossible("only a waiting request is moved"))
            }
            _ => Ok(()),
        }
    }

    fn follow_floor(&mut self, event: &Event) -> Result<(), Fault> {
        match event {
            Event::FloorGranted { .. } => self.follow_grant(event),
            Event::TurnWarned { grant_no }
            | Event::TurnOverran { grant_no }
            | Event::TurnExtended { grant_no, .. }
            | Event::TurnPaused { grant_no, .. }
            | Event::TurnResumed { grant_no, .. } => {
                let held = self.holder.is_some_and(|(held, _)| held == *grant_no);
                hold(held, Fault::Impossible("only the running turn has a clock"))
            }
            Event::FloorSuspended { grant_no, participant_id, .. } => {
                let turn = (*grant_no, *participant_id);
                hold(self.holder.take() == Some(turn), Fault::Impossible("only the holder is interrupted"))?;
                self.suspended.push(turn);
                Ok(())
            }
            Event::FloorReleased { grant_no, participant_id, .. }
            | Event::FloorRevoked { grant_no, participant_id, .. } => {
                let turn = (*grant_no, *participant_id);
                let before = self.suspended.len();
                self.suspended.retain(|one| *one != turn);
                let ended = self.suspended.len() < before || self.holder.take() == Some(turn);
                hold(ended, Fault::Impossible("only the holder loses the floor"))
            }
            Event::GrantUndone { grant_no, participant_id, request_id, .. } => {
                let held = self.holder.take() == Some((*grant_no, *participant_id));
                hold(held, Fault::Impossible("only the running grant is undone"))?;
                self.waiting.extend(*request_id);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn follow_grant(&mut self, event: &Event) -> Result<(), Fault> {
        let Event::FloorGranted { grant_no, request_id, participant_id, resumes, .. } = event else { return Ok(()) };
        hold(self.status == Some(Status::Live), Fault::Impossible("the floor is given in a live meeting only"))?;
        hold(self.holder.is_none(), Fault::SecondHolder)?;
        hold(*grant_no == self.last_grant.next(), Fault::Impossible("grants are counted without gaps"))?;
        if let Some(resumed) = resumes {
            let goes_on = self.suspended.pop() == Some((*resumed, *participant_id));
            hold(goes_on, Fault::Impossible("the turn that was interrupted last goes on first"))?;
        } else {
            let waited = request_id.is_none_or(|request_id| self.waiting.remove(&request_id));
            hold(waited, Fault::Impossible("only a waiting request is granted"))?;
        }
        self.last_grant = *grant_no;
        self.holder = Some((*grant_no, *participant_id));
        Ok(())
    }

    fn change_status(&mut self, from: Status, to: Status) -> Result<(), Fault> {
        hold(self.status.replace(to) == Some(from), Fault::Impossible("a meeting is scheduled, then live, then closed"))
    }
}

fn hold(holds: bool, fault: Fault) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(fault) }
}
