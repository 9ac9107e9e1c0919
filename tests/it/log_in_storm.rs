//! Five hundred log-ins at once: hashing stays bounded, everybody is answered, and the rest of the server works on (S02).

use crate::{
    metrics::value,
    support::{PASSWORD, Person, ServerProcess, free_ports},
};
use futures_util::future::join_all;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};
use tempfile::TempDir;

const LOG_INS: usize = 500;
const PEOPLE: usize = 10;
/// What one hash takes by default, and how many may wait, as docs/security.md has it.
const HASH_KIB: u64 = 19_456;
const QUEUE: usize = 64;
/// For the connections themselves, their buffers and what the allocator keeps.
const CONNECTION_KIB: u64 = 64;

/// One call on a connection of its own, without a client's machinery in between.
fn call(address: SocketAddr, path: &str, token: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let head =
        format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// Asks again and again, on a thread of its own, and gives how long each answer took.
fn ask_on(address: SocketAddr, path: &'static str, token: String, over: Arc<AtomicBool>) -> JoinHandle<Vec<Duration>> {
    thread::spawn(move || {
        let mut took = Vec::new();
        while !over.load(Relaxed) {
            let asked = Instant::now();
            let answer = call(address, path, &token);
            took.push(asked.elapsed());
            assert!(answer.starts_with("HTTP/1.1 200 "), "{path}: {answer}");
            thread::sleep(Duration::from_millis(2));
        }
        took.sort_unstable();
        took
    })
}

/// What was seen at most.
#[derive(Debug, Default)]
struct Most {
    running: usize,
    waiting: usize,
    resident_kib: u64,
    looks: usize,
}

fn number(text: &str, name: &str) -> usize {
    value(text, name).unwrap_or_else(|| panic!("{name} in {text}"))
}

/// Who tries: the right passwords early, wrong ones for the same people from one address, and strangers from everywhere.
fn attempt(n: usize) -> (String, &'static str, String) {
    let of = |n: usize| format!("person{}@example.org", n % PEOPLE);
    match n {
        n if n < 2 * PEOPLE && n % 2 == 0 => (of(n / 2), PASSWORD, format!("10.1.0.{n}")),
        n if n % 3 == 0 => (of(n / 3), "not-the-right-password", "10.2.0.1".into()),
        n => (format!("stranger{n}@example.org"), "whatever-it-may-be", format!("10.3.{}.{}", n / 250, n % 250)),
    }
}

/// Status, code and, where one has to wait, how long.
async fn try_log_in(http: reqwest::Client, address: SocketAddr, n: usize) -> (u16, String) {
    let (username, password, from) = attempt(n);
    let asked = http
        .post(format!("http://{address}/api/v1/auth/login"))
        .header("X-Forwarded-For", from)
        .form(&[("username", username.as_str()), ("password", password)]);
    let answer = asked.send().await.unwrap();
    let status = answer.status().as_u16();
    let retry_after = answer.headers().get("retry-after").map(|value| value.to_str().unwrap().to_owned());
    let body: Value = answer.json().await.unwrap();
    let waits = status == 429 || status == 503;
    assert_eq!(waits, retry_after.is_some_and(|seconds| seconds.parse::<u32>().unwrap() >= 1), "{status} {body}");
    (status, body["code"].as_str().unwrap_or_default().to_owned())
}

#[actix::test]
async fn five_hundred_log_ins_at_once_are_answered_within_bounds_and_disturb_nobody() {
    let cores = thread::available_parallelism().unwrap().get();
    let ports: Vec<u16> = free_ports().take(2).collect();
    let metrics = SocketAddr::from(([127, 0, 0, 1], ports[1]));
    let dir = TempDir::new().unwrap();
    let settings = [
        ("ORCHESTRASEC_METRICS_LISTEN", metrics.to_string()),
        ("ORCHESTRASEC_TRUSTED_PROXIES", "127.0.0.1".into()),
        ("ORCHESTRASEC_CALLS_PER_SECOND", "10000".into()),
        ("ORCHESTRASEC_CALLS_BURST", "10000".into()),
        // On two cores as usual; on more the hashes cost more, so that there is a queue.
        ("ORCHESTRASEC_PASSWORD_PASSES", cores.clamp(2, 16).to_string()),
    ];
    let settings: Vec<_> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let server = Arc::new(ServerProcess::start_with(dir.path(), Some(ports[0]), &settings));
    let mut token = String::new();
    for n in 0..PEOPLE {
        token = Person::sign_up(server.address, &format!("person{n}"), None).await.token;
    }

    let before = server.resident_kib();
    let over = Arc::new(AtomicBool::new(false));
    let probes = ["/healthz", "/api/v1/auth/me"]
        .map(|path| (path, ask_on(server.address, path, token.clone(), Arc::clone(&over))));
    let (watched, until) = (Arc::clone(&server), Arc::clone(&over));
    let watch = thread::spawn(move || {
        let mut most = Most::default();
        while !until.load(Relaxed) {
            let text = call(metrics, "/metrics", "");
            most.running = most.running.max(number(&text, "password_hashes_running"));
            most.waiting = most.waiting.max(number(&text, "password_hashes_waiting"));
            most.resident_kib = most.resident_kib.max(watched.resident_kib());
            most.looks += 1;
            thread::sleep(Duration::from_millis(5));
        }
        most
    });
    let http = reqwest::Client::builder().pool_max_idle_per_host(0).build().unwrap();
    let began = Instant::now();
    let answers = join_all((0..LOG_INS).map(|n| try_log_in(http.clone(), server.address, n))).await;
    let took = began.elapsed();
    over.store(true, Relaxed);
    let most = watch.join().unwrap();

    let mut counts: BTreeMap<(u16, &str), usize> = BTreeMap::new();
    for (status, code) in &answers {
        *counts.entry((*status, code)).or_default() += 1;
    }
    eprintln!("{LOG_INS} log-ins in {took:?} on {cores} cores: {counts:?}");
    for (path, probe) in probes {
        let took = probe.join().unwrap();
        let at = |percent: usize| took[(took.len() * percent / 100).min(took.len() - 1)];
        eprintln!("{path} meanwhile: {} calls, p50 {:?}, p99 {:?}, most {:?}", took.len(), at(50), at(99), at(100));
    }
    let growth = most.resident_kib.saturating_sub(before);
    eprintln!("{most:?}, of memory {growth} KiB more than before");

    let documented = [(200, ""), (401, "invalid_credentials"), (429, "too_many_requests"), (503, "busy")];
    assert!(counts.keys().all(|answer| documented.contains(answer)), "{counts:?}");
    for answer in [(200, ""), (401, "invalid_credentials"), (503, "busy")] {
        assert!(counts.contains_key(&answer), "nobody got {answer:?}: {counts:?}");
    }
    assert!((1..=cores).contains(&most.running), "{most:?}");
    assert!((1..=QUEUE).contains(&most.waiting), "{most:?}");
    let bound = HASH_KIB * cores as u64 + CONNECTION_KIB * LOG_INS as u64;
    assert!(growth <= bound, "{growth} KiB more, {bound} are allowed");
    let text = call(metrics, "/metrics", "");
    assert_eq!((number(&text, "password_hashes_running"), number(&text, "password_hashes_waiting")), (0, 0));
    assert_eq!(number(&text, "password_hashes_refused_total"), counts[&(503, "busy")]);
}
