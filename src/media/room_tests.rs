//! Rooms with engines that do nothing but remember, at times that the tests choose.

use super::{
    fake::{Done, FakePeer},
    peer::{Happened, Packet, Uplink},
    room::{Around, Known, Room},
    stats::Counts,
};
use crate::ports::{
    SessionId,
    media::{Audible, MediaJoin, SpeechGate},
};
use bytes::Bytes;
use orchestrasec_domain::{GrantNo, MeetingId, ParticipantId};
use orchestrasec_protocol::{
    Code, ServerMessage,
    media::{MediaSlot, SlotKind, WantedVideo},
};
use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use uuid::Uuid;

const KEYFRAME: [u8; 2] = [0x10, 0];
const NO_KEYFRAME: [u8; 2] = [0x10, 1];

/// A room, its gate, a clock, and what everybody was told.
struct Scene {
    room: Room<FakePeer>,
    gate: Arc<SpeechGate>,
    now: Instant,
    told: Arc<Mutex<Vec<(u32, ServerMessage)>>>,
    counts: Counts,
    seq: u16,
}

fn person(number: u32) -> ParticipantId {
    ParticipantId(Uuid::from_u128(number.into()))
}

fn session(number: u32) -> SessionId {
    SessionId(number.into())
}

impl Scene {
    /// These people, connected.
    fn with(people: &[u32]) -> Self {
        let gate = Arc::new(SpeechGate::default());
        let mut scene = Self {
            room: Room::new(MeetingId(Uuid::nil()), gate.clone()),
            gate,
            now: Instant::now(),
            told: Arc::default(),
            counts: Counts::default(),
            seq: 0,
        };
        for number in people {
            scene.joins(*number);
        }
        scene
    }

