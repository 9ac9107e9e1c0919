//! A server with a few people, what they have said so far, and a live meeting, for a first look. Everything is thrown away at the
//! end.

mod meetings;
mod past;

use super::{
    CliError, block_on,
    serve::{announce_address, until_stopped},
};
use orchestrasec::{app::App, auth::sign_up::NewAccount, config::Settings, telemetry};
use orchestrasec_domain::{AccountRole, Who};
use orchestrasec_protocol::Problem;
use past::PastClock;
use std::sync::Arc;

const PEOPLE: &[(&str, &str)] = &[
    ("Ada Lovelace", "ada"),
    ("Bo Chen", "bo"),
    ("Carmen Ruiz", "carmen"),
    ("Dilnoza Karimova", "dilnoza"),
    ("Emil Novák", "emil"),
    ("Fatima Zahra", "fatima"),
    ("Omar Haddad", "omar"),
];

/// Runs the demo until told to stop.
///
/// # Errors
/// When the server listens to more than this machine, or does not start.
pub fn serve(mut settings: Settings) -> Result<(), CliError> {
    if !settings.listen.ip().is_loopback() || settings.public_url.is_some() {
        return Err(CliError::Other(
            "the demo's passwords are known to everybody: it runs on a loopback address without a public URL only"
                .into(),
        ));
    }
    telemetry::start_logging(&settings.log, settings.log_format);
    telemetry::count_panics();
    let folder = std::env::temp_dir().join(format!("orchestrasec-demo-{}", uuid::Uuid::new_v4().simple()));
    settings.data_dir.clone_from(&folder);
    settings.database_url.clear();
    settings.token_keys_file = None;
    let result = block_on(async {
        let clock = PastClock::late_by(meetings::BEGINS);
        let app = App::start(settings, Arc::new(clock.clone())).await?;
        let mut password = uuid::Uuid::new_v4().simple().to_string();
        password.truncate(16);
        let people = sign_up(&app, &password).await?;
        meetings::hold(&app, &clock, &people).await?;
        println!("Demo accounts, all with the password {password}");
        for (name, user) in PEOPLE {
            println!("  {user}@example.org  {name}");
        }
        println!(
            "Ada leads \"Where we meet next year\", Bo the retrospective; Omar only observes. All of it is thrown away at the end."
        );
        announce_address(&app);
        until_stopped().await?;
        app.stop().await;
        Ok(())
    });
    if let Err(error) = std::fs::remove_dir_all(&folder) {
        tracing::warn!(%error, "the demo's folder stays");
    }
    result
}

async fn sign_up(app: &App, password: &str) -> Result<Vec<Who>, Problem> {
    let mut people = Vec::new();
    for (name, user) in PEOPLE {
        let account = NewAccount {
            email: format!("{user}@example.org"),
            password: password.to_owned().into(),
            display_name: (*name).to_owned(),
        };
        let role = if people.is_empty() { AccountRole::Admin } else { AccountRole::Member };
        let added = app.accounts().add_user(account, role).await?;
        people.push(Who { user_id: added.id, display_name: added.display_name, account_role: added.role });
    }
    Ok(people)
}
