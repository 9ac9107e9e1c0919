//! Audio and video: what forwarding a packet costs, how long it takes, and whether only the holder is heard.

use crate::{
    media::Client,
    report::{Cell, Table},
    server::{Bench, Server, Subject},
    stats::{percentile_ms, ratio},
};
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::time::{Duration, Instant};

/// How long all may take to connect.
const PATIENCE: Duration = Duration::from_mins(2);
/// Between two packets of sound.
const SOUND: Duration = Duration::from_millis(20);
/// Between two changes of the speaker.
const PAUSE: Duration = Duration::from_millis(250);

/// A crowd.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// People with a camera.
    pub cameras: usize,
    /// People who only watch and listen; all have a microphone.
    pub others: usize,
    /// Packets of pictures per second and camera.
    pub rate: u32,
    /// Their size.
    pub bytes: usize,
    /// How long is measured.
    pub seconds: u64,
    /// How often the floor changes hands afterwards.
    pub switches: usize,
}

/// An empty table.
pub fn table() -> Table {
    let mut table = Table::new(
        "Audio and video",
        &[
            "cameras",
            "others",
            "in /s",
            "out /s",
            "Mbit/s out",
            "server CPU µs a packet out",
            "% of a core",
            "delay ms p50",
            "p95",
            "gaps",
            "MiB a peer",
            "floor ms p50",
            "p95",
            "sound audited",
            "only holders heard",
        ],
    );
    table.note("Everybody sends sound all the time, whether they hold the floor or not. Clients are another WebRTC stack (str0m).");
    table.note("Floor: from the holder's `release_floor` to the next speaker's first packet at a third person; a grant is durable first.");
    table
}

struct Crowd {
    clients: Vec<Client>,
    shape: Shape,
    next_sound: Instant,
    next_picture: Instant,
}

impl Crowd {
    fn join(server: &Server, shape: Shape) -> Result<Self> {
        let epoch = Instant::now();
        let mut crowd = Self { clients: Vec::new(), shape, next_sound: epoch, next_picture: epoch };
        for account in &server.accounts {
            crowd.clients.push(Client::join(server.address, account, &server.meeting_id, epoch)?);
            let until = Instant::now() + PATIENCE;
            // One after the other: their numbers are the order in which they came.
            while !crowd.clients.last().is_some_and(|client| client.is_connected) {
                ensure!(Instant::now() < until, "a client does not connect: {}", server.last_words());
                crowd.turn(false, false)?;
            }
        }
        Ok(crowd)
    }

    /// Lets everybody have a turn.
    fn turn(&mut self, sends: bool, watches: bool) -> Result<()> {
        let mut busy = false;
        let now = Instant::now();
        for client in &mut self.clients {
            busy |= client.turn(now, watches)?;
        }
        if sends {
            if self.next_sound <= now {
                self.next_sound = (self.next_sound + SOUND).max(now);
                self.clients.iter_mut().for_each(|client| client.speak(now, SOUND));
            }
            let every = Duration::from_secs(1) / self.shape.rate.max(1);
            if self.next_picture <= now {
                self.next_picture = (self.next_picture + every).max(now);
                for client in self.clients.iter_mut().take(self.shape.cameras) {
                    client.show(now, every, self.shape.bytes);
                }
            }
        }
        if !busy {
            std::thread::sleep(Duration::from_micros(300));
        }
        Ok(())
    }

    fn last(&mut self, length: Duration, sends: bool, watches: bool) -> Result<()> {
        let until = Instant::now() + length;
        while Instant::now() < until {
            self.turn(sends, watches)?;
        }
        Ok(())
    }

    fn client(&mut self, at: usize) -> Result<&mut Client> {
        self.clients.get_mut(at).context("there is no such client")
    }

    fn sum(&self, of: impl Fn(&Client) -> u64) -> u64 {
        self.clients.iter().map(of).sum()
    }

