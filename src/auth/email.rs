//! Email addresses as user names.

use orchestrasec_protocol::{Code, Problem};
use unicode_normalization::UnicodeNormalization as _;

/// Longest address in bytes (RFC 5321 §4.5.3.1.3 with the erratum: a path of 256 less the angle brackets).
pub const EMAIL_MAX_BYTES: usize = 254;
const LOCAL_MAX_BYTES: usize = 64;
const LABEL_MAX_BYTES: usize = 63;

/// A normalised address: trimmed, in lower case, NFC. Two that are equal name the same account.
///
/// The local part is put in lower case, too: in theory it may be case-sensitive (RFC 5321 §2.4), in practice nobody's is, and people
/// type it either way. Internationalised domains stay as typed: turning them into A-labels would change what people see.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// Reads an address as typed.
    ///
    /// # Errors
    /// `invalid_field` on `email`.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let wrong = |detail| Err(Problem::field("email", Code::InvalidField, detail));
        if typed.len() > 4 * EMAIL_MAX_BYTES {
            return wrong("is longer than 254 bytes");
        }
        let text = fold(typed);
        if text.len() > EMAIL_MAX_BYTES {
            return wrong("is longer than 254 bytes");
        }
        match text.rsplit_once('@') {
            Some((local, domain)) if local_is_valid(local) && domain_is_valid(domain) => Ok(Self(text)),
            _ => wrong("is not an email address"),
        }
    }

    /// The normalised text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The normalised text, to keep.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Trimmed, lower case, NFC; applied to user names, too, that are no addresses.
pub fn fold(typed: &str) -> String {
    typed.trim().nfc().collect::<String>().to_lowercase().nfc().collect()
}

/// The dot-atom of RFC 5322 §3.2.3 and, beyond ASCII, letters and digits of any script (RFC 6531); no quoted strings.
fn local_is_valid(local: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || c.is_ascii_graphic() && !"()<>[]:;@\\,.\"".contains(c) || is_mark(c);
    local.len() <= LOCAL_MAX_BYTES && local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(allowed))
}

/// Host labels (RFC 1123 §2.1), letters and digits of any script. A domain without a dot is taken: intranets have them.
fn domain_is_valid(domain: &str) -> bool {
    domain.split('.').all(|label| {
        !label.is_empty()
            && label.len() <= LABEL_MAX_BYTES
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c == '-' || c.is_alphanumeric() || is_mark(c))
    })
}

/// Marks that belong to a letter before them and that NFC has no single character for.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::Email;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_folded_to_one_form() {
        for (typed, kept) in [
            ("ada@example.org", "ada@example.org"),
            ("  Ada.Lovelace@Example.ORG\n", "ada.lovelace@example.org"),
            ("ada+meet@localhost", "ada+meet@localhost"),
            ("Ju\u{0308}rgen@BÜCHER.example", "jürgen@bücher.example"),
            ("o'brien_x-1@a-b.example", "o'brien_x-1@a-b.example"),
        ] {
            assert_eq!(Email::parse(typed).unwrap().as_str(), kept, "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long_local = format!("{}@example.org", "a".repeat(65));
        let long = format!("a@{}", "b.".repeat(140) + "example");
        for bad in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "ada@@example.org",
            "ada@example..org",
            ".ada@example.org",
            "ada.@example.org",
            "ada@-example.org",
            "ada@example-.org",
            "ada b@example.org",
            "ada@exa mple.org",
            "\"ada\"@example.org",
            "Ada <ada@example.org>",
            "ada@example.org,bo@example.org",
            "ada\0@example.org",
            "ada\r\nBcc:x@example.org",
            "a\u{202E}da@example.org",
            "ada@exam\u{200B}ple.org",
            &long_local,
            &long,
            &"x".repeat(100_000),
        ] {
            let problem = Email::parse(bad).unwrap_err();
            assert_eq!(problem.errors[0].field, "email", "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(typed in "\\PC{0,20}@\\PC{1,20}") {
            if let Ok(email) = Email::parse(&typed) {
                prop_assert_eq!(Email::parse(email.as_str()).unwrap(), email);
            }
        }
    }
}
