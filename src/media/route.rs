//! From one to the others: the gate, the open microphones, the choice of layers, requests for pictures.

use super::{
    member::{Member, VideoSlot},
    peer::{Happened, Packet, Peer, Uplink},
    rewrite::{Source, Stamp, is_keyframe},
    room::{Around, Room, Voice},
};
use crate::ports::SessionId;
use orchestrasec_domain::ParticipantId;
use std::{
    net::SocketAddr,
    panic::AssertUnwindSafe,
    time::{Duration, Instant},
};

/// Browsers ignore a request that follows another one sooner.
const KEYFRAME_PAUSE: Duration = Duration::from_millis(300);
/// After which a slot that got none asks again.
const KEYFRAME_PATIENCE: Duration = Duration::from_millis(500);
/// How quiet somebody has to be for how long to lose an open microphone, in dB below the loudest.
const VOICE_DB: u8 = 50;
const VOICE_PAUSE: Duration = Duration::from_millis(600);
/// After which a screen that sends nothing is not shared any more.
const SCREEN_PAUSE: Duration = Duration::from_secs(3);

/// Where a packet comes from.
#[derive(Clone, Copy)]
struct From {
    session: SessionId,
    participant_id: ParticipantId,
    number: u32,
    uid: u64,
}

impl<P: Peer> Room<P> {
    /// A datagram of somebody came.
    pub fn take_in(
        &mut self,
        now: Instant,
        session: SessionId,
        from: SocketAddr,
        datagram: &[u8],
        around: &mut Around<'_>,
    ) {
        if self.with_peer(session, around, |peer| peer.take_in(now, from, datagram)) == Some(false) {
            around.counts.refused += 1;
        }
        self.touch(session);
    }

    /// Lets every engine that was touched tell what happened; passing packets on touches further ones.
    pub fn pump(&mut self, now: Instant, around: &mut Around<'_>) {
        let mut happened = std::mem::take(&mut self.happened);
        while let Some(session) = self.touched.pop() {
            if let Some(member) = self.members.get_mut(&session) {
                member.is_touched = false;
            }
            let deadline = self.with_peer(session, around, |peer| peer.drain(now, &mut happened));
            if let (Some(member), Some(deadline)) = (self.members.get_mut(&session), deadline) {
                // Not before time has passed at all: an engine that wants it at once is asked again by the next round.
                member.deadline = deadline.max(now + Duration::from_millis(1));
                self.due = self.due.min(member.deadline);
            }
            for one in happened.drain(..) {
                self.happen(now, session, one, around);
            }
        }
        self.happened = happened;
    }

    fn happen(&mut self, now: Instant, session: SessionId, happened: Happened, around: &mut Around<'_>) {
        match happened {
            Happened::Send(to, datagram) => around.out.push((to, datagram)),
            Happened::Connected => {
                if let Some(member) = self.members.get_mut(&session) {
                    member.is_connected = true;
                }
            }
            // The client notices and begins anew; its session ends the rest.
            Happened::Closed => {
                if let Some(member) = self.members.get_mut(&session) {
                    member.is_connected = false;
                }
            }
            Happened::KeyframeWanted(line) => {
                if let Some((publisher, uplink, layer)) = self.source_of(session, line) {
                    self.ask_for_keyframe(now, publisher, uplink, layer, around);
                }
            }
            Happened::Packet { uplink, layer, level, packet } => {
                let Some(member) = self.members.get_mut(&session) else { return };
                if !member.is_confirmed || !member.join.may_speak {
                    return;
                }
                let join = &member.join;
                let from = From { session, participant_id: join.participant_id, number: join.number, uid: member.uid };
                match uplink {
                    Uplink::Mic => self.pass_sound(now, from, level, &packet, around),
                    Uplink::Cam => {
                        member.layers.note(now, layer);
                        self.pass_picture(now, from, layer, &packet, around);
                    }
                    Uplink::Screen => self.pass_screen(now, from, &packet, around),
                }
            }
        }
    }

