# Stadtdialog: `make demo` to try it, `make test` to check it. Asks for Python 3.11+ and make only.
SHELL := /bin/bash
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do $$name -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin
PORT ?= 8000
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PORT

ASSET_SOURCES := $(shell find portal/assets templates -type f 2>/dev/null) package.json package-lock.json
CATALOGUES := $(shell find portal/locale -name '*.po' 2>/dev/null)

.PHONY: demo run test lint assets lock messages bench bench-search clean test-unit test-slow test-postgres test-browser test-acceptance test-engines search-server demo-cluster

demo: .venv/run.stamp assets .venv/messages.stamp ## everything from nothing to a running portal
	@$(BIN)/python manage.py demo

run: .venv/run.stamp assets .venv/messages.stamp ## start the installation as it is: web and worker
	@$(BIN)/python manage.py serve

test: .venv/dev.stamp assets .venv/messages.stamp lint test-unit test-slow test-postgres test-browser test-acceptance test-engines ## all checks and tests

test-unit: ## what a developer runs all day
	$(BIN)/pytest -m "not browser and not acceptance and not slow and not data and not engines" -n 2 --dist loadfile

test-slow: ## hostile input, big files, processes, real protocols
	$(BIN)/pytest -m "not browser and not acceptance and not engines and (slow or data)" -n 2 --dist loadfile

test-postgres:
	$(BIN)/python tests/postgres.py -- $(BIN)/pytest -m "not browser and not acceptance and not data and not engines and not slow" -n 2 --dist loadfile --create-db

test-browser:
	$(BIN)/pytest -m "browser and not engines"

test-acceptance: ## production settings, TLS, mail server, mouse: one process for SQLite, one for PostgreSQL
	$(BIN)/pytest tests/acceptance -n 2 --dist loadgroup

test-engines: ## real Elasticsearch and OpenSearch, two at a time; faults and clusters alone
	$(BIN)/pytest -m "engines and not slow" -n 2 --dist loadgroup
	$(BIN)/pytest -m "engines and slow" -n 0

lint: .venv/dev.stamp .venv/messages.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/bandit -q -c pyproject.toml -r portal home consultations search
	$(BIN)/python manage.py makemigrations --check --dry-run
	DATA_DIR=var/check SITE_URL=https://dialog.example.org SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
		DJANGO_SETTINGS_MODULE=portal.settings.base $(BIN)/python manage.py check --deploy --fail-level WARNING

search-server: .venv/dev.stamp ## one OpenSearch to work with; prints its SEARCH_URL, stops with Ctrl-C
	@$(BIN)/python -m tests.servers server

demo-cluster: .venv/dev.stamp assets .venv/messages.stamp ## the demo on a cluster of three OpenSearch nodes
	@$(BIN)/python -m tests.servers demo

assets: portal/static/build/site.css

portal/static/build/site.css: $(ASSET_SOURCES) | .venv/run.stamp
	@command -v node >/dev/null || $(BIN)/pip install -q --require-hashes -r requirements-node.txt
	@test -d node_modules -a ! package-lock.json -nt node_modules || { npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && touch node_modules; }
	@node portal/assets/build.mjs
	@touch $@

lock: .venv/dev.stamp ## compile the lock files from pyproject.toml
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --extra opensearch -c requirements.txt -o requirements-opensearch.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --group node -o requirements-node.txt

messages: .venv/dev.stamp ## collect message ids from code and templates (needs gettext)
	@command -v xgettext >/dev/null || { echo "make messages needs gettext (Debian package gettext)."; exit 1; }
	$(BIN)/python manage.py makemessages -l de --no-location --no-wrap -i .venv -i node_modules -i var
	$(BIN)/python -m portal.translation.catalogues

bench: .venv/dev.stamp ## relevance, speed of the engine, and the whole portal with real protocols
	@data="$${STADTDIALOG_DATA:-../shared/data}"; \
	for name in karlsruhe-known-item xquad-sentences; do $(BIN)/python manage.py search evaluate "$$data/retrieval/$$name" || exit 1; done; \
	$(BIN)/python -m tests.bench.at_scale --data "$$data"

PASSAGES ?= 100000
bench-search: .venv/dev.stamp ## the search at size: make bench-search PASSAGES=1000000 SERVERS="http://127.0.0.1:9200/bench"
	$(BIN)/python -m tests.bench.search --data "$${STADTDIALOG_DATA:-../shared/data}" --passages $(PASSAGES) $(addprefix --url ,$(SERVERS))

clean: ## remove what was built; var/ (the data) stays
	rm -rf .venv node_modules portal/static/build

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Stadtdialog needs Python 3.11 or newer; none was found."; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.txt | .venv/bin/python
	@echo "Installing the locked packages ..."
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp | .venv/bin/python
	@echo "Installing the locked packages for checks and tests ..."
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv/messages.stamp: $(CATALOGUES) .venv/run.stamp
	@$(BIN)/python -m portal.translation.catalogues
	@touch $@
