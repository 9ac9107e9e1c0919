//! The record, page by page.

use orchestrasec_domain::{Timestamp, UserId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which page of the record.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// Events after this number; 0 when left out.
    pub after: Option<u64>,
    /// Events a page, 1 to 200; 100 when left out.
    pub limit: Option<u64>,
}

/// An event as it stands in the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct AuditEvent {
    /// Its place in the record.
    pub seq: u64,
    /// When it happened.
    pub at: Timestamp,
    /// The account that caused it; `null`: time did, or it is redacted.
    pub actor: Option<UserId>,
    /// The stable name; `redacted` for what the caller may not see.
    pub kind: String,
    /// What happened.
    #[cfg_attr(feature = "types", ts(type = "unknown"))]
    pub payload: serde_json::Value,
    /// The client's id of the command that caused it.
    pub command_id: Option<String>,
    /// Hash of the event before, hexadecimal.
    pub prev_hash: String,
    /// Hash of this event, hexadecimal.
    pub hash: String,
}

/// A page of the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct AuditPage {
    /// The events.
    pub items: Vec<AuditEvent>,
    /// Where the next page starts; `null` at the end.
    pub next_after: Option<u64>,
    /// Number of the last event there is.
    pub head_seq: u64,
    /// Its hash, hexadecimal.
    pub head_hash: String,
}

/// Which format of the record.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// `jsonl`
    pub format: Option<String>,
}
