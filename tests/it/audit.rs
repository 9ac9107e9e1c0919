//! An export proves itself, and no change to it goes unnoticed.

use crate::scribe::{Scribe, person};
use futures_util::TryStreamExt;
use orchestrasec::{
    audit::{Break, Fault, LINE_MAX, Progress, Verified, Verifier, export, verify},
    ports::Journal,
    storage::MemoryJournal,
};
use orchestrasec_domain::{
    Command, Event, FloorKind, FloorWish, GrantNo, MeetingId, MeetingRole, ParticipantId, Seq, Timestamp,
    command::Withdrawal, event::LateAdmission,
};
use orchestrasec_protocol::{
    Viewer,
    record::{Hash, Header},
};
use std::sync::Arc;
use uuid::Uuid;

/// A meeting of about sixty events, with refused attempts in it.
async fn meeting() -> (Arc<MemoryJournal>, Scribe) {
    let journal = Arc::new(MemoryJournal::default());
    let mut scribe = Scribe::of(MeetingId(Uuid::from_u128(77)));
    scribe.leader = person(1);
    journal.create(scribe.creation()).await.unwrap();
    scribe.claim(&*journal).await;
    let mut number = 0;
    let mut act = async |scribe: &mut Scribe, who: u128, command: Command| {
        number += 1;
        let append = scribe.does(&person(who), &command, Some(&format!("c{number}")));
        assert_eq!(scribe.write(&*journal, append).await, Ok(()));
    };
    for who in 2..=6 {
        act(&mut scribe, who, Command::Join { role: MeetingRole::Participant }).await;
    }
    act(&mut scribe, 1, Command::StartMeeting).await;
    for round in 0..6 {
        for who in 2..=4 {
            let note = (round == 0).then(|| "a \"note\" \\ with \u{e4}\u{1f600}".to_owned());
            act(&mut scribe, who, Command::RequestFloor(FloorWish { note, ..FloorWish::of(FloorKind::Contribution) }))
                .await;
        }
        act(&mut scribe, 4, Command::WithdrawRequest(Withdrawal::Own)).await;
        scribe.now = scribe.now.plus(10_000);
        // Nobody else may do this: it is recorded, for facilitators only.
        act(&mut scribe, 5, Command::OpenQueue).await;
        act(&mut scribe, 2, Command::ReleaseFloor).await;
        act(&mut scribe, 1, Command::RevokeFloor { reason: Some("time".into()) }).await;
    }
    act(&mut scribe, 6, Command::Leave).await;
    act(&mut scribe, 1, Command::CloseMeeting).await;
    (journal, scribe)
}

async fn export_of(journal: &Arc<MemoryJournal>, scribe: &Scribe, viewer: Viewer) -> Vec<u8> {
    let journal: Arc<dyn Journal> = Arc::clone(journal) as Arc<dyn Journal>;
    let stream = export(journal, scribe.meeting_id, viewer, scribe.now.plus(1)).await.unwrap().unwrap();
    let pages: Vec<bytes::Bytes> = stream.try_collect().await.unwrap();
    pages.concat()
}

async fn exports() -> [Vec<u8>; 2] {
    let (journal, scribe) = meeting().await;
    [export_of(&journal, &scribe, Viewer::Steward).await, export_of(&journal, &scribe, Viewer::Public).await]
}

fn lines(file: &[u8]) -> Vec<&[u8]> {
    file.split_inclusive(|byte| *byte == b'\n').collect()
}

fn broken(file: &[u8]) -> Break {
    verify(file).unwrap_err()
}

#[tokio::test]
async fn an_untouched_export_is_whole() {
    let (journal, scribe) = meeting().await;
    let events = scribe.head.seq.0;
    assert!((55..75).contains(&events), "{events} events");
    for (viewer, redacted) in [(Viewer::Steward, 0), (Viewer::Public, 6)] {
        let file = export_of(&journal, &scribe, viewer).await;
        let expected = Verified { meeting_id: scribe.meeting_id, events, head: scribe.head, redacted, unknown: 0 };
        assert_eq!(verify(&file[..]), Ok(expected));
    }
}

#[tokio::test]
async fn a_redacted_export_does_not_tell_what_was_refused() {
    let [steward, public] = exports().await.map(|file| String::from_utf8(file).unwrap());
    assert!(steward.contains("command_refused"));
    assert!(!public.contains("command_refused") && public.contains("{\"redacted\":"));
    assert_eq!(steward.lines().count(), public.lines().count());
}

