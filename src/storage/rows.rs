//! Rows and the port's types, back and forth.

use super::fault::Fault;
use crate::ports::{AccountRow, Answer, Head, ListEntry, Membership, StoredEvent, TemplateRow};
use orchestrasec_domain::{AccountRole, MeetingId, MeetingRole, Seq, Standing, Status, Timestamp, UserId};
use orchestrasec_entity::{account, meeting, meeting_event, meeting_head, membership, template};
use orchestrasec_protocol::{EncodedEvent, record::Hash};
use sea_orm::ActiveValue::Set;
use serde_json::value::RawValue;

/// A count as the database keeps it.
pub(super) fn int(count: u64) -> Result<i64, Fault> {
    i64::try_from(count).map_err(|_| Fault::Damaged("a number is too large"))
}

/// The same for a bound, where what is too large means no bound.
pub(super) fn bound(count: u64) -> u64 {
    count.min(i64::MAX as u64)
}

/// A count from the database.
pub(super) fn count(int: i64) -> Result<u64, Fault> {
    u64::try_from(int).map_err(|_| Fault::Damaged("a number is negative"))
}

/// A hash from the database.
pub(super) fn hash(bytes: Vec<u8>) -> Result<Hash, Fault> {
    bytes.try_into().map(Hash).map_err(|_| Fault::Damaged("a hash has not 32 bytes"))
}

/// The record's end in a meeting's row.
pub(super) fn head(row: meeting_head::Model) -> Result<Head, Fault> {
    Ok(Head { seq: Seq(count(row.head_seq)?), hash: hash(row.head_hash)? })
}

/// An event's row.
pub(super) fn event(meeting: MeetingId, epoch: u64, stored: &StoredEvent) -> Result<meeting_event::ActiveModel, Fault> {
    let answer = stored.answer.as_ref().map(serde_json::to_string).transpose();
    Ok(meeting_event::ActiveModel {
        meeting_id: Set(meeting.0),
        seq: Set(int(stored.event.seq.0)?),
        epoch: Set(int(epoch)?),
        at: Set(stored.event.at.0),
        actor: Set(stored.event.actor.map(|actor| actor.0)),
        kind: Set(stored.event.kind.clone()),
        payload: Set(stored.event.payload.get().as_bytes().to_vec()),
        command_id: Set(stored.command_id.clone()),
        answer: Set(answer.map_err(|_| Fault::Damaged("an answer is no JSON"))?),
        prev_hash: Set(stored.prev_hash.0.to_vec()),
        hash: Set(stored.hash.0.to_vec()),
    })
}

/// The event of a row.
pub(super) fn stored(row: meeting_event::Model) -> Result<StoredEvent, Fault> {
    let payload = String::from_utf8(row.payload).map_err(|_| Fault::Damaged("a payload is no text"))?;
    Ok(StoredEvent {
        event: EncodedEvent {
            seq: Seq(count(row.seq)?),
            at: Timestamp(row.at),
            actor: row.actor.map(UserId),
            kind: row.kind,
            payload: RawValue::from_string(payload).map_err(|_| Fault::Damaged("a payload is no JSON"))?,
            queue: None,
        },
        command_id: row.command_id,
        answer: row.answer.as_deref().map(answer).transpose()?,
        prev_hash: hash(row.prev_hash)?,
        hash: hash(row.hash)?,
    })
}

/// An answer as it is kept.
pub(super) fn answer(text: &str) -> Result<Answer, Fault> {
    serde_json::from_str(text).map_err(|_| Fault::Damaged("an answer cannot be read"))
}

/// A list entry's row.
pub(super) fn entry(entry: &ListEntry) -> meeting::ActiveModel {
    meeting::ActiveModel {
        meeting_id: Set(entry.meeting_id.0),
        status: Set(status_name(entry.status).to_owned()),
        created_at: Set(entry.created_at.0),
        summary: Set(entry.summary.clone()),
    }
}

