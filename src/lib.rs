//! The OrchestraSec server.
//!
//! Reading order: [`messages`] (what the actors say to each other), [`ports`] (the world as the engine sees it), then
//! `meeting/actor.rs` (decide → journal → release), `session/actor.rs`, `registry/actor.rs`, and `app.rs`, which puts it together.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod audit;
pub mod auth;
pub mod http;
pub mod messages;
pub mod ports;
