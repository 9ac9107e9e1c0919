//! One connection's engine: the trait the rooms know, and `rtc` behind it. The only file that names that crate.

use super::sdp;
use bytes::{Bytes, BytesMut};
use rtc::{
    interceptor::{
        Attribute, Interceptor, NackGeneratorBuilder, NackResponderBuilder, Packet as Inner, Registry, Slot,
        StreamInfo, TaggedPacket,
    },
    media_stream::MediaStreamTrack,
    peer_connection::{
        RTCPeerConnection, RTCPeerConnectionBuilder,
        configuration::{
            interceptor_registry::{
                configure_rtcp_reports, configure_simulcast_extension_headers, configure_twcc_receiver_only,
            },
            media_engine::{MIME_TYPE_OPUS, MIME_TYPE_VP8, MediaEngine},
            setting_engine::SettingEngineBuilder,
        },
        event::{RTCPeerConnectionEvent, RTCTrackEvent},
        message::RTCMessage,
        sdp::RTCSessionDescription,
        state::RTCPeerConnectionState,
        transport::{CandidateConfig, CandidateHostConfig, RTCIceCandidate},
    },
    rtcp::payload_feedbacks::{full_intra_request::FullIntraRequest, picture_loss_indication::PictureLossIndication},
    rtp_transceiver::{
        RTCRtpReceiverId, RTCRtpTransceiverDirection as Direction, RTCRtpTransceiverId, RTCRtpTransceiverInit,
        rtp_sender::{
            RTCPFeedback, RTCRtpCodec, RTCRtpCodecParameters, RTCRtpCodingParameters, RTCRtpEncodingParameters,
            RTCRtpHeaderExtensionCapability, RtpCodecKind,
        },
    },
    sansio::Protocol,
    shared::{TaggedBytesMut, TransportContext, TransportProtocol},
};
use std::{
    collections::{HashMap, VecDeque},
    net::SocketAddr,
    time::{Duration, Instant},
};

const OPUS: u8 = 111;
const VP8: u8 = 96;
const AUDIO_LEVEL: &str = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
/// Packets kept for each outgoing stream, to be sent again when they are missed.
const RESENDABLE: u16 = 256;

/// What a connection sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Uplink {
    /// The microphone.
    Mic,
    /// The camera.
    Cam,
    /// The shared screen.
    Screen,
}

/// Sound or picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// Opus.
    Audio,
    /// VP8.
    Video,
}

/// A line of a connection; stays valid as long as it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Line(pub usize);

/// A packet without anything that its sender could hide in it: header extensions are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// Its sequence number.
    pub seq: u16,
    /// Its timestamp.
    pub time: u32,
    /// The end of a picture, or the beginning of speech.
    pub marker: bool,
    /// What it carries; shared, not copied.
    pub payload: Bytes,
}

/// What happened in a connection.
#[derive(Debug)]
pub enum Happened {
    /// A datagram has to be sent.
    Send(SocketAddr, BytesMut),
    /// A packet came.
    Packet {
        /// From where.
        uplink: Uplink,
        /// Which size of the picture.
        layer: u8,
        /// How much below the loudest, in dB; 127: silence; `None`: not told.
        level: Option<u8>,
        /// The packet.
        packet: Packet,
    },
    /// The receiver needs a whole picture on this line.
    KeyframeWanted(Line),
    /// Media can flow.
    Connected,
    /// The connection is over.
    Closed,
}

/// The name and the password that checks have to know.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The name.
    pub local: String,
    /// The password.
    pub password: String,
}

/// The engine did not do it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct PeerError(String);

