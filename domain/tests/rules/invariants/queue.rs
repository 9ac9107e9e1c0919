//! Who waits where.

use crate::{ledger::Ledger, random::Done};
use orchestrasec_domain::{
    Event, FloorRequest, Granting, Meeting, ParticipantId, QueueOrder, RequestId,
    floor::Hold,
    order::{self, Rule},
};

pub fn nobody_waits_twice_for_the_same(meeting: &Meeting) {
    let mut waiting: Vec<_> = meeting.floor.queue.iter().map(|one| (one.participant_id, one.kind)).collect();
    let turns = meeting.floor.holder.iter().chain(&meeting.floor.suspended);
    waiting.extend(turns.map(|grant| (grant.participant_id, grant.kind)));
    waiting.sort();
    assert!(waiting.windows(2).all(|pair| pair[0] != pair[1]), "{:?}", meeting.floor);
}

/// Whoever has a turn, running or interrupted, has no other.
pub fn nobody_has_two_turns(meeting: &Meeting) {
    let turns = meeting.floor.holder.iter().chain(&meeting.floor.suspended);
    let mut people: Vec<_> = turns.map(|grant| grant.participant_id).collect();
    people.sort();
    assert!(people.windows(2).all(|pair| pair[0] != pair[1]), "{:?}", meeting.floor);
}

fn is_moved(ledger: &Ledger, request: &FloorRequest) -> bool {
    ledger.requests[&request.request_id].by_hand
}

/// Pairs of requests that wait, the one in front first.
fn pairs(queue: &[FloorRequest]) -> impl Iterator<Item = (&FloorRequest, &FloorRequest)> {
    queue.iter().enumerate().flat_map(move |(index, one)| queue[index + 1..].iter().map(move |other| (one, other)))
}

/// No unmoved request waits behind an unmoved one of lower kind.
pub fn precedence_is_respected(ledger: &Ledger, meeting: &Meeting) {
    let queue: Vec<_> = meeting.floor.queue.iter().filter(|one| !is_moved(ledger, one)).cloned().collect();
    for (front, behind) in pairs(&queue) {
        assert!(front.kind <= behind.kind, "{behind:?} waits behind {front:?}");
    }
}

/// One person at most has the last word, and nobody waits behind it.
pub fn nobody_comes_after_the_last_word(ledger: &Ledger, meeting: &Meeting) {
    let last = meeting.floor.queue.iter().position(|one| ledger.requests[&one.request_id].last_word);
    assert!(last.is_none_or(|index| index + 1 == meeting.floor.queue.len()), "{:?}", meeting.floor.queue);
}

fn spoken(ledger: &Ledger, person: ParticipantId) -> u64 {
    ledger.people[&person].spoke_ms
}

/// Seats from the last speaker on; who spoke last waits longest.
fn seats_away(ledger: &Ledger, person: ParticipantId) -> u64 {
    let seat = |person: &ParticipantId| u64::from(ledger.people[person].seat);
    let (seats, last) = (ledger.people.len() as u64, ledger.last_speaker.as_ref().map_or(0, seat));
    (1..=seats).find(|step| (last + step - 1) % seats + 1 == seat(&person)).unwrap()
}

/// What the method compares; the lower one is first, then who asked earlier.
fn key(ledger: &Ledger, meeting: &Meeting, one: &FloorRequest) -> u64 {
    let person = one.participant_id;
    match ledger.order {
        QueueOrder::Fifo | QueueOrder::Manual | QueueOrder::AlternateStance => 0,
        QueueOrder::LeastTime => spoken(ledger, person),
        QueueOrder::LeastTurns => ledger.people[&person].speeches.into(),
        QueueOrder::RoundRobin => seats_away(ledger, person),
        QueueOrder::Random => order::lot(meeting.floor.seed.unwrap(), person, ledger.people[&person].speeches).into(),
    }
}

/// No free request waits behind a free one of the same kind that the method puts behind it.
pub fn within_a_kind_the_method_decides(ledger: &Ledger, meeting: &Meeting) {
    let free: Vec<_> = meeting.floor.queue.iter().filter(|one| one.hold == Hold::None).cloned().collect();
    assert!(free.iter().all(|one| one.rank == one.kind && !is_moved(ledger, one)), "{free:?}");
    if ledger.order == QueueOrder::AlternateStance {
        return sides_alternate(ledger, meeting);
    }
    for (front, behind) in pairs(&free).filter(|(front, behind)| front.kind == behind.kind) {
        let (first, second) = (key(ledger, meeting, front), key(ledger, meeting, behind));
        assert!(
            (first, front.request_id) < (second, behind.request_id),
            "{:?}: {front:?} ({first}) before {behind:?} ({second})",
            ledger.order
        );
    }
}

