//! The API as callers see it, against a journal in memory and meetings that do nothing but note what they are told. What a
//! meeting really does is tested over sockets and HTTP in `tests/`.

mod bodies;
mod calls;
mod frame;
mod memory;
mod memory_templates;
mod stage;
