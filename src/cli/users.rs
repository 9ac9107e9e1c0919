//! Accounts from the command line.

use super::{CliError, block_on, records::open};
use orchestrasec::{
    app::hash_cost,
    auth::{passwords::Passwords, settings::AuthSettings, sign_up},
    clock::SystemClock,
    config::Settings,
    ports::Clock,
};
use orchestrasec_domain::AccountRole;
use std::io::{IsTerminal, stdin};

/// Adds an account.
///
/// # Errors
/// `invalid_field`, `password_too_common`, `email_taken`, or when a server has the database.
pub fn add(settings: &Settings, email: String, display_name: String, admin: bool) -> Result<(), CliError> {
    let password = read_password()?;
    let role = if admin { AccountRole::Admin } else { AccountRole::Member };
    block_on(async {
        let store = open(settings).await?;
        let passwords = Passwords::new(hash_cost(settings)?, AuthSettings::for_issuer("").gate)?;
        let account = sign_up::NewAccount { email, password: password.into(), display_name };
        let added = sign_up::add_user(&*store.accounts(), &passwords, SystemClock.now(), account, role).await;
        store.close().await;
        let added = added?;
        println!("added {} <{}> ({})", added.display_name, added.email, added.id);
        Ok(())
    })
}

fn read_password() -> Result<String, CliError> {
    if stdin().is_terminal() {
        eprintln!("Password (12 characters or more; it is shown as you type):");
    }
    let mut line = String::new();
    stdin().read_line(&mut line).map_err(|error| CliError::Io { what: "the standard input".into(), error })?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
