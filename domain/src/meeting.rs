//! The state of one meeting: nothing but the replay of its events.

use crate::{
    Agenda, AgendaItemId, Event, Floor, MeetingId, MeetingRole, Participant, ParticipantId, Phase, Settings, Standing,
    Timestamp, event::Creator, phase::CurrentPhase,
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
    /// What it is about, item by item.
    pub agenda: Agenda,
    /// Speaking time of each group so far, in milliseconds: finished contributions and direct replies of those who were its members
    /// then.
    pub group_spoke_ms: BTreeMap<String, u64>,
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
            agenda,
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
            agenda: Agenda::default(),
            group_spoke_ms: BTreeMap::new(),
        };
        for (number, text) in (1..).zip(agenda) {
            meeting.agenda.add(AgendaItemId(number), text);
        }
        let Creator { participant_id, display_name } = created_by;
        meeting.enter(at, *participant_id, display_name, MeetingRole::Facilitator, false);
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
