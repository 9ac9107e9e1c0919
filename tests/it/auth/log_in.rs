//! Logging in: the right password, and everything else answered alike (S05).

use super::world::{PASSWORD, email, ip, settings, world, world_with};
use orchestrasec::auth::{AuthSettings, HashCost, passwords::check_stored};
use orchestrasec_protocol::Code;

#[tokio::test]
async fn the_right_password_lets_in_however_the_address_is_typed() {
    let world = world().await;
    let ada = world.add("Ada").await;
    for typed in ["ada@example.org", "  ADA@Example.ORG "] {
        let granted = world.auth.log_in(typed, &PASSWORD.into(), ip("192.0.2.1")).await.unwrap();
        assert_eq!(granted.expires_in, 900);
        let identity = world.verify(&granted).await.unwrap();
        assert_eq!(identity.who.user_id, ada.id);
        assert_eq!(identity.who.display_name, "Ada");
        assert_eq!(world.auth.me(&identity).await.unwrap(), ada);
    }
}

#[tokio::test]
async fn unknown_users_and_wrong_passwords_are_answered_alike_after_the_same_work() {
    let world = world().await;
    world.add("Ada").await;
    let overlong = "p".repeat(257);
    let mut answers = Vec::new();
    for (user_name, password) in [
        (email("Ada"), "not-the-password"),
        (email("Ada"), ""),
        (email("Ada"), overlong.as_str()),
        (email("nobody"), PASSWORD),
        (email("nobody"), overlong.as_str()),
        ("no address".into(), PASSWORD),
        (String::new(), ""),
        ("x".repeat(60_000), PASSWORD),
    ] {
        let before = world.auth.password_verifications();
        let from = ip(&format!("192.0.2.{}", answers.len() + 1));
        answers.push(world.auth.log_in(&user_name, &password.into(), from).await.unwrap_err());
        assert_eq!(world.auth.password_verifications(), before + 1, "{user_name:.40}: one hash, as always");
    }
    assert_eq!(answers[0].code, Code::InvalidCredentials);
    answers.dedup();
    assert_eq!(answers.len(), 1);
}

#[tokio::test]
async fn an_outdated_hash_is_replaced_at_the_next_log_in() {
    let world = world().await;
    let ada = world.add("Ada").await;
    let old = world.store.accounts()[0].password_hash.clone();
    let dearer = AuthSettings { hash_cost: HashCost::DEFAULT, ..settings() };
    let raised = world.restarted(&super::world::ring(), dearer).await;
    raised.try_log_in("Ada", "not-the-password", "192.0.2.1").await.unwrap_err();
    assert_eq!(world.store.accounts()[0].password_hash, old, "not by a wrong password");
    raised.log_in("Ada").await;
    let new = world.store.accounts()[0].password_hash.clone();
    assert!(new.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{new}");
    raised.log_in("Ada").await;
    assert_eq!(world.store.accounts()[0].password_hash, new, "once");
    assert_eq!(world.store.accounts()[0].id, ada.id);
}

#[tokio::test]
async fn absurd_stored_hashes_are_not_worked_on() {
    let world = world().await;
    let ada = world.add("Ada").await;
    let good = world.store.accounts()[0].password_hash.clone();
    assert_eq!(check_stored(&good), Ok(()));
    for bad in [
        good.replace("m=64", "m=4194304"),
        good.replace("t=1", "t=4000000000"),
        good.replace("p=1", "p=16777215"),
        good.replace("m=64,t=1,p=1", "m=64,t=1,p=1,x=1"),
        good.replace("argon2id", "argon2i"),
        good.replace("argon2id", "argon2d"),
        good.replace("v=19", "v=16"),
        good.replace("$v=19", ""),
        good.rsplit_once('$').unwrap().0.to_owned(),
        format!("{}$AAAA", good.rsplit_once('$').unwrap().0),
        "$argon2id$v=19$m=64,t=1,p=1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAA".into(),
        "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW".into(),
        PASSWORD.into(),
        String::new(),
    ] {
        assert!(check_stored(&bad).is_err(), "{bad}");
        world.store.change(ada.id, |row| row.password_hash.clone_from(&bad));
        let before = world.auth.password_verifications();
        let problem = world.auth.log_in(&email("Ada"), &PASSWORD.into(), ip("192.0.2.1")).await.unwrap_err();
        assert_eq!(problem.code, Code::InvalidCredentials, "{bad}");
        assert_eq!(world.auth.password_verifications(), before + 1, "{bad}");
        world.clock.advance_ms(3_600_000);
    }
}

#[tokio::test]
async fn a_password_is_the_same_however_its_letters_are_composed() {
    let world = world_with(settings()).await;
    let mut account = super::world::account("Ada");
    account.password = "Fu\u{308}nf gru\u{308}ne Kro\u{308}ten tanzen".into();
    world.auth.add_user(account, orchestrasec_domain::AccountRole::Member).await.unwrap();
    assert!(world.try_log_in("Ada", "Fünf grüne Kröten tanzen", "192.0.2.1").await.is_ok());
    assert!(world.try_log_in("Ada", "fünf grüne Kröten tanzen", "192.0.2.1").await.is_err());
    assert!(world.try_log_in("Ada", " Fünf grüne Kröten tanzen", "192.0.2.1").await.is_err());
}
