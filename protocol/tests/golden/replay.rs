//! A whole meeting, event by event, with the state after each: the web client's reducer has to come to the same.

use super::{assert_golden, at, meeting_id, new_meeting, person};
use orchestrasec_domain::{
    AgendaItemId, Command, FloorKind, FloorWish, Granting, Meeting, MeetingRole, Overtime, ParticipantId, QueueOrder,
    RequestId, Seq, SettingsChange, Stance, Who,
    agenda::AgendaText,
    command::{AgendaChange, GrantTo, MeetingChange, Withdrawal},
    event::{LateAdmission, Rejoin},
    settings::Group,
};
use orchestrasec_protocol::{EncodedEvent, MeetingView, Viewer, queue::QueueTeller};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What happens at some second.
enum Act {
    Passes,
    Does(Box<(Who, Command)>),
    Lost(Who),
    Back(Who),
}

/// Who does what at which second.
fn script() -> Vec<(i64, Act)> {
    let (ada, bo, cy, di) = (person(1, "Ada"), person(2, "Bo"), person(3, "Cy"), person(4, "Di"));
    let join = |role| Command::Join { role };
    let ask = |kind, note: Option<&str>| {
        Command::RequestFloor(FloorWish { note: note.map(Into::into), ..FloorWish::of(kind) })
    };
    let contribution = || ask(FloorKind::Contribution, None);
    let settings = |settings| Command::UpdateMeeting(MeetingChange { settings, ..MeetingChange::default() });
    let revoke_at_limit = SettingsChange {
        overtime: Some(Overtime::Revoke),
        turn_limit_ms: Some(Some(60_000)),
        warning_ms: Some(10_000),
        ..SettingsChange::default()
    };
    let chaired = SettingsChange { granting: Some(Granting::Chaired), ..SettingsChange::default() };
    let by = |second, who: &Who, command| (second, Act::Does(Box::new((who.clone(), command))));
    let mut script = vec![
        by(1, &bo, join(MeetingRole::Participant)),
        by(2, &cy, join(MeetingRole::Participant)),
        by(3, &di, join(MeetingRole::Observer)),
        by(4, &ada, Command::StartMeeting),
        by(5, &bo, ask(FloorKind::Contribution, Some("About the budget"))),
        by(6, &cy, contribution()),
        by(7, &ada, ask(FloorKind::PointOfOrder, None)),
        by(8, &ada, Command::MoveRequest { request_id: RequestId(3), position: 2 }),
        by(8, &ada, Command::MoveRequest { request_id: RequestId(3), position: 1 }),
        by(9, &di, Command::RevokeFloor { reason: None }),
        by(10, &bo, Command::ReleaseFloor),
        (160, Act::Passes),
        (190, Act::Passes),
        by(200, &ada, Command::ReleaseFloor),
        by(201, &ada, settings(revoke_at_limit)),
        by(210, &cy, Command::ReleaseFloor),
        by(211, &bo, contribution()),
        (262, Act::Passes),
        (272, Act::Passes),
        by(280, &ada, Command::CloseQueue { late: LateAdmission::Nothing }),
        by(281, &ada, Command::OpenQueue),
        by(282, &ada, settings(chaired)),
        by(283, &bo, contribution()),
        by(284, &cy, contribution()),
        by(285, &ada, Command::DenyRequest { request_id: RequestId(5), reason: Some("Was said before".into()) }),
        by(286, &cy, Command::WithdrawRequest(Withdrawal::Own)),
        by(287, &ada, Command::GrantFloor(GrantTo::Participant(cy.participant_id()))),
        by(288, &ada, Command::RevokeFloor { reason: Some("Lunch".into()) }),
        by(289, &ada, Command::AdvancePhase),
        by(290, &ada, Command::AdvancePhase),
        by(291, &ada, Command::GoBackPhase),
        by(292, &di, Command::Leave),
        by(293, &di, join(MeetingRole::Participant)),
        by(294, &bo, ask(FloorKind::PointOfOrder, None)),
        by(295, &ada, Command::GrantFloor(GrantTo::Next)),
        by(
            296,
            &ada,
            Command::RemoveParticipant {
                participant_id: bo.participant_id(),
                reason: Some("Disturbs".into()),
                rejoin: Rejoin::Banned,
            },
        ),
        by(297, &cy, ask(FloorKind::PointOfOrder, None)),
        by(298, &cy, Command::Leave),
        by(299, &ada, Command::GrantFloor(GrantTo::Participant(di.participant_id()))),
    ];
    script.extend(fair_floor(&ada, &cy, &di));
    script
}

