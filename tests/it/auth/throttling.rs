//! How often one may try to log in (S06).

use super::world::{PASSWORD, World, settings, world, world_with};
use orchestrasec::auth::{AuthSettings, backoff::Backoff, rate::Rate, settings::ThrottleSettings, throttle::Throttle};
use orchestrasec_domain::Timestamp;
use orchestrasec_protocol::Code;

/// Tries until throttled; how often the password was looked at, and how long to wait.
async fn guess(world: &World, name: &str, from: &str) -> (u32, u64) {
    for tried in 0..1_000 {
        let problem = world.try_log_in(name, "not-the-password", from).await.unwrap_err();
        if problem.code == Code::TooManyRequests {
            return (tried, problem.retry_after_ms.unwrap());
        }
        assert_eq!(problem.code, Code::InvalidCredentials);
    }
    panic!("never throttled");
}

#[tokio::test]
async fn the_delay_of_an_account_doubles_and_ends() {
    let world = world().await;
    world.add("Ada").await;
    let (tried, mut wait) = guess(&world, "Ada", "192.0.2.1").await;
    assert_eq!((tried, wait), (5, 1_000));
    let mut waits = Vec::new();
    for n in 0..12 {
        world.clock.advance_ms(wait.cast_signed());
        // From another address each time: it is the account that is protected.
        let (tried, next) = guess(&world, "Ada", &format!("198.51.100.{n}")).await;
        assert_eq!(tried, 1);
        waits.push(next);
        wait = next;
    }
    assert_eq!(waits[..4], [2_000, 4_000, 8_000, 16_000]);
    assert_eq!(waits[11], 300_000, "five minutes, never longer");
    world.clock.advance_ms(300_000);
    assert!(world.try_log_in("Ada", PASSWORD, "192.0.2.1").await.is_ok(), "nobody is locked out");
}

#[tokio::test]
async fn whether_an_account_exists_makes_no_difference() {
    let world = world().await;
    world.add("Ada").await;
    assert_eq!(guess(&world, "Ada", "192.0.2.1").await, guess(&world, "nobody", "192.0.2.2").await);
    assert_eq!(guess(&world, "ADA", "192.0.2.3").await.0, 0, "nor how the name is written");
}

#[tokio::test]
async fn while_throttled_even_the_right_password_waits_and_no_hash_is_made() {
    let world = world().await;
    world.add("Ada").await;
    guess(&world, "Ada", "192.0.2.1").await;
    let before = world.auth.password_verifications();
    let problem = world.try_log_in("Ada", PASSWORD, "192.0.2.1").await.unwrap_err();
    assert_eq!(problem.code, Code::TooManyRequests);
    assert_eq!(world.auth.password_verifications(), before);
}

#[tokio::test]
async fn where_somebody_logged_in_before_they_get_in_while_others_guess_elsewhere() {
    let world = world().await;
    world.add("Ada").await;
    world.try_log_in("Ada", PASSWORD, "192.0.2.1").await.unwrap();
    for n in 0..20 {
        guess(&world, "Ada", &format!("198.51.100.{n}")).await;
    }
    assert!(world.try_log_in("Ada", PASSWORD, "192.0.2.1").await.is_ok());
    let (tried, _) = guess(&world, "Ada", "192.0.2.1").await;
    assert_eq!(tried, 5, "but there, too, guessing is delayed");
}

#[tokio::test]
async fn a_success_forgets_the_failures_before_it() {
    let world = world().await;
    world.add("Ada").await;
    for _ in 0..20 {
        for _ in 0..4 {
            world.try_log_in("Ada", "a typing error", "192.0.2.1").await.unwrap_err();
        }
        world.try_log_in("Ada", PASSWORD, "192.0.2.1").await.unwrap();
    }
}

#[tokio::test]
async fn an_address_that_tries_many_accounts_is_delayed() {
    let address = Backoff { free: 10, first_ms: 1_000, most_ms: 60_000, forget_ms: 3_600_000 };
    let throttle = ThrottleSettings { address, ..ThrottleSettings::default() };
    let world = world_with(AuthSettings { throttle, ..settings() }).await;
    world.add("Mallory").await;
    for n in 0..10 {
        // One's own account in between does not wash the address clean.
        world.try_log_in("Mallory", PASSWORD, "192.0.2.66").await.unwrap();
        world.try_log_in(&format!("victim{n}"), "password1234", "192.0.2.66").await.unwrap_err();
    }
    let problem = world.try_log_in("victim10", "password1234", "192.0.2.66").await.unwrap_err();
    assert_eq!(problem.code, Code::TooManyRequests);
    let elsewhere = world.try_log_in("victim10", "password1234", "192.0.2.67").await.unwrap_err();
    assert_eq!(elsewhere.code, Code::InvalidCredentials);
}

#[tokio::test]
async fn all_together_are_bounded_but_not_those_at_home() {
    let everybody = Rate { burst: 10, every_ms: 1_000 };
    let throttle = ThrottleSettings { everybody, ..ThrottleSettings::default() };
    let world = world_with(AuthSettings { throttle, ..settings() }).await;
    world.add("Ada").await;
    world.try_log_in("Ada", PASSWORD, "192.0.2.1").await.unwrap();
    for n in 0..10 {
        world.try_log_in(&format!("victim{n}"), "password1234", &format!("198.51.100.{n}")).await.unwrap_err();
    }
    let problem = world.try_log_in("victim99", "password1234", "198.51.100.99").await.unwrap_err();
    assert_eq!((problem.code, problem.retry_after_ms), (Code::TooManyRequests, Some(1_000)));
    assert!(world.try_log_in("Ada", PASSWORD, "192.0.2.1").await.is_ok());
}

#[test]
fn a_hundred_attempts_at_once_get_no_further_than_a_hundred_in_turn() {
    let throttle = Throttle::new(ThrottleSettings::default());
    let begun: Vec<_> = (0..100)
        .filter_map(|_| throttle.begin("ada@example.org", super::world::ip("192.0.2.1"), Timestamp(0)).ok())
        .collect();
    assert_eq!(begun.len(), 5);
}

#[test]
fn what_is_remembered_is_bounded_whatever_is_typed() {
    let throttle = Throttle::new(ThrottleSettings {
        remembered: 1_000,
        everybody: Rate { burst: 1_000_000, every_ms: 1 },
        ..ThrottleSettings::default()
    });
    for n in 0..20_000_u32 {
        let address = std::net::Ipv4Addr::from_bits(n).into();
        let attempt = throttle.begin(&format!("user{n}@example.org"), address, Timestamp(0)).unwrap();
        if n % 2 == 0 {
            attempt.succeeded(Timestamp(0));
        }
        throttle.begin_sign_up(address, Timestamp(0)).unwrap();
    }
    assert!(throttle.remembered() <= 4_000, "{}", throttle.remembered());
}
