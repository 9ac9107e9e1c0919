//! Create, start, close, update.

use crate::{
    cast::{ADA, ADMIN, BO, FAY, OLA, ZOE},
    facts::{START, at, granted, phase_entered, released},
    scenario::{a_closed_meeting, a_live_meeting, a_new_meeting, a_scheduled_meeting, given, seconds_pass},
};
use orchestrasec_domain::{
    Event, Granting, Meeting, MeetingRole, NewMeeting, Overtime, Refusal, Right, Settings, SettingsChange, Standing,
    Status,
    command::MeetingChange,
    event::{Direction, ReleaseCause},
    floor::Admission,
    refusal::FieldProblem,
    template,
};

fn create(new: &NewMeeting) -> Result<Event, Refusal> {
    Meeting::create(&FAY.who(), new)
}

fn invalid(field: &'static str, problem: FieldProblem) -> Refusal {
    Refusal::InvalidField { field, problem }
}

fn titled(title: &str) -> MeetingChange {
    MeetingChange { title: Some(title.into()), ..MeetingChange::default() }
}

#[test]
fn a_new_meeting_is_scheduled_with_its_maker_as_present_facilitator() {
    let meeting = Meeting::born(START, &create(&a_new_meeting("  Weekly ")).unwrap()).unwrap();
    assert_eq!((meeting.title.as_str(), meeting.template.as_str()), ("Weekly", template::DEFAULT));
    assert_eq!((meeting.status, meeting.created_at, meeting.created_by), (Status::Scheduled, START, FAY.id()));
    assert_eq!((meeting.phase, meeting.settings.clone()), (None, Settings::default()));
    let keys: Vec<_> = meeting.phases.iter().map(|phase| phase.key.as_str()).collect();
    assert_eq!(keys, ["ideation", "clarification", "decision", "feedback"]);
    let maker = meeting.present(FAY.id()).unwrap();
    assert_eq!((maker.role, maker.standing, maker.number), (MeetingRole::Facilitator, Standing::Present, 1));
    assert!(
        meeting.floor.admission == Admission::Open && meeting.floor.holder.is_none() && meeting.floor.queue.is_empty()
    );
}

#[test]
fn every_built_in_template_makes_a_meeting_with_phases() {
    for template in template::built_in() {
        let new = NewMeeting { template: template.clone(), ..a_new_meeting("Weekly") };
        let meeting = Meeting::born(START, &create(&new).unwrap()).unwrap();
        assert!(!meeting.phases.is_empty(), "{}", template.key);
        assert_eq!(meeting.phases, template.phases);
    }
}

#[test]
fn a_meeting_needs_a_title_that_fits() {
    let problem = |title: &str| create(&a_new_meeting(title)).unwrap_err();
    assert_eq!(problem(" "), invalid("title", FieldProblem::Empty));
    assert_eq!(problem(&"x".repeat(201)), invalid("title", FieldProblem::TooLong { max: 200 }));
    assert_eq!(problem("one\ntwo"), invalid("title", FieldProblem::ForbiddenCharacter));
    assert!(create(&a_new_meeting(&"ż".repeat(200))).is_ok());
}

#[test]
fn a_meeting_needs_a_description_and_a_template_that_can_be() {
    let long = NewMeeting { description: "x".repeat(4_001), ..a_new_meeting("Weekly") };
    assert_eq!(create(&long).unwrap_err(), invalid("description", FieldProblem::TooLong { max: 4_000 }));
    let deceiving = NewMeeting { description: "a\u{202E}b".into(), ..a_new_meeting("Weekly") };
    assert_eq!(create(&deceiving).unwrap_err(), invalid("description", FieldProblem::ForbiddenCharacter));
    assert_eq!(template::find("riot").unwrap_err(), Refusal::TemplateNotFound);
    let mut empty = a_new_meeting("Weekly");
    empty.template.phases.clear();
    assert_eq!(create(&empty).unwrap_err(), invalid("phases", FieldProblem::OutOfRange { min: 1, max: 50 }));
}

