//! Event texts with gaps for what changes: made from real events, so that the bare server sends the same bytes.

use anyhow::{Context, Result};
use serde_json::Value;
use std::{collections::BTreeMap, io::Write};

/// Event texts by kind.
pub type Texts = BTreeMap<String, String>;

/// Texts in the protocol's shape, for when no real server is there to take them from.
pub fn built_in() -> Texts {
    const HEAD: &str =
        r#"{"seq":100,"at":"2026-11-23T09:30:09.000Z","actor":"01935a00-0000-7000-8000-000000000001","kind":"#;
    const WHO: &str = r#""participant_id":"01935a00-0000-7000-8000-000000000001""#;
    let event = |kind: &str, payload: &str| {
        let text = format!(r#"{HEAD}"{kind}","payload":{{{payload}}}}}"#);
        (kind.to_owned(), text)
    };
    Texts::from([
        event("floor_requested", &format!(r#""request_id":50,{WHO},"kind":"contribution","note":null"#)),
        event("request_withdrawn", &format!(r#""request_id":50,{WHO},"cause":"own""#)),
        event(
            "floor_granted",
            &format!(
                r#""grant_no":20,"request_id":50,{WHO},"kind":"contribution","limit_ms":null,"warn_at":null,"ends_at":null"#
            ),
        ),
        event("floor_released", &format!(r#""grant_no":20,{WHO},"spoke_ms":12,"cause":"own""#)),
    ])
}

/// What fills the gaps.
#[derive(Debug, Clone, Copy)]
pub struct Fill<'a> {
    /// The event's number.
    pub seq: u64,
    /// The account.
    pub who: &'a str,
    /// The request's number.
    pub request_id: u64,
    /// The grant's number.
    pub grant_no: u64,
}

#[derive(Debug)]
enum Piece {
    Text(Vec<u8>),
    Seq,
    Who,
    Request,
    Grant,
}

/// One kind of event.
#[derive(Debug)]
pub struct Template(Vec<Piece>);

impl Template {
    /// Finds number, person, request and grant in a real event.
    pub fn of(text: &str) -> Result<Self> {
        let event: Value = serde_json::from_str(text).with_context(|| format!("not an event: {text}"))?;
        // Control characters are never bare in JSON: they mark the gaps.
        let mut marked = text.to_owned();
        for (name, mark) in [("seq", '\u{1}'), ("request_id", '\u{3}'), ("grant_no", '\u{4}')] {
            let value = event.get(name).or_else(|| event.get("payload")?.get(name)).and_then(Value::as_u64);
            if let Some(value) = value {
                marked = marked.replacen(&format!("\"{name}\":{value}"), &format!("\"{name}\":{mark}"), 1);
            }
        }
        let actor = event.get("actor").and_then(Value::as_str);
        let participant =
            event.get("payload").and_then(|payload| payload.get("participant_id")).and_then(Value::as_str);
        for person in actor.into_iter().chain(participant) {
            marked = marked.replace(person, "\u{2}");
        }
        let pieces = marked.split_inclusive(['\u{1}', '\u{2}', '\u{3}', '\u{4}']).flat_map(|part| {
            let gap = match part.chars().last() {
                Some('\u{1}') => Some(Piece::Seq),
                Some('\u{2}') => Some(Piece::Who),
                Some('\u{3}') => Some(Piece::Request),
                Some('\u{4}') => Some(Piece::Grant),
                _ => None,
            };
            let text = if gap.is_some() { part.get(..part.len() - 1).unwrap_or_default() } else { part };
            [Some(Piece::Text(text.as_bytes().to_vec())), gap].into_iter().flatten()
        });
        Ok(Self(pieces.collect()))
    }

    /// Appends the event with its gaps filled.
    pub fn write(&self, out: &mut Vec<u8>, fill: Fill<'_>) {
        for piece in &self.0 {
            // Writing to memory does not fail.
            let _ = match piece {
                Piece::Text(text) => out.write_all(text),
                Piece::Seq => write!(out, "{}", fill.seq),
                Piece::Who => out.write_all(fill.who.as_bytes()),
                Piece::Request => write!(out, "{}", fill.request_id),
                Piece::Grant => write!(out, "{}", fill.grant_no),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fill, Template, built_in};

    #[test]
    fn a_template_filled_with_its_own_values_is_the_same_text() -> anyhow::Result<()> {
        for text in built_in().values() {
            let who = "01935a00-0000-7000-8000-000000000001";
            let mut out = Vec::new();
            Template::of(text)?.write(&mut out, Fill { seq: 100, who, request_id: 50, grant_no: 20 });
            assert_eq!(&String::from_utf8(out)?, text);
        }
        Ok(())
    }

    #[test]
    fn the_gaps_are_filled() -> anyhow::Result<()> {
        let texts = built_in();
        let text = texts.get("floor_granted").map(String::as_str).unwrap_or_default();
        let mut out = Vec::new();
        Template::of(text)?.write(&mut out, Fill { seq: 7, who: "ada", request_id: 8, grant_no: 9 });
        let event: serde_json::Value = serde_json::from_slice(&out)?;
        assert_eq!(event["seq"], 7);
        assert_eq!(event["actor"], "ada");
        assert_eq!(event["payload"]["participant_id"], "ada");
        assert_eq!(event["payload"]["request_id"], 8);
        assert_eq!(event["payload"]["grant_no"], 9);
        Ok(())
    }
}
