//! What a connection takes in: bounded in size, depth and rate.

use orchestrasec_domain::Timestamp;
use orchestrasec_protocol::{
    Ask, ClientMessage, Code, Problem,
    decode::decode,
    limits::{COMMAND_ID_MAX, FRAME_MAX},
};

/// Messages in a row that nobody can read before the connection is closed.
const STRIKES: u32 = 10;

/// What became of a frame.
#[derive(Debug)]
pub enum Taken {
    /// It asks for something.
    Ask(Ask),
    /// It is refused; the connection goes on. With the id of the command, where it could be read.
    Refused(Option<String>, Problem),
    /// Too many messages: close with 4429.
    Flood,
    /// Too many messages nobody can read: close with 4400.
    Nonsense,
}

/// How fast one connection may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Messages per second in the long run.
    pub per_second: u32,
    /// Messages at once.
    pub burst: u32,
}

/// The limits of one connection.
#[derive(Debug)]
pub struct Inbox {
    rate: Rate,
    /// Messages that may come now, in thousandths.
    credit: u64,
    credited_at: Timestamp,
    strikes: u32,
}

impl Inbox {
    /// Full credit.
    pub fn new(now: Timestamp, rate: Rate) -> Self {
        Self { rate, credit: u64::from(rate.burst) * 1_000, credited_at: now, strikes: 0 }
    }

    /// Takes a text frame in.
    pub fn take(&mut self, now: Timestamp, text: &[u8]) -> Taken {
        if !self.spend(now) {
            return Taken::Flood;
        }
        match read(text) {
            Ok(ask) => {
                self.strikes = 0;
                Taken::Ask(ask)
            }
            Err(unread) => {
                self.strikes += 1;
                if self.strikes >= STRIKES { Taken::Nonsense } else { Taken::Refused(unread.id, unread.problem) }
            }
        }
    }

    /// A leaky bucket: `per_second` flow in, `burst` fit.
    fn spend(&mut self, now: Timestamp) -> bool {
        let earned = now.since(self.credited_at).saturating_mul(u64::from(self.rate.per_second));
        self.credited_at = now.max(self.credited_at);
        self.credit = self.credit.saturating_add(earned).min(u64::from(self.rate.burst) * 1_000);
        match self.credit.checked_sub(1_000) {
            Some(rest) => {
                self.credit = rest;
                true
            }
            None => false,
        }
    }
}

/// A message that nobody can read, with the id of the command where that could be read.
struct Unread {
    id: Option<String>,
    problem: Problem,
}

fn read(text: &[u8]) -> Result<Ask, Box<Unread>> {
    if text.len() > FRAME_MAX {
        return Err(Box::new(Unread { id: None, problem: Problem::of(Code::TooLarge) }));
    }
    let unread = |problem| Box::new(Unread { id: id_of(text), problem });
    let message: ClientMessage = decode(text).map_err(unread)?;
    let ask = message.into_ask().map_err(unread)?;
    match &ask {
        Ask::Join { id, .. }
        | Ask::Resume { id, .. }
        | Ask::Unfollow { id, .. }
        | Ask::Command { id, .. }
        | Ask::Media { id, .. }
            if !is_command_id(id) =>
        {
            Err(Box::new(Unread { id: None, problem: Problem::of(Code::InvalidIdempotencyKey) }))
        }
        _ => Ok(ask),
    }
}

/// 1 to 64 visible ASCII characters.
fn is_command_id(id: &str) -> bool {
    (1..=COMMAND_ID_MAX).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The `id` of a message that is otherwise wrong, so that its sender knows what was refused.
fn id_of(text: &[u8]) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct OnlyId {
        id: String,
    }
    decode::<OnlyId>(text).ok().map(|only| only.id).filter(|id| is_command_id(id))
}

#[cfg(test)]
mod tests {
    use super::{Inbox, Rate, Taken};
    use orchestrasec_domain::Timestamp;

    const RATE: Rate = Rate { per_second: 20, burst: 60 };

    #[test]
    fn a_burst_is_taken_then_only_as_much_as_flows_in() {
        let mut inbox = Inbox::new(Timestamp(0), RATE);
        let ping = br#"{"type":"ping","t":1}"#;
        for _ in 0..60 {
            assert!(matches!(inbox.take(Timestamp(0), ping), Taken::Ask(_)));
        }
        assert!(matches!(inbox.take(Timestamp(0), ping), Taken::Flood));
        assert!(matches!(inbox.take(Timestamp(50), ping), Taken::Ask(_)), "20 a second: one every 50 ms");
        assert!(matches!(inbox.take(Timestamp(51), ping), Taken::Flood));
        assert!(matches!(inbox.take(Timestamp(40), ping), Taken::Flood), "a clock that steps back earns nothing");
    }

    #[test]
    fn nonsense_is_refused_by_name_and_ends_the_connection_when_repeated() {
        let mut inbox = Inbox::new(Timestamp(0), RATE);
        let Taken::Refused(id, problem) =
            inbox.take(Timestamp(0), br#"{"type":"release_floor","id":"c1","meeting_id":"x"}"#)
        else {
            unreachable!("a wrong meeting id is refused")
        };
        assert_eq!((id.as_deref(), problem.code.name()), (Some("c1"), "invalid_field"));
        for _ in 0..8 {
            assert!(matches!(inbox.take(Timestamp(0), b"{"), Taken::Refused(None, _)));
        }
        assert!(matches!(inbox.take(Timestamp(0), b"{"), Taken::Nonsense));
    }
}
