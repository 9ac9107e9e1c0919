//! What Linux tells about processes, and the few things we ask of it.

use anyhow::{Context, Result};
use rustix::{
    process::{Resource, Rlimit, getrlimit, setrlimit},
    thread::{CpuSet, sched_getaffinity, sched_setaffinity},
};
use std::fs;

/// The core of the server under test.
pub const SERVER_CORE: usize = 0;
/// The core of the load generator.
pub const LOAD_CORE: usize = 1;

/// Whether servers and load generator may have a core each. Ask before the first [`pin`].
pub fn can_pin() -> bool {
    sched_getaffinity(None).is_ok_and(|set| set.is_set(SERVER_CORE) && set.is_set(LOAD_CORE))
}

/// Runs this thread, and every process it starts from now on, on one core only.
pub fn pin(core: usize) -> Result<()> {
    let mut set = CpuSet::new();
    set.set(core);
    sched_setaffinity(None, &set).with_context(|| format!("core {core} cannot be had"))
}

/// Allows as many open sockets as the system grants; returns how many.
pub fn raise_open_files() -> u64 {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum.unwrap_or(u64::MAX),
        Err(_) => limit.current.unwrap_or(u64::MAX),
    }
}

/// CPU seconds, user and system, that a process has used.
pub fn cpu_seconds(pid: u32) -> Result<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).context("the process is gone")?;
    let ticks = ticks(&stat, 2).context("/proc/<pid>/stat is not as expected")?;
    Ok(ticks as f64 / rustix::param::clock_ticks_per_second() as f64)
}

/// CPU seconds of this whole machine, and of this process with the children it has waited for.
pub fn machine_and_own_cpu_seconds() -> Result<(f64, f64)> {
    let (machine, own) = (fs::read_to_string("/proc/stat")?, fs::read_to_string("/proc/self/stat")?);
    let per_second = rustix::param::clock_ticks_per_second() as f64;
    let machine = busy_ticks(&machine).context("/proc/stat is not as expected")?;
    let own = ticks(&own, 4).context("/proc/self/stat is not as expected")?;
    Ok((machine as f64 / per_second, own as f64 / per_second))
}

/// Resident memory of a process in bytes.
pub fn resident_bytes(pid: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).context("the process is gone")?;
    resident(&status).context("/proc/<pid>/status is not as expected")
}

/// Whether the server's end of a loopback connection is still established. After the server closed, it is not, even when
/// the client never reads that far.
pub fn is_established(server_port: u16, client_port: u16) -> Result<bool> {
    Ok(established_in(&fs::read_to_string("/proc/net/tcp")?, server_port, client_port))
}

/// The first `count` of: user and system time of the process, user and system time of its children.
fn ticks(stat: &str, count: usize) -> Option<u64> {
    // The name in brackets may hold anything; what follows is numbers. The four are fields 14 to 17.
    let (_, fields) = stat.rsplit_once(')')?;
    fields.split_whitespace().skip(11).take(count).map(|field| field.parse::<u64>().ok()).sum()
}

/// User, nice and system time, and that of interrupts.
fn busy_ticks(stat: &str) -> Option<u64> {
    let mut fields = stat.lines().next()?.split_whitespace().skip(1).map_while(|field| field.parse::<u64>().ok());
    let working: u64 = fields.by_ref().take(3).sum();
    Some(working + fields.skip(2).take(2).sum::<u64>())
}

fn resident(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1_024)
}

fn established_in(table: &str, server_port: u16, client_port: u16) -> bool {
    let local = format!("0100007F:{server_port:04X}");
    let remote = format!("0100007F:{client_port:04X}");
    table.lines().any(|line| {
        let mut fields = line.split_whitespace().skip(1);
        fields.next() == Some(local.as_str()) && fields.next() == Some(remote.as_str()) && fields.next() == Some("01")
    })
}

#[cfg(test)]
mod tests {
    use super::{busy_ticks, cpu_seconds, established_in, resident, resident_bytes, ticks};

    #[test]
    fn the_lines_of_proc_are_read() {
        let stat = "77 (a) name) R 1 2 3 4 5 6 7 8 9 10 120 34 0 0 20 0";
        assert_eq!(ticks(stat, 2), Some(154));
        assert_eq!(busy_ticks("cpu  10 1 20 1000 50 3 4 7 0 0\ncpu0 1 2"), Some(38));
        assert_eq!(resident("Name:\tx\nVmRSS:\t    2048 kB\n"), Some(2_097_152));
        let table = "  0: 0100007F:4E20 0100007F:9C40 01 00000000:00000000\n  1: 0100007F:4E20 0100007F:9C41 04 0";
        assert!(established_in(table, 20_000, 40_000));
        assert!(!established_in(table, 20_000, 40_001));
    }

    #[test]
    fn this_process_uses_memory() -> anyhow::Result<()> {
        assert!(resident_bytes(std::process::id())? > 0);
        assert!(cpu_seconds(std::process::id())? >= 0.0);
        Ok(())
    }
}
