//! Built-in plans for meetings.

use crate::{FloorKind, Granting, Phase, PhaseRules, Refusal};

/// A plan that a new meeting can start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Stable name.
    pub key: &'static str,
    /// What people read.
    pub title: &'static str,
    /// When to choose it.
    pub description: &'static str,
    /// Its phases in order.
    pub phases: Vec<Phase>,
}

/// Key of the template of a meeting that names none.
pub const DEFAULT: &str = "corporate_decision";

/// The template with this key, or the default one.
///
/// # Errors
/// [`Refusal::TemplateNotFound`]
pub fn find(key: Option<&str>) -> Result<Template, Refusal> {
    let key = key.unwrap_or(DEFAULT);
    built_in().into_iter().find(|template| template.key == key).ok_or(Refusal::TemplateNotFound)
}

/// All built-in templates, the default one first.
pub fn built_in() -> Vec<Template> {
    use FloorKind::{ClarifyingQuestion, Contribution, DirectReply, PointOfOrder};
    vec![
        Template {
            key: DEFAULT,
            title: "Corporate decision",
            description: "From ideas over questions to a decision, with a look back at the end.",
            phases: vec![
                phase("ideation", "Ideation", 15, &[Contribution, PointOfOrder]),
                phase("clarification", "Clarification", 10, &[ClarifyingQuestion, DirectReply, PointOfOrder]),
                phase("decision", "Decision", 15, FloorKind::ALL),
                phase("feedback", "Feedback", 5, &[Contribution, PointOfOrder]),
            ],
        },
        Template {
            key: "open_discussion",
            title: "Open discussion",
            description: "One phase without a timebox: whoever asks speaks in turn.",
            phases: vec![Phase { timebox_ms: None, ..phase("discussion", "Discussion", 0, FloorKind::ALL) }],
        },
        Template {
            key: "classroom_discussion",
            title: "Classroom discussion",
            description: "The teacher recognises each speaker; questions come before the discussion.",
            phases: vec![
                chaired(phase("introduction", "Introduction", 10, &[ClarifyingQuestion, PointOfOrder])),
                chaired(phase("discussion", "Discussion", 25, FloorKind::ALL)),
                chaired(phase("summary", "Summary", 10, &[Contribution, ClarifyingQuestion])),
            ],
        },
        Template {
            key: "stand_up",
            title: "Stand-up",
            description: "Everybody gets two minutes; what needs more is taken up afterwards.",
            phases: vec![
                limited(phase("round", "Round", 15, &[Contribution, PointOfOrder]), 120_000),
                phase("follow_up", "Follow-up", 10, FloorKind::ALL),
            ],
        },
    ]
}

fn phase(key: &str, title: &str, minutes: u64, kinds: &[FloorKind]) -> Phase {
    Phase {
        key: key.into(),
        title: title.into(),
        timebox_ms: Some(minutes * 60_000),
        rules: PhaseRules { floor_kinds: kinds.to_vec(), granting: None, turn_limit_ms: None },
    }
}

fn chaired(mut phase: Phase) -> Phase {
    phase.rules.granting = Some(Granting::Chaired);
    phase
}

fn limited(mut phase: Phase, turn_limit_ms: u64) -> Phase {
    phase.rules.turn_limit_ms = Some(turn_limit_ms);
    phase
}