#[tokio::test]
async fn an_export_is_read_page_by_page_and_ends_where_it_began() {
    let journal = Arc::new(MemoryJournal::default());
    let mut scribe = Scribe::owning(&*journal).await;
    for _ in 0..3 {
        let append = scribe.some(417);
        assert_eq!(scribe.write(&*journal, append).await, Ok(()));
    }
    let opened = export(Arc::clone(&journal) as Arc<dyn Journal>, scribe.meeting_id, Viewer::Public, scribe.now);
    let stream = opened.await.unwrap().unwrap();
    let head = scribe.head;
    let append = scribe.some(300);
    assert_eq!(scribe.write(&*journal, append).await, Ok(()));
    let pages: Vec<bytes::Bytes> = stream.try_collect().await.unwrap();
    assert_eq!(pages.len(), 3);
    assert_eq!(verify(&pages.concat()[..]).unwrap().head, head);
    let nothing = export(journal, MeetingId(Uuid::nil()), Viewer::Public, scribe.now).await.unwrap();
    assert!(nothing.is_none());
}

/// Where the header says when the file was made: nothing in the record depends on it, so nothing proves it.
fn unproven(file: &[u8]) -> std::ops::Range<usize> {
    let mark = b"\"exported_at\":\"";
    let start = file.windows(mark.len()).position(|window| window == mark).unwrap() + mark.len();
    start..start + "2026-11-23T09:30:00.000Z".len()
}

#[tokio::test]
async fn every_flipped_byte_is_noticed() {
    let [file, _] = exports().await;
    let unproven = unproven(&file);
    let unnoticed = flip(&file, |_| true, |place| &[0x01, 0x20, 0xff][place % 3..][..1]);
    assert!(unnoticed.iter().all(|place| unproven.contains(place)), "{unnoticed:?}");
    assert!(!unnoticed.is_empty(), "the limit that the documentation names");
}

#[tokio::test]
async fn every_flipped_byte_of_a_redacted_line_is_noticed() {
    let [_, file] = exports().await;
    assert_eq!(flip(&file, is_redacted, |_| &[0x01, 0x20, 0xff]), Vec::<usize>::new());
}

/// Flips each byte of these lines by each of its masks, and tells where that went unnoticed.
fn flip(file: &[u8], wanted: fn(&[u8]) -> bool, masks: fn(usize) -> &'static [u8]) -> Vec<usize> {
    let mut unnoticed = Vec::new();
    let mut changed = file.to_owned();
    let mut start = 0;
    // What is before the flipped byte is good: it is checked once, not once a byte.
    let mut before = Verifier::default();
    for (index, line) in lines(file).into_iter().enumerate() {
        let flips = (start..start + line.len()).flat_map(|place| masks(place).iter().map(move |mask| (place, mask)));
        for (place, mask) in flips.filter(|_| wanted(line)) {
            changed[place] ^= mask;
            match rest(before.clone(), &changed[start..]) {
                Ok(_) => unnoticed.push(place),
                // A header or a bare hash is judged by what follows, everything else at its own line.
                Err(found) => assert!(found.line == index as u64 + 1 || index == 0 || is_redacted(line), "{found}"),
            }
            changed[place] ^= mask;
        }
        before.step(&mut &line[..]).ok();
        start += line.len();
    }
    unnoticed
}

fn rest(mut verifier: Verifier, mut reader: &[u8]) -> Result<Verified, Break> {
    loop {
        if let Progress::Done(verified) = verifier.step(&mut reader)? {
            return Ok(verified);
        }
    }
}

fn is_redacted(line: &[u8]) -> bool {
    line.starts_with(b"{\"redacted\"")
}
#[tokio::test]
async fn a_file_that_was_cut_short_is_noticed() {
    let [_, file] = exports().await;
    let all = lines(&file);
    for kept in 0..all.len() {
        let found = broken(&all[..kept].concat());
        let seq = (kept > 0).then_some(Seq(kept as u64));
        assert_eq!(found, Break { line: kept as u64 + 1, seq, what: Fault::Missing });
        let cut = all[..=kept].concat();
        assert_eq!(broken(&cut[..cut.len() - 1]).what, Fault::Unterminated);
    }
}

