//! One meeting's audio and video: who takes part, and what was agreed with them. `route.rs` moves the packets.

use super::{
    member::Member,
    peer::{Happened, Line, Peer, Uplink},
    sdp,
    stats::Counts,
    turn::Turn,
};
use crate::ports::{
    SessionId,
    media::{MediaJoin, SpeechGate},
};
use orchestrasec_domain::{MeetingId, ParticipantId};
use orchestrasec_protocol::{Code, ServerMessage, media::WantedVideo};
use std::{
    collections::HashMap,
    net::SocketAddr,
    panic::AssertUnwindSafe,
    sync::Arc,
    time::{Duration, Instant},
};

/// How often a room with people is looked after, at least, and one without.
const ROUND: Duration = Duration::from_millis(50);
const IDLE: Duration = Duration::from_secs(1);
/// How long an offer waits for its answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long people whose meeting's actor is gone may stay until the next life knows them.
const COMEBACK: Duration = Duration::from_secs(15);

/// A change of who has which credentials.
#[derive(Debug, PartialEq, Eq)]
pub enum Known {
    /// This name and password are valid.
    Added(SessionId, String, String),
    /// Those of this connection are not any more.
    Removed(SessionId),
}

/// What a room needs from its thread.
pub struct Around<'a> {
    pub candidates: &'a [SocketAddr],
    pub turn: Option<&'a Turn>,
    pub counts: &'a mut Counts,
    /// Datagrams to be sent.
    pub out: &'a mut Vec<(SocketAddr, bytes::BytesMut)>,
}

/// Somebody's open microphone in a phase where everyone may speak.
#[derive(Debug, Clone, Copy, Default)]
pub struct Voice {
    pub speaker: Option<(SessionId, ParticipantId)>,
    /// When their voice was last heard.
    pub voiced: Option<Instant>,
    /// Rises with every speaker of the slot.
    pub run: u32,
}

/// The room of one meeting.
pub struct Room<P> {
    pub(super) meeting_id: MeetingId,
    pub(super) gate: Arc<SpeechGate>,
    pub(super) members: HashMap<SessionId, Member<P>>,
    pub(super) touched: Vec<SessionId>,
    pub(super) voices: Vec<Voice>,
    pub(super) screen: Option<(SessionId, Instant)>,
    abandoned: Option<Instant>,
    /// When time has to pass next, at the latest.
    pub(super) due: Instant,
    last_uid: u64,
    known: Vec<Known>,
    pub(super) happened: Vec<Happened>,
}

impl<P: Peer> Room<P> {
    /// A room without people.
    pub fn new(meeting_id: MeetingId, gate: Arc<SpeechGate>) -> Self {
        Self {
            meeting_id,
            gate,
            members: HashMap::new(),
            touched: Vec::new(),
            voices: Vec::new(),
            screen: None,
            abandoned: None,
            due: Instant::now(),
            last_uid: 0,
            known: Vec::new(),
            happened: Vec::new(),
        }
    }

    /// A new life of the meeting: its gate counts, and nobody is sent anything before they are confirmed.
    pub fn reopen(&mut self, now: Instant, gate: Arc<SpeechGate>) {
        self.gate = gate;
        self.abandoned = (!self.members.is_empty()).then_some(now);
        self.members.values_mut().for_each(|member| member.is_confirmed = false);
    }

    /// The life with this gate ended; it is the meeting's last word until there is another one.
    pub fn abandon(&mut self, now: Instant, gate: &Arc<SpeechGate>) {
        if Arc::ptr_eq(&self.gate, gate) {
            self.abandoned = Some(now);
            self.gate = Arc::default();
            self.members.values_mut().for_each(|member| member.is_confirmed = false);
        }
    }

    /// Nobody is in it and nobody can come.
    pub fn is_over(&self, now: Instant) -> bool {
        self.members.is_empty() && self.abandoned.is_some_and(|at| now.saturating_duration_since(at) >= COMEBACK)
    }

    /// How many take part.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Changes of credentials since this was asked.
    pub fn take_known(&mut self) -> Vec<Known> {
        std::mem::take(&mut self.known)
    }

