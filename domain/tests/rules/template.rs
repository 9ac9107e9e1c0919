//! Plans for meetings, as data.

use crate::{
    cast::{FAY, item},
    scenario::{a_live_meeting, a_new_meeting, given},
};
use orchestrasec_domain::{
    AgendaItemId, FloorKind, Granting, Meeting, NewMeeting, Phase, PhaseRules, QueueOrder, Refusal, Settings,
    SettingsChange, Template, Timestamp, agenda::AgendaText, command::AgendaChange, refusal::FieldProblem, template,
};
use serde_json::json;

fn plan() -> Template {
    template::find("structured_debate").unwrap()
}

fn a_phase(key: &str) -> Phase {
    Phase { key: key.into(), title: "Talk".into(), timebox_ms: None, rules: PhaseRules::default() }
}

fn out_of(min: u64, max: u64) -> FieldProblem {
    FieldProblem::OutOfRange { min, max }
}

#[test]
fn every_built_in_plan_survives_json() {
    for template in template::built_in() {
        let json = serde_json::to_string(&template).unwrap();
        assert_eq!(serde_json::from_str::<Template>(&json).unwrap(), template);
    }
    let keys: Vec<_> = template::built_in().into_iter().map(|template| template.key).collect();
    assert_eq!(
        keys,
        [
            "corporate_decision",
            "open_discussion",
            "classroom_discussion",
            "structured_debate",
            "public_assembly",
            "retrospective",
            "stand_up",
        ]
    );
}

#[test]
fn a_plan_can_be_as_short_as_this() {
    let short: Template =
        serde_json::from_value(json!({"key": "talk", "title": "Talk", "phases": [{"key": "talk", "title": "Talk"}]}))
            .unwrap();
    assert_eq!(short.phases, [a_phase("talk")]);
    assert_eq!((short.settings.clone(), short.agenda.len()), (SettingsChange::default(), 0));
    assert_eq!(short.checked(), Ok(short));
}

#[test]
fn what_a_plan_does_not_know_is_not_read() {
    for unknown in [
        json!({"key": "talk", "title": "Talk", "phases": [], "extra": 1}),
        json!({"key": "talk", "title": "Talk", "phases": [{"key": "talk", "title": "Talk", "rules": {"extra": 1}}]}),
        json!({"key": "talk", "title": "Talk", "phases": [], "settings": {"queue_order": "loudest"}}),
    ] {
        assert!(serde_json::from_value::<Template>(unknown.clone()).is_err(), "{unknown}");
    }
}

#[test]
fn a_plan_with_a_field_that_does_not_fit_is_refused() {
    let base = || Template { phases: vec![a_phase("talk")], ..plan() };
    let phase = |phase| Template { phases: vec![phase], ..plan() };
    let rules = |rules| phase(Phase { rules, ..a_phase("talk") });
    let owned = AgendaText { owner: Some(FAY.id()), ..item("Budget") };
    let warning = SettingsChange { warning_ms: Some(u64::MAX), ..SettingsChange::default() };
    for (template, field, problem) in [
        (Template { key: "Talk".into(), ..base() }, "key", FieldProblem::NotAKey),
        (Template { key: "x".repeat(41), ..base() }, "key", FieldProblem::TooLong { max: 40 }),
        (Template { title: " ".into(), ..base() }, "title", FieldProblem::Empty),
        (Template { description: "\0".into(), ..base() }, "description", FieldProblem::ForbiddenCharacter),
        (Template { phases: Vec::new(), ..base() }, "phases", out_of(1, 50)),
        (Template { phases: vec![a_phase("talk"); 2], ..base() }, "phases.key", FieldProblem::Repeated),
        (phase(a_phase("")), "phases.key", FieldProblem::NotAKey),
        (phase(Phase { title: String::new(), ..a_phase("talk") }), "phases.title", FieldProblem::Empty),
        (phase(Phase { timebox_ms: Some(999), ..a_phase("talk") }), "phases.timebox_ms", out_of(1_000, 86_400_000)),
        (
            rules(PhaseRules { turn_limit_ms: Some(1), ..PhaseRules::default() }),
            "phases.rules.turn_limit_ms",
            out_of(5_000, 14_400_000),
        ),
        (
            rules(PhaseRules { turn_limits: [(FloorKind::DirectReply, 1)].into(), ..PhaseRules::default() }),
            "phases.rules.turn_limits",
            out_of(5_000, 14_400_000),
        ),
        (
            rules(PhaseRules { floor_kinds: vec![FloorKind::DirectReply; 2], ..PhaseRules::default() }),
            "phases.rules.floor_kinds",
            FieldProblem::Repeated,
        ),
        (Template { settings: warning, ..base() }, "settings.warning_ms", out_of(0, 14_400_000)),
        (Template { agenda: vec![owned], ..base() }, "agenda.owner", FieldProblem::Unknown),
        (Template { agenda: vec![item("Budget"); 101], ..base() }, "agenda", out_of(0, 100)),
        (Template { agenda: vec![item("")], ..base() }, "title", FieldProblem::Empty),
    ] {
        let refusal = Refusal::InvalidField { field, problem };
        assert_eq!(template.checked(), Err(refusal.clone()));
        assert_eq!(Meeting::create(&FAY.who(), &NewMeeting { template, ..a_new_meeting("Weekly") }), Err(refusal));
    }
}

