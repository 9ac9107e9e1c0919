//! What was answered to whom: a repeated command is answered the same and does nothing more.

use crate::ports::Answer;
use orchestrasec_domain::UserId;
use std::collections::HashMap;

/// The answers of all commands of the meeting that had an id.
#[derive(Debug, Default)]
pub struct Answers(HashMap<(UserId, Box<str>), Answer>);

impl Answers {
    /// The answers that the journal remembers.
    pub fn from_journal(answers: Vec<(UserId, String, Answer)>) -> Self {
        Self(answers.into_iter().map(|(who, id, answer)| ((who, id.into_boxed_str()), answer)).collect())
    }

    /// What this person's command with this id was answered.
    pub fn find(&self, who: UserId, id: &str) -> Option<Answer> {
        self.0.get(&(who, id.into())).copied()
    }

    /// Remembers an answer.
    pub fn remember(&mut self, who: UserId, id: &str, answer: Answer) {
        self.0.insert((who, id.into()), answer);
    }
}
