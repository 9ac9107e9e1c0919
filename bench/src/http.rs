//! A small HTTP client: one call a connection, JSON in and out.

use crate::ws::head_end;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    thread::sleep,
    time::Duration,
};

const PATIENCE: Duration = Duration::from_secs(20);
/// How often a call is repeated that the server puts off.
const TRIES: u32 = 8;

/// What a call carries.
#[derive(Debug, Clone, Copy)]
pub enum Body<'a> {
    /// JSON.
    Json(&'a Value),
    /// A form, encoded already.
    Form(&'a str),
}

/// A server's HTTP API.
#[derive(Debug, Clone, Copy)]
pub struct Api(pub SocketAddr);

impl Api {
    /// Posts, waits as told when there are too many requests, and gives back the body of a success.
    pub fn call(self, path: &str, body: Body<'_>, token: Option<&str>) -> Result<Value> {
        for _ in 0..TRIES {
            let (status, retry_after, answer) =
                self.once(path, body, token).with_context(|| format!("{path} was not answered"))?;
            match status {
                200..300 => return Ok(serde_json::from_slice(&answer).unwrap_or(Value::Null)),
                429 | 503 => sleep(Duration::from_secs(retry_after.unwrap_or(1).clamp(1, 10))),
                _ => bail!("{path}: {status} {}", String::from_utf8_lossy(&answer)),
            }
        }
        bail!("{path}: the server puts it off for too long")
    }

    fn once(self, path: &str, body: Body<'_>, token: Option<&str>) -> Result<(u16, Option<u64>, Vec<u8>)> {
        let (content_type, body) = match body {
            Body::Json(value) => ("application/json", value.to_string()),
            Body::Form(form) => ("application/x-www-form-urlencoded", form.to_owned()),
        };
        let authorization = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
        let mut stream = TcpStream::connect_timeout(&self.0, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: {content_type}\r\n{authorization}\
             Content-Length: {}\r\n\r\n{body}",
            self.0,
            body.len()
        );
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        read(&answer)
    }
}

/// Status, `Retry-After` and body.
fn read(answer: &[u8]) -> Result<(u16, Option<u64>, Vec<u8>)> {
    let end = head_end(answer).context("the answer has no head")?;
    let (head, body) = answer.split_at_checked(end).context("the answer is cut off")?;
    let head = str::from_utf8(head)?;
    let status = head.split_whitespace().nth(1).context("the answer has no status")?.parse()?;
    let field = |wanted: &str| {
        head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case(wanted).then(|| value.trim())
        })
    };
    let retry_after = field("retry-after").and_then(|seconds| seconds.parse().ok());
    let body = match field("transfer-encoding") {
        Some(coding) if coding.eq_ignore_ascii_case("chunked") => unchunk(body).context("broken chunks")?,
        _ => body.to_vec(),
    };
    Ok((status, retry_after, body))
}

fn unchunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let line = memchr::memmem::find(body, b"\r\n")?;
        let size = usize::from_str_radix(str::from_utf8(body.get(..line)?).ok()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        let start = line + 2;
        whole.extend_from_slice(body.get(start..start + size)?);
        body = body.get(start + size + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn answers_are_read() -> anyhow::Result<()> {
        let plain = b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 3\r\nContent-Length: 2\r\n\r\n{}";
        assert_eq!(read(plain)?, (429, Some(3), b"{}".to_vec()));
        let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n";
        assert_eq!(read(chunked)?, (200, None, b"abc0123456789".to_vec()));
        assert!(read(b"HTTP/1.1 200").is_err());
        Ok(())
    }
}
