//! The rules of a meeting: pure, no clock, no chance, no input or output.
//!
//! [`Meeting::decide`] says what a [`Command`] brings about (a list of [`Event`]s, or a [`Refusal`]), [`Meeting::apply`]
//! changes the state by one event, [`Meeting::next_deadline`] says when time itself will act and [`Meeting::due`] what it then does.
//! Time always enters as an argument.
//!
//! # Glossary
//!
//! | word | meaning |
//! |---|---|
//! | floor | what one person at a time holds in order to speak (RFC 8855); users know it as the *speaking token* |
//! | floor request | somebody's wish to get the floor; it waits in the queue |
//! | grant | the floor in somebody's hands; its rising `grant_no` fences everything that depends on it |
//! | release, revoke | the holder gives the floor back; somebody else, or time, takes it |
//! | beneficiary | the person on whose behalf a floor request is made (RFC 8855) |
//! | interpose | a point of order or clarifying question interrupts who speaks; the interrupted turn is *suspended* and goes on afterwards |
//! | guest | a person in the meeting without an account and a device of their own |
//! | place | a position in the queue with its explanation |
//! | phase | a stage of the meeting with a timebox and rules of its own |
//! | account role | `admin` or `member`, everywhere; [`AccountRole`] |
//! | meeting role | `facilitator`, `participant` or `observer`, in one meeting; [`MeetingRole`] |
//! | refusal | a command that is not possible or not allowed, with its reason; it changes nothing |
//! | record | all events of a meeting in order; the state is nothing but its replay |
//!
//! # Reading order
//!
//! [`command`] and [`event`] (what can be asked, what can happen), [`meeting`] (the state), [`permission`] (who may), then `decide/`,
//! [`order`] (who waits where, and why), `settle.rs` (what follows of itself) and `deadline.rs` (what time does).

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod agenda;
mod apply;
pub mod command;
mod deadline;
mod decide;
pub mod event;
pub mod floor;
pub mod grant;
pub mod ids;
mod limit;
pub mod meeting;
pub mod order;
pub mod participant;
pub mod permission;
pub mod phase;
pub mod refusal;
pub mod settings;
mod settle;
pub mod stats;
pub mod template;
pub mod text;
pub mod time;

pub use agenda::{Agenda, AgendaItem};
pub use command::{Command, FloorWish, NewMeeting, Who};
pub use decide::outcome::{Outcome, RequestState};
pub use event::Event;
pub use floor::{Floor, FloorKind, FloorRequest, Stance};
pub use grant::Grant;
pub use ids::{AgendaItemId, GrantNo, MeetingId, ParticipantId, RequestId, Seq, UserId};
pub use meeting::{Meeting, Status};
pub use order::{Place, QueueOrder};
pub use participant::{Participant, Standing};
pub use permission::{AccountRole, MeetingRole, Right};
pub use phase::{Phase, PhaseRules};
pub use refusal::Refusal;
pub use settings::{Granting, Overtime, Settings, SettingsChange};
pub use template::Template;
pub use time::Timestamp;
