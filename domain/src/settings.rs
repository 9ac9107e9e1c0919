//! What a facilitator sets for a whole meeting.

use crate::refusal::{FieldProblem, Refusal};
use serde::{Deserialize, Serialize};

/// Shortest turn limit, in milliseconds.
pub const TURN_LIMIT_MIN_MS: u64 = 5_000;
/// Longest turn limit, in milliseconds (4 h).
pub const TURN_LIMIT_MAX_MS: u64 = 4 * 60 * 60 * 1_000;
/// Most requests that may wait in one queue.
pub const QUEUE_LIMIT_MAX: u32 = 500;

/// How the floor finds its next holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Granting {
    /// The first in the queue gets the floor as soon as it is free.
    Automatic,
    /// A facilitator recognises the next speaker.
    Chaired,
}

/// What happens when a turn reaches its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Overtime {
    /// Everybody is told; the holder keeps the floor.
    Notify,
    /// The floor is taken.
    Revoke,
}

/// The settings in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// How the floor finds its next holder, unless the phase says otherwise.
    pub granting: Granting,
    /// Longest turn in milliseconds, unless the phase says otherwise; `None`: no limit.
    pub turn_limit_ms: Option<u64>,
    /// How long before the limit the holder is warned, in milliseconds; 0: not at all.
    pub warning_ms: u64,
    /// What happens at the limit.
    pub overtime: Overtime,
    /// Most requests that may wait at the same time.
    pub queue_limit: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            granting: Granting::Automatic,
            turn_limit_ms: Some(180_000),
            warning_ms: 30_000,
            overtime: Overtime::Notify,
            queue_limit: 200,
        }
    }
}

/// A change of some settings. For `turn_limit_ms` the outer `None` means "as it is", the inner one "no limit".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingsChange {
    /// See [`Settings::granting`].
    pub granting: Option<Granting>,
    /// See [`Settings::turn_limit_ms`].
    pub turn_limit_ms: Option<Option<u64>>,
    /// See [`Settings::warning_ms`].
    pub warning_ms: Option<u64>,
    /// See [`Settings::overtime`].
    pub overtime: Option<Overtime>,
    /// See [`Settings::queue_limit`].
    pub queue_limit: Option<u32>,
}

impl Settings {
    /// These settings with the change made.
    ///
    /// # Errors
    /// [`Refusal::InvalidField`] when a value leaves its bounds.
    pub fn changed(&self, change: &SettingsChange) -> Result<Self, Refusal> {
        let changed = Self {
            granting: change.granting.unwrap_or(self.granting),
            turn_limit_ms: change.turn_limit_ms.unwrap_or(self.turn_limit_ms),
            warning_ms: change.warning_ms.unwrap_or(self.warning_ms),
            overtime: change.overtime.unwrap_or(self.overtime),
            queue_limit: change.queue_limit.unwrap_or(self.queue_limit),
        };
        changed.check()?;
        Ok(changed)
    }

    fn check(&self) -> Result<(), Refusal> {
        check_turn_limit("settings.turn_limit_ms", self.turn_limit_ms)?;
        if self.warning_ms > TURN_LIMIT_MAX_MS {
            return Err(out_of_range("settings.warning_ms", 0, TURN_LIMIT_MAX_MS));
        }
        if !(1..=QUEUE_LIMIT_MAX).contains(&self.queue_limit) {
            return Err(out_of_range("settings.queue_limit", 1, u64::from(QUEUE_LIMIT_MAX)));
        }
        Ok(())
    }
}

/// Checks a turn limit.
///
/// # Errors
/// [`Refusal::InvalidField`] when it is shorter than 5 s or longer than 4 h.
pub fn check_turn_limit(field: &'static str, limit_ms: Option<u64>) -> Result<(), Refusal> {
    match limit_ms {
        Some(limit) if !(TURN_LIMIT_MIN_MS..=TURN_LIMIT_MAX_MS).contains(&limit) => {
            Err(out_of_range(field, TURN_LIMIT_MIN_MS, TURN_LIMIT_MAX_MS))
        }
        _ => Ok(()),
    }
}

fn out_of_range(field: &'static str, min: u64, max: u64) -> Refusal {
    Refusal::InvalidField { field, problem: FieldProblem::OutOfRange { min, max } }
}
