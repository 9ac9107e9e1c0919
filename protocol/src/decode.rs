//! Reading JSON that strangers sent: bounded in depth, and every mistake named by a stable code and its field.

use crate::{Code, Problem, limits::JSON_DEPTH_MAX};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, error::Category};

/// Longest part of a stranger's text that an answer repeats, in characters.
const ECHO_MAX: usize = 200;
/// Most members of a message in which the wrong one is looked for by trial.
const TRIAL_MAX: usize = 16;

/// Reads one JSON object. How large it may be is the caller's business.
///
/// # Errors
/// [`Code::MalformedJson`], [`Code::UnknownField`], [`Code::UnknownMessage`] (no variant of the tag `type`),
/// [`Code::InvalidField`]
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    if !depth_ok(bytes) {
        let detail = format!("objects and arrays may be nested {JSON_DEPTH_MAX} deep");
        return Err(Problem::new(Code::MalformedJson, detail));
    }
    read(bytes).map_err(|mistake| match mistake {
        // A message is sorted by its tag before its fields are read, which loses their names.
        Mistake::Wrong { path, why } if path.is_empty() => {
            Mistake::Wrong { path: by_trial::<T>(bytes, &why).unwrap_or_default(), why }.into()
        }
        other => other.into(),
    })
}

/// Whether objects and arrays are nested at most [`JSON_DEPTH_MAX`] deep. Looks at brackets only; the rest is the parser's business.
pub fn depth_ok(bytes: &[u8]) -> bool {
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => {
                depth += 1;
                if depth > JSON_DEPTH_MAX {
                    return false;
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    true
}

#[derive(PartialEq, Eq)]
enum Mistake {
    Malformed(String),
    NoObject,
    Twice(String),
    Unknown(String),
    NoSuchMessage,
    Missing(String),
    Wrong { path: String, why: String },
}

impl From<Mistake> for Problem {
    fn from(mistake: Mistake) -> Self {
        match mistake {
            Mistake::Malformed(why) => Problem::new(Code::MalformedJson, why),
            Mistake::Twice(name) => Problem::new(Code::MalformedJson, format!("{name}: is there twice")),
            Mistake::NoObject => Problem::new(Code::InvalidField, "an object is expected"),
            Mistake::Unknown(path) => Problem::field(path, Code::UnknownField, "there is no such field"),
            Mistake::NoSuchMessage => Problem::of(Code::UnknownMessage),
            Mistake::Missing(path) => Problem::field(path, Code::InvalidField, "is missing"),
            Mistake::Wrong { path, why } if path.is_empty() => Problem::new(Code::InvalidField, why),
            Mistake::Wrong { path, why } => Problem::field(path, Code::InvalidField, why),
        }
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Mistake> {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if first.is_some_and(|byte| *byte != b'{') {
        // Rust's types would also be read from an array of their fields' values. Not on this wire.
        return Err(match serde_json::from_slice::<serde::de::IgnoredAny>(bytes) {
            Ok(_) => Mistake::NoObject,
            Err(error) => Mistake::Malformed(bounded(&error.to_string())),
        });
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        sorted(&path, error.inner())
    })?;
    json.end().map_err(|error| Mistake::Malformed(bounded(&error.to_string())))?;
    Ok(value)
}

/// serde tells what is wrong in words only; they are part of its interface in all but name, and the tests below hold them fast.
fn sorted(path: &str, error: &serde_json::Error) -> Mistake {
    let text = error.to_string();
    if error.classify() != Category::Data {
        return Mistake::Malformed(bounded(&text));
    }
    let why = text.rsplit_once(" at line ").map_or(text.as_str(), |(why, _)| why);
    let path = if path == "." { "" } else { path };
    if let Some(name) = named(why, "missing field `") {
        return Mistake::Missing(bounded(&if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }));
    }
    if let Some(name) = named(why, "unknown field `") {
        return Mistake::Unknown(bounded(if path.is_empty() { name } else { path }));
    }
    if let Some(name) = named(why, "duplicate field `") {
        return Mistake::Twice(bounded(name));
    }
    if path == "type" && why.starts_with("unknown variant `") {
        return Mistake::NoSuchMessage;
    }
    Mistake::Wrong { path: bounded(path), why: bounded(why) }
}

fn named<'a>(why: &'a str, beginning: &str) -> Option<&'a str> {
    let rest = why.strip_prefix(beginning)?;
    let end = rest.find("`, expected").or_else(|| rest.find("`, there are no")).or_else(|| rest.rfind('`'))?;
    rest.get(..end)
}

/// The one member without which the mistake is another.
fn by_trial<T: DeserializeOwned>(bytes: &[u8], why: &str) -> Option<String> {
    let whole: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
    if whole.len() > TRIAL_MAX {
        return None;
    }
    let still = |mistake: &Mistake| matches!(mistake, Mistake::Wrong { why: other, .. } if other == why);
    whole.keys().filter(|name| *name != "type").find_map(|name| {
        let mut without = whole.clone();
        without.remove(name);
        let text = serde_json::to_vec(&without).ok()?;
        read::<T>(&text).err().is_none_or(|mistake| !still(&mistake)).then(|| bounded(name))
    })
}

