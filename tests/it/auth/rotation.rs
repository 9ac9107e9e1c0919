//! Changing the signing key signs nobody out (S10).

use super::world::{code, key, ring, settings, world};
use orchestrasec::auth::KeyRing;
use orchestrasec_protocol::Code;

#[tokio::test]
async fn tokens_of_the_old_key_are_good_until_it_leaves_the_ring() {
    let world = world().await;
    world.add("Ada").await;
    let old = world.log_in("Ada").await;
    let both = world.restarted(&KeyRing::new([key("k2", 2), key("k1", 1)]).unwrap(), settings()).await;
    assert!(both.verify(&old).await.is_ok());
    let new = both.refresh(&old.refresh_token).await.unwrap();
    assert!(both.verify(&new).await.is_ok());
    assert_eq!(code(world.verify(&new).await), Code::InvalidToken, "who does not have the new key refuses it");
    let only_new = both.restarted(&KeyRing::new([key("k2", 2)]).unwrap(), settings()).await;
    assert_eq!(code(only_new.verify(&old).await), Code::InvalidToken);
    assert!(only_new.verify(&new).await.is_ok());
    assert!(only_new.refresh(&new.refresh_token).await.is_ok(), "refresh tokens do not depend on keys");
}

#[tokio::test]
async fn a_new_key_may_be_verified_before_it_signs() {
    let world = world().await;
    world.add("Ada").await;
    let early = world.restarted(&KeyRing::new([key("k1", 1), key("k2", 2)]).unwrap(), settings()).await;
    let late = world.restarted(&KeyRing::new([key("k2", 2), key("k1", 1)]).unwrap(), settings()).await;
    let (by_early, by_late) = (early.log_in("Ada").await, late.log_in("Ada").await);
    for node in [&early, &late] {
        assert!(node.verify(&by_early).await.is_ok());
        assert!(node.verify(&by_late).await.is_ok());
    }
    let unchanged = world.restarted(&ring(), settings()).await;
    assert!(unchanged.verify(&by_early).await.is_ok());
}
