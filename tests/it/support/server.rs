//! A server in this process, on a port and a database of its own.

use super::people::Person;
use orchestrasec::{
    app::App,
    clock::SystemClock,
    config::Settings,
    ports::{Clock, Journal},
    registry::Directory,
};
use std::{net::SocketAddr, sync::Arc, thread::JoinHandle};
use tempfile::TempDir;
use tokio::sync::oneshot;

pub struct TestServer {
    pub address: SocketAddr,
    pub setup_secret: Option<String>,
    pub clock: Arc<dyn Clock>,
    directory: Directory,
    dir: Option<TempDir>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl TestServer {
    /// A server on an empty database.
    pub async fn start() -> Self {
        Self::start_with(Arc::new(SystemClock), |_| {}).await
    }

    /// A server with something around its journal.
    pub async fn start_around(around: impl FnOnce(Arc<dyn Journal>) -> Arc<dyn Journal> + Send + 'static) -> Self {
        Self::launch(TempDir::new().unwrap(), Arc::new(SystemClock), |_| {}, around).await
    }

    /// A server with another clock or other settings.
    pub async fn start_with(clock: Arc<dyn Clock>, change: impl FnOnce(&mut Settings)) -> Self {
        Self::start_in(TempDir::new().unwrap(), clock, change).await
    }

    /// A server on what another left behind.
    pub async fn start_in(dir: TempDir, clock: Arc<dyn Clock>, change: impl FnOnce(&mut Settings)) -> Self {
        Self::launch(dir, clock, change, |journal| journal).await
    }

    async fn launch(
        dir: TempDir,
        clock: Arc<dyn Clock>,
        change: impl FnOnce(&mut Settings),
        around: impl FnOnce(Arc<dyn Journal>) -> Arc<dyn Journal> + Send + 'static,
    ) -> Self {
        let mut settings = Settings {
            listen: ([127, 0, 0, 1], 0).into(),
            metrics_listen: None,
            data_dir: dir.path().to_owned(),
            workers: 2,
            media_port: 0,
            messages_per_second: 10_000,
            messages_burst: 10_000,
            calls_per_second: 10_000,
            calls_burst: 10_000,
            ..Settings::default()
        };
        change(&mut settings);
        let (ready_tx, ready) = oneshot::channel();
        let (stop, stop_rx) = oneshot::channel::<()>();
        let its_clock = clock.clone();
        let thread = std::thread::spawn(move || {
            actix::System::new().block_on(async move {
                let app = App::start_around(settings, its_clock, around).await.expect("the server starts");
                let secret = app.setup_secret().map(str::to_owned);
                assert!(ready_tx.send((app.address(), secret, app.directory().clone())).is_ok());
                drop(stop_rx.await);
                app.stop().await;
            });
        });
        let (address, setup_secret, directory) = ready.await.expect("the server starts");
        Self { address, setup_secret, clock, directory, dir: Some(dir), stop: Some(stop), thread: Some(thread) }
    }

    /// Stops the server and gives its folder.
    pub async fn stop(mut self) -> TempDir {
        self.end();
        let thread = self.thread.take().unwrap();
        tokio::task::spawn_blocking(move || thread.join()).await.unwrap().expect("the server ends without a panic");
        self.dir.take().unwrap()
    }

    /// Stops it and starts it again on the same folder.
    pub async fn restart(self) -> Self {
        let clock = self.clock.clone();
        let dir = self.stop().await;
        Self::start_in(dir, clock, |_| {}).await
    }

    /// Whether the meeting is in memory now.
    pub fn runs(&self, meeting: &str) -> bool {
        self.directory.find(meeting.parse().unwrap()).is_some()
    }

    /// Somebody with an account, signed in.
    pub async fn person(&self, name: &str) -> Person {
        Person::sign_up(self.address, name, None).await
    }

    /// The first admin, signed in.
    pub async fn admin(&self, name: &str) -> Person {
        Person::sign_up(self.address, name, self.setup_secret.as_deref()).await
    }

    fn end(&mut self) {
        if let Some(stop) = self.stop.take() {
            // Who is not there any more needs not be told.
            let _ = stop.send(());
        }
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        self.end();
    }
}
