# Five targets for every day: run, quick, check, test, pages. `make run` needs Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What Python and the pages were compiled to is kept, whatever the shell says: the tests start a hundred processes.
export PYTHONDONTWRITEBYTECODE :=
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# $(call debian,what for,packages): installs packages of Debian and says so; where that cannot be, says what to install
# in one line, whatever the package manager had to say.
debian = { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && echo "$(1): installing $(2) with apt-get" && \
	{ apt-get update -qq && apt-get install -y -qq $(2); } >/dev/null 2>&1; } || \
	{ echo "$(1): please install it (on Debian: apt-get install $(2))" >&2; exit 1; }

CHECKS := annotations types layers dependencies lint format

.PHONY: run test quick check $(CHECKS) faults shards attacks fuzz secrecy truth histories agreement engines record sbom audit pythons container oracles pages layouts languages pictures browser bench million clean

run: $(VENV)/run.ready
	@$(BIN)/python -m server serve --sample

# Two at a time keep two cores at work: of three or four at a time each waits for the others, and misses deadlines.
test: browser check
	$(BIN)/pytest --numprocesses 2 --dist worksteal tests/faults
	$(BIN)/pytest --numprocesses 2 --dist worksteal --ignore tests/faults -m "not long and not page"

# Every page in a real browser, in the variants of every day; the stories among them are a part of `make test`.
pages: browser $(VENV)/test.ready
	$(BIN)/pytest --numprocesses 2 --dist worksteal tests/browser -m "page and not long"

# Between two edits, in less than a minute: what needs neither a service nor a browser, with fewer examples of each law.
quick: check
	$(BIN)/pytest --quiet --numprocesses 2 --dist worksteal --hypothesis-profile quick \
		tests/domain tests/record tests/contracts tests/js

# Two tools at a time, the longest first; make names at the end what failed.
check: $(VENV)/test.ready
	@$(MAKE) --no-print-directory --jobs 2 $(CHECKS)

annotations:
	$(BIN)/mypy

format:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .

layers:
	$(BIN)/lint-imports

dependencies:
	$(BIN)/deptry server

# The types of the scripts, strictly. The pages need no Node.js, and neither does anybody who only wants to run them.
TSC := build/tsc/node_modules/.bin/tsc
types:
	@test -x $(TSC) || { command -v npm && npm install --no-audit --no-fund --prefix build/tsc typescript@7.0.2; } >/dev/null 2>&1 || true
	@if test -x $(TSC); then $(TSC) --project tests/js; else echo "types of scripts: not checked, npm could not get TypeScript"; fi

# Our methods against other people's programs: 1,000 random profiles a rule. Installs about a gigabyte.
oracles: $(VENV)/test.ready
	$(PIP) install --editable '.[oracles]'
	$(PIP) install --no-deps 'abcvoting==2.19.2'
	PLENUM_ORACLES=required $(BIN)/pytest tests/oracles

# Every way to break Plenum that one machine allows, ten times each, with a table of what was lost: nothing.
faults: $(VENV)/test.ready
	$(BIN)/pytest tests/faults -m "long or not long"
	$(BIN)/python -m tests.faults --runs 10

# Every way to break a cluster of six nodes and two hosts under a vote, ten times each with two hundred phones.
shards: $(VENV)/test.ready
	$(BIN)/pytest tests/shards -m long
	$(BIN)/python -m tests.shards --runs 10

# Somebody who has seen everything, in 10,000 small meetings: of how few ballots can they tell what these say?
secrecy: $(VENV)/test.ready
	$(BIN)/pytest tests/secrecy -m long -s

# 20,000 sentences of ranked lists in each language, and 20 of every code, read back into their claims and held against
# the marks.
truth: $(VENV)/test.ready
	$(BIN)/pytest tests/words -m long -s

# One delegate against everybody: floods of every kind, and what their neighbours notice of it. Wants a quiet machine.
attacks: $(VENV)/test.ready
	$(BIN)/pytest tests/attacks -m long

# Five million frames and half a million requests that nobody should send, and the decoders under coverage guidance:
# about 25 minutes on two cores; with FUZZ="--frames 20000 --requests 2000 --seed 7" another run.
fuzz: $(VENV)/test.ready
	$(PIP) install --no-deps '$(shell sed -n 's/^fuzz = \["\(.*\)"\]/\1/p' pyproject.toml)'
	$(BIN)/python -m tests.fuzz $(FUZZ)

