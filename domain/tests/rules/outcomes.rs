//! Every command by everybody in every state of the floor, with its outcome: `outcomes.txt`, written anew with
//! `UPDATE_GENERATED=1` and read by people.

use crate::{
    cast::{ADA, ADMIN, Action, BO, CY, FAY, OLA, Person, ZOE, guest, item, member},
    facts::joined,
    scenario::{Scenario, Setup, a_live_meeting, a_scheduled_meeting, given, happened},
};
use orchestrasec_domain::{
    AgendaItemId, Event, FloorKind, MeetingRole, Refusal,
    command::{AgendaChange, MeetingChange},
    event::Rejoin,
};
use std::{collections::BTreeSet, fmt::Write as _};

const DI: Person = member(50, "Di");
const EVE: Person = member(51, "Eve");
const REX: Person = member(52, "Rex");
const BEN: Person = member(53, "Ben");

/// The columns.
const WHO: [(&str, Person); 7] = [
    ("facilitator", FAY),
    ("participant", ADA),
    ("observer", OLA),
    ("admin outside", ADMIN),
    ("stranger", ZOE),
    ("removed", REX),
    ("banned", BEN),
];

/// What is done, by somebody.
type Row = (&'static str, fn(Person) -> Action);

/// The floor as it is for somebody; `None`: it cannot be.
type State = (&'static str, fn(Person) -> Option<Scenario>);

/// Request 1 is Di's where one waits; Eve takes part and does nothing; item 1 is on the agenda.
fn commands() -> Vec<Row> {
    vec![
        ("join", |who| who.joins()),
        ("leave", |who| who.leaves()),
        ("ask to contribute", |who| who.asks()),
        ("ask to reply", |who| who.replies()),
        ("ask a question", |who| who.questions()),
        ("raise a point of order", |who| who.objects()),
        ("ask on behalf of Eve", |who| who.asks_on_behalf_of(EVE)),
        ("withdraw one's own", |who| who.withdraws()),
        ("withdraw Di's request", |who| who.withdraws_request(1)),
        ("release", |who| who.releases()),
        ("yield", |who| who.yields()),
        ("hand over to Eve", |who| who.hands_over_to(EVE)),
        ("grant the next", |who| who.grants_the_next()),
        ("grant Di's request", |who| who.grants_request(1)),
        ("grant Eve", |who| who.grants(EVE)),
        ("undo the grant", |who| who.undoes_the_grant()),
        ("revoke", |who| who.revokes()),
        ("deny Di's request", |who| who.denies(1)),
        ("move Di's request to 2", |who| who.moves(1, 2)),
        ("give Eve the last word", |who| who.gives_the_last_word_to(EVE)),
        ("invite Eve to speak", |who| who.invites(EVE)),
        ("open the queue", |who| who.opens_the_queue()),
        ("close the queue", |who| who.closes_the_queue()),
        ("close it but for points of order", |who| who.closes_the_queue_except_for_points_of_order()),
        ("extend the turn", |who| who.extends_the_turn(60)),
        ("pause the turn", |who| who.pauses()),
        ("resume the turn", |who| who.resumes()),
        ("say one is ready", |who| who.is_ready()),
        ("advance", |who| who.advances()),
        ("go back", |who| who.goes_back()),
        ("extend the phase", |who| who.extends_the_phase(60)),
        ("add an item", |who| who.adds_item("Budget")),
        ("edit an item", |who| who.changes_the_agenda(AgendaChange::Edit(AgendaItemId(1), item("Budget")))),
        ("move an item", |who| who.changes_the_agenda(AgendaChange::Move(AgendaItemId(1), 2))),
        ("remove an item", |who| who.changes_the_agenda(AgendaChange::Remove(AgendaItemId(1)))),
        ("enter an item", |who| who.enters_item(1)),
        ("bring in a guest", |who| who.brings_in("Gus")),
        ("make Eve an observer", |who| who.makes(EVE, MeetingRole::Observer)),
        ("give Eve extra time", |who| who.gives_extra_time(EVE, 25)),
        ("mute Eve", |who| who.mutes(EVE)),
        ("unmute Eve", |who| who.unmutes(EVE)),
        ("let Eve share a screen", |who| who.allows_the_screen_of(EVE, true)),
        ("put Eve into a group", |who| who.groups(EVE, "left")),
        ("put Eve out", |who| who.removes(EVE)),
        ("rename the meeting", |who| who.updates(MeetingChange { title: Some("New".into()), ..Default::default() })),
        ("start the meeting", |who| who.starts()),
        ("close the meeting", |who| who.closes()),
    ]
}

/// In the second of four phases, which all admit all kinds and let holders hand over.
fn planned(setup: Setup) -> Scenario {
    let setup = setup.about(&["Minutes", "Buildings"]).with_group("left", None).changed(|phases| {
        for phase in phases {
            phase.rules.floor_kinds = FloorKind::ALL.to_vec();
            phase.rules.hand_over = true;
        }
    });
    let mut meeting = given(setup);
    for person in [DI, EVE, REX, BEN] {
        meeting = meeting.and(happened(joined(person, MeetingRole::Participant)));
    }
    meeting.and(FAY.removes(REX)).and(FAY.puts_out(BEN, None, Rejoin::Banned))
}

fn live(setup: impl FnOnce(Setup) -> Setup) -> Scenario {
    planned(setup(a_live_meeting())).and(FAY.advances())
}

/// Bo has been granted the floor without having asked, and Di waits.
fn bo_speaks() -> Scenario {
    live(|setup| setup).and(FAY.grants(BO)).and(DI.asks())
}

fn states() -> Vec<State> {
    vec![
        ("scheduled", |_| Some(planned(a_scheduled_meeting()))),
        ("free", |_| Some(live(|setup| setup))),
        ("waiting", |_| Some(live(Setup::chaired).and(DI.asks()).and(BO.asks()))),
        ("self", |who| {
            let meeting = live(|setup| setup);
            let may_speak = meeting.meeting.role_of(who.id()).is_some_and(MeetingRole::may_speak);
            may_speak.then(|| meeting.and(FAY.grants(who)).and(DI.asks()))
        }),
        ("other", |_| Some(bo_speaks())),
        ("guest", |_| {
            let gus = guest(10, "Gus");
            Some(live(|setup| setup).and(FAY.brings_in("Gus")).and(FAY.grants(gus)).and(DI.asks()))
        }),
        ("paused", |_| Some(bo_speaks().and(FAY.pauses()))),
        ("interrupted", |_| Some(bo_speaks().and(CY.objects()).and(FAY.grants(CY)))),
        ("shut", |_| Some(bo_speaks().and(FAY.closes_the_queue()))),
        ("closed", |_| Some(bo_speaks().and(FAY.closes()))),
    ]
}

fn name(of: &impl std::fmt::Debug) -> String {
    format!("{of:?}").split([' ', '{']).next().unwrap_or_default().to_owned()
}

fn told(outcome: Option<Result<Vec<Event>, Refusal>>) -> String {
    match outcome {
        None => String::new(),
        Some(Err(refusal)) => format!("- {}", name(&refusal)),
        Some(Ok(events)) if events.is_empty() => "+ (as it is)".into(),
        Some(Ok(events)) => format!("+ {}", events.iter().map(name).collect::<Vec<_>>().join(" ")),
    }
}

const LEGEND: &str = "\
Every command by everybody in every state of the floor: what happens (+), or why it is refused (-).

Fay facilitates; Bo, Cy, Di and Eve take part, and Eve does nothing. The meeting is in its second phase of four, all of which
admit all kinds and let holders hand over. It grants automatically where nothing else is said; questions wait for who leads.

  scheduled    the meeting has not started
  free         nobody speaks or waits
  waiting      nobody speaks, Di and Bo wait; chaired
  self         who does it was granted the floor by Fay, Di waits; only who may speak can be in this state
  other        Bo was granted the floor by Fay, Di waits
  guest        a guest was granted the floor by Fay, Di waits
  paused       as other, and the clock stands
  interrupted  as other, and Cy interrupts Bo with a point of order
  shut         as other, and the queue is closed
  closed       the meeting is over
";

fn outcome(action: fn(Person) -> Action, who: Person, meeting: &Scenario) -> Result<Vec<Event>, Refusal> {
    let action = action(who);
    meeting.meeting.decide(meeting.now, &action.by.who(), &action.command)
}

fn table() -> String {
    let mut text = LEGEND.to_owned();
    let states: Vec<_> =
        states().into_iter().map(|(name, state)| (name, WHO.map(|(_, who)| (who, state(who))))).collect();
    for (command, action) in commands() {
        let cell = |column: usize, meetings: &[(Person, Option<Scenario>); 7]| {
            let (who, meeting) = &meetings[column];
            told(meeting.as_ref().map(|meeting| outcome(action, *who, meeting)))
        };
        let columns = WHO.iter().enumerate().map(|(column, (who, _))| {
            (*who, states.iter().map(|(state, meetings)| (*state, cell(column, meetings))).collect::<Vec<_>>())
        });
        writeln!(text, "\n{}", command.to_uppercase()).unwrap();
        for (who, cells) in together(columns) {
            writeln!(text, "  {}", who.join(", ")).unwrap();
            let by_outcome = together(cells.into_iter().filter(|(_, told)| !told.is_empty()));
            for (states, told) in &by_outcome {
                let states = if by_outcome.len() == 1 { "always".to_owned() } else { states.join(" ") };
                writeln!(text, "    {told:<50} {states}").unwrap();
            }
        }
    }
    text
}

/// Names with the same value together, in the order in which they come first.
fn together<T: PartialEq>(named: impl IntoIterator<Item = (&'static str, T)>) -> Vec<(Vec<&'static str>, T)> {
    let mut groups: Vec<(Vec<_>, T)> = Vec::new();
    for (name, value) in named {
        match groups.iter_mut().find(|(_, other)| *other == value) {
            Some((together, _)) => together.push(name),
            None => groups.push((vec![name], value)),
        }
    }
    groups
}

#[test]
fn every_command_by_everybody_in_every_state_has_this_outcome() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/outcomes.txt");
    let table = table();
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::write(path, &table).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    for (number, (line, expected)) in table.lines().zip(expected.lines()).enumerate() {
        assert_eq!(line, expected, "line {} of outcomes.txt", number + 1);
    }
    assert_eq!(table.lines().count(), expected.lines().count());
}

#[test]
fn the_table_has_every_command() {
    let rights: BTreeSet<_> = commands().into_iter().filter_map(|(_, action)| action(ADA).command.right()).collect();
    let all = orchestrasec_domain::Right::ALL.iter().filter(|right| !crate::permission::is_without_a_command(**right));
    assert_eq!(rights, all.copied().collect());
}
