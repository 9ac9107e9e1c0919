//! The stages of a meeting and their rules.

use crate::{FloorKind, Granting, QueueOrder, Timestamp, settings::KindLimits};
use serde::{Deserialize, Serialize};

/// Most phases of a plan.
pub const PHASES_MAX: usize = 50;
/// Longest timebox of a phase, in milliseconds (24 h).
pub const TIMEBOX_MAX_MS: u64 = 24 * 60 * 60 * 1_000;

/// Most microphones that may be open at once.
pub const OPEN_MICROPHONES_MAX: u32 = 8;

/// One stage of a meeting's plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Stable name within the meeting, such as `ideation`.
    pub key: String,
    /// What people read.
    pub title: String,
    /// Planned length in milliseconds; `None`: open-ended.
    #[serde(default)]
    pub timebox_ms: Option<u64>,
    /// What holds while the phase runs.
    #[serde(default)]
    pub rules: PhaseRules,
}

/// What holds while a phase runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct PhaseRules {
    /// The kinds of floor requests that may be made; empty: nobody may ask.
    pub floor_kinds: Vec<FloorKind>,
    /// How the floor finds its next holder; `None`: as the settings say.
    pub granting: Option<Granting>,
    /// In which order people wait; `None`: as the settings say.
    pub queue_order: Option<QueueOrder>,
    /// Longest turn in milliseconds; `None`: as the settings say.
    pub turn_limit_ms: Option<u64>,
    /// Longest turn of some kinds, before all other limits.
    pub turn_limits: KindLimits,
    /// Holders may hand the floor over to a person they name.
    pub hand_over: bool,
    /// How many people may be heard at once without the floor, 0 to 8; 0: only the holder of the floor is heard.
    pub open_microphones: u32,
    /// The next phase begins by itself when the timebox has ended and nobody holds the floor.
    pub auto_advance: bool,
}

/// The phase that runs now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CurrentPhase {
    /// Its place in the plan, from 0.
    pub index: usize,
    /// When it was entered.
    pub started_at: Timestamp,
    /// When its timebox ends.
    pub ends_at: Option<Timestamp>,
}
