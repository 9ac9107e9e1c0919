//! The record: how it begins.

pub mod birth;
pub mod export;
