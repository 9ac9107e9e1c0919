//! A client with audio and video: the crate `webrtc` behind the product's own socket. It sends all the time, whether it may or not.

use super::{people::Person, socket::Socket};
use bytes::Bytes;
use rtc::{
    media_stream::MediaStreamTrack,
    peer_connection::configuration::media_engine::{MIME_TYPE_OPUS, MIME_TYPE_VP8, MediaEngine},
    peer_connection::sdp::RTCSessionDescription,
    rtp_transceiver::rtp_sender::{
        RTCPFeedback, RTCRtpCodec, RTCRtpCodecParameters, RTCRtpCodingParameters, RTCRtpEncodingParameters,
        RtpCodecKind,
    },
};
use serde_json::{Value, json};
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use webrtc::{
    media_stream::{
        track_local::{TrackLocal, static_rtp::TrackLocalStaticRTP},
        track_remote::{TrackRemote, TrackRemoteEvent},
    },
    peer_connection::{
        PeerConnection, PeerConnectionBuilder, PeerConnectionEventHandler, RTCConfigurationBuilder,
        RTCPeerConnectionState, Registry, SettingEngineBuilder, register_default_interceptors,
    },
};

/// A packet as it was received.
#[derive(Debug, Clone)]
pub struct Received {
    pub is_audio: bool,
    /// Whose number the sender wrote into it.
    pub sender: u8,
    /// Who the server says is the source, and by which grant.
    pub source: (u32, u32),
    pub ssrc: u32,
    pub seq: u16,
    pub extensions: usize,
}

#[derive(Clone, Default)]
pub struct Ears {
    received: Arc<Mutex<Vec<Received>>>,
    connected: Arc<AtomicBool>,
}

#[async_trait::async_trait]
impl PeerConnectionEventHandler for Ears {
    async fn on_connection_state_change(&self, state: RTCPeerConnectionState) {
        self.connected.store(state == RTCPeerConnectionState::Connected, Ordering::SeqCst);
    }

    async fn on_track(&self, track: Arc<dyn TrackRemote>) {
        let received = self.received.clone();
        let is_audio = track.kind().await == RtpCodecKind::Audio;
        tokio::spawn(async move {
            while let Some(event) = track.poll().await {
                let TrackRemoteEvent::OnRtpPacket(packet) = event else { continue };
                let source = |at: usize| packet.header.csrc.get(at).copied().unwrap_or_default();
                let one = Received {
                    is_audio,
                    sender: packet.payload.last().copied().unwrap_or_default(),
                    source: (source(0), source(1)),
                    ssrc: packet.header.ssrc,
                    seq: packet.header.sequence_number,
                    extensions: packet.header.extensions.len(),
                };
                received.lock().unwrap().push(one);
            }
        });
    }
}

/// Somebody with a microphone and a camera.
pub struct MediaClient {
    pub socket: Socket,
    pub ears: Ears,
    /// Offers that came.
    pub offers: Vec<Value>,
    pub slots: Value,
    connection: Option<Arc<dyn PeerConnection>>,
    sending: Vec<tokio::task::JoinHandle<()>>,
    pub number: u8,
}

fn track(kind: RtpCodecKind, ssrc: u32) -> Arc<TrackLocalStaticRTP> {
    let codec = if kind == RtpCodecKind::Audio { opus() } else { vp8() };
    let coding = RTCRtpEncodingParameters {
        rtp_coding_parameters: RTCRtpCodingParameters { ssrc: Some(ssrc), ..Default::default() },
        codec,
        active: true,
        ..Default::default()
    };
    let name = format!("{kind}-{ssrc}");
    Arc::new(TrackLocalStaticRTP::new(MediaStreamTrack::new(name.clone(), name.clone(), name, kind, vec![coding])))
}

fn opus() -> RTCRtpCodec {
    RTCRtpCodec {
        mime_type: MIME_TYPE_OPUS.into(),
        clock_rate: 48_000,
        channels: 2,
        sdp_fmtp_line: "minptime=10;useinbandfec=1".into(),
        rtcp_feedback: vec![],
    }
}

fn vp8() -> RTCRtpCodec {
    let feedback = |parameter: &str| RTCPFeedback { typ: "nack".into(), parameter: parameter.into() };
    RTCRtpCodec {
        mime_type: MIME_TYPE_VP8.into(),
        clock_rate: 90_000,
        channels: 0,
        sdp_fmtp_line: String::new(),
        rtcp_feedback: vec![feedback(""), feedback("pli")],
    }
}

impl MediaClient {
    /// Comes into the meeting and takes part in audio and video. `number` is what this client writes into its packets.
    pub async fn join(person: &Person, meeting: &str, number: u8) -> Self {
        let mut client = Self::follow(person, meeting, number).await;
        client.take_part().await;
        client
    }

    /// Comes into the meeting only.
    pub async fn follow(person: &Person, meeting: &str, number: u8) -> Self {
        let socket = person.in_meeting(meeting).await;
        Self {
            socket,
            ears: Ears::default(),
            offers: Vec::new(),
            slots: Value::Null,
            connection: None,
            sending: Vec::new(),
            number,
        }
    }