#[tokio::test]
async fn lines_that_are_gone_doubled_or_swapped_are_noticed() {
    let [file, _] = exports().await;
    let all = lines(&file);
    for place in 1..all.len() {
        let mut gone = all.clone();
        gone.remove(place);
        let mut doubled = all.clone();
        doubled.insert(place, all[place]);
        let at = |line: usize, what| Break { line: line as u64 + 1, seq: Some(Seq(line as u64)), what };
        let is_last = place + 1 == all.len();
        assert_eq!(broken(&gone.concat()), at(place, if is_last { Fault::Missing } else { Fault::OtherSeq }));
        let expected = at(place + 1, Fault::OtherSeq);
        let expected = if is_last { Break { seq: None, what: Fault::Trailing, ..expected } } else { expected };
        assert_eq!(broken(&doubled.concat()), expected);
        if !is_last {
            let mut swapped = all.clone();
            swapped.swap(place, place + 1);
            assert_eq!(broken(&swapped.concat()), at(place, Fault::OtherSeq));
        }
    }
}

#[tokio::test]
async fn nothing_may_follow_the_last_event() {
    let [file, _] = exports().await;
    for more in ["\n", " ", "{}", "x\n", "\0"] {
        let found = broken(&[&file[..], more.as_bytes()].concat());
        assert_eq!((found.seq, found.what), (None, Fault::Trailing));
    }
    assert_eq!(broken(b"").what, Fault::Missing);
    let long = vec![b' '; usize::try_from(LINE_MAX).unwrap() + 1];
    assert_eq!(broken(&long), Break { line: 1, seq: None, what: Fault::TooLong });
}

#[tokio::test]
async fn the_same_said_otherwise_is_noticed() {
    let [file, public] = exports().await.map(|file| String::from_utf8(file).unwrap());
    for (from, to) in [
        ("{\"record\"", "{ \"record\""),
        ("\"exported_at\":\"", "\"exported_at\":\"\\u0032"),
        (".000Z\"}\n{", ".000+00:00\"}\n{"),
        ("{\"event\":{", "{\"event\": {"),
        ("\"seq\":2,", "\"seq\":2.0,"),
        ("\n{\"event\"", "\r\n{\"event\""),
        ("\"}\n", "\",\"more\":1}\n"),
        ("orchestrasec/1", "orchestrasec/2"),
    ] {
        assert!(file.contains(from) || from.contains(".000Z"), "{from}");
        let changed = file.replacen(from, to, 1);
        assert!(changed == file || verify(changed.as_bytes()).is_err(), "{from}");
    }
    let both = public.replacen("{\"redacted\":", "{\"event\":null,\"redacted\":", 1);
    assert_eq!(broken(both.as_bytes()).what, Fault::NotCanonical);
}

/// A record whose chain is whole, made of these events.
fn forged(events: &[(i64, Event, Option<&str>)]) -> Vec<u8> {
    let mut scribe = Scribe::of(MeetingId(Uuid::from_u128(5)));
    let mut stored = scribe.creation().events;
    for (at, event, id) in events {
        scribe.now = Timestamp(crate::scribe::START.0 + at);
        stored.extend(scribe.append(id.map(|_| person(2)).as_ref(), std::slice::from_ref(event), *id).events);
    }
    file_of(&scribe, &stored)
}

fn file_of(scribe: &Scribe, stored: &[orchestrasec::ports::StoredEvent]) -> Vec<u8> {
    let header = Header {
        record: "orchestrasec/1".into(),
        meeting_id: scribe.meeting_id,
        events: stored.len() as u64,
        head_hash: scribe.head.hash,
        exported_at: Timestamp(i64::from(i32::MAX) * 1_000),
    };
    let mut file = serde_json::to_string(&header).unwrap() + "\n";
    for event in stored {
        file += &(orchestrasec::audit::line(scribe.meeting_id, event, Viewer::Steward).unwrap() + "\n");
    }
    file.into_bytes()
}

