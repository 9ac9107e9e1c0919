//! The load generator: many members on one thread and one epoll.

mod closed;
mod member;
mod paced;

pub use closed::{Outcome, Work, closed_loop};
pub use member::{Member, Stage};
pub use paced::{Delays, paced};

use crate::server::{Account, Server};
use anyhow::{Context, Result, bail};
use mio::{Events, Interest, Poll, Token, net::TcpStream};
use std::{
    io::{ErrorKind, Read},
    net::SocketAddr,
    time::{Duration, Instant},
};

/// Members whose joining is under way at the same time.
const JOINING_MAX: usize = 64;
const JOIN_PATIENCE: Duration = Duration::from_mins(1);
const CONNECT_PATIENCE: Duration = Duration::from_secs(5);

/// What a member can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// The floor.
    Request,
    /// To be taken out of the queue.
    Withdraw,
    /// To give the floor back.
    Release,
}

/// What wants to know what members see.
pub trait Watch {
    /// A member that was at `from` has now seen everything up to `to`.
    fn events(&mut self, _member: usize, _from: u64, _to: u64) {}
    /// A voice read this `events` frame.
    fn text(&mut self, _text: &[u8]) {}
    /// A voice saw an event about itself. What it asks for next, if anything.
    fn own(&mut self, _member: usize, _kind: &str) -> Option<Ask> {
        None
    }
}

/// Watches nothing.
pub struct Nobody;
impl Watch for Nobody {}

/// What members have in common.
#[derive(Debug)]
pub struct Shared {
    accounts: Vec<Account>,
    meeting_id: String,
    /// Events delivered to members, all together.
    pub delivered: u64,
    /// Bytes that members received, all together.
    pub bytes: u64,
    /// Members that have their snapshot.
    pub live: usize,
    /// A note for requests, to make events larger.
    pub note: String,
    commands: u64,
}

