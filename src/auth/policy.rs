//! Which passwords are taken.
//!
//! NIST SP 800-63B: a minimal length, no composition rules, no forced changes, and nothing that is on everybody's list. The list is
//! zxcvbn's, offline, together with what everybody knows about the person (email, name).

use crate::auth::email::Email;
use orchestrasec_protocol::{Code, Problem};
use secrecy::{ExposeSecret as _, SecretString, zeroize::Zeroizing};
use unicode_normalization::UnicodeNormalization as _;

/// Fewest characters (Unicode code points, after NFC).
pub const PASSWORD_MIN_CHARS: usize = 12;
/// Most bytes (UTF-8, after NFC); a bound for the work, far above what people remember.
pub const PASSWORD_MAX_BYTES: usize = 256;
/// Fewest guesses that zxcvbn may estimate, as a power of ten: more than its floor for any three patterns in a row (10^8), such as
/// `Summer2024!!`; with a slow hash and the throttles, years.
const GUESSES_LOG10_MIN: f64 = 9.0;
/// Fewest letters and digits that have to be left without what is known about the person.
const REST_MIN_CHARS: usize = 6;

/// A password in the form that is hashed: NFC, so that the same keys on another keyboard or system give the same password. NFC is what
/// RFC 8265 §4.2.2 (`OpaqueString`) asks for; unlike NFKC it keeps `²` and `2` apart. Case and spaces stay as they are.
pub fn normalised(typed: &SecretString) -> SecretString {
    typed.expose_secret().nfc().collect::<String>().into()
}

/// Checks the length of a password in its normalised form. Cheap.
///
/// # Errors
/// `invalid_field` on `password`.
pub fn check_length(password: &SecretString) -> Result<(), Problem> {
    let text = password.expose_secret();
    let wrong = |detail: String| Err(Problem::field("password", Code::InvalidField, detail));
    if text.len() > PASSWORD_MAX_BYTES {
        return wrong(format!("is longer than {PASSWORD_MAX_BYTES} bytes"));
    }
    if text.chars().count() < PASSWORD_MIN_CHARS {
        return wrong(format!("has fewer than {PASSWORD_MIN_CHARS} characters"));
    }
    Ok(())
}

/// Refuses what can be guessed: common passwords, keyboard walks, repetitions, dates, and what is little more than the person's own name
/// or address. Takes milliseconds: not for an async thread.
///
/// # Errors
/// `password_too_common` on `password`.
pub fn check_guessability(password: &SecretString, email: &Email, display_name: &str) -> Result<(), Problem> {
    let known = known_words(email, display_name);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let guesses = zxcvbn::zxcvbn(password.expose_secret(), &known).guesses_log10();
    if guesses < GUESSES_LOG10_MIN || is_little_more_than(&known, password) {
        return Err(Problem::field(
            "password",
            Code::PasswordTooCommon,
            "is easy to guess; a few unrelated words are not",
        ));
    }
    Ok(())
}

/// What everybody knows about the person, in lower case, the longest first.
fn known_words(email: &Email, display_name: &str) -> Vec<String> {
    let name = display_name.to_lowercase();
    let texts = ["orchestrasec", email.as_str(), name.as_str()];
    let words = texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let mut known: Vec<String> =
        words.chain(texts).filter(|word| word.chars().count() > 2).map(str::to_owned).collect();
    known.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.clone()));
    known.dedup();
    known
}

/// zxcvbn lets a row of three words pass, whatever they are; so what is known is taken out, and something has to be left.
fn is_little_more_than(known: &[&str], password: &SecretString) -> bool {
    let whole = Zeroizing::new(password.expose_secret().to_lowercase());
    let rest = known.iter().fold(whole, |rest, word| Zeroizing::new(rest.replace(word, "")));
    rest.chars().filter(|c| c.is_alphanumeric()).count() < REST_MIN_CHARS && rest.len() < password.expose_secret().len()
}
