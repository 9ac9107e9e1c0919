//! What a facilitator sets for a whole meeting.

use crate::{
    FloorKind, QueueOrder,
    refusal::{FieldProblem, Refusal},
    text::{KEY_MAX, NAME_MAX, key, required_line},
};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Shortest turn limit, in milliseconds.
pub const TURN_LIMIT_MIN_MS: u64 = 5_000;
/// Longest turn limit, in milliseconds (4 h).
pub const TURN_LIMIT_MAX_MS: u64 = 4 * 60 * 60 * 1_000;
/// Most requests that may wait in one queue.
pub const QUEUE_LIMIT_MAX: u32 = 500;

/// Longest time for which a lost connection keeps the floor, in milliseconds (10 min).
pub const HOLD_MAX_MS: u64 = 10 * 60 * 1_000;
/// Most protected positions at the queue's head.
pub const PROTECTED_MAX: u32 = 10;
/// Most groups of a meeting.
pub const GROUPS_MAX: usize = 50;
/// Longest time budget of a group, in milliseconds (24 h).
pub const BUDGET_MAX_MS: u64 = 24 * 60 * 60 * 1_000;

/// Longest turns of some kinds, in milliseconds.
pub type KindLimits = BTreeMap<FloorKind, u64>;

/// People who share a time budget: a party, a team, a side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Stable name within the meeting.
    pub key: String,
    /// What people read.
    pub title: String,
    /// Speaking time of all its members together, in milliseconds; `None`: no bound. Contributions and direct replies count.
    pub budget_ms: Option<u64>,
}

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
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// How the floor finds its next holder, unless the phase says otherwise.
    pub granting: Granting,
    /// `automatic`: a point of order or clarifying question interrupts who speaks as soon as it is asked; `chaired`: when a
    /// facilitator grants it.
    pub interposing: Granting,
    /// In which order people wait, unless the phase says otherwise.
    pub queue_order: QueueOrder,
    /// How many positions at the head are protected from being overtaken by the automatic order; a kind of higher precedence still
    /// goes before them.
    pub protected_positions: u32,
    /// Longest turn in milliseconds, unless the phase says otherwise; `None`: no limit.
    pub turn_limit_ms: Option<u64>,
    /// Longest turn of some kinds in milliseconds, unless the phase says otherwise.
    pub turn_limits: KindLimits,
    /// How long before the limit the holder is warned, in milliseconds; 0: not at all.
    pub warning_ms: u64,
    /// How long after the limit a holder may go on before the overtime policy acts, in milliseconds.
    pub grace_ms: u64,
    /// What happens at the limit, after the grace.
    pub overtime: Overtime,
    /// How long the floor waits for a holder whose connection is lost, in milliseconds; 0: the clock does not stand still for it.
    pub hold_ms: u64,
    /// Most requests that may wait at the same time.
    pub queue_limit: u32,
    /// Groups that people belong to, with their time budgets.
    pub groups: Vec<Group>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            granting: Granting::Automatic,
            interposing: Granting::Chaired,
            queue_order: QueueOrder::Fifo,
            protected_positions: 0,
            turn_limit_ms: Some(180_000),
            turn_limits: KindLimits::new(),
            warning_ms: 30_000,
            grace_ms: 0,
            overtime: Overtime::Notify,
            hold_ms: 60_000,
            queue_limit: 200,
            groups: Vec::new(),
        }
    }
}

/// A change of some settings: what is left out stays as it is. `turn_limit_ms: null` takes the limit away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of Settings, where they are documented")]
pub struct SettingsChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granting: Option<Granting>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interposing: Option<Granting>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue_order: Option<QueueOrder>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protected_positions: Option<u32>,
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "number | null"))]
    #[cfg_attr(feature = "schema", schema(value_type = Option<u64>))]
    pub turn_limit_ms: Option<Option<u64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn_limits: Option<KindLimits>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grace_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overtime: Option<Overtime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue_limit: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<Group>>,
}

/// Tells `null` (`Some(None)`) from a field that was left out (`None`).
///
/// # Errors
/// As `T`.
pub fn nullable<'de, T: Deserialize<'de>, D: Deserializer<'de>>(d: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(d).map(Some)
}

