//! One person: a socket for words, one for media, and what was heard.

use crate::{server::Account, ws};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    io::{ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream, UdpSocket},
    time::{Duration, Instant},
};
use str0m::{
    Candidate, Event, Input, Output, Rtc,
    change::SdpOffer,
    media::{Mid, Pt},
    net::{Protocol, Receive},
    rtp::{RtpWrite, SeqNo},
};

/// Where the sending time stands in a payload.
const STAMP: std::ops::Range<usize> = 4..12;

/// A packet of sound.
#[derive(Debug, Clone, Copy)]
pub struct Heard {
    /// The speaker's number.
    pub speaker: u32,
    /// The grant's number.
    pub grant: u64,
    /// When it came.
    pub at: Instant,
}

/// A sending line.
#[derive(Debug, Clone, Copy)]
struct Line {
    mid: Mid,
    pt: u8,
    clock: u32,
    seq: u64,
    time: u32,
}

/// See the module.
pub struct Client {
    words: TcpStream,
    input: Vec<u8>,
    meeting: String,
    last_id: u64,
    udp: UdpSocket,
    address: SocketAddr,
    rtc: Rtc,
    next: Instant,
    epoch: Instant,
    mic: Option<Line>,
    cam: Option<Line>,
    buffer: Vec<u8>,
    /// Media flows.
    pub is_connected: bool,
    /// Everybody who is in the meeting gets their number with the order of joining.
    pub grants: HashMap<u64, String>,
    /// Sound that came.
    pub heard: Vec<Heard>,
    /// Packets that came.
    pub received: u64,
    /// Packets that were sent.
    pub sent: u64,
    /// Numbers that are missing.
    pub gaps: u64,
    newest: HashMap<u32, u64>,
    /// Milliseconds from sender to receiver, while this is watched.
    pub delays: Vec<Duration>,
}

impl Client {
    /// Comes into the meeting and asks for media.
    pub fn join(server: SocketAddr, account: &Account, meeting: &str, epoch: Instant) -> Result<Self> {
        let udp = UdpSocket::bind("127.0.0.1:0")?;
        udp.set_nonblocking(true)?;
        // One thread reads for all: what it is late for has to wait somewhere.
        socket2::SockRef::from(&udp).set_recv_buffer_size(4 * 1024 * 1024)?;
        let address = udp.local_addr()?;
        let now = Instant::now();
        let mut rtc =
            Rtc::builder().clear_codecs().enable_opus(true, false).enable_vp8(true).set_rtp_mode(true).build(now);
        rtc.add_local_candidate(Candidate::host(address, "udp")?);
        let mut words = TcpStream::connect(server)?;
        words.set_nodelay(true)?;
        words.write_all(ws::upgrade_request(&server.to_string()).as_bytes())?;
        let mut input = Vec::new();
        let mut byte = [0; 512];
        let rest = loop {
            let read = words.read(&mut byte)?;
            input.extend_from_slice(byte.get(..read).unwrap_or_default());
            if let Some(end) = ws::head_end(&input) {
                break input.split_off(end);
            }
        };
        words.set_nonblocking(true)?;
        let mut client = Self {
            words,
            input: rest,
            meeting: meeting.to_owned(),
            last_id: 0,
            udp,
            address,
            rtc,
            next: now,
            epoch,
            mic: None,
            cam: None,
            buffer: vec![0; 2_048],
            is_connected: false,
            grants: HashMap::new(),
            heard: Vec::new(),
            received: 0,
            sent: 0,
            gaps: 0,
            newest: HashMap::new(),
            delays: Vec::new(),
        };
        client.say(&json!({"type": "hello", "protocol": 1, "token": account.token}))?;
        client.command("join", json!({"role": "participant"}))?;
        Ok(client)
    }

    /// Sends a command of the meeting.
    pub fn command(&mut self, kind: &str, more: Value) -> Result<()> {
        self.last_id += 1;
        let mut message = json!({"type": kind, "id": format!("m{}", self.last_id), "meeting_id": self.meeting});
        if let (Some(message), Value::Object(more)) = (message.as_object_mut(), more) {
            message.extend(more);
        }
        self.say(&message)
    }

    fn say(&mut self, message: &Value) -> Result<()> {
        self.write(ws::TEXT, message.to_string().as_bytes())
    }

