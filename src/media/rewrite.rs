//! One outgoing stream made of many incoming ones: numbers and times without gaps. Pure.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

/// Where packets come from. Every change of it, also of the run alone, starts the numbering anew: a grant is a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// The publisher's connection.
    pub peer: u64,
    /// Its grant, turn or layer.
    pub run: u32,
}

/// What is rewritten in a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The sequence number.
    pub seq: u16,
    /// The timestamp.
    pub time: u32,
}

/// A packet's new stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rewritten {
    /// The stamp.
    pub stamp: Stamp,
    /// It is the first one of its source.
    pub is_first: bool,
}

/// How many left-out packets are remembered each by itself.
const LEFT_OUT_MAX: usize = 64;

#[derive(Debug)]
struct Run {
    source: Source,
    /// Added to timestamps.
    shift: u32,
    /// The newest incoming number, and how far it is from the run's first.
    newest: (u16, i64),
    /// The outgoing number of the run's first packet.
    base: u16,
    /// Distances of packets that were left out, so that those behind them move up.
    left_out: VecDeque<i64>,
    /// Further ones, long ago.
    left_out_before: i64,
}

impl Run {
    fn distance(&self, seq: u16) -> i64 {
        let (newest, at) = self.newest;
        at + i64::from(seq.wrapping_sub(newest).cast_signed())
    }

    fn note(&mut self, seq: u16, distance: i64) {
        if distance > self.newest.1 {
            self.newest = (seq, distance);
        }
    }
}

/// Rewrites the packets of one outgoing stream.
#[derive(Debug)]
pub struct Rewriter {
    clock: u32,
    first: Stamp,
    run: Option<Run>,
    /// The newest outgoing stamp, and when it left.
    last: Option<(Stamp, Instant)>,
}

impl Rewriter {
    /// A stream with this clock rate that begins with this stamp.
    pub fn new(clock: u32, first: Stamp) -> Self {
        Self { clock, first, run: None, last: None }
    }

    /// The source that is passed on now.
    pub fn source(&self) -> Option<Source> {
        self.run.as_ref().map(|run| run.source)
    }

    /// The packet's new stamp; `None`: it is older than the beginning of its run and belongs to nobody any more.
    pub fn pass(&mut self, now: Instant, source: Source, stamp: Stamp) -> Option<Rewritten> {
        let is_first = self.source() != Some(source);
        if is_first {
            self.rebase(now, source, stamp);
        }
        let run = self.run.as_mut()?;
        let distance = run.distance(stamp.seq);
        if distance < 0 || run.left_out.contains(&distance) {
            return None;
        }
        run.note(stamp.seq, distance);
        let before = run.left_out.iter().filter(|one| **one < distance).count();
        let missing = run.left_out_before + i64::try_from(before).unwrap_or_default();
        let moved =
            Stamp { seq: run.base.wrapping_add(low(distance - missing)), time: stamp.time.wrapping_add(run.shift) };
        let is_newer = self.last.is_none_or(|(last, _)| moved.seq.wrapping_sub(last.seq).cast_signed() > 0);
        if is_newer {
            self.last = Some((moved, now));
        }
        Some(Rewritten { stamp: moved, is_first })
    }

    /// A packet of the source that is not passed on: those behind it close up.
    pub fn leave_out(&mut self, source: Source, seq: u16) {
        let Some(run) = self.run.as_mut().filter(|run| run.source == source) else { return };
        let distance = run.distance(seq);
        // One that is out of order was given a place already, by those behind it.
        if distance <= run.newest.1 {
            return;
        }
        run.note(seq, distance);
        run.left_out.push_back(distance);
        if run.left_out.len() > LEFT_OUT_MAX {
            run.left_out.pop_front();
            run.left_out_before += 1;
        }
    }

