# Folkmoot's own commands. `make help` lists them. A fresh machine needs Python 3.11, pip, git and make.
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .tools/bin/uv
BIN := .venv/bin
FOLKMOOT := $(BIN)/folkmoot

.DEFAULT_GOAL := help
.PHONY: help env demo serve lock check test bench proof fmt

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

env: .venv/.ready ## make .venv with everything for use and development

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Folkmoot needs Python 3.11 or newer: set PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools 'uv==$(UV_VERSION)'

.venv/.ready: $(UV) requirements/dev.txt pyproject.toml
	$(UV) venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	$(UV) pip install --quiet --python .venv --require-hashes -r requirements/dev.txt
	$(UV) pip install --quiet --python .venv --no-deps --no-build-isolation -e .
	@touch $@

demo: env ## a whole publication with an argument going on, at http://127.0.0.1:8000
	$(FOLKMOOT) demo

serve: env ## serve the data folder (FOLKMOOT_DATA, default ./folkmoot-data)
	$(FOLKMOOT) serve

lock: $(UV) ## write requirements/*.txt anew
	$(UV) pip compile --quiet --upgrade --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements/run.txt
	$(UV) pip compile --quiet --upgrade --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra dev pyproject.toml -o requirements/dev.txt

check: env ## lint, types, floors, templates, migrations, house rules (under a minute)
	$(BIN)/python -m tools.check

test: check ## check, then every test on SQLite and PostgreSQL and in a browser
	$(BIN)/python -m tools.test

bench: env ## side-by-side benchmarks; prints ratios
	$(BIN)/python -m bench.write

proof: env ## the long form of the storage proofs (60 s each)
	FOLKMOOT_TEST_PROOF_S=60 $(BIN)/python -m pytest tests/proof -q -p no:randomly

fmt: env ## format Python
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only --quiet .
