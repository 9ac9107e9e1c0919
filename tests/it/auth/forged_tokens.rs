//! Every way a token can be wrong, one by one (S07).

use super::world::{AUDIENCE, ISSUER, START, World, code, key, ring, world};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, crypto::sign};
use orchestrasec::{
    auth::{
        KeyRing,
        access::{AccessTokens, Bearer, TokenFault},
    },
    ports::{Authenticator as _, LoginId},
};
use orchestrasec_domain::{Timestamp, UserId};
use orchestrasec_protocol::Code;
use serde_json::{Value, json};
use uuid::Uuid;

const USER: UserId = UserId(Uuid::from_u128(7));
const LOGIN: LoginId = LoginId(Uuid::from_u128(8));
const NOW_S: i64 = START.0 / 1_000;

fn tokens() -> AccessTokens {
    AccessTokens::new(&ring(), ISSUER, AUDIENCE, 900)
}

fn header() -> Value {
    json!({"alg": "HS256", "typ": "at+jwt", "kid": "k1"})
}

fn claims() -> Value {
    json!({
        "iss": ISSUER, "aud": AUDIENCE, "sub": USER.0, "sid": LOGIN.0, "jti": Uuid::from_u128(9),
        "iat": NOW_S, "nbf": NOW_S, "exp": NOW_S + 900,
    })
}

fn with(mut object: Value, name: &str, value: impl Into<Value>) -> Value {
    object[name] = value.into();
    object
}

fn without(mut object: Value, name: &str) -> Value {
    object.as_object_mut().unwrap().remove(name).unwrap();
    object
}

fn b64(text: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(text)
}

fn signed_as(algorithm: Algorithm, secret: &[u8], header: &str, claims: &str) -> String {
    let message = format!("{}.{}", b64(header), b64(claims));
    let signature = sign(message.as_bytes(), &EncodingKey::from_secret(secret), algorithm).unwrap();
    format!("{message}.{signature}")
}

/// Signed with the right key, whatever header and claims say.
fn signed(header: &Value, claims: &Value) -> String {
    signed_text(&header.to_string(), &claims.to_string())
}

fn signed_text(header: &str, claims: &str) -> String {
    signed_as(Algorithm::HS256, &[1; 32], header, claims)
}

fn part(token: &str, n: usize) -> &str {
    token.split('.').nth(n).unwrap()
}

