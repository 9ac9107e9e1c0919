//! The record read a second time, by nothing but its events: who waits, who speaks, whose turn is interrupted, how long each spoke.
//! What does not fit together fails where it is read.

use crate::scenario::Line;
use orchestrasec_domain::{
    Event, FloorKind, GrantNo, Granting, MeetingRole, ParticipantId, Phase, QueueOrder, RequestId, Settings, Stance,
    Timestamp, event::RevokeCause,
};
use std::collections::BTreeMap;

/// Where a request is in its life. The last five are ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Waiting,
    Granted,
    Interrupted,
    Released,
    Revoked,
    Withdrawn,
    Denied,
    NeverReached,
}

#[derive(Debug, Clone)]
pub struct Request {
    pub person: ParticipantId,
    pub kind: FloorKind,
    pub stance: Option<Stance>,
    pub state: State,
    /// A facilitator put it where it is; the automatic order does not bind it.
    pub by_hand: bool,
    pub yielded: bool,
    pub last_word: bool,
}

#[derive(Debug, Clone)]
pub struct Turn {
    pub grant: GrantNo,
    /// The first grant of a turn that was interrupted.
    pub origin: GrantNo,
    pub person: ParticipantId,
    pub kind: FloorKind,
    pub request: Option<RequestId>,
    pub limit: Option<u64>,
    /// Milliseconds in this grant until the clock stood last.
    ran: u64,
    /// Since when the clock runs.
    since: Option<Timestamp>,
}

impl Turn {
    pub fn ran_at(&self, now: Timestamp) -> u64 {
        self.ran + self.since.map_or(0, |since| now.since(since))
    }

    pub fn left_at(&self, now: Timestamp) -> Option<u64> {
        self.limit.map(|limit| limit.saturating_sub(self.ran_at(now)))
    }
}

#[derive(Debug, Clone)]
pub struct Known {
    pub seat: u32,
    pub role: Option<MeetingRole>,
    pub group: Option<String>,
    pub spoke_ms: u64,
    pub turns: u32,
    pub speeches: u32,
}

/// A phase that began, and how it was then.
#[derive(Debug, Clone)]
pub struct Entry {
    pub line: usize,
    pub nobody_spoke: bool,
    pub timebox_was_over: bool,
    pub rules_allow_it: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Ledger {
    pub settings: Settings,
    pub phases: Vec<Phase>,
    pub phase: Option<(usize, Option<Timestamp>)>,
    pub order: QueueOrder,
    /// How often another method began.
    pub orders_begun: u32,
    pub closed: bool,
    pub people: BTreeMap<ParticipantId, Known>,
    pub holder: Option<Turn>,
    pub interrupted: Vec<Turn>,
    pub requests: BTreeMap<RequestId, Request>,
    pub group_spoke_ms: BTreeMap<String, u64>,
    pub last_speaker: Option<ParticipantId>,
    pub last_stance: Option<Stance>,
    chosen_order: Option<QueueOrder>,
    /// Both before the last grant that was no resumption.
    before: (Option<ParticipantId>, Option<Stance>),
    pub entries: Vec<Entry>,
    /// Which grant has to follow at once, because it is what interrupted.
    owed: Option<GrantNo>,
    lines: usize,
    /// The clock jumped back somewhere: durations prove nothing.
    pub timeless: bool,
}

impl Ledger {
    pub fn of(record: &[Line]) -> Self {
        let mut ledger = Ledger::default();
        for line in record {
            ledger.take(line);
        }
        ledger
    }

    fn phase_rules(&self) -> Option<&orchestrasec_domain::PhaseRules> {
        self.phase.map(|(index, _)| &self.phases[index].rules)
    }

    pub fn granting(&self) -> Granting {
        self.phase_rules().and_then(|rules| rules.granting).unwrap_or(self.settings.granting)
    }

    pub fn is_speech(kind: FloorKind) -> bool {
        kind == FloorKind::Contribution || kind == FloorKind::DirectReply
    }

    /// What the person's group has left, when that is bounded.
    pub fn budget_of(&self, person: ParticipantId) -> Option<u64> {
        let key = self.people.get(&person)?.group.as_ref()?;
        let group = self.settings.groups.iter().find(|group| group.key == *key)?;
        Some(group.budget_ms?.saturating_sub(self.group_spoke_ms.get(key).copied().unwrap_or(0)))
    }

