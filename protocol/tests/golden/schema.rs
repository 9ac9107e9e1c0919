//! The published schema of a template.

use orchestrasec_domain::{Template, template::built_in};
use orchestrasec_protocol::schema::template_schema;
use serde_json::{Value, json};
use std::{fs, path::PathBuf};

#[test]
fn the_published_schema_is_that_of_the_type() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/template.schema.json");
    let schema = template_schema();
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        fs::write(&path, &schema).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == schema, "docs/template.schema.json is stale: run `make generate`");
}

/// Whether a value fits a schema, by the keywords that ours uses; any other keyword fails. A validator for everything would bring 22
/// crates for this one test.
fn fits(root: &Value, schema: &Value, value: &Value) -> bool {
    let number = value.as_u64();
    let length = || value.as_str().map(|text| text.chars().count() as u64);
    let items = value.as_array();
    let members = value.as_object();
    schema.as_object().unwrap().iter().all(|(keyword, said)| match keyword.as_str() {
        "$schema" | "$defs" | "title" | "description" | "default" | "format" => true,
        "$ref" => fits(root, root.pointer(&said.as_str().unwrap()[1..]).unwrap(), value),
        "type" => match said {
            Value::String(kind) => is_a(kind, value),
            kinds => kinds.as_array().unwrap().iter().any(|kind| is_a(kind.as_str().unwrap(), value)),
        },
        "enum" => said.as_array().unwrap().contains(value),
        "oneOf" => said.as_array().unwrap().iter().filter(|one| fits(root, one, value)).count() == 1,
        "required" => {
            members.is_none_or(|it| said.as_array().unwrap().iter().all(|name| it.contains_key(name.as_str().unwrap())))
        }
        "properties" => members
            .is_none_or(|it| it.iter().all(|(name, value)| said.get(name).is_none_or(|one| fits(root, one, value)))),
        "additionalProperties" => members.is_none_or(|it| {
            let named = schema.get("properties");
            let mut others = it.iter().filter(|(name, _)| named.is_none_or(|named| named.get(name).is_none()));
            others.all(|(_, value)| said != &json!(false) && fits(root, said, value))
        }),
        "propertyNames" => members.is_none_or(|it| it.keys().all(|name| fits(root, said, &json!(name)))),
        "items" => items.is_none_or(|it| it.iter().all(|value| fits(root, said, value))),
        "minItems" => items.is_none_or(|it| it.len() as u64 >= said.as_u64().unwrap()),
        "maxItems" => items.is_none_or(|it| it.len() as u64 <= said.as_u64().unwrap()),
        "uniqueItems" => items.is_none_or(|it| it.iter().enumerate().all(|(at, value)| !it[..at].contains(value))),
        "minimum" => number.is_none_or(|it| it >= said.as_u64().unwrap()),
        "maximum" => number.is_none_or(|it| it <= said.as_u64().unwrap()),
        "minLength" => length().is_none_or(|it| it >= said.as_u64().unwrap()),
        "maxLength" => length().is_none_or(|it| it <= said.as_u64().unwrap()),
        "pattern" => value.as_str().is_none_or(|text| matches_pattern(said.as_str().unwrap(), text)),
        other => panic!("the schema says {other}, which this test does not know"),
    })
}

fn is_a(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{other} is no type"),
    }
}

/// The two patterns that the schema uses.
fn matches_pattern(pattern: &str, text: &str) -> bool {
    match pattern {
        "^[a-z0-9_]{1,40}$" => {
            (1..=40).contains(&text.len())
                && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        }
        "^[Hh][Tt][Tt][Pp][Ss]?://" => {
            let text = text.to_ascii_lowercase();
            text.starts_with("https://") || text.starts_with("http://")
        }
        other => panic!("{other} is not known"),
    }
}

fn fits_the_schema(template: &Value) -> bool {
    let schema: Value = serde_json::from_str(&template_schema()).unwrap();
    fits(&schema, &schema, template)
}

#[test]
fn every_built_in_template_fits_the_schema_as_it_is_kept_and_as_it_is_exported() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../domain/templates");
    let kept: Vec<Value> = fs::read_dir(folder)
        .unwrap()
        .map(|file| serde_json::from_str(&fs::read_to_string(file.unwrap().path()).unwrap()).unwrap())
        .collect();
    let exported: Vec<Value> = built_in().iter().map(|template| serde_json::to_value(template).unwrap()).collect();
    assert_eq!((kept.len(), exported.len()), (7, 7));
    for template in kept.iter().chain(&exported) {
        assert!(fits_the_schema(template), "{}", template["key"]);
    }
}

/// A whole template with every field, and changes that break it.
#[test]
fn the_schema_takes_and_refuses_what_the_server_does() {
    let whole = json!({
        "key": "ours", "title": "Ours", "description": "d",
        "phases": [{"key": "a", "title": "A", "timebox_ms": 60_000, "rules": {
            "floor_kinds": ["contribution"], "granting": "chaired", "queue_order": "random", "turn_limit_ms": 60_000,
            "turn_limits": {"contribution": 30_000}, "hand_over": true, "auto_advance": true, "open_microphones": 3}}],
        "settings": {"granting": "chaired", "turn_limit_ms": null, "turn_limits": {"direct_reply": 5_000},
            "groups": [{"key": "g", "title": "G", "budget_ms": 1_000}], "hold_ms": 0, "queue_limit": 5},
        "agenda": [{"title": "One", "owner": null, "planned_ms": 60_000,
            "links": [{"title": "L", "url": "https://example.org"}]}],
    });
    let is_taken = |value: &Value| {
        serde_json::from_value::<Template>(value.clone()).is_ok_and(|template| template.checked().is_ok())
    };
    assert!(fits_the_schema(&whole) && is_taken(&whole));
    let bad = [
        ("/key", json!("Not A Key")),
        ("/key", json!("k".repeat(41))),
        ("/title", json!("")),
        ("/title", json!("t".repeat(201))),
        ("/description", json!("d".repeat(4_001))),
        ("/phases", json!([])),
        ("/phases/0", json!({"key": "a"})),
        ("/phases/0/surprise", json!(1)),
        ("/phases/0/timebox_ms", json!(999)),
        ("/phases/0/rules/surprise", json!(1)),
        ("/phases/0/rules/floor_kinds", json!(["speech"])),
        ("/phases/0/rules/floor_kinds", json!(["contribution", "contribution"])),
        ("/phases/0/rules/turn_limits", json!({"contribution": 1})),
        ("/phases/0/rules/turn_limits", json!({"speech": 60_000})),
        ("/settings/surprise", json!(1)),
        ("/settings/queue_limit", json!(0)),
        ("/settings/hold_ms", json!(600_001)),
        ("/settings/groups/0/budget_ms", json!(1)),
        ("/settings/groups/0/title", json!("g".repeat(81))),
        ("/agenda/0/owner", json!("01935a00-0000-7000-8000-0000000000aa")),
        ("/agenda/0/planned_ms", json!(0)),
        ("/agenda/0/links/0/url", json!("javascript:alert(1)")),
        ("/surprise", json!(1)),
    ];
    for (place, value) in bad {
        let mut broken = whole.clone();
        let (parent, member) = place.rsplit_once('/').unwrap();
        match broken.pointer_mut(parent).unwrap() {
            Value::Array(items) => items[0] = value.clone(),
            members => members[member] = value.clone(),
        }
        assert!(!fits_the_schema(&broken), "{place} = {value} fits the schema");
        assert!(!is_taken(&broken), "{place} = {value} is taken");
    }
}
