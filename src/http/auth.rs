//! Accounts: signing up, logging in and out, tickets. The rules are in [`crate::auth`]; here are forms, cookies and headers.
//!
//! A refresh token travels in the answer's body, for programs, and in a cookie that scripts cannot read, for browsers. Whatever acts on
//! the cookie has to come from our own page (S21): the cookie is `SameSite=Strict`, and the call carries a header that another page
//! could send only after a preflight that the server refuses.

use super::{
    at,
    body::{Body, read_bytes},
    caller::{Caller, IdempotencyKey},
    reply::ApiError,
};
use crate::auth::{AuthService, Granted, NewAccount, SignUpRequest, TrustedProxies, refresh};
use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::{Method, header},
    web::{self, Data, Payload, Query, ServiceConfig},
};
use orchestrasec_protocol::{
    Code, Problem,
    rest::{Account, LogIn, RefreshBody, SignUp, Ticket, Tokens},
};
use secrecy::{ExposeSecret as _, SecretString};
use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
};
use utoipa::OpenApi;

/// The cookie with the refresh token.
pub const COOKIE: &str = "orchestrasec_refresh";
/// Where the cookie is sent.
pub const COOKIE_PATH: &str = "/api/v1/auth";

/// Over what the cookie may travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieTransport {
    /// TLS only: the public address is https.
    HttpsOnly,
    /// Also plain HTTP: for a server that is used on its own machine.
    AlsoHttp,
}

/// What the handlers need.
#[derive(Clone)]
pub struct AuthHttp {
    /// The rules.
    pub service: Arc<AuthService>,
    /// Over what the cookie may travel.
    pub cookie: CookieTransport,
    /// Whose `X-Forwarded-For` is believed.
    pub proxies: TrustedProxies,
}

#[derive(OpenApi)]
#[openapi(paths(signup, login, refresh_tokens, logout, me, ticket))]
struct Api;

/// The description of these calls.
pub fn document() -> utoipa::openapi::OpenApi {
    Api::openapi()
}

/// Mounts these calls.
pub fn configure(cfg: &mut ServiceConfig, state: &AuthHttp) {
    cfg.app_data(Data::new(state.clone()))
        .service(at("/api/v1/auth/signup", [(Method::POST, web::to(signup))]))
        .service(at("/api/v1/auth/login", [(Method::POST, web::to(login))]))
        .service(at("/api/v1/auth/refresh", [(Method::POST, web::to(refresh_tokens))]))
        .service(at("/api/v1/auth/logout", [(Method::POST, web::to(logout))]))
        .service(at("/api/v1/auth/me", [(Method::GET, web::to(me))]))
        .service(at("/api/v1/auth/ticket", [(Method::POST, web::to(ticket))]));
}

/// Sign up. With the set-up secret that the server printed at its first start, as the first admin.
#[utoipa::path(post, path = "/api/v1/auth/signup", tag = "accounts", request_body = SignUp, security(()),
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, description = "The account", body = Account)))]
pub async fn signup(
    state: Data<AuthHttp>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body,
) -> Result<HttpResponse, ApiError> {
    let SignUp { email, password, display_name, setup_secret } = body.json().await?;
    let account = NewAccount { email, password: password.into(), display_name };
    let sign_up = SignUpRequest { account, setup_secret: setup_secret.map(SecretString::from), idempotency_key: key.0 };
    let account = state.service.sign_up(sign_up, client(&state, &request)).await?;
    Ok(HttpResponse::Created().insert_header(NO_STORE).json(account))
}

/// Log in: the OAuth 2 password form, for this server's own clients.
#[utoipa::path(post, path = "/api/v1/auth/login", tag = "accounts", security(()),
    request_body(content = LogIn, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, description = "Tokens (RFC 6749 §5.1); the refresh token as a cookie, too", body = Tokens)))]
pub async fn login(state: Data<AuthHttp>, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let LogIn { username, password } = read_form(&request, payload).await?;
    let granted = state.service.log_in(&username, &password.into(), client(&state, &request)).await?;
    Ok(tokens(&state, &request, &granted))
}

/// Get new tokens for a refresh token, which is used up.
#[utoipa::path(post, path = "/api/v1/auth/refresh", tag = "accounts", request_body = RefreshBody, security(()),
    params(("X-Requested-With" = Option<String>, Header, description = "`orchestrasec`, when the cookie counts")),
    responses((status = 200, description = "Tokens", body = Tokens)))]
pub async fn refresh_tokens(state: Data<AuthHttp>, request: HttpRequest, body: Body) -> Result<HttpResponse, ApiError> {
    let presented = presented(&request, body).await?.ok_or(Code::InvalidRefreshToken)?;
    let granted = state.service.refresh(&presented, client(&state, &request)).await?;
    Ok(tokens(&state, &request, &granted))
}

/// End the log-in that a refresh token belongs to, with all its access tokens and connections.
#[utoipa::path(post, path = "/api/v1/auth/logout", tag = "accounts", request_body = RefreshBody, security(()),
    params(("X-Requested-With" = Option<String>, Header, description = "`orchestrasec`, when the cookie counts")),
    responses((status = 204, description = "Logged out")))]
