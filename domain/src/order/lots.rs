//! Lots that anybody can draw again.
//!
//! A seed is the first eight bytes of `SHA-256("orchestrasec seed" ‖ meeting id ‖ draw ‖ time)`, where the draw is the number of the
//! last grant and the time is in milliseconds; it stands in the record. A person's lot is the first four bytes of
//! `SHA-256("orchestrasec lot" ‖ seed ‖ participant id ‖ speeches)`, the speeches those that the person gave before; the lowest lot is first. All numbers are big-endian. A lot depends
//! on nothing that its person can choose: neither when nor how often they ask.

use crate::{GrantNo, Meeting, MeetingId, ParticipantId, Timestamp};
use sha2::{Digest as _, Sha256};

/// The seed of lots that are drawn at `now`.
pub fn seed(meeting: MeetingId, draw: GrantNo, now: Timestamp) -> u64 {
    let mut sha = Sha256::new();
    sha.update(b"orchestrasec seed");
    sha.update(meeting.0.as_bytes());
    sha.update(draw.0.to_be_bytes());
    sha.update(now.0.to_be_bytes());
    // 53 bits, so that every JSON reader takes the number exactly.
    first_bytes(&sha.finalize(), 8) >> 11
}

/// A person's lot after this many speeches.
pub fn lot(seed: u64, person: ParticipantId, speeches: u32) -> u32 {
    let mut sha = Sha256::new();
    sha.update(b"orchestrasec lot");
    sha.update(seed.to_be_bytes());
    sha.update(person.0.as_bytes());
    sha.update(speeches.to_be_bytes());
    u32::try_from(first_bytes(&sha.finalize(), 4)).unwrap_or(u32::MAX)
}

fn first_bytes(hash: &[u8], count: usize) -> u64 {
    hash.iter().take(count).fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

impl Meeting {
    pub(super) fn lot_of(&self, person: ParticipantId) -> u32 {
        lot(self.floor.seed.unwrap_or(0), person, self.speeches_of(person))
    }
}