    fn rebase(&mut self, now: Instant, source: Source, stamp: Stamp) {
        let next = match self.last {
            None => self.first,
            Some((last, at)) => {
                let silence = now.saturating_duration_since(at).max(Duration::from_millis(20));
                let ticks = silence.as_micros() * u128::from(self.clock) / 1_000_000;
                // Twelve hours of silence are as good as more.
                let ticks = u32::try_from(ticks).unwrap_or(u32::MAX / 2);
                Stamp { seq: last.seq.wrapping_add(1), time: last.time.wrapping_add(ticks) }
            }
        };
        self.run = Some(Run {
            source,
            shift: next.time.wrapping_sub(stamp.time),
            newest: (stamp.seq, 0),
            base: next.seq,
            left_out: VecDeque::new(),
            left_out_before: 0,
        });
    }
}

/// A distance as sequence numbers count it.
fn low(distance: i64) -> u16 {
    let [first, second, ..] = distance.to_le_bytes();
    u16::from_le_bytes([first, second])
}

/// Whether this VP8 payload begins a picture that needs no other.
pub fn is_keyframe(payload: &[u8]) -> bool {
    first_of_frame(payload).is_some_and(|byte| byte & 1 == 0)
}

/// The first byte of the frame behind the payload descriptor (RFC 7741), when a frame begins here.
fn first_of_frame(payload: &[u8]) -> Option<u8> {
    let (first, mut rest) = payload.split_first()?;
    if first & 0x10 == 0 || first & 0x07 != 0 {
        return None;
    }
    if first & 0x80 != 0 {
        let (extended, behind) = rest.split_first()?;
        rest = behind;
        if extended & 0x80 != 0 {
            let long = rest.first()? & 0x80 != 0;
            rest = rest.get(if long { 2 } else { 1 }..)?;
        }
        if extended & 0x40 != 0 {
            rest = rest.get(1..)?;
        }
        if extended & 0x30 != 0 {
            rest = rest.get(1..)?;
        }
    }
    rest.first().copied()
}

#[cfg(test)]
mod tests {
    use super::{Rewriter, Source, Stamp, is_keyframe};
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    const ADA: u64 = 1;
    const BO: u64 = 2;

    fn of(peer: u64, run: u32) -> Source {
        Source { peer, run }
    }

    fn at(seq: u16, time: u32) -> Stamp {
        Stamp { seq, time }
    }

    fn stream() -> Rewriter {
        Rewriter::new(48_000, at(65_530, u32::MAX - 500))
    }

    #[test]
    fn the_next_speaker_goes_on_where_the_last_one_ended() {
        let (mut stream, start) = (stream(), Instant::now());
        for n in 0..10_u16 {
            let now = start + Duration::from_millis(20 * u64::from(n));
            let out = stream.pass(now, of(ADA, 1), at(100 + n, 960 * u32::from(n))).unwrap();
            assert_eq!((out.stamp.seq, out.is_first), (65_530_u16.wrapping_add(n), n == 0));
        }
        let now = start + Duration::from_millis(280);
        let out = stream.pass(now, of(BO, 2), at(7, 99)).unwrap();
        let expected = at(65_530_u16.wrapping_add(10), (u32::MAX - 500).wrapping_add(9 * 960).wrapping_add(4_800));
        assert_eq!((out.stamp, out.is_first), (expected, true));
    }

    #[test]
    fn the_same_speaker_with_another_grant_leaves_no_gap() {
        let (mut stream, now) = (stream(), Instant::now());
        stream.pass(now, of(ADA, 1), at(10, 0)).unwrap();
        let out = stream.pass(now, of(ADA, 2), at(300, 9_000)).unwrap();
        assert_eq!((out.stamp.seq, out.is_first), (65_531, true), "what was said in between is no loss");
    }

    #[test]
    fn packets_from_before_the_grant_belong_to_nobody() {
        let (mut stream, now) = (stream(), Instant::now());
        stream.pass(now, of(ADA, 1), at(10, 0)).unwrap();
        assert_eq!(stream.pass(now, of(ADA, 1), at(9, 0)), None);
        stream.pass(now, of(ADA, 1), at(12, 0)).unwrap();
        assert_eq!(stream.pass(now, of(ADA, 1), at(11, 0)).unwrap().stamp.seq, 65_531, "a late one has its place");
    }

