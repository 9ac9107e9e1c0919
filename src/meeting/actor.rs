//! decide → journal → release.

use super::{
    answers::Answers,
    append::Batch,
    broadcast::{events_frame, snapshot_frame},
    cork::Cork,
    gate::{First, Gate, NewFollower, Output},
    history::History,
    idle::Idle,
    media::Microphones,
    questions,
    recovery::Recovered,
    roster::Roster,
};
use crate::{
    messages::{
        meeting::{AskRequest, CommandRequest, Follow, ToMeeting},
        registry::Life,
        session::{FollowEnded, ToSession},
    },
    ports::{Answer, Appended, Clock, Head, Journal, JournalError, MediaPlane},
};
use actix::prelude::*;
use orchestrasec_domain::{
    Command, Event, GrantNo, Meeting, ParticipantId, Right, Seq, Timestamp, UserId, Who, event::Rejoin,
};
use orchestrasec_protocol::{Code, EncodedEvent, MeetingView, Problem, Viewer, queue::QueueTeller, view::You};
use serde_json::value::{RawValue, to_raw_value};
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Messages that may wait for a meeting; more are refused as `busy`.
const MAILBOX: usize = 4_096;
/// Outputs that may wait for the journal; commands beyond are refused as `busy`.
const GATE_MAX: usize = 8_192;
/// How long presence changes are gathered.
const PRESENCE_DELAY: Duration = Duration::from_millis(250);
/// Events that end something for connections.
const ENDS_SOMETHING: [&str; 4] = ["participant_left", "participant_removed", "role_changed", "meeting_closed"];

/// What a meeting is made of besides its record.
pub struct MeetingParts {
    /// Where its events go.
    pub journal: Arc<dyn Journal>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Its tie to the registry.
    pub life: Life,
    /// What carries audio and video.
    pub media: Arc<dyn MediaPlane>,
}

/// The actor that owns one meeting.
pub struct MeetingActor {
    pub(super) meeting: Meeting,
    head: Head,
    durable: Seq,
    epoch: u64,
    last_at: Timestamp,
    pub(super) gate: Gate,
    cork: Cork,
    microphones: Microphones,
    pub(super) roster: Roster,
    /// The last grant whose holder was looked after.
    pub(super) attended: GrantNo,
    /// Rises whenever a holder's connection comes or goes, so that who waits for one absence to last is not misled by the next.
    pub(super) absence: u64,
    teller: QueueTeller,
    history: History,
    answers: Answers,
    /// The state as JSON at a point, for all who join there.
    encoded: Option<(Seq, Arc<RawValue>)>,
    pub(super) deadline: Option<(Timestamp, SpawnHandle)>,
    presence_timer: bool,
    pub(super) idle: Idle,
    stopping: bool,
    journal: Arc<dyn Journal>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) life: Life,
    done: UnboundedSender<Appended>,
    results: Option<UnboundedReceiver<Appended>>,
}

impl MeetingActor {
    /// The actor of a meeting that was rebuilt from its journal.
    pub fn new(recovered: Recovered, parts: MeetingParts) -> Self {
        let (done, results) = unbounded_channel();
        Self {
            durable: recovered.head.seq,
            microphones: Microphones::of(parts.media, &recovered.meeting),
            roster: Roster::new(recovered.meeting.id),
            attended: recovered.meeting.floor.last_grant,
            absence: 0,
            teller: recovered.teller,
            meeting: recovered.meeting,
            head: recovered.head,
            epoch: recovered.epoch,
            last_at: recovered.last_at,
            gate: Gate::default(),
            cork: Cork::default(),
            history: recovered.history,
            answers: recovered.answers,
            encoded: None,
            deadline: None,
            presence_timer: false,
            idle: Idle::new(parts.clock.now()),
            stopping: false,
            journal: parts.journal,
            clock: parts.clock,
            life: parts.life,
            done,
            results: Some(results),
        }
    }

    /// The time now, which in a meeting never runs backwards.
    pub(super) fn now(&self) -> Timestamp {
        self.clock.now().max(self.last_at)
    }

    fn command(&mut self, ctx: &mut Context<Self>, request: CommandRequest) {
        let CommandRequest { who, id, command, reply } = request;
        let answer = self.execute(ctx, &who, id.as_deref(), &command);
        let after = match &answer {
            Ok(answer) => answer.seq,
            Err(_) => self.head.seq,
        };
        self.gate.hold(after, Output::Answer(reply, answer));
    }

