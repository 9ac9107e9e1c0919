//! Who spoke how much, from the state.

use super::ratio;
use crate::{Meeting, MeetingRole, ParticipantId, Timestamp};

/// One person's part of the speaking time.
#[derive(Debug, Clone, PartialEq)]
pub struct SpeakingShare {
    /// Who.
    pub participant_id: ParticipantId,
    /// The name.
    pub display_name: String,
    /// The role.
    pub role: MeetingRole,
    /// Milliseconds spoken, the running turn included.
    pub spoke_ms: u64,
    /// Turns, the running one included.
    pub turns: u32,
    /// Part of all speaking time, 0 to 1; 0 while nobody spoke.
    pub share: f64,
}

impl Meeting {
    /// Speaking time, turns and share of everybody who was ever in the meeting, in the order of joining.
    pub fn speaking_shares(&self, now: Timestamp) -> Vec<SpeakingShare> {
        let running = self.floor.holder.as_ref().map(|grant| (grant.participant_id, grant.spoken_ms(now)));
        let mut people: Vec<_> = self.participants.values().collect();
        people.sort_by_key(|person| person.number);
        let mut shares: Vec<_> = people
            .into_iter()
            .map(|person| {
                let now_speaking = running.filter(|(id, _)| *id == person.participant_id);
                SpeakingShare {
                    participant_id: person.participant_id,
                    display_name: person.display_name.clone(),
                    role: person.role,
                    spoke_ms: person.spoke_ms.saturating_add(now_speaking.map_or(0, |(_, ms)| ms)),
                    turns: person.turns + u32::from(now_speaking.is_some()),
                    share: 0.0,
                }
            })
            .collect();
        let total: u64 = shares.iter().map(|one| one.spoke_ms).sum();
        if total > 0 {
            for one in &mut shares {
                one.share = ratio(one.spoke_ms, total);
            }
        }
        shares
    }
}
