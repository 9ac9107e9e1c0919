//! Synthetic people with microphones and cameras: another WebRTC stack than the server's, so that one does not forgive what the other
//! gets wrong.

mod client;

pub use client::Client;
