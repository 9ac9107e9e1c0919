# OrchestraSec. `make` alone prints what there is.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PNPM := npx -y pnpm@10.34.9
WEB_SOURCES := $(shell find web/src web/public web/plugins web/index.html web/vite.config.ts web/package.json -type f 2>/dev/null)
CARGO_TEST := $(shell cargo nextest --version >/dev/null 2>&1 && echo "nextest run" || echo "test")

.PHONY: help run demo test chaos check lint fmt generate generated web build stage image-check bench tools test-rust test-web test-browser clean

help: ## print the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: tools build ## build everything and serve it on http://127.0.0.1:8000
	target/release/orchestrasec serve

demo: tools build ## the same with a few people and a live meeting, thrown away at the end
	target/release/orchestrasec serve --demo

test: tools test-web test-rust test-browser ## every test: rules, server, web client, and a whole meeting in real browsers

chaos: tools ## the long form of the random tests: a million steps of random meetings
	ORCHESTRASEC_STEPS=1000000 cargo $(CARGO_TEST) --release --locked -p orchestrasec-domain --test rules

check: tools lint test ## what CI runs: lints, then every test

lint: web/node_modules/.installed ## formatting, clippy, types, generated files
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cd web && $(PNPM) run lint && $(PNPM) run typecheck && $(PNPM) run i18n
	$(MAKE) --no-print-directory generated

fmt: web/node_modules/.installed ## format everything
	cargo fmt --all
	cd web && $(PNPM) exec biome check --write src

test-web: web ## the web client's tests and its size budgets
	cd web && $(PNPM) run test && $(PNPM) run size

test-rust: ## the rules, the wire and the server over real sockets
	cargo $(CARGO_TEST) --workspace --locked

test-browser: web ## a whole meeting by five people in real Chromium, and one that is seen and heard
	scripts/need.sh chromium
	cargo build --locked
	cd web && node ../tests/browser/run.mjs
	cd web && node ../tests/browser/media.mjs
	cd web && node ../tests/browser/voice.mjs

generate: ## write the TypeScript types, golden files and tables anew from the Rust types
	UPDATE_GENERATED=1 cargo test -q -p orchestrasec-protocol --features types --locked
	@echo "generated: web/src/gen, protocol/golden, tables in docs/, docs/template.schema.json"

generated: ## fail when a generated file is stale
	scripts/generated.sh

web: static/index.html ## build the browser UI into static/

static/index.html: web/node_modules/.installed $(WEB_SOURCES)
	cd web && $(PNPM) run build
	@touch static/index.html

web/node_modules/.installed: web/package.json web/pnpm-lock.yaml
	scripts/need.sh node
	cd web && $(PNPM) install --frozen-lockfile
	@touch $@

build: web ## the release binary with the UI inside
	cargo build --release --locked

stage: build ## what the container image takes over, in target/stage
	rm -rf target/stage
	install -D -m 0755 target/release/orchestrasec target/stage/orchestrasec
	install -d -m 0700 target/stage/data

image-check: ## build the container image's parts from the last commit and run them as a container would; as root, some minutes
	scripts/image-check.sh

bench: build ## the benchmarks, beside a bare epoll broadcast
	cargo build --release --locked -p orchestrasec-bench
	target/release/orchestrasec-bench all

tools: ## check for what has to be there
	@scripts/need.sh cargo node

clean: ## remove what was built
	rm -rf target web/node_modules tests/browser/out
	find static -mindepth 1 ! -name README.md -delete
