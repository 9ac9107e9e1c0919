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

#[cfg(test)]
mod tests {
    use crate::{
        Command, MeetingRole,
        stats::stage::{ADA, BO, FAY, OLA, Stage, asks, id},
    };

    #[test]
    fn before_anybody_spoke_nobody_has_a_share() {
        let mut stage = Stage::open();
        let stats = stage.after(10).stats();
        assert_eq!((stats.turns, stats.gini, stats.median_speaking_ms), (0, 0.0, 0));
        assert!(stats.people.iter().all(|person| person.share == 0.0));
    }

    #[test]
    fn shares_are_in_the_order_of_joining_and_those_who_may_speak_count() {
        let mut stage = Stage::open();
        stage.does(BO, asks()).after(30).does(BO, Command::ReleaseFloor);
        stage.does(ADA, asks()).after(60).does(ADA, Command::ReleaseFloor).does(BO, asks()).after(30);
        let stats = stage.stats();
        assert_eq!(stats.people.iter().map(|one| one.participant_id).collect::<Vec<_>>(), [FAY, ADA, BO, OLA].map(id));
        assert_eq!(stats.people.iter().map(|one| one.turns).collect::<Vec<_>>(), [0, 1, 2, 0]);
        assert!((stats.of(BO).share - 0.5).abs() < 1e-12);
        // Of Fay, Ada and Bo, who may speak; Ola only observes.
        assert_eq!(stats.median_speaking_ms, 60_000);
        assert!((stats.gini - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn who_spoke_and_became_an_observer_or_left_still_counts() {
        let mut stage = Stage::open();
        stage.does(ADA, asks()).after(10).does(ADA, Command::ReleaseFloor);
        let as_observer = Command::ChangeRole { participant_id: id(ADA), role: MeetingRole::Observer };
        stage.does(FAY, as_observer).does(BO, Command::Leave);
        let stats = stage.stats();
        assert_eq!(stats.people.iter().filter(|person| person.counts()).count(), 3);
        assert!((stats.gini - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_guest_is_counted_as_everybody() {
        let mut stage = Stage::open();
        stage.does(FAY, Command::AddGuest { display_name: "Gil".into() });
        let guest = stage.meeting.participants.values().find(|person| person.guest).unwrap().participant_id;
        stage.does(FAY, Command::GrantFloor(crate::command::GrantTo::Participant(guest))).after(5);
        let stats = stage.stats();
        let gil = stats.people.last().unwrap();
        assert_eq!((gil.display_name.as_str(), gil.guest, gil.speaking_ms, gil.turns), ("Gil", true, 5_000, 1));
    }
}
