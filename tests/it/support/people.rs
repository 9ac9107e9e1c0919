//! People with an account.

use super::socket::Socket;
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use std::net::SocketAddr;

pub const PASSWORD: &str = "correct-horse-battery-staple-42";

#[derive(Clone)]
pub struct Person {
    pub id: String,
    pub token: String,
    pub refresh_token: String,
    pub address: SocketAddr,
    http: Client,
}

impl Person {
    pub async fn sign_up(address: SocketAddr, name: &str, setup_secret: Option<&str>) -> Self {
        let http = client();
        let email = format!("{}@example.org", name.to_lowercase());
        let mut body = json!({"email": email, "password": PASSWORD, "display_name": name});
        if let Some(secret) = setup_secret {
            body["setup_secret"] = secret.into();
        }
        let response = http.post(format!("http://{address}/api/v1/auth/signup")).json(&body).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::CREATED, "{}", response.text().await.unwrap());
        Self::log_in(address, name).await
    }

    pub async fn log_in(address: SocketAddr, name: &str) -> Self {
        Self::log_in_with(address, &format!("{}@example.org", name.to_lowercase()), PASSWORD).await
    }

    pub async fn log_in_with(address: SocketAddr, email: &str, password: &str) -> Self {
        let http = client();
        let form = [("username", email), ("password", password)];
        let response = http.post(format!("http://{address}/api/v1/auth/login")).form(&form).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let tokens: Value = response.json().await.unwrap();
        let mut person = Self {
            id: String::new(),
            token: tokens["access_token"].as_str().unwrap().into(),
            refresh_token: tokens["refresh_token"].as_str().unwrap().into(),
            address,
            http,
        };
        person.id = person.get("/api/v1/auth/me").await["id"].as_str().unwrap().into();
        person
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("http://{}{path}", self.address)).bearer_auth(&self.token)
    }

    /// GET that has to succeed.
    pub async fn get(&self, path: &str) -> Value {
        let response = self.request(Method::GET, path).send().await.unwrap();
        let status = response.status();
        let body: Value = response.json().await.unwrap();
        assert!(status.is_success(), "GET {path}: {status} {body}");
        body
    }

    /// POST that has to succeed.
    pub async fn post(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.try_post(path, body).await;
        assert!((200..300).contains(&status), "POST {path}: {status} {answer}");
        answer
    }

    /// POST: status and body.
    pub async fn try_post(&self, path: &str, body: Value) -> (u16, Value) {
        let response = self.request(Method::POST, path).json(&body).send().await.unwrap();
        let status = response.status().as_u16();
        (status, response.json().await.unwrap_or(Value::Null))
    }

    /// Creates a meeting without a turn limit and gives its id.
    pub async fn create_meeting(&self, settings: Value) -> String {
        let body = json!({"title": "Weekly", "template": "open_discussion", "settings": settings});
        let meeting = self.post("/api/v1/meetings", body).await;
        meeting["id"].as_str().unwrap().into()
    }

    /// Creates and starts a meeting.
    pub async fn live_meeting(&self, settings: Value) -> String {
        let id = self.create_meeting(settings).await;
        self.post(&format!("/api/v1/meetings/{id}/start"), json!({})).await;
        id
    }

    /// A connection that has said hello.
    pub async fn socket(&self) -> Socket {
        let mut socket = Socket::connect(self.address).await;
        socket.hello(&self.token).await;
        socket
    }

    /// A connection that follows the meeting; its snapshot was taken in.
    pub async fn in_meeting(&self, meeting: &str) -> Socket {
        let mut socket = self.socket().await;
        socket.join(meeting, "participant").await;
        socket
    }

    /// The record as a file.
    pub async fn export(&self, meeting: &str) -> String {
        let path = format!("/api/v1/meetings/{meeting}/export?format=jsonl");
        let response = self.request(Method::GET, &path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        response.text().await.unwrap()
    }
}

/// Without kept connections: a server that was killed and started again has none of them.
fn client() -> Client {
    Client::builder().pool_max_idle_per_host(0).build().unwrap()
}
