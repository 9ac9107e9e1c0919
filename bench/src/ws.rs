//! The part of RFC 6455 that a benchmark needs: the handshake, and whole frames without extensions.

use anyhow::{Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha1::{Digest, Sha1};
use std::ops::Range;

/// Opcode of a text frame.
pub const TEXT: u8 = 1;
/// Opcode of a close frame.
pub const CLOSE: u8 = 8;
/// Opcode of a ping.
pub const PING: u8 = 9;
/// Opcode of a pong.
pub const PONG: u8 = 10;

/// Larger frames are an error: nothing in the protocol comes near.
const PAYLOAD_MAX: usize = 64 * 1024 * 1024;
const GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
/// Any 16 bytes do: the key only proves that the server speaks WebSocket.
const KEY: &str = "b3JjaGVzdHJhc2VjLWJlbg==";
/// A fixed mask: masking protects intermediaries, and there are none on loopback. The server unmasks all the same.
const MASK: [u8; 4] = [0x5a, 0x17, 0xc3, 0x8e];

/// Where a frame lies in the bytes it was parsed from.
#[derive(Debug, PartialEq, Eq)]
pub struct Frame {
    /// What kind of frame.
    pub opcode: u8,
    /// The mask of a client's frame.
    pub mask: Option<[u8; 4]>,
    /// The payload; its end is the frame's end.
    pub payload: Range<usize>,
}

/// The frame at the front of `bytes`, or `None` when it is not whole yet.
pub fn parse(bytes: &[u8]) -> Result<Option<Frame>> {
    let [first, second, rest @ ..] = bytes else { return Ok(None) };
    if first & 0x80 == 0 || first & 0x70 != 0 {
        bail!("a fragmented or extended frame: {first:#04x}");
    }
    let (length, rest_at) = match second & 0x7f {
        126 => match rest.first_chunk::<2>() {
            Some(length) => (usize::from(u16::from_be_bytes(*length)), 4),
            None => return Ok(None),
        },
        127 => match rest.first_chunk::<8>() {
            Some(length) => (usize::try_from(u64::from_be_bytes(*length))?, 10),
            None => return Ok(None),
        },
        short => (usize::from(short), 2),
    };
    if length > PAYLOAD_MAX {
        bail!("a frame of {length} bytes");
    }
    let (mask, start) = if second & 0x80 == 0 {
        (None, rest_at)
    } else {
        match bytes.get(rest_at..).and_then(|rest| rest.first_chunk::<4>()) {
            Some(mask) => (Some(*mask), rest_at + 4),
            None => return Ok(None),
        }
    };
    let payload = start..start + length;
    Ok((payload.end <= bytes.len()).then_some(Frame { opcode: first & 0x0f, mask, payload }))
}

/// Appends a server's frame.
pub fn server_frame(out: &mut Vec<u8>, opcode: u8, payload: &[u8]) {
    head(out, opcode, payload.len(), 0);
    out.extend_from_slice(payload);
}

/// Appends a client's frame.
pub fn client_frame(out: &mut Vec<u8>, opcode: u8, payload: &[u8]) {
    head(out, opcode, payload.len(), 0x80);
    out.extend_from_slice(&MASK);
    out.extend(payload.iter().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
}

/// Takes the mask off.
pub fn unmask(payload: &mut [u8], mask: [u8; 4]) {
    for (byte, mask) in payload.iter_mut().zip(mask.iter().cycle()) {
        *byte ^= mask;
    }
}

fn head(out: &mut Vec<u8>, opcode: u8, length: usize, mask_bit: u8) {
    out.push(0x80 | opcode);
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(short @ 0..126), _) => out.push(mask_bit + short),
        (_, Ok(medium)) => {
            out.push(mask_bit + 126);
            out.extend_from_slice(&medium.to_be_bytes());
        }
        _ => {
            out.push(mask_bit + 127);
            out.extend_from_slice(&(length as u64).to_be_bytes());
        }
    }
}

/// The client's half of the handshake.
pub fn upgrade_request(host: &str) -> String {
    format!(
        "GET /ws HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {KEY}\r\n\r\n"
    )
}

/// The server's half of the handshake; `None` when the request names no key.
pub fn upgrade_answer(request: &str) -> Option<String> {
    let key = request.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("sec-websocket-key").then(|| value.trim())
    })?;
    let accept = STANDARD.encode(Sha1::new().chain_update(key).chain_update(GUID).finalize());
    Some(format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: {accept}\r\n\r\n"
    ))
}

/// Where the body begins, once the head of a request or an answer is whole.
pub fn head_end(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, b"\r\n\r\n").map(|at| at + 4)
}

#[cfg(test)]
mod tests {
    use super::{Frame, MASK, TEXT, client_frame, head_end, parse, server_frame, unmask, upgrade_answer};

    #[test]
    fn frames_of_every_length_are_read_back() -> anyhow::Result<()> {
        for length in [0, 1, 125, 126, 127, 65_535, 65_536, 70_000] {
            let payload = vec![b'x'; length];
            let mut bytes = Vec::new();
            server_frame(&mut bytes, TEXT, &payload);
            let frame = parse(&bytes)?;
            let start = bytes.len() - length;
            assert_eq!(frame, Some(Frame { opcode: TEXT, mask: None, payload: start..bytes.len() }));
        }
        Ok(())
    }

    #[test]
    fn a_masked_frame_is_unmasked() -> anyhow::Result<()> {
        let mut bytes = Vec::new();
        client_frame(&mut bytes, TEXT, b"hello, meeting");
        let Some(Frame { mask: Some(mask), payload, .. }) = parse(&bytes)? else { anyhow::bail!("no frame") };
        assert_eq!(mask, MASK);
        let Some(payload) = bytes.get_mut(payload) else { anyhow::bail!("out of range") };
        unmask(payload, mask);
        assert_eq!(payload, b"hello, meeting");
        Ok(())
    }

    #[test]
    fn half_a_frame_waits_for_the_rest() -> anyhow::Result<()> {
        let mut bytes = Vec::new();
        client_frame(&mut bytes, TEXT, &[7; 300]);
        for end in 0..bytes.len() {
            assert_eq!(parse(bytes.get(..end).unwrap_or_default())?, None);
        }
        Ok(())
    }

    #[test]
    fn a_fragment_is_refused() {
        assert!(parse(&[0x01, 0x01, b'x']).is_err());
        assert!(parse(&[0xc1, 0x01, b'x']).is_err());
    }

    #[test]
    fn the_handshake_is_answered_as_in_the_rfc() {
        let request = "GET /ws HTTP/1.1\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        let answer = upgrade_answer(request).unwrap_or_default();
        assert!(answer.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
        assert_eq!(head_end(request.as_bytes()), Some(request.len()));
    }
}