impl Settings {
    /// These settings with the change made.
    ///
    /// # Errors
    /// [`Refusal::InvalidField`] when a value leaves its bounds.
    pub fn changed(&self, change: &SettingsChange) -> Result<Self, Refusal> {
        let mut changed = self.clone();
        let SettingsChange {
            granting, interposing, queue_order, protected_positions, turn_limit_ms, turn_limits, ..
        } = change.clone();
        let SettingsChange { warning_ms, grace_ms, overtime, hold_ms, queue_limit, groups, .. } = change.clone();
        set(&mut changed.granting, granting);
        set(&mut changed.interposing, interposing);
        set(&mut changed.queue_order, queue_order);
        set(&mut changed.protected_positions, protected_positions);
        set(&mut changed.turn_limit_ms, turn_limit_ms);
        set(&mut changed.turn_limits, turn_limits);
        set(&mut changed.warning_ms, warning_ms);
        set(&mut changed.grace_ms, grace_ms);
        set(&mut changed.overtime, overtime);
        set(&mut changed.hold_ms, hold_ms);
        set(&mut changed.queue_limit, queue_limit);
        set(&mut changed.groups, groups);
        changed.check()?;
        for group in &mut changed.groups {
            group.title = required_line("settings.groups.title", &group.title, NAME_MAX)?;
        }
        Ok(changed)
    }

    fn check(&self) -> Result<(), Refusal> {
        check_turn_limit("settings.turn_limit_ms", self.turn_limit_ms)?;
        for limit in self.turn_limits.values() {
            check_turn_limit("settings.turn_limits", Some(*limit))?;
        }
        within("settings.warning_ms", self.warning_ms, 0, TURN_LIMIT_MAX_MS)?;
        within("settings.grace_ms", self.grace_ms, 0, TURN_LIMIT_MAX_MS)?;
        within("settings.hold_ms", self.hold_ms, 0, HOLD_MAX_MS)?;
        within("settings.protected_positions", self.protected_positions.into(), 0, PROTECTED_MAX.into())?;
        within("settings.queue_limit", self.queue_limit.into(), 1, QUEUE_LIMIT_MAX.into())?;
        within("settings.groups", self.groups.len() as u64, 0, GROUPS_MAX as u64)?;
        let mut keys = BTreeSet::new();
        for group in &self.groups {
            key("settings.groups.key", &group.key, KEY_MAX)?;
            if !keys.insert(&group.key) {
                return Err(Refusal::InvalidField { field: "settings.groups.key", problem: FieldProblem::Repeated });
            }
            if let Some(budget) = group.budget_ms {
                within("settings.groups.budget_ms", budget, 1_000, BUDGET_MAX_MS)?;
            }
        }
        Ok(())
    }

    /// The change that makes these settings of the default ones.
    pub fn from_default(&self) -> SettingsChange {
        fn differing<T: PartialEq + Clone>(value: &T, default: &T) -> Option<T> {
            (value != default).then(|| value.clone())
        }
        let default = Self::default();
        SettingsChange {
            granting: differing(&self.granting, &default.granting),
            interposing: differing(&self.interposing, &default.interposing),
            queue_order: differing(&self.queue_order, &default.queue_order),
            protected_positions: differing(&self.protected_positions, &default.protected_positions),
            turn_limit_ms: differing(&self.turn_limit_ms, &default.turn_limit_ms),
            turn_limits: differing(&self.turn_limits, &default.turn_limits),
            warning_ms: differing(&self.warning_ms, &default.warning_ms),
            grace_ms: differing(&self.grace_ms, &default.grace_ms),
            overtime: differing(&self.overtime, &default.overtime),
            hold_ms: differing(&self.hold_ms, &default.hold_ms),
            queue_limit: differing(&self.queue_limit, &default.queue_limit),
            groups: differing(&self.groups, &default.groups),
        }
    }

    /// The group with this key.
    pub fn group(&self, key: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.key == key)
    }
}

fn set<T>(field: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *field = value;
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

pub(crate) fn within(field: &'static str, value: u64, min: u64, max: u64) -> Result<(), Refusal> {
    if (min..=max).contains(&value) { Ok(()) } else { Err(out_of_range(field, min, max)) }
}

fn out_of_range(field: &'static str, min: u64, max: u64) -> Refusal {
    Refusal::InvalidField { field, problem: FieldProblem::OutOfRange { min, max } }
}
