//! A whole meeting, event by event, with the state after each: the web client's reducer has to come to the same.

use super::{assert_golden, at, new_meeting, person};
use orchestrasec_domain::{
    Command, FloorKind, Granting, Meeting, MeetingRole, Overtime, RequestId, Seq, SettingsChange, Who,
    command::{GrantTo, MeetingChange, Withdrawal},
    event::Rejoin,
};
use orchestrasec_protocol::{EncodedEvent, MeetingView, Viewer};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Who does what at which second; `None`: time passes.
fn script() -> Vec<(i64, Option<(Who, Command)>)> {
    let (ada, bo, cy, di) = (person(1, "Ada"), person(2, "Bo"), person(3, "Cy"), person(4, "Di"));
    let join = |role| Command::Join { role };
    let ask = |kind, note: Option<&str>| Command::RequestFloor { kind, note: note.map(Into::into) };
    let contribution = || ask(FloorKind::Contribution, None);
    let settings = |settings| Command::UpdateMeeting(MeetingChange { settings, ..MeetingChange::default() });
    let revoke_at_limit = SettingsChange {
        overtime: Some(Overtime::Revoke),
        turn_limit_ms: Some(Some(60_000)),
        warning_ms: Some(10_000),
        ..SettingsChange::default()
    };
    let chaired = SettingsChange { granting: Some(Granting::Chaired), ..SettingsChange::default() };
    let by = |second, who: &Who, command| (second, Some((who.clone(), command)));
    vec![
        by(1, &bo, join(MeetingRole::Participant)),
        by(2, &cy, join(MeetingRole::Participant)),
        by(3, &di, join(MeetingRole::Observer)),
        by(4, &ada, Command::StartMeeting),
        by(5, &bo, ask(FloorKind::Contribution, Some("About the budget"))),
        by(6, &cy, contribution()),
        by(7, &ada, ask(FloorKind::PointOfOrder, None)),
        by(8, &ada, Command::MoveRequest { request_id: RequestId(3), position: 1 }),
        by(9, &di, Command::RevokeFloor { reason: None }),
        by(10, &bo, Command::ReleaseFloor),
        (160, None),
        (190, None),
        by(200, &ada, Command::ReleaseFloor),
        by(201, &ada, settings(revoke_at_limit)),
        by(210, &cy, Command::ReleaseFloor),
        by(211, &bo, contribution()),
        (262, None),
        (272, None),
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
        by(300, &ada, Command::CloseMeeting),
    ]
}

#[test]
fn the_replay_shows_every_kind_of_event_and_the_state_after_each() {
    let created = Meeting::create(&person(1, "Ada"), &new_meeting()).unwrap();
    let mut meeting = Meeting::born(at(0), &created).unwrap();
    let snapshot = MeetingView::from(&meeting);
    let mut seq = Seq(1);
    let (mut events, mut views): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
    let mut kinds = BTreeSet::from(["meeting_created".to_owned()]);
    for (second, act) in script() {
        let now = at(second);
        let mut happened: Vec<_> = meeting.due(now).into_iter().map(|event| (None, event)).collect();
        if let Some((who, command)) = &act {
            match meeting.decide(now, who, command) {
                Ok(more) => happened.extend(more.into_iter().map(|event| (Some(who.user_id), event))),
                Err(refusal) => {
                    let recorded =
                        meeting.refusal_event(now, who, &refusal).expect("only what is recorded is in the script");
                    happened.push((Some(who.user_id), recorded));
                }
            }
        }
        assert!(!happened.is_empty(), "nothing happens at second {second}");
        for (actor, event) in happened {
            seq = seq.next();
            meeting.apply(now, &event);
            let encoded = EncodedEvent::new(seq, now, actor, &event).unwrap();
            kinds.insert(encoded.kind.clone());
            events.push(serde_json::to_value(encoded.view(Viewer::Steward)).unwrap());
            views.push(serde_json::to_value(MeetingView::from(&meeting)).unwrap());
        }
    }
    assert_eq!(kinds.len(), 20, "every kind of event is in the replay: {kinds:?}");
    let replay = json!({"snapshot": snapshot, "seq": 1, "events": events, "views": views});
    assert_golden("replay.json", &format!("{}\n", serde_json::to_string(&replay).unwrap()));
}
