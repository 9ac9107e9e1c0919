//! Session descriptions as text: what is put into ours, and what an answer has to be before the engine reads it. Pure.

use std::{collections::BTreeMap, fmt::Write as _, net::SocketAddr};

/// The names of a camera's simulcast layers, the smallest first.
pub const LAYERS: [&str; 3] = ["q", "h", "f"];
/// Most lines of an answer.
const LINES_MAX: usize = 4_000;
/// Longest line.
const LINE_MAX: usize = 4_096;

/// Puts our candidates in place of all others. One section has them; the rest is bundled with it.
pub fn with_candidates(sdp: &str, candidates: &[SocketAddr]) -> String {
    let mut out = String::with_capacity(sdp.len() + 128);
    let mut done = false;
    for line in lines(sdp) {
        if line.starts_with("a=candidate") || line.starts_with("a=end-of-candidates") {
            continue;
        }
        push(&mut out, line);
        if !done && line.starts_with("a=ice-pwd") {
            done = true;
            for (number, address) in (1_u32..).zip(candidates) {
                let priority = 2_130_706_432 - number;
                let (ip, port) = (address.ip(), address.port());
                let _ = write!(out, "a=candidate:{number} 1 udp {priority} {ip} {port} typ host\r\n");
            }
            push(&mut out, "a=end-of-candidates");
        }
    }
    out
}

/// Asks for all layers of the camera in this section.
pub fn with_layers(sdp: &str, mid: &str) -> String {
    let mut out = String::with_capacity(sdp.len() + 128);
    let mut is_inside = false;
    let ask = |out: &mut String| {
        for layer in LAYERS {
            let _ = write!(out, "a=rid:{layer} recv\r\n");
        }
        let _ = write!(out, "a=simulcast:recv {}\r\n", LAYERS.join(";"));
    };
    for line in lines(sdp) {
        if line.starts_with("m=") && std::mem::take(&mut is_inside) {
            ask(&mut out);
        }
        push(&mut out, line);
        if line.strip_prefix("a=mid:") == Some(mid) {
            is_inside = true;
        }
    }
    if is_inside {
        ask(&mut out);
    }
    out
}

/// The number of a header extension in a description.
pub fn extension(sdp: &str, uri: &str) -> Option<u8> {
    lines(sdp).find_map(|line| {
        let (number, name) = line.strip_prefix("a=extmap:")?.split_once(' ')?;
        (name == uri).then(|| number.split('/').next()?.parse().ok())?
    })
}

/// What each section of an answer says about its sources, by `mid`.
pub type Sources = BTreeMap<String, String>;

fn tells_source(line: &str) -> bool {
    ["a=ssrc", "a=msid:", "a=rid:", "a=simulcast:"].iter().any(|start| line.starts_with(start))
}

/// What this answer says about its sources, where it says anything.
pub fn sources(answer: &str) -> Sources {
    let mut sources = Sources::new();
    for (mid, lines) in by_section(answer) {
        let told: Vec<&str> = lines.into_iter().filter(|line| tells_source(line)).collect();
        if !told.is_empty() {
            sources.insert(mid, told.join("\n"));
        }
    }
    sources
}

/// The answer without what was told before about sources: the engine takes every word about them for a new source and forgets the one
/// it knows, whose layers a browser names in its first packets only.
pub fn without_known(answer: &str, known: &Sources) -> String {
    let told = sources(answer);
    let mut out = String::with_capacity(answer.len());
    for (mid, lines) in by_section(answer) {
        let is_known = known.get(&mid).is_some_and(|known| told.get(&mid) == Some(known));
        for line in lines {
            if !(is_known && tells_source(line)) {
                push(&mut out, line);
            }
        }
    }
    out
}

/// The lines of each section with its `mid`; what stands before all sections has an empty one.
fn by_section(sdp: &str) -> Vec<(String, Vec<&str>)> {
    let mut sections: Vec<(String, Vec<&str>)> = vec![(String::new(), Vec::new())];
    for line in lines(sdp) {
        if line.starts_with("m=") {
            sections.push((String::new(), Vec::new()));
        }
        if let Some((name, lines)) = sections.last_mut() {
            if let Some(mid) = line.strip_prefix("a=mid:") {
                mid.clone_into(name);
            }
            lines.push(line);
        }
    }
    sections
}