/// The list entry of a row.
pub(super) fn listed(row: meeting::Model) -> Result<ListEntry, Fault> {
    let status =
        [Status::Scheduled, Status::Live, Status::Closed].into_iter().find(|it| status_name(*it) == row.status);
    Ok(ListEntry {
        meeting_id: MeetingId(row.meeting_id),
        status: status.ok_or(Fault::Damaged("a status is unknown"))?,
        created_at: Timestamp(row.created_at),
        summary: row.summary,
    })
}

/// The row of a person's place in a meeting.
pub(super) fn membership(meeting: MeetingId, member: &Membership) -> membership::ActiveModel {
    membership::ActiveModel {
        meeting_id: Set(meeting.0),
        user_id: Set(member.participant_id.0),
        role: Set(role_name(member.role).to_owned()),
        standing: Set(standing_name(member.standing).to_owned()),
    }
}

/// The meeting role in a row.
pub(super) fn role(row: &membership::Model) -> Result<MeetingRole, Fault> {
    [MeetingRole::Facilitator, MeetingRole::Participant, MeetingRole::Observer]
        .into_iter()
        .find(|it| role_name(*it) == row.role)
        .ok_or(Fault::Damaged("a meeting role is unknown"))
}

/// An account's row.
pub(super) fn new_account(account: AccountRow) -> account::ActiveModel {
    account::ActiveModel {
        id: Set(account.id.0),
        email: Set(account.email),
        display_name: Set(account.display_name),
        role: Set(account_role_name(account.role).to_owned()),
        password_hash: Set(account.password_hash),
        created_at: Set(account.created_at.0),
        disabled_at: Set(account.disabled_at.map(|at| at.0)),
        signup_key: Set(account.signup_key),
    }
}

/// The account of a row.
pub(super) fn account(row: account::Model) -> Result<AccountRow, Fault> {
    let role = [AccountRole::Admin, AccountRole::Member].into_iter().find(|it| account_role_name(*it) == row.role);
    Ok(AccountRow {
        id: UserId(row.id),
        email: row.email,
        display_name: row.display_name,
        role: role.ok_or(Fault::Damaged("an account role is unknown"))?,
        password_hash: row.password_hash,
        created_at: Timestamp(row.created_at),
        disabled_at: row.disabled_at.map(Timestamp),
        signup_key: row.signup_key,
    })
}

/// A template's row.
pub(super) fn new_template(row: TemplateRow) -> template::ActiveModel {
    template::ActiveModel {
        owner_id: Set(row.owner.0),
        key: Set(row.key),
        body: Set(row.body),
        created_at: Set(row.created_at.0),
        command_id: Set(row.command_id),
        request_hash: Set(row.request.0.to_vec()),
    }
}

/// The template of a row.
pub(super) fn template(row: template::Model) -> Result<TemplateRow, Fault> {
    Ok(TemplateRow {
        owner: UserId(row.owner_id),
        key: row.key,
        body: row.body,
        created_at: Timestamp(row.created_at),
        command_id: row.command_id,
        request: hash(row.request_hash)?,
    })
}

/// A status as it is kept.
pub(super) fn status_name(status: Status) -> &'static str {
    match status {
        Status::Scheduled => "scheduled",
        Status::Live => "live",
        Status::Closed => "closed",
    }
}

/// A standing as it is kept.
pub(super) fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Present => "present",
        Standing::Left => "left",
        Standing::Removed => "removed",
        Standing::Banned => "banned",
    }
}

fn role_name(role: MeetingRole) -> &'static str {
    match role {
        MeetingRole::Facilitator => "facilitator",
        MeetingRole::Participant => "participant",
        MeetingRole::Observer => "observer",
    }
}

/// An account role as it is kept.
pub(super) fn account_role_name(role: AccountRole) -> &'static str {
    match role {
        AccountRole::Admin => "admin",
        AccountRole::Member => "member",
    }
}
