//! Accounts, log-ins, tokens: the service with a clock that the tests move and a store in memory, and its calls over HTTP.

mod forged_tokens;
mod gate;
mod log_in;
mod memory_store;
mod over_http;
mod passwords;
mod refresh;
mod revocation;
mod rotation;
mod security_log;
mod sign_up;
mod throttling;
mod tickets;
mod world;
