//! The built-in plans for meetings.

use super::{caller::Caller, reply::ApiError};
use actix_web::web::Json;
use orchestrasec_domain::template::built_in;
use orchestrasec_protocol::rest::{TemplateSource, TemplateView, Templates};

/// All built-in templates, the default one first.
#[utoipa::path(get, path = "/api/v1/templates", tag = "meetings",
    responses((status = 200, description = "The templates", body = Templates)))]
pub async fn list(_: Caller) -> Result<Json<Templates>, ApiError> {
    let items = built_in().into_iter().map(|plan| TemplateView::of(plan, TemplateSource::BuiltIn)).collect();
    Ok(Json(Templates { items }))
}
