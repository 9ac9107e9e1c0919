//! The stages of a meeting and their rules.

use crate::{FloorKind, Granting, Timestamp};
use serde::{Deserialize, Serialize};

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
    pub timebox_ms: Option<u64>,
    /// What holds while the phase runs.
    pub rules: PhaseRules,
}

/// What holds while a phase runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PhaseRules {
    /// The kinds of floor requests that may be made; empty: nobody may ask.
    pub floor_kinds: Vec<FloorKind>,
    /// How the floor finds its next holder; `None`: as the settings say.
    pub granting: Option<Granting>,
    /// Longest turn in milliseconds; `None`: as the settings say.
    pub turn_limit_ms: Option<u64>,
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
