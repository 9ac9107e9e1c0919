//! Plans for meetings: built-in ones and people's own.

use super::{
    HttpState,
    body::{Body, Query, invalid_query},
    caller::{Caller, IdempotencyKey},
    engine::in_time,
    reply::ApiError,
};
use crate::ports::{TemplateError, TemplateRow};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Data, Json, Path},
};
use orchestrasec_domain::{Template, UserId, template};
use orchestrasec_protocol::{
    Code, Problem,
    record::Hash,
    rest::{SaveTemplate, TemplateQuery, TemplateSource, TemplateView, Templates},
    schema::template_schema,
};
use serde::Serialize;

/// The word in the address of the schema, which no template may have for a key.
const SCHEMA: &str = "schema";

impl From<TemplateError> for ApiError {
    fn from(error: TemplateError) -> Self {
        Self(match error {
            TemplateError::Exists => Problem::of(Code::TemplateExists),
            TemplateError::TooMany => Problem::of(Code::TooManyTemplates),
            TemplateError::KeyReused => Problem::of(Code::IdempotencyKeyReused),
            TemplateError::Unavailable(why) => {
                tracing::error!(%why, "the store failed");
                Problem::of(Code::StorageUnavailable).retry_after_ms(1_000)
            }
        })
    }
}

impl HttpState {
    /// The template that this key names for this person: a built-in one, or one's own.
    pub(super) async fn template(&self, user: UserId, key: &str) -> Result<Option<TemplateView>, ApiError> {
        if let Ok(template) = template::find(key) {
            return Ok(Some(TemplateView::of(template, TemplateSource::BuiltIn)));
        }
        in_time(async { self.templates.find(user, key).await?.as_ref().map(own).transpose() }).await
    }

    async fn keep(
        &self,
        owner: UserId,
        template: &Template,
        key: IdempotencyKey,
        request: &impl Serialize,
    ) -> Result<HttpResponse, ApiError> {
        let template = template.checked()?;
        if template::find(&template.key).is_ok() || template.key == SCHEMA {
            return Err(Code::TemplateExists.into());
        }
        let row = TemplateRow {
            owner,
            body: json(&template)?,
            key: template.key,
            created_at: self.clock.now(),
            command_id: key.0,
            request: Hash::ZERO.link(&json(request)?),
        };
        let kept = in_time(async { Ok(self.templates.save(row).await?) }).await?;
        let view = own(&kept)?;
        let address = format!("/api/v1/templates/{}", kept.key);
        Ok(HttpResponse::Created().insert_header((header::LOCATION, address)).json(view))
    }
}

fn json(value: &impl Serialize) -> Result<String, ApiError> {
    serde_json::to_string(value).map_err(|error| Problem::new(Code::Internal, error.to_string()).into())
}

fn own(row: &TemplateRow) -> Result<TemplateView, ApiError> {
    let template: Template = serde_json::from_str(&row.body).map_err(|error| {
        tracing::error!(owner = %row.owner, key = row.key, %error, "a template cannot be read");
        Code::Internal
    })?;
    Ok(TemplateView::of(template, TemplateSource::Own))
}

/// Here the template is what the address names, so its absence is a 404.
fn not_there() -> ApiError {
    ApiError(Problem { status: 404, ..Problem::of(Code::TemplateNotFound) })
}

/// The built-in templates, the default one first, then one's own.
#[utoipa::path(get, path = "/api/v1/templates", tag = "templates",
    responses((status = 200, description = "The templates", body = Templates)))]
pub async fn list(state: Data<HttpState>, Caller(caller): Caller) -> Result<Json<Templates>, ApiError> {
    let rows = in_time(async { Ok(state.templates.all_of(caller.who.user_id).await?) }).await?;
    let built_in = template::built_in().into_iter().map(|plan| Ok(TemplateView::of(plan, TemplateSource::BuiltIn)));
    let items = built_in.chain(rows.iter().map(own)).collect::<Result<_, ApiError>>()?;
    Ok(Json(Templates { items }))
}

/// Bring a template, as it is exported and as the published schema describes it.
#[utoipa::path(post, path = "/api/v1/templates", tag = "templates", request_body = Template,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, description = "The template", body = TemplateView)))]
pub async fn bring(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    body: Body,
) -> Result<HttpResponse, ApiError> {
    let template: Template = body.json().await?;
    state.keep(caller.who.user_id, &template, key, &template).await
}

/// Save the plan of a meeting that one may read: its phases, its settings, and its agenda without the owners.
#[utoipa::path(post, path = "/api/v1/templates/from-meeting", tag = "templates", request_body = SaveTemplate,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, description = "The template", body = TemplateView)))]
pub async fn save(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    body: Body,
) -> Result<HttpResponse, ApiError> {
    let wanted: SaveTemplate = body.json().await?;
    let plan = state.plan(&caller.who, wanted.meeting_id).await?;
    let template = Template {
        key: wanted.key.clone(),
        title: wanted.title.clone(),
        description: wanted.description.clone().unwrap_or_default(),
        ..plan
    };
    // Asked again with the same key it is what was saved at first, whatever became of the meeting meanwhile.
    state.keep(caller.who.user_id, &template, key, &wanted).await
}

/// The JSON Schema of a template.
#[utoipa::path(get, path = "/api/v1/templates/schema", tag = "templates", security(()),
    responses((status = 200, description = "JSON Schema 2020-12", content_type = "application/schema+json",
        body = serde_json::Value)))]
pub async fn schema() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/schema+json")
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(template_schema())
}

/// One template: a built-in one or one's own. With `download=1` only the plan, as a file that can be brought elsewhere.
#[utoipa::path(get, path = "/api/v1/templates/{key}", tag = "templates", params(("key" = String, Path), TemplateQuery),
    responses((status = 200, description = "The template", body = TemplateView)))]
pub async fn read(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: Path<String>,
    Query(query): Query<TemplateQuery>,
) -> Result<HttpResponse, ApiError> {
    let view = state.template(caller.who.user_id, &key).await?.ok_or_else(not_there)?;
    match query.download.as_deref() {
        None => Ok(HttpResponse::Ok().json(view)),
        Some("1") => {
            let text = serde_json::to_string_pretty(&view.template);
            let text = text.map_err(|error| Problem::new(Code::Internal, error.to_string()))?;
            let name = format!("attachment; filename=\"{}.json\"", view.template.key);
            let mut response = HttpResponse::Ok();
            response.content_type("application/json").insert_header((header::CONTENT_DISPOSITION, name));
            Ok(response.body(text))
        }
        Some(_) => Err(invalid_query("download has to be 1")),
    }
}

/// Remove one of one's own templates; meetings made from it keep their plan.
#[utoipa::path(delete, path = "/api/v1/templates/{key}", tag = "templates", params(("key" = String, Path)),
    responses((status = 204, description = "Removed")))]
pub async fn remove(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: Path<String>,
) -> Result<HttpResponse, ApiError> {
    if template::find(&key).is_ok() {
        return Err(Problem::new(Code::NotPermitted, "a built-in template cannot be removed").into());
    }
    let was_there = in_time(async { Ok(state.templates.remove(caller.who.user_id, &key).await?) }).await?;
    if was_there { Ok(HttpResponse::NoContent().finish()) } else { Err(not_there()) }
}
