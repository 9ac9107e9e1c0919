//! The composition root: the one file that knows every part. `app/listener.rs` is how it listens.

mod listener;

use crate::{
    auth::{self, service::AuthService, settings::AuthSettings},
    config::Settings,
    http::{
        self, HttpState,
        auth::{AuthHttp, CookieTransport},
        headers::Transport,
        health::Readiness,
        quota::CallerQuota,
    },
    media::{Media, MediaSettings, Turn},
    meeting::{MeetingActor, MeetingParts, recovery::recover},
    messages::{
        meeting::MeetingAddress,
        registry::{Drain, Life, Locate, Locator},
    },
    ports::{Authenticator, Clock, Journal, MediaPlane, media::NoMedia},
    registry::{Birth, Directory, Registry},
    session::{Rate, SocketParts},
    storage::{self, SqliteStore},
    telemetry,
};
use actix::{Actor, Addr, Arbiter};
use actix_web::{App as WebApp, HttpServer, dev::ServerHandle};
use metrics_exporter_prometheus::PrometheusHandle;
use orchestrasec_domain::MeetingId;
use orchestrasec_protocol::{Code, Problem};
use std::{net::SocketAddr, num::NonZeroU32, sync::Arc, time::Duration};

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store was not opened.
    #[error(transparent)]
    Store(#[from] storage::OpenError),
    /// The signing keys cannot be used.
    #[error("signing keys: {0}")]
    Keys(#[from] auth::key_file::KeyFileError),
    /// A setting makes no sense.
    #[error("{0}")]
    Settings(String),
    /// A port is taken, or the like.
    #[error("{what}: {error}")]
    Bind {
        /// What was to be opened.
        what: String,
        /// Why it was not.
        error: std::io::Error,
    },
    /// Accounts cannot be read.
    #[error("accounts: {0}")]
    Accounts(Problem),
}

/// A running server.
pub struct App {
    address: SocketAddr,
    metrics_address: Option<SocketAddr>,
    setup_secret: Option<String>,
    service: Arc<AuthService>,
    journal: Arc<dyn Journal>,
    locator: Locator,
    clock: Arc<dyn Clock>,
    store: SqliteStore,
    readiness: Arc<Readiness>,
    sockets: Arc<SocketParts>,
    registry: Addr<Registry>,
    directory: Directory,
    server: ServerHandle,
    metrics_server: Option<ServerHandle>,
    threads: Vec<Arbiter>,
}

impl App {
    /// Starts a server: store, keys, accounts, meetings that are live, then the listener.
    ///
    /// # Errors
    /// [`StartError`] says what was not possible.
    pub async fn start(settings: Settings, clock: Arc<dyn Clock>) -> Result<Self, StartError> {
        Self::start_around(settings, clock, |journal| journal).await
    }

    /// The same with something around the journal, for tests of its failures.
    ///
    /// # Errors
    /// As [`App::start`].
    pub async fn start_around(
        settings: Settings,
        clock: Arc<dyn Clock>,
        around: impl FnOnce(Arc<dyn Journal>) -> Arc<dyn Journal>,
    ) -> Result<Self, StartError> {
        std::fs::create_dir_all(&settings.data_dir)
            .map_err(|error| StartError::Bind { what: settings.data_dir.display().to_string(), error })?;
        let store = SqliteStore::open(storage::Settings::at(settings.database_path())).await?;
        let journal = around(store.journal());
        let (service, setup_secret) = start_accounts(&settings, &store, &clock).await?;
        let authenticator: Arc<dyn Authenticator> = service.clone();

        let threads: Vec<Arbiter> = (0..settings.worker_threads()).map(|_| Arbiter::new()).collect();
        let media = start_media(&settings, &clock)?;
        let arbiters = threads.iter().map(Arbiter::handle).collect();
        let birth = birth_on(arbiters, journal.clone(), clock.clone(), media);
        let directory = Directory::default();
        let registry = Registry::new(directory.clone(), clock.clone(), birth).start();
        let locator: Locator = registry.clone().recipient();
        wake_live_meetings(&journal, &locator).await;

        let listener = listener::bind(settings.listen)
            .map_err(|error| StartError::Bind { what: format!("cannot listen on {}", settings.listen), error })?;
        let bind = |error| StartError::Bind { what: "listening".into(), error };
        let address = listener.local_addr().map_err(bind)?;
        let origins = settings.allowed_origins(address.port());
        let rate = Rate { per_second: settings.messages_per_second, burst: settings.messages_burst };
        let sockets =
            Arc::new(SocketParts::new(locator.clone(), authenticator.clone(), clock.clone(), origins.clone(), rate));
        let readiness = Arc::new(Readiness::default());
        let state = HttpState {
            locator: locator.clone(),
            journal: journal.clone(),
            authenticator,
            clock: clock.clone(),
            templates: store.templates(),
            ledgers: Arc::default(),
            quota: Arc::new(CallerQuota::new(
                at_least_one(settings.calls_per_second),
                at_least_one(settings.calls_burst),
            )),
            readiness: readiness.clone(),
            origins: origins.into(),
            transport: if settings.is_https() { Transport::Https } else { Transport::Http },
            document: Arc::new(http::openapi::document([http::auth::document()])),
        };
        let auth_http = auth_http(&settings, &service)?;
        let server = listener::serve(&settings, listener, state, auth_http, sockets.clone()).map_err(bind)?;
        let (metrics_address, metrics_server) = serve_metrics(settings.metrics_listen)?;
        Ok(Self {
            address,
            metrics_address,
            setup_secret,
            service,
            journal,
            locator,
            clock,
            store,
            readiness,
            sockets,
            registry,
            directory,
            server,
            metrics_server,
            threads,
        })
    }

    /// Where the server listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where metrics are served.
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics_address
    }

    /// The one-time secret that makes the first admin, when there is none yet.
    pub fn setup_secret(&self) -> Option<&str> {
        self.setup_secret.as_deref()
    }

    /// The accounts of this server.
    pub fn accounts(&self) -> &Arc<AuthService> {
        &self.service
    }

    /// The records of this server.
    pub fn journal(&self) -> &Arc<dyn Journal> {
        &self.journal
    }

    /// Where its meetings are found.
    pub fn locator(&self) -> &Locator {
        &self.locator
    }

    /// Which meetings run now.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Its clock.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Drains in order: not ready any more, connections told and closed, meetings saved, listener closed, journal closed.
    pub async fn stop(self) {
        self.readiness.go_down();
        self.sockets.close_all();
        let wait = async {
            while self.sockets.count() > 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        if tokio::time::timeout(Duration::from_secs(1), wait).await.is_err() {
            tracing::warn!(connections = self.sockets.count(), "not every connection closed in time");
        }
        if self.registry.send(Drain).await.is_err() {
            tracing::warn!("the registry was gone before the end");
        }
        self.server.stop(true).await;
        if let Some(metrics) = self.metrics_server {
            metrics.stop(false).await;
        }
        for thread in self.threads {
            thread.stop();
        }
        self.store.close().await;
    }
}

async fn start_accounts(
    settings: &Settings,
    store: &SqliteStore,
    clock: &Arc<dyn Clock>,
) -> Result<(Arc<AuthService>, Option<String>), StartError> {
    use secrecy::ExposeSecret as _;
    let ring = auth::key_file::load_or_create(&settings.token_keys_path())?;
    let issuer = settings.public_url.clone().unwrap_or_else(|| "orchestrasec".into());
    let mut auth_settings = AuthSettings::for_issuer(issuer);
    auth_settings.hash_cost = hash_cost(settings)?;
    let (service, secret) = AuthService::start(store.accounts(), clock.clone(), &ring, auth_settings)
        .await
        .map_err(StartError::Accounts)?;
    actix::spawn(service.clone().keep_current());
    Ok((service, secret.map(|secret| secret.expose_secret().to_owned())))
}

/// What a password hash costs by these settings.
///
/// # Errors
/// [`StartError::Settings`] when it is out of bounds.
pub fn hash_cost(settings: &Settings) -> Result<auth::passwords::HashCost, StartError> {
    auth::passwords::HashCost::new(settings.password_memory_kib, settings.password_passes, 1)
        .map_err(|error| StartError::Settings(format!("password_memory_kib, password_passes: {error}")))
}

fn auth_http(settings: &Settings, service: &Arc<AuthService>) -> Result<AuthHttp, StartError> {
    let proxies = auth::address::TrustedProxies::parse(settings.trusted_proxies.iter().map(String::as_str))
        .map_err(|error| StartError::Settings(format!("trusted_proxies: {error}")))?;
    let cookie = if settings.is_https() { CookieTransport::HttpsOnly } else { CookieTransport::AlsoHttp };
    Ok(AuthHttp { service: service.clone(), cookie, proxies })
}

/// What carries audio and video by these settings.
fn start_media(settings: &Settings, clock: &Arc<dyn Clock>) -> Result<Arc<dyn MediaPlane>, StartError> {
    if !settings.media_is_on() {
        tracing::info!("audio and video are off");
        return Ok(Arc::new(NoMedia));
    }
    let turn = (!settings.turn_urls.is_empty()).then(|| Turn {
        urls: settings.turn_urls.clone(),
        secret: settings.turn_secret.clone(),
        clock: clock.clone(),
    });
    let media = Media::start(&MediaSettings {
        listen: settings.listen.ip(),
        port: settings.media_port,
        public: settings.media_public_address.clone(),
        threads: settings.worker_threads(),
        turn,
    });
    let media =
        media.map_err(|error| StartError::Bind { what: "audio and video (ORCHESTRASEC_MEDIA_PORT)".into(), error })?;
    tracing::info!(ports = ?media.ports(), "audio and video");
    Ok(Arc::new(media))
}

/// Gives life to meetings, each on the thread that its id names.
fn birth_on(
    threads: Vec<actix::ArbiterHandle>,
    journal: Arc<dyn Journal>,
    clock: Arc<dyn Clock>,
    media: Arc<dyn MediaPlane>,
) -> Birth {
    Box::new(move |meeting_id: MeetingId, life: Life| {
        let thread = usize::try_from(meeting_id.0.as_u128() % threads.len().max(1) as u128).unwrap_or(0);
        let thread = threads.get(thread).cloned();
        let (journal, clock, media) = (journal.clone(), clock.clone(), media.clone());
        Box::pin(async move {
            let claimed = journal.claim(meeting_id).await.map_err(|error| {
                tracing::error!(meeting = %meeting_id, %error, "a meeting could not be claimed");
                Problem::of(Code::StorageUnavailable).retry_after_ms(1_000)
            })?;
            let claimed = claimed.ok_or_else(|| Problem::of(Code::MeetingNotFound))?;
            let recovered = recover(meeting_id, claimed).map_err(|damage| {
                tracing::error!(meeting = %meeting_id, %damage, "a record is damaged; the meeting is not started");
                Problem::of(Code::MeetingUnavailable)
            })?;
            let thread = thread.ok_or_else(|| Problem::of(Code::Internal))?;
            let actor = MeetingActor::new(recovered, MeetingParts { journal, clock, life, media });
            let address = MeetingActor::start_in_arbiter(&thread, move |_| actor);
            Ok(MeetingAddress::new(address.recipient()))
        })
    })
}

/// Meetings that are live have turns that end though nobody is connected.
async fn wake_live_meetings(journal: &Arc<dyn Journal>, locator: &Locator) {
    match journal.live_meetings().await {
        Ok(meetings) => {
            for meeting in meetings {
                if let Ok(Err(problem)) = locator.send(Locate(meeting)).await {
                    tracing::error!(%meeting, %problem, "a live meeting could not be started");
                }
            }
        }
        Err(error) => tracing::error!(%error, "live meetings could not be listed"),
    }
}

fn serve_metrics(listen: Option<SocketAddr>) -> Result<(Option<SocketAddr>, Option<ServerHandle>), StartError> {
    let Some(listen) = listen else { return Ok((None, None)) };
    let Some(handle) = telemetry::start_metrics() else { return Ok((None, None)) };
    http::metrics::describe();
    let bind = |error| StartError::Bind { what: format!("cannot serve metrics on {listen}"), error };
    let listener = std::net::TcpListener::bind(listen).map_err(bind)?;
    let address = listener.local_addr().map_err(bind)?;
    actix::spawn(upkeep(handle.clone()));
    let server = HttpServer::new(move || {
        let handle = handle.clone();
        WebApp::new().configure(move |cfg| http::metrics::configure(cfg, handle))
    })
    .workers(1)
    .disable_signals()
    .listen(listener)
    .map_err(bind)?
    .run();
    let server_handle = server.handle();
    actix::spawn(server);
    Ok((Some(address), Some(server_handle)))
}

/// Histograms gather samples until somebody looks at them, or this.
async fn upkeep(handle: PrometheusHandle) {
    loop {
        tokio::time::sleep(Duration::from_secs(5)).await;
        handle.run_upkeep();
    }
}

fn at_least_one(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}
