# `make run` and `make test` need python3 (3.11 or newer) and make; everything else goes into .venv here.

PYTHON ?= python3
RAW ?= data/raw
PROCESSED ?= data/processed

VENV := .venv
PY := $(VENV)/bin/python
empty :=
space := $(empty) $(empty)
# An environment that was copied or made for another folder points there, so a stamp bears the folder's name.
HERE := $(subst $(space),_,$(subst /,_,$(CURDIR)))
RUN_STAMP := $(VENV)/.ready-run$(HERE)
DEV_STAMP := $(VENV)/.ready-dev$(HERE)
BENCH_STAMP := $(VENV)/.ready-bench$(HERE)

# An environment whose Python is gone is made again, whatever its stamp says.
ifneq ($(shell $(PY) -c "print(1)" 2>/dev/null),1)
.PHONY: $(RUN_STAMP) $(DEV_STAMP) $(BENCH_STAMP)
endif

.PHONY: help run test lint docs samples bench clean
.DEFAULT_GOAL := help

help:
	@echo "make run      read $(RAW) and write the dataset to $(PROCESSED)"
	@echo "make test     run all checks: tests, types, style"
	@echo "make lint     types and style only"
	@echo "make docs     remake the data dictionary from the schema"
	@echo "make samples  remake the sample plans from their sources"
	@echo "make bench    measure speed and memory beside other libraries (benchmarks/README.md)"
	@echo "make clean    remove .venv and caches (not the dataset)"

run: $(RUN_STAMP)
	@$(PY) -m ingest.cli run "$(RAW)" "$(PROCESSED)" --fail-on failed
	@echo "The dataset is in $(PROCESSED): actions.parquet and its companions; datapackage.json says what is in them."

test: lint
	$(PY) -m pytest

lint: $(DEV_STAMP)
	$(PY) -m ruff check .
	$(PY) -m mypy

docs: $(DEV_STAMP)
	$(PY) -m ingest.cli schema > docs/data-dictionary.md

samples: $(DEV_STAMP)
	$(PY) data/sources/make_samples.py

bench: $(BENCH_STAMP)
	$(PY) -m benchmarks.reading_speed
	$(PY) -m benchmarks.memory
	$(PY) -m benchmarks.whole_run

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(RUN_STAMP): pyproject.toml
	$(call install,.)
	@touch "$@"

$(DEV_STAMP): pyproject.toml
	$(call install,.[dev])
	@touch "$@" "$(RUN_STAMP)"

$(BENCH_STAMP): pyproject.toml
	$(call install,.[bench])
	@touch "$@" "$(RUN_STAMP)"

# Makes the environment if there is none that works, then installs into it.
define install
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "dhr-plans needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || { echo "Setting up $(VENV) ..."; $(PYTHON) -m venv --clear $(VENV); }
	@echo "Installing into $(VENV) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --editable "$(1)"
endef