# The stories of a ballot and of a round in Firefox and in WebKit, the engine of every iPhone, in English and Arabic.
engines: $(VENV)/test.ready
	@{ command -v firefox-esr && command -v WebKitWebDriver && command -v Xvfb; } >/dev/null \
	|| $(call debian,the other engines,firefox-esr webkit2gtk-driver xvfb)
	$(PIP) install --editable '.[engines]'
	PLENUM_ENGINES=required $(BIN)/pytest tests/engines

# Long histories for the store: the casting step, and how the ends of its processes are told.
histories: $(VENV)/test.ready
	$(BIN)/pytest tests/store -m long

# 2,000 histories of 200 acts each, of texts that are merged and worded anew by agreement, and 2,000 in which two chairs
# and two moderators act at once, in two processes; in some the store is killed.
agreement: $(VENV)/test.ready
	$(BIN)/pytest tests/agreement -m long

# 200 rounds that dice made, in six formats and six languages, each read back by a program of somebody else.
record: $(VENV)/test.ready
	$(BIN)/pytest tests/record -m long

# Everything that is shipped, by name, version and licence, as CycloneDX; the bundled Valkey included.
sbom: $(VENV)/test.ready build/supply/ready
	$(BIN)/python -m tests.supply.sbom build/sbom.cdx.json build/supply/bin/cyclonedx-py

# What is known to be unsound of what is locked. Needs the network: it ends with 3 where it could not ask.
audit: $(VENV)/test.ready build/supply/ready
	$(BIN)/python -m tests.supply.audit build/supply/bin/pip-audit

# The wheel in an empty environment of each Python that is here, from 3.11 on. Needs the network.
pythons: $(VENV)/test.ready
	$(BIN)/python -m tests.supply.pythons

# A container is built, started, voted in and stopped, in docker or podman; where neither runs one, a line says so.
container: $(VENV)/test.ready
	$(BIN)/pytest tests/deploy/test_container.py -m "long or not long"

build/supply/ready: pyproject.toml
	@$(PYTHON) -m venv build/supply
	@build/supply/bin/python -m pip --disable-pip-version-check --quiet install $(shell sed -n 's/^supply = \[\(.*\)\]/\1/p' pyproject.toml | tr -d ',')
	@touch $@

# How fast it is, beside its peers and the floor of this machine; half an hour on a quiet machine with two cores.
# Needs gcc, node and npm, and says so; installs the peers into build/bench.
bench: $(VENV)/test.ready
	$(BIN)/python -m bench --needs
	$(BIN)/pytest tests/bench -m long
	$(BIN)/python -m bench

# A million phones on paper, from what the bench has measured: hosts, bytes, joins, and what breaks first.
million: $(VENV)/run.ready
	@$(BIN)/python -m bench.million
	@$(BIN)/python -m bench.sizing

# Nothing overlaps or is cut: hall, podium and phone with up to sixteen regions and long words, in every language.
layouts: $(VENV)/test.ready browser
	$(BIN)/pytest tests/browser/test_sizes*.py -m "long or not long"

# Every other page in every language, and the first visit on a slow line; wants a quiet machine.
languages: $(VENV)/test.ready browser
	$(BIN)/pytest tests/browser --ignore-glob '*/test_sizes*' -m long

# Every page of Plenum, taken from the running pages into build/pictures; those that README and docs show are renewed.
pictures: $(VENV)/test.ready browser
	$(BIN)/python -m tests.browser.take_pictures

# Pages are tested in any `chromium` that is on the path, in half the time in one that has no window; where there is
# none at all, Debian's is installed.
browser:
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null \
	|| $(call debian,no chromium on the path,chromium-headless-shell fonts-noto-core)

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); $(call debian,no venv in $(PYTHON),python3-venv) && $(PYTHON) -m venv $(VENV); }

$(VENV)/run.ready: $(VENV)/bin/python requirements.lock pyproject.toml
	$(PIP) install --require-hashes --no-deps -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.ready: $(VENV)/run.ready requirements-test.lock
	$(PIP) install --require-hashes --no-deps -r requirements-test.lock
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info
