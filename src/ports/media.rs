//! Audio and video as the engine sees them: a gate that the meeting holds, and orders to a plane that obeys.

use orchestrasec_domain::{GrantNo, MeetingId, ParticipantId, participant::PARTICIPANTS_MAX};
use orchestrasec_protocol::{Code, ServerMessage, media::WantedVideo};
use std::sync::{
    Arc,
    atomic::{AtomicU32, AtomicU64, Ordering},
};

/// One connection of one process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub u64);

/// Words of a set that has room for everybody of a meeting, by their number in it.
const WORDS: usize = PARTICIPANTS_MAX / 64 + 1;

/// Who may be heard, as a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audible {
    /// Who holds the floor and may speak: the grant, and the person's number in the meeting.
    pub floor: Option<(GrantNo, u32)>,
    /// How many others may be heard at once.
    pub open: u32,
    /// Whose microphone is closed there.
    pub muted: People,
    /// Who may share a screen without the floor.
    pub screens: People,
}

impl Audible {
    /// Nobody.
    pub const NOBODY: Self = Self { floor: None, open: 0, muted: People([0; WORDS]), screens: People([0; WORDS]) };
}

/// People by their number in the meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People([u64; WORDS]);

impl People {
    /// Everybody, also those who are not there yet.
    pub const EVERYBODY: Self = Self([u64::MAX; WORDS]);

    /// Puts somebody in, or takes them out.
    pub fn set(&mut self, number: u32, is_in: bool) {
        let (word, bit) = place(number);
        if let Some(word) = self.0.get_mut(word) {
            *word = if is_in { *word | bit } else { *word & !bit };
        }
    }
}

fn place(number: u32) -> (usize, u64) {
    (number as usize / 64, 1 << (number % 64))
}

/// The gate between the publishers of one meeting and its listeners. The meeting's actor alone stores into it; the media plane reads it
/// for every packet. Each rule is one word, so that no packet can see half of a change.
#[derive(Debug)]
pub struct SpeechGate {
    /// The grant's number in the upper half, the holder's number in the lower; 0: silence.
    floor: AtomicU64,
    open: AtomicU32,
    muted: [AtomicU64; WORDS],
    screens: [AtomicU64; WORDS],
}

impl Default for SpeechGate {
    fn default() -> Self {
        Self {
            floor: AtomicU64::new(0),
            open: AtomicU32::new(0),
            muted: std::array::from_fn(|_| AtomicU64::new(u64::MAX)),
            screens: std::array::from_fn(|_| AtomicU64::new(0)),
        }
    }
}

impl SpeechGate {
    /// Lets through what this says and nothing else.
    pub fn open(&self, audible: &Audible) {
        // First what is taken away.
        for (word, people) in self.muted.iter().zip(audible.muted.0) {
            word.store(people, Ordering::Release);
        }
        for (word, people) in self.screens.iter().zip(audible.screens.0) {
            word.store(people, Ordering::Release);
        }
        self.open.store(audible.open, Ordering::Release);
        self.floor.store(floor_word(audible.floor), Ordering::Release);
    }

    /// Takes away at once what this does not allow, and gives nothing: silence is the safe state.
    pub fn restrict(&self, audible: &Audible) {
        if self.floor.load(Ordering::Acquire) != floor_word(audible.floor) {
            self.floor.store(0, Ordering::Release);
        }
        self.open.fetch_min(audible.open, Ordering::AcqRel);
        for (word, people) in self.muted.iter().zip(audible.muted.0) {
            word.fetch_or(people, Ordering::AcqRel);
        }
        for (word, people) in self.screens.iter().zip(audible.screens.0) {
            word.fetch_and(people, Ordering::AcqRel);
        }
    }

    /// Lets nothing through.
    pub fn close(&self) {
        self.restrict(&Audible::NOBODY);
    }

    /// The grant that holds, and the number of who holds it; both 0: nobody.
    pub fn floor(&self) -> (u32, u32) {
        let word = self.floor.load(Ordering::Acquire);
        let half = |half: u64| u32::try_from(half & u64::from(u32::MAX)).unwrap_or_default();
        (half(word >> 32), half(word))
    }

    /// How many may be heard at once without the floor.
    pub fn open_microphones(&self) -> u32 {
        self.open.load(Ordering::Acquire)
    }

    /// Whether this person's microphone is closed where everyone may speak.
    pub fn is_muted(&self, number: u32) -> bool {
        has(&self.muted, number)
    }

    /// Whether this person may share a screen now.
    pub fn may_share(&self, number: u32) -> bool {
        number != 0 && (self.floor().1 == number || has(&self.screens, number))
    }
}

