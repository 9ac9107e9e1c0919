//! One connection's place in a room: its lines, what it wants, and how far the negotiation is.

use super::{
    peer::{Credentials, Line, Medium, Peer, PeerError, Uplink},
    rewrite::{Rewriter, Stamp},
    sdp::Sources,
};
use crate::ports::media::MediaJoin;
use orchestrasec_domain::ParticipantId;
use orchestrasec_protocol::{
    ServerMessage,
    limits::VIDEO_SLOTS_MAX,
    media::{MediaMids, MediaSlot, SlotKind, WantedVideo},
};
use std::{net::SocketAddr, time::Instant};

/// Videos that who wants none in particular gets.
const VIDEOS_UNASKED: usize = 9;
/// Their layer.
const LAYER_UNASKED: u8 = 1;
/// How long a layer is live after its last packet, in milliseconds.
const LAYER_LIVE_MS: u128 = 700;
/// A layer that no packet has.
const NO_LAYER: u8 = u8::MAX;

/// A video line to a receiver, and whose pictures it carries.
pub struct VideoSlot {
    pub line: Line,
    pub rewriter: Rewriter,
    /// Whose pictures.
    pub source: Option<ParticipantId>,
    /// Which layer is wanted.
    pub wanted: u8,
    /// Which layer is sent; begins and changes with a keyframe.
    pub sent: u8,
    /// When a keyframe was asked for.
    pub asked: Option<Instant>,
}

impl VideoSlot {
    /// Puts somebody else into the slot: nothing is sent before their next keyframe.
    pub fn turn_to(&mut self, source: Option<ParticipantId>) {
        self.source = source;
        self.sent = NO_LAYER;
        self.asked = None;
    }
}

/// A sound or screen line to a receiver.
pub struct Out {
    pub line: Line,
    pub rewriter: Rewriter,
}

/// Which layers of a publisher's camera come.
#[derive(Default)]
pub struct Layers([Option<Instant>; 3]);

impl Layers {
    pub fn note(&mut self, now: Instant, layer: u8) {
        if let Some(seen) = self.0.get_mut(usize::from(layer)) {
            *seen = Some(now);
        }
    }

    /// The largest live layer that is not larger than wanted, or else the smallest live one: browsers stop layers without a word.
    pub fn best(&self, now: Instant, wanted: u8) -> Option<u8> {
        let is_live = |layer: &u8| {
            let seen = self.0.get(usize::from(*layer)).copied().flatten();
            seen.is_some_and(|at| now.saturating_duration_since(at).as_millis() < LAYER_LIVE_MS)
        };
        let smaller = (0..=wanted.min(2)).rev().find(is_live);
        smaller.or_else(|| (0..=2).find(is_live))
    }
}

/// Where the negotiation is.
#[derive(Debug, Default)]
pub struct Negotiation {
    /// The last offer's number.
    pub rev: u64,
    /// The offer that waits for its answer: the text, and since when.
    pub in_flight: Option<(String, Instant)>,
    /// There is something to offer.
    pub is_due: bool,
    /// The next offer is the first of its connection.
    pub is_fresh: bool,
    /// The certificate of the other side, once told.
    pub fingerprint: Option<String>,
    /// What the other side said about its sources.
    pub sources: Sources,
}

/// One connection.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Member<P> {
    pub join: MediaJoin,
    /// No other connection has it, nor this one after a restart.
    pub uid: u64,
    pub credentials: Credentials,
    /// Belongs to the meeting for certain; see `MediaOrder::Open`.
    pub is_confirmed: bool,
    pub is_connected: bool,
    /// The engine panicked: it is not touched any more.
    pub is_broken: bool,
    pub peer: P,
    pub uplinks: Vec<(Uplink, Line)>,
    pub floor: Out,
    pub screen: Out,
    pub sounds: Vec<Out>,
    pub videos: Vec<VideoSlot>,
    pub wants: Option<Vec<WantedVideo>>,
    pub layers: Layers,
    /// When a keyframe of an uplink's layer was asked for.
    pub keyframes: Vec<(Uplink, u8, Instant)>,
    pub negotiation: Negotiation,
    pub deadline: Instant,
    pub is_touched: bool,
}

/// Random numbers; 0 where there are none, which nobody can do anything about.
pub fn random() -> u64 {
    getrandom::u64().unwrap_or_default()
}

fn credentials() -> Credentials {
    Credentials { local: format!("{:016x}", random()), password: format!("{:016x}{:016x}", random(), random()) }
}

#[expect(clippy::cast_possible_truncation, reason = "parts of chance are chance")]
fn rewriter(clock: u32) -> Rewriter {
    let random = random();
    // The upper half of the numbers is left free, so that the first wrap-around is not in the first second.
    Rewriter::new(clock, Stamp { seq: (random as u16) >> 1, time: (random >> 32) as u32 })
}

