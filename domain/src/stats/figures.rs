//! What the statistics of a meeting consist of.

use super::{
    items::ItemFigures,
    over_time::OverTime,
    phases::PhaseFigures,
    requests::{RequestCounts, WaitingTimes},
    turns::TurnPart,
};
use crate::{MeetingRole, ParticipantId, Timestamp};

/// The statistics of one meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// When the meeting started.
    pub started_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Milliseconds spoken by all; pauses do not count.
    pub speaking_ms: u64,
    /// Turns that were begun. One that was interrupted and went on is one, an undone one is none.
    pub turns: u32,
    /// How unequally speaking time is spread, see [`super::gini`].
    pub gini: f64,
    /// The median of the speaking times of those who [count](PersonFigures::counts).
    pub median_speaking_ms: u64,
    /// What became of the requests.
    pub requests: RequestCounts,
    /// How long the granted ones waited; `None` while none was granted.
    pub waiting_time: Option<WaitingTimes>,
    /// How often somebody was interrupted.
    pub interruptions: u32,
    /// Everybody who was ever in the meeting, in the order of joining.
    pub people: Vec<PersonFigures>,
    /// Every phase of the plan.
    pub phases: Vec<PhaseFigures>,
    /// Every item of the agenda.
    pub items: Vec<ItemFigures>,
    /// How the speaking time came about.
    pub over_time: OverTime,
    /// Every part of every turn, in order.
    pub timeline: Vec<TurnPart>,
}

/// One person's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonFigures {
    /// Who.
    pub participant_id: ParticipantId,
    /// The name as it was at the last join.
    pub display_name: String,
    /// The last role.
    pub role: MeetingRole,
    /// Without an account.
    pub guest: bool,
    /// Key of the last group.
    pub group: Option<String>,
    /// When the person came first.
    pub joined_at: Timestamp,
    /// Milliseconds spoken, the running turn included.
    pub speaking_ms: u64,
    /// Part of all speaking time, 0 to 1; 0 while nobody spoke.
    pub share: f64,
    /// Turns that were begun, as [`Statistics::turns`].
    pub turns: u32,
    /// The longest turn in milliseconds, all its parts together.
    pub longest_turn_ms: u64,
    /// What became of the person's requests.
    pub requests: RequestCounts,
    /// How long each granted one waited, in milliseconds.
    pub waits_ms: Vec<u64>,
}

impl PersonFigures {
    /// Whether the person counts for the spread of speaking time: who may speak in the last role, and who spoke before becoming an
    /// observer.
    pub fn counts(&self) -> bool {
        self.role.may_speak() || self.speaking_ms > 0
    }
}
