//! Load generator and benchmarks of `OrchestraSec`. Reading order: [`scenario`] says what is measured, [`load`] drives the members,
//! [`server`] starts what is measured, [`raw`] is the bare limit beside it. `README.md` says how to read the numbers.
#![allow(clippy::print_stdout)] // tables are what this program is for
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // counts become rates

mod cli;
mod http;
mod load;
mod media;
mod os;
mod raw;
mod report;
mod scan;
mod scenario;
mod server;
mod stats;
mod ws;

use anyhow::Result;
use clap::Parser;

fn main() -> Result<()> {
    cli::Cli::parse().run()
}