/// Why an answer is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Not a session description, or too long.
    NotSdp,
    /// Its sections are not those of the offer.
    OtherSections,
    /// No SHA-256 fingerprint, or more than one.
    Fingerprint,
    /// It does not say who begins the handshake.
    Setup,
    /// No credentials, or more than one pair.
    Credentials,
}

/// A checked answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The text without candidates: the server learns addresses from genuine checks only.
    pub sdp: String,
    /// The fingerprint of the other side's certificate.
    pub fingerprint: String,
}

/// Checks that this is an answer to that offer.
///
/// # Errors
/// What is wrong with it.
pub fn check_answer(offer: &str, answer: &str) -> Result<Answer, Flaw> {
    if !answer.starts_with("v=0") || answer.contains('\0') {
        return Err(Flaw::NotSdp);
    }
    let mut sdp = String::with_capacity(answer.len());
    let (mut fingerprints, mut setups, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for (number, line) in lines(answer).enumerate() {
        let has_type = line.as_bytes().get(1) == Some(&b'=') && line.is_ascii() || line.starts_with("s=");
        if number >= LINES_MAX || line.len() > LINE_MAX || !has_type {
            return Err(Flaw::NotSdp);
        }
        if line.starts_with("a=candidate") || line.starts_with("a=end-of-candidates") {
            continue;
        }
        if let Some(value) = line.strip_prefix("a=fingerprint:") {
            fingerprints.push(value.to_ascii_lowercase());
        } else if let Some(value) = line.strip_prefix("a=setup:") {
            setups.push(value);
        } else if let Some(value) = line.strip_prefix("a=ice-ufrag:") {
            names.push(value);
        }
        push(&mut sdp, line);
    }
    if sections(offer) != sections(answer) {
        return Err(Flaw::OtherSections);
    }
    let fingerprint = only(&fingerprints).filter(|one| is_sha256(one)).ok_or(Flaw::Fingerprint)?.clone();
    only(&setups).filter(|setup| matches!(**setup, "active" | "passive")).ok_or(Flaw::Setup)?;
    only(&names).filter(|name| (4..=256).contains(&name.len())).ok_or(Flaw::Credentials)?;
    Ok(Answer { sdp, fingerprint })
}

/// The one value that all are.
fn only<T: PartialEq>(values: &[T]) -> Option<&T> {
    let first = values.first()?;
    values.iter().all(|value| value == first).then_some(first)
}

fn is_sha256(fingerprint: &str) -> bool {
    let Some(hex) = fingerprint.strip_prefix("sha-256 ") else { return false };
    let bytes: Vec<_> = hex.split(':').collect();
    bytes.len() == 32 && bytes.iter().all(|byte| byte.len() == 2 && byte.bytes().all(|c| c.is_ascii_hexdigit()))
}

/// Kind and `mid` of each section.
fn sections(sdp: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in lines(sdp) {
        if let Some(rest) = line.strip_prefix("m=") {
            sections.push((rest.split(' ').next().unwrap_or_default().to_owned(), String::new()));
        } else if let (Some(mid), Some(section)) = (line.strip_prefix("a=mid:"), sections.last_mut()) {
            mid.clone_into(&mut section.1);
        }
    }
    sections
}

fn lines(sdp: &str) -> impl Iterator<Item = &str> {
    sdp.split('\n').map(|line| line.trim_end_matches('\r')).filter(|line| !line.is_empty())
}

fn push(out: &mut String, line: &str) {
    out.push_str(line);
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::{Flaw, check_answer, extension, sources, with_candidates, with_layers, without_known};
    use proptest::prelude::*;

    fn offer() -> String {
        let section = |kind: &str, mid: &str| {
            format!(
                "m={kind} 9 UDP/TLS/RTP/SAVPF 96\r\na=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\na=mid:{mid}\r\n"
            )
        };
        format!("v=0\r\ns=-\r\n{}{}", section("audio", "0"), section("video", "1"))
    }

    fn fingerprint(byte: &str) -> String {
        format!("sha-256 {}", vec![byte; 32].join(":"))
    }

    fn answer() -> String {
        let more = format!(
            "a=fingerprint:{}\r\na=setup:active\r\na=candidate:1 1 udp 1 10.0.0.9 9 typ host",
            fingerprint("AB")
        );
        offer().replace("a=mid:", &format!("{more}\r\na=mid:"))
    }

    #[test]
    fn an_answer_is_taken_without_its_candidates() {
        let answer = check_answer(&offer(), &answer()).unwrap();
        assert!(!answer.sdp.contains("candidate") && answer.sdp.contains("a=mid:1\r\n"));
        assert_eq!(answer.fingerprint, fingerprint("ab"));
    }

    #[test]
    fn every_flaw_has_its_name() {
        let offer = offer();
        let check = |answer: String| check_answer(&offer, &answer).unwrap_err();
        assert_eq!(check(String::new()), Flaw::NotSdp);
        assert_eq!(check("v=0\r\nnonsense\r\n".into()), Flaw::NotSdp);
        assert_eq!(check(answer().replace("a=mid:1", "a=mid:2")), Flaw::OtherSections);
        assert_eq!(check(format!("{}m=audio 9 X 0\r\n", answer())), Flaw::OtherSections);
        assert_eq!(check(answer().replace("sha-256", "sha-1")), Flaw::Fingerprint);
        assert_eq!(check(answer().replacen(&fingerprint("AB"), &fingerprint("CD"), 1)), Flaw::Fingerprint);
        assert_eq!(check(answer().replace("setup:active", "setup:actpass")), Flaw::Setup);
        assert_eq!(check(answer().replace("a=ice-ufrag:abcd\r\n", "")), Flaw::Credentials);
    }

    #[test]
    fn our_candidates_are_the_only_ones() {
        let with = with_candidates(&answer(), &[([192, 0, 2, 1], 7_882).into(), "[2001:db8::1]:7882".parse().unwrap()]);
        assert_eq!(with.matches("a=candidate").count(), 2);
        assert!(with.contains("a=candidate:1 1 udp 2130706431 192.0.2.1 7882 typ host\r\n"));
        assert!(with.contains("a=candidate:2 1 udp 2130706430 2001:db8::1 7882 typ host\r\n"));
    }

    #[test]
    fn layers_are_asked_for_in_the_section_of_the_camera() {
        let with = with_layers(&offer(), "0");
        let (first, second) = with.split_once("m=video").unwrap();
        assert!(first.ends_with("a=rid:q recv\r\na=rid:h recv\r\na=rid:f recv\r\na=simulcast:recv q;h;f\r\n"));
        assert!(!second.contains("rid"));
        assert!(with_layers(&offer(), "1").ends_with("a=simulcast:recv q;h;f\r\n"));
    }

    #[test]
    fn what_was_told_about_sources_is_not_told_again() {
        let first = answer().replace("a=mid:1\r\n", "a=mid:1\r\na=msid:- x\r\na=ssrc:7 cname:y\r\na=rid:q send\r\n");
        let known = sources(&first);
        assert_eq!(known.keys().collect::<Vec<_>>(), ["1"]);
        assert_eq!(without_known(&first, &sources(&offer())), first, "nothing is known at first");
        assert_eq!(without_known(&first, &known), answer());
        let other = first.replace("ssrc:7", "ssrc:8");
        assert_eq!(without_known(&other, &known), other, "another source is told");
    }

    #[test]
    fn an_extension_is_found_by_its_name() {
        assert_eq!(extension("a=extmap:3/recvonly urn:x\r\na=extmap:4 urn:y\r\n", "urn:x"), Some(3));
        assert_eq!(extension("a=extmap:x urn:x\r\n", "urn:x"), None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(v=0\r?\n)?([avm]=[ -~]{0,20}\r?\n|.{0,10}){0,20}") {
            drop(check_answer(&offer(), &text));
            with_layers(&text, "0");
            without_known(&text, &sources(&text));
            with_candidates(&text, &[]);
        }
    }
}
