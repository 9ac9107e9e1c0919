//! What is revoked is revoked now (S08).

use super::world::{World, code, ip, ring, settings, world, world_with};
use orchestrasec::{
    auth::{AuthSettings, settings::Sharing},
    ports::{AccountStore as _, Authenticator as _, Clock as _, Identity},
};
use orchestrasec_domain::AccountRole;
use orchestrasec_protocol::Code;

async fn ada(world: &World) -> Identity {
    world.add("Ada").await;
    let granted = world.log_in("Ada").await;
    world.verify(&granted).await.unwrap()
}

#[tokio::test]
async fn logging_out_ends_access_tokens_and_connections_at_once() {
    let world = world().await;
    world.add("Ada").await;
    let (one, two) = (world.log_in("Ada").await, world.log_in("Ada").await);
    let (first, second) = (world.verify(&one).await.unwrap(), world.verify(&two).await.unwrap());
    assert!(world.auth.still_stands(&first));
    world.auth.log_out(&one.refresh_token, ip("192.0.2.1")).await.unwrap();
    assert!(!world.auth.still_stands(&first));
    assert_eq!(code(world.verify(&one).await), Code::InvalidToken);
    assert!(world.auth.still_stands(&second));
    assert!(world.verify(&two).await.is_ok());
}

#[tokio::test]
async fn an_end_survives_a_restart() {
    let world = world().await;
    world.add("Ada").await;
    let granted = world.log_in("Ada").await;
    world.auth.log_out(&granted.refresh_token, ip("192.0.2.1")).await.unwrap();
    world.clock.advance_ms(14 * 60_000);
    let restarted = world.restarted(&ring(), settings()).await;
    assert_eq!(code(restarted.verify(&granted).await), Code::InvalidToken);
}

#[tokio::test]
async fn an_end_by_another_process_is_known_after_one_round() {
    let world = world().await;
    world.add("Ada").await;
    let granted = world.log_in("Ada").await;
    let identity = world.verify(&granted).await.unwrap();
    for _ in 0..60 {
        world.clock.advance_ms(60_000);
        world.auth.catch_up().await.unwrap();
        assert!(world.auth.still_stands(&identity), "a connection may outlive its token");
    }
    world.store.end_login(identity.login, world.clock.now().minus(30_000)).await.unwrap();
    world.auth.catch_up().await.unwrap();
    assert!(!world.auth.still_stands(&identity), "also when the other clock is half a minute behind");
}

#[tokio::test]
async fn a_disabled_account_is_out_within_seconds_and_comes_back_when_enabled() {
    let world = world().await;
    let identity = ada(&world).await;
    let granted = world.log_in("Ada").await;
    world.store.change(identity.who.user_id, |row| row.disabled_at = Some(world.clock.now()));
    world.auth.catch_up().await.unwrap();
    assert!(!world.auth.still_stands(&identity));
    assert_eq!(code(world.verify(&granted).await), Code::AccountDisabled);
    assert_eq!(code(world.try_log_in("Ada", super::world::PASSWORD, "192.0.2.1").await), Code::AccountDisabled);
    let wrong = world.try_log_in("Ada", "not-the-password", "192.0.2.1").await;
    assert_eq!(code(wrong), Code::InvalidCredentials, "only who knows the password is told");
    world.store.change(identity.who.user_id, |row| row.disabled_at = None);
    world.auth.account_changed(identity.who.user_id).await.unwrap();
    assert!(world.verify(&granted).await.is_ok());
}

#[tokio::test]
async fn without_any_round_a_disabled_account_is_refused_after_two_seconds() {
    let world = world().await;
    let identity = ada(&world).await;
    let granted = world.log_in("Ada").await;
    world.store.change(identity.who.user_id, |row| row.disabled_at = Some(world.clock.now()));
    world.clock.advance_ms(2_000);
    assert_eq!(code(world.verify(&granted).await), Code::AccountDisabled);
    assert!(!world.auth.still_stands(&identity), "what one call learns counts for connections");
}

#[tokio::test]
async fn refreshing_a_disabled_account_ends_the_log_in() {
    let world = world().await;
    let identity = ada(&world).await;
    let granted = world.log_in("Ada").await;
    world.store.change(identity.who.user_id, |row| row.disabled_at = Some(world.clock.now()));
    assert_eq!(code(world.refresh(&granted.refresh_token).await), Code::AccountDisabled);
    world.store.change(identity.who.user_id, |row| row.disabled_at = None);
    world.auth.account_changed(identity.who.user_id).await.unwrap();
    assert_eq!(code(world.refresh(&granted.refresh_token).await), Code::InvalidRefreshToken);
}

#[tokio::test]
async fn a_changed_role_counts_for_the_next_call_and_ends_connections_with_the_old_one() {
    let world = world_with(AuthSettings { sharing: Sharing::Shared, ..settings() }).await;
    let identity = ada(&world).await;
    let granted = world.log_in("Ada").await;
    world.store.change(identity.who.user_id, |row| {
        row.role = AccountRole::Admin;
        row.display_name = "Ada L.".into();
    });
    world.clock.advance_ms(2_000);
    world.auth.catch_up().await.unwrap();
    assert!(!world.auth.still_stands(&identity));
    let now = world.verify(&granted).await.unwrap();
    assert_eq!((now.who.account_role, now.who.display_name.as_str()), (AccountRole::Admin, "Ada L."));
    assert!(world.auth.still_stands(&now));
}

#[tokio::test]
async fn a_changed_name_ends_nothing() {
    let world = world().await;
    let identity = ada(&world).await;
    world.store.change(identity.who.user_id, |row| row.display_name = "Ada L.".into());
    world.auth.account_changed(identity.who.user_id).await.unwrap();
    assert!(world.auth.still_stands(&identity));
}

#[tokio::test]
async fn a_connection_that_does_not_ask_for_a_quarter_of_an_hour_has_to_say_hello_again() {
    let world = world().await;
    let identity = ada(&world).await;
    world.clock.advance_ms(15 * 60_000);
    world.auth.catch_up().await.unwrap();
    assert!(!world.auth.still_stands(&identity));
}

#[tokio::test]
async fn connections_stand_for_hours_while_they_ask_and_nothing_piles_up() {
    let world = world().await;
    let identity = ada(&world).await;
    for _ in 0..200 {
        world.clock.advance_ms(60_000);
        world.auth.catch_up().await.unwrap();
        assert!(world.auth.still_stands(&identity));
    }
}

#[tokio::test]
async fn a_store_that_fails_lets_nobody_in_and_says_nothing_internal() {
    let world = world().await;
    let identity = ada(&world).await;
    let granted = world.log_in("Ada").await;
    world.store.break_down();
    world.clock.advance_ms(3_000);
    let problem = world.verify(&granted).await.unwrap_err();
    assert_eq!(problem.code, Code::StorageUnavailable);
    assert!(!format!("{problem:?}").contains("rack"));
    assert!(world.auth.catch_up().await.is_err());
    assert!(world.auth.still_stands(&identity), "connections go on with what was known");
    world.auth.log_out(&granted.refresh_token, ip("192.0.2.1")).await.unwrap_err();
}
