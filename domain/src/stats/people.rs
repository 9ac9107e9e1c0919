//! Who was in the meeting.

use super::{PersonFigures, ratio, requests::Requests, turns::Turns};
use crate::{Event, MeetingRole, ParticipantId, Timestamp};
use std::collections::BTreeMap;

/// Everybody who was ever in the meeting, in the order of joining.
#[derive(Debug, Clone, Default)]
pub(super) struct People {
    people: Vec<Person>,
    places: BTreeMap<ParticipantId, usize>,
}

#[derive(Debug, Clone)]
struct Person {
    participant_id: ParticipantId,
    display_name: String,
    role: MeetingRole,
    guest: bool,
    group: Option<String>,
    joined_at: Timestamp,
}

impl People {
    pub(super) fn len(&self) -> usize {
        self.people.len()
    }

    pub(super) fn follow(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::MeetingCreated { created_by, .. } => {
                self.enter(at, created_by.participant_id, &created_by.display_name, MeetingRole::Facilitator, false);
            }
            Event::ParticipantJoined { participant_id, display_name, role, guest } => {
                self.enter(at, *participant_id, display_name, *role, *guest);
            }
            Event::RoleChanged { participant_id, role } => self.change(*participant_id, |person| person.role = *role),
            Event::GroupAssigned { participant_id, group } => {
                self.change(*participant_id, |person| person.group.clone_from(group));
            }
            _ => {}
        }
    }

    fn enter(&mut self, at: Timestamp, id: ParticipantId, display_name: &str, role: MeetingRole, guest: bool) {
        let display_name = display_name.to_owned();
        if self.places.contains_key(&id) {
            return self.change(id, |person| (person.display_name, person.role) = (display_name, role));
        }
        self.places.insert(id, self.people.len());
        self.people.push(Person { participant_id: id, display_name, role, guest, group: None, joined_at: at });
    }

    fn change(&mut self, id: ParticipantId, change: impl FnOnce(&mut Person)) {
        if let Some(person) = self.places.get(&id).and_then(|place| self.people.get_mut(*place)) {
            change(person);
        }
    }

    pub(super) fn figures(&self, turns: &Turns, requests: &Requests, now: Timestamp) -> Vec<PersonFigures> {
        let spoken = turns.by_person(now);
        let mut asked = requests.by_person();
        let total = spoken.values().map(|one| one.speaking_ms).sum();
        let of_person = |person: &Person| {
            let spoken = spoken.get(&person.participant_id).copied().unwrap_or_default();
            let (requests, waits_ms) = asked.remove(&person.participant_id).unwrap_or_default();
            PersonFigures {
                participant_id: person.participant_id,
                display_name: person.display_name.clone(),
                role: person.role,
                guest: person.guest,
                group: person.group.clone(),
                joined_at: person.joined_at,
                speaking_ms: spoken.speaking_ms,
                share: ratio(spoken.speaking_ms, total),
                turns: spoken.turns,
                longest_turn_ms: spoken.longest_turn_ms,
                requests,
                waits_ms,
            }
        };
        self.people.iter().map(of_person).collect()
    }
}
