# Three targets: run, test, check. `make run` needs Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check browser clean

run: $(VENV)/run.ready
	@$(BIN)/python -m server serve --sample

test: check browser
	$(BIN)/pytest

check: $(VENV)/test.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry server

# Pages are tested in Debian's Chromium; on another system any `chromium` on the path will do.
browser:
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium fonts-noto-core; }

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); apt-get update -qq && apt-get install -y -qq python3-venv; $(PYTHON) -m venv $(VENV); }

$(VENV)/run.ready: $(VENV)/bin/python requirements.lock pyproject.toml
	$(PIP) install --require-hashes --no-deps -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.ready: $(VENV)/run.ready requirements-test.lock
	$(PIP) install --require-hashes --no-deps -r requirements-test.lock
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info
