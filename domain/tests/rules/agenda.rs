//! The agenda and its current item.

use crate::{
    cast::{ADA, ADMIN, BO, FAY, OLA, ZOE, item},
    facts::at,
    scenario::{Scenario, a_closed_meeting, a_live_meeting, a_scheduled_meeting, given, seconds_pass},
};
use orchestrasec_domain::{
    AgendaItemId, Event, FloorRequest, Refusal, Right,
    agenda::{AgendaText, Link},
    command::AgendaChange,
    refusal::FieldProblem,
};

fn id(number: u64) -> AgendaItemId {
    AgendaItemId(number)
}

fn added(number: u64, title: &str, position: usize) -> Event {
    Event::AgendaItemAdded { item_id: id(number), item: item(title), position }
}

fn entered(number: impl Into<Option<u64>>) -> Event {
    Event::AgendaItemEntered { item_id: number.into().map(AgendaItemId) }
}

fn titles(meeting: &Scenario) -> Vec<&str> {
    meeting.meeting.agenda.items.iter().map(|item| item.title.as_str()).collect()
}

fn three_items() -> Scenario {
    given(a_live_meeting().about(&["Minutes", "Budget", "Buildings"]))
}

#[test]
fn a_plan_brings_its_agenda() {
    let meeting = three_items();
    assert_eq!(titles(&meeting), ["Minutes", "Budget", "Buildings"]);
    assert_eq!(meeting.meeting.agenda.items.iter().map(|item| item.item_id.0).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn who_leads_adds_items_before_and_during_the_meeting() {
    for leader in [FAY, ADMIN] {
        for setup in [a_scheduled_meeting(), a_live_meeting()] {
            let meeting = given(setup).when(leader.adds_item(" Budget ")).then([added(1, "Budget", 1)]);
            let meeting = meeting.when(leader.adds_item_at("Minutes", Some(1))).then([added(2, "Minutes", 1)]);
            assert_eq!(titles(&meeting), ["Minutes", "Budget"]);
        }
    }
}

#[test]
fn an_item_has_an_owner_a_planned_time_and_links() {
    let link = |title: &str, url: &str| Link { title: title.into(), url: url.into() };
    let text = AgendaText {
        title: "Budget".into(),
        owner: Some(ADA.id()),
        planned_ms: Some(600_000),
        links: vec![link("Draft", "https://example.org/draft"), link("Old", "HTTP://example.org")],
    };
    let meeting = given(a_live_meeting()).and(FAY.changes_the_agenda(AgendaChange::Add(text.clone(), None)));
    let budget = &meeting.meeting.agenda.items[0];
    assert_eq!((&budget.title, budget.owner, budget.planned_ms), (&text.title, text.owner, text.planned_ms));
    assert_eq!(budget.links, text.links);
}

#[test]
fn a_text_that_does_not_fit_is_refused() {
    let link = |url: &str| vec![Link { title: "Draft".into(), url: url.into() }];
    let range = |min, max| FieldProblem::OutOfRange { min, max };
    for (text, field, problem) in [
        (item(" "), "title", FieldProblem::Empty),
        (AgendaText { owner: Some(ZOE.id()), ..item("Budget") }, "owner", FieldProblem::Unknown),
        (AgendaText { planned_ms: Some(0), ..item("Budget") }, "planned_ms", range(1, 86_400_000)),
        (AgendaText { planned_ms: Some(86_400_001), ..item("Budget") }, "planned_ms", range(1, 86_400_000)),
        (
            AgendaText { links: link("javascript:alert(1)"), ..item("Budget") },
            "links.url",
            FieldProblem::NotAWebAddress,
        ),
        (AgendaText { links: link("https://"), ..item("Budget") }, "links.url", FieldProblem::NotAWebAddress),
        (AgendaText { links: link("https://a b"), ..item("Budget") }, "links.url", FieldProblem::NotAWebAddress),
        (AgendaText { links: vec![link("https://a").remove(0); 21], ..item("Budget") }, "links", range(0, 20)),
    ] {
        let refusal = Refusal::InvalidField { field, problem };
        let meeting = three_items();
        let meeting =
            meeting.when(FAY.changes_the_agenda(AgendaChange::Add(text.clone(), None))).is_refused(refusal.clone());
        meeting.when(FAY.changes_the_agenda(AgendaChange::Edit(id(1), text))).is_refused(refusal);
    }
}

#[test]
fn who_leads_edits_moves_and_removes_items() {
    let edit = |title: &str| FAY.changes_the_agenda(AgendaChange::Edit(id(2), item(title)));
    let edited = Event::AgendaItemEdited { item_id: id(2), item: item("Money") };
    let meeting = three_items().when(edit("Money")).then([edited]).when(edit("Money")).changes_nothing();
    let put = |position| FAY.changes_the_agenda(AgendaChange::Move(id(2), position));
    let moved = |position| Event::AgendaItemMoved { item_id: id(2), position };
    let meeting = meeting.when(put(3)).then([moved(3)]).when(put(3)).changes_nothing();
    assert_eq!(titles(&meeting), ["Minutes", "Buildings", "Money"]);
    let meeting = meeting.when(put(1)).then([moved(1)]);
    assert_eq!(titles(&meeting), ["Money", "Minutes", "Buildings"]);
    let remove = FAY.changes_the_agenda(AgendaChange::Remove(id(1)));
    let meeting = meeting.when(remove).then([Event::AgendaItemRemoved { item_id: id(1) }]);
    assert_eq!(titles(&meeting), ["Money", "Buildings"]);
    meeting.when(FAY.adds_item("New")).then([added(4, "New", 3)]);
}

#[test]
fn items_that_are_not_there_and_places_that_are_not_are_refused() {
    for change in [
        AgendaChange::Edit(id(9), item("Budget")),
        AgendaChange::Move(id(9), 1),
        AgendaChange::Remove(id(9)),
        AgendaChange::Enter(Some(id(9))),
    ] {
        three_items().when(FAY.changes_the_agenda(change)).is_refused(Refusal::AgendaItemNotFound);
    }
    for position in [0, 4] {
        let change = AgendaChange::Move(id(1), position);
        three_items().when(FAY.changes_the_agenda(change)).is_refused(Refusal::PositionOutOfRange);
    }
    for position in [0, 5] {
        three_items().when(FAY.adds_item_at("New", Some(position))).is_refused(Refusal::PositionOutOfRange);
    }
}

#[test]
fn an_agenda_has_a_hundred_items_at_most() {
    let full = (0..97).fold(three_items(), |meeting, _| meeting.and(FAY.adds_item("Another")));
    full.when(FAY.adds_item("One too many")).is_refused(Refusal::AgendaIsFull);
}

#[test]
fn the_time_of_the_current_item_is_counted() {
    let meeting = three_items().and(seconds_pass(10)).when(FAY.enters_item(1)).then([entered(1)]);
    let meeting = meeting.when(FAY.enters_item(1)).changes_nothing().and(seconds_pass(60));
    let meeting = meeting.when(ADMIN.enters_item(3)).then([entered(3)]).and(seconds_pass(5)).and(FAY.enters_item(1));
    let items = &meeting.meeting.agenda.items;
    assert_eq!((items[0].spent_ms, items[0].entered_at), (60_000, Some(at(75))));
    assert_eq!((items[2].spent_ms, items[2].entered_at), (5_000, None));
    let none = FAY.changes_the_agenda(AgendaChange::Enter(None));
    let meeting = meeting.and(seconds_pass(5)).when(none).then([entered(None)]);
    assert_eq!((meeting.meeting.agenda.current, meeting.meeting.agenda.items[0].spent_ms), (None, 65_000));
}

#[test]
fn the_end_of_the_meeting_ends_the_current_item() {
    let meeting = three_items().and(FAY.enters_item(2)).and(seconds_pass(30)).and(FAY.closes());
    assert_eq!((meeting.meeting.agenda.current, meeting.meeting.agenda.items[1].spent_ms), (None, 30_000));
}

#[test]
fn requests_and_speeches_belong_to_the_item_of_their_time() {
    let of = |request: &FloorRequest| request.item_id.map(|id| id.0);
    let meeting = three_items().and(ADA.asks()).and(FAY.enters_item(1)).and(BO.asks()).and(FAY.enters_item(2));
    let meeting = meeting.and(OLA.leaves()).and(OLA.joins()).and(OLA.asks());
    assert_eq!(meeting.meeting.floor.queue.iter().map(of).collect::<Vec<_>>(), [Some(1), Some(2)]);
    assert_eq!(meeting.meeting.floor.holder.as_ref().unwrap().item_id, None);
    let meeting = meeting.and(ADA.releases());
    assert_eq!(meeting.meeting.floor.holder.as_ref().unwrap().item_id, Some(id(1)));
    let meeting = meeting.and(BO.releases()).and(OLA.releases()).and(FAY.grants(ADA));
    assert_eq!(meeting.meeting.floor.holder.as_ref().unwrap().item_id, Some(id(2)));
}

#[test]
fn the_current_item_cannot_be_taken_off() {
    let remove = FAY.changes_the_agenda(AgendaChange::Remove(id(1)));
    three_items().and(FAY.enters_item(1)).when(remove).is_refused(Refusal::AgendaItemIsCurrent);
}

#[test]
fn nothing_is_current_before_the_start_and_nothing_changes_after_the_end() {
    let planned = given(a_scheduled_meeting().about(&["Minutes"]));
    planned.when(FAY.enters_item(1)).is_refused(Refusal::MeetingIsNotLive);
    given(a_closed_meeting()).when(FAY.adds_item("Late")).is_refused(Refusal::MeetingIsClosed);
    given(a_closed_meeting().about(&["Minutes"])).when(FAY.enters_item(1)).is_refused(Refusal::MeetingIsClosed);
}

#[test]
fn only_who_leads_changes_the_agenda() {
    let right = Right::ChangeAgenda;
    for person in [ADA, OLA] {
        three_items().when(person.adds_item("Mine")).is_refused(Refusal::NotPermitted { right });
        three_items().when(person.enters_item(1)).is_refused(Refusal::NotPermitted { right });
    }
    three_items().when(ZOE.adds_item("Mine")).is_refused(Refusal::NotAParticipant);
}