    fn write(&mut self, opcode: u8, payload: &[u8]) -> Result<()> {
        let mut frame = Vec::new();
        ws::client_frame(&mut frame, opcode, payload);
        let mut rest = frame.as_slice();
        while !rest.is_empty() {
            match self.words.write(rest) {
                Ok(written) => rest = rest.get(written..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::WouldBlock => std::thread::yield_now(),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Takes in what has come; false: there was nothing.
    pub fn turn(&mut self, now: Instant, watch_delays: bool) -> Result<bool> {
        let mut busy = self.listen()?;
        let mut buffer = std::mem::take(&mut self.buffer);
        for _ in 0..64 {
            let Ok((length, source)) = self.udp.recv_from(&mut buffer) else { break };
            busy = true;
            let datagram = buffer.get(..length).unwrap_or_default();
            if let Ok(contents) = datagram.try_into() {
                let receive = Receive { proto: Protocol::Udp, source, destination: self.address, contents };
                // What str0m does not take is counted by what then is missing.
                let _ = self.rtc.handle_input(Input::Receive(Instant::now(), receive));
            }
            self.drain(watch_delays);
        }
        self.buffer = buffer;
        if self.next <= now {
            let _ = self.rtc.handle_input(Input::Timeout(now));
            self.drain(watch_delays);
        }
        Ok(busy)
    }

    fn listen(&mut self) -> Result<bool> {
        let mut fresh = [0; 16_384];
        let mut busy = false;
        loop {
            match self.words.read(&mut fresh) {
                Ok(0) => bail!("the server closed a connection"),
                Ok(read) => self.input.extend_from_slice(fresh.get(..read).unwrap_or_default()),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => return Err(error.into()),
            }
        }
        while let Some(frame) = ws::parse(&self.input)? {
            busy = true;
            let text = self.input.get(frame.payload.clone()).unwrap_or_default().to_vec();
            self.input.drain(..frame.payload.end);
            match frame.opcode {
                ws::TEXT => self.told(&serde_json::from_slice(&text)?)?,
                ws::PING => self.write(ws::PONG, &text)?,
                _ => {}
            }
        }
        Ok(busy)
    }

    fn told(&mut self, message: &Value) -> Result<()> {
        let text = |value: &Value| value.as_str().map(str::to_owned).unwrap_or_default();
        match message.get("type").and_then(Value::as_str) {
            Some("snapshot") => self.command("media_join", json!({}))?,
            Some("refusal" | "media_error") => bail!("{message}"),
            Some("events") => {
                for event in message.get("events").and_then(Value::as_array).into_iter().flatten() {
                    if event.get("kind").and_then(Value::as_str) == Some("floor_granted") {
                        let payload = event.get("payload").context("an event without content")?;
                        let grant = payload.get("grant_no").and_then(Value::as_u64).unwrap_or_default();
                        self.grants.insert(grant, payload.get("participant_id").map(text).unwrap_or_default());
                    }
                }
            }
            Some("media_offer") => self.answer(message)?,
            _ => {}
        }
        Ok(())
    }

    fn answer(&mut self, offer: &Value) -> Result<()> {
        let sdp = offer.get("sdp").and_then(Value::as_str).context("an offer without a description")?;
        // One size of the picture is sent, so none are promised.
        let is_simulcast = |line: &&str| line.starts_with("a=rid:") || line.starts_with("a=simulcast:");
        let sdp: String = sdp.split_inclusive("\r\n").filter(|line| !is_simulcast(line)).collect();
        let answer = self.rtc.sdp_api().accept_offer(SdpOffer::from_sdp_string(&sdp)?)?;
        let mid = |name: &str| offer.pointer(&format!("/mids/{name}")).and_then(Value::as_str).map(Mid::from);
        if self.mic.is_none() {
            let line = |mid, pt, clock| Line { mid, pt, clock, seq: 100, time: 0 };
            self.mic = mid("mic").map(|mid| line(mid, 111, 48_000));
            self.cam = mid("cam").map(|mid| line(mid, 96, 90_000));
        }
        let rev = offer.get("rev").cloned().unwrap_or_default();
        self.next = Instant::now();
        self.command("media_answer", json!({"rev": rev, "sdp": answer.to_sdp_string()}))
    }

    /// Sends a packet of sound.
    pub fn speak(&mut self, now: Instant, every: Duration) {
        let line = self.mic;
        self.mic = self.send(now, line, every, &mut [0x78; 80]);
    }

    /// Sends a packet of pictures; each is a keyframe to the server.
    pub fn show(&mut self, now: Instant, every: Duration, bytes: usize) {
        let mut payload = vec![0xa5; bytes.max(16)];
        payload.splice(..3, [0x10, 0, 0]);
        let line = self.cam;
        self.cam = self.send(now, line, every, &mut payload);
    }

    fn send(&mut self, now: Instant, line: Option<Line>, every: Duration, payload: &mut [u8]) -> Option<Line> {
        let mut line = line?;
        if let Some(stamp) = payload.get_mut(STAMP) {
            stamp.copy_from_slice(&(self.epoch.elapsed().as_nanos() as u64).to_be_bytes());
        }
        line.seq += 1;
        line.time = line.time.wrapping_add((every.as_secs_f64() * f64::from(line.clock)) as u32);
        if let Some(stream) = self.rtc.direct_api().stream_tx_by_mid(line.mid, None) {
            let seq = SeqNo::from(line.seq);
            stream.write_rtp(RtpWrite::new(Pt::from(line.pt), seq, line.time, now, &*payload).marker(true));
            self.sent += 1;
        }
        self.drain(false);
        Some(line)
    }

    fn drain(&mut self, watch_delays: bool) {
        loop {
            match self.rtc.poll_output() {
                Ok(Output::Timeout(at)) => {
                    self.next = at;
                    return;
                }
                Ok(Output::Transmit(transmit)) => {
                    let _ = self.udp.send_to(&transmit.contents, transmit.destination);
                }
                Ok(Output::Event(Event::Connected)) => self.is_connected = true,
                Ok(Output::Event(Event::RtpPacket(packet))) => {
                    self.received += 1;
                    let source = |at: usize| packet.header.csrc.get(at).copied().unwrap_or_default();
                    if *packet.header.payload_type == 111 {
                        let grant = u64::from(source(1));
                        self.heard.push(Heard { speaker: source(0), grant, at: Instant::now() });
                    }
                    let newest = self.newest.entry(*packet.header.ssrc).or_insert(*packet.seq_no);
                    self.gaps += packet.seq_no.saturating_sub(*newest + 1);
                    *newest = (*packet.seq_no).max(*newest);
                    let stamp = packet.payload.get(STAMP).and_then(|bytes| bytes.try_into().ok());
                    if let Some(stamp) = stamp.filter(|_| watch_delays) {
                        let sent = Duration::from_nanos(u64::from_be_bytes(stamp));
                        self.delays.push(self.epoch.elapsed().saturating_sub(sent));
                    }
                }
                Ok(Output::Event(_)) => {}
                Err(_) => {
                    self.next = Instant::now() + Duration::from_secs(1);
                    return;
                }
            }
        }
    }
}
