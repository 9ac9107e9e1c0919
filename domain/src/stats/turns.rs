//! The turns: who had the floor when, and for how much of it the clock ran.

use crate::{AgendaItemId, Event, FloorKind, GrantNo, ParticipantId, Stance, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a part of a turn ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TurnEnd {
    /// The holder gave the floor back.
    Released,
    /// It was taken.
    Revoked,
    /// Somebody interrupted; it goes on as another part.
    Suspended,
    /// The grant was taken back.
    Undone,
    /// It goes on now.
    Running,
}

/// A turn, or a part of one that was interrupted: a grant of the floor from its beginning to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TurnPart {
    /// The grant.
    pub grant_no: GrantNo,
    /// The interrupted grant that goes on by this one.
    pub resumes: Option<GrantNo>,
    /// Who spoke.
    pub participant_id: ParticipantId,
    /// What for.
    pub kind: FloorKind,
    /// For or against.
    pub stance: Option<Stance>,
    /// Since when.
    pub started_at: Timestamp,
    /// Until when; `None`: now.
    pub ended_at: Option<Timestamp>,
    /// Milliseconds spoken; pauses do not count.
    pub spoke_ms: u64,
    /// The phase in which it began.
    pub phase_index: Option<usize>,
    /// The agenda item it belongs to.
    pub item_id: Option<AgendaItemId>,
    /// How it ended.
    pub ended: TurnEnd,
}

/// A stretch of time in which somebody spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// Who.
    pub participant_id: ParticipantId,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub to: Timestamp,
}

impl Spoken {
    /// How much of it lies between two points, in milliseconds.
    pub fn within_ms(&self, from: Timestamp, to: Timestamp) -> u64 {
        self.to.min(to).since(self.from.max(from))
    }
}

/// What one person spoke.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PersonTurns {
    pub(super) speaking_ms: u64,
    pub(super) turns: u32,
    pub(super) longest_turn_ms: u64,
}

/// All turns so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Turns {
    parts: Vec<TurnPart>,
    /// For each part the one with which its turn began.
    beginnings: Vec<usize>,
    /// Where each grant is among the parts.
    places: BTreeMap<GrantNo, usize>,
    /// What was spoken before, in order.
    spoken: Vec<Spoken>,
    /// The part that has the floor.
    running: Option<Running>,
    interruptions: u32,
}

#[derive(Debug, Clone, Copy)]
struct Running {
    place: usize,
    /// Since when the clock runs; `None`: it stands.
    since: Option<Timestamp>,
}

impl Turns {
    /// Parts of turns, a measure of the memory that they need.
    pub(super) fn len(&self) -> usize {
        self.parts.len()
    }

    pub(super) fn follow(&mut self, at: Timestamp, event: &Event, phase_index: Option<usize>) {
        match event {
            Event::FloorGranted { grant_no, participant_id, kind, stance, item_id, resumes, .. } => {
                self.begin(TurnPart {
                    grant_no: *grant_no,
                    resumes: *resumes,
                    participant_id: *participant_id,
                    kind: *kind,
                    stance: *stance,
                    started_at: at,
                    ended_at: None,
                    spoke_ms: 0,
                    phase_index,
                    item_id: *item_id,
                    ended: TurnEnd::Running,
                });
            }
            Event::TurnPaused { grant_no, .. } => self.stand(at, *grant_no),
            Event::TurnResumed { grant_no, .. } => {
                if let Some(running) = self.running_as(*grant_no) {
                    running.since.get_or_insert(at);
                }
            }
            Event::FloorSuspended { grant_no, spoke_ms, .. } => {
                self.interruptions += 1;
                self.end(at, *grant_no, *spoke_ms, TurnEnd::Suspended);
            }
            Event::FloorReleased { grant_no, spoke_ms, .. } => self.end(at, *grant_no, *spoke_ms, TurnEnd::Released),
            Event::FloorRevoked { grant_no, spoke_ms, .. } => self.end(at, *grant_no, *spoke_ms, TurnEnd::Revoked),
            Event::GrantUndone { grant_no, spoke_ms, .. } => self.end(at, *grant_no, *spoke_ms, TurnEnd::Undone),
            _ => {}
        }
    }

    fn begin(&mut self, part: TurnPart) {
        let place = self.parts.len();
        let before = part.resumes.and_then(|resumed| self.places.get(&resumed)).copied();
        let beginning = before.and_then(|before| self.beginnings.get(before)).copied().unwrap_or(place);
        self.places.insert(part.grant_no, place);
        self.running = Some(Running { place, since: Some(part.started_at) });
        self.beginnings.push(beginning);
        self.parts.push(part);
    }

