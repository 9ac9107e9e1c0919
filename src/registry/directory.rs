//! Which meeting lives where, readable from every thread.

use crate::messages::meeting::MeetingAddress;
use dashmap::DashMap;
use orchestrasec_domain::MeetingId;
use std::sync::Arc;

/// The meetings that run here. Written by the registry only.
#[derive(Clone, Default)]
pub struct Directory(Arc<DashMap<MeetingId, Entry>>);

#[derive(Clone)]
struct Entry {
    life: u64,
    address: MeetingAddress,
}

impl Directory {
    /// Where a meeting is reached, when it runs.
    pub fn find(&self, meeting: MeetingId) -> Option<MeetingAddress> {
        self.0.get(&meeting).map(|entry| entry.address.clone())
    }

    /// How many meetings run.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// No meeting runs.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn insert(&self, meeting: MeetingId, life: u64, address: MeetingAddress) {
        self.0.insert(meeting, Entry { life, address });
    }

    /// Takes out this life of the meeting, not a later one.
    pub(super) fn remove(&self, meeting: MeetingId, life: u64) -> Option<MeetingAddress> {
        self.0.remove_if(&meeting, |_, entry| entry.life == life).map(|(_, entry)| entry.address)
    }

    pub(super) fn addresses(&self) -> Vec<MeetingAddress> {
        self.0.iter().map(|entry| entry.address.clone()).collect()
    }
}
