//! What a meeting does though nobody asks: time acts, the clock stands for a holder who is away, and in the end it is let go.

use super::actor::MeetingActor;
use actix::prelude::*;
use orchestrasec_domain::{Event, Timestamp};
use std::time::Duration;

/// How long a holder may be without a connection before the clock stands for them, in milliseconds: a page that is loaded again is
/// back sooner.
const RELOAD_MS: u64 = 2_000;
/// The same after a rebuild, which ended everybody's connection.
const COMEBACK_MS: u64 = 5_000;

impl MeetingActor {
    /// Looks after a holder whose connection came or went, or who was given the floor while away.
    pub(super) fn attend(&mut self, ctx: &mut Context<Self>) {
        let turned = self.roster.take_turned();
        let Some(grant) = &self.meeting.floor.holder else { return };
        let (holder, grant_no) = (grant.participant_id, grant.grant_no);
        let is_new = grant_no != std::mem::replace(&mut self.attended, grant_no);
        if turned.contains(&holder) && self.roster.is_online(holder) {
            self.absence += 1;
            let now = self.now();
            let events = self.meeting.connection_back(now, holder);
            self.commit_unasked(ctx, now, &events);
        } else if turned.contains(&holder) || (is_new && self.roster.is_away(holder)) {
            self.await_holder(ctx, RELOAD_MS);
        }
    }

    /// A holder of before a rebuild may come back for a while; then the clock stands for them as for anybody.
    pub(super) fn await_holder_of_before(&mut self, ctx: &mut Context<MeetingActor>) {
        self.await_holder(ctx, COMEBACK_MS);
    }

    /// When the holder has no connection then either, the clock stands for them.
    fn await_holder(&mut self, ctx: &mut Context<Self>, within_ms: u64) {
        let Some(grant_no) = self.meeting.floor.holder.as_ref().map(|grant| grant.grant_no) else { return };
        self.absence += 1;
        let absence = self.absence;
        let until = self.clock.now().plus(within_ms);
        let wait = self.clock.sleep_until(until).into_actor(self).map(move |(), this, ctx| {
            let same = this.meeting.floor.holder.as_ref();
            let same = same.filter(|grant| grant.grant_no == grant_no && this.absence == absence);
            if let Some(holder) = same.map(|grant| grant.participant_id).filter(|id| !this.roster.is_online(*id)) {
                let now = this.now();
                let events = this.meeting.connection_lost(now, holder);
                this.commit_unasked(ctx, now, &events);
                this.release(ctx);
            }
        });
        ctx.spawn(wait);
    }

    /// Commits what nobody asked for. When the journal does not take it, it is left: the record stays as it is.
    fn commit_unasked(&mut self, ctx: &mut Context<Self>, now: Timestamp, events: &[Event]) {
        if let Err(problem) = self.commit(ctx, now, None, None, events) {
            tracing::warn!(meeting = %self.meeting.id, %problem, "a connection's coming or going was not recorded");
        }
    }

    /// Wakes up when time itself acts next.
    pub(super) fn arm_deadline(&mut self, ctx: &mut Context<Self>) {
        let next = self.meeting.next_deadline();
        if next == self.deadline.map(|(at, _)| at) {
            return;
        }
        if let Some((_, handle)) = self.deadline.take() {
            ctx.cancel_future(handle);
        }
        let Some(at) = next else { return };
        let sleep = self.clock.sleep_until(at).into_actor(self).map(|(), this, ctx| {
            this.deadline = None;
            let now = this.now();
            if let Err(problem) = this.pass_time(ctx, now) {
                // The journal is busy: the next command, or this, tries again.
                tracing::warn!(meeting = %this.meeting.id, %problem, "time could not act");
                ctx.run_later(Duration::from_secs(1), Self::arm_deadline);
            } else {
                this.arm_deadline(ctx);
            }
            this.release(ctx);
        });
        self.deadline = Some((at, ctx.spawn(sleep)));
    }

    /// Asks to be let go once nobody has needed the meeting for a while.
    pub(super) fn watch_idle(&self, ctx: &mut Context<Self>) {
        let look = self.clock.sleep_until(self.idle.look_at()).into_actor(self).map(|(), this, ctx| {
            let now = this.clock.now();
            if !this.roster.is_empty() || !this.gate.is_empty() || this.deadline.is_some() {
                this.idle.is_needed(now);
            }
            if this.idle.is_over(now) {
                this.life.idle();
            }
            this.watch_idle(ctx);
        });
        ctx.spawn(look);
    }
}