/// Nobody speaks for the side that spoke before while somebody free, of the other side or of none, waits.
fn sides_alternate(ledger: &Ledger, meeting: &Meeting) {
    let queue = &meeting.floor.queue;
    let mut side = ledger.last_stance;
    for (index, one) in queue.iter().enumerate() {
        let again = one.hold == Hold::None && one.stance.is_some() && one.stance == side;
        let passed = queue[index..]
            .iter()
            .find(|other| other.hold == Hold::None && other.kind == one.kind && other.stance != one.stance);
        assert!(!again || passed.is_none(), "{one:?} before {passed:?}");
        side = one.stance.or(side);
    }
}

/// Without a facilitator's hand the first N stay in order among themselves, and only higher kinds come before them.
pub fn protected_positions_are_kept(
    ledger: &Ledger,
    done: &Done,
    queue_before: &[FloorRequest],
    events: &[&Event],
    after: &Meeting,
) {
    let by_hand = events.iter().any(|event| {
        matches!(event, Event::RequestMoved { .. } | Event::LastWordGiven { .. } | Event::GrantUndone { .. })
    });
    if by_hand || done.orders_begun_before != ledger.orders_begun {
        return;
    }
    let place = |id: RequestId| after.floor.position(id);
    let held = |one: &&FloorRequest| place(one.request_id).is_some() && !is_moved(ledger, one);
    let protected: Vec<_> = queue_before.iter().take(done.protected_before).filter(held).cloned().collect();
    for (front, behind) in pairs(&protected) {
        assert!(place(front.request_id) < place(behind.request_id), "{behind:?} overtook {front:?}");
    }
    for one in &protected {
        let was = queue_before.iter().position(|other| other.request_id == one.request_id).unwrap();
        for other in after.floor.queue.iter().take(place(one.request_id).unwrap() - 1) {
            let was_in_front = queue_before[..was].iter().any(|before| before.request_id == other.request_id);
            assert!(was_in_front || other.kind < one.kind, "{other:?} overtook the protected {one:?}");
        }
    }
}

/// Every queued request is explained once, in the order of the queue, by the rule and the values that put it there.
pub fn every_place_is_explained(ledger: &Ledger, meeting: &Meeting) {
    let (queue, places) = (&meeting.floor.queue, meeting.places());
    assert!(queue.iter().map(|one| one.request_id).eq(places.iter().map(|place| place.request_id)));
    let mut side = ledger.last_stance;
    for (index, (one, place)) in queue.iter().zip(&places).enumerate() {
        let overtakes = |other: &FloorRequest| other.kind > one.kind && other.request_id < one.request_id;
        assert_eq!(place.explanation.by_kind, queue[index..].iter().any(overtakes), "{one:?}");
        let person = &ledger.people[&one.participant_id];
        let request = &ledger.requests[&one.request_id];
        let expected = match place.explanation.rule {
            Rule::LastWord => request.last_word,
            Rule::Placed => request.by_hand && !request.last_word,
            Rule::Yielded => request.yielded && !request.by_hand && !request.last_word,
            Rule::Kept => one.hold == Hold::Kept && !request.by_hand,
            Rule::Asked => matches!(ledger.order, QueueOrder::Fifo | QueueOrder::Manual),
            Rule::LeastTime { spoke_ms, .. } => ledger.order == QueueOrder::LeastTime && spoke_ms == person.spoke_ms,
            Rule::LeastTurns { turns } => ledger.order == QueueOrder::LeastTurns && turns == person.speeches,
            Rule::RoundRobin { steps, after } => {
                let away = seats_away(ledger, one.participant_id);
                ledger.order == QueueOrder::RoundRobin && u64::from(steps) == away && after == ledger.last_speaker
            }
            Rule::AlternateStance { after } => ledger.order == QueueOrder::AlternateStance && after == side,
            Rule::Random { lot, seed } => {
                ledger.order == QueueOrder::Random && lot == order::lot(seed, one.participant_id, person.speeches)
            }
        };
        assert!(expected, "{one:?} is not where it is because of {place:?}");
        side = one.stance.or(side);
    }
}

/// Whose group has time left, where that is bounded.
pub fn a_free_floor_with_somebody_eligible_waiting_is_granted_in_automatic_mode(ledger: &Ledger, meeting: &Meeting) {
    if ledger.granting() == Granting::Chaired || meeting.floor.holder.is_some() {
        return;
    }
    let has_time =
        |one: &&FloorRequest| !Ledger::is_speech(one.kind) || ledger.budget_of(one.participant_id) != Some(0);
    let stuck = meeting.floor.queue.iter().find(has_time);
    assert_eq!(stuck, None, "the floor is free");
}

/// A request that a facilitator moved is where it was put, or before the last word.
pub fn a_moved_request_is_where_it_was_put(ledger: &Ledger, events: &[&Event], meeting: &Meeting) {
    let [Event::RequestMoved { request_id, position }] = events else { return };
    let last_words = ledger.requests.values().filter(|one| one.last_word && one.state == crate::ledger::State::Waiting);
    let most = meeting.floor.queue.len() - last_words.count();
    assert_eq!(meeting.floor.position(*request_id), Some((*position).min(most)));
}
