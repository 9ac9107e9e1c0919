//! The first entry of a meeting's record.

use crate::ports::{Answer, Append, Head, ListEntry, Membership, StoredEvent};
use orchestrasec_domain::{Meeting, MeetingRole, NewMeeting, Seq, Standing, Status, Timestamp, Who};
use orchestrasec_protocol::{
    Code, EncodedEvent, Problem,
    record::{Body, Hash},
    rest::MeetingSummary,
};
use tokio::sync::mpsc;

/// A meeting that is not stored yet.
#[derive(Debug)]
pub struct Birth {
    /// For [`crate::ports::Journal::create`].
    pub append: Append,
    /// The meeting as it is then.
    pub meeting: Meeting,
}

/// Makes the first entry of a new meeting's record.
///
/// # Errors
/// `invalid_field`
pub fn birth(now: Timestamp, who: &Who, new: &NewMeeting, command_id: Option<String>) -> Result<Birth, Problem> {
    let event = Meeting::create(who, new)?;
    let meeting = Meeting::born(now, &event).ok_or_else(|| Problem::of(Code::Internal))?;
    let encoded = EncodedEvent::new(Seq(1), now, Some(who.user_id), &event).map_err(|error| unwritable(&error))?;
    let body = Body::of(meeting.id, &encoded, command_id.as_deref()).to_json().map_err(|error| unwritable(&error))?;
    let summary = MeetingSummary { my_role: None, ..MeetingSummary::of(&meeting, who.participant_id()) };
    let entry = ListEntry {
        meeting_id: meeting.id,
        status: Status::Scheduled,
        created_at: now,
        summary: serde_json::to_string(&summary).map_err(|error| unwritable(&error))?,
    };
    let creator = Membership {
        participant_id: who.participant_id(),
        role: MeetingRole::Facilitator,
        standing: Standing::Present,
    };
    let first = StoredEvent {
        answer: command_id.is_some().then_some(Answer { seq: Seq(1), outcome: None }),
        command_id,
        prev_hash: Hash::ZERO,
        hash: Hash::ZERO.link(&body),
        event: encoded,
    };
    // `create` returns its result, so nobody listens here.
    let (done, _) = mpsc::unbounded_channel();
    let append = Append {
        meeting_id: meeting.id,
        epoch: 0,
        after: Head { seq: Seq(0), hash: Hash::ZERO },
        events: vec![first],
        entry: Some(entry),
        members: vec![creator],
        snapshot: None,
        done,
    };
    Ok(Birth { append, meeting })
}

fn unwritable(error: &serde_json::Error) -> Problem {
    Problem::new(Code::Internal, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::birth;
    use orchestrasec_domain::{
        AccountRole, MeetingId, MeetingRole, NewMeeting, SettingsChange, Timestamp, UserId, Who, template,
    };
    use orchestrasec_protocol::{
        Code,
        record::{Body, Hash},
        rest::MeetingSummary,
    };
    use uuid::Uuid;

    fn ada() -> Who {
        Who { user_id: UserId(Uuid::from_u128(1)), display_name: "Ada".into(), account_role: AccountRole::Member }
    }

    fn new(title: &str) -> NewMeeting {
        NewMeeting {
            meeting_id: MeetingId(Uuid::from_u128(7)),
            title: title.into(),
            description: String::new(),
            template: template::find(template::DEFAULT).unwrap(),
            scheduled_start: None,
            settings: SettingsChange::default(),
        }
    }

    #[test]
    fn the_first_entry_starts_the_chain_and_the_list() {
        let born = birth(Timestamp(5), &ada(), &new(" Weekly "), Some("c1".into())).unwrap();
        let first = &born.append.events[0];
        let body = Body::of(born.append.meeting_id, &first.event, Some("c1")).to_json().unwrap();
        assert_eq!(first.prev_hash, Hash::ZERO);
        assert_eq!(first.hash, Hash::ZERO.link(&body));
        assert_eq!(first.answer.map(|answer| answer.seq.0), Some(1));
        let entry = born.append.entry.unwrap();
        let summary: MeetingSummary = serde_json::from_str(&entry.summary).unwrap();
        assert_eq!((summary.title.as_str(), summary.my_role), ("Weekly", None));
        assert_eq!(born.meeting.role_of(ada().participant_id()), Some(MeetingRole::Facilitator));
    }

    #[test]
    fn a_meeting_without_a_title_is_not_born() {
        let refused = birth(Timestamp(5), &ada(), &new("  "), None).unwrap_err();
        assert_eq!((refused.code, refused.errors[0].field.as_str()), (Code::InvalidField, "title"));
    }
}