impl<P: Peer> Member<P> {
    /// A connection with a fresh engine.
    pub fn new(now: Instant, uid: u64, join: MediaJoin, candidates: &[SocketAddr]) -> Result<Self, PeerError> {
        let credentials = credentials();
        let mut peer = P::new(now, &credentials, candidates)?;
        let mut uplinks = Vec::new();
        if join.may_speak {
            for uplink in [Uplink::Mic, Uplink::Cam, Uplink::Screen] {
                uplinks.push((uplink, peer.add_uplink(uplink)?));
            }
        }
        let floor = out(&mut peer, Medium::Audio, "floor")?;
        let screen = out(&mut peer, Medium::Video, "screen")?;
        Ok(Self {
            join,
            uid,
            credentials,
            is_confirmed: true,
            is_connected: false,
            is_broken: false,
            peer,
            uplinks,
            floor,
            screen,
            sounds: Vec::new(),
            videos: Vec::new(),
            wants: None,
            layers: Layers::default(),
            keyframes: Vec::new(),
            negotiation: Negotiation { is_due: true, is_fresh: true, ..Negotiation::default() },
            deadline: now,
            is_touched: false,
        })
    }

    /// May be sent to.
    pub fn takes_packets(&self) -> bool {
        self.is_connected && self.is_confirmed && !self.is_broken
    }

    pub fn tell(&self, message: ServerMessage) {
        (self.join.sink)(message);
    }

    /// Makes room for so many open microphones. Lines are never taken away.
    pub fn grow_sounds(&mut self, count: usize) -> Result<(), PeerError> {
        while self.sounds.len() < count {
            let name = format!("sound-{}", self.sounds.len());
            self.sounds.push(out(&mut self.peer, Medium::Audio, &name)?);
            self.negotiation.is_due = true;
        }
        Ok(())
    }

    /// Puts the wanted people into the slots: who is in one stays there. `visible` are all who can be seen, in a stable order. Tells
    /// whether anything changed.
    pub fn fill_videos(&mut self, visible: &[ParticipantId]) -> Result<bool, PeerError> {
        let me = self.join.participant_id;
        let wanted: Vec<(ParticipantId, u8)> = match &self.wants {
            Some(wants) => wants
                .iter()
                .filter(|want| want.participant_id != me && visible.contains(&want.participant_id))
                .map(|want| (want.participant_id, want.layer))
                .collect(),
            None => {
                visible.iter().filter(|id| **id != me).take(VIDEOS_UNASKED).map(|id| (*id, LAYER_UNASKED)).collect()
            }
        };
        let mut changed = false;
        for slot in &mut self.videos {
            let stays = slot.source.is_none_or(|source| wanted.iter().any(|(id, _)| *id == source));
            if !stays {
                slot.turn_to(None);
                changed = true;
            }
        }
        for (id, layer) in wanted {
            let place = self.videos.iter().position(|slot| slot.source == Some(id));
            let place = place.or_else(|| {
                changed = true;
                self.videos.iter().position(|slot| slot.source.is_none())
            });
            let place = match place {
                Some(place) => place,
                None if self.videos.len() < VIDEO_SLOTS_MAX => self.add_video(layer)?,
                None => break,
            };
            let Some(slot) = self.videos.get_mut(place) else { break };
            if slot.source != Some(id) {
                slot.turn_to(Some(id));
            }
            if slot.wanted != layer {
                (slot.wanted, slot.asked) = (layer, None);
            }
        }
        Ok(changed)
    }

    fn add_video(&mut self, wanted: u8) -> Result<usize, PeerError> {
        let place = self.videos.len();
        let Out { line, rewriter } = out(&mut self.peer, Medium::Video, &format!("video-{place}"))?;
        self.negotiation.is_due = true;
        self.videos.push(VideoSlot { line, rewriter, source: None, wanted, sent: NO_LAYER, asked: None });
        Ok(place)
    }

    /// The fixed lines' names.
    pub fn mids(&mut self) -> MediaMids {
        let mut mids = MediaMids { floor: self.peer.mid(self.floor.line), ..MediaMids::default() };
        for (uplink, line) in &self.uplinks {
            let mid = Some(self.peer.mid(*line));
            match uplink {
                Uplink::Mic => mids.mic = mid,
                Uplink::Cam => mids.cam = mid,
                Uplink::Screen => mids.screen = mid,
            }
        }
        mids
    }

    /// Who is in which slot. Lines that were not offered yet have no name and are left out.
    pub fn slots(&mut self, screen: Option<ParticipantId>, sounds: &[Option<ParticipantId>]) -> Vec<MediaSlot> {
        let me = self.join.participant_id;
        let mut lines = vec![(self.screen.line, SlotKind::Screen, screen)];
        for (number, sound) in self.sounds.iter().enumerate() {
            let who = sounds.get(number).copied().flatten();
            lines.push((sound.line, SlotKind::Audio, who.filter(|who| *who != me)));
        }
        lines.extend(self.videos.iter().map(|slot| (slot.line, SlotKind::Video, slot.source)));
        let named = lines.into_iter().map(|(line, kind, participant_id)| {
            let mid = self.peer.mid(line);
            MediaSlot { mid, kind, participant_id }
        });
        named.filter(|slot| !slot.mid.is_empty()).collect()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "parts of chance are chance")]
fn out<P: Peer>(peer: &mut P, medium: Medium, name: &str) -> Result<Out, PeerError> {
    let clock = if medium == Medium::Audio { 48_000 } else { 90_000 };
    // Zero is no stream.
    let ssrc = (random() as u32).max(1);
    Ok(Out { line: peer.add_downlink(medium, name, ssrc)?, rewriter: rewriter(clock) })
}
