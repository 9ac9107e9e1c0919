//! Answers to questions about the meeting as it is.

use crate::messages::meeting::{Question, View};
use orchestrasec_domain::{Meeting, Refusal, Right, Who};
use orchestrasec_protocol::{
    Problem, Viewer,
    rest::{MeetingSummary, PhaseView},
};

/// Answers a question of somebody.
///
/// # Errors
/// `not_a_participant`, `banned`, `not_permitted`, `meeting_not_live`, `meeting_closed`
pub fn answer(meeting: &Meeting, who: &Who, question: Question) -> Result<View, Problem> {
    let needed = match question {
        Question::Summary => None,
        Question::Floor | Question::Phase | Question::Plan => Some(Right::Read),
        Question::May(right) => Some(right),
    };
    if let Some(right) = needed {
        meeting.check_right(who, right)?;
    }
    let id = who.participant_id();
    Ok(match question {
        Question::Summary => View::Summary(Box::new(MeetingSummary::of(meeting, id))),
        Question::Floor => View::Floor(Box::new(meeting.into())),
        Question::Phase => View::Phase(PhaseView::of(meeting).ok_or_else(|| no_phase(meeting))?),
        Question::Plan => View::Plan(Box::new(meeting.plan())),
        Question::May(_) => View::Allowed(Viewer::of(who.account_role, meeting.role_of(id))),
    })
}

fn no_phase(meeting: &Meeting) -> Refusal {
    if meeting.closed_at.is_some() { Refusal::MeetingIsClosed } else { Refusal::MeetingIsNotLive }
}