impl Shared {
    fn command(&mut self, ask: Ask) -> String {
        self.commands += 1;
        let (name, more) = match ask {
            Ask::Request if self.note.is_empty() => ("request_floor", String::new()),
            Ask::Request => ("request_floor", format!(r#","note":"{}""#, self.note)),
            Ask::Withdraw => ("withdraw_request", String::new()),
            Ask::Release => ("release_floor", String::new()),
        };
        format!(r#"{{"type":"{name}","id":"c{}","meeting_id":"{}"{more}}}"#, self.commands, self.meeting_id)
    }
}

/// What members have seen, compared.
#[derive(Debug, Clone, Copy)]
pub struct Verdict {
    /// Everybody is still there and has every event.
    pub all_delivered: bool,
    /// Everybody has the same events in the same order, without a gap.
    pub same_order: bool,
}

/// Members of one meeting. The first member of each account is its voice, and the first voice is the facilitator's. Voices are
/// spread over all members, so that they sit everywhere in the order in which a server writes.
pub struct Crowd {
    /// All members, those that have gone too.
    pub members: Vec<Member>,
    /// The voices among them.
    pub voices: Vec<usize>,
    /// What they have in common.
    pub shared: Shared,
    address: SocketAddr,
    poll: Poll,
    events: Events,
    buffer: Vec<u8>,
}

impl Crowd {
    /// Connects members, spread over the server's accounts, and waits until all have their snapshot.
    pub fn join(server: &Server, members: usize) -> Result<Self> {
        let mut crowd = Self {
            members: Vec::with_capacity(members),
            voices: voices(server.accounts.len(), members),
            shared: Shared {
                accounts: server.accounts.clone(),
                meeting_id: server.meeting_id.clone(),
                delivered: 0,
                bytes: 0,
                live: 0,
                note: String::new(),
                commands: 0,
            },
            address: server.address,
            poll: Poll::new()?,
            events: Events::with_capacity(4_096),
            buffer: vec![0; 256 * 1_024],
        };
        let until = Instant::now() + JOIN_PATIENCE;
        while crowd.shared.live < members {
            while crowd.members.len() < members.min(crowd.shared.live + JOINING_MAX) {
                let stream = std::net::TcpStream::connect_timeout(&crowd.address, CONNECT_PATIENCE)?;
                crowd.add(stream)?;
            }
            crowd.turn(Duration::from_millis(100), &mut Nobody)?;
            if let Some((code, _)) = crowd.lost() {
                bail!("the server closed a joining member with {code}");
            }
            if Instant::now() > until {
                bail!("only {} of {members} members have joined", crowd.shared.live);
            }
        }
        Ok(crowd)
    }

    /// Adds a connected socket as a member.
    pub fn add(&mut self, stream: std::net::TcpStream) -> Result<()> {
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        let mut stream = TcpStream::from_std(stream);
        let at = self.members.len();
        self.poll.registry().register(&mut stream, Token(at), Interest::READABLE | Interest::WRITABLE)?;
        let account =
            self.voices.partition_point(|voice| *voice <= at).checked_sub(1).context("a meeting without accounts")?;
        let is_voice = self.voices.get(account) == Some(&at);
        self.members.push(Member::new(stream, account, is_voice, &self.address.to_string())?);
        Ok(())
    }

    /// Lets go of the member that was added last: nobody reads from it any more, and its socket stays open.
    pub fn part_with_last(&mut self) -> Result<Member> {
        let mut member = self.members.pop().context("there is no member")?;
        self.poll.registry().deregister(&mut member.stream)?;
        Ok(member)
    }

    /// Waits for at most `patience` and handles what came.
    pub fn turn(&mut self, patience: Duration, watch: &mut dyn Watch) -> Result<()> {
        match self.poll.poll(&mut self.events, Some(patience)) {
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(()),
            polled => polled?,
        }
        for event in &self.events {
            let at = event.token().0;
            let Some(member) = self.members.get_mut(at) else { continue };
            member.flush()?;
            while !matches!(member.stage, Stage::Gone(_)) && event.is_readable() {
                match member.stream.read(&mut self.buffer) {
                    Ok(0) => member.stage = Stage::Gone(1006),
                    Ok(read) => {
                        self.shared.bytes += read as u64;
                        member.take(at, self.buffer.get(..read).unwrap_or_default(), &mut self.shared, watch)?;
                        // A short read emptied the socket: the next edge will tell.
                        if read < self.buffer.len() && !event.is_read_closed() {
                            break;
                        }
                    }
                    Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                    Err(_) => member.stage = Stage::Gone(1006),
                }
            }
        }
        Ok(())
    }

    /// A member asks for something.
    pub fn ask(&mut self, at: usize, ask: Ask) -> Result<()> {
        let member = self.members.get_mut(at).context("no such member")?;
        member.ask(ask, &mut self.shared);
        member.flush()
    }

    /// Goes on until nothing more comes for `quiet`, at most until `patience` is over.
    pub fn settle(&mut self, quiet: Duration, patience: Duration) -> Result<()> {
        let until = Instant::now() + patience;
        let (mut before, mut since) = (self.shared.delivered, Instant::now());
        while since.elapsed() < quiet && Instant::now() < until {
            self.turn(quiet.min(Duration::from_millis(50)), &mut Nobody)?;
            if self.shared.delivered != before {
                (before, since) = (self.shared.delivered, Instant::now());
            }
        }
        Ok(())
    }

    /// Member 0 takes the floor and keeps it: from now on every request waits, and is one event.
    pub fn hold_floor(&mut self) -> Result<()> {
        let before = self.facilitator_seq();
        self.ask(0, Ask::Request)?;
        let until = Instant::now() + CONNECT_PATIENCE;
        while self.facilitator_seq() < before + 2 {
            self.turn(Duration::from_millis(50), &mut Nobody)?;
            if Instant::now() > until {
                bail!("the facilitator does not get the floor");
            }
        }
        Ok(())
    }

    /// All members count anew, from the same event on.
    pub fn set_marks(&mut self) -> Result<()> {
        self.settle(Duration::from_millis(400), Duration::from_secs(20))?;
        self.members.iter_mut().for_each(Member::set_mark);
        Ok(())
    }

    /// The code with which the server closed a member first, and how many it closed.
    pub fn lost(&self) -> Option<(u16, usize)> {
        let gone = |member: &Member| if let Stage::Gone(code) = member.stage { Some(code) } else { None };
        let codes: Vec<_> = self.members.iter().filter_map(gone).collect();
        codes.first().map(|code| (*code, codes.len()))
    }

    /// Waits for what is under way and compares what the members have seen since the marks.
    pub fn verdict(&mut self) -> Result<Verdict> {
        self.settle(Duration::from_millis(500), Duration::from_secs(20))?;
        let Some(first) = self.members.first() else { bail!("a meeting without members") };
        let all = |same: fn(&Member, &Member) -> bool| self.members.iter().all(|member| same(member, first));
        Ok(Verdict {
            all_delivered: self.lost().is_none()
                && first.seen > 0
                && all(|member, first| (member.last_seq, member.seen) == (first.last_seq, first.seen)),
            same_order: all(|member, first| !member.is_broken && member.hash == first.hash),
        })
    }

    /// The member that speaks for an account.
    pub fn voice(&self, account: usize) -> Result<usize> {
        self.voices.get(account).copied().context("more voices are needed than there are")
    }

    fn facilitator_seq(&self) -> u64 {
        self.members.first().map_or(0, |member| member.last_seq)
    }
}

/// Where the voices of so many accounts sit among the members.
fn voices(accounts: usize, members: usize) -> Vec<usize> {
    let voices = accounts.min(members);
    (0..voices).map(|account| account * members / voices).collect()
}

#[cfg(test)]
mod tests {
    use super::voices;

    #[test]
    fn voices_are_spread_and_the_first_member_is_one() {
        assert_eq!(voices(4, 10), [0, 2, 5, 7]);
        assert_eq!(voices(4, 4), [0, 1, 2, 3]);
        assert_eq!(voices(4, 1), [0]);
        assert_eq!(voices(4, 0), [0; 0]);
    }
}