fn has(people: &[AtomicU64; WORDS], number: u32) -> bool {
    let (word, bit) = place(number);
    people.get(word).is_some_and(|word| word.load(Ordering::Acquire) & bit != 0)
}

fn floor_word(floor: Option<(GrantNo, u32)>) -> u64 {
    // The lower half of the grant's number: four thousand million grants are more than a meeting has.
    floor.map_or(0, |(grant, number)| (grant.0 << 32) | u64::from(number))
}

/// Where one connection hears about its audio and video. Never waits.
pub type MediaSink = Arc<dyn Fn(ServerMessage) + Send + Sync>;

/// A connection that takes part in audio and video.
#[derive(Clone)]
pub struct MediaJoin {
    /// Which.
    pub session: SessionId,
    /// Who is behind it.
    pub participant_id: ParticipantId,
    /// Their number in the meeting: what listeners see as the source.
    pub number: u32,
    /// Whether they may send.
    pub may_speak: bool,
    /// Where they hear about it.
    pub sink: MediaSink,
}

/// What the media plane is told about one meeting. Orders of one meeting are obeyed in their order.
pub enum MediaOrder {
    /// The meeting's actor lives and this is its gate. Connections of an earlier life wait until they are confirmed.
    Open(Arc<SpeechGate>),
    /// The actor with this gate is gone.
    Abandon(Arc<SpeechGate>),
    /// The meeting is over.
    End(Code),
    /// A connection takes part.
    Join(MediaJoin),
    /// A connection of an earlier life still belongs to somebody who is in the meeting.
    Confirm {
        /// Which.
        session: SessionId,
        /// Whether they may send.
        may_speak: bool,
    },
    /// An answer to an offer.
    Answer {
        /// Whose.
        session: SessionId,
        /// To which offer.
        rev: u64,
        /// The session description.
        sdp: String,
    },
    /// Which videos a connection wants.
    Want {
        /// Whose wish.
        session: SessionId,
        /// Which videos.
        slots: Vec<WantedVideo>,
    },
    /// A connection begins anew.
    Restart(SessionId),
    /// A connection takes part no more; with a code it is told why.
    Leave {
        /// Which.
        session: SessionId,
        /// Why.
        why: Option<Code>,
    },
}

/// Carries audio and video. Orders never wait and never fail: the answers come through the sinks.
pub trait MediaPlane: Send + Sync + 'static {
    /// Tells it something about a meeting.
    fn order(&self, meeting: MeetingId, order: MediaOrder);
}

/// The plane of a server that carries none.
#[derive(Debug, Clone, Copy)]
pub struct NoMedia;

impl MediaPlane for NoMedia {
    fn order(&self, meeting_id: MeetingId, order: MediaOrder) {
        if let MediaOrder::Join(join) = order {
            (join.sink)(ServerMessage::MediaError { meeting_id, code: Code::MediaIsOff, ended: true });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Audible, SpeechGate};
    use orchestrasec_domain::GrantNo;

    fn holding(grant: u64, number: u32) -> Audible {
        Audible { floor: Some((GrantNo(grant), number)), ..Audible::NOBODY }
    }

    #[test]
    fn a_new_gate_lets_nothing_through() {
        let gate = SpeechGate::default();
        assert_eq!((gate.floor(), gate.open_microphones()), ((0, 0), 0));
        assert!(gate.is_muted(1) && gate.is_muted(2_000) && !gate.may_share(1) && !gate.may_share(0));
    }

    #[test]
    fn restricting_takes_away_and_never_gives() {
        let gate = SpeechGate::default();
        gate.restrict(&holding(1, 7));
        assert_eq!(gate.floor(), (0, 0), "nothing is given before it is durable");
        gate.open(&holding(1, 7));
        gate.restrict(&holding(1, 7));
        assert_eq!(gate.floor(), (1, 7), "what stays is not touched");
        gate.restrict(&holding(2, 7));
        assert_eq!(gate.floor(), (0, 0), "another grant of the same person is another one");
        let mut everyone = Audible { open: 3, ..Audible::NOBODY };
        gate.open(&everyone);
        assert!(!gate.is_muted(65));
        everyone.muted.set(65, true);
        everyone.screens.set(2, true);
        gate.restrict(&everyone);
        assert!(gate.is_muted(65) && !gate.is_muted(64) && !gate.may_share(2));
        gate.open(&everyone);
        assert!(gate.may_share(2));
        gate.close();
        assert_eq!(gate.open_microphones(), 0);
        assert!(!gate.may_share(2));
    }

    #[test]
    fn who_holds_the_floor_may_share_a_screen() {
        let gate = SpeechGate::default();
        gate.open(&holding(4, 9));
        assert!(gate.may_share(9) && !gate.may_share(8));
    }
}
