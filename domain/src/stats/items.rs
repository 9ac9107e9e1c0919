//! The agenda: planned against actual time, and how much was spoken to each item.

use super::turns::Turns;
use crate::{Agenda, AgendaItem, AgendaItemId, Event, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ItemFigures {
    /// Which.
    pub item_id: AgendaItemId,
    /// What it is called.
    pub title: String,
    /// It was taken off the agenda; only listed when time was spent or a turn belongs to it.
    pub removed: bool,
    /// Planned time in milliseconds.
    pub planned_ms: Option<u64>,
    /// Milliseconds for which it was the current item.
    pub spent_ms: u64,
    /// Milliseconds spoken in turns that belong to it: those asked for while it was the current item.
    pub speaking_ms: u64,
    /// Turns that belong to it.
    pub turns: u32,
}

/// The agenda as it became.
#[derive(Debug, Clone, Default)]
pub(super) struct Items {
    agenda: Agenda,
    removed: Vec<AgendaItem>,
}

impl Items {
    pub(super) fn follow(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::MeetingCreated { agenda, .. } => {
                for (number, text) in (1..).zip(agenda) {
                    self.agenda.add(AgendaItemId(number), text);
                }
            }
            Event::AgendaItemRemoved { item_id } => self.removed.extend(self.agenda.item(*item_id).cloned()),
            Event::MeetingClosed {} => self.agenda.enter(at, None),
            _ => {}
        }
        self.agenda.follow(at, event);
    }

    pub(super) fn figures(&self, turns: &Turns, now: Timestamp) -> Vec<ItemFigures> {
        let mut spoken: BTreeMap<AgendaItemId, (u64, u32)> = BTreeMap::new();
        for part in turns.timeline(now) {
            if let Some(item) = part.item_id {
                spoken.entry(item).or_default().0 += part.spoke_ms;
            }
        }
        for item in turns.begun().filter_map(|turn| turn.item_id) {
            spoken.entry(item).or_default().1 += 1;
        }
        let figures = |item: &AgendaItem, removed: bool| {
            let (speaking_ms, turns) = spoken.get(&item.item_id).copied().unwrap_or_default();
            let running_ms = item.entered_at.map_or(0, |since| now.since(since));
            ItemFigures {
                item_id: item.item_id,
                title: item.title.clone(),
                removed,
                planned_ms: item.planned_ms,
                spent_ms: item.spent_ms.saturating_add(running_ms),
                speaking_ms,
                turns,
            }
        };
        let removed = self.removed.iter().map(|item| figures(item, true));
        let removed = removed.filter(|item| item.spent_ms > 0 || item.turns > 0);
        self.agenda.items.iter().map(|item| figures(item, false)).chain(removed).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        AgendaItemId, Command,
        agenda::AgendaText,
        command::AgendaChange,
        stats::stage::{ADA, FAY, Stage, asks},
    };

    fn item(title: &str) -> Command {
        let text = AgendaText { title: title.into(), owner: None, planned_ms: Some(60_000), links: Vec::new() };
        Command::ChangeAgenda(AgendaChange::Add(text, None))
    }

    fn enter(item: u64) -> Command {
        Command::ChangeAgenda(AgendaChange::Enter(Some(AgendaItemId(item))))
    }

    #[test]
    fn time_is_spent_on_the_current_item_and_a_turn_belongs_to_the_one_it_was_asked_for() {
        let mut stage = Stage::open();
        stage.does(FAY, item("Budget")).does(FAY, item("Place")).does(FAY, enter(1)).after(10).does(ADA, asks());
        stage.after(20).does(FAY, enter(2)).after(5).does(ADA, Command::ReleaseFloor).after(5);
        let stats = stage.stats();
        let told: Vec<_> =
            stats.items.iter().map(|it| (it.title.as_str(), it.spent_ms, it.speaking_ms, it.turns)).collect();
        assert_eq!(told, [("Budget", 30_000, 25_000, 1), ("Place", 10_000, 0, 0)]);
        assert_eq!((stats.items[0].planned_ms, stats.items[0].removed), (Some(60_000), false));
    }

    #[test]
    fn what_was_dealt_with_stays_listed_when_it_is_taken_off() {
        let mut stage = Stage::open();
        stage.does(FAY, item("Budget")).does(FAY, item("Place")).does(FAY, item("Lunch")).does(FAY, enter(1)).after(9);
        stage.does(FAY, enter(2));
        for gone in [1, 3] {
            stage.does(FAY, Command::ChangeAgenda(AgendaChange::Remove(AgendaItemId(gone))));
        }
        let stats = stage.stats();
        let told: Vec<_> = stats.items.iter().map(|it| (it.title.as_str(), it.removed)).collect();
        assert_eq!(told, [("Place", false), ("Budget", true)]);
        stage.does(FAY, Command::CloseMeeting).after(50);
        assert_eq!(stage.stats().items[0].spent_ms, 0);
    }
}