    /// Decides a command and queues what it brought about.
    fn execute(
        &mut self,
        ctx: &mut Context<Self>,
        who: &Who,
        id: Option<&str>,
        command: &Command,
    ) -> Result<Answer, Problem> {
        if let Some(answer) = id.and_then(|id| self.answers.find(who.user_id, id)) {
            return Ok(answer);
        }
        if self.gate.len() >= GATE_MAX {
            return Err(Problem::of(Code::Busy).retry_after_ms(1_000));
        }
        let now = self.now();
        self.pass_time(ctx, now)?;
        // Rules that panic must not take the meeting with them: they see the state, but cannot change it.
        let decided = std::panic::catch_unwind(AssertUnwindSafe(|| self.meeting.decide(now, who, command)));
        let Ok(decided) = decided else {
            tracing::error!(meeting = %self.meeting.id, ?command, "deciding a command panicked");
            return Err(Problem::of(Code::Internal));
        };
        match decided {
            Ok(events) => self.commit(ctx, now, Some(who.user_id), id, &events),
            Err(refusal) => {
                metrics::counter!("commands_refused_total").increment(1);
                if let Some(event) = self.meeting.refusal_event(now, who, &refusal) {
                    self.commit(ctx, now, Some(who.user_id), None, &[event])?;
                }
                Err(refusal.into())
            }
        }
    }

    /// Lets happen what time has brought about until `now`.
    pub(super) fn pass_time(&mut self, ctx: &mut Context<Self>, now: Timestamp) -> Result<(), Problem> {
        let events = self.meeting.due(now);
        if !events.is_empty() {
            self.commit(ctx, now, None, None, &events)?;
        }
        Ok(())
    }

    /// Queues events to the journal and applies them; they are told once they are durable.
    pub(super) fn commit(
        &mut self,
        ctx: &mut Context<Self>,
        at: Timestamp,
        actor: Option<UserId>,
        id: Option<&str>,
        events: &[Event],
    ) -> Result<Answer, Problem> {
        if events.is_empty() {
            return Ok(Answer { seq: self.head.seq, outcome: None });
        }
        let answer =
            Answer { seq: Seq(self.head.seq.0 + events.len() as u64), outcome: self.meeting.foresee(at, events) };
        let batch = Batch {
            meeting: &self.meeting,
            head: self.head,
            epoch: self.epoch,
            at,
            actor,
            command: id.map(|id| (id, answer)),
            events,
        };
        let (append, head) = batch.into_append(self.done.clone()).map_err(|error| {
            tracing::error!(meeting = %self.meeting.id, %error, "an event could not be encoded");
            Problem::of(Code::Internal)
        })?;
        let mut encoded: Vec<EncodedEvent> = append.events.iter().map(|stored| stored.event.clone()).collect();
        self.journal.append(append).map_err(|error| match error {
            JournalError::Busy => Problem::of(Code::Busy).retry_after_ms(1_000),
            _ => Problem::of(Code::StorageUnavailable).retry_after_ms(1_000),
        })?;
        self.head = head;
        self.last_at = at;
        for (event, encoded) in events.iter().zip(&mut encoded) {
            self.meeting.note_actor(at, actor.map(ParticipantId::from), event);
            self.meeting.apply(at, event);
            encoded.queue = self.teller.encoded_after(event, &self.meeting);
            self.history.push(encoded.clone());
        }
        self.microphones.foresee(&self.meeting, events, head.seq);
        if let (Some(id), Some(who)) = (id, actor) {
            self.answers.remember(who, id, answer);
        }
        self.gate.hold(self.head.seq, Output::Events(encoded));
        self.arm_deadline(ctx);
        Ok(answer)
    }

    fn follow(&mut self, ctx: &mut Context<Self>, follow: Follow) {
        let Follow { who, session_id, address, join, after, id, reply } = follow;
        let joined = match join {
            Some(role) => self.execute(ctx, &who, id.as_deref(), &Command::Join { role }).map(|_| ()),
            None => Ok(()),
        };
        let allowed = joined.and_then(|()| Ok(self.meeting.check_right(&who, Right::Read)?));
        if let Err(problem) = allowed {
            return self.gate.hold(self.head.seq, Output::Answer(reply, Err(problem)));
        }
        let participant_id = who.participant_id();
        let viewer = Viewer::of(who.account_role, self.meeting.role_of(participant_id));
        let missed = after.and_then(|after| self.history.missed(after, self.head.seq));
        let first = if let Some(events) = missed {
            First::Missed(events)
        } else {
            let you = Box::new(You::of(&self.meeting, participant_id, who.account_role));
            let Some(meeting) = self.encoded_state() else {
                let problem = Problem::of(Code::Internal);
                return self.gate.hold(self.head.seq, Output::Answer(reply, Err(problem)));
            };
            First::State { you, meeting }
        };
        let seq = self.head.seq;
        let account_role = who.account_role;
        let follower = NewFollower { session_id, address, participant_id, account_role, viewer, seq, first, reply };
        self.gate.hold(seq, Output::Follow(follower));
    }

    fn encoded_state(&mut self) -> Option<Arc<RawValue>> {
        if let Some((seq, encoded)) = &self.encoded
            && *seq == self.head.seq
        {
            return Some(encoded.clone());
        }
        let encoded: Arc<RawValue> = to_raw_value(&MeetingView::from(&self.meeting)).ok()?.into();
        self.encoded = Some((self.head.seq, encoded.clone()));
        Some(encoded)
    }

    fn ask(&mut self, request: AskRequest) {
        let AskRequest { who, question, reply } = request;
        let view = questions::answer(&self.meeting, &who, question);
        self.gate.hold(self.head.seq, Output::View(reply, view));
    }

