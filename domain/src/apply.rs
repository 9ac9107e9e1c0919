//! What an event changes.

use crate::{
    Event, FloorKind, FloorRequest, Grant, Meeting, MeetingRole, Participant, ParticipantId, RequestId, Standing,
    Status, Timestamp,
    event::{LateAdmission, Rejoin},
    floor::{Admission, Hold},
    grant::Pause,
    phase::CurrentPhase,
};

impl Meeting {
    /// Changes the state by one event. Total: an event that does not fit changes as much as makes sense and never fails.
    pub fn apply(&mut self, at: Timestamp, event: &Event) {
        if !(self.apply_to_people(at, event)
            || self.apply_to_queue(at, event)
            || self.apply_to_holder(at, event)
            || self.agenda.follow(at, event))
        {
            self.apply_to_meeting(at, event);
        }
        if !self.floor.queue.is_empty() || self.floor.order != self.queue_order() {
            self.sort_queue();
        }
    }

    /// Notes that `actor`'s refused attempt was recorded at `at`, see [`Meeting::refusal_event`].
    pub fn note_actor(&mut self, at: Timestamp, actor: Option<ParticipantId>, event: &Event) {
        if let (Event::CommandRefused { .. }, Some(person)) =
            (event, actor.and_then(|id| self.participants.get_mut(&id)))
        {
            person.refusal_recorded_at = Some(at);
        }
    }

