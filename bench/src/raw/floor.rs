//! As little of a meeting as gives the same events for the same commands: a queue and a holder, and no rules.

use super::template::{Fill, Template, Texts};
use anyhow::{Context, Result};
use std::collections::VecDeque;

/// The floor of the bare server.
#[derive(Debug)]
pub struct Floor {
    requested: Template,
    withdrawn: Template,
    granted: Template,
    released: Template,
    seq: u64,
    requests: u64,
    grants: u64,
    queue: VecDeque<(u64, String)>,
    holder: Option<String>,
}

impl Floor {
    /// A free floor.
    pub fn new(texts: &Texts) -> Result<Self> {
        let template = |kind: &str| {
            let text = texts.get(kind).with_context(|| format!("there is no text for {kind}"))?;
            Template::of(text)
        };
        Ok(Self {
            requested: template("floor_requested")?,
            withdrawn: template("request_withdrawn")?,
            granted: template("floor_granted")?,
            released: template("floor_released")?,
            seq: 1,
            requests: 0,
            grants: 0,
            queue: VecDeque::new(),
            holder: None,
        })
    }

    /// The number of the last event.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Appends the events of a command to `out`, a comma between any two.
    pub fn act(&mut self, command: &str, who: &str, out: &mut Vec<u8>) {
        match command {
            "request_floor" => {
                self.requests += 1;
                let request = self.requests;
                Self::tell(&self.requested, out, &mut self.seq, who, request, self.grants);
                self.queue.push_back((request, who.to_owned()));
                self.grant_next(out);
            }
            "withdraw_request" => {
                let Some(at) = self.queue.iter().position(|(_, waiting)| waiting == who) else { return };
                if let Some((request, _)) = self.queue.remove(at) {
                    Self::tell(&self.withdrawn, out, &mut self.seq, who, request, self.grants);
                }
            }
            "release_floor" if self.holder.as_deref() == Some(who) => {
                self.holder = None;
                Self::tell(&self.released, out, &mut self.seq, who, self.requests, self.grants);
                self.grant_next(out);
            }
            _ => {}
        }
    }

    fn grant_next(&mut self, out: &mut Vec<u8>) {
        if self.holder.is_some() {
            return;
        }
        let Some((request, who)) = self.queue.pop_front() else { return };
        self.grants += 1;
        Self::tell(&self.granted, out, &mut self.seq, &who, request, self.grants);
        self.holder = Some(who);
    }

    fn tell(template: &Template, out: &mut Vec<u8>, seq: &mut u64, who: &str, request_id: u64, grant_no: u64) {
        *seq += 1;
        if !out.is_empty() {
            out.push(b',');
        }
        template.write(out, Fill { seq: *seq, who, request_id, grant_no });
    }
}

#[cfg(test)]
mod tests {
    use super::Floor;
    use crate::raw::template::built_in;
    use serde_json::Value;

    #[test]
    fn the_floor_goes_round() -> anyhow::Result<()> {
        let mut floor = Floor::new(&built_in())?;
        let mut kinds = |command: &str, who: &str| -> anyhow::Result<Vec<String>> {
            let mut out = Vec::new();
            floor.act(command, who, &mut out);
            let events: Vec<Value> = serde_json::from_str(&format!("[{}]", String::from_utf8(out)?))?;
            Ok(events.iter().map(|event| format!("{} {}", event["kind"], event["seq"]).replace('"', "")).collect())
        };
        assert_eq!(kinds("request_floor", "ada")?, ["floor_requested 2", "floor_granted 3"]);
        assert_eq!(kinds("request_floor", "bo")?, ["floor_requested 4"]);
        assert_eq!(kinds("request_floor", "cy")?, ["floor_requested 5"]);
        assert_eq!(kinds("withdraw_request", "bo")?, ["request_withdrawn 6"]);
        assert_eq!(kinds("release_floor", "bo")?, [""; 0]);
        assert_eq!(kinds("release_floor", "ada")?, ["floor_released 7", "floor_granted 8"]);
        Ok(())
    }
}
