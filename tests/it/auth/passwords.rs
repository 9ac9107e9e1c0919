//! Which passwords are taken (S03), and what a hash costs (S01).

use super::world::world;
use orchestrasec::auth::{
    Email, HashCost,
    gate::GateSettings,
    passwords::{Passwords, Verdict},
};
use orchestrasec_domain::AccountRole;
use orchestrasec_protocol::Code::{InvalidField, PasswordTooCommon};

#[tokio::test]
async fn the_policy() {
    let passwords = Passwords::new(HashCost::CHEAP_FOR_TESTS, GateSettings::default()).unwrap();
    let email = Email::parse("grace.hopper@navy.example").unwrap();
    let long = "correct horse battery staple ".repeat(8);
    let longest = format!("{long}{}", "x7".repeat((256 - long.len()) / 2));
    let too_long = format!("{longest}!");
    let wide = "ö7ж".repeat(52);
    for (password, answer) in [
        ("", Err(InvalidField)),
        ("short", Err(InvalidField)),
        ("vK7#pQ2!xZ9", Err(InvalidField)),
        ("vK7#pQ2!xZ9w", Ok(())),
        ("plum otter violin", Ok(())),
        ("all lower case without digits", Ok(())),
        ("zwölf Boxkämpfer jagen", Ok(())),
        ("кошка читает журнал", Ok(())),
        ("猫がピアノを静かに弾いている", Ok(())),
        ("🦀🎻🧊🪁🦔🧭🎲🪐🧵🫖🛶🪗", Ok(())),
        (longest.as_str(), Ok(())),
        (too_long.as_str(), Err(InvalidField)),
        (wide.as_str(), Err(InvalidField)),
        ("passwordpassword", Err(PasswordTooCommon)),
        ("password1234", Err(PasswordTooCommon)),
        ("Password123!", Err(PasswordTooCommon)),
        ("P@ssw0rd1234", Err(PasswordTooCommon)),
        ("123456789012", Err(PasswordTooCommon)),
        ("qwertyuiop[]", Err(PasswordTooCommon)),
        ("qwertyqwerty", Err(PasswordTooCommon)),
        ("aaaaaaaaaaaaaaaa", Err(PasswordTooCommon)),
        ("abcabcabcabcabc", Err(PasswordTooCommon)),
        ("iloveyou1234", Err(PasswordTooCommon)),
        ("orchestrasec", Err(PasswordTooCommon)),
        ("orchestrasec2026", Err(PasswordTooCommon)),
        ("grace.hopper@navy.example", Err(PasswordTooCommon)),
        ("gracehopper1", Err(PasswordTooCommon)),
        ("hoppergrace12", Err(PasswordTooCommon)),
        ("navynavynavy", Err(PasswordTooCommon)),
        ("AmazingGrace", Err(PasswordTooCommon)),
        ("grace-hopper-1952", Err(PasswordTooCommon)),
        ("Grace Hopper!!!!!!!!", Err(PasswordTooCommon)),
        ("grace-otter-violin", Ok(())),
        ("Summer2024!!", Err(PasswordTooCommon)),
        ("Welcome2024!!", Err(PasswordTooCommon)),
        ("Admin@123456", Err(PasswordTooCommon)),
        ("letmein12345!", Err(PasswordTooCommon)),
    ] {
        let chosen = passwords.choose(&password.into(), &email, "Amazing Grace").await;
        if let Err(problem) = &chosen {
            assert_eq!(problem.errors[0].field, "password");
            assert!(password.is_empty() || !problem.detail.contains(password), "a password is never repeated");
        }
        assert_eq!(chosen.map(drop).map_err(|problem| problem.code), answer, "{password:?}");
    }
}

#[tokio::test]
async fn what_is_guessable_for_one_person_is_fine_for_another() {
    let passwords = Passwords::new(HashCost::CHEAP_FOR_TESTS, GateSettings::default()).unwrap();
    let password = "zygmuntowicz77".into();
    let own = Email::parse("zygmuntowicz@example.org").unwrap();
    let others = Email::parse("ada@example.org").unwrap();
    assert!(passwords.choose(&password, &own, "Z").await.is_err());
    assert!(passwords.choose(&password, &others, "Ada").await.is_ok());
}

#[tokio::test]
async fn hashes_are_salted_phc_strings() {
    let passwords = Passwords::new(HashCost::DEFAULT, GateSettings::default()).unwrap();
    let email = Email::parse("ada@example.org").unwrap();
    let password = super::world::PASSWORD.into();
    let one = passwords.choose(&password, &email, "Ada").await.unwrap();
    let two = passwords.choose(&password, &email, "Ada").await.unwrap();
    assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
    assert_ne!(one, two);
    assert_eq!(passwords.verify(&password, Some(&one)).await, Ok(Verdict::Right));
    assert_eq!(passwords.verify(&password, None).await, Ok(Verdict::Wrong));
    let dearer = Passwords::new(HashCost::new(20 * 1_024, 2, 1).unwrap(), GateSettings::default()).unwrap();
    assert_eq!(dearer.verify(&password, Some(&one)).await, Ok(Verdict::RightButOutdated));
}

#[tokio::test]
async fn hashes_of_the_reference_implementation_are_understood() {
    let stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    let passwords = Passwords::new(HashCost::DEFAULT, GateSettings::default()).unwrap();
    assert_eq!(passwords.verify(&"password".into(), Some(stored)).await, Ok(Verdict::RightButOutdated));
    assert_eq!(passwords.verify(&"passwort".into(), Some(stored)).await, Ok(Verdict::Wrong));
}

#[test]
fn a_server_hashes_neither_too_cheaply_nor_ruinously() {
    assert_eq!(HashCost::new(19_456, 2, 1), Ok(HashCost::DEFAULT));
    assert!(HashCost::new(262_144, 16, 8).is_ok());
    for (memory, passes, lanes) in
        [(19_455, 2, 1), (19_456, 1, 1), (19_456, 2, 0), (262_145, 2, 1), (19_456, 17, 1), (19_456, 2, 9), (0, 0, 0)]
    {
        assert!(HashCost::new(memory, passes, lanes).is_err(), "{memory} {passes} {lanes}");
    }
}

#[tokio::test]
async fn the_operator_keeps_to_the_policy_too() {
    let world = world().await;
    let mut account = super::world::account("Root");
    account.password = "password1234".into();
    let problem = world.auth.add_user(account, AccountRole::Admin).await.unwrap_err();
    assert_eq!(problem.code, PasswordTooCommon);
    assert!(world.store.accounts().is_empty());
}
