# `make demo` and `make test` need Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: install install-dev demo test check bench screenshots clean

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

demo: $(VENV)/.installed
	$(BIN)/align translate samples/summit --target pt --output demo/pt
	$(BIN)/align translate samples/summit --target en --output demo/en
	@echo
	@echo "Look at demo/pt/index.html and demo/en/index.html in a browser;"
	@echo "load demo/pt/batch.en-pt.tmx or demo/en/batch.pt-en.tmx into your CAT tool."

test: $(VENV)/.installed-dev
	$(BIN)/pytest

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

bench: $(VENV)/.installed-bench
	$(BIN)/python tests/bench

# Pictures of every state of the pages, at two widths, light and dark; for the eyes of whoever changed the page.
PICTURES ?= $(or $(TMPDIR),/tmp)/align-screenshots
screenshots: $(VENV)/.installed-dev
	$(BIN)/python tests/screenshots.py $(PICTURES)

clean:
	rm -rf $(VENV) demo build dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Align needs Python 3.11 or newer; try: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-bench: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,bench]'
	@touch $@ $(VENV)/.installed-dev $(VENV)/.installed
