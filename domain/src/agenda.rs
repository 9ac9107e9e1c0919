//! What a meeting is about, item by item.

use crate::{
    AgendaItemId, Event, ParticipantId, Refusal, Timestamp,
    refusal::FieldProblem,
    text::{TITLE_MAX, required_line},
};
use serde::{Deserialize, Serialize};

/// Most items of an agenda.
pub const AGENDA_MAX: usize = 100;
/// Most links of an item.
pub const LINKS_MAX: usize = 20;
/// Longest address of a link, in characters.
pub const LINK_MAX: usize = 2_000;
/// Longest planned time of an item, in milliseconds (24 h).
pub const PLANNED_MAX_MS: u64 = 24 * 60 * 60 * 1_000;

/// Something to read for an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What people read.
    pub title: String,
    /// Where it is, `https:` or `http:`.
    pub url: String,
}

/// What an item is: the part that people write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AgendaText {
    /// What it is called, 1 to 200 characters.
    pub title: String,
    /// Who presents it.
    #[serde(default)]
    pub owner: Option<ParticipantId>,
    /// Planned time in milliseconds.
    #[serde(default)]
    pub planned_ms: Option<u64>,
    /// What there is to read.
    #[serde(default)]
    pub links: Vec<Link>,
}

/// One item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AgendaItem {
    /// Its number within the meeting.
    pub item_id: AgendaItemId,
    /// What it is called.
    pub title: String,
    /// Who presents it.
    pub owner: Option<ParticipantId>,
    /// Planned time in milliseconds.
    pub planned_ms: Option<u64>,
    /// What there is to read.
    pub links: Vec<Link>,
    /// Milliseconds for which it was the current item, until it was left last.
    pub spent_ms: u64,
    /// Since when it is the current item.
    pub entered_at: Option<Timestamp>,
}

/// The items in order, and the last number given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// The items in order.
    pub items: Vec<AgendaItem>,
    /// The current one.
    pub current: Option<AgendaItemId>,
    /// The last item's number.
    pub last_item: AgendaItemId,
}

impl AgendaText {
    /// The text with everything trimmed and within its bounds.
    ///
    /// # Errors
    /// [`Refusal::InvalidField`]
    pub fn checked(&self) -> Result<Self, Refusal> {
        let planned_ms = self.planned_ms;
        if planned_ms.is_some_and(|planned| !(1..=PLANNED_MAX_MS).contains(&planned)) {
            return Err(field("planned_ms", FieldProblem::OutOfRange { min: 1, max: PLANNED_MAX_MS }));
        }
        if self.links.len() > LINKS_MAX {
            return Err(field("links", FieldProblem::OutOfRange { min: 0, max: LINKS_MAX as u64 }));
        }
        let links = self.links.iter().map(Link::checked).collect::<Result<_, _>>()?;
        Ok(Self { title: required_line("title", &self.title, TITLE_MAX)?, owner: self.owner, planned_ms, links })
    }
}

impl Link {
    /// Only web addresses: anything else could run something when it is clicked.
    fn checked(&self) -> Result<Self, Refusal> {
        let url = required_line("links.url", &self.url, LINK_MAX)?;
        let scheme = url.split_once("://").map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
        let is_web =
            scheme.is_some_and(|(scheme, rest)| matches!(scheme.as_str(), "https" | "http") && !rest.is_empty());
        if !is_web || url.contains(char::is_whitespace) {
            return Err(field("links.url", FieldProblem::NotAWebAddress));
        }
        Ok(Self { title: required_line("links.title", &self.title, TITLE_MAX)?, url })
    }
}

fn field(field: &'static str, problem: FieldProblem) -> Refusal {
    Refusal::InvalidField { field, problem }
}

impl Agenda {
    /// The item with this number.
    pub fn item(&self, id: AgendaItemId) -> Option<&AgendaItem> {
        self.items.iter().find(|item| item.item_id == id)
    }

    /// What an event changes; whether it is about the agenda.
    pub(crate) fn follow(&mut self, at: Timestamp, event: &Event) -> bool {
        match event {
            Event::AgendaItemAdded { item_id, item, position } => {
                self.add(*item_id, item);
                self.relocate(*item_id, *position);
            }
            Event::AgendaItemEdited { item_id, item } => self.change(*item_id, item),
            Event::AgendaItemMoved { item_id, position } => self.relocate(*item_id, *position),
            Event::AgendaItemRemoved { item_id } => self.remove(*item_id),
            Event::AgendaItemEntered { item_id } => self.enter(at, *item_id),
            _ => return false,
        }
        true
    }

    pub(crate) fn add(&mut self, item_id: AgendaItemId, text: &AgendaText) {
        self.last_item = self.last_item.max(item_id);
        let AgendaText { title, owner, planned_ms, links } = text.clone();
        self.items.push(AgendaItem { item_id, title, owner, planned_ms, links, spent_ms: 0, entered_at: None });
    }

    fn change(&mut self, id: AgendaItemId, text: &AgendaText) {
        if let Some(item) = self.items.iter_mut().find(|item| item.item_id == id) {
            let AgendaText { title, owner, planned_ms, links } = text.clone();
            (item.title, item.owner, item.planned_ms, item.links) = (title, owner, planned_ms, links);
        }
    }

    fn relocate(&mut self, id: AgendaItemId, position: usize) {
        if let Some(index) = self.items.iter().position(|item| item.item_id == id) {
            let item = self.items.remove(index);
            let index = position.saturating_sub(1).min(self.items.len());
            self.items.insert(index, item);
        }
    }

    fn remove(&mut self, id: AgendaItemId) {
        self.items.retain(|item| item.item_id != id);
    }

    /// Leaves the current item and enters `next`.
    pub(crate) fn enter(&mut self, at: Timestamp, next: Option<AgendaItemId>) {
        for item in &mut self.items {
            if let Some(since) = item.entered_at.take() {
                item.spent_ms = item.spent_ms.saturating_add(at.since(since));
            }
            if Some(item.item_id) == next {
                item.entered_at = Some(at);
            }
        }
        self.current = next;
    }
}
