//! The meeting's hand on the microphones: who may be heard follows from the state, and from what of it is durable.

use crate::{
    messages::{
        meeting::MediaRequest,
        session::{SessionId, ToSession},
    },
    ports::{
        Answer,
        media::{Audible, MediaJoin, MediaOrder, MediaPlane, People, SpeechGate},
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
        let mut audible =
            Audible { floor: floor_of(meeting), open: open_in(meeting), muted: People::EVERYBODY, ..Audible::NOBODY };
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

#[cfg(test)]
mod tests {
    use super::Microphones;
    use crate::ports::media::{MediaOrder, MediaPlane, SpeechGate};
    use orchestrasec_domain::{
        AccountRole, Command, FloorKind, FloorWish, Meeting, MeetingId, MeetingRole, NewMeeting, Seq, SettingsChange,
        Timestamp, UserId, Who, template,
    };
    use std::sync::{Arc, Mutex};
    use uuid::Uuid;

    /// Keeps the gate and counts abandoned lives.
    #[derive(Default)]
    struct Plane(Mutex<Option<Arc<SpeechGate>>>, Mutex<u32>);

    impl MediaPlane for Plane {
        fn order(&self, _: MeetingId, order: MediaOrder) {
            match order {
                MediaOrder::Open(gate) => *self.0.lock().unwrap() = Some(gate),
                MediaOrder::Abandon(_) => *self.1.lock().unwrap() += 1,
                _ => {}
            }
        }
    }

    fn who(number: u128) -> Who {
        let user_id = UserId(Uuid::from_u128(number));
        Who { user_id, display_name: format!("Person {number}"), account_role: AccountRole::Member }
    }

    /// A meeting whose events become durable when the test says so.
    struct Scene {
        meeting: Meeting,
        microphones: Option<Microphones>,
        plane: Arc<Plane>,
        gate: Arc<SpeechGate>,
        seq: u64,
    }

    impl Scene {
        fn new() -> Self {
            let mut plan = template::find("open_discussion").unwrap();
            plan.phases.truncate(1);
            let mut second = plan.phases[0].clone();
            second.key = "second".into();
            second.rules.open_microphones = 3;
            plan.phases.push(second);
            let new = NewMeeting {
                meeting_id: MeetingId(Uuid::from_u128(9)),
                title: "Weekly".into(),
                description: String::new(),
                template: plan,
                scheduled_start: None,
                settings: SettingsChange::default(),
            };
            let created = Meeting::create(&who(1), &new).unwrap();
            let meeting = Meeting::born(Timestamp(0), &created).unwrap();
            let plane = Arc::new(Plane::default());
            let microphones = Microphones::of(plane.clone(), &meeting);
            let gate = plane.0.lock().unwrap().clone().unwrap();
            let mut scene = Self { meeting, microphones: Some(microphones), plane, gate, seq: 1 };
            scene.does(1, Command::StartMeeting);
            scene.does(2, Command::Join { role: MeetingRole::Participant });
            scene.does(3, Command::Join { role: MeetingRole::Participant });
            scene.becomes_durable();
            scene
        }

        #[expect(clippy::needless_pass_by_value, reason = "it reads better")]
        fn does(&mut self, number: u128, command: Command) {
            let now = Timestamp(1_000);
            let events = self.meeting.decide(now, &who(number), &command).unwrap();
            for event in &events {
                self.meeting.apply(now, event);
            }
            self.seq += events.len() as u64;
            self.microphones.as_mut().unwrap().foresee(&self.meeting, &events, Seq(self.seq));
        }

        fn becomes_durable(&mut self) {
            self.microphones.as_mut().unwrap().release(Seq(self.seq));
        }

        fn asks(&mut self, number: u128) {
            self.does(number, Command::RequestFloor(FloorWish::of(FloorKind::Contribution)));
        }
    }

    #[test]
    fn a_grant_is_heard_when_it_is_durable_and_a_loss_at_once() {
        let mut scene = Scene::new();
        scene.asks(2);
        assert_eq!(scene.gate.floor(), (0, 0), "granted, but not durable");
        scene.becomes_durable();
        assert_eq!(scene.gate.floor(), (1, 2));
        scene.asks(3);
        assert_eq!(scene.gate.floor(), (1, 2), "who waits changes nothing");
        scene.does(2, Command::ReleaseFloor);
        assert_eq!(scene.gate.floor(), (0, 0), "silence until the next grant is durable");
        scene.becomes_durable();
        assert_eq!(scene.gate.floor(), (2, 3));
        scene.does(1, Command::PauseTurn);
        assert_eq!(scene.gate.floor(), (0, 0));
        scene.becomes_durable();
        assert_eq!(scene.gate.floor(), (0, 0), "paused is silent");
        scene.does(1, Command::ResumeTurn);
        scene.becomes_durable();
        assert_eq!(scene.gate.floor(), (2, 3));
        scene.does(1, Command::CloseMeeting);
        assert_eq!(scene.gate.floor(), (0, 0));
    }

    #[test]
    fn what_was_durable_before_a_later_loss_is_not_given_any_more() {
        let mut scene = Scene::new();
        scene.asks(2);
        let granted = Seq(scene.seq);
        scene.does(1, Command::RevokeFloor { reason: None });
        scene.microphones.as_mut().unwrap().release(granted);
        assert_eq!(scene.gate.floor(), (0, 0));
        scene.becomes_durable();
        assert_eq!(scene.gate.floor(), (0, 0));
    }

    #[test]
    fn microphones_open_with_the_phase_and_close_for_the_muted_and_for_observers() {
        let mut scene = Scene::new();
        assert_eq!(scene.gate.open_microphones(), 0);
        scene.does(1, Command::AdvancePhase);
        assert_eq!(scene.gate.open_microphones(), 0);
        scene.becomes_durable();
        assert_eq!((scene.gate.open_microphones(), scene.gate.is_muted(2)), (3, false));
        let participant_id = who(2).participant_id();
        scene.does(1, Command::MuteParticipant { participant_id });
        assert!(scene.gate.is_muted(2) && !scene.gate.is_muted(3));
        scene.does(1, Command::UnmuteParticipant { participant_id });
        assert!(scene.gate.is_muted(2), "not durable");
        scene.becomes_durable();
        assert!(!scene.gate.is_muted(2));
        scene.does(1, Command::ChangeRole { participant_id, role: MeetingRole::Observer });
        assert!(scene.gate.is_muted(2));
        assert!(scene.gate.is_muted(99), "nobody of this number is there");
    }

    #[test]
    fn facilitators_share_screens_and_others_by_leave() {
        let mut scene = Scene::new();
        assert!(scene.gate.may_share(1) && !scene.gate.may_share(2));
        let participant_id = who(2).participant_id();
        scene.does(1, Command::AllowScreen { participant_id, allowed: true });
        assert!(!scene.gate.may_share(2));
        scene.becomes_durable();
        assert!(scene.gate.may_share(2));
        scene.does(1, Command::AllowScreen { participant_id, allowed: false });
        assert!(!scene.gate.may_share(2));
    }

    #[test]
    fn a_life_that_ends_leaves_silence_and_the_next_one_restores_the_word() {
        let mut scene = Scene::new();
        scene.asks(2);
        scene.becomes_durable();
        drop(scene.microphones.take());
        assert_eq!((scene.gate.floor(), *scene.plane.1.lock().unwrap()), ((0, 0), 1));
        let _next = Microphones::of(scene.plane.clone(), &scene.meeting);
        let gate = scene.plane.0.lock().unwrap().clone().unwrap();
        assert_eq!(gate.floor(), (1, 2));
        assert_eq!(scene.gate.floor(), (0, 0), "the old gate stays shut");
    }
}
