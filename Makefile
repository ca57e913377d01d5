# Nothing is needed but Python 3.11 or newer and make. `make PYTHON=python3.13 test` picks another one.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
FUZZ := $(VENV)/.installed-fuzz
DEMO := tests/fixtures/samples
# make fuzz SECONDS=60: for all targets together; TARGET=feed gives all of them to one.
SECONDS ?= 60
TARGET ?=

.PHONY: demo test check lint types layers tests bench fuzz clean

demo: $(RUN) ## parse the five sample inputs and print the merged table
	@$(BIN)/python -m careerdoc parse --to table $(DEMO)

test: check tests ## every check and every test

check: lint types layers

lint: $(DEV)
	$(BIN)/ruff check src tests benchmarks docs fuzz tools
	$(BIN)/ruff format --check src tests benchmarks docs fuzz tools

types: $(DEV)
	$(BIN)/mypy

layers: $(DEV)
	$(BIN)/lint-imports

tests: $(DEV)
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term

bench: $(DEV) ## every benchmark; the results belong in docs/benchmarks.md
	$(BIN)/python -m benchmarks

fuzz: $(FUZZ) ## damaged inputs for every reader, text, dates and records: SECONDS=60 TARGET=feed
	$(BIN)/python -m fuzz --seconds $(SECONDS) $(if $(TARGET),--target $(TARGET))

clean:
	rm -rf $(VENV) build .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("careerdoc needs Python 3.11 or newer, not " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(RUN): pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEV): pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(RUN)

$(FUZZ): pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,fuzz]'
	@touch $@ $(RUN) $(DEV)