type Forged = Vec<(&'static str, String, TokenFault)>;

fn badly_encoded() -> Forged {
    use TokenFault::{Claims, Malformed, TooLarge};
    let good = signed(&header(), &claims());
    let (h, c, s) = (part(&good, 0), part(&good, 1), part(&good, 2));
    let uncanonical = {
        // The last two bits of 43 characters mean nothing; they have to be zero.
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let at = alphabet.find(s.chars().next_back().unwrap()).unwrap();
        format!("{h}.{c}.{}{}", &s[..42], &alphabet[at + 1..=at + 1])
    };
    let in_order = json!([ISSUER, AUDIENCE, USER.0, LOGIN.0, Uuid::from_u128(9), NOW_S, NOW_S, NOW_S + 900]);
    vec![
        ("nothing", String::new(), Malformed),
        ("dots", "..".into(), Malformed),
        ("a word", "token".into(), Malformed),
        ("no signature part", format!("{h}.{c}"), Malformed),
        ("a fourth part", format!("{good}.{s}"), Malformed),
        ("five parts", format!("{h}.{c}.{s}.{c}.{s}"), Malformed),
        ("trailing line break", format!("{good}\n"), Malformed),
        ("leading space", format!(" {good}"), Malformed),
        ("NUL", format!("{good}\0"), Malformed),
        ("padded signature", format!("{good}="), Malformed),
        ("padded header", format!("{h}==.{c}.{s}"), Malformed),
        ("another base64", format!("{h}.{c}.+/{}", &s[2..]), Malformed),
        ("uncanonical base64", uncanonical, Malformed),
        ("header is no JSON", signed_text("header", &claims().to_string()), Malformed),
        ("header is followed by more", signed_text(&format!("{} {{}}", header()), &claims().to_string()), Malformed),
        ("claims are no JSON", signed_text(&header().to_string(), "claims"), Claims),
        ("claims are a list", signed_text(&header().to_string(), &json!([claims()]).to_string()), Claims),
        ("claims are a list in the right order", signed_text(&header().to_string(), &in_order.to_string()), Claims),
        ("claims are followed by more", signed_text(&header().to_string(), &format!("{} {{}}", claims())), Claims),
        ("too large", signed(&header(), &with(claims(), "x", "x".repeat(4_096))), TooLarge),
        ("far too large", "a.".repeat(1 << 20), TooLarge),
    ]
}

fn wrong_headers() -> Forged {
    use TokenFault::{Algorithm as Alg, Header, Malformed, Type, UnknownKey};
    let sent = claims().to_string();
    let h = |name, value: Value| signed(&with(header(), name, value), &claims());
    let unsigned = |alg: &str| format!("{}.{}.", b64(with(header(), "alg", alg).to_string()), b64(&sent));
    let twice = |member: &str| {
        let text = header().to_string();
        signed_text(&format!("{{{member},{}", &text[1..]), &sent)
    };
    let other = |algorithm, name| signed_as(algorithm, &[1; 32], &with(header(), "alg", name).to_string(), &sent);
    vec![
        ("alg none, unsigned", unsigned("none"), Alg),
        ("alg nOnE, unsigned", unsigned("nOnE"), Alg),
        ("alg none, signed", h("alg", "none".into()), Alg),
        ("alg empty", h("alg", "".into()), Alg),
        ("alg in lower case", h("alg", "hs256".into()), Alg),
        ("alg HS384, signed so", other(Algorithm::HS384, "HS384"), Alg),
        ("alg HS512, signed so", other(Algorithm::HS512, "HS512"), Alg),
        ("alg RS256", h("alg", "RS256".into()), Alg),
        ("alg EdDSA", h("alg", "EdDSA".into()), Alg),
        ("alg is a list", h("alg", json!(["HS256"])), Header),
        ("no alg", signed(&without(header(), "alg"), &claims()), Header),
        ("no kid", signed(&without(header(), "kid"), &claims()), Header),
        ("kid null", h("kid", Value::Null), Header),
        ("kid a number", h("kid", 1.into()), Header),
        ("kid empty", h("kid", "".into()), UnknownKey),
        ("kid unknown", h("kid", "k2".into()), UnknownKey),
        ("kid a path", h("kid", "../../../../dev/null".into()), UnknownKey),
        ("kid SQL", h("kid", "k1' OR '1'='1".into()), UnknownKey),
        ("no typ", signed(&without(header(), "typ"), &claims()), Header),
        ("typ JWT", h("typ", "JWT".into()), Type),
        ("typ of another kind of token", h("typ", "rt+jwt".into()), Type),
        ("crit", h("crit", json!(["exp"])), Header),
        ("crit with b64", signed(&with(with(header(), "crit", json!(["b64"])), "b64", false), &claims()), Header),
        ("brings its key", h("jwk", json!({"kty": "oct", "k": b64([9; 32])})), Header),
        ("says where its key lies", h("jku", "https://evil.example/keys".into()), Header),
        ("says where its certificate lies", h("x5u", "https://evil.example/x".into()), Header),
        ("brings a certificate", h("x5c", json!(["MIIB"])), Header),
        ("compressed", h("zip", "DEF".into()), Header),
        ("nested", h("cty", "JWT".into()), Header),
        ("alg twice", twice(r#""alg":"none""#), Header),
        ("kid twice", twice(r#""kid":"k2""#), Header),
        ("header is a list", signed_text(r#"["HS256","at+jwt","k1"]"#, &sent), Header),
        ("header is cut off", signed_text(r#"{"alg":"HS256","#, &sent), Malformed),
    ]
}

fn wrong_signatures() -> Forged {
    use TokenFault::Signature;
    let good = signed(&header(), &claims());
    let (h, c, s) = (part(&good, 0), part(&good, 1), part(&good, 2));
    let others = signed(&header(), &with(claims(), "sub", Uuid::from_u128(99).to_string()));
    let foreign = |secret: &[u8]| signed_as(Algorithm::HS256, secret, &header().to_string(), &claims().to_string());
    let only_claims = sign(c.as_bytes(), &EncodingKey::from_secret(&[1; 32]), Algorithm::HS256).unwrap();
    let raw = URL_SAFE_NO_PAD.decode(s).unwrap();
    let flipped: Vec<u8> = raw.iter().enumerate().map(|(n, b)| if n == 0 { b ^ 1 } else { *b }).collect();
    vec![
        ("no signature", format!("{h}.{c}."), Signature),
        ("half a signature", format!("{h}.{c}.{}", b64(&raw[..16])), Signature),
        ("one byte more", format!("{h}.{c}.{}", b64([&raw[..], &[0]].concat())), Signature),
        ("one bit flipped", format!("{h}.{c}.{}", b64(flipped)), Signature),
        ("all zero", format!("{h}.{c}.{}", b64([0; 32])), Signature),
        ("of other claims", format!("{h}.{}.{s}", part(&others, 1)), Signature),
        ("of the claims alone", format!("{h}.{c}.{only_claims}"), Signature),
        ("key of another installation", foreign(&[2; 32]), Signature),
        ("empty key", foreign(b""), Signature),
        ("kid as key", foreign(b"k1"), Signature),
    ]
}

fn wrong_claims() -> Forged {
    use TokenFault::{Claims, Expired, Lifetime, NotYet};
    let c = |name, value: Value| signed(&header(), &with(claims(), name, value));
    let times = |iat: i64, nbf: i64, exp: i64| {
        let claims = with(with(claims(), "iat", NOW_S + iat), "nbf", NOW_S + nbf);
        signed(&header(), &with(claims, "exp", NOW_S + exp))
    };
    let mut forged = Vec::new();
    for name in ["iss", "aud", "sub", "sid", "jti", "iat", "nbf", "exp"] {
        forged.push((name, signed(&header(), &without(claims(), name)), Claims));
        forged.push((name, c(name, Value::Null), Claims));
        forged.push((name, c(name, json!({})), Claims));
    }
    let twice = format!(r#"{{"sub":"{}",{}"#, Uuid::from_u128(99), &claims().to_string()[1..]);
    forged.extend([
        ("another issuer", c("iss", "https://evil.example".into()), Claims),
        ("an issuer that begins the same", c("iss", format!("{ISSUER}.evil.example").into()), Claims),
        ("issuers", c("iss", json!([ISSUER])), Claims),
        ("another audience", c("aud", "somebody-else".into()), Claims),
        ("audiences", c("aud", json!([AUDIENCE, "somebody-else"])), Claims),
        ("no audience in the list", c("aud", json!([])), Claims),
        ("sub is no account id", c("sub", "admin".into()), Claims),
        ("sid is no log-in id", c("sid", "1".into()), Claims),
        ("sub twice", signed_text(&header().to_string(), &twice), Claims),
        ("exp as text", c("exp", (NOW_S + 900).to_string().into()), Claims),
        ("exp with a fraction", c("exp", json!(900.5 + 1_795_000_000.0)), Claims),
        ("exp negative", c("exp", (-1).into()), Claims),
        ("exp beyond time", c("exp", u64::MAX.into()), Claims),
        ("exp in the year 9999", c("exp", 253_402_300_799_u64.into()), Lifetime),
        ("expired 6 s ago", times(-906, -906, -6), Expired),
        ("expired 5 s ago", times(-905, -905, -5), Expired),
        ("expired long ago", times(-90_000, -90_000, -89_100), Expired),
        ("good in 6 s", times(0, 6, 900), NotYet),
        ("issued in 6 s", times(6, 0, 900), NotYet),
        ("lives a second too long", times(0, 0, 901), Lifetime),
        ("lives a month", times(0, 0, 2_592_000), Lifetime),
        ("ends before it begins", times(0, 0, -1), Lifetime),
        ("ends as it begins", times(0, 0, 0), Lifetime),
    ]);
    forged
}

#[test]
fn a_good_token_is_good_and_so_is_one_within_the_leeway() {
    let tokens = tokens();
    let bearer = Bearer { user_id: USER, login: LOGIN };
    assert_eq!(tokens.verify(&tokens.issue(bearer, START).unwrap(), START), Ok(bearer));
    assert_eq!(tokens.verify(&signed(&header(), &claims()), START), Ok(bearer));
    for (iat, nbf, exp) in [(-904, -904, -4), (5, 5, 900), (-900, -900, 0)] {
        let claims = with(with(claims(), "iat", NOW_S + iat), "nbf", NOW_S + nbf);
        let token = signed(&header(), &with(claims, "exp", NOW_S + exp));
        assert_eq!(tokens.verify(&token, START), Ok(bearer), "{iat} {nbf} {exp}");
    }
}

#[test]
fn every_forged_token_is_refused_for_the_right_reason() {
    let tokens = tokens();
    let forged = [badly_encoded(), wrong_headers(), wrong_signatures(), wrong_claims()].concat();
    assert!(forged.len() >= 100, "{}", forged.len());
    for (what, token, fault) in forged {
        assert_eq!(tokens.verify(&token, START), Err(fault), "{what}: {}", &token[..token.len().min(300)]);
    }
}

#[tokio::test]
async fn all_the_forger_learns_is_that_the_token_is_not_valid() {
    let world = world().await;
    let forged = [badly_encoded(), wrong_headers(), wrong_signatures(), wrong_claims()].concat();
    for (what, token, _) in forged {
        let problem = world.auth.verify_token(&token).await.unwrap_err();
        assert_eq!((problem.code, problem.detail.as_str()), (Code::InvalidToken, Code::InvalidToken.title()), "{what}");
    }
    // Even one that is signed with the right key, when there is no such account.
    assert_eq!(code(world.auth.verify_token(&World::access_token(USER, START)).await), Code::InvalidToken);
}

#[test]
fn no_byte_of_a_token_can_be_changed() {
    let tokens = tokens();
    let good = signed(&header(), &claims());
    for at in 0..good.len() {
        for other in ["A", "b", "7", "-", "."] {
            let mut changed = good.clone();
            changed.replace_range(at..=at, other);
            assert!(changed == good || tokens.verify(&changed, START).is_err(), "{at} {other}");
        }
    }
}

#[test]
fn tokens_live_no_longer_than_fifteen_minutes_whatever_is_set() {
    let tokens = AccessTokens::new(&ring(), ISSUER, AUDIENCE, 1_000_000);
    assert_eq!(tokens.lifetime_s(), 900);
    let token = tokens.issue(Bearer { user_id: USER, login: LOGIN }, START).unwrap();
    assert!(tokens.verify(&token, START.plus(904_999)).is_ok());
    assert_eq!(tokens.verify(&token, START.plus(905_000)), Err(TokenFault::Expired));
    assert_eq!(tokens.verify(&token, Timestamp(i64::MAX)), Err(TokenFault::Expired));
    assert_eq!(tokens.verify(&token, Timestamp(i64::MIN)), Err(TokenFault::NotYet));
}

#[test]
fn a_token_says_nothing_about_a_person() {
    let token = tokens().issue(Bearer { user_id: USER, login: LOGIN }, START).unwrap();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part(&token, 1)).unwrap()).unwrap();
    let mut names: Vec<_> = claims.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["aud", "exp", "iat", "iss", "jti", "nbf", "sid", "sub"]);
    let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part(&token, 0)).unwrap()).unwrap();
    assert_eq!(header, json!({"alg": "HS256", "typ": "at+jwt", "kid": "k1"}));
}

#[test]
fn a_ring_verifies_with_the_key_that_is_named_and_no_other() {
    let both = AccessTokens::new(&KeyRing::new([key("k2", 2), key("k1", 1)]).unwrap(), ISSUER, AUDIENCE, 900);
    assert!(both.verify(&signed(&header(), &claims()), START).is_ok());
    let crossed = signed(&with(header(), "kid", "k2"), &claims());
    assert_eq!(both.verify(&crossed, START), Err(TokenFault::Signature));
}
