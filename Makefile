# Folkmoot's own commands. `make help` lists them. A fresh machine needs Python 3.11, pip, git and make.
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .tools/bin/uv
BIN := .venv/bin
FOLKMOOT := $(BIN)/folkmoot
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help env install demo serve lock check test chromium strace hledger bench proof proof-long messages fmt

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

env: .venv/.ready ## make .venv with everything for use and development

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Folkmoot needs Python 3.11 or newer: set PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools 'uv==$(UV_VERSION)'

.venv/.ready: $(UV) requirements/dev.txt pyproject.toml
	$(UV) venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	$(UV) pip install --quiet --python .venv --require-hashes -r requirements/dev.txt
	$(UV) pip install --quiet --python .venv --no-deps --no-build-isolation -e .
	@touch $@

# What runs a newspaper, and nothing that only checks it: a fifth of the disk. Again after each `git pull`.
install: $(UV) ## make .venv with what it takes to run, nothing for development
	$(UV) venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	$(UV) pip sync --quiet --python .venv --require-hashes requirements/run.txt
	$(UV) pip install --quiet --python .venv --require-hashes -r requirements/build.txt
	$(UV) pip install --quiet --python .venv --no-deps --no-build-isolation --reinstall-package folkmoot .
	@rm -f .venv/.ready

demo: env ## a whole publication with an argument going on, at http://127.0.0.1:8000
	FOLKMOOT_DATA="$${FOLKMOOT_DATA:-folkmoot-demo}" $(FOLKMOOT) demo

serve: env ## serve the data folder (FOLKMOOT_DATA, default ./folkmoot-data)
	$(FOLKMOOT) serve

lock: $(UV) ## write requirements/*.txt anew
	$(UV) pip compile --quiet --upgrade --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra postgres --extra stripe pyproject.toml -o requirements/run.txt
	$(UV) pip compile --quiet --upgrade --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra dev pyproject.toml -o requirements/dev.txt
	echo hatchling | $(UV) pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -c requirements/dev.txt - -o requirements/build.txt

node_modules/.ready: package-lock.json package.json .npmrc | env
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-progress --loglevel=error
	@touch $@

# The checks read settings, so they get a data folder of their own and never make ./folkmoot-data.
check test: export FOLKMOOT_DATA := .cache/check
check: env node_modules/.ready ## lint, types, floors, templates, migrations, house rules (under a minute)
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint --lint --quiet src
	$(BIN)/node node_modules/typescript/bin/tsc
	$(BIN)/mypy
	$(FOLKMOOT) makemigrations --check
	$(PYTEST) tests/house -q

# A file stays in one process, and what takes long begins first. A test that hangs fails by name, and the others go on.
SPREAD := -n auto --dist loadfile --no-loadscope-reorder --timeout 400 --timeout-method thread
test: check chromium strace hledger ## check, then every test on SQLite and PostgreSQL and in a browser
	$(PYTEST) -q $(SPREAD) --ignore=tests/house -m 'not browser and not proof'
	FOLKMOOT_TEST_DATABASE=postgres $(PYTEST) -q $(SPREAD) --ignore=tests/house -m both_databases
	$(PYTEST) -q $(SPREAD) -m 'browser or proof'

# Debian's Chromium drives the browser tests. Where it cannot be installed they are skipped, loudly; in CI that fails.
chromium:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	|| { echo "No Chromium, so the browser tests are SKIPPED: install it with  apt-get install chromium" >&2; [ -z "$$CI" ]; }

# One proof watches the disk through strace, and is skipped like the browser tests where there is none.
strace:
	@command -v strace >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends strace >/dev/null; } \
	|| { echo "No strace, so one proof of the storage is SKIPPED: install it with  apt-get install strace" >&2; [ -z "$$CI" ]; }

# The journal of gifts is read by somebody else's program, too.
hledger:
	@command -v hledger >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends hledger >/dev/null; } \
	|| { echo "No hledger, so nobody else reads the journal of gifts: install it with  apt-get install hledger" >&2; [ -z "$$CI" ]; }

bench: env ## side-by-side benchmarks; prints ratios
	$(BIN)/python -m bench.write
	$(BIN)/python -m bench.read

proof: export FOLKMOOT_TEST_PROOF_S := 60
proof: export FOLKMOOT_TEST_DEATHS := 20
proof: env ## the long form of the storage proofs (60 s each, 20 deaths at each named place), on SQLite and on PostgreSQL
	$(PYTEST) tests/proof -q
	FOLKMOOT_TEST_DATABASE=postgres $(PYTEST) tests/proof -q

# It goes on where its log ends. FOLKMOOT_TEST_PROOF_ROUNDS=50 make proof-long: fewer rounds, or a part of them first.
KILL_LOG ?= .cache/proof/kill-rounds.jsonl
proof-long: env ## 300 rounds of kill -9 on each database (45 minutes on two idle cores), into docs/operate/evidence.md; 100,000 facts to 50 readers; every hostile word in every field; 2,000 orders of a provider's messages
	FOLKMOOT_TEST_LIVE_FACTS=100000 $(PYTEST) tests/live/test_exactness.py -q
	FOLKMOOT_TEST_LIVE_FACTS=100000 FOLKMOOT_TEST_DATABASE=postgres $(PYTEST) tests/live/test_exactness.py -q
	FOLKMOOT_TEST_ORDERS=2000 $(PYTEST) tests/funding/test_any_order.py -q
	FOLKMOOT_TEST_ORDERS=2000 FOLKMOOT_TEST_DATABASE=postgres $(PYTEST) tests/funding/test_any_order.py -q
	FOLKMOOT_TEST_HOSTILE=all $(PYTEST) tests/discussion/test_hostile.py -q -n auto
	FOLKMOOT_TEST_PROOF_ROUNDS="$${FOLKMOOT_TEST_PROOF_ROUNDS:-300}" FOLKMOOT_TEST_PROOF_LOG=$(KILL_LOG) $(PYTEST) tests/proof/test_kill_rounds.py -q -s
	$(BIN)/python -m tests.proof.evidence $(KILL_LOG) --into docs/operate/evidence.md

messages: env ## bring src/folkmoot/locale up to what the sources say; prints what still wants a translation
	$(BIN)/python -m tests.house.messages

fmt: env ## format Python
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only --quiet .
