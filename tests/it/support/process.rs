//! The server as a process of its own, to be killed.

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
};

pub struct ServerProcess {
    pub address: SocketAddr,
    child: Child,
}

impl ServerProcess {
    /// Starts the binary on a folder; on the port it had before, or a free one.
    pub fn start(dir: &Path, port: Option<u16>) -> Self {
        Self::start_with(dir, port, &[])
    }

    /// The same with further settings.
    pub fn start_with(dir: &Path, port: Option<u16>, settings: &[(&str, &str)]) -> Self {
        Self::start_as(&["serve"], dir, port, settings)
    }

    /// The same with these arguments.
    pub fn start_as(arguments: &[&str], dir: &Path, port: Option<u16>, settings: &[(&str, &str)]) -> Self {
        let port = port.unwrap_or_else(free_port);
        let mut child = Command::new(env!("CARGO_BIN_EXE_orchestrasec"))
            .args(arguments)
            .env("ORCHESTRASEC_LISTEN", format!("127.0.0.1:{port}"))
            .env("ORCHESTRASEC_METRICS_LISTEN", "off")
            .env("ORCHESTRASEC_MEDIA_PORT", "0")
            .env("ORCHESTRASEC_DATA_DIR", dir)
            .env("ORCHESTRASEC_MESSAGES_PER_SECOND", "10000")
            .env("ORCHESTRASEC_MESSAGES_BURST", "10000")
            .env("ORCHESTRASEC_LOG", "error")
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = loop {
            let line = lines.next().expect("the server says where it listens").unwrap();
            if let Some((_, url)) = line.split_once("http://") {
                break url.trim().trim_end_matches('/').parse().unwrap();
            }
        };
        // What else it prints has to go somewhere, or it would block.
        std::thread::spawn(move || lines.for_each(drop));
        Self { address, child }
    }

    /// The same, with metrics, on ports of the system's choice.
    pub fn start_measured(dir: &Path, settings: &[(&str, &str)]) -> Self {
        let ports = [("ORCHESTRASEC_LISTEN", "127.0.0.1:0"), ("ORCHESTRASEC_METRICS_LISTEN", "127.0.0.1:0")];
        Self::start_with(dir, Some(0), &[&ports, settings].concat())
    }

    /// Its metrics.
    pub async fn metrics(&self) -> String {
        let port = self.listens_on().into_iter().find(|port| *port != self.address.port()).expect("it serves metrics");
        reqwest::get(format!("http://127.0.0.1:{port}/metrics")).await.unwrap().text().await.unwrap()
    }

    /// Fails when anything panicked in it, caught or not.
    pub async fn has_not_panicked(&self) {
        let metrics = self.metrics().await;
        for name in ["panics_total", "http_handler_panics_total", "meetings_crashed_total"] {
            assert!(metrics.lines().any(|line| line == format!("{name} 0")), "{name}:\n{metrics}");
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Resident memory in KiB.
    pub fn resident_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// The TCP ports on which it listens.
    pub fn listens_on(&self) -> BTreeSet<u16> {
        let files = std::fs::read_dir(format!("/proc/{}/fd", self.pid())).unwrap();
        let links: BTreeSet<String> = files
            .filter_map(|file| std::fs::read_link(file.unwrap().path()).ok())
            .map(|target| target.to_string_lossy().into_owned())
            .collect();
        let tables = ["tcp", "tcp6"].map(|table| std::fs::read_to_string(format!("/proc/net/{table}")).unwrap());
        // Local address, state (0A: listening) and inode are what is looked at.
        tables
            .iter()
            .flat_map(|table| table.lines().skip(1))
            .map(|line| line.split_whitespace().collect::<Vec<_>>())
            .filter(|fields| fields[3] == "0A" && links.contains(&format!("socket:[{}]", fields[9])))
            .map(|fields| u16::from_str_radix(fields[1].rsplit(':').next().unwrap(), 16).unwrap())
            .collect()
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Below the range that the kernel gives to outgoing connections: it has to be free again after a restart.
fn free_port() -> u16 {
    free_ports().next().expect("a free port")
}

/// The same, as many as are needed.
pub fn free_ports() -> impl Iterator<Item = u16> {
    let first = 20_000 + u16::try_from(std::process::id() % 10_000).unwrap();
    (first..32_768).filter(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
}
