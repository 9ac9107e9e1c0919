//! The state of one meeting: nothing but the replay of its events.

use crate::{
    Event, Floor, FloorRequest, Grant, MeetingId, MeetingRole, Participant, ParticipantId, Phase, Settings, Standing,
    Timestamp,
    event::{Creator, Rejoin},
    phase::CurrentPhase,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a meeting is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not started.
    Scheduled,
    /// Running.
    Live,
    /// Over.
    Closed,
}

/// One meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Which.
    pub id: MeetingId,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// Key of the template its phases come from.
    pub template: String,
    /// Who made it.
    pub created_by: ParticipantId,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it is planned to start.
    pub scheduled_start: Option<Timestamp>,
    /// When it started.
    pub started_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Where it is in its life.
    pub status: Status,
    /// How it works.
    pub settings: Settings,
    /// Its plan.
    pub phases: Vec<Phase>,
    /// The phase that runs.
    pub phase: Option<CurrentPhase>,
    /// Everybody who was ever in it.
    pub participants: BTreeMap<ParticipantId, Participant>,
    /// The floor and its queue.
    pub floor: Floor,
}

impl Meeting {
    /// The state after the first event, which has to be [`Event::MeetingCreated`].
    pub fn born(at: Timestamp, event: &Event) -> Option<Self> {
        let Event::MeetingCreated {
            meeting_id,
            title,
            description,
            template,
            phases,
            settings,
            scheduled_start,
            created_by,
        } = event
        else {
            return None;
        };
        let mut meeting = Self {
            id: *meeting_id,
            title: title.clone(),
            description: description.clone(),
            template: template.clone(),
            created_by: created_by.participant_id,
            created_at: at,
            scheduled_start: *scheduled_start,
            started_at: None,
            closed_at: None,
            status: Status::Scheduled,
            settings: settings.clone(),
            phases: phases.clone(),
            phase: None,
            participants: BTreeMap::new(),
            floor: Floor::default(),
        };
        let Creator { participant_id, display_name } = created_by;
        meeting.enter(at, *participant_id, display_name, MeetingRole::Facilitator);
        Some(meeting)
    }

