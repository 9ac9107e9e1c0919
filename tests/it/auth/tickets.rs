//! Tickets for the socket: one use, thirty seconds, so many and no more (S12).

use super::world::{World, code, ip, world};
use futures_util::future::join_all;
use orchestrasec::{
    auth::{
        access::Bearer,
        tickets::{PER_USER_MAX, TOTAL_MAX, Tickets},
    },
    ports::{Authenticator as _, Clock, Identity, LoginId},
};
use orchestrasec_domain::{AccountRole, UserId};
use orchestrasec_protocol::Code;
use std::sync::Arc;
use uuid::Uuid;

async fn ada(world: &World) -> Identity {
    world.add("Ada").await;
    let granted = world.log_in("Ada").await;
    world.verify(&granted).await.unwrap()
}

#[tokio::test]
async fn a_ticket_works_once_even_when_twenty_come_with_it() {
    let world = world().await;
    let identity = ada(&world).await;
    let ticket = world.auth.ticket(&identity).unwrap();
    assert_eq!(ticket.expires_in, 30);
    let answers = join_all((0..20).map(|_| world.auth.redeem_ticket(&ticket.ticket))).await;
    let good: Vec<_> = answers.into_iter().filter_map(Result::ok).collect();
    assert_eq!(good, [identity]);
}

#[tokio::test]
async fn a_ticket_ends_after_thirty_seconds() {
    let world = world().await;
    let identity = ada(&world).await;
    let (one, two) = (world.auth.ticket(&identity).unwrap(), world.auth.ticket(&identity).unwrap());
    world.clock.advance_ms(29_999);
    assert!(world.auth.redeem_ticket(&one.ticket).await.is_ok());
    world.clock.advance_ms(1);
    assert_eq!(code(world.auth.redeem_ticket(&two.ticket).await), Code::InvalidToken);
    let three = world.auth.ticket(&identity).unwrap();
    world.clock.advance_ms(-3_600_000);
    assert_eq!(code(world.auth.redeem_ticket(&three.ticket).await), Code::InvalidToken, "the clock was set back");
}

#[tokio::test]
async fn a_ticket_is_worth_no_more_than_its_log_in() {
    let world = world().await;
    world.add("Ada").await;
    let granted = world.log_in("Ada").await;
    let identity = world.verify(&granted).await.unwrap();
    let (one, two) = (world.auth.ticket(&identity).unwrap(), world.auth.ticket(&identity).unwrap());
    world.store.change(identity.who.user_id, |row| row.role = AccountRole::Admin);
    world.auth.account_changed(identity.who.user_id).await.unwrap();
    assert_eq!(world.auth.redeem_ticket(&one.ticket).await.unwrap().who.account_role, AccountRole::Admin);
    world.auth.log_out(&granted.refresh_token, ip("192.0.2.1")).await.unwrap();
    assert_eq!(code(world.auth.redeem_ticket(&two.ticket).await), Code::InvalidToken);
    for bad in ["", "ticket", &"x".repeat(43)] {
        assert_eq!(code(world.auth.redeem_ticket(bad).await), Code::InvalidToken);
    }
}

#[tokio::test]
async fn one_account_has_a_few_tickets_and_the_newest_count() {
    let world = world().await;
    let identity = ada(&world).await;
    let tickets: Vec<_> = (0..=PER_USER_MAX).map(|_| world.auth.ticket(&identity).unwrap().ticket).collect();
    assert_eq!(code(world.auth.redeem_ticket(&tickets[0]).await), Code::InvalidToken);
    for ticket in &tickets[1..] {
        assert!(world.auth.redeem_ticket(ticket).await.is_ok());
    }
}

#[tokio::test]
async fn all_tickets_are_bounded_and_make_room_when_they_end() {
    let world = world().await;
    let tickets = Tickets::new(Arc::clone(&world.clock) as Arc<dyn Clock>);
    let bearer = |n| Bearer { user_id: UserId(Uuid::from_u128(n)), login: LoginId(Uuid::from_u128(n)) };
    let total = u128::try_from(TOTAL_MAX).unwrap();
    for n in 0..total {
        tickets.issue(bearer(n)).unwrap();
    }
    assert_eq!(code(tickets.issue(bearer(total))), Code::Busy);
    assert_eq!(tickets.out_now(), TOTAL_MAX);
    world.clock.advance_ms(30_000);
    let last = tickets.issue(bearer(total)).unwrap();
    assert_eq!(tickets.out_now(), 1);
    assert_eq!(tickets.redeem(&last), Some(bearer(total)));
}
