# One target per thing a person does. `make` alone lists them.

CARGO ?= cargo
BINARY := target/release/scorebook
# Passed on to the program: make demo ARGS="--teams 8 --days 60"
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo up test lint fmt web build bench season schema example doctor

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Try everything with a simulated league, without internet
	@scripts/ensure-tools
	@$(MAKE) --no-print-directory build
	@exec $(BINARY) demo $(ARGS)

up: ## Serve and crawl the real upstreams
	@scripts/ensure-tools $(if $(SCOREBOOK_DATABASE_URL)$(DATABASE_URL),no-server)
	@$(MAKE) --no-print-directory build
	@exec $(BINARY) serve $(ARGS)

test: ## Run every test, those in a browser last
	@scripts/ensure-tools
	@$(MAKE) --no-print-directory web
	$(CARGO) test --workspace --locked $(ARGS)
	$(if $(ARGS),,@scripts/test-web)

lint: ## Check formatting and lints
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings

fmt: ## Format the Rust sources
	$(CARGO) fmt --all

web: ## Build the pages (needs Node.js 20.19 or newer)
	@scripts/build-web

build: web ## Build the release binary
	$(CARGO) build --release --locked

bench: ## Compare loading and answering with PostgreSQL's own programs
	@scripts/ensure-tools
	@command -v psql >/dev/null && command -v pgbench >/dev/null || \
		{ echo "Please install first (Debian, Ubuntu): apt-get install postgresql-client postgresql-contrib" >&2; exit 1; }
	$(CARGO) bench --locked --bench ratios -- $(ARGS)

season: ## Check a whole simulated season, thirty clubs, against the league's own book (minutes)
	@scripts/ensure-tools
	$(CARGO) test --locked --test it -- --ignored --nocapture a_whole_season

schema: ## Write schema.graphql from the program
	$(CARGO) run --quiet --locked -- schema > target/schema.graphql && mv target/schema.graphql schema.graphql

example: ## Write scorebook.example.toml from the program
	$(CARGO) run --quiet --locked -- doctor --example > target/example.toml && mv target/example.toml scorebook.example.toml

doctor: build ## Check this installation
	@$(BINARY) doctor