    pub fn take(&mut self, line: &Line) {
        let Line { at, event, .. } = line;
        self.lines += 1;
        let owed = self.owed.take();
        if let Some(grant) = owed {
            let follows = matches!(event, Event::FloorGranted { interrupts, .. } if *interrupts == Some(grant));
            assert!(follows, "{grant} was interrupted by nothing: {event:?}");
        }
        self.take_about_meeting(*at, event);
        self.take_about_people(event);
        self.take_about_requests(event);
        self.take_about_turns(*at, event);
        self.note_the_order();
    }

    fn take_about_meeting(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::MeetingCreated { phases, settings, created_by, .. } => {
                (self.phases, self.settings) = (phases.clone(), settings.clone());
                self.enter(created_by.participant_id, MeetingRole::Facilitator);
            }
            Event::MeetingUpdated { settings, queue_order, .. } => {
                self.settings = settings.clone();
                self.chosen_order = queue_order.or(self.chosen_order);
            }
            Event::PhaseEntered { index, ends_at, .. } => {
                self.chosen_order = None;
                let rules_allow_it = self.phase_rules().is_some_and(|rules| rules.auto_advance);
                let timebox_was_over = self.phase.and_then(|(_, end)| end).is_some_and(|end| end <= at);
                let nobody_spoke = self.holder.is_none() && self.interrupted.is_empty();
                self.entries.push(Entry { line: self.lines - 1, nobody_spoke, timebox_was_over, rules_allow_it });
                self.phase = Some((*index, *ends_at));
            }
            Event::PhaseExtended { index, ends_at, .. } => {
                assert_eq!(self.phase.map(|(index, _)| index), Some(*index));
                self.phase = Some((*index, Some(*ends_at)));
            }
            Event::MeetingClosed {} => {
                assert!(self.holder.is_none() && self.interrupted.is_empty(), "closed while somebody speaks");
                (self.closed, self.phase) = (true, None);
                for request in self.requests.values_mut().filter(|request| request.state == State::Waiting) {
                    request.state = State::NeverReached;
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, id: ParticipantId, role: MeetingRole) {
        let seat = u32::try_from(self.people.len()).unwrap() + 1;
        let new = Known { seat, role: None, group: None, spoke_ms: 0, turns: 0, speeches: 0 };
        self.people.entry(id).or_insert(new).role = Some(role);
    }

    fn person(&mut self, id: &ParticipantId) -> &mut Known {
        self.people.get_mut(id).expect("only who was ever in is told of")
    }

    fn take_about_people(&mut self, event: &Event) {
        match event {
            Event::ParticipantJoined { participant_id, role, .. } => self.enter(*participant_id, *role),
            Event::ParticipantLeft { participant_id } | Event::ParticipantRemoved { participant_id, .. } => {
                self.person(participant_id).role = None;
            }
            Event::RoleChanged { participant_id, role } => self.person(participant_id).role = Some(*role),
            Event::GroupAssigned { participant_id, group } => self.person(participant_id).group.clone_from(group),
            _ => {}
        }
    }

    /// A request goes from one state to another, and from no other.
    fn moves_on(&mut self, id: RequestId, from: State, to: State) {
        let request = self.requests.get_mut(&id).expect("a request was made before");
        assert_eq!(request.state, from, "request {id} cannot become {to:?}");
        request.state = to;
    }

    fn take_about_requests(&mut self, event: &Event) {
        match event {
            Event::FloorRequested { request_id, participant_id, kind, stance, yielded, .. } => {
                let new = Request {
                    person: *participant_id,
                    kind: *kind,
                    stance: *stance,
                    state: State::Waiting,
                    by_hand: false,
                    yielded: *yielded,
                    last_word: false,
                };
                assert!(self.requests.insert(*request_id, new).is_none(), "request {request_id} is made twice");
            }
            Event::RequestWithdrawn { request_id, .. } => {
                self.moves_on(*request_id, State::Waiting, State::Withdrawn);
            }
            Event::RequestDenied { request_id, .. } => self.moves_on(*request_id, State::Waiting, State::Denied),
            Event::RequestMoved { request_id, .. } => {
                let request = self.requests.get_mut(request_id).unwrap();
                (request.by_hand, request.last_word) = (true, false);
            }
            Event::LastWordGiven { request_id, .. } => {
                for (id, request) in &mut self.requests {
                    let freed = request.last_word && id != request_id;
                    request.by_hand &= !freed;
                    request.last_word = id == request_id;
                }
                self.requests.get_mut(request_id).unwrap().by_hand = true;
            }
            _ => {}
        }
    }

    fn take_about_turns(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::FloorGranted { .. } => self.take_grant(at, event),
            Event::FloorSuspended { grant_no, participant_id, spoke_ms } => {
                let mut turn = self.holder.take().expect("somebody is interrupted");
                assert_eq!((turn.grant, turn.person), (*grant_no, *participant_id));
                self.count(&turn, turn.ran_at(at), *spoke_ms, 0);
                (turn.limit, turn.ran, turn.since) = (turn.left_at(at), 0, None);
                if let Some(request) = turn.request {
                    self.moves_on(request, State::Granted, State::Interrupted);
                }
                self.owed = Some(turn.grant);
                self.interrupted.push(turn);
            }
            Event::FloorReleased { grant_no, spoke_ms, .. } => {
                self.end(*grant_no, at, *spoke_ms, State::Released, None);
            }
            Event::FloorRevoked { grant_no, spoke_ms, cause, .. } => {
                self.end(*grant_no, at, *spoke_ms, State::Revoked, Some(*cause));
            }
            Event::GrantUndone { grant_no, spoke_ms, request_id, .. } => {
                let turn = self.holder.take().expect("somebody holds what is undone");
                assert_eq!((turn.grant, turn.request), (*grant_no, *request_id));
                self.count(&turn, turn.ran_at(at), *spoke_ms, 0);
                (self.last_speaker, self.last_stance) = self.before;
                if let Some(id) = request_id {
                    self.moves_on(*id, State::Granted, State::Waiting);
                    let request = self.requests.get_mut(id).unwrap();
                    (request.by_hand, request.last_word) = (true, false);
                }
            }
            Event::TurnWarned { grant_no } | Event::TurnOverran { grant_no } => {
                self.running(*grant_no);
            }
            Event::TurnExtended { grant_no, by_ms, limit_ms, ends_at, .. } => {
                let turn = self.running(*grant_no);
                assert_eq!(turn.limit.map(|limit| limit.saturating_add_signed(*by_ms)), Some(*limit_ms));
                turn.limit = Some(*limit_ms);
                self.says_when_it_ends(at, *ends_at);
            }
            Event::TurnPaused { grant_no, spoke_ms, .. } => {
                let timeless = self.timeless;
                let turn = self.running(*grant_no);
                turn.ran = turn.ran_at(at);
                assert!(timeless || turn.ran == *spoke_ms, "{} is not {spoke_ms} ms", turn.ran);
                assert!(turn.since.take().is_some(), "the clock stands already");
            }
            Event::TurnResumed { grant_no, ends_at, .. } => {
                let turn = self.running(*grant_no);
                assert!(turn.since.replace(at).is_none(), "the clock runs already");
                self.says_when_it_ends(at, *ends_at);
            }
            _ => {}
        }
    }

    fn running(&mut self, grant: GrantNo) -> &mut Turn {
        self.holder.as_mut().filter(|turn| turn.grant == grant).expect("only who holds the floor is told about it")
    }

    fn says_when_it_ends(&self, at: Timestamp, ends_at: Option<Timestamp>) {
        let turn = self.holder.as_ref().unwrap();
        if let (Some(end), Some(limit), Some(_), false) = (ends_at, turn.limit, turn.since, self.timeless) {
            assert_eq!(end.0 - at.0, limit.cast_signed() - turn.ran_at(at).cast_signed(), "the end is told wrongly");
        }
    }

    fn take_grant(&mut self, at: Timestamp, event: &Event) {
        let Event::FloorGranted { grant_no, request_id, participant_id, kind, stance, limit_ms, ends_at, .. } = event
        else {
            return;
        };
        let Event::FloorGranted { interrupts, resumes, granted_by, .. } = event else { return };
        assert!(self.holder.is_none(), "a second holder: {event:?}");
        let mut origin = *grant_no;
        if let Some(resumed) = resumes {
            let turn = self.interrupted.pop().expect("who goes on was interrupted");
            assert_eq!((turn.grant, turn.person, turn.kind), (*resumed, *participant_id, *kind));
            assert_eq!(turn.request, *request_id);
            assert!(self.timeless || turn.limit == *limit_ms, "an interruption takes no time: {turn:?}, {limit_ms:?}");
            origin = turn.origin;
        } else {
            let top = self.interrupted.last();
            assert!(interrupts.is_none_or(|grant| top.is_some_and(|turn| turn.grant == grant)));
            assert!(top.is_none_or(|turn| *kind < turn.kind), "{kind:?} does not interrupt {top:?}");
            self.obeys_the_rules(event);
            self.before = (self.last_speaker, self.last_stance);
            if Ledger::is_speech(*kind) {
                (self.last_speaker, self.last_stance) = (Some(*participant_id), stance.or(self.last_stance));
            }
        }
        assert!(self.interrupted.len() <= 2, "{:?}", self.interrupted);
        if let Some(id) = request_id {
            let from = if resumes.is_some() { State::Interrupted } else { State::Waiting };
            self.moves_on(*id, from, State::Granted);
            assert_eq!(self.requests[id].person, *participant_id);
        }
        assert!(resumes.is_none() || granted_by.is_none());
        self.holder = Some(Turn {
            grant: *grant_no,
            origin,
            person: *participant_id,
            kind: *kind,
            request: *request_id,
            limit: *limit_ms,
            ran: 0,
            since: Some(at),
        });
        self.says_when_it_ends(at, *ends_at);
    }

    /// What nobody granted by hand is granted only where the rules may, and within the budget.
    fn obeys_the_rules(&self, event: &Event) {
        let Event::FloorGranted { granted_by: None, interrupts, participant_id, kind, limit_ms, .. } = event else {
            return;
        };
        let mode = if interrupts.is_some() { self.settings.interposing } else { self.granting() };
        assert_eq!(mode, Granting::Automatic, "a chaired floor is given by hand only");
        let budget = self.budget_of(*participant_id).filter(|_| Ledger::is_speech(*kind));
        if let Some(left) = budget {
            assert!(
                left > 0 && limit_ms.is_some_and(|limit| limit <= left),
                "{limit_ms:?} exceeds the budget of {left}"
            );
        }
    }

    fn end(&mut self, grant: GrantNo, at: Timestamp, spoke_ms: u64, state: State, cause: Option<RevokeCause>) {
        let index = self.interrupted.iter().position(|turn| turn.grant == grant);
        let (turn, ran, from) = if let Some(index) = index {
            (self.interrupted.remove(index), 0, State::Interrupted)
        } else {
            let turn = self.holder.take().expect("somebody gives back what they hold");
            assert_eq!(turn.grant, grant, "given back by another");
            let mut ran = turn.ran_at(at);
            if cause == Some(RevokeCause::Overtime) {
                // However late the server noticed.
                let end = turn.limit.expect("a turn without a limit has no overtime") + self.settings.grace_ms;
                assert!(self.timeless || ran >= end, "revoked before its end");
                ran = end;
            }
            (turn, ran, State::Granted)
        };
        self.count(&turn, ran, spoke_ms, 1);
        if let Some(id) = turn.request {
            self.moves_on(id, from, state);
        }
    }

    fn count(&mut self, turn: &Turn, ran: u64, told: u64, turns: u32) {
        assert!(self.timeless || ran == told, "{} spoke {ran} ms, not {told}", turn.grant);
        let person = self.person(&turn.person);
        (person.spoke_ms, person.turns) = (person.spoke_ms + told, person.turns + turns);
        if Ledger::is_speech(turn.kind) {
            person.speeches += turns;
        }
        if let Some(group) = person.group.clone().filter(|_| Ledger::is_speech(turn.kind)) {
            *self.group_spoke_ms.entry(group).or_default() += told;
        }
    }

    /// Another method begins afresh: what was put by hand under the old one does not bind it.
    fn note_the_order(&mut self) {
        let of_phase = || self.phase_rules().and_then(|rules| rules.queue_order);
        let order = self.chosen_order.or_else(of_phase).unwrap_or(self.settings.queue_order);
        if order != self.order {
            (self.order, self.orders_begun) = (order, self.orders_begun + 1);
            self.requests.values_mut().filter(|request| !request.last_word).for_each(|request| {
                (request.by_hand, request.yielded) = (false, false);
            });
        }
    }
}
