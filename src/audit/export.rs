//! Writing a record as JSON lines, page by page: the whole of it is never in memory.

use crate::ports::{Head, Journal, JournalError, StoredEvent};
use bytes::Bytes;
use futures_util::stream::{self, Stream};
use orchestrasec_domain::{MeetingId, Seq, Timestamp};
use orchestrasec_protocol::{
    Viewer,
    record::{Body, FORMAT, Header, Line},
};
use serde_json::value::RawValue;
use std::{borrow::Cow, sync::Arc};

/// Events read from the journal at a time.
const PAGE: u64 = 500;

/// The kind under which a viewer gets an event that is not for them.
const REDACTED: &str = "redacted";

/// One line of an export, without its line feed: the event, or for a viewer who may not see it only its number and hash.
///
/// # Errors
/// When serialisation fails, which it does not for an event that was encoded.
pub fn line(meeting: MeetingId, stored: &StoredEvent, viewer: Viewer) -> serde_json::Result<String> {
    if stored.event.view(viewer).kind == REDACTED {
        return serde_json::to_string(&Line::Redacted { redacted: stored.event.seq, hash: stored.hash });
    }
    let body = Body::of(meeting, &stored.event, stored.command_id.as_deref()).to_json()?;
    serde_json::to_string(&Line::Event { event: Cow::Owned(RawValue::from_string(body)?), hash: stored.hash })
}

/// The record as it is now, as this viewer may see it: the header line, then the events. `None`: there is no such meeting.
///
/// # Errors
/// What the journal says, at once or, for a later page, as the stream's last item: the export is cut short then and
/// does not verify.
pub async fn export(
    journal: Arc<dyn Journal>,
    meeting: MeetingId,
    viewer: Viewer,
    exported_at: Timestamp,
) -> Result<Option<impl Stream<Item = Result<Bytes, JournalError>> + Send + 'static>, JournalError> {
    let Some((first, head)) = journal.events(meeting, Seq(0), PAGE).await? else { return Ok(None) };
    let header = Header {
        record: FORMAT.to_owned(),
        meeting_id: meeting,
        events: head.seq.0,
        head_hash: head.hash,
        exported_at,
    };
    let mut opening = serde_json::to_vec(&header).map_err(|cause| unwritable(&cause))?;
    opening.push(b'\n');
    let mut pages = Pages { journal, meeting, viewer, head, last: Seq(0) };
    pages.write(&first, &mut opening)?;
    let rest = stream::try_unfold(pages, |mut pages| async move {
        let page = pages.next().await?;
        Ok(page.map(|page| (page, pages)))
    });
    Ok(Some(stream::StreamExt::chain(stream::iter([Ok(Bytes::from(opening))]), rest)))
}

struct Pages {
    journal: Arc<dyn Journal>,
    meeting: MeetingId,
    viewer: Viewer,
    /// Where the export ends; what happens meanwhile is for the next one.
    head: Head,
    /// The last event written.
    last: Seq,
}

impl Pages {
    async fn next(&mut self) -> Result<Option<Bytes>, JournalError> {
        if self.last >= self.head.seq {
            return Ok(None);
        }
        let page = self.journal.events(self.meeting, self.last, PAGE.min(self.head.seq.0 - self.last.0)).await?;
        let (events, _) = page.unwrap_or((Vec::new(), self.head));
        if events.is_empty() {
            return Err(JournalError::Unavailable("the record ends too early".to_owned()));
        }
        let mut bytes = Vec::new();
        self.write(&events, &mut bytes)?;
        Ok(Some(bytes.into()))
    }

    fn write(&mut self, events: &[StoredEvent], bytes: &mut Vec<u8>) -> Result<(), JournalError> {
        for stored in events {
            bytes.extend_from_slice(
                line(self.meeting, stored, self.viewer).map_err(|cause| unwritable(&cause))?.as_bytes(),
            );
            bytes.push(b'\n');
            self.last = stored.event.seq;
        }
        Ok(())
    }
}

fn unwritable(cause: &serde_json::Error) -> JournalError {
    tracing::error!(%cause, "an event cannot be written");
    JournalError::Unavailable("the record cannot be written".to_owned())
}
