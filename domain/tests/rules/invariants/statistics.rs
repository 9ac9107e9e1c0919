//! The statistics are another reading of the same record.

use crate::scenario::Scenario;
use orchestrasec_domain::stats::Ledger;

/// Whichever way the same is counted, it is the same, and what the state says.
pub fn the_statistics_agree_with_the_state(scenario: &Scenario) {
    let (meeting, now) = (&scenario.meeting, scenario.now);
    let mut ledger = Ledger::new();
    for line in &scenario.record {
        ledger.follow(line.at, line.actor, &line.event);
    }
    let stats = ledger.statistics(now);
    let total = stats.speaking_ms;
    for person in &stats.people {
        let known = &meeting.participants[&person.participant_id];
        let running = meeting.floor.holder.as_ref().filter(|grant| grant.participant_id == person.participant_id);
        assert_eq!(person.speaking_ms, known.spoke_ms + running.map_or(0, |grant| grant.spoken_ms(now)));
        let interrupted = meeting.floor.suspended_turn_of(person.participant_id).map(|_| 1);
        // The state counts a turn when it ends, the statistics when it begins.
        assert_eq!(person.turns, known.turns + running.map(|_| 1).or(interrupted).unwrap_or(0));
        assert_eq!((person.role, &person.group, person.guest), (known.role, &known.group, known.guest));
    }
    assert_eq!(stats.people.len(), meeting.participants.len());
    let share: f64 = stats.people.iter().map(|person| person.share).sum();
    assert!(if total == 0 { share == 0.0 } else { (share - 1.0).abs() < 1e-9 }, "{share}");
    assert!((0.0..1.0).contains(&stats.gini), "{}", stats.gini);
    assert_eq!(stats.timeline.iter().map(|part| part.spoke_ms).sum::<u64>(), total);
    assert_eq!(stats.phases.iter().map(|phase| phase.speaking_ms).sum::<u64>(), total);
    assert_eq!(stats.phases.iter().map(|phase| phase.turns).sum::<u32>(), stats.turns);
    assert_eq!(stats.over_time.buckets.iter().map(|bucket| bucket.speaking_ms).sum::<u64>(), total);
    assert!(stats.over_time.buckets.len() <= 60);
    let requests = stats.requests;
    assert_eq!(requests.waiting as usize, meeting.floor.queue.len());
    let ended = requests.granted + requests.denied + requests.withdrawn + requests.never_reached;
    assert_eq!(requests.made, ended + requests.waiting);
    for item in &meeting.agenda.items {
        let figures = stats.items.iter().find(|one| one.item_id == item.item_id).unwrap();
        let running = item.entered_at.map_or(0, |since| now.since(since));
        assert_eq!((figures.spent_ms, figures.planned_ms), (item.spent_ms + running, item.planned_ms));
    }
}
