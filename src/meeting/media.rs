//! The meeting's hand on the microphones: who may be heard follows from the state, and from what of it is durable.

use crate::{
    messages::{
        meeting::MediaRequest,
        session::{SessionId, ToSession},
    },
    ports::{
        Answer,
        media::{Audible, MediaJoin, MediaOrder, MediaPlane, SpeechGate},
    },
};
use orchestrasec_domain::{Event, Meeting, MeetingId, MeetingRole, ParticipantId, Seq, Status};
use orchestrasec_protocol::{Code, Problem, media::MediaWish};
use std::sync::Arc;

/// The gate of one life of a meeting, and its orders. Dropped with the actor, it closes the gate.
pub struct Microphones {
    plane: Arc<dyn MediaPlane>,
    meeting_id: MeetingId,
    gate: Arc<SpeechGate>,
    audible: Audible,
    /// The event after which `audible` holds; `None`: it holds.
    pending: Option<Seq>,
}

impl Microphones {
    /// Of a meeting whose state is durable.
    pub fn of(plane: Arc<dyn MediaPlane>, meeting: &Meeting) -> Self {
        let gate = Arc::new(SpeechGate::default());
        let mut audible = Audible::NOBODY;
        audible.floor = floor_of(meeting);
        audible.open = open_in(meeting);
        for id in meeting.participants.keys() {
            note_person(&mut audible, meeting, *id);
        }
        gate.open(&audible);
        plane.order(meeting.id, MediaOrder::Open(gate.clone()));
        Self { plane, meeting_id: meeting.id, gate, audible, pending: None }
    }

    /// Events were decided and are not durable yet: what they take away is gone from now on, what they give comes later.
    pub fn foresee(&mut self, meeting: &Meeting, events: &[Event], head: Seq) {
        let mut audible = self.audible.clone();
        audible.floor = floor_of(meeting);
        audible.open = open_in(meeting);
        for event in events {
            if let Some(id) = person_of(event) {
                note_person(&mut audible, meeting, id);
            }
        }
        if audible != self.audible {
            self.gate.restrict(&audible);
            self.audible = audible;
            self.pending = Some(head);
        }
    }

    /// Everything up to `durable` is durable: in the same step in which it is told, it holds.
    pub fn release(&mut self, durable: Seq) {
        if self.pending.is_some_and(|after| after <= durable) {
            self.pending = None;
            self.gate.open(&self.audible);
        }
    }

    /// What follows for connections from an event that is told.
    pub fn told(&self, event: &Event, sessions: impl FnOnce(ParticipantId) -> Vec<SessionId>) {
        match event {
            Event::RoleChanged { participant_id, role } => {
                for session in sessions(*participant_id) {
                    self.confirm(session, Some(*role));
                }
            }
            Event::MeetingClosed {} => self.order(MediaOrder::End(Code::MeetingIsClosed)),
            _ => {}
        }
    }

    /// A session of somebody in this role follows.
    pub fn confirm(&self, session: SessionId, role: Option<MeetingRole>) {
        if let Some(role) = role {
            self.order(MediaOrder::Confirm { session, may_speak: role.may_speak() });
        }
    }

    /// These sessions do not follow any more.
    pub fn part(&self, sessions: Vec<SessionId>) {
        for session in sessions {
            self.order(MediaOrder::Leave { session, why: None });
        }
    }

    /// A session wishes something; `follows`: it follows the meeting.
    pub fn ask(&self, meeting: &Meeting, request: MediaRequest, durable: Seq, follows: bool) {
        let MediaRequest { who, session_id: session, address, wish, reply } = request;
        let person = meeting.present(who.participant_id()).filter(|_| follows);
        let order = match (wish, person) {
            (_, None) => Err(Code::NotAParticipant),
            (MediaWish::Join, Some(_)) if meeting.status == Status::Closed => Err(Code::MeetingIsClosed),
            (MediaWish::Join, Some(person)) => Ok(MediaOrder::Join(MediaJoin {
                session,
                participant_id: person.participant_id,
                number: person.number,
                may_speak: person.role.may_speak(),
                // A session that takes nothing any more is dropped by the broadcast.
                sink: Arc::new(move |message| {
                    let _ = address.send(ToSession::Message(Box::new(message)));
                }),
            })),
            (MediaWish::Answer { rev, sdp }, _) => Ok(MediaOrder::Answer { session, rev, sdp }),
            (MediaWish::Want(slots), _) => Ok(MediaOrder::Want { session, slots }),
            (MediaWish::Restart, _) => Ok(MediaOrder::Restart(session)),
            (MediaWish::Leave, _) => Ok(MediaOrder::Leave { session, why: None }),
        };
        match order {
            Ok(order) => {
                reply.send(Ok(Answer { seq: durable, outcome: None }));
                self.order(order);
            }
            Err(code) => reply.send(Err(Problem::of(code))),
        }
    }

    fn order(&self, order: MediaOrder) {
        self.plane.order(self.meeting_id, order);
    }
}

/// A life that ends without a word leaves silence behind.
impl Drop for Microphones {
    fn drop(&mut self) {
        self.gate.close();
        self.order(MediaOrder::Abandon(self.gate.clone()));
    }
}

/// Who holds the floor and may be heard: not while the turn's clock stands.
fn floor_of(meeting: &Meeting) -> Option<(orchestrasec_domain::GrantNo, u32)> {
    let grant = meeting.floor.holder.as_ref().filter(|grant| grant.pause.is_none())?;
    let person = meeting.present(grant.participant_id).filter(|person| person.role.may_speak())?;
    (meeting.status == Status::Live).then_some((grant.grant_no, person.number))
}

fn open_in(meeting: &Meeting) -> u32 {
    let phase = meeting.current_phase().filter(|_| meeting.status == Status::Live);
    phase.map_or(0, |phase| phase.rules.open_microphones)
}

fn note_person(audible: &mut Audible, meeting: &Meeting, id: ParticipantId) {
    let Some(person) = meeting.participants.get(&id) else { return };
    let role = meeting.role_of(id);
    let speaks = role.is_some_and(MeetingRole::may_speak);
    audible.muted.set(person.number, person.muted || !speaks);
    let leads = role == Some(MeetingRole::Facilitator);
    audible.screens.set(person.number, speaks && (person.screen_allowed || leads));
}

/// Whose rights to be heard and seen the event may change.
fn person_of(event: &Event) -> Option<ParticipantId> {
    match event {
        Event::ParticipantJoined { participant_id, .. }
        | Event::ParticipantLeft { participant_id }
        | Event::ParticipantRemoved { participant_id, .. }
        | Event::RoleChanged { participant_id, .. }
        | Event::ParticipantMuted { participant_id }
        | Event::ParticipantUnmuted { participant_id }
        | Event::ScreenAllowed { participant_id, .. } => Some(*participant_id),
        _ => None,
    }
}
