//! The JSON Schema of what people exchange as files.

use orchestrasec_domain::{
    Template,
    agenda::{AGENDA_MAX, LINK_MAX, LINKS_MAX, PLANNED_MAX_MS},
    phase::{OPEN_MICROPHONES_MAX, PHASES_MAX, TIMEBOX_MAX_MS},
    settings::{
        BUDGET_MAX_MS, GROUPS_MAX, HOLD_MAX_MS, PROTECTED_MAX, QUEUE_LIMIT_MAX, TURN_LIMIT_MAX_MS, TURN_LIMIT_MIN_MS,
    },
    text::{DESCRIPTION_MAX, KEY_MAX, NAME_MAX, TITLE_MAX},
};
use serde_json::{Map, Value, json};
use utoipa::{PartialSchema as _, ToSchema as _};

/// The JSON Schema (2020-12) of a template: the forms are those of the Rust types, the bounds the constants that the rules check.
/// What it cannot say (keys that come twice, characters that deceive the eye) is checked when a template is brought.
pub fn template_schema() -> String {
    let mut named = Vec::new();
    Template::schemas(&mut named);
    let definitions: Map<String, Value> = named
        .into_iter()
        .filter(|(name, _)| name != "ParticipantId")
        .filter_map(|(name, schema)| Some((here(&name).to_owned(), serde_json::to_value(schema).ok()?)))
        .collect();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "OrchestraSec meeting template",
    });
    let whole = serde_json::to_value(Template::schema()).unwrap_or_default();
    if let (Some(schema), Value::Object(whole)) = (schema.as_object_mut(), whole) {
        schema.extend(whole);
        schema.insert("$defs".to_owned(), Value::Object(definitions));
    }
    stand_alone(&mut schema);
    for (place, bounds) in bounds() {
        if let (Some(Value::Object(place)), Value::Object(bounds)) = (schema.pointer_mut(place), bounds) {
            place.extend(bounds);
        }
    }
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// utoipa names a type's alias after the alias's target.
fn here(name: &str) -> &str {
    if name == "BTreeMap" { "KindLimits" } else { name }
}

/// Makes of a part of an API's description a schema of its own: references point into it, objects take no other members (as every
/// type that is read says), and `null` is not called a default.
fn stand_alone(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(address)) = members.get_mut("$ref") {
                let name = address.rsplit('/').next().unwrap_or_default();
                *address = format!("#/$defs/{}", here(name));
            }
            if members.get("default").is_some_and(Value::is_null) {
                members.remove("default");
            }
            if members.contains_key("properties") {
                members.entry("additionalProperties").or_insert(Value::Bool(false));
            }
            members.values_mut().for_each(stand_alone);
        }
        Value::Array(items) => items.iter_mut().for_each(stand_alone),
        _ => {}
    }
}

/// Where which bounds hold.
fn bounds() -> Vec<(&'static str, Value)> {
    let key = json!({"pattern": format!("^[a-z0-9_]{{1,{KEY_MAX}}}$")});
    let title = json!({"minLength": 1, "maxLength": TITLE_MAX});
    let turn_limit = json!({"minimum": TURN_LIMIT_MIN_MS, "maximum": TURN_LIMIT_MAX_MS});
    let upto = |max: u64| json!({"maximum": max});
    vec![
        ("/properties/key", key.clone()),
        ("/properties/title", title.clone()),
        ("/properties/description", json!({"maxLength": DESCRIPTION_MAX})),
        ("/properties/phases", json!({"minItems": 1, "maxItems": PHASES_MAX})),
        ("/properties/agenda", json!({"maxItems": AGENDA_MAX})),
        ("/$defs/Phase/properties/key", key.clone()),
        ("/$defs/Phase/properties/title", title.clone()),
        ("/$defs/Phase/properties/timebox_ms", json!({"minimum": 1_000, "maximum": TIMEBOX_MAX_MS})),
        ("/$defs/PhaseRules/properties/floor_kinds", json!({"uniqueItems": true})),
        ("/$defs/PhaseRules/properties/turn_limit_ms", turn_limit.clone()),
        ("/$defs/PhaseRules/properties/open_microphones", json!({"minimum": 0, "maximum": OPEN_MICROPHONES_MAX})),
        ("/$defs/KindLimits/additionalProperties", turn_limit.clone()),
        ("/$defs/SettingsChange/properties/turn_limit_ms", turn_limit),
        ("/$defs/SettingsChange/properties/warning_ms", upto(TURN_LIMIT_MAX_MS)),
        ("/$defs/SettingsChange/properties/grace_ms", upto(TURN_LIMIT_MAX_MS)),
        ("/$defs/SettingsChange/properties/hold_ms", upto(HOLD_MAX_MS)),
        ("/$defs/SettingsChange/properties/protected_positions", upto(PROTECTED_MAX.into())),
        ("/$defs/SettingsChange/properties/queue_limit", json!({"minimum": 1, "maximum": QUEUE_LIMIT_MAX})),
        ("/$defs/SettingsChange/properties/groups", json!({"maxItems": GROUPS_MAX})),
        ("/$defs/Group/properties/key", key),
        ("/$defs/Group/properties/title", json!({"minLength": 1, "maxLength": NAME_MAX})),
        ("/$defs/Group/properties/budget_ms", json!({"minimum": 1_000, "maximum": BUDGET_MAX_MS})),
        ("/$defs/AgendaText/properties/title", title.clone()),
        ("/$defs/AgendaText/properties/planned_ms", json!({"minimum": 1, "maximum": PLANNED_MAX_MS})),
        ("/$defs/AgendaText/properties/links", json!({"maxItems": LINKS_MAX})),
        // Nobody is in a meeting yet who could own an item.
        ("/$defs/AgendaText/properties/owner", json!({"oneOf": [{"type": "null"}]})),
        ("/$defs/Link/properties/title", title),
        ("/$defs/Link/properties/url", json!({"pattern": "^[Hh][Tt][Tt][Pp][Ss]?://", "maxLength": LINK_MAX})),
    ]
}
