//! Saved states. A saved state is used only when this version of the program wrote it and it is byte for byte what was
//! written; else the record is replayed.

use super::{fault::Fault, rows};
use crate::ports::Snapshot;
use orchestrasec_domain::{MeetingId, Seq};
use orchestrasec_entity::snapshot;
use orchestrasec_protocol::record::Hash;
use sea_orm::ActiveValue::Set;
use sha2::{Digest, Sha256};

/// The version of a saved state's meaning: raised whenever `domain::Meeting`, or what its events do to it, changes.
const VERSION: i32 = 2;

/// The row of a saved state.
pub(super) fn row(meeting: MeetingId, state: &Snapshot) -> Result<snapshot::ActiveModel, Fault> {
    Ok(snapshot::ActiveModel {
        meeting_id: Set(meeting.0),
        seq: Set(rows::int(state.seq.0)?),
        version: Set(VERSION),
        state_hash: Set(hash_of(meeting, state).0.to_vec()),
        state: Set(state.state.clone()),
    })
}

/// The saved state of a row, when it can be used for a record that ends at `head`.
pub(super) fn usable(row: snapshot::Model, head: Seq) -> Option<Snapshot> {
    if row.version != VERSION {
        tracing::info!(meeting = %row.meeting_id, version = row.version, "a saved state is of another version");
        return None;
    }
    let meeting = MeetingId(row.meeting_id);
    let state = Snapshot { seq: Seq(rows::count(row.seq).ok()?), state: row.state };
    if hash_of(meeting, &state).0.as_slice() != row.state_hash {
        tracing::warn!(%meeting, "a saved state is damaged; the record is replayed");
        return None;
    }
    (state.seq <= head).then_some(state)
}

/// Over everything that decides what the state means, so that a state cannot pass for another meeting's or another point's.
fn hash_of(meeting: MeetingId, state: &Snapshot) -> Hash {
    let mut sha = Sha256::new();
    sha.update(meeting.0.as_bytes());
    sha.update(state.seq.0.to_be_bytes());
    sha.update(VERSION.to_be_bytes());
    sha.update(state.state.as_bytes());
    Hash(sha.finalize().into())
}