    /// When time has to pass next.
    pub fn due(&self) -> Instant {
        self.due
    }

    /// Somebody takes part; whoever was there with the same connection or as the same person makes room.
    pub fn join(&mut self, now: Instant, join: MediaJoin, around: &mut Around<'_>) {
        let session = join.session;
        let others: Vec<SessionId> = self
            .members
            .values()
            .filter(|member| member.join.participant_id == join.participant_id && member.join.session != session)
            .map(|member| member.join.session)
            .collect();
        for other in others {
            self.leave(now, other, Some(Code::MediaReplaced), around);
        }
        let former = self.members.remove(&session);
        let rev = former.as_ref().map_or(0, |member| member.negotiation.rev);
        let wants = former.and_then(|mut member| {
            member.peer.close();
            member.wants
        });
        self.known.push(Known::Removed(session));
        self.due = now;
        self.last_uid += 1;
        around.counts.joins += 1;
        let sink = join.sink.clone();
        match Member::new(now, self.last_uid, join, around.candidates) {
            Ok(mut member) => {
                member.negotiation.rev = rev;
                member.wants = wants;
                let (local, password) = (member.credentials.local.clone(), member.credentials.password.clone());
                self.known.push(Known::Added(session, local, password));
                self.members.insert(session, member);
                self.fill(now, around);
            }
            Err(error) => {
                tracing::error!(%error, "a media connection could not be made");
                let meeting_id = self.meeting_id;
                sink(ServerMessage::MediaError { meeting_id, code: Code::MediaFailed, ended: true });
                self.fill(now, around);
            }
        }
    }

    /// A connection begins anew.
    pub fn restart(&mut self, now: Instant, session: SessionId, around: &mut Around<'_>) {
        if let Some(join) = self.members.get(&session).map(|member| member.join.clone()) {
            self.join(now, join, around);
        }
    }

    /// Somebody takes part no more.
    pub fn leave(&mut self, now: Instant, session: SessionId, why: Option<Code>, around: &mut Around<'_>) {
        let Some(mut member) = self.members.remove(&session) else { return };
        self.known.push(Known::Removed(session));
        if let Some(code) = why {
            member.tell(ServerMessage::MediaError { meeting_id: self.meeting_id, code, ended: true });
        }
        if !member.is_broken {
            let closing = AssertUnwindSafe(|| {
                member.peer.close();
                member.peer.drain(now, &mut self.happened);
            });
            if std::panic::catch_unwind(closing).is_err() {
                around.counts.panics += 1;
            }
            for happened in self.happened.drain(..) {
                if let Happened::Send(to, datagram) = happened {
                    around.out.push((to, datagram));
                }
            }
        }
        self.fill(now, around);
    }

    /// Everybody out.
    pub fn end(&mut self, now: Instant, code: Code, around: &mut Around<'_>) {
        let sessions: Vec<SessionId> = self.members.keys().copied().collect();
        for session in sessions {
            self.leave(now, session, Some(code), around);
        }
    }

    /// Somebody of an earlier life is in the meeting.
    pub fn confirm(&mut self, now: Instant, session: SessionId, may_speak: bool, around: &mut Around<'_>) {
        let Some(member) = self.members.get_mut(&session) else { return };
        if member.join.may_speak == may_speak {
            member.is_confirmed = true;
        } else {
            self.leave(now, session, Some(Code::MediaRoleChanged), around);
        }
    }

    /// What somebody wants to see.
    pub fn want(&mut self, now: Instant, session: SessionId, slots: Vec<WantedVideo>, around: &mut Around<'_>) {
        let Some(member) = self.members.get_mut(&session) else { return };
        member.wants = Some(slots);
        self.fill(now, around);
    }