    #[test]
    fn what_is_left_out_leaves_no_gap() {
        let (mut stream, now) = (stream(), Instant::now());
        let source = of(ADA, 1);
        stream.pass(now, source, at(1, 0)).unwrap();
        stream.leave_out(source, 2);
        assert_eq!(stream.pass(now, source, at(3, 0)).unwrap().stamp.seq, 65_531);
        stream.leave_out(source, 4);
        stream.leave_out(source, 5);
        assert_eq!(stream.pass(now, source, at(7, 0)).unwrap().stamp.seq, 65_533, "6 is on its way");
        assert_eq!(stream.pass(now, source, at(6, 0)).unwrap().stamp.seq, 65_532);
    }

    /// A run: who, how many packets, where their numbers begin.
    fn runs() -> impl Strategy<Value = Vec<(u64, u16, u16, u32)>> {
        prop::collection::vec((1_u64..4, 1_u16..200, any::<u16>(), any::<u32>()), 1..30)
    }

    proptest! {
        #[test]
        fn in_order_there_is_neither_gap_nor_double_whatever_wraps_around(runs in runs()) {
            let (mut stream, mut now) = (stream(), Instant::now());
            let (mut expected, mut last) = (65_530_u16, None::<u32>);
            for (run, (peer, count, seq, time)) in (1..).zip(runs) {
                for n in 0..count {
                    let stamp = at(seq.wrapping_add(n), time.wrapping_add(960 * u32::from(n)));
                    let out = stream.pass(now, of(peer, run), stamp).unwrap();
                    prop_assert_eq!(out.stamp.seq, expected);
                    prop_assert_eq!(out.is_first, n == 0);
                    if let Some(last) = last {
                        let step = out.stamp.time.wrapping_sub(last);
                        prop_assert!((1..=48_000).contains(&step), "times only rise: {}", step);
                    }
                    last = Some(out.stamp.time);
                    expected = expected.wrapping_add(1);
                    now += Duration::from_millis(20);
                }
            }
        }

        #[test]
        fn reordered_packets_keep_their_places_and_no_number_comes_twice(
            seq in any::<u16>(),
            swaps in prop::collection::vec(any::<bool>(), 2..400),
        ) {
            let mut order: Vec<u16> = (0..u16::try_from(swaps.len()).unwrap()).collect();
            // The first stays: it is the beginning of the run.
            for (n, swap) in swaps.iter().enumerate().skip(2) {
                if *swap {
                    order.swap(n - 1, n);
                }
            }
            let (mut stream, now) = (stream(), Instant::now());
            for n in order {
                let out = stream.pass(now, of(ADA, 1), at(seq.wrapping_add(n), 0)).unwrap();
                prop_assert_eq!(out.stamp.seq, 65_530_u16.wrapping_add(n));
            }
        }

        #[test]
        fn a_long_run_wraps_around_as_often_as_it_likes(seq in any::<u16>(), step in 1_u16..500) {
            let (mut stream, now) = (stream(), Instant::now());
            let mut sent = 0_u32;
            while sent < 200_000 {
                let out = stream.pass(now, of(ADA, 1), at(seq.wrapping_add(super::low(sent.into())), 0)).unwrap();
                prop_assert_eq!(out.stamp.seq, 65_530_u16.wrapping_add(super::low(sent.into())));
                sent += u32::from(step);
            }
        }

        #[test]
        fn garbage_is_no_picture_and_never_panics(payload in prop::collection::vec(any::<u8>(), 0..12)) {
            is_keyframe(&payload);
        }
    }

    #[test]
    fn a_keyframe_is_known_behind_every_descriptor() {
        for (payload, is_one) in [
            (&[0x10, 0x00][..], true),
            (&[0x10, 0x01], false),
            (&[0x00, 0x00], false),
            (&[0x11, 0x00], false),
            (&[0x90, 0x80, 0x05, 0x00], true),
            (&[0x90, 0x80, 0x85, 0x05, 0x00], true),
            (&[0x90, 0xe0, 0x85, 0x05, 0x01, 0x20, 0x00], true),
            (&[0x90, 0xe0, 0x85, 0x05, 0x01, 0x20, 0x01], false),
            (&[0x90, 0xe0, 0x85], false),
            (&[], false),
        ] {
            assert_eq!(is_keyframe(payload), is_one, "{payload:?}");
        }
    }
}
