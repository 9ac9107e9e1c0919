//! Settings: read once, from a file and the environment. `.env.example` documents each.

use config::{Config, ConfigError, Environment, File, FileFormat};
use orchestrasec_protocol::limits::{MESSAGES_BURST, MESSAGES_PER_SECOND};
use serde::Deserialize;
use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

/// The settings of a server. In the file they have these names, in the environment the same in upper case behind `ORCHESTRASEC_`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// Where metrics are served; absent or empty: nowhere.
    #[serde(deserialize_with = "optional_address")]
    pub metrics_listen: Option<SocketAddr>,
    /// Where meetings and accounts are kept: `sqlite://` and a path.
    pub database_url: String,
    /// Where keys lie, and the database unless `database_url` says otherwise.
    pub data_dir: PathBuf,
    /// What is logged, such as `info` or `orchestrasec=debug,warn`.
    pub log: String,
    /// How it is logged.
    pub log_format: LogFormat,
    /// The address people use, such as `https://meet.example.org`; its scheme decides on secure cookies and HSTS.
    pub public_url: Option<String>,
    /// Further origins whose pages may use the API and the socket.
    pub origins: Vec<String>,
    /// Proxies whose `X-Forwarded-For` is believed: addresses or networks.
    pub trusted_proxies: Vec<String>,
    /// The signing keys of access tokens; `token-keys.json` in the data folder when absent.
    pub token_keys_file: Option<PathBuf>,
    /// Threads for connections, and as many for meetings; 0: one per core.
    pub workers: usize,
    /// Messages one connection may send per second in the long run.
    pub messages_per_second: u32,
    /// Messages one connection may send at once.
    pub messages_burst: u32,
    /// Calls one account may make over HTTP per second in the long run.
    pub calls_per_second: u32,
    /// Calls one account may make over HTTP at once.
    pub calls_burst: u32,
    /// Whether audio and video are carried; absent: when `listen` is this machine alone, or `media_public_address` is given.
    #[serde(deserialize_with = "switch")]
    pub media: Option<bool>,
    /// The first UDP port of audio and video; there is one for each of `workers`. 0: any free ones.
    pub media_port: u16,
    /// The addresses at which clients reach those ports; empty: the address of `listen`.
    pub media_public_address: Vec<IpAddr>,
    /// TURN servers for clients in networks that let nothing else through, such as `turn:turn.example.org:3478`.
    pub turn_urls: Vec<String>,
    /// The secret shared with them (`static-auth-secret` of coturn).
    pub turn_secret: String,
    /// Memory of one password hashing, in KiB (at least 19 456).
    pub password_memory_kib: u32,
    /// Passes of one password hashing (at least 2).
    pub password_passes: u32,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines, one object a line.
    Json,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8_000)),
            metrics_listen: Some(SocketAddr::from(([127, 0, 0, 1], 9_464))),
            database_url: String::new(),
            data_dir: PathBuf::from("./data"),
            log: "info".into(),
            log_format: LogFormat::Text,
            public_url: None,
            origins: Vec::new(),
            trusted_proxies: Vec::new(),
            token_keys_file: None,
            workers: 0,
            messages_per_second: MESSAGES_PER_SECOND,
            messages_burst: MESSAGES_BURST,
            calls_per_second: 50,
            calls_burst: 200,
            media: None,
            media_port: 7_882,
            media_public_address: Vec::new(),
            turn_urls: Vec::new(),
            turn_secret: String::new(),
            password_memory_kib: 19 * 1_024,
            password_passes: 2,
        }
    }
}

/// A setting makes no sense.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A value cannot be read.
    #[error("{0}")]
    Unreadable(#[from] ConfigError),
    /// A value is out of bounds.
    #[error("{name}: {why}")]
    Invalid {
        /// Which setting.
        name: &'static str,
        /// What is wrong.
        why: String,
    },
}

impl Settings {
    /// Reads the file (`orchestrasec.toml` here when none is named, if it exists) and then the environment.
    ///
    /// # Errors
    /// [`SettingsError`] names the setting.
    pub fn read(file: Option<&Path>) -> Result<Self, SettingsError> {
        let file = match file {
            Some(path) => File::from(path).format(FileFormat::Toml).required(true),
            None => File::new("orchestrasec.toml", FileFormat::Toml).required(false),
        };
        let environment = Environment::with_prefix("ORCHESTRASEC")
            .prefix_separator("_")
            .try_parsing(true)
            .ignore_empty(true)
            .list_separator(",")
            .with_list_parse_key("origins")
            .with_list_parse_key("trusted_proxies")
            .with_list_parse_key("media_public_address")
            .with_list_parse_key("turn_urls");
        let settings: Self = Config::builder().add_source(file).add_source(environment).build()?.try_deserialize()?;
        settings.check()?;
        Ok(settings)
    }

