//! Refresh tokens: one use, ten seconds of grace, and the end of the log-in when one is used again (S09).

use super::world::{code, ip, world};
use orchestrasec::ports::Authenticator as _;
use orchestrasec_protocol::Code;
use secrecy::{ExposeSecret as _, SecretString};

const GRACE_MS: i64 = 10_000;
const THIRTY_DAYS_MS: i64 = 30 * 24 * 3_600 * 1_000;

#[tokio::test]
async fn a_refresh_token_is_used_up_and_its_successor_works() {
    let world = world().await;
    world.add("Ada").await;
    let mut granted = world.log_in("Ada").await;
    let login = world.verify(&granted).await.unwrap().login;
    for _ in 0..5 {
        world.clock.advance_ms(60_000);
        let next = world.refresh(&granted.refresh_token).await.unwrap();
        assert_ne!(next.refresh_token.expose_secret(), granted.refresh_token.expose_secret());
        assert_eq!(world.verify(&next).await.unwrap().login, login, "the log-in stays the same");
        granted = next;
    }
}

#[tokio::test]
async fn using_an_old_token_ends_the_log_in_at_once() {
    let world = world().await;
    world.add("Ada").await;
    let first = world.log_in("Ada").await;
    let second = world.refresh(&first.refresh_token).await.unwrap();
    let identity = world.verify(&second).await.unwrap();
    world.clock.advance_ms(GRACE_MS + 1);
    assert_eq!(code(world.refresh(&first.refresh_token).await), Code::RefreshTokenReused);
    assert_eq!(code(world.refresh(&second.refresh_token).await), Code::InvalidRefreshToken);
    assert_eq!(code(world.verify(&second).await), Code::InvalidToken);
    assert!(!world.auth.still_stands(&identity));
    let other = world.log_in("Ada").await;
    assert!(world.verify(&other).await.is_ok(), "another log-in is another family");
}

#[tokio::test]
async fn a_token_whose_answer_was_lost_works_once_more_within_ten_seconds() {
    let world = world().await;
    world.add("Ada").await;
    let first = world.log_in("Ada").await;
    world.refresh(&first.refresh_token).await.unwrap();
    world.clock.advance_ms(GRACE_MS);
    let again = world.refresh(&first.refresh_token).await.unwrap();
    assert!(world.refresh(&again.refresh_token).await.is_ok());
    assert_eq!(code(world.refresh(&first.refresh_token).await), Code::RefreshTokenReused);
}

#[tokio::test]
async fn grace_is_for_the_immediate_predecessor_only() {
    let world = world().await;
    world.add("Ada").await;
    let first = world.log_in("Ada").await;
    let second = world.refresh(&first.refresh_token).await.unwrap();
    world.refresh(&second.refresh_token).await.unwrap();
    assert_eq!(code(world.refresh(&first.refresh_token).await), Code::RefreshTokenReused);
}

#[tokio::test]
async fn a_token_ends_after_thirty_days() {
    let world = world().await;
    world.add("Ada").await;
    let (one, two) = (world.log_in("Ada").await, world.log_in("Ada").await);
    world.clock.advance_ms(THIRTY_DAYS_MS - 1);
    assert!(world.refresh(&one.refresh_token).await.is_ok());
    world.clock.advance_ms(1);
    assert_eq!(code(world.refresh(&two.refresh_token).await), Code::InvalidRefreshToken);
}

#[tokio::test]
async fn what_is_no_refresh_token_is_refused() {
    let world = world().await;
    world.add("Ada").await;
    let granted = world.log_in("Ada").await;
    let access = granted.access_token.expose_secret().to_owned();
    for bad in [String::new(), "x".repeat(43), "x".repeat(100_000), access, "' OR 1=1 --".into()] {
        assert_eq!(code(world.refresh(&bad.into()).await), Code::InvalidRefreshToken);
    }
    let as_access = world.auth.verify_token(granted.refresh_token.expose_secret()).await;
    assert_eq!(code(as_access), Code::InvalidToken, "nor is a refresh token an access token");
}

#[tokio::test]
async fn only_fingerprints_are_kept() {
    let world = world().await;
    world.add("Ada").await;
    let granted = world.log_in("Ada").await;
    let kept = world.store.everything_kept();
    assert!(!kept.contains(granted.refresh_token.expose_secret()));
    assert!(!kept.contains(super::world::PASSWORD));
    let printed = format!("{granted:?}");
    assert!(!printed.contains(granted.refresh_token.expose_secret()), "{printed}");
    assert!(!printed.contains(granted.access_token.expose_secret()), "{printed}");
}

#[tokio::test]
async fn logging_out_works_with_any_token_of_the_log_in_and_with_none() {
    let world = world().await;
    world.add("Ada").await;
    let first = world.log_in("Ada").await;
    let second = world.refresh(&first.refresh_token).await.unwrap();
    let from = ip("192.0.2.1");
    world.auth.log_out(&SecretString::from("no such token"), from).await.unwrap();
    assert!(world.verify(&second).await.is_ok());
    world.auth.log_out(&first.refresh_token, from).await.unwrap();
    assert_eq!(code(world.verify(&second).await), Code::InvalidToken);
    assert_eq!(code(world.refresh(&second.refresh_token).await), Code::InvalidRefreshToken);
    world.auth.log_out(&first.refresh_token, from).await.unwrap();
}