    /// The state after all these events, each with its time and actor; `None` when the first is no [`Event::MeetingCreated`].
    pub fn replay<'a>(events: impl IntoIterator<Item = (Timestamp, Option<ParticipantId>, &'a Event)>) -> Option<Self> {
        let mut events = events.into_iter();
        let (at, _, first) = events.next()?;
        let mut meeting = Self::born(at, first)?;
        for (at, actor, event) in events {
            meeting.apply(at, event);
            meeting.note_actor(at, actor, event);
        }
        Some(meeting)
    }

    /// Changes the state by one event. Total: an event that does not fit changes as much as makes sense and never fails.
    pub fn apply(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::RequestDenied { .. }
            | Event::RequestWithdrawn { .. }
            | Event::RequestMoved { .. }
            | Event::QueueOpened {}
            | Event::QueueClosed {}
            | Event::FloorRequested { .. } => self.apply_to_queue(at, event),
            Event::FloorGranted { .. }
            | Event::TurnWarned { .. }
            | Event::TurnOverran { .. }
            | Event::FloorReleased { .. }
            | Event::FloorRevoked { .. } => self.apply_to_holder(at, event),
            Event::MeetingUpdated { title, description, scheduled_start, settings } => {
                self.title.clone_from(title);
                self.description.clone_from(description);
                self.scheduled_start = *scheduled_start;
                self.settings = settings.clone();
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
            }
            Event::PhaseEntered { index, ends_at, .. } => {
                self.phase = Some(CurrentPhase { index: *index, started_at: at, ends_at: *ends_at });
            }
            Event::ParticipantJoined { participant_id, display_name, role } => {
                self.enter(at, *participant_id, display_name, *role);
            }
            Event::ParticipantLeft { participant_id } => self.go(at, *participant_id, Standing::Left),
            Event::ParticipantRemoved { participant_id, rejoin, .. } => {
                let standing = match rejoin {
                    Rejoin::Allowed => Standing::Removed,
                    Rejoin::Banned => Standing::Banned,
                };
                self.go(at, *participant_id, standing);
            }
            Event::MeetingCreated { .. } | Event::CommandRefused { .. } => {}
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

    fn apply_to_queue(&mut self, at: Timestamp, event: &Event) {
        let floor = &mut self.floor;
        match event {
            Event::QueueOpened {} => floor.open = true,
            Event::QueueClosed {} => floor.open = false,
            Event::FloorRequested { request_id, participant_id, kind, note } => {
                floor.last_request = *request_id;
                floor.queue.push(FloorRequest {
                    request_id: *request_id,
                    participant_id: *participant_id,
                    kind: *kind,
                    note: note.clone(),
                    requested_at: at,
                });
            }
            Event::RequestWithdrawn { request_id, .. } | Event::RequestDenied { request_id, .. } => {
                floor.take_out(*request_id);
            }
            Event::RequestMoved { request_id, position } => {
                if let Some(request) = floor.take_out(*request_id) {
                    let index = position.saturating_sub(1).min(floor.queue.len());
                    floor.queue.insert(index, request);
                }
            }
            _ => {}
        }
    }

    fn apply_to_holder(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::FloorGranted { grant_no, request_id, participant_id, kind, limit_ms, warn_at, ends_at } => {
                if let Some(request_id) = request_id {
                    self.floor.take_out(*request_id);
                }
                self.floor.last_grant = *grant_no;
                self.floor.holder = Some(Grant {
                    grant_no: *grant_no,
                    request_id: *request_id,
                    participant_id: *participant_id,
                    kind: *kind,
                    granted_at: at,
                    limit_ms: *limit_ms,
                    warn_at: *warn_at,
                    ends_at: *ends_at,
                    warned: false,
                    overran: false,
                });
            }
            Event::TurnWarned { .. } => {
                if let Some(grant) = &mut self.floor.holder {
                    grant.warned = true;
                }
            }
            Event::TurnOverran { .. } => {
                if let Some(grant) = &mut self.floor.holder {
                    grant.overran = true;
                }
            }
            Event::FloorReleased { participant_id, spoke_ms, .. }
            | Event::FloorRevoked { participant_id, spoke_ms, .. } => {
                self.floor.holder = None;
                if let Some(person) = self.participants.get_mut(participant_id) {
                    person.spoke_ms = person.spoke_ms.saturating_add(*spoke_ms);
                    person.turns = person.turns.saturating_add(1);
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, at: Timestamp, id: ParticipantId, display_name: &str, role: MeetingRole) {
        let number = u32::try_from(self.participants.len()).unwrap_or(u32::MAX).saturating_add(1);
        let person = self.participants.entry(id).or_insert_with(|| Participant {
            participant_id: id,
            number,
            display_name: String::new(),
            role,
            standing: Standing::Present,
            joined_at: at,
            left_at: None,
            spoke_ms: 0,
            turns: 0,
            refusal_recorded_at: None,
        });
        display_name.clone_into(&mut person.display_name);
        person.role = role;
        person.standing = Standing::Present;
        person.joined_at = at;
        person.left_at = None;
    }

    fn go(&mut self, at: Timestamp, id: ParticipantId, standing: Standing) {
        if let Some(person) = self.participants.get_mut(&id) {
            person.standing = standing;
            person.left_at = Some(at);
        }
    }

    /// The person, when in the meeting now.
    pub fn present(&self, id: ParticipantId) -> Option<&Participant> {
        self.participants.get(&id).filter(|person| person.standing == Standing::Present)
    }

    /// The person's role, when in the meeting now.
    pub fn role_of(&self, id: ParticipantId) -> Option<MeetingRole> {
        self.present(id).map(|person| person.role)
    }

    /// The name a person has here; empty for somebody who was never in.
    pub fn name_of(&self, id: ParticipantId) -> &str {
        self.participants.get(&id).map_or("", |person| &person.display_name)
    }

    /// The plan's entry for the phase that runs.
    pub fn current_phase(&self) -> Option<&Phase> {
        self.phases.get(self.phase?.index)
    }
}