fn bounded(text: &str) -> String {
    text.chars().take(ECHO_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::{decode, depth_ok};
    use crate::{
        ClientMessage, Code, Problem,
        rest::{CreateMeeting, JoinMeeting},
    };
    use serde::de::DeserializeOwned;

    const ID: &str = "0192f0c1-2345-7abc-8def-0123456789ab";

    fn mistake<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> (Code, Option<String>) {
        let problem: Problem = decode::<T>(text.as_bytes()).unwrap_err();
        assert!(problem.detail.len() < 1_000, "{}", problem.detail);
        (problem.code, problem.errors.first().map(|error| error.field.clone()))
    }

    #[test]
    fn depth_counts_brackets_outside_strings_only() {
        assert!(depth_ok(&[b"[".repeat(32), b"]".repeat(32)].concat()));
        assert!(!depth_ok(&b"[".repeat(33)));
        assert!(!depth_ok(&b"{\"a\":".repeat(33)));
        assert!(depth_ok(format!("{{\"a\":\"{}\"}}", "[".repeat(99)).as_bytes()));
        assert!(depth_ok(format!("{{\"a\":\"\\\"{}\"}}", "[".repeat(99)).as_bytes()));
        assert!(!depth_ok(format!("{{\"a\":\"\\\\\",\"b\":{}}}", "[".repeat(99)).as_bytes()));
        assert!(depth_ok("[],".repeat(99).as_bytes()));
    }

    #[test]
    fn every_mistake_in_a_body_has_its_code_and_field() {
        let deep = format!("{{\"title\":{}1{}}}", "[".repeat(32), "]".repeat(32));
        let cases: &[(&str, Code, Option<&str>)] = &[
            ("", Code::MalformedJson, None),
            ("{", Code::MalformedJson, None),
            ("nonsense", Code::MalformedJson, None),
            ("{\"title\":\"a\"} x", Code::MalformedJson, None),
            ("{\"title\":\"a\u{1}\"}", Code::MalformedJson, None),
            ("{\"title\":\"a\",\"title\":\"b\"}", Code::MalformedJson, None),
            (&deep, Code::MalformedJson, None),
            ("[\"a\",null,null,null,null]", Code::InvalidField, None),
            ("\"a\"", Code::InvalidField, None),
            ("{}", Code::InvalidField, Some("title")),
            ("{\"title\":null}", Code::InvalidField, Some("title")),
            ("{\"title\":5}", Code::InvalidField, Some("title")),
            ("{\"title\":\"a\",\"scheduled_start\":\"soon\"}", Code::InvalidField, Some("scheduled_start")),
            ("{\"title\":\"a\",\"owner\":1}", Code::UnknownField, Some("owner")),
            ("{\"title\":\"a\",\"a`, expected `b\":1}", Code::UnknownField, Some("a`, expected `b")),
            ("{\"title\":\"a\",\"settings\":{\"granting\":\"never\"}}", Code::InvalidField, Some("settings.granting")),
            ("{\"title\":\"a\",\"settings\":{\"queue_limit\":-1}}", Code::InvalidField, Some("settings.queue_limit")),
            ("{\"title\":\"a\",\"settings\":{\"colour\":1}}", Code::UnknownField, Some("settings.colour")),
        ];
        for (text, code, field) in cases {
            assert_eq!(mistake::<CreateMeeting>(text), (*code, field.map(str::to_owned)), "{text}");
        }
        assert_eq!(mistake::<JoinMeeting>("{\"role\":\"boss\"}").1.as_deref(), Some("role"));
        assert_eq!(mistake::<CreateMeeting>(&format!("{{\"{}\":1}}", "x".repeat(60_000))).0, Code::UnknownField);
    }

    #[test]
    fn every_mistake_in_a_message_has_its_code_and_field() {
        let cases: &[(&str, Code, Option<&str>)] = &[
            ("{\"type\":\"shout\",\"id\":\"c1\"}", Code::UnknownMessage, None),
            ("{\"type\":5}", Code::InvalidField, Some("type")),
            ("{\"id\":\"c1\"}", Code::InvalidField, Some("type")),
            ("[\"ping\",1]", Code::InvalidField, None),
            ("{\"type\":\"ping\"}", Code::InvalidField, Some("t")),
            ("{\"type\":\"ping\",\"type\":\"ping\",\"t\":1}", Code::MalformedJson, None),
            ("{\"type\":\"ping\",\"t\":1,\"t\":2}", Code::MalformedJson, None),
            ("{\"type\":\"ping\",\"t\":\"x\"}", Code::InvalidField, Some("t")),
            ("{\"type\":\"ping\",\"t\":1,\"x\":2}", Code::UnknownField, Some("x")),
        ];
        for (text, code, field) in cases {
            assert_eq!(mistake::<ClientMessage>(text), (*code, field.map(str::to_owned)), "{text}");
        }
        let wrong = [
            (format!("{{\"type\":\"join\",\"id\":\"c1\",\"meeting_id\":\"{ID}\",\"role\":\"boss\"}}"), "role"),
            ("{\"type\":\"join\",\"id\":\"c1\",\"meeting_id\":\"x\"}".to_owned(), "meeting_id"),
            (format!("{{\"type\":\"resume\",\"id\":7,\"meeting_id\":\"{ID}\",\"after\":1}}"), "id"),
            (format!("{{\"type\":\"resume\",\"id\":\"a\",\"meeting_id\":\"{ID}\",\"after\":-1}}"), "after"),
        ];
        for (text, field) in wrong {
            assert_eq!(mistake::<ClientMessage>(&text), (Code::InvalidField, Some(field.to_owned())), "{text}");
        }
    }
}