#[test]
fn a_meeting_has_the_settings_of_its_plan_and_before_them_its_own() {
    let own = SettingsChange { queue_order: Some(QueueOrder::Random), ..SettingsChange::default() };
    let new = NewMeeting { template: plan(), settings: own, ..a_new_meeting("Weekly") };
    let event = Meeting::create(&FAY.who(), &new).unwrap();
    let settings = Meeting::born(Timestamp(0), &event).unwrap().settings;
    assert_eq!((settings.queue_order, settings.grace_ms), (QueueOrder::Random, 15_000));
    assert_eq!(settings.groups.iter().map(|group| group.key.as_str()).collect::<Vec<_>>(), ["pro", "contra"]);
    assert_eq!(settings.hold_ms, Settings::default().hold_ms);
}

#[test]
fn the_planned_length_is_that_of_all_timeboxes() {
    assert_eq!(plan().planned_ms(), (12 + 30 + 10 + 10) * 60_000);
    assert_eq!(template::find("open_discussion").unwrap().planned_ms(), 0);
}

#[test]
fn every_built_in_plan_runs_from_the_first_phase_to_the_last() {
    for template in template::built_in() {
        let mut meeting = given(a_live_meeting().planned_as(&template.key));
        for phase in &template.phases[1..] {
            meeting = meeting.and(FAY.advances());
            assert_eq!(meeting.meeting.current_phase(), Some(phase));
        }
        meeting.when(FAY.advances()).is_refused(Refusal::LastPhase);
    }
}

#[test]
fn a_meeting_can_be_planned_like_one_that_was() {
    let chaired = SettingsChange { granting: Some(Granting::Chaired), ..SettingsChange::default() };
    let owned = AgendaText { owner: Some(FAY.id()), ..item("Budget") };
    let meeting = given(a_live_meeting().planned_as("structured_debate")).and(FAY.sets(chaired));
    let meeting = meeting.and(FAY.changes_the_agenda(AgendaChange::Add(owned, None))).meeting;
    let saved = meeting.plan();
    assert_eq!(saved.checked().as_ref(), Ok(&saved));
    assert_eq!((&saved.phases, &saved.agenda), (&meeting.phases, &vec![item("Budget")]));
    let new = NewMeeting { template: saved, ..a_new_meeting("Again") };
    let again = Meeting::born(Timestamp(0), &Meeting::create(&FAY.who(), &new).unwrap()).unwrap();
    assert_eq!((again.settings, again.phases), (meeting.settings, meeting.phases));
    assert_eq!(again.agenda.items[0].item_id, AgendaItemId(1));
}