#[test]
fn settings_have_bounds_when_a_meeting_is_made_and_when_it_is_changed() {
    let set = SettingsChange::default;
    let turn = FieldProblem::OutOfRange { min: 5_000, max: 14_400_000 };
    let warning = FieldProblem::OutOfRange { min: 0, max: 14_400_000 };
    let queue = FieldProblem::OutOfRange { min: 1, max: 500 };
    for (settings, field, problem) in [
        (SettingsChange { turn_limit_ms: Some(Some(4_999)), ..set() }, "settings.turn_limit_ms", turn.clone()),
        (SettingsChange { turn_limit_ms: Some(Some(14_400_001)), ..set() }, "settings.turn_limit_ms", turn),
        (SettingsChange { warning_ms: Some(14_400_001), ..set() }, "settings.warning_ms", warning),
        (SettingsChange { queue_limit: Some(0), ..set() }, "settings.queue_limit", queue.clone()),
        (SettingsChange { queue_limit: Some(501), ..set() }, "settings.queue_limit", queue),
    ] {
        let new = NewMeeting { settings: settings.clone(), ..a_new_meeting("Weekly") };
        assert_eq!(create(&new).unwrap_err(), invalid(field, problem.clone()));
        given(a_live_meeting()).when(FAY.sets(settings)).is_refused(invalid(field, problem));
    }
    for settings in [
        SettingsChange { turn_limit_ms: Some(Some(5_000)), queue_limit: Some(1), ..set() },
        SettingsChange { turn_limit_ms: Some(Some(14_400_000)), queue_limit: Some(500), ..set() },
        SettingsChange { turn_limit_ms: Some(None), warning_ms: Some(0), ..set() },
    ] {
        assert!(create(&NewMeeting { settings, ..a_new_meeting("Weekly") }).is_ok());
    }
}

#[test]
fn a_facilitator_or_an_admin_from_outside_starts_the_meeting_with_its_first_phase() {
    for leader in [FAY, ADMIN] {
        let started = given(a_scheduled_meeting())
            .and(seconds_pass(60))
            .when(leader.starts())
            .then([Event::MeetingStarted {}, phase_entered(0, at(60 + 900), Direction::Start)]);
        assert_eq!((started.meeting.status, started.meeting.started_at), (Status::Live, Some(at(60))));
        assert_eq!(started.meeting.current_phase().unwrap().key, "ideation");
    }
}

#[test]
fn a_meeting_starts_once() {
    given(a_live_meeting()).when(FAY.starts()).is_refused(Refusal::MeetingHasStarted);
    given(a_closed_meeting()).when(FAY.starts()).is_refused(Refusal::MeetingIsClosed);
}

#[test]
fn only_who_leads_starts_closes_and_changes_a_meeting() {
    let refused = |right| Refusal::NotPermitted { right };
    for person in [ADA, OLA] {
        given(a_scheduled_meeting()).when(person.starts()).is_refused(refused(Right::StartMeeting));
        given(a_live_meeting()).when(person.closes()).is_refused(refused(Right::CloseMeeting));
        given(a_live_meeting()).when(person.updates(titled("Mine"))).is_refused(refused(Right::UpdateMeeting));
    }
    given(a_scheduled_meeting()).when(ZOE.starts()).is_refused(Refusal::NotAParticipant);
    given(a_live_meeting()).when(ZOE.closes()).is_refused(Refusal::NotAParticipant);
    given(a_live_meeting()).when(ZOE.updates(titled("Mine"))).is_refused(Refusal::NotAParticipant);
}

#[test]
fn closing_releases_the_floor_and_empties_the_queue() {
    let closed = given(a_live_meeting())
        .and(ADA.asks())
        .and(BO.asks())
        .and(seconds_pass(20))
        .when(FAY.closes())
        .then([released(1, ADA, 20, ReleaseCause::Closed), Event::MeetingClosed {}])
        .the_floor_is_free()
        .the_queue_is([]);
    assert_eq!(closed.meeting.status, Status::Closed);
    assert_eq!((closed.meeting.closed_at, closed.meeting.phase), (Some(at(20)), None));
    assert_eq!(closed.meeting.participants[&ADA.id()].spoke_ms, 20_000);
}

#[test]
fn a_meeting_that_never_started_can_be_closed_too() {
    given(a_scheduled_meeting()).when(FAY.closes()).then([Event::MeetingClosed {}]);
    given(a_live_meeting()).when(ADMIN.closes()).then([Event::MeetingClosed {}]);
}

#[test]
fn a_meeting_closes_once() {
    given(a_closed_meeting()).when(FAY.closes()).is_refused(Refusal::MeetingIsClosed);
}

