# Two commands from a fresh clone: `make run` and `make test`.
# Needed on Debian 12 or newer: python3 (3.11+), python3-venv, make. `make test` also wants a Chromium and installs one where it may.

PYTHON ?= python3
PORT ?= 8000
# One more than there are cores: a test that waits for its browser or its database leaves a core to another.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
VENV := .venv
ENGLISH := portal/translations/en/LC_MESSAGES/messages.po
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input install --quiet --require-hashes --only-binary=:all:

STATIC := $(shell find static -mindepth 1 -not -path 'static/build*' 2>/dev/null)

# Python keeps its compiled files, also where the surroundings say otherwise: each process of a test run would compile
# the portal and its tests anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test quick bench scale lint lock catalogue clean

help: ## what can be asked
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null || grep '##' $(MAKEFILE_LIST)

setup: $(VENV)/.run-lock static/build/manifest.json ## install what both commands share; does nothing when nothing changed

setup-dev: setup $(VENV)/.test-lock

run: setup ## serve the portal with its demo on http://127.0.0.1:8000 (PORT= for another)
	@$(PY) -m flask --app wsgi prepare
	@PORT=$(PORT) exec $(PY) -m gunicorn --config python:portal.serving wsgi:app

test: setup-dev ## every test, on SQLite, on PostgreSQL and in Chromium
	@.ci/ensure-chromium
	$(PY) -m pytest -n $(WORKERS) --dist worksteal --db=both

quick: setup-dev ## the tests of the folders changed since SINCE= (default: the upstream branch), on SQLite
	$(PY) -m tests.quick $(SINCE)

bench: setup-dev ## weight and speed of the pages, as the README reports them
	@.ci/ensure-chromium
	$(PY) -m tests.bench

scale: setup-dev ## the part of `make bench` about a whole region alone (LARGE=1: with 100,000 trajectories)
	$(PY) -m tests.bench_scale

lint: setup-dev ## what the linters and the type checker say (part of `make test` too)
	$(PY) -m ruff check .
	$(PY) -m basedpyright --pythonpath $(PY)
	$(PY) -m bandit --quiet --recursive --severity-level medium --configfile pyproject.toml portal
	$(PY) -m djlint templates --lint --quiet

lock: ## choose new versions within requirements*.in (needs pip-tools in PATH and a package index)
	pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header --annotation-style=line \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file requirements.txt requirements.in
	pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header --annotation-style=line \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file requirements-dev.txt requirements-dev.in

catalogue: setup-dev ## gather new sentences for the English catalogue
	$(PY) -m babel.messages.frontend --quiet extract --mapping-file pyproject.toml --keywords "_ N_ lazy ngettext:1,2" \
		--no-location --sort-output --output-file messages.pot .
	$(PY) -m babel.messages.frontend --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
		--locale en --domain messages --input-file messages.pot --output-dir portal/translations
	@sed -i -E '/^"(Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By):/d; s/^("Project-Id-Version:) +/\1 /; $${/^$$/d}' $(ENGLISH)
	@rm messages.pot

clean: ## remove what was installed and built; the data in instance/ stays
	rm -rf $(VENV) static/build

# A changed lock makes the environment anew, so that it holds what the lock says and nothing else.
# Two who set up at once take turns: who waited finds it done.
ALONE := flock .setup-lock sh -ec

$(VENV)/.run-lock: requirements.txt
	@$(ALONE) '[ $@ -nt requirements.txt ] && exit; set -x; $(PYTHON) -m venv --clear $(VENV); $(PIP) -r requirements.txt; touch $@'

$(VENV)/.test-lock: requirements-dev.txt $(VENV)/.run-lock
	@$(ALONE) '[ $@ -nt requirements-dev.txt ] && [ $@ -nt $(VENV)/.run-lock ] && exit; set -x; $(PIP) -r requirements-dev.txt; touch $@'

static/build/manifest.json: $(STATIC) $(VENV)/.run-lock
	@$(ALONE) '$(PY) -m portal.web.build_assets static'
