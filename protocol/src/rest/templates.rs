//! Templates: plans that a meeting can start from.

use orchestrasec_domain::{MeetingId, Template};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A template in lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct TemplateView {
    /// The plan.
    #[serde(flatten)]
    pub template: Template,
    /// Where it comes from.
    pub source: TemplateSource,
    /// Planned length of all phases with a timebox, in milliseconds.
    pub planned_ms: u64,
}

/// Where a template comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum TemplateSource {
    /// It comes with the program.
    BuiltIn,
    /// The caller brought or saved it.
    Own,
}

impl TemplateView {
    /// A template and where it comes from.
    pub fn of(template: Template, source: TemplateSource) -> Self {
        Self { planned_ms: template.planned_ms(), template, source }
    }
}

/// Save a meeting's plan as a template.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export, optional_fields))]
#[serde(deny_unknown_fields)]
pub struct SaveTemplate {
    /// The meeting whose phases, settings and agenda it takes.
    pub meeting_id: MeetingId,
    /// Stable name, 1 to 40 lower-case letters, digits and underscores.
    pub key: String,
    /// What people read.
    pub title: String,
    /// When to choose it.
    pub description: Option<String>,
}

/// How one template is wanted.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TemplateQuery {
    /// `1`: only the plan, as a file
    pub download: Option<String>,
}

/// All templates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Templates {
    /// The built-in templates, the default one first, then one's own by key.
    pub items: Vec<TemplateView>,
}
