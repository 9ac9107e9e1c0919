//! The user interface, out of the binary.

use super::{
    headers::is_within,
    reply::{ApiError, method_not_allowed},
    trace::CountedAs,
};
use actix_web::{
    HttpMessage as _, HttpRequest, HttpResponse, ResponseError as _,
    http::{
        Method, StatusCode,
        header::{self, HeaderMap},
    },
};
use orchestrasec_protocol::Code;
use rust_embed::{Embed, EmbeddedFile};

/// What `make web` built.
#[derive(Embed)]
#[folder = "static/"]
struct Static;

/// What files are counted under, and what views are.
const FILES: CountedAs = CountedAs("static");
const VIEWS: CountedAs = CountedAs("view");
const INDEX: &str = "index.html";
/// The note that keeps the folder in the repository.
const NOTE: &str = "README.md";
/// Addresses that are never a view of the user interface.
const RESERVED: &[&str] = &["/api", "/ws", "/docs", "/openapi.json", "/assets", "/healthz", "/readyz", "/metrics"];
const UNBUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>OrchestraSec</title>\
    <h1>OrchestraSec</h1><p>The server runs, but its user interface was not built. Run <code>make web</code> and start it again.\
    <p>The API is described at <a href=\"/docs/\">/docs/</a>.</html>";

/// Answers what no other route takes: a file, a view of the user interface, or that there is nothing.
pub async fn fallback(request: HttpRequest) -> HttpResponse {
    let path = request.path();
    let name = path.trim_start_matches('/');
    let file = if is_within(path, "/api") || name == NOTE { None } else { Static::get(name) };
    let reads = *request.method() == Method::GET || *request.method() == Method::HEAD;
    let is_view = file.is_none() && reads && is_view(path, request.headers());
    if file.is_some() || is_view {
        request.extensions_mut().insert(if is_view { VIEWS } else { FILES });
    }
    match (reads, file) {
        (true, Some(file)) => serve(request.headers(), name, &file),
        (true, None) if is_view => view(request.headers()),
        (false, Some(_)) => method_not_allowed(&[Method::GET, Method::HEAD]),
        _ => ApiError::of(Code::NotFound).error_response(),
    }
}

/// Whether a browser asks for a page that the user interface draws itself.
fn is_view(path: &str, headers: &HeaderMap) -> bool {
    let accepts =
        headers.get_all(header::ACCEPT).any(|value| value.to_str().is_ok_and(|text| text.contains("text/html")));
    (accepts || path == "/") && !RESERVED.iter().any(|folder| is_within(path, folder))
}

fn view(headers: &HeaderMap) -> HttpResponse {
    match Static::get(INDEX) {
        Some(index) => serve(headers, INDEX, &index),
        None => HttpResponse::build(StatusCode::SERVICE_UNAVAILABLE)
            .content_type("text/html; charset=utf-8")
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(UNBUILT),
    }
}

fn serve(headers: &HeaderMap, name: &str, file: &EmbeddedFile) -> HttpResponse {
    // Weak, because the same file also goes out compressed.
    let hash = file.metadata.sha256_hash();
    let tag = format!("W/\"{}\"", hex::encode(hash.get(..16).unwrap_or(&hash)));
    // What lies in the folder of hashed names never changes; everything else is asked for again.
    let cache = if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let known = headers.get_all(header::IF_NONE_MATCH).any(|value| {
        value.to_str().is_ok_and(|text| text.split(',').any(|one| one.trim() == tag || one.trim() == "*"))
    });
    let mut response = HttpResponse::build(if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
    response.insert_header((header::CACHE_CONTROL, cache)).insert_header((header::ETAG, tag));
    if known {
        return response.finish();
    }
    response.content_type(content_type(name)).body(file.data.to_vec())
}

fn content_type(name: &str) -> String {
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let text = kind.type_() == "text" || kind.subtype() == "javascript" || kind.subtype() == "json";
    if text { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

#[cfg(test)]
mod tests {
    use super::{Static, content_type, is_view, serve};
    use actix_web::{http::header, test::TestRequest};

    #[test]
    fn a_view_is_what_a_browser_opens_outside_the_reserved_addresses() {
        let html = TestRequest::default().insert_header(("Accept", "text/html,*/*;q=0.8")).to_http_request();
        for view in ["/", "/meetings/1", "/apish", "/wsx"] {
            assert!(is_view(view, html.headers()), "{view}");
        }
        for other in ["/api", "/api/v1/x", "/ws", "/docs", "/docs/x", "/openapi.json", "/assets/gone.js"] {
            assert!(!is_view(other, html.headers()), "{other}");
        }
        let script = TestRequest::default().insert_header(("Accept", "*/*")).to_http_request();
        assert!(!is_view("/meetings/1", script.headers()));
    }

    #[test]
    fn hashed_names_are_kept_for_ever_and_the_rest_is_asked_for_again() {
        let file = Static::get("README.md").unwrap();
        let plain = TestRequest::default().to_http_request();
        let hashed = serve(plain.headers(), "assets/main-1a2b.js", &file);
        assert_eq!(hashed.headers().get(header::CACHE_CONTROL).unwrap(), "public, max-age=31536000, immutable");
        assert_eq!(hashed.headers().get(header::CONTENT_TYPE).unwrap(), "text/javascript; charset=utf-8");
        let index = serve(plain.headers(), "index.html", &file);
        assert_eq!(index.headers().get(header::CACHE_CONTROL).unwrap(), "no-cache");
        let tag = index.headers().get(header::ETAG).unwrap().clone();
        let again = TestRequest::default().insert_header((header::IF_NONE_MATCH, tag)).to_http_request();
        assert_eq!(serve(again.headers(), "index.html", &file).status(), 304);
    }

    #[test]
    fn content_types_fit_the_files() {
        assert_eq!(content_type("a.css"), "text/css; charset=utf-8");
        assert_eq!(content_type("a.woff2"), "font/woff2");
        assert_eq!(content_type("manifest.webmanifest"), "application/manifest+json");
        assert_eq!(content_type("a.svg"), "image/svg+xml");
    }
}
