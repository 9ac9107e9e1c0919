//! What the methods compare.

use crate::{Meeting, Participant, ParticipantId, Standing, stats::quantile::median};

impl Meeting {
    /// Milliseconds this person spoke in finished turns and finished parts of interrupted ones.
    pub(super) fn spoken_by(&self, person: ParticipantId) -> u64 {
        self.participants.get(&person).map_or(0, |person| person.spoke_ms)
    }

    /// The person's finished speeches.
    pub(super) fn speeches_of(&self, person: ParticipantId) -> u32 {
        self.participants.get(&person).map_or(0, |person| person.speeches)
    }

    /// How many seats from the last speaker around the circle, 1 is the next; the last speaker comes last.
    pub(super) fn steps_around(&self, person: ParticipantId) -> u32 {
        let seat = |id: ParticipantId| self.participants.get(&id).map_or(0, |person| person.number);
        let seats = u32::try_from(self.participants.len()).unwrap_or(u32::MAX).max(1);
        let last = self.floor.last_speaker.map_or(0, seat);
        (seat(person) + seats - 1 - last % seats) % seats + 1
    }

    /// The median of what those who are in the meeting and may speak have spoken, in milliseconds.
    pub(crate) fn median_spoken_ms(&self) -> u64 {
        let may_speak = |person: &&Participant| person.standing == Standing::Present && person.role.may_speak();
        let spoken: Vec<_> = self.participants.values().filter(may_speak).map(|person| person.spoke_ms).collect();
        median(&spoken).unwrap_or(0)
    }
}