    fn apply_to_meeting(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::MeetingUpdated { title, description, scheduled_start, settings, queue_order } => {
                self.title.clone_from(title);
                self.description.clone_from(description);
                self.scheduled_start = *scheduled_start;
                self.settings = settings.clone();
                self.floor.chosen_order = queue_order.or(self.floor.chosen_order);
            }
            Event::MeetingStarted {} => {
                self.status = Status::Live;
                self.started_at = Some(at);
            }
            Event::MeetingClosed {} => {
                self.status = Status::Closed;
                self.closed_at = Some(at);
                self.phase = None;
                self.floor.queue.clear();
                self.agenda.enter(at, None);
            }
            Event::PhaseEntered { index, ends_at, .. } => {
                self.phase = Some(CurrentPhase { index: *index, started_at: at, ends_at: *ends_at });
                self.floor.chosen_order = None;
                self.participants.values_mut().for_each(|person| person.ready = false);
            }
            Event::PhaseExtended { ends_at, .. } => {
                if let Some(phase) = &mut self.phase {
                    phase.ends_at = Some(*ends_at);
                }
            }
            _ => {}
        }
    }

    fn apply_to_people(&mut self, at: Timestamp, event: &Event) -> bool {
        match event {
            Event::ParticipantJoined { participant_id, display_name, role, guest } => {
                self.enter(at, *participant_id, display_name, *role, *guest);
            }
            Event::ParticipantLeft { participant_id } => self.go(at, *participant_id, Standing::Left),
            Event::ParticipantRemoved { participant_id, rejoin, .. } => {
                let standing = match rejoin {
                    Rejoin::Allowed => Standing::Removed,
                    Rejoin::Banned => Standing::Banned,
                };
                self.go(at, *participant_id, standing);
            }
            Event::RoleChanged { participant_id, role } => self.change(*participant_id, |person| person.role = *role),
            Event::ReadyChanged { participant_id, ready } => {
                self.change(*participant_id, |person| person.ready = *ready);
            }
            Event::ExtraTimeSet { participant_id, percent } => {
                self.change(*participant_id, |person| person.extra_time_percent = *percent);
            }
            Event::ParticipantMuted { participant_id } => self.change(*participant_id, |person| person.muted = true),
            Event::ParticipantUnmuted { participant_id } => self.change(*participant_id, |person| person.muted = false),
            Event::ScreenAllowed { participant_id, allowed } => {
                self.change(*participant_id, |person| person.screen_allowed = *allowed);
            }
            Event::GroupAssigned { participant_id, group } => {
                self.change(*participant_id, |person| person.group.clone_from(group));
            }
            _ => return false,
        }
        true
    }

    fn apply_to_queue(&mut self, at: Timestamp, event: &Event) -> bool {
        let floor = &mut self.floor;
        match event {
            Event::QueueOpened {} => floor.admission = Admission::Open,
            Event::QueueClosed { late } => {
                floor.admission = match late {
                    LateAdmission::Nothing => Admission::Closed,
                    LateAdmission::PointsOfOrder => Admission::PointsOfOrder,
                };
            }
            Event::LotsDrawn { seed } => floor.seed = Some(*seed),
            Event::FloorRequested { request_id, .. } => {
                floor.last_request = *request_id;
                floor.queue.extend(FloorRequest::new(at, event));
            }
            Event::RequestWithdrawn { request_id, .. } | Event::RequestDenied { request_id, .. } => {
                floor.take_out(*request_id);
            }
            Event::RequestMoved { request_id, position } => self.place(*request_id, *position),
            Event::LastWordGiven { request_id, .. } => {
                for request in &mut floor.queue {
                    if request.request_id == *request_id {
                        (request.hold, request.rank) = (Hold::LastWord, request.kind);
                    } else if request.hold == Hold::LastWord {
                        request.hold = Hold::None;
                    }
                }
            }
            _ => return false,
        }
        true
    }

    fn apply_to_holder(&mut self, at: Timestamp, event: &Event) -> bool {
        match event {
            Event::FloorGranted { .. } => self.grant(at, event),
            Event::FloorSuspended { participant_id, spoke_ms, .. } => {
                if let Some(grant) = self.floor.holder.take() {
                    self.count(*participant_id, *spoke_ms, 0, grant.kind);
                    let limit_ms = grant.limit_ms.map(|limit| limit.saturating_sub(*spoke_ms));
                    self.floor.suspended.push(Grant { limit_ms, ..grant });
                }
            }
            Event::TurnWarned { .. } => self.mark(|grant| grant.warned = true),
            Event::TurnOverran { .. } => self.mark(|grant| grant.overran = true),
            Event::TurnExtended { limit_ms, .. } => self.mark(|grant| {
                grant.limit_ms = Some(*limit_ms);
                // Where the new end lies near or is over, it is told anew.
                (grant.warned, grant.overran) = (false, false);
            }),
            Event::TurnPaused { cause, hold_until, .. } => self.mark(|grant| {
                grant.pause = Some(Pause { since: at, cause: *cause, hold_until: *hold_until });
            }),
            Event::TurnResumed { .. } => self.mark(|grant| {
                if let Some(pause) = grant.pause.take() {
                    grant.paused_ms = grant.paused_ms.saturating_add(at.since(pause.since));
                }
            }),
            Event::FloorReleased { grant_no, participant_id, spoke_ms, .. }
            | Event::FloorRevoked { grant_no, participant_id, spoke_ms, .. } => {
                let floor = &mut self.floor;
                let interrupted = floor.suspended.iter().position(|grant| grant.grant_no == *grant_no);
                let ended = match interrupted {
                    Some(index) => Some(floor.suspended.remove(index)),
                    None => floor.holder.take(),
                };
                let kind = ended.map_or(FloorKind::Contribution, |grant| grant.kind);
                self.count(*participant_id, *spoke_ms, 1, kind);
            }
            Event::GrantUndone { participant_id, spoke_ms, request_id, .. } => {
                if let Some(grant) = self.floor.holder.take() {
                    self.count(*participant_id, *spoke_ms, 0, grant.kind);
                    (self.floor.last_speaker, self.floor.last_stance) = grant.before;
                    self.put_back(at, grant, *request_id);
                }
            }
            _ => return false,
        }
        true
    }

    fn grant(&mut self, at: Timestamp, event: &Event) {
        let Event::FloorGranted { grant_no, request_id, participant_id, kind, stance, item_id, limit_ms, .. } = event
        else {
            return;
        };
        let Event::FloorGranted { granted_by, resumes, .. } = event else { return };
        let floor = &mut self.floor;
        let before = (floor.last_speaker, floor.last_stance);
        let (note, requested_at, requested_by) = if let Some(resumed) = resumes {
            let index = floor.suspended.iter().position(|grant| grant.grant_no == *resumed);
            let suspended = index.map(|index| floor.suspended.remove(index));
            suspended.map_or((None, None, None), |grant| (grant.note, grant.requested_at, grant.requested_by))
        } else {
            if kind.is_speech() {
                floor.last_speaker = Some(*participant_id);
                floor.last_stance = stance.or(floor.last_stance);
            }
            let request = request_id.and_then(|id| floor.take_out(id));
            request.map_or((None, None, None), |one| (one.note, Some(one.requested_at), one.requested_by))
        };
        floor.last_grant = *grant_no;
        floor.holder = Some(Grant {
            grant_no: *grant_no,
            request_id: *request_id,
            participant_id: *participant_id,
            kind: *kind,
            stance: *stance,
            note,
            requested_at,
            requested_by,
            before,
            item_id: *item_id,
            granted_at: at,
            granted_by: *granted_by,
            resumes: *resumes,
            limit_ms: *limit_ms,
            warning_ms: self.settings.warning_ms,
            warned: false,
            overran: false,
            pause: None,
            paused_ms: 0,
        });
    }

    /// The request of an undone grant waits again: behind what takes precedence, before all others of its kind.
    fn put_back(&mut self, at: Timestamp, grant: Grant, request_id: Option<RequestId>) {
        let Some(request_id) = request_id else { return };
        let request = FloorRequest {
            request_id,
            participant_id: grant.participant_id,
            kind: grant.kind,
            stance: grant.stance,
            note: grant.note,
            requested_by: grant.requested_by,
            item_id: grant.item_id,
            requested_at: grant.requested_at.unwrap_or(at),
            rank: grant.kind,
            hold: Hold::Placed,
        };
        let index = self.floor.queue.iter().take_while(|one| one.rank < grant.kind).count();
        self.floor.queue.insert(index, request);
    }

    fn mark(&mut self, change: impl FnOnce(&mut Grant)) {
        if let Some(grant) = &mut self.floor.holder {
            change(grant);
        }
    }

    fn count(&mut self, person: ParticipantId, spoke_ms: u64, turns: u32, kind: FloorKind) {
        self.change(person, |person| {
            person.spoke_ms = person.spoke_ms.saturating_add(spoke_ms);
            person.turns = person.turns.saturating_add(turns);
            person.speeches = person.speeches.saturating_add(if kind.is_speech() { turns } else { 0 });
        });
        let group = self.participants.get(&person).and_then(|person| person.group.clone());
        if let Some(group) = group.filter(|_| kind.is_speech()) {
            let spent = self.group_spoke_ms.entry(group).or_insert(0);
            *spent = spent.saturating_add(spoke_ms);
        }
    }

    fn change(&mut self, person: ParticipantId, change: impl FnOnce(&mut Participant)) {
        if let Some(person) = self.participants.get_mut(&person) {
            change(person);
        }
    }

    pub(crate) fn enter(
        &mut self,
        at: Timestamp,
        id: ParticipantId,
        display_name: &str,
        role: MeetingRole,
        guest: bool,
    ) {
        let number = u32::try_from(self.participants.len()).unwrap_or(u32::MAX).saturating_add(1);
        let person = self.participants.entry(id).or_insert_with(|| Participant {
            participant_id: id,
            number,
            display_name: String::new(),
            role,
            standing: Standing::Present,
            guest,
            group: None,
            extra_time_percent: 0,
            ready: false,
            muted: false,
            screen_allowed: false,
            joined_at: at,
            left_at: None,
            spoke_ms: 0,
            turns: 0,
            speeches: 0,
            refusal_recorded_at: None,
        });
        display_name.clone_into(&mut person.display_name);
        person.role = role;
        person.standing = Standing::Present;
        person.joined_at = at;
        person.left_at = None;
    }

    fn go(&mut self, at: Timestamp, id: ParticipantId, standing: Standing) {
        self.change(id, |person| {
            person.standing = standing;
            person.left_at = Some(at);
            person.ready = false;
        });
    }
}
