//! The security log (S32): `tracing` events with the target `security`. They name accounts by id, never by what was typed (people type
//! passwords into the wrong field), and never carry a secret.

use crate::ports::LoginId;
use orchestrasec_domain::{AccountRole, UserId};
use std::net::IpAddr;

const UNKNOWN: &str = "unknown";

fn name(user: Option<UserId>) -> String {
    user.map_or_else(|| UNKNOWN.to_owned(), |user| user.to_string())
}

pub(super) fn signed_up(user: UserId, role: AccountRole, address: IpAddr) {
    tracing::info!(target: "security", event = "signed_up", %user, ?role, %address);
}

pub(super) fn admin_made(user: UserId, by: &'static str) {
    tracing::warn!(target: "security", event = "admin_made", %user, by);
}

pub(super) fn setup_secret_refused(address: IpAddr) {
    tracing::warn!(target: "security", event = "setup_secret_refused", %address);
}

pub(super) fn logged_in(user: UserId, login: LoginId, address: IpAddr) {
    tracing::info!(target: "security", event = "logged_in", %user, login = %login.0, %address);
}

pub(super) fn login_failed(user: Option<UserId>, reason: &'static str, address: IpAddr) {
    let user = name(user);
    tracing::warn!(target: "security", event = "login_failed", user, reason, %address);
}

pub(super) fn throttled(what: &'static str, wait_ms: u64, address: IpAddr) {
    tracing::warn!(target: "security", event = "throttled", what, wait_ms, %address);
}

pub(super) fn refresh_reused(login: LoginId, address: IpAddr) {
    tracing::warn!(target: "security", event = "refresh_token_reused", login = %login.0, %address);
}

pub(super) fn refresh_refused(address: IpAddr) {
    tracing::info!(target: "security", event = "refresh_token_refused", %address);
}

pub(super) fn logged_out(login: LoginId, address: IpAddr) {
    tracing::info!(target: "security", event = "logged_out", login = %login.0, %address);
}

pub(super) fn token_refused(fault: super::access::TokenFault) {
    // An expired token is everyday life; the rest is a broken client or somebody's try.
    if fault == super::access::TokenFault::Expired {
        tracing::debug!(target: "security", event = "access_token_refused", %fault);
    } else {
        tracing::warn!(target: "security", event = "access_token_refused", %fault);
    }
}
