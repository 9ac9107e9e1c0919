#!/usr/bin/env bash
# Fails when a generated file differs from what the Rust types make of it. Works outside of git, too.
set -euo pipefail
cd "$(dirname "$0")/.."
before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
cp -r web/src/gen protocol/golden docs/protocol.md docs/template.schema.json "$before"/
make --no-print-directory generate >/dev/null
for path in web/src/gen protocol/golden docs/protocol.md docs/template.schema.json; do
  diff -r "$before/$(basename "$path")" "$path" >/dev/null || {
    echo "$path is stale: run 'make generate' and commit the result" >&2
    exit 1
  }
done
