//! Accounts and log-ins.

use orchestrasec::{
    ports::{AccountError, AccountRow, AccountStore, LoginId, RefreshRow, Rotation},
    storage::{Settings, SqliteStore},
};
use orchestrasec_domain::{AccountRole, Timestamp, UserId};
use orchestrasec_protocol::record::Hash;
use std::sync::Arc;
use uuid::Uuid;

const GRACE: u64 = 10_000;
const EXPIRES: Timestamp = Timestamp(1_000_000);

struct Fixture {
    accounts: Arc<dyn AccountStore>,
    ada: AccountRow,
    _kept: (tempfile::TempDir, SqliteStore),
}

async fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(Settings::at(folder.path().join("accounts.db"))).await.unwrap();
    let accounts = store.accounts();
    let ada = account("ada@example.org");
    accounts.create(ada.clone()).await.unwrap();
    Fixture { accounts, ada, _kept: (folder, store) }
}

fn account(email: &str) -> AccountRow {
    AccountRow {
        id: UserId(Uuid::new_v4()),
        email: email.into(),
        display_name: "Ada \u{1f469}\u{200d}\u{1f4bb}".into(),
        role: AccountRole::Member,
        password_hash: "$argon2id$v=19$one".into(),
        created_at: Timestamp(7),
        disabled_at: None,
        signup_key: Some("key-1".into()),
    }
}

fn token(number: u8) -> Hash {
    Hash([number; 32])
}

impl Fixture {
    async fn log_in(&self, first: Hash) -> LoginId {
        let login = LoginId(Uuid::new_v4());
        let row =
            RefreshRow { hash: first, login, user_id: self.ada.id, issued_at: Timestamp(100), expires_at: EXPIRES };
        self.accounts.start_login(row).await.unwrap();
        login
    }

    async fn rotate(&self, old: u8, new: u8, now: i64) -> Rotation {
        self.accounts.rotate(token(old), token(new), Timestamp(now), EXPIRES, GRACE).await.unwrap()
    }

    fn rotated(&self, login: LoginId) -> Rotation {
        Rotation::Rotated { user_id: self.ada.id, login }
    }
}

#[tokio::test]
async fn an_account_is_found_by_email_and_by_id() {
    let Fixture { accounts, ada, _kept } = fixture().await;
    assert_eq!(accounts.by_email("ada@example.org").await.unwrap(), Some(ada.clone()));
    assert_eq!(accounts.by_id(ada.id).await.unwrap(), Some(ada.clone()));
    assert_eq!(accounts.by_email("' OR 1=1 --").await.unwrap(), None);
    assert_eq!(accounts.by_id(UserId(Uuid::nil())).await.unwrap(), None);
    accounts.set_password_hash(ada.id, "$argon2id$v=19$two").await.unwrap();
    assert_eq!(accounts.by_id(ada.id).await.unwrap().unwrap().password_hash, "$argon2id$v=19$two");
}

#[tokio::test]
async fn an_email_belongs_to_one_account() {
    let Fixture { accounts, _kept, .. } = fixture().await;
    assert_eq!(accounts.create(account("ada@example.org")).await, Err(AccountError::EmailTaken));
    let both = tokio::join!(accounts.create(account("bo@example.org")), accounts.create(account("bo@example.org")));
    assert_eq!(both, (Ok(()), Err(AccountError::EmailTaken)));
}

#[tokio::test]
async fn there_is_one_first_admin() {
    let Fixture { accounts, _kept, .. } = fixture().await;
    assert!(!accounts.has_admin().await.unwrap());
    let taken = accounts.create_first_admin(account("ada@example.org")).await;
    assert_eq!(taken, Err(AccountError::EmailTaken));
    assert!(!accounts.has_admin().await.unwrap());
    let (one, two) = (account("one@example.org"), account("two@example.org"));
    let both = tokio::join!(accounts.create_first_admin(one.clone()), accounts.create_first_admin(two.clone()));
    assert_eq!(both, (Ok(()), Err(AccountError::AdminExists)));
    assert!(accounts.has_admin().await.unwrap());
    assert_eq!(accounts.by_id(one.id).await.unwrap().unwrap().role, AccountRole::Admin);
    assert_eq!(accounts.by_id(two.id).await.unwrap(), None);
}

