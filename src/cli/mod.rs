//! The commands.

mod demo;
mod records;
mod serve;
mod users;

use clap::{Parser, Subcommand};
use orchestrasec::config::{Settings, SettingsError};
use orchestrasec_domain::MeetingId;
use std::{
    io::{Read, Write},
    net::{IpAddr, SocketAddr, TcpStream},
    path::PathBuf,
    time::Duration,
};

/// A secure meeting system: one speaking token, led phases, and a record that proves itself.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    /// The settings file; orchestrasec.toml here when there is one.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Task>,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Run the server (what happens without a command, too).
    Serve {
        /// With a few people and a live meeting, all thrown away at the end; on this machine only.
        #[arg(long)]
        demo: bool,
    },
    /// Check an exported record, offline: the chain is whole, or where it breaks first.
    Verify {
        /// The file; - for the standard input.
        file: PathBuf,
    },
    /// Write a meeting's record to a file, with nobody's eyes spared; the server must not run.
    Export {
        /// Which meeting.
        meeting: MeetingId,
        /// Where to; the standard output when left out.
        #[arg(long)]
        output: Option<PathBuf>,
    },
    /// Accounts; the server must not run.
    User {
        #[command(subcommand)]
        command: UserTask,
    },
    /// Bring the database up to date; the server does so by itself when it starts.
    Migrate,
    /// Ask a running server whether it is alive.
    Healthcheck,
}

#[derive(Debug, Subcommand)]
enum UserTask {
    /// Add an account. The password is the first line of the standard input.
    Add {
        /// The email address.
        #[arg(long)]
        email: String,
        /// What others see.
        #[arg(long)]
        name: String,
        /// May lead every meeting.
        #[arg(long)]
        admin: bool,
    },
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The settings make no sense.
    #[error("settings: {0}")]
    Settings(#[from] SettingsError),
    /// The server did not start, or the store was not opened.
    #[error("{0}")]
    Start(#[from] orchestrasec::app::StartError),
    /// A file or connection failed.
    #[error("{what}: {error}")]
    Io {
        /// What was tried.
        what: String,
        /// What happened.
        error: std::io::Error,
    },
    /// A record is not what it says.
    #[error("the record is broken at {0}")]
    Broken(#[from] orchestrasec::audit::Break),
    /// Refused, with a stable code.
    #[error("{0}")]
    Refused(#[from] orchestrasec_protocol::Problem),
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl CliError {
    /// 1: no; 2: it was not possible to say.
    pub fn exit_code(&self) -> u8 {
        if matches!(self, Self::Broken(_)) { 1 } else { 2 }
    }
}

/// Does what was asked.
///
/// # Errors
/// [`CliError`] in words for people.
pub fn run(cli: Cli) -> Result<(), CliError> {
    if let Some(Task::Verify { file }) = &cli.command {
        return records::verify(file);
    }
    let settings = Settings::read(cli.config.as_deref())?;
    match cli.command.unwrap_or(Task::Serve { demo: false }) {
        Task::Serve { demo: false } => serve::serve(settings),
        Task::Serve { demo: true } => demo::serve(settings),
        Task::Verify { file } => records::verify(&file),
        Task::Export { meeting, output } => records::export(&settings, meeting, output.as_deref()),
        Task::User { command: UserTask::Add { email, name, admin } } => users::add(&settings, email, name, admin),
        Task::Migrate => records::migrate(&settings),
        Task::Healthcheck => healthcheck(settings.listen),
    }
}

fn healthcheck(listen: SocketAddr) -> Result<(), CliError> {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(std::net::Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    let address = SocketAddr::new(ip, listen.port());
    let failed = |error| CliError::Io { what: format!("no answer from http://{address}/healthz"), error };
    let patience = Duration::from_secs(3);
    let mut stream = TcpStream::connect_timeout(&address, patience).map_err(failed)?;
    stream.set_read_timeout(Some(patience)).map_err(failed)?;
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).map_err(failed)?;
    let mut answer = String::new();
    stream.take(4_096).read_to_string(&mut answer).map_err(failed)?;
    if answer.starts_with("HTTP/1.1 200") {
        println!("ok");
        return Ok(());
    }
    Err(CliError::Other(format!("not healthy: {}", answer.lines().next().unwrap_or("no answer"))))
}

/// Runs something on the engine's runtime.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    actix::System::new().block_on(future)
}
