//! A cheap look at `events` frames: where each event begins, its number, and a hash of its bytes.

use memchr::memmem::Finder;
use std::sync::LazyLock;

const MARK: &[u8] = b"\"seq\":";
static MARKS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(MARK));

/// What a server's text frame is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Events of a meeting.
    Events,
    /// The state of a meeting.
    Snapshot,
    /// The answer to a hello.
    Welcome,
    /// A command was refused.
    Refusal,
    /// Something else: an ack, presence.
    Other,
}

/// The kind of a frame, by the `type` that stands first.
pub fn kind(text: &[u8]) -> Kind {
    let Some(rest) = text.strip_prefix(br#"{"type":""#) else { return Kind::Other };
    let end = rest.iter().position(|byte| *byte == b'"').unwrap_or_default();
    match rest.get(..end) {
        Some(b"events") => Kind::Events,
        Some(b"snapshot") => Kind::Snapshot,
        Some(b"welcome") => Kind::Welcome,
        Some(b"refusal") => Kind::Refusal,
        _ => Kind::Other,
    }
}

/// The first `"seq":` of a frame: the number of a snapshot.
pub fn first_seq(text: &[u8]) -> Option<u64> {
    let at = MARKS.find(text)?;
    number(text.get(at + MARK.len()..)?)
}

/// Calls `each` with number and bytes of every event, in order. The bytes reach from behind `"seq":` to the event's closing
/// brace, so that they are the same however the events were put into frames.
pub fn each_event(text: &[u8], mut each: impl FnMut(u64, &[u8])) {
    let mut rest = match MARKS.find(text) {
        Some(at) => text.get(at + MARK.len()..).unwrap_or_default(),
        None => return,
    };
    loop {
        let next = MARKS.find(rest);
        // Behind an event there is `,{` and the next, or `]}` and the end.
        let end = next.unwrap_or(rest.len()).saturating_sub(2);
        let event = rest.get(..end).unwrap_or_default();
        each(number(event).unwrap_or_default(), event);
        match next {
            Some(at) => rest = rest.get(at + MARK.len()..).unwrap_or_default(),
            None => return,
        }
    }
}

/// Mixes bytes into a hash: fast, and different for a different order. It keeps nobody out.
pub fn mix(hash: u64, bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x517c_c1b7_2722_0a95;
    let (words, tail) = bytes.as_chunks::<8>();
    let step = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(PRIME);
    let hash = words.iter().fold(hash, |hash, word| step(hash, u64::from_le_bytes(*word)));
    tail.iter().fold(hash, |hash, byte| step(hash, u64::from(*byte)))
}

fn number(text: &[u8]) -> Option<u64> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit());
    digits.fold(None, |sum, digit| Some(sum.unwrap_or(0_u64).wrapping_mul(10).wrapping_add(u64::from(digit - b'0'))))
}

#[cfg(test)]
mod tests {
    use super::{Kind, each_event, first_seq, kind, mix};

    fn events(text: &str) -> Vec<(u64, String)> {
        let mut found = Vec::new();
        each_event(text.as_bytes(), |seq, event| found.push((seq, String::from_utf8_lossy(event).into_owned())));
        found
    }

    #[test]
    fn events_are_found_wherever_the_frame_ends() {
        let one = r#"{"type":"events","meeting_id":"m","events":[{"seq":7,"kind":"a","payload":{}}]}"#;
        let two = r#"{"type":"events","meeting_id":"m","events":[{"seq":7,"kind":"a","payload":{}},{"seq":12,"kind":"b","payload":{}}]}"#;
        assert_eq!(events(one), [(7, r#"7,"kind":"a","payload":{}}"#.to_owned())]);
        assert_eq!(events(two).first(), events(one).first());
        assert_eq!(events(two).get(1).map(|event| event.0), Some(12));
        assert!(events(r#"{"type":"events","events":[]}"#).is_empty());
    }

    #[test]
    fn a_quoted_mark_in_a_text_is_none() {
        let text = r#"{"type":"events","events":[{"seq":3,"payload":{"note":"\"seq\":9"}}]}"#;
        assert_eq!(events(text).len(), 1);
    }

    #[test]
    fn frames_are_told_apart() {
        assert_eq!(kind(br#"{"type":"events","events":[]}"#), Kind::Events);
        assert_eq!(kind(br#"{"type":"snapshot","seq":41}"#), Kind::Snapshot);
        assert_eq!(kind(br#"{"type":"pong"}"#), Kind::Other);
        assert_eq!(kind(b"{}"), Kind::Other);
        assert_eq!(first_seq(br#"{"type":"snapshot","seq":41,"you":{}}"#), Some(41));
    }

    #[test]
    fn the_hash_sees_the_order() {
        let (a, b) = (b"the first event".as_slice(), b"the second one".as_slice());
        assert_ne!(mix(mix(0, a), b), mix(mix(0, b), a));
    }
}