    /// An answer came.
    pub fn answer(&mut self, now: Instant, session: SessionId, rev: u64, sdp: &str, around: &mut Around<'_>) {
        let meeting_id = self.meeting_id;
        let Some(member) = self.members.get_mut(&session) else { return };
        let in_flight = if rev == member.negotiation.rev { member.negotiation.in_flight.take() } else { None };
        let Some((offer, _)) = in_flight else {
            return member.tell(ServerMessage::MediaError { meeting_id, code: Code::MediaAnswerStale, ended: false });
        };
        let checked = sdp::check_answer(&offer, sdp);
        let known = member.negotiation.fingerprint.as_ref();
        // The certificate stays the same as long as the connection.
        let is_same = |fingerprint: &String| known.is_none_or(|known| known == fingerprint);
        let mut is_taken = false;
        if let Some(answer) = checked.as_ref().ok().filter(|answer| is_same(&answer.fingerprint)) {
            let text = sdp::without_known(&answer.sdp, &member.negotiation.sources);
            let peer = &mut member.peer;
            let answered = std::panic::catch_unwind(AssertUnwindSafe(|| peer.answer(now, &text)));
            if answered.is_err() {
                member.is_broken = true;
                around.counts.panics += 1;
            }
            is_taken = answered.is_ok_and(|answered| answered.is_ok());
        }
        if !is_taken {
            return self.leave(now, session, Some(Code::MediaAnswerInvalid), around);
        }
        if let Ok(answer) = checked {
            member.negotiation.sources = sdp::sources(&answer.sdp);
            member.negotiation.fingerprint = Some(answer.fingerprint);
        }
        self.touch(session);
        self.negotiate(now, session, around);
    }

    /// Time has passed: for the engines, for offers that nobody answers, for lives that nobody takes up.
    pub fn pass_time(&mut self, now: Instant, around: &mut Around<'_>) {
        let due: Vec<SessionId> =
            self.members.values().filter(|member| member.deadline <= now).map(|member| member.join.session).collect();
        for session in due {
            self.with_peer(session, around, |peer| peer.pass_time(now));
            self.touch(session);
        }
        let is_orphaned = self.abandoned.is_some_and(|at| now.saturating_duration_since(at) >= COMEBACK);
        let late: Vec<(SessionId, Code)> = self
            .members
            .values()
            .filter_map(|member| {
                let waits = member.negotiation.in_flight.as_ref().map(|(_, since)| *since);
                let is_late = waits.is_some_and(|since| now.saturating_duration_since(since) > PATIENCE);
                let code = if member.is_broken {
                    Code::MediaFailed
                } else if is_late {
                    Code::MediaAnswerLate
                } else if is_orphaned && !member.is_confirmed {
                    Code::MeetingUnavailable
                } else {
                    return None;
                };
                Some((member.join.session, code))
            })
            .collect();
        for (session, code) in late {
            self.leave(now, session, Some(code), around);
        }
        self.watch_voices(now, around);
        self.watch_screen(now);
        let longest = now + if self.members.is_empty() { IDLE } else { ROUND };
        self.due = self.members.values().map(|member| member.deadline).min().map_or(longest, |at| at.min(longest));
    }

    /// Uses somebody's engine. One that panics is not used again, and harms nobody else.
    pub(super) fn with_peer<R>(
        &mut self,
        session: SessionId,
        around: &mut Around<'_>,
        act: impl FnOnce(&mut P) -> R,
    ) -> Option<R> {
        let member = self.members.get_mut(&session).filter(|member| !member.is_broken)?;
        let acted = std::panic::catch_unwind(AssertUnwindSafe(|| act(&mut member.peer)));
        if acted.is_err() {
            tracing::error!(meeting = %self.meeting_id, "the engine of a media connection panicked");
            around.counts.panics += 1;
            member.is_broken = true;
        }
        acted.ok()
    }

    /// Somebody's engine may have something to tell.
    pub(super) fn touch(&mut self, session: SessionId) {
        if let Some(member) = self.members.get_mut(&session).filter(|member| !member.is_touched) {
            member.is_touched = true;
            self.touched.push(session);
        }
    }

