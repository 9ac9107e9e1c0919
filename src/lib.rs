//! The OrchestraSec server.
//!
//! Reading order: [`messages`] (what the actors say to each other), [`ports`] (the world as the engine sees it), then
//! `meeting/actor.rs` (decide → journal → release), `session/actor.rs`, `registry/actor.rs`, and `app.rs`, which puts it together.

pub mod audit;
pub mod messages;
pub mod ports;
pub mod storage;
