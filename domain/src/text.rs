//! Text that people type: bounded, trimmed, and free of characters that deceive the eye.

use crate::refusal::{FieldProblem, Refusal};

/// Longest title of a meeting, in characters.
pub const TITLE_MAX: usize = 200;
/// Longest description of a meeting, in characters.
pub const DESCRIPTION_MAX: usize = 4_000;
/// Longest display name, in characters.
pub const NAME_MAX: usize = 80;
/// Longest note on a floor request, in characters.
pub const NOTE_MAX: usize = 280;
/// Longest stable name of something in a plan, in characters.
pub const KEY_MAX: usize = 40;
/// Longest reason for a denial, revocation or removal, in characters.
pub const REASON_MAX: usize = 280;

/// Checks a text that has to be there and stands on one line; gives it back trimmed.
///
/// # Errors
/// [`Refusal::InvalidField`] when it is empty, longer than `max` characters, or contains control or direction-changing characters.
pub fn required_line(field: &'static str, text: &str, max: usize) -> Result<String, Refusal> {
    let text = line(field, text, max)?;
    if text.is_empty() {
        return Err(Refusal::InvalidField { field, problem: FieldProblem::Empty });
    }
    Ok(text)
}

/// Checks a text on one line that may be left out; empty counts as absent.
///
/// # Errors
/// As [`required_line`], except that it may be empty.
pub fn optional_line(field: &'static str, text: Option<&str>, max: usize) -> Result<Option<String>, Refusal> {
    let text = line(field, text.unwrap_or_default(), max)?;
    Ok((!text.is_empty()).then_some(text))
}

/// Checks a text of several lines that may be empty.
///
/// # Errors
/// [`Refusal::InvalidField`] when it is longer than `max` characters or contains control (other than tab and line break) or
/// direction-changing characters.
pub fn paragraphs(field: &'static str, text: &str, max: usize) -> Result<String, Refusal> {
    checked(field, text, max, |c| c.is_control() && c != '\n' && c != '\t')
}

/// Checks a stable name: 1 to `max` lower-case ASCII letters, digits and underscores.
///
/// # Errors
/// [`Refusal::InvalidField`]
pub fn key(field: &'static str, text: &str, max: usize) -> Result<(), Refusal> {
    if text.len() > max {
        return Err(Refusal::InvalidField { field, problem: FieldProblem::TooLong { max } });
    }
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if text.is_empty() || !text.bytes().all(fits) {
        return Err(Refusal::InvalidField { field, problem: FieldProblem::NotAKey });
    }
    Ok(())
}

fn line(field: &'static str, text: &str, max: usize) -> Result<String, Refusal> {
    checked(field, text, max, |c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
}

fn checked(field: &'static str, text: &str, max: usize, forbidden: impl Fn(char) -> bool) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().count() > max {
        return Err(Refusal::InvalidField { field, problem: FieldProblem::TooLong { max } });
    }
    if text.chars().any(|c| forbidden(c) || changes_direction(c)) {
        return Err(Refusal::InvalidField { field, problem: FieldProblem::ForbiddenCharacter });
    }
    Ok(text.to_owned())
}

/// Unicode's explicit bidirectional controls (UAX #9): with them a name can be made to look like another. Right-to-left
/// scripts do not need them.
fn changes_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

#[cfg(test)]
mod tests {
    use super::{optional_line, paragraphs, required_line};

    #[test]
    fn a_line_is_trimmed_and_bounded_in_characters_not_bytes() {
        assert_eq!(required_line("title", "  Żółć  ", 4).unwrap(), "Żółć");
        assert!(required_line("title", "Żółć!", 4).is_err());
        assert!(required_line("title", "   ", 4).is_err());
    }

    #[test]
    fn control_and_direction_changing_characters_are_refused() {
        for bad in ["a\u{202E}b", "a\0b", "a\nb", "a\u{2028}b", "\u{2066}x"] {
            assert!(required_line("display_name", bad, 80).is_err(), "{bad:?}");
        }
        assert_eq!(required_line("display_name", "عمر", 80).unwrap(), "عمر");
        assert!(paragraphs("description", "one\n\ttwo", 80).is_ok());
    }

    #[test]
    fn an_empty_optional_line_is_absent() {
        assert_eq!(optional_line("note", Some(" "), 10).unwrap(), None);
        assert_eq!(optional_line("note", None, 10).unwrap(), None);
    }
}
