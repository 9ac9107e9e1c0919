//! Starts the servers under test: the bare one and the real one, fresh for every run.

use crate::{
    http::{Api, Body},
    os,
    raw::Texts,
};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::{
    env,
    fs::{self, File},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use tempfile::TempDir;

const START_PATIENCE: Duration = Duration::from_secs(20);
/// Below the range from which the system takes the ports of clients.
const PORTS: std::ops::Range<u16> = 20_000..32_000;
const RAW_MEETING: &str = "01935a00-0000-7000-8000-0000000000aa";

/// Which server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The bare limit.
    Raw,
    /// The real server.
    Ours,
}

impl Subject {
    /// For tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Raw => "bare epoll",
            Self::Ours => "orchestrasec",
        }
    }
}

/// What all runs have in common.
#[derive(Debug, Clone)]
pub struct Bench {
    /// The real server's program.
    pub server: PathBuf,
    /// Servers and load generator get a core each.
    pub pinned: bool,
    /// The event texts of the bare server.
    pub texts: Texts,
}

/// Somebody who can say hello.
#[derive(Debug, Clone)]
pub struct Account {
    /// The participant's id.
    pub id: String,
    /// The access token.
    pub token: String,
}

/// A running server with accounts and a meeting that has begun. Killed when dropped.
#[derive(Debug)]
pub struct Server {
    /// Which it is.
    pub subject: Subject,
    /// Its process.
    pub pid: u32,
    /// Where it listens.
    pub address: SocketAddr,
    /// Who there is.
    pub accounts: Vec<Account>,
    /// The meeting.
    pub meeting_id: String,
    child: Child,
    folder: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Bench {
    /// Starts a server, opens accounts, creates a meeting and begins it.
    pub fn start(&self, subject: Subject, accounts: usize) -> Result<Server> {
        let folder = TempDir::new()?;
        let address = free_address()?;
        let mut command = match subject {
            Subject::Raw => self.raw_command(address, folder.path())?,
            Subject::Ours => self.our_command(address, folder.path()),
        };
        let log = File::create(folder.path().join("log"))?;
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        if self.pinned {
            os::pin(os::SERVER_CORE)?;
        }
        let child = command.spawn().with_context(|| format!("{} cannot be started", command.get_program().display()));
        if self.pinned {
            os::pin(os::LOAD_CORE)?;
        }
        let child = child?;
        let pid = child.id();
        let meeting_id = RAW_MEETING.to_owned();
        let mut server = Server { subject, pid, address, accounts: Vec::new(), meeting_id, child, folder };
        server.wait_until_it_listens()?;
        match subject {
            Subject::Raw => server.accounts = (0..accounts).map(invented_account).collect(),
            Subject::Ours => server.set_up(accounts)?,
        }
        Ok(server)
    }

    fn raw_command(&self, address: SocketAddr, folder: &Path) -> Result<Command> {
        let texts = folder.join("events.json");
        fs::write(&texts, serde_json::to_vec(&self.texts)?)?;
        let mut command = Command::new(env::current_exe()?);
        command.arg("raw-server").arg("--listen").arg(address.to_string()).arg("--texts").arg(texts);
        Ok(command)
    }

    fn our_command(&self, address: SocketAddr, folder: &Path) -> Command {
        let mut command = Command::new(&self.server);
        for (name, _) in env::vars_os() {
            if name.to_string_lossy().starts_with("ORCHESTRASEC_") {
                command.env_remove(name);
            }
        }
        command
            .arg("serve")
            .current_dir(folder)
            .env("ORCHESTRASEC_LISTEN", address.to_string())
            .env("ORCHESTRASEC_METRICS_LISTEN", "off")
            .env("ORCHESTRASEC_MEDIA_PORT", "0")
            .env("ORCHESTRASEC_DATA_DIR", folder.join("data"))
            .env("ORCHESTRASEC_LOG", "warn")
            .env("ORCHESTRASEC_MESSAGES_PER_SECOND", "1000000")
            .env("ORCHESTRASEC_MESSAGES_BURST", "1000000");
        command
    }
}

impl Server {
    /// CPU seconds used so far.
    pub fn cpu_seconds(&self) -> Result<f64> {
        os::cpu_seconds(self.pid)
    }

    /// Resident memory in bytes.
    pub fn resident_bytes(&self) -> Result<u64> {
        os::resident_bytes(self.pid)
    }

    /// The end of what the server printed.
    pub fn last_words(&self) -> String {
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        lines.get(lines.len().saturating_sub(12)..).unwrap_or_default().join("\n")
    }

    fn wait_until_it_listens(&mut self) -> Result<()> {
        let until = Instant::now() + START_PATIENCE;
        while TcpStream::connect_timeout(&self.address, Duration::from_secs(1)).is_err() {
            if let Some(status) = self.child.try_wait()? {
                bail!("{} ended with {status}:\n{}", self.subject.name(), self.last_words());
            }
            if Instant::now() > until {
                bail!("{} does not listen:\n{}", self.subject.name(), self.last_words());
            }
            sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    fn set_up(&mut self, accounts: usize) -> Result<()> {
        let api = Api(self.address);
        self.accounts = (0..accounts).map(|number| sign_up(api, number)).collect::<Result<_>>()?;
        let token = self.accounts.first().map(|account| account.token.as_str());
        let meeting = api.call("/api/v1/meetings", Body::Json(&new_meeting()), token)?;
        self.meeting_id = text(&meeting, "id")?;
        api.call(&format!("/api/v1/meetings/{}/start", self.meeting_id), Body::Json(&json!({})), token)?;
        Ok(())
    }
}

/// Whoever asks gets the floor in turn, for as long as they like.
fn new_meeting() -> Value {
    let settings = json!({"granting": "automatic", "turn_limit_ms": null, "queue_limit": 500});
    json!({"title": "Benchmark", "template": "open_discussion", "settings": settings})
}

fn sign_up(api: Api, number: usize) -> Result<Account> {
    let email = format!("member-{number}@bench.example");
    let password = format!("quiet-harbour-{number}-lantern-73");
    let body = json!({"email": email, "password": password, "display_name": format!("Member {number}")});
    let account = api.call("/api/v1/auth/signup", Body::Json(&body), None)?;
    let form = format!("username={}&password={password}", email.replace('@', "%40"));
    let tokens = api.call("/api/v1/auth/login", Body::Form(&form), None)?;
    Ok(Account { id: text(&account, "id")?, token: text(&tokens, "access_token")? })
}

/// The bare server takes the token for the id.
fn invented_account(number: usize) -> Account {
    let id = format!("01935a00-0000-7000-8000-{number:012}");
    Account { token: id.clone(), id }
}

fn text(value: &Value, field: &str) -> Result<String> {
    let text = value.get(field).and_then(Value::as_str);
    Ok(text.with_context(|| format!("the answer has no {field}: {value}"))?.to_owned())
}

fn free_address() -> Result<SocketAddr> {
    // Two benchmarks at the same time begin to look at different places.
    let offset = u16::try_from(std::process::id() % 10_000)?;
    PORTS
        .cycle()
        .skip(offset.into())
        .take(PORTS.len())
        .map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
        .find(|address| TcpListener::bind(address).is_ok())
        .context("there is no free port")
}
