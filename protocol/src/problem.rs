//! Errors over HTTP (RFC 9457).

use crate::Code;
use orchestrasec_domain::Refusal;
use serde::{Deserialize, Serialize};

/// The body of every HTTP error, `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Problem {
    /// `urn:orchestrasec:problem:<code>`
    pub r#type: String,
    /// One sentence about the kind of problem.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened here, for people.
    pub detail: String,
    /// The stable code.
    pub code: Code,
    /// The fields that are wrong, when it is about fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Milliseconds to wait before trying again, when waiting helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub retry_after_ms: Option<u64>,
}

/// One wrong field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct FieldError {
    /// Its path, such as `settings.turn_limit_ms`.
    pub field: String,
    /// The stable code.
    pub code: Code,
    /// What is wrong, for people.
    pub detail: String,
}

impl Problem {
    /// A problem with its code's own sentence.
    pub fn of(code: Code) -> Self {
        Self::new(code, code.title())
    }

    /// A problem with a sentence about this case.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            r#type: format!("urn:orchestrasec:problem:{}", code.name()),
            title: code.title().into(),
            status: code.status(),
            detail: detail.into(),
            code,
            errors: Vec::new(),
            retry_after_ms: None,
        }
    }

    /// A problem with one field.
    pub fn field(field: impl Into<String>, code: Code, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        let field = field.into();
        let mut problem = Self::new(code, format!("{field}: {detail}"));
        problem.errors.push(FieldError { field, code, detail });
        problem
    }

    /// The same with a time to wait.
    #[must_use]
    pub fn retry_after_ms(mut self, ms: u64) -> Self {
        self.retry_after_ms = Some(ms);
        self
    }
}

impl From<&Refusal> for Problem {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::InvalidField { field, problem } => Self::field(*field, Code::InvalidField, problem.to_string()),
            other => Self::new(other.into(), other.to_string()),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        (&refusal).into()
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.detail)
    }
}

impl std::error::Error for Problem {}
