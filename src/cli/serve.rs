//! Serve until told to stop.

use super::{CliError, block_on};
use orchestrasec::{app::App, clock::SystemClock, config::Settings, telemetry};
use std::sync::Arc;
use tokio::signal::unix::{SignalKind, signal};

/// Runs a server until SIGTERM or SIGINT.
///
/// # Errors
/// When it does not start.
pub fn serve(settings: Settings) -> Result<(), CliError> {
    telemetry::start_logging(&settings.log, settings.log_format);
    telemetry::count_panics();
    block_on(async {
        let app = App::start(settings, Arc::new(SystemClock)).await?;
        announce(&app);
        until_stopped().await?;
        app.stop().await;
        Ok(())
    })
}

/// Says where the server is, and how the first admin gets in.
pub fn announce(app: &App) {
    if let Some(secret) = app.setup_secret() {
        eprintln!("There is no admin yet. Sign up with this set-up secret to become the first one: {secret}");
    }
    announce_address(app);
}

/// Says where the server is.
pub fn announce_address(app: &App) {
    println!("OrchestraSec is ready at http://{}", app.address());
}

/// Ends when the process is asked to stop.
///
/// # Errors
/// When signals cannot be listened to.
pub async fn until_stopped() -> Result<(), CliError> {
    let listen = |kind| signal(kind).map_err(|error| CliError::Io { what: "signals".into(), error });
    let (mut terminate, mut interrupt) = (listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
    Ok(())
}