    /// The floor from one to the other of the first two, over and over.
    fn switch(&mut self) -> Result<Vec<Duration>> {
        let listener = self.clients.len() - 1;
        let mut latencies = Vec::new();
        self.client(0)?.command("request_floor", json!({}))?;
        self.last(PAUSE, true, false)?;
        for turn in 0..self.shape.switches {
            let (holder, next) = (turn % 2, (turn + 1) % 2);
            self.client(next)?.command("request_floor", json!({}))?;
            self.last(PAUSE, true, false)?;
            let before = self.client(listener)?.heard.len();
            let start = Instant::now();
            self.client(holder)?.command("release_floor", json!({}))?;
            let number = u32::try_from(next + 1)?;
            loop {
                self.turn(true, false)?;
                let heard = self.client(listener)?.heard.iter().skip(before);
                if let Some(first) = heard.into_iter().find(|one| one.speaker == number) {
                    latencies.push(first.at - start);
                    break;
                }
                ensure!(start.elapsed() < Duration::from_secs(3), "the next speaker is not heard");
            }
        }
        Ok(latencies)
    }

    /// How much sound was received, and whether all of it was of the holder of the grant it names.
    fn audit(&self, server: &Server) -> (usize, bool) {
        let ids: Vec<&str> = server.accounts.iter().map(|account| account.id.as_str()).collect();
        let right = |client: &Client| {
            client.heard.iter().all(|one| {
                let holder = client.grants.get(&one.grant).map(String::as_str);
                holder.is_some() && holder == ids.get(one.speaker as usize - 1).copied()
            })
        };
        (self.clients.iter().map(|client| client.heard.len()).sum(), self.clients.iter().all(right))
    }
}

/// Measures one crowd.
pub fn add(table: &mut Table, bench: &Bench, shape: Shape) -> Result<()> {
    let people = shape.cameras + shape.others;
    eprintln!("audio and video: {} cameras, {} others", shape.cameras, shape.others);
    let server = bench.start(Subject::Ours, people)?;
    let before = server.resident_bytes()?;
    let mut crowd = Crowd::join(&server, shape)?;
    crowd.last(Duration::from_secs(2), true, false)?;
    let (cpu, sent, received, gaps) = (
        server.cpu_seconds()?,
        crowd.sum(|client| client.sent),
        crowd.sum(|client| client.received),
        crowd.sum(|client| client.gaps),
    );
    let start = Instant::now();
    crowd.last(Duration::from_secs(shape.seconds), true, true)?;
    let seconds = start.elapsed().as_secs_f64();
    let cpu = server.cpu_seconds()? - cpu;
    let (sent, received) = (crowd.sum(|client| client.sent) - sent, crowd.sum(|client| client.received) - received);
    let gaps = crowd.sum(|client| client.gaps) - gaps;
    let memory = server.resident_bytes()?.saturating_sub(before);
    let delays: Vec<Duration> = crowd.clients.iter().flat_map(|client| client.delays.iter().copied()).collect();
    let latencies = crowd.switch()?;
    let (audited, is_right) = crowd.audit(&server);
    table.row(vec![
        Cell::count(shape.cameras),
        Cell::count(shape.others),
        Cell::Number(sent as f64 / seconds, 0),
        Cell::Number(received as f64 / seconds, 0),
        Cell::Number(received as f64 * (shape.bytes as f64 + 60.0) * 8.0 / seconds / 1e6, 0),
        Cell::Number(ratio(cpu * 1e6, received as f64), 1),
        Cell::Number(cpu / seconds * 100.0, 0),
        Cell::Number(percentile_ms(&delays, 0.5), 1),
        Cell::Number(percentile_ms(&delays, 0.95), 1),
        Cell::Number(gaps as f64, 0),
        Cell::Number(memory as f64 / people as f64 / 1_048_576.0, 2),
        Cell::Number(percentile_ms(&latencies, 0.5), 1),
        Cell::Number(percentile_ms(&latencies, 0.95), 1),
        Cell::count(audited),
        Cell::Flag(is_right),
    ]);
    Ok(())
}
