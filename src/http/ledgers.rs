//! What records say for statistics, read once and kept while there is room.
//!
//! Statistics are made of the durable record, in pages, on the thread that answers the call: the meeting itself only says who may
//! see them. Where a record was read before, only what came since is read, so a dashboard that asks again and again costs little; of
//! a meeting that is closed nothing more is read.

use super::{HttpState, reply::ApiError};
use orchestrasec_domain::{MeetingId, Seq, stats::Ledger};
use orchestrasec_protocol::{Code, EncodedEvent};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Events read at a time; other calls have their turn in between.
const PAGE: u64 = 500;
/// How much is kept, in people, requests and parts of turns: some 50 MB.
const WEIGHT_MAX: usize = 250_000;
/// What a ledger weighs by itself.
const WEIGHT_EMPTY: usize = 16;

/// The ledgers that are kept.
#[derive(Debug)]
pub struct Ledgers {
    kept: Mutex<Kept>,
    weight_max: usize,
}

#[derive(Debug, Default)]
struct Kept {
    ledgers: HashMap<MeetingId, Entry>,
    weight: usize,
    uses: u64,
}

#[derive(Debug, Clone)]
struct Entry {
    ledger: Arc<Ledger>,
    upto: Seq,
    weight: usize,
    used: u64,
}

impl Default for Ledgers {
    fn default() -> Self {
        Self::of_weight(WEIGHT_MAX)
    }
}

impl Ledgers {
    fn of_weight(weight_max: usize) -> Self {
        Self { kept: Mutex::default(), weight_max }
    }

    fn find(&self, meeting: MeetingId) -> Option<(Arc<Ledger>, Seq)> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.uses += 1;
        let uses = kept.uses;
        let entry = kept.ledgers.get_mut(&meeting)?;
        entry.used = uses;
        Some((entry.ledger.clone(), entry.upto))
    }

    /// Keeps a ledger, and lets go of those that were not used for longest until there is room.
    fn keep(&self, meeting: MeetingId, ledger: Arc<Ledger>, upto: Seq) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        // Two calls may have read the same record; the one that read further counts.
        if kept.ledgers.get(&meeting).is_some_and(|entry| entry.upto >= upto) {
            return;
        }
        kept.uses += 1;
        let entry = Entry { weight: ledger.weight() + WEIGHT_EMPTY, used: kept.uses, ledger, upto };
        kept.weight += entry.weight;
        if let Some(before) = kept.ledgers.insert(meeting, entry) {
            kept.weight -= before.weight;
        }
        while kept.weight > self.weight_max {
            let Some(oldest) = kept.ledgers.iter().min_by_key(|(_, entry)| entry.used).map(|(id, _)| *id) else {
                return;
            };
            if let Some(entry) = kept.ledgers.remove(&oldest) {
                kept.weight -= entry.weight;
            }
        }
    }
}

impl HttpState {
    /// What the record of this meeting says until now.
    ///
    /// # Errors
    /// `meeting_not_found`, those of the journal
    pub async fn ledger(&self, meeting: MeetingId) -> Result<Arc<Ledger>, ApiError> {
        let (mut ledger, mut upto) = self.ledgers.find(meeting).unwrap_or_default();
        if ledger.is_closed() {
            // Who counts a hundred meetings lets others have their turn in between.
            tokio::task::yield_now().await;
            return Ok(ledger);
        }
        let before = upto;
        loop {
            let page = self.journal.events(meeting, upto, PAGE).await?;
            let (events, head) = page.ok_or(Code::MeetingNotFound)?;
            if events.is_empty() {
                break;
            }
            // A copy when it is kept: who asks meanwhile goes on from there.
            let growing = Arc::make_mut(&mut ledger);
            for stored in &events {
                let event = &stored.event;
                let decoded = EncodedEvent::decode(&event.kind, &event.payload).map_err(|error| {
                    tracing::error!(%meeting, seq = %event.seq, %error, "an event cannot be read");
                    Code::Internal
                })?;
                growing.follow(event.at, event.actor.map(Into::into), &decoded);
                upto = event.seq;
            }
            if upto >= head.seq {
                break;
            }
        }
        if upto > before {
            self.ledgers.keep(meeting, ledger.clone(), upto);
        }
        Ok(ledger)
    }
}

#[cfg(test)]
mod tests {
    use super::{Ledgers, WEIGHT_EMPTY};
    use orchestrasec_domain::{MeetingId, Seq};
    use uuid::Uuid;

    fn meeting(number: u128) -> MeetingId {
        MeetingId(Uuid::from_u128(number))
    }

    #[test]
    fn what_was_not_used_for_longest_is_let_go_first() {
        let ledgers = Ledgers::of_weight(2 * WEIGHT_EMPTY);
        ledgers.keep(meeting(1), <_>::default(), Seq(1));
        ledgers.keep(meeting(2), <_>::default(), Seq(1));
        assert!(ledgers.find(meeting(1)).is_some());
        ledgers.keep(meeting(3), <_>::default(), Seq(1));
        let kept: Vec<_> = (1..=3).map(|number| ledgers.find(meeting(number)).is_some()).collect();
        assert_eq!(kept, [true, false, true]);
    }

    #[test]
    fn the_call_that_read_further_counts() {
        let ledgers = Ledgers::default();
        ledgers.keep(meeting(1), <_>::default(), Seq(9));
        ledgers.keep(meeting(1), <_>::default(), Seq(7));
        assert_eq!(ledgers.find(meeting(1)).map(|(_, upto)| upto), Some(Seq(9)));
        assert_eq!(ledgers.kept.lock().unwrap().weight, WEIGHT_EMPTY);
    }
}