    fn running_as(&mut self, grant_no: GrantNo) -> Option<&mut Running> {
        let place = self.places.get(&grant_no)?;
        self.running.as_mut().filter(|running| running.place == *place)
    }

    /// The clock of a part stands from now on.
    fn stand(&mut self, at: Timestamp, grant_no: GrantNo) {
        let Some(running) = self.running_as(grant_no) else { return };
        let Running { place, since: Some(since) } = *running else { return };
        running.since = None;
        self.add(place, since, at);
    }

    fn add(&mut self, place: usize, from: Timestamp, to: Timestamp) {
        let Some(part) = self.parts.get_mut(place) else { return };
        part.spoke_ms = part.spoke_ms.saturating_add(to.since(from));
        if to > from {
            self.spoken.push(Spoken { participant_id: part.participant_id, from, to });
        }
    }

    /// Ends a part. `spoke_ms` is what counts, also when it is less than the clock says: a turn that is revoked at its limit ended
    /// there, however late the server noticed. A part that was interrupted before has ended already.
    fn end(&mut self, at: Timestamp, grant_no: GrantNo, spoke_ms: u64, ended: TurnEnd) {
        let Some(Running { place, since }) = self.running_as(grant_no).copied() else { return };
        self.running = None;
        if let Some(since) = since {
            let before = self.parts.get(place).map_or(0, |part| part.spoke_ms);
            self.add(place, since, since.plus(spoke_ms.saturating_sub(before)));
            self.take_back(place, before.saturating_sub(spoke_ms));
        }
        if let Some(part) = self.parts.get_mut(place) {
            (part.ended_at, part.ended) = (Some(at), ended);
        }
    }

    /// Uncounts what lies behind the end of the part that spoke last: its clock stood after a limit that nobody had noticed.
    fn take_back(&mut self, place: usize, mut excess: u64) {
        if let Some(part) = self.parts.get_mut(place) {
            part.spoke_ms = part.spoke_ms.saturating_sub(excess);
        }
        while excess > 0
            && let Some(last) = self.spoken.pop()
        {
            let cut = last.to.since(last.from).min(excess);
            excess -= cut;
            let kept = Spoken { to: last.to.minus(cut), ..last };
            self.spoken.extend(Some(kept).filter(|kept| kept.to > kept.from));
        }
    }

    /// Milliseconds that the running part has spoken since its clock was started last.
    fn fresh(&self, now: Timestamp) -> Option<(usize, Spoken)> {
        let Running { place, since } = self.running?;
        let from = since.filter(|since| *since < now)?;
        let participant_id = self.parts.get(place)?.participant_id;
        Some((place, Spoken { participant_id, from, to: now }))
    }

    /// Every stretch of time in which somebody spoke, in order.
    pub(super) fn spoken(&self, now: Timestamp) -> Vec<Spoken> {
        let fresh = self.fresh(now).map(|(_, spoken)| spoken);
        self.spoken.iter().copied().chain(fresh).collect()
    }

    /// Every part of every turn, in order.
    pub(super) fn timeline(&self, now: Timestamp) -> Vec<TurnPart> {
        let mut parts = self.parts.clone();
        if let Some((place, spoken)) = self.fresh(now)
            && let Some(part) = parts.get_mut(place)
        {
            part.spoke_ms = part.spoke_ms.saturating_add(spoken.to.since(spoken.from));
        }
        parts
    }

    pub(super) fn interruptions(&self) -> u32 {
        self.interruptions
    }

    /// The first parts of the turns that were begun and not undone.
    pub(super) fn begun(&self) -> impl Iterator<Item = &TurnPart> {
        self.beginnings
            .iter()
            .enumerate()
            .filter(|(place, beginning)| place == *beginning)
            .filter_map(|(place, _)| self.parts.get(place))
            .filter(|part| part.ended != TurnEnd::Undone)
    }

    /// Turns that were begun.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.begun().count()).unwrap_or(u32::MAX)
    }

    pub(super) fn by_person(&self, now: Timestamp) -> BTreeMap<ParticipantId, PersonTurns> {
        let mut people: BTreeMap<ParticipantId, PersonTurns> = BTreeMap::new();
        let mut turns = vec![0_u64; self.parts.len()];
        for ((place, part), beginning) in self.timeline(now).iter().enumerate().zip(&self.beginnings) {
            let is_first = place == *beginning;
            let person = people.entry(part.participant_id).or_default();
            person.speaking_ms = person.speaking_ms.saturating_add(part.spoke_ms);
            if part.ended == TurnEnd::Undone {
                continue;
            }
            if is_first {
                person.turns += 1;
            }
            if let Some(turn) = turns.get_mut(*beginning) {
                *turn = turn.saturating_add(part.spoke_ms);
                person.longest_turn_ms = person.longest_turn_ms.max(*turn);
            }
        }
        people
    }
}