#[test]
fn nothing_but_staying_is_possible_once_a_meeting_is_closed() {
    for action in [
        ZOE.joins(),
        ADA.leaves(),
        FAY.updates(titled("Late")),
        FAY.removes(ADA),
        ADA.asks(),
        ADA.withdraws(),
        FAY.withdraws_request(1),
        FAY.denies(1),
        FAY.moves(1, 1),
        FAY.opens_the_queue(),
        FAY.closes_the_queue(),
        FAY.grants_the_next(),
        FAY.grants_request(1),
        FAY.grants(ADA),
        ADA.releases(),
        FAY.revokes(),
        FAY.advances(),
        FAY.goes_back(),
    ] {
        given(a_closed_meeting()).when(action).is_refused(Refusal::MeetingIsClosed);
    }
    given(a_closed_meeting()).when(ADA.joins()).changes_nothing();
}

#[test]
fn an_update_says_all_four_as_they_are_from_now_on() {
    let change = MeetingChange {
        title: Some(" Monthly ".into()),
        description: Some("One\n\nTwo".into()),
        scheduled_start: Some(Some(at(3_600))),
        settings: SettingsChange { overtime: Some(Overtime::Revoke), ..SettingsChange::default() },
    };
    let updated = given(a_scheduled_meeting()).when(FAY.updates(change)).then([Event::MeetingUpdated {
        title: "Monthly".into(),
        description: "One\n\nTwo".into(),
        scheduled_start: Some(at(3_600)),
        settings: Settings { overtime: Overtime::Revoke, ..Settings::default() },
        queue_order: None,
    }]);
    assert_eq!(updated.meeting.scheduled_start, Some(at(3_600)));
    let unplanned = MeetingChange { scheduled_start: Some(None), ..MeetingChange::default() };
    let updated = updated.and(ADMIN.updates(unplanned));
    assert_eq!((updated.meeting.scheduled_start, updated.meeting.title.as_str()), (None, "Monthly"));
}

#[test]
fn an_update_that_changes_nothing_is_no_event() {
    given(a_live_meeting()).when(FAY.updates(MeetingChange::default())).changes_nothing();
    given(a_live_meeting()).when(FAY.updates(titled(" Weekly "))).changes_nothing();
}

#[test]
fn an_update_with_a_bad_field_is_refused() {
    let bad = MeetingChange { description: Some("\0".into()), ..MeetingChange::default() };
    let meeting = given(a_live_meeting());
    let meeting = meeting.when(FAY.updates(titled(""))).is_refused(invalid("title", FieldProblem::Empty));
    meeting.when(FAY.updates(bad)).is_refused(invalid("description", FieldProblem::ForbiddenCharacter));
}

#[test]
fn changing_to_automatic_granting_gives_a_free_floor_to_the_first() {
    let automatic = || SettingsChange { granting: Some(Granting::Automatic), ..SettingsChange::default() };
    let waiting = given(a_live_meeting().chaired()).and(ADA.asks()).and(BO.asks());
    let settings = Settings::default();
    let updated = |settings| Event::MeetingUpdated {
        title: "Weekly".into(),
        description: String::new(),
        scheduled_start: None,
        settings,
        queue_order: None,
    };
    waiting
        .clone()
        .when(FAY.sets(automatic()))
        .then([updated(settings.clone()), granted(1, 1, ADA, 0)])
        .the_queue_is([BO]);
    waiting.and(FAY.grants(BO)).when(FAY.sets(automatic())).then([updated(settings)]).the_holder_is(BO);
}

#[test]
fn the_grant_that_follows_a_change_of_settings_obeys_the_new_ones() {
    let change = SettingsChange {
        granting: Some(Granting::Automatic),
        turn_limit_ms: Some(Some(60_000)),
        ..SettingsChange::default()
    };
    let meeting = given(a_live_meeting().chaired()).and(ADA.asks()).and(FAY.sets(change)).meeting;
    assert_eq!(meeting.floor.holder.unwrap().ends_at(), Some(at(60)));
}

#[test]
fn settings_that_a_phase_overrides_grant_nothing() {
    let change = SettingsChange { granting: Some(Granting::Automatic), ..SettingsChange::default() };
    given(a_live_meeting().chaired().planned_as("classroom_discussion"))
        .and(FAY.advances())
        .and(ADA.asks())
        .and(FAY.sets(change))
        .the_floor_is_free()
        .the_queue_is([ADA]);
}