    /// The gate: whoever holds the floor is heard by all others, whoever does not by nobody, unless everyone may speak.
    fn pass_sound(&mut self, now: Instant, from: From, level: Option<u8>, packet: &Packet, around: &mut Around<'_>) {
        let (grant, speaker) = self.gate.floor();
        let has_floor = speaker != 0 && speaker == from.number;
        let slot = if has_floor { None } else { self.voice(now, from, level) };
        if !has_floor && slot.is_none() {
            around.counts.silenced += 1;
            return;
        }
        around.counts.heard += 1;
        let run = slot.and_then(|slot| self.voices.get(slot)).map_or(grant, |voice| voice.run);
        // What an open microphone says belongs to no grant.
        let sources = [from.number, if has_floor { grant } else { 0 }];
        let source = Source { peer: from.uid, run };
        for member in self.members.values_mut() {
            if member.join.participant_id == from.participant_id || !member.takes_packets() {
                continue;
            }
            let out = match slot {
                None => Some(&mut member.floor),
                Some(slot) => member.sounds.get_mut(slot),
            };
            let Some(out) = out else { continue };
            if packet.payload.is_empty() {
                out.rewriter.leave_out(source, packet.seq);
                continue;
            }
            let stamp = Stamp { seq: packet.seq, time: packet.time };
            let Some(rewritten) = out.rewriter.pass(now, source, stamp) else { continue };
            let sent = Packet {
                seq: rewritten.stamp.seq,
                time: rewritten.stamp.time,
                // The beginning of speech, so that receivers adapt to it.
                marker: packet.marker || rewritten.is_first,
                payload: packet.payload.clone(),
            };
            let line = out.line;
            deliver(member, &mut self.touched, around, |peer| peer.send(now, line, sent, sources));
        }
    }

    /// The open microphone of somebody; who speaks takes one that nobody speaks into.
    fn voice(&mut self, now: Instant, from: From, level: Option<u8>) -> Option<usize> {
        let open = usize::try_from(self.gate.open_microphones()).unwrap_or(0).min(self.voices.len());
        if open == 0 || self.gate.is_muted(from.number) {
            return None;
        }
        let speaks = level.is_none_or(|level| level < VOICE_DB);
        let voices = self.voices.get_mut(..open)?;
        let is_theirs = |voice: &Voice| voice.speaker.is_some_and(|(session, _)| session == from.session);
        let place = voices.iter().position(is_theirs).or_else(|| {
            let is_free =
                |voice: &Voice| voice.voiced.is_none_or(|at| now.saturating_duration_since(at) >= VOICE_PAUSE);
            let free = if speaks { voices.iter().position(is_free) } else { None }?;
            let voice = voices.get_mut(free)?;
            voice.speaker = Some((from.session, from.participant_id));
            voice.run = voice.run.wrapping_add(1);
            Some(free)
        })?;
        let voice = voices.get_mut(place)?;
        let is_new = voice.voiced.is_none_or(|at| now.saturating_duration_since(at) >= VOICE_PAUSE);
        if speaks {
            voice.voiced = Some(now);
        }
        if is_new {
            self.tell_all_slots();
        }
        Some(place)
    }

    /// As many lines for open microphones as may be open; nobody keeps one that they do not use or may not use any more.
    pub(super) fn watch_voices(&mut self, now: Instant, around: &mut Around<'_>) {
        let open = usize::try_from(self.gate.open_microphones()).unwrap_or(0);
        let mut changed = false;
        for (number, voice) in self.voices.iter_mut().enumerate() {
            let Some((session, _)) = voice.speaker else { continue };
            let is_over = voice.voiced.is_none_or(|at| now.saturating_duration_since(at) >= VOICE_PAUSE);
            let may = self.members.get(&session).is_some_and(|member| !self.gate.is_muted(member.join.number));
            if is_over || !may || number >= open {
                (voice.speaker, voice.voiced, changed) = (None, None, true);
            }
        }
        if self.voices.len() < open {
            self.voices.resize(open, Voice::default());
            self.fill(now, around);
        } else if changed {
            self.tell_all_slots();
        }
    }

    fn tell_all_slots(&mut self) {
        let sessions: Vec<SessionId> = self.members.keys().copied().collect();
        for session in sessions {
            self.tell_slots(session);
        }
    }

    fn pass_picture(&mut self, now: Instant, from: From, layer: u8, packet: &Packet, around: &mut Around<'_>) {
        around.counts.pictures += 1;
        let Some(publisher) = self.members.get(&from.session) else { return };
        let best: [Option<u8>; 3] = [0, 1, 2].map(|wanted| publisher.layers.best(now, wanted));
        let keyframe = is_keyframe(&packet.payload);
        let mut needed = None;
        for member in self.members.values_mut() {
            if !member.takes_packets() {
                continue;
            }
            let Some(slot) = member.videos.iter_mut().find(|slot| slot.source == Some(from.participant_id)) else {
                continue;
            };
            let best = best.get(usize::from(slot.wanted)).copied().flatten().unwrap_or(layer);
            if slot.sent != best && layer == best {
                if keyframe {
                    (slot.sent, slot.asked) = (layer, None);
                } else if is_impatient(now, slot) {
                    slot.asked = Some(now);
                    needed = Some(layer);
                }
            }
            if slot.sent != layer {
                continue;
            }
            let source = Source { peer: from.uid, run: u32::from(layer) };
            if packet.payload.is_empty() {
                // A probe of the line's width.
                slot.rewriter.leave_out(source, packet.seq);
                continue;
            }
            let stamp = Stamp { seq: packet.seq, time: packet.time };
            let Some(rewritten) = slot.rewriter.pass(now, source, stamp) else { continue };
            let (seq, time) = (rewritten.stamp.seq, rewritten.stamp.time);
            let sent = Packet { seq, time, marker: packet.marker, payload: packet.payload.clone() };
            let line = slot.line;
            deliver(member, &mut self.touched, around, |peer| peer.send(now, line, sent, [from.number, 0]));
        }
        if let Some(layer) = needed {
            self.ask_for_keyframe(now, from.session, Uplink::Cam, layer, around);
        }
    }

