# onrecord: every target sets up what it needs in .venv. PYTHON names another Python (3.11 to 3.13).
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -q

.DEFAULT_GOAL := help
.PHONY: help demo test check test-more test-all test-slow measure bench-pile lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/run.stamp: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) and "onrecord needs Python 3.11, 3.12 or 3.13; name one with PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/run.stamp ## read the example crisis and print its brief
	@mkdir -p build
	$(BIN)/onrecord build examples/port-amarel -o build/port-amarel.db
	$(BIN)/onrecord brief build/port-amarel.db -o build/port-amarel.html
	$(BIN)/onrecord brief build/port-amarel.db
	@echo
	@echo "The same with links to the words: build/port-amarel.html"

test: $(VENV)/dev.stamp ## run the tests that need Python alone
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser and not office and not slow"

check: $(VENV)/dev.stamp ## style, types, and the quality gate on the example
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python eval/gate.py

test-more: $(VENV)/dev.stamp ## run the tests that need a browser or LibreOffice; installs the two
	@command -v chromium >/dev/null && command -v soffice >/dev/null || { apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends chromium libreoffice-calc >/dev/null; } \
		|| echo "chromium or libreoffice-calc could not be installed: their tests will be skipped"
	$(BIN)/python -m pytest -n 2 -m "(browser or office) and not slow"

test-all: test test-more ## run all tests but the slow ones

test-slow: $(VENV)/dev.stamp ## run the slow tests: every kill round, bombs of full size (20 minutes)
	$(BIN)/python -m pytest -n 2 -m slow

lock: ## pin the newest versions that go together, with hashes
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q \
		pyproject.toml --extra build -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q \
		pyproject.toml --extra build --extra dev -c requirements.lock -o requirements-dev.lock

measure: $(VENV)/dev.stamp ## the figures of docs/measurements.md (slow; needs the benchmarks)
	$(BIN)/python scripts/measure.py

bench-pile: $(VENV)/run.stamp ## what setting pages side by side costs against the bare parse
	$(BIN)/python benchmarks/pile_cost.py

clean: ## remove what make made
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache
