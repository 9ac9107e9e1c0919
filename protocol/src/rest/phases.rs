//! The phase that runs.

use orchestrasec_domain::{Meeting, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The phase that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct PhaseView {
    /// Its place in the plan, from 0.
    pub index: usize,
    /// Stable name.
    pub key: String,
    /// What people read.
    pub title: String,
    /// When it was entered.
    pub started_at: Timestamp,
    /// When its timebox ends.
    pub ends_at: Option<Timestamp>,
    /// Its planned length.
    pub timebox_ms: Option<u64>,
    /// Phases in all.
    pub count: usize,
}

impl PhaseView {
    /// The meeting's current phase.
    pub fn of(meeting: &Meeting) -> Option<Self> {
        let current = meeting.phase?;
        let phase = meeting.current_phase()?;
        Some(Self {
            index: current.index,
            key: phase.key.clone(),
            title: phase.title.clone(),
            started_at: current.started_at,
            ends_at: current.ends_at,
            timebox_ms: phase.timebox_ms,
            count: meeting.phases.len(),
        })
    }
}
