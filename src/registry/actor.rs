//! Start, watch, rebuild, retire.

use super::{crashes::Crashes, directory::Directory};
use crate::{
    messages::{
        meeting::{MeetingAddress, ToMeeting},
        registry::{Drain, Life, LifeNews, LifeReport, Locate},
    },
    ports::Clock,
};
use actix::prelude::*;
use futures_util::future::LocalBoxFuture;
use orchestrasec_domain::MeetingId;
use orchestrasec_protocol::{Code, Problem};
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::sync::{
    mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    oneshot,
};

/// Questions that may wait.
const MAILBOX: usize = 16_384;
/// How long meetings may take to save when the server goes down.
const DRAIN_LIMIT: Duration = Duration::from_secs(8);

type Located = Result<MeetingAddress, Problem>;

/// Gives life to a meeting from its journal; `meeting_not_found` when it has none. Supplied by the composition root, so that the
/// registry and the meetings do not know each other.
pub type Birth = Box<dyn Fn(MeetingId, Life) -> LocalBoxFuture<'static, Located>>;

/// The actor that knows which meetings live here.
pub struct Registry {
    directory: Directory,
    birth: Birth,
    clock: Arc<dyn Clock>,
    starting: HashMap<MeetingId, Vec<oneshot::Sender<Located>>>,
    crashes: Crashes,
    last_life: u64,
    draining: bool,
    drained: Vec<oneshot::Sender<()>>,
    reports: UnboundedSender<LifeReport>,
    incoming: Option<UnboundedReceiver<LifeReport>>,
}

impl Registry {
    /// A registry without meetings.
    pub fn new(directory: Directory, clock: Arc<dyn Clock>, birth: Birth) -> Self {
        let (reports, incoming) = unbounded_channel();
        Self {
            directory,
            birth,
            clock,
            starting: HashMap::new(),
            crashes: Crashes::default(),
            last_life: 0,
            draining: false,
            drained: Vec::new(),
            reports,
            incoming: Some(incoming),
        }
    }

    /// Starts a meeting, or waits for one that is being started.
    fn start(&mut self, ctx: &mut Context<Self>, meeting_id: MeetingId, waiter: Option<oneshot::Sender<Located>>) {
        if let Some(waiting) = self.starting.get_mut(&meeting_id) {
            waiting.extend(waiter);
            return;
        }
        self.starting.insert(meeting_id, waiter.into_iter().collect());
        self.last_life += 1;
        let life_no = self.last_life;
        let birth = (self.birth)(meeting_id, Life::new(meeting_id, life_no, self.reports.clone()));
        ctx.spawn(birth.into_actor(self).map(move |located, this, _| {
            if let Ok(address) = &located {
                this.directory.insert(meeting_id, life_no, address.clone());
                metrics::gauge!("meetings_running").set(count(this.directory.len()));
            }
            for waiter in this.starting.remove(&meeting_id).unwrap_or_default() {
                drop(waiter.send(located.clone()));
            }
        }));
    }

    fn ended(&mut self, ctx: &mut Context<Self>, report: LifeReport) {
        let was_running = self.directory.remove(report.meeting_id, report.life).is_some();
        metrics::gauge!("meetings_running").set(count(self.directory.len()));
        if report.news == LifeNews::Crashed && was_running && !self.draining {
            let now = self.clock.now();
            self.crashes.note(report.meeting_id, now);
            metrics::counter!("meetings_crashed_total").increment(1);
            tracing::error!(meeting = %report.meeting_id, "a meeting crashed; it is rebuilt from its journal");
            if self.crashes.rest_ms(report.meeting_id, now) == 0 {
                self.start(ctx, report.meeting_id, None);
            }
        }
        if self.draining && self.directory.is_empty() {
            for waiter in self.drained.drain(..) {
                let _ = waiter.send(());
            }
        }
    }
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

impl Actor for Registry {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.set_mailbox_capacity(MAILBOX);
        if let Some(mut incoming) = self.incoming.take() {
            ctx.add_stream(futures_util::stream::poll_fn(move |cx| incoming.poll_recv(cx)));
        }
    }
}

impl Handler<Locate> for Registry {
    type Result = ResponseFuture<Located>;

    fn handle(&mut self, Locate(meeting_id): Locate, ctx: &mut Self::Context) -> Self::Result {
        if self.draining {
            return Box::pin(async { Err(Problem::of(Code::MeetingUnavailable).retry_after_ms(1_000)) });
        }
        // One that is not connected has ended, and its report is on the way: it will not take the new life's entry.
        if let Some(address) = self.directory.find(meeting_id)
            && address.connected()
        {
            return Box::pin(async { Ok(address) });
        }
        let rest = self.crashes.rest_ms(meeting_id, self.clock.now());
        if rest > 0 {
            let problem = Problem::new(Code::MeetingUnavailable, "the meeting fails again and again and rests");
            return Box::pin(async move { Err(problem.retry_after_ms(rest)) });
        }
        let (sender, receiver) = oneshot::channel();
        self.start(ctx, meeting_id, Some(sender));
        Box::pin(async { receiver.await.unwrap_or_else(|_| Err(Problem::of(Code::MeetingUnavailable))) })
    }
}

impl StreamHandler<LifeReport> for Registry {
    fn handle(&mut self, report: LifeReport, ctx: &mut Self::Context) {
        match report.news {
            LifeNews::Idle => {
                // Out of the directory first: whoever asks from now on gets a new life, after this one has let go.
                if let Some(address) = self.directory.remove(report.meeting_id, report.life) {
                    drop(ToMeeting::Stop.send_to(&address));
                }
            }
            LifeNews::Ended | LifeNews::Crashed => self.ended(ctx, report),
        }
    }

    fn finished(&mut self, _: &mut Self::Context) {}
}

impl Handler<Drain> for Registry {
    type Result = ResponseFuture<()>;

    fn handle(&mut self, _: Drain, _: &mut Self::Context) -> Self::Result {
        self.draining = true;
        for address in self.directory.addresses() {
            drop(ToMeeting::Stop.send_to(&address));
        }
        if self.directory.is_empty() {
            return Box::pin(async {});
        }
        let (sender, receiver) = oneshot::channel();
        self.drained.push(sender);
        Box::pin(async {
            if tokio::time::timeout(DRAIN_LIMIT, receiver).await.is_err() {
                tracing::warn!("not every meeting saved in time; the journal has all that was acknowledged");
            }
        })
    }
}
