//! The database's tables as sea-orm entities: plain rows, one file per table. What they mean is said where they are used, in
//! `src/storage/`; how they are made, in `migration/`.
#![allow(
    missing_docs,
    reason = "a row's fields are the columns, which the migrations and the port's row types describe"
)]

pub mod account;
pub mod login;
pub mod meeting;
pub mod meeting_event;
pub mod meeting_head;
pub mod membership;
pub mod refresh_token;
pub mod snapshot;
pub mod template;