#[test]
fn what_cannot_have_happened_is_noticed_in_a_whole_chain() {
    let granted = |no| Event::FloorGranted {
        grant_no: GrantNo(no),
        request_id: None,
        participant_id: ParticipantId(Uuid::from_u128(2)),
        kind: FloorKind::Contribution,
        stance: None,
        item_id: None,
        limit_ms: None,
        warn_at: None,
        ends_at: None,
        granted_by: None,
        interrupts: None,
        resumes: None,
        explanation: None,
    };
    let started = (1, Event::MeetingStarted {}, None);
    let what = |events: &[_]| {
        let found = broken(&forged(events));
        assert_eq!(found.seq, Some(Seq(events.len() as u64 + 1)), "{found}");
        found.what
    };
    assert!(verify(&forged(&[started.clone(), (2, granted(1), Some("a"))])[..]).is_ok());
    assert_eq!(what(&[started.clone(), (2, granted(1), None), (3, granted(2), None)]), Fault::SecondHolder);
    assert!(matches!(what(&[(2, granted(1), None)]), Fault::Impossible(_)), "not live");
    assert!(matches!(what(&[started.clone(), (2, granted(2), None)]), Fault::Impossible(_)), "a grant was skipped");
    assert!(matches!(
        what(&[started.clone(), (2, granted(1), None), (3, Event::MeetingClosed {}, None)]),
        Fault::Impossible(_)
    ));
    assert!(matches!(
        what(&[started.clone(), (2, Event::TurnWarned { grant_no: GrantNo(1) }, None)]),
        Fault::Impossible(_)
    ));
    assert!(matches!(what(&[started.clone(), (2, Event::MeetingStarted {}, None)]), Fault::Impossible(_)));
    assert_eq!(what(&[started.clone(), (0, Event::QueueOpened {}, None)]), Fault::TimeRanBackwards);
    let twice =
        [(1, Event::QueueOpened {}, Some("a")), (2, Event::QueueClosed { late: LateAdmission::Nothing }, Some("a"))];
    assert_eq!(what(&twice), Fault::RepeatedCommand);
    assert_eq!(what(&[(1, Event::QueueOpened {}, Some("a b"))]), Fault::BadCommandId);
    assert_eq!(what(&[(1, Event::QueueOpened {}, Some(&"a".repeat(65)))]), Fault::BadCommandId);
}

#[test]
fn a_record_begins_with_its_meeting() {
    let mut scribe = Scribe::of(MeetingId(Uuid::from_u128(5)));
    let stored = scribe.some(1).events;
    let found = broken(&file_of(&scribe, &stored));
    assert_eq!(found, Break { line: 2, seq: Some(Seq(1)), what: Fault::NotCreated });
    assert!(found.to_string().starts_with("line 2 (event 1): "));

    let mut of_another = Scribe::of(MeetingId(Uuid::from_u128(6)));
    let stored = of_another.creation().events;
    of_another.meeting_id = MeetingId(Uuid::from_u128(5));
    assert_eq!(broken(&file_of(&of_another, &stored)).what, Fault::OtherHash);

    let mut scribe = Scribe::of(MeetingId(Uuid::from_u128(5)));
    let file = String::from_utf8(file_of(&scribe, &[])).unwrap();
    assert_eq!(broken(file.as_bytes()).what, Fault::NotCreated, "no events at all");
    let stored = scribe.creation().events;
    let header = String::from_utf8(file_of(&scribe, &stored)).unwrap().lines().next().unwrap().to_owned();
    let redacted = format!("{header}\n{{\"redacted\":1,\"hash\":\"{}\"}}\n", scribe.head.hash);
    assert_eq!(broken(redacted.as_bytes()).what, Fault::NotCreated, "a hidden beginning");
}

#[test]
fn a_kind_of_a_later_version_is_chained_and_counted() {
    let mut scribe = Scribe::of(MeetingId(Uuid::from_u128(5)));
    let mut stored = scribe.creation().events;
    let mut later = scribe.some(1).events.remove(0);
    later.event.kind = "ballot_opened".into();
    let body = orchestrasec_protocol::record::Body::of(scribe.meeting_id, &later.event, None).to_json().unwrap();
    later.hash = later.prev_hash.link(&body);
    scribe.head.hash = later.hash;
    stored.push(later);
    let verified = verify(&file_of(&scribe, &stored)[..]).unwrap();
    assert_eq!((verified.events, verified.unknown), (2, 1));
}

#[tokio::test]
async fn another_head_in_the_header_is_the_headers_fault() {
    let (journal, scribe) = meeting().await;
    let file = String::from_utf8(export_of(&journal, &scribe, Viewer::Steward).await).unwrap();
    let changed = file.replacen(&scribe.head.hash.to_string(), &Hash([1; 32]).to_string(), 1);
    assert_eq!(broken(changed.as_bytes()), Break { line: 1, seq: None, what: Fault::OtherHead });
}