    /// Asks for audio and video and answers until they flow.
    pub async fn take_part(&mut self) {
        self.hang_up().await;
        self.ears.connected = Arc::default();
        let ack = self.socket.command("media_join", json!({})).await;
        assert_eq!(ack["type"], "ack", "{ack}");
        self.until_connected().await;
    }

    pub async fn until_connected(&mut self) {
        let end = Instant::now() + Duration::from_secs(15);
        while !self.ears.connected.load(Ordering::SeqCst) {
            assert!(Instant::now() < end, "the media connection was not made");
            self.attend(20).await;
        }
    }

    /// Answers what comes for so many milliseconds.
    pub async fn attend(&mut self, ms: u64) {
        let end = tokio::time::Instant::now() + Duration::from_millis(ms);
        while let Some(message) = self.socket.media_message(end).await {
            match message["type"].as_str() {
                Some("media_offer") => self.answer(message).await,
                Some("media_slots") => self.slots = message["slots"].clone(),
                _ => self.socket.others.push_back(message),
            }
        }
    }

    async fn answer(&mut self, offer: Value) {
        if offer["fresh"] == true {
            self.hang_up().await;
            self.start().await;
        }
        let connection = self.connection.clone().unwrap();
        // This client sends one size of its picture and must not promise more.
        let is_simulcast = |line: &&str| line.starts_with("a=rid:") || line.starts_with("a=simulcast:");
        let sdp = offer["sdp"].as_str().unwrap();
        let sdp: String = sdp.split_inclusive("\r\n").filter(|line| !is_simulcast(line)).collect();
        connection.set_remote_description(RTCSessionDescription::offer(sdp).unwrap()).await.unwrap();
        let answer = connection.create_answer(None).await.unwrap();
        connection.set_local_description(answer).await.unwrap();
        let sdp = connection.local_description().await.unwrap().sdp;
        self.slots = offer["slots"].clone();
        let more = json!({"rev": offer["rev"], "sdp": sdp});
        self.offers.push(offer);
        self.socket.send_command(&format!("a{}-{}", self.number, self.offers.len()), "media_answer", more).await;
    }

    async fn start(&mut self) {
        let mut engine = MediaEngine::default();
        for (rtp_codec, payload_type, kind) in [(opus(), 111, RtpCodecKind::Audio), (vp8(), 96, RtpCodecKind::Video)] {
            engine.register_codec(RTCRtpCodecParameters { rtp_codec, payload_type }, kind).unwrap();
        }
        let registry = register_default_interceptors(Registry::new(), &mut engine).unwrap();
        let settings =
            SettingEngineBuilder::new().with_multicast_dns_mode(rtc::ice::mdns::MulticastDnsMode::Disabled).build();
        self.ears.connected = Arc::default();
        let connection = PeerConnectionBuilder::new()
            .with_configuration(RTCConfigurationBuilder::default().build())
            .with_media_engine(engine)
            .with_interceptor_registry(registry)
            .with_setting_engine(settings)
            .with_handler(Arc::new(self.ears.clone()))
            .with_udp_addrs(vec!["127.0.0.1:0"])
            .build()
            .await
            .unwrap();
        let connection: Arc<dyn PeerConnection> = Arc::new(connection);
        let ssrc = u32::from(self.number) * 1_000 + u32::try_from(self.offers.len()).unwrap() + 1;
        let (mic, cam) = (track(RtpCodecKind::Audio, ssrc), track(RtpCodecKind::Video, ssrc + 100));
        connection.add_track(mic.clone()).await.unwrap();
        connection.add_track(cam.clone()).await.unwrap();
        let number = self.number;
        // Something that is no real sound or picture: the server looks at the first bytes only.
        let send = |track: Arc<TrackLocalStaticRTP>, ssrc: u32, payload_type: u8, step: u32, payload: Vec<u8>| {
            tokio::spawn(async move {
                let mut every = tokio::time::interval(Duration::from_millis(20));
                for n in 0_u32.. {
                    every.tick().await;
                    let header = rtc::rtp::Header {
                        version: 2,
                        payload_type,
                        sequence_number: (n & 0xffff) as u16 ^ 0x8000,
                        timestamp: n.wrapping_mul(step),
                        ssrc,
                        marker: payload_type == 96,
                        ..Default::default()
                    };
                    let payload = Bytes::from(payload.clone());
                    let _ = track.write_rtp(rtc::rtp::Packet { header, payload }).await;
                }
            })
        };
        self.sending = vec![
            send(mic, ssrc, 111, 960, vec![0x78, 1, 2, 3, number]),
            send(cam, ssrc + 100, 96, 1_800, vec![0x10, 0, 0, 0, number]),
        ];
        self.connection = Some(connection);
    }

    /// Ends the connection without telling the server.
    pub async fn hang_up(&mut self) {
        for task in self.sending.drain(..) {
            task.abort();
        }
        if let Some(connection) = self.connection.take() {
            drop(connection.close().await);
        }
    }

    /// What was received since this was asked.
    pub fn take_received(&self) -> Vec<Received> {
        std::mem::take(&mut self.ears.received.lock().unwrap())
    }

    /// Audio packets since this was asked.
    pub fn take_audio(&self) -> Vec<Received> {
        self.take_received().into_iter().filter(|one| one.is_audio).collect()
    }
}

impl Drop for MediaClient {
    fn drop(&mut self) {
        for task in &self.sending {
            task.abort();
        }
    }
}
