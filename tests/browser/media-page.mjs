// What a page does for audio and video: run inside Chromium, it speaks the product's own signalling. Nothing here is known to the server.

/** Installs `globalThis.media` in a page. */
export function installMedia() {
  const state = { offers: 0, slots: [], mids: null, errors: [], wrong: null, acks: new Map() };
  globalThis.media = state;
  let last = 0;

  state.send = (type, more = {}) => {
    last += 1;
    const id = `p${last}`;
    state.socket.send(JSON.stringify({ type, id, meeting_id: state.meeting, ...more }));
    return new Promise((resolve) => state.acks.set(id, resolve));
  };

  async function devices({ frequency, width, height, rate, listens }) {
    if (listens) return;
    const camera = await navigator.mediaDevices.getUserMedia({ video: { width, height, frameRate: rate } });
    state.camera = camera.getVideoTracks()[0];
    // A tone of one's own that never ends: whoever is not heard is kept silent by the server alone.
    const audio = new AudioContext();
    await audio.resume();
    const tone = audio.createOscillator();
    tone.frequency.value = frequency;
    const out = audio.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    state.microphone = out.stream.getAudioTracks()[0];
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [640, 360];
    const pen = canvas.getContext("2d");
    setInterval(() => {
      pen.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`;
      pen.fillRect(0, 0, 640, 360);
    }, 100);
    state.screen = canvas.captureStream(10).getVideoTracks()[0];
  }

  function begin(servers) {
    state.connection?.close();
    const connection = new RTCPeerConnection({
      iceServers: servers,
      bundlePolicy: "max-bundle",
      rtcpMuxPolicy: "require",
    });
    connection.ontrack = ({ track }) => {
      const element = document.createElement(track.kind);
      element.autoplay = true;
      element.muted = track.kind === "video";
      element.srcObject = new MediaStream([track]);
      document.body.append(element);
    };
    state.connection = connection;
  }

  const line = (mid) => state.connection.getTransceivers().find((one) => one.mid === mid);

  async function sendOn(mid, track) {
    const transceiver = line(mid);
    if (!transceiver || transceiver.direction === "sendonly") return;
    transceiver.direction = "sendonly";
    await transceiver.sender.replaceTrack(track);
    const parameters = transceiver.sender.getParameters();
    if (parameters.encodings.length === 3) {
      parameters.encodings.forEach((encoding, layer) => {
        encoding.scaleResolutionDownBy = [4, 2, 1][layer];
        encoding.maxBitrate = [120e3, 350e3, 900e3][layer];
      });
      await transceiver.sender.setParameters(parameters);
    }
  }

  async function answer(offer) {
    state.offers += 1;
    if (offer.fresh) begin(offer.ice_servers);
    [state.mids, state.slots, state.offer] = [offer.mids, offer.slots, offer];
    await state.connection.setRemoteDescription({ type: "offer", sdp: offer.sdp });
    if (offer.mids.mic) {
      await sendOn(offer.mids.mic, state.microphone);
      await sendOn(offer.mids.cam, state.camera);
      await sendOn(offer.mids.screen, null);
    }
    await state.connection.setLocalDescription(await state.connection.createAnswer());
    await state.send("media_answer", { rev: offer.rev, sdp: state.connection.localDescription.sdp });
  }

  async function hear(message) {
    if (message.type === "ack" || message.type === "refusal") {
      state.acks.get(message.id)?.(message);
      state.acks.delete(message.id);
    } else if (message.type === "welcome") {
      state.send("join", { role: state.options.role ?? "participant" });
    } else if (message.type === "snapshot") {
      state.snapshot = message.meeting;
      state.send("media_join");
    } else if (message.type === "media_offer") await answer(message);
    else if (message.type === "media_slots") state.slots = message.slots;
    else if (message.type === "media_error") state.errors.push(message.code);
  }

  state.share = (track) => line(state.mids.screen).sender.replaceTrack(track);
  state.sources = () => line(state.mids.floor).receiver.getContributingSources();

  /** Packets, frames and the like of each line that is received. */
  state.stats = async () => {
    const lines = {};
    for (const one of (await state.connection.getStats()).values()) {
      if (one.type !== "inbound-rtp") continue;
      lines[one.mid] = {
        kind: one.kind,
        packets: one.packetsReceived,
        lost: one.packetsLost,
        frames: one.framesDecoded ?? 0,
        width: one.frameWidth ?? 0,
        energy: one.totalAudioEnergy ?? 0,
      };
    }
    return lines;
  };

  state.start = async (options) => {
    state.options = options;
    state.meeting = options.meeting;
    await devices(options);
    state.socket = new WebSocket(`${location.origin.replace("http", "ws")}/ws`);
    let queue = Promise.resolve();
    const answersQueue = (message) => {
      // Answers must not wait behind what waits for them.
      if (message.type === "ack" || message.type === "refusal") return hear(message);
      queue = queue.then(() => hear(message)).catch((error) => {
        state.wrong = String(error?.stack ?? error);
      });
    };
    state.socket.onmessage = ({ data }) => answersQueue(JSON.parse(data));
    state.socket.onopen = () =>
      state.socket.send(JSON.stringify({ type: "hello", protocol: 1, token: options.token }));
  };
}