    /// One screen at a time: that of whoever holds the floor before any other.
    fn pass_screen(&mut self, now: Instant, from: From, packet: &Packet, around: &mut Around<'_>) {
        if !self.gate.may_share(from.number) {
            around.counts.screens_refused += 1;
            return;
        }
        let current = self.screen.map(|(session, _)| session);
        if current != Some(from.session) {
            let keeps = self.screen.is_some_and(|(session, seen)| {
                let is_live = now.saturating_duration_since(seen) < SCREEN_PAUSE;
                let number = self.members.get(&session).map_or(0, |member| member.join.number);
                is_live && self.gate.may_share(number)
            });
            let takes = self.gate.floor().1 == from.number;
            if keeps && !takes {
                return;
            }
        }
        self.screen = Some((from.session, now));
        if current != Some(from.session) {
            self.tell_all_slots();
        }
        let keyframe = is_keyframe(&packet.payload);
        let source = Source { peer: from.uid, run: u32::MAX };
        let mut needs = false;
        for member in self.members.values_mut() {
            if member.join.participant_id == from.participant_id || !member.takes_packets() {
                continue;
            }
            let out = &mut member.screen;
            if out.rewriter.source() != Some(source) && !keyframe {
                needs = true;
                continue;
            }
            if packet.payload.is_empty() {
                out.rewriter.leave_out(source, packet.seq);
                continue;
            }
            let stamp = Stamp { seq: packet.seq, time: packet.time };
            let Some(rewritten) = out.rewriter.pass(now, source, stamp) else { continue };
            let (seq, time) = (rewritten.stamp.seq, rewritten.stamp.time);
            let sent = Packet { seq, time, marker: packet.marker, payload: packet.payload.clone() };
            let line = out.line;
            deliver(member, &mut self.touched, around, |peer| peer.send(now, line, sent, [from.number, 0]));
        }
        if needs {
            self.ask_for_keyframe(now, from.session, Uplink::Screen, 0, around);
        }
    }

    /// A screen that is not sent, or not allowed any more, is not shared.
    pub(super) fn watch_screen(&mut self, now: Instant) {
        let Some((session, seen)) = self.screen else { return };
        let number = self.members.get(&session).map_or(0, |member| member.join.number);
        if now.saturating_duration_since(seen) >= SCREEN_PAUSE || !self.gate.may_share(number) {
            self.screen = None;
            self.tell_all_slots();
        }
    }

    /// Asks a publisher for a whole picture, not too often.
    fn ask_for_keyframe(
        &mut self,
        now: Instant,
        publisher: SessionId,
        uplink: Uplink,
        layer: u8,
        around: &mut Around<'_>,
    ) {
        let Some(member) = self.members.get_mut(&publisher) else { return };
        if !may_ask(now, member, uplink, layer) {
            return;
        }
        around.counts.keyframes_asked += 1;
        self.with_peer(publisher, around, |peer| peer.ask_for_keyframe(now, uplink, layer));
        self.touch(publisher);
    }
}

/// Gives a packet to somebody's engine.
fn deliver<P: Peer>(
    member: &mut Member<P>,
    touched: &mut Vec<SessionId>,
    around: &mut Around<'_>,
    send: impl FnOnce(&mut P),
) {
    around.counts.passed_on += 1;
    if std::panic::catch_unwind(AssertUnwindSafe(|| send(&mut member.peer))).is_err() {
        around.counts.panics += 1;
        member.is_broken = true;
    }
    if !std::mem::replace(&mut member.is_touched, true) {
        touched.push(member.join.session);
    }
}

fn is_impatient(now: Instant, slot: &VideoSlot) -> bool {
    slot.asked.is_none_or(|at| now.saturating_duration_since(at) >= KEYFRAME_PATIENCE)
}

fn may_ask<P>(now: Instant, member: &mut Member<P>, uplink: Uplink, layer: u8) -> bool {
    let last = member.keyframes.iter_mut().find(|(one, of, _)| (*one, *of) == (uplink, layer));
    match last {
        Some((_, _, at)) if now.saturating_duration_since(*at) < KEYFRAME_PAUSE => false,
        Some((_, _, at)) => {
            *at = now;
            true
        }
        None => {
            member.keyframes.push((uplink, layer, now));
            true
        }
    }
}
