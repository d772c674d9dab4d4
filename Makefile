# make demo   set everything up in .venv and code the sample articles
# make test   set up what the tests need, then check style, types, tests and the authored accuracy floors
# make lock   write requirements.lock anew: the exact versions that a fresh install gets today
# make docs   write the outputs that the documentation shows anew
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := -m pip --disable-pip-version-check --quiet

.PHONY: demo test lock docs clean

demo: $(VENV)/core
	$(BIN)/dragoman code samples

test: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest
	$(BIN)/python bench/measure.py

$(VENV)/core: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(PIP) install --constraint requirements.lock --editable .
	touch $@

$(VENV)/dev: $(VENV)/core
	$(BIN)/python $(PIP) install --constraint requirements.lock --editable ".[dev]"
	touch $@

lock:
	rm -rf $(VENV)/lock
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python $(PIP) install --editable ".[dev]"
	$(VENV)/lock/bin/python -m pip --disable-pip-version-check freeze --exclude-editable > requirements.lock
	rm -rf $(VENV)/lock

docs: $(VENV)/dev
	$(BIN)/python scripts/refresh_docs.py

clean:
	rm -rf $(VENV)