/// The further half: interruptions, pauses, orders, people without accounts, the agenda.
fn fair_floor(ada: &Who, cy: &Who, di: &Who) -> Vec<(i64, Act)> {
    let by = |second, who: &Who, command| (second, Act::Does(Box::new((who.clone(), command))));
    let settings = |settings| Command::UpdateMeeting(MeetingChange { settings, ..MeetingChange::default() });
    let fair = SettingsChange {
        queue_order: Some(QueueOrder::LeastTime),
        protected_positions: Some(1),
        grace_ms: Some(5_000),
        groups: Some(vec![Group { key: "north".into(), title: "North".into(), budget_ms: Some(600_000) }]),
        ..SettingsChange::default()
    };
    let random = SettingsChange { queue_order: Some(QueueOrder::Random), ..SettingsChange::default() };
    let guest = ParticipantId::of_guest(meeting_id(), 5);
    let speech = |stance, beneficiary| {
        let wish = FloorWish::of(FloorKind::Contribution);
        Command::RequestFloor(FloorWish { stance, beneficiary, note: Some("Trains".into()), ..wish })
    };
    let question = Command::RequestFloor(FloorWish::of(FloorKind::ClarifyingQuestion));
    let item = |title: &str| AgendaText { title: title.into(), owner: None, planned_ms: Some(600_000), links: vec![] };
    let agenda = |change| Command::ChangeAgenda(change);
    let (first, second) = (AgendaItemId(1), AgendaItemId(2));
    vec![
        by(300, ada, Command::AdvancePhase),
        by(301, cy, Command::Join { role: MeetingRole::Participant }),
        by(302, cy, question),
        by(303, ada, Command::GrantFloor(GrantTo::Next)),
        by(309, cy, Command::ReleaseFloor),
        by(310, ada, Command::ExtendTurn { by_ms: 30_000 }),
        by(311, ada, Command::PauseTurn),
        by(313, ada, Command::ResumeTurn),
        (314, Act::Lost(di.clone())),
        (316, Act::Back(di.clone())),
        by(317, ada, settings(fair)),
        by(318, ada, Command::AddGuest { display_name: "Eve".into() }),
        by(319, cy, speech(Some(Stance::Pro), None)),
        by(320, ada, speech(Some(Stance::Contra), Some(guest))),
        by(321, ada, Command::AssignGroup { participant_id: cy.participant_id(), group: Some("north".into()) }),
        by(322, ada, Command::SetExtraTime { participant_id: guest, percent: 50 }),
        by(323, di, Command::YieldFloor),
        by(324, ada, Command::GrantFloor(GrantTo::Participant(cy.participant_id()))),
        by(329, ada, Command::UndoGrant),
        by(330, ada, Command::GiveLastWord { participant_id: guest }),
        by(331, ada, Command::GrantFloor(GrantTo::Next)),
        by(336, ada, Command::HandOverFloor { participant_id: guest }),
        by(341, ada, Command::ReleaseFloor),
        by(342, ada, Command::ChangeRole { participant_id: di.participant_id(), role: MeetingRole::Observer }),
        by(343, ada, Command::ChangeRole { participant_id: di.participant_id(), role: MeetingRole::Participant }),
        by(344, ada, Command::InviteToSpeak { participant_id: di.participant_id() }),
        by(345, di, Command::SetReady { ready: true }),
        by(346, ada, Command::ExtendPhase { by_ms: 60_000 }),
        by(347, ada, agenda(AgendaChange::Add(item("Minutes"), None))),
        by(348, ada, agenda(AgendaChange::Add(item("Place"), Some(1)))),
        by(349, ada, agenda(AgendaChange::Edit(first, item("Minutes of May")))),
        by(350, ada, agenda(AgendaChange::Move(first, 1))),
        by(351, ada, agenda(AgendaChange::Enter(Some(first)))),
        by(355, ada, agenda(AgendaChange::Enter(Some(second)))),
        by(356, ada, agenda(AgendaChange::Remove(first))),
        by(357, di, speech(None, None)),
        by(358, cy, speech(Some(Stance::Contra), None)),
        by(359, ada, settings(random)),
        by(360, ada, Command::CloseQueue { late: LateAdmission::PointsOfOrder }),
        by(361, ada, Command::GrantFloor(GrantTo::Next)),
        (362, Act::Lost(di.clone())),
        by(362, ada, Command::MuteParticipant { participant_id: guest }),
        by(362, ada, Command::UnmuteParticipant { participant_id: guest }),
        by(363, ada, Command::AllowScreen { participant_id: di.participant_id(), allowed: true }),
        by(365, ada, Command::AdvancePhase),
        by(366, ada, Command::CloseMeeting),
    ]
}

#[test]
fn the_replay_shows_every_kind_of_event_and_the_state_after_each() {
    let created = Meeting::create(&person(1, "Ada"), &new_meeting()).unwrap();
    let mut meeting = Meeting::born(at(0), &created).unwrap();
    let snapshot = MeetingView::from(&meeting);
    let mut teller = QueueTeller::new(&meeting);
    let mut seq = Seq(1);
    let (mut events, mut views): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
    let mut kinds = BTreeSet::from(["meeting_created".to_owned()]);
    for (second, act) in script() {
        let now = at(second);
        let mut happened: Vec<_> = meeting.due(now).into_iter().map(|event| (None, event)).collect();
        match &act {
            Act::Passes => {}
            Act::Lost(who) => {
                happened.extend(meeting.connection_lost(now, who.participant_id()).into_iter().map(|one| (None, one)));
            }
            Act::Back(who) => {
                happened.extend(meeting.connection_back(now, who.participant_id()).into_iter().map(|one| (None, one)));
            }
            Act::Does(act) => {
                let (who, command) = &**act;
                match meeting.decide(now, who, command) {
                    Ok(more) => happened.extend(more.into_iter().map(|event| (Some(who.user_id), event))),
                    Err(refusal) => {
                        let recorded =
                            meeting.refusal_event(now, who, &refusal).expect("only what is recorded is in the script");
                        happened.push((Some(who.user_id), recorded));
                    }
                }
            }
        }
        assert!(!happened.is_empty(), "nothing happens at second {second}");
        for (actor, event) in happened {
            seq = seq.next();
            meeting.apply(now, &event);
            let mut encoded = EncodedEvent::new(seq, now, actor, &event).unwrap();
            encoded.queue = teller.encoded_after(&event, &meeting);
            kinds.insert(encoded.kind.clone());
            events.push(serde_json::to_value(encoded.view(Viewer::Steward)).unwrap());
            views.push(serde_json::to_value(MeetingView::from(&meeting)).unwrap());
        }
    }
    assert_eq!(kinds.len(), 41, "every kind of event is in the replay: {kinds:?}");
    let replay = json!({"snapshot": snapshot, "seq": 1, "events": events, "views": views});
    assert_golden("replay.json", &format!("{}\n", serde_json::to_string(&replay).unwrap()));
}
