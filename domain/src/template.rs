//! Plans for meetings, as data: built in, or brought by people as JSON.

use crate::{
    AgendaItem, FloorKind, Meeting, Phase, Refusal, SettingsChange,
    agenda::{AGENDA_MAX, AgendaText},
    phase::{OPEN_MICROPHONES_MAX, PHASES_MAX, TIMEBOX_MAX_MS},
    refusal::FieldProblem,
    settings::{check_turn_limit, within},
    text::{DESCRIPTION_MAX, KEY_MAX, TITLE_MAX, key, paragraphs, required_line},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A plan that a new meeting can start from. In JSON, everything but `key`, `title` and `phases` may be left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Stable name: 1 to 40 lower-case letters, digits and underscores.
    pub key: String,
    /// What people read, 1 to 200 characters.
    pub title: String,
    /// When to choose it, up to 4 000 characters.
    #[serde(default)]
    pub description: String,
    /// The phases in order, 1 to 50.
    pub phases: Vec<Phase>,
    /// What differs from the default settings.
    #[serde(default)]
    pub settings: SettingsChange,
    /// What the meeting is about; owners cannot be named before people are in a meeting.
    #[serde(default)]
    pub agenda: Vec<AgendaText>,
}

/// Key of the template of a meeting that names none.
pub const DEFAULT: &str = "corporate_decision";

/// The built-in plans, the default one first.
const BUILT_IN: [&str; 7] = [
    include_str!("../templates/corporate_decision.json"),
    include_str!("../templates/open_discussion.json"),
    include_str!("../templates/classroom_discussion.json"),
    include_str!("../templates/structured_debate.json"),
    include_str!("../templates/public_assembly.json"),
    include_str!("../templates/retrospective.json"),
    include_str!("../templates/stand_up.json"),
];

/// The built-in template with this key.
///
/// # Errors
/// [`Refusal::TemplateNotFound`]
pub fn find(key: &str) -> Result<Template, Refusal> {
    built_in().into_iter().find(|template| template.key == key).ok_or(Refusal::TemplateNotFound)
}

/// All built-in templates, the default one first.
pub fn built_in() -> Vec<Template> {
    // A test reads them all: one that cannot be read does not leave the house.
    BUILT_IN.iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
}

impl Template {
    /// This plan with its texts trimmed and everything within its bounds.
    ///
    /// # Errors
    /// [`Refusal::InvalidField`], naming the first field that is wrong.
    pub fn checked(&self) -> Result<Self, Refusal> {
        key("key", &self.key, KEY_MAX)?;
        within("phases", self.phases.len() as u64, 1, PHASES_MAX as u64)?;
        within("agenda", self.agenda.len() as u64, 0, AGENDA_MAX as u64)?;
        let mut keys = BTreeSet::new();
        let mut phases = Vec::with_capacity(self.phases.len());
        for phase in &self.phases {
            if !keys.insert(phase.key.as_str()) {
                return Err(field("phases.key", FieldProblem::Repeated));
            }
            phases.push(phase.checked()?);
        }
        if self.agenda.iter().any(|item| item.owner.is_some()) {
            return Err(field("agenda.owner", FieldProblem::Unknown));
        }
        crate::Settings::default().changed(&self.settings)?;
        Ok(Self {
            key: self.key.clone(),
            title: required_line("title", &self.title, TITLE_MAX)?,
            description: paragraphs("description", &self.description, DESCRIPTION_MAX)?,
            phases,
            settings: self.settings.clone(),
            agenda: self.agenda.iter().map(AgendaText::checked).collect::<Result<_, _>>()?,
        })
    }

    /// Planned length of all phases that have a timebox, in milliseconds.
    pub fn planned_ms(&self) -> u64 {
        self.phases.iter().filter_map(|phase| phase.timebox_ms).sum()
    }
}

impl Meeting {
    /// The plan that a meeting like this one starts from: its phases, its settings, and its agenda without the owners, who need not
    /// be in the next meeting.
    pub fn plan(&self) -> Template {
        let text = |item: &AgendaItem| AgendaText {
            title: item.title.clone(),
            owner: None,
            planned_ms: item.planned_ms,
            links: item.links.clone(),
        };
        Template {
            key: self.template.clone(),
            title: self.title.clone(),
            description: self.description.clone(),
            phases: self.phases.clone(),
            settings: self.settings.from_default(),
            agenda: self.agenda.items.iter().map(text).collect(),
        }
    }
}

impl Phase {
    fn checked(&self) -> Result<Self, Refusal> {
        key("phases.key", &self.key, KEY_MAX)?;
        if let Some(timebox) = self.timebox_ms {
            within("phases.timebox_ms", timebox, 1_000, TIMEBOX_MAX_MS)?;
        }
        check_turn_limit("phases.rules.turn_limit_ms", self.rules.turn_limit_ms)?;
        for limit in self.rules.turn_limits.values() {
            check_turn_limit("phases.rules.turn_limits", Some(*limit))?;
        }
        let open = self.rules.open_microphones;
        within("phases.rules.open_microphones", open.into(), 0, OPEN_MICROPHONES_MAX.into())?;
        let kinds: BTreeSet<FloorKind> = self.rules.floor_kinds.iter().copied().collect();
        if kinds.len() != self.rules.floor_kinds.len() {
            return Err(field("phases.rules.floor_kinds", FieldProblem::Repeated));
        }
        Ok(Self { title: required_line("phases.title", &self.title, TITLE_MAX)?, ..self.clone() })
    }
}

fn field(field: &'static str, problem: FieldProblem) -> Refusal {
    Refusal::InvalidField { field, problem }
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, DEFAULT, built_in};
    use crate::{AccountRole, Meeting, MeetingId, NewMeeting, SettingsChange, Timestamp, UserId, Who};
    use uuid::Uuid;

    #[test]
    fn a_meeting_gives_back_the_plan_it_started_from() {
        let who = Who { user_id: UserId(Uuid::nil()), display_name: "Ada".into(), account_role: AccountRole::Member };
        for template in built_in() {
            let new = NewMeeting {
                meeting_id: MeetingId(Uuid::nil()),
                title: template.title.clone(),
                description: template.description.clone(),
                template: template.clone(),
                scheduled_start: None,
                settings: SettingsChange::default(),
            };
            let meeting = Meeting::born(Timestamp(0), &Meeting::create(&who, &new).unwrap()).unwrap();
            let plan = meeting.plan();
            assert_eq!((&plan.phases, &plan.agenda), (&template.phases, &template.agenda), "{}", template.key);
            let settings = crate::Settings::default().changed(&plan.settings);
            assert_eq!(settings.as_ref(), Ok(&meeting.settings), "{}", template.key);
        }
    }

    #[test]
    fn every_built_in_template_is_read_and_within_its_bounds() {
        let templates = built_in();
        assert_eq!(templates.len(), BUILT_IN.len());
        assert_eq!(templates[0].key, DEFAULT);
        for template in templates {
            assert_eq!(template.checked().as_ref(), Ok(&template));
        }
    }
}