    fn act<R>(&mut self, act: impl FnOnce(&mut Room<FakePeer>, Instant, &mut Around<'_>) -> R) -> R {
        let mut out = Vec::new();
        let mut around = Around { candidates: &[], turn: None, counts: &mut self.counts, out: &mut out };
        let done = act(&mut self.room, self.now, &mut around);
        self.room.pump(self.now, &mut around);
        done
    }

    fn joins(&mut self, number: u32) {
        let told = self.told.clone();
        let join = MediaJoin {
            session: session(number),
            participant_id: person(number),
            number,
            may_speak: true,
            sink: Arc::new(move |message| told.lock().unwrap().push((number, message))),
        };
        self.act(|room, now, around| room.join(now, join, around));
        self.happens(number, Happened::Connected);
        self.answers();
    }

    /// All offers are answered, also those that follow.
    fn answers(&mut self) {
        for _ in 0..4 {
            for member in self.room.members.values_mut() {
                member.negotiation.in_flight = None;
            }
            self.act(Room::fill);
        }
    }

    fn happens(&mut self, number: u32, happened: Happened) {
        let peer = &mut self.room.members.get_mut(&session(number)).unwrap().peer;
        peer.happens.push(happened);
        self.act(|room, _, _| room.touch(session(number)));
    }

    fn sends(&mut self, number: u32, uplink: Uplink, layer: u8, payload: &[u8]) {
        self.seq = self.seq.wrapping_add(1);
        let payload = Bytes::copy_from_slice(payload);
        let packet = Packet { seq: self.seq, time: 0, marker: false, payload };
        self.happens(number, Happened::Packet { uplink, layer, level: Some(20), packet });
    }

    fn speaks(&mut self, number: u32) {
        self.sends(number, Uplink::Mic, 0, &[1, 2, 3]);
    }

    fn passes(&mut self, ms: u64) {
        self.now += Duration::from_millis(ms);
        self.act(Room::pass_time);
    }

    fn gives_floor(&self, grant: u64, number: u32) {
        self.gate.open(&Audible { floor: Some((GrantNo(grant), number)), ..Audible::NOBODY });
    }

    /// What somebody was sent since this was asked: the sources of each packet.
    fn sent_to(&mut self, number: u32) -> Vec<[u32; 2]> {
        let peer = &mut self.room.members.get_mut(&session(number)).unwrap().peer;
        let done = std::mem::take(&mut peer.done);
        done.into_iter()
            .filter_map(|done| if let Done::Sent { sources, .. } = done { Some(sources) } else { None })
            .collect()
    }

    fn keyframes_of(&mut self, number: u32) -> usize {
        let peer = &mut self.room.members.get_mut(&session(number)).unwrap().peer;
        let before = peer.done.len();
        peer.done.retain(|done| !matches!(done, Done::AskedForKeyframe(..)));
        before - peer.done.len()
    }

    /// The last slots somebody was told.
    fn slots_of(&self, number: u32, kind: SlotKind) -> Vec<Option<u128>> {
        let told = self.told.lock().unwrap();
        let slots = told.iter().rev().find_map(|(to, message)| match message {
            ServerMessage::MediaOffer { slots, .. } | ServerMessage::MediaSlots { slots, .. } if *to == number => {
                Some(slots.clone())
            }
            _ => None,
        });
        let slots: Vec<MediaSlot> = slots.unwrap_or_default();
        let of_kind = slots.into_iter().filter(|slot| slot.kind == kind);
        of_kind.map(|slot| slot.participant_id.map(|id| id.0.as_u128())).collect()
    }

    fn errors_of(&self, number: u32) -> Vec<Code> {
        let told = self.told.lock().unwrap();
        let errors = told.iter().filter(|(to, _)| *to == number);
        errors
            .filter_map(|(_, message)| match message {
                ServerMessage::MediaError { code, .. } => Some(*code),
                _ => None,
            })
            .collect()
    }

    fn offers_to(&self, number: u32) -> usize {
        let told = self.told.lock().unwrap();
        let is_offer = |message: &ServerMessage| matches!(message, ServerMessage::MediaOffer { .. });
        told.iter().filter(|(to, message)| *to == number && is_offer(message)).count()
    }
}

#[test]
fn who_does_not_hold_the_floor_is_passed_on_to_nobody() {
    let mut scene = Scene::with(&[1, 2, 3]);
    scene.speaks(1);
    assert_eq!((scene.sent_to(2), scene.sent_to(3)), (vec![], vec![]));
    scene.gives_floor(7, 1);
    scene.speaks(1);
    scene.speaks(2);
    assert_eq!((scene.sent_to(1), scene.sent_to(2), scene.sent_to(3)), (vec![], vec![[1, 7]], vec![[1, 7]]));
    scene.gives_floor(8, 2);
    scene.speaks(1);
    scene.speaks(2);
    assert_eq!((scene.sent_to(1), scene.sent_to(2), scene.sent_to(3)), (vec![[2, 8]], vec![], vec![[2, 8]]));
    scene.gate.close();
    scene.speaks(2);
    assert_eq!(scene.sent_to(1), Vec::<[u32; 2]>::new());
    assert_eq!((scene.counts.heard, scene.counts.silenced), (2, 4));
}

#[test]
fn nobody_who_is_not_confirmed_in_a_new_life_is_sent_anything_or_passed_on() {
    let mut scene = Scene::with(&[1, 2, 3]);
    let gate = Arc::new(SpeechGate::default());
    let first = scene.gate.clone();
    scene.act(|room, now, _| room.abandon(now, &first));
    scene.act(|room, now, _| room.reopen(now, gate.clone()));
    scene.gate = gate;
    scene.gives_floor(3, 1);
    scene.act(|room, now, around| room.confirm(now, session(2), true, around));
    scene.speaks(1);
    assert_eq!(scene.sent_to(2), Vec::<[u32; 2]>::new(), "the speaker is not confirmed");
    scene.act(|room, now, around| room.confirm(now, session(1), true, around));
    scene.speaks(1);
    assert_eq!((scene.sent_to(2), scene.sent_to(3)), (vec![[1, 3]], vec![]));
    // Whom the new life does not know is out after a while; who is an observer now begins anew.
    scene.act(|room, now, around| room.confirm(now, session(2), false, around));
    assert_eq!(scene.errors_of(2), [Code::MediaRoleChanged]);
    scene.passes(15_001);
    assert_eq!(scene.errors_of(3), [Code::MeetingUnavailable]);
    assert_eq!(scene.room.len(), 1);
}

#[test]
fn an_old_life_that_ends_late_does_not_silence_the_new_one() {
    let mut scene = Scene::with(&[1, 2]);
    let (old, new) = (scene.gate.clone(), Arc::new(SpeechGate::default()));
    scene.act(|room, now, _| room.reopen(now, new.clone()));
    scene.act(|room, now, _| room.abandon(now, &old));
    scene.gate = new;
    scene.gives_floor(1, 1);
    for number in [1, 2] {
        scene.act(|room, now, around| room.confirm(now, session(number), true, around));
    }
    scene.speaks(1);
    assert_eq!(scene.sent_to(2), [[1, 1]]);
}

#[test]
fn pictures_begin_with_a_keyframe_that_is_asked_for_until_it_comes() {
    let mut scene = Scene::with(&[1, 2]);
    for _ in 0..100 {
        scene.sends(1, Uplink::Cam, 0, &NO_KEYFRAME);
        scene.now += Duration::from_millis(20);
    }
    assert_eq!(scene.sent_to(2), Vec::<[u32; 2]>::new());
    assert_eq!(scene.keyframes_of(1), 4, "every half second, not for every packet");
    scene.sends(1, Uplink::Cam, 0, &KEYFRAME);
    scene.sends(1, Uplink::Cam, 0, &NO_KEYFRAME);
    scene.sends(1, Uplink::Cam, 0, &[]);
    assert_eq!(scene.sent_to(2), [[1, 0], [1, 0]], "an empty packet is a probe");
}

#[test]
fn the_highest_live_layer_that_is_wanted_is_sent_and_changes_at_a_keyframe() {
    let mut scene = Scene::with(&[1, 2]);
    let want = vec![WantedVideo { participant_id: person(1), layer: 2 }];
    scene.act(|room, now, around| room.want(now, session(2), want, around));
    let all = |scene: &mut Scene, payload: &[u8], layers: u8| {
        for layer in 0..layers {
            scene.sends(1, Uplink::Cam, layer, payload);
        }
        scene.sent_to(2).len()
    };
    all(&mut scene, &KEYFRAME, 3);
    assert_eq!(all(&mut scene, &NO_KEYFRAME, 3), 1, "one layer, not all");
    let sent = |scene: &Scene| scene.room.members[&session(2)].videos[0].sent;
    assert_eq!(sent(&scene), 2);
    // The browser stops the upper layer without a word.
    for _ in 0..40 {
        scene.now += Duration::from_millis(20);
        all(&mut scene, &NO_KEYFRAME, 2);
    }
    assert!(scene.keyframes_of(1) > 0);
    all(&mut scene, &KEYFRAME, 2);
    assert_eq!((sent(&scene), all(&mut scene, &NO_KEYFRAME, 2)), (1, 1));
    let want = vec![WantedVideo { participant_id: person(1), layer: 0 }];
    scene.act(|room, now, around| room.want(now, session(2), want, around));
    assert_eq!(all(&mut scene, &NO_KEYFRAME, 2), 1, "the old layer goes on until the new one has its keyframe");
    all(&mut scene, &KEYFRAME, 2);
    assert_eq!(sent(&scene), 0);
}

#[test]
fn slots_grow_and_are_used_again_without_a_new_offer() {
    let mut scene = Scene::with(&[1, 2, 3]);
    assert_eq!(scene.slots_of(1, SlotKind::Video), [Some(2), Some(3)]);
    let offers = scene.offers_to(1);
    scene.act(|room, now, around| room.leave(now, session(2), None, around));
    assert_eq!(scene.slots_of(1, SlotKind::Video), [None, Some(3)], "who is in a slot stays there");
    scene.joins(4);
    assert_eq!(scene.slots_of(1, SlotKind::Video), [Some(4), Some(3)]);
    assert_eq!(scene.offers_to(1), offers);
    scene.joins(5);
    assert_eq!(scene.slots_of(1, SlotKind::Video), [Some(4), Some(3), Some(5)]);
    assert_eq!(scene.offers_to(1), offers + 1);
    scene.act(|room, now, around| room.want(now, session(1), Vec::new(), around));
    assert_eq!(scene.slots_of(1, SlotKind::Video), [None, None, None], "sound only");
}

#[test]
fn an_offer_that_nobody_answers_ends_media() {
    let mut scene = Scene::with(&[1]);
    scene.room.members.get_mut(&session(1)).unwrap().negotiation.in_flight = Some((String::new(), scene.now));
    scene.passes(19_000);
    assert_eq!(scene.errors_of(1), []);
    scene.passes(2_000);
    assert_eq!(scene.errors_of(1), [Code::MediaAnswerLate]);
    let known = scene.room.take_known();
    assert_eq!(known.last(), Some(&Known::Removed(session(1))), "the credentials are worth nothing any more");
}

#[test]
fn open_microphones_go_to_who_speaks_and_back_when_they_are_quiet() {
    let mut scene = Scene::with(&[1, 2, 3, 4]);
    let mut audible = Audible { open: 2, ..Audible::NOBODY };
    scene.gate.open(&audible);
    scene.passes(50);
    scene.answers();
    for number in [1, 2, 3] {
        scene.speaks(number);
    }
    assert_eq!(scene.sent_to(4), [[1, 0], [2, 0]], "two at once");
    assert_eq!(scene.slots_of(4, SlotKind::Audio), [Some(1), Some(2)]);
    assert_eq!(scene.slots_of(1, SlotKind::Audio), [None, Some(2)], "nobody is their own listener");
    for _ in 0..10 {
        scene.passes(100);
        scene.speaks(2);
    }
    scene.speaks(3);
    assert!(scene.sent_to(4).contains(&[3, 0]), "the first one was quiet");
    assert_eq!(scene.slots_of(4, SlotKind::Audio), [Some(3), Some(2)]);
    audible.muted.set(2, true);
    scene.gate.restrict(&audible);
    scene.sent_to(4);
    scene.speaks(2);
    assert_eq!(scene.sent_to(4), Vec::<[u32; 2]>::new(), "muted in the same step");
    scene.gate.open(&Audible::NOBODY);
    scene.speaks(3);
    scene.passes(50);
    assert_eq!(scene.sent_to(4), Vec::<[u32; 2]>::new());
    assert_eq!(scene.slots_of(4, SlotKind::Audio), [None, None], "lines stay, speakers go");
}

#[test]
fn a_screen_is_the_holders_or_that_of_somebody_with_leave() {
    let mut scene = Scene::with(&[1, 2, 3]);
    scene.sends(1, Uplink::Screen, 0, &KEYFRAME);
    assert_eq!((scene.sent_to(3).len(), scene.counts.screens_refused), (0, 1));
    let mut audible = Audible { floor: Some((GrantNo(1), 1)), ..Audible::NOBODY };
    audible.screens.set(2, true);
    scene.gate.open(&audible);
    scene.sends(1, Uplink::Screen, 0, &KEYFRAME);
    assert_eq!(scene.slots_of(3, SlotKind::Screen), [Some(1)]);
    scene.sends(2, Uplink::Screen, 0, &KEYFRAME);
    assert_eq!(scene.sent_to(3), [[1, 0]], "one screen at a time");
    audible.floor = None;
    scene.gate.open(&audible);
    scene.sends(2, Uplink::Screen, 0, &KEYFRAME);
    assert_eq!((scene.sent_to(3), scene.slots_of(3, SlotKind::Screen)), (vec![[2, 0]], vec![Some(2)]));
    scene.passes(3_001);
    assert_eq!(scene.slots_of(3, SlotKind::Screen), [None]);
}

#[test]
fn an_engine_that_panics_ends_one_connection_and_no_other() {
    let mut scene = Scene::with(&[1, 2, 3]);
    scene.gives_floor(1, 1);
    scene.room.members.get_mut(&session(2)).unwrap().peer.panics = true;
    scene.act(|room, now, around| room.take_in(now, session(2), ([127, 0, 0, 1], 9).into(), &[128; 12], around));
    assert_eq!(scene.counts.panics, 1);
    scene.passes(50);
    assert_eq!(scene.errors_of(2), [Code::MediaFailed]);
    scene.speaks(1);
    assert_eq!(scene.sent_to(3), [[1, 1]]);
}
