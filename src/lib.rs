//! The OrchestraSec server.
//!
//! Reading order: [`messages`] (what the actors say to each other), [`ports`] (the world as the engine sees it), then
//! `meeting/actor.rs` (decide → journal → release), `session/actor.rs`, `registry/actor.rs`, and `app.rs`, which puts it together.

pub mod app;
pub mod audit;
pub mod auth;
pub mod clock;
pub mod config;
pub mod http;
pub mod media;
pub mod meeting;
pub mod messages;
pub mod ports;
pub mod registry;
pub mod session;
pub mod storage;
pub mod telemetry;
