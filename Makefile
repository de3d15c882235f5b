# Everything a newcomer does with this project. `make help` lists it.
# Needs Python 3.11 with venv, Node 20 and npm; the rest is installed inside the project's folder.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
# Not `?=`: some shells export HOST, and nobody means to listen there.
HOST = 127.0.0.1
PORT = 8000
TLS =
GUARDS = 1000000
REQUESTS = 100000
DATA = var
FULL =
ARGS =

BIN := .venv/bin
RUNTIME := .venv/.installed-run
DEVELOPMENT := .venv/.installed-test
MODULES := pwa/node_modules/.installed
BUILT := pwa/dist/.built
APP_SOURCES := $(shell find pwa \( -name node_modules -o -name dist \) -prune -o -type f ! -name '*.test.ts' -print 2>/dev/null)

.PHONY: help run demo test fuzz bench rehearse lint format types lock clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  make run TLS=1 HOST=0.0.0.0   for phones on the same network; PORT=8001 if 8000 is taken"

run: $(RUNTIME) $(BUILT) ## Serve the app with a demo province on http://127.0.0.1:8000
	@exec $(BIN)/python -m backend.start --host $(HOST) --port $(PORT) --data $(DATA) $(if $(TLS),--tls)

demo: $(RUNTIME) ## Fill a database of its own with GUARDS guards (default 1000000)
	@$(BIN)/python -m backend.start --data var/demo-$(GUARDS) --fill $(GUARDS)
	@echo "Serve it with: make run DATA=var/demo-$(GUARDS)"

test: $(DEVELOPMENT) $(BUILT) ## Run every test on SQLite and PostgreSQL, and the app's own
	@.ci/install-tools
	@exec $(BIN)/python -m tests.run $(ARGS)

fuzz: $(DEVELOPMENT) ## Send REQUESTS odd requests (default 100000) to the API, half to each database
	@.ci/install-tools
	@exec $(BIN)/python -m tests.fuzz --requests $(REQUESTS) $(ARGS)

bench: $(DEVELOPMENT) $(BUILT) ## Measure; prints a table and writes bench/latest.json (FULL=1: also a fresh clone, Lighthouse)
	@.ci/install-tools
	@exec $(BIN)/python -m bench $(if $(FULL),--full) $(ARGS)

rehearse: $(DEVELOPMENT) $(BUILT) ## Kill a host and the database under load, promote the replica; tells what was lost
	@.ci/install-tools
	@exec $(BIN)/python -m bench.rehearsal $(ARGS)

lint: $(DEVELOPMENT) $(MODULES) ## Check style, types and borders without running anything
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	cd pwa && npm run --silent check

format: $(DEVELOPMENT) ## Put the Python code into the common form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(RUNTIME) $(MODULES) ## Write the app's API types from the OpenAPI document
	@mkdir -p var
	$(BIN)/python -m backend.start --openapi var/openapi.json
	cd pwa && npm run --silent types -- ../var/openapi.json

lock: $(DEVELOPMENT) ## Compile the requirements files after a change in pyproject.toml
	.ci/lock

clean: ## Remove what was installed and built; the data in var/ stay
	rm -rf .venv pwa/node_modules pwa/dist bench/tmp

$(BIN)/python:
	@$(PYTHON) -m venv .venv || { echo "Python cannot make a virtual environment: apt-get install python3-venv" >&2; exit 1; }

$(RUNTIME): requirements.txt | $(BIN)/python
	@echo "Installing the server's packages"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(DEVELOPMENT): tests/requirements.txt | $(BIN)/python
	@echo "Installing the packages of server and tests"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@ $(RUNTIME)

$(MODULES): pwa/package.json pwa/package-lock.json $(wildcard pwa/.npmrc)
	@echo "Installing the app's packages"
	@cd pwa && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(BUILT): $(MODULES) $(APP_SOURCES)
	@echo "Building the app"
	@cd pwa && npm run --silent build
	@touch $@