    fn check(&self) -> Result<(), SettingsError> {
        let invalid = |name, why: &str| Err(SettingsError::Invalid { name, why: why.into() });
        if !self.database_url.is_empty() && !self.database_url.starts_with("sqlite://") {
            return invalid("database_url", "only sqlite:// is supported");
        }
        if let Some(url) = &self.public_url
            && !(url.starts_with("https://") || url.starts_with("http://"))
        {
            return invalid("public_url", "has to start with https:// or http://");
        }
        if self.password_memory_kib < 19 * 1_024 || self.password_memory_kib > 256 * 1_024 {
            return invalid("password_memory_kib", "has to be between 19456 and 262144");
        }
        if !(2..=16).contains(&self.password_passes) {
            return invalid("password_passes", "has to be between 2 and 16");
        }
        let rates = [self.messages_per_second, self.messages_burst, self.calls_per_second, self.calls_burst];
        if rates.contains(&0) {
            return invalid(
                "messages_per_second, messages_burst, calls_per_second, calls_burst",
                "have to be at least 1",
            );
        }
        if self.media_is_on() && self.listen.ip().is_unspecified() && self.media_public_address.is_empty() {
            return invalid(
                "media_public_address",
                "has to be given: clients cannot reach every address of this machine",
            );
        }
        if self.turn_urls.is_empty() != self.turn_secret.is_empty() {
            return invalid("turn_urls, turn_secret", "have to be given both or not at all");
        }
        if self.turn_urls.iter().any(|url| !url.starts_with("turn:") && !url.starts_with("turns:")) {
            return invalid("turn_urls", "have to start with turn: or turns:");
        }
        if self.workers > 256 {
            return invalid("workers", "has to be at most 256");
        }
        Ok(())
    }

    /// The database's file.
    pub fn database_path(&self) -> PathBuf {
        match self.database_url.strip_prefix("sqlite://") {
            Some(path) => PathBuf::from(path.split('?').next().unwrap_or(path)),
            None => self.data_dir.join("orchestrasec.db"),
        }
    }

    /// The file of the signing keys.
    pub fn token_keys_path(&self) -> PathBuf {
        self.token_keys_file.clone().unwrap_or_else(|| self.data_dir.join("token-keys.json"))
    }

    /// People reach the server through TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// The origins whose pages may use the API and the socket, for a server that listens on `port`.
    pub fn allowed_origins(&self, port: u16) -> Vec<String> {
        let mut origins: Vec<String> = self.public_url.iter().chain(&self.origins).map(|url| origin_of(url)).collect();
        if self.listen.ip().is_loopback() || self.public_url.is_none() {
            for host in ["localhost", "127.0.0.1", "[::1]"] {
                origins.push(format!("http://{host}:{port}"));
            }
        }
        origins
    }

    /// Whether audio and video are carried.
    pub fn media_is_on(&self) -> bool {
        self.media.unwrap_or(self.listen.ip().is_loopback() || !self.media_public_address.is_empty())
    }

    /// Threads for connections.
    pub fn worker_threads(&self) -> usize {
        match self.workers {
            0 => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            workers => workers,
        }
    }
}

/// Scheme, host and port of a URL: what a browser sends as `Origin`.
fn origin_of(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
    let host = rest.split('/').next().unwrap_or(rest);
    format!("{scheme}://{host}").to_ascii_lowercase()
}

fn switch<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<bool>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Switch {
        Bool(bool),
        Text(String),
    }
    match Option::<Switch>::deserialize(d)? {
        None => Ok(None),
        Some(Switch::Bool(is_on)) => Ok(Some(is_on)),
        Some(Switch::Text(text)) => match text.as_str() {
            "" => Ok(None),
            "on" => Ok(Some(true)),
            "off" => Ok(Some(false)),
            _ => Err(serde::de::Error::custom("expected on or off")),
        },
    }
}

fn optional_address<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<SocketAddr>, D::Error> {
    let text = Option::<String>::deserialize(d)?.unwrap_or_default();
    match text.as_str() {
        "" | "off" => Ok(None),
        text => text.parse().map(Some).map_err(serde::de::Error::custom),
    }
}

#[cfg(test)]
mod tests {
    use super::{Settings, origin_of};

    #[test]
    fn an_origin_has_neither_path_nor_upper_case() {
        assert_eq!(origin_of("https://Meet.example.org/app/"), "https://meet.example.org");
    }

    #[test]
    fn a_server_behind_a_public_url_on_another_address_allows_only_that_origin() {
        let settings = Settings {
            public_url: Some("https://meet.example.org".into()),
            listen: ([0, 0, 0, 0], 8_000).into(),
            ..Settings::default()
        };
        assert_eq!(settings.allowed_origins(8_000), ["https://meet.example.org"]);
        assert!(settings.is_https());
        assert!(Settings::default().allowed_origins(8_123).contains(&"http://127.0.0.1:8123".to_owned()));
    }
}
