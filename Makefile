# Two commands do everything: `make demo` and `make test`. They need Python 3.11 or later and make.
PYTHON ?= python3
VENV := .venv
PEERS := .venv-peers
BIN := $(VENV)/bin
WORKERS ?= 3
LIMIT ?= 40
FILES ?=

.DEFAULT_GOAL := help
.PHONY: help demo test test-long unit lint types contracts docs man completion bench mutants messages messages-sheet snapshots pictures sshd lock clean

help: ## Say what can be made
	@sed -n 's/^\([a-z -]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

$(VENV)/.runtime: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.runtime

$(PEERS)/.made: requirements-peers.lock
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-peers.lock
	@touch $@

demo: $(VENV)/.runtime ## Set everything up, make the sample office, load the sample mapping, open the screens
	$(BIN)/lokos demo

test: $(VENV)/.dev unit lint types contracts docs ## Set everything up and pass all tests, lint, types, contracts; build the documentation

unit: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not bench and not long"

test-long: $(VENV)/.dev ## Pass the tests that are long: kills, dropped lines, hundreds of races, ways out over SSH
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --timeout 900 -m "long and not bench"

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

docs: $(VENV)/.dev ## Build the documentation into site/; a warning fails
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

man completion: $(VENV)/.dev ## Write the manual page and the completion of the shells into dist/shell
	$(BIN)/python -m docs.tools.shell dist/shell

bench: $(VENV)/.dev $(PEERS)/.made ## Measure the budgets
	$(BIN)/python -m pytest -m bench -s -p no:randomly --timeout 1800 tests/bench

mutants: $(VENV)/.dev ## Change files of rules a little at a time and print what no test notices (LIMIT changes a file, FILES to name some)
	$(BIN)/python -m tests.mutants --limit $(LIMIT) $(FILES)

messages: $(VENV)/.dev ## Find every message in the code, bring the catalogues up to it, compile them
	$(BIN)/python -m docs.tools.catalogue

messages-sheet: $(VENV)/.dev ## Write English and Hindi side by side into dist/messages.xlsx, for a reader to correct
	mkdir -p dist
	$(BIN)/python -m docs.tools.catalogue --sheet dist/messages.xlsx

snapshots: $(VENV)/.dev ## Take the screen pictures of the tests anew (look at each difference)
	$(BIN)/python -m pytest -n $(WORKERS) tests/tui --snapshot-update

pictures: $(VENV)/.dev ## Take the README's pictures anew
	$(BIN)/python -m tests.tui.pictures

sshd: ## Install OpenSSH's server for the tests over SSH (root, Debian; starts no service)
	sh tests/ssh/install.sh

lock: ## Resolve the dependencies anew and write the three lock files (needs pip-tools)
	sh tests/lock.sh

clean: ## Remove what was made
	rm -rf $(VENV) $(PEERS) .mypy_cache .ruff_cache .import_linter_cache dist build site