#[tokio::test]
async fn a_refresh_token_works_once() {
    let fixture = fixture().await;
    let login = fixture.log_in(token(1)).await;
    assert_eq!(fixture.rotate(1, 2, 1_000).await, fixture.rotated(login));
    assert_eq!(fixture.rotate(2, 3, 2_000).await, fixture.rotated(login));
    // Within the time of grace, but its successor was used: somebody has a copy.
    assert_eq!(fixture.rotate(1, 4, 2_001).await, Rotation::Reused { login });
    assert_eq!(fixture.rotate(3, 5, 2_002).await, Rotation::Invalid, "the log-in is ended");
    assert_eq!(fixture.rotate(1, 6, 2_003).await, Rotation::Invalid);
    assert_eq!(fixture.accounts.login_of(token(3)).await.unwrap(), Some(login));
    for refused in [4, 5, 6] {
        assert_eq!(fixture.accounts.login_of(token(refused)).await.unwrap(), None);
    }
    assert_eq!(fixture.accounts.ended_since(Timestamp(2_001)).await.unwrap(), (vec![login], vec![]));
    assert_eq!(fixture.accounts.ended_since(Timestamp(2_002)).await.unwrap(), (vec![], vec![]));
}

#[tokio::test]
async fn a_lost_answer_is_given_again_within_the_time_of_grace() {
    let fixture = fixture().await;
    let login = fixture.log_in(token(1)).await;
    let other = fixture.log_in(token(100)).await;
    assert_eq!(fixture.rotate(1, 2, 1_000).await, fixture.rotated(login));
    assert_eq!(fixture.rotate(1, 3, 11_000).await, fixture.rotated(login));
    // Either successor works; then the other is a copy in somebody's hands only if its predecessor is shown again.
    assert_eq!(fixture.rotate(3, 4, 11_001).await, fixture.rotated(login));
    assert_eq!(fixture.rotate(1, 5, 10_900).await, Rotation::Reused { login });
    assert_eq!(fixture.rotate(2, 6, 11_002).await, Rotation::Invalid);
    assert_eq!(fixture.rotate(100, 101, 11_003).await, fixture.rotated(other), "other log-ins are not concerned");
}

#[tokio::test]
async fn after_the_time_of_grace_a_used_token_ends_the_log_in() {
    let fixture = fixture().await;
    let login = fixture.log_in(token(1)).await;
    assert_eq!(fixture.rotate(1, 2, 1_000).await, fixture.rotated(login));
    assert_eq!(fixture.rotate(1, 3, 11_001).await, Rotation::Reused { login });
    assert_eq!(fixture.rotate(2, 4, 11_002).await, Rotation::Invalid);
}

#[tokio::test]
async fn unknown_expired_and_ended_tokens_are_invalid() {
    let fixture = fixture().await;
    assert_eq!(fixture.rotate(9, 10, 1_000).await, Rotation::Invalid);
    assert_eq!(fixture.accounts.login_of(token(9)).await.unwrap(), None);
    fixture.log_in(token(1)).await;
    assert_eq!(fixture.rotate(1, 2, EXPIRES.0).await, Rotation::Invalid);
    let login = fixture.log_in(token(3)).await;
    fixture.accounts.end_login(login, Timestamp(500)).await.unwrap();
    fixture.accounts.end_login(login, Timestamp(900)).await.unwrap();
    assert_eq!(fixture.rotate(3, 4, 1_000).await, Rotation::Invalid);
    assert_eq!(fixture.accounts.ended_since(Timestamp(500)).await.unwrap().0, [login]);
    assert!(fixture.accounts.ended_since(Timestamp(501)).await.unwrap().0.is_empty(), "it ended once");
}

#[tokio::test]
async fn disabled_accounts_are_told() {
    let fixture = fixture().await;
    let disabled = AccountRow { disabled_at: Some(Timestamp(50)), ..account("bo@example.org") };
    fixture.accounts.create(disabled.clone()).await.unwrap();
    assert_eq!(fixture.accounts.ended_since(Timestamp(50)).await.unwrap(), (vec![], vec![disabled.id]));
    assert_eq!(fixture.accounts.ended_since(Timestamp(51)).await.unwrap(), (vec![], vec![]));
}
