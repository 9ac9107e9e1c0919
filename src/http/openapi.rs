//! The API, described for machines and drawn for people.

use super::{commands, health, meetings, participants, phases, record, stats, steering, templates, tokens, totals};
use actix_web::{
    HttpResponse,
    http::header,
    web::{self, Data, ServiceConfig},
};
use orchestrasec_protocol::Problem;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        Content, OpenApi as Document, PathItem, Ref, RefOr, Response,
        path::Operation,
        security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme},
    },
};
use utoipa_swagger_ui::{Config, SwaggerUi};

/// Where the description lies.
const ADDRESS: &str = "/openapi.json";
/// The one answer to everything that fails.
const PROBLEM: &str = "Problem";
const BEARER: &str = "bearer";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "OrchestraSec",
        description = "Meetings with one speaking token, led phases, and a record that proves itself."
    ),
    paths(
        meetings::create,
        meetings::list,
        meetings::read,
        meetings::update,
        meetings::start,
        meetings::close,
        participants::join,
        participants::leave,
        participants::remove,
        commands::act,
        tokens::request,
        tokens::release,
        tokens::withdraw,
        tokens::status,
        steering::grant,
        steering::revoke,
        steering::deny,
        steering::relocate,
        steering::open,
        steering::close,
        phases::advance,
        phases::back,
        phases::current,
        templates::list,
        templates::bring,
        templates::save,
        templates::schema,
        templates::read,
        templates::remove,
        record::audit,
        record::download,
        stats::read,
        totals::mine,
        totals::person,
        totals::organisation,
        health::alive,
        health::ready,
    ),
    components(schemas(Problem))
)]
struct Api;

/// The description of the whole API; `others` are the parts that are mounted from elsewhere.
pub fn document(others: impl IntoIterator<Item = Document>) -> Document {
    let mut document = others.into_iter().fold(Api::openapi(), Document::merge_from);
    Conventions.modify(&mut document);
    document
}

/// What all calls have in common.
struct Conventions;

impl Modify for Conventions {
    fn modify(&self, document: &mut Document) {
        let components = document.components.get_or_insert_default();
        components.add_security_scheme(BEARER, SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
        let schema = Ref::from_schema_name(PROBLEM);
        let mut problem = Response::new("What went wrong; `code` is stable");
        problem.content.insert(super::reply::PROBLEM_JSON.into(), RefOr::T(Content::new(Some(schema))));
        components.responses.insert(PROBLEM.into(), RefOr::T(problem));
        document.security = Some(vec![SecurityRequirement::new(BEARER, Vec::<String>::new())]);
        for operation in document.paths.paths.values_mut().flat_map(operations) {
            let problem = RefOr::Ref(Ref::from_response_name(PROBLEM));
            operation.responses.responses.insert("default".into(), problem);
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.post, &mut item.patch, &mut item.put, &mut item.delete].into_iter().flatten()
}

struct Text(String);

/// Mounts the description and the page that draws it.
pub fn configure(cfg: &mut ServiceConfig, document: &Document) {
    let text = document.to_json().unwrap_or_default();
    cfg.app_data(Data::new(Text(text)))
        .route(ADDRESS, web::get().to(describe))
        .service(web::redirect("/docs", "/docs/"))
        .service(SwaggerUi::new("/docs/{_:.*}").config(Config::from(ADDRESS)));
}

async fn describe(text: Data<Text>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(text.0.clone())
}

#[cfg(test)]
mod tests {
    use super::document;

    #[test]
    fn every_call_may_end_in_a_problem_and_needs_a_token_unless_it_says_so() {
        let api: serde_json::Value = serde_json::from_str(&document([]).to_json().unwrap()).unwrap();
        let paths = api["paths"].as_object().unwrap();
        assert!(paths.len() >= 25, "{}", paths.len());
        for (path, item) in paths {
            for (method, operation) in item.as_object().unwrap() {
                let problem = &operation["responses"]["default"]["$ref"];
                assert_eq!(problem, "#/components/responses/Problem", "{method} {path}");
            }
        }
        assert_eq!(api["security"][0]["bearer"], serde_json::json!([]));
        assert_eq!(paths["/healthz"]["get"]["security"], serde_json::json!([{}]));
        assert_eq!(api["components"]["securitySchemes"]["bearer"]["scheme"], "bearer");
    }
}
