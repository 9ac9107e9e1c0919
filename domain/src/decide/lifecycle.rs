//! Create, update, start, close.

use super::release::{releasing, releasing_interrupted};
use crate::{
    Event, Meeting, NewMeeting, Refusal, Settings, Status, Timestamp, Who,
    command::MeetingChange,
    event::{Creator, Direction, ReleaseCause},
    text::{DESCRIPTION_MAX, TITLE_MAX, paragraphs, required_line},
};

impl Meeting {
    /// The first event of a new meeting.
    ///
    /// # Errors
    /// [`Refusal::InvalidField`]
    pub fn create(who: &Who, new: &NewMeeting) -> Result<Event, Refusal> {
        let template = new.template.checked()?;
        let settings = Settings::default().changed(&template.settings)?.changed(&new.settings)?;
        Ok(Event::MeetingCreated {
            meeting_id: new.meeting_id,
            title: required_line("title", &new.title, TITLE_MAX)?,
            description: paragraphs("description", &new.description, DESCRIPTION_MAX)?,
            template: template.key,
            phases: template.phases,
            settings,
            scheduled_start: new.scheduled_start,
            created_by: Creator { participant_id: who.participant_id(), display_name: who.display_name.clone() },
            agenda: template.agenda,
        })
    }

    pub(super) fn update(&self, change: &MeetingChange) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let title = match &change.title {
            Some(title) => required_line("title", title, TITLE_MAX)?,
            None => self.title.clone(),
        };
        let description = match &change.description {
            Some(description) => paragraphs("description", description, DESCRIPTION_MAX)?,
            None => self.description.clone(),
        };
        let scheduled_start = change.scheduled_start.unwrap_or(self.scheduled_start);
        let settings = self.settings.changed(&change.settings)?;
        let same = title == self.title
            && description == self.description
            && scheduled_start == self.scheduled_start
            && settings == self.settings
            && change.settings.queue_order.is_none_or(|order| order == self.queue_order());
        if same {
            return Ok(Vec::new());
        }
        let queue_order = change.settings.queue_order;
        Ok(vec![Event::MeetingUpdated { title, description, scheduled_start, settings, queue_order }])
    }

    pub(super) fn start(&self, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        match self.status {
            Status::Live => Err(Refusal::MeetingHasStarted),
            Status::Closed => Err(Refusal::MeetingIsClosed),
            Status::Scheduled => Ok(vec![Event::MeetingStarted {}, self.entering(now, 0, Direction::Start)]),
        }
    }

    pub(super) fn close(&self, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let floor = &self.floor;
        let running = floor.holder.iter().map(|grant| releasing(now, grant, ReleaseCause::Closed));
        let interrupted = floor.suspended.iter().rev().map(|grant| releasing_interrupted(grant, ReleaseCause::Closed));
        Ok(running.chain(interrupted).chain([Event::MeetingClosed {}]).collect())
    }
}
