//! How random meetings are set up, and how that is changed while they run.

use crate::scenario::{Setup, a_live_meeting, a_scheduled_meeting};
use orchestrasec_domain::{
    Command, FloorKind, Granting, Overtime, QueueOrder, SettingsChange, Timestamp,
    command::MeetingChange,
    settings::{Group, KindLimits},
};
use proptest::{prelude::*, sample::select};
use std::fmt;

/// A meeting to be, in a form that a person can read when a test fails.
#[derive(Clone)]
pub struct RandomSetup {
    template: &'static str,
    live: bool,
    /// Phases are short, and the next begins by itself.
    auto_advance: bool,
    settings: SettingsChange,
}

impl fmt::Debug for RandomSetup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let live = if self.live { "live" } else { "scheduled" };
        let advance = if self.auto_advance { ", short phases that advance by themselves" } else { "" };
        write!(f, "a {live} {}{advance}, {}", self.template, serde_json::to_string(&self.settings).unwrap())
    }
}

impl RandomSetup {
    pub fn setup(&self) -> Setup {
        let setup = if self.live { a_live_meeting() } else { a_scheduled_meeting() }.planned_as(self.template);
        let setup = setup.set(self.settings.clone()).about(&["Minutes", "Budget"]);
        if !self.auto_advance {
            return setup;
        }
        setup.changed(|phases| {
            for phase in phases {
                phase.timebox_ms = Some(40_000);
                phase.rules.auto_advance = true;
                phase.rules.hand_over = true;
            }
        })
    }
}

pub fn setup() -> impl Strategy<Value = RandomSetup> {
    let templates = select(vec![
        "corporate_decision",
        "open_discussion",
        "open_discussion",
        "classroom_discussion",
        "structured_debate",
        "public_assembly",
        "retrospective",
        "stand_up",
    ]);
    (templates, prop::bool::weighted(0.9), prop::bool::weighted(0.3), settings()).prop_map(
        |(template, live, auto_advance, settings)| {
            // Fields of a plan are valid; bad ones belong into updates.
            let settings = SettingsChange {
                turn_limit_ms: settings.turn_limit_ms.filter(|limit| *limit != Some(1)),
                queue_limit: settings.queue_limit.filter(|limit| *limit > 0),
                ..settings
            };
            RandomSetup { template, live, auto_advance, settings }
        },
    )
}

fn groups() -> impl Strategy<Value = Option<Vec<Group>>> {
    let group = |key: &str, budget_ms| Group { key: key.into(), title: key.into(), budget_ms };
    let two = move |a, b| Some(vec![group("left", a), group("right", b)]);
    select(vec![None, None, Some(Vec::new()), two(Some(30_000), None), two(Some(1_000), Some(20_000))])
}

fn limits() -> impl Strategy<Value = Option<KindLimits>> {
    let short = KindLimits::from([(FloorKind::PointOfOrder, 5_000), (FloorKind::Contribution, 40_000)]);
    select(vec![None, None, Some(KindLimits::new()), Some(short)])
}

fn granting() -> impl Strategy<Value = Option<Granting>> {
    select(vec![None, Some(Granting::Automatic), Some(Granting::Chaired)])
}

fn maybe<T: Copy + std::fmt::Debug + 'static>(of: Vec<T>) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(0.4, select(of))
}

fn settings() -> impl Strategy<Value = SettingsChange> {
    let rules = (granting(), granting(), maybe(QueueOrder::ALL.to_vec()), maybe(vec![0, 1, 2, 3]));
    let clock = (
        select(vec![None, Some(None), Some(Some(5_000)), Some(Some(20_000)), Some(Some(60_000)), Some(Some(1))]),
        limits(),
        maybe(vec![0, 2_000, 30_000]),
        maybe(vec![0, 1_000, 15_000]),
        maybe(vec![Overtime::Notify, Overtime::Revoke]),
        maybe(vec![0, 5_000, 60_000]),
    );
    let room = (maybe(vec![1, 3, 200, 0]), groups());
    (rules, clock, room).prop_map(|(rules, clock, (queue_limit, groups))| {
        let (granting, interposing, queue_order, protected_positions) = rules;
        let (turn_limit_ms, turn_limits, warning_ms, grace_ms, overtime, hold_ms) = clock;
        SettingsChange {
            granting,
            interposing,
            queue_order,
            protected_positions,
            turn_limit_ms,
            turn_limits,
            warning_ms,
            grace_ms,
            overtime,
            hold_ms,
            queue_limit,
            groups,
        }
    })
}

pub fn update() -> impl Strategy<Value = Command> {
    let start = select(vec![None, Some(None), Some(Some(Timestamp(1_795_500_000_000)))]);
    (select(vec![None, None, Some("Weekly"), Some("Monthly"), Some("")]), start, settings()).prop_map(
        |(title, scheduled_start, settings)| {
            Command::UpdateMeeting(MeetingChange {
                title: title.map(Into::into),
                description: None,
                scheduled_start,
                settings,
            })
        },
    )
}