    /// Lets out everything that is durable. All events of one commit leave in one frame.
    pub(super) fn release(&mut self, ctx: &mut Context<Self>) {
        self.microphones.part(self.roster.take_gone());
        if let Some(wait) = self.cork.wait() {
            if !self.cork.watched {
                self.cork.watched = true;
                ctx.run_later(wait, |this, ctx| {
                    this.cork.watched = false;
                    this.release(ctx);
                });
            }
            return;
        }
        // Who is heard changes in the same step in which it is told.
        self.microphones.release(self.durable);
        let mut events: Vec<EncodedEvent> = Vec::new();
        while let Some(output) = self.gate.release(self.durable) {
            match output {
                Output::Events(more) => events.extend(more),
                Output::Answer(reply, answer) => reply.send(answer),
                Output::View(reply, view) => drop(reply.send(view)),
                Output::Follow(follower) => {
                    self.tell(&mut events);
                    self.admit(follower);
                }
            }
        }
        self.tell(&mut events);
        self.microphones.part(self.roster.take_gone());
        self.attend(ctx);
        if self.roster.has_changes() && !self.presence_timer {
            self.presence_timer = true;
            ctx.run_later(PRESENCE_DELAY, |this, _| {
                this.presence_timer = false;
                this.roster.send_presence();
            });
        }
        if self.stopping && self.gate.is_empty() {
            self.life.ends_orderly();
            ctx.stop();
        }
    }

    /// Sends events to all who follow, then ends the following of those who are gone by them and
    /// tells those whose role they change.
    fn tell(&mut self, events: &mut Vec<EncodedEvent>) {
        if events.is_empty() {
            return;
        }
        self.roster.send_events(events);
        self.cork.fan_out(self.roster.len());
        for event in std::mem::take(events) {
            if !ENDS_SOMETHING.contains(&event.kind.as_str()) {
                continue;
            }
            let event = EncodedEvent::decode(&event.kind, &event.payload);
            if let Ok(event) = &event {
                self.microphones.told(event, |person| self.roster.sessions_of(person));
            }
            match event {
                Ok(Event::RoleChanged { participant_id, role }) => self.roster.change_role(participant_id, role),
                Ok(Event::ParticipantLeft { participant_id }) => self.roster.end(participant_id, &FollowEnded::Left),
                Ok(Event::ParticipantRemoved { participant_id, reason, rejoin }) => {
                    let code = match rejoin {
                        Rejoin::Allowed => Code::Removed,
                        Rejoin::Banned => Code::Banned,
                    };
                    self.roster.end(participant_id, &FollowEnded::Removed { code, reason });
                }
                _ => {}
            }
        }
    }

    fn admit(&mut self, follower: NewFollower) {
        let NewFollower { session_id, address, participant_id, account_role, viewer, seq, first, reply } = follower;
        let meeting_id = self.meeting.id;
        reply.send(Ok(Answer { seq, outcome: None }));
        self.roster.add(session_id, address.clone(), (participant_id, account_role), viewer);
        let text = match first {
            First::State { you, meeting } => {
                snapshot_frame(meeting_id, seq, self.now(), &you, &meeting, self.roster.online())
            }
            First::Missed(events) => events_frame(meeting_id, &events, viewer),
        };
        self.microphones.confirm(session_id, self.meeting.role_of(participant_id));
        if address.send(ToSession::State { meeting_id, seq, text }).is_err() {
            self.roster.remove(session_id);
        }
    }
}

impl Actor for MeetingActor {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.set_mailbox_capacity(MAILBOX);
        if let Some(mut results) = self.results.take() {
            ctx.add_stream(futures_util::stream::poll_fn(move |cx| results.poll_recv(cx)));
        }
        self.arm_deadline(ctx);
        self.await_holder_of_before(ctx);
        self.watch_idle(ctx);
    }
}

impl Handler<ToMeeting> for MeetingActor {
    type Result = ();

    fn handle(&mut self, message: ToMeeting, ctx: &mut Self::Context) {
        self.idle.is_needed(self.clock.now());
        match message {
            ToMeeting::Command(request) => self.command(ctx, request),
            ToMeeting::Follow(follow) => self.follow(ctx, follow),
            ToMeeting::Unfollow(session) => self.roster.remove(session),
            ToMeeting::Ask(request) => self.ask(request),
            ToMeeting::Media(request) => {
                let follows = self.roster.follows(request.session_id);
                self.microphones.ask(&self.meeting, request, self.durable, follows);
            }
            ToMeeting::Stop => self.stopping = true,
        }
        self.release(ctx);
    }
}

impl StreamHandler<Appended> for MeetingActor {
    fn handle(&mut self, appended: Appended, ctx: &mut Self::Context) {
        match appended.result {
            Ok(()) => {
                self.durable = appended.upto;
                self.release(ctx);
            }
            Err(error) => {
                // Nothing of it was told. The registry rebuilds the meeting from what is durable.
                tracing::error!(meeting = %self.meeting.id, %error, "the journal refused events");
                ctx.terminate();
            }
        }
    }

    fn finished(&mut self, _: &mut Self::Context) {}
}