#[cfg(test)]
mod tests {
    use super::TurnEnd;
    use crate::{
        Command, FloorKind, GrantNo, Overtime, SettingsChange,
        command::{GrantTo, MeetingChange},
        stats::stage::{ADA, BO, FAY, Stage, asks, asks_for, at, id},
    };

    #[test]
    fn an_interrupted_turn_is_one_turn_in_two_parts() {
        let mut stage = Stage::open();
        stage.does(ADA, asks()).after(10).does(BO, asks_for(FloorKind::ClarifyingQuestion)).after(5);
        let during = stage.stats();
        assert_eq!((during.turns, during.of(ADA).turns), (2, 1));
        stage.does(BO, Command::ReleaseFloor).after(20).does(ADA, Command::ReleaseFloor);
        let stats = stage.stats();
        assert_eq!(stats.parts(), [(10, TurnEnd::Suspended), (5, TurnEnd::Released), (20, TurnEnd::Released)]);
        let last = stats.timeline.last().unwrap();
        assert_eq!((last.resumes, last.started_at, last.ended_at), (Some(GrantNo(1)), at(15), Some(at(35))));
        assert_eq!((stats.turns, stats.interruptions), (2, 1));
        assert_eq!((stats.of(ADA).turns, stats.of(ADA).longest_turn_ms), (1, 30_000));
    }

    #[test]
    fn who_leaves_while_interrupted_has_spoken_until_then() {
        let mut stage = Stage::open();
        stage.does(ADA, asks()).after(10).does(BO, asks_for(FloorKind::ClarifyingQuestion)).after(5);
        stage.does(ADA, Command::Leave).after(5);
        let stats = stage.stats();
        assert_eq!(stats.parts(), [(10, TurnEnd::Suspended), (10, TurnEnd::Running)]);
        assert_eq!((stats.of(ADA).speaking_ms, stats.of(ADA).turns), (10_000, 1));
    }

    #[test]
    fn while_the_clock_stands_nothing_is_spoken() {
        let mut stage = Stage::open();
        stage.does(ADA, asks()).after(10).does(FAY, Command::PauseTurn).after(60);
        assert_eq!(stage.stats().parts(), [(10, TurnEnd::Running)]);
        stage.does(FAY, Command::ResumeTurn).after(5).loses_connection(ADA).after(61);
        let stats = stage.stats();
        assert_eq!(stats.parts(), [(15, TurnEnd::Revoked)]);
        assert_eq!(stats.timeline[0].ended_at, Some(at(136)));
    }

    #[test]
    fn an_undone_grant_is_no_turn_but_what_was_spoken_counts() {
        let mut stage = Stage::open();
        stage.does(FAY, Command::GrantFloor(GrantTo::Participant(id(ADA)))).after(3).does(FAY, Command::UndoGrant);
        let stats = stage.stats();
        assert_eq!(stats.parts(), [(3, TurnEnd::Undone)]);
        let ada = stats.of(ADA);
        assert_eq!((ada.turns, ada.speaking_ms, ada.longest_turn_ms, stats.turns), (0, 3_000, 0, 0));
    }

    #[test]
    fn a_turn_that_is_revoked_at_its_limit_ended_there_however_late_it_was_noticed() {
        let mut stage = Stage::open();
        let settings = SettingsChange {
            turn_limit_ms: Some(Some(30_000)),
            warning_ms: Some(0),
            overtime: Some(Overtime::Revoke),
            ..SettingsChange::default()
        };
        stage.does(FAY, Command::UpdateMeeting(MeetingChange { settings, ..MeetingChange::default() }));
        stage.does(ADA, asks()).after(50);
        assert_eq!(stage.stats().parts(), [(30, TurnEnd::Revoked)]);
    }

    #[test]
    fn the_running_turn_counts_until_now() {
        let mut stage = Stage::open();
        stage.does(ADA, asks()).after(7);
        let stats = stage.stats();
        assert_eq!((stats.speaking_ms, stats.turns), (7_000, 1));
        assert_eq!((stats.timeline[0].ended_at, stats.timeline[0].phase_index), (None, Some(0)));
    }
}