pub async fn logout(state: Data<AuthHttp>, request: HttpRequest, body: Body) -> Result<HttpResponse, ApiError> {
    if let Some(presented) = presented(&request, body).await? {
        state.service.log_out(&presented, client(&state, &request)).await?;
    }
    let mut response = HttpResponse::NoContent();
    response.insert_header(NO_STORE);
    if may_set_cookie(&request) {
        response.cookie(cookie(&state, "", Duration::ZERO));
    }
    Ok(response.finish())
}

/// One's own account.
#[utoipa::path(get, path = "/api/v1/auth/me", tag = "accounts",
    responses((status = 200, description = "The account", body = Account)))]
pub async fn me(state: Data<AuthHttp>, Caller(caller): Caller) -> Result<HttpResponse, ApiError> {
    let account = state.service.me(&caller).await?;
    Ok(HttpResponse::Ok().insert_header(NO_STORE).json(account))
}

/// Get a one-use pass for the socket.
#[utoipa::path(post, path = "/api/v1/auth/ticket", tag = "accounts",
    responses((status = 201, description = "The ticket", body = Ticket)))]
pub async fn ticket(state: Data<AuthHttp>, Caller(caller): Caller, body: Body) -> Result<HttpResponse, ApiError> {
    body.nothing().await?;
    let ticket = state.service.ticket(&caller)?;
    Ok(HttpResponse::Created().insert_header(NO_STORE).json(ticket))
}

const NO_STORE: (header::HeaderName, &str) = (header::CACHE_CONTROL, "no-store");

fn tokens(state: &AuthHttp, request: &HttpRequest, granted: &Granted) -> HttpResponse {
    let refresh_token = granted.refresh_token.expose_secret();
    let mut response = HttpResponse::Ok();
    response.insert_header(NO_STORE);
    if may_set_cookie(request) {
        response.cookie(cookie(state, refresh_token, Duration::milliseconds(refresh::LIFETIME_MS.cast_signed())));
    }
    response.json(Tokens {
        access_token: granted.access_token.expose_secret().to_owned(),
        token_type: "bearer".to_owned(),
        expires_in: granted.expires_in,
        refresh_token: refresh_token.to_owned(),
    })
}

fn cookie<'a>(state: &AuthHttp, value: &'a str, lives: Duration) -> Cookie<'a> {
    Cookie::build(COOKIE, value)
        .path(COOKIE_PATH)
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(state.cookie == CookieTransport::HttpsOnly)
        .max_age(lives)
        .finish()
}

/// The refresh token that counts: the one in the body, else the cookie's.
async fn presented(request: &HttpRequest, body: Body) -> Result<Option<SecretString>, ApiError> {
    let RefreshBody { refresh_token } = body.optional_json().await?;
    if let Some(token) = refresh_token {
        return Ok(Some(token.into()));
    }
    if !is_from_our_page(request) {
        return Err(Code::CrossSiteRequest.into());
    }
    Ok(request.cookie(COOKIE).map(|cookie| cookie.value().to_owned().into()))
}

fn is_from_our_page(request: &HttpRequest) -> bool {
    let says = |name: &str, value: &str| request.headers().get(name).is_some_and(|header| header == value);
    says("x-requested-with", "orchestrasec") || says("sec-fetch-site", "same-origin")
}

/// Another page must neither log its visitors in as somebody else nor log them out; to a program the cookie does not matter.
fn may_set_cookie(request: &HttpRequest) -> bool {
    request.headers().get("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none")
}

fn client(state: &AuthHttp, request: &HttpRequest) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
    let forwarded: Vec<&str> =
        request.headers().get_all("x-forwarded-for").map(|value| value.to_str().unwrap_or_default()).collect();
    state.proxies.client(peer, forwarded.into_iter())
}

/// Reads the form of RFC 6749 §4.3.2. As it wants, parameters that are not known are ignored and none may come twice; `grant_type` may
/// be left out.
async fn read_form(request: &HttpRequest, payload: Payload) -> Result<LogIn, ApiError> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    let plain = request.headers().get(header::CONTENT_ENCODING).is_none_or(|coding| coding == "identity");
    if !essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") || !plain {
        let detail = "this call takes application/x-www-form-urlencoded, uncompressed";
        return Err(Problem::new(Code::UnsupportedMediaType, detail).into());
    }
    let bytes = read_bytes(request.headers(), payload.into_inner()).await?;
    let text = String::from_utf8_lossy(&bytes);
    let invalid = |field: &str, detail: &str| ApiError(Problem::field(field, Code::InvalidField, detail));
    let pairs = Query::<Vec<(String, String)>>::from_query(&text).map_err(|_| invalid("username", "is missing"))?;
    let (mut username, mut password, mut grant_type) = (None, None, None);
    for (name, value) in pairs.into_inner() {
        let slot = match name.as_str() {
            "username" => &mut username,
            "password" => &mut password,
            "grant_type" => &mut grant_type,
            _ => continue,
        };
        if slot.replace(value).is_some() {
            return Err(invalid(&name, "comes twice"));
        }
    }
    if grant_type.is_some_and(|kind| kind != "password") {
        return Err(invalid("grant_type", "has to be password"));
    }
    Ok(LogIn {
        username: username.ok_or_else(|| invalid("username", "is missing"))?,
        password: password.ok_or_else(|| invalid("password", "is missing"))?,
    })
}