impl PeerError {
    fn of(error: &impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

/// One connection's engine. It does no input or output, and time is an argument.
pub trait Peer: Sized {
    /// A connection that nothing has been said about.
    ///
    /// # Errors
    /// When the engine cannot be made.
    fn new(now: Instant, credentials: &Credentials, candidates: &[SocketAddr]) -> Result<Self, PeerError>;
    /// A line from the other side; before the first offer.
    ///
    /// # Errors
    /// When the engine refuses.
    fn add_uplink(&mut self, uplink: Uplink) -> Result<Line, PeerError>;
    /// A line to the other side.
    ///
    /// # Errors
    /// When the engine refuses.
    fn add_downlink(&mut self, medium: Medium, name: &str, ssrc: u32) -> Result<Line, PeerError>;
    /// The next offer.
    ///
    /// # Errors
    /// When the engine refuses.
    fn offer(&mut self, now: Instant) -> Result<String, PeerError>;
    /// The answer to it.
    ///
    /// # Errors
    /// When the engine cannot make sense of it.
    fn answer(&mut self, now: Instant, sdp: &str) -> Result<(), PeerError>;
    /// The line's name in the offers; empty before the first.
    fn mid(&mut self, line: Line) -> String;
    /// A datagram came; whether the engine took it.
    fn take_in(&mut self, now: Instant, from: SocketAddr, datagram: &[u8]) -> bool;
    /// Time has passed.
    fn pass_time(&mut self, now: Instant);
    /// Everything that happened, and when time has to pass next.
    fn drain(&mut self, now: Instant, happened: &mut Vec<Happened>) -> Instant;
    /// Sends a packet on a line.
    fn send(&mut self, now: Instant, line: Line, packet: Packet, sources: [u32; 2]);
    /// Asks for a whole picture of this layer.
    fn ask_for_keyframe(&mut self, now: Instant, uplink: Uplink, layer: u8);
    /// Says good-bye.
    fn close(&mut self);
}

fn opus() -> RTCRtpCodec {
    RTCRtpCodec {
        mime_type: MIME_TYPE_OPUS.into(),
        clock_rate: 48_000,
        channels: 2,
        sdp_fmtp_line: "minptime=10;useinbandfec=1;usedtx=1".into(),
        rtcp_feedback: vec![],
    }
}

/// Without RTX: this version of the engine asks again for what a retransmission already brought.
fn vp8() -> RTCRtpCodec {
    let feedback = |kind: &str, parameter: &str| RTCPFeedback { typ: kind.into(), parameter: parameter.into() };
    RTCRtpCodec {
        mime_type: MIME_TYPE_VP8.into(),
        clock_rate: 90_000,
        channels: 0,
        sdp_fmtp_line: String::new(),
        rtcp_feedback: vec![feedback("ccm", "fir"), feedback("nack", ""), feedback("nack", "pli")],
    }
}

/// Lets requests for pictures through to us; the engine would answer none of them.
#[derive(Default)]
struct KeyframeRequests {
    incoming: VecDeque<TaggedPacket>,
    outgoing: VecDeque<TaggedPacket>,
}

impl Protocol<TaggedPacket, TaggedPacket, ()> for KeyframeRequests {
    type Rout = TaggedPacket;
    type Wout = TaggedPacket;
    type Eout = ();
    type Error = rtc::shared::error::Error;
    type Time = Instant;

    fn handle_read(&mut self, mut tagged: TaggedPacket) -> Result<(), Self::Error> {
        if let Inner::Rtcp(packets) = &tagged.message.packet {
            let is_request =
                |any: &dyn std::any::Any| any.is::<PictureLossIndication>() || any.is::<FullIntraRequest>();
            let requests: Vec<_> = packets.iter().filter(|packet| is_request(packet.as_any())).cloned().collect();
            if requests.is_empty() {
                return Ok(());
            }
            tagged.message.packet = Inner::Rtcp(requests);
            tagged.message.add(Attribute::DeliverToApplication);
        }
        self.incoming.push_back(tagged);
        Ok(())
    }

    fn poll_read(&mut self) -> Option<TaggedPacket> {
        self.incoming.pop_front()
    }

    fn handle_write(&mut self, tagged: TaggedPacket) -> Result<(), Self::Error> {
        self.outgoing.push_back(tagged);
        Ok(())
    }

    fn poll_write(&mut self) -> Option<TaggedPacket> {
        self.outgoing.pop_front()
    }
}

impl Interceptor for KeyframeRequests {
    fn bind_local_stream(&mut self, _: &StreamInfo) {}
    fn unbind_local_stream(&mut self, _: &StreamInfo) {}
    fn bind_remote_stream(&mut self, _: &StreamInfo) {}
    fn unbind_remote_stream(&mut self, _: &StreamInfo) {}
}

struct Stream {
    ssrc: u32,
    uplink: Uplink,
    layer: u8,
    receiver: RTCRtpReceiverId,
}

struct Downlink {
    ssrc: u32,
    medium: Medium,
}

/// A connection by the crate `rtc`.
pub struct RtcPeer {
    connection: RTCPeerConnection,
    candidates: Vec<SocketAddr>,
    uplinks: Vec<(RTCRtpReceiverId, Uplink)>,
    streams: Vec<Stream>,
    downlinks: HashMap<Line, Downlink>,
    /// The engine names outgoing tracks in what it tells about them.
    tracks: HashMap<String, Line>,
    level_extension: Option<u8>,
}

impl RtcPeer {
    /// Our address of the same family: the engine pairs only such.
    fn local(&self, remote: SocketAddr) -> Option<SocketAddr> {
        let same = self.candidates.iter().find(|one| one.is_ipv4() == remote.is_ipv4());
        same.or(self.candidates.first()).copied()
    }

    fn packet(&self, packet: &rtc::rtp::Packet) -> Option<Happened> {
        let stream = self.streams.iter().find(|stream| stream.ssrc == packet.header.ssrc)?;
        let level = self.level_extension.and_then(|id| packet.header.get_extension(id));
        Some(Happened::Packet {
            uplink: stream.uplink,
            layer: stream.layer,
            level: level.and_then(|level| level.first().map(|level| level & 0x7f)),
            packet: Packet {
                seq: packet.header.sequence_number,
                time: packet.header.timestamp,
                marker: packet.header.marker,
                payload: packet.payload.clone(),
            },
        })
    }

    fn note_track(&mut self, track: RTCTrackEvent) {
        let RTCTrackEvent::OnOpen(opened) = track else { return };
        let Some((receiver, uplink)) = self.uplinks.iter().find(|(id, _)| *id == opened.receiver_id).copied() else {
            return;
        };
        let rid = opened.rid.as_deref();
        let layer = rid.and_then(|rid| sdp::LAYERS.iter().position(|layer| *layer == rid)).unwrap_or(0);
        let layer = u8::try_from(layer).unwrap_or(0);
        self.streams.retain(|stream| (stream.uplink, stream.layer) != (uplink, layer));
        self.streams.push(Stream { ssrc: opened.ssrc, uplink, layer, receiver });
    }
}

impl Peer for RtcPeer {
    fn new(now: Instant, credentials: &Credentials, candidates: &[SocketAddr]) -> Result<Self, PeerError> {
        let mut engine = MediaEngine::default();
        for (codec, payload_type, kind) in [(opus(), OPUS, RtpCodecKind::Audio), (vp8(), VP8, RtpCodecKind::Video)] {
            let parameters = RTCRtpCodecParameters { rtp_codec: codec, payload_type };
            engine.register_codec(parameters, kind).map_err(|error| PeerError::of(&error))?;
        }
        let registry = Registry::new()
            .with(Slot::NackResponder, NackResponderBuilder::new().with_size(RESENDABLE).build())
            .with(Slot::NackGenerator, NackGeneratorBuilder::new().build());
        configure_simulcast_extension_headers(&mut engine).map_err(|error| PeerError::of(&error))?;
        let level = RTCRtpHeaderExtensionCapability { uri: AUDIO_LEVEL.to_owned() };
        engine.register_header_extension(level, RtpCodecKind::Audio, None).map_err(|error| PeerError::of(&error))?;
        let registry = configure_twcc_receiver_only(registry, &mut engine).map_err(|error| PeerError::of(&error))?;
        let registry = configure_rtcp_reports(registry).with(Slot::from(14_000), KeyframeRequests::default());
        let settings = SettingEngineBuilder::new()
            .with_lite(true)
            .with_ice_credentials(credentials.local.clone(), credentials.password.clone())
            .with_multicast_dns_mode(rtc::ice::mdns::MulticastDnsMode::Disabled)
            .build();
        let mut connection = RTCPeerConnectionBuilder::new()
            .with_media_engine(engine)
            .with_setting_engine(settings)
            .with_interceptor_registry(registry)
            .build(now)
            .map_err(|error| PeerError::of(&error))?;
        for address in candidates {
            let base_config = CandidateConfig {
                network: "udp".into(),
                address: address.ip().to_string(),
                port: address.port(),
                component: 1,
                ..Default::default()
            };
            let candidate = CandidateHostConfig { base_config, ..Default::default() }
                .new_candidate_host()
                .and_then(|candidate| RTCIceCandidate::from(&candidate).to_json());
            let candidate = candidate.map_err(|error| PeerError::of(&error))?;
            connection.add_local_candidate(candidate).map_err(|error| PeerError::of(&error))?;
        }
        Ok(Self {
            connection,
            candidates: candidates.to_vec(),
            uplinks: Vec::new(),
            streams: Vec::new(),
            downlinks: HashMap::new(),
            tracks: HashMap::new(),
            level_extension: None,
        })
    }

    fn add_uplink(&mut self, uplink: Uplink) -> Result<Line, PeerError> {
        let kind = if uplink == Uplink::Mic { RtpCodecKind::Audio } else { RtpCodecKind::Video };
        let init = RTCRtpTransceiverInit { direction: Direction::Recvonly, ..Default::default() };
        let id = self.connection.add_transceiver_from_kind(kind, Some(init)).map_err(|error| PeerError::of(&error))?;
        let receiver = self.connection.rtp_transceiver(id).and_then(|one| one.receiver());
        let receiver = receiver.ok_or_else(|| PeerError("a line to receive has no receiver".into()))?;
        self.uplinks.push((receiver, uplink));
        Ok(Line(id))
    }

    fn add_downlink(&mut self, medium: Medium, name: &str, ssrc: u32) -> Result<Line, PeerError> {
        let (codec, kind) = match medium {
            Medium::Audio => (opus(), RtpCodecKind::Audio),
            Medium::Video => (vp8(), RtpCodecKind::Video),
        };
        let coding = RTCRtpEncodingParameters {
            rtp_coding_parameters: RTCRtpCodingParameters { ssrc: Some(ssrc), ..Default::default() },
            codec,
            active: true,
            ..Default::default()
        };
        let track = MediaStreamTrack::new(name.to_owned(), name.to_owned(), name.to_owned(), kind, vec![coding]);
        let init = RTCRtpTransceiverInit { direction: Direction::Sendonly, ..Default::default() };
        let id: RTCRtpTransceiverId =
            self.connection.add_transceiver_from_track(track, Some(init)).map_err(|error| PeerError::of(&error))?;
        let line = Line(id);
        self.downlinks.insert(line, Downlink { ssrc, medium });
        self.tracks.insert(name.to_owned(), line);
        Ok(line)
    }

    fn offer(&mut self, now: Instant) -> Result<String, PeerError> {
        let offer = self.connection.create_offer(None).map_err(|error| PeerError::of(&error))?;
        self.connection.set_local_description(now, offer).map_err(|error| PeerError::of(&error))?;
        let description = self.connection.local_description();
        let sdp = description.ok_or_else(|| PeerError("there is no offer".into()))?.sdp;
        self.level_extension = sdp::extension(&sdp, AUDIO_LEVEL);
        Ok(sdp)
    }

    fn answer(&mut self, now: Instant, sdp: &str) -> Result<(), PeerError> {
        let answer = RTCSessionDescription::answer(sdp.to_owned()).map_err(|error| PeerError::of(&error))?;
        self.connection.set_remote_description(now, answer).map_err(|error| PeerError::of(&error))
    }

    fn mid(&mut self, line: Line) -> String {
        self.connection.rtp_transceiver(line.0).and_then(|one| one.mid().clone()).unwrap_or_default()
    }

    fn take_in(&mut self, now: Instant, from: SocketAddr, datagram: &[u8]) -> bool {
        let Some(local_addr) = self.local(from) else { return false };
        let transport =
            TransportContext { local_addr, peer_addr: from, ecn: None, transport_protocol: TransportProtocol::UDP };
        self.connection.handle_read(TaggedBytesMut { now, transport, message: BytesMut::from(datagram) }).is_ok()
    }

    fn pass_time(&mut self, now: Instant) {
        if let Err(error) = self.connection.handle_timeout(now) {
            tracing::debug!(%error, "a media connection could not let time pass");
        }
    }

    fn drain(&mut self, now: Instant, happened: &mut Vec<Happened>) -> Instant {
        while let Some(event) = self.connection.poll_event() {
            match event {
                RTCPeerConnectionEvent::OnTrack(track) => self.note_track(track),
                RTCPeerConnectionEvent::OnConnectionStateChangeEvent(state) => match state {
                    RTCPeerConnectionState::Connected => happened.push(Happened::Connected),
                    RTCPeerConnectionState::Failed | RTCPeerConnectionState::Closed => happened.push(Happened::Closed),
                    _ => {}
                },
                _ => {}
            }
        }
        while let Some(tagged) = self.connection.poll_read() {
            match tagged.message {
                RTCMessage::RtpPacket(_, packet) => happened.extend(self.packet(&packet)),
                RTCMessage::RtcpPacket(track, _) => {
                    happened.extend(self.tracks.get(track.as_str()).map(|line| Happened::KeyframeWanted(*line)));
                }
                _ => {}
            }
        }
        while let Some(write) = self.connection.poll_write() {
            happened.push(Happened::Send(write.transport.peer_addr, write.message));
        }
        self.connection.poll_timeout().unwrap_or(now + Duration::from_secs(5))
    }

    fn send(&mut self, now: Instant, line: Line, packet: Packet, sources: [u32; 2]) {
        let Some(downlink) = self.downlinks.get(&line) else { return };
        let header = rtc::rtp::Header {
            version: 2,
            marker: packet.marker,
            payload_type: if downlink.medium == Medium::Audio { OPUS } else { VP8 },
            sequence_number: packet.seq,
            timestamp: packet.time,
            ssrc: downlink.ssrc,
            csrc: sources.to_vec(),
            ..Default::default()
        };
        let sender = self.connection.rtp_transceiver(line.0).and_then(|one| one.sender());
        let Some(mut sender) = sender.and_then(|sender| self.connection.rtp_sender(sender)) else { return };
        // A connection that has not shaken hands, or whose line was not answered yet, takes nothing.
        let _ = sender.write_rtp(now, rtc::rtp::Packet { header, payload: packet.payload });
    }

    fn ask_for_keyframe(&mut self, now: Instant, uplink: Uplink, layer: u8) {
        let of_uplink = || self.streams.iter().filter(|stream| stream.uplink == uplink);
        let stream = of_uplink().find(|stream| stream.layer == layer).or_else(|| of_uplink().next());
        let Some((receiver, media_ssrc)) = stream.map(|stream| (stream.receiver, stream.ssrc)) else { return };
        if let Some(mut receiver) = self.connection.rtp_receiver(receiver) {
            let _ = receiver.write_rtcp(now, vec![Box::new(PictureLossIndication { sender_ssrc: 0, media_ssrc })]);
        }
    }

    fn close(&mut self) {
        let _ = self.connection.close();
    }
}
