//! The agenda and its current item.

use crate::{
    AgendaItemId, Event, Meeting, Refusal, Status,
    agenda::{AGENDA_MAX, AgendaText},
    command::AgendaChange,
    refusal::FieldProblem,
};

impl Meeting {
    pub(super) fn change_agenda(&self, change: &AgendaChange) -> Result<Vec<Event>, Refusal> {
        self.check_not_closed()?;
        match change {
            AgendaChange::Add(text, position) => self.add_item(text, *position),
            AgendaChange::Edit(id, text) => self.edit_item(*id, text),
            AgendaChange::Move(id, position) => self.move_item(*id, *position),
            AgendaChange::Remove(id) => self.remove_item(*id),
            AgendaChange::Enter(id) => self.enter_item(*id),
        }
    }

    fn add_item(&self, text: &AgendaText, position: Option<usize>) -> Result<Vec<Event>, Refusal> {
        let count = self.agenda.items.len();
        if count >= AGENDA_MAX {
            return Err(Refusal::AgendaIsFull);
        }
        let position = position.unwrap_or(count + 1);
        if !(1..=count + 1).contains(&position) {
            return Err(Refusal::PositionOutOfRange);
        }
        let item = self.checked_item(text)?;
        Ok(vec![Event::AgendaItemAdded { item_id: self.agenda.last_item.next(), item, position }])
    }

    fn edit_item(&self, item_id: AgendaItemId, text: &AgendaText) -> Result<Vec<Event>, Refusal> {
        let item = self.item(item_id)?;
        let now = AgendaText {
            title: item.title.clone(),
            owner: item.owner,
            planned_ms: item.planned_ms,
            links: item.links.clone(),
        };
        let item = self.checked_item(text)?;
        Ok(if item == now { Vec::new() } else { vec![Event::AgendaItemEdited { item_id, item }] })
    }

    fn move_item(&self, item_id: AgendaItemId, position: usize) -> Result<Vec<Event>, Refusal> {
        self.item(item_id)?;
        if !(1..=self.agenda.items.len()).contains(&position) {
            return Err(Refusal::PositionOutOfRange);
        }
        let stays = self.agenda.items.get(position - 1).is_some_and(|item| item.item_id == item_id);
        Ok(if stays { Vec::new() } else { vec![Event::AgendaItemMoved { item_id, position }] })
    }

    fn remove_item(&self, item_id: AgendaItemId) -> Result<Vec<Event>, Refusal> {
        self.item(item_id)?;
        if self.agenda.current == Some(item_id) {
            return Err(Refusal::AgendaItemIsCurrent);
        }
        Ok(vec![Event::AgendaItemRemoved { item_id }])
    }

    fn enter_item(&self, item_id: Option<AgendaItemId>) -> Result<Vec<Event>, Refusal> {
        if self.status != Status::Live {
            return Err(Refusal::MeetingIsNotLive);
        }
        item_id.map(|id| self.item(id)).transpose()?;
        Ok(if self.agenda.current == item_id { Vec::new() } else { vec![Event::AgendaItemEntered { item_id }] })
    }

    fn item(&self, id: AgendaItemId) -> Result<&crate::agenda::AgendaItem, Refusal> {
        self.agenda.item(id).ok_or(Refusal::AgendaItemNotFound)
    }

    fn checked_item(&self, text: &AgendaText) -> Result<AgendaText, Refusal> {
        let item = text.checked()?;
        let known = item.owner.is_none_or(|owner| self.participants.contains_key(&owner));
        if known { Ok(item) } else { Err(Refusal::InvalidField { field: "owner", problem: FieldProblem::Unknown }) }
    }
}
