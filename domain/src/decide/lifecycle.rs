//! Create, update, start, close.

use crate::{
    Event, Meeting, NewMeeting, Refusal, Settings, Status, Timestamp, Who,
    command::MeetingChange,
    event::{Creator, Direction, ReleaseCause},
    template,
    text::{DESCRIPTION_MAX, TITLE_MAX, paragraphs, required_line},
};

impl Meeting {
    /// The first event of a new meeting.
    ///
    /// # Errors
    /// [`Refusal::InvalidField`], [`Refusal::TemplateNotFound`]
    pub fn create(who: &Who, new: &NewMeeting) -> Result<Event, Refusal> {
        let template = template::find(new.template.as_deref())?;
        Ok(Event::MeetingCreated {
            meeting_id: new.meeting_id,
            title: required_line("title", &new.title, TITLE_MAX)?,
            description: paragraphs("description", &new.description, DESCRIPTION_MAX)?,
            template: template.key.into(),
            phases: template.phases,
            settings: Settings::default().changed(&new.settings)?,
            scheduled_start: new.scheduled_start,
            created_by: Creator { participant_id: who.participant_id(), display_name: who.display_name.clone() },
        })
    }

    pub(super) fn update(&self, now: Timestamp, change: &MeetingChange) -> Result<Vec<Event>, Refusal> {
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
            && settings == self.settings;
        if same {
            return Ok(Vec::new());
        }
        let granting = self.phase_granting().unwrap_or(settings.granting);
        let mut events =
            vec![Event::MeetingUpdated { title, description, scheduled_start, settings: settings.clone() }];
        if self.floor.holder.is_none() {
            events.extend(self.grant_first(now, granting, &settings, self.current_phase(), None));
        }
        Ok(events)
    }

    pub(super) fn start(&self, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        match self.status {
            Status::Live => Err(Refusal::MeetingHasStarted),
            Status::Closed => Err(Refusal::MeetingIsClosed),
            Status::Scheduled => {
                let mut events = vec![Event::MeetingStarted {}];
                events.extend(self.entering(now, 0, Direction::Start));
                Ok(events)
            }
        }
    }

    pub(super) fn close(&self, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        let mut events: Vec<_> = self.releasing(now, ReleaseCause::Closed).into_iter().collect();
        events.push(Event::MeetingClosed {});
        Ok(events)
    }
}