    /// Those who can be seen, in the order in which they came.
    fn visible(&self) -> Vec<ParticipantId> {
        let seen = self.members.values().filter(|member| member.join.may_speak);
        let mut visible: Vec<_> = seen.map(|member| (member.uid, member.join.participant_id)).collect();
        visible.sort_unstable();
        visible.into_iter().map(|(_, id)| id).collect()
    }

    /// Puts people into the slots of all, and negotiates where lines are missing.
    pub(super) fn fill(&mut self, now: Instant, around: &mut Around<'_>) {
        let visible = self.visible();
        let count = self.voices.len();
        let sessions: Vec<SessionId> = self.members.keys().copied().collect();
        let mut failed = Vec::new();
        for session in sessions {
            let Some(member) = self.members.get_mut(&session) else { continue };
            let filled = member.fill_videos(&visible).and_then(|changed| {
                member.grow_sounds(count)?;
                Ok(changed)
            });
            match filled {
                Ok(changed) => {
                    let offers = self.negotiate(now, session, around);
                    if changed && !offers {
                        self.tell_slots(session);
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "a line could not be added to a media connection");
                    failed.push(session);
                }
            }
        }
        for session in failed {
            self.leave(now, session, Some(Code::MediaFailed), around);
        }
    }

    /// Tells somebody who is in their slots.
    pub(super) fn tell_slots(&mut self, session: SessionId) {
        let (screen, sounds) = self.sources();
        let meeting_id = self.meeting_id;
        if let Some(member) = self.members.get_mut(&session) {
            let slots = member.slots(screen, &sounds);
            member.tell(ServerMessage::MediaSlots { meeting_id, slots });
        }
    }

    fn sources(&self) -> (Option<ParticipantId>, Vec<Option<ParticipantId>>) {
        let screen = self.screen.and_then(|(session, _)| Some(self.members.get(&session)?.join.participant_id));
        (screen, self.voices.iter().map(|voice| voice.speaker.map(|(_, id)| id)).collect())
    }

    /// Makes the next offer, when there is something to offer and none is on its way. Tells whether it did.
    fn negotiate(&mut self, now: Instant, session: SessionId, around: &mut Around<'_>) -> bool {
        let is_due = |member: &Member<P>| member.negotiation.is_due && member.negotiation.in_flight.is_none();
        if !self.members.get(&session).is_some_and(is_due) {
            return false;
        }
        let offered = self.with_peer(session, around, |peer| peer.offer(now));
        let (screen, sounds) = self.sources();
        let meeting_id = self.meeting_id;
        let Some(member) = self.members.get_mut(&session) else { return false };
        let Some(Ok(sdp)) = offered else {
            member.is_broken = true;
            return false;
        };
        let mids = member.mids();
        let sdp = match &mids.cam {
            Some(cam) if !sdp.contains("a=simulcast:recv") => sdp::with_layers(&sdp, cam),
            _ => sdp,
        };
        let sdp = sdp::with_candidates(&sdp, around.candidates);
        let slots = member.slots(screen, &sounds);
        let negotiation = &mut member.negotiation;
        negotiation.rev += 1;
        negotiation.is_due = false;
        negotiation.in_flight = Some((sdp.clone(), now));
        let (rev, fresh) = (negotiation.rev, std::mem::take(&mut negotiation.is_fresh));
        let turn = around.turn.and_then(|turn| turn.credentials(&member.credentials.local));
        let ice_servers = turn.into_iter().collect();
        member.tell(ServerMessage::MediaOffer { meeting_id, rev, fresh, sdp, mids, slots, ice_servers });
        self.touch(session);
        true
    }

    /// The line of somebody's slot, for the engine's requests.
    pub(super) fn source_of(&self, session: SessionId, line: Line) -> Option<(SessionId, Uplink, u8)> {
        let member = self.members.get(&session)?;
        if member.screen.line == line {
            return Some((self.screen?.0, Uplink::Screen, 0));
        }
        let slot = member.videos.iter().find(|slot| slot.line == line)?;
        let source = slot.source?;
        let publisher = self.members.values().find(|member| member.join.participant_id == source)?;
        Some((publisher.join.session, Uplink::Cam, slot.sent.min(slot.wanted)))
    }
}
